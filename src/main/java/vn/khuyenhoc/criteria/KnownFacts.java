package vn.khuyenhoc.criteria;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The facts that formulas may name, by model and level. A fact about learning citizens, families or
 * clans counts those whose title was recognised in the same assessment year and province. What is
 * below is named only: a set of a family knows citizens, that of a clan families, never the other
 * way round, so that no formula can depend on itself.
 */
public final class KnownFacts {

  /** What kind of number a fact is. */
  public enum Kind {
    /** How many: 0 and above. */
    COUNT,
    /** Yes or no: 1 or 0 among the facts, a truth value in formulas. */
    YES_NO
  }

  /**
   * One fact.
   *
   * @param name as formulas write it: {@code learning_citizens}
   * @param kind what kind of number
   */
  public record Fact(String name, Kind kind) {

    /** The key of its name: "số người lớn". */
    public String messageKey() {
      return "criteria.fact." + name.replace('_', '-');
    }
  }

  private static final List<String> HOUSEHOLD =
      List.of("children", "adults", "workers", "citizens", "learning_citizens");
  private static final List<String> CLAN =
      List.of("households", "learning_families", "adults", "learning_citizens");
  private static final List<String> VILLAGE =
      List.of(
          "households",
          "learning_families",
          "clans",
          "learning_clans",
          "adults",
          "workers",
          "learning_citizens");
  private static final List<String> COMMUNE =
      join(
          VILLAGE,
          List.of("villages", "learning_villages", "units", "learning_units", "population"));
  private static final List<String> ABOVE = join(COMMUNE, List.of("communes", "learning_communes"));
  private static final List<String> UNIT =
      List.of("staff", "learning_citizens", "learners", "learning_learners", "school");

  private static final Map<LearningModel, Map<ModelLevel, Map<String, Fact>>> ALL = all();

  private KnownFacts() {}

  private static List<String> join(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static List<String> names(LearningModel model, ModelLevel level) {
    return switch (model) {
      case LEARNING_CITIZEN, COMMUNITY_LEARNING_CENTRE -> List.of();
      case LEARNING_FAMILY -> HOUSEHOLD;
      case LEARNING_CLAN -> CLAN;
      case LEARNING_UNIT -> UNIT;
      case SELF_MANAGED_GROUP -> List.of("households");
      case LEARNING_COMMUNITY, LEARNING_SOCIETY ->
          switch (level) {
            case VILLAGE -> VILLAGE;
            case COMMUNE -> COMMUNE;
            default -> ABOVE;
          };
    };
  }

  private static Map<LearningModel, Map<ModelLevel, Map<String, Fact>>> all() {
    Map<LearningModel, Map<ModelLevel, Map<String, Fact>>> all = new EnumMap<>(LearningModel.class);
    for (LearningModel model : LearningModel.values()) {
      Map<ModelLevel, Map<String, Fact>> levels = new EnumMap<>(ModelLevel.class);
      for (ModelLevel level : model.levels()) {
        levels.put(
            level,
            names(model, level).stream()
                .map(name -> new Fact(name, name.equals("school") ? Kind.YES_NO : Kind.COUNT))
                .collect(
                    Collectors.toMap(Fact::name, one -> one, (a, b) -> a, LinkedHashMap::new)));
      }
      all.put(model, levels);
    }
    return all;
  }

  /** The facts of a model at a level, in the order of screens; none where it is not rated there. */
  public static List<Fact> of(LearningModel model, ModelLevel level) {
    return List.copyOf(byName(model, level).values());
  }

  /** The fact of that name. */
  public static Optional<Fact> find(LearningModel model, ModelLevel level, String name) {
    return Optional.ofNullable(byName(model, level).get(name));
  }

  static Map<String, Fact> byName(LearningModel model, ModelLevel level) {
    return ALL.getOrDefault(model, Map.of()).getOrDefault(level, Map.of());
  }
}
