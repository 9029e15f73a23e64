package vn.khuyenhoc.reporting;

/**
 * What somebody typed to report something by hand.
 *
 * @param value how much
 * @param numerator how many, of a share
 * @param denominator of how many, of a share
 * @param doneOn the day on which it was done
 * @param note where it comes from
 * @param link where it can be read
 * @param reason why it is not what was reported before
 */
public record ReportedForm(
    String value,
    String numerator,
    String denominator,
    String doneOn,
    String note,
    String link,
    String reason) {

  /** Nothing typed yet. */
  static final ReportedForm EMPTY = new ReportedForm("", "", "", "", "", "", "");
}
