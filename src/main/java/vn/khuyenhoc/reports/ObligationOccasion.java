package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event after which a report falls due, or a request for one.
 *
 * @param id its identity
 * @param name what it is called
 * @param happenedOn on which day it was
 * @param period what is to be reported on
 * @param due the last day; null where none is stated
 * @param words what is asked for
 * @param at when it was recorded
 * @param by by whom
 * @param withdrawnReason why it was taken back; null where it was not
 */
public record ObligationOccasion(
    UUID id,
    String name,
    LocalDate happenedOn,
    ObligationPeriod period,
    @Nullable LocalDate due,
    String words,
    Instant at,
    String by,
    @Nullable String withdrawnReason) {}
