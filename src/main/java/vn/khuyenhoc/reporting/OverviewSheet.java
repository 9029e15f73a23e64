package vn.khuyenhoc.reporting;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.CsvWriter;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Texts;

/** The tables of an overview as files: what the page shows, and nothing else. */
@Component
class OverviewSheet {

  /** The ending of workbooks. */
  static final String WORKBOOK = "xlsx";

  /** The ending of plain tables. */
  static final String PLAIN = "csv";

  private static final int NAME_WIDTH = 34;
  private static final int WIDTH = 16;

  private final PlanSheet plans;

  OverviewSheet(PlanSheet plans) {
    this.plans = plans;
  }

  /**
   * A table.
   *
   * @param heads its headings
   * @param rows its rows; null where a cell is empty
   */
  record Table(List<String> heads, List<List<@Nullable Object>> rows) {}

  /** A part of the page as a table; null where it is not a table, or empty. */
  @Nullable Table table(OverviewView view, OverviewView.Part part, Texts t) {
    return switch (part) {
      case TARGETS -> targets(view, t);
      case HEAT -> heat(view, t);
      case RANKING -> ranking(view, t);
      case MAP -> map(view, t);
      case SILENT -> silent(view, t);
      case WEEK -> week(view, t);
      case TREND -> trend(view, t);
    };
  }

  private @Nullable Table targets(OverviewView view, Texts t) {
    PlanView plan = view.overview().plan();
    return plan == null ? null : new Table(plans.headers(t), plans.rows(plan, t));
  }

  private static Table heat(OverviewView view, Texts t) {
    List<String> heads = new ArrayList<>();
    heads.add(t.t("reporting.column.name"));
    List<Overview.Column> below = view.overview().below();
    for (Overview.Column column : below) {
      heads.add(view.name(column.measured()));
      heads.add(t.t("dashboard.heat.reported", view.name(column.measured())));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(
        heat(
            view,
            view.overview().area().name(),
            below,
            below.stream().map(Overview.Column::own).toList(),
            view::extent));
    for (Overview.Row row : view.overview().rows()) {
      String name = row.unassigned() ? t.t("reporting.unassigned", row.name()) : row.name();
      rows.add(heat(view, name, below, row.cells(), column -> ""));
    }
    return new Table(heads, rows);
  }

  /**
   * A row.
   *
   * @param extent what is said of the area itself where that says more; empty for nothing more
   */
  private static List<@Nullable Object> heat(
      OverviewView view,
      String name,
      List<Overview.Column> columns,
      List<? extends @Nullable AreaFigure> figures,
      Function<Overview.Column, String> extent) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(name);
    for (int at = 0; at < columns.size(); at++) {
      Overview.Column column = columns.get(at);
      AreaFigure figure = figures.get(at);
      String more = extent.apply(column);
      cells.add(view.value(figure));
      cells.add(
          figure == null ? null : more.isEmpty() ? view.extent(figure, column.measured()) : more);
    }
    return cells;
  }

  private static @Nullable Table ranking(OverviewView view, Texts t) {
    Overview.Column column = view.overview().chosen();
    if (column == null) {
      return null;
    }
    Ranking ranking = column.ranking();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Ranking.Place place : ranking.ranked()) {
      rows.add(
          line(
              place.rank(),
              place.figure(),
              place.figure().percent(),
              view.gap(place.figure(), ranking.mean(), column.measured())));
    }
    ranking
        .few()
        .forEach(one -> rows.add(line(null, one, one.percent(), t.t("dashboard.few.tag"))));
    ranking.unknown().forEach(one -> rows.add(line(null, one, null, t.t("dashboard.unknown.tag"))));
    ranking.silent().forEach(one -> rows.add(line(null, one, null, t.t("target.none"))));
    return new Table(
        List.of(
            t.t("dashboard.rank"),
            t.t("reporting.column.name"),
            t.t("reporting.column.recognised"),
            t.t("dashboard.of"),
            t.t("reporting.column.rate"),
            t.t("dashboard.gap")),
        rows);
  }

  /** What the map shows: every area with its rate, the shade of it, and who has reported. */
  private static @Nullable Table map(OverviewView view, Texts t) {
    Overview.Column column = view.overview().chosen();
    if (column == null) {
      return null;
    }
    FiguresWords words = view.words(column.measured());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (AreaFigure child : column.children()) {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(child.code());
      cells.add(words.name(child));
      cells.add(child.percent());
      cells.add(t.t("reporting.map.shade." + child.shade()));
      cells.add(view.extent(child, column.measured()));
      rows.add(cells);
    }
    return new Table(
        List.of(
            t.t("dashboard.map.code"),
            t.t("reporting.column.name"),
            t.t("reporting.column.rate"),
            t.t("dashboard.map.shade"),
            t.t("dashboard.silent.extent")),
        rows);
  }

  private static List<@Nullable Object> line(
      @Nullable Integer rank, AreaFigure figure, @Nullable BigDecimal percent, String said) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(rank);
    cells.add(figure.name());
    cells.add(figure.reported() ? figure.tally().recognised() : null);
    cells.add(figure.base().known() ? figure.base().count() : null);
    cells.add(percent);
    cells.add(said);
    return cells;
  }

  private static Table silent(OverviewView view, Texts t) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Overview.Column column : view.overview().below()) {
      for (AreaFigure one : view.owing(column)) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(view.name(column.measured()));
        cells.add(one.name());
        cells.add(view.extent(one, column.measured()));
        cells.add(view.owes(one, column.measured()));
        cells.add(view.due(column));
        rows.add(cells);
      }
    }
    return new Table(
        List.of(
            t.t("reporting.model"),
            t.t("reporting.column.name"),
            t.t("dashboard.silent.extent"),
            t.t("dashboard.silent.owes"),
            t.t("dashboard.silent.due")),
        rows);
  }

  private static Table week(OverviewView view, Texts t) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Overview.Week week : view.overview().week()) {
      List<@Nullable Object> all = new ArrayList<>();
      all.add(view.name(week.measured()));
      all.add(view.overview().area().name());
      all.addAll(List.of(week.recognised(), week.appraised(), week.reported(), week.roll()));
      rows.add(all);
      for (Overview.Moved one : week.most()) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(view.name(week.measured()));
        cells.add(one.name());
        cells.addAll(List.of(one.recognised(), one.appraised(), one.reported(), one.roll()));
        rows.add(cells);
      }
    }
    return new Table(
        List.of(
            t.t("reporting.model"),
            t.t("reporting.column.name"),
            t.t("reporting.column.recognised"),
            t.t("dashboard.week.appraised"),
            t.t("reporting.column.sent"),
            t.t("reporting.column.roll")),
        rows);
  }

  private static Table trend(OverviewView view, Texts t) {
    List<Integer> years = view.overview().trendYears();
    List<String> heads = new ArrayList<>();
    heads.add(t.t("reporting.model"));
    for (int year : years) {
      heads.add(String.valueOf(year));
      heads.add(t.t("dashboard.heat.reported", String.valueOf(year)));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Overview.Line line : view.overview().trends()) {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(view.name(line.measured()));
      for (int year : years) {
        Trend.Year of = view.year(line, year);
        BigDecimal percent = of == null || !of.existed() ? null : of.percent();
        cells.add(percent == null ? view.trend(of) : percent);
        cells.add(of == null ? null : view.begun(line, of));
      }
      rows.add(cells);
    }
    return new Table(heads, rows);
  }

  /**
   * A table to be saved.
   *
   * @param name what the file is called, in any letters and without its ending
   * @param title what stands above the table in a workbook
   * @param lines what stands below the title: of where, when, read how
   */
  record Saved(String name, String title, List<String> lines, Table table) {}

  /** A table as a file: a workbook where its ending says so, else CSV. */
  ResponseEntity<byte[]> file(Saved saved, String ending, Texts t) {
    String name = Downloads.plain(saved.name()) + "." + ending;
    return ending.equals(WORKBOOK)
        ? Downloads.file(Downloads.EXCEL, name, workbook(saved, t))
        : Downloads.file(Downloads.CSV, name, csv(saved.table()));
  }

  private static byte[] csv(Table table) {
    CsvWriter csv = new CsvWriter();
    csv.row(table.heads().toArray());
    table.rows().forEach(row -> csv.row(row.toArray()));
    return csv.bytes();
  }

  private static byte[] workbook(Saved saved, Texts t) {
    Table table = saved.table();
    List<Column> columns = new ArrayList<>();
    for (int at = 0; at < table.heads().size(); at++) {
      int place = at;
      boolean number =
          table.rows().stream().anyMatch(row -> row.get(place) instanceof Number)
              && table.rows().stream()
                  .allMatch(row -> row.get(place) == null || row.get(place) instanceof Number);
      String key = "c" + at;
      String head = table.heads().get(at);
      columns.add(
          number
              ? Column.number(key, head)
              : Column.text(key, head).width(at < 2 ? NAME_WIDTH : WIDTH));
    }
    List<String> titles = new ArrayList<>();
    titles.add(saved.title());
    titles.addAll(saved.lines());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SheetWriter writer =
        new SheetWriter(
            out, SheetShape.of(columns), saved.title(), titles, SheetWords.of(t.locale()))) {
      table.rows().forEach(row -> writer.row(row.toArray()));
    }
    return out.toByteArray();
  }
}
