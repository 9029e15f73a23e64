package vn.khuyenhoc.registry;

/** Whether a household, person or unit counts. */
public enum SubjectStatus {
  /** It is where the register says. */
  ACTIVE,
  /** It moved away or ended; it may be reopened. */
  CLOSED,
  /** It was entered twice: the other entry stands for it. */
  JOINED
}
