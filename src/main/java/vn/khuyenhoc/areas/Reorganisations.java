package vn.khuyenhoc.areas;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import vn.khuyenhoc.areas.ReorganisationPlan.Changed;
import vn.khuyenhoc.areas.ReorganisationPlan.Created;
import vn.khuyenhoc.areas.ReorganisationPlan.Finding;
import vn.khuyenhoc.areas.ReorganisationTable.Beginning;
import vn.khuyenhoc.areas.ReorganisationTable.Open;
import vn.khuyenhoc.areas.ReorganisationTable.Standing;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Reorganisations of areas: looked at first, recorded under a decree with a day from which they
 * hold, completed where something was left unassigned, withdrawn while nothing stands on them.
 * Nothing is edited in place: the tree of every earlier day stays what it was.
 */
@Service
public class Reorganisations {

  private final ReorganisationTable table;
  private final AreaTable tree;
  private final Areas areas;
  private final Locks locks;
  private final Journal journal;
  private final ApplicationEventPublisher events;
  private final List<AreaContents> contents;
  private final Clock clock;

  Reorganisations(
      ReorganisationTable table,
      AreaTable tree,
      Areas areas,
      Locks locks,
      Journal journal,
      ApplicationEventPublisher events,
      List<AreaContents> contents,
      Clock clock) {
    this.table = table;
    this.tree = tree;
    this.areas = areas;
    this.locks = locks;
    this.journal = journal;
    this.events = events;
    this.contents = contents;
    this.clock = clock;
  }

  /**
   * What would happen.
   *
   * @param plan what would be written, with all problems and hints
   * @param moves for each commune that ends or is undecided, what lies in it
   */
  public record Preview(ReorganisationPlan plan, List<Move> moves) {}

  /**
   * What lies in a commune that ends.
   *
   * @param commune the commune as it is on the eve
   * @param successors names of what it goes into; its own where it goes on
   * @param villages how many villages
   * @param contents how many of what: households, dossiers
   */
  public record Move(
      Area commune, List<String> successors, int villages, Map<String, Long> contents) {}

  /** What a recorded reorganisation is known by, and what was written. */
  public record Applied(int id, ReorganisationPlan plan) {}

  /** Something went into something, under a decree. */
  public record Step(
      int reorganisationId,
      String decree,
      LocalDate effectiveOn,
      int fromId,
      String fromCode,
      String fromName,
      int toId,
      String toCode,
      String toName,
      DeclaredChanges.Extent extent) {}

  /** A reorganisation by its number. */
  public Reorganisation byId(int id) {
    return table.byId(id).orElseThrow(() -> new NotFoundException("reorganisation " + id));
  }

  /** Where an area came from and what became of it, in order of time. */
  public List<Step> history(int areaId) {
    return table.steps(areaId);
  }

  /** How an area was called and where it belonged, in order of time. */
  public List<Area> versions(int areaId) {
    return table.versions(areaId);
  }

  /** The province that has this code on the day or on its eve. */
  public java.util.Optional<Area> province(String code, LocalDate day) {
    return table.province(code, day);
  }

  /**
   * Within what a list changes areas: the one province in which everything lies that it names by
   * succession, else the whole country.
   */
  public Area scopeOf(DeclaredChanges declared, LocalDate day) {
    List<Area> provinces =
        declared.links().isEmpty()
            ? List.of()
            : table.provincesOf(
                declared.links().stream().map(DeclaredChanges.Link::from).distinct().toList(), day);
    return provinces.size() == 1 ? provinces.getFirst() : areas.nation();
  }

  /**
   * What would happen, without writing anything.
   *
   * @param scopeId the province, or the nation, within which areas change
   * @param day from which it holds
   */
  @Transactional(readOnly = true)
  public Preview dryRun(Actor actor, int scopeId, LocalDate day, DeclaredChanges declared) {
    areas.require(actor, Right.AREAS_KEEP, scopeId);
    List<Area> tree = table.tree(scopeId, day);
    Map<String, Map<Integer, Long>> held = held(tree);
    ReorganisationPlan plan = plan(scopeId, day, declared, tree, inhabited(held));
    return new Preview(plan, moves(plan, tree, held));
  }

  /**
   * Records a reorganisation and reorganises the tree. Whatever keeps something by area follows in
   * the same transaction; the counts of one that is recorded early follow on its day.
   *
   * @return refused with all problems, each with its line as field ({@code line-12}); nothing is
   *     written then
   */
  @Transactional
  public Result<Applied> apply(
      Actor actor,
      int scopeId,
      LocalDate day,
      Reorganisation.Decree decree,
      DeclaredChanges declared) {
    areas.require(actor, Right.AREAS_KEEP, scopeId);
    locks.treeAlone();
    List<Area> tree = table.tree(scopeId, day);
    ReorganisationPlan plan = plan(scopeId, day, declared, tree, inhabited(held(tree)));
    List<Problem> problems = new ArrayList<>();
    if (VietnameseText.clean(decree.number()).isEmpty()) {
      problems.add(Problem.at("decree", AreasProblem.DECREE_MISSING));
    }
    plan.problems().forEach(finding -> problems.add(atLine(finding)));
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    int id = table.record(scopeId, clean(decree), day, now(), actor);
    List<Integer> touched = write(id, plan, VietnameseText.clean(decree.number()));
    journal.write(
        actor,
        "areas.reorganise",
        "reorganisation/" + id,
        scopeId,
        Map.of(
            "decree", VietnameseText.clean(decree.number()),
            "effective", day.toString(),
            "created", plan.created().size(),
            "ended", plan.ended().size(),
            "changed", plan.changed().size(),
            "undecided", plan.undecided().size(),
            "unassigned", plan.unassigned().size()));
    events.publishEvent(new AreasReorganised(id, day, touched));
    if (!day.isAfter(today())) {
      table.followed(id, today());
    }
    return Result.ok(new Applied(id, plan));
  }

  /**
   * Says where areas of a divided one went: they belong there since the day of the division.
   *
   * @param successors for each unassigned area one of the successors of what was divided
   */
  @Transactional
  public Result<Integer> assign(
      Actor actor, int reorganisationId, Map<Integer, Integer> successors) {
    Reorganisation reorganisation = byId(reorganisationId);
    locks.treeAlone();
    Map<Integer, Open> open = new HashMap<>();
    table.open(successors.keySet()).stream()
        .filter(one -> one.reorganisation() == reorganisationId)
        .forEach(one -> open.put(one.areaId(), one));
    if (open.isEmpty() || !areas.reaches(actor, Right.AREAS_KEEP, reorganisation.scopeId())) {
      // what the nation divided is assigned by the province in which it lies
      Set<Integer> places = new HashSet<>();
      open.values().forEach(one -> places.add(one.holder()));
      if (places.isEmpty()) {
        places.add(reorganisation.scopeId());
      }
      places.forEach(place -> areas.require(actor, Right.AREAS_KEEP, place));
    }
    if (byId(reorganisationId).withdrawnAt() != null) {
      return Result.refused(Problem.of(AreasProblem.WITHDRAWN_ALREADY));
    }
    List<Problem> problems = new ArrayList<>();
    Set<Integer> touched = new HashSet<>();
    List<Integer> ids = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    new TreeMap<>(successors)
        .forEach(
            (area, successor) -> {
              Open one = open.get(area);
              if (one == null) {
                problems.add(Problem.of(AreasProblem.NOT_UNASSIGNED, String.valueOf(area)));
              } else if (!one.successors().contains(successor)) {
                problems.add(
                    Problem.of(
                        AreasProblem.NOT_A_SUCCESSOR, one.name(), String.valueOf(successor)));
              } else {
                ids.add(area);
                targets.add(successor);
                touched.add(area);
                touched.add(successor);
                touched.add(one.holder());
              }
            });
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (ids.isEmpty()) {
      return Result.refused(Problem.of(AreasProblem.NOTHING_CHANGES));
    }
    table.assign(ids, targets);
    Map<String, Integer> told = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      told.put(String.valueOf(ids.get(i)), targets.get(i));
    }
    journal.write(
        actor,
        "areas.assign",
        "reorganisation/" + reorganisationId,
        reorganisation.scopeId(),
        Map.of("assigned", told));
    events.publishEvent(
        new AreasReorganised(reorganisationId, reorganisation.effectiveOn(), List.copyOf(touched)));
    return Result.ok(ids.size());
  }

  /**
   * Takes a reorganisation back, while nothing that came later stands on it: the tree, registers
   * and figures are what they were before.
   */
  @Transactional
  public Result<Reorganisation> withdraw(Actor actor, int reorganisationId, String reason) {
    Reorganisation reorganisation = byId(reorganisationId);
    areas.require(actor, Right.AREAS_KEEP, reorganisation.scopeId());
    locks.treeAlone();
    String why = VietnameseText.clean(reason);
    List<Problem> problems = new ArrayList<>();
    if (byId(reorganisationId).withdrawnAt() != null) {
      problems.add(Problem.of(AreasProblem.WITHDRAWN_ALREADY));
    }
    if (why.isEmpty()) {
      problems.add(Problem.at("reason", AreasProblem.REASON_MISSING));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    events.publishEvent(new AreasReorganised.Withdrawing(reorganisationId));
    List<Standing> standing = table.standingOn(reorganisationId);
    if (!standing.isEmpty()) {
      // what moved back for the look has to stay where it was
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
      return Result.refused(
          standing.stream()
              .map(one -> Problem.of(AreasProblem.LATER_FACTS, one.what(), one.facts()))
              .toList());
    }
    List<Integer> touched = table.withdraw(reorganisationId, now(), actor, why);
    journal.write(
        actor,
        "areas.withdraw",
        "reorganisation/" + reorganisationId,
        reorganisation.scopeId(),
        Map.of("decree", reorganisation.decree(), "reason", why, "areas", touched.size()));
    events.publishEvent(
        new AreasReorganised(reorganisationId, reorganisation.effectiveOn(), touched));
    return Result.ok(byId(reorganisationId));
  }

  /** Those recorded early whose day has come, in the order in which they take effect. */
  @Transactional(readOnly = true)
  public List<Reorganisation> due() {
    return table.due(today());
  }

  /**
   * Tells everybody that the day of a reorganisation recorded early has come; once, also after a
   * time of standing still.
   *
   * @return false if it is not due, or took effect meanwhile
   */
  @Transactional
  public boolean takeEffect(int reorganisationId) {
    locks.treeAlone();
    Reorganisation one =
        table.due(today()).stream()
            .filter(due -> due.id() == reorganisationId)
            .findFirst()
            .orElse(null);
    if (one == null) {
      return false;
    }
    events.publishEvent(new AreasReorganised(one.id(), one.effectiveOn(), table.touched(one.id())));
    table.followed(one.id(), today());
    return true;
  }

  private ReorganisationPlan plan(
      int scopeId,
      LocalDate day,
      DeclaredChanges declared,
      List<Area> tree,
      Set<Integer> inhabited) {
    return ReorganisationRules.plan(
        new ReorganisationRules.Known(day, tree, table.elsewhere(scopeId, day), inhabited),
        declared);
  }

  private List<Integer> write(int id, ReorganisationPlan plan, String source) {
    List<Integer> made =
        plan.created().isEmpty()
            ? List.of()
            : table.identities(plan.created().stream().map(Created::level).toList());
    List<Integer> ending = new ArrayList<>();
    plan.ended().forEach(area -> ending.add(area.id()));
    plan.changed().forEach(one -> ending.add(one.was().id()));
    table.end(id, ending);
    List<Beginning> beginning = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      Created one = plan.created().get(i);
      beginning.add(
          new Beginning(
              made.get(i),
              one.level(),
              real(one.parent(), made),
              one.code(),
              one.name(),
              one.kind()));
    }
    for (Changed one : plan.changed()) {
      beginning.add(
          new Beginning(
              one.was().id(),
              one.was().level(),
              real(one.parent(), made),
              one.code(),
              one.name(),
              one.kind()));
    }
    table.begin(id, plan.effectiveOn(), source, beginning);
    table.link(
        id,
        plan.successions().stream()
            .map(
                one ->
                    new ReorganisationPlan.Succession(
                        one.from(), real(one.to(), made), one.extent()))
            .toList(),
        plan.unassigned().stream()
            .map(one -> new ReorganisationPlan.Unassigned(one.divided(), real(one.holder(), made)))
            .toList(),
        plan.undecided().stream().map(Area::id).toList());
    List<Integer> touched = table.reorganised(id);
    tree.pack(touched.size());
    return touched;
  }

  private static int real(int number, List<Integer> made) {
    return number < 0 ? made.get(-number - 1) : number;
  }

  private Map<String, Map<Integer, Long>> held(List<Area> tree) {
    List<Integer> ids = tree.stream().map(Area::id).toList();
    Map<String, Map<Integer, Long>> held = new LinkedHashMap<>();
    contents.forEach(one -> held.put(one.what(), one.in(ids)));
    return held;
  }

  private static Set<Integer> inhabited(Map<String, Map<Integer, Long>> held) {
    return held.values().stream()
        .flatMap(counts -> counts.entrySet().stream())
        .filter(entry -> entry.getValue() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static List<Move> moves(
      ReorganisationPlan plan, List<Area> tree, Map<String, Map<Integer, Long>> held) {
    Map<Integer, List<Area>> below =
        tree.stream()
            .filter(area -> area.parentId() != null)
            .collect(Collectors.groupingBy(area -> area.parentId() == null ? 0 : area.parentId()));
    Map<Integer, String> names = new HashMap<>();
    tree.forEach(area -> names.put(area.id(), area.name()));
    for (int i = 0; i < plan.created().size(); i++) {
      names.put(-i - 1, plan.created().get(i).name());
    }
    Map<Integer, List<String>> into = new HashMap<>();
    plan.successions()
        .forEach(
            one ->
                into.computeIfAbsent(one.from(), key -> new ArrayList<>())
                    .add(names.getOrDefault(one.to(), "")));
    Map<Integer, Area> communes = new LinkedHashMap<>();
    Collection<Area> shown = new ArrayList<>(plan.ended());
    shown.addAll(plan.undecided());
    plan.changed().stream().filter(Changed::renamed).map(Changed::was).forEach(shown::add);
    shown.stream()
        .filter(area -> area.level() == AreaLevel.COMMUNE)
        .forEach(area -> communes.put(area.id(), area));
    Map<Integer, String> renamed =
        plan.changed().stream()
            .collect(Collectors.toMap(one -> one.was().id(), Changed::name, (a, b) -> a));
    List<Move> moves = new ArrayList<>();
    for (Area commune : communes.values()) {
      List<Area> villages = below.getOrDefault(commune.id(), List.of());
      Map<String, Long> counts = new LinkedHashMap<>();
      held.forEach(
          (what, of) ->
              counts.put(
                  what,
                  of.getOrDefault(commune.id(), 0L)
                      + villages.stream()
                          .mapToLong(village -> of.getOrDefault(village.id(), 0L))
                          .sum()));
      moves.add(
          new Move(
              commune,
              into.getOrDefault(
                  commune.id(), List.of(renamed.getOrDefault(commune.id(), commune.name()))),
              villages.size(),
              counts));
    }
    return moves;
  }

  private static Problem atLine(Finding finding) {
    Problem problem = finding.problem();
    return finding.line() == 0
        ? problem
        : new Problem(problem.code(), "line-" + finding.line(), problem.arguments());
  }

  private static Reorganisation.Decree clean(Reorganisation.Decree decree) {
    return new Reorganisation.Decree(
        VietnameseText.clean(decree.number()),
        decree.date(),
        VietnameseText.cleanLines(decree.note()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
