package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Sentence;

/** Which questions make sense. Pure; everything that is wrong is said at once. */
final class TableQuestionRules {

  private TableQuestionRules() {}

  /** What a table shows before somebody asked for one. */
  static TableTyped usual(TableScope known) {
    List<Measured> models = known.models();
    Measured model =
        models.contains(Measured.FAMILIES) || models.isEmpty()
            ? Measured.FAMILIES
            : models.getFirst();
    TableAxis below = below(known.area().level());
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("measure", List.of(TableMeasure.ROLL.name()));
    fields.put("rows", List.of((below == null ? TableAxis.STEP : below).name()));
    if (below != null) {
      fields.put("columns", List.of(TableAxis.STEP.name()));
    }
    fields.put("area", List.of(String.valueOf(known.area().id())));
    known.campaigns().stream()
        .filter(one -> one.model() == model.model() && one.level() == model.level())
        .mapToInt(FiguresCampaign::year)
        .max()
        .ifPresent(year -> fields.put("year", List.of(String.valueOf(year))));
    fields.put("model", List.of(TableQuestion.key(model)));
    fields.put("basis", List.of("1"));
    return new TableTyped(fields);
  }

  /** The areas that a table of an area usually has in its rows; null where nothing lies below. */
  static @Nullable TableAxis below(AreaLevel level) {
    return switch (level) {
      case NATION -> TableAxis.PROVINCE;
      case PROVINCE, DISTRICT -> TableAxis.COMMUNE;
      case COMMUNE -> TableAxis.VILLAGE;
      case VILLAGE -> null;
    };
  }

  /** Reads a question. */
  static Result<TableQuestion> read(TableTyped typed, TableScope known) {
    List<Problem> problems = new ArrayList<>();
    TableMeasure measure = measure(typed.one("measure"), problems);
    TableAxis rows = axis(typed, "rows", problems);
    TableAxis then = axis(typed, "then", problems);
    TableAxis columns = axis(typed, "columns", problems);
    if (rows == null && typed.one("rows").isEmpty()) {
      problems.add(Problem.at("rows", ReportingProblem.TABLE_ROWS_MISSING));
    }
    Basis basis = basis(typed.one("basis"), problems);
    List<TableAxis> axes = Stream.of(rows, then, columns).filter(Objects::nonNull).toList();
    twice(rows, then, columns, problems);
    levels(rows, then, columns, known, basis, problems);
    List<Integer> years = years(typed, axes, known, problems);
    List<Measured> models = models(typed, axes, known, years, problems);
    Map<TableAxis, List<String>> filters = filters(typed, known, problems);
    fitting(rows, then, columns, filters, models, problems);
    personal(axes, filters, known, problems);
    LocalDate until = known.area().until();
    if (basis == Basis.AS_IS && until != null && !until.isAfter(known.today())) {
      problems.add(
          Problem.at("area", ReportingProblem.TABLE_AREA_ENDED, known.area().name(), until));
    }
    if (!problems.isEmpty() || measure == null || rows == null) {
      return Result.refused(problems);
    }
    return Result.ok(
        new TableQuestion(
            measure,
            rows,
            then,
            columns,
            known.area().id(),
            known.area().level(),
            years,
            models,
            basis,
            filters));
  }

  private static @Nullable TableMeasure measure(String name, List<Problem> problems) {
    for (TableMeasure measure : TableMeasure.values()) {
      if (measure.name().equals(name)) {
        return measure;
      }
    }
    problems.add(
        name.isEmpty()
            ? Problem.at("measure", ReportingProblem.TABLE_MEASURE_MISSING)
            : Problem.at("measure", ReportingProblem.TABLE_MEASURE_UNKNOWN, shortened(name)));
    return null;
  }

  private static Basis basis(String typed, List<Problem> problems) {
    if (!typed.isEmpty() && !List.of("0", "1").contains(typed)) {
      problems.add(Problem.at("basis", ReportingProblem.TABLE_BASIS_UNKNOWN, shortened(typed)));
    }
    return Basis.of(typed.isEmpty() ? "1" : typed);
  }

  private static @Nullable TableAxis axis(TableTyped typed, String field, List<Problem> problems) {
    String name = typed.one(field);
    TableAxis axis = TableAxis.named(name);
    if (axis == null && !name.isEmpty()) {
      problems.add(Problem.at(field, ReportingProblem.TABLE_AXIS_UNKNOWN, shortened(name)));
    }
    return axis;
  }

  private static String shortened(String typed) {
    return typed.length() > 40 ? typed.substring(0, 40) + "…" : typed;
  }

  private static void twice(
      @Nullable TableAxis rows,
      @Nullable TableAxis then,
      @Nullable TableAxis columns,
      List<Problem> problems) {
    if (then != null && then == rows) {
      problems.add(Problem.at("then", ReportingProblem.TABLE_AXIS_TWICE, name(then)));
    }
    if (columns != null && (columns == rows || columns == then)) {
      problems.add(Problem.at("columns", ReportingProblem.TABLE_AXIS_TWICE, name(columns)));
    }
  }

  private static void levels(
      @Nullable TableAxis rows,
      @Nullable TableAxis then,
      @Nullable TableAxis columns,
      TableScope known,
      Basis basis,
      List<Problem> problems) {
    AreaLevel own = known.area().level();
    check("rows", rows, own, basis, problems);
    check("then", then, own, basis, problems);
    check("columns", columns, own, basis, problems);
    AreaLevel outer = rows == null ? null : rows.level();
    AreaLevel inner = then == null ? null : then.level();
    if (outer != null && inner != null && outer.compareTo(inner) > 0) {
      problems.add(
          Problem.at(
              "then",
              ReportingProblem.TABLE_LEVELS_REVERSED,
              name(Objects.requireNonNull(then)),
              name(Objects.requireNonNull(rows))));
    }
  }

  private static void check(
      String field, @Nullable TableAxis axis, AreaLevel own, Basis basis, List<Problem> problems) {
    if (axis == null) {
      return;
    }
    AreaLevel level = axis.level();
    boolean place = axis.group() == TableAxis.Group.PLACE;
    if (level != null && level.compareTo(own) <= 0
        || place && own.compareTo(AreaLevel.COMMUNE) >= 0) {
      problems.add(Problem.at(field, ReportingProblem.TABLE_LEVEL_NOT_BELOW, name(axis)));
    } else if (axis == TableAxis.DISTRICT && basis == Basis.AS_IS) {
      problems.add(Problem.at(field, ReportingProblem.TABLE_DISTRICT_NOW));
    }
  }

  private static List<Integer> years(
      TableTyped typed, List<TableAxis> axes, TableScope known, List<Problem> problems) {
    List<Integer> there = known.years();
    TreeSet<Integer> years = new TreeSet<>();
    for (String text : typed.all("year")) {
      if (!text.strip().matches("[0-9]{4}")) {
        problems.add(Problem.at("year", ReportingProblem.TABLE_YEAR_UNREADABLE, shortened(text)));
        continue;
      }
      int year = Integer.parseInt(text.strip());
      if (there.contains(year)) {
        years.add(year);
      } else {
        problems.add(
            Problem.at(
                "year",
                ReportingProblem.TABLE_YEAR_WITHOUT_CAMPAIGN,
                String.valueOf(year),
                known.area().name()));
      }
    }
    if (typed.all("year").isEmpty()) {
      if (there.isEmpty()) {
        problems.add(Problem.at("year", ReportingProblem.TABLE_NO_CAMPAIGN, known.area().name()));
      } else if (axes.contains(TableAxis.YEAR)) {
        years.addAll(there);
      } else {
        problems.add(Problem.at("year", ReportingProblem.TABLE_YEAR_MISSING));
      }
    }
    if (years.size() > 1 && !axes.contains(TableAxis.YEAR)) {
      problems.add(Problem.at("year", ReportingProblem.TABLE_YEARS_APART));
    }
    return List.copyOf(years);
  }

  private static List<Measured> models(
      TableTyped typed,
      List<TableAxis> axes,
      TableScope known,
      List<Integer> years,
      List<Problem> problems) {
    List<Measured> there = known.models();
    List<Measured> models = new ArrayList<>();
    for (String text : typed.all("model")) {
      Measured model = model(text.strip());
      if (model == null) {
        problems.add(Problem.at("model", ReportingProblem.TABLE_MODEL_UNKNOWN, shortened(text)));
      } else if (known.campaigns().stream()
          .noneMatch(
              one ->
                  one.model() == model.model()
                      && one.level() == model.level()
                      && (years.isEmpty() || years.contains(one.year())))) {
        problems.add(
            Problem.at(
                "model",
                ReportingProblem.TABLE_MODEL_WITHOUT_CAMPAIGN,
                Sentence.of(model.messageKey()),
                known.area().name()));
      } else if (!models.contains(model)) {
        models.add(model);
      }
    }
    if (typed.all("model").isEmpty()) {
      if (axes.contains(TableAxis.MODEL) || there.size() == 1) {
        models.addAll(there);
      } else if (!there.isEmpty()) {
        problems.add(Problem.at("model", ReportingProblem.TABLE_MODEL_MISSING));
      }
    } else if (models.size() > 1 && !axes.contains(TableAxis.MODEL)) {
      problems.add(Problem.at("model", ReportingProblem.TABLE_MODELS_APART));
    }
    return models;
  }

  /** The model written so; null for none. */
  static @Nullable Measured model(String key) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      return null;
    }
    for (LearningModel model : LearningModel.values()) {
      for (ModelLevel level : model.levels()) {
        if (key.equals(model + "." + level)) {
          return Measured.of(model, level);
        }
      }
    }
    return null;
  }

  private static Map<TableAxis, List<String>> filters(
      TableTyped typed, TableScope known, List<Problem> problems) {
    Map<TableAxis, List<String>> filters = new EnumMap<>(TableAxis.class);
    for (TableAxis axis : TableAxis.values()) {
      List<String> wanted = typed.all(axis.name()).stream().map(String::strip).distinct().toList();
      if (wanted.isEmpty()) {
        continue;
      }
      List<String> there = choices(axis, known.codes());
      List<String> wrong = wanted.stream().filter(value -> !there.contains(value)).toList();
      if (wrong.isEmpty()) {
        if (wanted.size() < there.size()) {
          filters.put(axis, wanted.stream().sorted(Comparator.comparing(there::indexOf)).toList());
        }
      } else {
        wrong.forEach(
            value ->
                problems.add(
                    Problem.at(
                        axis.name(),
                        ReportingProblem.TABLE_VALUE_UNKNOWN,
                        name(axis),
                        shortened(value))));
      }
    }
    return filters;
  }

  /** What an axis can be narrowed to. */
  static List<String> choices(TableAxis axis, Map<TableAxis, Map<String, String>> codes) {
    return axis.coded() ? List.copyOf(codes.getOrDefault(axis, Map.of()).keySet()) : axis.choices();
  }

  private static void fitting(
      @Nullable TableAxis rows,
      @Nullable TableAxis then,
      @Nullable TableAxis columns,
      Map<TableAxis, List<String>> filters,
      List<Measured> models,
      List<Problem> problems) {
    fits("rows", rows, models, problems);
    fits("then", then, models, problems);
    fits("columns", columns, models, problems);
    filters.keySet().forEach(axis -> fits(axis.name(), axis, models, problems));
  }

  private static void fits(
      String field, @Nullable TableAxis axis, List<Measured> models, List<Problem> problems) {
    if (axis != null && models.stream().anyMatch(model -> !axis.models().contains(model.model()))) {
      problems.add(
          Problem.at(
              field,
              ReportingProblem.TABLE_ATTRIBUTE_OF_ANOTHER_MODEL,
              name(axis),
              names(List.copyOf(axis.models()))));
    }
  }

  private static void personal(
      List<TableAxis> axes,
      Map<TableAxis, List<String>> filters,
      TableScope known,
      List<Problem> problems) {
    boolean people =
        Stream.concat(axes.stream(), filters.keySet().stream()).anyMatch(TableAxis::personal);
    if (people
        && !known.near()
        && (axes.contains(TableAxis.VILLAGE) || known.area().level() == AreaLevel.VILLAGE)) {
      problems.add(Problem.of(ReportingProblem.TABLE_PEOPLE_OF_A_VILLAGE));
    }
  }

  /** What an axis is called, said in the reader's language. */
  static Sentence name(TableAxis axis) {
    return Sentence.of(axis.messageKey());
  }

  /** Models that have something; of several the first two. */
  private static Sentence names(List<LearningModel> models) {
    return Sentence.of(
        "tables.models." + (models.size() > 2 ? "more" : String.valueOf(models.size())),
        models.stream().limit(2).map(model -> Sentence.of(model.messageKey())).toArray());
  }
}
