package vn.khuyenhoc.reporting;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Asking for a table: the address is the question, so that a link opens the same table again. */
@Controller
class TablePages {

  static final String NAV = "tables";

  private static final int EARLIER = 5;

  private final Tables tables;
  private final SavedTables saved;
  private final TableRuns runs;
  private final Views views;

  TablePages(Tables tables, SavedTables saved, TableRuns runs, Views views) {
    this.tables = tables;
    this.saved = saved;
    this.runs = runs;
    this.views = views;
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/tables/ask")
  ResponseEntity<byte[]> ask(
      Visit visit,
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "0") int size) {
    TableTyped typed = TableTyped.of(request.getParameterMap());
    Tables.Asked asked = tables.ask(visit.actor(), Right.FIGURES_READ, typed, area);
    // nothing was typed, and nothing could be
    boolean nothing = typed.fresh() && asked.scope().years().isEmpty();
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("nothing", nothing);
    params.put("asked", asked);
    params.put("words", TableWords.of(visit.t(), asked));
    params.put("pager", pager(visit.here(), page, size, asked.answer()));
    params.put("errors", visit.errors(nothing ? List.of() : asked.problems()));
    params.put("mayTake", visit.actor().holds(Right.REPORT_READ));
    TableQuestion question = asked.question();
    SavedTable from = from(visit, asked);
    params.put("saved", from);
    params.put("savedWords", from == null ? List.of() : opened(visit, asked, from));
    params.put("mine", from != null && from.ownerId().equals(visit.actor().accountId()));
    params.put(
        "earlier",
        question == null || !asked.forLater()
            ? List.of()
            : TableRunLine.of(visit, runs.of(question, EARLIER)));
    params.put("form", Visit.newId());
    return views.html(
        nothing || asked.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        "reporting/table",
        visit.page(
            question == null
                ? visit.t().t("tables.new")
                : TableWords.of(visit.t(), asked).title(question),
            NAV,
            List.of(
                new Crumb(visit.t().t("tables.title"), "/tables"),
                new Crumb(from == null ? visit.t().t("tables.new") : from.name(), null))),
        params);
  }

  /** The saved table that a page was opened from; null where there is none to be seen. */
  private @Nullable SavedTable from(Visit visit, Tables.Asked asked) {
    String id = asked.typed().one("saved");
    return id.length() == 36 && id.matches("[0-9a-f-]+")
        ? saved.visible(visit.actor(), UUID.fromString(id)).orElse(null)
        : null;
  }

  /** What has to be said of a table that somebody saved: whose it is, and what is not as saved. */
  private static List<String> opened(Visit visit, Tables.Asked asked, SavedTable from) {
    List<String> words = new ArrayList<>();
    words.add(visit.t().t("tables.saved.opened", from.name(), from.ownerName()));
    if (from.outdated()) {
      words.add(visit.t().t("tables.saved.outdated"));
    }
    if (from.areaId() != asked.scope().area().id()) {
      words.add(visit.t().t("tables.saved.moved", from.areaName(), asked.scope().area().name()));
      TableTyped kept = TableTyped.of(from.question());
      for (String field : List.of("rows", "then", "columns")) {
        TableAxis was = TableAxis.named(kept.one(field));
        String now = asked.typed().one(field);
        if (was != null && !was.name().equals(now)) {
          TableAxis is = TableAxis.named(now);
          words.add(
              visit
                  .t()
                  .t(
                      "tables.saved.fitted",
                      visit.t().t(was.messageKey()),
                      visit.t().t(is == null ? "tables.none" : is.messageKey())));
        }
      }
    }
    return words;
  }

  /** So many rows a page that it does not show more cells than fit. */
  static Pager pager(String here, int page, int size, @Nullable TableAnswer answer) {
    int columns = answer == null ? 1 : Math.max(1, answer.columns().size());
    int most = Pager.SIZES.getFirst();
    for (int one : Pager.SIZES) {
      if (one * columns <= Tables.CELLS_A_PAGE) {
        most = one;
      }
    }
    int rows = size == 0 ? Math.min(most, 100) : Math.min(size, most);
    return Pager.of(here, page, rows, answer == null ? 0 : answer.lines().size());
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/tables/dossiers")
  ResponseEntity<byte[]> dossiers(
      Visit visit,
      HttpServletRequest request,
      @RequestParam int area,
      @RequestParam(required = false) @Nullable String row,
      @RequestParam(required = false) @Nullable String within,
      @RequestParam(required = false) @Nullable String column,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "0") int size) {
    TableCell cell = new TableCell(row, within, column);
    int fitting = Pager.fitting(size);
    Map<String, String[]> fields = new HashMap<>(request.getParameterMap());
    // the form has fields of these names with another meaning
    List.of("row", "within", "column").forEach(fields::remove);
    Result<Tables.Behind> read =
        tables.behind(
            visit.actor(),
            TableTyped.of(fields),
            area,
            cell,
            fitting,
            (Math.max(1, page) - 1L) * fitting);
    if (!(read instanceof Result.Ok<Tables.Behind>(Tables.Behind behind))) {
      return visit.leadTo(again(request));
    }
    if (page > 1 && behind.dossiers().isEmpty()) {
      return dossiers(visit, request, area, row, within, column, 1, size);
    }
    TableQuestion question = behind.question();
    TableWords words = new TableWords(visit.t(), behind.names().codes(), behind.names().places());
    String of = words.cell(question, cell);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("dossiers", behind.dossiers());
    params.put("words", words);
    params.put(
        "lead",
        behind.scope().area().name()
            + " · "
            + words.measure(question.measure())
            + " · "
            + question.basis().name(visit.t()));
    params.put("lines", words.definition(question, behind.scope().area().name(), null));
    params.put(
        "pager",
        Pager.of(
            visit.here(),
            page,
            size,
            behind.dossiers().isEmpty() ? 0 : behind.dossiers().getFirst().of()));
    return views.html(
        "reporting/table-dossiers",
        visit.page(
            of.isEmpty() ? visit.t().t("tables.dossiers") : visit.t().t("tables.dossiers.of", of),
            NAV,
            List.of(
                new Crumb(visit.t().t("tables.title"), "/tables"),
                new Crumb(words.title(question), "/tables/ask?" + question.query()),
                new Crumb(visit.t().t("tables.dossiers"), null))),
        params);
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/tables/ask/table.csv")
  ResponseEntity<byte[]> csv(
      Visit visit,
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable Integer area) {
    TableSheet sheet = sheet(visit, request, area);
    return sheet == null
        ? visit.leadTo(again(request))
        : Downloads.file(Downloads.CSV, sheet.name() + ".csv", sheet.csv());
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/tables/ask/table.xlsx")
  void workbook(
      Visit visit,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(required = false) @Nullable Integer area)
      throws IOException {
    TableSheet sheet = sheet(visit, request, area);
    if (sheet == null) {
      response.setStatus(HttpStatus.SEE_OTHER.value());
      response.setHeader("Location", again(request));
      return;
    }
    Downloads.workbook(response, sheet.name());
    sheet.write(response.getOutputStream());
  }

  /** The file of a question; null where there is no answer. */
  private @Nullable TableSheet sheet(
      Visit visit, HttpServletRequest request, @Nullable Integer area) {
    Tables.Asked asked =
        tables.ask(
            visit.actor(), Right.REPORT_READ, TableTyped.of(request.getParameterMap()), area);
    TableAnswer answer = asked.answer();
    return answer == null ? null : new TableSheet(answer, asked.scope().area().name(), visit.t());
  }

  /** The page that says what is wrong with it. */
  private static String again(HttpServletRequest request) {
    String query = request.getQueryString();
    return "/tables/ask" + (query == null ? "" : "?" + query);
  }
}
