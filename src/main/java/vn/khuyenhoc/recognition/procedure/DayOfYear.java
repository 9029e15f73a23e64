package vn.khuyenhoc.recognition.procedure;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;

/**
 * A day that comes back every year: "15/11", or "15/01 of the next year".
 *
 * @param day 1–31
 * @param month 1–12
 * @param nextYear whether it lies in the year after the assessment year
 */
public record DayOfYear(int day, int month, boolean nextYear) {

  /** Whether there is such a day in every year. */
  public boolean exists() {
    try {
      return MonthDay.of(month, day).isValidYear(2025);
    } catch (DateTimeException none) {
      return false;
    }
  }

  /** That day for an assessment year. */
  public LocalDate in(int assessmentYear) {
    return LocalDate.of(assessmentYear + (nextYear ? 1 : 0), month, day);
  }
}
