package vn.khuyenhoc.recognition.procedure;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that a procedure can be refused for. */
public enum ProcedureProblem implements ProblemCode {
  /** It has no name. */
  TITLE_MISSING("PROCEDURE-001"),
  /** The last assessment year is before the first. */
  YEARS_TURNED("PROCEDURE-002"),
  /** A year outside 2000–2100. */
  YEAR_OUT_OF_REACH("PROCEDURE-003"),
  /** A step that every procedure has is missing. Value: the step. */
  STEP_MISSING("PROCEDURE-004"),
  /** A step stands there twice. Value: the step. */
  STEP_TWICE("PROCEDURE-005"),
  /** A day that is in no calendar. Values: the step, day, month. */
  NO_SUCH_DAY("PROCEDURE-006"),
  /** A step is due before the step in front of it. Values: the step, its day, the step before. */
  DUE_TURNED("PROCEDURE-007"),
  /** The period of the data ends before it begins. */
  PERIOD_TURNED("PROCEDURE-008"),
  /** A public notice of no days, or of more than a hundred. */
  NOTICE_DAYS("PROCEDURE-009"),
  /** Months of validity outside 1–120. */
  VALIDITY("PROCEDURE-010"),
  /** Months until level 2 outside 0–120. */
  LEVEL_TWO("PROCEDURE-011"),
  /** A share of votes outside 0–100. */
  VOTES("PROCEDURE-012"),
  /** Nobody decides for itself: the body must stand above what is rated. Values: step, level. */
  DECIDES_FOR_ITSELF("PROCEDURE-013"),
  /** Nobody is named who appraises or decides. Value: the step. */
  NOBODY_NAMED("PROCEDURE-014"),
  /** A village meeting for what does not belong to a village. Value: the level. */
  NO_VILLAGE("PROCEDURE-015"),
  /** Whoever appraises or decides is of a level at which there is no such office. Values: step. */
  NO_SUCH_OFFICE("PROCEDURE-016"),
  /** It is not a draft any more. */
  NOT_A_DRAFT("PROCEDURE-017"),
  /** Somebody else changed it meanwhile. Values: who, when. */
  STALE("PROCEDURE-018"),
  /** It is not in force. */
  NOT_IN_FORCE("PROCEDURE-019"),
  /** A text of a book's length. Value: most letters. */
  TOO_LONG("PROCEDURE-020"),
  /** Where a council and the decision lie at different levels than the appraisal. */
  COUNCIL_ELSEWHERE("PROCEDURE-021");

  private final String code;

  ProcedureProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
