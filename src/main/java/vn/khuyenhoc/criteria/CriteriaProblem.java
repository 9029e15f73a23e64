package vn.khuyenhoc.criteria;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that can be wrong with a criteria set, its file, or what is wanted of it. */
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
  CHANGED("CRITERIA-007"),
  /** The file breaks the rules of its format. Arguments: line, column. */
  SYNTAX("CRITERIA-008"),
  /** Arguments: the key, the keys that may stand there. */
  UNKNOWN_KEY("CRITERIA-009"),
  /** Arguments: the key, the one probably meant. */
  MISSPELT_KEY("CRITERIA-010"),
  /** Arguments: the key, what stands there. */
  NOT_A_NUMBER("CRITERIA-011"),
  /** Arguments: the key, what stands there, what may. */
  NOT_A_WORD("CRITERIA-012"),
  /** Arguments: the key, what stands there. */
  NOT_YES_NO("CRITERIA-013"),
  /** A list where a value belongs, or the other way round. Argument: the key. */
  WRONG_SHAPE("CRITERIA-014"),
  /** Arguments: the key, the limit. */
  TEXT_TOO_LONG("CRITERIA-015"),
  /** Argument: the format the file names. */
  UNKNOWN_FORMAT("CRITERIA-016"),
  /** Arguments: where, the formula, the place in it. */
  FORMULA_UNREADABLE("CRITERIA-020"),
  /** Arguments: where, the formula, the name, the names there are. */
  FORMULA_UNKNOWN_FACT("CRITERIA-021"),
  /** Arguments: where, the formula, the name, the one probably meant. */
  FORMULA_MISSPELT_FACT("CRITERIA-022"),
  /** Arguments: where, the formula, the name. */
  FORMULA_NO_FACTS("CRITERIA-023"),
  /** Arguments: where, the formula, the macro. */
  FORMULA_LOOP("CRITERIA-024"),
  /** Arguments: where, the formula, the sign. */
  FORMULA_DIVISION("CRITERIA-025"),
  /** Arguments: where, the formula, what the language does not have. */
  FORMULA_WORD("CRITERIA-026"),
  /** Arguments: where, the formula, the operation. */
  FORMULA_TYPE("CRITERIA-027"),
  /** Arguments: where, the formula. */
  FORMULA_NO_CONDITION("CRITERIA-028"),
  /** Arguments: where, the formula. */
  FORMULA_NO_NUMBER("CRITERIA-029"),
  /** A formula over counts that cannot be read. Arguments: place, formula, character. */
  COUNT_FORMULA_UNREADABLE("CRITERIA-93"),
  /** A formula over counts that divides. Arguments: place, formula. */
  COUNT_FORMULA_DIVISION("CRITERIA-94"),
  /** Arguments: where, the formula, the most letters. */
  FORMULA_TOO_LONG("CRITERIA-030"),
  /** The model is not rated at the level. Arguments: model, level, the levels there are. */
  NO_SUCH_LEVEL("CRITERIA-031"),
  /** A set for citizens names no labour group. */
  FORM_NEEDED("CRITERIA-032"),
  /** A set of another model names a labour group. */
  FORM_UNWANTED("CRITERIA-033"),
  /** Arguments: stated, sum. */
  TOTAL_DIFFERS("CRITERIA-034"),
  /** Arguments: criterion, stated, sum. */
  CRITERION_DIFFERS("CRITERIA-035"),
  /** Argument: indicator of a set by levels whose steps are not 0, 2 and perhaps 1. */
  LEVEL_STEPS("CRITERIA-036"),
  /** Arguments: the better rating, the lower one, that stand the wrong way round. */
  RATING_ORDER("CRITERIA-037"),
  /** Arguments: where, from, to. */
  BAND_GAP("CRITERIA-038"),
  /** Arguments: where, from, to. */
  BAND_OVERLAP("CRITERIA-039"),
  /** Arguments: rating, its least total, the most points. */
  RATING_UNREACHABLE("CRITERIA-040"),
  /** Argument: a rating that does not belong to the engine. */
  RATING_OF_OTHER_ENGINE("CRITERIA-041"),
  /** Arguments: the least total of the lowest rating that is achieved, the one to pass. */
  RATING_AND_PASS("CRITERIA-042"),
  /** Arguments: indicator, points of a band that are none of its steps. */
  BAND_NO_STEP("CRITERIA-043"),
  /** Arguments: indicator, its most points, the least asked of each. */
  LEAST_EACH("CRITERIA-044"),
  /** Arguments: criterion, its most points, the least asked of it. */
  LEAST_OF("CRITERIA-045"),
  /** Argument: a criterion that least points are asked of and that does not exist. */
  LEAST_OF_UNKNOWN("CRITERIA-046"),
  /** A set by points without a least total. */
  PASS_MISSING("CRITERIA-047"),
  /** A set by levels with a least total or ratings. */
  PASS_OF_OTHER_ENGINE("CRITERIA-048"),
  /** Points finer than hundredths, or beyond ten thousand. Argument: where. */
  TOO_FINE("CRITERIA-049"),
  /** Argument: the code. */
  UNKNOWN_PROVINCE("CRITERIA-050"),
  /** Argument: the identity of the set it is said to be based on. */
  UNKNOWN_BASE("CRITERIA-051"),
  /** Argument: the set, which is in force or retired. */
  NOT_A_DRAFT("CRITERIA-052"),
  /** Somebody else changed the draft. Argument: who. */
  DRAFT_CHANGED("CRITERIA-053"),
  /** Arguments: the other set, its first day. */
  ALREADY_IN_FORCE("CRITERIA-054"),
  /** The end lies before the beginning. Arguments: from, to. */
  PERIOD("CRITERIA-055"),
  /** Arguments: the other set, its first and last day. */
  IN_FORCE_UNTIL("CRITERIA-056"),
  /** Argument: the identity. */
  ID_TAKEN("CRITERIA-057"),
  /** Argument: the identity. */
  ID_SHAPE("CRITERIA-058"),
  /** Arguments: the version, the other set. */
  VERSION_TAKEN("CRITERIA-059"),
  /** Only a set in force can be retired. Argument: the set. */
  NOT_IN_FORCE("CRITERIA-060"),
  /** Argument: the value, which is no day. */
  NOT_A_DAY("CRITERIA-061"),
  /** Argument: the file. */
  FILE_UNREADABLE("CRITERIA-062"),
  /** A computed indicator without bands. Argument: indicator. */
  NO_BANDS("CRITERIA-063"),
  /** A row names an indicator or criterion that no other sheet has. Argument: its number. */
  ROW_WITHOUT_PARENT("CRITERIA-064"),
  /** A key stands twice on a sheet. Argument: the key. */
  KEY_TWICE("CRITERIA-065"),
  /** Argument: the file. */
  FILE_UNWRITABLE("CRITERIA-066"),
  /** A sheet of a workbook that is none of a set's. Arguments: its name, the names there are. */
  UNKNOWN_SHEET("CRITERIA-067"),
  /** A table of one sheet, where a set needs several. */
  NOT_A_WORKBOOK("CRITERIA-068"),
  /** Arguments: the header, the headers there are. */
  UNKNOWN_COLUMN("CRITERIA-069"),
  /** Arguments: the header, the one probably meant. */
  MISSPELT_COLUMN("CRITERIA-090"),
  /** A draft of that identity says something else. Arguments: identity, who changed it, when. */
  DRAFT_THERE("CRITERIA-091"),
  /** A last day without a first one. */
  TO_WITHOUT_FROM("CRITERIA-092");

  private final String code;

  CriteriaProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
