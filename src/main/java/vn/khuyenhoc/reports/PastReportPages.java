package vn.khuyenhoc.reports;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Page;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Reports from before the system: read only, each of their numbers, their files. */
@Controller
class PastReportPages {

  private final HistoricalReports reports;
  private final Views views;
  private final Texts vietnamese;

  PastReportPages(HistoricalReports reports, Views views, Languages languages) {
    this.reports = reports;
    this.views = views;
    this.vietnamese = languages.vietnamese();
  }

  private PastView view(Visit visit, UUID id) {
    return PastView.of(reports.one(visit.actor(), id), visit.t());
  }

  private static String title(Visit visit, PastView view) {
    return visit.t().t("past.title", view.report().number(), view.report().areaName());
  }

  private static Page page(Visit visit, PastView view, @Nullable String part) {
    String title = title(visit, view);
    return part == null
        ? visit.page(title, ReportPages.NAV, ReportPages.crumbs(visit, new Crumb(title, null)))
        : visit.page(
            part,
            ReportPages.NAV,
            ReportPages.crumbs(
                visit, new Crumb(title, view.report().path()), new Crumb(part, null)));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/past/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable UUID id) {
    PastView view = view(visit, id);
    return views.html("reports/past", page(visit, view, null), Map.of("view", view));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/past/{id}/figure")
  ResponseEntity<byte[]> figure(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam String key,
      @RequestParam(defaultValue = "0") int area) {
    PastView view = view(visit, id);
    ReportFigure figure = view.figures().get(key);
    if (figure == null || area != 0 && figure.part(area) == null) {
      throw new NotFoundException("figure " + key + " of past report " + id);
    }
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("figure", figure);
    params.put("part", area == 0 ? null : figure.part(area));
    return views.html("reports/past-figure", page(visit, view, figure.label()), params);
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/past/{id}/report.docx")
  ResponseEntity<byte[]> word(Visit visit, @PathVariable UUID id) {
    PastReport one = reports.one(visit.actor(), id);
    return file(one, Downloads.WORD, "docx", document(one).toBytes());
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/past/{id}/report.pdf")
  ResponseEntity<byte[]> pdf(Visit visit, @PathVariable UUID id) {
    PastReport one = reports.one(visit.actor(), id);
    return file(one, MediaType.APPLICATION_PDF, "pdf", document(one).toPdf());
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/past/{id}/report.xlsx")
  ResponseEntity<byte[]> workbook(Visit visit, @PathVariable UUID id) {
    PastReport one = reports.one(visit.actor(), id);
    byte[] sheets = ReportWorkbook.of(one.content(), one.hash(), vietnamese);
    return file(one, Downloads.EXCEL, "xlsx", sheets);
  }

  /** What is kept, to the letter: whoever has it can compute its hash. */
  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/past/{id}/report.json")
  ResponseEntity<byte[]> data(Visit visit, @PathVariable UUID id) {
    PastReport one = reports.one(visit.actor(), id);
    byte[] kept = one.json().getBytes(StandardCharsets.UTF_8);
    return file(one, MediaType.APPLICATION_JSON, "json", kept);
  }

  private AdministrativeDocument document(PastReport one) {
    return reports.document(one.content(), one.hash(), one.title());
  }

  private static ResponseEntity<byte[]> file(
      PastReport one, MediaType type, String ending, byte[] content) {
    String name =
        Downloads.plain(HistoricalFilling.say("file", one.number(), one.signedOn().toString()));
    return Downloads.file(type, name + "." + ending, content);
  }
}
