package vn.khuyenhoc.areas;

/**
 * What was typed to send boundaries, kept when it is refused.
 *
 * @param form the form's own identity
 * @param since the day from which they hold
 * @param source who gives them
 * @param property which property of a feature is the area's code
 * @param look whether to look without recording
 */
public record BoundaryForm(
    String form, String since, String source, String property, boolean look) {}
