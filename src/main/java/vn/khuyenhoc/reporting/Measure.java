package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;

/**
 * Something that the system can count in an area and a year. Formulas of indicators name it; a
 * target narrows it to units of one level or to a least rating.
 *
 * @param kind what is counted
 * @param model which model; null where none is meant
 * @param levels at which levels together; empty where no level is meant
 * @param denominator of which total; null where it is none
 * @param scale the scale of the least rating; empty for none
 * @param least the least rating that counts; null for any
 * @param group of citizens of which labour group; empty for all of them together, and elsewhere
 */
public record Measure(
    Kind kind,
    @Nullable LearningModel model,
    List<ModelLevel> levels,
    @Nullable Denominator denominator,
    String scale,
    @Nullable Rating least,
    String group) {

  public Measure {
    levels = List.copyOf(levels);
  }

  /** What is counted. */
  public enum Kind {
    /** What was recognised in campaigns of the year. */
    RECOGNISED,
    /** What registered to strive for it, where campaigns of the year ask for that. */
    REGISTERED,
    /** What stands on the rolls of campaigns of the year. */
    ON_ROLL,
    /** All there are: as declared where somebody declared it, else on the roll; as figures say. */
    TOTAL,
    /** The population of the area, as it is known on the day. */
    POPULATION,
    /** Workers who live in a recognised family, clan or community; each once. */
    WORKERS_INSIDE,
    /** Those of them who are Learning citizens of the year. */
    LEARNING_WORKERS_INSIDE,
    /** Who works in a recognised unit. */
    STAFF_INSIDE,
    /** Those of them who are Learning citizens of the year. */
    LEARNING_STAFF_INSIDE;

    /** Whether it counts people through what they belong to. */
    boolean ofPeople() {
      return this == WORKERS_INSIDE || this == LEARNING_WORKERS_INSIDE || staff();
    }

    /** Whether it counts only those of them who are Learning citizens. */
    boolean learning() {
      return this == LEARNING_WORKERS_INSIDE || this == LEARNING_STAFF_INSIDE;
    }

    boolean staff() {
      return this == STAFF_INSIDE || this == LEARNING_STAFF_INSIDE;
    }
  }

  /** The scale that names of measures mean where they end with a least rating. */
  static final String USUAL_SCALE = "TOT_KHA";

  private static final String OF_GROUP = "_of_";

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final List<Rating> RATINGS = List.of(Rating.AVERAGE, Rating.FAIR, Rating.GOOD);

  private record Thing(
      String name, LearningModel model, List<ModelLevel> levels, Denominator roll) {}

  private static final List<Thing> THINGS = things();

  private static final Map<String, Measure> ALL = all();

  private static List<Thing> things() {
    List<Thing> things = new ArrayList<>();
    things.add(one("citizens", LearningModel.LEARNING_CITIZEN, Denominator.CITIZENS));
    things.add(one("families", LearningModel.LEARNING_FAMILY, Denominator.HOUSEHOLDS));
    things.add(one("clans", LearningModel.LEARNING_CLAN, Denominator.CLANS));
    things.add(one("groups", LearningModel.SELF_MANAGED_GROUP, Denominator.GROUPS));
    things.add(one("centres", LearningModel.COMMUNITY_LEARNING_CENTRE, Denominator.CENTRES));
    things.add(one("units", LearningModel.LEARNING_UNIT, Denominator.UNITS));
    for (ModelLevel level : LearningModel.LEARNING_UNIT.levels()) {
      things.add(
          new Thing(
              "units_" + level.name().toLowerCase(Locale.ROOT),
              LearningModel.LEARNING_UNIT,
              List.of(level),
              Denominator.UNITS));
    }
    for (ModelLevel level : LearningModel.LEARNING_COMMUNITY.levels()) {
      Denominator roll = Measured.of(LearningModel.LEARNING_COMMUNITY, level).denominator();
      things.add(
          new Thing(
              roll.name().toLowerCase(Locale.ROOT),
              LearningModel.LEARNING_COMMUNITY,
              List.of(level),
              roll));
    }
    return List.copyOf(things);
  }

  private static Thing one(String name, LearningModel model, Denominator roll) {
    return new Thing(name, model, model.levels(), roll);
  }

  private static Map<String, Measure> all() {
    Map<String, Measure> all = new LinkedHashMap<>();
    for (Thing thing : THINGS) {
      Measure recognised =
          new Measure(Kind.RECOGNISED, thing.model(), thing.levels(), null, "", null, "");
      all.put("recognised_" + thing.name(), recognised);
      for (Rating rating : RATINGS) {
        all.put(
            "recognised_" + thing.name() + "_from_" + rating.name().toLowerCase(Locale.ROOT),
            new Measure(
                Kind.RECOGNISED, thing.model(), thing.levels(), null, USUAL_SCALE, rating, ""));
      }
      all.put(
          "registered_" + thing.name(),
          new Measure(Kind.REGISTERED, thing.model(), thing.levels(), null, "", null, ""));
      all.put(
          "on_roll_" + thing.name(),
          new Measure(Kind.ON_ROLL, thing.model(), thing.levels(), null, "", null, ""));
      String total = thing.model() == LearningModel.LEARNING_FAMILY ? "households" : thing.name();
      all.put(
          "total_" + total,
          new Measure(Kind.TOTAL, thing.model(), thing.levels(), thing.roll(), "", null, ""));
    }
    for (Denominator stated : List.of(Denominator.ADULTS, Denominator.WORKERS)) {
      all.put(
          "total_" + stated.name().toLowerCase(Locale.ROOT),
          new Measure(
              Kind.TOTAL,
              LearningModel.LEARNING_CITIZEN,
              LearningModel.LEARNING_CITIZEN.levels(),
              stated,
              "",
              null,
              ""));
    }
    all.put("population", bare(Kind.POPULATION));
    all.put("workers_in_recognised", bare(Kind.WORKERS_INSIDE));
    all.put("learning_workers_in_recognised", bare(Kind.LEARNING_WORKERS_INSIDE));
    all.put("staff_in_recognised", bare(Kind.STAFF_INSIDE));
    all.put("learning_staff_in_recognised", bare(Kind.LEARNING_STAFF_INSIDE));
    return all;
  }

  private static Measure bare(Kind kind) {
    return new Measure(
        kind,
        null,
        kind.staff() ? LearningModel.LEARNING_UNIT.levels() : List.of(),
        null,
        "",
        null,
        "");
  }

  /** Everything that formulas can name, by name. */
  public static Map<String, Measure> catalogue() {
    return java.util.Collections.unmodifiableMap(ALL);
  }

  /**
   * The same, and what can be counted of citizens of each of these labour groups.
   *
   * @param groups their codes, which are data
   */
  static Map<String, Measure> catalogue(Collection<String> groups) {
    Map<String, Measure> all = new LinkedHashMap<>(ALL);
    for (String group : groups) {
      ALL.forEach(
          (name, measure) -> {
            if (measure.byGroup()) {
              all.put(name + OF_GROUP + group.toLowerCase(Locale.ROOT), measure.of(group));
            }
          });
    }
    return all;
  }

  /**
   * The measure of that name; null for none. What ends with {@code _of_farmer} is of one labour
   * group, whether or not there is such a group.
   */
  public static @Nullable Measure named(String name) {
    Measure known = ALL.get(name);
    int at = name.indexOf(OF_GROUP);
    if (known != null || at < 0) {
      return known;
    }
    Measure whole = ALL.get(name.substring(0, at));
    String group = name.substring(at + OF_GROUP.length());
    return whole != null && whole.byGroup() && group.matches("[a-z][a-z0-9_]*")
        ? whole.of(group.toUpperCase(Locale.ROOT))
        : null;
  }

  /** The names in a formula that mean citizens of one labour group, as they stand there. */
  static List<String> ofGroups(String formula) {
    return words(formula).stream()
        .filter(
            name -> {
              Measure measure = named(name);
              return measure != null && !measure.group().isEmpty();
            })
        .toList();
  }

  /** Everything in a formula that may be a name, each once. */
  static List<String> words(String formula) {
    return WORD.matcher(formula).results().map(MatchResult::group).distinct().toList();
  }

  /** Those of these labour groups that formulas name. */
  static Map<String, String> groups(Map<String, String> all, String... formulas) {
    Map<String, String> named = new LinkedHashMap<>();
    for (String formula : formulas) {
      for (String name : ofGroups(formula)) {
        Measure measure = named(name);
        String known = measure == null ? null : all.get(measure.group());
        if (measure != null && known != null) {
          named.put(measure.group(), known);
        }
      }
    }
    return named;
  }

  /** Whether it can be counted for one labour group alone: what campaigns of citizens know. */
  private boolean byGroup() {
    return model == LearningModel.LEARNING_CITIZEN
        && (kind != Kind.TOTAL || denominator == Denominator.CITIZENS);
  }

  private Measure of(String labourGroup) {
    return new Measure(kind, model, levels, denominator, scale, least, labourGroup);
  }

  /** The same as a target means it: of units of one level, from a rating on. */
  Measure within(TargetScope scope) {
    ModelLevel unit = scope.unitLevel();
    boolean units = model == LearningModel.LEARNING_UNIT || kind.staff();
    List<ModelLevel> narrower = unit != null && units ? List.of(unit) : levels;
    Rating rated = scope.leastRating();
    return rated != null && kind == Kind.RECOGNISED && least == null
        ? new Measure(kind, model, narrower, denominator, scope.scale(), rated, group)
        : new Measure(kind, model, narrower, denominator, scale, least, group);
  }

  /**
   * What figures it is read from; of people inside something, those that say whether anybody has
   * reported citizens at all; none for what is counted otherwise.
   */
  List<Measured> figures() {
    if (kind.learning()) {
      return List.of(CITIZENS);
    }
    LearningModel of = model;
    return of == null
        ? List.of()
        : levels.stream()
            .map(
                level -> {
                  Measured usual = Measured.of(of, level).ofForm(group);
                  if (kind != Kind.TOTAL) {
                    // what households state is no part of it, and takes long to add up
                    return usual.over(usual.roll());
                  }
                  return denominator == null || !usual.denominators().contains(denominator)
                      ? usual
                      : usual.over(denominator);
                })
            .toList();
  }

  private static final Measured CITIZENS =
      Measured.of(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON).over(Denominator.CITIZENS);

  /** The noun of what is counted. */
  public Denominator noun() {
    if (denominator != null) {
      return denominator;
    }
    LearningModel of = model;
    return switch (kind) {
      case WORKERS_INSIDE, LEARNING_WORKERS_INSIDE -> Denominator.WORKERS_IN_RECOGNISED;
      case STAFF_INSIDE, LEARNING_STAFF_INSIDE -> Denominator.STAFF_IN_RECOGNISED;
      default -> of == null ? Denominator.CITIZENS : Measured.of(of, levels.getFirst()).roll();
    };
  }
}
