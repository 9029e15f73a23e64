package vn.khuyenhoc.recognition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.AttachmentKind;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Evidence beside a score: send, look at, use again, take off, put back. */
@Controller
class EvidencePages {

  private static final String POLICY = "default-src 'none'; sandbox";

  private final DossierEvidence evidence;
  private final Dossiers dossiers;
  private final Attachments attachments;
  private final FileStore files;
  private final CampaignTrail trail;
  private final Views views;
  private final JsonMapper json;

  EvidencePages(
      DossierEvidence evidence,
      Dossiers dossiers,
      Attachments attachments,
      FileStore files,
      CampaignTrail trail,
      Views views,
      JsonMapper json) {
    this.evidence = evidence;
    this.dossiers = dossiers;
    this.attachments = attachments;
    this.files = files;
    this.trail = trail;
    this.views = views;
    this.json = json;
  }

  private List<Crumb> crumbs(Visit visit, Dossier dossier) {
    if (OwnDossierPages.only(visit)) {
      return OwnDossierPages.crumbs(visit, dossier);
    }
    return trail.to(visit, dossier);
  }

  static String path(DossierKey key, String indicator) {
    return "/dossiers/" + key.text() + "/" + indicator + "/evidence";
  }

  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/dossiers/{home}/{id}/{indicator}/evidence")
  ResponseEntity<byte[]> list(
      Visit visit, @PathVariable int home, @PathVariable UUID id, @PathVariable String indicator) {
    return list(
        visit, HttpStatus.OK, new DossierKey(home, id), indicator, "", List.of(), List.of());
  }

  private ResponseEntity<byte[]> list(
      Visit visit,
      HttpStatus status,
      DossierKey key,
      String indicatorId,
      String reason,
      List<String> attached,
      List<FieldError> errors) {
    Dossier dossier = dossiers.byKey(visit.actor(), key);
    Indicator indicator =
        dossier
            .set()
            .indicator(indicatorId)
            .orElseThrow(() -> new NotFoundException("indicator " + indicatorId));
    List<Evidence> here =
        evidence.of(visit.actor(), key).stream()
            .filter(one -> one.indicator().equals(indicatorId))
            .toList();
    DossierEvidence.As as = evidence.attaching(visit.actor(), key).orElse(null);
    Map<String, Object> params = new HashMap<>();
    params.put("dossier", dossier);
    params.put("indicator", indicator);
    params.put("present", here.stream().filter(Evidence::present).toList());
    params.put("removed", here.stream().filter(one -> !one.present()).toList());
    params.put(
        "reusable", as == null ? List.of() : evidence.reusable(visit.actor(), key, indicatorId));
    params.put("mayAttach", as != null);
    params.put("mustSay", as == DossierEvidence.As.APPRAISER);
    params.put("most", attachments.most() >> 20);
    params.put("reason", reason);
    params.put("attached", attached);
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/evidence",
        visit.page(
            visit.t().t("evidence.title", indicatorId),
            OwnDossierPages.nav(visit),
            AreaTrail.and(crumbs(visit, dossier), visit.t().t("evidence.crumb", indicatorId))),
        params);
  }

  /**
   * Attaches what was sent, file by file: those that are fine stay although others are refused. A
   * script that sends one file at a time asks for JSON.
   */
  @Needs(value = Right.DOSSIER_SCORE, own = true)
  @PostMapping("/dossiers/{home}/{id}/{indicator}/evidence")
  ResponseEntity<byte[]> attach(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @PathVariable String indicator,
      @RequestParam(required = false) @Nullable List<MultipartFile> file,
      @RequestParam(defaultValue = "") String reason,
      @RequestHeader(name = "Accept", defaultValue = "") String accept)
      throws IOException {
    DossierKey key = new DossierKey(home, id);
    List<Problem> problems = new ArrayList<>();
    List<String> attached = new ArrayList<>();
    Result<DossierEvidence.As> asked = evidence.asked(visit.actor(), key, indicator, reason);
    if (!asked.done()) {
      problems.addAll(asked.problems());
    } else {
      List<MultipartFile> sent =
          file == null ? List.of() : file.stream().filter(EvidencePages::chosen).toList();
      if (sent.isEmpty()) {
        problems.add(Problem.at("file", RecognitionProblem.EVIDENCE_FILE_MISSING));
      }
      for (MultipartFile one : sent) {
        Result<Attachment> read = attachments.read("file", one);
        if (!(read instanceof Result.Ok<Attachment>(Attachment safe))) {
          problems.addAll(read.problems());
          continue;
        }
        Result<EvidenceKey> kept = evidence.attach(visit.actor(), key, indicator, safe, reason);
        if (kept.done()) {
          attached.add(safe.name());
        } else {
          problems.addAll(kept.problems());
          break;
        }
      }
    }
    if (accept.startsWith("application/json")) {
      return ResponseEntity.status(
              problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
          .contentType(MediaType.APPLICATION_JSON)
          .header("Cache-Control", "no-store")
          .body(
              json.writeValueAsBytes(
                  Map.of(
                      "attached",
                      attached,
                      "problems",
                      problems.stream().map(visit::sentence).toList())));
    }
    return problems.isEmpty()
        ? visit.leadTo(path(key, indicator), "evidence.attached", attached.size())
        : list(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            key,
            indicator,
            reason,
            attached,
            visit.errors(problems));
  }

  /** A browser sends a field without a file as one of no name. */
  private static boolean chosen(MultipartFile file) {
    String name = file.getOriginalFilename();
    return name != null && !name.isEmpty();
  }

  @Needs(value = Right.DOSSIER_SCORE, own = true)
  @PostMapping("/dossiers/{home}/{id}/{indicator}/evidence/reuse")
  ResponseEntity<byte[]> reuse(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @PathVariable String indicator,
      @RequestParam(required = false) @Nullable List<String> from,
      @RequestParam(defaultValue = "") String reason) {
    DossierKey key = new DossierKey(home, id);
    List<EvidenceKey> keys =
        from == null ? List.of() : from.stream().map(EvidencePages::parsed).toList();
    return switch (evidence.reuse(visit.actor(), key, indicator, keys, reason)) {
      case Result.Ok<Integer> ok ->
          visit.leadTo(path(key, indicator), "evidence.reused", ok.value());
      case Result.Refused<Integer> refused ->
          list(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              key,
              indicator,
              reason,
              List.of(),
              visit.errors(refused.problems()));
    };
  }

  private static EvidenceKey parsed(String text) {
    try {
      return EvidenceKey.parse(text);
    } catch (IllegalArgumentException none) {
      throw new NotFoundException("evidence");
    }
  }

  /** One piece, large, with those before and after it in its dossier. */
  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/evidence/{home}/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    return show(visit, HttpStatus.OK, new EvidenceKey(home, id), "", List.of());
  }

  private ResponseEntity<byte[]> show(
      Visit visit, HttpStatus status, EvidenceKey key, String reason, List<FieldError> errors) {
    Evidence one = evidence.one(visit.actor(), key);
    Dossier dossier = dossiers.byKey(visit.actor(), one.dossier());
    Indicator indicator = dossier.set().indicator(one.indicator()).orElseThrow();
    List<String> order = dossier.set().indicators().stream().map(Indicator::id).toList();
    List<Evidence> all =
        evidence.of(visit.actor(), one.dossier()).stream()
            .filter(other -> other.present() || other.key().equals(key))
            .sorted(java.util.Comparator.comparingInt(other -> order.indexOf(other.indicator())))
            .toList();
    int place = all.stream().map(Evidence::key).toList().indexOf(key);
    Map<String, Object> params = new HashMap<>();
    params.put("dossier", dossier);
    params.put("indicator", indicator);
    params.put("one", one);
    params.put("place", place + 1);
    params.put("count", all.size());
    params.put("before", place > 0 ? address(all.get(place - 1)) : "");
    params.put("after", place + 1 < all.size() ? address(all.get(place + 1)) : "");
    params.put("elsewhere", one.shared() == 0 ? List.of() : evidence.elsewhere(visit.actor(), key));
    params.put("mayAttach", evidence.attaching(visit.actor(), one.dossier()).isPresent());
    params.put("reason", reason);
    params.put("errors", errors);
    List<Crumb> crumbs = new ArrayList<>(crumbs(visit, dossier));
    crumbs.add(
        new Crumb(
            visit.t().t("evidence.crumb", one.indicator()), path(one.dossier(), one.indicator())));
    return views.html(
        status,
        "recognition/evidence-one",
        visit.page(one.name(), OwnDossierPages.nav(visit), AreaTrail.and(crumbs, one.name())),
        params);
  }

  private static String address(Evidence one) {
    return "/evidence/" + one.key().text();
  }

  @Needs(value = Right.DOSSIER_SCORE, own = true)
  @PostMapping("/evidence/{home}/{id}/remove")
  ResponseEntity<byte[]> remove(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason) {
    EvidenceKey key = new EvidenceKey(home, id);
    return switch (evidence.remove(visit.actor(), key, reason)) {
      case Result.Ok<Evidence> ok ->
          visit.leadTo(
              path(ok.value().dossier(), ok.value().indicator()),
              "evidence.removed",
              ok.value().name());
      case Result.Refused<Evidence> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              key,
              reason,
              visit.errors(refused.problems()));
    };
  }

  @Needs(value = Right.DOSSIER_SCORE, own = true)
  @PostMapping("/evidence/{home}/{id}/restore")
  ResponseEntity<byte[]> restore(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    EvidenceKey key = new EvidenceKey(home, id);
    return switch (evidence.restore(visit.actor(), key)) {
      case Result.Ok<Evidence> ok ->
          visit.leadTo(
              path(ok.value().dossier(), ok.value().indicator()),
              "evidence.restored",
              ok.value().name());
      case Result.Refused<Evidence> refused ->
          show(visit, HttpStatus.UNPROCESSABLE_CONTENT, key, "", visit.errors(refused.problems()));
    };
  }

  /** The small picture. */
  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/evidence/{home}/{id}/preview")
  ResponseEntity<Resource> preview(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Evidence one = evidence.one(visit.actor(), new EvidenceKey(home, id));
    String sha256 = one.previewSha256();
    if (sha256 == null) {
      throw new NotFoundException("preview of " + one.key().text());
    }
    return answer(sha256, AttachmentKind.PICTURE, ContentDisposition.inline().build());
  }

  /** The picture as it is kept; only what was drawn anew is ever shown in the page. */
  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/evidence/{home}/{id}/picture")
  ResponseEntity<Resource> picture(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Evidence one = evidence.one(visit.actor(), new EvidenceKey(home, id));
    if (!one.picture()) {
      throw new NotFoundException("picture " + one.key().text());
    }
    return answer(one.sha256(), one.kind(), ContentDisposition.inline().build());
  }

  /** The file, to be saved. */
  @Needs(value = Right.DOSSIER_READ, own = true)
  @GetMapping("/evidence/{home}/{id}/file")
  ResponseEntity<Resource> file(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Evidence one = evidence.one(visit.actor(), new EvidenceKey(home, id));
    String ending = "." + one.kind().ending();
    String name = one.name().replaceFirst("\\.[A-Za-z0-9]{1,5}$", "") + ending;
    return answer(one.sha256(), one.kind(), Downloads.attachment(name));
  }

  private ResponseEntity<Resource> answer(
      String sha256, AttachmentKind kind, ContentDisposition how) {
    Path path = files.path(sha256);
    if (!Files.isRegularFile(path)) {
      throw new NotFoundException("file " + sha256);
    }
    return Downloads.of(MediaType.parseMediaType(kind.mediaType()), how)
        .header("Content-Security-Policy", POLICY)
        .header("Cache-Control", "private, no-cache")
        .eTag(sha256)
        .body(new FileSystemResource(path));
  }
}
