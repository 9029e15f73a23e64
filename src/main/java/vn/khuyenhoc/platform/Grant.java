package vn.khuyenhoc.platform;

/**
 * A role over an area and all areas below it.
 *
 * @param role what somebody is there
 * @param areaId the area's identity
 */
public record Grant(Role role, int areaId) {}
