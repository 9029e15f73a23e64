package vn.khuyenhoc.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Something wrong with a row of a file, as it is kept until somebody looks at it.
 *
 * @param c the problem's code
 * @param k the column of the shape; null for the row as a whole
 * @param l letters of the column in the file; null for none
 * @param a values of the sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RowProblem(String c, @Nullable String k, @Nullable String l, List<Object> a) {

  /** Copies, and knows no missing list. */
  public RowProblem {
    a = a == null ? List.of() : a.stream().map(Objects::requireNonNull).toList();
  }

  static RowProblem of(SheetFinding finding) {
    return new RowProblem(
        finding.code().code(), finding.key(), finding.column(), finding.arguments());
  }

  static RowProblem of(
      ProblemCode code, @Nullable String key, @Nullable String letters, Object... arguments) {
    return new RowProblem(code.code(), key, letters, List.of(arguments));
  }

  static RowProblem of(Problem problem) {
    return new RowProblem(problem.code().code(), problem.field(), null, problem.arguments());
  }

  /** Whether it says that the work broke off, rather than what is wrong with the file. */
  boolean brokenOff() {
    return c.equals(RegistryProblem.BROKEN_OFF.code());
  }

  /** Whether it says that somebody has to confirm it once more because the database went away. */
  boolean confirmAgain() {
    return c.equals(RegistryProblem.CONFIRM_AGAIN.code());
  }

  /** Whether it says why work that was confirmed came back; gone with the next confirmation. */
  boolean setBack() {
    return brokenOff() || confirmAgain();
  }

  /** The sentence that says what to do. */
  public String sentence(Texts t) {
    return t.t("problem." + c, a.toArray());
  }
}
