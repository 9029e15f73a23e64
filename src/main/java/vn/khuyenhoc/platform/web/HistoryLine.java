package vn.khuyenhoc.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a record, as its history shows it.
 *
 * @param when the moment, already written out
 * @param what a short sentence
 * @param who who did it; null for the system
 * @param note what was said, such as the reason of a return; null for nothing
 * @param kind colour of the point: {@code info}, {@code ok}, {@code wait}, {@code back}, {@code
 *     plain}
 */
public record HistoryLine(
    String when, String what, @Nullable String who, @Nullable String note, String kind) {}
