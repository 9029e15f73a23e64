package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A formula over facts, checked and ready to be evaluated: no loops, no division, never a fault.
 * Where a fact it needs is unknown, or a share is of nothing, it is unknown.
 */
final class Formula {

  /** Marks an unknown whole number among the values; facts are never below zero. */
  static final long UNKNOWN = Long.MIN_VALUE;

  /** A truth value that is unknown. */
  static final int NEITHER = 2;

  /** One node: only the method of its type is ever asked. */
  abstract static class Node {
    long whole(long[] facts) {
      throw new IllegalStateException("no whole number");
    }

    double number(long[] facts) {
      long value = whole(facts);
      return value == UNKNOWN ? Double.NaN : value;
    }

    /** 0 false, 1 true, 2 unknown. */
    int truth(long[] facts) {
      throw new IllegalStateException("no truth value");
    }
  }

  private final @Nullable Node root;
  private final String[] names;

  /**
   * @param root null for a formula that is always unknown
   * @param names the facts it uses, in the order of the values its nodes look at
   */
  Formula(@Nullable Node root, List<String> names) {
    this.root = root;
    this.names = names.toArray(String[]::new);
  }

  /** The facts it uses. */
  List<String> names() {
    return List.of(names);
  }

  private long[] values(Facts facts) {
    long[] values = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      Long known = facts.get(names[i]);
      values[i] = known == null || known < 0 ? UNKNOWN : known;
    }
    return values;
  }

  /** What a condition comes to. */
  Truth holds(Facts facts) {
    if (root == null) {
      return Truth.UNKNOWN;
    }
    return switch (root.truth(values(facts))) {
      case 0 -> Truth.FALSE;
      case 1 -> Truth.TRUE;
      default -> Truth.UNKNOWN;
    };
  }

  /** What a value comes to; not a number where it is unknown. */
  double value(Facts facts) {
    if (root == null) {
      return Double.NaN;
    }
    double value = root.number(values(facts));
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /** A value as it is shown: rounded down, so that it never seems to reach what it does not. */
  static BigDecimal shown(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.FLOOR);
  }
}
