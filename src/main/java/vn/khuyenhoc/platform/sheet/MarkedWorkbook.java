package vn.khuyenhoc.platform.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * The sheet somebody sent, given back to be corrected: the same cells in the same rows and columns,
 * bad cells coloured, and a last column that says what to correct. Corrected and sent back it
 * imports as it is; the last column is ignored.
 */
public final class MarkedWorkbook implements Closeable {

  private static final int FLUSHED_ROWS = 500;
  private static final int MOST_COMMENTS = 1_000;
  private static final String BAD = "FFC7CE";

  /**
   * What is wrong with a row.
   *
   * @param key the column it is about; null for the row as a whole
   * @param sentence what is wrong and what to do
   */
  public record Mark(@Nullable String key, String sentence) {

    /** A finding of the reader. */
    public static Mark of(SheetFinding finding, SheetWords words) {
      return new Mark(finding.key(), words.sentence(finding));
    }
  }

  private final SameBytes.Undated out;
  private final Workbook workbook;
  private final Worksheet sheet;
  private final SheetHeading heading;
  private final SheetShape shape;
  private final int mistakes;
  private int lastFlushed;
  private int lastRow;
  private int comments;
  private boolean closed;

  /**
   * Begins the workbook with the title and header that were read.
   *
   * @param out where it goes; not closed
   */
  public MarkedWorkbook(
      OutputStream out, SheetHeading heading, SheetShape shape, SheetWords words) {
    this.heading = heading;
    this.shape = shape;
    this.out = new SameBytes.Undated(out);
    workbook = new Workbook(this.out, "KhuyenHoc", "1.0");
    String tab = SheetNames.of(heading.sheetName());
    sheet = workbook.newWorksheet(tab.isEmpty() ? "Sheet1" : tab);
    mistakes = mistakesColumn(heading);
    lastRow = heading.headerRow();
    begin(words);
  }

  /** A sheet that comes back for the second time has the column already. */
  private static int mistakesColumn(SheetHeading heading) {
    Set<String> names = new HashSet<>();
    for (SheetWords words : SheetWords.ALL) {
      names.add(Headers.name(words.mistakesHeader()));
    }
    List<String> headers = heading.headers();
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (names.contains(Headers.name(headers.get(i)))) {
        return i;
      }
    }
    return headers.size();
  }

  private void begin(SheetWords words) {
    for (int i = 0; i < mistakes; i++) {
      int position = heading.columns().indexOf(i);
      sheet.width(i, position < 0 ? 12 : shape.columns().get(position).width());
      if (position >= 0 && shape.columns().get(position).isText()) {
        sheet.style(i).format("@").set();
      }
    }
    sheet.width(mistakes, 60);
    for (SheetHeading.TitleRow title : heading.titleRows()) {
      for (int i = 0; i < title.cells().size(); i++) {
        String cell = title.cells().get(i);
        if (!cell.isEmpty()) {
          sheet.inlineString(title.row() - 1, i, SheetText.cell(cell));
          sheet.style(title.row() - 1, i).bold().set();
        }
      }
    }
    int row = heading.headerRow() - 1;
    for (int i = 0; i < heading.headers().size(); i++) {
      String header = heading.headers().get(i);
      if (!header.isEmpty() && i != mistakes) {
        SheetWriter.header(sheet, row, i, header);
      }
    }
    SheetWriter.header(sheet, row, mistakes, words.mistakesHeader());
    sheet.freezePane(0, row + 1);
    SheetWriter.page(sheet, words, row);
  }

  /**
   * Writes one row at the place it was read from.
   *
   * @param marks what is wrong with it, by the reader and by the caller; none for a sound row
   */
  public void row(SheetRow row, List<Mark> marks) {
    RawRow raw = row.raw();
    int at = row.number() - 1;
    for (int i = 0; i < raw.width; i++) {
      if (i != mistakes) {
        put(at, i, raw, row.since1904());
      }
    }
    if (!marks.isEmpty()) {
      mark(at, marks);
    }
    lastRow = row.number();
    if (lastRow - lastFlushed >= FLUSHED_ROWS) {
      lastFlushed = lastRow;
      try {
        sheet.flush();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  private void put(int row, int column, RawRow raw, boolean since1904) {
    String text = raw.text(column);
    switch (raw.kind(column)) {
      case RawRow.BLANK -> {}
      case RawRow.NUMBER -> number(row, column, raw, since1904);
      case RawRow.BOOLEAN -> sheet.value(row, column, Boolean.valueOf(text.equals("1")));
      default -> {
        sheet.inlineString(row, column, SheetText.cell(Cells.unguarded(text)));
        StyleSetter style = sheet.style(row, column);
        style.format("@");
        if (text.indexOf('\n') >= 0) {
          style.wrapText(true);
        }
        style.set();
      }
    }
  }

  private void number(int row, int column, RawRow raw, boolean since1904) {
    BigDecimal number = Values.excelNumber(raw.text(column));
    if (number == null) {
      return;
    }
    byte format = raw.formats[column];
    // Days of a workbook counted from 1904, in one counted from 1900.
    sheet.value(
        row,
        column,
        since1904 && format == Formats.DATE ? number.add(BigDecimal.valueOf(1462)) : number);
    String code =
        switch (format) {
          case Formats.GENERAL -> null;
          case Formats.DATE -> "dd/mm/yyyy";
          case Formats.TIME -> "hh:mm:ss";
          case Formats.PERCENT -> "0.0%";
          default -> "0".repeat(format - Formats.PADDED);
        };
    if (code != null) {
      sheet.style(row, column).format(code).set();
    }
  }

  private void mark(int row, List<Mark> marks) {
    Set<Integer> coloured = new HashSet<>();
    for (Mark mark : marks) {
      String key = mark.key();
      int column = key == null ? -1 : column(key);
      if (column >= 0 && coloured.add(column)) {
        sheet.style(row, column).fillColor(BAD).set();
        if (comments < MOST_COMMENTS) {
          comments++;
          sheet.comment(row, column, SheetText.escaped(mark.sentence()));
        }
      }
    }
    String sentences =
        marks.stream().map(mark -> sentence(mark)).distinct().collect(Collectors.joining("\n"));
    sheet.inlineString(row, mistakes, SheetText.cell(sentences));
    sheet.style(row, mistakes).wrapText(true).verticalAlignment("top").fillColor(BAD).set();
  }

  /** Which cell, by its header, since the sentence stands beside the row and not in the cell. */
  private String sentence(Mark mark) {
    String key = mark.key();
    int column = key == null ? -1 : column(key);
    return column < 0 || column >= heading.headers().size()
        ? mark.sentence()
        : Cells.letters(column) + " – " + heading.headers().get(column) + ": " + mark.sentence();
  }

  private int column(String key) {
    List<Column> columns = shape.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).key().equals(key)) {
        return heading.columns().get(i);
      }
    }
    return -1;
  }

  /** Ends the workbook. The stream below stays open. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      sheet.setAutoFilter(heading.headerRow() - 1, 0, lastRow - 1, mistakes);
      workbook.finish();
      out.finish();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
