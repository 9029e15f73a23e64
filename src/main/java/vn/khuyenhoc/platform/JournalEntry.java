package vn.khuyenhoc.platform;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the journal, as it is read.
 *
 * @param id its identity
 * @param number its place in the chain; null in the moment before it is sealed
 * @param at when it was written
 * @param actor who did it
 * @param action a dotted verb
 * @param subject what it was done to
 * @param areaId the area it belongs to; null for none
 * @param details facts worth keeping, as JSON
 */
public record JournalEntry(
    UUID id,
    @Nullable Long number,
    Instant at,
    String actor,
    String action,
    String subject,
    @Nullable Integer areaId,
    String details) {}
