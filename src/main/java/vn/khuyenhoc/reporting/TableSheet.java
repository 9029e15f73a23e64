package vn.khuyenhoc.reporting;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.CsvWriter;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A table as a file: all of it, with what it was counted of. Figures are numbers; where there is
 * none the cell is empty. Shares and averages are rounded to two places in CSV and exact in a
 * workbook; both say beside them what they were computed of, so that nothing is lost.
 */
final class TableSheet {

  private final TableAnswer answer;
  private final TableWords words;
  private final String area;
  private final Texts t;

  TableSheet(TableAnswer answer, String area, Texts texts) {
    this.answer = answer;
    this.words = new TableWords(texts, answer.names().codes(), answer.names().places());
    this.area = area;
    this.t = texts;
  }

  /** The name of the file, without its ending. */
  String name() {
    return "bang-" + Downloads.plain(area);
  }

  /** As CSV: the table, an empty line, and what it was counted of. */
  byte[] csv() {
    CsvWriter csv = new CsvWriter();
    csv.row(headers().toArray());
    for (TableAnswer.Line line : answer.lines()) {
      csv.row(row(line, Part.ROUNDED).toArray());
    }
    TableAnswer.Line total = answer.total();
    if (total != null) {
      csv.row(row(total, Part.ROUNDED).toArray());
    }
    csv.row();
    if (answer.question().measure().rate()) {
      for (Part part : List.of(Part.OVER, Part.UNDER)) {
        csv.row(said(part));
        csv.row(headers().toArray());
        for (TableAnswer.Line line : answer.lines()) {
          csv.row(row(line, part).toArray());
        }
        if (total != null) {
          csv.row(row(total, part).toArray());
        }
        csv.row();
      }
    }
    for (TableWords.Line line : words.definition(answer.question(), area, answer)) {
      csv.row(line.label(), line.value());
    }
    words.remarks(answer).forEach(csv::row);
    return csv.bytes();
  }

  /** As a workbook: the table, and on a second sheet what it was counted of. */
  void write(OutputStream out) {
    TableQuestion question = answer.question();
    SheetWriter sheet =
        new SheetWriter(
            out,
            SheetShape.of(columns(Part.EXACT)),
            t.t("tables.sheet"),
            List.of(words.title(question), area),
            SheetWords.of(t.locale()));
    for (TableAnswer.Line line : answer.lines()) {
      sheet.row(row(line, Part.EXACT).toArray());
    }
    TableAnswer.Line total = answer.total();
    if (total != null) {
      sheet.total(row(total, Part.EXACT).toArray());
    }
    if (question.measure().rate()) {
      for (Part part : List.of(Part.OVER, Part.UNDER)) {
        sheet = sheet.nextSheet(SheetShape.of(columns(part)), said(part), List.of());
        for (TableAnswer.Line line : answer.lines()) {
          sheet.row(row(line, part).toArray());
        }
        if (total != null) {
          sheet.total(row(total, part).toArray());
        }
      }
    }
    try (SheetWriter second =
        sheet.nextSheet(
            SheetShape.of(
                Column.text("what", t.t("tables.sheet.what")).width(28),
                Column.text("is", t.t("tables.sheet.is")).width(90)),
            t.t("tables.sheet.definition"),
            List.of())) {
      for (TableWords.Line line : words.definition(question, area, answer)) {
        second.row(line.label(), line.value());
      }
      for (String remark : words.remarks(answer)) {
        second.row(t.t("tables.field.note"), remark);
      }
    }
  }

  /** What of its figures a table shows. */
  private enum Part {
    ROUNDED,
    EXACT,
    /** What is divided. */
    OVER,
    /** By what it is divided. */
    UNDER
  }

  private String said(Part part) {
    return t.t("tables.sheet." + answer.question().measure() + "." + part);
  }

  private List<Column> columns(Part part) {
    TableQuestion question = answer.question();
    List<Column> columns = new ArrayList<>();
    List<String> headers = headers();
    int texts = question.then() == null ? 1 : 2;
    for (int at = 0; at < headers.size(); at++) {
      String key = "n" + at;
      String header = headers.get(at);
      columns.add(
          at < texts
              ? Column.text("t" + at, header).width(32)
              : part == Part.EXACT && question.measure() == TableMeasure.SHARE_RECOGNISED
                  ? Column.percent(key, header).width(14)
                  : part != Part.UNDER && question.measure() == TableMeasure.AVERAGE_TOTAL
                      ? Column.number(key, header).width(14)
                      : Column.wholeNumber(key, header).width(14));
    }
    return columns;
  }

  private List<String> headers() {
    TableQuestion question = answer.question();
    List<String> headers = new ArrayList<>();
    headers.add(words.axis(question.rows()));
    TableAxis then = question.then();
    if (then != null) {
      headers.add(words.axis(then));
    }
    TableAxis columns = question.columns();
    for (String column : answer.columns()) {
      headers.add(
          columns == null ? words.measure(question.measure()) : words.head(columns, column));
    }
    if (question.totalColumn()) {
      headers.add(t.t("tables.total"));
    }
    return headers;
  }

  private List<@Nullable Object> row(TableAnswer.Line line, Part part) {
    TableQuestion question = answer.question();
    List<@Nullable Object> row = new ArrayList<>();
    boolean total = line == answer.total();
    row.add(total ? t.t("tables.total") : name(question, question.rows(), line.outer()));
    TableAxis then = question.then();
    if (then != null) {
      String inner = line.inner();
      row.add(
          inner == null
              ? total ? "" : answer.subtotals() ? t.t("tables.all") : ""
              : name(question, then, inner));
    }
    for (TableCounts cell : line.cells()) {
      row.add(shown(cell, part));
    }
    if (question.totalColumn()) {
      row.add(shown(line.total(), part));
    }
    return row;
  }

  private String name(TableQuestion question, TableAxis axis, String key) {
    String above = words.above(question, axis, key);
    return words.head(axis, key) + (above == null ? "" : " – " + above);
  }

  /** A number; of what is not shown the sign that stands in its place on the page. */
  private @Nullable Object shown(@Nullable TableCounts counts, Part part) {
    TableMeasure measure = answer.question().measure();
    TableMeasure.Figure figure =
        switch (part) {
          case ROUNDED, EXACT -> measure.of(counts);
          case OVER -> measure.over(counts);
          case UNDER -> measure.under(counts);
        };
    BigDecimal value = figure.value();
    return figure.veiled()
        ? words.figure(measure, figure)
        : value == null || part != Part.ROUNDED
            ? value
            : value.setScale(Math.min(value.scale(), 2), RoundingMode.HALF_UP);
  }
}
