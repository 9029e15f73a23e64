package vn.khuyenhoc.reports;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A report from before the system as a line of a list.
 *
 * @param id its identity
 * @param areaName whose it is, as that is called today, or was called last
 * @param number its number with symbol: {@code 64/BC-HKH}
 * @param signedOn its date
 * @param title what it is about
 */
public record PastReportLine(
    UUID id, String areaName, String number, LocalDate signedOn, String title) {

  /** The address of its page. */
  public String path() {
    return PastReport.path(id);
  }
}
