package vn.khuyenhoc.platform.web;

/**
 * One entry of the main navigation.
 *
 * @param key stable name, compared with the page's {@code nav} and used to pick the icon
 * @param label what the reader sees
 * @param href where it leads
 */
public record NavItem(String key, String label, String href) {}
