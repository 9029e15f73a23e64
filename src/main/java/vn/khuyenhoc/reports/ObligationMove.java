package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The last day of one period, moved away from the rule or back to it.
 *
 * @param period of which period
 * @param due the last day from now on; null for the one by the rule
 * @param was the last day until then; null where none was stated
 * @param reason why
 * @param at when
 * @param by by whom
 */
public record ObligationMove(
    ObligationPeriod period,
    @Nullable LocalDate due,
    @Nullable LocalDate was,
    String reason,
    Instant at,
    String by) {}
