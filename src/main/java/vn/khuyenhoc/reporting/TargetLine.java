package vn.khuyenhoc.reporting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target with how far it is reached.
 *
 * @param target the target
 * @param indicator the indicator that computes it; null where there is none of that name
 * @param achieved how far it is reached
 * @param conflicts what other plans say that is not the same
 * @param unverified ratings that count, though no document says which word they are
 * @param inputs what has to be reported by hand for it
 */
public record TargetLine(
    PlanTarget target,
    @Nullable Indicator indicator,
    Achieved achieved,
    List<PlanTarget> conflicts,
    List<RatingScale.Step> unverified,
    List<Input> inputs) {

  /**
   * Something that somebody has to report by hand, of a year.
   *
   * @param reported what was reported; null for nothing
   */
  public record Input(Indicator indicator, int year, @Nullable ReportedValue reported) {}

  /**
   * What was reported by hand and stands inside the number, other than what was reported for the
   * target itself.
   */
  public List<Input> within() {
    return inputs.stream()
        .filter(one -> one.reported() != null && !one.reported().equals(achieved.reported()))
        .toList();
  }

  public TargetLine {
    conflicts = List.copyOf(conflicts);
    unverified = List.copyOf(unverified);
    inputs = List.copyOf(inputs);
  }
}
