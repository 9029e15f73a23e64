package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an office wrote down of the report of a body that does not work here.
 *
 * @param id its identity
 * @param body the body as the duty names it
 * @param receivedOn the day on which the report was received; null where an earlier line was wrong
 * @param note what is worth knowing, or why an earlier line was wrong
 * @param file the report itself as a file; null without one
 * @param recordedAt when it was written down
 * @param recordedBy by whom
 */
public record BodyReceipt(
    UUID id,
    String body,
    @Nullable LocalDate receivedOn,
    String note,
    ReportContent.@Nullable File file,
    Instant recordedAt,
    String recordedBy) {}
