package vn.khuyenhoc.areas;

import java.util.HashMap;
import java.util.Map;
import vn.khuyenhoc.platform.sheet.SheetMapping;

/**
 * What somebody said on screen about the columns of a file.
 *
 * @param sheetName the sheet that is read; empty for a file that has only one
 * @param headerRow the header's row as Excel shows it; 0 for none
 * @param choices for keys of the columns: empty for none, the number of a column from 0, or {@code
 *     =} and a value that holds for every row
 */
public record MappedColumns(String sheetName, int headerRow, Map<String, String> choices) {

  private static final String CONSTANT = "=";

  public MappedColumns {
    choices = Map.copyOf(choices);
  }

  /** The choice for every row to have this value. */
  static String constantly(String value) {
    return CONSTANT + value;
  }

  /** The value that holds for every row; empty where there is none. */
  String constant(String key) {
    String choice = choices.getOrDefault(key, "");
    return choice.startsWith(CONSTANT) ? choice.substring(CONSTANT.length()) : "";
  }

  /** The column, from 0; -1 where the file has none. */
  int column(String key) {
    String choice = choices.getOrDefault(key, "");
    return choice.matches("\\d{1,4}") ? Integer.parseInt(choice) : -1;
  }

  SheetMapping mapping() {
    Map<String, Integer> columns = new HashMap<>();
    choices
        .keySet()
        .forEach(
            key -> {
              int column = column(key);
              if (column >= 0) {
                columns.put(key, column);
              }
            });
    return new SheetMapping(sheetName, headerRow, columns);
  }
}
