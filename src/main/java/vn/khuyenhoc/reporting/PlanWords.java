package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.CountFormula;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.Achieved.State;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

/** What targets and indicators say in words: the goal, what is reached, how far it is, and why. */
public final class PlanWords {

  private final Texts t;
  private final Map<String, Indicator> indicators;
  private final Map<String, String> groups = new HashMap<>();

  /**
   * @param texts the reader's language
   * @param indicators every indicator by its identity
   */
  public PlanWords(Texts texts, Map<String, Indicator> indicators) {
    this.t = texts;
    this.indicators = indicators;
    indicators.values().forEach(one -> groups.putAll(one.groups()));
  }

  /**
   * The same where formulas may name any labour group.
   *
   * @param all what people call each, by code
   */
  PlanWords(Texts texts, Map<String, Indicator> indicators, Map<String, String> all) {
    this(texts, indicators);
    groups.putAll(all);
  }

  /** What a target measures. */
  public String name(PlanTarget target) {
    Indicator indicator = indicators.get(target.computedBy());
    return indicator == null ? target.computedBy() : name(indicator);
  }

  /** What an indicator is called. */
  public String name(Indicator indicator) {
    return indicator.name(t.language());
  }

  /** What an indicator counts. */
  public String definition(Indicator indicator) {
    return indicator.definition(t.language());
  }

  /** A plan in short: its number and issuer. */
  public String plan(Plan plan) {
    return plan.number().isEmpty()
        ? t.t("reporting.plan.without-number", plan.issuer(), period(plan))
        : t.t("reporting.plan.numbered", plan.number(), plan.issuer());
  }

  /** The years of a plan: 2024, 2022–2030. */
  public String period(Plan plan) {
    return plan.firstYear() == plan.lastYear()
        ? String.valueOf(plan.firstYear())
        : plan.firstYear() + "–" + plan.lastYear();
  }

  /** For whom a target is set: the plan's words, and what of them is counted by. */
  public String scope(PlanTarget target) {
    TargetScope scope = target.scope();
    List<String> parts = new ArrayList<>();
    parts.add(known(target, "reporting.scope.", scope.words()));
    ModelLevel unit = scope.unitLevel();
    if (unit != null) {
      parts.add(t.t("reporting.scope.units", t.t(unit.messageKey()).toLowerCase(Locale.ROOT)));
    }
    AreaLevel level = scope.areaLevel();
    if (level != null) {
      parts.add(t.t("reporting.scope.areas", t.t("reporting.unit." + level.name())));
    }
    Rating least = scope.leastRating();
    if (least != null) {
      parts.add(t.t("reporting.scope.rating", t.t(least.messageKey())));
    }
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
  }

  /** What is not clear about a target; empty for nothing. */
  public String doubt(PlanTarget target) {
    return target.doubt().isEmpty() ? "" : known(target, "reporting.doubt.", target.doubt());
  }

  /** What is to be reached: từ 90 %. */
  public String goal(PlanTarget target) {
    return goal(target.goal(), target.goal().kind(), unit(target), target.things());
  }

  /** The same read the other way; empty where it is clear. */
  public String otherGoal(PlanTarget target) {
    Goal.Kind other = target.goal().other();
    return other == null ? "" : goal(target.goal(), other, unit(target), target.things());
  }

  private String goal(Goal goal, Goal.Kind kind, String unit, List<String> things) {
    BigDecimal value = goal.value();
    if (value == null) {
      return things.isEmpty()
          ? t.t("reporting.goal." + kind.name())
          : t.t("reporting.goal.LIST.of", String.join(", ", things));
    }
    Goal.Period period = goal.period();
    Integer base = goal.baseYear();
    String said =
        t.t(
            "reporting.goal." + kind.name(),
            number(value),
            unit,
            base == null ? "" : String.valueOf(base),
            period == null ? "" : t.t("reporting.period." + period.name()));
    return kind.growth() && goal.direction() == Goal.Direction.AT_LEAST
        ? said
        : t.t("reporting.goal." + goal.direction().name(), said);
  }

  private String number(BigDecimal value) {
    return t.decimal(value);
  }

  /** The word behind a number of a target. */
  public String unit(PlanTarget target) {
    Indicator indicator = indicators.get(target.computedBy());
    return indicator == null ? "" : unit(indicator);
  }

  /** The word behind a number of an indicator. */
  public String unit(Indicator indicator) {
    Measure measure = Measure.named(indicator.numerator());
    if (measure != null && measure.kind() != Measure.Kind.POPULATION) {
      return unit(measure);
    }
    String key = "reporting.unit-of." + indicator.id();
    return indicator.builtIn() && t.has(key)
        ? t.t(key)
        : indicator.unit().isEmpty() ? t.t("reporting.unit.unnamed") : indicator.unit();
  }

  /** What is reached: 73,6 %, 40 lần; empty where it is not known. */
  public String value(TargetLine line) {
    return value(line.achieved(), unit(line.target()));
  }

  /** The same read the other way. */
  public String otherValue(TargetLine line) {
    Achieved other = line.achieved().other();
    return other == null ? "" : value(other, unit(line.target()));
  }

  private String value(Achieved achieved, String unit) {
    if (!achieved.kind().valued()) {
      ReportedValue reported = achieved.reported();
      LocalDate day = reported == null ? null : reported.doneOn();
      BigDecimal entries = achieved.value();
      return achieved.kind() == Goal.Kind.LIST
          ? entries == null ? "" : t.t("reporting.value.COUNT", number(entries), unit)
          : achieved.state() == State.MET && day != null
              ? t.t("reporting.value.DONE", day)
              : achieved.state() == State.MISSED && reported != null ? notDone(reported) : "";
    }
    BigDecimal value = achieved.value();
    return value == null
        ? ""
        : switch (achieved.kind()) {
          case PERCENT -> t.percent(value);
          case GROWTH_PERCENT, PERCENTAGE_POINTS -> grown(achieved.kind(), value);
          case COUNT, PER_PERSON, TIMES ->
              t.t("reporting.value." + achieved.kind().name(), number(value), unit);
          case DONE, LIST -> "";
        };
  }

  private String notDone(ReportedValue reported) {
    return t.t("reporting.value.not-done", reported.note());
  }

  /** A growth, or by how much less it has become: giảm 10,3 điểm phần trăm. */
  private String grown(Goal.Kind kind, BigDecimal value) {
    BigDecimal written = value.setScale(1, RoundingMode.HALF_UP);
    return t.t(
        "reporting.value." + kind.name() + (written.signum() < 0 ? ".less" : ""),
        number(written.abs()));
  }

  /** How many of how many; empty where nothing is divided. */
  public String parts(TargetLine line) {
    Achieved achieved = line.achieved();
    BigDecimal over = value(achieved.numerator());
    BigDecimal under = value(achieved.denominator());
    BigDecimal base = value(achieved.base());
    Indicator indicator = line.indicator();
    if (over == null || indicator == null) {
      return "";
    }
    if (base != null) {
      return t.t(
          "reporting.value.since",
          String.valueOf(achieved.year()),
          counted(indicator, over, under),
          String.valueOf(line.target().goal().baseYear()),
          counted(indicator, base, value(achieved.baseWhole())));
    }
    return under == null ? "" : of(indicator, over, under);
  }

  /** So many, and of how many where that is known. */
  private String counted(Indicator indicator, BigDecimal over, @Nullable BigDecimal under) {
    return under == null
        ? t.t("reporting.value.COUNT", number(over), unit(indicator))
        : of(indicator, over, under);
  }

  /** What a number of a formula counts. */
  public String part(TargetPart part) {
    Measure measure = part.measure();
    Indicator byHand = part.byHand();
    String said = measure != null ? measure(measure) : byHand != null ? name(byHand) : "";
    return said.isEmpty() ? said : Character.toUpperCase(said.charAt(0)) + said.substring(1);
  }

  /** How much of it there is; why that is not known where it is not. */
  public String value(TargetPart part) {
    Indicator byHand = part.byHand();
    ReportedValue reported = part.reported();
    BigDecimal value = part.amount().value();
    Unknown why = part.amount().why();
    Measure measure = part.measure();
    if (byHand != null && reported != null) {
      return reported(reported, byHand);
    }
    return value != null && measure != null
        ? t.t("reporting.value.COUNT", number(value), unit(measure))
        : why == null ? "" : say(why.said());
  }

  /** How many of how many; each with its own word where the two are not the same. */
  private String of(Indicator indicator, BigDecimal over, BigDecimal under) {
    String unit = unit(indicator);
    String whole = indicator.denominator().isEmpty() ? unit : unitOf(indicator.denominator());
    if (indicator.kind() == Indicator.Kind.AVERAGE) {
      String[] each = unit.split("/", -1);
      String counted = unitOf(indicator.numerator());
      unit = counted.isEmpty() ? each[0] : counted;
      whole = indicator.denominator().isEmpty() && each.length > 1 ? each[1] : whole;
    }
    return whole.isEmpty() || whole.equals(unit)
        ? t.t("reporting.value.of", number(over), number(under), unit)
        : t.t("reporting.value.of.others", number(over), unit, number(under), whole);
  }

  /** The word behind what a formula counts; empty where it counts several things, or none. */
  private String unitOf(String formula) {
    List<String> units =
        Measure.words(formula).stream()
            .map(
                name -> {
                  Measure measure = Measure.named(name);
                  Indicator indicator = indicators.get(name);
                  return measure != null ? unit(measure) : indicator != null ? unit(indicator) : "";
                })
            .distinct()
            .toList();
    return units.size() == 1 ? units.getFirst() : "";
  }

  private String unit(Measure measure) {
    return measure.kind().ofPeople() || measure.kind() == Measure.Kind.POPULATION
        ? t.t("reporting.people")
        : t.t(measure.noun().messageKey());
  }

  /**
   * That a growth is one between totals that were come by in two ways, as a list that was counted
   * and a total that was declared; empty where they were come by in the same way.
   */
  public String unlike(TargetLine line) {
    Achieved achieved = line.achieved();
    Amount base = achieved.base();
    Integer from = line.target().goal().baseYear();
    if (base == null || from == null || achieved.fraction() == null) {
      return "";
    }
    Amount whole = achieved.denominator();
    String now = ways(achieved.numerator(), whole);
    String then = ways(base, achieved.baseWhole());
    return now.equals(then)
        ? ""
        : t.t(
            "reporting.growth.unlike",
            String.valueOf(achieved.year()),
            now,
            String.valueOf(from),
            then);
  }

  private String ways(@Nullable Amount one, @Nullable Amount other) {
    return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
        .flatMap(Optional::stream)
        .flatMap(amount -> amount.bases().stream())
        .map(base -> t.t("reporting.growth.way." + way(base)))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String way(Base base) {
    return switch (base) {
      case Base.Roll roll -> "roll";
      case Base.Declared declared -> "declared";
      case Base.Mixed mixed -> "mixed";
      case Base.Stated stated -> "stated";
      case Base.Unknown unknown -> "unknown";
    };
  }

  private static @Nullable BigDecimal value(@Nullable Amount amount) {
    return amount == null ? null : amount.value();
  }

  /** Why a value is not known; empty where it is. */
  public String why(TargetLine line) {
    return why(line.achieved());
  }

  /** The same read the other way. */
  public String otherWhy(TargetLine line) {
    Achieved other = line.achieved().other();
    return other == null ? "" : why(other);
  }

  private String why(Achieved achieved) {
    Unknown why = achieved.why();
    return why == null ? "" : say(why.said());
  }

  /** What a number lacks, in a word: chưa báo cáo, chưa tính được. */
  public String lack(Unknown why) {
    return t.t("reporting.lack." + why.lack().name());
  }

  /**
   * How many of the areas below have reported what a target counts: 1/75 xã đã báo cáo; of several
   * levels together each that has not reported in full. Empty where nobody has to.
   */
  public String heard(TargetLine line) {
    return heard(line, false);
  }

  /** The same in few words: only how many have sent anything. */
  public String heardBriefly(TargetLine line) {
    return heard(line, true);
  }

  private String heard(TargetLine line, boolean briefly) {
    Amount counted = line.achieved().numerator();
    List<Amount.Heard> all =
        counted == null || line.achieved().fraction() == null ? List.of() : counted.heard();
    List<Amount.Heard> open =
        all.stream()
            .filter(one -> one.figure().tally().roll() > 0)
            .filter(one -> one.figure().reporting() != Reporting.REPORTED)
            .toList();
    List<Amount.Heard> told = open.isEmpty() ? all.stream().limit(1).toList() : open;
    return told.stream()
        .map(
            one -> {
              FiguresWords words = new FiguresWords(t, one.measured());
              String said =
                  briefly
                      ? words.begun(one.figure(), one.begun())
                      : words.reporting(one.figure(), one.begun());
              return open.isEmpty() || all.size() == 1
                  ? said
                  : t.t("reporting.heard.of", t.t(one.measured().messageKey()), said);
            })
        .collect(Collectors.joining("; "));
  }

  /** A sentence whose values may be indicators and measures. */
  String say(Sentence sentence) {
    return t.t(
        sentence.messageKey(),
        sentence.arguments().stream()
            .map(
                one ->
                    switch (one) {
                      case Indicator indicator -> name(indicator);
                      case Measure measure -> measure(measure);
                      case Denominator noun -> t.t(noun.messageKey());
                      default -> one;
                    })
            .toArray());
  }

  /** How far it is: còn thiếu 3,4 điểm phần trăm, tức 1.204 hộ; empty where that is not known. */
  public String gap(TargetLine line) {
    return gap(line.target(), line.achieved());
  }

  /** The same read the other way. */
  public String otherGap(TargetLine line) {
    Achieved other = line.achieved().other();
    return other == null ? "" : gap(line.target(), other);
  }

  private String gap(PlanTarget target, Achieved achieved) {
    BigDecimal value = achieved.value();
    BigDecimal goal = Reckoning.expected(target.goal(), achieved.kind());
    Goal.Kind kind = achieved.kind();
    ReportedValue reported = achieved.reported();
    if (kind == Goal.Kind.LIST && value != null && reported != null) {
      List<String> missing = Reckoning.missing(target, reported);
      return missing.isEmpty()
          ? ""
          : t.t(
              "reporting.gap.list",
              missing.size(),
              target.things().size(),
              String.join(", ", missing));
    }
    if (!kind.valued() || value == null) {
      return "";
    }
    if (goal == null) {
      return achieved.state() == State.SHOWN ? t.t("reporting.gap.nothing-to-hold-against") : "";
    }
    boolean points =
        kind == Goal.Kind.PERCENT
            || kind == Goal.Kind.GROWTH_PERCENT
            || kind == Goal.Kind.PERCENTAGE_POINTS;
    BigDecimal away =
        points
            ? value
                .setScale(1, RoundingMode.HALF_UP)
                .subtract(goal)
                .setScale(1, RoundingMode.HALF_UP)
            : value.subtract(goal).setScale(2, RoundingMode.HALF_UP);
    String unit =
        points
            ? t.t("reporting.points")
            : kind == Goal.Kind.TIMES ? t.t("reporting.times") : unit(target);
    if (achieved.state() == State.MET) {
      return away.signum() == 0
          ? t.t("reporting.gap.just")
          : t.t(
              away.signum() > 0 ? "reporting.gap.above" : "reporting.gap.under",
              number(away.abs()),
              unit);
    }
    String said =
        away.signum() == 0
            ? t.t("reporting.gap.tiny", unit)
            : t.t(
                away.signum() < 0 ? "reporting.gap.short" : "reporting.gap.too-much",
                number(away.abs()),
                unit);
    long missing =
        target.goal().direction() == Goal.Direction.AT_LEAST ? achieved.missing(goal) : 0;
    return missing == 0 ? said : t.t("reporting.gap.that-is", said, missing, unit(target));
  }

  /** Where a target stands, in a word; where nothing is known, what is lacking. */
  public String state(TargetLine line) {
    Unknown why = line.achieved().why();
    return why == null
        ? t.t("reporting.state." + line.achieved().state().name())
        : t.t("reporting.lack." + why.lack().name() + ".short");
  }

  /** The kind of tag that goes with it. */
  public String stateKind(TargetLine line) {
    return switch (line.achieved().state()) {
      case MET -> "ok";
      case MISSED -> "wait";
      case SHOWN -> "info";
      case UNKNOWN -> "none";
    };
  }

  /** What another plan says: Kế hoạch … : từ 70 % (năm 2025). */
  public String conflict(PlanTarget other) {
    return t.t(
        "reporting.conflict.one", plan(other.plan()), goal(other), String.valueOf(other.year()));
  }

  /** What a measure counts. */
  public String measure(Measure measure) {
    LearningModel model = measure.model();
    String said =
        t.t(
            "reporting.measure." + measure.kind().name(),
            measure.kind() == Measure.Kind.TOTAL
                ? t.t(measure.noun().messageKey())
                : model == null
                    ? ""
                    : measure.levels().size() == 1
                        ? t.t(model.messageKey(measure.levels().getFirst()))
                        : t.t(model.messageKey()));
    boolean oneLevel =
        measure.levels().size() == 1
            && (measure.kind().staff()
                || measure.kind() == Measure.Kind.TOTAL && model == LearningModel.LEARNING_UNIT);
    if (oneLevel) {
      said =
          t.t(
              "reporting.measure.units",
              said,
              t.t(measure.levels().getFirst().messageKey()).toLowerCase(Locale.ROOT));
    }
    if (!measure.group().isEmpty()) {
      said =
          t.t(
              "reporting.measure.group",
              said,
              groups.getOrDefault(measure.group(), measure.group().toLowerCase(Locale.ROOT)));
    }
    Rating least = measure.least();
    return least == null ? said : t.t("reporting.measure.from", said, t.t(least.messageKey()));
  }

  /** A formula with words for its names; of an indicator that is reported by hand, that it is. */
  public String formula(String formula, TargetScope scope) {
    if (formula.isEmpty()) {
      return t.t("reporting.formula.by-hand");
    }
    return CountFormula.of(formula, Measure.words(formula))
        .inWords(
            name -> {
              Measure measure = Measure.named(name);
              Indicator indicator = indicators.get(name);
              return measure != null
                  ? measure(measure.within(scope))
                  : indicator != null ? name(indicator) : name;
            });
  }

  /** What an indicator is divided by or held against, as a target means it; empty for nothing. */
  public String denominator(Indicator indicator, TargetScope scope) {
    boolean none = indicator.denominator().isEmpty();
    return switch (indicator.kind()) {
      case SHARE, AVERAGE ->
          none ? t.t("reporting.formula.whole-by-hand") : formula(indicator.denominator(), scope);
      case GROWTH ->
          none
              ? t.t("reporting.formula.base")
              : t.t("reporting.formula.base.points", formula(indicator.denominator(), scope));
      case COUNT, EVENT, RHYTHM, LIST, PROJECT -> "";
    };
  }

  /** The same without a scope. */
  public String denominator(Indicator indicator) {
    return denominator(indicator, TargetScope.of(""));
  }

  /** What a name in a formula counts; empty where there is no such name. */
  public String counts(String name) {
    Measure measure = Measure.named(name);
    Indicator indicator = indicators.get(name);
    return measure != null ? measure(measure) : indicator != null ? name(indicator) : "";
  }

  /** The formulas of an indicator as they are written, numerator over denominator. */
  public String written(Indicator indicator) {
    CountFormula over = CountFormula.of(indicator.numerator(), List.of());
    if (indicator.kind() == Indicator.Kind.GROWTH) {
      return t.t("reporting.formula.growth", over.alone());
    }
    return !indicator.kind().divided() || indicator.denominator().isEmpty()
        ? over.text()
        : over.alone() + " ÷ " + CountFormula.of(indicator.denominator(), List.of()).alone();
  }

  /** Whether an indicator can never be computed, because its denominator is always 0. */
  public boolean overNothing(Indicator indicator) {
    return IndicatorRules.alwaysZero(indicator.denominator());
  }

  /** The same without a scope. */
  public String formula(String formula) {
    return formula(formula, TargetScope.of(""));
  }

  /** What kind of number an indicator is. */
  public String kind(Indicator.Kind kind) {
    return t.t("reporting.kind." + kind.name());
  }

  /** What was reported by hand: 40 trên 50 xã, ngày 12/3/2026. */
  public String reported(ReportedValue value, Indicator indicator) {
    LocalDate day = value.doneOn();
    BigDecimal over = value.numerator();
    BigDecimal under = value.denominator();
    BigDecimal amount = value.value();
    if (day != null) {
      return t.t("reporting.value.DONE", day);
    }
    if (indicator.kind().done()) {
      return notDone(value);
    }
    if (!value.items().isEmpty()) {
      return t.t(
          "reporting.value.list",
          value.items().size(),
          unit(indicator),
          String.join("; ", value.items()));
    }
    return over != null && under != null
        ? of(indicator, over, under)
        : amount == null ? "" : t.t("reporting.value.COUNT", number(amount), unit(indicator));
  }

  /** Ratings that count although no document says which word they are; empty where none does. */
  public String unverified(TargetLine line) {
    return unverified(line.unverified());
  }

  /** The same of any ratings. */
  public String unverified(List<RatingScale.Step> steps) {
    return steps.isEmpty()
        ? ""
        : t.t(
            "reporting.rating.unverified",
            steps.stream()
                .map(step -> t.t(step.rating().messageKey()))
                .collect(Collectors.joining(", ")));
  }

  /** Who reported by hand what stands in a number, and when; empty where nobody did. */
  public String reporters(TargetLine line) {
    ReportedValue own = line.achieved().reported();
    return Stream.concat(
            own == null ? Stream.of() : Stream.of(own),
            line.within().stream().flatMap(input -> Stream.ofNullable(input.reported())))
        .map(one -> t.t("reporting.reported.by", one.by(), one.at()))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** Words of a plan that comes with the product, in the reader's language; else as typed. */
  private String known(PlanTarget target, String key, String otherwise) {
    return target.plan().builtIn() && t.has(key + target.id()) ? t.t(key + target.id()) : otherwise;
  }
}
