package vn.khuyenhoc.areas;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;

/** The tree of areas: questions about today's, and adding areas to it. */
@Service
public class Areas {

  private final AreaTable table;
  private final AreaHistoryTable past;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Areas(AreaTable table, AreaHistoryTable past, ApplicationEventPublisher events, Clock clock) {
    this.table = table;
    this.past = past;
    this.events = events;
    this.clock = clock;
  }

  /** The whole country. */
  public Area nation() {
    return table.nations().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the tree has no nation yet"));
  }

  /** Whether there is a tree at all. */
  public boolean empty() {
    return table.nations().isEmpty();
  }

  /**
   * An area as it is today.
   *
   * @throws NotFoundException if there is none
   */
  public Area byId(int id) {
    return table.byId(id, today()).orElseThrow(() -> new NotFoundException("area " + id));
  }

  /**
   * An area as it is today, or as it last was where it has ended.
   *
   * @throws NotFoundException if there never was one
   */
  public Area lastKnown(int id) {
    return table.lastKnown(id, today()).orElseThrow(() -> new NotFoundException("area " + id));
  }

  /** The area of a level that has this code today. */
  public Optional<Area> byCode(AreaLevel level, String code) {
    return table.byCode(level, code, today());
  }

  /** The areas directly below, in Vietnamese order of names. */
  public List<Area> children(int id) {
    return table.children(id, today());
  }

  /** All areas of a level at or below these areas, in Vietnamese order of names. */
  public List<Area> below(Collection<Integer> ids, AreaLevel level) {
    return table.below(ids, level, today());
  }

  /** From the nation down to the area itself. */
  public List<Area> path(int id) {
    return table.path(id, today());
  }

  /** The same of many areas, in one statement; without those that are not in the tree today. */
  public Map<Integer, List<Area>> paths(Collection<Integer> ids) {
    return table.paths(ids, today());
  }

  /** The areas directly below many, in one statement, each in Vietnamese order of names. */
  public Map<Integer, List<Area>> children(Collection<Integer> ids) {
    return table.children(ids, today());
  }

  /** The area of that level which contains this one, or itself. */
  public Optional<Area> above(int id, AreaLevel level) {
    return path(id).stream().filter(area -> area.level() == level).findFirst();
  }

  /** Whether the actor holds the right over this area. */
  public boolean reaches(Actor actor, Right right, int areaId) {
    List<Integer> own = actor.areasFor(right);
    return own.contains(areaId) || (!own.isEmpty() && table.within(areaId, own, today()));
  }

  /**
   * The first step of every command and page about an area.
   *
   * @throws ForbiddenException if the actor holds the right nowhere
   * @throws AreaEndedException if the area has ended, and the actor reaches what received it
   * @throws NotFoundException if it does not reach this area: a foreign record is not found
   */
  public void require(Actor actor, Right right, int areaId) {
    if (!actor.holds(right)) {
      throw new ForbiddenException(right);
    }
    if (!reaches(actor, right, areaId)) {
      table
          .receivedBy(areaId)
          .filter(receiver -> reaches(actor, right, receiver))
          .ifPresent(
              receiver -> {
                throw new AreaEndedException(areaId, receiver);
              });
      throw new NotFoundException("area " + areaId + " for " + right);
    }
  }

  /**
   * The area itself while it stands, else what received it as a whole; itself where nothing did.
   */
  public int standing(int id) {
    return table.receivedBy(id).orElse(id);
  }

  /**
   * Whether an area has ended by being divided: what lay in it lies in several areas by now, or
   * still in the line of what nobody assigned.
   */
  public boolean divided(int id) {
    int standing = standing(id);
    if (standing != id) {
      return lastKnown(standing).kind().equals(AreaKinds.UNASSIGNED);
    }
    LocalDate until = lastKnown(id).until();
    return until != null && !until.isAfter(today());
  }

  /**
   * As {@link #require}, for a page that also shows areas that have ended: those are reached from
   * what they belonged to, and from what they became part of.
   *
   * @return the area as {@link #lastKnown} answers it
   */
  public Area requireKnown(Actor actor, Right right, int areaId) {
    Area area = lastKnown(areaId);
    LocalDate until = area.until();
    if (until == null || until.isAfter(today())) {
      require(actor, right, areaId);
    } else if (!actor.holds(right)) {
      throw new ForbiddenException(right);
    } else if (!reachesKnown(actor, right, areaId)) {
      throw new NotFoundException("area " + areaId + " for " + right);
    }
    return area;
  }

  /** Whether the actor holds the right over this area, which may have ended. */
  public boolean reachesKnown(Actor actor, Right right, int areaId) {
    List<Integer> own = actor.areasFor(right);
    return !own.isEmpty() && !past.reached(List.of(areaId), own, today()).isEmpty();
  }

  /** Of these areas, which may have ended, those over which the actor holds the right. */
  public Set<Integer> reachedKnown(Actor actor, Right right, Collection<Integer> areaIds) {
    List<Integer> own = actor.areasFor(right);
    return own.isEmpty() || areaIds.isEmpty()
        ? Set.of()
        : Set.copyOf(past.reached(List.copyOf(areaIds), own, today()));
  }

  /** From the nation down to an area that may have ended, on the last day of its being. */
  public List<Area> pathKnown(int id) {
    return pathKnown(lastKnown(id));
  }

  /** The same of an area as {@link #lastKnown} answers it. */
  public List<Area> pathKnown(Area area) {
    LocalDate until = area.until();
    return until == null || until.isAfter(today())
        ? path(area.id())
        : table.path(area.id(), until.minusDays(1));
  }

  /**
   * Finds areas by words of any name they ever had, in any order, with or without accents, or by
   * any code they ever had. Those that have ended come last, as they last were.
   *
   * @param typed what somebody typed
   * @param within only at or below these areas
   * @param limit the most to answer
   * @return best first: same accents before folded ones
   */
  public List<Area> search(String typed, Collection<Integer> within, int limit) {
    String clean = VietnameseText.clean(typed);
    List<String> words = words(clean);
    return words.isEmpty() || within.isEmpty()
        ? List.of()
        : table.search(clean, words, within, today(), limit);
  }

  /**
   * What these areas were called before: their own earlier names and the names of the areas they
   * directly came from, the latest first. {@link AreaNames#before} puts them in words. One
   * statement.
   *
   * @return by area; without those whose former names are all their own name of today
   */
  public Map<Integer, List<FormerName>> formerNames(Collection<Integer> ids) {
    return formerNames(ids, today());
  }

  /** The same as it was known on a day, for a table of areas as they were then. */
  public Map<Integer, List<FormerName>> formerNames(Collection<Integer> ids, LocalDate day) {
    return ids.isEmpty()
        ? Map.of()
        : past.formerNames(ids, day).stream().collect(Collectors.groupingBy(FormerName::areaId));
  }

  /**
   * What areas of an earlier day are today: themselves where they go on under another name, else
   * the areas of today that they went into, over however many reorganisations. {@link
   * AreaNames#now} puts them in words. One statement.
   *
   * @param then the day on which the areas are shown
   * @return by area; without those that go on under the same name
   */
  public Map<Integer, List<LaterName>> laterNames(Collection<Integer> ids, LocalDate then) {
    return ids.isEmpty()
        ? Map.of()
        : past.laterNames(ids, then, today()).stream()
            .collect(Collectors.groupingBy(LaterName::areaId));
  }

  /**
   * Finds areas as {@link #search} does, and beside an area that has ended those of today that it
   * went into; each with the earlier name or code that it was found by.
   */
  public List<FoundArea> find(String typed, Collection<Integer> within, int limit) {
    String clean = VietnameseText.clean(typed);
    List<String> words = words(clean);
    return words.isEmpty() || within.isEmpty()
        ? List.of()
        : past.find(clean, words, within, today(), limit);
  }

  private static List<String> words(String clean) {
    return Arrays.stream(VietnameseText.fold(clean).split(" "))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** The areas directly below, of an area that has ended those of its last day. */
  public List<Area> childrenKnown(Area area) {
    LocalDate until = area.until();
    return until == null || until.isAfter(today())
        ? children(area.id())
        : table.children(area.id(), until.minusDays(1));
  }

  /** The districts these communes lay in until 30 June 2025. */
  public List<FormerDistrict> formerDistricts(Collection<Integer> communeIds) {
    return communeIds.isEmpty() ? List.of() : table.formerDistricts(communeIds);
  }

  /**
   * Adds areas of one level.
   *
   * @param level their level
   * @param areas what they are called and belong to
   * @param from first day on which they exist
   * @param source the decree or list they come from
   * @return their identities, in the same order
   */
  @Transactional
  public List<Integer> add(AreaLevel level, List<NewArea> areas, LocalDate from, String source) {
    if (areas.isEmpty()) {
      return List.of();
    }
    List<Integer> added = table.add(level, areas, from, source);
    events.publishEvent(new AreasAdded(added));
    return added;
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
