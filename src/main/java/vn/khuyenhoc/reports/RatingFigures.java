package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.AreaYear;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reports.ReportContent.Column;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Table;
import vn.khuyenhoc.reports.ReportNumbers.What;

/** How many were recognised with which rating, by model; learning centres by area too. */
final class RatingFigures {

  /** The ratings that something is recognised with, as they are told. */
  static final List<Rating> RATINGS =
      List.of(
          Rating.GOOD,
          Rating.FAIR,
          Rating.AVERAGE,
          Rating.LEVEL_2,
          Rating.LEVEL_1,
          Rating.ACHIEVED);

  private record Thing(LearningModel model, ModelLevel level) {}

  private final ReportNumbers numbers;
  private final Texts t;
  private final Map<Thing, Map<Rating, Map<Integer, Long>>> counted = new LinkedHashMap<>();
  private final List<Rating> columns;
  private final List<Row> rows = new ArrayList<>();
  private final List<Table> centres = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  RatingFigures(ReportNumbers numbers, List<AreaYear.RatedCount> rated) {
    this.numbers = numbers;
    this.t = numbers.texts();
    TreeSet<Rating> used = new TreeSet<>();
    for (AreaYear.RatedCount one : rated) {
      if (RATINGS.contains(one.rating())) {
        counted
            .computeIfAbsent(new Thing(one.model(), one.level()), any -> new LinkedHashMap<>())
            .computeIfAbsent(one.rating(), any -> new LinkedHashMap<>())
            .put(one.areaId(), one.count());
        used.add(one.rating());
      }
    }
    columns = RATINGS.stream().filter(used::contains).toList();
  }

  /** What was said of each model. */
  List<String> sentences() {
    return said;
  }

  /** The tables, in order. */
  List<Table> tables() {
    List<Table> tables = new ArrayList<>(centres);
    if (!rows.isEmpty()) {
      tables.add(
          new Table(
              "RATINGS",
              ReportSays.say("table.ratings", numbers.period().of()),
              "",
              ReportSays.say("column.model"),
              columns.stream().map(one -> new Column(t.t(one.messageKey()), "")).toList(),
              rows));
    }
    return tables;
  }

  /** The key of how many of a model were recognised with a rating. */
  static String key(Measured measured, Rating rating) {
    return "R." + measured.model() + "." + measured.level() + "." + rating;
  }

  /** Adds a model; one of which nobody reported has no ratings. */
  void add(Overview.Column column) {
    Measured measured = column.measured();
    Map<Rating, Map<Integer, Long>> of = counted.get(new Thing(measured.model(), measured.level()));
    if (of == null || !column.own().reported()) {
      return;
    }
    List<String> cells = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Rating rating : columns) {
      ReportFigure figure = rated(numbers, column, of.getOrDefault(rating, Map.of()), rating);
      cells.add(figure.key());
      BigDecimal count = figure.number();
      if (count != null && count.signum() > 0) {
        words.add(ReportSays.say("results.rated.one", count, t.t(rating.messageKey())));
      }
    }
    rows.add(new Row(t.t(measured.messageKey()), 0, false, cells));
    if (!words.isEmpty()) {
      said.add(ReportSays.say("results.rated", numbers.named(measured), String.join("; ", words)));
    }
    if (measured.model() == LearningModel.COMMUNITY_LEARNING_CENTRE
        && !column.children().isEmpty()) {
      centres.add(centres(column, of));
    }
  }

  /**
   * How many of a model were recognised with a rating.
   *
   * @param counts the counts of the area and of those below it
   */
  static ReportFigure rated(
      ReportNumbers numbers, Overview.Column column, Map<Integer, Long> counts, Rating rating) {
    Measured measured = column.measured();
    Texts t = numbers.texts();
    String name = t.t(measured.messageKey());
    String named = t.t(rating.messageKey());
    return numbers.add(
        What.count(
            key(measured, rating),
            ReportSays.say("figure.rated", name, named),
            t.t(measured.roll().messageKey())),
        column,
        counts,
        true,
        ReportSays.say("figure.rated.definition", name, named));
  }

  /** Good and fair ones of each area below, and whatever else was given. */
  private Table centres(Overview.Column column, Map<Rating, Map<Integer, Long>> of) {
    Measured measured = column.measured();
    List<Rating> given =
        RATINGS.stream()
            .filter(one -> one == Rating.GOOD || one == Rating.FAIR || of.containsKey(one))
            .toList();
    given.stream()
        .filter(one -> numbers.figure(key(measured, one)) == null)
        .forEach(one -> rated(numbers, column, of.getOrDefault(one, Map.of()), one));
    List<Row> areas = new ArrayList<>();
    column
        .children()
        .forEach(child -> areas.add(new Row(child.name(), child.areaId(), false, List.of())));
    @Nullable AreaFigure rest = column.rest();
    if (rest != null) {
      areas.add(new Row(ReportSays.say("own-line", rest.name()), rest.areaId(), false, List.of()));
    }
    areas.add(
        new Row(
            ReportSays.say("row.total"),
            0,
            true,
            given.stream().map(one -> key(measured, one)).toList()));
    return new Table(
        "CENTRES",
        ReportSays.say("table.centres", numbers.period().of()),
        "",
        ReportSays.say("column.area"),
        given.stream().map(one -> new Column(t.t(one.messageKey()), key(measured, one))).toList(),
        areas);
  }
}
