package vn.khuyenhoc.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
import vn.khuyenhoc.registry.Consent.Given;

/**
 * Everything in the register whatever its kind: finding it, who belongs to what, and all that can
 * happen to citizens, clans, units, groups and centres. What can happen to a household is in {@link
 * Households}; communities and programmes come and go with their areas.
 */
@Service
public class Subjects {

  private static final int MOST_CODES = 500;

  private final SubjectTable table;
  private final SubjectChecks checks;
  private final Choices choices;
  private final PersonalIds personalIds;
  private final Areas areas;
  private final Locks locks;
  private final Journal journal;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Subjects(
      SubjectTable table,
      SubjectChecks checks,
      Choices choices,
      PersonalIds personalIds,
      Areas areas,
      Locks locks,
      Journal journal,
      ApplicationEventPublisher events,
      Clock clock) {
    this.table = table;
    this.checks = checks;
    this.choices = choices;
    this.personalIds = personalIds;
    this.areas = areas;
    this.locks = locks;
    this.journal = journal;
    this.events = events;
    this.clock = clock;
  }

  // ---- questions

  /** Anything in the register, whoever asks. */
  public Optional<Subject> byKey(SubjectKey key) {
    return table.byKey(key);
  }

  /** Several by identity, in no order, whoever asks. */
  public List<Subject> byKeys(Collection<SubjectKey> keys) {
    return keys.isEmpty() ? List.of() : table.byKeys(keys);
  }

  /** What has the code that somebody typed, whoever asks. */
  public Optional<Subject> byCode(String typed) {
    SubjectCode code = SubjectCode.parse(typed);
    return code == null ? Optional.empty() : table.byCode(code);
  }

  /**
   * Something that the actor may read.
   *
   * @throws NotFoundException if there is none of that kind, or none within reach
   */
  public Subject read(Actor actor, SubjectKind kind, SubjectKey key) {
    Subject subject =
        table.byKey(key).filter(one -> one.kind() == kind).orElseThrow(() -> missing(key));
    areas.requireKnown(actor, Right.HOUSEHOLD_READ, subject.areaId());
    return subject;
  }

  /** Whether the actor may change it: by its kind, its area, and for a unit who manages it. */
  public boolean keeps(Actor actor, Subject subject) {
    return !subject.kind().automatic()
        && areas.reaches(actor, subject.kind().keep(), subject.areaId())
        && managing(actor, subject.kind(), subject.areaId(), subject.entry()).isEmpty();
  }

  /** A part of a list; those found with the typed accents first. */
  public SubjectPage page(SubjectFilter filter, int limit, long offset) {
    return table.page(filter, limit, offset);
  }

  /** Hands over every one of a filter, area by area, without holding them all. */
  @Transactional(readOnly = true)
  public void each(SubjectFilter filter, Consumer<ListedSubject> taker) {
    table.each(filter, taker);
  }

  /** What happened to it, newest first. */
  public List<SubjectChange> history(SubjectKey key) {
    return table.history(key);
  }

  /** Where it was, newest first. */
  public List<Residence> residences(SubjectKey key) {
    return table.residences(key);
  }

  /** What it turned out to be the same as. */
  public List<SubjectLink> links(SubjectKey key) {
    return table.links(key);
  }

  /** What it belongs to and belonged to, the present first. */
  public List<Membership> belongings(SubjectKey key) {
    return table.belongings(key);
  }

  /** How many that count belong to it now, wherever they are. */
  public long memberCount(SubjectKey key, MembershipRole role) {
    return table.members(key, role);
  }

  /** How many of them are in these areas. */
  public long memberCount(SubjectKey key, MembershipRole role, Collection<Integer> areaIds) {
    return table.membersWithin(key, role, areaIds);
  }

  /** Who belongs to it now and is in these areas, by given name. */
  public List<Membership> members(
      SubjectKey key, MembershipRole role, Collection<Integer> areaIds, int limit, long offset) {
    return table.members(key, role, areaIds, limit, offset);
  }

  /** What a person agreed to, the present consent first. */
  public List<Consent> consents(SubjectKey key) {
    return table.consents(key);
  }

  /** A person's identity number as it may be shown. */
  public sealed interface ShownId {
    /** None was entered. */
    record None() implements ShownId {}

    /** 0142••••••89. */
    record Masked(String digits) implements ShownId {}

    /** One was entered, and the key to read it is missing. */
    record Unreadable() implements ShownId {}
  }

  /** A person's identity number as it may be shown to who keeps the register. */
  public ShownId personalId(SubjectKey key) {
    byte[] kept = table.personalId(key);
    if (kept == null) {
      return new ShownId.None();
    }
    String masked = personalIds.masked(kept);
    return masked == null ? new ShownId.Unreadable() : new ShownId.Masked(masked);
  }

  // ---- adding

  /**
   * Something to be added.
   *
   * @param id made by the form: sent twice, it adds once
   * @param kind what it is; no household and nothing that comes with its area
   * @param areaId where it is; null for a citizen whose household is named
   * @param entry what is known of it
   * @param personalId a citizen's identity number as typed; empty for none
   * @param consent a citizen's consent; null for none, which is refused
   * @param belongings codes as typed of what it belongs to; empty texts say nothing
   * @param sameConfirmed whether the actor confirmed that it is another than its namesake
   */
  public record NewSubject(
      UUID id,
      SubjectKind kind,
      @Nullable Integer areaId,
      SubjectEntry entry,
      String personalId,
      @Nullable Given consent,
      Map<MembershipRole, String> belongings,
      boolean sameConfirmed) {

    public NewSubject {
      belongings = Map.copyOf(belongings);
    }

    /** Something that needs no consent and belongs to nothing yet. */
    public NewSubject(UUID id, SubjectKind kind, int areaId, SubjectEntry entry) {
      this(id, kind, areaId, entry, "", null, Map.of(), false);
    }
  }

  /**
   * Adds somebody or something, from today. Fields of problems: {@code name}, {@code area}, the
   * columns of the kind's fields, {@code personalId}, {@code consent}, {@code consentOn}, {@code
   * guardian}, the names of roles, {@code sameConfirmed}.
   */
  @Transactional
  public Result<SubjectKey> add(Actor actor, NewSubject adding) {
    return add(actor, adding, List.of());
  }

  /**
   * As the other {@code add}, refused besides for what could not be read as it was typed.
   *
   * @param typed what is wrong with the form before it is an entry
   */
  @Transactional
  public Result<SubjectKey> add(Actor actor, NewSubject adding, List<Problem> typed) {
    SubjectKind kind = adding.kind();
    if (kind.automatic() || kind == SubjectKind.HOUSEHOLD) {
      return Result.refused(Problem.of(RegistryProblem.IS_AUTOMATIC));
    }
    locks.tree();
    List<Problem> problems = new ArrayList<>(typed);
    merge(problems, SubjectRules.problems(kind, adding.entry(), today()));
    Map<MembershipRole, Subject> belongings = new LinkedHashMap<>();
    Integer area = adding.areaId();
    // the household first: it says where a person is of whom no area was chosen
    for (MembershipRole role : MembershipRole.values()) {
      String code = adding.belongings().getOrDefault(role, "");
      if (!code.isBlank() && role.member() == kind) {
        Result<Subject> found =
            belongsTo(actor, role, code, area == null ? null : areas.standing(area));
        if (found instanceof Result.Ok<Subject>(Subject other)) {
          belongings.put(role, other);
          if (area == null && role == MembershipRole.LIVES_IN) {
            area = other.areaId();
          }
        }
        problems.addAll(found.problems());
      }
    }
    Subject household = belongings.get(MembershipRole.LIVES_IN);
    Area home = area == null ? null : home(actor, kind, area);
    if (home == null) {
      problems.add(Problem.at("area", RegistryProblem.HOME_MISSING));
      return Result.refused(problems);
    }
    checks.lock(List.of(home.id()));
    SubjectKey key = new SubjectKey(home.id(), adding.id());
    if (table.byKey(key).isPresent()) {
      return Result.ok(key);
    }
    choices(kind, adding.entry(), null, problems);
    managing(actor, kind, home.id(), adding.entry()).ifPresent(problems::add);
    if (household != null && household.areaId() != home.id()) {
      problems.add(
          Problem.at(
              MembershipRole.LIVES_IN.name(),
              RegistryProblem.HOUSEHOLD_ELSEWHERE,
              household.code(),
              areas.lastKnown(household.areaId()).name()));
    }
    PersonalIds.Kept number = null;
    if (kind == SubjectKind.CITIZEN) {
      problems.addAll(
          SubjectRules.consent(
              adding.consent(), adding.entry().number(SubjectField.BIRTH_YEAR), today()));
      if (!adding.personalId().isBlank()) {
        Result<PersonalIds.Kept> kept = personalId(actor, key, adding.personalId());
        problems.addAll(kept.problems());
        number = kept instanceof Result.Ok<PersonalIds.Kept>(PersonalIds.Kept value) ? value : null;
      }
    }
    if (problems.isEmpty() && !adding.sameConfirmed()) {
      namesake(kind, home.id(), adding.entry()).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Instant now = now();
    table.add(
        key,
        kind,
        table.nextSerial(key.homeId()),
        home.id(),
        adding.entry(),
        number,
        today(),
        now,
        actor);
    Map<String, @Nullable Object> facts = adding.entry().facts(kind);
    SubjectEntry.conceal(kind, new LinkedHashMap<>(), facts);
    table.change(key, SubjectChange.Kind.CREATED, now, actor, Map.of(), facts, "");
    Consent.Given given = adding.consent();
    if (kind == SubjectKind.CITIZEN && given != null && given.how() != null && given.on() != null) {
      table.consent(key, given.how(), given.on(), clean(given.guardian()), now, actor);
    }
    belongings.forEach((role, other) -> table.belong(List.of(key), role, other.key(), today()));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("kind", kind.name());
    told.put("name", adding.entry().name());
    journal.write(actor, "subject.add", key.subject(), home.id(), told);
    events.publishEvent(new RegistryEvents.SubjectsAdded(kind, null, List.of(key)));
    belongings.forEach(
        (role, other) ->
            events.publishEvent(
                new RegistryEvents.MembersChanged(role, null, List.of(other.key()))));
    return Result.ok(key);
  }

  /** A field of which something is told already is not told to be missing. */
  private static void merge(List<Problem> problems, List<Problem> more) {
    List<@Nullable String> told = problems.stream().map(Problem::field).toList();
    more.stream().filter(one -> !told.contains(one.field())).forEach(problems::add);
  }

  /** The area where one of the kind can be at home and the actor keeps it; null for none. */
  private @Nullable Area home(Actor actor, SubjectKind kind, int chosen) {
    int standing = areas.standing(chosen);
    areas.require(actor, kind.keep(), standing);
    Area home = areas.byId(standing);
    return kind.homes().contains(home.level()) ? home : null;
  }

  private void choices(
      SubjectKind kind, SubjectEntry entry, @Nullable SubjectEntry before, List<Problem> into) {
    for (SubjectField field : kind.fields()) {
      String code = field.form() == SubjectField.Form.CHOICE ? entry.text(field) : null;
      if (code != null) {
        SubjectRules.choice(
                field, code, choices.of(field), before == null ? null : before.text(field))
            .ifPresent(into::add);
      }
    }
  }

  /** Who manages a unit keeps it: the commune its own, the province its own. */
  private Optional<Problem> managing(
      Actor actor, SubjectKind kind, int areaId, SubjectEntry entry) {
    String level = kind == SubjectKind.UNIT ? entry.text(SubjectField.MANAGING_LEVEL) : null;
    if (level == null) {
      return Optional.empty();
    }
    String field = SubjectField.MANAGING_LEVEL.column();
    if (!level.equals("COMMUNE")) {
      return areas.reaches(actor, Right.UNIT_KEEP_PROVINCE, areaId)
          ? Optional.empty()
          : Optional.of(Problem.at(field, RegistryProblem.KEPT_BY_PROVINCE));
    }
    if (areas.byId(areaId).level() == AreaLevel.PROVINCE) {
      return Optional.of(Problem.at(field, RegistryProblem.UNIT_OF_THE_PROVINCE));
    }
    return areas.reaches(actor, Right.HOUSEHOLD_KEEP, areaId)
        ? Optional.empty()
        : Optional.of(Problem.at(field, RegistryProblem.KEPT_BY_COMMUNE));
  }

  private Optional<Problem> namesake(SubjectKind kind, int areaId, SubjectEntry entry) {
    Integer year = entry.number(SubjectField.BIRTH_YEAR);
    return table.named(kind, areaId, entry.name()).stream()
        .filter(other -> year == null || year.equals(other.number(SubjectField.BIRTH_YEAR)))
        .findFirst()
        .map(
            other ->
                Problem.at(
                    "sameConfirmed",
                    year == null ? RegistryProblem.SAME_NAME : RegistryProblem.SAME_PERSON,
                    other.code(),
                    other.name()));
  }

  private Result<PersonalIds.Kept> personalId(Actor actor, SubjectKey of, String typed) {
    String digits = PersonalIds.digits(typed);
    if (digits == null) {
      return Result.refused(Problem.at("personalId", RegistryProblem.ID_WRONG));
    }
    PersonalIds.Kept kept;
    try {
      kept = personalIds.keep(digits);
    } catch (PersonalIds.KeyMissingException missing) {
      return Result.refused(Problem.at("personalId", RegistryProblem.ID_KEY_MISSING));
    }
    // two officers with the same number come one after the other
    table.lockPersonalId(kept.hash());
    Subject other =
        table.byPersonalId(kept.hash()).filter(one -> !one.key().equals(of)).orElse(null);
    if (other == null) {
      return Result.ok(kept);
    }
    // whose number it is stays unknown to who does not reach that person
    boolean within = areas.reachesKnown(actor, Right.HOUSEHOLD_READ, other.areaId());
    return Result.refused(
        within
            ? Problem.at("personalId", RegistryProblem.ID_KNOWN, other.code())
            : Problem.at("personalId", RegistryProblem.ID_KNOWN_ELSEWHERE));
  }

  // ---- changing

  /**
   * Changes what is known.
   *
   * @param version the one that the actor saw
   * @param personalId a citizen's identity number as typed; null to leave it, empty to leave it too
   */
  @Transactional
  public Result<Subject> edit(
      Actor actor, SubjectKey key, int version, SubjectEntry entry, @Nullable String personalId) {
    return edit(actor, key, version, entry, personalId, List.of());
  }

  /** As the other {@code edit}, refused besides for what could not be read as it was typed. */
  @Transactional
  public Result<Subject> edit(
      Actor actor,
      SubjectKey key,
      int version,
      SubjectEntry entry,
      @Nullable String personalId,
      List<Problem> typed) {
    Subject present = kept(actor, key);
    SubjectKind kind = present.kind();
    List<Problem> problems = new ArrayList<>(typed);
    merge(problems, SubjectRules.problems(kind, entry, today()));
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    checks.active(present.standing()).ifPresent(problems::add);
    choices(kind, entry, present.entry(), problems);
    may(actor, present).ifPresent(problems::add);
    managing(actor, kind, present.areaId(), entry)
        .filter(one -> problems.stream().noneMatch(other -> other.code() == one.code()))
        .ifPresent(problems::add);
    PersonalIds.Kept number = null;
    if (kind == SubjectKind.CITIZEN && personalId != null && !personalId.isBlank()) {
      Result<PersonalIds.Kept> read = personalId(actor, key, personalId);
      problems.addAll(read.problems());
      number = read instanceof Result.Ok<PersonalIds.Kept>(PersonalIds.Kept value) ? value : null;
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Map<String, @Nullable Object> before = new LinkedHashMap<>();
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    SubjectEntry.difference(present.entry().facts(kind), entry.facts(kind), before, after);
    SubjectEntry.conceal(kind, before, after);
    if (number != null) {
      // that there is another number, never which
      after.put("personalId", true);
      table.personalId(key, number);
    }
    if (after.isEmpty()) {
      return Result.ok(present);
    }
    table.edit(key, kind, entry);
    table.change(key, SubjectChange.Kind.EDITED, now(), actor, before, after, "");
    journal.write(
        actor,
        "subject.edit",
        key.subject(),
        present.areaId(),
        Map.of("kind", kind.name(), "before", before, "after", after));
    events.publishEvent(new RegistryEvents.SubjectsChanged(kind, null, List.of(key)));
    return Result.ok(now(key));
  }

  /** Erases a citizen's identity number. */
  @Transactional
  public Result<Subject> erasePersonalId(Actor actor, SubjectKey key, int version) {
    Subject present = kept(actor, key);
    List<Problem> problems = new ArrayList<>();
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (table.personalId(key) == null) {
      return Result.ok(present);
    }
    table.personalId(key, null);
    table.touch(key);
    table.change(
        key,
        SubjectChange.Kind.EDITED,
        now(),
        actor,
        Map.of("personalId", true),
        Map.of("personalId", false),
        "");
    journal.write(
        actor, "subject.erase-id", key.subject(), present.areaId(), Map.of("erased", true));
    return Result.ok(now(key));
  }

  /**
   * Closes what moved away or ended. It keeps its history and may be reopened.
   *
   * @param on since when, today or earlier; null when none was given
   * @param reason why; must not be empty
   */
  @Transactional
  public Result<Subject> close(
      Actor actor, SubjectKey key, int version, @Nullable LocalDate on, String reason) {
    Subject present = kept(actor, key);
    String why = VietnameseText.cleanLines(reason);
    List<Problem> problems = new ArrayList<>();
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    checks.active(present.standing()).ifPresent(problems::add);
    may(actor, present).ifPresent(problems::add);
    SubjectRules.day(on, today()).ifPresent(problems::add);
    SubjectRules.reason(why).ifPresent(problems::add);
    if (on == null || !problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.become(key, SubjectStatus.CLOSED);
    table.change(
        key,
        SubjectChange.Kind.CLOSED,
        now(),
        actor,
        Map.of("status", SubjectStatus.ACTIVE.name()),
        Map.of("status", SubjectStatus.CLOSED.name(), "on", on.toString()),
        why);
    journal.write(
        actor,
        "subject.close",
        key.subject(),
        present.areaId(),
        Map.of("kind", present.kind().name(), "on", on.toString(), "reason", why));
    closed(present);
    return Result.ok(now(key));
  }

  private void closed(Subject present) {
    events.publishEvent(new RegistryEvents.SubjectsClosed(present.kind(), List.of(present.key())));
    countedAgain(present.key());
  }

  /** Whoever stops or begins to count changes the number of members of what it belongs to. */
  private void countedAgain(SubjectKey key) {
    for (Membership one : table.belongings(key)) {
      if (one.until() == null) {
        events.publishEvent(
            new RegistryEvents.MembersChanged(one.role(), null, List.of(one.other())));
      }
    }
  }

  /**
   * Lets something closed count again; a citizen only with consent.
   *
   * @param reason why; must not be empty
   */
  @Transactional
  public Result<Subject> reopen(Actor actor, SubjectKey key, int version, String reason) {
    Subject present = kept(actor, key);
    String why = VietnameseText.cleanLines(reason);
    List<Problem> problems = new ArrayList<>();
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    may(actor, present).ifPresent(problems::add);
    if (present.status() != SubjectStatus.CLOSED) {
      problems.add(
          checks.active(present.standing()).orElseGet(() -> Problem.of(RegistryProblem.IS_ACTIVE)));
    }
    if (present.kind() == SubjectKind.CITIZEN
        && table.consents(key).stream().noneMatch(Consent::holds)) {
      problems.add(Problem.of(RegistryProblem.CONSENT_NEEDED));
    }
    SubjectRules.reason(why).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    reopened(actor, present, why);
    return Result.ok(now(key));
  }

  private void reopened(Actor actor, Subject present, String why) {
    SubjectKey key = present.key();
    table.become(key, SubjectStatus.ACTIVE);
    table.change(
        key,
        SubjectChange.Kind.REOPENED,
        now(),
        actor,
        Map.of("status", SubjectStatus.CLOSED.name()),
        Map.of("status", SubjectStatus.ACTIVE.name()),
        why);
    journal.write(
        actor,
        "subject.reopen",
        key.subject(),
        present.areaId(),
        Map.of("kind", present.kind().name(), "reason", why));
    events.publishEvent(new RegistryEvents.SubjectsReopened(present.kind(), List.of(key)));
    countedAgain(key);
  }

  /**
   * Moves something to another area, both within the actor's reach. A citizen leaves their
   * household by it.
   *
   * @param on first day there, today or earlier; null when none was given
   * @param reason why; may be empty
   */
  @Transactional
  public Result<Subject> move(
      Actor actor,
      SubjectKey key,
      int version,
      int chosenArea,
      @Nullable LocalDate on,
      String reason) {
    locks.tree();
    Subject seen = table.byKey(key).orElseThrow(() -> missing(key));
    areas.require(actor, seen.kind().keep(), seen.areaId());
    Area target = home(actor, seen.kind(), chosenArea);
    if (target == null) {
      return Result.refused(Problem.at("area", RegistryProblem.HOME_MISSING));
    }
    checks.lock(List.of(seen.areaId(), target.id()));
    Subject present = table.lock(key).orElseThrow(() -> missing(key));
    List<Problem> problems = new ArrayList<>();
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    checks.active(present.standing()).ifPresent(problems::add);
    may(actor, present).ifPresent(problems::add);
    managing(actor, present.kind(), target.id(), present.entry()).ifPresent(problems::add);
    if (present.areaId() == target.id()) {
      problems.add(Problem.at("area", RegistryProblem.MOVE_NOWHERE));
    }
    SubjectRules.day(on, today()).ifPresent(problems::add);
    if (on != null && problems.isEmpty()) {
      LocalDate since = table.since(key);
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
    table.move(key, present.kind(), target.id(), on);
    SubjectKey household = table.belongTo(List.of(key), MembershipRole.LIVES_IN).get(key);
    if (household != null) {
      table.belong(List.of(key), MembershipRole.LIVES_IN, null, on);
    }
    Map<String, Object> before = Map.of("village", present.areaId());
    Map<String, Object> after = Map.of("village", target.id(), "on", on.toString());
    table.change(key, SubjectChange.Kind.MOVED, now(), actor, before, after, why);
    journal.write(
        actor,
        "subject.move",
        key.subject(),
        target.id(),
        Map.of("kind", present.kind().name(), "before", before, "after", after, "reason", why));
    events.publishEvent(
        new RegistryEvents.SubjectsMoved(
            present.kind(), List.of(key), present.areaId(), target.id()));
    if (household != null) {
      events.publishEvent(
          new RegistryEvents.MembersChanged(MembershipRole.LIVES_IN, null, List.of(household)));
    }
    return Result.ok(now(key));
  }

  /**
   * Joins two entries of the same: the kept one stays as it is and stands for both. Who belongs or
   * belonged to the other belongs to it, closed ones too; and what the other belongs or belonged to
   * is the kept one's wherever it says nothing itself.
   *
   * @param duplicateCode code of the other entry, as typed
   * @param reason why they are the same; may be empty
   */
  @Transactional
  public Result<Subject> join(
      Actor actor, SubjectKey key, int version, String duplicateCode, String reason) {
    locks.tree();
    Subject seen = table.byKey(key).orElseThrow(() -> missing(key));
    areas.require(actor, seen.kind().keep(), seen.areaId());
    Subject other =
        byCode(duplicateCode)
            .filter(found -> found.kind() == seen.kind())
            .filter(found -> areas.reaches(actor, found.kind().keep(), found.areaId()))
            .orElse(null);
    if (other == null) {
      return Result.refused(
          Problem.at(
              "duplicate", RegistryProblem.JOIN_UNKNOWN, VietnameseText.clean(duplicateCode)));
    }
    if (other.key().equals(key)) {
      return Result.refused(Problem.at("duplicate", RegistryProblem.JOIN_ITSELF));
    }
    checks.lock(List.of(seen.areaId(), other.areaId()));
    Subject present = table.lock(key).orElseThrow(() -> missing(key));
    Subject duplicate = table.lock(other.key()).orElseThrow(() -> missing(other.key()));
    List<Problem> problems = new ArrayList<>();
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    checks.active(present.standing()).ifPresent(problems::add);
    may(actor, present).ifPresent(problems::add);
    Stream.of(checks.active(duplicate.standing()), may(actor, duplicate))
        .flatMap(Optional::stream)
        .map(problem -> new Problem(problem.code(), "duplicate", problem.arguments()))
        .forEach(problems::add);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Instant now = now();
    String why = VietnameseText.cleanLines(reason);
    table.become(duplicate.key(), SubjectStatus.JOINED);
    table.link(duplicate.key(), SubjectLink.Kind.JOINED_INTO, key, today());
    if (present.kind() == SubjectKind.CITIZEN) {
      table.takePersonalId(key, duplicate.key());
    }
    Set<MembershipRole> joined = table.takeMembers(key, duplicate.key());
    int taken = table.takeBelongings(key, duplicate.key(), today());
    table.change(
        duplicate.key(),
        SubjectChange.Kind.JOINED,
        now,
        actor,
        Map.of("status", SubjectStatus.ACTIVE.name()),
        Map.of("status", SubjectStatus.JOINED.name(), "into", present.code()),
        why);
    table.change(
        key,
        SubjectChange.Kind.JOINED,
        now,
        actor,
        Map.of(),
        Map.of("duplicate", duplicate.code()),
        why);
    journal.write(
        actor,
        "subject.join",
        key.subject(),
        present.areaId(),
        Map.of(
            "kind", present.kind().name(),
            "duplicate", duplicate.key().subject(),
            "reason", why));
    events.publishEvent(new RegistryEvents.SubjectsJoined(present.kind(), key, duplicate.key()));
    for (MembershipRole role : joined) {
      events.publishEvent(
          new RegistryEvents.MembersChanged(role, null, List.of(key, duplicate.key())));
    }
    countedAgain(duplicate.key());
    if (taken > 0) {
      countedAgain(key);
    }
    return Result.ok(now(key));
  }

  // ---- memberships

  /**
   * Says that these belong to something from today. Each belongs to one at a time in a role: what
   * held before ends.
   *
   * @param key what they belong to
   * @param role how
   * @param typed codes of who belongs, separated by blanks, commas or lines
   * @return how many of them are new to it; refused with every code that does not fit
   */
  @Transactional
  public Result<Integer> addMembers(
      Actor actor, SubjectKey key, MembershipRole role, String typed) {
    locks.tree();
    Subject of = table.byKey(key).orElseThrow(() -> missing(key));
    areas.require(actor, Right.HOUSEHOLD_READ, of.areaId());
    List<Problem> problems = new ArrayList<>();
    if (of.kind() != role.of()) {
      throw missing(key);
    }
    fits(of, role, "codes").ifPresent(problems::add);
    List<SubjectKey> keys = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<String> codes = codes(typed);
    if (codes.isEmpty()) {
      problems.add(Problem.at("codes", RegistryProblem.CODES_MISSING));
    }
    if (codes.size() > MOST_CODES) {
      return Result.refused(tooMany(codes));
    }
    Map<String, Subject> found = found(codes);
    Map<Integer, Integer> provinces = new HashMap<>();
    int province = provinceOf(of.areaId());
    for (String code : codes) {
      Subject member = found.get(code);
      if (member == null
          || member.kind() != role.member()
          || !says(actor, member, role, of)
          || provinces.computeIfAbsent(member.areaId(), this::provinceOf) != province) {
        problems.add(Problem.at("codes", RegistryProblem.MEMBER_CODE_UNKNOWN, code));
      } else if (!member.active()) {
        problems.add(
            Problem.at("codes", RegistryProblem.MEMBER_CLOSED, member.code(), member.name()));
      } else if (role == MembershipRole.LIVES_IN && member.areaId() != of.areaId()) {
        problems.add(
            Problem.at(
                "codes",
                RegistryProblem.HOUSEHOLD_ELSEWHERE,
                of.code(),
                areas.lastKnown(of.areaId()).name()));
      } else {
        keys.add(member.key());
        places.add(member.areaId());
      }
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    checks.lock(places);
    return Result.ok(belong(actor, keys, role, of));
  }

  /**
   * Says that these belong to something no longer, from today.
   *
   * @param typed codes of who leaves, separated by blanks, commas or lines
   * @return how many of them belonged to it
   */
  @Transactional
  public Result<Integer> removeMembers(
      Actor actor, SubjectKey key, MembershipRole role, String typed) {
    locks.tree();
    Subject of = table.byKey(key).orElseThrow(() -> missing(key));
    areas.require(actor, Right.HOUSEHOLD_READ, of.areaId());
    List<Problem> problems = new ArrayList<>();
    List<String> codes = codes(typed);
    if (codes.isEmpty()) {
      problems.add(Problem.at("codes", RegistryProblem.CODES_MISSING));
    }
    if (codes.size() > MOST_CODES) {
      return Result.refused(tooMany(codes));
    }
    Map<String, Subject> found = found(codes);
    List<SubjectKey> keys = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (String code : codes) {
      Subject member = found.get(code);
      if (member == null || member.kind() != role.member() || !says(actor, member, role, of)) {
        problems.add(Problem.at("codes", RegistryProblem.MEMBER_CODE_UNKNOWN, code));
      } else {
        keys.add(member.key());
        places.add(member.areaId());
      }
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    checks.lock(places);
    Map<SubjectKey, SubjectKey> now = table.belongTo(keys, role);
    keys.removeIf(one -> !key.equals(now.get(one)));
    return Result.ok(keys.isEmpty() ? 0 : belong(actor, keys, role, null));
  }

  /**
   * Whether somebody may say that one belongs to another: who keeps the member, and of staff and
   * learners also who keeps the unit and may read of the person.
   */
  private boolean says(Actor actor, Subject member, MembershipRole role, Subject of) {
    return areas.reaches(actor, member.kind().keep(), member.areaId())
        || role.of() == SubjectKind.UNIT
            && keeps(actor, of)
            && areas.reaches(actor, Right.HOUSEHOLD_READ, member.areaId());
  }

  private int belong(
      Actor actor, List<SubjectKey> keys, MembershipRole role, @Nullable Subject of) {
    Map<SubjectKey, SubjectKey> before = table.belongTo(keys, role);
    List<SubjectKey> changed =
        keys.stream()
            .filter(one -> of == null ? before.containsKey(one) : !of.key().equals(before.get(one)))
            .toList();
    if (changed.isEmpty()) {
      return 0;
    }
    table.belong(changed, role, of == null ? null : of.key(), today());
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("role", role.name());
    if (of != null) {
      after.put("code", of.code());
      after.put("name", of.name());
    }
    table.changes(changed, SubjectChange.Kind.BELONGS, now(), actor, Map.of(), after, "");
    Set<SubjectKey> touched = new LinkedHashSet<>(before.values());
    if (of != null) {
      touched.add(of.key());
    }
    SubjectKey about = of == null ? changed.getFirst() : of.key();
    journal.write(
        actor,
        of == null ? "subject.leave" : "subject.belong",
        about.subject(),
        table.byKey(about).map(Subject::areaId).orElse(null),
        Map.of("role", role.name(), "members", changed.size()));
    events.publishEvent(new RegistryEvents.MembersChanged(role, null, List.copyOf(touched)));
    return changed.size();
  }

  /**
   * Says what somebody belongs to from today, or, with no code, that they belong to nothing in that
   * role any more.
   */
  @Transactional
  public Result<Subject> belong(
      Actor actor, SubjectKey key, MembershipRole role, String typedCode) {
    locks.tree();
    Subject present = kept(actor, key);
    if (present.kind() != role.member()) {
      throw missing(key);
    }
    List<Problem> problems = new ArrayList<>();
    checks.active(present.standing()).ifPresent(problems::add);
    Subject other = null;
    if (!typedCode.isBlank()) {
      Result<Subject> found = belongsTo(actor, role, typedCode, present.areaId());
      problems.addAll(found.problems());
      other = found instanceof Result.Ok<Subject>(Subject value) ? value : null;
      if (other != null && role == MembershipRole.LIVES_IN && other.areaId() != present.areaId()) {
        problems.add(
            Problem.at(
                role.name(),
                RegistryProblem.HOUSEHOLD_ELSEWHERE,
                other.code(),
                areas.lastKnown(other.areaId()).name()));
      }
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    belong(actor, List.of(key), role, other);
    return Result.ok(now(key));
  }

  /**
   * What a typed code says that somebody belongs to; only within the province of where they are.
   *
   * @param near where they are; null when only what they belong to will tell
   */
  private Result<Subject> belongsTo(
      Actor actor, MembershipRole role, String typed, @Nullable Integer near) {
    Subject other =
        byCode(typed)
            .filter(found -> found.kind() == role.of())
            // who lives with whom is told only to who may read it; clans and units are public
            .filter(
                found ->
                    role != MembershipRole.LIVES_IN
                        || areas.reaches(actor, Right.HOUSEHOLD_READ, found.areaId()))
            .filter(found -> near == null || provinceOf(found.areaId()) == provinceOf(near))
            .orElse(null);
    if (other == null) {
      return Result.refused(
          Problem.at(
              role.name(), RegistryProblem.MEMBER_CODE_UNKNOWN, VietnameseText.clean(typed)));
    }
    return fits(other, role, role.name())
        .<Result<Subject>>map(Result::refused)
        .orElseGet(() -> Result.ok(other));
  }

  private static Optional<Problem> fits(Subject other, MembershipRole role, String field) {
    if (!other.active()) {
      return Optional.of(
          Problem.at(field, RegistryProblem.MEMBER_CLOSED, other.code(), other.name()));
    }
    return role == MembershipRole.STUDIES_IN && !other.entry().yes(SubjectField.SCHOOL)
        ? Optional.of(Problem.at(field, RegistryProblem.NOT_A_SCHOOL, other.name()))
        : Optional.empty();
  }

  private static List<String> codes(String typed) {
    return Stream.of(typed.split("[\\s,;]+")).filter(one -> !one.isBlank()).distinct().toList();
  }

  private static Problem tooMany(List<String> codes) {
    return Problem.at("codes", RegistryProblem.TOO_MANY_CODES, codes.size(), MOST_CODES);
  }

  /** The province that an area is in, or the area itself where it is in none. */
  private int provinceOf(int areaId) {
    return areas.above(areaId, AreaLevel.PROVINCE).map(Area::id).orElse(areaId);
  }

  private Map<String, Subject> found(List<String> typed) {
    Map<String, SubjectCode> codes = new LinkedHashMap<>();
    for (String one : typed) {
      SubjectCode code = SubjectCode.parse(one);
      if (code != null) {
        codes.put(one, code);
      }
    }
    Map<String, Subject> byCode = new LinkedHashMap<>();
    if (!codes.isEmpty()) {
      table.byCodes(codes.values()).forEach(one -> byCode.put(one.code(), one));
    }
    Map<String, Subject> found = new LinkedHashMap<>();
    codes.forEach(
        (one, code) -> {
          Subject subject = byCode.get(code.printed());
          if (subject != null) {
            found.put(one, subject);
          }
        });
    return found;
  }

  // ---- consent

  /**
   * Writes down that a person agreed; somebody whose registration ended by taking it back is
   * registered again.
   */
  @Transactional
  public Result<Subject> recordConsent(
      Actor actor, SubjectKey key, int version, Consent.Given given) {
    Subject present = citizen(actor, key);
    List<Problem> problems =
        new ArrayList<>(
            SubjectRules.consent(given, present.number(SubjectField.BIRTH_YEAR), today()));
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    if (present.status() == SubjectStatus.JOINED) {
      checks.active(present.standing()).ifPresent(problems::add);
    }
    List<Consent> before = table.consents(key);
    if (before.stream().anyMatch(Consent::holds)) {
      problems.add(Problem.of(RegistryProblem.CONSENT_HOLDS));
    }
    Consent.How how = given.how();
    LocalDate on = given.on();
    if (how == null || on == null || !problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.consent(key, how, on, clean(given.guardian()), now(), actor);
    table.touch(key);
    table.change(
        key,
        SubjectChange.Kind.CONSENTED,
        now(),
        actor,
        Map.of(),
        Map.of("how", how.name(), "on", on.toString(), "text", Consent.CURRENT_TEXT),
        "");
    journal.write(
        actor,
        "subject.consent",
        key.subject(),
        present.areaId(),
        Map.of("how", how.name(), "on", on.toString(), "text", Consent.CURRENT_TEXT));
    boolean ended =
        present.status() == SubjectStatus.CLOSED
            && table.history(key).stream()
                .filter(
                    one ->
                        one.kind() == SubjectChange.Kind.CLOSED
                            || one.kind() == SubjectChange.Kind.WITHDRAWN)
                .findFirst()
                .filter(one -> one.kind() == SubjectChange.Kind.WITHDRAWN)
                .isPresent();
    if (ended) {
      reopened(actor, now(key), "");
    }
    return Result.ok(now(key));
  }

  /**
   * Writes down that a person took their consent back: their registration ends on that day, and the
   * identity number, sex, address and note are erased, in the history too, and of every entry that
   * turned out to be the same person. Name, year of birth and place stay for the titles that they
   * were given.
   */
  @Transactional
  public Result<Subject> withdrawConsent(
      Actor actor, SubjectKey key, int version, @Nullable LocalDate on) {
    Subject present = citizen(actor, key);
    List<Problem> problems = new ArrayList<>();
    checks.unchanged(present.standing(), version).ifPresent(problems::add);
    if (present.status() == SubjectStatus.JOINED) {
      // one person, one consent: it is taken back where the person goes on
      checks.active(present.standing()).ifPresent(problems::add);
    }
    SubjectRules.day(on, today()).ifPresent(problems::add);
    Consent holding = table.consents(key).stream().filter(Consent::holds).findFirst().orElse(null);
    if (holding == null) {
      problems.add(Problem.of(RegistryProblem.CONSENT_NONE));
    } else if (on != null && on.isBefore(holding.givenOn())) {
      problems.add(Problem.at("on", RegistryProblem.CONSENT_DAY_WRONG));
    }
    if (on == null || !problems.isEmpty()) {
      return Result.refused(problems);
    }
    Instant now = now();
    // what was joined into it is the same person
    List<SubjectKey> duplicates = table.joinedInto(key);
    List<SubjectKey> all = new ArrayList<>(duplicates);
    all.add(key);
    table.withdraw(all, on, now, actor);
    table.forgetParticulars(all);
    if (!duplicates.isEmpty()) {
      table.changes(
          duplicates,
          SubjectChange.Kind.WITHDRAWN,
          now,
          actor,
          Map.of(),
          Map.of("on", on.toString()),
          "");
    }
    table.change(
        key,
        SubjectChange.Kind.WITHDRAWN,
        now,
        actor,
        Map.of("status", present.status().name()),
        Map.of("status", SubjectStatus.CLOSED.name(), "on", on.toString()),
        "");
    journal.write(
        actor,
        "subject.withdraw-consent",
        key.subject(),
        present.areaId(),
        Map.of("on", on.toString()));
    if (present.active()) {
      table.become(key, SubjectStatus.CLOSED);
      closed(present);
    }
    return Result.ok(now(key));
  }

  private Subject citizen(Actor actor, SubjectKey key) {
    Subject present = kept(actor, key);
    if (present.kind() != SubjectKind.CITIZEN) {
      throw missing(key);
    }
    return present;
  }

  // ---- shared

  /** Right and locks of a command about one, and what it is under them. */
  private Subject kept(Actor actor, SubjectKey key) {
    locks.tree();
    Subject seen = table.byKey(key).orElseThrow(() -> missing(key));
    areas.require(actor, seen.kind().keep(), seen.areaId());
    checks.lock(List.of(seen.areaId()));
    return table.lock(key).orElseThrow(() -> missing(key));
  }

  /** What keeps an actor whose right reaches the area from changing this one. */
  private Optional<Problem> may(Actor actor, Subject subject) {
    return subject.kind().automatic()
        ? Optional.of(Problem.of(RegistryProblem.IS_AUTOMATIC))
        : managing(actor, subject.kind(), subject.areaId(), subject.entry());
  }

  private static String clean(String text) {
    return VietnameseText.clean(text);
  }

  private Subject now(SubjectKey key) {
    return table.byKey(key).orElseThrow(() -> missing(key));
  }

  private static NotFoundException missing(SubjectKey key) {
    return new NotFoundException(key.subject());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Texts.ZONE);
  }
}
