package vn.khuyenhoc.recognition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.recognition.procedure.StepKind;

/** Decisions in the browser: drawn up, issued, read, corrected, withdrawn. */
@Controller
class DecisionPages {

  private static final MediaType WORD =
      MediaType.parseMediaType(
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

  /** The most lines that are printed together; a page in memory stays small. */
  private static final int PRINTED = 2_000;

  private final Decisions decisions;
  private final Dossiers dossiers;
  private final Titles titles;
  private final Areas areas;
  private final AreasThen then;
  private final Offices offices;
  private final FileStore files;
  private final Views views;
  private final Clock clock;

  DecisionPages(
      Decisions decisions,
      Dossiers dossiers,
      Titles titles,
      Areas areas,
      AreasThen then,
      Offices offices,
      FileStore files,
      Views views,
      Clock clock) {
    this.decisions = decisions;
    this.dossiers = dossiers;
    this.titles = titles;
    this.areas = areas;
    this.then = then;
    this.offices = offices;
    this.files = files;
    this.views = views;
    this.clock = clock;
  }

  private static String office(int campaign, int commune) {
    return "/campaigns/" + campaign + "/communes/" + commune;
  }

  private static List<DossierKey> keys(@Nullable List<String> texts) {
    return texts == null
        ? List.of()
        : texts.stream().filter(text -> !text.isEmpty()).map(VillagePages::key).toList();
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  // ---- drafts

  /** Begins a draft with the chosen ones, or with everything that waits. */
  @Needs(Right.DECISION_RECORD)
  @PostMapping("/campaigns/{id}/communes/{commune}/drafts")
  ResponseEntity<byte[]> begin(
      Visit visit,
      @PathVariable int id,
      @PathVariable int commune,
      @RequestParam(required = false) @Nullable UUID decision,
      @RequestParam(required = false) @Nullable List<String> d,
      @RequestParam(required = false) @Nullable Integer seen) {
    List<DossierKey> chosen = keys(d);
    return switch (decisions.draft(
        visit.actor(),
        id,
        commune,
        chosen.isEmpty() ? new Selection.AllBut(null, List.of(), seen) : Selection.these(chosen),
        decision == null ? Visit.newId() : decision)) {
      case Result.Ok<UUID> ok -> visit.leadTo("/decisions/drafts/" + ok.value(), "draft.begun");
      case Result.Refused<UUID> refused ->
          refused(
              visit,
              office(id, commune) + "/recognise",
              visit.errors(refused.problems()),
              dossiers.campaign(visit.actor(), id));
    };
  }

  /** A refusal with nothing typed: told on a page of its own, with the way back. */
  private ResponseEntity<byte[]> refused(
      Visit visit, String back, List<FieldError> errors, Campaign campaign) {
    return views.html(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "recognition/refused",
        visit.page(
            visit.t().t("refused.title"),
            "campaigns",
            List.of(
                new Crumb(CampaignPages.title(visit, campaign), "/campaigns/" + campaign.id()))),
        Map.of("errors", errors, "back", back));
  }

  private List<Crumb> crumbs(Visit visit, Campaign campaign, DecisionDraft draft, String... more) {
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(new Crumb(CampaignPages.title(visit, campaign), "/campaigns/" + campaign.id()));
    crumbs.add(new Crumb(draft.officeName(), office(campaign.id(), draft.officeId())));
    crumbs.add(
        new Crumb(
            visit.t().t("draft.crumb"),
            more.length == 0 ? null : "/decisions/drafts/" + draft.id()));
    for (String one : more) {
      crumbs.add(new Crumb(one, null));
    }
    return crumbs;
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/drafts/{draft}")
  ResponseEntity<byte[]> draft(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "100") int size) {
    if (decisions.issued(visit.actor(), draft)) {
      return visit.leadTo("/decisions/" + draft);
    }
    DecisionDraft shown = decisions.draft(visit.actor(), draft);
    return draft(visit, HttpStatus.OK, shown, shown.issuer(), shown.text(), page, size, List.of());
  }

  private ResponseEntity<byte[]> draft(
      Visit visit,
      HttpStatus status,
      DecisionDraft draft,
      String issuer,
      DecisionText text,
      int page,
      int size,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), draft.campaignId());
    Listing<DossierLine> lines =
        decisions.drafted(visit.actor(), draft.id(), page, Pager.fitting(size));
    Map<String, Object> params = new HashMap<>();
    params.put("draft", draft);
    params.put("campaign", campaign);
    params.put("issuer", issuer);
    params.put("text", text);
    params.put("lines", lines.rows());
    params.put(
        "pager",
        Pager.of("/decisions/drafts/" + draft.id(), page, Pager.fitting(size), lines.total()));
    params.put(
        "waiting",
        dossiers.ready(visit.actor(), campaign.id(), draft.officeId()).stream()
            .mapToInt(ReadyVillage::dossiers)
            .sum());
    params.put(
        "acts",
        campaign.open() && offices.acts(visit.actor(), Right.DECISION_RECORD, draft.officeId()));
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/draft",
        visit.page(visit.t().t("draft.title"), "campaigns", crumbs(visit, campaign, draft)),
        params);
  }

  private ResponseEntity<byte[]> draft(Visit visit, UUID id, List<FieldError> errors) {
    DecisionDraft draft = decisions.draft(visit.actor(), id);
    return draft(
        visit,
        HttpStatus.UNPROCESSABLE_CONTENT,
        draft,
        draft.issuer(),
        draft.text(),
        1,
        100,
        errors);
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/drafts/{draft}/text")
  ResponseEntity<byte[]> write(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "0") int edition,
      @RequestParam(defaultValue = "") String issuer,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String grounds,
      @RequestParam(defaultValue = "") String articles) {
    DecisionText text = new DecisionText(subject, grounds, articles);
    return switch (decisions.write(visit.actor(), draft, edition, issuer, text)) {
      case Result.Ok<DecisionDraft> ok ->
          visit.leadTo("/decisions/drafts/" + draft, "draft.written");
      case Result.Refused<DecisionDraft> refused ->
          draft(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              decisions.draft(visit.actor(), draft),
              issuer,
              text,
              1,
              100,
              visit.errors(refused.problems()));
    };
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/drafts/{draft}/add")
  ResponseEntity<byte[]> add(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(required = false) @Nullable Integer seen) {
    return counted(
        visit,
        draft,
        decisions.add(visit.actor(), draft, new Selection.AllBut(null, List.of(), seen)),
        "draft.added");
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/drafts/{draft}/out")
  ResponseEntity<byte[]> takeOut(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(required = false) @Nullable List<String> d) {
    return counted(
        visit, draft, decisions.takeOut(visit.actor(), draft, keys(d)), "draft.taken-out");
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/drafts/{draft}/unfit")
  ResponseEntity<byte[]> takeOutUnfit(Visit visit, @PathVariable UUID draft) {
    return counted(visit, draft, decisions.takeOutUnfit(visit.actor(), draft), "draft.taken-out");
  }

  private ResponseEntity<byte[]> counted(
      Visit visit, UUID draft, Result<Integer> done, String notice) {
    return switch (done) {
      case Result.Ok<Integer> ok -> visit.leadTo("/decisions/drafts/" + draft, notice, ok.value());
      case Result.Refused<Integer> refused -> draft(visit, draft, visit.errors(refused.problems()));
    };
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/drafts/{draft}/drop")
  ResponseEntity<byte[]> drop(Visit visit, @PathVariable UUID draft) {
    DecisionDraft dropped = decisions.draft(visit.actor(), draft);
    return switch (decisions.drop(visit.actor(), draft)) {
      case Result.Ok<Integer> ok ->
          visit.leadTo(
              office(dropped.campaignId(), dropped.officeId()) + "?stage=APPROVED",
              "draft.dropped",
              ok.value());
      case Result.Refused<Integer> refused -> draft(visit, draft, visit.errors(refused.problems()));
    };
  }

  /** The draft as Word, with room for number, date and signature. */
  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/drafts/{draft}/word")
  ResponseEntity<byte[]> draftWord(Visit visit, @PathVariable UUID draft) {
    DecisionDraft one = decisions.draft(visit.actor(), draft);
    Campaign campaign = dossiers.campaign(visit.actor(), one.campaignId());
    return word(
        visit,
        campaign,
        new DecisionDocument.Source(
            one.issuer(),
            null,
            null,
            today().getYear(),
            null,
            visit.t().t("decision.title.usual"),
            one.officeName(),
            one.text(),
            clock.instant(),
            decisions.drafted(visit.actor(), draft, 1, Integer.MAX_VALUE).rows(),
            Map.of(),
            result(visit, campaign)),
        "du-thao");
  }

  private static java.util.function.Function<DossierLine, String> result(
      Visit visit, Campaign campaign) {
    return line -> Objects.requireNonNullElse(line.result(visit.t(), campaign), "");
  }

  private ResponseEntity<byte[]> word(
      Visit visit, Campaign campaign, DecisionDocument.Source source, String name) {
    return ResponseEntity.ok()
        .contentType(WORD)
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header(
            "Content-Disposition",
            "attachment; filename=\"quyet-dinh-"
                + VietnameseText.fold(
                        name + " " + visit.t().t(campaign.modelKey()) + " " + campaign.year())
                    .replaceAll("[^a-z0-9]+", "-")
                + ".docx\"")
        .body(DecisionDocument.of(source));
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/drafts/{draft}/issue")
  ResponseEntity<byte[]> askToIssue(Visit visit, @PathVariable UUID draft) {
    if (decisions.issued(visit.actor(), draft)) {
      return visit.leadTo("/decisions/" + draft);
    }
    DecisionDraft one = decisions.draft(visit.actor(), draft);
    return issuing(
        visit,
        HttpStatus.OK,
        one,
        new DecisionForm(
            draft,
            one.issuer(),
            "",
            visit.t().date(today()),
            "",
            visit.t().t("decision.title.usual")),
        List.of());
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/drafts/{draft}/issue")
  ResponseEntity<byte[]> issue(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(required = false) @Nullable Integer seen,
      @RequestParam(defaultValue = "") String issuer,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String decidedOn,
      @RequestParam(defaultValue = "") String signerName,
      @RequestParam(defaultValue = "") String signerTitle) {
    DecisionForm form = new DecisionForm(draft, issuer, number, decidedOn, signerName, signerTitle);
    return switch (decisions.issue(
        visit.actor(),
        draft,
        new Decisions.Issue(
            issuer, number, CampaignPages.date(decidedOn), signerName, signerTitle, seen))) {
      case Result.Ok<Recognition.Decided> ok ->
          visit.leadTo("/decisions/" + draft, "decision.recorded", ok.value().recognised());
      case Result.Refused<Recognition.Decided> refused ->
          issuing(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              decisions.draft(visit.actor(), draft),
              form,
              AppraisalPages.dated(visit, decidedOn, visit.errors(refused.problems())));
    };
  }

  private ResponseEntity<byte[]> issuing(
      Visit visit,
      HttpStatus status,
      DecisionDraft draft,
      DecisionForm form,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), draft.campaignId());
    return views.html(
        status,
        "recognition/issue",
        visit.page(
            visit.t().t("issue.title"),
            "campaigns",
            crumbs(visit, campaign, draft, visit.t().t("issue.title"))),
        Map.of("draft", draft, "campaign", campaign, "form", form, "errors", errors));
  }

  // ---- a decision that was issued

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/decisions/{id}")
  ResponseEntity<byte[]> show(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "1") String basis,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "100") int size) {
    return show(visit, HttpStatus.OK, id, basis, page, Pager.fitting(size), false, List.of());
  }

  /** The list that goes with a decision, to be printed and signed: whole, or in large parts. */
  @Needs(Right.DOSSIER_READ)
  @GetMapping("/decisions/{id}/print")
  ResponseEntity<byte[]> print(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "1") String basis,
      @RequestParam(defaultValue = "1") int page) {
    return show(visit, HttpStatus.OK, id, basis, page, PRINTED, true, List.of());
  }

  private ResponseEntity<byte[]> show(
      Visit visit,
      HttpStatus status,
      UUID id,
      String basis,
      int page,
      int size,
      boolean whole,
      List<FieldError> errors) {
    Decision decision = dossiers.decision(visit.actor(), id);
    Campaign campaign = dossiers.campaign(visit.actor(), decision.campaignId());
    Reading reading = Reading.of(campaign, basis, today());
    Listing<DossierLine> lines = dossiers.decided(visit.actor(), id, reading.basis(), page, size);
    String title = visit.t().t("decision.heading", decision.number());
    boolean appraises =
        then.byId(decision.communeId(), reading.day()).isPresent()
            && (reading.now()
                ? areas.reaches(visit.actor(), Right.DOSSIER_APPRAISE, decision.communeId())
                : then.reaches(
                    visit.actor(), Right.DOSSIER_APPRAISE, decision.communeId(), reading.day()));
    Map<String, Object> params = new HashMap<>();
    params.put("decision", decision);
    params.put("campaign", campaign);
    params.put("lines", lines.rows());
    params.put("titles", titles.byDossier(id, lines.rows()));
    params.put("pager", Pager.of(visit.here(), page, size, lines.total()));
    params.put("reading", reading);
    params.put(
        "bases", reading.choice(visit.t(), "/decisions/" + id + (whole ? "/print" : ""), ""));
    params.put(
        "communeNow",
        then.otherNames(Basis.AS_WAS, List.of(decision.communeId()), decision.namedOn(), visit.t())
            .getOrDefault(decision.communeId(), ""));
    params.put(
        "names",
        then.otherNames(
            reading.basis(),
            lines.rows().stream().map(DossierLine::villageId).distinct().toList(),
            reading.day(),
            visit.t()));
    params.put("whole", whole);
    params.put("corrections", decisions.corrections(id));
    params.put("acts", acts(visit, decision));
    params.put("held", decisions.held(id));
    params.put("certifies", campaign.procedure().has(StepKind.CERTIFICATE));
    params.put("today", today());
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/decision",
        visit.page(
            title,
            "campaigns",
            List.of(
                new Crumb(CampaignPages.title(visit, campaign), "/campaigns/" + campaign.id()),
                new Crumb(
                    decision.communeName(),
                    appraises ? office(campaign.id(), decision.communeId()) + reading.ask() : null),
                new Crumb(title, null))),
        params);
  }

  private boolean acts(Visit visit, Decision decision) {
    return offices.acts(visit.actor(), Right.DECISION_RECORD, areas.standing(decision.communeId()));
  }

  /** The decision as Word, as it was issued and corrected. */
  @Needs(Right.DOSSIER_READ)
  @GetMapping("/decisions/{id}/word")
  ResponseEntity<byte[]> word(Visit visit, @PathVariable UUID id) {
    Decision decision = dossiers.decision(visit.actor(), id);
    Campaign campaign = dossiers.campaign(visit.actor(), decision.campaignId());
    List<DossierLine> lines =
        dossiers.decided(visit.actor(), id, Basis.AS_IS, 1, Integer.MAX_VALUE).rows();
    Map<DossierKey, String> printed = new HashMap<>();
    titles.byDossier(id, lines).forEach((key, title) -> printed.put(key, title.name()));
    return word(
        visit,
        campaign,
        new DecisionDocument.Source(
            decision.issuer(),
            decision.number(),
            decision.decidedOn(),
            decision.decidedOn().getYear(),
            decision.signerName(),
            decision.signerTitle(),
            decision.communeName(),
            decision.text().written() ? decision.text() : decisions.usualText(campaign, decision),
            decision.recordedAt(),
            lines,
            printed,
            result(visit, campaign)),
        decision.number());
  }

  /** Issues the certificates of everything that a decision recognises. */
  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/{id}/certificates")
  ResponseEntity<byte[]> certify(Visit visit, @PathVariable UUID id) {
    return switch (decisions.certify(visit.actor(), id)) {
      case Result.Ok<Integer> ok ->
          visit.leadTo("/decisions/" + id, "decision.certified", ok.value());
      case Result.Refused<Integer> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              "1",
              1,
              100,
              false,
              visit.errors(refused.problems()));
    };
  }

  private Decision toChange(Visit visit, UUID id) {
    Decision decision = dossiers.decision(visit.actor(), id);
    areas.require(visit.actor(), Right.DECISION_RECORD, areas.standing(decision.communeId()));
    return decision;
  }

  private List<Crumb> crumbs(Visit visit, Decision decision, String here) {
    return List.of(
        new Crumb(
            visit.t().t("decision.heading", decision.number()), "/decisions/" + decision.id()),
        new Crumb(here, null));
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/{id}/correct")
  ResponseEntity<byte[]> askToCorrect(Visit visit, @PathVariable UUID id) {
    Decision decision = toChange(visit, id);
    return correcting(
        visit,
        HttpStatus.OK,
        decision,
        new CorrectionForm(
            decision.issuer(),
            decision.number(),
            visit.t().date(decision.decidedOn()),
            decision.signerName(),
            decision.signerTitle(),
            "",
            ""),
        List.of());
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/{id}/correct")
  ResponseEntity<byte[]> correct(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String issuer,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String decidedOn,
      @RequestParam(defaultValue = "") String signerName,
      @RequestParam(defaultValue = "") String signerTitle,
      @RequestParam(defaultValue = "") String document,
      @RequestParam(defaultValue = "") String reason) {
    return switch (decisions.correct(
        visit.actor(),
        id,
        new Decisions.Correction(
            issuer,
            number,
            CampaignPages.date(decidedOn),
            signerName,
            signerTitle,
            document,
            reason))) {
      case Result.Ok<Decision> ok -> visit.leadTo("/decisions/" + id, "correction.done");
      case Result.Refused<Decision> refused ->
          correcting(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              toChange(visit, id),
              new CorrectionForm(
                  issuer, number, decidedOn, signerName, signerTitle, document, reason),
              AppraisalPages.dated(visit, decidedOn, visit.errors(refused.problems())));
    };
  }

  private ResponseEntity<byte[]> correcting(
      Visit visit,
      HttpStatus status,
      Decision decision,
      CorrectionForm form,
      List<FieldError> errors) {
    String title = visit.t().t("correction.title");
    return views.html(
        status,
        "recognition/correct-decision",
        visit.page(title, "campaigns", crumbs(visit, decision, title)),
        Map.of("decision", decision, "form", form, "errors", errors));
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/{id}/withdraw")
  ResponseEntity<byte[]> askToWithdraw(Visit visit, @PathVariable UUID id) {
    return withdrawing(
        visit, HttpStatus.OK, toChange(visit, id), visit.t().date(today()), "", "", List.of());
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/{id}/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String on,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean confirmed) {
    return switch (decisions.withdraw(
        visit.actor(),
        id,
        new Decisions.Withdrawal(CampaignPages.date(on), number, reason, confirmed))) {
      case Result.Ok<Decisions.Withdrawn> ok ->
          visit.leadTo(
              "/decisions/" + id, "withdrawal.done", ok.value().titles(), ok.value().dossiers());
      case Result.Refused<Decisions.Withdrawn> refused ->
          withdrawing(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              toChange(visit, id),
              on,
              number,
              reason,
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> withdrawing(
      Visit visit,
      HttpStatus status,
      Decision decision,
      String on,
      String number,
      String reason,
      List<FieldError> errors) {
    String title = visit.t().t("withdrawal.title");
    return views.html(
        status,
        "recognition/withdraw",
        visit.page(title, "campaigns", crumbs(visit, decision, title)),
        Map.of(
            "decision",
            decision,
            "campaign",
            dossiers.campaign(visit.actor(), decision.campaignId()),
            "held",
            decisions.held(decision.id()).held(),
            "on",
            on,
            "number",
            number,
            "reason",
            reason,
            "errors",
            errors));
  }

  /** Keeps the signed decision as a file. */
  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/{id}/scan")
  ResponseEntity<byte[]> attach(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    toChange(visit, id);
    if (file == null || file.isEmpty()) {
      return show(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          id,
          "1",
          1,
          100,
          false,
          List.of(new FieldError("file", visit.t().t("decision.scan.choose"))));
    }
    Result<Decision> kept;
    try (InputStream content = file.getInputStream()) {
      kept = decisions.attach(visit.actor(), id, content);
    }
    return switch (kept) {
      case Result.Ok<Decision> ok -> visit.leadTo("/decisions/" + id, "decision.scan.kept");
      case Result.Refused<Decision> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              "1",
              1,
              100,
              false,
              visit.errors(refused.problems()));
    };
  }

  /** The signed decision, to be saved: never shown within the page. */
  @Needs(Right.DOSSIER_READ)
  @GetMapping("/decisions/{id}/scan")
  ResponseEntity<byte[]> scan(Visit visit, @PathVariable UUID id) throws IOException {
    Decision decision = dossiers.decision(visit.actor(), id);
    Decision.Scan scan = decision.scan();
    if (scan == null) {
      return visit.leadTo("/decisions/" + id);
    }
    if (!Files.exists(files.path(scan.sha256()))) {
      throw new NotFoundException("file " + scan.sha256());
    }
    String ending =
        switch (scan.type()) {
          case "application/pdf" -> "pdf";
          case "image/jpeg" -> "jpg";
          default -> "png";
        };
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(scan.type()))
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store")
        .header(
            "Content-Disposition",
            "attachment; filename=\"quyet-dinh-"
                + VietnameseText.fold(decision.number()).replaceAll("[^a-z0-9]+", "-")
                + "."
                + ending
                + "\"")
        .body(Files.readAllBytes(files.path(scan.sha256())));
  }
}
