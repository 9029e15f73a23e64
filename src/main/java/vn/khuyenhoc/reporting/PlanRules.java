package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Nearest;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.platform.text.VietnameseText;

/** When a plan and its targets may be kept; every problem at once. */
final class PlanRules {

  private static final int LONGEST = 500;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9.-]{0,29}";

  private PlanRules() {}

  /**
   * Reads a plan.
   *
   * @param typed what was typed
   * @param areaId the area that was chosen; null where none was, or none within reach
   * @param areaName its name
   */
  static Result<Plan> plan(
      PlanForm typed, @Nullable Integer areaId, String areaName, LocalDate today) {
    List<Problem> problems = new ArrayList<>();
    String id = VietnameseText.clean(typed.id());
    if (!id.matches(ID)) {
      problems.add(Problem.at("id", ReportingProblem.PLAN_ID_UNREADABLE));
    }
    if (areaId == null) {
      problems.add(Problem.at("area", ReportingProblem.PLAN_AREA_MISSING));
    }
    String issuer = required("issuer", typed.issuer(), problems);
    String title = required("title", typed.title(), problems);
    String number = text("number", typed.number(), problems);
    String dated = text("dated", typed.dated(), problems);
    if (TargetRules.impossibleDay(dated)) {
      problems.add(Problem.at("dated", ReportingProblem.DAY_IMPOSSIBLE, dated));
    }
    String remark = text("remark", typed.remark(), problems);
    Integer first = year("firstYear", typed.firstYear(), problems);
    Integer last = year("lastYear", typed.lastYear(), problems);
    if (first != null && last != null && last < first) {
      problems.add(
          Problem.at(
              "lastYear",
              ReportingProblem.PERIOD_BACKWARDS,
              String.valueOf(first),
              String.valueOf(last)));
    }
    Integer stated = null;
    String count = VietnameseText.clean(typed.statedTargets());
    if (count.matches("[1-9][0-9]{0,3}")) {
      stated = Integer.valueOf(count);
    } else if (!count.isEmpty()) {
      problems.add(Problem.at("statedTargets", ReportingProblem.STATED_UNREADABLE, count));
    }
    return problems.isEmpty() && first != null && last != null && areaId != null
        ? Result.ok(
            new Plan(
                id,
                areaId,
                areaName,
                issuer,
                title,
                number,
                dated,
                first,
                last,
                remark,
                false,
                stated,
                typed.version(),
                null))
        : Result.refused(problems);
  }

  /** What of a plan's targets its period leaves outside; those that were withdrawn do not count. */
  static List<Problem> period(Plan plan, Collection<PlanTarget> targets) {
    List<String> outside =
        targets.stream()
            .filter(one -> one.withdrawn() == null && !plan.covers(one.year()))
            .map(one -> one.id() + " (" + one.year() + ")")
            .toList();
    return outside.isEmpty()
        ? List.of()
        : List.of(
            Problem.at(
                "lastYear",
                ReportingProblem.PERIOD_LEAVES_TARGETS,
                String.valueOf(plan.firstYear()),
                String.valueOf(plan.lastYear()),
                String.join(", ", outside)));
  }

  private static String required(String field, String typed, List<Problem> problems) {
    String clean = text(field, typed, problems);
    if (clean.isEmpty()) {
      problems.add(Problem.at(field, ReportingProblem.TEXT_MISSING, FieldLabels.of(field)));
    }
    return clean;
  }

  private static String text(String field, String typed, List<Problem> problems) {
    String clean = VietnameseText.clean(typed);
    if (clean.length() > LONGEST) {
      problems.add(
          Problem.at(field, ReportingProblem.TEXT_TOO_LONG, LONGEST, FieldLabels.orThis(field)));
    }
    return clean;
  }

  private static @Nullable Integer year(String field, String typed, List<Problem> problems) {
    int before = problems.size();
    Integer year = TypedNumbers.year(field, typed, problems);
    if (year == null && problems.size() == before) {
      problems.add(Problem.at(field, ReportingProblem.YEAR_MISSING, FieldLabels.of(field)));
    }
    return year;
  }

  /**
   * Reads a target of a plan.
   *
   * @param indicators every indicator by its identity
   * @param scale the scale of least ratings
   * @param grades which ratings are given
   */
  static Result<PlanTarget> target(
      TargetForm given, Plan plan, Map<String, Indicator> indicators, String scale, Grades grades) {
    TargetForm typed = PublishedTarget.read(given, indicators);
    List<Problem> problems = new ArrayList<>();
    String id = VietnameseText.clean(typed.id());
    if (!id.matches(ID)) {
      problems.add(Problem.at("id", ReportingProblem.TARGET_ID_UNREADABLE));
    }
    Integer year = year("year", typed.year(), problems);
    if (year != null && !plan.covers(year)) {
      problems.add(
          Problem.at(
              "year",
              ReportingProblem.YEAR_OUTSIDE_PLAN,
              String.valueOf(year),
              String.valueOf(plan.firstYear()),
              String.valueOf(plan.lastYear())));
    }
    Indicator indicator = indicator("indicator", typed.indicator(), true, indicators, problems);
    Indicator measuredBy = indicator("measuredBy", typed.measuredBy(), false, indicators, problems);
    String scope = text("scope", typed.scope(), problems);
    String doubt = text("doubt", typed.doubt(), problems);
    String things = String.join("; ", PlanTarget.things(VietnameseText.cleanLines(typed.things())));
    if (things.length() > LONGEST) {
      problems.add(
          Problem.at(
              "things", ReportingProblem.TEXT_TOO_LONG, LONGEST, FieldLabels.orThis("things")));
    }
    Goal.Kind kind =
        choice("kind", Goal.Kind.class, typed.kind(), ReportingProblem.UNIT_MISSING, problems);
    Goal.Direction direction =
        kind != null && !kind.valued()
            ? Goal.Direction.DONE
            : choice(
                "direction",
                Goal.Direction.class,
                typed.direction(),
                ReportingProblem.DIRECTION_MISSING,
                problems);
    BigDecimal value = null;
    if (kind != null && kind.valued()) {
      value = TypedNumbers.amount("value", typed.value(), false, problems);
      if (kind == Goal.Kind.PERCENT && value != null && value.compareTo(HUNDRED) > 0) {
        problems.add(Problem.at("value", ReportingProblem.PERCENT_ABOVE_HUNDRED, value));
      }
      if (direction == Goal.Direction.DONE) {
        problems.add(Problem.at("direction", ReportingProblem.DIRECTION_MISSING));
      }
    } else if (kind == Goal.Kind.DONE
        && !given.kind().equals(PublishedTarget.KIND)
        && !typed.value().isBlank()) {
      problems.add(Problem.at("value", ReportingProblem.VALUE_OF_WHAT_IS_DONE));
    }
    Goal.Kind other =
        typed.other().isBlank()
            ? null
            : choice(
                "other",
                Goal.Kind.class,
                typed.other(),
                ReportingProblem.OTHER_READING_UNFIT,
                problems);
    if (other != null && (kind == null || !kind.growth() || !other.growth() || other == kind)) {
      problems.add(Problem.at("other", ReportingProblem.OTHER_READING_UNFIT));
    }
    Goal.Period period = null;
    if (kind == Goal.Kind.TIMES) {
      period =
          choice(
              "period",
              Goal.Period.class,
              typed.period(),
              ReportingProblem.PERIOD_MISSING,
              problems);
    }
    Integer base = null;
    if (kind != null && kind.growth()) {
      int before = problems.size();
      base = TypedNumbers.year("baseYear", typed.baseYear(), problems);
      if (base == null && problems.size() == before) {
        problems.add(Problem.at("baseYear", ReportingProblem.BASE_YEAR_MISSING));
      } else if (base != null && year != null && base >= year) {
        problems.add(
            Problem.at(
                "baseYear",
                ReportingProblem.BASE_YEAR_LATE,
                String.valueOf(base),
                String.valueOf(year)));
      }
    }
    if (kind != null && indicator != null) {
      Indicator computed = measuredBy == null ? indicator : measuredBy;
      if (!fits(kind, computed.kind())) {
        problems.add(
            Problem.at("kind", ReportingProblem.UNIT_UNFIT, computed.nameVi(), fitting(computed)));
      }
    }
    ModelLevel unit = levelOf(typed.unitLevel(), problems);
    Rating least =
        typed.leastRating().isBlank()
            ? null
            : choice(
                "leastRating",
                Rating.class,
                typed.leastRating(),
                ReportingProblem.RATING_UNKNOWN,
                problems);
    TargetScope meant =
        new TargetScope(
            scope,
            unit == null || indicator == null || !model(indicator, LearningModel.LEARNING_UNIT)
                ? indicator == null ? null : single(indicator)
                : unit,
            indicator == null ? null : denominator(indicator, measuredBy),
            unit,
            null,
            least == null ? "" : scale,
            least);
    // what was published is kept as it says, and its line says that it is never given
    boolean published = given.kind().equals(PublishedTarget.KIND);
    if (least != null && indicator != null && !published) {
      grades
          .never((measuredBy == null ? indicator : measuredBy).numerator(), meant)
          .ifPresent(measure -> problems.add(IndicatorRules.never("leastRating", measure)));
    }
    if (!problems.isEmpty()
        || year == null
        || indicator == null
        || kind == null
        || direction == null) {
      return Result.refused(problems);
    }
    return Result.ok(
        new PlanTarget(
            plan,
            id,
            year,
            plan.areaId(),
            indicator.id(),
            measuredBy == null ? "" : measuredBy.id(),
            meant,
            new Goal(direction, value, kind, other, period, base),
            kind == Goal.Kind.LIST ? things : "",
            doubt,
            typed.version(),
            null));
  }

  private static boolean model(Indicator indicator, LearningModel model) {
    return indicator.id().equals(model.name());
  }

  /** The level of a model that has but one, or of which the indicator counts but one. */
  private static @Nullable ModelLevel single(Indicator indicator) {
    Measure counted = Measure.named(indicator.numerator());
    return Arrays.stream(LearningModel.values())
        .filter(model -> model(indicator, model))
        .map(
            model ->
                counted != null && model == counted.model() && counted.levels().size() == 1
                    ? counted.levels()
                    : model.levels())
        .filter(levels -> levels.size() == 1)
        .map(List::getFirst)
        .findFirst()
        .orElse(null);
  }

  /** What a rate of figures must be a share of, to be held against it. */
  private static @Nullable Denominator denominator(
      Indicator indicator, @Nullable Indicator measuredBy) {
    Measure over =
        Measure.named(measuredBy == null ? indicator.denominator() : measuredBy.denominator());
    return over == null || over.kind() != Measure.Kind.TOTAL && !over.kind().ofPeople()
        ? null
        : over.noun();
  }

  private static @Nullable ModelLevel levelOf(String typed, List<Problem> problems) {
    if (typed.isBlank()) {
      return null;
    }
    ModelLevel level =
        choice("unitLevel", ModelLevel.class, typed, ReportingProblem.UNIT_LEVEL_UNKNOWN, problems);
    if (level != null && !LearningModel.LEARNING_UNIT.levels().contains(level)) {
      problems.add(Problem.at("unitLevel", ReportingProblem.UNIT_LEVEL_UNKNOWN));
    }
    return level;
  }

  private static @Nullable Indicator indicator(
      String field,
      String typed,
      boolean required,
      Map<String, Indicator> indicators,
      List<Problem> problems) {
    String id = VietnameseText.clean(typed).toUpperCase(Locale.ROOT);
    if (id.isEmpty()) {
      if (required) {
        problems.add(Problem.at(field, ReportingProblem.INDICATOR_MISSING));
      }
      return null;
    }
    Indicator one = indicators.get(id);
    if (one == null || one.withdrawn()) {
      String near = nearest(id, indicators.keySet());
      problems.add(
          near.isEmpty()
              ? Problem.at(field, ReportingProblem.INDICATOR_UNKNOWN, id)
              : Problem.at(field, ReportingProblem.INDICATOR_MISSPELT, id, near));
      return null;
    }
    return one;
  }

  /** The identity that was probably meant; empty where none is near. */
  private static String nearest(String id, Collection<String> known) {
    String near = Nearest.of(id, known);
    return near == null ? "" : near;
  }

  private static <E extends Enum<E>> @Nullable E choice(
      String field, Class<E> type, String typed, ReportingProblem missing, List<Problem> problems) {
    for (E one : type.getEnumConstants()) {
      if (one.name().equals(VietnameseText.clean(typed))) {
        return one;
      }
    }
    problems.add(Problem.at(field, missing));
    return null;
  }

  /** Whether a value of that kind can be set for such an indicator. */
  static boolean fits(Goal.Kind kind, Indicator.Kind of) {
    return switch (of) {
      case SHARE -> kind == Goal.Kind.PERCENT || kind == Goal.Kind.PERCENTAGE_POINTS;
      case COUNT -> kind == Goal.Kind.COUNT;
      case GROWTH -> kind.growth();
      case AVERAGE -> kind == Goal.Kind.PER_PERSON;
      case EVENT, PROJECT -> kind == Goal.Kind.DONE;
      case RHYTHM -> kind == Goal.Kind.TIMES || kind == Goal.Kind.COUNT;
      case LIST -> kind == Goal.Kind.LIST || kind == Goal.Kind.COUNT;
    };
  }

  /** The kind of value that is usually set for such an indicator, in words. */
  private static Sentence fitting(Indicator of) {
    Goal.Kind usual =
        switch (of.kind()) {
          case SHARE -> Goal.Kind.PERCENT;
          case COUNT -> Goal.Kind.COUNT;
          case GROWTH -> Goal.Kind.GROWTH_PERCENT;
          case AVERAGE -> Goal.Kind.PER_PERSON;
          case EVENT, PROJECT -> Goal.Kind.DONE;
          case RHYTHM -> Goal.Kind.TIMES;
          case LIST -> Goal.Kind.LIST;
        };
    return Sentence.of("reporting.value-kind." + usual.name());
  }
}
