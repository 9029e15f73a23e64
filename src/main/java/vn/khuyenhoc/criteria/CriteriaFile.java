package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Condition;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Pass;
import vn.khuyenhoc.criteria.CriteriaSet.RatingBand;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.CriteriaSet.ValueBand;
import vn.khuyenhoc.criteria.FileTree.Fields;
import vn.khuyenhoc.criteria.FileTree.Items;
import vn.khuyenhoc.criteria.FileTree.Node;
import vn.khuyenhoc.criteria.FileTree.Scalar;
import vn.khuyenhoc.criteria.FileTree.Unread;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Criteria sets as YAML files that people write, and as the JSON that the database keeps. Format 2;
 * format 1, in which the first sets were written, is read for ever and means the same: its {@code
 * HAS_CHILDREN} is {@code children > 0}.
 */
final class CriteriaFile {

  /** The format that is written. */
  static final int FORMAT = 2;

  /** The longest text of a set. */
  static final int MOST_LETTERS = 4_000;

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLWriteFeature.SPLIT_LINES)
                  .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                  .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                  .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .build())
          .build();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CriteriaFile() {}

  /**
   * A set as it was read, and everything wrong with how it is written.
   *
   * @param set null where too much is missing
   * @param judged the same with stand-ins for what could not be read, for looking at the rest; null
   *     where there is no rest
   * @param problems each at its {@link FilePlace}
   * @param places the place of every part by its path, {@code criteria[0].indicators[1].steps}
   * @param unread the paths of what is there and could not be read
   */
  record Read(
      @Nullable CriteriaSet set,
      @Nullable CriteriaSet judged,
      List<Problem> problems,
      Map<String, String> places,
      Set<String> unread) {
    Read {
      problems = List.copyOf(problems);
      places = Map.copyOf(places);
      unread = Set.copyOf(unread);
    }

    /** A file of which nothing can be read. */
    static Read refused(List<Problem> problems) {
      return new Read(null, null, problems, Map.of(), Set.of());
    }

    /** The set where all of the file was understood, so that nothing is lost by keeping it. */
    @Nullable CriteriaSet whole() {
      return problems.isEmpty() ? set : null;
    }

    /** Everything wrong with the file and with the set, at once, each at its place in the file. */
    List<Problem> wrong() {
      List<Problem> wrong = new ArrayList<>(problems);
      if (judged != null) {
        CriteriaRules.problems(judged, unread).forEach(one -> wrong.add(placed(one)));
      }
      return wrong;
    }

    /** The set, or {@link #wrong()}. */
    Result<CriteriaSet> checked() {
      List<Problem> wrong = wrong();
      return set == null || !wrong.isEmpty() ? Result.refused(wrong) : Result.ok(set);
    }

    /** The same problem at the line of the part it names. */
    Problem placed(Problem problem) {
      String path = problem.field();
      while (path != null && !path.isEmpty()) {
        String place = places.get(path);
        if (place != null) {
          return new Problem(problem.code(), place, problem.arguments());
        }
        int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        path = cut < 0 ? "" : path.substring(0, cut);
      }
      return problem;
    }
  }

  /** Reads a set and checks it whole: all problems at once, each at its line. */
  static Result<CriteriaSet> read(String yaml) {
    return readYaml(yaml).checked();
  }

  /** Reads what is written, without asking whether it makes sense. */
  static Read readYaml(String yaml) {
    return read(FileTree.yaml(yaml));
  }

  /** A set that the database keeps. */
  static CriteriaSet fromJson(String json) {
    Read read = read(FileTree.json(json));
    CriteriaSet set = read.set();
    if (set == null) {
      throw new IllegalStateException("a kept set cannot be read: " + read.problems());
    }
    return set;
  }

  private static Read read(FileTree.Read tree) {
    Fields root = tree.root();
    Problem problem = tree.problem();
    if (root == null) {
      return Read.refused(
          List.of(problem == null ? Problem.of(CriteriaProblem.UNREADABLE) : problem));
    }
    return read(root);
  }

  /** A set from a tree, whatever the file. */
  static Read read(Fields root) {
    Reader reader = new Reader();
    CriteriaSet judged = reader.set(root);
    boolean rated = !reader.unread.contains("model") && !reader.unread.contains("level");
    return new Read(rated ? judged : null, judged, reader.problems, reader.places, reader.unread);
  }

  /** A set as JSON. */
  static String json(CriteriaSet set) {
    return JSON.writeValueAsString(tree(set));
  }

  /** A set as YAML. */
  static String yaml(CriteriaSet set) {
    try {
      return YAML.writeValueAsString(tree(set));
    } catch (JacksonException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  // Writing ------------------------------------------------------------------------------------

  private static Map<String, Object> tree(CriteriaSet set) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("id", set.id());
    tree.put("model", set.model().name());
    tree.put("level", set.level().name());
    put(tree, "form", set.form());
    put(tree, "province", set.province());
    put(tree, "basedOn", set.basedOn());
    tree.put("issuer", set.issuer());
    tree.put("version", set.version());
    tree.put("title", set.title());
    tree.put("basis", set.basis());
    put(tree, "period", set.period());
    tree.put("sample", set.sample());
    tree.put("engine", set.engine().name());
    Map<String, Object> absent = new LinkedHashMap<>();
    absent.put("rule", set.notApplicable().name());
    verified(absent, set.notApplicableVerified(), set.notApplicableSource());
    tree.put("notApplicable", absent);
    put(tree, "maxTotal", set.declaredTotal());
    tree.put("pass", pass(set.pass()));
    if (!set.ratings().isEmpty()) {
      tree.put("ratings", set.ratings().stream().map(CriteriaFile::rating).toList());
    }
    tree.put("criteria", set.criteria().stream().map(CriteriaFile::criterion).toList());
    return tree;
  }

  private static void put(Map<String, Object> tree, String key, @Nullable Object value) {
    if (value != null && !value.equals("")) {
      tree.put(key, value);
    }
  }

  private static void verified(Map<String, Object> tree, boolean verified, String source) {
    tree.put("verified", verified);
    put(tree, "source", source);
  }

  private static Map<String, Object> pass(Pass pass) {
    Map<String, Object> tree = new LinkedHashMap<>();
    put(tree, "total", pass.total());
    put(tree, "leastEach", pass.leastEach());
    if (!pass.leastOf().isEmpty()) {
      tree.put("leastOf", pass.leastOf());
    }
    if (!pass.conditions().isEmpty()) {
      tree.put(
          "conditions",
          pass.conditions().stream()
              .map(
                  one -> {
                    Map<String, Object> condition = new LinkedHashMap<>();
                    condition.put("formula", one.formula());
                    condition.put("text", one.text());
                    return condition;
                  })
              .toList());
    }
    verified(tree, pass.verified(), pass.source());
    return tree;
  }

  private static Map<String, Object> rating(RatingBand band) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rating", band.rating().name());
    tree.put("from", band.from());
    put(tree, "below", band.below());
    verified(tree, band.verified(), band.source());
    return tree;
  }

  private static Map<String, Object> criterion(Criterion criterion) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", criterion.id());
    tree.put("text", criterion.text());
    put(tree, "maxPoints", criterion.declaredPoints());
    verified(tree, criterion.verified(), criterion.source());
    tree.put("indicators", criterion.indicators().stream().map(CriteriaFile::indicator).toList());
    return tree;
  }

  private static Map<String, Object> indicator(Indicator indicator) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", indicator.id());
    tree.put("text", indicator.text());
    tree.put("question", indicator.question());
    put(tree, "help", indicator.help());
    put(tree, "evidence", indicator.evidence());
    tree.put("maxPoints", indicator.maxPoints());
    put(tree, "appliesWhen", indicator.appliesWhen());
    NotApplicable own = indicator.notApplicable();
    put(tree, "notApplicable", own == null ? null : own.name());
    verified(tree, indicator.verified(), indicator.source());
    tree.put(
        "steps",
        indicator.steps().stream()
            .map(
                one -> {
                  Map<String, Object> step = new LinkedHashMap<>();
                  step.put("points", one.points());
                  step.put("label", one.label());
                  return step;
                })
            .toList());
    Computed computed = indicator.computed();
    if (computed != null) {
      Map<String, Object> how = new LinkedHashMap<>();
      how.put("value", computed.value());
      put(how, "unit", computed.unit());
      how.put(
          "bands",
          computed.bands().stream()
              .map(
                  one -> {
                    Map<String, Object> band = new LinkedHashMap<>();
                    band.put("from", one.from());
                    put(band, "below", one.below());
                    band.put("points", one.points());
                    return band;
                  })
              .toList());
      tree.put("computed", how);
    }
    return tree;
  }

  // Reading ------------------------------------------------------------------------------------

  private static final class Reader {

    private static final Set<String> SET =
        Set.of(
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
            "notApplicable",
            "maxTotal",
            "pass",
            "ratings",
            "criteria");
    private static final Set<String> PASS =
        Set.of("total", "leastEach", "leastOf", "conditions", "verified", "source");
    private static final Set<String> CRITERION =
        Set.of("id", "text", "maxPoints", "verified", "source", "indicators");
    private static final Set<String> INDICATOR =
        Set.of(
            "id",
            "text",
            "question",
            "help",
            "evidence",
            "maxPoints",
            "appliesWhen",
            "notApplicable",
            "verified",
            "source",
            "steps",
            "computed");
    private static final Map<String, String> FIRST_CONDITIONS =
        Map.of("ALWAYS", "", "HAS_CHILDREN", "children > 0", "HAS_ADULTS", "adults > 0");

    final List<Problem> problems = new ArrayList<>();
    final Map<String, String> places = new LinkedHashMap<>();
    final Set<String> unread = new HashSet<>();
    private boolean first;

    @Nullable CriteriaSet set(Fields root) {
      String format = text(root, "", "format");
      first = format.isEmpty() || format.equals("1");
      if (!first && !format.equals(String.valueOf(FORMAT))) {
        problem(root, "", "format", CriteriaProblem.UNKNOWN_FORMAT, format);
        return null;
      }
      keys(root, "", SET);
      // what cannot be rated is looked at all the same, so that all of its problems are told at
      // once
      LearningModel model =
          rated(root, "model", LearningModel.class, LearningModel.LEARNING_FAMILY);
      ModelLevel level = rated(root, "level", ModelLevel.class, ModelLevel.HOUSEHOLD);
      Engine engine = first ? Engine.POINTS : said(root, "", "engine", Engine.class, Engine.POINTS);
      BigDecimal version = number(root, "", "version");
      List<Criterion> criteria = list(root, "", "criteria", this::criterion);
      int before = problems.size();
      boolean sample = yes(root, "", "sample");
      // an answer that cannot be read is not taken for "official"
      sample |= problems.size() > before;
      NotApplicable rule = NotApplicable.FULL;
      boolean ruleVerified = false;
      String ruleSource = "";
      Pass pass;
      List<RatingBand> ratings = List.of();
      if (first) {
        BigDecimal total = number(root, "", "passTotal");
        pass = new Pass(total, null, Map.of(), List.of(), yes(root, "", "passTotalVerified"), "");
        places.put("pass.total", places.getOrDefault("passTotal", FilePlace.field(root.line())));
        ruleVerified = yes(root, "", "notApplicableVerified");
      } else {
        Fields absent = fields(root, "", "notApplicable");
        if (absent != null) {
          keys(absent, "notApplicable.", Set.of("rule", "verified", "source"));
          rule = said(absent, "notApplicable.", "rule", NotApplicable.class, rule);
          ruleVerified = yes(absent, "notApplicable.", "verified");
          ruleSource = text(absent, "notApplicable.", "source");
        }
        Fields how = fields(root, "", "pass");
        pass = how == null ? Pass.from(null) : pass(how);
        ratings = list(root, "", "ratings", this::rating);
      }
      String id = text(root, "", "id");
      String form = text(root, "", "form");
      String province = text(root, "", "province");
      String basedOn = text(root, "", "basedOn");
      String issuer = text(root, "", "issuer");
      String title = text(root, "", "title");
      String basis = text(root, "", "basis");
      String period = text(root, "", "period");
      BigDecimal declared = first ? null : number(root, "", "maxTotal");
      return new CriteriaSet(
          id,
          model,
          level,
          form,
          province,
          basedOn,
          issuer,
          version == null ? 1 : version.intValue(),
          title,
          basis,
          period,
          sample,
          engine,
          rule,
          ruleVerified,
          ruleSource,
          declared,
          pass,
          ratings,
          criteria);
    }

    private Pass pass(Fields node) {
      keys(node, "pass.", PASS);
      Map<String, BigDecimal> leastOf = new LinkedHashMap<>();
      Fields least = fields(node, "pass.", "leastOf");
      if (least != null) {
        for (String criterion : least.values().keySet()) {
          BigDecimal points = number(least, "pass.leastOf.", criterion);
          if (points != null) {
            leastOf.put(VietnameseText.clean(criterion), points);
          }
        }
      }
      return new Pass(
          number(node, "pass.", "total"),
          number(node, "pass.", "leastEach"),
          leastOf,
          list(
              node,
              "pass.",
              "conditions",
              (one, path) -> {
                keys(one, path, Set.of("formula", "text"));
                return new Condition(text(one, path, "formula"), text(one, path, "text"));
              }),
          yes(node, "pass.", "verified"),
          text(node, "pass.", "source"));
    }

    private @Nullable RatingBand rating(Fields node, String path) {
      keys(node, path, Set.of("rating", "from", "below", "verified", "source"));
      Rating rating = word(node, path, "rating", Rating.class);
      BigDecimal from = needed(node, path, "from");
      BigDecimal below = number(node, path, "below");
      boolean verified = yes(node, path, "verified");
      String source = text(node, path, "source");
      if (rating == null || from == null) {
        if (rating == null && !node.values().containsKey("rating")) {
          problem(node, path, "rating", CriteriaProblem.MISSING, "rating");
        }
        return null;
      }
      return new RatingBand(rating, from, below, verified, source);
    }

    private Criterion criterion(Fields node, String path) {
      keys(node, path, CRITERION);
      return new Criterion(
          text(node, path, "id"),
          text(node, path, "text"),
          first ? null : number(node, path, "maxPoints"),
          yes(node, path, "verified"),
          text(node, path, "source"),
          list(node, path, "indicators", this::indicator));
    }

    private Indicator indicator(Fields node, String path) {
      keys(node, path, INDICATOR);
      BigDecimal most = needed(node, path, "maxPoints");
      String when = text(node, path, "appliesWhen");
      if (first) {
        String formula = FIRST_CONDITIONS.get(when.isEmpty() ? "ALWAYS" : when);
        if (formula == null) {
          problem(
              node,
              path,
              "appliesWhen",
              CriteriaProblem.NOT_A_WORD,
              "appliesWhen",
              when,
              String.join(", ", new TreeSet<>(FIRST_CONDITIONS.keySet())));
        } else {
          when = formula;
        }
      }
      Fields how = first ? null : fields(node, path, "computed");
      return new Indicator(
          text(node, path, "id"),
          text(node, path, "text"),
          text(node, path, "question"),
          text(node, path, "help"),
          text(node, path, "evidence"),
          most == null ? BigDecimal.ZERO : most,
          when,
          first ? null : word(node, path, "notApplicable", NotApplicable.class),
          yes(node, path, "verified"),
          text(node, path, "source"),
          list(node, path, "steps", this::step),
          how == null ? null : computed(how, path + "computed."));
    }

    private @Nullable Step step(Fields node, String path) {
      keys(node, path, Set.of("points", "label"));
      BigDecimal points = needed(node, path, "points");
      String label = text(node, path, "label");
      return points == null ? null : new Step(points, label);
    }

    private Computed computed(Fields node, String path) {
      keys(node, path, Set.of("value", "unit", "bands"));
      return new Computed(
          text(node, path, "value"),
          text(node, path, "unit"),
          list(
              node,
              path,
              "bands",
              (one, at) -> {
                keys(one, at, Set.of("from", "below", "points"));
                BigDecimal from = needed(one, at, "from");
                BigDecimal below = number(one, at, "below");
                BigDecimal points = needed(one, at, "points");
                return from == null || points == null ? null : new ValueBand(from, below, points);
              }));
    }

    // Values -----------------------------------------------------------------------------------

    private void problem(
        Fields node, String path, String key, CriteriaProblem code, Object... arguments) {
      unread.add(path + key);
      told(node, key, code, arguments);
    }

    private void told(Fields node, String key, CriteriaProblem code, Object... arguments) {
      problems.add(
          Problem.at(
              FilePlace.field(node.lines().getOrDefault(key, node.line())), code, arguments));
    }

    private void keys(Fields node, String path, Set<String> allowed) {
      if (first) {
        // format 1 never looked at keys that it did not know, and goes on meaning the same
        return;
      }
      for (String key : node.values().keySet()) {
        if (!allowed.contains(key)) {
          String meant = Nearest.of(key, allowed);
          if (meant == null) {
            told(
                node,
                key,
                CriteriaProblem.UNKNOWN_KEY,
                key,
                String.join(", ", new TreeSet<>(allowed)));
          } else {
            told(node, key, CriteriaProblem.MISSPELT_KEY, key, meant);
            if (!node.values().containsKey(meant)) {
              unread.add(path + meant);
            }
          }
        }
      }
    }

    /** Whether a value is there that another reader could not read and has told about. */
    private boolean passedOver(@Nullable Node value, String path, String key) {
      if (value instanceof Unread) {
        unread.add(path + key);
        return true;
      }
      return false;
    }

    private @Nullable Scalar scalar(Fields node, String path, String key) {
      Node value = node.values().get(key);
      if (value == null) {
        return null;
      }
      places.put(path + key, FilePlace.field(node.lines().getOrDefault(key, value.line())));
      if (value instanceof Scalar scalar) {
        return scalar;
      }
      if (!passedOver(value, path, key)) {
        problem(node, path, key, CriteriaProblem.WRONG_SHAPE, key);
      }
      return null;
    }

    private String text(Fields node, String path, String key) {
      Scalar scalar = scalar(node, path, key);
      String text = scalar == null ? "" : VietnameseText.clean(scalar.text());
      if (text.length() > MOST_LETTERS) {
        problem(node, path, key, CriteriaProblem.TEXT_TOO_LONG, key, MOST_LETTERS);
        return "";
      }
      return text;
    }

    private @Nullable BigDecimal number(Fields node, String path, String key) {
      Scalar scalar = scalar(node, path, key);
      if (scalar == null || scalar.text() == null) {
        return null;
      }
      BigDecimal number = FileTree.number(scalar.text().strip());
      if (number == null) {
        problem(node, path, key, CriteriaProblem.NOT_A_NUMBER, key, shortened(scalar.text()));
      }
      return number;
    }

    private @Nullable BigDecimal needed(Fields node, String path, String key) {
      BigDecimal number = number(node, path, key);
      if (number == null && !unread.contains(path + key)) {
        problem(node, path, key, CriteriaProblem.MISSING, key);
      }
      return number;
    }

    /** What a set cannot be without; the stand-in where it is missing or cannot be read. */
    private <E extends Enum<E>> E rated(Fields root, String key, Class<E> words, E standIn) {
      E said = word(root, "", key, words);
      if (said == null && !unread.contains(key)) {
        problem(root, "", key, CriteriaProblem.MISSING, key);
      }
      return said == null ? standIn : said;
    }

    private <E extends Enum<E>> E said(
        Fields node, String path, String key, Class<E> words, E otherwise) {
      E said = word(node, path, key, words);
      return said == null ? otherwise : said;
    }

    private boolean yes(Fields node, String path, String key) {
      Scalar scalar = scalar(node, path, key);
      if (scalar == null || scalar.text() == null) {
        return false;
      }
      return switch (scalar.text().strip().toLowerCase(Locale.ROOT)) {
        case "true", "yes" -> true;
        case "false", "no", "" -> false;
        default -> {
          problem(node, path, key, CriteriaProblem.NOT_YES_NO, key, shortened(scalar.text()));
          yield false;
        }
      };
    }

    private <E extends Enum<E>> @Nullable E word(
        Fields node, String path, String key, Class<E> words) {
      String text = text(node, path, key);
      if (text.isEmpty()) {
        return null;
      }
      for (E one : words.getEnumConstants()) {
        if (one.name().equals(text)) {
          return one;
        }
      }
      List<String> names = Arrays.stream(words.getEnumConstants()).map(Enum::name).toList();
      problem(
          node,
          path,
          key,
          CriteriaProblem.NOT_A_WORD,
          key,
          shortened(text),
          String.join(", ", names));
      return null;
    }

    private @Nullable Fields fields(Fields node, String path, String key) {
      Node value = node.values().get(key);
      if (value == null || value instanceof Scalar scalar && scalar.text() == null) {
        return null;
      }
      places.put(path + key, FilePlace.field(node.lines().getOrDefault(key, value.line())));
      if (value instanceof Fields fields) {
        return fields;
      }
      if (!passedOver(value, path, key)) {
        problem(node, path, key, CriteriaProblem.WRONG_SHAPE, key);
      }
      return null;
    }

    private <T> List<T> list(
        Fields node, String path, String key, BiFunction<Fields, String, @Nullable T> each) {
      Node value = node.values().get(key);
      if (value == null || value instanceof Scalar scalar && scalar.text() == null) {
        return List.of();
      }
      places.put(path + key, FilePlace.field(node.lines().getOrDefault(key, value.line())));
      if (!(value instanceof Items items)) {
        if (!passedOver(value, path, key)) {
          problem(node, path, key, CriteriaProblem.WRONG_SHAPE, key);
        }
        return List.of();
      }
      List<T> read = new ArrayList<>();
      for (Node item : items.values()) {
        // the place among those that were read, which is how problems of the set name it
        String at = path + key + "[" + read.size() + "]";
        places.put(at, FilePlace.field(item.line()));
        if (item instanceof Fields fields) {
          T one = each.apply(fields, at + ".");
          if (one == null) {
            // the next one takes its place
            unread.removeIf(other -> other.startsWith(at + "."));
            unread.add(path + key + "[]");
          } else {
            read.add(one);
          }
        } else {
          unread.add(path + key + "[]");
          problems.add(Problem.at(FilePlace.field(item.line()), CriteriaProblem.WRONG_SHAPE, key));
        }
      }
      return read;
    }

    private static String shortened(String text) {
      return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
  }
}
