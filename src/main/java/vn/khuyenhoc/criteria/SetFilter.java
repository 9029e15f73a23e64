package vn.khuyenhoc.criteria;

import org.jspecify.annotations.Nullable;

/**
 * Which sets a list shows; null and false leave the choice open.
 *
 * @param model only of this model
 * @param level only of this level
 * @param form only of this labour group
 * @param status only where they stand so
 * @param provinceId only variants of this province
 * @param nationalOnly only national sets
 * @param inForceNow only those in force today
 */
public record SetFilter(
    @Nullable LearningModel model,
    @Nullable ModelLevel level,
    @Nullable String form,
    @Nullable SetStatus status,
    @Nullable Integer provinceId,
    boolean nationalOnly,
    boolean inForceNow) {

  /** Every set. */
  public static final SetFilter ALL = new SetFilter(null, null, null, null, null, false, false);

  /** Every set in force today. */
  public static final SetFilter NOW = new SetFilter(null, null, null, null, null, false, true);
}
