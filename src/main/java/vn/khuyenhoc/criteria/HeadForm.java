package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CriteriaSet.Condition;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Pass;
import vn.khuyenhoc.criteria.CriteriaSet.RatingBand;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;

/** The form of a set's head: everything but its criteria; both ways. */
final class HeadForm {

  private HeadForm() {}

  /** A model with the level it is rated at, as one choice. */
  record Rated(LearningModel model, ModelLevel level) {

    String value() {
      return model.name() + "/" + level.name();
    }
  }

  /** Every model with each of its levels. */
  static List<Option> models(Texts t) {
    List<Option> options = new ArrayList<>();
    for (LearningModel model : LearningModel.values()) {
      for (ModelLevel level : model.levels()) {
        options.add(new Option(new Rated(model, level).value(), t.t(model.messageKey(level))));
      }
    }
    return options;
  }

  /** The model and level that a choice names. */
  static Optional<Rated> rated(String typed) {
    for (LearningModel model : LearningModel.values()) {
      for (ModelLevel level : model.levels()) {
        Rated one = new Rated(model, level);
        if (one.value().equals(typed)) {
          return Optional.of(one);
        }
      }
    }
    return Optional.empty();
  }

  static TypedForm of(Texts t, CriteriaSet set) {
    Pass pass = set.pass();
    TypedForm form =
        new TypedForm(Map.of())
            .put("title", set.title())
            .put("basis", set.basis())
            .put("issuer", set.issuer())
            .put("period", set.period())
            .put("version", set.version())
            .put("model", new Rated(set.model(), set.level()).value())
            .put("form", set.form())
            .put("engine", set.engine())
            .put("na", set.notApplicable())
            .tick("naVerified", set.notApplicableVerified())
            .put("naSource", set.notApplicableSource())
            .number(t, "declared", set.declaredTotal())
            .number(t, "total", pass.total())
            .number(t, "each", pass.leastEach())
            .tick("passVerified", pass.verified())
            .put("passSource", pass.source())
            .put("conditions", pass.conditions().size())
            .put("ratings", set.ratings().size());
    for (int i = 0; i < set.criteria().size(); i++) {
      form.number(t, "least-" + i, pass.leastOf().get(set.criteria().get(i).id()));
    }
    for (int i = 0; i < pass.conditions().size(); i++) {
      form.put("condition-" + i + "-formula", pass.conditions().get(i).formula())
          .put("condition-" + i + "-text", pass.conditions().get(i).text());
    }
    for (int i = 0; i < set.ratings().size(); i++) {
      RatingBand band = set.ratings().get(i);
      form.put("rating-" + i + "-rating", band.rating())
          .number(t, "rating-" + i + "-from", band.from())
          .number(t, "rating-" + i + "-below", band.below())
          .tick("rating-" + i + "-verified", band.verified())
          .put("rating-" + i + "-source", band.source());
    }
    return form;
  }

  /**
   * The set with the head that the form says, and the criteria it has.
   *
   * @param groups whether a labour group can be chosen
   */
  static Result<CriteriaSet> read(TypedForm form, CriteriaSet set, Predicate<String> groups) {
    TypedForm.Reader reader = new TypedForm.Reader(form);
    Rated rated = rated(form.get("model")).orElse(null);
    if (rated == null) {
      reader.wrong("model", EditProblem.MODEL_MISSING);
      rated = new Rated(set.model(), set.level());
    }
    String group = form.line("form");
    if (!groups.test(group)) {
      reader.wrong("form", EditProblem.FORM_UNKNOWN, group);
    }
    BigDecimal version = reader.needed("version");
    if (version.stripTrailingZeros().scale() > 0 || version.compareTo(new BigDecimal(9999)) > 0) {
      reader.wrong("version", EditProblem.NUMBER_UNREADABLE, form.line("version"));
      version = BigDecimal.ONE;
    }
    Engine engine = form.get("engine").equals(Engine.LEVELS.name()) ? Engine.LEVELS : Engine.POINTS;
    NotApplicable counting = IndicatorForm.counting(form.get("na"));
    BigDecimal declared = reader.number("declared");
    Pass pass = pass(form, reader, set);
    List<RatingBand> ratings = ratings(form, reader);
    if (!reader.problems().isEmpty()) {
      return Result.refused(reader.problems());
    }
    return Result.ok(
        new CriteriaSet(
            set.id(),
            rated.model(),
            rated.level(),
            group,
            set.province(),
            set.basedOn(),
            form.line("issuer"),
            version.intValue(),
            form.line("title"),
            form.line("basis"),
            form.line("period"),
            set.sample(),
            engine,
            counting == null ? NotApplicable.FULL : counting,
            form.on("naVerified"),
            form.line("naSource"),
            declared,
            pass,
            ratings,
            set.criteria()));
  }

  private static Pass pass(TypedForm form, TypedForm.Reader reader, CriteriaSet set) {
    BigDecimal total = reader.number("total");
    BigDecimal each = reader.number("each");
    Map<String, BigDecimal> leastOf = new LinkedHashMap<>();
    for (int i = 0; i < set.criteria().size(); i++) {
      Criterion criterion = set.criteria().get(i);
      BigDecimal least = reader.number("least-" + i);
      if (least != null) {
        leastOf.put(criterion.id(), least);
      }
    }
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < form.rows("condition"); i++) {
      Condition condition =
          new Condition(
              form.line("condition-" + i + "-formula"), form.line("condition-" + i + "-text"));
      if (!condition.formula().isEmpty() || !condition.text().isEmpty()) {
        conditions.add(condition);
      }
    }
    return new Pass(
        total, each, leastOf, conditions, form.on("passVerified"), form.line("passSource"));
  }

  private static List<RatingBand> ratings(TypedForm form, TypedForm.Reader reader) {
    List<RatingBand> ratings = new ArrayList<>();
    for (int i = 0; i < form.rows("rating"); i++) {
      String row = "rating-" + i + "-";
      Rating rating = rating(form.get(row + "rating"));
      if (rating == null
          && form.line(row + "from").isEmpty()
          && form.line(row + "below").isEmpty()) {
        continue;
      }
      BigDecimal from = reader.needed(row + "from");
      BigDecimal below = reader.number(row + "below");
      if (rating == null) {
        reader.wrong(row + "rating", EditProblem.RATING_MISSING);
        continue;
      }
      ratings.add(
          new RatingBand(
              rating, from, below, form.on(row + "verified"), form.line(row + "source")));
    }
    return ratings;
  }

  private static @Nullable Rating rating(String typed) {
    for (Rating one : Rating.values()) {
      if (one.name().equals(typed)) {
        return one;
      }
    }
    return null;
  }

  /** The ratings by points, the best first. */
  static List<Option> ratings(Texts t) {
    List<Option> options = new ArrayList<>();
    for (Rating one : Rating.values()) {
      if (!one.level()) {
        options.addFirst(new Option(one.name(), t.t(one.messageKey())));
      }
    }
    return options;
  }
}
