package vn.khuyenhoc.reporting;

import org.jspecify.annotations.Nullable;

/**
 * One of the numbers that the formula of a target names, which is opened by itself.
 *
 * @param role what it is in the formula
 * @param measure what the system counts; null where it is reported by hand
 * @param byHand what is reported by hand; null where the system counts it
 * @param year of which year
 * @param amount how much there is, with the page of its rows, or why that is not known
 * @param reported what was reported by hand; null for nothing
 */
public record TargetPart(
    Role role,
    @Nullable Measure measure,
    @Nullable Indicator byHand,
    int year,
    Amount amount,
    @Nullable ReportedValue reported) {

  /** What a number is in a formula. */
  public enum Role {
    /** Above the line. */
    COUNTED,
    /** Below the line. */
    DIVISOR,
    /** Above the line, of the year that a growth starts from. */
    BASE,
    /** Below the line, of the year that a growth starts from. */
    BASE_DIVISOR
  }
}
