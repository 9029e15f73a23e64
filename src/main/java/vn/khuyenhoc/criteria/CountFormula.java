package vn.khuyenhoc.criteria;

import dev.cel.common.ast.CelExpr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.KnownFacts.Fact;
import vn.khuyenhoc.criteria.KnownFacts.Kind;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * A formula over counts that go by other names than the facts of a model: numerators and
 * denominators of indicators. The language is that of criteria; where a count it needs is unknown,
 * it is unknown.
 */
public final class CountFormula {

  /** How many names are listed at most to somebody who wrote one that there is not. */
  private static final int MOST_NAMES = 6;

  private static final int TRIALS = 8;

  private final Formula formula;
  private final List<Formulas.Fault> faults;
  private final String text;
  private final List<String> known;

  record Read(Formula formula, List<Formulas.Fault> faults) {}

  private CountFormula(String text, List<String> known, Read read) {
    this.text = text;
    this.known = known;
    this.formula = read.formula();
    this.faults = read.faults();
  }

  /**
   * Reads one.
   *
   * @param text as it is written: {@code recognised_families + recognised_clans}
   * @param names what it may name; those come first that are said first to whoever errs
   */
  public static CountFormula of(String text, Collection<String> names) {
    Map<String, Fact> catalogue = new LinkedHashMap<>();
    names.forEach(name -> catalogue.put(name, new Fact(name, Kind.COUNT)));
    return new CountFormula(
        text, List.copyOf(catalogue.keySet()), Formulas.counting(text, catalogue));
  }

  /**
   * Everything wrong with it, each in a sentence that tells what to do.
   *
   * @param field the field of a form it was typed into
   * @param place where it stands, in words
   * @param said what a name counts, in words; empty for what has none
   */
  public List<Problem> problems(String field, String place, UnaryOperator<String> said) {
    return faults.stream()
        .map(
            fault -> {
              List<Object> arguments = new ArrayList<>(List.of(place, text));
              if (fault.code() == CriteriaProblem.FORMULA_UNKNOWN_FACT) {
                arguments.add(fault.arguments().getFirst());
                List<String> near = near(fault.arguments().getFirst().toString(), said);
                arguments.add(
                    near.stream()
                            .limit(MOST_NAMES)
                            .map(one -> explained(one, said))
                            .collect(Collectors.joining(", "))
                        + (known.size() > MOST_NAMES ? " …" : ""));
              } else if (fault.code() == CriteriaProblem.FORMULA_MISSPELT_FACT) {
                arguments.add(fault.arguments().getFirst());
                arguments.add(explained(fault.arguments().getLast().toString(), said));
              } else {
                arguments.addAll(fault.arguments());
              }
              return new Problem(told(fault.code()), field, arguments);
            })
        .toList();
  }

  /** The same fault with advice that fits sums of counts. */
  private static ProblemCode told(ProblemCode code) {
    return code == CriteriaProblem.FORMULA_UNREADABLE
        ? CriteriaProblem.COUNT_FORMULA_UNREADABLE
        : code == CriteriaProblem.FORMULA_DIVISION ? CriteriaProblem.COUNT_FORMULA_DIVISION : code;
  }

  /**
   * The names that share words with one that there is not, in themselves or in what they count;
   * first those that share words which few others have. All of them where none does.
   */
  private List<String> near(String written, UnaryOperator<String> said) {
    List<String> words = words(written);
    Map<String, List<String>> own = new LinkedHashMap<>();
    Map<String, Integer> spread = new HashMap<>();
    for (String one : known) {
      List<String> shared = words(one + " " + said.apply(one));
      shared.retainAll(words);
      own.put(one, shared);
      shared.forEach(word -> spread.merge(word, 1, Integer::sum));
    }
    Map<String, Double> weight = new HashMap<>();
    own.forEach(
        (one, shared) ->
            weight.put(
                one,
                shared.stream().mapToDouble(word -> 1.0 / spread.getOrDefault(word, 1)).sum()));
    List<String> near =
        known.stream()
            .filter(one -> weight.getOrDefault(one, 0.0) > 0)
            .sorted(Comparator.comparing((String one) -> weight.getOrDefault(one, 0.0)).reversed())
            .toList();
    return near.isEmpty() ? known : near;
  }

  private static List<String> words(String text) {
    return Pattern.compile("[^a-z0-9]+")
        .splitAsStream(VietnameseText.fold(text))
        .filter(word -> word.length() > 1)
        .distinct()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String explained(String name, UnaryOperator<String> said) {
    String words = said.apply(name);
    return words.isEmpty() ? name : name + " (" + words + ")";
  }

  /**
   * The same formula with brackets where its meaning depends on them and nowhere else; as it was
   * written where it cannot be read.
   */
  public String text() {
    return FormulaText.of(text, UnaryOperator.identity(), false, false).orElse(text);
  }

  /** The same so that it holds together beside other signs: {@code (a - b)}, but {@code a}. */
  public String alone() {
    return FormulaText.of(text, UnaryOperator.identity(), false, true).orElse(text);
  }

  /**
   * The same with words in place of names.
   *
   * @param said what a name counts, in words
   */
  public String inWords(UnaryOperator<String> said) {
    return FormulaText.of(text, said, true, false).orElse(text);
  }

  /** Whether it comes to 0 whatever the counts are: {@code a - a}. */
  public boolean alwaysZero() {
    if (!faults.isEmpty()) {
      return false;
    }
    // a sum of products that is 0 for so many unrelated counts is 0 for all of them
    Random random = new Random(text.hashCode());
    for (int trial = 0; trial < TRIALS; trial++) {
      Map<String, BigDecimal> counts = new HashMap<>();
      long most = trial < TRIALS / 2 ? 10 : 1_000;
      names().forEach(name -> counts.put(name, BigDecimal.valueOf(1 + random.nextLong(most))));
      BigDecimal value = value(counts::get);
      if (value != null && value.signum() != 0) {
        return false;
      }
    }
    return true;
  }

  /** The counts it uses, in the order they stand. */
  public List<String> names() {
    return formula.names();
  }

  /**
   * What it comes to. Sums and products are exact to the last decimal; where it chooses or
   * compares, whole numbers are looked at, as criteria do.
   *
   * @param known how much of a name, 0 or above, decimals too; null where it is unknown
   * @return null where something it needs is unknown, or where it cannot be read
   */
  public @Nullable BigDecimal value(Function<String, @Nullable BigDecimal> known) {
    Map<String, BigDecimal> numbers = new HashMap<>();
    for (String name : names()) {
      BigDecimal number = known.apply(name);
      if (number != null && number.signum() >= 0) {
        numbers.put(name, number);
      }
    }
    double value = formula.value(Facts.of(numbers));
    if (Double.isNaN(value)) {
      return null;
    }
    BigDecimal exact = Formulas.tree(text).map(tree -> exact(tree, numbers)).orElse(null);
    return (exact == null ? new BigDecimal(value) : exact).stripTrailingZeros();
  }

  /** Null where it is more than sums and products. */
  private static @Nullable BigDecimal exact(CelExpr tree, Map<String, BigDecimal> numbers) {
    return switch (tree.getKind()) {
      case IDENT -> numbers.get(tree.ident().name());
      case CONSTANT ->
          switch (tree.constant().getKind()) {
            case INT64_VALUE -> BigDecimal.valueOf(tree.constant().int64Value());
            case DOUBLE_VALUE -> BigDecimal.valueOf(tree.constant().doubleValue());
            default -> null;
          };
      case CALL -> {
        List<BigDecimal> parts = new ArrayList<>();
        for (CelExpr part : tree.call().args()) {
          BigDecimal one = exact(part, numbers);
          if (one == null) {
            yield null;
          }
          parts.add(one);
        }
        yield switch (tree.call().function()) {
          case "_+_" -> parts.get(0).add(parts.get(1));
          case "_-_" -> parts.get(0).subtract(parts.get(1));
          case "_*_" -> parts.get(0).multiply(parts.get(1));
          case "-_" -> parts.getFirst().negate();
          default -> null;
        };
      }
      default -> null;
    };
  }
}
