package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.ModelLevel;

/**
 * A target: of a plan, for an indicator, a scope and a year, never of the indicator alone.
 *
 * @param plan the plan that sets it
 * @param id its identity within all plans together with the year: {@code S1-b}
 * @param year the year it is to be reached in
 * @param areaId the area it is set for; null where that area is not in the tree
 * @param indicator what is measured: the name of a model, or of something else
 * @param scope for whom, as the plan says it
 * @param minPercent the least share, 0–100; null where it is not a share
 * @param condition what else it says; a rate is never held against a target with a condition
 * @param level at which level it counts a model; null where the plan does not say
 * @param denominator what it is a share of; null where the plan does not say
 */
public record PlanTarget(
    Plan plan,
    String id,
    int year,
    @Nullable Integer areaId,
    String indicator,
    String scope,
    @Nullable BigDecimal minPercent,
    String condition,
    @Nullable ModelLevel level,
    @Nullable Denominator denominator) {

  /** A target that says neither of which level it is nor what it is a share of. */
  public PlanTarget(
      Plan plan,
      String id,
      int year,
      @Nullable Integer areaId,
      String indicator,
      String scope,
      @Nullable BigDecimal minPercent,
      String condition) {
    this(plan, id, year, areaId, indicator, scope, minPercent, condition, null, null);
  }

  /** Whether a rate can be held against it: a plain share. */
  public boolean comparable() {
    return minPercent != null && condition.isEmpty();
  }

  /** Whether it is a share of this, or does not say of what. */
  public boolean over(Denominator what) {
    return denominator == null || denominator == what;
  }

  /** Whether the plan's own words can be read in more than one way. */
  public boolean ambiguous() {
    return condition.contains("ambiguous");
  }

  /** The share to reach, of a comparable target. */
  public BigDecimal percent() {
    if (minPercent == null) {
      throw new IllegalStateException("target " + id + " is not a share");
    }
    return minPercent;
  }
}
