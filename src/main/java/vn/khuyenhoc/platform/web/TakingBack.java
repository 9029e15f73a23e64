package vn.khuyenhoc.platform.web;

/**
 * What the form holds by which something is taken back that was given, as typed: a decision
 * withdrawn, a title or a certificate revoked.
 *
 * @param on from which day
 * @param document by which document
 * @param reason why
 * @param confirmed whether the consequences were read
 */
public record TakingBack(String on, String document, String reason, boolean confirmed) {

  /** Nothing typed yet. */
  public static TakingBack from(String day) {
    return new TakingBack(day, "", "", false);
  }
}
