package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Which target a year is held against. First the plan: one for the area itself, else one for the
 * area nearest above it; of several the newest. Then the target within it: that of the year, else
 * the next milestone ahead, else the last one that has passed. Nothing is ever interpolated between
 * two milestones.
 */
final class TargetRules {

  private static final Pattern DAY = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})");

  private TargetRules() {}

  /**
   * The target that applies where no plan was chosen.
   *
   * @param upward the area and those above it, itself first
   * @param year the year of the figure
   * @param targets targets of one indicator, of any areas and years
   * @return null where no plan says anything
   */
  static @Nullable Aim aim(List<Integer> upward, int year, List<PlanTarget> targets) {
    return aim(upward, year, targets, null);
  }

  /**
   * The target that applies.
   *
   * @param only the plan that was chosen, of whatever period; null for those that cover the year
   */
  static @Nullable Aim aim(
      List<Integer> upward, int year, List<PlanTarget> targets, @Nullable String only) {
    List<PlanTarget> comparable =
        targets.stream()
            .filter(PlanTarget::comparable)
            .filter(target -> target.areaId() != null && upward.contains(target.areaId()))
            .toList();
    PlanTarget chosen =
        comparable.stream()
            .filter(
                target ->
                    only == null ? target.plan().covers(year) : target.plan().id().equals(only))
            .min(
                Comparator.<PlanTarget>comparingInt(target -> upward.indexOf(target.areaId()))
                    .thenComparing(PlanTarget::plan, newest())
                    .thenComparing(ruling(year)))
            .orElse(null);
    if (chosen == null) {
      return null;
    }
    PlanTarget one = chosen;
    boolean milestone = one.year() != year;
    List<PlanTarget> milestones =
        milestone
            ? comparable.stream()
                .filter(target -> samePlanAndArea(target, one) && target.year() != one.year())
                .sorted(Comparator.comparingInt(PlanTarget::year))
                .toList()
            : List.of();
    return new Aim(
        one, isFor(one, upward.getFirst()), milestone, milestones, others(one, year, comparable));
  }

  /** What every other plan says of the year by the same rule. */
  private static List<PlanTarget> others(PlanTarget chosen, int year, List<PlanTarget> comparable) {
    return comparable.stream()
        .map(PlanTarget::plan)
        .distinct()
        .filter(plan -> !plan.id().equals(chosen.plan().id()) && plan.covers(year))
        .sorted(Comparator.comparing(Plan::id))
        .flatMap(
            plan ->
                comparable.stream()
                    .filter(target -> target.plan().id().equals(plan.id()))
                    .min(ruling(year))
                    .stream())
        .toList();
  }

  /**
   * What other plans say of the same indicator, scope and area that is not the same, where both are
   * in force in the year of one of them: by the rule of {@link #ruling} a plan of 2024 meets the
   * milestone of 2025 of a plan that runs from 2022. And what the same plan says of the very same
   * scope and year under another number.
   *
   * @param all targets of any plans
   */
  static List<PlanTarget> conflicts(PlanTarget target, Collection<PlanTarget> all) {
    if (!stands(target)) {
      return List.of();
    }
    List<PlanTarget> alike =
        all.stream().filter(other -> stands(other) && alike(other, target)).toList();
    return alike.stream()
        .filter(
            other ->
                otherPlan(other, target)
                    ? sameBase(other, target)
                        && (rules(other, target.year(), alike)
                            || rules(target, other.year(), alike))
                    : !other.id().equals(target.id())
                        && other.year() == target.year()
                        && sameScope(other, target))
        .filter(other -> !sameGoal(other.goal(), target.goal()))
        .toList();
  }

  private static boolean otherPlan(PlanTarget a, PlanTarget b) {
    return !a.plan().id().equals(b.plan().id());
  }

  /** Whether both speak of the same number of the same place. */
  private static boolean alike(PlanTarget a, PlanTarget b) {
    return a.computedBy().equals(b.computedBy())
        && samePlace(a, b)
        && a.scope().unitLevel() == b.scope().unitLevel()
        && a.scope().leastRating() == b.scope().leastRating();
  }

  /** Whether both are over the same; a plan that does not say over what may mean it. */
  private static boolean sameBase(PlanTarget a, PlanTarget b) {
    return (a.level() == null || b.level() == null || a.level() == b.level())
        && (a.denominator() == null
            || b.denominator() == null
            || a.denominator() == b.denominator());
  }

  /** Whether it is what its plan, in force in that year, is held to then. */
  private static boolean rules(PlanTarget target, int year, Collection<PlanTarget> all) {
    return target.plan().covers(year)
        && all.stream()
            .filter(one -> !otherPlan(one, target) && sameScope(one, target))
            .noneMatch(one -> ruling(year).compare(one, target) < 0);
  }

  /** Whether a plan speaks of the same by both: not of a part of it, nor under a condition. */
  private static boolean sameScope(PlanTarget a, PlanTarget b) {
    return a.level() == b.level()
        && a.denominator() == b.denominator()
        && a.condition().equals(b.condition())
        && VietnameseText.fold(a.scope().words()).equals(VietnameseText.fold(b.scope().words()));
  }

  private static boolean stands(PlanTarget target) {
    return target.withdrawn() == null && target.plan().withdrawn() == null;
  }

  private static boolean samePlace(PlanTarget a, PlanTarget b) {
    return a.areaId() != null
        ? a.areaId().equals(b.areaId())
        : b.areaId() == null && a.plan().areaName().equals(b.plan().areaName());
  }

  private static boolean sameGoal(Goal a, Goal b) {
    BigDecimal one = a.value();
    BigDecimal other = b.value();
    return a.kind() == b.kind()
        && a.direction() == b.direction()
        && (one == null ? other == null : other != null && one.compareTo(other) == 0);
  }

  private static boolean isFor(PlanTarget target, int areaId) {
    return Integer.valueOf(areaId).equals(target.areaId());
  }

  private static boolean samePlanAndArea(PlanTarget a, PlanTarget b) {
    return a.plan().id().equals(b.plan().id())
        && a.id().equals(b.id())
        && java.util.Objects.equals(a.areaId(), b.areaId());
  }

  /**
   * Plans in the order in which they are taken where nobody chose one: those that cover the year,
   * for the area itself and then for those above it, the newest first.
   */
  static Comparator<Plan> order(List<Integer> upward, int year) {
    return Comparator.<Plan, Boolean>comparing(plan -> !plan.covers(year))
        .thenComparing(plan -> upward.indexOf(plan.areaId()))
        .thenComparing(newest());
  }

  /**
   * The plan that began last, then the one of the later date, then of the greater number; at last
   * by identity, so that the choice is always the same.
   */
  static Comparator<Plan> newest() {
    return Comparator.comparingInt(Plan::firstYear)
        .thenComparing(TargetRules::day)
        .thenComparingInt(TargetRules::number)
        .thenComparing(Plan::id)
        .reversed();
  }

  /** The day of a plan; that of a plan without a readable one lies before every other. */
  private static LocalDate day(Plan plan) {
    Matcher written = DAY.matcher(plan.dated());
    return written.find() ? day(written) : LocalDate.MIN;
  }

  private static LocalDate day(MatchResult written) {
    try {
      return LocalDate.of(
          Integer.parseInt(written.group(3)),
          Integer.parseInt(written.group(2)),
          Integer.parseInt(written.group(1)));
    } catch (DateTimeException impossible) {
      return LocalDate.MIN;
    }
  }

  /** Whether what is written as a date names a day that no calendar has; free words do not. */
  static boolean impossibleDay(String dated) {
    return DAY.matcher(dated).results().anyMatch(one -> day(one).equals(LocalDate.MIN));
  }

  /** The number that the symbol of a plan begins with: 142 of 142/KH-UBND. */
  private static int number(Plan plan) {
    Matcher written = NUMBER.matcher(plan.number());
    return written.lookingAt() ? Integer.parseInt(written.group(1)) : 0;
  }

  /** That of the year first, then the next one ahead, then the last one that has passed. */
  static Comparator<PlanTarget> ruling(int year) {
    return Comparator.<PlanTarget, Boolean>comparing(target -> target.year() < year)
        .thenComparingInt(target -> Math.abs(target.year() - year));
  }
}
