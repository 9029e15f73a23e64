package vn.khuyenhoc.reports;

/** By which rule reports fall due. */
public enum ObligationRhythm {
  /** Hằng năm. */
  YEARLY,
  /** Sáu tháng một lần. */
  HALF_YEARLY,
  /** Hằng quý. */
  QUARTERLY,
  /** Hằng tháng. */
  MONTHLY,
  /** Hằng tuần. */
  WEEKLY,
  /** Một lần: on a day, in a quarter or in a year. */
  ONCE,
  /** Sau mỗi đợt: so many days after an event that somebody records. */
  AFTER_EVENT,
  /** Đột xuất: with a period and a last day of its own each time. */
  ON_REQUEST,
  /** Không nêu thời gian. */
  NO_DAY;

  /** The key of its name in the messages. */
  public String messageKey() {
    return "obligations.rhythm." + name();
  }

  /** Whether its periods follow from the calendar alone. */
  public boolean recurs() {
    return ordinal() <= WEEKLY.ordinal();
  }

  /** Whether each of its periods is written down by hand. */
  public boolean byHand() {
    return this == AFTER_EVENT || this == ON_REQUEST;
  }
}
