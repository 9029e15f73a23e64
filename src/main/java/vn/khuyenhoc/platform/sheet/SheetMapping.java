package vn.khuyenhoc.platform.sheet;

import java.util.Map;

/**
 * Where somebody said the columns of a file are.
 *
 * @param sheetName the sheet to read; empty for a file that has only one
 * @param headerRow number of the header's row as Excel shows it; 0 where there is none
 * @param columns for keys of the shape the column, from 0; keys left out are not in the file
 */
public record SheetMapping(String sheetName, int headerRow, Map<String, Integer> columns) {
  public SheetMapping {
    columns = Map.copyOf(columns);
  }
}
