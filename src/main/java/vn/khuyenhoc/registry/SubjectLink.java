package vn.khuyenhoc.registry;

import java.time.LocalDate;

/**
 * What a subject has to do with another of its kind.
 *
 * @param kind how
 * @param other the other one
 * @param name its name
 * @param code its code
 * @param on the day
 */
public record SubjectLink(
    HouseholdLink.Kind kind, SubjectKey other, String name, String code, LocalDate on) {}
