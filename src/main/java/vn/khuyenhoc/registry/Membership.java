package vn.khuyenhoc.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That one subject belongs to another, seen from either.
 *
 * @param role how
 * @param other the other one: what it belongs to, or who belongs to it
 * @param otherKind what the other one is
 * @param name its name
 * @param code its code
 * @param areaId where it is
 * @param area name of that area
 * @param active whether it counts
 * @param from since when
 * @param until first day on which it no longer does; null while it does
 */
public record Membership(
    MembershipRole role,
    SubjectKey other,
    SubjectKind otherKind,
    String name,
    String code,
    int areaId,
    String area,
    boolean active,
    LocalDate from,
    @Nullable LocalDate until) {

  /** Address of the page of the other one. */
  public String path() {
    return Subject.path(otherKind, other);
  }
}
