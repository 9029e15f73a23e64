package vn.khuyenhoc.platform;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures that the product measures about itself, given by the module they are about. Each runs in
 * a database of its own.
 */
public interface Bench {

  /**
   * One measured figure.
   *
   * @param key its fixed name; other programs read it
   * @param value what was measured
   * @param limit what it is held to; null where it is only told
   * @param atLeast whether the limit is the least allowed rather than the most
   */
  record Figure(String key, double value, @Nullable Double limit, boolean atLeast) {

    /** A figure that may be at most this. */
    public static Figure atMost(String key, double value, double limit) {
      return new Figure(key, value, limit, false);
    }

    /** A figure that must be at least this. */
    public static Figure atLeast(String key, double value, double limit) {
      return new Figure(key, value, limit, true);
    }

    /** A figure without a limit. */
    public static Figure told(String key, double value) {
      return new Figure(key, value, null, false);
    }

    /** Whether it keeps its limit. */
    public boolean kept() {
      Double held = limit;
      return held == null || (atLeast ? value >= held : value <= held);
    }
  }

  /** The value below or at which this share of the values lies: 0.5 the median, 0.95 the p95. */
  static double at(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** The word after {@code ./khuyenhoc bench}. */
  String name();

  /**
   * Builds its data, warms up, measures several rounds and tells what it sees.
   *
   * @param scale {@code demo}, {@code province} or {@code nation}
   * @return the figures; one that could not be measured is absent, never made up
   */
  List<Figure> measure(String scale);
}
