package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CountFormula;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.reporting.Achieved.Fraction;
import vn.khuyenhoc.reporting.Achieved.State;
import vn.khuyenhoc.reporting.Counting.Asked;
import vn.khuyenhoc.reporting.Goal.Kind;
import vn.khuyenhoc.reporting.TargetPart.Role;
import vn.khuyenhoc.reporting.Unknown.Lack;

/**
 * How far targets are reached, from what was counted and what was reported by hand. What is not
 * known stays unknown and says why; nothing is divided by zero.
 */
final class Reckoning {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Map<String, Indicator> indicators = new LinkedHashMap<>();
  private final List<String> names;

  Reckoning(Collection<Indicator> all) {
    all.forEach(one -> indicators.put(one.id(), one));
    names = names(all);
  }

  /** Everything that formulas of these can name; of labour groups what they name already. */
  static List<String> names(Collection<Indicator> all) {
    return Stream.of(
            Measure.catalogue().keySet().stream(),
            all.stream().map(Indicator::id).sorted(),
            all.stream()
                .flatMap(one -> Stream.of(one.numerator(), one.denominator()))
                .flatMap(formula -> Measure.ofGroups(formula).stream()))
        .flatMap(one -> one)
        .distinct()
        .toList();
  }

  /** What an area has. */
  interface Known {
    Amount measure(Measure measure, int year);

    @Nullable ReportedValue reported(String indicator, int year);
  }

  /** The indicator that computes a target; null where there is none of that name. */
  @Nullable Indicator indicator(PlanTarget target) {
    return indicators.get(target.computedBy());
  }

  /** The year that a target is looked at in. */
  static int year(PlanTarget target, int thisYear) {
    return Math.min(target.year(), thisYear);
  }

  /** The measures that a target needs. */
  Set<Asked> needs(PlanTarget target, int thisYear) {
    Set<Asked> needs = new LinkedHashSet<>();
    Indicator indicator = indicator(target);
    if (indicator == null || target.goal().kind() == Kind.DONE) {
      return needs;
    }
    int year = year(target, thisYear);
    boolean divided = divided(target, indicator);
    Integer base = target.goal().baseYear();
    for (int one : base == null ? List.of(year) : List.of(year, base)) {
      needs(indicator.numerator(), target.scope(), one, new HashSet<>(), needs);
      if (divided) {
        needs(indicator.denominator(), target.scope(), one, new HashSet<>(), needs);
      }
    }
    return needs;
  }

  /** The measures that the formulas of an indicator name, also through other indicators. */
  Set<Measure> measures(Indicator indicator) {
    Set<Asked> needs = new LinkedHashSet<>();
    for (String formula : List.of(indicator.numerator(), indicator.denominator())) {
      needs(formula, TargetScope.of(""), 0, new HashSet<>(), needs);
    }
    return needs.stream().map(Asked::measure).collect(Collectors.toSet());
  }

  private static boolean divided(PlanTarget target, Indicator indicator) {
    return indicator.kind().divided()
        || target.goal().kind() == Kind.PERCENTAGE_POINTS
        || target.goal().other() == Kind.PERCENTAGE_POINTS;
  }

  private void needs(
      String formula, TargetScope scope, int year, Set<String> seen, Set<Asked> needs) {
    if (formula.isEmpty()) {
      return;
    }
    for (String name : CountFormula.of(formula, names).names()) {
      Measure measure = Measure.named(name);
      Indicator other = indicators.get(name);
      if (measure != null) {
        needs.add(new Asked(measure.within(scope), year));
      } else if (other != null && seen.add(name)) {
        needs(other.numerator(), scope, year, seen, needs);
      }
    }
  }

  /**
   * What has to be reported by hand for a target: itself, or what its formulas name.
   *
   * @param known what was reported; null where nobody may read it here
   */
  List<TargetLine.Input> inputs(PlanTarget target, int thisYear, @Nullable Known known) {
    Indicator indicator = indicator(target);
    if (indicator == null) {
      return List.of();
    }
    int year = year(target, thisYear);
    Integer base = target.goal().baseYear();
    Set<TargetLine.Input> inputs = new LinkedHashSet<>();
    for (int one : base == null ? List.of(year) : List.of(year, base)) {
      if (indicator.byHand()) {
        inputs.add(input(indicator, one, known));
      } else {
        inputs(indicator.numerator(), one, known, new HashSet<>(), inputs);
        inputs(indicator.denominator(), one, known, new HashSet<>(), inputs);
      }
    }
    return List.copyOf(inputs);
  }

  private static TargetLine.Input input(Indicator indicator, int year, @Nullable Known known) {
    return new TargetLine.Input(
        indicator, year, known == null ? null : known.reported(indicator.id(), year));
  }

  private void inputs(
      String formula,
      int year,
      @Nullable Known known,
      Set<String> seen,
      Set<TargetLine.Input> inputs) {
    if (formula.isEmpty()) {
      return;
    }
    for (String name : CountFormula.of(formula, names).names()) {
      Indicator other = indicators.get(name);
      if (other != null && other.byHand()) {
        inputs.add(input(other, year, known));
      } else if (other != null && seen.add(name)) {
        inputs(other.numerator(), year, known, seen, inputs);
      }
    }
  }

  /**
   * Every number that the formulas of a target name, also through other indicators, each with its
   * own value: what one lacks is no reason to keep the others back.
   */
  List<TargetPart> parts(PlanTarget target, int thisYear, Known known) {
    Indicator indicator = indicator(target);
    if (indicator == null) {
      return List.of();
    }
    int year = year(target, thisYear);
    Integer base = target.goal().baseYear();
    boolean divided = divided(target, indicator);
    Set<TargetPart> parts = new LinkedHashSet<>();
    parts(new Side(Role.COUNTED, target.scope(), year), indicator, known, parts);
    if (divided) {
      parts(new Side(Role.DIVISOR, target.scope(), year), indicator, known, parts);
    }
    if (base != null) {
      parts(new Side(Role.BASE, target.scope(), base), indicator, known, parts);
      if (divided) {
        parts(new Side(Role.BASE_DIVISOR, target.scope(), base), indicator, known, parts);
      }
    }
    return List.copyOf(parts);
  }

  /** A side of a formula in a year, as a target means it. */
  private record Side(Role role, TargetScope scope, int year) {
    boolean over() {
      return role == Role.COUNTED || role == Role.BASE;
    }
  }

  private void parts(Side side, Indicator of, Known known, Set<TargetPart> parts) {
    if (of.byHand()) {
      parts.add(byHand(side, of, side.over(), known));
    } else {
      parts(side, side.over() ? of.numerator() : of.denominator(), known, new HashSet<>(), parts);
    }
  }

  private void parts(
      Side side, String formula, Known known, Set<String> seen, Set<TargetPart> parts) {
    if (formula.isEmpty()) {
      return;
    }
    for (String name : CountFormula.of(formula, names).names()) {
      Measure measure = Measure.named(name);
      Indicator other = indicators.get(name);
      if (measure != null) {
        Measure meant = measure.within(side.scope());
        parts.add(
            new TargetPart(
                side.role(), meant, null, side.year(), known.measure(meant, side.year()), null));
      } else if (other != null && other.byHand()) {
        parts.add(byHand(side, other, true, known));
      } else if (other != null && seen.add(name)) {
        parts(side, other.numerator(), known, seen, parts);
      }
    }
  }

  private TargetPart byHand(Side side, Indicator of, boolean over, Known known) {
    return new TargetPart(
        side.role(),
        null,
        of,
        side.year(),
        count(of, over, side.scope(), side.year(), known),
        known.reported(of.id(), side.year()));
  }

  /** How far a target is reached. */
  Achieved achieved(PlanTarget target, int thisYear, Known known) {
    int year = year(target, thisYear);
    Goal goal = target.goal();
    Indicator indicator = indicator(target);
    if (indicator == null) {
      return Achieved.unknown(
          year, goal.kind(), Unknown.notComputed("reporting.why.indicator", target.computedBy()));
    }
    Achieved one = achieved(target, indicator, goal.kind(), year, known);
    Kind other = goal.other();
    return other == null ? one : one.or(achieved(target, indicator, other, year, known));
  }

  private Achieved achieved(
      PlanTarget target, Indicator indicator, Kind kind, int year, Known known) {
    ReportedValue reported = known.reported(indicator.id(), year);
    if (!kind.valued()) {
      return done(target, indicator, kind, year, reported);
    }
    Amount numerator = count(indicator, true, target.scope(), year, known);
    Amount denominator = null;
    Amount base = null;
    Amount baseWhole = null;
    Fraction fraction = null;
    Unknown why = numerator.why();
    if (kind.growth()) {
      Integer from = target.goal().baseYear();
      if (from == null) {
        why = why == null ? Unknown.notComputed("reporting.why.base-year") : why;
      } else {
        base = count(indicator, true, target.scope(), from, known);
        Unknown missing = base.why();
        if (missing != null) {
          // what is not there now is said before what was not there then
          why =
              why != null && why.lack() != Lack.NOT_COMPUTED
                  ? why
                  : Unknown.notComputed("reporting.why.base", indicator, String.valueOf(from))
                      .declaredAt(missing.remedy());
        } else if (kind == Kind.GROWTH_PERCENT) {
          if (signum(base) == 0) {
            why = first(why, baseZero(base, indicator, from));
          } else if (numerator.known()) {
            fraction =
                new Fraction(value(numerator).subtract(value(base)).multiply(HUNDRED), value(base));
          }
        } else {
          denominator = count(indicator, false, target.scope(), year, known);
          baseWhole = count(indicator, false, target.scope(), from, known);
          why = first(why, zero(denominator, indicator, year), zero(baseWhole, indicator, from));
          if (why == null) {
            fraction =
                new Fraction(
                    value(numerator)
                        .multiply(value(baseWhole))
                        .subtract(value(base).multiply(value(denominator)))
                        .multiply(HUNDRED),
                    value(denominator).multiply(value(baseWhole)));
          }
        }
      }
    } else if (kind == Kind.PERCENT || kind == Kind.PER_PERSON) {
      denominator = count(indicator, false, target.scope(), year, known);
      why = first(why, zero(denominator, indicator, year));
      if (why == null) {
        BigDecimal over = value(numerator);
        fraction =
            new Fraction(kind == Kind.PERCENT ? over.multiply(HUNDRED) : over, value(denominator));
      }
      // reported as such: an average without what it is made of
      if (fraction == null && indicator.byHand() && reported != null) {
        BigDecimal given = reported.value();
        if (given != null) {
          fraction = new Fraction(given, BigDecimal.ONE);
          why = null;
        }
      }
    } else if (numerator.known()) {
      fraction = new Fraction(value(numerator), BigDecimal.ONE);
    }
    return new Achieved(
        year,
        kind,
        state(target.goal(), kind, fraction),
        numerator,
        denominator,
        fraction,
        fraction == null ? why : null,
        reported,
        base,
        baseWhole,
        null);
  }

  /** What is done or not; of a list, whether what the plan names is on it. */
  private static Achieved done(
      PlanTarget target,
      Indicator indicator,
      Kind kind,
      int year,
      @Nullable ReportedValue reported) {
    if (reported == null) {
      return Achieved.unknown(
          year,
          kind,
          Unknown.notReported("reporting.why.reported", indicator, String.valueOf(year)));
    }
    BigDecimal entries = reported.value();
    boolean list = kind == Kind.LIST;
    Unknown why =
        list && reported.items().isEmpty()
            ? Unknown.notComputed(
                "reporting.why.list", entries == null ? BigDecimal.ZERO : entries, indicator)
            : null;
    boolean met = list ? missing(target, reported).isEmpty() : reported.doneOn() != null;
    return new Achieved(
        year,
        kind,
        why != null ? State.UNKNOWN : met ? State.MET : State.MISSED,
        entries == null || !list
            ? null
            : Amount.of(entries).made(List.of(Ingredient.byHand(indicator, year, entries))),
        null,
        entries == null || why != null ? null : new Fraction(entries, BigDecimal.ONE),
        why,
        reported,
        null,
        null,
        null);
  }

  /**
   * What the plan names and no entry of the list names. An entry names what stands before its
   * colon, and one thing only; whole words are compared, however they are written.
   */
  static List<String> missing(PlanTarget target, ReportedValue reported) {
    List<String> named = new ArrayList<>(reported.items().stream().map(Reckoning::naming).toList());
    return target.things().stream().filter(thing -> !named.remove(words(thing))).toList();
  }

  /** What an entry names: all of it where it has no colon. */
  private static String naming(String item) {
    int colon = item.indexOf(':');
    return words(colon < 0 ? item : item.substring(0, colon));
  }

  private static String words(String text) {
    return NO_WORD.matcher(VietnameseText.fold(text)).replaceAll(" ").strip();
  }

  private static State state(Goal goal, Kind kind, @Nullable Fraction fraction) {
    if (fraction == null) {
      return State.UNKNOWN;
    }
    BigDecimal value = expected(goal, kind);
    if (value == null) {
      return State.SHOWN;
    }
    int order = fraction.against(value);
    boolean met =
        switch (goal.direction()) {
          case AT_LEAST, DONE -> order >= 0;
          case AT_MOST -> order <= 0;
          case EXACTLY -> order == 0;
        };
    return met ? State.MET : State.MISSED;
  }

  /** What the value of a year is held against; null where that is not known. */
  static @Nullable BigDecimal expected(Goal goal, Kind kind) {
    BigDecimal value = goal.value();
    Goal.Period period = goal.period();
    if (value == null || kind != Kind.TIMES || period == null) {
      return value;
    }
    return period.inAYear() == 0 ? null : value.multiply(BigDecimal.valueOf(period.inAYear()));
  }

  private static @Nullable Unknown zero(Amount amount, Indicator indicator, int year) {
    if (amount.why() != null) {
      return amount.why();
    }
    return signum(amount) == 0
        ? Unknown.notComputed("reporting.why.zero", indicator, String.valueOf(year))
            .declaredAt("reporting.remedy.zero", amount.href())
        : null;
  }

  private static Unknown baseZero(Amount base, Indicator indicator, int year) {
    return Unknown.notComputed("reporting.why.base-zero", indicator, String.valueOf(year))
        .declaredAt("reporting.remedy.zero", base.href());
  }

  /** The first of them, with a way out of any of them where it has none itself. */
  private static @Nullable Unknown first(@Nullable Unknown... all) {
    Unknown first = null;
    for (Unknown one : all) {
      if (first == null) {
        first = one;
      } else if (one != null && first.remedy() == null) {
        first = first.declaredAt(one.remedy());
      }
    }
    return first;
  }

  private static int signum(Amount amount) {
    return value(amount).signum();
  }

  private static BigDecimal value(Amount amount) {
    BigDecimal value = amount.value();
    if (value == null) {
      throw new IllegalStateException("an unknown amount was counted with");
    }
    return value;
  }

  /** The numerator or denominator of an indicator in a year. */
  private Amount count(
      Indicator indicator, boolean over, TargetScope scope, int year, Known known) {
    if (indicator.byHand()) {
      ReportedValue reported = known.reported(indicator.id(), year);
      BigDecimal value =
          reported == null ? null : over ? reported.counted() : reported.denominator();
      return value == null
          ? Amount.unknown(
              Unknown.notReported("reporting.why.reported", indicator, String.valueOf(year)))
          : Amount.of(value).made(List.of(Ingredient.byHand(indicator, year, value)));
    }
    return formula(
        over ? indicator.numerator() : indicator.denominator(),
        indicator,
        scope,
        year,
        known,
        new LinkedHashSet<>(List.of(indicator.id())));
  }

  private Amount formula(
      String text, Indicator of, TargetScope scope, int year, Known known, Set<String> path) {
    CountFormula formula = CountFormula.of(text, names);
    Map<String, Amount> amounts = new LinkedHashMap<>();
    for (String name : formula.names()) {
      Measure measure = Measure.named(name);
      Indicator other = indicators.get(name);
      Amount amount;
      if (measure != null) {
        amount = known.measure(measure.within(scope), year);
      } else if (other == null || path.contains(name)) {
        amount = Amount.unknown(formula(of));
      } else if (other.byHand()) {
        amount = count(other, true, scope, year, known);
      } else {
        Set<String> further = new LinkedHashSet<>(path);
        further.add(name);
        amount = formula(other.numerator(), other, scope, year, known, further);
      }
      if (!amount.known() || text.equals(name)) {
        return amount;
      }
      amounts.put(name, amount);
    }
    BigDecimal value =
        formula.value(
            name -> {
              Amount amount = amounts.get(name);
              return amount == null ? null : value(amount);
            });
    return value == null
        ? Amount.unknown(formula(of))
        : Amount.of(value)
            .heard(
                amounts.values().stream().flatMap(one -> one.heard().stream()).distinct().toList())
            .over(amounts.values().stream().flatMap(one -> one.bases().stream()).toList())
            .made(amounts.values().stream().flatMap(one -> one.made().stream()).toList());
  }

  private static Unknown formula(Indicator of) {
    return Unknown.notComputed("reporting.why.formula", of)
        .declaredAt("reporting.remedy.formula", "/indicators/" + of.id());
  }
}
