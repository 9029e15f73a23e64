package vn.khuyenhoc.reporting;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that reporting can refuse. */
public enum ReportingProblem implements ProblemCode {
  /** No number was typed. */
  TOTAL_MISSING("REPORTING-001"),
  /** What was typed is no whole number from 1 to 100,000,000. */
  TOTAL_NOT_A_NUMBER("REPORTING-002"),
  /** What was typed can be read as two numbers. */
  TOTAL_AMBIGUOUS("REPORTING-003"),
  /** Nobody is named as the source. */
  SOURCE_MISSING("REPORTING-004"),
  /** The source is longer than 500 characters. */
  SOURCE_TOO_LONG("REPORTING-005"),
  /** No date, or no such day. */
  DATE_MISSING("REPORTING-006"),
  /** A day that has not come yet. */
  DATE_AHEAD("REPORTING-007"),
  /** Smaller than the roll or than what is recognised, and not confirmed. */
  TOTAL_BELOW_ROLL("REPORTING-008"),
  /** There is nothing to withdraw. */
  NOTHING_DECLARED("REPORTING-009"),
  /** Withdrawn without a reason. */
  REASON_MISSING("REPORTING-010");

  private final String code;

  ReportingProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
