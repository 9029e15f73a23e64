package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;

/**
 * What a set of criteria makes of some answers, explained to the last point: the points of all
 * lines and the adjustment together are the total; in sets by levels the total is the least of the
 * lines that apply.
 *
 * @param total the points given so far, with what indicators that do not apply count; the level
 *     reached in sets by levels
 * @param complete whether every indicator that applies has points
 * @param outcome achieved or not; null while not complete
 * @param rating what it is rated; null while not complete
 * @param adjustment points added because others were scaled up to make room for indicators that do
 *     not apply; rounded down to hundredths
 * @param lines what each indicator gave, in order
 * @param reasons why, as message keys with values, the most important first
 */
public record Assessment(
    BigDecimal total,
    boolean complete,
    @Nullable Outcome outcome,
    @Nullable Rating rating,
    BigDecimal adjustment,
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
   * @param applies whether it applies
   * @param points given; null while not answered or not computable; where it does not apply its
   *     full points, or none where it is left out
   * @param maxPoints the most it gives
   * @param counted how it counts because it does not apply; null where it applies
   * @param computed how it was computed; null where it is entered or does not apply
   */
  public record Line(
      String indicatorId,
      boolean applies,
      @Nullable BigDecimal points,
      BigDecimal maxPoints,
      @Nullable NotApplicable counted,
      @Nullable ComputedValue computed) {}

  /**
   * What a formula came to.
   *
   * @param formula as it is written
   * @param value rounded down to hundredths; null where it is unknown
   * @param unit what it counts: {@code %}; may be empty
   * @param facts the facts it was computed from, by name
   * @param unknown the facts that were missing; none where a share of nothing was asked
   */
  public record ComputedValue(
      String formula,
      @Nullable BigDecimal value,
      String unit,
      Map<String, Long> facts,
      List<String> unknown) {
    public ComputedValue {
      facts = Map.copyOf(facts);
      unknown = List.copyOf(unknown);
    }
  }

  /**
   * One sentence of the explanation.
   *
   * @param messageKey in the messages of this module
   * @param arguments its values; reasons among them, and lists of reasons, are sentences within
   */
  public record Reason(String messageKey, List<Object> arguments) {
    public Reason {
      arguments = List.copyOf(arguments);
    }

    static Reason of(String messageKey, Object... arguments) {
      return new Reason(messageKey, List.of(arguments));
    }

    /** The sentence in words. */
    public String text(Texts t) {
      return t.t(messageKey, arguments.stream().map(one -> said(one, t)).toArray());
    }

    private static Object said(Object argument, Texts t) {
      return switch (argument) {
        case Reason reason -> reason.text(t);
        case Collection<?> several ->
            several.stream()
                .map(one -> String.valueOf(one == null ? "" : said(one, t)))
                .collect(Collectors.joining("; "));
        default -> argument;
      };
    }
  }

  /** The explanation in words, one sentence a reason. */
  public List<String> explained(Texts t) {
    return reasons.stream().map(reason -> reason.text(t)).toList();
  }

  /** The indicators that apply and have no points yet, computed ones too. */
  public List<String> missing() {
    return lines.stream()
        .filter(line -> line.applies() && line.points() == null)
        .map(Line::indicatorId)
        .toList();
  }
}
