package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;

/**
 * Everything that a report of an area on a year tells in figures, all of one moment and through
 * today's tree.
 *
 * @param overview all models with the areas below, and the nearest plan
 * @param before the area's own figures of the year before, by what is measured
 * @param groups citizens by labour group
 * @param stated citizens over what households state: adults, workers
 * @param rated how many were recognised with which rating, of the area and of those below
 * @param units units by what the register says they are, of the area and of those below
 * @param byHand what is reported by hand here, in the order of names
 * @param reported what was reported of it for the year, by indicator
 * @param reportedBefore the same of the year before
 * @param population its people as they are known for the year; null where they are not
 * @param populationBefore the same of the year before
 */
public record AreaYear(
    Overview overview,
    Map<Measured, AreaFigure> before,
    List<Group> groups,
    List<Stated> stated,
    List<RatedCount> rated,
    List<UnitCount> units,
    List<Indicator> byHand,
    Map<String, ReportedValue> reported,
    Map<String, ReportedValue> reportedBefore,
    @Nullable BigDecimal population,
    @Nullable BigDecimal populationBefore) {

  public AreaYear {
    before = Map.copyOf(before);
    groups = List.copyOf(groups);
    stated = List.copyOf(stated);
    rated = List.copyOf(rated);
    units = List.copyOf(units);
    byHand = List.copyOf(byHand);
    reported = Map.copyOf(reported);
    reportedBefore = Map.copyOf(reportedBefore);
  }

  /**
   * Citizens of one labour group.
   *
   * @param measured what is measured
   * @param name what the group is called
   * @param own the area's figures
   */
  public record Group(Measured measured, String name, AreaFigure own) {}

  /**
   * Citizens as a share of what households state.
   *
   * @param measured what is measured, over which denominator
   * @param own the area's figures; null where counting them takes too long
   * @param below the same of the areas below
   */
  public record Stated(Measured measured, @Nullable AreaFigure own, List<AreaFigure> below) {
    public Stated {
      below = List.copyOf(below);
    }
  }

  /** How many were recognised with a rating. */
  public record RatedCount(
      int areaId, LearningModel model, ModelLevel level, Rating rating, long count) {}

  /**
   * How many units of a kind stand in the campaigns of the year.
   *
   * @param kind the code of the kind: agency, school, enterprise
   * @param kindName what people call it
   * @param place its place among the kinds
   * @param rating with which rating they were recognised; null for those that were not recognised
   */
  public record UnitCount(
      int areaId,
      ModelLevel level,
      String kind,
      String kindName,
      int place,
      @Nullable Rating rating,
      long count) {}

  /** The area's own figures of the year before; null where nothing was measured. */
  public @Nullable AreaFigure before(Measured measured) {
    return before.get(measured);
  }

  /** The level of the area. */
  public AreaLevel level() {
    return overview.area().level();
  }
}
