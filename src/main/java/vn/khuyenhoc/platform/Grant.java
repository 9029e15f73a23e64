package vn.khuyenhoc.platform;

import org.jspecify.annotations.Nullable;

/**
 * A role over an area and all areas below it, or over one subject of the register alone.
 *
 * @param role what somebody is there
 * @param areaId the area's identity; of a subject where it is today, which gives no right over that
 *     area
 * @param subject over what the role is held instead of the area; null for a role over the area
 */
public record Grant(Role role, int areaId, @Nullable OwnSubject subject) {

  public Grant {
    if ((role == Role.HEAD) != (subject != null)) {
      throw new IllegalArgumentException(role + " over " + subject);
    }
  }

  /** A role over an area. */
  public Grant(Role role, int areaId) {
    this(role, areaId, null);
  }
}
