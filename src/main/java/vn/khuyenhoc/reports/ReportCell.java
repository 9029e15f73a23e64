package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a table: words, or a number of a figure.
 *
 * @param words what it says where it is no number; null for a number
 * @param figure the key of its figure; empty for words
 * @param areaId the area whose part of the figure it is; 0 for the figure itself
 * @param before whether it is that of the period before
 */
public record ReportCell(@Nullable String words, String figure, int areaId, boolean before) {

  private static final String WORDS = "=";
  private static final String BEFORE = "<";

  /** How a row writes words. */
  static String words(String text) {
    return WORDS + text;
  }

  /** How a row writes the number of the period before. */
  static String before(String figure) {
    return BEFORE + figure;
  }

  /** The cell of a row. */
  public static ReportCell of(ReportContent.Table table, ReportContent.Row row, int column) {
    if (row.figures().isEmpty()) {
      return new ReportCell(null, table.columns().get(column).figure(), row.areaId(), false);
    }
    String written = row.figures().get(column);
    if (written.startsWith(WORDS)) {
      return new ReportCell(written.substring(1), "", 0, false);
    }
    return written.startsWith(BEFORE)
        ? new ReportCell(null, written.substring(1), 0, true)
        : new ReportCell(null, written, 0, false);
  }

  /** Its number; null where it was not reported. */
  public @Nullable BigDecimal number(ReportFigure of) {
    if (before) {
      return of.numberBefore();
    }
    if (areaId == 0) {
      return of.number();
    }
    ReportFigure.Part part = of.part(areaId);
    return part == null ? null : ReportFigure.decimal(part.value());
  }
}
