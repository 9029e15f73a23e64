package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * From a day on an area uses a version, or none of its own any more.
 *
 * @param version which one; null where it was withdrawn
 * @param fromDay from which day
 * @param reason why
 * @param decidedAt when that was said
 * @param decidedBy who said it
 */
public record TemplateUse(
    @Nullable Integer version,
    LocalDate fromDay,
    String reason,
    Instant decidedAt,
    String decidedBy) {}
