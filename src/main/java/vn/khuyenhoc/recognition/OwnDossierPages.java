package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.certificates.Certificate;
import vn.khuyenhoc.certificates.Certificates;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.Guides;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.Bodies;

/**
 * The pages of somebody who works with their own dossiers only, as the head of a unit, a clan, a
 * household …: all of them, one, and the form on which it is self-assessed.
 */
@Controller
class OwnDossierPages {

  private static final String NAV = "own";

  private final Recognition recognition;
  private final Registrations registrations;
  private final Dossiers dossiers;
  private final DossierEvidence evidence;
  private final Titles titles;
  private final Certificates certificates;
  private final Bodies bodies;
  private final Guides guides;
  private final Views views;
  private final Clock clock;

  OwnDossierPages(
      Recognition recognition,
      Registrations registrations,
      Dossiers dossiers,
      DossierEvidence evidence,
      Titles titles,
      Certificates certificates,
      Bodies bodies,
      Guides guides,
      Views views,
      Clock clock) {
    this.recognition = recognition;
    this.registrations = registrations;
    this.dossiers = dossiers;
    this.evidence = evidence;
    this.titles = titles;
    this.certificates = certificates;
    this.bodies = bodies;
    this.guides = guides;
    this.views = views;
    this.clock = clock;
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnNavigation {
    @Bean
    NavEntry ownDossiersNavigation() {
      return new NavEntry(NAV, "own.title", "/own", Right.OWN_DOSSIER, 15);
    }
  }

  /** Whether the reader has own dossiers and reads no others. */
  static boolean only(Visit visit) {
    return visit.actor().holds(Right.OWN_DOSSIER) && !visit.actor().holds(Right.DOSSIER_READ);
  }

  /** To which part of the product pages about a dossier belong for the reader. */
  static String nav(Visit visit) {
    return only(visit) ? NAV : "campaigns";
  }

  /** The way to an own dossier. */
  static List<Crumb> crumbs(Visit visit, Dossier dossier) {
    return List.of(
        new Crumb(visit.t().t("own.title"), "/own"),
        new Crumb(
            visit
                .t()
                .t("own.crumb", dossier.line().head(), String.valueOf(dossier.campaign().year())),
            "/own/" + dossier.line().key().text()));
  }

  private static List<Crumb> crumbs(Visit visit, Dossier dossier, String here) {
    List<Crumb> crumbs = new ArrayList<>(crumbs(visit, dossier));
    crumbs.add(new Crumb(here, null));
    return crumbs;
  }

  @Needs(Right.OWN_DOSSIER)
  @GetMapping("/own")
  ResponseEntity<byte[]> list(Visit visit) {
    return views.html(
        "recognition/own",
        visit.page(visit.t().t("own.title"), NAV, List.of()),
        Map.of("own", dossiers.own(visit.actor())));
  }

  /** An own dossier; what is somebody else's is not found here, whatever the reader may besides. */
  private Dossier own(Visit visit, DossierKey key) {
    Dossier dossier = dossiers.byKey(visit.actor(), key);
    if (!Offices.own(visit.actor(), dossier.line().subject())) {
      throw new NotFoundException("own dossier " + key.text());
    }
    return dossier;
  }

  @Needs(Right.OWN_DOSSIER)
  @GetMapping("/own/{home}/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    return show(visit, HttpStatus.OK, new DossierKey(home, id), List.of());
  }

  private ResponseEntity<byte[]> show(
      Visit visit, HttpStatus status, DossierKey key, List<FieldError> errors) {
    Dossier dossier = own(visit, key);
    DossierLine line = dossier.line();
    Campaign campaign = dossier.campaign();
    LocalDate today = LocalDate.now(clock);
    List<Title> held = titles.of(line.subject());
    Map<UUID, Certificate> papers =
        certificates.byIds(
            held.stream().map(Title::certificateId).filter(Objects::nonNull).toList());
    Map<String, Object> params = new HashMap<>();
    params.put("dossier", dossier);
    params.put(
        "steps",
        StepView.named(
            StepView.of(
                campaign,
                line,
                held.stream()
                    .anyMatch(one -> one.dossier().equals(key) && !one.certificate().isEmpty()),
                null,
                today),
            bodies.around(line.villageId(), today)));
    params.put("guides", guides.around(campaign.model(), line.villageId()));
    params.put("mayRegister", campaign.open() && line.unregistered(campaign));
    params.put("mayScore", !dossier.open().isEmpty());
    params.put(
        "maySend",
        campaign.open()
            && dossier.assessment().complete()
            && DossierLifecycle.from(DossierEvent.SEND, campaign.steps()).contains(line.stage()));
    params.put(
        "waits",
        campaign.open()
            && line.stage() == Stage.SCORED
            && !DossierLifecycle.from(DossierEvent.SEND, campaign.steps()).contains(Stage.SCORED));
    params.put(
        "titles",
        held.stream()
            .map(
                title ->
                    new OwnTitle(
                        title,
                        Optional.ofNullable(title.certificateId())
                            .map(papers::get)
                            .map(one -> "/v/" + one.code())
                            .orElse("")))
            .toList());
    params.put("before", dossiers.lastYear(dossier).orElse(null));
    params.put("today", today);
    params.put("history", DossierPages.history(visit, dossiers, evidence, key, dossier));
    params.put("evidence", byIndicator(visit, key));
    params.put("mayAttach", evidence.attaching(visit.actor(), key).isPresent());
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/own-dossier",
        visit.page(
            line.head(),
            NAV,
            List.of(
                new Crumb(visit.t().t("own.title"), "/own"),
                new Crumb(
                    visit.t().t("own.crumb", line.head(), String.valueOf(campaign.year())), null))),
        params);
  }

  private Map<String, List<Evidence>> byIndicator(Visit visit, DossierKey key) {
    return evidence.of(visit.actor(), key).stream()
        .filter(Evidence::present)
        .collect(Collectors.groupingBy(Evidence::indicator));
  }

  @Needs(Right.OWN_DOSSIER)
  @PostMapping("/own/{home}/{id}/register")
  ResponseEntity<byte[]> register(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean consent) {
    DossierKey key = new DossierKey(home, id);
    own(visit, key);
    return switch (registrations.registerOwn(visit.actor(), key, consent)) {
      case Result.Ok<Integer> ok -> visit.leadTo("/own/" + key.text(), "own.registered");
      case Result.Refused<Integer> refused ->
          show(visit, HttpStatus.UNPROCESSABLE_CONTENT, key, visit.errors(refused.problems()));
    };
  }

  /** Sends the dossier to whoever appraises it. */
  @Needs(Right.OWN_DOSSIER)
  @PostMapping("/own/{home}/{id}/send")
  ResponseEntity<byte[]> send(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int version) {
    DossierKey key = new DossierKey(home, id);
    own(visit, key);
    return switch (recognition.sendOwn(visit.actor(), key, version)) {
      case Result.Ok<Recognition.Sent> ok ->
          ok.value().incomplete().isEmpty()
              ? visit.leadTo("/own/" + key.text(), "own.sent")
              : visit.leadAway("/own/" + key.text(), "own.open-again");
      case Result.Refused<Recognition.Sent> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              key,
              refused.problems().stream().map(problem -> told(visit, problem)).toList());
    };
  }

  private static FieldError told(Visit visit, Problem problem) {
    return problem.code() == RecognitionProblem.STALE
        ? new FieldError(
            "",
            visit.t().t("dossier.stale", problem.arguments().get(1), problem.arguments().get(2)))
        : new FieldError("", visit.sentence(problem));
  }

  // ---- the form

  private static String field(String indicator) {
    return "i" + indicator;
  }

  @Needs(Right.OWN_DOSSIER)
  @GetMapping("/own/{home}/{id}/form")
  ResponseEntity<byte[]> form(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    return form(visit, HttpStatus.OK, new DossierKey(home, id), Map.of(), List.of());
  }

  /**
   * The self-assessment on one form.
   *
   * @param typed what was chosen, by indicator; what is not named stands as it is kept
   */
  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      DossierKey key,
      Map<String, String> typed,
      List<FieldError> errors) {
    Dossier dossier = own(visit, key);
    Map<String, String> values = new HashMap<>();
    for (Indicator indicator : dossier.set().indicators()) {
      String id = indicator.id();
      values.put(id, typed.getOrDefault(id, GridForm.text(dossier.answers().get(id))));
    }
    Map<String, Object> params = new HashMap<>();
    params.put("dossier", dossier);
    params.put("values", values);
    params.put("guides", guides.around(dossier.campaign().model(), dossier.line().villageId()));
    params.put("evidence", byIndicator(visit, key));
    params.put("before", dossiers.lastYear(dossier).orElse(null));
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/own-form",
        visit.page(visit.t().t("own.form"), NAV, crumbs(visit, dossier, visit.t().t("own.form"))),
        params);
  }

  /**
   * Keeps what was chosen as a draft; with {@code then=done} it is complete, or everything that is
   * missing is told; with {@code then=evidence:1.1} it leads to the evidence beside that score.
   */
  @Needs(Right.OWN_DOSSIER)
  @PostMapping("/own/{home}/{id}/form")
  ResponseEntity<byte[]> save(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> form) {
    DossierKey key = new DossierKey(home, id);
    Dossier dossier = own(visit, key);
    int version =
        form.getOrDefault("version", "").matches("\\d{1,9}")
            ? Integer.parseInt(form.get("version"))
            : 0;
    Map<String, String> typed = new HashMap<>();
    Map<String, @Nullable BigDecimal> changed = new HashMap<>();
    List<FieldError> errors = new ArrayList<>();
    for (Indicator indicator : dossier.set().indicators()) {
      String chosen = form.get(field(indicator.id()));
      if (chosen == null) {
        continue;
      }
      typed.put(indicator.id(), chosen);
      if (!chosen.isEmpty() && !chosen.matches("\\d{1,3}(\\.\\d{1,2})?")) {
        errors.add(new FieldError(field(indicator.id()), visit.t().t("question.choose")));
      } else if (!GridForm.same(chosen, form.getOrDefault("s" + indicator.id(), ""))) {
        changed.put(indicator.id(), chosen.isEmpty() ? null : new BigDecimal(chosen));
      }
    }
    if (!errors.isEmpty()) {
      return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, key, typed, errors);
    }
    String then = form.getOrDefault("then", "");
    Result<Recognition.Scored> saved =
        changed.isEmpty() && dossier.line().version() == version
            ? Result.ok(standing(dossier))
            : recognition.score(visit.actor(), key, version, changed, true);
    if (saved instanceof Result.Ok<Recognition.Scored> draft && then.equals("done")) {
      saved = recognition.score(visit.actor(), key, draft.value().version(), Map.of(), false);
    }
    return switch (saved) {
      case Result.Refused<Recognition.Scored> refused ->
          refused(visit, key, form, typed, refused.problems());
      case Result.Ok<Recognition.Scored> ok when then.equals("done") ->
          visit.leadTo("/own/" + key.text(), "own.done");
      case Result.Ok<Recognition.Scored> ok when then.startsWith("evidence:") ->
          visit.leadTo(
              EvidencePages.path(key, known(dossier, then.substring("evidence:".length()))));
      case Result.Ok<Recognition.Scored> ok ->
          visit.leadTo("/own/" + key.text() + "/form", "own.kept");
    };
  }

  private static Recognition.Scored standing(Dossier dossier) {
    DossierLine line = dossier.line();
    return new Recognition.Scored(
        line.key(),
        line.version(),
        line.stage(),
        line.outcome(),
        line.total(),
        dossier.assessment().missing());
  }

  private static String known(Dossier dossier, String indicator) {
    return dossier
        .set()
        .indicator(indicator)
        .map(Indicator::id)
        .orElseThrow(() -> new NotFoundException("indicator " + indicator));
  }

  /**
   * The form again with everything that is wrong. Where somebody else saved in between, what they
   * chose is marked and told beside what was chosen here, so that saving once more overwrites
   * nothing that was not seen.
   */
  private ResponseEntity<byte[]> refused(
      Visit visit,
      DossierKey key,
      Map<String, String> form,
      Map<String, String> typed,
      List<Problem> problems) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, String> shown = new HashMap<>(typed);
    for (Problem problem : problems) {
      if (problem.code() != RecognitionProblem.STALE) {
        errors.add(
            new FieldError(
                problem.field() == null ? "" : field(problem.field()), visit.sentence(problem)));
        continue;
      }
      errors.add(told(visit, problem));
      Dossier now = own(visit, key);
      for (Indicator indicator : now.set().indicators()) {
        String id = indicator.id();
        String before = form.getOrDefault("s" + id, "");
        String present = GridForm.text(now.answers().get(id));
        String mine = typed.getOrDefault(id, before);
        if (GridForm.same(present, before)) {
          continue;
        }
        shown.put(id, present);
        errors.add(
            new FieldError(
                field(id),
                GridForm.same(mine, before) || GridForm.same(mine, present)
                    ? visit.t().t("own.changed", id, said(visit, now, indicator, present))
                    : visit
                        .t()
                        .t(
                            "own.conflict",
                            id,
                            said(visit, now, indicator, present),
                            said(visit, now, indicator, mine))));
      }
    }
    return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, key, shown, errors);
  }

  private static String said(Visit visit, Dossier dossier, Indicator indicator, String points) {
    BigDecimal number = GridForm.points(points);
    return points.isEmpty() || number == null
        ? visit.t().t("own.unanswered")
        : dossier.given(visit.t(), indicator, new BigDecimal(points));
  }
}
