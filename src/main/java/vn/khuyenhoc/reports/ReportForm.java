package vn.khuyenhoc.reports;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * What kind of report is written. The names stand in the database and in addresses: one is never
 * used again for anything else.
 */
public enum ReportForm {
  /** On the results of a year's evaluation (báo cáo kết quả thực hiện). */
  RESULTS,
  /** On half a year (báo cáo 6 tháng). */
  SIX_MONTHS,
  /** On a year (báo cáo năm). */
  YEAR,
  /** On the way through a plan or after a drive (sơ kết). */
  PRELIMINARY_REVIEW,
  /** At the end of a plan (tổng kết). */
  FINAL_REVIEW,
  /** On request, on a period of its own (đột xuất). */
  AD_HOC;

  private static final int HALF = 6;

  /** The key of its name: "Báo cáo năm". */
  public String messageKey() {
    return "reports.form." + name();
  }

  /** Whether it is written on such a period: half a year, a calendar year, or any. */
  boolean fits(LocalDate from, LocalDate until) {
    boolean oneYear = from.getYear() == until.getYear();
    return switch (this) {
      case SIX_MONTHS -> oneYear && (half(from, until, 1) || half(from, until, HALF + 1));
      case YEAR -> oneYear && whole(from, until);
      case RESULTS, PRELIMINARY_REVIEW, FINAL_REVIEW, AD_HOC -> true;
    };
  }

  private static boolean half(LocalDate from, LocalDate until, int month) {
    LocalDate first = LocalDate.of(from.getYear(), month, 1);
    return from.equals(first) && until.equals(first.plusMonths(HALF).minusDays(1));
  }

  /** Whether a period is made of whole calendar years. */
  static boolean whole(LocalDate from, LocalDate until) {
    return from.getDayOfYear() == 1 && until.getDayOfYear() == until.lengthOfYear();
  }

  /** The form of that name; empty for none. */
  public static Optional<ReportForm> named(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }
}
