package vn.khuyenhoc.reporting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;

/**
 * What figures are of: a model at a level, over a denominator. Figures of two of them are never
 * added up; of citizens all labour groups together are one, and each alone is another.
 *
 * @param model the model
 * @param level the level it is rated at
 * @param form the labour group of citizens; empty for all of them together, and elsewhere
 * @param denominator what its rates are a share of
 */
public record Measured(
    LearningModel model, ModelLevel level, String form, Denominator denominator) {

  /** Gia đình học tập: what figures are of where nothing says otherwise. */
  public static final Measured FAMILIES = of(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD);

  /** A model at a level over what it is usually a share of. */
  public static Measured of(LearningModel model, ModelLevel level) {
    return new Measured(model, level, "", denominators(model, level).getFirst());
  }

  /**
   * As an address writes it; what does not exist is taken for the nearest that does.
   *
   * @param model the model's name; null for families
   * @param level the level's name; null for the model's lowest
   * @param form the labour group
   * @param per the denominator's name; null for the usual one
   */
  static Measured read(
      @Nullable String model, @Nullable String level, String form, @Nullable String per) {
    LearningModel of = named(List.of(LearningModel.values()), model, FAMILIES.model());
    ModelLevel at = named(of.levels(), level, of.levels().getFirst());
    List<Denominator> over = denominators(of, at);
    return new Measured(of, at, of.hasForms() ? form : "", named(over, per, over.getFirst()));
  }

  private static <E extends Enum<E>> E named(List<E> all, @Nullable String name, E otherwise) {
    return all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(otherwise);
  }

  /** What its rates can be a share of, the usual one first. */
  public List<Denominator> denominators() {
    return denominators(model, level);
  }

  private static List<Denominator> denominators(LearningModel model, ModelLevel level) {
    return switch (model) {
      case LEARNING_CITIZEN ->
          List.of(Denominator.ADULTS, Denominator.WORKERS, Denominator.CITIZENS);
      case LEARNING_FAMILY -> List.of(Denominator.HOUSEHOLDS);
      case LEARNING_CLAN -> List.of(Denominator.CLANS);
      case LEARNING_UNIT -> List.of(Denominator.UNITS);
      case SELF_MANAGED_GROUP -> List.of(Denominator.GROUPS);
      case COMMUNITY_LEARNING_CENTRE -> List.of(Denominator.CENTRES);
      case LEARNING_COMMUNITY, LEARNING_SOCIETY ->
          List.of(
              switch (level) {
                case VILLAGE -> Denominator.VILLAGES;
                case COMMUNE -> Denominator.COMMUNES;
                case DISTRICT -> Denominator.DISTRICTS;
                default -> Denominator.PROVINCES;
              });
    };
  }

  /** What stands on its roll. */
  public Denominator roll() {
    return model == LearningModel.LEARNING_CITIZEN ? Denominator.CITIZENS : denominator;
  }

  /** Whether its rates are a share of the roll where nothing was declared. */
  public boolean overRoll() {
    return denominator == roll();
  }

  /** The level of the areas to which everything it counts belongs; nothing lies below them. */
  public AreaLevel leaf() {
    return switch (level) {
      case PROVINCE -> AreaLevel.PROVINCE;
      case DISTRICT -> AreaLevel.DISTRICT;
      case COMMUNE, CENTRE -> AreaLevel.COMMUNE;
      case PERSON, HOUSEHOLD, CLAN, GROUP, VILLAGE -> AreaLevel.VILLAGE;
    };
  }

  /**
   * Whether a commune or province may declare how many there are in all. Areas are all known; of
   * citizens on the roll there is nothing else to know.
   */
  public boolean declarable() {
    return switch (model) {
      case LEARNING_COMMUNITY, LEARNING_SOCIETY -> false;
      case LEARNING_CITIZEN -> denominator.stated() && form.isEmpty();
      default -> true;
    };
  }

  /** Whether a campaign is one of those that it counts. */
  boolean counts(FiguresCampaign campaign) {
    return campaign.model() == model
        && campaign.level() == level
        && (form.isEmpty() || form.equals(campaign.form()));
  }

  /**
   * The same of what a campaign recognises, over the same denominator where there is such a one.
   */
  Measured of(FiguresCampaign campaign) {
    return counts(campaign) ? this : of(campaign.model(), campaign.level());
  }

  /** The same of one labour group, or of all. */
  public Measured ofForm(String group) {
    return new Measured(model, level, group, denominator);
  }

  /** The same over something else. */
  public Measured over(Denominator other) {
    return new Measured(model, level, form, other);
  }

  /** How addresses write it; nothing for families. */
  public String query() {
    if (equals(FAMILIES)) {
      return "";
    }
    return "&model="
        + model
        + (model.levels().size() > 1 ? "&level=" + level : "")
        + (form.isEmpty() ? "" : "&form=" + form)
        + (denominator == denominators().getFirst() ? "" : "&per=" + denominator);
  }

  /** The key of its name: "Cộng đồng học tập cấp xã". */
  public String messageKey() {
    return model.messageKey(level);
  }
}
