package vn.khuyenhoc.platform.document;

/** How an A4 page lies. */
public enum Orientation {
  /** The rule. */
  PORTRAIT,
  /** For tables too wide otherwise. */
  LANDSCAPE
}
