package vn.khuyenhoc.recognition;

/**
 * How many dossiers of an office stand in a stage.
 *
 * @param dossiers all of them
 * @param achieved those that achieved
 * @param undrafted those that achieved and that no draft of a decision has
 */
public record StageCount(int dossiers, int achieved, int undrafted) {

  /** None stands there. */
  public static final StageCount NONE = new StageCount(0, 0, 0);
}
