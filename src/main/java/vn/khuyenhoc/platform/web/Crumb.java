package vn.khuyenhoc.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * One step of the path above a page's heading, from the widest area to the thing shown.
 *
 * @param label what the reader sees
 * @param href where it leads; null for the page itself
 */
public record Crumb(String label, @Nullable String href) {}
