package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.Body;
import vn.khuyenhoc.registry.SignedPaper;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.Signing;

/** Drafts of decisions in the browser: begun, worded, put together, issued. */
@Controller
class DecisionDraftPages {

  private static final String REQUEST = "to-trinh-de-nghi-cong-nhan";

  private final Decisions decisions;
  private final Dossiers dossiers;
  private final Offices offices;
  private final Views views;
  private final Clock clock;
  private final OfficeTemplates templates;
  private final Signers signers;
  private final DecisionWording wording;
  private final Areas areas;

  DecisionDraftPages(
      Decisions decisions,
      Dossiers dossiers,
      Offices offices,
      Views views,
      Clock clock,
      OfficeTemplates templates,
      Signers signers,
      DecisionWording wording,
      Areas areas) {
    this.decisions = decisions;
    this.dossiers = dossiers;
    this.offices = offices;
    this.views = views;
    this.clock = clock;
    this.templates = templates;
    this.signers = signers;
    this.wording = wording;
    this.areas = areas;
  }

  private static String path(UUID draft) {
    return "/decisions/drafts/" + draft;
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

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
    List<DossierKey> chosen = VillagePages.keys(d);
    return switch (decisions.draft(
        visit.actor(),
        id,
        commune,
        chosen.isEmpty() ? new Selection.AllBut(null, List.of(), seen) : Selection.these(chosen),
        decision == null ? Visit.newId() : decision)) {
      case Result.Ok<UUID> ok -> visit.leadTo(path(ok.value()), "draft.begun");
      case Result.Refused<UUID> refused ->
          refused(
              visit,
              DecisionPages.office(id, commune) + "/recognise",
              visit.errors(refused.problems()),
              dossiers.campaign(visit.actor(), id));
    };
  }

  /** A refusal with nothing typed: told on a page of its own, with the way back. */
  private ResponseEntity<byte[]> refused(
      Visit visit, String back, List<FieldError> errors, Campaign campaign) {
    return views.html(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "_ui/refused",
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
    crumbs.add(
        new Crumb(draft.officeName(), DecisionPages.office(campaign.id(), draft.officeId())));
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
    return draft(
        visit,
        HttpStatus.OK,
        shown,
        new Typed(shown.edition(), shown.issuer(), shown.text(), false),
        page,
        size,
        List.of());
  }

  /**
   * What stands in the form of a draft's words.
   *
   * @param edition the one that was looked at
   * @param issuer as typed
   * @param text as typed
   * @param late whether somebody else wrote other words meanwhile
   */
  private record Typed(int edition, String issuer, DecisionText text, boolean late) {}

  private ResponseEntity<byte[]> draft(
      Visit visit,
      HttpStatus status,
      DecisionDraft draft,
      Typed typed,
      int page,
      int size,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), draft.campaignId());
    Listing<DossierLine> lines =
        decisions.drafted(visit.actor(), draft.id(), page, Pager.fitting(size));
    Map<String, Object> params = new HashMap<>();
    params.put("draft", draft);
    params.put("campaign", campaign);
    params.put("issuer", typed.issuer());
    params.put("text", typed.text());
    params.put("edition", typed.edition());
    params.put("late", typed.late());
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
        new Typed(draft.edition(), draft.issuer(), draft.text(), false),
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
      case Result.Ok<DecisionDraft> ok -> visit.leadTo(path(draft), "draft.written");
      case Result.Refused<DecisionDraft> refused ->
          draft(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              decisions.draft(visit.actor(), draft),
              new Typed(
                  edition,
                  issuer,
                  text,
                  refused.problems().stream()
                      .anyMatch(one -> one.code() == RecognitionProblem.DRAFT_CHANGED)),
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
        visit,
        draft,
        decisions.takeOut(visit.actor(), draft, VillagePages.keys(d)),
        "draft.taken-out");
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/drafts/{draft}/unfit")
  ResponseEntity<byte[]> takeOutUnfit(Visit visit, @PathVariable UUID draft) {
    return counted(visit, draft, decisions.takeOutUnfit(visit.actor(), draft), "draft.taken-out");
  }

  private ResponseEntity<byte[]> counted(
      Visit visit, UUID draft, Result<Integer> done, String notice) {
    return switch (done) {
      case Result.Ok<Integer> ok -> visit.leadTo(path(draft), notice, ok.value());
      case Result.Refused<Integer> refused -> draft(visit, draft, visit.errors(refused.problems()));
    };
  }

  /** Makes the draft of an office that was divided one's own. */
  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/drafts/{draft}/take-over")
  ResponseEntity<byte[]> takeOver(Visit visit, @PathVariable UUID draft) {
    return switch (decisions.takeOver(visit.actor(), draft)) {
      case Result.Ok<UUID>(UUID own) -> visit.leadTo(path(own), "draft.taken-over");
      case Result.Refused<UUID> refused -> draft(visit, draft, visit.errors(refused.problems()));
    };
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/drafts/{draft}/drop")
  ResponseEntity<byte[]> drop(Visit visit, @PathVariable UUID draft) {
    DecisionDraft dropped = decisions.draft(visit.actor(), draft);
    return switch (decisions.drop(visit.actor(), draft)) {
      case Result.Ok<Integer> ok ->
          visit.leadTo(
              DecisionPages.office(dropped.campaignId(), dropped.officeId()) + "?stage=APPROVED",
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
    return DecisionPages.word(
        visit,
        campaign,
        templates.word(
            TemplateKind.DECISION,
            one.officeId(),
            DecisionDocument.of(source(visit, one, campaign), campaign.training())),
        "du-thao");
  }

  private DecisionDocument.Source source(Visit visit, DecisionDraft one, Campaign campaign) {
    Signing signing = decisions.signing(one.officeId(), one.issuer(), today());
    return new DecisionDocument.Source(
        one.issuer(),
        decisions.symbol(campaign, one.officeId(), one.issuer(), today()),
        null,
        null,
        today().getYear(),
        signing.usual() == null ? null : signing.name(),
        titled(visit, signing),
        one.officeName(),
        one.text(),
        one.edition(),
        clock.instant(),
        decisions.drafted(visit.actor(), one.id(), 1, Integer.MAX_VALUE).rows(),
        Map.of(),
        DecisionPages.result(visit, campaign));
  }

  /** The request that submits the list to whoever decides, as Word. */
  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/drafts/{draft}/submission.docx")
  ResponseEntity<byte[]> request(Visit visit, @PathVariable UUID draft) {
    DecisionDraft one = decisions.draft(visit.actor(), draft);
    return Downloads.file(
        Downloads.WORD,
        REQUEST + ".docx",
        templates.word(TemplateKind.SUBMISSION, one.officeId(), request(visit, one)));
  }

  /** The same as PDF. */
  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/drafts/{draft}/submission.pdf")
  ResponseEntity<byte[]> requestPdf(Visit visit, @PathVariable UUID draft) {
    DecisionDraft one = decisions.draft(visit.actor(), draft);
    return Downloads.pdf(
        REQUEST,
        templates.pdf(
            TemplateKind.SUBMISSION, one.officeId(), clock.instant(), request(visit, one)));
  }

  private AdministrativeDocument request(Visit visit, DecisionDraft one) {
    Campaign campaign = dossiers.campaign(visit.actor(), one.campaignId());
    String proposer = wording.proposer(campaign, areas.lastKnown(one.officeId()), today());
    return RecognitionRequest.of(
        new RecognitionRequest.Proposer(
            proposer,
            wording
                .body(campaign, StepKind.APPRAISAL, one.officeId(), today())
                .map(Body::symbol)
                .orElse(""),
            signers.around(one.officeId(), today()).of(SignedPaper.SUBMISSION, proposer).block()),
        source(visit, one, campaign),
        campaign,
        wording.called(campaign),
        campaign.procedure().dataPeriod(campaign.year()));
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/drafts/{draft}/issue")
  ResponseEntity<byte[]> askToIssue(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(required = false) @Nullable UUID signer) {
    if (decisions.issued(visit.actor(), draft)) {
      return visit.leadTo("/decisions/" + draft);
    }
    DecisionDraft one = decisions.draft(visit.actor(), draft);
    Signing signing = decisions.signing(one.officeId(), one.issuer(), today()).by(signer);
    return issuing(
        visit,
        HttpStatus.OK,
        one,
        new DecisionForm(
            draft,
            one.issuer(),
            "",
            visit.t().date(today()),
            signing.name(),
            titled(visit, signing)),
        List.of());
  }

  /** As what somebody signs a decision, or as is usual where nobody is entered. */
  static String titled(Visit visit, Signing signing) {
    return signing.usual() == null ? visit.t().t("decision.title.usual") : signing.title();
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/drafts/{draft}/issue")
  ResponseEntity<byte[]> issue(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(required = false) @Nullable Integer seen,
      @RequestParam(required = false) @Nullable Integer edition,
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
            issuer,
            number,
            CampaignPages.date(decidedOn),
            signerName,
            signerTitle,
            seen,
            edition))) {
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
    Signing signing =
        decisions.signing(draft.officeId(), form.issuer(), today()).named(form.signerName());
    return views.html(
        status,
        "recognition/issue",
        visit.page(
            visit.t().t("issue.title"),
            "campaigns",
            crumbs(visit, campaign, draft, visit.t().t("issue.title"))),
        Map.of(
            "draft",
            draft,
            "campaign",
            campaign,
            "form",
            form,
            "signing",
            signing,
            "keeps",
            signers.keeps(visit.actor(), signing),
            "errors",
            errors));
  }
}
