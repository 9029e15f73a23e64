package vn.khuyenhoc.criteria;

import java.util.Locale;

/** How an indicator counts where it does not apply. Never worse than zero or not met. */
public enum NotApplicable {
  /** It gives its full points; by levels, it is met. */
  FULL,
  /** The points of the others are scaled up to make room for it; by levels, it is left out. */
  RESCALE,
  /** It is left out of the sum and of "all met". */
  NEUTRAL;

  /** The key of its name. */
  public String messageKey() {
    return "criteria.not-applicable." + name().toLowerCase(Locale.ROOT);
  }
}
