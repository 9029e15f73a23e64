package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import vn.khuyenhoc.criteria.ModelLevel;

/**
 * Which people belonged to something that was recognised at some moment.
 *
 * @param areaId of which area
 * @param leaves the areas that belonged to it then, itself among them
 * @param year the year of the campaigns
 * @param levels of staff, the levels that manage the units; empty for workers of recognised
 *     families, clans and villages
 * @param learning only those who were Learning citizens of the year
 * @param day the day through whose tree it was read
 * @param reading an identity (UUID version 7) of that moment
 */
public record PeopleAsked(
    int areaId,
    List<Integer> leaves,
    int year,
    List<ModelLevel> levels,
    boolean learning,
    LocalDate day,
    UUID reading) {

  public PeopleAsked {
    leaves = List.copyOf(leaves);
    levels = List.copyOf(levels);
  }
}
