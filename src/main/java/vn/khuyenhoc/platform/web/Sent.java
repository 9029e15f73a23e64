package vn.khuyenhoc.platform.web;

/**
 * A field of a form as it was sent.
 *
 * @param name of the field
 * @param value as typed
 */
public record Sent(String name, String value) {}
