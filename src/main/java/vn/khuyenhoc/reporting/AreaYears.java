package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.reporting.Figures.Wanted;
import vn.khuyenhoc.reporting.MeasureTable.Spot;

/**
 * Reads everything that a report tells in figures, in a number of statements that does not grow
 * with areas or models.
 */
@Service
public class AreaYears {

  private final Overviews overviews;
  private final Figures figures;
  private final MeasureTable measures;
  private final IndicatorTable indicators;
  private final Areas areas;

  AreaYears(
      Overviews overviews,
      Figures figures,
      MeasureTable measures,
      IndicatorTable indicators,
      Areas areas) {
    this.overviews = overviews;
    this.figures = figures;
    this.measures = measures;
    this.indicators = indicators;
    this.areas = areas;
  }

  /**
   * Reads it.
   *
   * @param right by which the actor reads
   * @param areaId an area of today's tree
   * @throws vn.khuyenhoc.platform.NotFoundException if the area is out of reach
   */
  @Transactional(readOnly = true)
  public AreaYear of(Actor actor, Right right, int areaId, int year) {
    Overview overview =
        overviews.of(
            actor, right, new Overview.Query(areaId, year, Basis.AS_IS, null, (Measured) null));
    Area area = areas.byId(areaId);
    Map<Measured, String> groups = new LinkedHashMap<>();
    Set<Measured> stated = new LinkedHashSet<>();
    Set<Wanted> wanted = new LinkedHashSet<>();
    for (Overview.Column column : overview.columns()) {
      Measured measured = column.measured();
      wanted.add(new Wanted(measured, year - 1));
      if (measured.model() != LearningModel.LEARNING_CITIZEN) {
        continue;
      }
      measured.denominators().stream()
          .filter(Denominator::stated)
          .map(measured::over)
          .forEach(stated::add);
      column.campaigns().stream()
          .filter(one -> !one.form().isEmpty())
          .forEach(one -> groups.putIfAbsent(measured.ofForm(one.form()), one.formName()));
    }
    for (int of : List.of(year, year - 1)) {
      groups.keySet().forEach(one -> wanted.add(new Wanted(one, of)));
      stated.forEach(one -> wanted.add(new Wanted(one, of)));
    }
    Map<Wanted, FigureRules.Family> families = figures.several(area, wanted, Basis.AS_IS);
    Map<Measured, AreaFigure> before = new LinkedHashMap<>();
    families.forEach(
        (one, family) -> {
          if (one.year() == year - 1) {
            before.put(one.measured(), family.own());
          }
        });
    List<Integer> below = new ArrayList<>();
    below.add(areaId);
    overview.rows().stream()
        .map(Overview.Row::areaId)
        .filter(id -> id != areaId)
        .forEach(below::add);
    Map<Spot, Map<String, ReportedValue>> reported = measures.reported(List.of(areaId));
    Map<Spot, BigDecimal> people =
        measures.population(
            List.of(areaId),
            MeasureTable.days(List.of(year, year - 1), overview.date(), Basis.AS_IS));
    List<Integer> upward = areas.path(areaId).stream().map(Area::id).toList();
    List<AreaYear.Group> of = new ArrayList<>();
    groups.forEach(
        (one, name) -> {
          FigureRules.Family family = families.get(new Wanted(one, year));
          if (family != null) {
            of.add(new AreaYear.Group(one, name, family.own()));
          }
        });
    List<AreaYear.Stated> over = new ArrayList<>();
    for (Measured one : stated) {
      FigureRules.Family family = families.get(new Wanted(one, year));
      if (family != null) {
        over.add(new AreaYear.Stated(one, family.own()));
      }
    }
    return new AreaYear(
        overview,
        before,
        of,
        over,
        rated(below, year, overview),
        indicators.all().stream()
            .filter(one -> one.byHand() && !one.withdrawn() && !one.kind().done())
            .filter(one -> one.areaId() == null || upward.contains(one.areaId()))
            .toList(),
        reported.getOrDefault(new Spot(areaId, year), Map.of()),
        reported.getOrDefault(new Spot(areaId, year - 1), Map.of()),
        people.get(new Spot(areaId, year)),
        people.get(new Spot(areaId, year - 1)));
  }

  private List<AreaYear.RatedCount> rated(List<Integer> below, int year, Overview overview) {
    Set<LearningModel> models = new LinkedHashSet<>();
    overview.columns().forEach(column -> models.add(column.measured().model()));
    if (models.isEmpty()) {
      return List.of();
    }
    List<AreaYear.RatedCount> rated = new ArrayList<>();
    measures
        .rated(below, List.of(year), models, Basis.AS_IS)
        .forEach(
            (one, count) -> {
              // each labour group comes beside all of them together
              if (one.form().isEmpty()) {
                rated.add(
                    new AreaYear.RatedCount(
                        one.areaId(), one.model(), one.level(), one.rating(), count));
              }
            });
    return rated;
  }
}
