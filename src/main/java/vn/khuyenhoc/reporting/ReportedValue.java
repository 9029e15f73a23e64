package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reported by hand of an area in a year, because the system does not count it.
 *
 * @param id its identity
 * @param indicator of which indicator
 * @param areaId of which area
 * @param year of which year
 * @param value how much, where it is no share
 * @param numerator how many, of a share
 * @param denominator of how many, of a share
 * @param doneOn the day on which it was done, of what is done or not
 * @param items what is on a list; none where there is no list
 * @param note further words; empty for none
 * @param link where the evidence can be read; empty for nowhere
 * @param evidence the evidence itself; null for none
 * @param reason why it was corrected or withdrawn; empty for the first one
 * @param withdraws the report that this one takes back; null for none
 * @param at when it was reported
 * @param by by whom
 * @param withdrawn who took it back and why; null while it stands
 */
public record ReportedValue(
    UUID id,
    String indicator,
    int areaId,
    int year,
    @Nullable BigDecimal value,
    @Nullable BigDecimal numerator,
    @Nullable BigDecimal denominator,
    @Nullable LocalDate doneOn,
    List<String> items,
    String note,
    String link,
    @Nullable Evidence evidence,
    String reason,
    @Nullable UUID withdraws,
    Instant at,
    String by,
    @Nullable Withdrawn withdrawn) {

  public ReportedValue {
    items = List.copyOf(items);
  }

  /**
   * A kept file.
   *
   * @param sha256 which one of the file store
   * @param type its media type
   * @param name what it is called
   */
  public record Evidence(String sha256, String type, String name) {}

  /** What it counts as in a formula: the numerator of a share, else the value. */
  public @Nullable BigDecimal counted() {
    return numerator != null ? numerator : value;
  }
}
