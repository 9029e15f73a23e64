package vn.khuyenhoc.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to correct in a form. The summary on top and the field show the same sentence.
 *
 * @param field id of the field, without {@code #}; empty when it concerns the whole form
 * @param message a sentence that says what to do
 */
public record FieldError(String field, String message) {

  /**
   * The sentence to show at a field.
   *
   * @return the first one for that field, or null when there is nothing to correct
   */
  public static @Nullable String at(List<FieldError> errors, String field) {
    for (FieldError error : errors) {
      if (error.field().equals(field)) {
        return error.message();
      }
    }
    return null;
  }
}
