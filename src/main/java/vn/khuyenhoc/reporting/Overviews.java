package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.Tally;
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
    Set<Integer> reach = new HashSet<>(actor.areasFor(right));
    if (reach.isEmpty()) {
      throw new ForbiddenException(right);
    }
    Integer asked = query.area();
    int areaId = asked == null ? actor.areasFor(right).getFirst() : asked;
    Basis basis = query.basis();
    LocalDate today = LocalDate.now(clock);
    List<FiguresCampaign> all = figuresTable.campaigns(areaId);
    List<Integer> years = all.stream().map(FiguresCampaign::year).distinct().toList();
    int year = year(query.year(), years, today);
    List<FiguresCampaign> ofYear = all.stream().filter(one -> one.year() == year).toList();
    LocalDate date = ofYear.isEmpty() ? today : ofYear.getFirst().treeDate(basis, today);
    List<Place> path = figuresTable.path(areaId, date);
    Set<Integer> within = figures.within(areaId, path, date, today, reach);
    if (path.isEmpty()) {
      Area known = areas.lastKnown(areaId);
      return new Overview(
          List.of(new AreaFigures.Step(areaId, known.level(), known.name())),
          false,
          year,
          years,
          basis,
          date,
          clock.instant(),
          List.of(),
          null,
          List.of(),
          null,
          List.of(),
          List.of(),
          List.of(),
          today.minusDays(WEEK),
          within);
    }
    Place own = path.getLast();
    List<Integer> upward = path.reversed().stream().map(Place::id).toList();
    Map<Plan, List<PlanTarget>> plans = targets.byPlan();
    Map<Wanted, List<FiguresCampaign>> apart = new LinkedHashMap<>();
    Map<Wanted, List<FiguresCampaign>> whole = new LinkedHashMap<>();
    all.stream()
        .filter(one -> usual(one).leaf().compareTo(own.level()) >= 0)
        .sorted(Comparator.comparing(FiguresCampaign::model).thenComparing(FiguresCampaign::level))
        .forEach(
            one ->
                (one.year() == year ? apart : whole)
                    .computeIfAbsent(new Wanted(usual(one), one.year()), any -> new ArrayList<>())
                    .add(one));
    List<Wanted> measured = List.copyOf(apart.keySet());
    Read read = new Read();
    Targets.Board board =
        targets.board(
            plans,
            upward,
            new Area(areaId, own.level(), null, own.code(), own.name(), own.kind(), date, null),
            year,
            query.plan(),
            basis,
            wanted -> {
              for (Wanted one : wanted) {
                List<FiguresCampaign> of =
                    all.stream()
                        .filter(c -> one.measured().counts(c) && c.year() == one.year())
                        .toList();
                if (!of.isEmpty()) {
                  apart.putIfAbsent(one, of);
                }
              }
              read.added =
                  sums.of(
                      areaId,
                      own.level(),
                      apart,
                      whole,
                      basis,
                      today,
                      (one, ids) -> aims(one, upward, plans));
              return read.added.families();
            });
    List<Overview.Column> columns = new ArrayList<>();
    for (Wanted one : measured) {
      FigureRules.Family family = read.added.families().get(one);
      if (family != null) {
        columns.add(
            new Overview.Column(
                one.measured(),
                family.own(),
                family.children(),
                apart.getOrDefault(one, List.of())));
      }
    }
    SumsTable.Changes changes =
        columns.isEmpty()
            ? new SumsTable.Changes(List.of(), List.of())
            : sumsTable.changes(
                areaId,
                own.level(),
                columns.stream()
                    .map(column -> column.campaigns().stream().map(FiguresCampaign::id).toList())
                    .toList(),
                today.minusDays(WEEK),
                today);
    return new Overview(
        steps(path, reach),
        true,
        year,
        years,
        basis,
        date,
        clock.instant(),
        columns,
        chosen(columns, query.model()),
        board.plans(),
        board.view(),
        trends(areaId, own.level(), all, read.added, today),
        weeks(areaId, own.level(), columns, changes),
        changes.turned().stream().map(Place::name).toList(),
        today.minusDays(WEEK),
        within);
  }

  /** What the figures were read into on the way. */
  private static final class Read {
    private Sums.Added added = new Sums.Added(Map.of(), Map.of());
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

  /** The same targets that pages of figures hold theirs against. */
  private static FigureRules.AimOf aims(
      Wanted wanted, List<Integer> upward, Map<Plan, List<PlanTarget>> plans) {
    Measured measured = wanted.measured();
    List<PlanTarget> those =
        plans.values().stream()
            .flatMap(List::stream)
            .filter(one -> one.areaId() != null && one.indicator().equals(measured.model().name()))
            .filter(one -> one.level() == null || one.level() == measured.level())
            .filter(one -> one.over(measured.denominator()) && one.comparable())
            .toList();
    if (those.isEmpty()) {
      return id -> null;
    }
    Aim own = TargetRules.aim(upward, wanted.year(), those);
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
          : TargetRules.aim(from, wanted.year(), those);
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
              Tally tally = family == null ? added.totals().get(wanted) : family.own().tally();
              List<Trend.Year> of =
                  years.computeIfAbsent(wanted.measured(), any -> new ArrayList<>());
              Trend.Year next =
                  new Trend.Year(
                      one.year(),
                      one.id(),
                      !one.closed(),
                      one.treeDate(Basis.AS_WAS, today),
                      tally != null,
                      tally == null ? Tally.NONE : tally);
              if (of.isEmpty() || of.getLast().year() != one.year()) {
                of.add(next);
              } else {
                // campaigns of one year are added up already
                of.set(of.size() - 1, of.getLast().and(next.of(Tally.NONE)));
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
