package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import vn.khuyenhoc.platform.web.Texts;

/**
 * The period of a report against the year whose figures it tells. Campaigns are yearly: only whole
 * years have figures of their own. A report on any other period tells those of its year up to the
 * moment they were read, says so wherever it says one, and is held against a report on the same
 * period a year before, never against a whole year.
 *
 * @param from its first day
 * @param until its last day
 * @param at when the figures were read
 */
record ReportPeriod(LocalDate from, LocalDate until, Instant at, Texts t) {

  static ReportPeriod of(ReportContent content, Texts t) {
    return new ReportPeriod(
        content.firstDay(), content.lastDay(), Instant.parse(content.filledAt()), t);
  }

  /** Whether it is made of whole years, so that the system has figures of its own for it. */
  boolean whole() {
    return ReportForm.whole(from, until);
  }

  /** The year whose figures are told. */
  int year() {
    return until.getYear();
  }

  /**
   * That year as it stands behind “năm”: 2026; with the moment of reading where the period is a
   * part of the year, or was over by then, so that what came later is in the figures.
   */
  String of() {
    String year = String.valueOf(year());
    return whole() && !over() ? year : ReportSays.say("year.so-far", year, moment());
  }

  /** When the figures were read. */
  String moment() {
    return t.dateTime(at);
  }

  /** The day on which the figures were read. */
  LocalDate day() {
    return LocalDate.ofInstant(at, Texts.ZONE);
  }

  /** Whether the figures were read after the period was over, so that later ones are in them. */
  boolean over() {
    return day().isAfter(until);
  }

  /** First day of the same period a year before. */
  LocalDate fromBefore() {
    return from.minusYears(1);
  }

  /** Last day of the same period a year before; the end of a month stays the end of one. */
  LocalDate untilBefore() {
    LocalDate before = until.minusYears(1);
    return until.getDayOfMonth() == until.lengthOfMonth()
        ? before.withDayOfMonth(before.lengthOfMonth())
        : before;
  }

  /** What the column of the period before is called. */
  String before() {
    return whole()
        ? ReportSays.say("column.rate-before")
        : ReportSays.say("column.same-before", String.valueOf(year() - 1));
  }

  /** The period in words. */
  String words() {
    return new ReportWords(t).period(from, until);
  }
}
