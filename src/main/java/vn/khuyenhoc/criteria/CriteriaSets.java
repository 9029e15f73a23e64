package vn.khuyenhoc.criteria;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;

/**
 * The criteria sets that are kept. A draft is changed by whoever keeps the sets of its place, and
 * may have problems; a set in force never changes, so what was read of it stays true, and a dossier
 * stays with the set it was begun with.
 */
@Service
public class CriteriaSets {

  private static final LocalDate FIRST_DAY = LocalDate.of(1945, 9, 2);
  private static final LocalDate LAST_DAY = LocalDate.of(2200, 1, 1);

  private final CriteriaTable table;
  private final Areas areas;
  private final Locks locks;
  private final Journal journal;
  private final Clock clock;
  private final Map<String, CriteriaSet> known = new ConcurrentHashMap<>();

  CriteriaSets(CriteriaTable table, Areas areas, Locks locks, Journal journal, Clock clock) {
    this.table = table;
    this.areas = areas;
    this.locks = locks;
    this.journal = journal;
    this.clock = clock;
  }

  // Questions ----------------------------------------------------------------------------------

  /**
   * A set that is or was in force.
   *
   * @throws NotFoundException if there is none, or only a draft
   */
  public CriteriaSet byId(String id) {
    CriteriaSet set = known.get(id);
    if (set == null) {
      KeptSet kept = table.kept(id).orElseThrow(() -> notFound(id));
      if (kept.line().status() == SetStatus.DRAFT) {
        throw notFound(id);
      }
      set = kept.set();
      known.put(id, set);
    }
    return set;
  }

  /**
   * A set with where it stands; a draft only for those who keep the sets of its place.
   *
   * @throws NotFoundException if there is none for this actor
   */
  public KeptSet kept(Actor actor, String id) {
    KeptSet kept = table.kept(id).orElseThrow(() -> notFound(id));
    if (kept.line().status() == SetStatus.DRAFT && !keeps(actor, kept.line().provinceId())) {
      throw notFound(id);
    }
    return kept;
  }

  /**
   * The sets in force on a date, best first: a province's own before the national ones.
   *
   * @param model what they rate
   * @param level whose, or of which level
   * @param form the labour group of citizens; empty for every other model
   * @param provinceId for which province; null for national sets only
   */
  public List<CriteriaSet> inForce(
      LearningModel model,
      ModelLevel level,
      String form,
      @Nullable Integer provinceId,
      LocalDate date) {
    return table.inForce(model, level, form, provinceId, date);
  }

  /** The sets of a filter by model and level, the newest first; drafts as {@link #kept}. */
  public List<SetLine> list(Actor actor, SetFilter filter) {
    List<Integer> provinces =
        actor.holds(Right.CRITERIA_WRITE)
            ? areas.below(actor.areasFor(Right.CRITERIA_WRITE), AreaLevel.PROVINCE).stream()
                .map(Area::id)
                .toList()
            : List.of();
    return table.list(filter, today(), keeps(actor, null), provinces);
  }

  /** Whether somebody keeps the sets of a province; of the country where that is null. */
  public boolean keeps(Actor actor, @Nullable Integer provinceId) {
    return actor.holds(Right.CRITERIA_WRITE)
        && areas.reaches(
            actor, Right.CRITERIA_WRITE, provinceId == null ? areas.nation().id() : provinceId);
  }

  /** The provinces whose variants somebody keeps. */
  public List<Area> provinces(Actor actor) {
    return actor.holds(Right.CRITERIA_WRITE)
        ? areas.below(actor.areasFor(Right.CRITERIA_WRITE), AreaLevel.PROVINCE)
        : List.of();
  }

  // Commands -----------------------------------------------------------------------------------

  /**
   * Keeps a draft, new or changed, whatever its problems.
   *
   * @param set what it says now
   * @param revision the revision it was read with; 0 for a new draft
   * @return its revision from now on
   */
  @Transactional
  public Result<Integer> saveDraft(Actor actor, CriteriaSet set, int revision) {
    need(actor);
    Place place = place(set);
    if (place.problem() != null) {
      return Result.refused(place.problem());
    }
    require(actor, place.provinceId());
    if (revision == 0) {
      table.lockNames();
    }
    table.lock(set.id());
    KeptSet kept = table.kept(set.id()).orElse(null);
    List<Problem> problems = new ArrayList<>();
    if (kept == null) {
      problems.addAll(
          CriteriaRules.problems(set).stream()
              .filter(problem -> "id".equals(problem.field()))
              .toList());
      if (table.spent(set.id())) {
        problems.add(Problem.at("id", CriteriaProblem.ID_TAKEN, set.id()));
      }
      if (revision > 0) {
        throw notFound(set.id());
      }
    } else {
      problems.addAll(changeable(actor, kept, revision));
    }
    if (set.basedOn().equals(set.id()) || !founding(actor, set.basedOn())) {
      problems.add(Problem.at("basedOn", CriteriaProblem.UNKNOWN_BASE, set.basedOn()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (kept == null) {
      table.add(set, place.provinceId(), actor, clock.instant());
      wrote(actor, "criteria.draft.begun", set.id(), place.provinceId(), Map.of());
      return Result.ok(1);
    }
    if (kept.set().equals(set)) {
      return Result.ok(kept.line().revision());
    }
    if (!table.change(set, place.provinceId(), revision, actor, clock.instant())) {
      return Result.refused(Problem.of(CriteriaProblem.DRAFT_CHANGED, kept.line().changedBy()));
    }
    wrote(
        actor,
        "criteria.draft.changed",
        set.id(),
        place.provinceId(),
        Map.of("revision", revision + 1));
    return Result.ok(revision + 1);
  }

  /**
   * What beginning a draft came to.
   *
   * @param id its identity
   * @param begun whether it is new; otherwise the same person began just such a draft before
   */
  public record Begun(String id, boolean begun) {}

  /**
   * Begins a draft under an identity that nobody has yet. The same content again, before anything
   * was changed, is the same draft: a form that is sent twice begins one.
   *
   * @param set what it says; its identity is kept where nobody has it
   * @param stem what its identity begins with otherwise
   */
  @Transactional
  public Result<Begun> begin(Actor actor, CriteriaSet set, String stem) {
    need(actor);
    table.lockNames();
    String same = sameDraft(actor, set);
    if (same != null) {
      return Result.ok(new Begun(same, false));
    }
    String id = set.id().isBlank() || taken(set.id()) ? freeId(stem, set.version()) : set.id();
    return saveDraft(actor, SetEdits.as(set, id, set.province(), set.basedOn()), 0)
        .map(revision -> new Begun(id, true));
  }

  /**
   * Begins a draft as a copy of a set: the next version in the same place, or a province's variant.
   *
   * @param id which
   * @param provinceCode for which province; empty for a national set
   */
  @Transactional
  public Result<Begun> copy(Actor actor, String id, String provinceCode) {
    CriteriaSet set = kept(actor, id).set();
    boolean variant = !provinceCode.isEmpty();
    boolean samePlace = provinceCode.equals(set.province());
    String stem = stem(id);
    return begin(
        actor,
        set.copy(
            "",
            provinceCode,
            variant && set.province().isEmpty() ? set.id() : set.basedOn(),
            samePlace ? set.version() + 1 : 1,
            set.title()),
        samePlace || !variant ? stem : stem + "-" + provinceCode.toLowerCase(Locale.ROOT));
  }

  /** An identity without the number at its end. */
  static String stem(String id) {
    return id.replaceFirst("-\\d{1,3}$", "");
  }

  /**
   * Ends a set in force. Dossiers begun with it stay with it.
   *
   * @param end first day no longer in force
   */
  @Transactional
  public Result<String> retire(Actor actor, String id, LocalDate end) {
    need(actor);
    table.lockPlaces();
    table.lock(id);
    KeptSet kept = kept(actor, id);
    SetLine line = kept.line();
    require(actor, line.provinceId());
    if (line.status() != SetStatus.IN_FORCE) {
      return Result.refused(Problem.of(CriteriaProblem.NOT_IN_FORCE, line.title()));
    }
    LocalDate from = Objects.requireNonNull(line.from());
    LocalDate to = line.to();
    if (!end.isAfter(from) || to != null && end.isAfter(to)) {
      return Result.refused(
          Problem.at("end", CriteriaProblem.PERIOD, from, to == null ? LAST_DAY : to));
    }
    table.retire(id, end, actor, clock.instant());
    wrote(actor, "criteria.retired", id, line.provinceId(), Map.of("end", end.toString()));
    return Result.ok(id);
  }

  /** Forgets a draft. */
  @Transactional
  public Result<String> drop(Actor actor, String id, int revision) {
    need(actor);
    table.lock(id);
    KeptSet kept = kept(actor, id);
    require(actor, kept.line().provinceId());
    List<Problem> problems = new ArrayList<>(changeable(actor, kept, revision));
    if (table.derived(id)) {
      problems.add(Problem.of(EditProblem.IN_USE, kept.line().title()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (!table.drop(id, revision)) {
      return Result.refused(Problem.of(CriteriaProblem.DRAFT_CHANGED, kept.line().changedBy()));
    }
    wrote(actor, "criteria.draft.dropped", id, kept.line().provinceId(), Map.of());
    return Result.ok(id);
  }

  /**
   * What loading a file came to.
   *
   * @param id the set's identity
   * @param status where it stands now
   * @param changed whether anything was written
   */
  public record Loaded(String id, SetStatus status, boolean changed) {}

  /**
   * Keeps a set that was read from a file. The same content again changes nothing.
   *
   * @param set what the file says, without problems of its own
   * @param from first day in force; null to keep it as a draft
   * @param to first day no longer in force; null for no end
   * @param replace whether a draft of this identity that says something else is replaced
   * @param dryRun whether to say only what would be refused
   */
  @Transactional
  public Result<Loaded> load(
      Actor actor,
      CriteriaSet set,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      boolean replace,
      boolean dryRun) {
    need(actor);
    locks.tree();
    Place place = place(set);
    List<Problem> problems = new ArrayList<>(CriteriaRules.problems(set));
    if (place.problem() != null) {
      problems.add(place.problem());
      return Result.refused(problems);
    }
    require(actor, place.provinceId());
    table.lockPlaces();
    table.lockNames();
    table.lock(set.id());
    KeptSet kept = table.kept(set.id()).orElse(null);
    boolean draft = kept == null || kept.line().status() == SetStatus.DRAFT;
    boolean same = kept != null && kept.set().equals(set);
    if (kept != null && !draft) {
      return same
          ? Result.ok(new Loaded(set.id(), kept.line().status(), false))
          : Result.refused(Problem.of(CriteriaProblem.CHANGED, set.id()));
    }
    if (kept != null && !keeps(actor, kept.line().provinceId())) {
      throw notFound(set.id());
    }
    if (kept == null && table.spent(set.id())) {
      problems.add(Problem.at("id", CriteriaProblem.ID_TAKEN, set.id()));
    }
    if (kept != null && !same && !replace) {
      problems.add(
          Problem.at(
              "id",
              CriteriaProblem.DRAFT_THERE,
              set.id(),
              kept.line().changedBy(),
              kept.line().changedAt()));
    }
    if (from != null) {
      problems.addAll(placeProblems(set, place.provinceId(), from, to));
    }
    if (!founding(actor, set.basedOn())) {
      problems.add(Problem.at("basedOn", CriteriaProblem.UNKNOWN_BASE, set.basedOn()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    SetStatus status = from == null ? SetStatus.DRAFT : SetStatus.IN_FORCE;
    boolean changes = !same || from != null;
    if (!dryRun && changes) {
      if (kept == null) {
        table.add(set, place.provinceId(), actor, clock.instant());
      } else if (!same) {
        table.change(set, place.provinceId(), kept.line().revision(), actor, clock.instant());
      }
      if (from != null) {
        table.putInForce(set.id(), from, to, actor, clock.instant());
      }
      wrote(
          actor,
          "criteria.loaded",
          set.id(),
          place.provinceId(),
          from == null ? Map.of() : period(from, to));
    }
    return Result.ok(new Loaded(set.id(), status, changes));
  }

  // For the screens ----------------------------------------------------------------------------

  /** Whether an identity is taken, by a set that anybody keeps. */
  public boolean taken(String id) {
    return table.ids().contains(id);
  }

  /**
   * An identity that is not taken yet: the stem with the version, or with a later number. Somebody
   * else may take it meanwhile, except while the names are locked.
   */
  public String freeId(String stem, int version) {
    Set<String> taken = table.ids();
    for (int number = Math.max(1, version); ; number++) {
      String id = stem + "-" + number;
      if (!taken.contains(id)) {
        return id;
      }
    }
  }

  /**
   * A draft that somebody began just so and has not touched since: the same form sent twice begins
   * one draft.
   *
   * @return its identity; null for none
   */
  private @Nullable String sameDraft(Actor actor, CriteriaSet set) {
    SetFilter filter =
        new SetFilter(set.model(), set.level(), set.form(), SetStatus.DRAFT, null, false, false);
    return list(actor, filter).stream()
        .filter(line -> line.revision() == 1 && line.changedBy().equals(actor.name()))
        .filter(line -> line.title().equals(set.title()) && line.version() == set.version())
        .map(SetLine::id)
        .filter(
            id ->
                table
                    .byId(id)
                    .filter(
                        kept ->
                            kept.equals(
                                set.copy(
                                    id, set.province(), set.basedOn(), set.version(), set.title())))
                    .isPresent())
        .findFirst()
        .orElse(null);
  }

  /** The sets without an end that a draft would take the place of. */
  public List<SetLine> replacedBy(Actor actor, KeptSet draft) {
    SetLine line = draft.line();
    SetFilter filter =
        new SetFilter(
            line.model(),
            line.level(),
            line.form(),
            SetStatus.IN_FORCE,
            line.provinceId(),
            line.provinceId() == null,
            false);
    return list(actor, filter).stream().filter(one -> one.to() == null).toList();
  }

  /** The national set in force today that a province's variant stands beside; null for none. */
  public @Nullable SetLine nationalBeside(Actor actor, KeptSet variant) {
    SetLine line = variant.line();
    SetFilter filter =
        new SetFilter(line.model(), line.level(), line.form(), null, null, true, true);
    return list(actor, filter).stream().findFirst().orElse(null);
  }

  /**
   * Puts a draft in force; from then on it never changes. The set without an end that it follows
   * ends on the day before.
   *
   * @param id which
   * @param revision the revision it was read with
   * @param from first day
   * @param to first day no longer in force; null for no end
   * @return its identity; refused with every problem of the set, and where another set is in force
   */
  @Transactional
  public Result<String> putInForce(
      Actor actor, String id, int revision, LocalDate from, @Nullable LocalDate to) {
    need(actor);
    locks.tree();
    table.lockPlaces();
    table.lock(id);
    KeptSet kept = kept(actor, id);
    Integer provinceId = kept.line().provinceId();
    require(actor, provinceId);
    List<Problem> problems = new ArrayList<>(changeable(actor, kept, revision));
    problems.addAll(kept.problems());
    List<Problem> places = placeProblems(kept.set(), provinceId, from, to);
    List<SetLine> followed =
        places.stream().anyMatch(one -> one.code() == CriteriaProblem.PERIOD)
            ? List.of()
            : table.meeting(kept.set(), provinceId, from, to).stream()
                .filter(one -> one.status() == SetStatus.IN_FORCE && one.to() == null)
                .filter(one -> Objects.requireNonNull(one.from()).isBefore(from))
                .toList();
    places.stream()
        .filter(
            one ->
                one.code() != CriteriaProblem.ALREADY_IN_FORCE
                    || followed.stream()
                        .noneMatch(
                            other ->
                                one.arguments()
                                    .equals(
                                        List.of(
                                            other.title(), Objects.requireNonNull(other.from())))))
        .forEach(problems::add);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    for (SetLine other : followed) {
      table.retire(other.id(), from, actor, clock.instant());
      table.followedBy(other.id(), id);
      wrote(
          actor,
          "criteria.retired",
          other.id(),
          provinceId,
          Map.of("end", from.toString(), "for", id));
    }
    table.putInForce(id, from, to, actor, clock.instant());
    wrote(actor, "criteria.put-in-force", id, provinceId, period(from, to));
    return Result.ok(id);
  }

  /**
   * Makes a set that was put in force by mistake a draft again, under another identity, since one
   * is never used for another content; the set that it had followed goes on. The caller knows that
   * nothing uses it; the database refuses otherwise.
   *
   * @return the draft's identity
   */
  @Transactional
  public Result<String> takeBack(Actor actor, String id) {
    need(actor);
    table.lockPlaces();
    table.lock(id);
    KeptSet kept = kept(actor, id);
    SetLine line = kept.line();
    require(actor, line.provinceId());
    if (line.status() != SetStatus.IN_FORCE) {
      return Result.refused(Problem.of(CriteriaProblem.NOT_IN_FORCE, line.title()));
    }
    if (table.derived(id)) {
      return Result.refused(Problem.of(EditProblem.IN_USE, line.title()));
    }
    CriteriaSet set = kept.set();
    table.lockNames();
    String draft = freeId(stem(id), set.version() + 1);
    table.takeBack(id, clock.instant());
    table.add(
        set.copy(draft, set.province(), set.basedOn(), set.version(), set.title()),
        line.provinceId(),
        actor,
        clock.instant());
    wrote(actor, "criteria.taken-back", id, line.provinceId(), Map.of("draft", draft));
    wrote(actor, "criteria.draft.begun", draft, line.provinceId(), Map.of("from", id));
    return Result.ok(draft);
  }

  // Parts of commands --------------------------------------------------------------------------

  private static NotFoundException notFound(String id) {
    return new NotFoundException("criteria set " + id);
  }

  private static void need(Actor actor) {
    if (!actor.holds(Right.CRITERIA_WRITE)) {
      throw new ForbiddenException(Right.CRITERIA_WRITE);
    }
  }

  private void require(Actor actor, @Nullable Integer provinceId) {
    areas.require(
        actor, Right.CRITERIA_WRITE, provinceId == null ? areas.nation().id() : provinceId);
  }

  private record Place(@Nullable Integer provinceId, @Nullable Problem problem) {}

  private Place place(CriteriaSet set) {
    if (set.province().isEmpty()) {
      return new Place(null, null);
    }
    return areas
        .byCode(AreaLevel.PROVINCE, set.province())
        .map(province -> new Place(province.id(), null))
        .orElseGet(
            () ->
                new Place(
                    null,
                    Problem.at("province", CriteriaProblem.UNKNOWN_PROVINCE, set.province())));
  }

  /** Whether a set may name another one as its origin: one it can see. */
  private boolean founding(Actor actor, String basedOn) {
    return basedOn.isEmpty()
        || table
            .kept(basedOn)
            .map(KeptSet::line)
            .filter(line -> line.status() != SetStatus.DRAFT || keeps(actor, line.provinceId()))
            .isPresent();
  }

  private List<Problem> changeable(Actor actor, KeptSet kept, int revision) {
    SetLine line = kept.line();
    if (!keeps(actor, line.provinceId())) {
      return List.of(Problem.at("id", CriteriaProblem.ID_TAKEN, line.id()));
    }
    if (line.status() != SetStatus.DRAFT) {
      return List.of(
          revision == 0
              ? Problem.at("id", CriteriaProblem.ID_TAKEN, line.id())
              : Problem.of(CriteriaProblem.NOT_A_DRAFT, line.title()));
    }
    if (revision == 0) {
      return List.of(Problem.at("id", CriteriaProblem.ID_TAKEN, line.id()));
    }
    return line.revision() == revision
        ? List.of()
        : List.of(Problem.of(CriteriaProblem.DRAFT_CHANGED, line.changedBy()));
  }

  private List<Problem> placeProblems(
      CriteriaSet set, @Nullable Integer provinceId, LocalDate from, @Nullable LocalDate to) {
    if (from.isBefore(FIRST_DAY)
        || !from.isBefore(LAST_DAY)
        || to != null && (!to.isAfter(from) || to.isAfter(LAST_DAY))) {
      return List.of(Problem.at("from", CriteriaProblem.PERIOD, from, to == null ? LAST_DAY : to));
    }
    List<Problem> problems = new ArrayList<>();
    for (SetLine other : table.meeting(set, provinceId, from, to)) {
      LocalDate begins = Objects.requireNonNull(other.from());
      LocalDate last = other.lastDay();
      problems.add(
          last == null
              ? Problem.at("from", CriteriaProblem.ALREADY_IN_FORCE, other.title(), begins)
              : Problem.at("from", CriteriaProblem.IN_FORCE_UNTIL, other.title(), begins, last));
    }
    table
        .sameVersion(set, provinceId)
        .ifPresent(
            title ->
                problems.add(
                    Problem.at("version", CriteriaProblem.VERSION_TAKEN, set.version(), title)));
    return problems;
  }

  private static Map<String, Object> period(LocalDate from, @Nullable LocalDate to) {
    return to == null
        ? Map.of("from", from.toString())
        : Map.of("from", from.toString(), "to", to.toString());
  }

  private void wrote(
      Actor actor, String action, String id, @Nullable Integer provinceId, Map<String, ?> details) {
    journal.write(
        actor,
        action,
        "criteria/" + id,
        provinceId == null ? areas.nation().id() : provinceId,
        details);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
