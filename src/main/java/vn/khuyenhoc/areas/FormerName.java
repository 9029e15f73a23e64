package vn.khuyenhoc.areas;

import java.time.LocalDate;

/**
 * What an area was called before: a name of its own, or that of an area it came from.
 *
 * @param areaId the area
 * @param formerId the area that had the name; the same where it only changed its name
 * @param code the official code it had then
 * @param name the full name it had then
 * @param until first day on which it was no longer so
 * @param part whether only a part of the former area went into this one
 */
public record FormerName(
    int areaId, int formerId, String code, String name, LocalDate until, boolean part) {}
