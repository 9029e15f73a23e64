package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.khuyenhoc.criteria.Assessment.Line;
import vn.khuyenhoc.criteria.Assessment.Reason;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;

/**
 * The points engine: pure, the same inputs give the same outcome for ever. An indicator that does
 * not apply gives its full points, so that a household without children is not worse off for it.
 */
public final class Scoring {

  private Scoring() {}

  /**
   * Assesses answers against a set.
   *
   * @param set the criteria
   * @param answers points by indicator; indicators of another set and points that are no step of
   *     theirs are a fault of the caller
   * @param facts what decides which indicators apply
   * @return the assessment, complete or not
   */
  public static Assessment assess(CriteriaSet set, Map<String, BigDecimal> answers, Facts facts) {
    List<Line> lines = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    int missing = 0;
    int without = 0;
    for (Indicator indicator : set.indicators()) {
      boolean applies = indicator.appliesWhen().holds(facts);
      BigDecimal points = applies ? answers.get(indicator.id()) : indicator.maxPoints();
      if (points != null && applies && !indicator.allows(points)) {
        throw new IllegalArgumentException(
            points + " is no step of indicator " + indicator.id() + " of " + set.id());
      }
      if (points == null) {
        missing++;
      } else {
        total = total.add(points);
      }
      if (!applies) {
        without++;
      }
      lines.add(new Line(indicator.id(), applies, points, indicator.maxPoints()));
    }
    boolean complete = missing == 0;
    Outcome outcome =
        !complete
            ? null
            : total.compareTo(set.passTotal()) >= 0 ? Outcome.ACHIEVED : Outcome.NOT_ACHIEVED;
    List<Reason> reasons = new ArrayList<>();
    if (outcome == null) {
      reasons.add(new Reason("criteria.reason.missing", List.of(missing)));
    } else if (outcome == Outcome.ACHIEVED) {
      reasons.add(
          new Reason("criteria.reason.achieved", List.of(total, set.maxTotal(), set.passTotal())));
    } else {
      reasons.add(
          new Reason(
              "criteria.reason.short",
              List.of(total, set.maxTotal(), set.passTotal().subtract(total), set.passTotal())));
      lines.stream()
          .filter(Line::applies)
          .filter(line -> line.points() != null && line.points().compareTo(line.maxPoints()) < 0)
          .sorted((a, b) -> lost(b).compareTo(lost(a)))
          .limit(3)
          .forEach(
              line ->
                  reasons.add(
                      new Reason(
                          "criteria.reason.lost",
                          List.of(line.indicatorId(), lost(line), line.maxPoints()))));
    }
    if (without > 0) {
      reasons.add(new Reason("criteria.reason.not-applicable", List.of(without)));
    }
    return new Assessment(total, complete, outcome, lines, reasons);
  }

  private static BigDecimal lost(Line line) {
    BigDecimal points = line.points();
    return points == null ? line.maxPoints() : line.maxPoints().subtract(points);
  }
}
