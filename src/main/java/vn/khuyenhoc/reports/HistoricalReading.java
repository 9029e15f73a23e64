package vn.khuyenhoc.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetRow;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.reports.HistoricalFacts.District;
import vn.khuyenhoc.reports.HistoricalFacts.Head;
import vn.khuyenhoc.reports.HistoricalFacts.Item;
import vn.khuyenhoc.reports.HistoricalFacts.Leaders;
import vn.khuyenhoc.reports.HistoricalFacts.Part;
import vn.khuyenhoc.reports.HistoricalFacts.Target;
import vn.khuyenhoc.reports.HistoricalFacts.Words;

/**
 * Reads the facts of an old report from a folder of small sheets (CSV or Excel), all of them or
 * none, and says of everything that is wrong where it stands. A blank cell is not reported.
 */
final class HistoricalReading {

  private static final Wording WORDING = Wording.of("historical-report");
  private static final Pattern YEAR = Pattern.compile("-\\d{4}$");
  private static final Pattern LISTED = Pattern.compile("\\s*;\\s*");
  private static final long MOST = 1_000_000_000_000_000L;
  private static final int MOST_PERCENT = 100;
  private static final int LONGEST = 2_000;

  /** Lines about the report; those with {@code true} have to be there. */
  private static final Map<String, Boolean> KEYS =
      Map.ofEntries(
          Map.entry("number", true),
          Map.entry("symbol", true),
          Map.entry("title", true),
          Map.entry("occasion", false),
          Map.entry("issuer", true),
          Map.entry("place", true),
          Map.entry("area_code", true),
          Map.entry("area_name", true),
          Map.entry("from", true),
          Map.entry("until", true),
          Map.entry("signed_on", true),
          Map.entry("overlapping", false),
          Map.entry("fund_threshold_vnd", false),
          Map.entry("fund_threshold_stated", false));

  private final Map<String, Path> files;
  private final List<Problem> problems = new ArrayList<>();
  private String file = "";

  private HistoricalReading(Map<String, Path> files) {
    this.files = files;
  }

  /**
   * Reads a folder: {@code report}, {@code organisation}, {@code results} and {@code districts};
   * {@code targets}, {@code budget-detail}, {@code leaders} and {@code words} where there are any.
   * A year may stand behind a name: {@code results-2022.csv}.
   *
   * @return the facts, or every problem, each of its {@linkplain Problem#field() file and row}
   */
  static Result<HistoricalFacts> read(Path folder) {
    Map<String, Path> files = new HashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path one : all.sorted().toList()) {
        String name = Objects.requireNonNull(one.getFileName()).toString();
        if (name.endsWith(".csv") || name.endsWith(".xlsx")) {
          files.putIfAbsent(
              YEAR.matcher(name.substring(0, name.lastIndexOf('.'))).replaceFirst(""), one);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new HistoricalReading(files).facts();
  }

  private Result<HistoricalFacts> facts() {
    Head head = head();
    List<Item> items = items();
    List<HistoricalFacts.Result> results = results();
    List<Target> targets = targets();
    List<District> districts = districts();
    List<Leaders> leaders = leaders(districts);
    List<Words> words = words();
    return problems.isEmpty() && head != null
        ? Result.ok(new HistoricalFacts(head, items, results, targets, districts, leaders, words))
        : Result.refused(problems);
  }

  // --- what the report is

  private @Nullable Head head() {
    Map<String, String> said = new LinkedHashMap<>();
    rows(
        "report",
        true,
        List.of(text("key").required(), text("value").required()),
        row -> {
          String key = given(row, "key");
          if (!KEYS.containsKey(key)) {
            wrong(row, HistoricalProblem.KEY_UNKNOWN, key);
          } else if (said.putIfAbsent(key, given(row, "value")) != null) {
            wrong(row, HistoricalProblem.TWICE, key);
          }
        });
    if (!files.containsKey("report")) {
      return null;
    }
    file = name("report");
    KEYS.keySet().stream()
        .sorted()
        .filter(key -> Boolean.TRUE.equals(KEYS.get(key)) && !said.containsKey(key))
        .forEach(key -> wrong(HistoricalProblem.KEY_MISSING, key));
    LocalDate from = day(said, "from");
    LocalDate until = day(said, "until");
    LocalDate signed = day(said, "signed_on");
    Long threshold = number(said, "fund_threshold_vnd");
    Long stated = number(said, "fund_threshold_stated");
    if (from == null || until == null || signed == null) {
      return null;
    }
    if (until.isBefore(from)) {
      wrong(HistoricalProblem.PERIOD_TURNED);
    }
    return new Head(
        of(said, "number"),
        of(said, "symbol"),
        of(said, "title"),
        of(said, "occasion"),
        of(said, "issuer"),
        of(said, "place"),
        of(said, "area_code"),
        of(said, "area_name"),
        from,
        until,
        signed,
        Set.copyOf(listed(of(said, "overlapping"))),
        threshold,
        stated);
  }

  private static String of(Map<String, String> said, String key) {
    return said.getOrDefault(key, "");
  }

  private @Nullable LocalDate day(Map<String, String> said, String key) {
    String typed = said.get(key);
    if (typed == null) {
      return null;
    }
    if (VietnameseDates.parse(typed) instanceof DateReading.Ok(LocalDate day)) {
      return day;
    }
    wrong(HistoricalProblem.VALUE_UNREADABLE, key, typed);
    return null;
  }

  private @Nullable Long number(Map<String, String> said, String key) {
    String typed = said.get(key);
    if (typed == null) {
      return null;
    }
    if (VietnameseNumbers.parse(typed) instanceof NumberReading.Ok ok
        && ok.value().signum() >= 0
        && ok.value().stripTrailingZeros().scale() <= 0) {
      return ok.value().longValue();
    }
    wrong(HistoricalProblem.VALUE_UNREADABLE, key, typed);
    return null;
  }

  // --- its facts

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    Set<String> known = new HashSet<>();
    rows(
        "organisation",
        true,
        List.of(text("item").required(), text("parent"), count("count").present()),
        row -> {
          Item item = new Item(given(row, "item"), given(row, "parent"), row.wholeNumber("count"));
          if (!item.parent().isEmpty() && !known.contains(item.parent())) {
            wrong(row, HistoricalProblem.PARENT_UNKNOWN, item.parent());
          }
          if (known.add(item.name())) {
            items.add(item);
          } else {
            wrong(row, HistoricalProblem.TWICE, item.name());
          }
        });
    return items;
  }

  private List<HistoricalFacts.Result> results() {
    Map<HistoricalMeasure, HistoricalFacts.Result> results = new LinkedHashMap<>();
    rows(
        "results",
        true,
        List.of(
            text("model").required(),
            text("level").required(),
            percent("achieved_percent").present(),
            percent("target_percent")),
        row -> {
          HistoricalMeasure measure = measure(row);
          if (measure != null
              && results.putIfAbsent(
                      measure,
                      new HistoricalFacts.Result(
                          measure, row.number("achieved_percent"), row.number("target_percent")))
                  != null) {
            wrong(row, HistoricalProblem.TWICE, given(row, "model"));
          }
        });
    return List.copyOf(results.values());
  }

  private List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    rows(
        "targets",
        false,
        List.of(
            text("model").required(),
            text("level").required(),
            percent("target_percent").required(),
            text("basis").required(),
            text("origin").required(),
            Column.number("stated_excess", headers("stated_excess"))),
        row -> {
          HistoricalMeasure measure = measure(row);
          String basis = given(row, "basis");
          boolean implied = basis.equals("implied");
          if (!implied && !basis.equals("own")) {
            wrong(row, HistoricalProblem.BASIS_UNKNOWN, basis);
          }
          BigDecimal percent = row.number("target_percent");
          if (measure != null && percent != null) {
            targets.add(
                new Target(
                    measure, percent, implied, given(row, "origin"), row.number("stated_excess")));
          }
        });
    return targets;
  }

  private @Nullable HistoricalMeasure measure(SheetRow row) {
    String model = given(row, "model");
    String level = given(row, "level");
    HistoricalMeasure measure = HistoricalMeasure.of(model, level).orElse(null);
    if (measure == null) {
      wrong(row, HistoricalProblem.MEASURE_UNKNOWN, model, level);
    }
    return measure;
  }

  private List<District> districts() {
    Map<String, District> districts = new LinkedHashMap<>();
    rows(
        "districts",
        true,
        List.of(
            text("district").required(),
            count("fund_balance_vnd").present(),
            count("budget_vnd_per_year").present(),
            count("fulltime_staff").present()),
        row -> {
          String name = given(row, "district");
          District one =
              new District(
                  name,
                  row.wholeNumber("fund_balance_vnd"),
                  row.wholeNumber("budget_vnd_per_year"),
                  row.wholeNumber("fulltime_staff"),
                  null,
                  null,
                  null);
          if (districts.putIfAbsent(name, one) != null) {
            wrong(row, HistoricalProblem.TWICE, name);
          }
        });
    Set<String> detailed = new HashSet<>();
    rows(
        "budget-detail",
        false,
        List.of(
            text("district").required(),
            count("budget_vnd_per_year"),
            count("of_which_models_vnd"),
            count("of_which_honoraria_vnd"),
            count("of_which_operations_vnd")),
        row -> {
          String name = given(row, "district");
          District one = districts.get(name);
          if (one == null) {
            wrong(row, HistoricalProblem.DISTRICT_UNKNOWN, name);
            return;
          }
          if (!detailed.add(name)) {
            wrong(row, HistoricalProblem.TWICE, name);
          }
          Long budget = row.wholeNumber("budget_vnd_per_year");
          if (budget != null && !budget.equals(one.budget())) {
            wrong(
                row,
                HistoricalProblem.BUDGET_DIFFERS,
                name,
                VietnameseNumbers.format(budget),
                one.budget() == null
                    ? WORDING.say("not-reported")
                    : VietnameseNumbers.format(one.budget()));
          }
          districts.put(
              name,
              new District(
                  name,
                  one.fund(),
                  one.budget(),
                  one.staff(),
                  row.wholeNumber("of_which_models_vnd"),
                  row.wholeNumber("of_which_honoraria_vnd"),
                  row.wholeNumber("of_which_operations_vnd")));
        });
    return List.copyOf(districts.values());
  }

  private List<Leaders> leaders(List<District> districts) {
    Set<String> known = new HashSet<>();
    districts.forEach(one -> known.add(one.name()));
    List<Leaders> leaders = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    rows(
        "leaders",
        false,
        List.of(text("item").required(), text("parent"), count("stated"), text("districts")),
        row -> {
          Leaders one =
              new Leaders(
                  given(row, "item"),
                  given(row, "parent"),
                  row.wholeNumber("stated"),
                  listed(given(row, "districts")));
          if (!one.parent().isEmpty() && !kinds.contains(one.parent())) {
            wrong(row, HistoricalProblem.PARENT_UNKNOWN, one.parent());
          }
          if (!kinds.add(one.name())) {
            wrong(row, HistoricalProblem.TWICE, one.name());
          }
          one.districts().stream()
              .filter(name -> !known.contains(name))
              .forEach(name -> wrong(row, HistoricalProblem.DISTRICT_UNKNOWN, name));
          leaders.add(one);
        });
    return leaders;
  }

  private List<Words> words() {
    List<Words> words = new ArrayList<>();
    rows(
        "words",
        false,
        List.of(text("part").required(), text("words").required()),
        row -> {
          String typed = given(row, "part");
          Part part =
              Arrays.stream(Part.values())
                  .filter(one -> one.name().equals(typed))
                  .findFirst()
                  .orElse(null);
          if (part == null) {
            wrong(row, HistoricalProblem.PART_UNKNOWN, typed);
          } else {
            words.add(new Words(part, given(row, "words")));
          }
        });
    return words;
  }

  // --- sheets

  private static List<String> listed(String text) {
    return text.isEmpty() ? List.of() : List.of(LISTED.split(text, -1));
  }

  private static String given(SheetRow row, String key) {
    return VietnameseText.clean(row.text(key));
  }

  private static String[] headers(String key) {
    return (WORDING.say("sheet." + key) + "|" + key).split("\\|", -1);
  }

  private static Column text(String key) {
    return Column.text(key, headers(key)).atMost(LONGEST);
  }

  private static Column count(String key) {
    return Column.wholeNumber(key, headers(key)).between(0, MOST);
  }

  private static Column percent(String key) {
    return Column.percent(key, headers(key)).between(0, MOST_PERCENT);
  }

  private String name(String key) {
    Path path = files.get(key);
    return path == null ? key + ".csv" : Objects.requireNonNull(path.getFileName()).toString();
  }

  private void rows(String key, boolean needed, List<Column> columns, Consumer<SheetRow> handler) {
    file = name(key);
    Path path = files.get(key);
    if (path == null) {
      if (needed) {
        problems.add(new Problem(HistoricalProblem.FILE_MISSING, file, List.of(file)));
      }
      return;
    }
    SheetOutcome outcome =
        new SheetReader()
            .<RuntimeException>read(
                path,
                file,
                SheetShape.of(columns),
                row -> {
                  row.problems().forEach(this::wrong);
                  if (row.sound()) {
                    handler.accept(row);
                  }
                });
    outcome.problems().forEach(this::wrong);
    if (outcome instanceof SheetOutcome.Read read && read.rows() == 0) {
      problems.add(new Problem(HistoricalProblem.NOTHING_IN_FILE, file, List.of(file)));
    }
  }

  private String at(int row) {
    return row == 0 ? file : WORDING.say("sheet.row", file, String.valueOf(row));
  }

  private void wrong(SheetFinding finding) {
    problems.add(new Problem(finding.code(), at(finding.row()), finding.arguments()));
  }

  private void wrong(SheetRow row, HistoricalProblem what, Object... arguments) {
    problems.add(new Problem(what, at(row.number()), List.of(arguments)));
  }

  private void wrong(HistoricalProblem what, Object... arguments) {
    problems.add(new Problem(what, file, List.of(arguments)));
  }
}
