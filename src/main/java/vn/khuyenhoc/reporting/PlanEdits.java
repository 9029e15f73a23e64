package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Keeping plans and their targets. Those that come with the product are never changed; nothing is
 * ever deleted, only withdrawn with a reason.
 */
@Service
public class PlanEdits {

  private final TargetTable table;
  private final IndicatorTable indicators;
  private final Areas areas;
  private final Journal journal;
  private final Clock clock;

  PlanEdits(
      TargetTable table, IndicatorTable indicators, Areas areas, Journal journal, Clock clock) {
    this.table = table;
    this.indicators = indicators;
    this.areas = areas;
    this.journal = journal;
    this.clock = clock;
  }

  /** The areas that somebody may keep plans for: one's own, and those of the next level below. */
  @Transactional(readOnly = true)
  public List<Area> choices(Actor actor) {
    List<Area> choices = new ArrayList<>();
    for (int own : actor.areasFor(Right.TARGET_KEEP)) {
      Area area = areas.byId(own);
      choices.add(area);
      choices.addAll(
          areas.below(
              List.of(own),
              area.level() == AreaLevel.NATION ? AreaLevel.PROVINCE : AreaLevel.COMMUNE));
    }
    return choices.stream().distinct().toList();
  }

  /**
   * A plan that somebody may change.
   *
   * @throws NotFoundException if there is none within reach, or it comes with the product
   */
  @Transactional(readOnly = true)
  public Plan own(Actor actor, String id) {
    return own(actor, table.plan(id).orElseThrow(() -> missing(id)));
  }

  private Plan own(Actor actor, Plan plan) {
    if (!actor.holds(Right.TARGET_KEEP)) {
      throw new ForbiddenException(Right.TARGET_KEEP);
    }
    Integer area = plan.areaId();
    if (area == null || plan.builtIn()) {
      throw missing(plan.id());
    }
    areas.require(actor, Right.TARGET_KEEP, area);
    Withdrawn withdrawn = plan.withdrawn();
    if (withdrawn != null) {
      throw new WithdrawnMeanwhile(
          WithdrawnMeanwhile.What.PLAN, plan.title(), withdrawn, "/targets/" + plan.id());
    }
    return plan;
  }

  private static NotFoundException missing(String plan) {
    return new NotFoundException("plan " + plan + " to be kept");
  }

  /** Adds a plan. The same one sent twice is added once. */
  @Transactional
  public Result<Plan> add(Actor actor, PlanForm typed) {
    Result<Plan> read = read(actor, typed);
    if (!(read instanceof Result.Ok<Plan>(Plan plan))) {
      String id = VietnameseText.clean(typed.id());
      if (table.plan(id).isEmpty()) {
        return read;
      }
      List<Problem> problems = new ArrayList<>(read.problems());
      problems.addFirst(Problem.at("id", ReportingProblem.PLAN_ID_TAKEN, id));
      return Result.refused(problems);
    }
    if (table.addPlan(plan)) {
      write(actor, plan, "plan.add", Map.of("title", plan.title()));
      return Result.ok(plan);
    }
    return table.plan(plan.id()).filter(plan::equals).isPresent()
        ? Result.ok(plan)
        : Result.refused(Problem.at("id", ReportingProblem.PLAN_ID_TAKEN, plan.id()));
  }

  private Result<Plan> read(Actor actor, PlanForm typed) {
    if (!actor.holds(Right.TARGET_KEEP)) {
      throw new ForbiddenException(Right.TARGET_KEEP);
    }
    Integer areaId = typed.area().matches("[0-9]{1,9}") ? Integer.valueOf(typed.area()) : null;
    if (areaId != null) {
      areas.require(actor, Right.TARGET_KEEP, areaId);
    }
    return PlanRules.plan(
        typed, areaId, areaId == null ? "" : areas.byId(areaId).name(), LocalDate.now(clock));
  }

  /** Changes what a plan says of itself. */
  @Transactional
  public Result<Plan> change(Actor actor, String id, PlanForm typed) {
    Plan before = own(actor, table.locked(id).orElseThrow(() -> missing(id)));
    Result<Plan> read = read(actor, typed);
    if (!(read instanceof Result.Ok<Plan>(Plan plan))) {
      return read;
    }
    List<Problem> left = PlanRules.period(plan, table.of(id));
    if (!left.isEmpty()) {
      return Result.refused(left);
    }
    if (!table.changePlan(plan)) {
      return Result.refused(Problem.of(ReportingProblem.CHANGED_MEANWHILE));
    }
    write(
        actor, plan, "plan.change", Map.of("before", before.toString(), "after", plan.toString()));
    return Result.ok(plan);
  }

  /** Withdraws a plan: none of its targets counts any more. */
  @Transactional
  public Result<Plan> withdraw(Actor actor, String id, String reason) {
    Plan plan = own(actor, table.locked(id).orElseThrow(() -> missing(id)));
    String why = VietnameseText.clean(reason);
    if (why.isEmpty()) {
      return Result.refused(Problem.at("reason", ReportingProblem.WITHDRAWAL_REASON_MISSING));
    }
    table.withdrawPlan(id, new Withdrawn(clock.instant(), actor.name(), why));
    write(actor, plan, "plan.withdraw", Map.of("reason", why));
    return Result.ok(plan);
  }

  /**
   * A target of a plan that somebody may change.
   *
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public PlanTarget target(Actor actor, String plan, String id, int year) {
    own(actor, plan);
    return standing(plan, id, year);
  }

  /** The targets of a plan that somebody may change, without those that were withdrawn. */
  @Transactional(readOnly = true)
  public List<PlanTarget> targets(Actor actor, String plan) {
    own(actor, plan);
    return table.of(plan).stream().filter(one -> one.withdrawn() == null).toList();
  }

  private PlanTarget standing(String plan, String id, int year) {
    PlanTarget target =
        table
            .target(plan, id, year)
            .orElseThrow(() -> new NotFoundException("target " + id + " of plan " + plan));
    Withdrawn withdrawn = target.withdrawn();
    if (withdrawn != null) {
      throw new WithdrawnMeanwhile(
          WithdrawnMeanwhile.What.TARGET, id, withdrawn, "/targets/" + plan);
    }
    return target;
  }

  /** Adds a target to a plan. The same one sent twice is added once. */
  @Transactional
  public Result<PlanTarget> addTarget(Actor actor, String planId, TargetForm typed) {
    Plan plan = own(actor, table.locked(planId).orElseThrow(() -> missing(planId)));
    Result<PlanTarget> read =
        PlanRules.target(typed, plan, known(), Measure.USUAL_SCALE, table.grades());
    if (!(read instanceof Result.Ok<PlanTarget>(PlanTarget target))) {
      return read;
    }
    PlanTarget there = table.target(planId, target.id(), target.year()).orElse(null);
    if (there != null) {
      return same(there, target) ? read : taken(target);
    }
    put(actor, target, "target.put");
    return read;
  }

  private static Result<PlanTarget> taken(PlanTarget target) {
    return Result.refused(
        Problem.at(
            "id", ReportingProblem.TARGET_TAKEN, target.id(), String.valueOf(target.year())));
  }

  private static boolean same(PlanTarget a, PlanTarget b) {
    return a.indicator().equals(b.indicator())
        && a.scope().equals(b.scope())
        && a.goal().equals(b.goal())
        && a.doubt().equals(b.doubt())
        && a.condition().equals(b.condition())
        && a.withdrawn() == null;
  }

  private Map<String, Indicator> known() {
    Map<String, Indicator> known = new LinkedHashMap<>();
    indicators.all().forEach(one -> known.put(one.id(), one));
    return known;
  }

  private void put(Actor actor, PlanTarget target, String action) {
    table.putTargets(List.of(target), 10_000);
    write(actor, target.plan(), action, details(target));
  }

  private static Map<String, String> details(PlanTarget target) {
    return Map.of(
        "target",
        target.key(),
        "indicator",
        target.indicator(),
        "scope",
        target.scope().toString(),
        "goal",
        target.goal().toString());
  }

  /** Corrects a target. */
  @Transactional
  public Result<PlanTarget> changeTarget(
      Actor actor, String planId, String id, int year, TargetForm typed) {
    Plan plan = own(actor, table.locked(planId).orElseThrow(() -> missing(planId)));
    PlanTarget before = standing(planId, id, year);
    Result<PlanTarget> read =
        PlanRules.target(typed, plan, known(), Measure.USUAL_SCALE, table.grades());
    if (!(read instanceof Result.Ok<PlanTarget>(PlanTarget target))) {
      return read;
    }
    if (typed.version() != before.version()) {
      return Result.refused(Problem.of(ReportingProblem.CHANGED_MEANWHILE));
    }
    if (!target.key().equals(before.key())) {
      if (table.target(planId, target.id(), target.year()).isPresent()) {
        return taken(target);
      }
      table.moveTarget(before, target.id(), target.year());
    }
    table.putTargets(List.of(target), -1);
    Map<String, String> details = new HashMap<>(details(target));
    details.put("before", details(before).toString());
    write(actor, plan, "target.put", details);
    return read;
  }

  /** Withdraws a target. */
  @Transactional
  public Result<PlanTarget> withdrawTarget(
      Actor actor, String planId, String id, int year, String reason) {
    own(actor, table.locked(planId).orElseThrow(() -> missing(planId)));
    PlanTarget target = standing(planId, id, year);
    String why = VietnameseText.clean(reason);
    if (why.isEmpty()) {
      return Result.refused(Problem.at("reason", ReportingProblem.WITHDRAWAL_REASON_MISSING));
    }
    table.withdrawTarget(target, new Withdrawn(clock.instant(), actor.name(), why));
    write(actor, target.plan(), "target.withdraw", Map.of("target", target.key(), "reason", why));
    return Result.ok(target);
  }

  /**
   * Loads targets of a plan from a sheet: all of it or nothing, every problem with its line.
   *
   * @param rows what the sheet says, by line
   * @param unreadable what could not be read of it
   * @param look whether only to look what would happen
   * @return how many targets the sheet sets
   */
  @Transactional
  public Result<Integer> load(
      Actor actor,
      String planId,
      Map<Integer, TargetForm> rows,
      List<Problem> unreadable,
      boolean look) {
    Plan plan = own(actor, table.locked(planId).orElseThrow(() -> missing(planId)));
    List<Problem> problems = new ArrayList<>(unreadable);
    Map<String, Indicator> known = known();
    Grades grades = table.grades();
    List<PlanTarget> targets = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    rows.forEach(
        (line, typed) -> {
          switch (PlanRules.target(typed, plan, known, Measure.USUAL_SCALE, grades)) {
            case Result.Ok<PlanTarget>(PlanTarget target) -> {
              if (!keys.add(target.key())) {
                problems.add(
                    Problem.at(
                        "line-" + line,
                        ReportingProblem.TARGET_TWICE,
                        target.id(),
                        String.valueOf(target.year())));
              }
              targets.add(target);
            }
            case Result.Refused<PlanTarget> refused ->
                refused
                    .problems()
                    .forEach(
                        one ->
                            problems.add(new Problem(one.code(), "line-" + line, one.arguments())));
          }
        });
    once(problems, rows.size());
    if (rows.isEmpty() && problems.isEmpty()) {
      problems.add(Problem.at("file", ReportingProblem.FILE_EMPTY));
    }
    Integer stated = plan.statedTargets();
    if (stated != null && problems.isEmpty()) {
      Set<String> ids = new HashSet<>();
      targets.forEach(target -> ids.add(target.id()));
      table
          .of(planId)
          .forEach(
              target -> {
                if (target.withdrawn() == null) {
                  ids.add(target.id());
                }
              });
      if (ids.size() != stated) {
        problems.add(Problem.at("file", ReportingProblem.WRONG_TOTAL, stated, ids.size()));
      }
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (!look) {
      table.putTargets(targets, 0);
      write(actor, plan, "target.import", Map.of("targets", String.valueOf(targets.size())));
    }
    return Result.ok(targets.size());
  }

  /** What every row of a sheet is refused for, is wrong with its column and is said once. */
  private static void once(List<Problem> problems, int rows) {
    Map<List<Object>, Integer> counts = new HashMap<>();
    problems.forEach(one -> counts.merge(List.of(one.code(), one.arguments()), 1, Integer::sum));
    Set<List<Object>> said = new HashSet<>();
    problems.removeIf(
        one -> {
          List<Object> what = List.of(one.code(), one.arguments());
          return rows > 1 && counts.getOrDefault(what, 0) >= rows && !said.add(what);
        });
  }

  private void write(Actor actor, Plan plan, String action, Map<String, String> details) {
    @Nullable Integer area = plan.areaId();
    journal.write(actor, action, "plan/" + plan.id(), area, details);
  }
}
