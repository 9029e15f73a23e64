package vn.khuyenhoc.recognition;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
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
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.AttachmentKind;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.recognition.procedure.StepKind;

/** Decisions that were issued, in the browser: read, printed, certified, with the signed scan. */
@Controller
class DecisionPages {

  /** The most lines that are printed together; a page in memory stays small. */
  private static final int PRINTED = 2_000;

  private final Decisions decisions;
  private final DecisionPaper paper;
  private final Attachments attachments;
  private final Dossiers dossiers;
  private final Titles titles;
  private final Areas areas;
  private final AreasThen then;
  private final Offices offices;
  private final FileStore files;
  private final Views views;
  private final Clock clock;
  private final OfficeTemplates templates;

  DecisionPages(
      Decisions decisions,
      DecisionPaper paper,
      Attachments attachments,
      Dossiers dossiers,
      Titles titles,
      Areas areas,
      AreasThen then,
      Offices offices,
      FileStore files,
      Views views,
      Clock clock,
      OfficeTemplates templates) {
    this.decisions = decisions;
    this.paper = paper;
    this.attachments = attachments;
    this.dossiers = dossiers;
    this.titles = titles;
    this.areas = areas;
    this.then = then;
    this.offices = offices;
    this.files = files;
    this.views = views;
    this.clock = clock;
    this.templates = templates;
  }

  /** The page of the office that appraises and decides. */
  static String office(int campaign, int commune) {
    return "/campaigns/" + campaign + "/communes/" + commune;
  }

  /** A line's result as the list of a decision prints it. */
  static Function<DossierLine, String> result(Visit visit, Campaign campaign) {
    return line -> Objects.requireNonNullElse(line.result(visit.t(), campaign), "");
  }

  /** A decision as Word, to be saved. */
  static ResponseEntity<byte[]> word(Visit visit, Campaign campaign, byte[] document, String name) {
    return Downloads.file(
        Downloads.WORD,
        "quyet-dinh-"
            + VietnameseText.fold(
                    name + " " + visit.t().t(campaign.modelKey()) + " " + campaign.year())
                .replaceAll("[^a-z0-9]+", "-")
            + ".docx",
        document);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

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
    Map<String, @Nullable Object> params = new HashMap<>();
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
    params.put("signed", decisions.signed(id));
    params.put(
        "pdfLook", templates.pdfLook(TemplateKind.DECISION, decision.communeId(), clock.instant()));
    params.put("acts", acts(visit, decision));
    params.put("held", decisions.held(id));
    params.put("series", series(visit, campaign, decision));
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
    return word(
        visit,
        campaign,
        templates.word(TemplateKind.DECISION, decision.communeId(), paper.of(campaign, decision)),
        decision.number());
  }

  /** From where the certificates get their numbers, said before they are issued. */
  private List<Option> series(Visit visit, Campaign campaign, Decision decision) {
    return acts(visit, decision) && campaign.procedure().has(StepKind.CERTIFICATE)
        ? decisions.series(campaign, decision).stream()
            .map(
                one ->
                    new Option(
                        one.id() == null ? "" : one.id().toString(),
                        visit
                            .t()
                            .t(
                                one.id() == null
                                    ? "decision.certify.series.new"
                                    : "decision.certify.series.of",
                                one.issuer(),
                                one.next())))
            .toList()
        : List.of();
  }

  /** Issues the certificates of everything that a decision recognises. */
  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/{id}/certificates")
  ResponseEntity<byte[]> certify(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer series) {
    return switch (decisions.certify(visit.actor(), id, series)) {
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

  /** Keeps the signed decision as a file. */
  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/{id}/scan")
  ResponseEntity<byte[]> attach(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    decisions.toChange(visit.actor(), id);
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
    Result<Decision> kept =
        switch (attachments.read("file", file)) {
          case Result.Ok<Attachment>(Attachment read) -> decisions.attach(visit.actor(), id, read);
          case Result.Refused<Attachment>(List<Problem> problems) -> Result.refused(problems);
        };
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
  ResponseEntity<?> scan(Visit visit, @PathVariable UUID id) {
    Decision decision = dossiers.decision(visit.actor(), id);
    Decision.Scan scan = decision.scan();
    if (scan == null) {
      return visit.leadTo("/decisions/" + id);
    }
    if (!Files.exists(files.path(scan.sha256()))) {
      throw new NotFoundException("file " + scan.sha256());
    }
    return Downloads.file(
        MediaType.parseMediaType(scan.type()),
        "quyet-dinh-"
            + VietnameseText.fold(decision.number()).replaceAll("[^a-z0-9]+", "-")
            + "."
            + AttachmentKind.endingOf(scan.type()),
        files.path(scan.sha256()));
  }
}
