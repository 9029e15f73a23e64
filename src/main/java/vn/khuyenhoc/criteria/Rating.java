package vn.khuyenhoc.criteria;

import java.util.Locale;

/** What something is rated, from the least; beside the {@link Outcome}. */
public enum Rating {
  /** Chưa đạt. */
  NOT_ACHIEVED,
  /** Đạt, where the set knows no more than that. */
  ACHIEVED,
  /** Trung bình. */
  AVERAGE,
  /** Khá. */
  FAIR,
  /** Tốt. */
  GOOD,
  /** Mức độ 1. */
  LEVEL_1,
  /** Mức độ 2. */
  LEVEL_2;

  /** Whether it belongs to sets by levels. */
  public boolean level() {
    return this == LEVEL_1 || this == LEVEL_2;
  }

  /** The key of its name. */
  public String messageKey() {
    return "criteria.rating." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
