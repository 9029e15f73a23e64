package vn.khuyenhoc.reporting;

import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;

/**
 * For whom a target is set, besides its own words.
 *
 * @param words as the plan says it
 * @param level at which level it counts a model; null where the plan does not say
 * @param denominator what it is a share of; null where the plan does not say
 * @param unitLevel only units that this level manages; null for units of every level
 * @param areaLevel counted over areas of this level; null where no level is meant
 * @param scale the scale of the least rating; empty for none
 * @param leastRating the least rating that counts; null for any
 */
public record TargetScope(
    String words,
    @Nullable ModelLevel level,
    @Nullable Denominator denominator,
    @Nullable ModelLevel unitLevel,
    @Nullable AreaLevel areaLevel,
    String scale,
    @Nullable Rating leastRating) {

  /** Nothing but words. */
  static TargetScope of(String words) {
    return new TargetScope(words, null, null, null, null, "", null);
  }
}
