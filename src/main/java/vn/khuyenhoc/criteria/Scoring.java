package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Assessment.ComputedValue;
import vn.khuyenhoc.criteria.Assessment.Line;
import vn.khuyenhoc.criteria.Assessment.Reason;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Condition;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.RatingBand;
import vn.khuyenhoc.criteria.CriteriaSet.ValueBand;

/**
 * The two engines, by points and by levels: pure, the same inputs give the same outcome for ever.
 * Formulas see facts and never scores, so a higher score never gives a lower outcome.
 */
public final class Scoring {

  private static final int MOST_PARTS = 5;
  private static final int MOST_LOST = 3;
  private static final Map<CriteriaSet, Plan> PLANS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private Scoring() {}

  /**
   * Assesses answers against a set.
   *
   * @param set the criteria
   * @param answers points by indicator; indicators of another set and points that are no step of
   *     theirs are a fault of the caller; those of computed indicators are not looked at
   * @param facts what decides which indicators apply, and what computed ones give
   * @return the assessment, complete or not
   */
  public static Assessment assess(CriteriaSet set, Map<String, BigDecimal> answers, Facts facts) {
    return plan(set).assess(answers, facts);
  }

  /** A set made ready to assess many answers: its formulas are read once. */
  public static Plan plan(CriteriaSet set) {
    Plan plan = PLANS.get(set);
    if (plan == null) {
      plan = new Plan(set);
      PLANS.put(set, plan);
    }
    return plan;
  }

  /** Points as hundredths. */
  private static long hundredths(BigDecimal points) {
    return points.movePointRight(2).setScale(0, RoundingMode.FLOOR).longValue();
  }

  private static BigDecimal points(long hundredths) {
    return hundredths % 100 == 0
        ? BigDecimal.valueOf(hundredths / 100)
        : BigDecimal.valueOf(hundredths, 2).stripTrailingZeros();
  }

  /** An indicator made ready. */
  private static final class Prepared {
    final Indicator indicator;
    final int criterion;
    final long most;
    final NotApplicable counted;
    final @Nullable Formula condition;
    final @Nullable Formula value;
    final double[] from;
    final long[] gives;

    Prepared(CriteriaSet set, Indicator indicator, int criterion) {
      this.indicator = indicator;
      this.criterion = criterion;
      this.most = hundredths(indicator.maxPoints());
      this.counted = set.whenNotApplicable(indicator);
      this.condition =
          indicator.always()
              ? null
              : Formulas.condition(set.model(), set.level(), indicator.appliesWhen());
      Computed computed = indicator.computed();
      this.value =
          computed == null ? null : Formulas.value(set.model(), set.level(), computed.value());
      List<ValueBand> bands = new ArrayList<>(computed == null ? List.of() : computed.bands());
      bands.sort(Comparator.comparing(ValueBand::from).reversed());
      this.from = bands.stream().mapToDouble(band -> band.from().doubleValue()).toArray();
      this.gives = bands.stream().mapToLong(band -> hundredths(band.points())).toArray();
    }

    long given(double computed) {
      if (Double.isNaN(computed) || from.length == 0) {
        return MISSING;
      }
      for (int i = 0; i < from.length; i++) {
        if (computed >= from[i]) {
          return gives[i];
        }
      }
      return gives[gives.length - 1];
    }
  }

  private static final long MISSING = -1;

  /** A condition to pass made ready. */
  private record Asked(Condition condition, Formula formula) {}

  /** What one calculation found on its way. */
  private static final class Found {
    final boolean[] applies;
    final long[] given;
    final double[] values;
    int missing;
    boolean any;
    long total;
    long adjustment;
    @Nullable Outcome outcome;
    @Nullable Rating rating;

    Found(int indicators) {
      applies = new boolean[indicators];
      given = new long[indicators];
      values = new double[indicators];
    }
  }

  /** A set with its formulas read; safe to share between threads. */
  public static final class Plan {

    private final Engine engine;
    private final String setId;
    private final Prepared[] indicators;
    private final List<Criterion> criteria;
    private final @Nullable BigDecimal passTotal;
    private final @Nullable BigDecimal leastEach;
    private final BigDecimal maxTotal;
    private final long[] leastOf;
    private final List<Asked> conditions;
    private final List<RatingBand> ratings;

    private Plan(CriteriaSet set) {
      this.engine = set.engine();
      this.setId = set.id();
      this.criteria = set.criteria();
      List<Prepared> prepared = new ArrayList<>();
      for (int c = 0; c < criteria.size(); c++) {
        for (Indicator indicator : criteria.get(c).indicators()) {
          prepared.add(new Prepared(set, indicator, c));
        }
      }
      this.indicators = prepared.toArray(Prepared[]::new);
      boolean points = engine == Engine.POINTS;
      this.passTotal = points ? set.pass().total() : null;
      this.leastEach = points ? set.pass().leastEach() : null;
      this.maxTotal = set.maxTotal();
      this.leastOf = new long[criteria.size()];
      for (int c = 0; c < leastOf.length; c++) {
        BigDecimal least = set.pass().leastOf().get(criteria.get(c).id());
        leastOf[c] = least == null || !points ? 0 : hundredths(least);
      }
      this.conditions =
          set.pass().conditions().stream()
              .map(
                  one ->
                      new Asked(one, Formulas.condition(set.model(), set.level(), one.formula())))
              .toList();
      this.ratings =
          set.ratings().stream().sorted(Comparator.comparing(RatingBand::from).reversed()).toList();
    }

    /** What the answers come to, without explanation. */
    public Score score(Map<String, BigDecimal> answers, Facts facts) {
      Found found = calculate(answers, facts);
      return new Score(points(found.total), found.missing == 0, found.outcome, found.rating);
    }

    /** What the answers come to, explained. */
    public Assessment assess(Map<String, BigDecimal> answers, Facts facts) {
      Found found = calculate(answers, facts);
      List<Line> lines = new ArrayList<>(indicators.length);
      for (int i = 0; i < indicators.length; i++) {
        Prepared one = indicators[i];
        lines.add(
            new Line(
                one.indicator.id(),
                found.applies[i],
                found.given[i] == MISSING ? null : points(found.given[i]),
                one.indicator.maxPoints(),
                found.applies[i] ? null : one.counted,
                found.applies[i] ? computed(one, found.values[i], facts) : null));
      }
      return new Assessment(
          points(found.total),
          found.missing == 0,
          found.outcome,
          found.rating,
          points(found.adjustment),
          lines,
          new Explanation(found, lines, facts).reasons());
    }

    private static @Nullable ComputedValue computed(Prepared one, double value, Facts facts) {
      Computed computed = one.indicator.computed();
      Formula formula = one.value;
      if (computed == null || formula == null) {
        return null;
      }
      Map<String, Long> used = new TreeMap<>();
      List<String> unknown = new ArrayList<>();
      for (String name : formula.names()) {
        Long known = facts.get(name);
        if (known == null) {
          unknown.add(name);
        } else {
          used.put(name, known);
        }
      }
      return new ComputedValue(
          computed.value(),
          Double.isNaN(value) ? null : Formula.shown(value).stripTrailingZeros(),
          computed.unit(),
          used,
          unknown);
    }

    private Found calculate(Map<String, BigDecimal> answers, Facts facts) {
      Found found = new Found(indicators.length);
      for (int i = 0; i < indicators.length; i++) {
        Prepared one = indicators[i];
        boolean applies = one.condition == null || one.condition.holds(facts) != Truth.FALSE;
        found.applies[i] = applies;
        if (!applies) {
          found.given[i] = one.counted == NotApplicable.FULL ? one.most : 0;
          continue;
        }
        found.any = true;
        if (one.value != null) {
          found.values[i] = one.value.value(facts);
          found.given[i] = one.given(found.values[i]);
        } else {
          BigDecimal answer = answers.get(one.indicator.id());
          if (answer != null && !one.indicator.allows(answer)) {
            throw new IllegalArgumentException(
                answer + " is no step of indicator " + one.indicator.id() + " of " + setId);
          }
          found.given[i] = answer == null ? MISSING : hundredths(answer);
        }
        if (found.given[i] == MISSING) {
          found.missing++;
        }
      }
      if (engine == Engine.POINTS) {
        sum(found);
      } else {
        least(found);
      }
      if (found.missing == 0) {
        conclude(found, facts);
      }
      return found;
    }

    private void sum(Found found) {
      Share all = share(found, -1);
      found.total = all.total();
      found.adjustment = all.scaled - all.sum;
    }

    private void least(Found found) {
      long level = found.any && found.missing == 0 ? Long.MAX_VALUE : 0;
      for (int i = 0; i < indicators.length && level > 0; i++) {
        if (found.applies[i]) {
          level = Math.min(level, found.given[i]);
        }
      }
      found.total = level;
    }

    /** The points of a criterion, or of all, with what does not apply. */
    private static final class Share {
      long sum;
      long base;
      long room;
      long full;
      long scaled;

      long total() {
        return scaled + full;
      }
    }

    private Share share(Found found, int criterion) {
      Share share = new Share();
      for (int i = 0; i < indicators.length; i++) {
        Prepared one = indicators[i];
        if (criterion >= 0 && one.criterion != criterion) {
          continue;
        }
        if (found.applies[i]) {
          share.base += one.most;
          share.sum += Math.max(0, found.given[i]);
        } else if (one.counted == NotApplicable.FULL) {
          share.full += one.most;
        } else if (one.counted == NotApplicable.RESCALE) {
          share.room += one.most;
        }
      }
      share.scaled =
          share.base == 0 ? 0 : Math.floorDiv(share.sum * (share.base + share.room), share.base);
      return share;
    }

    private void conclude(Found found, Facts facts) {
      boolean passed = found.any;
      if (engine == Engine.LEVELS) {
        passed &= found.total >= 100;
      } else {
        passed &= passTotal == null || found.total >= hundredths(passTotal);
        for (int i = 0; i < indicators.length && passed; i++) {
          passed = !tooLow(found, i);
        }
        for (int c = 0; c < leastOf.length && passed; c++) {
          passed = !tooLittle(found, c);
        }
      }
      for (Asked asked : conditions) {
        passed &= asked.formula().holds(facts) != Truth.FALSE;
      }
      found.outcome = passed ? Outcome.ACHIEVED : Outcome.NOT_ACHIEVED;
      found.rating = passed ? rated(found.total) : Rating.NOT_ACHIEVED;
    }

    private Rating rated(long total) {
      if (engine == Engine.LEVELS) {
        return total >= 200 ? Rating.LEVEL_2 : Rating.LEVEL_1;
      }
      for (RatingBand band : ratings) {
        if (total >= hundredths(band.from())) {
          return band.rating();
        }
      }
      return Rating.ACHIEVED;
    }

    private boolean tooLow(Found found, int indicator) {
      return leastEach != null
          && found.applies[indicator]
          && found.given[indicator] < hundredths(leastEach);
    }

    private boolean tooLittle(Found found, int criterion) {
      if (leastOf[criterion] == 0) {
        return false;
      }
      Share share = share(found, criterion);
      return share.base > 0 && share.total() < leastOf[criterion];
    }

    /** Puts one calculation in words. */
    private final class Explanation {

      private final Found found;
      private final List<Line> lines;
      private final Facts facts;
      private final List<Reason> reasons = new ArrayList<>();

      Explanation(Found found, List<Line> lines, Facts facts) {
        this.found = found;
        this.lines = lines;
        this.facts = facts;
      }

      List<Reason> reasons() {
        if (found.missing > 0) {
          incomplete();
        } else if (!found.any) {
          reasons.add(Reason.of("criteria.reason.nothing-applies"));
        } else if (engine == Engine.POINTS) {
          byPoints();
        } else {
          byLevels();
        }
        notApplicable();
        return reasons;
      }

      private void incomplete() {
        int asked = 0;
        for (Line line : lines) {
          ComputedValue computed = line.computed();
          if (!line.applies() || line.points() != null) {
            continue;
          }
          if (computed == null) {
            asked++;
          } else if (computed.unknown().isEmpty()) {
            reasons.add(Reason.of("criteria.reason.no-share", line.indicatorId()));
          } else {
            reasons.add(
                Reason.of(
                    "criteria.reason.unknown-facts",
                    line.indicatorId(),
                    computed.unknown().stream()
                        .map(name -> Reason.of("criteria.fact." + name.replace('_', '-')))
                        .toList()));
          }
        }
        if (asked > 0) {
          reasons.addFirst(Reason.of("criteria.reason.missing", asked));
        }
      }

      private void byPoints() {
        BigDecimal total = points(found.total);
        if (found.outcome == Outcome.ACHIEVED) {
          reasons.add(
              passTotal == null
                  ? Reason.of("criteria.reason.achieved-all", total, maxTotal)
                  : Reason.of("criteria.reason.achieved", total, maxTotal, passTotal));
          if (!ratings.isEmpty() && found.rating != null) {
            reasons.add(Reason.of("criteria.reason.rated", Reason.of(found.rating.messageKey())));
          }
          return;
        }
        List<Reason> parts = new ArrayList<>();
        for (int i = 0; i < indicators.length; i++) {
          if (leastEach != null && tooLow(found, i)) {
            parts.add(
                Reason.of("criteria.reason.part.each", indicators[i].indicator.id(), leastEach));
          }
        }
        for (int c = 0; c < leastOf.length; c++) {
          if (tooLittle(found, c)) {
            parts.add(
                Reason.of(
                    "criteria.reason.part.criterion",
                    criteria.get(c).id(),
                    points(share(found, c).total()),
                    points(leastOf[c])));
          }
        }
        parts.addAll(unmet());
        List<Reason> shown = few(parts);
        if (passTotal != null && found.total < hundredths(passTotal)) {
          shown.add(
              Reason.of(
                  "criteria.reason.part.total",
                  points(hundredths(passTotal) - found.total),
                  passTotal));
        }
        reasons.add(Reason.of("criteria.reason.not-achieved", shown));
        reasons.add(Reason.of("criteria.reason.total", total, maxTotal));
        lines.stream()
            .filter(Line::applies)
            .filter(line -> lost(line).signum() > 0)
            .sorted((a, b) -> lost(b).compareTo(lost(a)))
            .limit(MOST_LOST)
            .forEach(
                line ->
                    reasons.add(
                        Reason.of(
                            "criteria.reason.lost",
                            line.indicatorId(),
                            lost(line),
                            line.maxPoints())));
      }

      private static BigDecimal lost(Line line) {
        BigDecimal points = line.points();
        return points == null ? line.maxPoints() : line.maxPoints().subtract(points);
      }

      private List<Reason> unmet() {
        return conditions.stream()
            .filter(asked -> asked.formula().holds(facts) == Truth.FALSE)
            .map(asked -> Reason.of("criteria.reason.part.condition", asked.condition().text()))
            .toList();
      }

      private static List<Reason> few(List<Reason> parts) {
        List<Reason> shown = new ArrayList<>(parts.subList(0, Math.min(parts.size(), MOST_PARTS)));
        if (parts.size() > MOST_PARTS) {
          shown.add(Reason.of("criteria.reason.part.more", parts.size() - MOST_PARTS));
        }
        return shown;
      }

      private void byLevels() {
        long level = found.total / 100;
        if (found.outcome == Outcome.ACHIEVED) {
          reasons.add(Reason.of("criteria.reason.level", level));
        } else if (level >= 1) {
          reasons.add(Reason.of("criteria.reason.not-achieved", few(unmet())));
          return;
        }
        if (level >= 2) {
          return;
        }
        long wanted = level + 1;
        List<Reason> parts = new ArrayList<>();
        for (int i = 0; i < indicators.length; i++) {
          if (found.applies[i] && found.given[i] < wanted * 100) {
            parts.add(below(indicators[i], found.given[i] / 100, found.values[i], wanted));
          }
        }
        parts.addAll(unmet());
        reasons.add(Reason.of("criteria.reason.no-level", wanted, few(parts)));
      }

      private static Reason below(Prepared one, long level, double value, long wanted) {
        String id = one.indicator.id();
        Computed computed = one.indicator.computed();
        if (computed == null) {
          return level == 0
              ? Reason.of("criteria.reason.part.not-met", id)
              : Reason.of("criteria.reason.part.level", id, level);
        }
        Reason is = inUnit(Formula.shown(value), computed.unit());
        Reason needed = needed(computed, value, wanted);
        return level == 0
            ? Reason.of("criteria.reason.part.not-met-value", id, is, needed)
            : Reason.of("criteria.reason.part.level-value", id, level, is, needed);
      }

      /** The nearest value that gives the wanted step. */
      private static Reason needed(Computed computed, double value, long wanted) {
        List<ValueBand> enough =
            computed.bands().stream()
                .filter(band -> band.points().compareTo(BigDecimal.valueOf(wanted)) >= 0)
                .sorted(Comparator.comparing(ValueBand::from))
                .toList();
        for (ValueBand band : enough) {
          if (band.from().doubleValue() > value) {
            return inUnit(band.from(), computed.unit());
          }
        }
        BigDecimal below =
            enough.isEmpty()
                ? null
                : computed.bands().stream()
                    .map(ValueBand::from)
                    .filter(from -> from.compareTo(enough.getLast().from()) > 0)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        return below == null
            ? Reason.of("criteria.reason.part.more-needed")
            : Reason.of("criteria.reason.part.under", inUnit(below, computed.unit()));
      }

      private static Reason inUnit(BigDecimal value, String unit) {
        return unit.isEmpty()
            ? Reason.of("criteria.reason.value", value)
            : Reason.of("criteria.reason.value-unit", value, unit);
      }

      private void notApplicable() {
        long full = counted(NotApplicable.FULL);
        long rescaled = counted(NotApplicable.RESCALE);
        long left = counted(NotApplicable.NEUTRAL);
        if (engine == Engine.LEVELS) {
          left += full + rescaled;
          full = 0;
          rescaled = 0;
        }
        if (full > 0) {
          reasons.add(Reason.of("criteria.reason.not-applicable", full));
        }
        if (rescaled > 0) {
          reasons.add(
              Reason.of(
                  "criteria.reason.not-applicable.rescaled", rescaled, points(found.adjustment)));
        }
        if (left > 0) {
          reasons.add(Reason.of("criteria.reason.not-applicable.left-out", left));
        }
      }

      private long counted(NotApplicable how) {
        return lines.stream().filter(line -> line.counted() == how).count();
      }
    }
  }
}
