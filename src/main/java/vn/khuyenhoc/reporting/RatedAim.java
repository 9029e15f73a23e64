package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Rating;

/**
 * A target of what has at least a rating, with how much has it.
 *
 * @param target the target
 * @param least the least rating
 * @param given whether any criteria in use give such a rating; without them nothing is known
 * @param rate how much has it, of all there are; of nothing where that is not known
 * @param unverified ratings that count, though no document says which word they are
 */
public record RatedAim(
    PlanTarget target, Rating least, boolean given, Rate rate, List<RatingScale.Step> unverified) {

  public RatedAim {
    unverified = List.copyOf(unverified);
  }

  /** Percentage points above the target, below it when negative; null without a rate. */
  public @Nullable BigDecimal gap() {
    return rate.above(target.percent());
  }

  /** Whether it is reached, counted exactly. */
  public boolean met() {
    return rate.reaches(target.percent());
  }
}
