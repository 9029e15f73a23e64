package vn.khuyenhoc.reports;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where the report of a body stands.
 *
 * @param body the body as the duty names it
 * @param owes whether the duty names it for that period
 * @param receipt what was written down last; null where nothing was, or it was taken back
 * @param late whether it came after its last day, or has not come and the day is over
 */
public record BodyRow(String body, boolean owes, @Nullable BodyReceipt receipt, boolean late) {

  static BodyRow of(
      String body, boolean owes, @Nullable BodyReceipt last, ObligationDue due, LocalDate today) {
    LocalDate received = last == null ? null : last.receivedOn();
    LocalDate day = due.due();
    return new BodyRow(
        body,
        owes,
        received == null ? null : last,
        due.tracked() && day != null && (received == null ? today : received).isAfter(day));
  }

  /** Where it stands. */
  public DueState state() {
    return receipt == null ? DueState.NOT_BEGUN : late ? DueState.SENT_LATE : DueState.SENT_IN_TIME;
  }

  /** Whether it is missing though its day is over. */
  public boolean missing() {
    return late && receipt == null;
  }

  /** The key of where it stands. */
  public String messageKey() {
    return missing()
        ? "obligation-bodies.state.missing"
        : receipt == null
            ? "obligation-bodies.state.waiting"
            : late ? "obligation-bodies.state.late" : "obligation-bodies.state.received";
  }

  /** How that is coloured. */
  public String kind() {
    return missing() ? "back" : receipt == null ? "none" : late ? "wait" : "ok";
  }
}
