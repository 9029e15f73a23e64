package vn.khuyenhoc.platform;

import java.util.Map;

/** A figure that the product measures about itself, given by the module it is about. */
public interface Bench {

  /** The word after {@code ./khuyenhoc bench}. */
  String name();

  /**
   * Builds its data in the database it is given, measures several rounds and prints a table.
   *
   * @param scale {@code demo}, {@code province} or {@code nation}
   * @return the figures by their fixed keys; one that could not be measured is absent
   */
  Map<String, Number> measure(String scale);
}
