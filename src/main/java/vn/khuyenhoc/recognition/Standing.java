package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Assessment;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.criteria.Score;

/**
 * What a dossier that was scored to the end comes to. Where something its criteria need has become
 * unknown since, it counts as not achieved until that is known again.
 *
 * @param total points so far, or the level reached
 * @param outcome achieved or not
 * @param rating what it is rated; null where its criteria know no ratings
 */
record Standing(BigDecimal total, Outcome outcome, @Nullable Rating rating) {

  static Standing of(Assessment assessment) {
    return of(assessment.total(), assessment.outcome(), assessment.rating());
  }

  static Standing of(Score score) {
    return of(score.total(), score.outcome(), score.rating());
  }

  private static Standing of(BigDecimal total, @Nullable Outcome outcome, @Nullable Rating rating) {
    return outcome == null
        ? new Standing(total, Outcome.NOT_ACHIEVED, Rating.NOT_ACHIEVED)
        : new Standing(total, outcome, rating);
  }

  /** The same points, voted down. */
  Standing votedDown() {
    return new Standing(total, Outcome.NOT_ACHIEVED, rating == null ? null : Rating.NOT_ACHIEVED);
  }

  /** Whether a dossier says so already. */
  boolean saidBy(
      @Nullable BigDecimal oldTotal, @Nullable Outcome oldOutcome, @Nullable Rating oldRating) {
    return oldTotal != null
        && oldTotal.compareTo(total) == 0
        && oldOutcome == outcome
        && Objects.equals(oldRating, rating);
  }
}
