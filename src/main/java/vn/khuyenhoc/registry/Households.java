package vn.khuyenhoc.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Texts;

/** The households of the register: finding them, and everything that can happen to one. */
@Service
public class Households {

  private final HouseholdTable table;
  private final SubjectTable subjects;
  private final SubjectChecks checks;
  private final Areas areas;
  private final Locks locks;
  private final Journal journal;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Households(
      HouseholdTable table,
      SubjectTable subjects,
      SubjectChecks checks,
      Areas areas,
      Locks locks,
      Journal journal,
      ApplicationEventPublisher events,
      Clock clock) {
    this.table = table;
    this.subjects = subjects;
    this.checks = checks;
    this.areas = areas;
    this.locks = locks;
    this.journal = journal;
    this.events = events;
    this.clock = clock;
  }

  /** A household, whoever asks. */
  public Optional<Household> byId(HouseholdKey key) {
    return table.byId(key, false);
  }

  /** Households by identity, in no order, whoever asks. */
  public List<Household> byIds(Collection<HouseholdKey> keys) {
    return keys.isEmpty() ? List.of() : table.byKeys(keys);
  }

  /**
   * A household that the actor may read.
   *
   * @throws NotFoundException if there is none, or none within reach
   */
  public Household read(Actor actor, HouseholdKey key) {
    Household household = table.byId(key, false).orElseThrow(() -> missing(key));
    areas.require(actor, Right.HOUSEHOLD_READ, household.villageId());
    return household;
  }

  /** The household with the code that somebody typed, whoever asks. */
  public Optional<Household> byCode(String typed) {
    SubjectCode code = SubjectCode.parse(typed);
    return code == null ? Optional.empty() : table.byCode(code);
  }

  /** The active households that live in a village, by the given name of the head. */
  public List<Household> inVillage(int villageId) {
    return table.inVillage(villageId);
  }

  /** A part of a list; those found with the typed accents first. */
  public HouseholdPage page(HouseholdFilter filter, int limit, long offset) {
    return table.page(filter, limit, offset);
  }

  /** Hands over every household of a filter, village by village, without holding them all. */
  @Transactional(readOnly = true)
  public void each(HouseholdFilter filter, Consumer<ListedHousehold> taker) {
    table.each(filter, taker);
  }

  /** Some households with the village and commune where they live now, in no particular order. */
  public List<ListedHousehold> listed(Collection<HouseholdKey> keys) {
    return keys.isEmpty() ? List.of() : table.listed(keys);
  }

  /**
   * Villages at or below these areas whose name another one of their commune has too, with their
   * codes: a list writes the code beside such a name.
   */
  public Map<Integer, String> sharedVillageNames(Collection<Integer> areaIds) {
    return areaIds.isEmpty() ? Map.of() : table.sharedVillageNames(areaIds);
  }

  /** What happened to a household, newest first. */
  public List<SubjectChange> history(HouseholdKey key) {
    return subjects.history(key.asSubject());
  }

  /** Where a household lived, newest first. */
  public List<Residence> residences(HouseholdKey key) {
    return subjects.residences(key.asSubject());
  }

  /** The households it came from, went into, or was the same as. */
  public List<SubjectLink> links(HouseholdKey key) {
    return subjects.links(key.asSubject());
  }

  /**
   * Adds a household that lives in a village from today.
   *
   * @param actor who; needs HOUSEHOLD_KEEP over the village
   * @param id made by the form: sent twice, it adds once
   * @param villageId where it lives
   * @param entry what is known of it
   * @param sameConfirmed whether the actor confirmed that it is another household than one with the
   *     same head and address
   * @return its identity; refused for a faulty entry or an unconfirmed namesake
   */
  @Transactional
  public Result<HouseholdKey> add(
      Actor actor, UUID id, int villageId, HouseholdEntry entry, boolean sameConfirmed) {
    locks.tree();
    int village = areas.standing(villageId);
    areas.require(actor, Right.HOUSEHOLD_KEEP, village);
    checks.lock(List.of(village(village).id()));
    HouseholdKey key = new HouseholdKey(village, id);
    if (table.byId(key, false).isPresent()) {
      return Result.ok(key);
    }
    List<Problem> problems = new ArrayList<>(HouseholdRules.problems(entry));
    if (problems.isEmpty() && !sameConfirmed) {
      namesake(village, entry).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    create(actor, key, village, entry, SubjectChange.Kind.CREATED);
    journal.write(actor, "household.add", key.subject(), village, facts(entry));
    events.publishEvent(new RegistryEvents.HouseholdsAdded(null, List.of(key)));
    return Result.ok(key);
  }

  private Optional<Problem> namesake(int villageId, HouseholdEntry entry) {
    return table.likeInVillage(villageId, entry.head(), entry.address()).stream()
        .findFirst()
        .map(
            other ->
                Problem.at(
                    "sameConfirmed",
                    RegistryProblem.SAME_HEAD_AND_ADDRESS,
                    other.code(),
                    other.head()));
  }

  private Instant create(
      Actor actor, HouseholdKey key, int villageId, HouseholdEntry entry, SubjectChange.Kind kind) {
    Instant now = now();
    table.add(key, subjects.nextSerial(key.homeId()), villageId, entry, today(), now, actor);
    subjects.change(key.asSubject(), kind, now, actor, Map.of(), facts(entry), "");
    return now;
  }

  /**
   * Changes what is known of a household.
   *
   * @param version the one that the actor saw
   * @return the household as it is now; refused if somebody changed it meanwhile
   */
  @Transactional
  public Result<Household> edit(Actor actor, HouseholdKey key, int version, HouseholdEntry entry) {
    Household present = kept(actor, key);
    List<Problem> problems = new ArrayList<>(HouseholdRules.problems(entry));
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    checks.active(present.standing()).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Map<String, @Nullable Object> before = new LinkedHashMap<>();
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    difference(present.entry(), entry, before, after);
    if (after.isEmpty()) {
      return Result.ok(present);
    }
    table.edit(key, entry);
    subjects.change(key.asSubject(), SubjectChange.Kind.EDITED, now(), actor, before, after, "");
    journal.write(
        actor,
        "household.edit",
        key.subject(),
        present.villageId(),
        Map.of("before", before, "after", after));
    events.publishEvent(
        new RegistryEvents.SubjectsChanged(SubjectKind.HOUSEHOLD, null, List.of(key.asSubject())));
    return Result.ok(table.byId(key, false).orElseThrow(() -> missing(key)));
  }

  /** As the other {@code split}, where no citizens are entered, or none leaves. */
  @Transactional
  public Result<HouseholdKey> split(
      Actor actor, HouseholdKey key, int version, UUID newId, HouseholdEntry leaving) {
    return split(actor, key, version, newId, leaving, List.of());
  }

  /**
   * Makes a new household out of part of one, in the same village; the numbers of persons move.
   *
   * @param newId of the new household, made by the form: sent twice, it splits once
   * @param leaving the new household; its numbers leave the present one
   * @param persons citizens of the present household who live in the new one from today
   * @return the new household's identity
   */
  @Transactional
  public Result<HouseholdKey> split(
      Actor actor,
      HouseholdKey key,
      int version,
      UUID newId,
      HouseholdEntry leaving,
      Collection<SubjectKey> persons) {
    Household present = kept(actor, key);
    HouseholdKey newKey = new HouseholdKey(present.villageId(), newId);
    if (table.byId(newKey, false).isPresent()) {
      return Result.ok(newKey);
    }
    List<Problem> problems =
        new ArrayList<>(HouseholdRules.splitProblems(present.entry(), leaving));
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    checks.active(present.standing()).ifPresent(problems::add);
    if (!persons.isEmpty() && !subjects.living(List.of(key.asSubject())).containsAll(persons)) {
      problems.add(Problem.at("persons", RegistryProblem.PERSONS_CHANGED));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    HouseholdEntry rest =
        new HouseholdEntry(
            present.head(),
            present.address(),
            HouseholdRules.rest(present.children(), leaving.children()),
            HouseholdRules.rest(present.adults(), leaving.adults()),
            HouseholdRules.rest(present.workers(), leaving.workers()),
            present.note());
    Map<String, @Nullable Object> before = new LinkedHashMap<>();
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    difference(present.entry(), rest, before, after);
    Instant now = create(actor, newKey, present.villageId(), leaving, SubjectChange.Kind.SPLIT);
    table.edit(key, rest);
    subjects.change(
        key.asSubject(), SubjectChange.Kind.SPLIT, now, actor, before, after, leaving.head());
    subjects.link(newKey.asSubject(), SubjectLink.Kind.SPLIT_FROM, key.asSubject(), today());
    journal.write(
        actor,
        "household.split",
        key.subject(),
        present.villageId(),
        Map.of("into", newKey.subject(), "before", before, "after", after));
    events.publishEvent(new RegistryEvents.HouseholdsAdded(null, List.of(newKey)));
    events.publishEvent(
        new RegistryEvents.SubjectsChanged(SubjectKind.HOUSEHOLD, null, List.of(key.asSubject())));
    if (!persons.isEmpty()) {
      live(actor, persons, newKey, table.byId(newKey, false).orElseThrow(), key, now);
    }
    return Result.ok(newKey);
  }

  /** These persons live in a household from today, and left another. */
  private void live(
      Actor actor,
      Collection<SubjectKey> persons,
      HouseholdKey in,
      Household household,
      HouseholdKey left,
      Instant now) {
    subjects.belong(persons, MembershipRole.LIVES_IN, in.asSubject(), today());
    subjects.changes(
        persons,
        SubjectChange.Kind.BELONGS,
        now,
        actor,
        Map.of(),
        Map.of(
            "role",
            MembershipRole.LIVES_IN.name(),
            "code",
            household.code(),
            "name",
            household.head()),
        "");
    events.publishEvent(
        new RegistryEvents.MembersChanged(
            MembershipRole.LIVES_IN, null, List.of(in.asSubject(), left.asSubject())));
  }

  /**
   * Joins two entries of one household: the kept one stays as it is and stands for both.
   *
   * @param key the entry to keep
   * @param duplicateCode code of the other entry, as typed
   * @param reason why they are one household; may be empty
   */
  @Transactional
  public Result<Household> join(
      Actor actor, HouseholdKey key, int version, String duplicateCode, String reason) {
    Household seen = table.byId(key, false).orElseThrow(() -> missing(key));
    areas.require(actor, Right.HOUSEHOLD_KEEP, seen.villageId());
    Household other =
        byCode(duplicateCode)
            .filter(found -> areas.reaches(actor, Right.HOUSEHOLD_KEEP, found.villageId()))
            .orElse(null);
    if (other == null) {
      return Result.refused(
          Problem.at(
              "duplicate", RegistryProblem.JOIN_UNKNOWN, VietnameseText.clean(duplicateCode)));
    }
    if (other.key().equals(key)) {
      return Result.refused(Problem.at("duplicate", RegistryProblem.JOIN_ITSELF));
    }
    checks.lock(List.of(seen.villageId(), other.villageId()));
    Household present = table.byId(key, true).orElseThrow(() -> missing(key));
    Household duplicate = table.byId(other.key(), true).orElseThrow(() -> missing(other.key()));
    List<Problem> problems = new ArrayList<>();
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    checks.active(present.standing()).ifPresent(problems::add);
    checks
        .active(duplicate.standing())
        .map(problem -> new Problem(problem.code(), "duplicate", problem.arguments()))
        .ifPresent(problems::add);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Instant now = now();
    String why = VietnameseText.cleanLines(reason);
    subjects.become(duplicate.key().asSubject(), SubjectStatus.JOINED);
    subjects.link(
        duplicate.key().asSubject(), SubjectLink.Kind.JOINED_INTO, key.asSubject(), today());
    subjects.change(
        duplicate.key().asSubject(),
        SubjectChange.Kind.JOINED,
        now,
        actor,
        Map.of("status", SubjectStatus.ACTIVE.name()),
        Map.of("status", SubjectStatus.JOINED.name(), "into", present.code()),
        why);
    subjects.change(
        key.asSubject(),
        SubjectChange.Kind.JOINED,
        now,
        actor,
        Map.of(),
        Map.of("duplicate", duplicate.code()),
        why);
    journal.write(
        actor,
        "household.join",
        key.subject(),
        present.villageId(),
        Map.of("duplicate", duplicate.key().subject(), "reason", why));
    events.publishEvent(new RegistryEvents.HouseholdsJoined(key, duplicate.key()));
    joinMembers(actor, present, duplicate, now);
    return Result.ok(present);
  }

  /** Who lived in the other entry lives in the kept one; the clan of either is the clan of both. */
  private void joinMembers(Actor actor, Household kept, Household duplicate, Instant now) {
    List<SubjectKey> persons = subjects.living(List.of(duplicate.key().asSubject()));
    if (!persons.isEmpty()) {
      live(actor, persons, kept.key(), kept, duplicate.key(), now);
      membersMoved(actor, kept.key(), duplicate.villageId(), kept.villageId(), today(), now, "");
    }
    SubjectKey own = kept.key().asSubject();
    SubjectKey other = duplicate.key().asSubject();
    Map<SubjectKey, SubjectKey> clans =
        subjects.belongTo(List.of(own, other), MembershipRole.BELONGS_TO);
    SubjectKey clan = clans.get(other);
    if (clan != null) {
      subjects.belong(List.of(other), MembershipRole.BELONGS_TO, null, today());
      if (!clans.containsKey(own)) {
        subjects.belong(List.of(own), MembershipRole.BELONGS_TO, clan, today());
      }
      events.publishEvent(
          new RegistryEvents.MembersChanged(MembershipRole.BELONGS_TO, null, List.of(clan)));
    }
  }

  /** Who lives in a household is where it is. */
  private void membersMoved(
      Actor actor,
      HouseholdKey key,
      int fromVillage,
      int toVillage,
      LocalDate on,
      Instant now,
      String why) {
    List<SubjectKey> moved = subjects.moveMembers(key.asSubject(), toVillage, on);
    if (!moved.isEmpty()) {
      subjects.changes(
          moved,
          SubjectChange.Kind.MOVED,
          now,
          actor,
          Map.of("village", fromVillage),
          Map.of("village", toVillage, "on", on.toString()),
          why);
      events.publishEvent(
          new RegistryEvents.SubjectsMoved(SubjectKind.CITIZEN, moved, fromVillage, toVillage));
    }
  }

  /**
   * Moves a household to another village, both within the actor's reach: from one commune to
   * another only by who keeps both.
   *
   * @param toVillage where it lives from that day on
   * @param on first day there, today or earlier; null when none was given
   * @param reason why; may be empty
   */
  @Transactional
  public Result<Household> move(
      Actor actor,
      HouseholdKey key,
      int version,
      int chosenVillage,
      @Nullable LocalDate on,
      String reason) {
    locks.tree();
    int toVillage = areas.standing(chosenVillage);
    Household seen = table.byId(key, false).orElseThrow(() -> missing(key));
    areas.require(actor, Right.HOUSEHOLD_KEEP, seen.villageId());
    areas.require(actor, Right.HOUSEHOLD_KEEP, toVillage);
    Area target = village(toVillage);
    checks.lock(List.of(seen.villageId(), toVillage));
    Household present = table.byId(key, true).orElseThrow(() -> missing(key));
    List<Problem> problems = new ArrayList<>();
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    checks.active(present.standing()).ifPresent(problems::add);
    if (present.villageId() == toVillage) {
      problems.add(Problem.at("village", RegistryProblem.MOVE_NOWHERE));
    }
    SubjectRules.day(on, today()).ifPresent(problems::add);
    if (on != null && problems.isEmpty()) {
      LocalDate since = subjects.since(key.asSubject());
      if (on.isBefore(since)) {
        problems.add(Problem.at("on", RegistryProblem.DATE_BEFORE_RESIDENCE, since));
      } else if (on.isBefore(target.from())) {
        problems.add(Problem.at("on", RegistryProblem.VILLAGE_NOT_YET, target.from()));
      }
    }
    if (on == null || !problems.isEmpty()) {
      return Result.refused(problems);
    }
    String why = VietnameseText.cleanLines(reason);
    subjects.move(key.asSubject(), SubjectKind.HOUSEHOLD, toVillage, on);
    Map<String, Object> before = Map.of("village", present.villageId());
    Map<String, Object> after = Map.of("village", toVillage, "on", on.toString());
    subjects.change(key.asSubject(), SubjectChange.Kind.MOVED, now(), actor, before, after, why);
    journal.write(
        actor,
        "household.move",
        key.subject(),
        toVillage,
        Map.of("before", before, "after", after, "reason", why));
    events.publishEvent(new RegistryEvents.HouseholdMoved(key, present.villageId(), toVillage));
    membersMoved(actor, key, present.villageId(), toVillage, on, now(), why);
    return Result.ok(table.byId(key, false).orElseThrow(() -> missing(key)));
  }

  /**
   * Closes a household that moved away or ended. It keeps its history and may be reopened.
   *
   * @param on since when, today or earlier; null when none was given
   * @param reason why; must not be empty
   */
  @Transactional
  public Result<Household> close(
      Actor actor, HouseholdKey key, int version, @Nullable LocalDate on, String reason) {
    Household present = kept(actor, key);
    String why = VietnameseText.cleanLines(reason);
    List<Problem> problems = new ArrayList<>();
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    checks.active(present.standing()).ifPresent(problems::add);
    SubjectRules.day(on, today()).ifPresent(problems::add);
    SubjectRules.reason(why).ifPresent(problems::add);
    if (on == null || !problems.isEmpty()) {
      return Result.refused(problems);
    }
    subjects.become(key.asSubject(), SubjectStatus.CLOSED);
    Map<String, Object> after = Map.of("status", SubjectStatus.CLOSED.name(), "on", on.toString());
    subjects.change(
        key.asSubject(),
        SubjectChange.Kind.CLOSED,
        now(),
        actor,
        Map.of("status", SubjectStatus.ACTIVE.name()),
        after,
        why);
    journal.write(
        actor,
        "household.close",
        key.subject(),
        present.villageId(),
        Map.of("on", on.toString(), "reason", why));
    events.publishEvent(new RegistryEvents.HouseholdClosed(key));
    clanCountsAgain(key);
    return Result.ok(table.byId(key, false).orElseThrow(() -> missing(key)));
  }

  /**
   * Lets a closed household count again.
   *
   * @param reason why; must not be empty
   */
  @Transactional
  public Result<Household> reopen(Actor actor, HouseholdKey key, int version, String reason) {
    Household present = kept(actor, key);
    String why = VietnameseText.cleanLines(reason);
    List<Problem> problems = new ArrayList<>();
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    if (present.status() != SubjectStatus.CLOSED) {
      problems.add(
          checks.active(present.standing()).orElseGet(() -> Problem.of(RegistryProblem.IS_ACTIVE)));
    }
    SubjectRules.reason(why).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    subjects.become(key.asSubject(), SubjectStatus.ACTIVE);
    subjects.change(
        key.asSubject(),
        SubjectChange.Kind.REOPENED,
        now(),
        actor,
        Map.of("status", SubjectStatus.CLOSED.name()),
        Map.of("status", SubjectStatus.ACTIVE.name()),
        why);
    journal.write(
        actor, "household.reopen", key.subject(), present.villageId(), Map.of("reason", why));
    events.publishEvent(new RegistryEvents.HouseholdReopened(key));
    clanCountsAgain(key);
    return Result.ok(table.byId(key, false).orElseThrow(() -> missing(key)));
  }

  /** A household that stops or begins to count is one of its clan less or more. */
  private void clanCountsAgain(HouseholdKey key) {
    SubjectKey own = key.asSubject();
    SubjectKey clan = subjects.belongTo(List.of(own), MembershipRole.BELONGS_TO).get(own);
    if (clan != null) {
      events.publishEvent(
          new RegistryEvents.MembersChanged(MembershipRole.BELONGS_TO, null, List.of(clan)));
    }
  }

  /** Right and locks of a command about one household, and the household as it is under them. */
  private Household kept(Actor actor, HouseholdKey key) {
    locks.tree();
    Household seen = table.byId(key, false).orElseThrow(() -> missing(key));
    areas.require(actor, Right.HOUSEHOLD_KEEP, seen.villageId());
    checks.lock(List.of(seen.villageId()));
    return table.byId(key, true).orElseThrow(() -> missing(key));
  }

  private Area village(int villageId) {
    Area village = areas.byId(villageId);
    if (village.level() != AreaLevel.VILLAGE) {
      throw new NotFoundException("village " + villageId);
    }
    return village;
  }

  static Map<String, @Nullable Object> facts(HouseholdEntry entry) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("head", entry.head());
    facts.put("address", entry.address());
    facts.put("children", entry.children());
    facts.put("adults", entry.adults());
    facts.put("workers", entry.workers());
    facts.put("note", entry.note());
    return facts;
  }

  private static void difference(
      HouseholdEntry before,
      HouseholdEntry after,
      Map<String, @Nullable Object> was,
      Map<String, @Nullable Object> is) {
    Map<String, @Nullable Object> old = facts(before);
    facts(after)
        .forEach(
            (name, value) -> {
              if (!Objects.equals(old.get(name), value)) {
                was.put(name, old.get(name));
                is.put(name, value);
              }
            });
  }

  private static NotFoundException missing(HouseholdKey key) {
    return new NotFoundException(key.subject());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Texts.ZONE);
  }
}
