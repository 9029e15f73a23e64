package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;

/** What a table says in words: its rows and columns, its cells, and what it was counted of. */
public final class TableWords {

  /** One line of what a table was counted of. */
  public record Line(String label, String value) {}

  private static final Pattern RANGE = Pattern.compile("([0-9]+)_([0-9]+)");
  private static final Pattern FROM = Pattern.compile("FROM_([0-9]+)");
  private static final Pattern UNDER = Pattern.compile("UNDER_([0-9]+)");

  private final Texts t;
  private final Map<TableAxis, Map<String, String>> codes;
  private final Map<Integer, CrossTable.PlaceName> places;
  private final boolean lists;

  /**
   * @param texts the reader's language
   * @param codes names of what is kept as data
   * @param places names of areas
   */
  TableWords(
      Texts texts,
      Map<TableAxis, Map<String, String>> codes,
      Map<Integer, CrossTable.PlaceName> places) {
    this(texts, codes, places, false);
  }

  /**
   * @param lists whether cells lead to the dossiers behind them
   */
  TableWords(
      Texts texts,
      Map<TableAxis, Map<String, String>> codes,
      Map<Integer, CrossTable.PlaceName> places,
      boolean lists) {
    this.lists = lists;
    this.t = texts;
    this.codes = codes;
    this.places = places;
  }

  /** The words of a form and of the table below it. */
  static TableWords of(Texts texts, Tables.Asked asked) {
    TableAnswer answer = asked.answer();
    return new TableWords(
        texts,
        asked.scope().codes(),
        answer == null ? Map.of() : answer.names().places(),
        asked.scope().lists() && asked.scope().area().level() != AreaLevel.NATION);
  }

  /** What it is called. */
  public String axis(TableAxis axis) {
    return t.t(axis.messageKey());
  }

  /** What a row or column is called. */
  public String head(TableAxis axis, String key) {
    if (key.equals(TableAxis.UNKNOWN)) {
      return axis.level() != null
          ? t.t("tables.value.outside", axis(axis))
          : t.t("tables.value.unknown");
    }
    return switch (axis) {
      case PROVINCE, DISTRICT, COMMUNE, VILLAGE -> {
        CrossTable.PlaceName place = places.get(Integer.valueOf(key));
        yield place == null
            ? key
            : place.unassigned() ? t.t("reporting.unassigned", place.name()) : place.name();
      }
      case YEAR -> key;
      case MODEL -> model(Objects.requireNonNull(TableQuestionRules.model(key)));
      case STEP ->
          key.equals("NOT_ACHIEVED") ? t.t("tables.value.STEP.NOT_ACHIEVED") : t.t("stage." + key);
      case RATING ->
          key.equals("NONE")
              ? t.t("tables.value.unrated")
              : t.t("criteria.rating." + key.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
      case OUTCOME -> key.equals("NONE") ? t.t("tables.value.unscored") : t.t("outcome." + key);
      default ->
          axis.coded()
              ? codes.getOrDefault(axis, Map.of()).getOrDefault(key, key)
              : value(axis, key);
    };
  }

  private String value(TableAxis axis, String key) {
    if (key.matches("[0-9]+")) {
      return key;
    }
    Matcher range = RANGE.matcher(key);
    if (range.matches()) {
      return range.group(1) + "–" + range.group(2);
    }
    Matcher from = FROM.matcher(key);
    if (from.matches()) {
      return t.t("tables.value.from", from.group(1));
    }
    Matcher under = UNDER.matcher(key);
    if (under.matches()) {
      return t.t("tables.value.under", under.group(1));
    }
    return key.equals("YES") || key.equals("NO") && axis != TableAxis.NEW_RURAL
        ? t.t("tables.value." + key)
        : t.t("tables.value." + axis + "." + key);
  }

  /** What the area of a row belongs to; null where the row says it, or there is nothing to say. */
  public @Nullable String above(TableQuestion question, TableAxis axis, String key) {
    if (axis.level() == null
        || key.equals(TableAxis.UNKNOWN)
        || axis == question.then() && question.rows().level() != null
        || axis == TableQuestionRules.below(question.level())) {
      return null;
    }
    CrossTable.PlaceName place = places.get(Integer.valueOf(key));
    return place == null || place.above().isEmpty() ? null : place.above();
  }

  /** A model at its level. */
  public String model(Measured model) {
    return t.t(model.messageKey());
  }

  /** What is counted. */
  public String measure(TableMeasure measure) {
    return t.t(measure.messageKey());
  }

  /** What stands in a cell: a number, or a sign whose words stand beside it. */
  public String figure(TableMeasure measure, TableMeasure.Figure figure) {
    var value = figure.value();
    if (value == null) {
      return figure.missing() == TableMeasure.Missing.NOTHING
          ? "·"
          : figure.veiled() ? t.t("tables.veiled." + figure.missing()) : "—";
    }
    return switch (measure) {
      case SHARE_RECOGNISED -> t.percent(value);
      case AVERAGE_TOTAL -> t.fixed(value, 1);
      default -> t.number(value.longValueExact());
    };
  }

  /** Why a cell has no number; null where it has one. */
  public @Nullable String why(TableMeasure.Figure figure) {
    return figure.missing() == null ? null : t.t("tables.missing." + figure.missing());
  }

  /** What the table is, in one line: what is counted by what. */
  public String title(TableQuestion question) {
    String by = question.axes().stream().map(this::axis).collect(Collectors.joining(" × "));
    return t.t("tables.title.of", measure(question.measure()), by);
  }

  /** What a cell is of, in one line: Xã Hạ · Nữ. */
  public String cell(TableQuestion question, TableCell cell) {
    return cell.of(question).stream()
        .map(part -> head(part.axis(), part.key()))
        .collect(Collectors.joining(" · "));
  }

  /** Everything that the table was counted of. */
  public List<Line> definition(TableQuestion question, String area, @Nullable TableAnswer answer) {
    List<Line> lines = new ArrayList<>();
    add(
        lines,
        "measure",
        measure(question.measure()) + ". " + t.t(question.measure().messageKey() + ".means"));
    add(lines, "area", area);
    add(
        lines,
        "year",
        question.years().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    add(
        lines,
        "model",
        question.models().stream().map(this::model).collect(Collectors.joining(", ")));
    TableAxis then = question.then();
    add(lines, "rows", axis(question.rows()) + (then == null ? "" : " › " + axis(then)));
    TableAxis columns = question.columns();
    if (columns != null) {
      add(lines, "columns", axis(columns));
    }
    question
        .filters()
        .forEach(
            (axis, values) ->
                lines.add(
                    new Line(
                        t.t("tables.only", axis(axis)),
                        values.stream()
                            .map(value -> head(axis, value))
                            .collect(Collectors.joining(", ")))));
    add(lines, "basis", question.basis().name(t));
    if (question.ofRecognised()) {
      add(lines, "note", t.t("tables.note.recognised"));
    }
    if (question.used().stream().anyMatch(axis -> axis.group() == TableAxis.Group.SUBJECT)) {
      add(lines, "note", t.t("tables.note.register"));
    }
    if (answer != null) {
      add(
          lines,
          "source",
          answer.live()
              ? t.t("tables.source.tallies", answer.from())
              : answer.from().equals(answer.until())
                  ? t.t("tables.source.dossiers", answer.from())
                  : t.t("tables.source.between", answer.from(), answer.until()));
    }
    return lines;
  }

  private void add(List<Line> lines, String key, String value) {
    lines.add(new Line(t.t("tables.field." + key), value));
  }

  /** Sentences that say what the table does not add up, and what its signs mean. */
  public List<String> remarks(TableAnswer answer) {
    TableQuestion question = answer.question();
    List<String> remarks = new ArrayList<>();
    remarks.add(t.t("tables.sign.nothing"));
    if (question.measure() == TableMeasure.SHARE_RECOGNISED) {
      remarks.add(t.t("tables.sign.not-reported"));
    }
    if (question.measure() == TableMeasure.AVERAGE_TOTAL) {
      remarks.add(t.t("tables.sign.not-scored"));
    }
    if (question.measure().rate()) {
      remarks.add(t.t("tables.sign.small", AreaFigure.SMALL));
      remarks.add(t.t("tables.totals.of-counts"));
    }
    if (answer.veiled()) {
      remarks.add(t.t("tables.veiled"));
      if (question.subtotals()) {
        remarks.add(t.t("tables.veiled.subtotals"));
      }
    }
    question.axes().stream()
        .filter(TableAxis::apart)
        .map(axis -> t.t("tables.totals.apart." + axis))
        .forEach(remarks::add);
    return remarks;
  }

  /** The measures to choose from. */
  public List<Option> measures() {
    List<Option> options = new ArrayList<>();
    for (TableMeasure measure : TableMeasure.values()) {
      options.add(new Option(measure.name(), measure(measure)));
    }
    return options;
  }

  /** What a table of an area can be divided by; the same in words everywhere. */
  public List<Option> axes(Tables.Asked asked) {
    List<Option> options = new ArrayList<>();
    for (TableAxis axis : TableAxis.values()) {
      var level = axis.level();
      var own = asked.scope().area().level();
      boolean place = axis.group() == TableAxis.Group.PLACE;
      if (level != null && level.compareTo(own) <= 0
          || place && own.compareTo(AreaLevel.COMMUNE) >= 0) {
        continue;
      }
      if (axis.models().stream()
          .noneMatch(
              model -> asked.scope().campaigns().stream().anyMatch(one -> one.model() == model))) {
        continue;
      }
      options.add(new Option(axis.name(), axis(axis)));
    }
    return options;
  }

  /** What a table of an area can be narrowed to. */
  public List<TableAxis> filters(Tables.Asked asked) {
    List<Measured> models =
        asked.typed().all("model").stream()
            .map(TableQuestionRules::model)
            .filter(Objects::nonNull)
            .toList();
    boolean wide = asked.scope().area().level().compareTo(AreaLevel.COMMUNE) < 0;
    List<TableAxis> filters = new ArrayList<>();
    for (TableAxis axis : TableAxis.values()) {
      boolean fits =
          (wide || axis.group() != TableAxis.Group.PLACE)
              && (axis.ofAll()
                  || !models.isEmpty()
                      && models.stream().allMatch(model -> axis.models().contains(model.model())));
      if (axis.filters() && (fits || !asked.typed().all(axis.name()).isEmpty())) {
        filters.add(axis);
      }
    }
    return filters;
  }

  /** Where a dossier stands, in the words of the axis of steps. */
  public String step(SubjectLine line) {
    return head(TableAxis.STEP, line.where());
  }

  /** What an axis can be narrowed to, with its words. */
  public List<Option> choices(TableAxis axis) {
    return TableQuestionRules.choices(axis, codes).stream()
        .map(value -> new Option(value, head(axis, value)))
        .toList();
  }

  /**
   * The page of figures behind a row or a cell; null where no page shows just that.
   *
   * @param column the key of the column; null for the row as a whole
   */
  public @Nullable String figures(
      TableQuestion question, TableAnswer.Line line, @Nullable String column) {
    String area = null;
    Measured model = question.models().size() == 1 ? question.models().getFirst() : null;
    String year = question.years().size() == 1 ? question.years().getFirst().toString() : null;
    String form = "";
    List<TableAxis> axes = new ArrayList<>(List.of(question.rows()));
    List<String> keys = new ArrayList<>(List.of(line.outer()));
    TableAxis then = question.then();
    if (then != null && line.inner() != null) {
      axes.add(then);
      keys.add(line.inner());
    }
    TableAxis columns = question.columns();
    if (columns != null && column != null) {
      axes.add(columns);
      keys.add(column);
    }
    for (int at = 0; at < axes.size(); at++) {
      TableAxis axis = axes.get(at);
      String key = keys.get(at);
      if (key.equals(TableAxis.UNKNOWN)) {
        return null;
      }
      switch (axis) {
        case PROVINCE, DISTRICT, COMMUNE, VILLAGE -> area = key;
        case MODEL -> model = TableQuestionRules.model(key);
        case YEAR -> year = key;
        case FORM -> form = key;
        default -> {
          return null;
        }
      }
    }
    if (model == null || year == null || area == null && column == null) {
      return null;
    }
    Measured of = form.isEmpty() ? model : model.ofForm(form);
    return "/figures?area="
        + (area == null ? String.valueOf(question.areaId()) : area)
        + (of.equals(Measured.FAMILIES) ? "&model=" + of.model() : of.query())
        + "&year="
        + year
        + "&basis="
        + question.basis().code();
  }

  /**
   * Where a cell leads: whoever may read dossiers to those behind it, everybody else to the page of
   * figures where it shows the cell and not just its row.
   */
  public @Nullable String cell(TableQuestion question, TableAnswer.Line line, String column) {
    if (lists) {
      return TableCell.of(question, line, question.columns() == null ? null : column)
          .address(question);
    }
    TableAxis columns = question.columns();
    return columns == null || !question.filters().isEmpty() && !plain(question)
        ? null
        : figures(question, line, column);
  }

  private static boolean plain(TableQuestion question) {
    return question.filters().keySet().stream().allMatch(axis -> axis == TableAxis.FORM);
  }
}
