package vn.khuyenhoc.certificates;

import org.jspecify.annotations.Nullable;

/**
 * A series that certificates can be numbered from.
 *
 * @param id which; null for one that begins with them
 * @param issuer in whose name
 * @param next the first number that they get, as it is printed
 */
public record SeriesChoice(@Nullable Integer id, String issuer, String next) {}
