package vn.khuyenhoc.platform.text;

import java.math.BigDecimal;
import java.util.List;

/** What a typed number turned out to be. */
public sealed interface NumberReading {

  /**
   * A number with one possible meaning.
   *
   * @param value the number; a percentage as typed ("73,6 %" is 73.6)
   * @param percent whether a percent sign was typed
   */
  record Ok(BigDecimal value, boolean percent) implements NumberReading {}

  /**
   * A number with several possible meanings ("1,234"), to be asked about and never guessed.
   *
   * @param candidates the possible values, the smaller first
   */
  record Ambiguous(List<BigDecimal> candidates) implements NumberReading {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }

  /** Not a number ("hai", "3 cháu", "1.23.4"). */
  record NotANumber() implements NumberReading {}
}
