package vn.khuyenhoc.platform.sheet;

import java.util.List;

/**
 * What stands above the data of a sheet.
 *
 * @param sheetName name of the sheet that is read
 * @param titleRows the rows above the header, first to last, their cells as typed
 * @param headerRow number of the header's row as Excel shows it
 * @param headers the header's cells as typed, from column A
 * @param columns for each column of the shape the column it was found in, from 0; -1 if absent
 */
public record SheetHeading(
    String sheetName,
    List<TitleRow> titleRows,
    int headerRow,
    List<String> headers,
    List<Integer> columns) {

  /**
   * One row above the header.
   *
   * @param row its number as Excel shows it
   * @param cells its cells as typed, from column A
   */
  public record TitleRow(int row, List<String> cells) {
    public TitleRow {
      cells = List.copyOf(cells);
    }
  }

  /** Letters of the column at this position of the shape, as Excel shows them; A without one. */
  public String columnLetters(int position) {
    return Cells.letters(Math.max(columns.get(position), 0));
  }

  public SheetHeading {
    titleRows = List.copyOf(titleRows);
    headers = List.copyOf(headers);
    columns = List.copyOf(columns);
  }
}
