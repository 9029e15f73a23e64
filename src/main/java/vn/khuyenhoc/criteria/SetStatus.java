package vn.khuyenhoc.criteria;

import java.util.Locale;

/** Where a criteria set stands. */
public enum SetStatus {
  /** Being written: may change, may have problems, is used by nobody. */
  DRAFT,
  /** In force for a period: never changes. */
  IN_FORCE,
  /** In force until its end was set: dossiers begun with it stay with it. */
  RETIRED;

  /** The key of its name. */
  public String messageKey() {
    return "criteria.status." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
