package vn.khuyenhoc.registry;

import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;

/**
 * Which households of a divided village, and whatever else was at home in a divided village or
 * commune, went to which of its successors: one by one, by a rule, or by a sheet. Who lives in a
 * household goes with it. What nobody assigned stays in a line of its own and is counted there.
 */
@Service
public class HouseholdAssignments {

  private final HouseholdAssignmentTable table;
  private final Areas areas;
  private final Locks locks;
  private final Journal journal;
  private final ApplicationEventPublisher events;
  private final List<CountedHouseholds> counting;
  private final Clock clock;

  HouseholdAssignments(
      HouseholdAssignmentTable table,
      Areas areas,
      Locks locks,
      Journal journal,
      ApplicationEventPublisher events,
      List<CountedHouseholds> counting,
      Clock clock) {
    this.table = table;
    this.areas = areas;
    this.locks = locks;
    this.journal = journal;
    this.events = events;
    this.counting = counting;
    this.clock = clock;
  }

  /**
   * The line of a divided village.
   *
   * @param villageId the line, an area of its own
   * @param commune the name of the commune it is shown in
   * @param effectiveOn the day of the division
   * @param households how many are not assigned yet, also closed ones: their past dossiers count
   * @param divided how many the village had on that day
   */
  public record Divided(
      int villageId,
      String name,
      String code,
      String commune,
      int reorganisationId,
      String decree,
      LocalDate effectiveOn,
      long households,
      long divided) {

    private Divided plus(long more) {
      return new Divided(
          villageId,
          name,
          code,
          commune,
          reorganisationId,
          decree,
          effectiveOn,
          households + more,
          divided);
    }
  }

  /**
   * A village that a divided one became.
   *
   * @param assigned how many households were assigned to it
   */
  public record Successor(
      int villageId, String name, String code, int communeId, String commune, long assigned) {}

  /**
   * A household, or anything else, that nobody assigned yet.
   *
   * @param kind what it is
   * @param head name of the head of a household, of a person, clan or unit
   * @param livesHere false where it moved away and only its dossiers of past years are counted
   *     there
   */
  public record Unassigned(
      HouseholdKey key,
      SubjectKind kind,
      int serial,
      String head,
      String address,
      SubjectStatus status,
      boolean livesHere) {

    /** Address of its page. */
    public String path() {
      return Subject.path(kind, key.asSubject());
    }

    /** The code that lists print. */
    public String code() {
      return new SubjectCode(key.homeId(), serial).printed();
    }
  }

  /**
   * A rule: those whose head or address has all these words, with a serial number from one to
   * another.
   *
   * @param typed words, with or without accents; empty for all
   * @param first the least serial number; null for any
   * @param last the greatest; null for any
   */
  public record Matching(String typed, @Nullable Integer first, @Nullable Integer last) {
    /** Every household that is not assigned. */
    public static final Matching ALL = new Matching("", null, null);
  }

  /** With those who are only counted there. */
  private List<Divided> whole(List<Divided> lines) {
    Map<Integer, Long> counted = new HashMap<>();
    elsewhere(lines.stream().map(Divided::villageId).toList())
        .forEach(one -> counted.merge(one.villageId(), 1L, Long::sum));
    return lines.stream().map(one -> one.plus(counted.getOrDefault(one.villageId(), 0L))).toList();
  }

  private List<CountedHouseholds.Counted> elsewhere(List<Integer> villages) {
    return villages.isEmpty()
        ? List.of()
        : counting.stream().flatMap(one -> one.elsewhere(villages).stream()).distinct().toList();
  }

  private List<HouseholdKey> counted(int village) {
    return elsewhere(List.of(village)).stream().map(CountedHouseholds.Counted::key).toList();
  }

  /** Divided villages within reach that still hold households; those done come last. */
  @Transactional(readOnly = true)
  public List<Divided> divided(Actor actor, @Nullable Integer reorganisationId) {
    return whole(table.divided(actor.areasFor(Right.HOUSEHOLD_ASSIGN), reorganisationId, null))
        .stream()
        .sorted((a, b) -> Boolean.compare(a.households() == 0, b.households() == 0))
        .toList();
  }

  /**
   * One divided village.
   *
   * @throws NotFoundException if it is none, or not within reach
   */
  @Transactional(readOnly = true)
  public Divided divided(Actor actor, int villageId) {
    areas.require(actor, Right.HOUSEHOLD_ASSIGN, villageId);
    return whole(table.divided(actor.areasFor(Right.HOUSEHOLD_ASSIGN), null, villageId)).stream()
        .findFirst()
        .orElseThrow(() -> new NotFoundException("divided village " + villageId));
  }

  /** What it became, as far as the actor reaches it. */
  @Transactional(readOnly = true)
  public List<Successor> successors(Actor actor, Divided divided) {
    return table.successors(divided.villageId()).stream()
        .filter(one -> areas.reaches(actor, Right.HOUSEHOLD_ASSIGN, one.villageId()))
        .toList();
  }

  /** How many households of a divided village a rule finds. */
  @Transactional(readOnly = true)
  public long count(Divided divided, Matching matching) {
    return table.count(divided.villageId(), counted(divided.villageId()), matching);
  }

  /** Those that a rule finds, by their codes. */
  @Transactional(readOnly = true)
  public List<Unassigned> households(Divided divided, Matching matching, int limit, long offset) {
    return table.households(
        divided.villageId(), counted(divided.villageId()), matching, limit, offset);
  }

  /** Assigns all that a rule finds to one successor; answers how many. */
  @Transactional
  public Result<Integer> assign(Actor actor, int villageId, Matching matching, int successor) {
    locks.tree();
    Divided divided = divided(actor, villageId);
    List<HouseholdKey> keys =
        households(divided, matching, Integer.MAX_VALUE, 0).stream().map(Unassigned::key).toList();
    return assign(actor, divided, keys, Collections.nCopies(keys.size(), successor));
  }

  /** Assigns households to one successor. */
  @Transactional
  public Result<Integer> assign(
      Actor actor, int villageId, List<HouseholdKey> keys, int successor) {
    locks.tree();
    return assign(
        actor, divided(actor, villageId), keys, Collections.nCopies(keys.size(), successor));
  }

  /**
   * Assigns households, each to its own successor. They live there since the day of the division.
   * Fields of problems: {@code households}, {@code successor}.
   *
   * @param successors for each household the village it went to
   */
  @Transactional
  public Result<Integer> assign(
      Actor actor, int villageId, List<HouseholdKey> keys, List<Integer> successors) {
    locks.tree();
    return assign(actor, divided(actor, villageId), keys, successors);
  }

  private Result<Integer> assign(
      Actor actor, Divided divided, List<HouseholdKey> keys, List<Integer> successors) {
    List<Successor> possible = successors(actor, divided);
    locks.communes(
        Stream.concat(
                possible.stream().map(Successor::communeId),
                areas.above(divided.villageId(), AreaLevel.COMMUNE).stream().map(area -> area.id()))
            .toList());
    List<Problem> problems = new ArrayList<>();
    if (keys.isEmpty()) {
      problems.add(Problem.at("households", RegistryProblem.NOBODY_CHOSEN));
    }
    Set<Integer> allowed = new HashSet<>();
    possible.forEach(one -> allowed.add(one.villageId()));
    if (!allowed.containsAll(successors)) {
      problems.add(Problem.at("successor", RegistryProblem.NO_SUCCESSOR, divided.name()));
    }
    Map<HouseholdKey, Unassigned> there = new HashMap<>();
    households(divided, Matching.ALL, Integer.MAX_VALUE, 0)
        .forEach(one -> there.put(one.key(), one));
    long gone = keys.stream().filter(key -> !there.containsKey(key)).count();
    if (gone > 0) {
      problems.add(Problem.at("households", RegistryProblem.ASSIGNED_MEANWHILE, gone));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    List<HouseholdKey> living = new ArrayList<>();
    List<Integer> homes = new ArrayList<>();
    List<SubjectKey> all = new ArrayList<>();
    List<Integer> went = new ArrayList<>(successors);
    List<HouseholdKey> households = new ArrayList<>();
    List<Integer> villages = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Unassigned one = there.get(keys.get(i));
      all.add(keys.get(i).asSubject());
      if (one != null && one.livesHere()) {
        living.add(keys.get(i));
        homes.add(successors.get(i));
      }
      if (one != null && one.kind() == SubjectKind.HOUSEHOLD) {
        households.add(keys.get(i));
        villages.add(successors.get(i));
      }
    }
    for (Map.Entry<HouseholdKey, Integer> person : table.living(divided.villageId(), keys)) {
      int village = successors.get(person.getValue());
      living.add(person.getKey());
      homes.add(village);
      all.add(person.getKey().asSubject());
      went.add(village);
    }
    table.assign(
        divided.villageId(), living, homes, now(), actor, Date.valueOf(divided.effectiveOn()));
    Map<String, Integer> told = new TreeMap<>();
    successors.forEach(one -> told.merge(String.valueOf(one), 1, Integer::sum));
    journal.write(
        actor,
        "household.assign",
        "reorganisation/" + divided.reorganisationId(),
        divided.villageId(),
        Map.of("households", keys.size(), "villages", told));
    if (!households.isEmpty()) {
      events.publishEvent(new RegistryEvents.HouseholdsAssigned(households, villages));
    }
    events.publishEvent(new RegistryEvents.SubjectsAssigned(all, went));
    return Result.ok(keys.size());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
