package vn.khuyenhoc.reporting;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Tables that are counted behind the page: beginning, how far they are, what came out. */
@Controller
class TableRunPages {

  private final TableRuns runs;
  private final Areas areas;
  private final ObjectProvider<TableWorker> worker;
  private final Views views;

  TableRunPages(TableRuns runs, Areas areas, ObjectProvider<TableWorker> worker, Views views) {
    this.runs = runs;
    this.areas = areas;
    this.worker = worker;
    this.views = views;
  }

  @Needs(Right.FIGURES_READ)
  @PostMapping("/tables/runs")
  ResponseEntity<byte[]> begin(
      Visit visit,
      @RequestParam(required = false) @Nullable UUID form,
      @RequestParam(defaultValue = "") String question) {
    return switch (runs.begin(visit.actor(), form == null ? Visit.newId() : form, question)) {
      case Result.Ok<TableRun> ok -> {
        worker.ifAvailable(TableWorker::wake);
        yield visit.leadTo(ok.value().path());
      }
      case Result.Refused<TableRun> refused ->
          visit.leadTo("/tables/ask?" + SavedTables.query(TableTyped.of(question)));
    };
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/tables/runs/{run}")
  ResponseEntity<byte[]> show(
      Visit visit,
      @PathVariable UUID run,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "0") int size) {
    return show(visit, HttpStatus.OK, run, page, size, List.of());
  }

  @Needs(Right.FIGURES_READ)
  @PostMapping("/tables/runs/{run}/stop")
  ResponseEntity<byte[]> stop(Visit visit, @PathVariable UUID run) {
    return switch (runs.stop(visit.actor(), run)) {
      case Result.Ok<TableRun> ok -> visit.leadTo(ok.value().path());
      case Result.Refused<TableRun> refused ->
          show(visit, HttpStatus.UNPROCESSABLE_CONTENT, run, 1, 0, refused.problems());
    };
  }

  private ResponseEntity<byte[]> show(
      Visit visit, HttpStatus status, UUID id, int page, int size, List<Problem> problems) {
    TableRun run = runs.read(visit.actor(), id);
    Area area = areas.lastKnown(run.areaId());
    TableQuestion question = runs.question(run);
    Result<TableAnswer> answered =
        run.state() == RunState.DONE ? runs.answer(visit.actor(), run) : null;
    TableAnswer answer = answered instanceof Result.Ok<TableAnswer>(TableAnswer done) ? done : null;
    TableWords words =
        answer == null
            ? new TableWords(visit.t(), runs.codes(), Map.of())
            : new TableWords(visit.t(), answer.names().codes(), answer.names().places());
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("run", run);
    params.put("answer", answer);
    params.put("words", words);
    params.put("lines", words.definition(question, area.name(), answer));
    params.put("pager", TablePages.pager(visit.here(), page, size, answer));
    params.put("mayTake", answer != null && visit.actor().holds(Right.REPORT_READ));
    params.put("mayStop", run.createdBy().equals(visit.actor().accountId()));
    params.put(
        "errors",
        visit.errors(answered == null || answer != null ? problems : answered.problems()));
    params.put("area", area.name());
    params.put("again", Visit.newId());
    return views.html(
        status,
        "reporting/table-run",
        visit.page(
            words.title(question),
            TablePages.NAV,
            List.of(
                new Crumb(visit.t().t("tables.title"), "/tables"),
                new Crumb(visit.t().t("tables.run.of"), null))),
        params);
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/tables/runs/{run}/table.csv")
  ResponseEntity<byte[]> csv(Visit visit, @PathVariable UUID run) {
    TableSheet sheet = sheet(visit, run);
    return sheet == null
        ? visit.leadTo("/tables/runs/" + run)
        : Downloads.file(Downloads.CSV, sheet.name() + ".csv", sheet.csv());
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/tables/runs/{run}/table.xlsx")
  void workbook(Visit visit, @PathVariable UUID run, HttpServletResponse response)
      throws IOException {
    TableSheet sheet = sheet(visit, run);
    if (sheet == null) {
      response.setStatus(HttpStatus.SEE_OTHER.value());
      response.setHeader("Location", "/tables/runs/" + run);
      return;
    }
    Downloads.workbook(response, sheet.name());
    sheet.write(response.getOutputStream());
  }

  /** The file of a run; null while there is no table. */
  private @Nullable TableSheet sheet(Visit visit, UUID id) {
    TableRun run = runs.read(visit.actor(), id);
    areas.requireKnown(visit.actor(), Right.REPORT_READ, run.areaId());
    return run.state() == RunState.DONE
            && runs.answer(visit.actor(), run) instanceof Result.Ok<TableAnswer>(TableAnswer answer)
        ? new TableSheet(answer, areas.lastKnown(run.areaId()).name(), visit.t())
        : null;
  }
}
