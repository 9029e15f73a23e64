package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.reporting.ResultsReport.Base;

/**
 * How much of something there is, or why that is not known; what was not reported is not zero.
 *
 * @param value how much; null where it is not known
 * @param why why it is not known; null where it is
 * @param href where the rows behind it are; empty for nowhere
 * @param heard the figures that it was read from, which say how many areas below have reported;
 *     none where nobody has to report what is counted
 * @param bases what totals it was read from: what stands on lists, what was declared; none where it
 *     is no total
 * @param made what it was worked out from, each with its own number
 */
public record Amount(
    @Nullable BigDecimal value,
    @Nullable Unknown why,
    String href,
    List<Heard> heard,
    List<Base> bases,
    List<Ingredient> made) {

  public Amount {
    heard = List.copyOf(heard);
    bases = List.copyOf(bases);
    made = List.copyOf(made);
  }

  /**
   * A figure of an area, with what it is of.
   *
   * @param begun how many of those below have sent anything; null where that is not known
   */
  public record Heard(Measured measured, AreaFigure figure, @Nullable Integer begun) {}

  /** So many. */
  static Amount of(long count, String href) {
    return new Amount(BigDecimal.valueOf(count), null, href, List.of(), List.of(), List.of());
  }

  /** So much. */
  static Amount of(BigDecimal value) {
    return at(value, "");
  }

  /** So much, with the page of the rows behind it. */
  static Amount at(BigDecimal value, String href) {
    return new Amount(value, null, href, List.of(), List.of(), List.of());
  }

  /** Not known, for this reason. */
  static Amount unknown(Unknown why) {
    return new Amount(null, why, "", List.of(), List.of(), List.of());
  }

  /** The same, read from these figures. */
  Amount heard(List<Heard> from) {
    return new Amount(value, why, href, from, bases, made);
  }

  /** The same, read from these totals. */
  Amount over(List<Base> totals) {
    return new Amount(value, why, href, heard, totals, made);
  }

  /** The same, worked out from these numbers. */
  Amount made(List<Ingredient> of) {
    return new Amount(value, why, href, heard, bases, of);
  }

  /** Whether it is known. */
  public boolean known() {
    return value != null;
  }
}
