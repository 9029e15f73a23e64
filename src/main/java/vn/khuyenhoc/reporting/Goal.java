package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is to be reached.
 *
 * @param direction on which side of the value
 * @param value the value in the unit of its kind; null where something is to be done
 * @param kind what kind of value
 * @param other the other way to read an ambiguous plan; null where it is clear
 * @param period of which the value is for one; null where it is none of so many times
 * @param baseYear the year that growth is measured from; null where it is no growth
 */
public record Goal(
    Direction direction,
    @Nullable BigDecimal value,
    Kind kind,
    @Nullable Kind other,
    @Nullable Period period,
    @Nullable Integer baseYear) {

  /** On which side of a value the target lies. */
  public enum Direction {
    /** That much or more. */
    AT_LEAST,
    /** That much or less. */
    AT_MOST,
    /** That much. */
    EXACTLY,
    /** To be done. */
    DONE
  }

  /** What kind of value it is. */
  public enum Kind {
    /** A share in percent. */
    PERCENT,
    /** So many. */
    COUNT,
    /** So many percent more than in the base year. */
    GROWTH_PERCENT,
    /** A share that is so many percentage points above that of the base year. */
    PERCENTAGE_POINTS,
    /** So many for each person. */
    PER_PERSON,
    /** So often in each period. */
    TIMES,
    /** Done or not. */
    DONE,
    /** A list that is not empty. */
    LIST;

    /** Whether it is measured from a base year. */
    public boolean growth() {
      return this == GROWTH_PERCENT || this == PERCENTAGE_POINTS;
    }

    /** Whether it has a value. */
    public boolean valued() {
      return this != DONE && this != LIST;
    }
  }

  /** How often something comes round. */
  public enum Period {
    WEEK(52),
    MONTH(12),
    YEAR(1),
    /** Each number of a paper; how many there are in a year is not known. */
    ISSUE(0);

    private final int inAYear;

    Period(int inAYear) {
      this.inAYear = inAYear;
    }

    /** How many there are in a year; 0 where that is not known. */
    public int inAYear() {
      return inAYear;
    }
  }

  /** At least that share. */
  static Goal atLeast(@Nullable BigDecimal percent) {
    return new Goal(Direction.AT_LEAST, percent, Kind.PERCENT, null, null, null);
  }
}
