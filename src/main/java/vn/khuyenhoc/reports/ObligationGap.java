package vn.khuyenhoc.reports;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;

/**
 * The time between what goes into a report and the report itself.
 *
 * @param due the report
 * @param input the duty whose reports go into it; null for the year's campaign
 * @param inputDue the last day of those
 */
public record ObligationGap(ObligationDue due, @Nullable Obligation input, LocalDate inputDue) {

  /** Days from the last day of what goes in to the last day of the report. */
  public long days() {
    LocalDate day = due.due();
    return day == null ? Long.MAX_VALUE : ChronoUnit.DAYS.between(inputDue, day);
  }

  /** Whether the report falls due before what goes into it, or on the same day. */
  public boolean tooEarly() {
    return days() <= 0;
  }

  /** It in words. */
  public String said(Texts t) {
    long days = days();
    LocalDate day = due.due();
    String what = input == null ? t.t("obligations.gap.campaign") : input.says().title();
    return t.t(
        days < 0
            ? "obligations.gap.before"
            : days == 0 ? "obligations.gap.same" : "obligations.gap.left",
        due.period().name(t),
        day,
        what,
        inputDue,
        Math.abs(days));
  }
}
