package vn.khuyenhoc.platform;

import java.util.List;

/**
 * Something to choose from that one module keeps as data and another one offers, where the other
 * may not look at it. Given as a bean by the module that keeps it.
 */
public interface KeptChoices {

  /** What is chosen: a word that both sides know, {@code labour-group}. */
  String topic();

  /** Everything that can be or once could be chosen, in its order. */
  List<Kept> all();

  /** The page where it is kept. */
  String href();

  /**
   * One choice.
   *
   * @param code what is written down
   * @param name what people call it
   * @param retired whether it is no longer chosen anew
   */
  record Kept(String code, String name, boolean retired) {}
}
