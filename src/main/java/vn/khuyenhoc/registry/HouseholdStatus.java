package vn.khuyenhoc.registry;

/** Whether a household counts. */
public enum HouseholdStatus {
  /** It lives where the register says. */
  ACTIVE,
  /** It moved away or ended; it may be reopened. */
  CLOSED,
  /** It was entered twice: the other entry stands for it. */
  JOINED
}
