package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which target applies to an area in a year: its own for the year, else that of the area above for
 * the year, else the nearest milestone of a plan whose period covers the year. Nothing is ever
 * interpolated between two milestones.
 */
final class TargetRules {

  private TargetRules() {}

  /**
   * The target that applies.
   *
   * @param upward the area and those above it, itself first
   * @param year the year of the figure
   * @param targets targets of one indicator, of any areas and years
   * @return null where no plan says anything
   */
  static @Nullable Aim aim(List<Integer> upward, int year, List<PlanTarget> targets) {
    List<PlanTarget> comparable =
        targets.stream()
            .filter(PlanTarget::comparable)
            .filter(target -> target.areaId() != null && upward.contains(target.areaId()))
            .toList();
    PlanTarget chosen = null;
    for (int areaId : upward) {
      Optional<PlanTarget> ofYear =
          comparable.stream()
              .filter(target -> isFor(target, areaId) && target.year() == year)
              .max(newestPlan());
      if (ofYear.isPresent()) {
        chosen = ofYear.get();
        break;
      }
    }
    for (int at = 0; chosen == null && at < upward.size(); at++) {
      int areaId = upward.get(at);
      chosen =
          comparable.stream()
              .filter(target -> isFor(target, areaId) && target.plan().covers(year))
              .min(nearestTo(year))
              .orElse(null);
    }
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

  /** What every other plan says: for the year, else its nearest milestone. */
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
                    .min(nearestTo(year))
                    .stream())
        .toList();
  }

  /**
   * What other plans say of the same indicator, area and year that is not the same.
   *
   * @param all targets of any plans
   */
  static List<PlanTarget> conflicts(PlanTarget target, Collection<PlanTarget> all) {
    if (!stands(target)) {
      return List.of();
    }
    return all.stream()
        .filter(other -> !other.plan().id().equals(target.plan().id()) && stands(other))
        .filter(
            other ->
                other.year() == target.year()
                    && other.computedBy().equals(target.computedBy())
                    && samePlace(other, target)
                    && other.scope().unitLevel() == target.scope().unitLevel()
                    && other.scope().leastRating() == target.scope().leastRating())
        .filter(other -> !sameGoal(other.goal(), target.goal()))
        .toList();
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
   * The plan that began last; among those the last by name, so that the choice is always the same.
   */
  private static Comparator<PlanTarget> newestPlan() {
    return Comparator.<PlanTarget>comparingInt(target -> target.plan().firstYear())
        .thenComparing(target -> target.plan().id());
  }

  /** The nearest year; of two equally near the one still ahead; then the newest plan. */
  private static Comparator<PlanTarget> nearestTo(int year) {
    return Comparator.<PlanTarget>comparingInt(target -> Math.abs(target.year() - year))
        .thenComparing(target -> -target.year())
        .thenComparing(newestPlan().reversed());
  }
}
