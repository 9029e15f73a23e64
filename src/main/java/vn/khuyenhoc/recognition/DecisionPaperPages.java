package vn.khuyenhoc.recognition;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
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
import vn.khuyenhoc.certificates.KeyFiles;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Issued decisions as PDF, and signed with the organisation's key. */
@Controller
class DecisionPaperPages {

  private final Decisions decisions;
  private final DecisionPaper paper;
  private final Dossiers dossiers;
  private final KeyFiles keys;
  private final Areas areas;
  private final FileStore files;
  private final OfficeTemplates templates;
  private final Views views;
  private final Clock clock;

  DecisionPaperPages(
      Decisions decisions,
      DecisionPaper paper,
      Dossiers dossiers,
      KeyFiles keys,
      Areas areas,
      FileStore files,
      OfficeTemplates templates,
      Views views,
      Clock clock) {
    this.decisions = decisions;
    this.paper = paper;
    this.dossiers = dossiers;
    this.keys = keys;
    this.areas = areas;
    this.files = files;
    this.templates = templates;
    this.views = views;
    this.clock = clock;
  }

  /** The decision as PDF, not signed. */
  @Needs(Right.DOSSIER_READ)
  @GetMapping("/decisions/{id}/pdf")
  ResponseEntity<byte[]> pdf(Visit visit, @PathVariable UUID id) {
    Decision decision = dossiers.decision(visit.actor(), id);
    Campaign campaign = dossiers.campaign(visit.actor(), decision.campaignId());
    return Downloads.pdf(
        name(decision),
        templates.pdf(
            TemplateKind.DECISION,
            decision.communeId(),
            clock.instant(),
            paper.of(campaign, decision)));
  }

  private static String name(Decision decision) {
    return "quyet-dinh-" + Downloads.plain(decision.number());
  }

  private static List<Crumb> crumbs(Visit visit, Decision decision, String here) {
    return List.of(
        new Crumb(
            visit.t().t("decision.heading", decision.number()), "/decisions/" + decision.id()),
        new Crumb(here, null));
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/{id}/sign")
  ResponseEntity<byte[]> ask(Visit visit, @PathVariable UUID id) {
    return ask(
        visit, HttpStatus.OK, decisions.toChange(visit.actor(), id), Visit.newId(), List.of());
  }

  private ResponseEntity<byte[]> ask(
      Visit visit, HttpStatus status, Decision decision, UUID form, List<FieldError> errors) {
    String title = visit.t().t("decision.sign.title");
    Map<String, Object> params = new HashMap<>();
    params.put("decision", decision);
    params.put("form", form.toString());
    params.put(
        "kept",
        keys.kept(areas.standing(decision.communeId()))
            .map(file -> visit.t().t("certificates.run.keyfile.kept", file.whose(), file.until()))
            .orElse(""));
    params.put("set", keys.set());
    params.put(
        "ownLayout",
        templates.inForce(TemplateKind.DECISION, decision.communeId(), clock.instant()));
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/sign-decision",
        visit.page(title, "campaigns", crumbs(visit, decision, title)),
        params);
  }

  /** Signs it; the file stands beside the decision from then on. */
  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/{id}/sign")
  ResponseEntity<byte[]> sign(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID form,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(required = false) @Nullable MultipartFile keyfile)
      throws IOException {
    Decision decision = decisions.toChange(visit.actor(), id);
    UUID signing = form == null ? Visit.newId() : form;
    byte[] file =
        keyfile == null || keyfile.isEmpty()
            ? null
            : keyfile.getInputStream().readNBytes(KeyFiles.MOST_BYTES + 1);
    return switch (decisions.sign(visit.actor(), id, signing, file, password)) {
      case Result.Ok<SignedDecision>(SignedDecision signed) ->
          visit.leadTo("/decisions/" + id, "decision.sign.done", signed.whose());
      case Result.Refused<SignedDecision>(List<Problem> problems) ->
          ask(visit, HttpStatus.UNPROCESSABLE_CONTENT, decision, signing, visit.errors(problems));
    };
  }

  /** A signed file, to be saved. */
  @Needs(Right.DOSSIER_READ)
  @GetMapping("/decisions/{id}/signed/{file}")
  ResponseEntity<Resource> signed(Visit visit, @PathVariable UUID id, @PathVariable UUID file) {
    Decision decision = dossiers.decision(visit.actor(), id);
    SignedDecision signed =
        decisions.signed(id).stream()
            .filter(one -> one.id().equals(file))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("signed decision " + file));
    return Downloads.file(
        MediaType.APPLICATION_PDF, name(decision) + "-da-ky-so.pdf", files.path(signed.sha256()));
  }
}
