package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.Rating;
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
        table.of(measured, upward).stream()
            .filter(one -> one.over(measured.denominator()))
            .toList());
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
    return new PlanView(
        plan,
        area,
        lines(all.getOrDefault(plan, List.of()), all, known, area, basis),
        basis,
        clock.instant(),
        byId,
        keeps(actor, plan),
        area != null && reaches(actor.areasFor(Right.VALUE_REPORT), path));
  }

  /**
   * A plan beside the figures of an overview.
   *
   * @param plans the plans to choose from: those of the area and of the areas above it
   * @param view the one chosen, of each target the year that is nearest; null where there is none
   */
  record Board(List<Plan> plans, @Nullable PlanView view) {
    Board {
      plans = List.copyOf(plans);
    }
  }

  /** Adds up everything that is asked for, in no more statements than for one of it. */
  interface Adding {
    Map<Figures.Wanted, FigureRules.Family> families(Set<Figures.Wanted> wanted);
  }

  /**
   * The plan that an overview holds its figures against. What has to be counted person by person or
   * household by household is counted in communes and villages; of wider areas it is left to the
   * page of the plan, and says so.
   *
   * @param all every plan
   * @param upward the area and those above it, itself first
   * @param area the area
   * @param year the year of the figures
   * @param planId the plan chosen; null or unknown for the nearest one
   * @param adding reads the figures
   */
  Board board(
      Map<Plan, List<PlanTarget>> all,
      List<Integer> upward,
      Area area,
      int year,
      @Nullable String planId,
      Basis basis,
      Adding adding) {
    List<Plan> plans =
        all.entrySet().stream()
            .filter(one -> one.getKey().withdrawn() == null)
            .filter(one -> one.getKey().areaId() != null && upward.contains(one.getKey().areaId()))
            .filter(one -> one.getValue().stream().anyMatch(target -> target.withdrawn() == null))
            .map(Map.Entry::getKey)
            .toList();
    Plan chosen =
        plans.stream()
            .filter(one -> one.id().equals(planId))
            .findFirst()
            .or(
                () ->
                    plans.stream()
                        .min(
                            Comparator.<Plan, Boolean>comparing(one -> !one.covers(year))
                                .thenComparing(one -> upward.indexOf(one.areaId()))))
            .orElse(null);
    if (chosen == null) {
      adding.families(Set.of());
      return new Board(plans, null);
    }
    List<PlanTarget> targets = nearest(all.getOrDefault(chosen, List.of()), year);
    List<Indicator> known = indicators.all();
    Map<String, Indicator> byId = new LinkedHashMap<>();
    known.forEach(one -> byId.put(one.id(), one));
    Reckoning reckoning = new Reckoning(known);
    Set<Asked> asked = new LinkedHashSet<>();
    targets.forEach(target -> asked.addAll(reckoning.needs(target, year)));
    boolean near = area.level().compareTo(AreaLevel.COMMUNE) >= 0;
    List<Asked> quick = asked.stream().filter(one -> near || quick(one.measure())).toList();
    Set<Figures.Wanted> wanted = new LinkedHashSet<>();
    quick.forEach(
        one ->
            one.measure().figures().stream()
                .filter(measured -> !measured.denominator().stated())
                .forEach(measured -> wanted.add(new Figures.Wanted(measured, one.year()))));
    Map<String, RatingScale> scales = scales(targets);
    Counts counts = counting.counts(area, quick, basis, scales, adding.families(wanted));
    List<TargetLine> lines =
        lines(
            targets,
            all,
            reckoning,
            scales,
            year,
            known(
                area,
                (measure, of) ->
                    near || quick(measure)
                        ? counts.of(area.id(), measure, of)
                        : Amount.unknown("dashboard.why.plan")));
    return new Board(
        plans, new PlanView(chosen, area, lines, basis, clock.instant(), byId, false, false));
  }

  private static boolean quick(Measure measure) {
    return !measure.kind().ofPeople()
        && measure.figures().stream().noneMatch(one -> one.denominator().stated());
  }

  /** Of each target the year itself, else the nearest ahead, else the last. */
  private static List<PlanTarget> nearest(List<PlanTarget> targets, int year) {
    Map<String, PlanTarget> nearest = new LinkedHashMap<>();
    targets.stream()
        .filter(one -> one.withdrawn() == null)
        .forEach(
            one ->
                nearest.merge(
                    one.id(),
                    one,
                    (a, b) ->
                        Comparator.<PlanTarget, Boolean>comparing(x -> x.year() < year)
                                    .thenComparing(x -> Math.abs(x.year() - year))
                                    .compare(a, b)
                                <= 0
                            ? a
                            : b));
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

  private List<TargetLine> lines(
      List<PlanTarget> targets,
      Map<Plan, List<PlanTarget>> all,
      List<Indicator> known,
      @Nullable Area area,
      Basis basis) {
    Reckoning reckoning = new Reckoning(known);
    int thisYear = LocalDate.now(clock).getYear();
    Map<String, RatingScale> scales = scales(targets);
    return lines(
        targets,
        all,
        reckoning,
        scales,
        thisYear,
        area == null ? null : known(reckoning, targets, thisYear, area, basis, scales));
  }

  private Map<String, RatingScale> scales(List<PlanTarget> targets) {
    return targets.stream().anyMatch(one -> one.scope().leastRating() != null)
        ? table.scales()
        : Map.of();
  }

  private static List<TargetLine> lines(
      List<PlanTarget> targets,
      Map<Plan, List<PlanTarget>> all,
      Reckoning reckoning,
      Map<String, RatingScale> scales,
      int thisYear,
      Reckoning.@Nullable Known counted) {
    List<PlanTarget> every = all.values().stream().flatMap(List::stream).toList();
    List<TargetLine> lines = new ArrayList<>();
    for (PlanTarget target : targets) {
      Achieved achieved =
          counted == null
              ? Achieved.unknown(
                  Reckoning.year(target, thisYear),
                  target.goal().kind(),
                  Sentence.of(
                      target.plan().areaId() == null
                          ? "reporting.why.outside-tree"
                          : "reporting.why.outside-reach",
                      target.plan().areaName()))
              : reckoning.achieved(target, thisYear, counted);
      Rating least = target.scope().leastRating();
      RatingScale scale = scales.get(target.scope().scale());
      lines.add(
          new TargetLine(
              target,
              reckoning.indicator(target),
              achieved,
              TargetRules.conflicts(target, every),
              least == null || scale == null ? List.of() : scale.unverified(least),
              reckoning.inputs(target, thisYear)));
    }
    return lines;
  }

  private Reckoning.Known known(
      Reckoning reckoning,
      List<PlanTarget> targets,
      int thisYear,
      Area area,
      Basis basis,
      Map<String, RatingScale> scales) {
    Set<Asked> asked = new LinkedHashSet<>();
    targets.forEach(target -> asked.addAll(reckoning.needs(target, thisYear)));
    Counts counts = counting.counts(area, List.of(), asked, basis, scales);
    return known(area, (measure, year) -> counts.of(area.id(), measure, year));
  }

  private Reckoning.Known known(Area area, BiFunction<Measure, Integer, Amount> counts) {
    Map<Spot, Map<String, ReportedValue>> reported = measures.reported(List.of(area.id()));
    return new Reckoning.Known() {
      @Override
      public Amount measure(Measure measure, int year) {
        return counts.apply(measure, year);
      }

      @Override
      public @Nullable ReportedValue reported(String indicator, int year) {
        return reported.getOrDefault(new Spot(area.id(), year), Map.of()).get(indicator);
      }
    };
  }
}
