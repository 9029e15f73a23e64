package vn.khuyenhoc.recognition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recomputation changed in a dossier: its result, or a fact that the result comes from.
 *
 * @param what {@link #TOTAL}, {@link #OUTCOME}, {@link #RATING}, or the name of a fact
 * @param before as it was; null where there was none or it was unknown
 * @param after as it is; null where there is none or it is unknown
 */
public record SourceChange(String what, @Nullable String before, @Nullable String after) {

  /** Points, or the level reached. */
  public static final String TOTAL = "total";

  /** Achieved or not. */
  public static final String OUTCOME = "outcome";

  /** Tốt, Khá …; level 1 or 2. */
  public static final String RATING = "rating";

  /** What the result consists of. */
  static final List<String> RESULTS = List.of(TOTAL, OUTCOME, RATING);

  /** Whether it is the result itself and not a fact. */
  public boolean result() {
    return RESULTS.contains(what);
  }
}
