package vn.khuyenhoc.criteria;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.KnownFacts.Fact;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A formula that somebody tries with numbers of their own.
 *
 * @param formula as it was typed
 * @param values what stands in the field of each fact
 * @param words the formula in words; null where it has none
 * @param result what it comes to; null where nothing was tried or something is wrong
 * @param problems what is wrong with it
 */
public record FormulaTrial(
    String formula,
    Map<String, String> values,
    @Nullable String words,
    @Nullable String result,
    List<Problem> problems) {

  static FormulaTrial of(Texts t, CriteriaSet set, String typed, Map<String, String> fields) {
    String formula = VietnameseText.clean(typed);
    Map<String, String> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    Facts facts = Facts.NONE;
    for (Fact fact : KnownFacts.of(set.model(), set.level())) {
      String value = fields.getOrDefault("f." + fact.name(), "").strip();
      values.put(fact.name(), value);
      String digits = value.replace(".", "").replace(" ", "");
      if (digits.matches("\\d{1,12}")) {
        facts = facts.with(fact.name(), Long.parseLong(digits));
      } else if (!value.isEmpty()) {
        problems.add(Problem.at("f." + fact.name(), EditProblem.NOT_A_COUNT, value));
      }
    }
    if (formula.isEmpty()) {
      return new FormulaTrial(formula, values, null, null, problems);
    }
    boolean condition = Formulas.faults(set.model(), set.level(), formula, true).isEmpty();
    List<Formulas.Fault> faults =
        condition ? List.of() : Formulas.faults(set.model(), set.level(), formula, false);
    for (Formulas.Fault fault : faults) {
      List<Object> arguments = new ArrayList<>();
      arguments.add(t.t("criteria.formula"));
      arguments.add(formula.length() > 80 ? formula.substring(0, 80) + "…" : formula);
      arguments.addAll(fault.arguments());
      problems.add(new Problem(fault.code(), "formula", arguments));
    }
    String words =
        faults.isEmpty()
            ? FormulaWords.of(t, set.model(), set.level(), formula).orElse(null)
            : null;
    return new FormulaTrial(
        formula,
        values,
        words,
        problems.isEmpty() ? result(t, set, formula, condition, facts) : null,
        problems);
  }

  private static String result(
      Texts t, CriteriaSet set, String formula, boolean condition, Facts facts) {
    if (condition) {
      return switch (Formulas.condition(set.model(), set.level(), formula).holds(facts)) {
        case TRUE -> t.t("criteria.formulas.holds");
        case FALSE -> t.t("criteria.formulas.holds-not");
        case UNKNOWN -> t.t("criteria.formulas.unknown");
      };
    }
    double value = Formulas.value(set.model(), set.level(), formula).value(facts);
    return Double.isNaN(value)
        ? t.t("criteria.formulas.unknown")
        : t.t("criteria.formulas.value", Formula.shown(value));
  }
}
