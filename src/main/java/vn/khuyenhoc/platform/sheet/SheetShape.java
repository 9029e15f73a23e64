package vn.khuyenhoc.platform.sheet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sheet of a kind looks like: its columns in the order of the export. On import the columns
 * may come in any order, below a title, among others.
 */
public final class SheetShape {

  private final List<Column> columns;
  private final Map<String, Integer> positions = new HashMap<>();
  private final @Nullable String sheetName;

  private SheetShape(List<Column> columns, @Nullable String sheetName) {
    this.columns = List.copyOf(columns);
    this.sheetName = sheetName;
    for (Column column : columns) {
      if (positions.put(column.key(), positions.size()) != null) {
        throw new IllegalArgumentException("two columns with key " + column.key());
      }
    }
  }

  /** A shape of these columns, on whichever visible sheet carries their headers. */
  public static SheetShape of(List<Column> columns) {
    return new SheetShape(columns, null);
  }

  /** A shape of these columns, on whichever visible sheet carries their headers. */
  public static SheetShape of(Column... columns) {
    return new SheetShape(List.of(columns), null);
  }

  /** The same shape, looked for only on the sheet of that name. */
  public SheetShape onSheet(String name) {
    return new SheetShape(columns, name);
  }

  /** The columns in the order of the export. */
  public List<Column> columns() {
    return columns;
  }

  /** The only sheet to read; null for the first one that fits. */
  public @Nullable String sheetName() {
    return sheetName;
  }

  /** Position of a column, to read cells without looking its key up in every row. */
  public int position(String key) {
    Integer position = positions.get(key);
    if (position == null) {
      throw new IllegalArgumentException("no column with key " + key);
    }
    return position;
  }
}
