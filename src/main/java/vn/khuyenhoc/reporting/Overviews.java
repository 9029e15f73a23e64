package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.reporting.Figures.Wanted;
import vn.khuyenhoc.reporting.FiguresTable.Place;

/**
 * The overview of an area: every model of a year, in a number of statements that grows neither with
 * models nor with areas or years.
 */
@Service
public class Overviews {

  private static final int MOST = 5;
  private static final int WEEK = 7;

  private final FiguresTable figuresTable;
  private final SumsTable sumsTable;
  private final Sums sums;
  private final Figures figures;
  private final Targets targets;
  private final Areas areas;
  private final Clock clock;

  Overviews(
      FiguresTable figuresTable,
      SumsTable sumsTable,
      Sums sums,
      Figures figures,
      Targets targets,
      Areas areas,
      Clock clock) {
    this.figuresTable = figuresTable;
    this.sumsTable = sumsTable;
    this.sums = sums;
    this.figures = figures;
    this.targets = targets;
    this.areas = areas;
    this.clock = clock;
  }

  /**
   * Reads it.
   *
   * @throws ForbiddenException if the actor holds the right nowhere
   * @throws NotFoundException if not over the area asked for
   */
  @Transactional(readOnly = true)
  public Overview of(Actor actor, Right right, Overview.Query query) {
    return one(actor, right, query, Depth.PAGE);
  }

  /** How much of an overview is read. */
  private enum Depth {
    /** Everything, of one area. */
    PAGE,
    /** The targets as the page tells them, and nothing else. */
    TARGETS,
    /** The year alone, with every target that stands, of many areas. */
    YEAR
  }

  private Overview one(Actor actor, Right right, Overview.Query query, Depth depth) {
    Set<Integer> reach = new HashSet<>(actor.areasFor(right));
    if (reach.isEmpty()) {
      throw new ForbiddenException(right);
    }
    Integer asked = query.area();
    int areaId = asked == null ? actor.areasFor(right).getFirst() : asked;
    Overview read = read(reach, List.of(areaId), query, depth).get(areaId);
    if (read == null) {
      throw new NotFoundException("area " + areaId);
    }
    return read;
  }

  /**
   * Reads the plan of an area with its targets alone, in fewer statements than the whole: nothing
   * is told of models, years and weeks.
   *
   * @throws ForbiddenException if the actor holds the right nowhere
   * @throws NotFoundException if not over the area asked for
   */
  @Transactional(readOnly = true)
  public Overview targets(Actor actor, Right right, Overview.Query query) {
    return one(actor, right, query, Depth.TARGETS);
  }

  /**
   * Reads those of many areas as they are today, in as many statements as of one; with every target
   * computed, however long it takes, without years that are over and without what changed lately.
   *
   * @return by area, in the order asked
   * @throws ForbiddenException if the actor holds the right nowhere
   * @throws NotFoundException if not over all the areas asked for
   */
  @Transactional(readOnly = true)
  Map<Integer, Overview> several(Actor actor, Right right, Collection<Integer> areaIds, int year) {
    Set<Integer> reach = new HashSet<>(actor.areasFor(right));
    if (reach.isEmpty()) {
      throw new ForbiddenException(right);
    }
    return read(
        reach, areaIds, new Overview.Query(null, year, Basis.AS_IS, null, null, true), Depth.YEAR);
  }

  /** An area that is read, with what is known of it beforehand. */
  private record Seen(
      int areaId,
      List<FiguresCampaign> all,
      List<Integer> years,
      int year,
      LocalDate date,
      List<Place> path,
      Set<Integer> within,
      Map<Wanted, List<FiguresCampaign>> apart,
      Map<Wanted, List<FiguresCampaign>> whole) {

    Place own() {
      return path.getLast();
    }

    Area area() {
      Place own = own();
      return new Area(areaId, own.level(), null, own.code(), own.name(), own.kind(), date, null);
    }

    List<Integer> upward() {
      return path.reversed().stream().map(Place::id).toList();
    }
  }

  private Map<Integer, Overview> read(
      Set<Integer> reach, Collection<Integer> areaIds, Overview.Query query, Depth depth) {
    Basis basis = query.basis();
    LocalDate today = LocalDate.now(clock);
    Map<Integer, List<FiguresCampaign>> campaigns = figuresTable.campaigns(areaIds);
    Map<Integer, Integer> yearOf = new HashMap<>();
    Map<LocalDate, List<Integer>> byDay = new LinkedHashMap<>();
    for (int areaId : areaIds) {
      List<FiguresCampaign> all = campaigns.getOrDefault(areaId, List.of());
      int year = year(query.year(), years(all), today);
      yearOf.put(areaId, year);
      byDay
          .computeIfAbsent(
              all.stream()
                  .filter(one -> one.year() == year)
                  .findFirst()
                  .map(one -> one.treeDate(basis, today))
                  .orElse(today),
              any -> new ArrayList<>())
          .add(areaId);
    }
    Map<Integer, Seen> seen = new HashMap<>();
    byDay.forEach(
        (date, ids) -> {
          Map<Integer, List<Place>> paths = figuresTable.paths(ids, date);
          for (int areaId : ids) {
            List<Place> path = paths.getOrDefault(areaId, List.of());
            seen.put(
                areaId,
                seen(
                    areaId,
                    campaigns.getOrDefault(areaId, List.of()),
                    yearOf.getOrDefault(areaId, today.getYear()),
                    date,
                    path,
                    figures.within(areaId, path, date, today, reach),
                    depth));
          }
        });
    Map<Integer, Overview> read = new HashMap<>();
    Map<AreaLevel, List<Seen>> byLevel = new TreeMap<>();
    for (Seen one : seen.values()) {
      if (one.path().isEmpty()) {
        Area known = areas.lastKnown(one.areaId());
        read.put(
            one.areaId(),
            nothing(
                one,
                List.of(new AreaFigures.Step(one.areaId(), known.level(), known.name())),
                basis,
                today));
      } else {
        byLevel.computeIfAbsent(one.own().level(), any -> new ArrayList<>()).add(one);
      }
    }
    if (!byLevel.isEmpty()) {
      Map<Plan, List<PlanTarget>> plans = targets.byPlan();
      byLevel.forEach(
          (level, all) -> {
            List<Seen> told = new ArrayList<>();
            for (Seen one : all) {
              if (depth != Depth.YEAR && unheard(one, query, plans)) {
                read.put(one.areaId(), nothing(one, steps(one.path(), reach), basis, today));
              } else {
                told.add(one);
              }
            }
            if (!told.isEmpty()) {
              read.putAll(read(level, told, plans, reach, query, today, depth));
            }
          });
    }
    Map<Integer, Overview> ordered = new LinkedHashMap<>();
    for (int areaId : areaIds) {
      Overview one = read.get(areaId);
      if (one != null) {
        ordered.put(areaId, one);
      }
    }
    return ordered;
  }

  private static List<Integer> years(List<FiguresCampaign> all) {
    return all.stream().map(FiguresCampaign::year).distinct().toList();
  }

  private static Seen seen(
      int areaId,
      List<FiguresCampaign> all,
      int year,
      LocalDate date,
      List<Place> path,
      Set<Integer> within,
      Depth depth) {
    Map<Wanted, List<FiguresCampaign>> apart = new LinkedHashMap<>();
    Map<Wanted, List<FiguresCampaign>> whole = new LinkedHashMap<>();
    // of the targets alone only what they count is added up
    if (!path.isEmpty() && depth != Depth.TARGETS) {
      all.stream()
          .filter(one -> usual(one).leaf().compareTo(path.getLast().level()) >= 0)
          .filter(one -> depth == Depth.PAGE || one.year() == year)
          .sorted(
              Comparator.comparing(FiguresCampaign::model).thenComparing(FiguresCampaign::level))
          .forEach(
              one ->
                  (one.year() == year ? apart : whole)
                      .computeIfAbsent(new Wanted(usual(one), one.year()), any -> new ArrayList<>())
                      .add(one));
    }
    return new Seen(areaId, all, years(all), year, date, path, within, apart, whole);
  }

  /** Whether somebody asks for a year of which nothing was ever evaluated, and no plan speaks. */
  private static boolean unheard(
      Seen one, Overview.Query query, Map<Plan, List<PlanTarget>> plans) {
    List<Integer> upward = one.upward();
    return query.year() != null
        && !one.years().contains(one.year())
        && plans.keySet().stream()
            .noneMatch(plan -> plan.covers(one.year()) && upward.contains(plan.areaId()));
  }

  /**
   * Of an area that is not in the tree that is read, or of a year in which nothing was evaluated.
   */
  private Overview nothing(Seen one, List<AreaFigures.Step> steps, Basis basis, LocalDate today) {
    return new Overview(
        steps,
        !one.path().isEmpty(),
        one.year(),
        one.years(),
        basis,
        one.date(),
        clock.instant(),
        List.of(),
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        today.minusDays(WEEK),
        one.within());
  }

  /** Those of areas of one level. */
  private Map<Integer, Overview> read(
      AreaLevel level,
      List<Seen> all,
      Map<Plan, List<PlanTarget>> plans,
      Set<Integer> reach,
      Overview.Query query,
      LocalDate today,
      Depth depth) {
    Basis basis = query.basis();
    boolean history = depth == Depth.PAGE;
    Map<Integer, List<Wanted>> measured = new HashMap<>();
    all.forEach(one -> measured.put(one.areaId(), List.copyOf(one.apart().keySet())));
    Map<Integer, Sums.Added> added = new HashMap<>();
    Map<Integer, Targets.Board> boards =
        targets.boards(
            plans,
            level,
            all.stream()
                .map(one -> new Targets.Seat(one.area(), one.upward(), one.year(), query.plan()))
                .toList(),
            basis,
            query.counted(),
            depth == Depth.YEAR,
            wanted -> {
              List<Sums.Request> requests = new ArrayList<>();
              for (Seen one : all) {
                for (Wanted of : wanted.getOrDefault(one.areaId(), Set.of())) {
                  List<FiguresCampaign> counting =
                      one.all().stream()
                          .filter(c -> of.measured().counts(c) && c.year() == of.year())
                          .toList();
                  if (!counting.isEmpty()) {
                    one.apart().putIfAbsent(of, counting);
                  }
                }
                List<Integer> upward = one.upward();
                String only =
                    Targets.instead(
                        plans, new Targets.Seat(one.area(), upward, one.year(), query.plan()));
                requests.add(
                    new Sums.Request(
                        one.areaId(),
                        one.apart(),
                        one.whole(),
                        (of, ids) -> aims(of, upward, plans, only)));
              }
              added.putAll(sums.of(level, requests, basis, today));
              Map<Integer, Map<Wanted, FigureRules.Family>> families = new HashMap<>();
              added.forEach((areaId, of) -> families.put(areaId, of.families()));
              return families;
            });
    Map<Integer, Overview> read = new HashMap<>();
    for (Seen one : all) {
      Sums.Added of = added.getOrDefault(one.areaId(), new Sums.Added(Map.of(), Map.of()));
      List<Overview.Column> columns = new ArrayList<>();
      for (Wanted wanted : measured.getOrDefault(one.areaId(), List.of())) {
        FigureRules.Family family = of.families().get(wanted);
        if (family != null) {
          columns.add(
              new Overview.Column(
                  wanted.measured(),
                  family.own(),
                  family.owing(),
                  one.apart().getOrDefault(wanted, List.of())));
        }
      }
      SumsTable.Changes changes =
          columns.isEmpty() || !history
              ? new SumsTable.Changes(List.of(), List.of())
              : sumsTable.changes(
                  one.areaId(),
                  level,
                  columns.stream()
                      .map(column -> column.campaigns().stream().map(FiguresCampaign::id).toList())
                      .toList(),
                  today.minusDays(WEEK),
                  today);
      Targets.Board board = boards.getOrDefault(one.areaId(), Targets.Board.NONE);
      read.put(
          one.areaId(),
          new Overview(
              steps(one.path(), reach),
              true,
              one.year(),
              one.years(),
              basis,
              one.date(),
              clock.instant(),
              columns,
              chosen(columns, query.model()),
              board.plans(),
              board.view(),
              board.further(),
              history ? trends(one.areaId(), level, one.all(), of, today) : List.of(),
              history ? weeks(one.areaId(), level, columns, changes) : List.of(),
              changes.turned().stream().map(Place::name).toList(),
              today.minusDays(WEEK),
              one.within()));
    }
    return read;
  }

  /** What a campaign measures, as a share of what stands on its roll. */
  static Measured usual(FiguresCampaign campaign) {
    Measured measured = Measured.of(campaign.model(), campaign.level());
    return measured.over(measured.roll());
  }

  private static int year(@Nullable Integer asked, List<Integer> years, LocalDate today) {
    if (asked != null) {
      return asked;
    }
    return years.stream()
        .filter(one -> one <= today.getYear())
        .findFirst()
        .orElse(years.isEmpty() ? today.getYear() : years.getLast());
  }

  static List<AreaFigures.Step> steps(List<Place> path, Set<Integer> reach) {
    int top = 0;
    while (top < path.size() - 1 && !reach.contains(path.get(top).id())) {
      top++;
    }
    return path.subList(top, path.size()).stream()
        .map(place -> new AreaFigures.Step(place.id(), place.level(), place.name()))
        .toList();
  }

  private static Overview.@Nullable Column chosen(
      List<Overview.Column> columns, @Nullable Measured model) {
    return columns.stream()
        .filter(
            one ->
                model != null
                    && one.measured().model() == model.model()
                    && one.measured().level() == model.level())
        .findFirst()
        .or(
            () ->
                columns.stream()
                    .filter(one -> one.measured().equals(Measured.FAMILIES))
                    .findFirst())
        .or(() -> columns.stream().findFirst())
        .orElse(null);
  }

  /**
   * The same targets that pages of figures hold theirs against, or those of the plan that was
   * chosen instead.
   */
  private static FigureRules.AimOf aims(
      Wanted wanted,
      List<Integer> upward,
      Map<Plan, List<PlanTarget>> plans,
      @Nullable String only) {
    Measured measured = wanted.measured();
    List<PlanTarget> those =
        plans.values().stream()
            .flatMap(List::stream)
            .filter(one -> one.areaId() != null && one.indicator().equals(measured.model().name()))
            .filter(one -> one.over(measured) && one.comparable())
            .toList();
    if (those.isEmpty()) {
      return id -> null;
    }
    Aim own = TargetRules.aim(upward, wanted.year(), those, only);
    Set<Integer> named = new HashSet<>();
    those.forEach(one -> named.add(one.areaId()));
    return id -> {
      if (id == upward.getFirst()) {
        return own;
      }
      List<Integer> from = new ArrayList<>();
      from.add(id);
      from.addAll(upward);
      return own == null && !named.contains(id)
          ? null
          : TargetRules.aim(from, wanted.year(), those, only);
    };
  }

  private List<Overview.Line> trends(
      int areaId, AreaLevel level, List<FiguresCampaign> all, Sums.Added added, LocalDate today) {
    Map<Measured, List<Trend.Year>> years = new LinkedHashMap<>();
    all.stream()
        .filter(one -> usual(one).leaf().compareTo(level) >= 0)
        .sorted(
            Comparator.comparing(FiguresCampaign::model)
                .thenComparing(FiguresCampaign::level)
                .thenComparing(FiguresCampaign::year))
        .forEach(
            one -> {
              Wanted wanted = new Wanted(usual(one), one.year());
              FigureRules.Family family = added.families().get(wanted);
              Trend.Year next =
                  Trend.Year.of(
                      one,
                      one.treeDate(Basis.AS_WAS, today),
                      family == null ? added.totals().get(wanted) : Sums.Total.of(family));
              List<Trend.Year> of =
                  years.computeIfAbsent(wanted.measured(), any -> new ArrayList<>());
              if (of.isEmpty() || of.getLast().year() != one.year()) {
                of.add(next);
              } else {
                of.set(of.size() - 1, of.getLast().and(next));
              }
            });
    List<LocalDate> days =
        years.values().stream().flatMap(List::stream).map(Trend.Year::day).sorted().toList();
    List<Trend.Change> changes =
        days.isEmpty() || days.getFirst().equals(days.getLast())
            ? List.of()
            : figuresTable.changes(areaId, level, days.getFirst(), days.getLast());
    List<Overview.Line> lines = new ArrayList<>();
    years.forEach(
        (measured, of) ->
            lines.add(new Overview.Line(measured, new Trend(of, changes, List.of()))));
    return lines;
  }

  private static List<Overview.Week> weeks(
      int areaId, AreaLevel level, List<Overview.Column> columns, SumsTable.Changes changes) {
    boolean wide = level.compareTo(AreaLevel.COMMUNE) < 0;
    Map<Integer, List<SumsTable.Change>> byColumn = new HashMap<>();
    changes
        .changes()
        .forEach(one -> byColumn.computeIfAbsent(one.counted(), any -> new ArrayList<>()).add(one));
    List<Overview.Week> weeks = new ArrayList<>();
    for (int at = 0; at < columns.size(); at++) {
      Overview.Column column = columns.get(at);
      List<SumsTable.Change> of = byColumn.getOrDefault(at, List.of());
      Map<Integer, String> names = new HashMap<>();
      column.children().forEach(child -> names.put(child.areaId(), child.name()));
      List<SumsTable.Change> whole =
          wide
              ? of
              : of.stream().filter(one -> one.areaId() == 0 || one.areaId() == areaId).toList();
      List<Overview.Moved> most =
          of.stream()
              .filter(one -> names.containsKey(one.areaId()))
              .map(
                  one ->
                      new Overview.Moved(
                          one.areaId(),
                          names.getOrDefault(one.areaId(), ""),
                          one.roll(),
                          one.reported(),
                          one.appraised(),
                          one.recognised()))
              .filter(one -> one.size() > 0)
              .sorted(
                  Comparator.comparingLong(Overview.Moved::size)
                      .reversed()
                      .thenComparing(Overview.Moved::name))
              .limit(MOST)
              .toList();
      weeks.add(
          new Overview.Week(
              column.measured(),
              whole.stream().mapToLong(SumsTable.Change::roll).sum(),
              whole.stream().mapToLong(SumsTable.Change::reported).sum(),
              whole.stream().mapToLong(SumsTable.Change::appraised).sum(),
              whole.stream().mapToLong(SumsTable.Change::recognised).sum(),
              whole.stream().mapToLong(SumsTable.Change::begun).sum(),
              most));
    }
    return weeks;
  }
}
