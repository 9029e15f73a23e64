package vn.khuyenhoc.areas;

import java.time.LocalDate;

/**
 * What an area of an earlier day is called, or part of, today.
 *
 * @param areaId the area of the earlier day
 * @param laterId the area of today; the same where it only changed its name
 * @param code the official code it has today
 * @param name the full name it has today
 * @param since the day on which the area of the earlier day changed
 * @param part whether the area was divided on the way, so that this is not all of it
 */
public record LaterName(
    int areaId, int laterId, String code, String name, LocalDate since, boolean part) {}
