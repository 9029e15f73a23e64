package vn.khuyenhoc.criteria;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that can be wrong with a criteria set. */
public enum CriteriaProblem implements ProblemCode {
  /** The file cannot be read as a set. */
  UNREADABLE("CRITERIA-001"),
  /** A part that every set needs is missing. */
  MISSING("CRITERIA-002"),
  /** Two criteria or indicators have one number. */
  DOUBLED("CRITERIA-003"),
  /** A step lies outside 0 and the maximum, or the maximum is not among the steps. */
  STEPS("CRITERIA-004"),
  /** The least total to pass lies outside 0 and the points the set can give. */
  PASS_TOTAL("CRITERIA-005"),
  /**
   * A part is marked verified without a source, or the set passes for official with samples in it.
   */
  UNSOURCED("CRITERIA-006"),
  /** Another content was loaded under the same identity. */
  CHANGED("CRITERIA-007");

  private final String code;

  CriteriaProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
