package vn.khuyenhoc.areas;

import org.jspecify.annotations.Nullable;

/**
 * An area to be added.
 *
 * @param parentId the area it belongs to; null for the nation
 * @param code its official code
 * @param name its full name
 * @param kind COMMUNE, WARD, VILLAGE …
 */
public record NewArea(@Nullable Integer parentId, String code, String name, String kind) {}
