package vn.khuyenhoc.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

/**
 * The figures of an area and of those directly below it, all of one moment.
 *
 * @param measured what they are of
 * @param path from the widest area within the reader's reach down to the area itself
 * @param campaigns the campaigns of what is shown to choose from, one a year, newest first
 * @param counted all campaigns of every model that count something of the area, newest first
 * @param campaign the campaign shown; null where there is none yet
 * @param campaignIds every campaign counted: one, for citizens one a labour group, for the whole
 *     country those of the year
 * @param basis through which tree
 * @param treeDate the day whose tree was read
 * @param own the area itself; null where there is no campaign
 * @param absence why there are none of the area in this tree; null where there are
 * @param children the areas directly below in Vietnamese order of names; none for a village
 * @param lines the same with communes in place of districts
 * @param rest what belongs to the area itself and to none below it; null where nothing does
 * @param aim the target that applies to the area itself, also where there is no campaign
 * @param elsewhere targets of the same model over another denominator: shown, never compared
 * @param rated targets of what has at least a rating, of the area itself and those above it
 * @param takenAt when it was read
 * @param within all areas over which a right reaches this one
 */
public record AreaFigures(
    Measured measured,
    List<Step> path,
    List<FiguresCampaign> campaigns,
    List<FiguresCampaign> counted,
    @Nullable FiguresCampaign campaign,
    List<Integer> campaignIds,
    Basis basis,
    LocalDate treeDate,
    @Nullable AreaFigure own,
    @Nullable Absence absence,
    List<AreaFigure> children,
    List<AreaFigure> lines,
    @Nullable AreaFigure rest,
    @Nullable Aim aim,
    List<PlanTarget> elsewhere,
    List<RatedAim> rated,
    Instant takenAt,
    Set<Integer> within) {

  public AreaFigures {
    path = List.copyOf(path);
    campaigns = List.copyOf(campaigns);
    counted = List.copyOf(counted);
    campaignIds = List.copyOf(campaignIds);
    children = List.copyOf(children);
    lines = List.copyOf(lines);
    elsewhere = List.copyOf(elsewhere);
    rated = List.copyOf(rated);
    within = Set.copyOf(within);
  }

  /**
   * One area on the way down.
   *
   * @param areaId its identity
   * @param level its level
   * @param name its full name
   */
  public record Step(int areaId, AreaLevel level, String name) {}

  /** The area itself. */
  public Step area() {
    return path.getLast();
  }

  /** The children that are areas, without what of a divided one belongs to none yet. */
  public List<AreaFigure> assigned() {
    return children.stream().filter(child -> !child.unassigned()).toList();
  }

  /** How many of those that have to report have sent anything; null where that is not known. */
  public @Nullable Integer begun() {
    AreaFigure of = own;
    return of == null ? null : FigureRules.begun(of, lines, rest);
  }

  /** The areas among the children that have reported to that extent. */
  public List<AreaFigure> children(Reporting extent) {
    return assigned().stream().filter(child -> child.reporting() == extent).toList();
  }

  /** Whether somebody who holds a right over these areas holds it over this one. */
  public boolean reachedFrom(Collection<Integer> areaIds) {
    return areaIds.stream().anyMatch(within::contains);
  }

  /** The level of the children; the area's own level for a village. */
  public AreaLevel childLevel() {
    return !children.isEmpty() ? children.getFirst().level() : usualLevel();
  }

  private AreaLevel usualLevel() {
    return switch (area().level()) {
      case NATION -> AreaLevel.PROVINCE;
      case PROVINCE, DISTRICT -> AreaLevel.COMMUNE;
      case COMMUNE, VILLAGE -> AreaLevel.VILLAGE;
    };
  }

  /** Recognised against the bases of those children alone that have reported. */
  public Rate rateOfReported() {
    return rate(children.stream().filter(AreaFigure::reported).toList());
  }

  /** Of these together; of nothing where the base of one of them is not known. */
  static Rate rate(List<AreaFigure> figures) {
    return figures.stream().allMatch(one -> one.base().known())
        ? new Rate(
            figures.stream().mapToLong(one -> one.tally().recognised()).sum(),
            figures.stream().mapToLong(one -> one.base().count()).sum())
        : new Rate(0, 0);
  }

  /** Whether something can be counted below the area: areas, and not only what belongs to it. */
  public boolean wide() {
    return area().level().compareTo(measured.leaf()) < 0;
  }

  /** Whether the area lies below those that what is shown belongs to. */
  public boolean below() {
    return area().level().compareTo(measured.leaf()) > 0;
  }

  /** What belongs to the area itself, as a list shows it. */
  public int listed() {
    AreaFigure own = this.own;
    AreaFigure rest = this.rest;
    return wide() ? rest == null ? 0 : rest.tally().roll() : own == null ? 0 : own.tally().roll();
  }

  /** The campaigns that are counted, each with the criteria set of its own. */
  public List<FiguresCampaign> together() {
    return counted.stream().filter(one -> campaignIds.contains(one.id())).toList();
  }

  /** Everything that is measured here at all, in the order of models and levels. */
  public List<Measured> models() {
    return counted.stream()
        .map(one -> measured.of(one).ofForm(""))
        .distinct()
        .sorted(Comparator.comparing(Measured::model).thenComparing(Measured::level))
        .toList();
  }

  /** Whether they are of the campaign asked for; of none in particular they always are. */
  boolean shows(@Nullable Integer campaignId) {
    FiguresCampaign shown = campaign;
    return campaignId == null || shown != null && shown.id() == campaignId;
  }

  /** The newest campaign of another model, of the year shown if there is one. */
  public @Nullable FiguresCampaign of(Measured other) {
    FiguresCampaign shown = campaign;
    List<FiguresCampaign> there = counted.stream().filter(other::counts).toList();
    return there.stream()
        .filter(one -> shown != null && one.year() == shown.year())
        .findFirst()
        .orElse(there.isEmpty() ? null : there.getFirst());
  }
}
