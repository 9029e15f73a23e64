package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.Guides;
import vn.khuyenhoc.criteria.KnownFacts;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.SigningAuthority;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.HistoryLine;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.SubjectKey;

/** One household's dossier: a task list of its criteria, one question a page, its own history. */
@Controller
class DossierPages {

  private static final String SUBMISSION = "to-trinh";
  private static final String SELF_ASSESSMENT = "bao-cao-tu-danh-gia";
  private static final String SUMMARY = "bang-tong-hop-chi-so";

  private final Recognition recognition;
  private final Dossiers dossiers;
  private final Meetings meetings;
  private final DossierEvidence evidence;
  private final Areas areas;
  private final CampaignTrail trail;
  private final Offices offices;
  private final Titles titles;
  private final Bodies bodies;
  private final Guides guides;
  private final Views views;
  private final Clock clock;
  private final OfficeTemplates templates;
  private final Signers signers;
  private final DecisionWording wording;
  private final Texts vietnamese;

  DossierPages(
      Recognition recognition,
      Dossiers dossiers,
      Meetings meetings,
      DossierEvidence evidence,
      Areas areas,
      CampaignTrail trail,
      Offices offices,
      Titles titles,
      Bodies bodies,
      Guides guides,
      Views views,
      Clock clock,
      OfficeTemplates templates,
      Signers signers,
      DecisionWording wording,
      Languages languages) {
    this.recognition = recognition;
    this.dossiers = dossiers;
    this.meetings = meetings;
    this.evidence = evidence;
    this.areas = areas;
    this.trail = trail;
    this.offices = offices;
    this.titles = titles;
    this.bodies = bodies;
    this.guides = guides;
    this.views = views;
    this.clock = clock;
    this.templates = templates;
    this.signers = signers;
    this.wording = wording;
    this.vietnamese = languages.vietnamese();
  }

  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/dossiers/{home}/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    if (OwnDossierPages.only(visit)) {
      DossierKey own = new DossierKey(home, id);
      dossiers.byKey(visit.actor(), own);
      return visit.leadTo("/own/" + own.text());
    }
    return show(visit, HttpStatus.OK, new DossierKey(home, id), List.of());
  }

  private ResponseEntity<byte[]> show(
      Visit visit, HttpStatus status, DossierKey key, List<FieldError> errors) {
    Dossier dossier = dossiers.byKey(visit.actor(), key);
    boolean mayScore =
        dossier.campaign().open()
            && !dossier.open().isEmpty()
            && offices.acts(visit.actor(), Right.DOSSIER_SCORE, dossier.line().villageId());
    String first =
        dossier.set().indicators().stream()
            .map(Indicator::id)
            .filter(dossier.open()::contains)
            .filter(one -> !dossier.answers().containsKey(one) || dossier.returned())
            .findFirst()
            .orElse("");
    Map<String, Object> params = new HashMap<>();
    params.put("dossier", dossier);
    params.put("mayScore", mayScore);
    params.put(
        "readsDecision",
        dossier.decision() != null
            && areas.reaches(visit.actor(), Right.DOSSIER_READ, dossier.communeId()));
    params.put("first", first);
    params.put("registered", registered(dossier));
    List<Title> held = titles.of(key);
    params.put("titles", held);
    params.put("steps", steps(visit, dossier, held));
    params.put("guides", guides.around(dossier.campaign().model(), dossier.line().villageId()));
    params.put("before", dossiers.lastYear(dossier).orElse(null));
    boolean appraises = appraises(visit, dossier);
    params.put("appraises", appraises);
    params.put("corrects", corrects(visit, dossier));
    params.put("office", appraises ? office(dossier) : 0);
    params.put("today", LocalDate.now(clock));
    params.put("errors", errors);
    params.put("history", history(visit, key, dossier));
    params.put("said", meetings.said(visit.actor(), key));
    params.put(
        "mayReopen",
        dossier.campaign().open()
            && DossierLifecycle.allows(dossier.line().stage(), DossierEvent.REOPEN)
            && offices.acts(visit.actor(), Right.DOSSIER_SCORE, dossier.line().villageId()));
    params.put("evidence", byIndicator(visit, key));
    params.put("mayAttach", evidence.attaching(visit.actor(), key).isPresent());
    return views.html(
        status,
        "recognition/dossier",
        visit.page(dossier.line().head(), "campaigns", AreaTrail.here(trail.to(visit, dossier))),
        params);
  }

  /** Every step of its procedure: how far it is, and the body whose turn it is. */
  private List<StepView> steps(Visit visit, Dossier dossier, List<Title> held) {
    if (dossier.campaign().procedure().id().isEmpty()) {
      return List.of();
    }
    int village = dossier.line().villageId();
    LocalDate today = LocalDate.now(clock);
    return StepView.named(
        StepView.of(
            dossier.campaign(),
            dossier.line(),
            held.stream().anyMatch(one -> !one.certificate().isEmpty()),
            offices.acts(visit.actor(), Right.DOSSIER_SCORE, village)
                ? "/campaigns/" + dossier.campaign().id() + "/villages/" + village
                : null,
            today),
        bodies.around(village, today));
  }

  /** The submission letter of what has a head who signs. */
  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/dossiers/{home}/{id}/submission.docx")
  ResponseEntity<byte[]> submission(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Dossier dossier = dossiers.byKey(visit.actor(), new DossierKey(home, id));
    return word(
        SUBMISSION,
        templates.word(
            TemplateKind.SUBMISSION,
            dossier.line().villageId(),
            document(visit, dossier).submission()));
  }

  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/dossiers/{home}/{id}/submission.pdf")
  ResponseEntity<byte[]> submissionPdf(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Dossier dossier = dossiers.byKey(visit.actor(), new DossierKey(home, id));
    return Downloads.pdf(
        SUBMISSION,
        templates.pdf(
            TemplateKind.SUBMISSION,
            dossier.line().villageId(),
            clock.instant(),
            document(visit, dossier).submission()));
  }

  /** The self-assessment report with the summary of indicators. */
  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/dossiers/{home}/{id}/self-assessment.docx")
  ResponseEntity<byte[]> selfAssessment(
      Visit visit, @PathVariable int home, @PathVariable UUID id) {
    return word(SELF_ASSESSMENT, document(visit, home, id).report().toBytes());
  }

  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/dossiers/{home}/{id}/self-assessment.pdf")
  ResponseEntity<byte[]> selfAssessmentPdf(
      Visit visit, @PathVariable int home, @PathVariable UUID id) {
    return Downloads.pdf(
        SELF_ASSESSMENT, OfficeTemplates.Paper.of(document(visit, home, id).report()));
  }

  /** The summary of indicators alone. */
  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/dossiers/{home}/{id}/summary.docx")
  ResponseEntity<byte[]> summary(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    return word(SUMMARY, document(visit, home, id).indicators().toBytes());
  }

  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/dossiers/{home}/{id}/summary.pdf")
  ResponseEntity<byte[]> summaryPdf(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    return Downloads.pdf(SUMMARY, OfficeTemplates.Paper.of(document(visit, home, id).indicators()));
  }

  private SelfAssessmentDocument document(Visit visit, int home, UUID id) {
    return document(visit, dossiers.byKey(visit.actor(), new DossierKey(home, id)));
  }

  private SelfAssessmentDocument document(Visit visit, Dossier dossier) {
    return new SelfAssessmentDocument(
        dossier,
        signers.around(dossier.line().villageId(), LocalDate.now(clock)),
        decides(dossier),
        vietnamese,
        clock.instant(),
        visit.demo());
  }

  /** Who decides on it in its campaign. */
  private String decides(Dossier dossier) {
    int village = dossier.line().villageId();
    return SigningAuthority.whole(
        areas
            .above(village, dossier.campaign().procedure().decidedAt())
            .map(office -> wording.issuer(dossier.campaign(), office))
            .orElseGet(
                () -> wording.issuer(dossier.campaign(), areas.lastKnown(offices.of(village)))));
  }

  private static ResponseEntity<byte[]> word(String name, byte[] bytes) {
    return Downloads.file(Downloads.WORD, name + ".docx", bytes);
  }

  /** The area whose office appraises it. */
  private int office(Dossier dossier) {
    return offices.appraising(dossier.campaign(), dossier.line().villageId());
  }

  private boolean appraises(Visit visit, Dossier dossier) {
    return dossier.line().stage() == Stage.SENT && corrects(visit, dossier);
  }

  /** Whether the actor may correct its scores: while it waits, or after the council voted. */
  private boolean corrects(Visit visit, Dossier dossier) {
    return dossier.campaign().open()
        && (DossierLifecycle.allows(dossier.line().stage(), DossierEvent.CORRECT)
            || DossierLifecycle.allows(dossier.line().stage(), DossierEvent.RECONSIDER))
        && offices.acts(visit.actor(), Right.DOSSIER_APPRAISE, office(dossier));
  }

  @Needs(Right.DOSSIER_APPRAISE)
  @GetMapping("/dossiers/{home}/{id}/{indicator}/correct")
  ResponseEntity<byte[]> askToCorrect(
      Visit visit, @PathVariable int home, @PathVariable UUID id, @PathVariable String indicator) {
    return correcting(
        visit, HttpStatus.OK, new DossierKey(home, id), indicator, null, "", List.of());
  }

  @Needs(Right.DOSSIER_APPRAISE)
  @PostMapping("/dossiers/{home}/{id}/{indicator}/correct")
  ResponseEntity<byte[]> correct(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @PathVariable String indicator,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String points,
      @RequestParam(defaultValue = "") String reason) {
    DossierKey key = new DossierKey(home, id);
    Map<String, BigDecimal> answers =
        points.matches("\\d{1,3}(\\.\\d{1,2})?")
            ? Map.of(indicator, new BigDecimal(points))
            : Map.of();
    boolean agreed = dossiers.byKey(visit.actor(), key).line().stage() == Stage.AGREED;
    return switch (recognition.correct(visit.actor(), key, version, answers, reason)) {
      case Result.Ok<Recognition.Scored> ok ->
          visit.leadTo(
              "/dossiers/" + key.text(),
              agreed ? "dossier.corrected-score.again" : "dossier.corrected-score",
              indicator);
      case Result.Refused<Recognition.Scored> refused ->
          correcting(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              key,
              indicator,
              points,
              reason,
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> correcting(
      Visit visit,
      HttpStatus status,
      DossierKey key,
      String indicatorId,
      @Nullable String typed,
      String reason,
      List<FieldError> errors) {
    Dossier dossier = dossiers.byKey(visit.actor(), key);
    Indicator indicator =
        dossier
            .set()
            .indicator(indicatorId)
            .filter(Indicator::entered)
            .orElseThrow(() -> new NotFoundException("indicator " + indicatorId));
    BigDecimal given = dossier.answers().get(indicatorId);
    Map<String, Object> params = new HashMap<>();
    params.put("dossier", dossier);
    params.put("indicator", indicator);
    params.put("options", options(visit, dossier, indicator));
    params.put("value", typed != null ? typed : GridForm.text(given));
    params.put("given", given == null ? "–" : dossier.given(visit.t(), indicator, given));
    BigDecimal before =
        dossiers.lastYear(dossier).map(one -> one.answers().get(indicatorId)).orElse(null);
    params.put("before", before == null ? "" : dossier.given(visit.t(), indicator, before));
    params.put("may", corrects(visit, dossier));
    params.put("reason", reason);
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/correct-score",
        visit.page(
            indicator.question(),
            "campaigns",
            AreaTrail.and(trail.to(visit, dossier), visit.t().t("score.correct"))),
        params);
  }

  /** What can be given for an indicator. */
  private static List<Option> options(Visit visit, Dossier dossier, Indicator indicator) {
    return indicator.steps().stream()
        .map(
            step ->
                new Option(
                    step.points().stripTrailingZeros().toPlainString(),
                    step.label(),
                    null,
                    // a level says what it means; its number would be taken for points
                    dossier.campaign().byLevels() ? null : visit.t().points(step.points())))
        .toList();
  }

  /** The page of the register about whom it is. */
  private static String registered(Dossier dossier) {
    SubjectKey subject = dossier.line().subject();
    return "/"
        + RatedKind.of(dossier.campaign().model()).path()
        + "/"
        + subject.homeId()
        + "/"
        + subject.subjectId();
  }

  /** What counts beside each score. */
  private Map<String, List<Evidence>> byIndicator(Visit visit, DossierKey key) {
    return evidence.of(visit.actor(), key).stream()
        .filter(Evidence::present)
        .collect(Collectors.groupingBy(Evidence::indicator));
  }

  /** A line of the history with its moment, to be put in order. */
  private record Told(Instant at, HistoryLine line) {}

  private List<HistoryLine> history(Visit visit, DossierKey key, Dossier dossier) {
    return history(visit, dossiers, evidence, key, dossier);
  }

  /** Everything that happened to a dossier and its evidence, newest first. */
  static List<HistoryLine> history(
      Visit visit, Dossiers dossiers, DossierEvidence evidence, DossierKey key, Dossier dossier) {
    return Stream.concat(
            happened(visit, dossiers, key, dossier),
            evidence.history(visit.actor(), key).stream().map(one -> told(visit, one)))
        .sorted(Comparator.comparing(Told::at).reversed())
        .map(Told::line)
        .toList();
  }

  private static Told told(Visit visit, EvidenceChange one) {
    return new Told(
        one.at(),
        new HistoryLine(
            visit.t().dateTime(one.at()),
            visit.t().t("evidence.event." + one.event(), one.indicator(), one.name()),
            one.actor(),
            one.reason().isEmpty() ? null : one.reason(),
            one.event().equals("REMOVE") ? "back" : "plain"));
  }

  private static Stream<Told> happened(
      Visit visit, Dossiers dossiers, DossierKey key, Dossier dossier) {
    return dossiers.history(visit.actor(), key).stream()
        .map(
            entry -> {
              StringBuilder note = new StringBuilder(entry.reason());
              entry
                  .changes()
                  .forEach(
                      change ->
                          note.append(note.isEmpty() ? "" : " · ")
                              .append(
                                  visit
                                      .t()
                                      .t(
                                          "dossier.change",
                                          change.indicatorId(),
                                          points(visit, change.before()),
                                          points(visit, change.after()))));
              entry
                  .sources()
                  .forEach(
                      change ->
                          note.append(note.isEmpty() ? "" : " · ")
                              .append(source(visit, dossier, change)));
              return new Told(
                  entry.at(),
                  new HistoryLine(
                      visit.t().dateTime(entry.at()),
                      visit.t().t(entry.event().messageKey()),
                      entry.actor(),
                      note.isEmpty() ? null : note.toString(),
                      switch (entry.event()) {
                        case GIVE_BACK, REMOVE, REOPEN, RECONSIDER -> "back";
                        case APPROVE, RECOGNISE -> "ok";
                        case SEND, RECOMPUTED -> "wait";
                        default -> "plain";
                      }));
            });
  }

  /** "số công dân học tập: 1 → 2". */
  private static String source(Visit visit, Dossier dossier, SourceChange change) {
    String name =
        switch (change.what()) {
          case SourceChange.TOTAL ->
              visit.t().t(dossier.campaign().byLevels() ? "dossier.source.level" : "grid.total");
          case SourceChange.OUTCOME -> visit.t().t("send.outcome");
          case SourceChange.RATING -> visit.t().t("dossier.source.rating");
          default ->
              KnownFacts.find(dossier.set().model(), dossier.set().level(), change.what())
                  .map(fact -> visit.t().t(fact.messageKey()))
                  .orElse(change.what());
        };
    return visit
        .t()
        .t(
            "dossier.source.change",
            name,
            value(visit, change, change.before()),
            value(visit, change, change.after()));
  }

  private static String value(Visit visit, SourceChange change, @Nullable String value) {
    if (value == null) {
      return change.result() ? "–" : visit.t().t("dossier.source.unknown");
    }
    return switch (change.what()) {
      case SourceChange.OUTCOME -> visit.t().t("outcome." + value);
      case SourceChange.RATING -> visit.t().t(Rating.valueOf(value).messageKey());
      default -> visit.t().decimal(new BigDecimal(value));
    };
  }

  private static String points(Visit visit, @Nullable BigDecimal points) {
    return points == null ? "–" : visit.t().decimal(points);
  }

  /** Declares a dossier complete: the last look at one that was given back. */
  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/dossiers/{home}/{id}/complete")
  ResponseEntity<byte[]> complete(
      Visit visit, @PathVariable int home, @PathVariable UUID id, @RequestParam int version) {
    DossierKey key = new DossierKey(home, id);
    return switch (recognition.score(visit.actor(), key, version, Map.of(), false)) {
      case Result.Ok<Recognition.Scored> ok ->
          visit.leadTo("/dossiers/" + key.text(), "dossier.completed");
      case Result.Refused<Recognition.Scored> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              key,
              refused.problems().stream()
                  .map(
                      problem ->
                          problem.code() == RecognitionProblem.STALE
                              ? new FieldError(
                                  "",
                                  visit
                                      .t()
                                      .t(
                                          "dossier.stale",
                                          problem.arguments().get(1),
                                          problem.arguments().get(2)))
                              : new FieldError("", visit.sentence(problem)))
                  .toList());
    };
  }

  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/dossiers/{home}/{id}/{indicator}")
  ResponseEntity<byte[]> question(
      Visit visit, @PathVariable int home, @PathVariable UUID id, @PathVariable String indicator) {
    if (OwnDossierPages.only(visit)) {
      DossierKey own = new DossierKey(home, id);
      dossiers.byKey(visit.actor(), own);
      return visit.leadTo("/own/" + own.text() + "/form#i" + indicator);
    }
    return question(visit, HttpStatus.OK, new DossierKey(home, id), indicator, null, List.of());
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/dossiers/{home}/{id}/{indicator}")
  ResponseEntity<byte[]> answer(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @PathVariable String indicator,
      @RequestParam int version,
      @RequestParam(defaultValue = "") String points,
      @RequestParam(required = false) @Nullable String shown,
      @RequestParam(defaultValue = "next") String then) {
    DossierKey key = new DossierKey(home, id);
    if (!points.matches("\\d{1,3}(\\.\\d{1,2})?")) {
      return question(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          key,
          indicator,
          null,
          List.of(new FieldError("points", visit.t().t("question.choose"))));
    }
    Map<String, @Nullable BigDecimal> answers = new HashMap<>();
    answers.put(indicator, new BigDecimal(points));
    return switch (recognition.score(visit.actor(), key, version, answers, true)) {
      case Result.Ok<Recognition.Scored> ok ->
          then.equals("stop")
              ? visit.leadTo("/dossiers/" + key.text())
              : visit.leadTo(
                  following(visit, key, indicator)
                      .map(next -> "/dossiers/" + key.text() + "/" + next)
                      .orElse("/dossiers/" + key.text()));
      case Result.Refused<Recognition.Scored> refused ->
          refused(visit, key, indicator, points, shown, refused.problems());
    };
  }

  /**
   * The question again. Where somebody else answered it in between, their points are marked and the
   * sentence names both, so that sending once more overwrites nothing that was not seen.
   */
  private ResponseEntity<byte[]> refused(
      Visit visit,
      DossierKey key,
      String indicator,
      String points,
      @Nullable String shown,
      List<Problem> problems) {
    String marked = points;
    List<FieldError> errors = new ArrayList<>();
    for (Problem problem : problems) {
      if (problem.code() != RecognitionProblem.STALE) {
        errors.add(new FieldError("points", visit.sentence(problem)));
        continue;
      }
      Object by = problem.arguments().get(1);
      Object at = problem.arguments().get(2);
      BigDecimal present = dossiers.byKey(visit.actor(), key).answers().get(indicator);
      if (shown != null && GridForm.same(shown, GridForm.text(present))) {
        errors.add(new FieldError("points", visit.t().t("question.stale", by, at)));
      } else {
        marked = GridForm.text(present);
        errors.add(
            new FieldError(
                "points",
                visit
                    .t()
                    .t(
                        "question.conflict",
                        by,
                        at,
                        points(visit, present),
                        points(visit, new BigDecimal(points)))));
      }
    }
    return question(visit, HttpStatus.UNPROCESSABLE_CONTENT, key, indicator, marked, errors);
  }

  private Optional<String> following(Visit visit, DossierKey key, String indicator) {
    Dossier dossier = dossiers.byKey(visit.actor(), key);
    return dossier.set().indicators().stream()
        .map(Indicator::id)
        .dropWhile(one -> !one.equals(indicator))
        .skip(1)
        .filter(dossier.open()::contains)
        .findFirst();
  }

  private ResponseEntity<byte[]> question(
      Visit visit,
      HttpStatus status,
      DossierKey key,
      String indicatorId,
      @Nullable String typed,
      List<FieldError> errors) {
    Dossier dossier = dossiers.byKey(visit.actor(), key);
    Indicator indicator =
        dossier
            .set()
            .indicator(indicatorId)
            .orElseThrow(() -> new NotFoundException("indicator " + indicatorId));
    List<String> ids =
        dossier.set().indicators().stream()
            .filter(one -> dossier.set().asks(one, dossier.facts()))
            .map(Indicator::id)
            .toList();
    int place = ids.indexOf(indicatorId);
    if (place < 0) {
      throw new NotFoundException("indicator " + indicatorId + " does not apply");
    }
    BigDecimal given = dossier.answers().get(indicatorId);
    Map<String, Object> params = new HashMap<>();
    params.put("dossier", dossier);
    params.put("indicator", indicator);
    params.put("criterion", dossier.set().criterionOf(indicatorId));
    params.put("place", place + 1);
    params.put("count", ids.size());
    params.put("guides", guides.around(dossier.campaign().model(), dossier.line().villageId()));
    params.put("options", options(visit, dossier, indicator));
    params.put("value", typed != null ? typed : GridForm.text(given));
    params.put("shown", GridForm.text(given));
    params.put("errors", errors);
    params.put(
        "back",
        place == 0
            ? "/dossiers/" + key.text()
            : "/dossiers/" + key.text() + "/" + ids.get(place - 1));
    params.put("evidence", byIndicator(visit, key).getOrDefault(indicatorId, List.of()));
    params.put("mayAttach", evidence.attaching(visit.actor(), key).isPresent());
    params.put(
        "mayScore",
        dossier.open().contains(indicatorId)
            && offices.acts(visit.actor(), Right.DOSSIER_SCORE, dossier.line().villageId()));
    return views.html(
        status,
        "recognition/question",
        visit.page(
            indicator.question(),
            "campaigns",
            AreaTrail.and(trail.to(visit, dossier), visit.t().t("question.crumb", indicatorId))),
        params);
  }
}
