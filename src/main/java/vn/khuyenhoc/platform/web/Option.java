package vn.khuyenhoc.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * One choice of a select or of a group of radio buttons.
 *
 * @param value what the form sends
 * @param label what the reader sees
 * @param hint a second, quieter line; null for none
 * @param mark a short remark at the right, such as the points it gives; null for none
 */
public record Option(String value, String label, @Nullable String hint, @Nullable String mark) {

  /** A choice without further words. */
  public Option(String value, String label) {
    this(value, label, null, null);
  }
}
