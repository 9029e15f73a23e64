package vn.khuyenhoc.platform;

/**
 * Sample data of the demonstration, given by the module they belong to. Loaded once, in order of
 * {@link #place()}, by bulk copy through the same rules as everything else.
 */
public interface Sample {

  /** Lower comes first: 10 areas, 20 households, 30 accounts, 40 campaigns, 50 reporting. */
  int place();

  /**
   * Loads the samples where they are not there yet; does nothing otherwise.
   *
   * @param scale {@code demo} for about 30,000 households, {@code province} for 300,000
   * @param operator who is journalled
   */
  void loadOnce(String scale, Actor operator);
}
