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
  REASON_MISSING("REPORTING-010"),
  /** No number was typed. */
  NUMBER_MISSING("REPORTING-011"),
  /** What was typed is no number of 0 or more with at most four decimals. */
  NUMBER_UNREADABLE("REPORTING-012"),
  /** A denominator that is not above 0. */
  WHOLE_IS_ZERO("REPORTING-013"),
  /** A numerator above its denominator. */
  PART_ABOVE_WHOLE("REPORTING-014"),
  /** No day, or none that exists. */
  DAY_MISSING("REPORTING-015"),
  /** A day of another year than the one that is reported. */
  DAY_OF_ANOTHER_YEAR("REPORTING-016"),
  /** A year that has not begun. */
  YEAR_AHEAD("REPORTING-017"),
  /** Neither a document named, nor a link, nor a file. */
  EVIDENCE_MISSING("REPORTING-018"),
  /** Something counts already, and nobody said why it is not right. */
  CORRECTION_REASON_MISSING("REPORTING-019"),
  /** Taken back without a reason. */
  WITHDRAWAL_REASON_MISSING("REPORTING-020"),
  /** Longer than so many characters. */
  TEXT_TOO_LONG("REPORTING-021"),
  /** No address of a web page. */
  LINK_UNREADABLE("REPORTING-022"),
  /** No year between 2000 and 2100. */
  YEAR_UNREADABLE("REPORTING-023"),
  /** A short identity that is not made of letters, digits, dots and hyphens. */
  PLAN_ID_UNREADABLE("REPORTING-024"),
  /** Another plan has that identity. */
  PLAN_ID_TAKEN("REPORTING-025"),
  /** No area was chosen, or one beyond reach. */
  PLAN_AREA_MISSING("REPORTING-026"),
  /** A field that must be filled in. */
  TEXT_MISSING("REPORTING-027"),
  /** No year. */
  YEAR_MISSING("REPORTING-028"),
  /** A period that ends before it begins. */
  PERIOD_BACKWARDS("REPORTING-029"),
  /** A number of targets that is none. */
  STATED_UNREADABLE("REPORTING-030"),
  /** Somebody changed it meanwhile. */
  CHANGED_MEANWHILE("REPORTING-031"),
  /** An identity of a target that is not made of letters, digits, dots and hyphens. */
  TARGET_ID_UNREADABLE("REPORTING-032"),
  /** The plan has such a target for that year already. */
  TARGET_TAKEN("REPORTING-033"),
  /** A year outside the period of the plan. */
  YEAR_OUTSIDE_PLAN("REPORTING-034"),
  /** No indicator. */
  INDICATOR_MISSING("REPORTING-035"),
  /** An indicator that does not exist. */
  INDICATOR_UNKNOWN("REPORTING-036"),
  /** An indicator that does not exist, and the one that was probably meant. */
  INDICATOR_MISSPELT("REPORTING-037"),
  /** A value without its kind. */
  UNIT_MISSING("REPORTING-038"),
  /** A kind of value that the indicator does not have. */
  UNIT_UNFIT("REPORTING-039"),
  /** On which side of the value is not said. */
  DIRECTION_MISSING("REPORTING-040"),
  /** More than everything. */
  PERCENT_ABOVE_HUNDRED("REPORTING-041"),
  /** How often is said without the period. */
  PERIOD_MISSING("REPORTING-042"),
  /** Growth without the year that it is measured from. */
  BASE_YEAR_MISSING("REPORTING-043"),
  /** A base year that is not before the year. */
  BASE_YEAR_LATE("REPORTING-044"),
  /** A second reading of what is no growth, or the same one. */
  OTHER_READING_UNFIT("REPORTING-045"),
  /** No such rating. */
  RATING_UNKNOWN("REPORTING-046"),
  /** No such level of units. */
  UNIT_LEVEL_UNKNOWN("REPORTING-047"),
  /** The plan says another number of targets. */
  WRONG_TOTAL("REPORTING-048"),
  /** The same target stands twice in a file. */
  TARGET_TWICE("REPORTING-049"),
  /** No file was sent. */
  FILE_MISSING("REPORTING-050"),
  /** A file without any target. */
  FILE_EMPTY("REPORTING-051"),
  /** An identity of an indicator that is not made of capitals, digits and underscores. */
  INDICATOR_ID_UNREADABLE("REPORTING-052"),
  /** Another indicator has that identity. */
  INDICATOR_ID_TAKEN("REPORTING-053"),
  /** What kind of number is not said. */
  INDICATOR_KIND_MISSING("REPORTING-054"),
  /** A share or average without what it is divided by. */
  DENOMINATOR_MISSING("REPORTING-055"),
  /** A denominator, or growth, of nothing. */
  NUMERATOR_MISSING("REPORTING-056"),
  /** Formulas that lead back to where they began. */
  FORMULA_GOES_ROUND("REPORTING-057"),
  /** A table of which it is not said what it counts. */
  TABLE_MEASURE_MISSING("REPORTING-070"),
  /** Something that tables do not count. */
  TABLE_MEASURE_UNKNOWN("REPORTING-071"),
  /** A table without rows. */
  TABLE_ROWS_MISSING("REPORTING-072"),
  /** Something that tables are not divided by. */
  TABLE_AXIS_UNKNOWN("REPORTING-073"),
  /** The same in rows and in columns. */
  TABLE_AXIS_TWICE("REPORTING-074"),
  /** Areas of a level that does not lie below the area. */
  TABLE_LEVEL_NOT_BELOW("REPORTING-075"),
  /** The wider areas inside the narrower ones. */
  TABLE_LEVELS_REVERSED("REPORTING-076"),
  /** Districts of today. */
  TABLE_DISTRICT_NOW("REPORTING-077"),
  /** No year that can be read. */
  TABLE_YEAR_UNREADABLE("REPORTING-078"),
  /** A year in which nothing was assessed there. */
  TABLE_YEAR_WITHOUT_CAMPAIGN("REPORTING-079"),
  /** Nothing was ever assessed there. */
  TABLE_NO_CAMPAIGN("REPORTING-080"),
  /** No year. */
  TABLE_YEAR_MISSING("REPORTING-081"),
  /** Several years that would be added up. */
  TABLE_YEARS_APART("REPORTING-082"),
  /** No such model. */
  TABLE_MODEL_UNKNOWN("REPORTING-083"),
  /** A model that was not assessed there in these years. */
  TABLE_MODEL_WITHOUT_CAMPAIGN("REPORTING-084"),
  /** No model. */
  TABLE_MODEL_MISSING("REPORTING-085"),
  /** Several models that would be added up. */
  TABLE_MODELS_APART("REPORTING-086"),
  /** A value that an axis does not have. */
  TABLE_VALUE_UNKNOWN("REPORTING-087"),
  /** Something that the model does not have. */
  TABLE_ATTRIBUTE_OF_ANOTHER_MODEL("REPORTING-088"),
  /** People of a village, for whoever may not read its register. */
  TABLE_PEOPLE_OF_A_VILLAGE("REPORTING-089"),
  /** An area that has ended, through the areas of today. */
  TABLE_AREA_ENDED("REPORTING-090"),
  /** More columns than a table can have. */
  TABLE_TOO_WIDE("REPORTING-091"),
  /** More cells than a table can have. */
  TABLE_TOO_LARGE("REPORTING-092"),
  /** It took too long. */
  TABLE_TOO_SLOW("REPORTING-093"),
  /** Another of one's own tables has that name. */
  TABLE_NAME_TAKEN("REPORTING-094"),
  /** It is over already. */
  TABLE_RUN_OVER("REPORTING-095"),
  /** A formula names a labour group that there is not. */
  GROUP_UNKNOWN("REPORTING-096"),
  /** A share of one labour group over another one. */
  GROUPS_DIFFER("REPORTING-097"),
  /** A denominator that comes to 0 whatever is counted. Arguments: the formula. */
  DENOMINATOR_ZERO("REPORTING-098"),
  /** A period that leaves targets outside. Arguments: first and last year, the targets. */
  PERIOD_LEAVES_TARGETS("REPORTING-099"),
  /** A day that no calendar has. Arguments: what was typed. */
  DAY_IMPOSSIBLE("REPORTING-100"),
  /** A number without the word of what is counted. */
  COUNTED_UNIT_MISSING("REPORTING-110"),
  /** A denominator of what is not divided. */
  DENOMINATOR_UNFIT("REPORTING-111"),
  /** A formula of what is done or not. */
  FORMULA_OF_WHAT_IS_DONE("REPORTING-112"),
  /** An indicator that is in use cannot be withdrawn. Arguments: what uses it. */
  INDICATOR_IN_USE("REPORTING-113"),
  /** What is reported by hand without a level that reports it. */
  LEVEL_OF_HAND_MISSING("REPORTING-114"),
  /** A list with nothing on it. */
  LIST_EMPTY("REPORTING-120"),
  /** A list that is too long. Arguments: how many entries at most, how many letters each. */
  LIST_TOO_LONG("REPORTING-121"),
  /** No way to read areas that is known. Arguments: what was typed. */
  TABLE_BASIS_UNKNOWN("REPORTING-122"),
  /** A value for what is only done or not. */
  VALUE_OF_WHAT_IS_DONE("REPORTING-130"),
  /** That something was not done, without why. */
  NOT_DONE_REASON_MISSING("REPORTING-131"),
  /** A day on which something was done, and that it was not. */
  DONE_AND_NOT_DONE("REPORTING-132"),
  /** A least rating that no criteria in use give. Arguments: the rating, what is to have it. */
  RATING_NEVER_GIVEN("REPORTING-133");

  private final String code;

  ReportingProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
