package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;
import vn.khuyenhoc.reporting.Plan;
import vn.khuyenhoc.reporting.Targets;

/**
 * Keeping duties to report. Nothing is edited in place: a change is a new version, a moved day an
 * entry beside the rule.
 */
@Service
public class ObligationEdits {

  private final ObligationTable table;
  private final Obligations obligations;
  private final DueTable dues;
  private final Targets targets;
  private final Bodies bodies;
  private final Areas areas;
  private final Journal journal;
  private final Clock clock;

  ObligationEdits(
      ObligationTable table,
      Obligations obligations,
      DueTable dues,
      Targets targets,
      Bodies bodies,
      Areas areas,
      Journal journal,
      Clock clock) {
    this.table = table;
    this.obligations = obligations;
    this.dues = dues;
    this.targets = targets;
    this.bodies = bodies;
    this.areas = areas;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * One that the actor may change.
   *
   * @throws NotFoundException if there is none within reach
   */
  @Transactional(readOnly = true)
  public Obligation own(Actor actor, UUID id) {
    if (!actor.holds(Right.OBLIGATION_KEEP)) {
      throw new ForbiddenException(Right.OBLIGATION_KEEP);
    }
    Obligation obligation =
        table.byId(id).orElseThrow(() -> new NotFoundException("obligation " + id));
    areas.require(actor, Right.OBLIGATION_KEEP, obligation.areaId());
    return obligation;
  }

  /** The same, that nobody else changes before the transaction is over. */
  Obligation locked(Actor actor, UUID id) {
    own(actor, id);
    table.lock(id);
    return own(actor, id);
  }

  /** The plans that a duty may come from. */
  @Transactional(readOnly = true)
  public List<Plan> plans() {
    return targets.byPlan().keySet().stream().filter(plan -> plan.withdrawn() == null).toList();
  }

  /** The bodies to choose from for an area: its own and those of the areas above. */
  @Transactional(readOnly = true)
  public Map<UUID, Body> bodies(Actor actor, int areaId) {
    LocalDate today = LocalDate.now(clock);
    return Stream.concat(bodies.of(actor, areaId).stream(), bodies.above(actor, areaId).stream())
        .filter(body -> body.on(today))
        .collect(
            Collectors.toMap(
                Body::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
  }

  /**
   * What may go into the reports of a duty.
   *
   * @param own the duty; null for a new one
   */
  @Transactional(readOnly = true)
  public List<Obligation> inputs(Actor actor, @Nullable UUID own) {
    List<Obligation> all = obligations.around(actor);
    Set<UUID> goneInto = own == null ? Set.of() : goesInto(own, all);
    return all.stream()
        .filter(one -> !one.withdrawn() && !one.id().equals(own) && !goneInto.contains(one.id()))
        .toList();
  }

  /** Everything that a duty goes into, directly or not. */
  private static Set<UUID> goesInto(UUID own, Collection<Obligation> all) {
    Set<UUID> found = new HashSet<>(Set.of(own));
    boolean more = true;
    while (more) {
      more = false;
      for (Obligation one : all) {
        if (!found.contains(one.id()) && one.says().inputs().stream().anyMatch(found::contains)) {
          found.add(one.id());
          more = true;
        }
      }
    }
    return found;
  }

  private Result<ObligationSays> read(
      Actor actor, ObligationForm typed, @Nullable Integer areaId, @Nullable Obligation before) {
    Area area = areaId == null ? null : areas.byId(areaId);
    Map<UUID, String> known =
        area == null
            ? Map.of()
            : bodies(actor, area.id()).values().stream()
                .collect(Collectors.toMap(Body::id, Body::name));
    return ObligationRules.read(
        typed,
        new ObligationRules.Known(
            area == null ? null : area.level(),
            LocalDate.now(clock),
            plans().stream().map(Plan::id).collect(Collectors.toSet()),
            known,
            before == null || typed.ticked("corrects") ? null : before.says().trackedFrom(),
            inputs(actor, before == null ? null : before.id()).stream()
                .map(Obligation::id)
                .collect(Collectors.toSet())));
  }

  private @Nullable Integer area(Actor actor, String typed) {
    if (!actor.holds(Right.OBLIGATION_KEEP)) {
      throw new ForbiddenException(Right.OBLIGATION_KEEP);
    }
    Integer areaId = typed.matches("[0-9]{1,9}") ? Integer.valueOf(typed) : null;
    if (areaId != null) {
      areas.require(actor, Right.OBLIGATION_KEEP, areaId);
    }
    return areaId;
  }

  /** Adds a duty. The same form sent twice adds one. */
  @Transactional
  public Result<UUID> add(Actor actor, UUID id, ObligationForm typed) {
    Integer areaId = area(actor, typed.one("area"));
    Result<ObligationSays> read = read(actor, typed, areaId, null);
    if (!(read instanceof Result.Ok<ObligationSays>(ObligationSays says)) || areaId == null) {
      return Result.refused(read.problems());
    }
    if (table.add(id, areaId, null)) {
      write(
          actor,
          id,
          areaId,
          new ObligationVersion(
              1, ObligationVersion.Act.ADD, "", false, says, now(), actor.name()));
    } else {
      own(actor, id);
    }
    return Result.ok(id);
  }

  /** Adds one that comes with the product, or a sample; nothing where it is there already. */
  void addBuiltIn(Actor actor, UUID id, int areaId, @Nullable String builtIn, ObligationSays says) {
    if (table.add(id, areaId, builtIn)) {
      write(
          actor,
          id,
          areaId,
          new ObligationVersion(
              1, ObligationVersion.Act.ADD, "", false, says, now(), actor.name()));
    }
  }

  /**
   * Changes what a duty says; periods that are over keep theirs unless they are to be corrected.
   */
  @Transactional
  public Result<UUID> change(Actor actor, UUID id, ObligationForm typed) {
    Obligation before = locked(actor, id);
    List<Problem> problems = new ArrayList<>();
    String reason = reason(typed.one("reason"), problems);
    Result<ObligationSays> read = read(actor, typed, before.areaId(), before);
    problems.addAll(0, read.problems());
    problems.addAll(standing(before, typed.version()));
    if (!problems.isEmpty() || !(read instanceof Result.Ok<ObligationSays>(ObligationSays says))) {
      return Result.refused(problems);
    }
    write(
        actor,
        id,
        before.areaId(),
        new ObligationVersion(
            before.newest().number() + 1,
            ObligationVersion.Act.CHANGE,
            reason,
            typed.ticked("corrects"),
            says,
            now(),
            actor.name()));
    return Result.ok(id);
  }

  private static List<Problem> standing(Obligation before, int version) {
    if (before.withdrawn()) {
      return List.of(Problem.of(ObligationProblem.IS_WITHDRAWN));
    }
    return before.newest().number() == version
        ? List.of()
        : List.of(
            Problem.of(
                ObligationProblem.CHANGED_MEANWHILE, before.newest().by(), before.newest().at()));
  }

  private static String reason(String typed, List<Problem> problems) {
    String reason = ObligationRules.text("reason", typed, problems);
    if (reason.isEmpty()) {
      problems.add(Problem.at("reason", ObligationProblem.REASON_MISSING));
    }
    return reason;
  }

  /**
   * Moves the last day of one period, or of that one and all later ones. Fields: {@code period},
   * {@code due}, {@code scope} (ONE or ALL), {@code reason}, {@code confirmed}.
   */
  @Transactional
  public Result<UUID> move(Actor actor, UUID id, ObligationForm typed) {
    Obligation before = locked(actor, id);
    LocalDate today = LocalDate.now(clock);
    List<Problem> problems = new ArrayList<>(standing(before, typed.version()));
    ObligationDue due = before.of(typed.one("period"), today).orElse(null);
    if (due == null) {
      problems.add(Problem.at("period", ObligationProblem.PERIOD_UNKNOWN));
    }
    LocalDate day = ObligationRules.needed("due", typed.one("due"), problems);
    String reason = reason(typed.one("reason"), problems);
    boolean all = typed.one("scope").equals("ALL");
    if (!all && !typed.one("scope").equals("ONE")) {
      problems.add(Problem.at("scope", ObligationProblem.HOW_LONG_MISSING));
    }
    ObligationRule moved = null;
    if (due != null && day != null) {
      if (day.equals(due.due())) {
        problems.add(Problem.at("due", ObligationProblem.NOT_MOVED, day));
      }
      if (day.isBefore(today) && !typed.ticked("confirmed")) {
        problems.add(Problem.at("confirmed", ObligationProblem.PAST_UNCONFIRMED, day));
      }
      moved = all ? before.says().rule().moved(due.period(), day) : null;
      if (all && moved == null) {
        problems.add(Problem.at("scope", ObligationProblem.RULE_CANNOT_SAY));
      }
    }
    if (!problems.isEmpty() || due == null || day == null) {
      return Result.refused(problems);
    }
    if (moved != null) {
      write(
          actor,
          id,
          before.areaId(),
          new ObligationVersion(
              before.newest().number() + 1,
              ObligationVersion.Act.MOVE,
              reason,
              false,
              before.says().ruled(moved),
              now(),
              actor.name()));
      if (!due.moved()) {
        return Result.ok(id);
      }
      // what was said for this period alone would go before the rule
      moveOne(actor, before, due, null, reason);
      return Result.ok(id);
    }
    moveOne(actor, before, due, day.equals(due.ruled()) ? null : day, reason);
    return Result.ok(id);
  }

  private void moveOne(
      Actor actor, Obligation before, ObligationDue due, @Nullable LocalDate day, String reason) {
    table.move(
        before.id(),
        new ObligationMove(due.period(), day, due.due(), reason, now(), actor.name()),
        actor.accountId());
    tell(
        actor,
        "obligation.move",
        before.id(),
        before.areaId(),
        Map.of(
            "period",
            due.key(),
            "was",
            String.valueOf(due.due()),
            "due",
            String.valueOf(day == null ? due.ruled() : day),
            "reason",
            reason));
  }

  /** Takes back that the last day of a period was moved: it is due by the rule again. */
  @Transactional
  public Result<UUID> moveBack(Actor actor, UUID id, String period, String why) {
    Obligation before = locked(actor, id);
    List<Problem> problems = new ArrayList<>();
    String reason = reason(why, problems);
    ObligationDue due = before.of(period, LocalDate.now(clock)).orElse(null);
    if (due == null || !due.moved()) {
      problems.add(Problem.at("period", ObligationProblem.PERIOD_UNKNOWN));
    }
    if (!problems.isEmpty() || due == null) {
      return Result.refused(problems);
    }
    moveOne(actor, before, due, null, reason);
    return Result.ok(id);
  }

  /** Withdraws a duty: nothing falls due by it from today on. */
  @Transactional
  public Result<UUID> withdraw(Actor actor, UUID id, String why) {
    return again(actor, id, why, ObligationVersion.Act.WITHDRAW);
  }

  /** Takes a withdrawal back, as if it had not been. */
  @Transactional
  public Result<UUID> restore(Actor actor, UUID id) {
    return again(actor, id, null, ObligationVersion.Act.RESTORE);
  }

  private Result<UUID> again(
      Actor actor, UUID id, @Nullable String why, ObligationVersion.Act act) {
    Obligation before = locked(actor, id);
    List<Problem> problems = new ArrayList<>();
    String reason = why == null ? "" : reason(why, problems);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (before.withdrawn() != (act == ObligationVersion.Act.WITHDRAW)) {
      write(
          actor,
          id,
          before.areaId(),
          new ObligationVersion(
              before.newest().number() + 1,
              act,
              reason,
              false,
              before.says(),
              now(),
              actor.name()));
    }
    return Result.ok(id);
  }

  /**
   * Writes down an event after which reports fall due, or asks for a report. Fields: {@code name},
   * {@code happened}, {@code from}, {@code to}, {@code due}, {@code words}, {@code confirmed}.
   *
   * @param occasion made before it is asked for: asking again with the same one adds nothing more
   */
  @Transactional
  public Result<UUID> occasion(Actor actor, UUID id, UUID occasion, ObligationForm typed) {
    Obligation before = locked(actor, id);
    if (!before.says().rule().rhythm().byHand()) {
      throw new NotFoundException("events of obligation " + id);
    }
    if (before.occasions().stream().anyMatch(one -> one.id().equals(occasion))) {
      return Result.ok(occasion);
    }
    List<Problem> problems = new ArrayList<>();
    if (before.withdrawn()) {
      problems.add(Problem.of(ObligationProblem.IS_WITHDRAWN));
    }
    ObligationOccasion read = read(before.says().rule(), occasion, typed, actor, problems);
    if (read != null
        && before.occasions().stream()
            .anyMatch(one -> one.withdrawnReason() == null && one.period().equals(read.period()))) {
      problems.add(Problem.at("from", ObligationProblem.OCCASION_TWICE));
    }
    if (!problems.isEmpty() || read == null) {
      return Result.refused(problems);
    }
    keep(actor, before.id(), before.areaId(), read);
    return Result.ok(occasion);
  }

  private void keep(Actor actor, UUID id, int areaId, ObligationOccasion occasion) {
    try {
      table.add(id, occasion, actor.accountId());
    } catch (DuplicateKeyException twice) {
      throw new IllegalStateException("another event of the period despite the lock", twice);
    }
    tell(
        actor,
        "obligation.occasion",
        id,
        areaId,
        Map.of(
            "name",
            occasion.name(),
            "from",
            occasion.period().from().toString(),
            "to",
            occasion.period().to().toString(),
            "due",
            String.valueOf(occasion.due())));
  }

  private @Nullable ObligationOccasion read(
      ObligationRule rule, UUID id, ObligationForm typed, Actor actor, List<Problem> problems) {
    boolean event = rule.rhythm() == ObligationRhythm.AFTER_EVENT;
    LocalDate today = LocalDate.now(clock);
    String name = ObligationRules.text("name", typed.one("name"), problems);
    if (name.isEmpty()) {
      problems.add(Problem.at("name", ObligationProblem.OCCASION_NAME_MISSING));
    }
    String words = ObligationRules.text("words", typed.one("words"), problems);
    LocalDate happened =
        event
            ? ObligationRules.needed("happened", typed.one("happened"), problems)
            : Objects.requireNonNull(today);
    ObligationPeriod period = ObligationRules.period("from", "to", typed, !event, problems);
    LocalDate due = null;
    if (event && typed.one("due").isBlank()) {
      due = happened == null ? null : rule.after(happened);
    } else {
      due = ObligationRules.needed("due", typed.one("due"), problems);
    }
    if (due != null && due.isBefore(today) && !typed.ticked("confirmed")) {
      problems.add(Problem.at("confirmed", ObligationProblem.PAST_UNCONFIRMED, due));
    } else if (due != null
        && period != null
        && due.isBefore(period.to())
        && !typed.ticked("confirmed")) {
      problems.add(Problem.at("confirmed", ObligationProblem.DUE_BEFORE_END, due, period.to()));
    }
    return !problems.isEmpty() || happened == null
        ? null
        : new ObligationOccasion(
            id,
            name,
            happened,
            period == null ? new ObligationPeriod(happened, happened) : period,
            due,
            words,
            now(),
            actor.name(),
            null);
  }

  /** Takes an event or a request back, as long as nobody began a report for it. */
  @Transactional
  public Result<UUID> withdrawOccasion(Actor actor, UUID id, UUID occasion, String why) {
    Obligation before = locked(actor, id);
    List<Problem> problems = new ArrayList<>();
    String reason = reason(why, problems);
    ObligationDue due =
        before.dues(LocalDate.now(clock)).stream()
            .filter(one -> one.occasion() != null && one.occasion().id().equals(occasion))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("occasion " + occasion));
    if (before.says().reporter().level() != null) {
      DueSum sum =
          dues.sums(
                  List.of(new DueTable.Asked(before, due)),
                  List.of(before.areaId()),
                  LocalDate.now(clock))
              .getOrDefault(0, DueSum.NONE);
      if (sum.areas() > sum.of(DueState.NOT_BEGUN)) {
        problems.add(Problem.of(ObligationProblem.OCCASION_BEGUN));
      }
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.withdraw(id, occasion, reason, now(), actor.name());
    tell(
        actor,
        "obligation.occasion.withdraw",
        id,
        before.areaId(),
        Map.of("occasion", occasion.toString(), "reason", reason));
    return Result.ok(id);
  }

  /**
   * Asks the areas below for a report once: a duty of its own with a period and a last day. Fields
   * as {@link #occasion}, and {@code area}, {@code reporter}, {@code form}, recipients.
   *
   * @param id of the duty, made before it is asked for
   */
  @Transactional
  public Result<UUID> request(Actor actor, UUID id, ObligationForm typed) {
    Integer areaId = area(actor, typed.one("area"));
    List<Problem> problems = new ArrayList<>();
    ObligationRule rule = ObligationRule.of(ObligationRhythm.ON_REQUEST);
    ObligationOccasion occasion = read(rule, id, typed, actor, problems);
    Map<String, List<String>> fields = new HashMap<>(typed.fields());
    fields.put("title", List.of(typed.one("name")));
    fields.put("rhythm", List.of(ObligationRhythm.ON_REQUEST.name()));
    fields.put("words", List.of());
    fields.put("from", List.of());
    fields.put("to", List.of());
    Result<ObligationSays> read = read(actor, new ObligationForm(fields), areaId, null);
    read.problems().stream()
        .filter(one -> one.code() != ObligationProblem.TITLE_MISSING)
        .filter(one -> problems.stream().noneMatch(problem -> problem.equals(one)))
        .forEach(problems::add);
    if (!problems.isEmpty()
        || occasion == null
        || areaId == null
        || !(read instanceof Result.Ok<ObligationSays>(ObligationSays says))) {
      return Result.refused(problems);
    }
    if (table.add(id, areaId, null)) {
      write(
          actor,
          id,
          areaId,
          new ObligationVersion(
              1, ObligationVersion.Act.ADD, "", false, says, now(), actor.name()));
      keep(actor, id, areaId, occasion);
    } else {
      own(actor, id);
    }
    return Result.ok(id);
  }

  private void write(Actor actor, UUID id, int areaId, ObligationVersion version) {
    table.write(id, version, actor.accountId());
    Map<String, String> details = new HashMap<>();
    details.put("version", String.valueOf(version.number()));
    details.put("title", version.says().title());
    details.put("rule", version.says().rule().toString());
    details.put("reason", version.reason());
    tell(
        actor,
        "obligation." + version.act().name().toLowerCase(java.util.Locale.ROOT),
        id,
        areaId,
        details);
  }

  private void tell(Actor actor, String action, UUID id, int areaId, Map<String, String> details) {
    journal.write(actor, action, "obligation/" + id, areaId, details);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
