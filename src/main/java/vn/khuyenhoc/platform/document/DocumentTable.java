package vn.khuyenhoc.platform.document;

import java.util.Arrays;
import java.util.List;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * A ruled table. Its heading is repeated on every page it runs over, and no row is torn apart.
 *
 * @param columns the columns from left to right
 * @param rows the rows; the cells of a row, spans counted, fill exactly all columns
 * @param fontSize size of the text in points, 9–14
 */
public record DocumentTable(List<Column> columns, List<Row> rows, int fontSize) {

  /** How the cells of a column stand. */
  public enum Align {
    /** Words. */
    LEFT,
    /** Ordinal numbers and short marks. */
    CENTRE,
    /** Figures. */
    RIGHT
  }

  /**
   * One column.
   *
   * @param heading its heading, centred and bold
   * @param weight its width in proportion to the other columns
   * @param align how its cells stand
   */
  public record Column(String heading, int weight, Align align) {

    public Column {
      heading = VietnameseText.nfc(heading);
    }
  }

  /**
   * One cell.
   *
   * @param text what it says
   * @param span how many columns it covers, 1 or more; a cell over several is centred
   */
  public record Cell(String text, int span) {

    public Cell {
      text = VietnameseText.nfc(text);
    }

    /** A cell of one column. */
    public static Cell of(String text) {
      return new Cell(text, 1);
    }
  }

  /**
   * One row.
   *
   * @param cells its cells
   * @param strong bold throughout: totals
   */
  public record Row(List<Cell> cells, boolean strong) {

    public Row {
      cells = List.copyOf(cells);
    }

    /** An ordinary row of single cells. */
    public static Row of(String... texts) {
      return new Row(Arrays.stream(texts).map(Cell::of).toList(), false);
    }

    /** A bold row of single cells. */
    public static Row total(String... texts) {
      return new Row(Arrays.stream(texts).map(Cell::of).toList(), true);
    }
  }

  public DocumentTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (var row : rows) {
      int covered = row.cells().stream().mapToInt(Cell::span).sum();
      if (covered != columns.size()) {
        throw new IllegalArgumentException(
            "a row covers " + covered + " of " + columns.size() + " columns");
      }
    }
  }
}
