package vn.khuyenhoc.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;

/**
 * Who writes a report and who receives it: an office writes that of its own level, and receives
 * those of the level directly below.
 */
@Component
class ReportReach {

  /** The levels that report. */
  static final List<AreaLevel> LEVELS =
      List.of(AreaLevel.COMMUNE, AreaLevel.PROVINCE, AreaLevel.NATION);

  private final Areas areas;

  ReportReach(Areas areas) {
    this.areas = areas;
  }

  /** Whether the actor writes the reports of an area. */
  boolean writes(Actor actor, int areaId, AreaLevel level) {
    return reaches(actor, writer(level), Right.REPORT_WRITE, areaId);
  }

  /** Whether the actor receives the reports of an area. */
  boolean receives(Actor actor, int areaId, AreaLevel level) {
    return reaches(actor, receiver(level), Right.REPORT_RECEIVE, areaId);
  }

  /** The areas over which the actor writes reports of a level, itself or below. */
  List<Integer> writing(Actor actor, AreaLevel level) {
    return within(actor, writer(level), Right.REPORT_WRITE);
  }

  /** The areas within which the actor receives reports of a level. */
  List<Integer> receiving(Actor actor, AreaLevel level) {
    return within(actor, receiver(level), Right.REPORT_RECEIVE);
  }

  private static @Nullable Role writer(AreaLevel level) {
    return switch (level) {
      case NATION -> Role.NATIONAL_OFFICER;
      case PROVINCE -> Role.PROVINCE_OFFICER;
      case COMMUNE -> Role.COMMUNE_OFFICER;
      case DISTRICT, VILLAGE -> null;
    };
  }

  private static @Nullable Role receiver(AreaLevel level) {
    return switch (level) {
      case PROVINCE -> Role.NATIONAL_OFFICER;
      case COMMUNE -> Role.PROVINCE_OFFICER;
      case NATION, DISTRICT, VILLAGE -> null;
    };
  }

  private boolean reaches(Actor actor, @Nullable Role role, Right right, int areaId) {
    return role != null && areas.reachesKnown(as(actor, role), right, areaId);
  }

  private static List<Integer> within(Actor actor, @Nullable Role role, Right right) {
    return role == null ? List.of() : as(actor, role).areasFor(right);
  }

  /** The actor in one role alone. */
  private static Actor as(Actor actor, Role role) {
    return new Actor(
        actor.accountId(),
        actor.personId(),
        actor.name(),
        actor.grants().stream().filter(grant -> grant.role() == role).toList());
  }
}
