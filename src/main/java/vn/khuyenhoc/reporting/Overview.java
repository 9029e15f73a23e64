package vn.khuyenhoc.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

/**
 * All models of an area in a year on one page, all of one moment.
 *
 * @param path from the widest area within the reader's reach down to the area itself
 * @param there whether the area is in the tree that is read
 * @param year the year shown
 * @param years the years with campaigns, newest first
 * @param basis through which tree
 * @param date the day whose tree is read
 * @param at when it was read
 * @param columns what was measured in the year, each with the areas below
 * @param chosen what is looked at closely; null where nothing was measured
 * @param plans the plans to choose from
 * @param plan the plan that the figures are held against; null where there is none
 * @param further other plans in force in the year, where whole plans are told
 * @param trends every model over the years
 * @param week what changed since last week; as the areas are now
 * @param turned areas that were reorganised since last week and are not compared
 * @param since the first day of that week
 * @param within all areas over which a right reaches this one
 */
public record Overview(
    List<AreaFigures.Step> path,
    boolean there,
    int year,
    List<Integer> years,
    Basis basis,
    LocalDate date,
    Instant at,
    List<Column> columns,
    @Nullable Column chosen,
    List<Plan> plans,
    @Nullable PlanView plan,
    List<PlanView> further,
    List<Line> trends,
    List<Week> week,
    List<String> turned,
    LocalDate since,
    Set<Integer> within) {

  public Overview {
    path = List.copyOf(path);
    years = List.copyOf(years);
    columns = List.copyOf(columns);
    plans = List.copyOf(plans);
    further = List.copyOf(further);
    trends = List.copyOf(trends);
    week = List.copyOf(week);
    turned = List.copyOf(turned);
    within = Set.copyOf(within);
  }

  /**
   * What a reader asks for.
   *
   * @param area null for the reader's own
   * @param year null for the newest with a campaign
   * @param plan null for the nearest
   * @param model what is looked at closely; null for the first
   * @param counted whether targets are computed too whose counts take long in a wide area
   */
  public record Query(
      @Nullable Integer area,
      @Nullable Integer year,
      Basis basis,
      @Nullable String plan,
      @Nullable Measured model,
      boolean counted) {

    /** The same without what takes long in a wide area. */
    public Query(
        @Nullable Integer area,
        @Nullable Integer year,
        Basis basis,
        @Nullable String plan,
        @Nullable Measured model) {
      this(area, year, basis, plan, model, false);
    }
  }

  /**
   * Something measured in the year.
   *
   * @param measured what
   * @param own the area
   * @param children the areas directly below it; none where it is not counted below
   * @param campaigns the campaigns that count it
   */
  public record Column(
      Measured measured,
      AreaFigure own,
      List<AreaFigure> children,
      List<FiguresCampaign> campaigns) {

    public Column {
      children = List.copyOf(children);
      campaigns = List.copyOf(campaigns);
    }

    /** The areas below in order. */
    public Ranking ranking() {
      return Ranking.of(children);
    }

    /** Areas below that have reported to that extent, without what is assigned to none. */
    public List<AreaFigure> children(Reporting extent) {
      return children.stream()
          .filter(one -> !one.unassigned() && one.reporting() == extent)
          .toList();
    }

    /**
     * What belongs to the area itself and to none of those below it: a unit that the commune
     * manages, a campaign of its own; null where nothing does.
     */
    public @Nullable AreaFigure rest() {
      return FigureRules.rest(own, children, measured);
    }

    /** How many of those below have sent anything; null where that is not known. */
    public @Nullable Integer begun() {
      return FigureRules.begun(own, children, rest());
    }

    /** How many areas below there are, without what is assigned to none. */
    public long areas() {
      return children.stream().filter(one -> !one.unassigned()).count();
    }

    /** The last day for villages to send: the latest of all campaigns. */
    public LocalDate dueOn() {
      return campaigns.stream()
          .map(FiguresCampaign::dueOn)
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }

    /** Whether every campaign is closed. */
    public boolean closed() {
      return campaigns.stream().allMatch(FiguresCampaign::closed);
    }
  }

  /** One model over the years. */
  public record Line(Measured measured, Trend trend) {}

  /**
   * What changed of something since last week.
   *
   * @param measured what
   * @param roll how many more stand on the roll; fewer when negative
   * @param reported how many more were ever sent
   * @param appraised how many more were appraised
   * @param recognised how many more are recognised
   * @param begun how many areas that report have sent something for the first time
   * @param most the areas below that changed most, the greatest change first
   */
  public record Week(
      Measured measured,
      long roll,
      long reported,
      long appraised,
      long recognised,
      long begun,
      List<Moved> most) {

    public Week {
      most = List.copyOf(most);
    }

    /** Whether nothing changed at all. */
    public boolean still() {
      return roll == 0 && reported == 0 && appraised == 0 && recognised == 0;
    }
  }

  /** An area below and what changed of it. */
  public record Moved(
      int areaId, String name, long roll, long reported, long appraised, long recognised) {

    /** How much happened. */
    long size() {
      return Math.abs(roll) + Math.abs(reported) + Math.abs(appraised) + Math.abs(recognised);
    }
  }

  /** One area below with all that was measured of it. */
  public record Row(
      int areaId, String name, boolean unassigned, List<@Nullable AreaFigure> cells) {}

  /** The area itself. */
  public AreaFigures.Step area() {
    return path.getLast();
  }

  /** Whether somebody who holds a right over these areas holds it over this one. */
  public boolean reachedFrom(Collection<Integer> areaIds) {
    return areaIds.stream().anyMatch(within::contains);
  }

  /** The level of the areas below. */
  public AreaLevel childLevel() {
    return columns.stream()
        .flatMap(column -> column.children().stream())
        .map(AreaFigure::level)
        .findFirst()
        .orElse(
            switch (area().level()) {
              case NATION -> AreaLevel.PROVINCE;
              case PROVINCE, DISTRICT -> AreaLevel.COMMUNE;
              case COMMUNE, VILLAGE -> AreaLevel.VILLAGE;
            });
  }

  /** What is counted below the area. */
  public List<Column> below() {
    return columns.stream().filter(column -> !column.children().isEmpty()).toList();
  }

  /** The areas below with what was measured of each, in the order of {@link #below}. */
  public List<Row> rows() {
    List<Column> below = below();
    Map<Integer, AreaFigure> names = new LinkedHashMap<>();
    below.forEach(
        column -> column.children().forEach(child -> names.putIfAbsent(child.areaId(), child)));
    List<Map<Integer, AreaFigure>> byArea =
        below.stream()
            .map(
                column -> {
                  Map<Integer, AreaFigure> of = new LinkedHashMap<>();
                  column.children().forEach(child -> of.put(child.areaId(), child));
                  return of;
                })
            .toList();
    return names.values().stream()
        .map(
            one -> new Row(one.areaId(), one.name(), one.unassigned(), cells(byArea, one.areaId())))
        .toList();
  }

  private static List<@Nullable AreaFigure> cells(
      List<Map<Integer, AreaFigure>> byArea, int areaId) {
    List<@Nullable AreaFigure> cells = new java.util.ArrayList<>();
    byArea.forEach(of -> cells.add(of.get(areaId)));
    return cells;
  }

  /** The trend of what is looked at closely. */
  public @Nullable Line trend() {
    Column of = chosen;
    return of == null
        ? null
        : trends.stream()
            .filter(line -> Objects.equals(line.measured(), of.measured()))
            .findFirst()
            .orElse(null);
  }

  /** Every year with something to show, the earliest first. */
  public List<Integer> trendYears() {
    return trends.stream()
        .flatMap(line -> line.trend().years().stream())
        .map(Trend.Year::year)
        .distinct()
        .sorted()
        .toList();
  }

  /** Every plan that is told, the one chosen first. */
  public List<PlanView> told() {
    return Stream.concat(Stream.ofNullable(plan), further.stream()).toList();
  }
}
