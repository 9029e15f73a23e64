package vn.khuyenhoc.platform.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;

/**
 * Something wrong, or to be known, at a place of a sheet.
 *
 * @param code what it is
 * @param row row number as Excel shows it; 0 for the whole file
 * @param column letters of the column as Excel shows them; null for a whole row or file
 * @param key the column of the shape; null where it is none of them
 * @param value what stands in the cell, as typed; its beginning if it is long
 * @param arguments values of the sentence, in its order
 */
public record SheetFinding(
    SheetProblem code,
    int row,
    @Nullable String column,
    @Nullable String key,
    String value,
    List<Object> arguments) {

  private static final int LONGEST = 200;

  /** Values are shortened: a sentence shows them, and there may be one a cell. */
  public SheetFinding {
    value = shortened(value);
    arguments =
        arguments.stream()
            .<Object>map(argument -> argument instanceof String text ? shortened(text) : argument)
            .toList();
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }

  static SheetFinding ofFile(SheetProblem code, Object... arguments) {
    return new SheetFinding(code, 0, null, null, "", List.of(arguments));
  }

  /** The same as a problem of a form, its field being the column's key. */
  public Problem problem() {
    return new Problem(code, key, arguments);
  }

  /** The same as a problem of the file that was sent: with its line, or of all of it. */
  public Problem ofLine() {
    return new Problem(code, row > 0 ? "line-" + row : "file", arguments);
  }

  /** Whether it is only to be known. */
  public boolean warning() {
    return code.warning();
  }
}
