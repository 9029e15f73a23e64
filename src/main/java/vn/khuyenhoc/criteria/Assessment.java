package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a set of criteria makes of some answers, explained to the last point.
 *
 * @param total the points given so far, indicators that do not apply included
 * @param complete whether every indicator that applies has an answer
 * @param outcome achieved or not; null while not complete
 * @param lines what each indicator gave, in order
 * @param reasons why, as message keys with values, the most important first
 */
public record Assessment(
    BigDecimal total,
    boolean complete,
    @Nullable Outcome outcome,
    List<Line> lines,
    List<Reason> reasons) {

  public Assessment {
    lines = List.copyOf(lines);
    reasons = List.copyOf(reasons);
  }

  /**
   * What one indicator gave.
   *
   * @param indicatorId which
   * @param applies whether it applies to this household
   * @param points given; null while not answered; the full points where it does not apply
   * @param maxPoints the most it gives
   */
  public record Line(
      String indicatorId, boolean applies, @Nullable BigDecimal points, BigDecimal maxPoints) {}

  /**
   * One sentence of the explanation.
   *
   * @param messageKey in the messages of this module
   * @param arguments its values
   */
  public record Reason(String messageKey, List<Object> arguments) {
    public Reason {
      arguments = List.copyOf(arguments);
    }
  }

  /** The indicators that apply and have no answer yet. */
  public List<String> missing() {
    return lines.stream()
        .filter(line -> line.applies() && line.points() == null)
        .map(Line::indicatorId)
        .toList();
  }
}
