package vn.khuyenhoc.reports;

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
import vn.khuyenhoc.reports.ReportFigure.Part;
import vn.khuyenhoc.reports.ReportNumbers.Number;
import vn.khuyenhoc.reports.ReportNumbers.What;

/** How many were recognised with which rating, by model; learning centres by area too. */
final class RatingFigures {

  private static final List<Rating> RATINGS =
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

  private static String key(Measured measured) {
    return "R." + measured.model() + "." + measured.level() + ".";
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
      String named = t.t(rating.messageKey());
      String key = key(measured) + rating;
      long count = rated(column, of.getOrDefault(rating, Map.of()), key, named);
      cells.add(key);
      if (count > 0) {
        words.add(ReportSays.say("results.rated.one", count, named));
      }
    }
    rows.add(new Row(t.t(measured.messageKey()), 0, false, cells));
    if (!words.isEmpty()) {
      said.add(ReportSays.say("results.rated", numbers.named(measured), String.join("; ", words)));
    }
    if (measured.model() == LearningModel.COMMUNITY_LEARNING_CENTRE
        && !column.children().isEmpty()) {
      centres.add(centres(column));
    }
  }

  private long rated(Overview.Column column, Map<Integer, Long> counts, String key, String named) {
    Measured measured = column.measured();
    AreaFigure own = column.own();
    long all = counts.getOrDefault(own.areaId(), 0L);
    long below = 0;
    long silent = 0;
    List<Part> parts = new ArrayList<>();
    for (AreaFigure child : column.children()) {
      long one = counts.getOrDefault(child.areaId(), 0L);
      below += one;
      // what an area below has not reported yet is not among its own recognised ones either
      silent += child.reported() ? 0 : one;
      parts.add(
          ReportNumbers.part(
              child.areaId(), child.name(), child.reported() ? Number.of(one) : Number.of(null)));
    }
    AreaFigure rest = column.rest();
    if (rest != null) {
      parts.add(
          ReportNumbers.part(
              rest.areaId(),
              ReportSays.say("own-line", rest.name()),
              rest.reported() ? Number.of(all - below) : Number.of(null)));
    }
    long count = all - silent;
    numbers.add(
        What.count(
            key,
            ReportSays.say("figure.rated", t.t(measured.messageKey()), named),
            t.t(measured.roll().messageKey())),
        Number.of(count),
        null,
        "",
        numbers.counted(
            measured, ReportSays.say("figure.rated.definition", t.t(measured.messageKey()), named)),
        parts);
    return count;
  }

  private Table centres(Overview.Column column) {
    String key = key(column.measured());
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
            ReportSays.say("row.total"), 0, true, columns.stream().map(one -> key + one).toList()));
    return new Table(
        "CENTRES",
        ReportSays.say("table.centres", numbers.period().of()),
        "",
        ReportSays.say("column.area"),
        columns.stream().map(one -> new Column(t.t(one.messageKey()), key + one)).toList(),
        areas);
  }
}
