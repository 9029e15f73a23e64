package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.AreaYear;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reports.ReportContent.Column;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Table;
import vn.khuyenhoc.reports.ReportNumbers.Number;
import vn.khuyenhoc.reports.ReportNumbers.What;

/**
 * Learning units by kind (agency, school, enterprise …) and by the level or rating they reached.
 */
final class UnitFigures {

  private static final List<Rating> LEVELS = List.of(Rating.LEVEL_2, Rating.LEVEL_1);

  private final ReportNumbers numbers;
  private final Texts t;
  private final List<AreaYear.UnitCount> units;
  private final List<Table> tables = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  UnitFigures(ReportNumbers numbers, List<AreaYear.UnitCount> units) {
    this.numbers = numbers;
    this.t = numbers.texts();
    this.units = units;
  }

  /** What was said of the kinds. */
  List<String> sentences() {
    return said;
  }

  /** A table for each level of units. */
  List<Table> tables() {
    return tables;
  }

  /** One kind: what people call it, and counts by area. */
  private static final class Kind {
    private final String code;
    private final String name;
    private final Map<Integer, Long> listed = new HashMap<>();
    private final Map<Integer, Long> recognised = new HashMap<>();
    private final Map<Rating, Map<Integer, Long>> rated = new EnumMap<>(Rating.class);

    Kind(AreaYear.UnitCount of) {
      code = of.kind();
      name = of.kindName();
    }

    void add(AreaYear.UnitCount one) {
      listed.merge(one.areaId(), one.count(), Long::sum);
      Rating rating = one.rating();
      if (rating != null) {
        recognised.merge(one.areaId(), one.count(), Long::sum);
        rated
            .computeIfAbsent(rating, any -> new HashMap<>())
            .merge(one.areaId(), one.count(), Long::sum);
      }
    }
  }

  /** Adds what is measured, where that is units; after its results and ratings. */
  void add(Overview.Column column) {
    Measured measured = column.measured();
    if (measured.model() != LearningModel.LEARNING_UNIT) {
      return;
    }
    Map<Integer, Kind> kinds = new TreeMap<>();
    units.stream()
        .filter(one -> one.level() == measured.level())
        .sorted(Comparator.comparing(AreaYear.UnitCount::place))
        .forEach(one -> kinds.computeIfAbsent(one.place(), any -> new Kind(one)).add(one));
    if (kinds.isEmpty()) {
      return;
    }
    List<Rating> ratings = ratings(kinds.values());
    List<Row> rows = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Kind kind : kinds.values()) {
      rows.add(row(column, kind, ratings));
      ReportFigure recognised = numbers.figure(key(measured, kind) + "recognised");
      BigDecimal count = recognised == null ? null : recognised.number();
      if (count != null && count.signum() > 0) {
        words.add(ReportSays.say("results.units.one", count, ReportSays.inSentence(kind.name)));
      }
    }
    rows.add(total(column, ratings));
    if (!words.isEmpty()) {
      said.add(ReportSays.say("results.units", numbers.named(measured), String.join("; ", words)));
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(ReportSays.say("column.listed"), ""));
    ratings.forEach(one -> columns.add(new Column(t.t(one.messageKey()), "")));
    columns.add(new Column(ReportSays.say("column.recognised"), ""));
    columns.add(new Column(ReportSays.say("column.rate-listed"), ""));
    tables.add(
        new Table(
            "UNITS." + measured.level(),
            ReportSays.say("table.units", t.t(measured.messageKey()), numbers.period().of()),
            ReportSays.say("table.units.note"),
            ReportSays.say("column.unit-kind"),
            columns,
            rows));
  }

  /** What was given; both levels where nothing was. */
  private static List<Rating> ratings(Iterable<Kind> kinds) {
    List<Rating> given = new ArrayList<>();
    for (Rating rating : RatingFigures.RATINGS) {
      for (Kind kind : kinds) {
        if (kind.rated.containsKey(rating) && !given.contains(rating)) {
          given.add(rating);
        }
      }
    }
    return given.isEmpty() ? LEVELS : given;
  }

  private static String key(Measured measured, Kind kind) {
    return "U." + measured.level() + "." + kind.code + ".";
  }

  private Row row(Overview.Column column, Kind kind, List<Rating> ratings) {
    Measured measured = column.measured();
    String key = key(measured, kind);
    String model = t.t(measured.messageKey());
    String noun = t.t(measured.roll().messageKey());
    List<String> cells = new ArrayList<>();
    ReportFigure registered =
        numbers.add(
            What.count(
                key + "registered", ReportSays.say("figure.unit.listed", model, kind.name), noun),
            column,
            kind.listed,
            false,
            ReportSays.say(
                "figure.unit.listed.definition", model, kind.name, numbers.period().of()));
    cells.add(registered.key());
    for (Rating rating : ratings) {
      String named = t.t(rating.messageKey());
      cells.add(
          numbers
              .add(
                  What.count(
                      key + rating,
                      ReportSays.say("figure.unit.rated", model, kind.name, named),
                      noun),
                  column,
                  kind.rated.getOrDefault(rating, Map.of()),
                  true,
                  ReportSays.say("figure.unit.rated.definition", model, kind.name, named))
              .key());
    }
    ReportFigure recognised =
        numbers.add(
            What.count(
                key + "recognised",
                ReportSays.say("figure.unit.recognised", model, kind.name),
                noun),
            column,
            kind.recognised,
            true,
            ReportSays.say("figure.unit.recognised.definition", model, kind.name));
    cells.add(recognised.key());
    cells.add(
        numbers
            .add(
                What.percent(
                    key + "rate_registered", ReportSays.say("figure.unit.rate", model, kind.name)),
                Number.share(recognised.number(), registered.number()),
                null,
                "",
                numbers.counted(
                    measured, ReportSays.say("figure.unit.rate.definition", model, kind.name)),
                List.of())
            .key());
    return new Row(kind.name, 0, false, cells);
  }

  private Row total(Overview.Column column, List<Rating> ratings) {
    Measured measured = column.measured();
    String models = ModelFigures.key(measured);
    List<String> cells = new ArrayList<>();
    cells.add(models + ".registered");
    for (Rating rating : ratings) {
      String key = RatingFigures.key(measured, rating);
      if (numbers.figure(key) == null) {
        Map<Integer, Long> counts = new HashMap<>();
        units.stream()
            .filter(one -> one.level() == measured.level() && one.rating() == rating)
            .forEach(one -> counts.merge(one.areaId(), one.count(), Long::sum));
        RatingFigures.rated(numbers, column, counts, rating);
      }
      cells.add(key);
    }
    cells.add(models + ".recognised");
    cells.add(models + ".rate_registered");
    return new Row(ReportSays.say("row.total"), 0, true, cells);
  }
}
