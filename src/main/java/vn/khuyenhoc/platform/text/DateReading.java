package vn.khuyenhoc.platform.text;

import java.time.LocalDate;

/** What a typed date turned out to be. */
public sealed interface DateReading {

  /** A day of the calendar. */
  record Ok(LocalDate date) implements DateReading {}

  /** Written like a date, but no such day exists (31/02/2024, 11/15/2024) or is out of range. */
  record Impossible() implements DateReading {}

  /** Not written like a date; a year of two digits neither. */
  record NotADate() implements DateReading {}
}
