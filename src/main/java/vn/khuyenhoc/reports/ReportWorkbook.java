package vn.khuyenhoc.reports;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SameBytes;
import vn.khuyenhoc.platform.sheet.SheetNames;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Table;

/**
 * The statistics of a report as a workbook, one sheet a form, ready to print. Numbers are numbers;
 * what was not reported is empty and said so in the last column, never zero.
 */
final class ReportWorkbook {

  private static final int NAME_WIDTH = 34;
  private static final int TEXT_WIDTH = 24;

  private final ReportContent content;
  private final @Nullable String hash;
  private final Texts t;
  private final ReportWords words;
  private final Map<String, ReportFigure> figures;
  private final SheetNames tabs = new SheetNames();

  private ReportWorkbook(ReportContent content, @Nullable String hash, Texts t) {
    this.content = content;
    this.hash = hash;
    this.t = t;
    this.words = new ReportWords(t);
    this.figures = content.byKey();
  }

  /**
   * Writes it.
   *
   * @param hash the hash of what was sent; null for a draft, which then says so
   * @param t Vietnamese
   */
  static byte[] of(ReportContent content, @Nullable String hash, Texts t) {
    return new ReportWorkbook(content, hash, t).write();
  }

  private byte[] write() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SheetWriter writer = null;
    for (Table table : content.tables()) {
      List<Column> columns = columns(table);
      String tab = tabs.next(table.title());
      SheetShape shape = SheetShape.of(columns);
      writer =
          writer == null
              ? new SheetWriter(out, shape, tab, titles(table), SheetWords.of(t.locale()))
              : writer.nextSheet(shape, tab, titles(table));
      for (Row row : table.rows()) {
        Object[] cells = row(table, row, columns);
        if (row.total()) {
          writer.total(cells);
        } else {
          writer.row(cells);
        }
      }
    }
    if (writer == null) {
      writer =
          new SheetWriter(
              out,
              SheetShape.of(Column.text("none", ReportSays.say("column.indicator"))),
              ReportSays.say("annex.tables"),
              titles(null),
              SheetWords.of(t.locale()));
    }
    writer.close();
    return SameBytes.of(out.toByteArray(), Instant.parse(content.filledAt()));
  }

  private List<String> titles(@Nullable Table table) {
    List<String> titles = new ArrayList<>();
    titles.add(table == null ? ReportSays.say("annex.tables") : table.title());
    titles.add(
        ReportSays.say(
            "sheet.area",
            content.area().name(),
            words.title(content.form(), content.firstDay(), content.lastDay())));
    titles.add(ReportSays.say("sheet.moment", t.dateTime(Instant.parse(content.filledAt()))));
    if (hash == null) {
      titles.add(ReportSays.say("sheet.draft"));
    } else {
      titles.add(ReportSays.say("hash", hash));
    }
    if (content.sample()) {
      titles.add(ReportSays.say("sample-data"));
    }
    return titles;
  }

  private List<Column> columns(Table table) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("name", table.first()).width(NAME_WIDTH));
    for (int at = 0; at < table.columns().size(); at++) {
      String key = "c" + at;
      String heading = table.columns().get(at).heading();
      boolean text = false;
      boolean percent = true;
      for (Row row : table.rows()) {
        ReportCell cell = ReportCell.of(table, row, at);
        ReportFigure figure = figures.get(cell.figure());
        text |= cell.words() != null;
        percent &= figure != null && figure.kind() == ReportFigure.Kind.PERCENT;
      }
      columns.add(
          text
              ? Column.text(key, heading).width(TEXT_WIDTH)
              : percent ? Column.percent(key, heading) : Column.number(key, heading));
    }
    columns.add(Column.lines("note", ReportSays.say("column.note")));
    return columns;
  }

  private Object[] row(Table table, Row row, List<Column> columns) {
    @Nullable Object[] cells = new @Nullable Object[columns.size()];
    List<String> silent = new ArrayList<>();
    Set<String> remarks = new java.util.LinkedHashSet<>();
    cells[0] = row.name();
    for (int at = 0; at < table.columns().size(); at++) {
      ReportCell cell = ReportCell.of(table, row, at);
      if (cell.words() != null) {
        cells[at + 1] = cell.words();
        continue;
      }
      ReportFigure figure = figures.get(cell.figure());
      BigDecimal number = figure == null ? null : cell.number(figure);
      boolean written = columns.get(at + 1).kind() == Column.Kind.TEXT;
      if (figure != null && number != null) {
        cells[at + 1] = written ? words.plain(figure.kind(), number) : number;
      } else if (figure != null && figure.state() == ReportFigure.State.NOT_STATED) {
        remarks.add(ReportSays.say("sheet.not-stated", columns.get(at + 1).header()));
      } else if (figure != null
          && cell.areaId() == 0
          && !cell.before()
          && figure.state() == ReportFigure.State.NOT_COMPUTED) {
        remarks.add(ReportSays.say("sheet.not-computed", columns.get(at + 1).header()));
      } else if (!cell.before()) {
        silent.add(columns.get(at + 1).header());
      }
      if (figure != null && row.areaId() == 0 && !figure.remark().isEmpty()) {
        remarks.add(figure.remark());
      }
    }
    if (!silent.isEmpty()) {
      remarks.add(ReportSays.say("sheet.silent", String.join(", ", silent)));
    }
    cells[columns.size() - 1] = remarks.isEmpty() ? null : String.join(" ", remarks);
    return cells;
  }
}
