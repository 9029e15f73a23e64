package vn.khuyenhoc.reminders;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.ReminderSource.Reminder;

/**
 * A reminder and whether it was put off.
 *
 * @param reminder what of
 * @param quiet whether it is quiet today
 * @param until the last day on which it is quiet; null for good, or where it is not quiet
 */
public record Reminded(Reminder reminder, boolean quiet, @Nullable LocalDate until) {

  /** Whether its day is past. */
  public boolean late(LocalDate today) {
    return reminder.dueOn().isBefore(today);
  }

  /** Days until it; negative for days since. */
  public long days(LocalDate today) {
    return ChronoUnit.DAYS.between(today, reminder.dueOn());
  }

  /** The key of how far off it is. */
  public String daysKey(LocalDate today) {
    long days = days(today);
    return days < 0 ? "reminders.late" : days == 0 ? "reminders.today" : "reminders.left";
  }
}
