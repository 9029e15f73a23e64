package vn.khuyenhoc.criteria;

import vn.khuyenhoc.platform.ProblemCode;

/** What adding guidance to the library refuses. */
public enum GuideProblem implements ProblemCode {
  /** It is called nothing. */
  TITLE_MISSING("LIBRARY-001"),
  /** Nobody issued it. */
  ISSUER_MISSING("LIBRARY-002"),
  /** No address that is read over a safe connection. Value: what was typed. */
  LINK_WRONG("LIBRARY-003"),
  /** Neither a file nor an address. */
  NOTHING_TO_READ("LIBRARY-004"),
  /** No step of a procedure. Value: what was sent. */
  STEP_UNKNOWN("LIBRARY-005"),
  /** No number of a criterion or indicator. Value: what was typed. */
  PART_WRONG("LIBRARY-006"),
  /** A criterion of no model. */
  PART_OF_NO_MODEL("LIBRARY-007"),
  /** Issued tomorrow. Value: today. */
  DATE_IN_FUTURE("LIBRARY-008"),
  /** A text of a book's length. Value: most letters. */
  TEXT_LONG("LIBRARY-009"),
  /** Somebody corrected it meanwhile. Values: who, when. */
  CHANGED_MEANWHILE("LIBRARY-010"),
  /** It was withdrawn. Values: by whom, when. */
  WITHDRAWN("LIBRARY-011"),
  /** Withdrawn for no reason. */
  REASON_MISSING("LIBRARY-012");

  private final String code;

  GuideProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
