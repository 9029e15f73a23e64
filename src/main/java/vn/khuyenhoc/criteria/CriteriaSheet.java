package vn.khuyenhoc.criteria;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Condition;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.RatingBand;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.CriteriaSet.ValueBand;
import vn.khuyenhoc.criteria.FileTree.Fields;
import vn.khuyenhoc.criteria.FileTree.Items;
import vn.khuyenhoc.criteria.FileTree.Node;
import vn.khuyenhoc.criteria.FileTree.Scalar;
import vn.khuyenhoc.criteria.FileTree.Unread;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.sheet.SheetLimits;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetProblem;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetRow;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Criteria sets as workbooks: one sheet for the set as a whole, one each for criteria, indicators,
 * steps, ranges of values, ratings and conditions. What is written comes back the same.
 */
@Component
class CriteriaSheet {

  private static final int LONGEST = CriteriaFile.MOST_LETTERS;

  private static final SheetReader READER = new SheetReader(SheetLimits.DEFAULT.withRows(5_000));

  /** The keys of the first sheet, as YAML files name them. */
  private static final List<String> HEAD =
      List.of(
          "format",
          "id",
          "model",
          "level",
          "form",
          "province",
          "basedOn",
          "issuer",
          "version",
          "title",
          "basis",
          "period",
          "sample",
          "engine",
          "notApplicable.rule",
          "notApplicable.verified",
          "notApplicable.source",
          "maxTotal",
          "pass.total",
          "pass.leastEach",
          "pass.verified",
          "pass.source");

  private static final String LEAST_OF = "pass.leastOf.";

  /** Those of the keys that take a number. */
  private static final Set<String> NUMBERS =
      Set.of("version", "maxTotal", "pass.total", "pass.leastEach");

  /** What is wrong with one sheet only, so that the others are worth looking at. */
  private static final Set<SheetProblem> OF_ONE_SHEET =
      Set.of(
          SheetProblem.NO_SUCH_SHEET,
          SheetProblem.NO_HEADER,
          SheetProblem.MISSING_COLUMN,
          SheetProblem.DUPLICATE_COLUMN,
          SheetProblem.HIDDEN_SHEET,
          SheetProblem.TOO_MANY_ROWS,
          SheetProblem.TOO_MANY_COLUMNS);

  /** The sheets in order. */
  private enum Tab {
    SET(true),
    CRITERIA(true),
    INDICATORS(true),
    STEPS(true),
    BANDS(false),
    RATINGS(false),
    CONDITIONS(false);

    /** Whether a workbook needs it. */
    final boolean needed;

    Tab(boolean needed) {
      this.needed = needed;
    }

    String key() {
      return FilePlace.SHEETS.get(ordinal());
    }
  }

  private final Texts own;
  private final Texts other;
  private final Map<Tab, SheetShape> shapes = new EnumMap<>(Tab.class);

  CriteriaSheet(Languages languages) {
    this.own = languages.vietnamese();
    this.other = languages.in("en");
    shapes.put(
        Tab.SET,
        SheetShape.of(
            text("key").required().width(24),
            text("value").present().width(80),
            text("meaning").width(60)));
    shapes.put(
        Tab.CRITERIA,
        SheetShape.of(
            text("number").required().width(8),
            text("text").present().width(60),
            Column.number("maxPoints", headers("maxPoints")),
            text("verified"),
            text("source").width(60)));
    shapes.put(
        Tab.INDICATORS,
        SheetShape.of(
            text("number").required().width(8),
            text("criterion").required().width(8),
            text("text").present().width(60),
            text("question").width(50),
            text("help").width(40),
            text("evidence").width(40),
            Column.number("maxPoints", headers("maxPoints")).present(),
            text("appliesWhen"),
            text("notApplicable"),
            text("computed").width(40),
            text("unit").width(8),
            text("verified"),
            text("source").width(60)));
    shapes.put(
        Tab.STEPS,
        SheetShape.of(
            text("indicator").required().width(8),
            Column.number("points", headers("points")).required(),
            text("label").present().width(60)));
    shapes.put(
        Tab.BANDS,
        SheetShape.of(
            text("indicator").required().width(8),
            Column.number("from", headers("from")).required(),
            Column.number("below", headers("below")),
            Column.number("points", headers("points")).required()));
    shapes.put(
        Tab.RATINGS,
        SheetShape.of(
            text("rating").required(),
            Column.number("from", headers("from")).required(),
            Column.number("below", headers("below")),
            text("verified"),
            text("source").width(60)));
    shapes.put(
        Tab.CONDITIONS,
        SheetShape.of(text("formula").required().width(40), text("meant").present().width(60)));
  }

  private Column text(String key) {
    return Column.text(key, headers(key)).atMost(LONGEST);
  }

  private String[] headers(String key) {
    Set<String> headers = new LinkedHashSet<>();
    headers.add(own.t("criteria.workbook.column." + key));
    headers.add(other.t("criteria.workbook.column." + key));
    headers.add(key);
    return headers.toArray(String[]::new);
  }

  private SheetShape shape(Tab tab) {
    return java.util.Objects.requireNonNull(shapes.get(tab));
  }

  // Writing ------------------------------------------------------------------------------------

  /** Writes a set as a workbook. The stream stays open. */
  void write(OutputStream out, CriteriaSet set) {
    SheetWords words = SheetWords.of(own.locale());
    SheetWriter writer = new SheetWriter(out, shape(Tab.SET), name(Tab.SET), List.of(), words);
    head(set)
        .forEach((key, value) -> writer.row(key, value.isEmpty() ? null : value, explained(key)));
    SheetWriter criteria = next(writer, Tab.CRITERIA);
    for (Criterion one : set.criteria()) {
      criteria.row(one.id(), one.text(), one.declaredPoints(), yes(one.verified()), one.source());
    }
    SheetWriter indicators = next(criteria, Tab.INDICATORS);
    for (Criterion criterion : set.criteria()) {
      for (Indicator one : criterion.indicators()) {
        NotApplicable rule = one.notApplicable();
        Computed computed = one.computed();
        indicators.row(
            one.id(),
            criterion.id(),
            one.text(),
            one.question(),
            one.help(),
            one.evidence(),
            one.maxPoints(),
            one.appliesWhen(),
            rule == null ? null : own.t(rule.messageKey()),
            computed == null ? null : computed.value(),
            computed == null ? null : computed.unit(),
            yes(one.verified()),
            one.source());
      }
    }
    SheetWriter steps = next(indicators, Tab.STEPS);
    for (Indicator one : set.indicators()) {
      for (Step step : one.steps()) {
        steps.row(one.id(), step.points(), step.label());
      }
    }
    SheetWriter bands = next(steps, Tab.BANDS);
    for (Indicator one : set.indicators()) {
      Computed computed = one.computed();
      for (ValueBand band : computed == null ? List.<ValueBand>of() : computed.bands()) {
        bands.row(one.id(), band.from(), band.below(), band.points());
      }
    }
    SheetWriter ratings = next(bands, Tab.RATINGS);
    for (RatingBand band : set.ratings()) {
      ratings.row(
          own.t(band.rating().messageKey()),
          band.from(),
          band.below(),
          yes(band.verified()),
          band.source());
    }
    try (SheetWriter conditions = next(ratings, Tab.CONDITIONS)) {
      for (Condition one : set.pass().conditions()) {
        conditions.row(one.formula(), one.text());
      }
    }
  }

  private SheetWriter next(SheetWriter before, Tab tab) {
    return before.nextSheet(shape(tab), name(tab), List.of());
  }

  private String name(Tab tab) {
    return own.t("criteria.workbook." + tab.key());
  }

  private String explained(String key) {
    return own.t("criteria.workbook.key." + (key.startsWith(LEAST_OF) ? "pass.leastOf" : key));
  }

  private String yes(boolean is) {
    return own.t(is ? "criteria.workbook.yes" : "criteria.workbook.no");
  }

  private Map<String, String> head(CriteriaSet set) {
    Map<String, String> head = new LinkedHashMap<>();
    head.put("format", String.valueOf(CriteriaFile.FORMAT));
    head.put("id", set.id());
    head.put("model", set.model().name());
    head.put("level", set.level().name());
    head.put("form", set.form());
    head.put("province", set.province());
    head.put("basedOn", set.basedOn());
    head.put("issuer", set.issuer());
    head.put("version", String.valueOf(set.version()));
    head.put("title", set.title());
    head.put("basis", set.basis());
    head.put("period", set.period());
    head.put("sample", yes(set.sample()));
    head.put("engine", set.engine().name());
    head.put("notApplicable.rule", own.t(set.notApplicable().messageKey()));
    head.put("notApplicable.verified", yes(set.notApplicableVerified()));
    head.put("notApplicable.source", set.notApplicableSource());
    head.put("maxTotal", plain(set.declaredTotal()));
    head.put("pass.total", plain(set.pass().total()));
    head.put("pass.leastEach", plain(set.pass().leastEach()));
    head.put("pass.verified", yes(set.pass().verified()));
    head.put("pass.source", set.pass().source());
    set.pass()
        .leastOf()
        .forEach((criterion, least) -> head.put(LEAST_OF + criterion, plain(least)));
    return head;
  }

  /** A number as text: three decimals would be taken for thousands. */
  private static String plain(@Nullable BigDecimal number) {
    return number == null
        ? ""
        : (number.scale() == 3 ? number.setScale(4) : number).toPlainString();
  }

  // Reading ------------------------------------------------------------------------------------

  /** Reads a workbook: all problems of all sheets at once, each with its sheet and row. */
  CriteriaFile.Read read(Path file, String fileName) {
    String small = fileName.toLowerCase(Locale.ROOT);
    if (small.endsWith(".csv") || small.endsWith(".tsv") || small.endsWith(".txt")) {
      return CriteriaFile.Read.refused(List.of(Problem.of(CriteriaProblem.NOT_A_WORKBOOK)));
    }
    Reading reading = new Reading();
    for (Tab tab : Tab.values()) {
      if (!reading.take(file, fileName, tab)) {
        return CriteriaFile.Read.refused(reading.problems);
      }
    }
    reading.otherSheets(file);
    CriteriaFile.Read read = CriteriaFile.read(reading.root());
    List<Problem> problems = new ArrayList<>(reading.problems);
    problems.addAll(read.problems());
    Set<String> unread = new HashSet<>(read.unread());
    unread.addAll(reading.lost);
    return new CriteriaFile.Read(read.set(), read.judged(), problems, read.places(), unread);
  }

  /** A part that is being put together. */
  private static final class Part {
    final Map<String, Node> values = new LinkedHashMap<>();
    final Map<String, Integer> lines = new HashMap<>();
    final int line;

    Part(int line) {
      this.line = line;
    }

    private void put(String key, Node value, int at) {
      values.put(key, value);
      lines.put(key, at);
    }

    void put(String key, @Nullable String value, int at) {
      put(key, new Scalar(value == null || value.isEmpty() ? null : value, at), at);
    }

    void put(String key, Part part) {
      put(key, part.node(), part.line);
    }

    void put(String key, List<Part> parts) {
      put(key, new Items(parts.stream().<Node>map(Part::node).toList(), line), line);
    }

    void unread(String key, int at) {
      put(key, new Unread(at), at);
    }

    Fields node() {
      return new Fields(values, lines, line);
    }
  }

  /**
   * A row and what can be read of it.
   *
   * @param at its number among all rows of the workbook
   */
  private record Line(SheetRow row, int at) {

    private boolean unread(String column) {
      return row.problems().stream().anyMatch(one -> column.equals(one.key()));
    }

    /** The text of a cell; null where there is none, or none that can be read. */
    @Nullable String text(String column) {
      return row.text(column);
    }

    String clean(String column) {
      return VietnameseText.clean(row.text(column));
    }

    void put(Part part, String key, String column, @Nullable String value) {
      if (unread(column)) {
        part.unread(key, at);
      } else {
        part.put(key, value, at);
      }
    }

    void text(Part part, String key, String column) {
      put(part, key, column, text(column));
    }

    void number(Part part, String column) {
      BigDecimal number = row.number(column);
      put(part, column, column, number == null ? null : number.toPlainString());
    }
  }

  private final class Reading {

    final List<Problem> problems = new ArrayList<>();

    /** The paths of parts that belong nobody knows where. */
    final Set<String> lost = new HashSet<>();

    private final Set<Tab> refused = EnumSet.noneOf(Tab.class);
    private final Part set = new Part(FilePlace.row(0, 1));
    private final Part pass = new Part(FilePlace.row(0, 1));
    private final Part absent = new Part(FilePlace.row(0, 1));
    private final Part leastOf = new Part(FilePlace.row(0, 1));
    private final Map<String, Part> criteria = new LinkedHashMap<>();
    private final List<Part> allCriteria = new ArrayList<>();
    private final Map<Part, List<Part>> indicatorsOf = new HashMap<>();
    private final List<Part> allIndicators = new ArrayList<>();
    private final Map<String, Part> indicators = new LinkedHashMap<>();
    private final Set<Part> doubled = new HashSet<>();
    private final Map<Part, List<Part>> stepsOf = new HashMap<>();
    private final Map<Part, Part> computedOf = new HashMap<>();
    private final Map<Part, List<Part>> bandsOf = new HashMap<>();
    private final List<Part> ratings = new ArrayList<>();
    private final List<Part> conditions = new ArrayList<>();

    /** Whether the file can be read at all. */
    boolean take(Path file, String fileName, Tab tab) {
      SheetOutcome outcome =
          READER.<RuntimeException>read(
              file, fileName, shape(tab).onSheet(name(tab)), row -> take(tab, row));
      boolean absentAndOptional =
          !tab.needed
              && outcome instanceof SheetOutcome.Refused
              && outcome.problems().stream()
                  .allMatch(one -> one.code() == SheetProblem.NO_SUCH_SHEET);
      if (!absentAndOptional) {
        outcome.problems().forEach(one -> add(tab, one));
        outcome.warnings().stream()
            .filter(one -> one.code() == SheetProblem.UNKNOWN_COLUMN)
            .forEach(one -> unknownColumn(tab, one));
        if (outcome instanceof SheetOutcome.Refused) {
          refused.add(tab);
        }
      }
      return !(outcome instanceof SheetOutcome.Refused)
          || outcome.problems().stream().allMatch(one -> OF_ONE_SHEET.contains(one.code()));
    }

    /** What stands on a sheet that nobody reads would be lost without a word. */
    void otherSheets(Path file) {
      List<String> names = Arrays.stream(Tab.values()).map(CriteriaSheet.this::name).toList();
      for (String other : READER.sheetNames(file)) {
        if (names.stream().noneMatch(name -> VietnameseText.sameName(name, other))) {
          problems.add(Problem.of(CriteriaProblem.UNKNOWN_SHEET, other, String.join(", ", names)));
        }
      }
    }

    private void unknownColumn(Tab tab, SheetFinding one) {
      int at = FilePlace.row(tab.ordinal(), one.row());
      List<String> headers = shape(tab).columns().stream().map(Column::header).toList();
      String meant = Nearest.of(one.value(), headers);
      if (meant == null) {
        problem(at, CriteriaProblem.UNKNOWN_COLUMN, one.value(), String.join(", ", headers));
      } else {
        problem(at, CriteriaProblem.MISSPELT_COLUMN, one.value(), meant);
      }
    }

    private void add(Tab tab, SheetFinding one) {
      problems.add(
          new Problem(
              one.code(),
              FilePlace.field(FilePlace.row(tab.ordinal(), one.row())),
              one.problem().arguments()));
    }

    private void problem(int at, ProblemCode code, Object... arguments) {
      problems.add(Problem.at(FilePlace.field(at), code, arguments));
    }

    private void take(Tab tab, SheetRow row) {
      row.problems().forEach(one -> add(tab, one));
      Line line = new Line(row, FilePlace.row(tab.ordinal(), row.number()));
      switch (tab) {
        case SET -> head(line);
        case CRITERIA -> criterion(line);
        case INDICATORS -> indicator(line);
        case STEPS -> {
          Part step = new Part(line.at());
          line.number(step, "points");
          line.text(step, "label", "label");
          below(line, stepsOf, step, CriteriaRules.LOST_STEPS);
        }
        case BANDS -> {
          Part band = new Part(line.at());
          line.number(band, "from");
          line.number(band, "below");
          line.number(band, "points");
          below(line, bandsOf, band, CriteriaRules.LOST_BANDS);
        }
        case RATINGS -> {
          Part band = new Part(line.at());
          line.put(band, "rating", "rating", word(line.text("rating"), Rating.values()));
          line.number(band, "from");
          line.number(band, "below");
          verified(band, line);
          ratings.add(band);
        }
        case CONDITIONS -> {
          Part condition = new Part(line.at());
          line.text(condition, "formula", "formula");
          line.text(condition, "text", "meant");
          conditions.add(condition);
        }
      }
    }

    private void head(Line line) {
      String key = line.clean("key");
      if (key.isEmpty()) {
        return;
      }
      Part part = set;
      String last = key;
      if (key.startsWith(LEAST_OF)) {
        part = leastOf;
        last = key.substring(LEAST_OF.length());
      } else if (!HEAD.contains(key)) {
        String meant = Nearest.of(key, HEAD);
        if (meant == null) {
          problem(line.at(), CriteriaProblem.UNKNOWN_KEY, key, String.join(", ", HEAD));
        } else {
          problem(line.at(), CriteriaProblem.MISSPELT_KEY, key, meant);
          lost.add(meant);
        }
        return;
      } else if (key.startsWith("pass.")) {
        part = pass;
        last = key.substring("pass.".length());
      } else if (key.startsWith("notApplicable.")) {
        part = absent;
        last = key.substring("notApplicable.".length());
      }
      if (part.values.containsKey(last)) {
        problem(line.at(), CriteriaProblem.KEY_TWICE, key);
        return;
      }
      String value = line.text("value");
      if (part == leastOf || NUMBERS.contains(key)) {
        numeral(part, last, line, value);
        return;
      }
      line.put(
          part,
          last,
          "value",
          switch (last) {
            case "sample", "verified" -> truth(value);
            case "rule" -> word(value, NotApplicable.values());
            case "model" -> word(value, LearningModel.values());
            default -> value;
          });
    }

    /** A number among the texts of the first sheet, as people write it. */
    private void numeral(Part part, String key, Line line, @Nullable String typed) {
      if (typed == null) {
        line.put(part, key, "value", null);
        return;
      }
      switch (VietnameseNumbers.parse(typed)) {
        case NumberReading.Ok number when !number.percent() ->
            part.put(key, number.value().toPlainString(), line.at());
        case NumberReading.Ambiguous both -> {
          problem(
              line.at(),
              EditProblem.NUMBER_AMBIGUOUS,
              typed,
              both.candidates().getFirst(),
              both.candidates().getLast());
          part.unread(key, line.at());
        }
        default -> {
          problem(line.at(), SheetProblem.NOT_A_NUMBER, typed);
          part.unread(key, line.at());
        }
      }
    }

    private void criterion(Line line) {
      Part criterion = new Part(line.at());
      String number = line.clean("number");
      line.put(criterion, "id", "number", number);
      line.text(criterion, "text", "text");
      line.number(criterion, "maxPoints");
      verified(criterion, line);
      allCriteria.add(criterion);
      criteria.putIfAbsent(number, criterion);
    }

    private void indicator(Line line) {
      Part indicator = new Part(line.at());
      String number = line.clean("number");
      line.put(indicator, "id", "number", number);
      line.text(indicator, "text", "text");
      line.text(indicator, "question", "question");
      line.text(indicator, "help", "help");
      line.text(indicator, "evidence", "evidence");
      line.number(indicator, "maxPoints");
      line.text(indicator, "appliesWhen", "appliesWhen");
      line.put(
          indicator,
          "notApplicable",
          "notApplicable",
          word(line.text("notApplicable"), NotApplicable.values()));
      verified(indicator, line);
      if (line.text("computed") != null || line.unread("computed") || line.text("unit") != null) {
        Part computed = new Part(line.at());
        line.text(computed, "value", "computed");
        line.text(computed, "unit", "unit");
        computedOf.put(indicator, computed);
      }
      allIndicators.add(indicator);
      if (indicators.putIfAbsent(number, indicator) != null) {
        doubled.add(indicator);
      }
      Part parent = parent(Tab.CRITERIA, criteria, line, "criterion");
      if (parent == null) {
        lost.add(CriteriaRules.LOST_INDICATORS);
        // looked at all the same
        parent = allCriteria.isEmpty() ? null : allCriteria.getFirst();
      }
      if (parent != null) {
        indicatorsOf.computeIfAbsent(parent, one -> new ArrayList<>()).add(indicator);
      }
    }

    /** Puts a part below the indicator that its row names. */
    private void below(Line line, Map<Part, List<Part>> parts, Part part, String otherwise) {
      Part parent = parent(Tab.INDICATORS, indicators, line, "indicator");
      if (parent == null) {
        lost.add(otherwise);
      } else {
        parts.computeIfAbsent(parent, one -> new ArrayList<>()).add(part);
      }
    }

    private @Nullable Part parent(Tab tab, Map<String, Part> parts, Line line, String column) {
      Part parent = line.unread(column) ? null : parts.get(line.clean(column));
      if (parent == null && !line.unread(column) && !refused.contains(tab)) {
        problem(line.at(), CriteriaProblem.ROW_WITHOUT_PARENT, line.clean(column));
      }
      return parent;
    }

    private void verified(Part part, Line line) {
      line.put(part, "verified", "verified", truth(line.text("verified")));
      line.text(part, "source", "source");
    }

    private @Nullable String truth(@Nullable String typed) {
      if (typed == null) {
        return null;
      }
      if (says(typed, "criteria.workbook.yes") || typed.equalsIgnoreCase("x")) {
        return "true";
      }
      return says(typed, "criteria.workbook.no") ? "false" : typed;
    }

    private boolean says(String typed, String key) {
      return Stream.of(own.t(key), other.t(key))
          .anyMatch(word -> VietnameseText.fold(word).equals(VietnameseText.fold(typed)));
    }

    /** The code of a word in either language; what was typed where it is none. */
    private @Nullable String word(@Nullable String typed, Enum<?>[] words) {
      if (typed == null) {
        return null;
      }
      return Arrays.stream(words)
          .filter(one -> says(typed, key(one)))
          .map(Enum::name)
          .findFirst()
          .orElse(typed);
    }

    private static String key(Enum<?> one) {
      return switch (one) {
        case Rating rating -> rating.messageKey();
        case NotApplicable rule -> rule.messageKey();
        case LearningModel model -> model.messageKey();
        default -> throw new IllegalArgumentException(one.name());
      };
    }

    Fields root() {
      if (!(set.values.get("format") instanceof Scalar written) || written.text() == null) {
        set.put("format", String.valueOf(CriteriaFile.FORMAT), set.line);
      }
      allIndicators.forEach(this::finish);
      for (Part criterion : allCriteria) {
        List<Part> own = indicatorsOf.getOrDefault(criterion, List.of());
        put(criterion, "indicators", own, Tab.INDICATORS);
      }
      if (!leastOf.values.isEmpty()) {
        pass.put("leastOf", leastOf);
      }
      put(pass, "conditions", conditions, Tab.CONDITIONS);
      if (refused.contains(Tab.SET)) {
        Stream.of("id", "model", "level", "engine", "issuer", "title", "basis", "sample")
            .forEach(key -> set.unread(key, set.line));
        pass.unread("total", set.line);
      }
      set.put("pass", pass);
      set.put("notApplicable", absent);
      put(set, "ratings", ratings, Tab.RATINGS);
      put(set, "criteria", allCriteria, Tab.CRITERIA);
      return set.node();
    }

    private void put(Part part, String key, List<Part> parts, Tab tab) {
      if (refused.contains(tab)) {
        part.unread(key, FilePlace.row(tab.ordinal(), 0));
      } else if (tab.needed || !parts.isEmpty()) {
        part.put(key, parts);
      }
    }

    private void finish(Part indicator) {
      if (doubled.contains(indicator)) {
        // the steps of a number that stands twice belong to the first
        indicator.unread("steps", indicator.line);
        return;
      }
      put(indicator, "steps", stepsOf.getOrDefault(indicator, List.of()), Tab.STEPS);
      List<Part> bands = bandsOf.getOrDefault(indicator, List.of());
      Part computed = computedOf.get(indicator);
      if (computed == null && !bands.isEmpty()) {
        computed = new Part(indicator.line);
      }
      if (computed != null) {
        put(computed, "bands", bands, Tab.BANDS);
        indicator.put("computed", computed);
      }
    }
  }
}
