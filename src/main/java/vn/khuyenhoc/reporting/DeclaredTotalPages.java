package vn.khuyenhoc.reporting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Page;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The form in which a commune or province declares how many it has in all. */
@Controller
class DeclaredTotalPages {

  private final DeclaredTotals totals;
  private final Figures figures;
  private final Views views;

  DeclaredTotalPages(DeclaredTotals totals, Figures figures, Views views) {
    this.totals = totals;
    this.figures = figures;
    this.views = views;
  }

  @Needs(Right.TOTAL_DECLARE)
  @GetMapping("/figures/declare")
  ResponseEntity<byte[]> form(
      Visit visit,
      @RequestParam int area,
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(required = false) @Nullable String per) {
    return form(
        visit,
        HttpStatus.OK,
        area,
        Measured.read(model, level, "", per),
        new Declaration(Visit.newId(), "", "", "", false),
        "",
        List.of());
  }

  @Needs(Right.TOTAL_DECLARE)
  @PostMapping("/figures/declare")
  ResponseEntity<byte[]> declare(
      Visit visit,
      @RequestParam int area,
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(required = false) @Nullable String per,
      @RequestParam UUID id,
      @RequestParam(defaultValue = "") String total,
      @RequestParam(defaultValue = "") String source,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(defaultValue = "false") boolean confirmed) {
    Measured measured = Measured.read(model, level, "", per);
    Declaration typed = new Declaration(id, total, source, asOf, confirmed);
    return switch (totals.declare(visit.actor(), area, measured, typed)) {
      case Result.Ok<DeclaredTotal> ok ->
          visit.leadTo(
              "/figures?area=" + area + measured.query(),
              "reporting.declare.done",
              number(ok.value()));
      case Result.Refused<DeclaredTotal> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              area,
              measured,
              typed,
              "",
              refused.problems());
    };
  }

  @Needs(Right.TOTAL_DECLARE)
  @PostMapping("/figures/declare/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit,
      @RequestParam int area,
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(required = false) @Nullable String per,
      @RequestParam UUID id,
      @RequestParam(defaultValue = "") String reason) {
    Measured measured = Measured.read(model, level, "", per);
    return switch (totals.withdraw(visit.actor(), area, measured, id, reason)) {
      case Result.Ok<DeclaredTotal> ok ->
          visit.leadTo("/figures?area=" + area + measured.query(), "reporting.declare.withdrawn");
      case Result.Refused<DeclaredTotal> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              area,
              measured,
              new Declaration(Visit.newId(), "", "", "", false),
              reason,
              refused.problems());
    };
  }

  private static int number(DeclaredTotal declared) {
    Integer total = declared.total();
    return total == null ? 0 : total;
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      int area,
      Measured measured,
      Declaration typed,
      String reason,
      List<Problem> problems) {
    List<DeclaredTotal> history = totals.history(visit.actor(), area, measured);
    AreaFigures read =
        figures.asked(
            visit.actor(), Right.TOTAL_DECLARE, area, Asked.newest(measured), Basis.AS_IS);
    AreaLevel level = read.area().level();
    if (level != AreaLevel.COMMUNE && level != AreaLevel.PROVINCE) {
      throw new NotFoundException("declared total of area " + area);
    }
    FiguresWords words = new FiguresWords(visit.t(), measured);
    Page page =
        visit.page(
            words.say("reporting.declare.title"),
            "figures",
            List.of(
                new Crumb(read.area().name(), "/figures?area=" + area + measured.query()),
                new Crumb(words.say("reporting.declare.title"), null)));
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("figures", read);
    params.put("words", words);
    params.put("typed", typed);
    params.put("reason", reason);
    params.put("history", history);
    params.put("errors", visit.errors(problems));
    params.put(
        "confirm",
        typed.confirmed()
            || problems.stream()
                .anyMatch(problem -> problem.code() == ReportingProblem.TOTAL_BELOW_ROLL));
    return views.html(status, "reporting/declare", page, params);
  }
}
