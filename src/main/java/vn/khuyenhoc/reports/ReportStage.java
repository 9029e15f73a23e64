package vn.khuyenhoc.reports;

import java.util.List;

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

  /** The stages that it can be led to from here. */
  public List<ReportStage> next() {
    return switch (this) {
      case DRAFT, RETURNED -> List.of(SENT);
      // another version may be sent beside the one that is there
      case SENT -> List.of(ACCEPTED, RETURNED, SENT);
      case ACCEPTED -> List.of(SENT);
    };
  }

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
