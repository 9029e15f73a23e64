package vn.khuyenhoc.reports;

import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;

/** Who reports: every area of a level, or bodies that are named. */
public enum ObligationReporter {
  /** Mỗi tỉnh. */
  PROVINCE(AreaLevel.PROVINCE),
  /** Mỗi huyện: to 30 June 2025. */
  DISTRICT(AreaLevel.DISTRICT),
  /** Mỗi xã, phường. */
  COMMUNE(AreaLevel.COMMUNE),
  /** Bodies by name: whether they reported is not known here. */
  BODIES(null);

  private final @Nullable AreaLevel level;

  ObligationReporter(@Nullable AreaLevel level) {
    this.level = level;
  }

  /** The level of the areas that report; null where bodies do. */
  public @Nullable AreaLevel level() {
    return level;
  }

  /** The key of its name in the messages. */
  public String messageKey() {
    return "obligations.reporter." + name();
  }
}
