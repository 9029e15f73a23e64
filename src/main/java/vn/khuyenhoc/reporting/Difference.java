package vn.khuyenhoc.reporting;

/**
 * A field that says something else than what is saved.
 *
 * @param label what the field is called
 * @param now what is saved; empty for nothing
 */
public record Difference(String label, String now) {}
