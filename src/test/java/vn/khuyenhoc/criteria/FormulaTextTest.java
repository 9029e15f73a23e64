package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A formula written out again means the same, and has no bracket that could be left out. */
class FormulaTextTest {

  private static final List<String> NAMES = List.of("staff", "adults", "workers");

  @Test
  void bracketsStandWhereTheMeaningDependsOnThemAndNowhereElse() {
    Map<String, String> texts = new HashMap<>();
    texts.put("((a) + (b)) - (c)", "a + b - c");
    texts.put("a-(b-c)", "a - (b - c)");
    texts.put("a-(b+c)", "a - (b + c)");
    texts.put("(a - b)*c", "(a - b) * c");
    texts.put("a*(b*c)", "a * (b * c)");
    texts.put("(a*b)-c", "a * b - c");
    texts.put("-(a + b)", "-(a + b)");
    texts.put("a > (b + c) ? (a) : (b - c)", "a > b + c ? a : b - c");
    texts.put("share((a + b), c)", "share(a + b, c)");
    texts.put("(1.50) * share(a, b)", "1.5 * share(a, b)");
    texts.forEach(
        (written, said) ->
            assertThat(CountFormula.of(written, List.of()).text()).as(written).isEqualTo(said));
    assertThat(CountFormula.of("a - b", List.of()).alone()).isEqualTo("(a - b)");
    assertThat(CountFormula.of("(a)", List.of()).alone()).isEqualTo("a");
    assertThat(CountFormula.of("a +", List.of()).text()).as("unreadable").isEqualTo("a +");
    assertThat(CountFormula.of("a-(b-c)", List.of()).inWords(name -> "số " + name))
        .isEqualTo("số a − (số b − số c)");
  }

  @Test
  void whatIsWrittenIsReadAsTheSameFormula() {
    Random random = new Random(20_261_123);
    for (int at = 0; at < 3_000; at++) {
      String written = whole(random, 4);
      CountFormula formula = CountFormula.of(written, NAMES);
      String text = formula.text();
      CountFormula again = CountFormula.of(text, NAMES);
      assertThat(again.text()).as(written).isEqualTo(text);

      for (int trial = 0; trial < 5; trial++) {
        Map<String, BigDecimal> counts = new HashMap<>();
        NAMES.forEach(name -> counts.put(name, BigDecimal.valueOf(random.nextLong(50))));
        assertThat(again.value(counts::get))
            .as(written + " → " + text)
            .isEqualTo(formula.value(counts::get));
      }
    }
  }

  @Test
  void sumsAndProductsOfReportedNumbersAreExactToTheLastDecimal() {
    Map<String, BigDecimal> numbers =
        Map.of(
            "a", new BigDecimal("610.5"),
            "b", new BigDecimal("12.5"),
            "c", new BigDecimal("0.1"),
            "d", new BigDecimal("9007199254740993"));
    assertThat(CountFormula.of("a + b", numbers.keySet()).value(numbers::get))
        .isEqualByComparingTo("623");
    assertThat(CountFormula.of("a - (b - 2 * c)", numbers.keySet()).value(numbers::get))
        .isEqualByComparingTo("598.2");
    assertThat(CountFormula.of("d + c", numbers.keySet()).value(numbers::get))
        .isEqualByComparingTo("9007199254740993.1");
    assertThat(CountFormula.of("a + e", List.of("a", "e")).value(numbers::get)).isNull();
  }

  @Test
  void onlyWhatIsNothingWhateverIsCountedIsAlwaysZero() {
    for (String zero :
        List.of(
            "0", "staff - staff", "0 * adults", "(staff + adults) * 2 - 2 * adults - 2 * staff")) {
      assertThat(CountFormula.of(zero, NAMES).alwaysZero()).as(zero).isTrue();
    }
    for (String some :
        List.of("staff", "staff - adults", "1", "staff * adults", "staff - 5", "x")) {
      assertThat(CountFormula.of(some, NAMES).alwaysZero()).as(some).isFalse();
    }
  }

  /** A formula with more brackets than it needs. */
  private static String whole(Random random, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return random.nextInt(4) == 0
          ? String.valueOf(random.nextInt(9))
          : NAMES.get(random.nextInt(NAMES.size()));
    }
    return switch (random.nextInt(6)) {
      case 0 -> "-(" + whole(random, depth - 1) + ")";
      case 1 ->
          "("
              + whole(random, depth - 1)
              + List.of(" < ", " >= ", " == ").get(random.nextInt(3))
              + whole(random, depth - 1)
              + (random.nextBoolean() ? " && " : " || ")
              + "!("
              + whole(random, depth - 1)
              + " > "
              + whole(random, depth - 1)
              + ") ? "
              + whole(random, depth - 1)
              + " : "
              + whole(random, depth - 1)
              + ")";
      default -> {
        String text =
            whole(random, depth - 1)
                + List.of(" + ", " - ", " * ").get(random.nextInt(3))
                + whole(random, depth - 1);
        yield random.nextBoolean() ? "(" + text + ")" : text;
      }
    };
  }
}
