package vn.khuyenhoc.certificates;

import java.time.Instant;

/**
 * Numbers that certificates on paper bear.
 *
 * @param first the first of them
 * @param last the last of them
 * @param reason which certificates those are
 * @param at when it was noted
 * @param name by whom
 */
public record UsedOnPaper(int first, int last, String reason, Instant at, String name) {}
