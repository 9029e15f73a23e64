package vn.khuyenhoc.reporting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans and their targets. */
@Service
public class Targets {

  private final TargetTable table;

  Targets(TargetTable table) {
    this.table = table;
  }

  /** Every target of every plan, newest plan first, in the order of the plan. */
  @Transactional(readOnly = true)
  public Map<Plan, List<PlanTarget>> byPlan() {
    Map<Plan, List<PlanTarget>> plans = new LinkedHashMap<>();
    for (PlanTarget target : table.all()) {
      plans.computeIfAbsent(target.plan(), plan -> new java.util.ArrayList<>()).add(target);
    }
    return plans;
  }

  /**
   * The target that applies to an area in a year, of its own or named as an area's above or as a
   * milestone; null where no plan says anything.
   *
   * @param measured what is measured, over which denominator
   * @param upward the area and those above it, itself first
   * @param year the year
   */
  @Transactional(readOnly = true)
  public @Nullable Aim aim(Measured measured, List<Integer> upward, int year) {
    return TargetRules.aim(
        upward,
        year,
        table.of(measured, upward).stream()
            .filter(one -> one.over(measured.denominator()))
            .toList());
  }
}
