package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;

/**
 * A target: of a plan, for an indicator, a scope and a year, never of the indicator alone.
 *
 * @param plan the plan that sets it
 * @param id its identity within its plan together with the year: {@code S1-b}
 * @param year the year it is to be reached in
 * @param areaId the area it is set for; null where that area is not in the tree
 * @param indicator what the plan measures: the identity of an indicator
 * @param measuredBy the indicator that computes it where that is another one; empty otherwise
 * @param scope for whom
 * @param goal what is to be reached
 * @param condition what else the plan says, in its words
 * @param doubt what is not clear about it; empty for nothing
 * @param version rises with every change
 * @param withdrawn why it was withdrawn, and by whom; null while it stands
 */
public record PlanTarget(
    Plan plan,
    String id,
    int year,
    @Nullable Integer areaId,
    String indicator,
    String measuredBy,
    TargetScope scope,
    Goal goal,
    String condition,
    String doubt,
    int version,
    @Nullable Withdrawn withdrawn) {

  /** A share and nothing else. */
  public PlanTarget(
      Plan plan,
      String id,
      int year,
      @Nullable Integer areaId,
      String indicator,
      String scope,
      @Nullable BigDecimal percent,
      String condition) {
    this(
        plan,
        id,
        year,
        areaId,
        indicator,
        "",
        TargetScope.of(scope),
        Goal.atLeast(percent),
        condition,
        "",
        1,
        null);
  }

  /** Whether a plain rate can be held against it: the least share of everything. */
  public boolean comparable() {
    return share() && scope.leastRating() == null && condition.isEmpty();
  }

  /** Whether it is the least share of something. */
  public boolean share() {
    return goal.kind() == Goal.Kind.PERCENT
        && goal.direction() == Goal.Direction.AT_LEAST
        && goal.value() != null
        && withdrawn == null
        && plan.withdrawn() == null;
  }

  /**
   * Whether figures of its model are what it speaks of: a share of the same, or it does not say of
   * what, and at its level. One over units of all levels together is none over those of one.
   */
  boolean over(Measured measured) {
    ModelLevel of = level();
    return (scope.denominator() == null || scope.denominator() == measured.denominator())
        && (of == null ? !everyLevel() : of == measured.level());
  }

  /** Whether it is over units of all levels together. */
  boolean everyLevel() {
    return level() == null && indicator.equals(LearningModel.LEARNING_UNIT.name());
  }

  /** At which level it counts a model; null where the plan does not say. */
  public @Nullable ModelLevel level() {
    return scope.level();
  }

  /** What it is a share of; null where the plan does not say. */
  public @Nullable Denominator denominator() {
    return scope.denominator();
  }

  /** Whether the plan's own words can be read in more than one way. */
  public boolean ambiguous() {
    return goal.other() != null;
  }

  /** The indicator that computes it. */
  public String computedBy() {
    return measuredBy.isEmpty() ? indicator : measuredBy;
  }

  /**
   * Of a list what has to be on it, as the plan names it; empty where it names nothing, and of
   * everything else.
   */
  public List<String> things() {
    return goal.kind() == Goal.Kind.LIST ? things(condition) : List.of();
  }

  /** What is named in a text, one a line or divided by semicolons. */
  static List<String> things(String text) {
    return Arrays.stream(text.split("[;|\\n]"))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .distinct()
        .toList();
  }

  /** How addresses write it within its plan. */
  public String key() {
    return id + "/" + year;
  }

  /** The page of what it is worked out from. */
  public String href() {
    return "/targets/" + plan.id() + "/" + key();
  }

  /** The share to reach, of a share. */
  public BigDecimal percent() {
    BigDecimal value = goal.value();
    if (value == null) {
      throw new IllegalStateException("target " + id + " is not a share");
    }
    return value;
  }
}
