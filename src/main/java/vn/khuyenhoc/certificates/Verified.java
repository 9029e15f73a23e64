package vn.khuyenhoc.certificates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everybody is told who asks whether a certificate is genuine.
 *
 * @param answer the answer in one word
 * @param certificate the one asked for; null where it is not known
 * @param successor the one that took its place; null for none
 * @param choices where several issuers and years fit what was typed: one certificate each
 */
public record Verified(
    Answer answer,
    @Nullable Certificate certificate,
    @Nullable Certificate successor,
    List<Certificate> choices) {

  /** The answer. */
  public enum Answer {
    VALID,
    /** Genuine, but its first day is to come. */
    NOT_YET,
    EXPIRED,
    REVOKED,
    REPLACED,
    /** No certificate like it. */
    UNKNOWN,
    /** A code whose last character does not check: mistyped. */
    MISTYPED,
    /** A square code that nobody here signed. */
    WRONG,
    /** A square code signed on a day on which its key was not in use. */
    KEY_OUT_OF_USE,
    /** Several fit: choose. */
    SEVERAL,
    /** Too many questions from one address. */
    WAIT
  }

  static Verified of(Answer answer) {
    return new Verified(answer, null, null, List.of());
  }

  /** Whether somebody may have been guessing. */
  boolean missed() {
    return answer == Answer.UNKNOWN
        || answer == Answer.MISTYPED
        || answer == Answer.WRONG
        || answer == Answer.KEY_OUT_OF_USE;
  }
}
