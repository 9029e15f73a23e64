package vn.khuyenhoc.reporting;

import java.util.List;

/**
 * The target that a rate is held against, and how it came to apply.
 *
 * @param target the target
 * @param own whether it is set for the area itself; otherwise for an area above
 * @param milestone whether it is set for another year: the next one ahead, else the last one that
 *     has passed
 * @param milestones where it is a milestone: the plan's other milestones for the same area, by year
 * @param others what other plans, whose period covers the year, say beside it
 */
public record Aim(
    PlanTarget target,
    boolean own,
    boolean milestone,
    List<PlanTarget> milestones,
    List<PlanTarget> others) {

  public Aim {
    milestones = List.copyOf(milestones);
    others = List.copyOf(others);
  }
}
