package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an assessment comes to, without its explanation; for scoring many at once.
 *
 * @param total the points so far, or the level reached
 * @param complete whether every indicator that applies has points
 * @param outcome achieved or not; null while not complete
 * @param rating what it is rated; null while not complete
 */
public record Score(
    BigDecimal total, boolean complete, @Nullable Outcome outcome, @Nullable Rating rating) {}
