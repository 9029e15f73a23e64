package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.CriteriaSet.ValueBand;
import vn.khuyenhoc.criteria.FormulaChoices.Value;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.web.Texts;

/** The form of one indicator, both ways. */
final class IndicatorForm {

  private static final String PERCENT = "%";

  private IndicatorForm() {}

  /** A blank form, with the steps that its engine mostly has. */
  static TypedForm blank(CriteriaSet set, String number) {
    TypedForm form =
        new TypedForm(java.util.Map.of())
            .put("id", number)
            .put("kind", Value.ENTERED)
            .put("bands", 2);
    return set.engine() == Engine.LEVELS
        ? form.put("max", 2).put("steps", 2).put("step-0-points", 2).put("step-1-points", 0)
        : form.put("steps", 3).put("step-2-points", 0);
  }

  /** What the form shows of an indicator. */
  static TypedForm of(Texts t, CriteriaSet set, Indicator indicator) {
    String choice = FormulaChoices.chosen(set.model(), set.level(), indicator.appliesWhen());
    TypedForm form =
        new TypedForm(java.util.Map.of())
            .put("id", indicator.id())
            .put("text", indicator.text())
            .put("question", indicator.question())
            .put("help", indicator.help())
            .put("evidence", indicator.evidence())
            .number(t, "max", indicator.maxPoints())
            .put("applies", choice)
            .put("appliesFormula", choice.equals(FormulaChoices.OWN) ? indicator.appliesWhen() : "")
            .put("na", indicator.notApplicable())
            .tick("verified", indicator.verified())
            .put("source", indicator.source())
            .put("steps", indicator.steps().size());
    for (int i = 0; i < indicator.steps().size(); i++) {
      Step step = indicator.steps().get(i);
      form.number(t, "step-" + i + "-points", step.points())
          .put("step-" + i + "-label", step.label());
    }
    Computed computed = indicator.computed();
    if (computed == null) {
      return form.put("kind", Value.ENTERED).put("bands", 2);
    }
    Value kind = FormulaChoices.kind(set.model(), set.level(), computed.value());
    form.put("kind", kind).put("unit", computed.unit()).put("bands", computed.bands().size());
    switch (kind) {
      case SHARE ->
          FormulaChoices.share(computed.value())
              .ifPresent(share -> form.put("part", share.part()).put("whole", share.whole()));
      case COUNT -> form.put("count", computed.value().strip());
      default -> form.put("value", computed.value());
    }
    for (int i = 0; i < computed.bands().size(); i++) {
      ValueBand band = computed.bands().get(i);
      form.number(t, "band-" + i + "-from", band.from())
          .number(t, "band-" + i + "-below", band.below())
          .number(t, "band-" + i + "-points", band.points());
    }
    return form;
  }

  /** The indicator that the form says; refused only where something cannot be read at all. */
  static Result<Indicator> read(TypedForm form) {
    TypedForm.Reader reader = new TypedForm.Reader(form);
    BigDecimal max = reader.needed("max");
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < form.rows("step"); i++) {
      String label = form.line("step-" + i + "-label");
      if (label.isEmpty() && form.line("step-" + i + "-points").isEmpty()) {
        continue;
      }
      steps.add(new Step(reader.needed("step-" + i + "-points"), label));
    }
    String applies = applies(form, reader);
    Computed computed = computed(form, reader);
    List<Problem> problems = reader.problems();
    return problems.isEmpty()
        ? Result.ok(
            new Indicator(
                form.line("id"),
                form.line("text"),
                form.line("question"),
                form.line("help"),
                form.line("evidence"),
                max,
                applies,
                counting(form.get("na")),
                form.on("verified"),
                form.line("source"),
                steps,
                computed))
        : Result.refused(problems);
  }

  /** How "not applicable" counts, as a form names it; null for as the set says. */
  static @Nullable NotApplicable counting(String typed) {
    for (NotApplicable one : NotApplicable.values()) {
      if (one.name().equals(typed)) {
        return one;
      }
    }
    return null;
  }

  private static String applies(TypedForm form, TypedForm.Reader reader) {
    String choice = form.line("applies");
    String own = form.line("appliesFormula");
    if (choice.equals(FormulaChoices.OWN)) {
      return own;
    }
    if (!own.isEmpty() && !own.equals(form.line("appliesBefore"))) {
      reader.wrong("appliesFormula", EditProblem.CHOICE_TWICE);
    }
    return choice;
  }

  private static @Nullable Computed computed(TypedForm form, TypedForm.Reader reader) {
    Value kind = kind(form.get("kind"));
    if (kind == Value.ENTERED) {
      return null;
    }
    String value =
        switch (kind) {
          case SHARE -> {
            if (form.get("part").isEmpty() || form.get("whole").isEmpty()) {
              reader.wrong(form.get("part").isEmpty() ? "part" : "whole", EditProblem.SHARE_PARTS);
            }
            yield "share(" + form.line("part") + ", " + form.line("whole") + ")";
          }
          case COUNT -> {
            if (form.get("count").isEmpty()) {
              reader.wrong("count", EditProblem.COUNT_MISSING);
            }
            yield form.line("count");
          }
          default -> form.line("value");
        };
    List<ValueBand> bands = new ArrayList<>();
    for (int i = 0; i < form.rows("band"); i++) {
      String row = "band-" + i + "-";
      if (form.line(row + "from").isEmpty() && form.line(row + "points").isEmpty()) {
        continue;
      }
      bands.add(
          new ValueBand(
              reader.needed(row + "from"),
              reader.number(row + "below"),
              reader.needed(row + "points")));
    }
    return new Computed(value, kind == Value.SHARE ? PERCENT : form.line("unit"), bands);
  }

  private static Value kind(String typed) {
    for (Value one : Value.values()) {
      if (one.name().equals(typed)) {
        return one;
      }
    }
    return Value.ENTERED;
  }
}
