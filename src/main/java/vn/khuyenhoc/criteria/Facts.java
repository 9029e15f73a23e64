package vn.khuyenhoc.criteria;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a household and decides which indicators apply to it. Null is "not reported",
 * which is not zero: an indicator whose condition is unknown applies.
 *
 * @param children number of children
 * @param adults number of adults
 * @param workers number of adults who work
 */
public record Facts(
    @Nullable Integer children, @Nullable Integer adults, @Nullable Integer workers) {}
