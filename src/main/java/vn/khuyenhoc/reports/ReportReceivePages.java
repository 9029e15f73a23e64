package vn.khuyenhoc.reports;

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
      @RequestParam(defaultValue = "") String area,
      @RequestParam(required = false) @Nullable String form,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String until) {
    int year = LocalDate.now(clock).getYear();
    List<Problem> problems = new ArrayList<>();
    LocalDate first = day("from", from, LocalDate.of(year, 1, 1), problems);
    LocalDate last = day("until", until, LocalDate.of(year, 12, 31), problems);
    if (first != null && last != null && last.isBefore(first)) {
      problems.add(Problem.at("until", ReportProblem.PERIOD_TURNED));
    }
    ReportForm of = form == null ? ReportForm.YEAR : ReportForm.named(form).orElse(null);
    if (of == null) {
      problems.add(Problem.at("form", ReportProblem.FORM_MISSING));
    }
    int own = area.isEmpty() ? ownArea(visit) : area(area);
    boolean asked = problems.isEmpty() && of != null && first != null && last != null;
    Map<String, @Nullable Object> params = new HashMap<>();
    // of an area out of reach nothing is told, whatever else is wrong
    List<Reports.Owing> owing =
        reports.owing(
            visit.actor(),
            own,
            of == null ? ReportForm.YEAR : of,
            !asked || first == null ? LocalDate.of(year, 1, 1) : first,
            !asked || last == null ? LocalDate.of(year, 12, 31) : last);
    params.put("owing", asked ? owing : List.of());
    params.put("asked", asked);
    params.put("area", own);
    params.put("form", of == null ? "" : of.name());
    params.put("forms", ReportPages.forms(visit));
    params.put("from", typed(from, first));
    params.put("until", typed(until, last));
    params.put(
        "lead",
        of == null || first == null || last == null || !asked
            ? ""
            : new ReportWords(visit.t()).title(of, first, last));
    params.put("errors", visit.errors(problems));
    return views.html(
        asked ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        "reports/owing",
        visit.page(visit.t().t("reports.owing.title"), ReportPages.NAV, ReportPages.crumbs(visit)),
        params);
  }

  private static int ownArea(Visit visit) {
    return visit.actor().areasFor(Right.REPORT_RECEIVE).stream()
        .findFirst()
        .orElseThrow(() -> new NotFoundException("area that receives reports"));
  }

  private static int area(String typed) {
    try {
      return Integer.parseInt(typed);
    } catch (NumberFormatException none) {
      throw new NotFoundException("area " + typed);
    }
  }

  /** The day that was typed; the usual one where nothing was asked for, null where it is none. */
  private static @Nullable LocalDate day(
      String field, @Nullable String typed, LocalDate usual, List<Problem> problems) {
    if (typed == null) {
      return usual;
    }
    if (VietnameseDates.parse(typed) instanceof DateReading.Ok ok) {
      return ok.date();
    }
    problems.add(Problem.at(field, ReportProblem.DAY_MISSING));
    return null;
  }

  private static String typed(@Nullable String typed, @Nullable LocalDate day) {
    return typed != null ? typed : day == null ? "" : VietnameseDates.format(day);
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
