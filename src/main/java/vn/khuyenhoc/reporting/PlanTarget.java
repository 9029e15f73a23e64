package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A target: of a plan, for an indicator, a scope and a year, never of the indicator alone.
 *
 * @param plan the plan that sets it
 * @param id its identity within all plans together with the year: {@code S1-b}
 * @param year the year it is to be reached in
 * @param areaId the area it is set for; null where that area is not in the tree
 * @param indicator what is measured: {@code LEARNING_FAMILY}
 * @param scope for whom, as the plan says it
 * @param minPercent the least share, 0–100; null where it is not a share
 * @param condition what else it says; a rate is never held against a target with a condition
 */
public record PlanTarget(
    Plan plan,
    String id,
    int year,
    @Nullable Integer areaId,
    String indicator,
    String scope,
    @Nullable BigDecimal minPercent,
    String condition) {

  /** Whether a rate can be held against it: a plain share. */
  public boolean comparable() {
    return minPercent != null && condition.isEmpty();
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
