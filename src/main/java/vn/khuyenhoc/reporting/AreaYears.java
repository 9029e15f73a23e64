package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
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
  private final Patience patience;

  AreaYears(
      Overviews overviews,
      Figures figures,
      MeasureTable measures,
      IndicatorTable indicators,
      Areas areas,
      Patience patience) {
    this.overviews = overviews;
    this.figures = figures;
    this.measures = measures;
    this.indicators = indicators;
    this.areas = areas;
    this.patience = patience;
  }

  /**
   * Reads it of many areas, in as many statements as of one.
   *
   * @param right by which the actor reads
   * @param areaIds areas of today's tree
   * @param until the last day of what is told: figures are those of its year, and units are of the
   *     kind that they were of on it
   * @return by area, in the order asked
   * @throws vn.khuyenhoc.platform.NotFoundException if one of them is out of reach
   */
  @Transactional(readOnly = true)
  public Map<Integer, AreaYear> of(
      Actor actor, Right right, Collection<Integer> areaIds, LocalDate until) {
    int year = until.getYear();
    Map<Integer, Overview> overviews = this.overviews.several(actor, right, areaIds, year);
    Map<Integer, Asked> asked = new LinkedHashMap<>();
    Map<AreaLevel, Map<Integer, Set<Wanted>>> wanted = new TreeMap<>();
    Map<AreaLevel, Map<Integer, Set<Wanted>>> slow = new TreeMap<>();
    Set<Integer> below = new LinkedHashSet<>();
    Set<LearningModel> models = new LinkedHashSet<>();
    overviews.forEach(
        (areaId, overview) -> {
          if (!overview.there()) {
            throw new NotFoundException("area " + areaId);
          }
          Asked one = Asked.of(overview, year);
          asked.put(areaId, one);
          wanted
              .computeIfAbsent(overview.area().level(), any -> new LinkedHashMap<>())
              .put(areaId, one.wanted());
          if (!one.stated().isEmpty()) {
            slow.computeIfAbsent(overview.area().level(), any -> new LinkedHashMap<>())
                .put(areaId, one.counted(year));
          }
          below.addAll(below(overview));
          overview.columns().forEach(column -> models.add(column.measured().model()));
        });
    Map<Integer, Map<Wanted, FigureRules.Family>> families = new HashMap<>();
    wanted.forEach((level, of) -> families.putAll(figures.several(level, of, Basis.AS_IS)));
    Map<Integer, Map<Wanted, FigureRules.Family>> counted = counted(slow);
    Map<Spot, Map<String, ReportedValue>> reported = measures.reported(asked.keySet());
    Map<Integer, List<Area>> paths = areas.paths(asked.keySet());
    Map<LocalDate, List<Integer>> byDay = new LinkedHashMap<>();
    overviews.forEach(
        (areaId, overview) ->
            byDay.computeIfAbsent(overview.date(), any -> new ArrayList<>()).add(areaId));
    Map<Spot, BigDecimal> people = new HashMap<>();
    byDay.forEach(
        (day, ids) -> people.putAll(measures.population(ids, List.of(year, year - 1), day)));
    Map<Integer, List<AreaYear.RatedCount>> rated = rated(below, year, models);
    Map<Integer, List<AreaYear.UnitCount>> units = units(below, until, models);
    List<Indicator> byHand =
        indicators.all().stream()
            .filter(one -> one.byHand() && !one.withdrawn() && !one.kind().done())
            .toList();
    Map<Integer, AreaYear> years = new LinkedHashMap<>();
    overviews.forEach(
        (areaId, overview) -> {
          Asked one = asked.getOrDefault(areaId, Asked.NOTHING);
          Map<Wanted, FigureRules.Family> of = families.getOrDefault(areaId, Map.of());
          List<Integer> upward =
              paths.getOrDefault(areaId, List.of()).stream().map(Area::id).toList();
          Set<LearningModel> own =
              overview.columns().stream()
                  .map(column -> column.measured().model())
                  .collect(Collectors.toSet());
          years.put(
              areaId,
              new AreaYear(
                  overview,
                  before(of, counted.getOrDefault(areaId, Map.of()), year),
                  one.groups(of, year),
                  one.stated(counted.get(areaId), year),
                  below(overview).stream()
                      .flatMap(id -> rated.getOrDefault(id, List.of()).stream())
                      .filter(count -> own.contains(count.model()))
                      .toList(),
                  below(overview).stream()
                      .flatMap(id -> units.getOrDefault(id, List.of()).stream())
                      .toList(),
                  byHand.stream()
                      .filter(by -> by.areaId() == null || upward.contains(by.areaId()))
                      // what was reported all the same stays
                      .filter(
                          by ->
                              by.askedOf(overview.area().level())
                                      && !(by.ofDistricts() && year > BuiltInAreas.REFORM.getYear())
                                  || reported
                                      .getOrDefault(new Spot(areaId, year), Map.of())
                                      .containsKey(by.id()))
                      .toList(),
                  reported.getOrDefault(new Spot(areaId, year), Map.of()),
                  reported.getOrDefault(new Spot(areaId, year - 1), Map.of()),
                  people.get(new Spot(areaId, year)),
                  people.get(new Spot(areaId, year - 1))));
        });
    return years;
  }

  /**
   * What counts households one by one, as long as that does not take too long.
   *
   * @return without the areas for which it would
   */
  private Map<Integer, Map<Wanted, FigureRules.Family>> counted(
      Map<AreaLevel, Map<Integer, Set<Wanted>>> wanted) {
    Map<Integer, Map<Wanted, FigureRules.Family>> counted = new HashMap<>();
    wanted.forEach(
        (level, of) -> {
          try {
            var read = patience.within(() -> figures.several(level, of, Basis.AS_IS));
            if (read != null) {
              counted.putAll(read);
            }
          } catch (StillCounting counting) {
            // nobody waits for the country to write the rest of its report: it is left out as well
          }
        });
    return counted;
  }

  /**
   * Reads the overview of one area alone, and beside it what {@code counted} asks for: how many
   * were recognised with which rating, and units by kind.
   *
   * @throws NotFoundException if the area is out of reach
   */
  @Transactional(readOnly = true)
  public AreaYear brief(Actor actor, Right right, int areaId, LocalDate until, boolean counted) {
    int year = until.getYear();
    Overview overview = overviews.several(actor, right, List.of(areaId), year).get(areaId);
    if (overview == null || !overview.there()) {
      throw new NotFoundException("area " + areaId);
    }
    Set<LearningModel> models =
        counted
            ? overview.columns().stream()
                .map(column -> column.measured().model())
                .collect(Collectors.toSet())
            : Set.of();
    return new AreaYear(
        overview,
        Map.of(),
        List.of(),
        List.of(),
        rated(below(overview), year, models).values().stream().flatMap(List::stream).toList(),
        units(below(overview), until, models).values().stream().flatMap(List::stream).toList(),
        List.of(),
        Map.of(),
        Map.of(),
        null,
        null);
  }

  /**
   * What is asked for beside the overview.
   *
   * @param groups citizens by labour group, with what the group is called
   * @param stated citizens over what households state
   * @param wanted groups, and every model of the year before
   */
  private record Asked(Map<Measured, String> groups, Set<Measured> stated, Set<Wanted> wanted) {

    static final Asked NOTHING = new Asked(Map.of(), Set.of(), Set.of());

    static Asked of(Overview overview, int year) {
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
      }
      return new Asked(groups, stated, wanted);
    }

    List<AreaYear.Group> groups(Map<Wanted, FigureRules.Family> families, int year) {
      List<AreaYear.Group> of = new ArrayList<>();
      groups.forEach(
          (one, name) -> {
            FigureRules.Family family = families.get(new Wanted(one, year));
            if (family != null) {
              of.add(new AreaYear.Group(one, name, family.own()));
            }
          });
      return of;
    }

    /** What counts households one by one, of the year and of the one before. */
    Set<Wanted> counted(int year) {
      Set<Wanted> counted = new LinkedHashSet<>();
      for (int of : List.of(year, year - 1)) {
        stated.forEach(one -> counted.add(new Wanted(one, of)));
      }
      return counted;
    }

    /** Without figures where counting took too long. */
    List<AreaYear.Stated> stated(@Nullable Map<Wanted, FigureRules.Family> families, int year) {
      List<AreaYear.Stated> over = new ArrayList<>();
      for (Measured one : stated) {
        FigureRules.Family family = families == null ? null : families.get(new Wanted(one, year));
        if (family != null || families == null) {
          over.add(
              new AreaYear.Stated(
                  one,
                  family == null ? null : family.own(),
                  family == null ? List.of() : family.children()));
        }
      }
      return over;
    }
  }

  /**
   * What was reported by hand for a year and counts, by indicator.
   *
   * @throws NotFoundException if the area is out of reach
   */
  @Transactional(readOnly = true)
  public Map<String, ReportedValue> reported(Actor actor, Right right, int areaId, int year) {
    areas.require(actor, right, areaId);
    return measures.reported(List.of(areaId)).getOrDefault(new Spot(areaId, year), Map.of());
  }

  private static Map<Measured, AreaFigure> before(
      Map<Wanted, FigureRules.Family> families, Map<Wanted, FigureRules.Family> counted, int year) {
    Map<Measured, AreaFigure> before = new LinkedHashMap<>();
    Stream.of(families, counted)
        .flatMap(all -> all.entrySet().stream())
        .filter(one -> one.getKey().year() == year - 1)
        .forEach(one -> before.put(one.getKey().measured(), one.getValue().own()));
    return before;
  }

  /** The area itself and those below it that are told. */
  private static Set<Integer> below(Overview overview) {
    Set<Integer> below = new LinkedHashSet<>();
    below.add(overview.area().areaId());
    overview.rows().forEach(row -> below.add(row.areaId()));
    return below;
  }

  private Map<Integer, List<AreaYear.RatedCount>> rated(
      Set<Integer> areaIds, int year, Set<LearningModel> models) {
    Map<Integer, List<AreaYear.RatedCount>> rated = new HashMap<>();
    if (!models.isEmpty()) {
      measures
          .rated(areaIds, List.of(year), models, Basis.AS_IS)
          .forEach(
              (one, count) -> {
                // each labour group comes beside all of them together
                if (one.form().isEmpty()) {
                  rated
                      .computeIfAbsent(one.areaId(), any -> new ArrayList<>())
                      .add(
                          new AreaYear.RatedCount(
                              one.areaId(), one.model(), one.level(), one.rating(), count));
                }
              });
    }
    return rated;
  }

  private Map<Integer, List<AreaYear.UnitCount>> units(
      Set<Integer> areaIds, LocalDate day, Set<LearningModel> models) {
    Map<Integer, List<AreaYear.UnitCount>> units = new HashMap<>();
    if (models.contains(LearningModel.LEARNING_UNIT)) {
      measures
          .units(areaIds, day)
          .forEach(
              (one, count) ->
                  units
                      .computeIfAbsent(one.areaId(), any -> new ArrayList<>())
                      .add(
                          new AreaYear.UnitCount(
                              one.areaId(),
                              one.level(),
                              one.kind(),
                              one.kindName(),
                              one.place(),
                              one.rating(),
                              count)));
    }
    return units;
  }
}
