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
  private final @Nullable SheetMapping mapping;

  private SheetShape(
      List<Column> columns, @Nullable String sheetName, @Nullable SheetMapping mapping) {
    this.columns = List.copyOf(columns);
    this.sheetName = sheetName;
    this.mapping = mapping;
    for (Column column : columns) {
      if (positions.put(column.key(), positions.size()) != null) {
        throw new IllegalArgumentException("two columns with key " + column.key());
      }
    }
  }

  /** A shape of these columns, on whichever visible sheet carries their headers. */
  public static SheetShape of(List<Column> columns) {
    return new SheetShape(columns, null, null);
  }

  /** A shape of these columns, on whichever visible sheet carries their headers. */
  public static SheetShape of(Column... columns) {
    return new SheetShape(List.of(columns), null, null);
  }

  /** The same shape, looked for only on the sheet of that name. */
  public SheetShape onSheet(String name) {
    return new SheetShape(columns, name, mapping);
  }

  /** The same shape, its columns where somebody said they are, whatever their headers. */
  public SheetShape mapped(SheetMapping where) {
    return new SheetShape(
        columns, where.sheetName().isEmpty() ? sheetName : where.sheetName(), where);
  }

  /** The columns in the order of the export. */
  public List<Column> columns() {
    return columns;
  }

  /** The only sheet to read; null for the first one that fits. */
  public @Nullable String sheetName() {
    return sheetName;
  }

  /** Where somebody said the columns are; null where their headers tell. */
  @Nullable SheetMapping mapping() {
    return mapping;
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
