package vn.khuyenhoc.reports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Texts;

/**
 * What a report is about.
 *
 * @param from its first day
 * @param to its last day
 */
public record ObligationPeriod(LocalDate from, LocalDate to) {

  private static final int MONTHS = 12;
  private static final int HALF = 6;
  private static final int QUARTER = 3;

  public ObligationPeriod {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a period that ends before it begins: " + from + " " + to);
    }
  }

  /** A calendar year. */
  public static ObligationPeriod year(int year) {
    return new ObligationPeriod(LocalDate.of(year, 1, 1), LocalDate.of(year, MONTHS, 31));
  }

  /** So many months from the first day of one. */
  static ObligationPeriod months(YearMonth first, int months) {
    return new ObligationPeriod(first.atDay(1), first.plusMonths(months - 1L).atEndOfMonth());
  }

  /** Whether the two have a day in common. */
  public boolean meets(ObligationPeriod other) {
    return !from.isAfter(other.to) && !to.isBefore(other.from);
  }

  /** Its name: "năm 2026", "6 tháng đầu năm 2026", "quý IV năm 2026", otherwise its days. */
  public String name(Texts t) {
    YearMonth first = YearMonth.from(from);
    boolean whole = from.getDayOfMonth() == 1 && to.equals(YearMonth.from(to).atEndOfMonth());
    long months = whole ? ChronoUnit.MONTHS.between(first, YearMonth.from(to)) + 1 : 0;
    String year = String.valueOf(from.getYear());
    if (months == MONTHS && from.getMonthValue() == 1) {
      return t.t("obligations.period.year", year);
    }
    if (months > MONTHS && months % MONTHS == 0 && from.getMonthValue() == 1) {
      return t.t("obligations.period.years", year, String.valueOf(to.getYear()));
    }
    if (months == HALF && from.getMonthValue() % HALF == 1) {
      return t.t("obligations.period.half." + (from.getMonthValue() / HALF + 1), year);
    }
    if (months == QUARTER && from.getMonthValue() % QUARTER == 1) {
      return t.t(
          "obligations.period.quarter",
          VietnameseDates.romanQuarter(from.getMonthValue() / QUARTER + 1),
          year);
    }
    if (months == 1) {
      return t.t("obligations.period.month", String.valueOf(from.getMonthValue()), year);
    }
    return from.equals(to)
        ? t.t("obligations.period.day", from)
        : t.t("obligations.period.days", from, to);
  }
}
