package vn.khuyenhoc.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.sheet.MarkedWorkbook;

/**
 * One row of a sheet of volunteers and what becomes of it.
 *
 * @param row its number in the file
 * @param village the village it names
 * @param villageId the village found; null where none was
 * @param name full name
 * @param position position; may be empty
 * @param outcome what becomes of it
 * @param problems why it fails, a sentence each with its place
 * @param marks the same at the cells they are about
 */
public record SheetLine(
    int row,
    String village,
    @Nullable Integer villageId,
    String name,
    String position,
    Outcome outcome,
    List<String> problems,
    List<MarkedWorkbook.Mark> marks) {

  /** What becomes of a row. */
  public enum Outcome {
    /** An account is made. */
    CREATE,
    /** The person has an account already. */
    EXISTS,
    /** The row names a village and nobody. */
    NOBODY,
    /** Something is wrong. */
    FAIL
  }

  public SheetLine {
    problems = List.copyOf(problems);
    marks = List.copyOf(marks);
  }
}
