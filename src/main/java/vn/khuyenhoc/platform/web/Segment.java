package vn.khuyenhoc.platform.web;

/**
 * One of a few ways to read the same page, such as a year.
 *
 * @param label what the reader sees
 * @param href where it leads
 * @param current whether it is the one shown
 */
public record Segment(String label, String href, boolean current) {}
