package vn.khuyenhoc.reports;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One report that is due, of every area that the obligation binds.
 *
 * @param period what it is about
 * @param due the last day on which it is in time, to midnight in Vietnam; null where none is stated
 * @param ruled the last day by the rule; the same unless it was moved for this period
 * @param tracked whether anybody can be late with it: not where it fell due before reports were
 *     sent here
 * @param occasion the event or request behind it; null where it follows from the calendar
 * @param version by which version of the obligation
 */
public record ObligationDue(
    ObligationPeriod period,
    @Nullable LocalDate due,
    @Nullable LocalDate ruled,
    boolean tracked,
    @Nullable ObligationOccasion occasion,
    int version) {

  /** Whether the day was moved for this period alone. */
  public boolean moved() {
    return due != null && !due.equals(ruled);
  }

  /** The day that stands for it in an order of time: the last day, or the end of the period. */
  public LocalDate day() {
    return due == null ? period.to() : due;
  }

  /** Whether its last day is over. */
  public boolean past(LocalDate today) {
    return due != null && due.isBefore(today);
  }

  /** Whether offices are closed on its last day. */
  public boolean weekend() {
    return due != null
        && (due.getDayOfWeek() == DayOfWeek.SATURDAY || due.getDayOfWeek() == DayOfWeek.SUNDAY);
  }

  /** How addresses name its period: its first and last day. */
  public String key() {
    return period.from() + "_" + period.to();
  }
}
