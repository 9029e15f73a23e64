package vn.khuyenhoc;

/**
 * What somebody is, where.
 *
 * @param role key of the role's name
 * @param place the area and the one it belongs to
 */
public record Post(String role, String place) {}
