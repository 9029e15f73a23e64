package vn.khuyenhoc.areas;

import java.util.Collection;
import java.util.Map;

/**
 * What lies in areas, as a module above knows it: so that a reorganisation can tell beforehand what
 * would move, and knows which areas are not empty.
 */
public interface AreaContents {

  /** What is counted: {@code households}, {@code dossiers}; its words stand under this key. */
  String what();

  /**
   * How many of it lie directly in each of these areas today; areas without any may be left out.
   */
  Map<Integer, Long> in(Collection<Integer> areaIds);
}
