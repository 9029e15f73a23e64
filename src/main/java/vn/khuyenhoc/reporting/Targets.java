package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.reporting.Counting.Asked;
import vn.khuyenhoc.reporting.Counting.Counts;
import vn.khuyenhoc.reporting.MeasureTable.Spot;

/** Plans and their targets, and how far they are reached. */
@Service
public class Targets {

  /** Why a target says nothing yet whose count takes long. */
  private static final Unknown LATER =
      new Unknown(Unknown.Lack.LATER, Sentence.of("dashboard.why.later"), null);

  private final TargetTable table;
  private final IndicatorTable indicators;
  private final MeasureTable measures;
  private final Counting counting;
  private final Areas areas;
  private final Clock clock;

  Targets(
      TargetTable table,
      IndicatorTable indicators,
      MeasureTable measures,
      Counting counting,
      Areas areas,
      Clock clock) {
    this.table = table;
    this.indicators = indicators;
    this.measures = measures;
    this.counting = counting;
    this.areas = areas;
    this.clock = clock;
  }

  /** Every plan with its targets, newest plan first, in the order of the plan. */
  @Transactional(readOnly = true)
  public Map<Plan, List<PlanTarget>> byPlan() {
    return table.all();
  }

  /**
   * The target that applies to an area in a year, of its own or named as an area's above or as a
   * milestone; null where no plan says anything.
   *
   * @param measured what is measured, over which denominator
   * @param upward the area and those above it, itself first
   * @param year the year
   */
  @Transactional(readOnly = true)
  public @Nullable Aim aim(Measured measured, List<Integer> upward, int year) {
    return TargetRules.aim(
        upward,
        year,
        table.of(measured, upward).stream().filter(one -> one.over(measured)).toList());
  }

  /**
   * A plan with how far its targets are reached in an area. Plans are public documents, figures are
   * not: of an area beyond the reader's reach only the targets are told.
   *
   * @param planId the plan
   * @param areaId the area to read; null for that of the plan, or the reader's own within it
   * @param basis through which tree
   * @throws NotFoundException if there is no such plan, or the reader may not read that area
   */
  @Transactional(readOnly = true)
  public PlanView view(Actor actor, String planId, @Nullable Integer areaId, Basis basis) {
    return read(actor, planId, areaId, basis, one -> true).view();
  }

  /**
   * A target with every number that it is worked out from.
   *
   * @param targetId the target within the plan
   * @param year the year it is set for
   * @throws NotFoundException if there is no such target, or the reader may not read that area
   */
  @Transactional(readOnly = true)
  public TargetMade made(
      Actor actor,
      String planId,
      String targetId,
      int year,
      @Nullable Integer areaId,
      Basis basis) {
    Read read =
        read(actor, planId, areaId, basis, one -> one.id().equals(targetId) && one.year() == year);
    if (read.view().lines().isEmpty()) {
      throw new NotFoundException("target " + targetId + " of " + year + " in plan " + planId);
    }
    TargetLine line = read.view().lines().getFirst();
    Unknown why = line.achieved().why();
    Reckoning.Known counted = read.counted();
    return new TargetMade(
        read.view(),
        counted == null || why != null && why.lack() == Unknown.Lack.ELSEWHERE
            ? List.of()
            : read.reckoning().parts(line.target(), LocalDate.now(clock).getYear(), counted));
  }

  /**
   * Targets of a plan that were read.
   *
   * @param counted what the area has; null where nobody may read that
   */
  private record Read(PlanView view, Reckoning reckoning, Reckoning.@Nullable Known counted) {}

  private Read read(
      Actor actor,
      String planId,
      @Nullable Integer areaId,
      Basis basis,
      Predicate<PlanTarget> which) {
    Map<Plan, List<PlanTarget>> all = table.all();
    Plan plan =
        all.keySet().stream()
            .filter(one -> one.id().equals(planId))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("plan " + planId));
    List<Area> path = path(plan, areaId, actor.areasFor(Right.FIGURES_READ));
    Area area = path.isEmpty() ? null : path.getLast();
    List<Indicator> known = indicators.all();
    Map<String, Indicator> byId = new LinkedHashMap<>();
    known.forEach(one -> byId.put(one.id(), one));
    List<PlanTarget> targets = all.getOrDefault(plan, List.of()).stream().filter(which).toList();
    Reckoning reckoning = new Reckoning(known);
    int thisYear = LocalDate.now(clock).getYear();
    Set<Asked> asked = new LinkedHashSet<>();
    targets.forEach(target -> asked.addAll(reckoning.needs(target, thisYear)));
    Grades grades = grades(targets, asked);
    List<PlanTarget> every = all.values().stream().flatMap(List::stream).toList();
    Reckoning.Known counted = area == null ? null : known(asked, area, basis, grades);
    return new Read(
        new PlanView(
            plan,
            area,
            lines(
                targets,
                target -> TargetRules.conflicts(target, every),
                reckoning,
                grades,
                thisYear,
                area,
                counted),
            basis,
            clock.instant(),
            byId,
            keeps(actor, plan),
            area != null && reaches(actor.areasFor(Right.VALUE_REPORT), path)),
        reckoning,
        counted);
  }

  /**
   * A plan beside the figures of an overview.
   *
   * @param plans the plans to choose from: those of the area and of the areas above it
   * @param view the one chosen, of each target the year that is nearest; null where there is none
   * @param further the others in force in the year, where whole plans are told
   */
  record Board(List<Plan> plans, @Nullable PlanView view, List<PlanView> further) {

    /** Of an area that no plan speaks of. */
    static final Board NONE = new Board(List.of(), null, List.of());

    Board {
      plans = List.copyOf(plans);
      further = List.copyOf(further);
    }
  }

  /**
   * An area whose figures are held against a plan.
   *
   * @param area the area
   * @param upward it and those above it, itself first
   * @param year the year of the figures
   * @param plan the plan chosen; null or unknown for the usual one
   */
  record Seat(Area area, List<Integer> upward, int year, @Nullable String plan) {}

  /**
   * Adds up everything that is asked for of each area, in no more statements than for one of it.
   */
  interface Adding {
    Map<Integer, Map<Figures.Wanted, FigureRules.Family>> families(
        Map<Integer, Set<Figures.Wanted>> wanted);
  }

  /** What is asked of an area by its plan. */
  private record Held(
      Seat seat,
      List<Plan> plans,
      Plan plan,
      List<PlanTarget> targets,
      List<Asked> quick,
      Set<Figures.Wanted> wanted) {}

  /**
   * The plans that overviews hold their figures against. What has to be counted person by person or
   * household by household is counted in communes and villages; of wider areas only where it is
   * asked for, and otherwise says that it is still to be counted. As many statements for many areas
   * as for one.
   *
   * @param all every plan
   * @param level that of all the areas
   * @param seats the areas
   * @param counted whether to count what takes long in a wide area
   * @param whole whether every target that stands is told, as on the plan's page, and of every plan
   *     that is in force; otherwise of the plan chosen and of each target the year that is nearest
   * @param adding reads the figures; called once
   * @return by area
   */
  Map<Integer, Board> boards(
      Map<Plan, List<PlanTarget>> all,
      AreaLevel level,
      List<Seat> seats,
      Basis basis,
      boolean counted,
      boolean whole,
      Adding adding) {
    Map<Integer, Board> boards = new HashMap<>();
    List<Held> held = new ArrayList<>();
    Map<Integer, List<Plan>> plansOf = new HashMap<>();
    Map<Integer, List<Plan>> told = new HashMap<>();
    for (Seat seat : seats) {
      List<Plan> plans = plans(all, seat.upward());
      plansOf.put(seat.area().id(), plans);
      Plan plan = chosen(plans, seat);
      if (plan == null) {
        boards.put(seat.area().id(), new Board(plans, null, List.of()));
      } else {
        told.put(seat.area().id(), whole ? inForce(plan, plans, seat) : List.of(plan));
      }
    }
    if (told.isEmpty()) {
      adding.families(Map.of());
      return boards;
    }
    List<Indicator> known = indicators.all();
    Map<String, Indicator> byId = new LinkedHashMap<>();
    known.forEach(one -> byId.put(one.id(), one));
    Reckoning reckoning = new Reckoning(known);
    boolean near = counted || level.compareTo(AreaLevel.COMMUNE) >= 0;
    // areas with the same plan in the same year ask for the same
    Map<PlanYear, Asking> asking = new HashMap<>();
    for (Seat seat : seats) {
      for (Plan plan : told.getOrDefault(seat.area().id(), List.of())) {
        Asking of =
            asking.computeIfAbsent(
                new PlanYear(plan.id(), seat.year()),
                any -> asking(all, plan, seat.year(), reckoning, near, whole));
        held.add(
            new Held(
                seat,
                plansOf.getOrDefault(seat.area().id(), List.of()),
                plan,
                of.targets(),
                of.quick(),
                of.wanted()));
      }
    }
    Map<Integer, Set<Figures.Wanted>> wanted = new HashMap<>();
    Map<Integer, List<Asked>> asked = new LinkedHashMap<>();
    held.forEach(
        one -> {
          int area = one.seat().area().id();
          wanted.computeIfAbsent(area, any -> new LinkedHashSet<>()).addAll(one.wanted());
          List<Asked> quick = asked.computeIfAbsent(area, any -> new ArrayList<>());
          one.quick().stream().filter(of -> !quick.contains(of)).forEach(quick::add);
        });
    Grades grades =
        grades(
            asking.values().stream().flatMap(one -> one.targets().stream()).toList(),
            asked.values().stream().flatMap(List::stream).toList());
    Counts counts = counting.counts(level, asked, basis, grades, adding.families(wanted));
    Map<Spot, Map<String, ReportedValue>> reported = measures.reported(asked.keySet());
    List<PlanTarget> every = all.values().stream().flatMap(List::stream).toList();
    Map<PlanTarget, List<PlanTarget>> conflicts = new HashMap<>();
    for (Held one : held) {
      int areaId = one.seat().area().id();
      List<TargetLine> lines =
          lines(
              one.targets(),
              target -> conflicts.computeIfAbsent(target, of -> TargetRules.conflicts(of, every)),
              reckoning,
              grades,
              one.seat().year(),
              one.seat().area(),
              known(
                  areaId,
                  reported,
                  (measure, of) ->
                      near || quick(measure)
                          ? counts.of(areaId, measure, of)
                          : Amount.unknown(LATER)));
      PlanView view =
          new PlanView(
              one.plan(), one.seat().area(), lines, basis, clock.instant(), byId, false, false);
      // the chosen one comes first
      boards.merge(
          areaId,
          new Board(one.plans(), view, List.of()),
          (first, any) -> {
            List<PlanView> further = new ArrayList<>(first.further());
            further.add(view);
            return new Board(first.plans(), first.view(), further);
          });
    }
    return boards;
  }

  private record PlanYear(String plan, int year) {}

  /** What a plan asks for in a year, of whatever area. */
  private record Asking(List<PlanTarget> targets, List<Asked> quick, Set<Figures.Wanted> wanted) {}

  private static Asking asking(
      Map<Plan, List<PlanTarget>> all,
      Plan plan,
      int year,
      Reckoning reckoning,
      boolean near,
      boolean whole) {
    List<PlanTarget> of = all.getOrDefault(plan, List.of());
    List<PlanTarget> targets =
        whole ? of.stream().filter(one -> one.withdrawn() == null).toList() : nearest(of, year);
    Set<Asked> asked = new LinkedHashSet<>();
    targets.forEach(target -> asked.addAll(reckoning.needs(target, year)));
    List<Asked> quick = asked.stream().filter(one -> near || quick(one.measure())).toList();
    Set<Figures.Wanted> wanted = new LinkedHashSet<>();
    quick.forEach(
        one ->
            one.measure().figures().stream()
                .filter(measured -> !measured.denominator().stated())
                .forEach(measured -> wanted.add(new Figures.Wanted(measured, one.year()))));
    return new Asking(targets, quick, wanted);
  }

  /** Those of the area and of the areas above it. */
  private static List<Plan> plans(Map<Plan, List<PlanTarget>> all, List<Integer> upward) {
    return all.entrySet().stream()
        .filter(one -> one.getKey().withdrawn() == null)
        .filter(one -> one.getKey().areaId() != null && upward.contains(one.getKey().areaId()))
        .filter(one -> one.getValue().stream().anyMatch(target -> target.withdrawn() == null))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static @Nullable Plan chosen(List<Plan> plans, Seat seat) {
    return plans.stream()
        .filter(one -> one.id().equals(seat.plan()))
        .findFirst()
        .or(() -> usual(plans, seat))
        .orElse(null);
  }

  /** The plan chosen, and after it the others whose years the seat's is among. */
  private static List<Plan> inForce(Plan chosen, List<Plan> plans, Seat seat) {
    List<Plan> told = new ArrayList<>();
    told.add(chosen);
    plans.stream()
        .filter(one -> !one.equals(chosen) && one.covers(seat.year()))
        .sorted(TargetRules.order(seat.upward(), seat.year()))
        .forEach(told::add);
    return told;
  }

  /** The plan that is taken where nobody chose one. */
  private static Optional<Plan> usual(List<Plan> plans, Seat seat) {
    return plans.stream().min(TargetRules.order(seat.upward(), seat.year()));
  }

  /**
   * The plan that somebody chose instead of the usual one, against which everything of the area is
   * held; null where none was, or none that holds there.
   */
  static @Nullable String instead(Map<Plan, List<PlanTarget>> all, Seat seat) {
    List<Plan> plans = plans(all, seat.upward());
    Plan chosen = chosen(plans, seat);
    return chosen == null || usual(plans, seat).filter(chosen::equals).isPresent()
        ? null
        : chosen.id();
  }

  private static boolean quick(Measure measure) {
    return !measure.kind().ofPeople()
        && measure.figures().stream().noneMatch(one -> one.denominator().stated());
  }

  /** Of each target the one of the year that a figure is held against. */
  private static List<PlanTarget> nearest(List<PlanTarget> targets, int year) {
    Map<String, PlanTarget> nearest = new LinkedHashMap<>();
    targets.stream()
        .filter(one -> one.withdrawn() == null)
        .forEach(
            one -> nearest.merge(one.id(), one, BinaryOperator.minBy(TargetRules.ruling(year))));
    return List.copyOf(nearest.values());
  }

  private static boolean reaches(List<Integer> own, List<Area> path) {
    return path.stream().anyMatch(one -> own.contains(one.id()));
  }

  /** Whether the actor may change a plan: that of its own area, or of one below. */
  private boolean keeps(Actor actor, Plan plan) {
    Integer of = plan.areaId();
    return !plan.builtIn()
        && plan.withdrawn() == null
        && of != null
        && areas.reaches(actor, Right.TARGET_KEEP, of);
  }

  /** From the nation down to the area that is read; empty where there is none within reach. */
  private List<Area> path(Plan plan, @Nullable Integer areaId, List<Integer> own) {
    Integer of = plan.areaId();
    if (areaId != null) {
      List<Area> path = areas.path(areaId);
      if (!reaches(own, path) || of == null || path.stream().noneMatch(one -> one.id() == of)) {
        throw new NotFoundException("area " + areaId + " in plan " + plan.id());
      }
      return path;
    }
    if (of == null) {
      return List.of();
    }
    List<Area> path = areas.path(of);
    if (reaches(own, path)) {
      return path;
    }
    for (int one : own) {
      List<Area> below = areas.path(one);
      if (below.stream().anyMatch(above -> above.id() == of)) {
        return below;
      }
    }
    return List.of();
  }

  private Grades grades(List<PlanTarget> targets, Collection<Asked> asked) {
    return targets.stream().anyMatch(one -> one.scope().leastRating() != null)
            || asked.stream().anyMatch(one -> one.measure().least() != null)
        ? table.grades()
        : Grades.NONE;
  }

  /**
   * Whether a target says anything of an area: of those below the plan's only where it is a share
   * or a growth; how many or how often there are to be, and what is to be done, is said of the
   * whole alone.
   */
  private static boolean shared(PlanTarget target, @Nullable Area area) {
    Integer of = target.areaId();
    return area == null
        || of == null
        || of == area.id()
        || switch (target.goal().kind()) {
          case COUNT, TIMES, LIST, DONE -> false;
          case PERCENT, GROWTH_PERCENT, PERCENTAGE_POINTS, PER_PERSON -> true;
        };
  }

  /**
   * Whether areas of that level report by hand what the target is computed from, or this one did.
   */
  private static boolean asked(
      PlanTarget target, @Nullable Area area, List<TargetLine.Input> inputs) {
    return area == null
        || Integer.valueOf(area.id()).equals(target.areaId())
        || inputs.stream()
            .allMatch(one -> one.reported() != null || one.indicator().askedOf(area.level()));
  }

  private static List<TargetLine> lines(
      List<PlanTarget> targets,
      Function<PlanTarget, List<PlanTarget>> conflicts,
      Reckoning reckoning,
      Grades grades,
      int thisYear,
      @Nullable Area area,
      Reckoning.@Nullable Known counted) {
    List<TargetLine> lines = new ArrayList<>();
    for (PlanTarget target : targets) {
      List<TargetLine.Input> inputs = reckoning.inputs(target, thisYear, counted);
      Achieved achieved =
          counted == null
              ? Achieved.unknown(
                  Reckoning.year(target, thisYear),
                  target.goal().kind(),
                  Unknown.elsewhere(
                      target.plan().areaId() == null
                          ? "reporting.why.outside-tree"
                          : "reporting.why.outside-reach",
                      target.plan().areaName()))
              : !shared(target, area)
                  ? Achieved.unknown(
                      Reckoning.year(target, thisYear),
                      target.goal().kind(),
                      Unknown.elsewhere(
                          "reporting.why.not-shared",
                          target.plan().areaName(),
                          area == null ? "" : area.name()))
                  : !asked(target, area, inputs)
                      ? Achieved.unknown(
                          Reckoning.year(target, thisYear),
                          target.goal().kind(),
                          Unknown.elsewhere(
                              "reporting.why.not-asked", area == null ? "" : area.name()))
                      : reckoning.achieved(target, thisYear, counted);
      lines.add(
          new TargetLine(
              target,
              reckoning.indicator(target),
              achieved,
              conflicts.apply(target),
              grades.unverified(
                  reckoning.needs(target, thisYear).stream().map(Asked::measure).toList()),
              inputs));
    }
    return lines;
  }

  private Reckoning.Known known(Set<Asked> asked, Area area, Basis basis, Grades grades) {
    Counts counts = counting.counts(area, List.of(), asked, basis, grades);
    return known(
        area.id(),
        measures.reported(List.of(area.id())),
        (measure, year) -> counts.of(area.id(), measure, year));
  }

  private static Reckoning.Known known(
      int areaId,
      Map<Spot, Map<String, ReportedValue>> reported,
      BiFunction<Measure, Integer, Amount> counts) {
    return new Reckoning.Known() {
      @Override
      public Amount measure(Measure measure, int year) {
        return counts.apply(measure, year);
      }

      @Override
      public @Nullable ReportedValue reported(String indicator, int year) {
        return reported.getOrDefault(new Spot(areaId, year), Map.of()).get(indicator);
      }
    };
  }
}
