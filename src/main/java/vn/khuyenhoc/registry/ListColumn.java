package vn.khuyenhoc.registry;

/**
 * A column of a list of the register.
 *
 * @param label its heading
 * @param number whether it holds numbers
 */
public record ListColumn(String label, boolean number) {}
