package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What the households of an area stated at some moment of a year.
 *
 * @param areaId of which area
 * @param leaves the areas that belonged to it then, itself among them
 * @param year whose households: those of its last day, or of the moment while it ran
 * @param denominator adults or workers
 * @param day the day through whose tree it was read
 * @param reading an identity (UUID version 7) of that moment
 */
public record StatedAsked(
    int areaId,
    List<Integer> leaves,
    int year,
    Denominator denominator,
    LocalDate day,
    UUID reading) {

  public StatedAsked {
    leaves = List.copyOf(leaves);
  }
}
