package vn.khuyenhoc.criteria;

/**
 * What became of one indicator, in words.
 *
 * @param number its number
 * @param text its wording
 * @param most the most it gives
 * @param given what it gave; a dash where it is open or left out
 * @param lost what is missing to the most; empty for nothing
 * @param remark why: computed from what, not applicable and how it counts, what is unknown
 */
public record TriedLine(
    String number, String text, String most, String given, String lost, String remark) {}
