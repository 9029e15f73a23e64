package vn.khuyenhoc.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

/**
 * The figures of an area and of those directly below it, all of one moment.
 *
 * @param path from the widest area within the reader's reach down to the area itself
 * @param campaigns the campaigns to choose from, one a year and model, newest first
 * @param counted all campaigns that count something of the area, newest first
 * @param campaign the campaign shown; null where there is none yet
 * @param campaignIds every campaign counted: one, or for the whole country those of the year
 * @param basis through which tree
 * @param treeDate the day whose tree was read
 * @param own the area itself; null where there is no campaign
 * @param absence why there are none of the area in this tree; null where there are
 * @param children the areas directly below in Vietnamese order of names; none for a village
 * @param lines the same with communes in place of districts
 * @param aim the target that applies to the area itself, also where there is no campaign
 * @param takenAt when it was read
 * @param within all areas over which a right reaches this one
 */
public record AreaFigures(
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
    @Nullable Aim aim,
    Instant takenAt,
    Set<Integer> within) {

  public AreaFigures {
    path = List.copyOf(path);
    campaigns = List.copyOf(campaigns);
    counted = List.copyOf(counted);
    campaignIds = List.copyOf(campaignIds);
    children = List.copyOf(children);
    lines = List.copyOf(lines);
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

  /** Recognised households against the bases of those children alone that have reported. */
  public Rate rateOfReported() {
    List<AreaFigure> reported = children.stream().filter(AreaFigure::reported).toList();
    return new Rate(
        reported.stream().mapToLong(child -> child.tally().recognised()).sum(),
        reported.stream().mapToLong(child -> child.base().households()).sum());
  }
}
