package vn.khuyenhoc.reports;

/** Where the report of an area stands. */
public enum DueState {
  /** Chưa làm. */
  NOT_BEGUN,
  /** Đang soạn. */
  DRAFT,
  /** Đã gửi đúng hạn: not looked at yet. */
  SENT_IN_TIME,
  /** Đã gửi trễ: not looked at yet. */
  SENT_LATE,
  /** Bị trả lại. */
  RETURNED,
  /** Đã được nhận. */
  ACCEPTED;

  /** The key of its name in the messages. */
  public String messageKey() {
    return "obligations.state." + name();
  }

  /** Whether the area still has to do something. */
  public boolean open() {
    return this == NOT_BEGUN || this == DRAFT || this == RETURNED;
  }

  /** How it is coloured. */
  public String kind() {
    return switch (this) {
      case NOT_BEGUN -> "none";
      case DRAFT -> "wait";
      case SENT_IN_TIME -> "info";
      case SENT_LATE -> "wait";
      case RETURNED -> "back";
      case ACCEPTED -> "ok";
    };
  }
}
