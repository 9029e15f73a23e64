package vn.khuyenhoc.reports;

/** Where a report is. */
public enum ReportStage {
  /** Being written; nobody above sees it. */
  DRAFT,
  /** Sent, waits for the level above. */
  SENT,
  /** Given back with a reason. */
  RETURNED,
  /** Accepted by the level above. */
  ACCEPTED;

  /** Whether it is with the level above: its writers change nothing of what was sent. */
  public boolean above() {
    return this == SENT || this == ACCEPTED;
  }

  /** The key of its name. */
  public String messageKey() {
    return "reports.stage." + name();
  }

  /** The kind of tag that goes with it. */
  public String tag() {
    return switch (this) {
      case DRAFT -> "plain";
      case SENT -> "wait";
      case RETURNED -> "back";
      case ACCEPTED -> "ok";
    };
  }
}
