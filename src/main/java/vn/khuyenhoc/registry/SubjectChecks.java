package vn.khuyenhoc.registry;

import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.Problem;

/** What every act on something in the register asks first, household or not. */
@Component
class SubjectChecks {

  /**
   * Where something in the register stands.
   *
   * @param key what
   * @param version counts its changes
   * @param status whether it counts
   * @param code its printed code
   */
  record Standing(SubjectKey key, int version, SubjectStatus status, String code) {}

  private final SubjectTable table;
  private final Areas areas;
  private final Locks locks;
  private final Clock clock;

  SubjectChecks(SubjectTable table, Areas areas, Locks locks, Clock clock) {
    this.table = table;
    this.areas = areas;
    this.locks = locks;
    this.clock = clock;
  }

  /** Locks the communes of these areas; a wider area is locked itself. */
  void lock(Collection<Integer> areaIds) {
    locks.communes(
        areaIds.stream()
            .distinct()
            .map(area -> areas.above(area, AreaLevel.COMMUNE).map(Area::id).orElse(area))
            .toList());
  }

  /** Who changed it and when, unless it is still as the actor saw it. */
  Optional<Problem> unchanged(Standing present, int seen) {
    if (present.version() == seen) {
      return Optional.empty();
    }
    return table.history(present.key()).stream()
        .findFirst()
        .map(last -> Problem.of(RegistryProblem.CHANGED_MEANWHILE, last.actor(), last.at()))
        .or(() -> Optional.of(Problem.of(RegistryProblem.CHANGED_MEANWHILE, "", clock.instant())));
  }

  /** What an act on something active says of this one; nothing when it is active. */
  Optional<Problem> active(Standing present) {
    return switch (present.status()) {
      case ACTIVE -> Optional.empty();
      case CLOSED -> Optional.of(Problem.of(RegistryProblem.IS_CLOSED, present.code()));
      case JOINED ->
          Optional.of(
              Problem.of(
                  RegistryProblem.IS_JOINED,
                  present.code(),
                  table.links(present.key()).stream()
                      .filter(link -> link.kind() == SubjectLink.Kind.JOINED_INTO)
                      .map(SubjectLink::code)
                      .findFirst()
                      .orElse("")));
    };
  }
}
