package vn.khuyenhoc.identity;

import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.OwnSubject;
import vn.khuyenhoc.platform.Role;

/**
 * A role that an account holds.
 *
 * @param role which one
 * @param areaId over which area; of a subject where it is today
 * @param place the area's name and that of the one it belongs to, as people say it; before them the
 *     name of the subject that it is over
 * @param subject over what it is held instead of the area; null for none
 */
public record HeldRole(Role role, int areaId, String place, @Nullable OwnSubject subject) {}
