package vn.khuyenhoc.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * The register of bodies. Whoever keeps an area keeps its bodies; everybody reads those of their
 * areas and of the areas above. A body whose area ended is found for days before that only.
 */
@Service
public class Bodies {

  private static final int MOST_LETTERS = 300;

  private final BodyTable table;
  private final Areas areas;
  private final Journal journal;
  private final Clock clock;

  Bodies(BodyTable table, Areas areas, Journal journal, Clock clock) {
    this.table = table;
    this.areas = areas;
    this.journal = journal;
    this.clock = clock;
  }

  /** The bodies of an area, ended ones last. */
  public List<Body> of(Actor actor, int areaId) {
    areas.require(actor, Right.CRITERIA_READ, areaId);
    return table.of(List.of(areaId));
  }

  /** The bodies of the areas above one. */
  public List<Body> above(Actor actor, int areaId) {
    areas.require(actor, Right.CRITERIA_READ, areaId);
    return table.of(areas.path(areaId).stream().map(Area::id).filter(id -> id != areaId).toList());
  }

  /**
   * The body of a kind that the place has on a day: of the area of that level at or above it.
   *
   * @return empty where none is written down
   */
  public Optional<Body> at(BodyKind kind, AreaLevel level, int areaId, LocalDate day) {
    return table.at(kind, level, areaId, day);
  }

  /**
   * The bodies that a place has on a day, its own and those of the areas above it, whoever asks:
   * what they are called stands on every decision. Of several of a kind in one area the newest.
   */
  public Around around(int areaId, LocalDate day) {
    return around(List.of(areaId), day).getOrDefault(areaId, new Around(Map.of()));
  }

  /** The same of many places, in as many statements as of one. */
  public Map<Integer, Around> around(Collection<Integer> areaIds, LocalDate day) {
    Map<Integer, List<Area>> paths = areas.paths(areaIds);
    Map<Integer, List<Body>> bodies =
        table
            .all(
                paths.values().stream()
                    .flatMap(List::stream)
                    .map(Area::id)
                    .collect(Collectors.toSet()))
            .stream()
            .filter(body -> body.on(day))
            .collect(Collectors.groupingBy(Body::areaId));
    Map<Integer, Around> around = new HashMap<>();
    paths.forEach(
        (areaId, path) -> {
          Map<Around.Place, Body> found = new HashMap<>();
          for (Area area : path) {
            for (Body body : bodies.getOrDefault(area.id(), List.of())) {
              found.merge(
                  new Around.Place(body.kind(), area.level()),
                  body,
                  (one, other) -> other.from().isAfter(one.from()) ? other : one);
            }
          }
          around.put(areaId, new Around(found));
        });
    return around;
  }

  /**
   * The bodies around a place.
   *
   * @param bodies by kind and level
   */
  public record Around(Map<Place, Body> bodies) {
    public Around {
      bodies = Map.copyOf(bodies);
    }

    /** A kind at a level. */
    public record Place(BodyKind kind, AreaLevel level) {}

    /** The body of that kind and level; empty where none is written down. */
    public Optional<Body> at(BodyKind kind, AreaLevel level) {
      return Optional.ofNullable(bodies.get(new Place(kind, level)));
    }
  }

  /** One that the actor may change; not found otherwise. */
  public Body own(Actor actor, UUID id) {
    Body body = table.byId(id).orElseThrow(() -> missing(id));
    areas.require(actor, Right.BODY_KEEP, body.areaId());
    return body;
  }

  /** Whether the actor keeps the bodies of an area. */
  public boolean keeps(Actor actor, int areaId) {
    return areas.reaches(actor, Right.BODY_KEEP, areaId);
  }

  /**
   * Adds a body. Fields of problems: {@code name}, {@code from}, {@code to}.
   *
   * @param id made before it is asked for: asking again with the same one adds nothing more
   */
  @Transactional
  public Result<UUID> add(Actor actor, UUID id, int areaId, Body.Entry typed) {
    areas.require(actor, Right.BODY_KEEP, areaId);
    Body.Entry entry = clean(typed);
    if (table.byId(id).filter(one -> one.areaId() == areaId).isPresent()) {
      return Result.ok(id);
    }
    List<Problem> problems = problems(id, areaId, entry);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (!table.add(id, areaId, entry, actor, now())) {
      return Result.refused(Problem.at("name", RegistryProblem.BODY_NAME_TAKEN, entry.name()));
    }
    tell(actor, "body.add", id, areaId, entry);
    return Result.ok(id);
  }

  /** Changes what is known of a body; to end it, its last day is given. Problems as adding. */
  @Transactional
  public Result<UUID> edit(Actor actor, UUID id, int version, Body.Entry typed) {
    Body present = table.locked(id).orElseThrow(() -> missing(id));
    areas.require(actor, Right.BODY_KEEP, present.areaId());
    Body.Entry entry = clean(typed);
    if (present.entry().equals(entry)) {
      return Result.ok(id);
    }
    List<Problem> problems = problems(id, present.areaId(), entry);
    if (present.version() != version) {
      problems.add(
          Problem.of(RegistryProblem.CHANGED_MEANWHILE, present.changedBy(), present.changedAt()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.change(id, entry, actor, now());
    tell(actor, "body.edit", id, present.areaId(), entry);
    return Result.ok(id);
  }

  private static Body.Entry clean(Body.Entry typed) {
    return new Body.Entry(
        typed.kind(),
        VietnameseText.clean(typed.name()),
        VietnameseText.clean(typed.symbol()),
        typed.from(),
        typed.to(),
        VietnameseText.clean(typed.note()));
  }

  private List<Problem> problems(UUID own, int areaId, Body.Entry entry) {
    List<Problem> problems = new ArrayList<>();
    if (entry.name().isEmpty()) {
      problems.add(Problem.at("name", RegistryProblem.BODY_NAME_MISSING));
    }
    for (Map.Entry<String, String> text :
        Map.of("name", entry.name(), "symbol", entry.symbol(), "note", entry.note()).entrySet()) {
      if (text.getValue().length() > MOST_LETTERS) {
        problems.add(Problem.at(text.getKey(), RegistryProblem.BODY_TEXT_LONG, MOST_LETTERS));
      }
    }
    @Nullable LocalDate to = entry.to();
    if (to != null && to.isBefore(entry.from())) {
      problems.add(Problem.at("to", RegistryProblem.BODY_DAYS_TURNED));
    } else if (!entry.name().isEmpty() && table.namesake(own, areaId, entry)) {
      problems.add(Problem.at("name", RegistryProblem.BODY_NAME_TAKEN, entry.name()));
    }
    return problems;
  }

  private void tell(Actor actor, String action, UUID id, int areaId, Body.Entry entry) {
    LocalDate to = entry.to();
    Map<String, Object> told = new TreeMap<>();
    told.put("kind", entry.kind().name());
    told.put("name", entry.name());
    told.put("from", entry.from().toString());
    told.put("to", to == null ? "" : to.toString());
    journal.write(actor, action, "body/" + id, areaId, told);
  }

  private static NotFoundException missing(UUID id) {
    return new NotFoundException("body " + id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
