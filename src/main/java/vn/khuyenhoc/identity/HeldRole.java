package vn.khuyenhoc.identity;

import vn.khuyenhoc.platform.Role;

/**
 * A role that an account holds.
 *
 * @param role which one
 * @param areaId over which area
 * @param place the area's name and that of the one it belongs to, as people say it
 */
public record HeldRole(Role role, int areaId, String place) {}
