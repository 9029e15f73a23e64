package vn.khuyenhoc.recognition;

import java.time.Instant;

/**
 * Something that was done with evidence.
 *
 * @param at when
 * @param actor by whom
 * @param event what: {@code ATTACH}, {@code REUSE}, {@code REMOVE} or {@code RESTORE}
 * @param indicator beside which score
 * @param name what the file is called
 * @param reason why, where it was said; empty otherwise
 */
public record EvidenceChange(
    Instant at, String actor, String event, String indicator, String name, String reason) {}
