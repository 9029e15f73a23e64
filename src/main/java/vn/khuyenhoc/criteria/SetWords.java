package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Condition;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.RatingBand;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.CriteriaSet.ValueBand;
import vn.khuyenhoc.platform.web.Texts;

/** A criteria set as sentences that a village volunteer reads. */
public final class SetWords {

  private final Texts t;
  private final CriteriaSet set;
  private final String formName;

  /** The words of a set in a language; its labour group by its code. */
  public SetWords(Texts t, CriteriaSet set) {
    this(t, set, set.form());
  }

  /**
   * The words of a set in a language.
   *
   * @param formName what people call the labour group of its form; empty for none
   */
  public SetWords(Texts t, CriteriaSet set, String formName) {
    this.t = t;
    this.set = set;
    this.formName = formName;
  }

  private boolean levels() {
    return set.engine() == Engine.LEVELS;
  }

  /** What it rates: "Cộng đồng học tập cấp xã"; with the labour group of citizens. */
  public String model() {
    return model(t, set.model(), set.level(), formName);
  }

  /** What a set of a model, level and labour group rates. */
  static String model(Texts t, LearningModel model, ModelLevel level, String formName) {
    String name = t.t(model.messageKey(level));
    return formName.isEmpty() ? name : t.t("criteria.model.form", name, formName);
  }

  /** How it rates, in one line. */
  public String engine() {
    return t.t(levels() ? "criteria.engine.levels" : "criteria.engine.points");
  }

  /** How it rates, explained. */
  public String engineExplained() {
    return levels()
        ? t.t("criteria.engine.levels.explained")
        : t.t("criteria.engine.points.explained", set.maxTotal());
  }

  /** A formula in words; as it is written where it has none. */
  public String formula(String formula) {
    return FormulaWords.of(t, set.model(), set.level(), formula).orElse(formula);
  }

  /** When an indicator applies; null for always. */
  public @Nullable String applies(Indicator indicator) {
    return indicator.always()
        ? null
        : t.t("criteria.applies.when", formula(indicator.appliesWhen()));
  }

  /** How an indicator counts where it does not apply; null for one that always does. */
  public @Nullable String whenNot(Indicator indicator) {
    return indicator.always() ? null : t.t(counting(set.whenNotApplicable(indicator)));
  }

  /** The key of how "not applicable" counts here. */
  public String counting(NotApplicable how) {
    return "criteria.counting." + how.name().toLowerCase(Locale.ROOT) + (levels() ? ".levels" : "");
  }

  /** The most an indicator gives: points, or the levels it knows. */
  public String most(Indicator indicator) {
    return levels() ? level(indicator.maxPoints()) : t.points(indicator.maxPoints());
  }

  /** A step's number: points, or a level. */
  public String step(BigDecimal points) {
    return levels() ? level(points) : t.points(points);
  }

  private String level(BigDecimal level) {
    return level.signum() == 0 ? t.t("criteria.level.none") : t.t("criteria.level.of", level);
  }

  /** A step with its words: "10 điểm: Tất cả đều đến trường". */
  public String step(Step step) {
    return step.label().isBlank()
        ? step(step.points())
        : t.t("criteria.step", step(step.points()), step.label());
  }

  /** All steps in one text, for comparisons and sheets. */
  public String steps(Indicator indicator) {
    return String.join("\n", indicator.steps().stream().map(this::step).toList());
  }

  /** What a computed indicator is computed from, in words. */
  public String computed(Computed computed) {
    return formula(computed.value());
  }

  /** The facts that a computed indicator looks at, by their names. */
  public List<String> facts(Computed computed) {
    return Formulas.value(set.model(), set.level(), computed.value()).names().stream()
        .map(name -> t.t("criteria.fact." + name.replace('_', '-')))
        .toList();
  }

  /** The bands of a computed indicator, one sentence each, the highest first. */
  public List<String> bands(Indicator indicator) {
    Computed computed = indicator.computed();
    if (computed == null) {
      return List.of();
    }
    List<ValueBand> ordered =
        computed.bands().stream().sorted(Comparator.comparing(ValueBand::from).reversed()).toList();
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      ValueBand band = ordered.get(i);
      boolean last = i == ordered.size() - 1;
      String gives = label(indicator, band.points());
      if (last && i > 0) {
        sentences.add(
            t.t("criteria.band.below", value(ordered.get(i - 1).from(), computed.unit()), gives));
      } else {
        sentences.add(t.t("criteria.band.from", value(band.from(), computed.unit()), gives));
      }
    }
    return sentences;
  }

  private String label(Indicator indicator, BigDecimal points) {
    return indicator.steps().stream()
        .filter(step -> step.points().compareTo(points) == 0)
        .findFirst()
        .map(this::step)
        .orElse(step(points));
  }

  private String value(BigDecimal value, String unit) {
    return unit.equals("%")
        ? t.percent(value)
        : unit.isBlank() ? t.decimal(value) : t.decimal(value) + " " + unit;
  }

  /** What is needed to pass, one sentence each. */
  public List<String> pass() {
    List<String> sentences = new ArrayList<>();
    if (levels()) {
      sentences.add(t.t("criteria.pass.levels"));
    } else {
      BigDecimal total = set.pass().total();
      if (total != null) {
        sentences.add(t.t("criteria.pass.total", total, set.maxTotal()));
      }
      BigDecimal each = set.pass().leastEach();
      if (each != null) {
        sentences.add(t.t("criteria.pass.each", each));
      }
      set.pass()
          .leastOf()
          .forEach(
              (criterion, points) ->
                  sentences.add(t.t("criteria.pass.criterion", criterion, points)));
    }
    for (Condition condition : set.pass().conditions()) {
      sentences.add(t.t("criteria.pass.condition", formula(condition.formula())));
    }
    if (sentences.isEmpty()) {
      sentences.add(t.t("criteria.pass.none"));
    }
    return sentences;
  }

  /** The ratings, one sentence each, the best first. */
  public List<String> ratings() {
    if (levels()) {
      return List.of(t.t("criteria.rating.level-2.means"), t.t("criteria.rating.level-1.means"));
    }
    List<RatingBand> ordered =
        set.ratings().stream().sorted(Comparator.comparing(RatingBand::from).reversed()).toList();
    List<String> sentences = new ArrayList<>();
    BigDecimal above = null;
    for (RatingBand band : ordered) {
      BigDecimal below = band.below() == null ? above : band.below();
      String rating = t.t(band.rating().messageKey());
      sentences.add(
          below == null
              ? t.t("criteria.rating.from", rating, band.from())
              : t.t("criteria.rating.between", rating, band.from(), below));
      above = band.from();
    }
    return sentences;
  }

  /** How many indicators of a set were checked against their source. */
  public static long verified(CriteriaSet set) {
    return set.indicators().stream().filter(Indicator::verified).count();
  }

  /** "mẫu", and how many of how many are verified; or that all of it is. */
  public String checked() {
    return checked(t, verified(set), set.indicators().size(), set.sample());
  }

  static String checked(Texts t, long verified, long all, boolean sample) {
    return sample ? t.t("criteria.checked.part", verified, all) : t.t("criteria.checked.all", all);
  }
}
