package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;

/**
 * A plan document that sets targets.
 *
 * @param id its short identity: {@code S1}
 * @param areaId the area it is made for; null where that area is not in the tree
 * @param areaName that area's name as the plan writes it: {@code tỉnh Sơn La}
 * @param issuer who issued it
 * @param title its full title
 * @param number its number and symbol; empty where it cannot be read
 * @param dated its date as far as it can be read; empty where it cannot
 * @param firstYear first year of its period
 * @param lastYear last year of its period
 * @param remark what is uncertain about the document; empty for nothing
 * @param builtIn whether it comes with the product, and so is never changed
 * @param statedTargets how many targets it says itself that it has; null where it does not
 * @param version rises with every change
 * @param withdrawn why it was withdrawn, and by whom; null while it stands
 */
public record Plan(
    String id,
    @Nullable Integer areaId,
    String areaName,
    String issuer,
    String title,
    String number,
    String dated,
    int firstYear,
    int lastYear,
    String remark,
    boolean builtIn,
    @Nullable Integer statedTargets,
    int version,
    @Nullable Withdrawn withdrawn) {

  /** One that comes with the product. */
  public Plan(
      String id,
      @Nullable Integer areaId,
      String areaName,
      String issuer,
      String title,
      String number,
      String dated,
      int firstYear,
      int lastYear,
      String remark) {
    this(
        id, areaId, areaName, issuer, title, number, dated, firstYear, lastYear, remark, true, null,
        1, null);
  }

  /** Its day; null where it cannot be read. */
  public @Nullable LocalDate day() {
    return VietnameseDates.parse(dated) instanceof DateReading.Ok(LocalDate day) ? day : null;
  }

  /** Whether its period covers the year. */
  public boolean covers(int year) {
    return firstYear <= year && year <= lastYear;
  }
}
