package vn.khuyenhoc.reports;

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

  /** The key of its name: "Báo cáo năm". */
  public String messageKey() {
    return "reports.form." + name();
  }

  /** The form of that name; empty for none. */
  public static Optional<ReportForm> named(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }
}
