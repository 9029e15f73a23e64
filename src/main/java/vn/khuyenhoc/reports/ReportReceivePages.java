package vn.khuyenhoc.reports;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Reports that come from below: accepting, giving back. */
@Controller
class ReportReceivePages {

  private final Reports reports;
  private final ReportWriting writing;
  private final Views views;

  ReportReceivePages(Reports reports, ReportWriting writing, Views views) {
    this.reports = reports;
    this.writing = writing;
    this.views = views;
  }

  @Needs(Right.REPORT_RECEIVE)
  @PostMapping("/reports/received/{id}/accept")
  ResponseEntity<byte[]> accept(
      Visit visit, @PathVariable UUID id, @RequestParam(defaultValue = "0") int version) {
    return switch (writing.accept(visit.actor(), id, version)) {
      case Result.Ok<UUID> ok -> visit.leadTo("/reports/" + id, "reports.accepted");
      case Result.Refused<UUID> refused ->
          views.html(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "_ui/refused",
              visit.page(visit.t().t("refused.title"), ReportPages.NAV, ReportPages.crumbs(visit)),
              Map.of("errors", visit.errors(refused.problems()), "back", "/reports/" + id));
    };
  }

  @Needs(Right.REPORT_RECEIVE)
  @GetMapping("/reports/received/{id}/return")
  ResponseEntity<byte[]> giveBack(Visit visit, @PathVariable UUID id) {
    Reports.Opened opened = reports.open(visit.actor(), id);
    Integer version = opened.report().sentVersion();
    if (!opened.receives() || version == null) {
      throw new NotFoundException("report " + id + " to be given back");
    }
    return giveBack(visit, HttpStatus.OK, opened.report(), version, "", List.of());
  }

  private ResponseEntity<byte[]> giveBack(
      Visit visit,
      HttpStatus status,
      Report report,
      int version,
      String reason,
      List<FieldError> errors) {
    return views.html(
        status,
        "reports/reason",
        visit.page(
            visit.t().t("reports.return.title"),
            ReportPages.NAV,
            ReportPages.crumbs(
                visit,
                new Crumb(
                    new ReportWords(visit.t()).title(report.form(), report.from(), report.until())
                        + " · "
                        + report.areaName(),
                    report.path()))),
        Map.of(
            "action",
            "/reports/received/" + report.id() + "/return",
            "lead",
            visit.t().t("reports.return.lead"),
            "button",
            visit.t().t("reports.return.button"),
            "back",
            report.path(),
            "version",
            version,
            "reason",
            reason,
            "errors",
            errors));
  }

  @Needs(Right.REPORT_RECEIVE)
  @PostMapping("/reports/received/{id}/return")
  ResponseEntity<byte[]> given(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String reason) {
    Result<UUID> result = writing.giveBack(visit.actor(), id, version, reason);
    List<Problem> problems = result.problems();
    return problems.isEmpty()
        ? visit.leadTo("/reports/" + id, "reports.returned")
        : giveBack(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            reports.open(visit.actor(), id).report(),
            version,
            reason,
            visit.errors(problems));
  }
}
