package vn.khuyenhoc.registry;

import java.util.List;

/**
 * A part of a list of households.
 *
 * @param rows the part
 * @param total how many the whole list has
 */
public record HouseholdPage(List<ListedHousehold> rows, long total) {
  public HouseholdPage {
    rows = List.copyOf(rows);
  }
}
