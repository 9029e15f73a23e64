package vn.khuyenhoc.platform;

import java.util.List;

/**
 * A sentence that is not in any language yet: whoever shows it says it in the reader's. It may
 * stand among the values of another one.
 *
 * @param messageKey the sentence, in a module's messages
 * @param arguments its values
 */
public record Sentence(String messageKey, List<Object> arguments) {
  public Sentence {
    arguments = List.copyOf(arguments);
  }

  /** The sentence behind a key with these values. */
  public static Sentence of(String messageKey, Object... arguments) {
    return new Sentence(messageKey, List.of(arguments));
  }
}
