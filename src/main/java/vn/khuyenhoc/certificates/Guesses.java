package vn.khuyenhoc.certificates;

import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.web.Frequency;

/**
 * Questions about certificates by address of the network, so that nobody guesses codes or walks
 * through all numbers.
 */
@Component
class Guesses {

  /** Whoever mistypes more often than this in ten minutes waits. */
  static final int MOST_MISSED = 40;

  /**
   * Numbers follow one another: whoever asks for more than this in ten minutes is reading a list.
   */
  static final int MOST_NUMBERS = 300;

  private static final String MISSED = "verify.missed";
  private static final String NUMBERS = "verify.numbers";

  private final Frequency frequency;

  Guesses(Frequency frequency) {
    this.frequency = frequency;
  }

  /** Whether this address has to wait. */
  boolean exhausted(String address, boolean byNumber) {
    return frequency.tooOften(MISSED, address, MOST_MISSED)
        || byNumber && frequency.tooOften(NUMBERS, address, MOST_NUMBERS);
  }

  /** Notes a question. */
  void asked(String address, boolean byNumber, boolean missed) {
    if (missed) {
      frequency.note(MISSED, address);
    }
    if (byNumber) {
      frequency.note(NUMBERS, address);
    }
  }
}
