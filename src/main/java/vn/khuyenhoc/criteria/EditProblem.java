package vn.khuyenhoc.criteria;

import vn.khuyenhoc.platform.ProblemCode;

/** What can be wrong with a form about criteria sets, before there is a set to look at. */
public enum EditProblem implements ProblemCode {
  /** Argument: what stands there. */
  NUMBER_UNREADABLE("CRITERIA-070"),
  /** Arguments: what stands there, the two numbers it may mean. */
  NUMBER_AMBIGUOUS("CRITERIA-071"),
  /** A field for a number is empty. */
  NUMBER_MISSING("CRITERIA-072"),
  /** No model and level was chosen. */
  MODEL_MISSING("CRITERIA-073"),
  /** A formula of one's own was typed and one of the common cases chosen. */
  CHOICE_TWICE("CRITERIA-074"),
  /** The share names only one of its two facts. */
  SHARE_PARTS("CRITERIA-075"),
  /** What is to be counted was not chosen. */
  COUNT_MISSING("CRITERIA-076"),
  /** Somebody else changed the same part meanwhile. Argument: who. */
  CHANGED_MEANWHILE("CRITERIA-077"),
  /** Argument: what stands where a day is asked for. */
  DAY_UNREADABLE("CRITERIA-078"),
  /** No file was chosen. */
  FILE_MISSING("CRITERIA-079"),
  /** Arguments: indicator, what stands there. */
  NOT_A_STEP("CRITERIA-080"),
  /** A fact is no whole number from 0 on. Argument: what stands there. */
  NOT_A_COUNT("CRITERIA-081"),
  /** The set has as many parts as a set may have. Argument: how many. */
  TOO_MANY("CRITERIA-082"),
  /** A set cannot be taken back that something already uses. Argument: the set. */
  IN_USE("CRITERIA-083"),
  /** It cannot be told whether something uses the set. Argument: the set. */
  USE_UNKNOWN("CRITERIA-084"),
  /** The place for which the set is to hold was not chosen, or is not one's own. */
  PLACE_MISSING("CRITERIA-086"),
  /** The draft still has problems. Argument: how many. */
  STILL_WRONG("CRITERIA-087"),
  /** A title is missing. */
  TITLE_MISSING("CRITERIA-088"),
  /** A row of ratings does not say which rating. */
  RATING_MISSING("CRITERIA-089"),
  /** The labour group is none of those kept. Argument: what stands there. */
  FORM_UNKNOWN("CRITERIA-095");

  private final String code;

  EditProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
