package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
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
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Reports that come from below: who has sent, accepting, giving back. */
@Controller
class ReportReceivePages {

  private final Reports reports;
  private final ReportWriting writing;
  private final Views views;
  private final Clock clock;

  ReportReceivePages(Reports reports, ReportWriting writing, Views views, Clock clock) {
    this.reports = reports;
    this.writing = writing;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.REPORT_RECEIVE)
  @GetMapping("/reports/owing")
  ResponseEntity<byte[]> owing(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "YEAR") String form,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until) {
    int year = LocalDate.now(clock).getYear();
    LocalDate first = day(from, LocalDate.of(year, 1, 1));
    LocalDate last = day(until, LocalDate.of(year, 12, 31));
    ReportForm of = ReportForm.named(form).orElse(ReportForm.YEAR);
    int own =
        area != null
            ? area
            : visit.actor().areasFor(Right.REPORT_RECEIVE).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("area that receives reports"));
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put(
        "owing", reports.owing(visit.actor(), own, of, first, last.isBefore(first) ? first : last));
    params.put("area", own);
    params.put("form", of);
    params.put("forms", ReportPages.forms(visit));
    params.put("from", first);
    params.put("until", last);
    params.put("words", new ReportWords(visit.t()));
    return views.html(
        "reports/owing",
        visit.page(visit.t().t("reports.owing.title"), ReportPages.NAV, ReportPages.crumbs(visit)),
        params);
  }

  private static LocalDate day(String typed, LocalDate otherwise) {
    return VietnameseDates.parse(typed) instanceof DateReading.Ok ok ? ok.date() : otherwise;
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
              "recognition/refused",
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
