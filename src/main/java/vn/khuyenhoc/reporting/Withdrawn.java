package vn.khuyenhoc.reporting;

import java.time.Instant;

/**
 * That something does not count any more.
 *
 * @param at since when
 * @param by who said so
 * @param reason why
 */
public record Withdrawn(Instant at, String by, String reason) {}
