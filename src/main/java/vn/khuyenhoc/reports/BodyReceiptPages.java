package vn.khuyenhoc.reports;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
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
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.AttachmentKind;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Which bodies have sent a report, written down by hand by the office that receives it. */
@Controller
class BodyReceiptPages {

  private final Obligations obligations;
  private final Dues dues;
  private final BodyReceipts receipts;
  private final Attachments attachments;
  private final FileStore files;
  private final Views views;
  private final Clock clock;

  BodyReceiptPages(
      Obligations obligations,
      Dues dues,
      BodyReceipts receipts,
      Attachments attachments,
      FileStore files,
      Views views,
      Clock clock) {
    this.obligations = obligations;
    this.dues = dues;
    this.receipts = receipts;
    this.attachments = attachments;
    this.files = files;
    this.views = views;
    this.clock = clock;
  }

  private Obligation ofBodies(Visit visit, UUID id) {
    Obligation obligation = obligations.one(visit.actor(), id);
    if (obligation.says().reporter() != ObligationReporter.BODIES) {
      throw new NotFoundException("bodies that report by " + id);
    }
    return obligation;
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/obligations/bodies/{id}")
  ResponseEntity<byte[]> show(
      Visit visit, @PathVariable UUID id, @RequestParam(defaultValue = "") String period) {
    Obligation obligation = ofBodies(visit, id);
    ObligationDue due = dues.due(obligation, period);
    List<BodyRow> rows = receipts.rows(obligation, due);
    LocalDate today = LocalDate.now(clock);
    ObligationWords words = new ObligationWords(visit.t(), today);
    Map<String, Object> params = new HashMap<>();
    params.put("obligation", obligation);
    params.put("due", due);
    params.put("rows", rows);
    params.put("sum", BodyReceipts.sum(rows));
    params.put("words", words);
    params.put("periods", LatePages.periods(obligation, words, today));
    params.put("keeps", obligations.keeps(visit.actor(), obligation) && !obligation.withdrawn());
    params.put("opens", receipts.opens(visit.actor(), obligation));
    return views.html(
        "obligations/bodies",
        visit.page(
            visit.t().t("obligation-bodies.title", obligation.says().title()),
            ObligationPages.NAV,
            crumbs(visit, obligation, words.period(due))),
        params);
  }

  private static List<Crumb> crumbs(Visit visit, Obligation obligation, String here) {
    return ObligationPages.crumbs(
        visit,
        new Crumb(visit.t().t("obligations.late.title"), "/obligations/late"),
        new Crumb(obligation.says().title(), obligation.path()),
        new Crumb(here, null));
  }

  /** What stands in the form. */
  private record Typed(String id, String body, boolean back, String day, String note) {}

  @Needs(Right.OBLIGATION_KEEP)
  @GetMapping("/obligations/bodies/{id}/record")
  ResponseEntity<byte[]> ask(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String period,
      @RequestParam(defaultValue = "") String body,
      @RequestParam(defaultValue = "false") boolean back) {
    return form(
        visit,
        HttpStatus.OK,
        id,
        period,
        new Typed(
            Visit.newId().toString(), body, back, VietnameseDates.format(LocalDate.now(clock)), ""),
        List.of());
  }

  private ResponseEntity<byte[]> form(
      Visit visit, HttpStatus status, UUID id, String period, Typed typed, List<Problem> problems) {
    Obligation obligation = ofBodies(visit, id);
    if (!obligations.keeps(visit.actor(), obligation)) {
      throw new NotFoundException("obligation " + id + " to be kept");
    }
    ObligationDue due = dues.due(obligation, period);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("obligation", obligation);
    params.put("due", due);
    params.put("words", new ObligationWords(visit.t(), LocalDate.now(clock)));
    params.put(
        "bodies",
        receipts.rows(obligation, due).stream()
            .map(row -> new Option(row.body(), row.body()))
            .toList());
    params.put("id", typed.id());
    params.put("body", typed.body());
    params.put("back", typed.back());
    params.put("day", typed.day());
    params.put("note", typed.note());
    params.put("most", attachments.most() >> 20);
    params.put("errors", visit.errors(problems));
    String title =
        visit.t().t(typed.back() ? "obligation-bodies.back" : "obligation-bodies.record");
    return views.html(
        status,
        "obligations/bodies-record",
        visit.page(title, ObligationPages.NAV, crumbs(visit, obligation, title)),
        params);
  }

  @Needs(Right.OBLIGATION_KEEP)
  @PostMapping("/obligations/bodies/{id}/record")
  ResponseEntity<byte[]> record(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String period,
      @RequestParam(required = false) @Nullable UUID once,
      @RequestParam(defaultValue = "") String body,
      @RequestParam(defaultValue = "false") boolean back,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    UUID receipt = once == null ? Visit.newId() : once;
    List<Problem> problems = new ArrayList<>();
    Attachment attachment = null;
    String name = file == null ? null : file.getOriginalFilename();
    if (file != null && name != null && !name.isEmpty()) {
      Result<Attachment> read = attachments.read("file", file);
      problems.addAll(read.problems());
      attachment = read instanceof Result.Ok<Attachment>(Attachment one) ? one : null;
    }
    Result<UUID> recorded =
        receipts.record(
            visit.actor(), id, period, receipt, body, back, day, note, attachment, problems);
    return switch (recorded) {
      case Result.Ok<UUID> ok ->
          visit.leadTo(
              "/obligations/bodies/" + id + "?period=" + period,
              back ? "obligation-bodies.done.back" : "obligation-bodies.done");
      case Result.Refused<UUID> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              period,
              new Typed(receipt.toString(), body, back, day, note),
              refused.problems());
    };
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/obligations/bodies/{id}/file")
  ResponseEntity<Resource> file(Visit visit, @PathVariable UUID id, @RequestParam UUID receipt) {
    ReportContent.File kept = receipts.file(visit.actor(), ofBodies(visit, id), receipt);
    String ending = "." + AttachmentKind.endingOf(kept.type());
    return Downloads.file(
        MediaType.parseMediaType(kept.type()),
        kept.name().toLowerCase(java.util.Locale.ROOT).endsWith(ending)
            ? kept.name()
            : kept.name() + ending,
        files.path(kept.sha256()));
  }
}
