package vn.khuyenhoc.reports;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that can be wrong with the facts of an old report, besides its sheets as such. */
enum HistoricalProblem implements ProblemCode {
  /** A file is missing. Argument: its name. */
  FILE_MISSING("PAST-001"),
  /** A file has no row. Argument: its name. */
  NOTHING_IN_FILE("PAST-002"),
  /** Something stands in a file twice. Argument: what. */
  TWICE("PAST-003"),
  /** A district that the list of districts does not have. Argument: its name. */
  DISTRICT_UNKNOWN("PAST-004"),
  /** Two files tell different budgets. Arguments: the district, one, the other. */
  BUDGET_DIFFERS("PAST-005"),
  /** No such result is known. Arguments: model, level. */
  MEASURE_UNKNOWN("PAST-006"),
  /** What it is part of does not stand in the file. Argument: what. */
  PARENT_UNKNOWN("PAST-007"),
  /** A line about the report that nobody asks for. Argument: its key. */
  KEY_UNKNOWN("PAST-008"),
  /** A line about the report is missing. Argument: its key. */
  KEY_MISSING("PAST-009"),
  /** A value that cannot be read. Arguments: key, value. */
  VALUE_UNREADABLE("PAST-010"),
  /** Neither implied nor own. Argument: what is typed. */
  BASIS_UNKNOWN("PAST-011"),
  /** No such part of the report. Argument: what is typed. */
  PART_UNKNOWN("PAST-012"),
  /** The period ends before it begins. */
  PERIOD_TURNED("PAST-013"),
  /** No province of that code is in the tree. Argument: the code. */
  PROVINCE_UNKNOWN("PAST-014");

  private final String code;

  HistoricalProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
