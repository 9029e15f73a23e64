package vn.khuyenhoc.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal: what is wrong, where, and with which values. Shown as a sentence that says what to do.
 *
 * @param code which refusal
 * @param field the form field or column it belongs to; null where it concerns the whole
 * @param arguments values of the sentence, in its order
 */
public record Problem(ProblemCode code, @Nullable String field, List<Object> arguments) {

  public Problem {
    arguments = List.copyOf(arguments);
  }

  /** A problem of the whole command. */
  public static Problem of(ProblemCode code, Object... arguments) {
    return new Problem(code, null, List.of(arguments));
  }

  /** A problem of one field. */
  public static Problem at(String field, ProblemCode code, Object... arguments) {
    return new Problem(code, field, List.of(arguments));
  }
}
