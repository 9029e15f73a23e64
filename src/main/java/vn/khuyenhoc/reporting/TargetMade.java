package vn.khuyenhoc.reporting;

import java.util.List;

/**
 * A target of a plan with every number that it is worked out from.
 *
 * @param view the plan with this target alone
 * @param parts the numbers, in the order of the formula; none where nothing is computed for the
 *     area
 */
public record TargetMade(PlanView view, List<TargetPart> parts) {
  public TargetMade {
    parts = List.copyOf(parts);
  }

  /** The target with how far it is reached. */
  public TargetLine line() {
    return view.lines().getFirst();
  }
}
