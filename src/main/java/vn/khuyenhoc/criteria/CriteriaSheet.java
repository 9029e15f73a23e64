package vn.khuyenhoc.criteria;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetProblem;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetRow;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
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

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "" : number.toPlainString();
  }

  // Reading ------------------------------------------------------------------------------------

  /** Reads a workbook: all problems of all sheets at once, each with its sheet and row. */
  CriteriaFile.Read read(Path file, String fileName) {
    Reading reading = new Reading();
    for (Tab tab : Tab.values()) {
      if (!reading.take(file, fileName, tab)) {
        return new CriteriaFile.Read(null, reading.problems, Map.of());
      }
    }
    CriteriaFile.Read read = CriteriaFile.read(reading.root());
    List<Problem> problems = new ArrayList<>(reading.problems);
    problems.addAll(read.problems());
    return new CriteriaFile.Read(
        reading.problems.isEmpty() ? read.set() : null, problems, read.places());
  }

  /** A part that is being put together. */
  private static final class Part {
    final Map<String, Node> values = new LinkedHashMap<>();
    final Map<String, Integer> lines = new HashMap<>();
    final int line;

    Part(int line) {
      this.line = line;
    }

    void put(String key, @Nullable Object value, int at) {
      if (value != null && !value.equals("")) {
        values.put(key, new Scalar(value.toString(), at));
        lines.put(key, at);
      }
    }

    void put(String key, Part part) {
      values.put(key, part.node());
      lines.put(key, part.line);
    }

    void put(String key, List<Part> parts) {
      values.put(key, new Items(parts.stream().<Node>map(Part::node).toList(), line));
      lines.put(key, line);
    }

    Fields node() {
      return new Fields(values, lines, line);
    }
  }

  private final class Reading {

    final List<Problem> problems = new ArrayList<>();
    private final Part set = new Part(FilePlace.row(0, 1));
    private final Part pass = new Part(FilePlace.row(0, 1));
    private final Part absent = new Part(FilePlace.row(0, 1));
    private final Part leastOf = new Part(FilePlace.row(0, 1));
    private final Map<String, Part> criteria = new LinkedHashMap<>();
    private final List<Part> allCriteria = new ArrayList<>();
    private final Map<Part, List<Part>> indicatorsOf = new HashMap<>();
    private final Map<String, Part> indicators = new LinkedHashMap<>();
    private final Map<Part, List<Part>> stepsOf = new HashMap<>();
    private final Map<Part, Part> computedOf = new HashMap<>();
    private final Map<Part, List<Part>> bandsOf = new HashMap<>();
    private final List<Part> ratings = new ArrayList<>();
    private final List<Part> conditions = new ArrayList<>();

    /** Whether the file can be read at all. */
    boolean take(Path file, String fileName, Tab tab) {
      SheetOutcome outcome =
          new SheetReader()
              .<RuntimeException>read(
                  file, fileName, shape(tab).onSheet(name(tab)), row -> take(tab, row));
      boolean absentAndOptional =
          !tab.needed
              && outcome instanceof SheetOutcome.Refused
              && outcome.problems().stream()
                  .allMatch(one -> one.code() == SheetProblem.NO_SUCH_SHEET);
      if (!absentAndOptional) {
        outcome.problems().forEach(one -> add(tab, one));
      }
      return !(outcome instanceof SheetOutcome.Refused)
          || outcome.problems().stream()
              .allMatch(
                  one ->
                      one.code() == SheetProblem.NO_SUCH_SHEET
                          || one.code() == SheetProblem.NO_HEADER
                          || one.code() == SheetProblem.MISSING_COLUMN
                          || one.code() == SheetProblem.DUPLICATE_COLUMN);
    }

    private void add(Tab tab, SheetFinding one) {
      problems.add(
          new Problem(
              one.code(),
              FilePlace.field(FilePlace.row(tab.ordinal(), one.row())),
              one.problem().arguments()));
    }

    private void problem(int at, CriteriaProblem code, Object... arguments) {
      problems.add(Problem.at(FilePlace.field(at), code, arguments));
    }

    private void take(Tab tab, SheetRow row) {
      row.problems().forEach(one -> add(tab, one));
      if (!row.sound()) {
        return;
      }
      int at = FilePlace.row(tab.ordinal(), row.number());
      switch (tab) {
        case SET -> head(row, at);
        case CRITERIA -> criterion(row, at);
        case INDICATORS -> indicator(row, at);
        case STEPS -> {
          Part parent = parent(indicators, row.text("indicator"), at);
          if (parent != null) {
            Part step = new Part(at);
            step.put("points", number(row, "points"), at);
            step.put("label", row.text("label"), at);
            stepsOf.computeIfAbsent(parent, one -> new ArrayList<>()).add(step);
          }
        }
        case BANDS -> {
          Part parent = parent(indicators, row.text("indicator"), at);
          if (parent != null) {
            Part band = new Part(at);
            band.put("from", number(row, "from"), at);
            band.put("below", number(row, "below"), at);
            band.put("points", number(row, "points"), at);
            bandsOf.computeIfAbsent(parent, one -> new ArrayList<>()).add(band);
          }
        }
        case RATINGS -> {
          Part band = new Part(at);
          band.put("rating", word(row.text("rating"), Rating.values()), at);
          band.put("from", number(row, "from"), at);
          band.put("below", number(row, "below"), at);
          verified(band, row, at);
          ratings.add(band);
        }
        case CONDITIONS -> {
          Part condition = new Part(at);
          condition.put("formula", row.text("formula"), at);
          condition.put("text", row.text("meant"), at);
          conditions.add(condition);
        }
      }
    }

    private void head(SheetRow row, int at) {
      String key = VietnameseText.clean(row.text("key"));
      String value = row.text("value");
      Part part = set;
      String last = key;
      if (key.startsWith(LEAST_OF)) {
        part = leastOf;
        last = key.substring(LEAST_OF.length());
      } else if (!HEAD.contains(key)) {
        String meant = Nearest.of(key, HEAD);
        if (meant == null) {
          problem(at, CriteriaProblem.UNKNOWN_KEY, key, String.join(", ", HEAD));
        } else {
          problem(at, CriteriaProblem.MISSPELT_KEY, key, meant);
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
        problem(at, CriteriaProblem.KEY_TWICE, key);
        return;
      }
      switch (last) {
        case "sample", "verified" -> part.put(last, truth(value), at);
        case "rule" -> part.put(last, word(value, NotApplicable.values()), at);
        case "model" -> part.put(last, word(value, LearningModel.values()), at);
        default -> part.put(last, value, at);
      }
    }

    private void criterion(SheetRow row, int at) {
      Part criterion = new Part(at);
      String number = VietnameseText.clean(row.text("number"));
      criterion.put("id", number, at);
      criterion.put("text", row.text("text"), at);
      criterion.put("maxPoints", number(row, "maxPoints"), at);
      verified(criterion, row, at);
      allCriteria.add(criterion);
      criteria.putIfAbsent(number, criterion);
    }

    private void indicator(SheetRow row, int at) {
      Part parent = parent(criteria, row.text("criterion"), at);
      Part indicator = new Part(at);
      String number = VietnameseText.clean(row.text("number"));
      indicator.put("id", number, at);
      indicator.put("text", row.text("text"), at);
      indicator.put("question", row.text("question"), at);
      indicator.put("help", row.text("help"), at);
      indicator.put("evidence", row.text("evidence"), at);
      indicator.put("maxPoints", number(row, "maxPoints"), at);
      indicator.put("appliesWhen", row.text("appliesWhen"), at);
      indicator.put("notApplicable", word(row.text("notApplicable"), NotApplicable.values()), at);
      verified(indicator, row, at);
      String value = row.text("computed");
      if (value != null) {
        Part computed = new Part(at);
        computed.put("value", value, at);
        computed.put("unit", row.text("unit"), at);
        computedOf.put(indicator, computed);
      }
      indicators.putIfAbsent(number, indicator);
      if (parent != null) {
        indicatorsOf.computeIfAbsent(parent, one -> new ArrayList<>()).add(indicator);
      }
    }

    private @Nullable Part parent(Map<String, Part> parts, @Nullable String number, int at) {
      Part parent = parts.get(VietnameseText.clean(number));
      if (parent == null) {
        problem(at, CriteriaProblem.ROW_WITHOUT_PARENT, VietnameseText.clean(number));
      }
      return parent;
    }

    private void verified(Part part, SheetRow row, int at) {
      part.put("verified", truth(row.text("verified")), at);
      part.put("source", row.text("source"), at);
    }

    private static @Nullable String number(SheetRow row, String key) {
      BigDecimal number = row.number(key);
      return number == null ? null : number.toPlainString();
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
      set.values.putIfAbsent(
          "format", new Scalar(String.valueOf(CriteriaFile.FORMAT), FilePlace.row(0, 1)));
      indicators.values().forEach(this::finish);
      indicatorsOf.values().forEach(all -> all.forEach(this::finish));
      for (Part criterion : allCriteria) {
        criterion.put("indicators", indicatorsOf.getOrDefault(criterion, List.of()));
      }
      if (!leastOf.values.isEmpty()) {
        pass.put("leastOf", leastOf);
      }
      if (!conditions.isEmpty()) {
        pass.put("conditions", conditions);
      }
      set.put("pass", pass);
      set.put("notApplicable", absent);
      if (!ratings.isEmpty()) {
        set.put("ratings", ratings);
      }
      set.put("criteria", allCriteria);
      return set.node();
    }

    private void finish(Part indicator) {
      indicator.put("steps", stepsOf.getOrDefault(indicator, List.of()));
      Part computed = computedOf.get(indicator);
      if (computed != null) {
        computed.put("bands", bandsOf.getOrDefault(indicator, List.of()));
        indicator.put("computed", computed);
      }
    }
  }
}
