package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.platform.ProblemCode;

class FormulasTest {

  private static final LearningModel FAMILY = LearningModel.LEARNING_FAMILY;
  private static final ModelLevel HOUSEHOLD = ModelLevel.HOUSEHOLD;
  private static final List<String> NAMES =
      List.of("children", "adults", "workers", "citizens", "learning_citizens");

  private static Truth holds(String formula, Facts facts) {
    assertThat(Formulas.faults(FAMILY, HOUSEHOLD, formula, true)).isEmpty();
    return Formulas.condition(FAMILY, HOUSEHOLD, formula).holds(facts);
  }

  private static double value(String formula, Facts facts) {
    assertThat(Formulas.faults(FAMILY, HOUSEHOLD, formula, false)).isEmpty();
    return Formulas.value(FAMILY, HOUSEHOLD, formula).value(facts);
  }

  private static List<ProblemCode> condition(String formula) {
    return Formulas.faults(FAMILY, HOUSEHOLD, formula, true).stream()
        .map(Formulas.Fault::code)
        .toList();
  }

  private static List<ProblemCode> number(String formula) {
    return Formulas.faults(FAMILY, HOUSEHOLD, formula, false).stream()
        .map(Formulas.Fault::code)
        .toList();
  }

  @Test
  void whatIsNotReportedLeavesAConditionUnknownUnlessTheRestDecides() {
    Facts facts = Facts.NONE.with("children", 2).with("adults", 0);
    assertThat(holds("children > 0", facts)).isEqualTo(Truth.TRUE);
    assertThat(holds("adults > 0", facts)).isEqualTo(Truth.FALSE);
    assertThat(holds("workers > 0", facts)).isEqualTo(Truth.UNKNOWN);
    assertThat(holds("workers > 0 || children > 0", facts)).isEqualTo(Truth.TRUE);
    assertThat(holds("workers > 0 && adults > 0", facts)).isEqualTo(Truth.FALSE);
    assertThat(holds("!(workers > 0)", facts)).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void aShareOfNothingIsUnknown() {
    Facts facts = Facts.NONE.with("learning_citizens", 37).with("adults", 40);
    assertThat(value("share(learning_citizens, adults)", facts)).isEqualTo(92.5);
    assertThat(value("share(learning_citizens, adults)", facts.with("adults", 0))).isNaN();
    assertThat(value("share(learning_citizens, workers)", facts)).isNaN();
  }

  @Test
  void aValueIsShownRoundedDownSoThatItNeverSeemsToReachItsMark() {
    assertThat(Formula.shown(94.9999)).isEqualByComparingTo("94.99");
    assertThat(Formula.shown(100.0 * 19 / 20)).isEqualByComparingTo("95");
  }

  @Test
  void loopsDivisionAndUnknownFactsAreRefusedEachWithItsReason() {
    assertThat(condition("[1, 2].exists(x, x > 1)")).contains(CriteriaProblem.FORMULA_LOOP);
    assertThat(condition("children.all(x, x > 1)")).contains(CriteriaProblem.FORMULA_LOOP);
    assertThat(condition("has(children.x)")).contains(CriteriaProblem.FORMULA_LOOP);
    assertThat(condition("children / 0 > 1")).contains(CriteriaProblem.FORMULA_DIVISION);
    assertThat(condition("children % 2 == 0")).contains(CriteriaProblem.FORMULA_DIVISION);
    assertThat(condition("childen > 0")).containsExactly(CriteriaProblem.FORMULA_MISSPELT_FACT);
    assertThat(condition("learning_communes > 0"))
        .containsExactly(CriteriaProblem.FORMULA_UNKNOWN_FACT);
    assertThat(condition("children >")).containsExactly(CriteriaProblem.FORMULA_UNREADABLE);
    assertThat(condition("children")).containsExactly(CriteriaProblem.FORMULA_NO_CONDITION);
    assertThat(number("children > 0")).containsExactly(CriteriaProblem.FORMULA_NO_NUMBER);
    assertThat(condition("children > 0 && adults")).containsExactly(CriteriaProblem.FORMULA_TYPE);
    assertThat(condition("children.size() > 0")).containsExactly(CriteriaProblem.FORMULA_WORD);
    assertThat(condition("children > 'a'")).contains(CriteriaProblem.FORMULA_WORD);
    assertThat(condition("children in [1]")).contains(CriteriaProblem.FORMULA_WORD);
    assertThat(condition("children > 0u")).contains(CriteriaProblem.FORMULA_WORD);
    assertThat(
            Formulas.faults(
                LearningModel.LEARNING_COMMUNITY,
                ModelLevel.COMMUNE,
                "learning_communes > 0",
                true))
        .extracting(Formulas.Fault::code)
        .containsExactly(CriteriaProblem.FORMULA_MISSPELT_FACT);
    assertThat(
            Formulas.faults(
                LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "children > 0", true))
        .extracting(Formulas.Fault::code)
        .containsExactly(CriteriaProblem.FORMULA_NO_FACTS);
  }

  @Test
  void allFaultsOfAFormulaAreNamedAtOnce() {
    assertThat(condition("childen / 2 > 0 && grandchildren > 1"))
        .contains(CriteriaProblem.FORMULA_MISSPELT_FACT, CriteriaProblem.FORMULA_DIVISION)
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void formulasAreBounded() {
    assertThat(condition("children > 0" + " && children > 0".repeat(40)))
        .containsExactly(CriteriaProblem.FORMULA_TOO_LONG);
    assertThat(number("1" + "+1".repeat(100))).containsExactly(CriteriaProblem.FORMULA_TOO_LONG);
    assertThat(condition("(".repeat(140) + "children > 0" + ")".repeat(140))).isNotEmpty();
  }

  @Test
  void yesOrNoIsATruthValue() {
    LearningModel unit = LearningModel.LEARNING_UNIT;
    assertThat(Formulas.faults(unit, ModelLevel.PROVINCE, "school && learners > 0", true))
        .isEmpty();
    Formula formula = Formulas.condition(unit, ModelLevel.PROVINCE, "school && learners > 0");
    assertThat(formula.holds(Facts.NONE.with("school", 0))).isEqualTo(Truth.FALSE);
    assertThat(formula.holds(Facts.NONE.with("school", 1))).isEqualTo(Truth.UNKNOWN);
    assertThat(formula.holds(Facts.NONE.with("school", 1).with("learners", 9)))
        .isEqualTo(Truth.TRUE);
  }

  /** Texts that are formulas, nearly formulas, or no formulas at all. */
  private static final class Texts {
    private final Random random = new Random(677);

    String any(int depth) {
      if (random.nextInt(12) == 0) {
        return List.of(
                "",
                "(",
                "children children",
                "a.b",
                "'x'",
                "1/0",
                "[1]",
                "x > ",
                "99999999999999999999",
                "1e308*1e308",
                "@",
                "\u0000")
            .get(random.nextInt(12));
      }
      return random.nextBoolean() ? truth(depth) : number(depth);
    }

    String truth(int depth) {
      if (depth <= 0) {
        return name() + " > " + random.nextInt(5);
      }
      return switch (random.nextInt(7)) {
        case 0 -> "(" + truth(depth - 1) + " && " + truth(depth - 1) + ")";
        case 1 -> "(" + truth(depth - 1) + " || " + truth(depth - 1) + ")";
        case 2 -> "!(" + truth(depth - 1) + ")";
        case 3 -> share() + " >= " + random.nextInt(100) + ".5";
        case 4 -> share() + " < " + random.nextInt(100);
        case 5 -> number(depth - 1) + " == " + number(depth - 1);
        default ->
            "(" + truth(depth - 1) + " ? " + truth(depth - 1) + " : " + truth(depth - 1) + ")";
      };
    }

    String number(int depth) {
      if (depth <= 0) {
        return random.nextBoolean() ? name() : String.valueOf(random.nextInt(9));
      }
      return switch (random.nextInt(4)) {
        case 0 -> "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
        case 1 -> "(" + number(depth - 1) + " - " + number(depth - 1) + ")";
        case 2 -> "(" + number(depth - 1) + " * " + number(depth - 1) + ")";
        default -> "-(" + number(depth - 1) + ")";
      };
    }

    private String share() {
      return "share(" + name() + ", " + name() + ")";
    }

    private String name() {
      return NAMES.get(random.nextInt(NAMES.size()));
    }
  }

  @Test
  void noTextAndNoFactsEverMakeItFail() {
    Texts texts = new Texts();
    Random random = new Random(9);
    for (int round = 0; round < 6_000; round++) {
      String text = texts.any(3);
      Facts facts = Facts.NONE;
      for (String name : NAMES) {
        if (random.nextInt(3) > 0) {
          facts =
              facts.with(
                  name,
                  random.nextInt(4) == 0 ? Long.MAX_VALUE - random.nextInt(3) : random.nextInt(9));
        }
      }
      boolean condition = random.nextBoolean();
      assertThat(Formulas.faults(FAMILY, HOUSEHOLD, text, condition)).isNotNull();
      assertThat(Formulas.condition(FAMILY, HOUSEHOLD, text).holds(facts)).isNotNull();
      assertThat(Formulas.value(FAMILY, HOUSEHOLD, text).value(facts)).isNotInfinite();
    }
  }
}
