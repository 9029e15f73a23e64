package vn.khuyenhoc.reporting;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetRow;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Sheets of targets: one row a target and year. What a plan writes comes back unchanged; words of
 * either language are understood where there is a choice.
 */
@Component
class TargetSheet {

  private static final List<String> KEYS =
      List.of(
          "id",
          "year",
          "indicator",
          "measured_by",
          "scope",
          "direction",
          "value",
          "kind",
          "other",
          "period",
          "base_year",
          "unit_level",
          "least_rating",
          "doubt",
          "things");
  private static final int LONGEST = 600;

  /** The least share and what else a published list of targets says, by its own headings. */
  private static final List<String> PUBLISHED = List.of("min_percent", "condition");

  private static final Pattern LEAST_RATING = Pattern.compile("(?:>=|\u2265)\\s*([^\\s,;]+)");

  private final SheetShape shape;
  private final SheetShape readable;
  private final Map<String, Map<String, String>> words = new HashMap<>();

  TargetSheet(Languages languages) {
    Texts own = languages.vietnamese();
    Texts other = languages.in("en");
    List<Column> columns = new ArrayList<>();
    for (String key : KEYS) {
      Column column = Column.named(key, header(own, key), header(other, key)).atMost(LONGEST);
      columns.add(key.equals("id") ? column.required() : column);
    }
    shape = SheetShape.of(columns);
    List<Column> read = new ArrayList<>(columns);
    PUBLISHED.forEach(key -> read.add(Column.text(key, key).atMost(LONGEST)));
    readable = SheetShape.of(read);
    for (Texts t : List.of(own, other)) {
      choices(t)
          .forEach(
              (key, options) ->
                  options.forEach(
                      (code, word) -> {
                        Map<String, String> known =
                            words.computeIfAbsent(key, any -> new HashMap<>());
                        known.put(VietnameseText.fold(word), code);
                        known.put(VietnameseText.fold(code), code);
                      }));
    }
  }

  private static String header(Texts t, String key) {
    return t.t("reporting.sheet." + key.replace('_', '-'));
  }

  /** The codes of each column with a choice, with their words. */
  static Map<String, Map<String, String>> choices(Texts t) {
    Map<String, Map<String, String>> choices = new LinkedHashMap<>();
    Map<String, String> directions = new LinkedHashMap<>();
    for (Goal.Direction one : Goal.Direction.values()) {
      directions.put(one.name(), t.t("reporting.direction." + one.name()));
    }
    choices.put("direction", directions);
    Map<String, String> kinds = new LinkedHashMap<>();
    for (Goal.Kind one : Goal.Kind.values()) {
      kinds.put(one.name(), t.t("reporting.value-kind." + one.name()));
    }
    choices.put("kind", kinds);
    choices.put("other", kinds);
    Map<String, String> periods = new LinkedHashMap<>();
    for (Goal.Period one : Goal.Period.values()) {
      periods.put(one.name(), t.t("reporting.period." + one.name()));
    }
    choices.put("period", periods);
    Map<String, String> levels = new LinkedHashMap<>();
    for (String one : List.of("COMMUNE", "DISTRICT", "PROVINCE")) {
      levels.put(one, t.t("criteria.level." + one.toLowerCase(Locale.ROOT)));
    }
    choices.put("unit_level", levels);
    Map<String, String> ratings = new LinkedHashMap<>();
    for (String one : List.of("GOOD", "FAIR", "AVERAGE")) {
      ratings.put(one, t.t("criteria.rating." + one.toLowerCase(Locale.ROOT)));
    }
    choices.put("least_rating", ratings);
    return choices;
  }

  /**
   * What a sheet says.
   *
   * @param rows its targets by line
   * @param problems what could not be read
   */
  record Read(Map<Integer, TargetForm> rows, List<Problem> problems) {}

  /** Reads a workbook or CSV. */
  Read read(Path file, String name) {
    Map<Integer, TargetForm> rows = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    SheetOutcome outcome =
        new SheetReader()
            .<RuntimeException>read(
                file,
                name,
                readable,
                row -> {
                  row.problems().forEach(one -> problems.add(one.ofLine()));
                  if (row.sound() && row.text("id") != null) {
                    rows.put(row.number(), form(row));
                  }
                });
    outcome.problems().forEach(one -> problems.add(one.ofLine()));
    return new Read(rows, problems);
  }

  private TargetForm form(SheetRow row) {
    String value = text(row, "value");
    String kind = code(row, "kind");
    // "90 %" says itself that it is a share
    if (kind.isEmpty() && value.endsWith("%")) {
      kind = Goal.Kind.PERCENT.name();
    }
    String least = text(row, "min_percent");
    String condition = text(row, "condition");
    if (value.isEmpty() && kind.isEmpty() && !(least.isEmpty() && condition.isEmpty())) {
      value = least;
      kind = PublishedTarget.KIND;
    }
    String doubt = text(row, "doubt");
    String direction = code(row, "direction");
    return new TargetForm(
        text(row, "id"),
        text(row, "year"),
        text(row, "indicator"),
        text(row, "measured_by"),
        text(row, "scope"),
        direction.isEmpty() ? Goal.Direction.AT_LEAST.name() : direction,
        value,
        kind,
        code(row, "other"),
        code(row, "period"),
        text(row, "base_year"),
        code(row, "unit_level"),
        text(row, "least_rating").isEmpty() ? rating(condition) : code(row, "least_rating"),
        doubt.isEmpty() ? condition : doubt,
        text(row, "things"),
        1);
  }

  /** The least rating of a published condition: rating >= KHA; empty where it says none. */
  private String rating(String condition) {
    Matcher least = LEAST_RATING.matcher(condition);
    return least.find()
        ? words
            .getOrDefault("least_rating", Map.of())
            .getOrDefault(VietnameseText.fold(least.group(1)), "")
        : "";
  }

  private static String text(SheetRow row, String key) {
    @Nullable String text = row.text(key);
    return text == null ? "" : VietnameseText.clean(text);
  }

  /** The code behind a word; the word itself where it is none. */
  private String code(SheetRow row, String key) {
    String typed = text(row, key);
    return words.getOrDefault(key, Map.of()).getOrDefault(VietnameseText.fold(typed), typed);
  }

  /** Writes targets; without any, an empty sheet to fill in. */
  void write(OutputStream out, List<PlanTarget> targets, Texts t, String title) {
    Map<String, Map<String, String>> choices = choices(t);
    try (SheetWriter writer =
        new SheetWriter(
            out,
            shape,
            t.t("reporting.targets.title"),
            List.of(title),
            SheetWords.of(t.locale()))) {
      for (PlanTarget target : targets) {
        TargetForm form = TargetForm.of(target, t);
        writer.row(
            form.id(),
            form.year(),
            form.indicator(),
            form.measuredBy(),
            form.scope(),
            word(choices, "direction", form.direction()),
            form.value(),
            word(choices, "kind", form.kind()),
            word(choices, "other", form.other()),
            word(choices, "period", form.period()),
            form.baseYear(),
            word(choices, "unit_level", form.unitLevel()),
            word(choices, "least_rating", form.leastRating()),
            form.doubt(),
            String.join("; ", target.things()));
      }
    }
  }

  private static String word(Map<String, Map<String, String>> choices, String key, String code) {
    return choices.getOrDefault(key, Map.of()).getOrDefault(code, code);
  }
}
