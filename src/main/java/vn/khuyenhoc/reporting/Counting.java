package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.reporting.Figures.Wanted;
import vn.khuyenhoc.reporting.Measure.Kind;
import vn.khuyenhoc.reporting.MeasureTable.Inside;
import vn.khuyenhoc.reporting.MeasureTable.People;
import vn.khuyenhoc.reporting.MeasureTable.Rated;
import vn.khuyenhoc.reporting.MeasureTable.Spot;

/**
 * Counts measures of an area and of those directly below it, of any years at once. Totals are those
 * of the figures; the number of statements does not grow with areas, measures or years. What counts
 * people or households one by one and takes too long is unknown, and says so.
 */
@Component
class Counting {

  private final Figures figures;
  private final MeasureTable table;
  private final Patience patience;
  private final Clock clock;

  Counting(Figures figures, MeasureTable table, Patience patience, Clock clock) {
    this.figures = figures;
    this.table = table;
    this.patience = patience;
    this.clock = clock;
  }

  /** What is counted household by household, and person by person. */
  private record Slow(Map<Integer, Map<Wanted, FigureRules.Family>> stated, Inside inside) {
    static final Slow NOTHING = new Slow(Map.of(), new Inside(Map.of(), Map.of(), Map.of()));
  }

  /** A measure of a year. */
  record Asked(Measure measure, int year) {}

  /**
   * Counts.
   *
   * @param area an area of today's tree
   * @param below areas directly below it that are asked for too
   * @param all what is asked for
   * @param basis through which tree
   * @param grades which ratings are given
   */
  Counts counts(Area area, List<Integer> below, Collection<Asked> all, Basis basis, Grades grades) {
    return counts(
        area.level(),
        Stream.concat(Stream.of(area.id()), below.stream()).distinct().toList(),
        all,
        Map.of(area.id(), wanted(all, true)),
        basis,
        grades,
        Map.of(area.id(), figures.several(area, wanted(all, false), basis)));
  }

  /** The figures that measures are read from: of what households state, or of everything else. */
  private static Set<Wanted> wanted(Collection<Asked> all, boolean stated) {
    Set<Wanted> wanted = new LinkedHashSet<>();
    all.forEach(
        asked ->
            asked.measure().figures().stream()
                .filter(one -> one.denominator().stated() == stated)
                .forEach(one -> wanted.add(new Wanted(one, asked.year()))));
    return wanted;
  }

  /**
   * The same of many areas with figures that are known already; over what households state they are
   * read here.
   *
   * @param level that of all the areas
   * @param all what is asked for, by area
   * @param families the figures, by area
   */
  Counts counts(
      AreaLevel level,
      Map<Integer, ? extends Collection<Asked>> all,
      Basis basis,
      Grades grades,
      Map<Integer, Map<Wanted, FigureRules.Family>> families) {
    Map<Integer, Set<Wanted>> stated = new LinkedHashMap<>();
    Set<Asked> asked = new LinkedHashSet<>();
    all.forEach(
        (areaId, those) -> {
          asked.addAll(those);
          stated.put(areaId, wanted(List.copyOf(those), true));
        });
    return counts(level, all.keySet(), asked, stated, basis, grades, families);
  }

  private Counts counts(
      AreaLevel level,
      Collection<Integer> areas,
      Collection<Asked> all,
      Map<Integer, Set<Wanted>> stated,
      Basis basis,
      Grades grades,
      Map<Integer, Map<Wanted, FigureRules.Family>> families) {
    LocalDate today = LocalDate.now(clock);
    Set<Integer> ofPeople = new TreeSet<>();
    Set<Integer> ofPopulation = new TreeSet<>();
    Set<Integer> ofRatings = new TreeSet<>();
    Set<LearningModel> rated = new HashSet<>();
    Set<Integer> ofRegistered = new TreeSet<>();
    Set<LearningModel> registering = new HashSet<>();
    for (Asked asked : all) {
      Measure measure = asked.measure();
      if (measure.kind().ofPeople()) {
        ofPeople.add(asked.year());
      } else if (measure.kind() == Kind.POPULATION) {
        ofPopulation.add(asked.year());
      }
      LearningModel model = measure.model();
      if (measure.least() != null && model != null) {
        ofRatings.add(asked.year());
        rated.add(model);
      }
      if (measure.kind() == Kind.REGISTERED && model != null) {
        ofRegistered.add(asked.year());
        registering.add(model);
      }
    }
    Amount why = Amount.unknown(Unknown.notComputed("reporting.why.slow", patience.seconds()));
    Slow slow;
    try {
      slow =
          ofPeople.isEmpty() && stated.values().stream().allMatch(Set::isEmpty)
              ? Slow.NOTHING
              : patience.within(
                  () ->
                      new Slow(
                          figures.several(level, stated, basis),
                          ofPeople.isEmpty()
                              ? Slow.NOTHING.inside()
                              : table.inside(
                                  areas, MeasureTable.days(ofPeople, today, basis), basis)));
    } catch (StillCounting counting) {
      slow = null;
      why =
          Amount.unknown(
              new Unknown(
                  Unknown.Lack.LATER,
                  Sentence.of("reporting.why.counting", counting.done(), counting.total()),
                  null));
    }
    return new Counts(
        slow == null ? List.of(families) : List.of(families, slow.stated()),
        slow == null ? null : slow.inside(),
        why,
        ofRatings.isEmpty() ? Map.of() : table.rated(areas, ofRatings, rated, basis),
        ofRegistered.isEmpty()
            ? List.of()
            : table.registered(areas, ofRegistered, registering, basis),
        ofPopulation.isEmpty() ? Map.of() : table.population(areas, ofPopulation, today),
        grades,
        basis,
        today);
  }

  /** What was counted. */
  static final class Counts {

    private final Map<Wanted, Map<Integer, AreaFigure>> figures = new HashMap<>();
    private final Map<Wanted, Map<Integer, Integer>> begun = new HashMap<>();
    private final @Nullable Inside inside;
    private final Amount slow;
    private final Map<Rated, Long> rated;
    private final List<RegisteredCount> registered;
    private final Map<Spot, BigDecimal> population;
    private final Grades grades;
    private final Basis basis;
    private final LocalDate today;

    Counts(
        List<Map<Integer, Map<Wanted, FigureRules.Family>>> families,
        @Nullable Inside inside,
        Amount slow,
        Map<Rated, Long> rated,
        List<RegisteredCount> registered,
        Map<Spot, BigDecimal> population,
        Grades grades,
        Basis basis,
        LocalDate today) {
      families.stream()
          .flatMap(those -> those.values().stream())
          .forEach(
              those ->
                  those.forEach(
                      (wanted, family) -> {
                        Map<Integer, AreaFigure> known =
                            figures.computeIfAbsent(wanted, any -> new HashMap<>());
                        family.children().forEach(one -> known.putIfAbsent(one.areaId(), one));
                        family.lines().forEach(one -> known.putIfAbsent(one.areaId(), one));
                        known.put(family.own().areaId(), family.own());
                        Integer told = family.begun();
                        if (told != null) {
                          begun
                              .computeIfAbsent(wanted, any -> new HashMap<>())
                              .put(family.own().areaId(), told);
                        }
                      }));
      this.inside = inside;
      this.slow = slow;
      this.rated = rated;
      this.registered = registered;
      this.population = population;
      this.grades = grades;
      this.basis = basis;
      this.today = today;
    }

    /** How much of a measure an area has in a year. */
    Amount of(int areaId, Measure measure, int year) {
      return switch (measure.kind()) {
        case RECOGNISED, REGISTERED, ON_ROLL, TOTAL -> read(areaId, measure, year);
        case POPULATION -> {
          BigDecimal people = population.get(new Spot(areaId, year));
          String facts = "/areas/" + areaId + "/facts";
          yield people == null
              ? Amount.unknown(
                  Unknown.notComputed("reporting.why.population", String.valueOf(year))
                      .declaredAt("reporting.remedy.population", facts, Right.AREAS_KEEP))
              : Amount.at(people, facts)
                  .made(Ingredient.population(year, PeopleDay.of(year, today).on(), people));
        }
        case WORKERS_INSIDE, LEARNING_WORKERS_INSIDE -> people(areaId, measure, year);
        case STAFF_INSIDE, LEARNING_STAFF_INSIDE -> people(areaId, measure, year);
      };
    }

    private Amount.Heard heard(int areaId, Measured of, int year, AreaFigure figure) {
      return new Amount.Heard(
          of, figure, begun.getOrDefault(new Wanted(of, year), Map.of()).get(areaId));
    }

    private Amount read(int areaId, Measure measure, int year) {
      if (inside == null
          && measure.figures().stream().anyMatch(one -> one.denominator().stated())) {
        return slow;
      }
      List<Amount.Heard> heard = new ArrayList<>();
      List<Ingredient> made = new ArrayList<>();
      for (Measured one : measure.figures()) {
        AreaFigure figure = figures.getOrDefault(new Wanted(one, year), Map.of()).get(areaId);
        if (figure == null) {
          continue;
        }
        heard.add(heard(areaId, one, year, figure));
        switch (measure.kind()) {
          case TOTAL -> {
            if (!figure.base().known()) {
              return Amount.unknown(
                  Unknown.notComputed("reporting.why.total", measure.noun(), String.valueOf(year))
                      .declaredAt("reporting.remedy.total", address(areaId, one, year)));
            }
            made.add(Ingredient.counted(measure, one, null, year, figure.base().count()));
          }
          case REGISTERED -> {
            List<RegisteredCount> those =
                registered.stream().filter(count -> count.of(areaId, year, one)).toList();
            if (!those.isEmpty()) {
              long count = those.stream().mapToLong(RegisteredCount::count).sum();
              made.add(Ingredient.counted(measure, one, null, year, count));
            }
          }
          case ON_ROLL ->
              made.add(Ingredient.counted(measure, one, null, year, figure.tally().roll()));
          default -> recognised(areaId, figure, one, measure, year, made);
        }
      }
      if (measure.kind() == Kind.REGISTERED && !heard.isEmpty() && made.isEmpty()) {
        return Amount.unknown(
            Unknown.notComputed("reporting.why.unregistered", measure, String.valueOf(year)));
      }
      long sum = made.stream().mapToLong(one -> one.value().longValue()).sum();
      Rating least = measure.least();
      if (least != null && sum == 0 && !grades.give(measure)) {
        // no criteria give it and nothing brought it along from elsewhere
        return Amount.unknown(
            Unknown.notComputed(
                "reporting.why.unrated", Sentence.of(least.messageKey()), measure.noun()));
      }
      if (heard.isEmpty()) {
        return Amount.unknown(
            measure.kind() == Kind.RECOGNISED
                ? Unknown.notReported("reporting.why.campaign", measure, String.valueOf(year))
                : Unknown.notComputed(
                    "reporting.why.campaign.total", measure, String.valueOf(year)));
      }
      Amount amount = Amount.of(sum, rows(areaId, measure, year, heard)).made(made);
      if (measure.kind() == Kind.TOTAL) {
        return amount.over(heard.stream().map(one -> one.figure().base()).toList());
      }
      if (measure.kind() != Kind.RECOGNISED) {
        return amount;
      }
      return silent(heard, sum)
          ? Amount.unknown(
              Unknown.notReported("reporting.why.silent", measure, String.valueOf(year)))
          : amount.heard(heard);
    }

    /**
     * Whether nobody has reported what is added up: nothing at all, or of several levels together
     * one has said nothing and the others have recognised nothing, which is no zero of the whole.
     */
    private static boolean silent(List<Amount.Heard> heard, long sum) {
      return heard.stream().noneMatch(one -> one.figure().reported())
          || sum == 0
              && heard.stream()
                  .anyMatch(one -> !one.figure().reported() && one.figure().tally().roll() > 0);
    }

    /**
     * Where the rows behind a number are: the figures of one thing say what is recognised of it; of
     * several levels together, and of some ratings alone, a table has the same number.
     */
    private String rows(int areaId, Measure measure, int year, List<Amount.Heard> heard) {
      RatingScale scale = grades.scale(measure.scale());
      Rating least = measure.least();
      boolean rated = least != null && scale != null;
      boolean registering = measure.kind() == Kind.REGISTERED;
      if (measure.kind() == Kind.TOTAL || !rated && !registering && heard.size() == 1) {
        return address(areaId, heard.getFirst().measured(), year);
      }
      StringBuilder table = new StringBuilder("/tables/ask?rows=MODEL");
      table.append(
          least == null || scale == null
              ? (registering ? "&measure=REGISTERED" : "&measure=ROLL") + "&columns=STEP"
              : scale.from(least).stream()
                  .sorted()
                  .map(rating -> "&RATING=" + rating)
                  .collect(Collectors.joining("", "&measure=RECOGNISED&columns=RATING", "")));
      heard.forEach(one -> table.append("&model=").append(TableQuestion.key(one.measured())));
      if (!measure.group().isEmpty()) {
        table.append("&FORM=").append(measure.group());
      }
      return table
          .append("&area=")
          .append(areaId)
          .append("&year=")
          .append(year)
          .append("&basis=")
          .append(basis.code())
          .toString();
    }

    private String address(int areaId, Measured measured, int year) {
      return "/figures?area="
          + areaId
          + (measured.query().isEmpty() ? "&model=LEARNING_FAMILY" : measured.query())
          + "&year="
          + year
          + "&basis="
          + basis.code();
    }

    /** All of it, or what has at least a rating. */
    private void recognised(
        int areaId,
        AreaFigure figure,
        Measured of,
        Measure measure,
        int year,
        List<Ingredient> made) {
      Rating least = measure.least();
      if (least == null) {
        made.add(Ingredient.counted(measure, of, null, year, figure.tally().recognised()));
        return;
      }
      RatingScale scale = grades.scale(measure.scale());
      if (scale != null) {
        for (Rating rating : scale.from(least)) {
          long count =
              rated.getOrDefault(
                  new Rated(areaId, year, of.model(), of.level(), of.form(), rating), 0L);
          made.add(Ingredient.counted(measure, of, rating, year, count));
        }
      }
    }

    private Amount people(int areaId, Measure measure, int year) {
      Inside people = inside;
      return people == null ? slow : people(areaId, measure, year, people);
    }

    private Amount people(int areaId, Measure measure, int year, Inside counted) {
      Set<LearningModel> campaigns =
          counted.campaigns().getOrDefault(new Spot(areaId, year), Set.of());
      List<LearningModel> around =
          measure.kind().staff()
              ? List.of(LearningModel.LEARNING_UNIT)
              : List.of(
                  LearningModel.LEARNING_FAMILY,
                  LearningModel.LEARNING_CLAN,
                  LearningModel.LEARNING_COMMUNITY);
      boolean learning = measure.kind().learning();
      if (around.stream().noneMatch(campaigns::contains)
          || learning && !campaigns.contains(LearningModel.LEARNING_CITIZEN)) {
        return Amount.unknown(
            learning
                ? Unknown.notReported("reporting.why.campaign", measure, String.valueOf(year))
                : Unknown.notComputed(
                    "reporting.why.campaign.total", measure, String.valueOf(year)));
      }
      List<Amount.Heard> heard = new ArrayList<>();
      for (Measured citizens : measure.figures()) {
        AreaFigure figure = figures.getOrDefault(new Wanted(citizens, year), Map.of()).get(areaId);
        if (figure == null || !figure.reported()) {
          return Amount.unknown(
              Unknown.notReported("reporting.why.silent", measure, String.valueOf(year)));
        }
        heard.add(heard(areaId, citizens, year, figure));
      }
      Spot spot = new Spot(areaId, year);
      List<People> people = new ArrayList<>();
      if (measure.kind().staff()) {
        Map<ModelLevel, People> staff = counted.staff().getOrDefault(spot, Map.of());
        measure.levels().forEach(level -> people.add(staff.getOrDefault(level, People.NOBODY)));
      } else {
        people.add(counted.workers().getOrDefault(spot, People.NOBODY));
      }
      long count = people.stream().mapToLong(one -> learning ? one.learning() : one.all()).sum();
      return Amount.of(count, PeoplePages.address(areaId, measure, year, basis))
          .heard(heard)
          .made(Ingredient.people(measure, year, count));
    }
  }
}
