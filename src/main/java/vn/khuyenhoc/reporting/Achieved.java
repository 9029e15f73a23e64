package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How far a target is reached.
 *
 * @param year the year that was looked at: the target's, or this one where that is still ahead
 * @param kind the kind of value it is
 * @param state whether it is reached
 * @param numerator the numerator; null where nothing is counted
 * @param denominator the denominator; null where there is none
 * @param fraction the value, exactly; null where it is not known
 * @param why why it is not known; null where it is
 * @param reported what was reported by hand for the target itself; null for nothing
 * @param base the numerator of the base year; null where none is needed
 * @param baseWhole the denominator of the base year; null where none is needed
 * @param other the same target read the other way; null where it is clear
 */
public record Achieved(
    int year,
    Goal.Kind kind,
    State state,
    @Nullable Amount numerator,
    @Nullable Amount denominator,
    @Nullable Fraction fraction,
    @Nullable Unknown why,
    @Nullable ReportedValue reported,
    @Nullable Amount base,
    @Nullable Amount baseWhole,
    @Nullable Achieved other) {

  /** How a target stands. */
  public enum State {
    /** Reached. */
    MET,
    /** Not reached. */
    MISSED,
    /** Known, but there is nothing to hold it against. */
    SHOWN,
    /** Not reported, or not to be computed. */
    UNKNOWN
  }

  /**
   * A value that is never rounded before it is compared.
   *
   * @param over above the line
   * @param under below the line, above zero
   */
  public record Fraction(BigDecimal over, BigDecimal under) {

    private static final int PLACES = 4;

    public Fraction {
      if (under.signum() <= 0) {
        throw new IllegalArgumentException(over + " of " + under);
      }
    }

    /** Rounded to four places, halves up. */
    public BigDecimal value() {
      return over.divide(under, PLACES, RoundingMode.HALF_UP);
    }

    /** Compared exactly with a value. */
    public int against(BigDecimal goal) {
      return over.compareTo(goal.multiply(under));
    }
  }

  static Achieved unknown(int year, Goal.Kind kind, Unknown why) {
    return new Achieved(year, kind, State.UNKNOWN, null, null, null, why, null, null, null, null);
  }

  /** The same with what was read the other way. */
  Achieved or(@Nullable Achieved second) {
    return new Achieved(
        year,
        kind,
        state,
        numerator,
        denominator,
        fraction,
        why,
        reported,
        base,
        baseWhole,
        second);
  }

  /** The value, rounded to four places; null where it is not known. */
  public @Nullable BigDecimal value() {
    return fraction == null ? null : fraction.value();
  }

  /** Whether a least share of something is not reached. */
  private boolean shareMissed() {
    return kind == Goal.Kind.PERCENT && state == State.MISSED;
  }

  /** How many more it takes to reach a least share; 0 where that is no question. */
  public long missing(BigDecimal percent) {
    Amount whole = denominator;
    Amount part = numerator;
    if (!shareMissed() || whole == null || part == null) {
      return 0;
    }
    BigDecimal all = whole.value();
    BigDecimal some = part.value();
    return all == null || some == null
        ? 0
        : percent
            .multiply(all)
            .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
            .subtract(some)
            .max(BigDecimal.ZERO)
            .longValue();
  }
}
