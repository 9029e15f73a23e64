package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A report from before the system, as it is kept: never changed.
 *
 * @param id its identity
 * @param areaId whose it is
 * @param areaName what that is called today, or was called last
 * @param number its number with symbol: {@code 64/BC-HKH}
 * @param signedOn its date
 * @param title what it is about
 * @param json what it says, as canonical JSON
 * @param hash the SHA-256 of that
 * @param keptAt when it was put in
 * @param keptBy by whom
 */
public record PastReport(
    UUID id,
    int areaId,
    String areaName,
    String number,
    LocalDate signedOn,
    String title,
    String json,
    String hash,
    Instant keptAt,
    String keptBy) {

  /** The address of its page. */
  public String path() {
    return path(id);
  }

  static String path(UUID id) {
    return "/reports/past/" + id;
  }

  /** What it says. */
  public ReportContent content() {
    return ReportJson.content(json);
  }
}
