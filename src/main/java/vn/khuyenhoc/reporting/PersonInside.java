package vn.khuyenhoc.reporting;

import java.util.UUID;

/**
 * Somebody whom a measure of people counts.
 *
 * @param homeId home of the citizen in the register
 * @param subjectId the citizen
 * @param name full name
 * @param address where in the village; empty where nobody wrote it
 * @param place the village, or the area of the unit that the citizen works in
 * @param learning whether the citizen is a Learning citizen of the year
 * @param of how many the measure counts altogether
 */
public record PersonInside(
    int homeId,
    UUID subjectId,
    String name,
    String address,
    String place,
    boolean learning,
    long of) {

  /** Where it leads. */
  public String href() {
    return "/citizens/" + homeId + "/" + subjectId;
  }
}
