package vn.khuyenhoc.reports;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that writing, sending and receiving reports can refuse. */
enum ReportProblem implements ProblemCode {
  /** No form was chosen. */
  FORM_MISSING("REPORT-001"),
  /** A day of the period is missing or none. */
  DAY_MISSING("REPORT-002"),
  /** The period ends before it begins. */
  PERIOD_TURNED("REPORT-003"),
  /** The period has not begun yet. Argument: its first day. */
  PERIOD_AHEAD("REPORT-004"),
  /** The area is no more. Arguments: its name, since when, the areas it went into. */
  AREA_ENDED("REPORT-005"),
  /** No area was chosen, or none that the actor reports for. */
  AREA_MISSING("REPORT-006"),
  /** There is such a report already. Argument: what it is called. */
  THERE_ALREADY("REPORT-007"),
  /** It was sent: nothing of it changes unless a correction is begun. */
  LOCKED("REPORT-008"),
  /** A text is too long. Argument: most characters. */
  TOO_LONG("REPORT-009"),
  /** A reason is missing. */
  REASON_MISSING("REPORT-010"),
  /** The form has no such section. */
  SECTION_UNKNOWN("REPORT-011"),
  /** Only what is reported by hand can be marked so. */
  FIGURE_NOT_BY_HAND("REPORT-012"),
  /** A section that has to be written is empty. Argument: its title. */
  SECTION_EMPTY("REPORT-013"),
  /** Warnings were not confirmed. Argument: how many. */
  WARNINGS_OPEN("REPORT-014"),
  /** It is not with the level above, so there is nothing to accept or give back. */
  NOT_SENT("REPORT-015"),
  /** Another version was sent meanwhile. Argument: the newest version. */
  VERSION_OLD("REPORT-016"),
  /** Nothing can be corrected that was not sent. */
  NOTHING_TO_CORRECT("REPORT-017"),
  /** A number or symbol of the document is too long. Argument: most characters. */
  HEAD_TOO_LONG("REPORT-018"),
  /** The signer's position is missing. */
  POSITION_MISSING("REPORT-019"),
  /** No area below has sent its report. */
  NOTHING_TO_MERGE("REPORT-020"),
  /** No file was chosen. */
  FILE_MISSING("REPORT-021"),
  /** The period is longer than reports of the form cover. Argument: most years. */
  PERIOD_LONG("REPORT-022"),
  /** The year of the period is not one the system keeps. */
  PERIOD_OUTSIDE("REPORT-023"),
  /** The issuer is missing. */
  ISSUER_MISSING("REPORT-024"),
  /** The duty does not bind the area. Arguments: what it is called, the area. */
  NOT_BOUND("REPORT-025"),
  /**
   * The duty asks for no report on the period. Arguments: its title, a period that it has, from,
   * to.
   */
  PERIOD_NOT_ASKED("REPORT-026"),
  /** The form is on half a year. Argument: the year of the period. */
  NOT_HALF_A_YEAR("REPORT-027"),
  /** The form is on a calendar year. Argument: the year of the period. */
  NOT_A_YEAR("REPORT-028"),
  /** Warnings came up after the page was opened. */
  WARNINGS_CHANGED("REPORT-029"),
  /** Somebody else said something else meanwhile. Arguments: what it is, what was said, by whom. */
  HAND_CHANGED("REPORT-030"),
  /** A number that was entered was deleted from the sheet. Argument: what it is. */
  HAND_EMPTIED("REPORT-031"),
  /** A number was typed and said to be none at the same time. Argument: what it is. */
  HAND_NUMBER_AND_SILENT("REPORT-032"),
  /** Somebody else took back meanwhile what was said. Argument: what it is. */
  HAND_TAKEN_BACK("REPORT-033"),
  /** The workbook names a line that the report does not ask for. Argument: the code. */
  HAND_LINE_UNKNOWN("REPORT-034"),
  /** The workbook has a line twice. Arguments: what it is, the row before. */
  HAND_LINE_TWICE("REPORT-035"),
  /** The workbook was made for another report. */
  HAND_OTHER_REPORT("REPORT-036"),
  /** A number stands where the line has none of how many. Argument: what it is. */
  HAND_NO_WHOLE("REPORT-037"),
  /** Nobody is left who could send it again. */
  RETURN_ENDED("REPORT-038"),
  /** Whoever is named signs no reports of the issuer that day. Arguments: who, the day. */
  SIGNER_NOT_THAT_DAY("REPORT-039");

  private final String code;

  ReportProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
