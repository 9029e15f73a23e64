package vn.khuyenhoc.reporting;

import java.util.List;

/**
 * What somebody typed to report something by hand.
 *
 * @param value how much; of what is done or not that it was not done, or nothing
 * @param numerator how many, of a share
 * @param denominator of how many, of a share
 * @param doneOn the day on which it was done
 * @param items what is on a list, one a line
 * @param note where it comes from
 * @param link where it can be read
 * @param reason why it is not what was reported before
 */
public record ReportedForm(
    String value,
    String numerator,
    String denominator,
    String doneOn,
    String items,
    String note,
    String link,
    String reason) {

  /** The value of what is done or not that says: it was not done. */
  public static final String NOT_DONE = "0";

  /** Nothing typed yet. */
  static final ReportedForm EMPTY = new ReportedForm("", "", "", "", "", "", "", "");

  /** The same with the list that counts to go on from, else with what has to be on it. */
  ReportedForm listing(List<ReportedValue> history, List<String> things) {
    ReportedValue counting = ReportedValues.counting(history);
    List<String> lines =
        counting != null && !counting.items().isEmpty()
            ? counting.items()
            : things.stream().map(one -> one + ": ").toList();
    return new ReportedForm(
        value, numerator, denominator, doneOn, String.join("\n", lines), note, link, reason);
  }
}
