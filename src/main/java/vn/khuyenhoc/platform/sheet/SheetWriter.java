package vn.khuyenhoc.platform.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseNumbers;

/**
 * Writes a list as a workbook, row by row, in memory that does not grow with it: title, header,
 * rows, and a last line that states how many rows there are. The same list is the same bytes. What
 * it writes comes back through {@link SheetReader} with the same shape unchanged.
 *
 * <p>Texts are always texts, so that codes keep their zeros, and never formulas. Printed, it lies
 * on A4 across with the header on every page.
 */
public final class SheetWriter implements Closeable {

  /** Points. */
  private static final double LINE_HEIGHT = 15;

  /** The most points that Excel gives a row. */
  private static final double TALLEST = 409;

  private static final int FLUSHED_ROWS = 500;

  private final SameBytes.Undated out;
  private final Workbook workbook;
  private final Worksheet sheet;
  private final SheetShape shape;
  private final SheetWords words;
  private final int headerRow;
  private int next;
  private int flushed;
  private int rows;
  private boolean closed;

  /**
   * Begins a workbook of one sheet.
   *
   * @param out where it goes; not closed
   * @param sheetName name on the tab
   * @param titleLines lines above the header, the first one large; may be none
   * @param words the language of the little it adds
   */
  public SheetWriter(
      OutputStream out,
      SheetShape shape,
      String sheetName,
      List<String> titleLines,
      SheetWords words) {
    this(new SameBytes.Undated(out), shape, sheetName, titleLines, words);
  }

  private SheetWriter(
      SameBytes.Undated out,
      SheetShape shape,
      String sheetName,
      List<String> titleLines,
      SheetWords words) {
    this(out, new Workbook(out, "KhuyenHoc", "1.0"), shape, sheetName, titleLines, words);
  }

  private SheetWriter(
      SameBytes.Undated out,
      Workbook workbook,
      SheetShape shape,
      String sheetName,
      List<String> titleLines,
      SheetWords words) {
    this.shape = shape;
    this.words = words;
    this.out = out;
    this.workbook = workbook;
    sheet = workbook.newWorksheet(SheetNames.of(sheetName));
    headerRow = titleLines.isEmpty() ? 0 : titleLines.size() + 1;
    next = headerRow + 1;
    begin(titleLines);
  }

  private void begin(List<String> titleLines) {
    List<Column> columns = shape.columns();
    for (int i = 0; i < titleLines.size(); i++) {
      sheet.inlineString(i, 0, SheetText.cell(titleLines.get(i)));
      if (i == 0) {
        sheet.style(i, 0).bold().fontSize(14).set();
      }
    }
    int lines = 1;
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      sheet.width(i, column.width());
      String format = format(column);
      if (format != null) {
        sheet.style(i).format(format).set();
      }
      header(sheet, headerRow, i, column.header());
      lines = Math.max(lines, lines(column.header(), column));
    }
    grow(headerRow, lines);
    sheet.freezePane(0, headerRow + 1);
    page(sheet, words, headerRow);
  }

  static void header(Worksheet sheet, int row, int column, String name) {
    sheet.inlineString(row, column, SheetText.cell(name));
    sheet
        .style(row, column)
        .bold()
        .wrapText(true)
        .verticalAlignment("center")
        .horizontalAlignment("center")
        .fillColor("E7EEF7")
        .borderStyle("thin")
        .set();
  }

  static void page(Worksheet sheet, SheetWords words, int headerRow) {
    sheet.pageOrientation("landscape");
    sheet.paperSize(PaperSize.A4_PAPER);
    sheet.setFitToPage(true);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
    sheet.repeatRows(headerRow);
    sheet.footer(words.say("sheet.page"), Position.CENTER);
  }

  static @Nullable String format(Column column) {
    return switch (column.kind()) {
      case TEXT, LINES -> "@";
      case WHOLE_NUMBER -> "#,##0";
      case NUMBER -> "#,##0.######";
      case PERCENT -> "0.0%";
      case DATE -> "dd/mm/yyyy";
    };
  }

  /**
   * Writes one row.
   *
   * @param values one a column in the order of the shape, null for a blank: strings for texts,
   *     whole numbers or {@link BigDecimal} for numbers (percentages in hundredths), {@link
   *     LocalDate} for days
   */
  public void row(@Nullable Object... values) {
    write(values);
    rows++;
    flushIfDue();
  }

  /** Writes a row of totals, bold and not counted; for tables that never come back. */
  public void total(@Nullable Object... values) {
    write(values);
    sheet.range(next - 1, 0, next - 1, shape.columns().size() - 1).style().bold().set();
    flushIfDue();
  }

  private void write(@Nullable Object[] values) {
    List<Column> columns = shape.columns();
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(values.length + " values for " + columns.size());
    }
    int lines = 1;
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        put(next, i, columns.get(i), value);
        if (columns.get(i).kind() == Column.Kind.LINES) {
          lines = Math.max(lines, lines(value.toString(), columns.get(i)));
        }
      }
    }
    grow(next, lines);
    next++;
  }

  /** How many lines a text that wraps takes in its column, a little more rather than less. */
  private static int lines(String text, Column column) {
    int room = Math.max(1, (int) (column.width() * 0.9));
    return text.lines().mapToInt(line -> Math.max(1, Math.ceilDiv(line.length(), room))).sum();
  }

  /** Rows do not grow by themselves where a sheet is printed without having been touched. */
  private void grow(int row, int lines) {
    if (lines > 1) {
      sheet.rowHeight(row, Math.min(TALLEST, LINE_HEIGHT * lines));
    }
  }

  private void put(int row, int at, Column column, Object value) {
    if (value instanceof String) {
      // words in place of a number that is not told
      sheet.inlineString(row, at, SheetText.cell(value.toString()));
      return;
    }
    switch (column.kind()) {
      case TEXT, LINES -> sheet.inlineString(row, at, SheetText.cell(value.toString()));
      case DATE -> sheet.value(row, at, (LocalDate) value);
      case PERCENT -> sheet.value(row, at, decimal(value).movePointLeft(2));
      case WHOLE_NUMBER, NUMBER -> sheet.value(row, at, (Number) value);
    }
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof BigDecimal number ? number : new BigDecimal(value.toString());
  }

  private void flushIfDue() {
    if (next - Math.max(flushed, headerRow + 1) >= FLUSHED_ROWS) {
      flush();
    }
  }

  private void flush() {
    formatFrom(Math.max(flushed, headerRow + 1));
    try {
      sheet.flush();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    flushed = next;
  }

  private void formatFrom(int first) {
    if (next <= first) {
      return;
    }
    List<Column> columns = shape.columns();
    for (int i = 0; i < columns.size(); i++) {
      String format = format(columns.get(i));
      if (format != null) {
        sheet.range(first, i, next - 1, i).style().format(format).set();
      }
      if (columns.get(i).kind() == Column.Kind.LINES) {
        sheet.range(first, i, next - 1, i).style().wrapText(true).set();
      }
    }
  }

  /** How many rows were written so far. */
  public int rows() {
    return rows;
  }

  /**
   * Ends this sheet with its count of rows and begins another of the same workbook; the writer of
   * the last one ends the workbook.
   */
  public SheetWriter nextSheet(SheetShape nextShape, String sheetName, List<String> titleLines) {
    endSheet();
    try {
      sheet.finish();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    SheetWriter next = new SheetWriter(out, workbook, nextShape, sheetName, titleLines, words);
    closed = true;
    return next;
  }

  private void endSheet() {
    if (closed) {
      throw new IllegalStateException("the sheet has ended");
    }
    formatFrom(Math.max(flushed, headerRow + 1));
    int last = Math.max(next - 1, headerRow);
    sheet.setAutoFilter(headerRow, 0, last, shape.columns().size() - 1);
    sheet.inlineString(next + 1, 0, words.rowCount(VietnameseNumbers.format(rows)));
    sheet.style(next + 1, 0).italic().set();
  }

  /** Ends the workbook with its count of rows. The stream below stays open. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    try (out) {
      endSheet();
      closed = true;
      workbook.finish();
      out.finish();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
