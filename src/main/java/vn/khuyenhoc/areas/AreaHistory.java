package vn.khuyenhoc.areas;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;

/**
 * What an area came from and what became of it, over however many reorganisations. What was
 * withdrawn is told apart, never as a fact.
 */
@Service
public class AreaHistory {

  private final AreaHistoryTable table;
  private final Areas areas;
  private final Clock clock;

  AreaHistory(AreaHistoryTable table, Areas areas, Clock clock) {
    this.table = table;
    this.areas = areas;
    this.clock = clock;
  }

  /**
   * The decree behind a change.
   *
   * @param reorganisationId the reorganisation recorded under it
   * @param number its number
   * @param date its date, where known
   * @param effectiveOn the day from which the change holds
   */
  public record Decree(
      int reorganisationId, String number, @Nullable LocalDate date, LocalDate effectiveOn) {}

  /** The whole of an area, or a part, went into another. */
  public record Step(int fromId, int toId, DeclaredChanges.Extent extent, Decree decree) {}

  /**
   * How an area was in one period.
   *
   * @param area its name, code and kind, from when until when
   * @param parent the name of what it belonged to; null for the nation
   * @param begunBy what began the period; null where it was so when first known
   * @param endedBy what ended it; null while it goes on
   */
  public record Version(
      Area area, @Nullable String parent, @Nullable Decree begunBy, @Nullable Decree endedBy) {}

  /** A reorganisation about the area that was taken back. */
  public record Withdrawn(
      String decree, LocalDate effectiveOn, Instant at, String by, String reason) {}

  /**
   * Everything known of an area's past and future.
   *
   * @param area the area as it is today, or as it last was
   * @param steps what went into what, the earliest first: all that led to the area and from it
   * @param versions every period of the area and of all areas in the steps, the earliest first
   * @param withdrawn what was recorded and taken back
   * @param reached the areas among these whose pages the reader may open
   */
  public record Lineage(
      Area area,
      List<Step> steps,
      List<Version> versions,
      List<Withdrawn> withdrawn,
      Set<Integer> reached) {

    public Lineage {
      steps = List.copyOf(steps);
      versions = List.copyOf(versions);
      withdrawn = List.copyOf(withdrawn);
      reached = Set.copyOf(reached);
    }

    /** The periods of the area itself, the latest first. */
    public List<Version> own() {
      return versions.stream()
          .filter(one -> one.area().id() == area.id())
          .sorted(Comparator.comparing((Version one) -> one.area().from()).reversed())
          .toList();
    }

    /** Whether anything ever changed. */
    public boolean changed() {
      return !steps.isEmpty() || own().size() > 1;
    }
  }

  /**
   * That an area has ended, or will.
   *
   * @param on the first day without it
   * @param decree by which decree; null where none is recorded
   * @param now the areas that it went into, as they are today, or will be on that day
   */
  public record Ending(LocalDate on, @Nullable Decree decree, List<LaterName> now) {
    public Ending {
      now = List.copyOf(now);
    }
  }

  /**
   * The history of an area.
   *
   * @throws NotFoundException if the actor does not reach it
   */
  @Transactional(readOnly = true)
  public Lineage of(Actor actor, int areaId) {
    Area area = areas.requireKnown(actor, Right.FIGURES_READ, areaId);
    List<Step> steps = table.lineage(areaId);
    Set<Integer> ids = new LinkedHashSet<>(Set.of(areaId));
    steps.forEach(
        step -> {
          ids.add(step.fromId());
          ids.add(step.toId());
        });
    return new Lineage(
        area,
        steps,
        table.versions(ids),
        table.withdrawn(areaId),
        new HashSet<>(
            table.reached(ids, actor.areasFor(Right.FIGURES_READ), LocalDate.now(clock))));
  }

  /** How an area ended or will end; null while nothing is recorded that ends it. */
  @Transactional(readOnly = true)
  public @Nullable Ending ending(Area area) {
    LocalDate until = area.until();
    if (until == null) {
      return null;
    }
    Version last =
        table.versions(List.of(area.id())).stream()
            .max(Comparator.comparing(one -> one.area().from()))
            .orElseThrow();
    LocalDate end = last.area().until();
    if (end == null) {
      return null;
    }
    LocalDate today = LocalDate.now(clock);
    return new Ending(
        end,
        last.endedBy(),
        table.laterNames(List.of(area.id()), end.minusDays(1), end.isAfter(today) ? end : today));
  }
}
