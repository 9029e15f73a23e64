package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.KnownFacts.Fact;
import vn.khuyenhoc.criteria.KnownFacts.Kind;
import vn.khuyenhoc.platform.Problem;

/**
 * A formula over counts that go by other names than the facts of a model: numerators and
 * denominators of indicators. The language is that of criteria; where a count it needs is unknown,
 * it is unknown.
 */
public final class CountFormula {

  private static final int LONGEST_LIST = 400;

  private final Formula formula;
  private final List<Formulas.Fault> faults;
  private final String text;

  record Read(Formula formula, List<Formulas.Fault> faults) {}

  private CountFormula(String text, Read read) {
    this.text = text;
    this.formula = read.formula();
    this.faults = read.faults();
  }

  /**
   * Reads one.
   *
   * @param text as it is written: {@code recognised_families + recognised_clans}
   * @param names what it may name
   */
  public static CountFormula of(String text, Collection<String> names) {
    Map<String, Fact> catalogue = new LinkedHashMap<>();
    names.forEach(name -> catalogue.put(name, new Fact(name, Kind.COUNT)));
    return new CountFormula(text, Formulas.counting(text, catalogue));
  }

  /**
   * Everything wrong with it, each in a sentence that tells what to do.
   *
   * @param field the field of a form it was typed into
   * @param place where it stands, in words
   */
  public List<Problem> problems(String field, String place) {
    return faults.stream()
        .map(
            fault -> {
              List<Object> arguments = new ArrayList<>(List.of(place, text));
              fault.arguments().forEach(one -> arguments.add(shortened(one)));
              return new Problem(fault.code(), field, arguments);
            })
        .toList();
  }

  /** Not every name there is: the first ones, and that there are more. */
  private static Object shortened(Object argument) {
    return argument instanceof String words && words.length() > LONGEST_LIST
        ? words.substring(0, words.lastIndexOf(',', LONGEST_LIST) + 1) + " …"
        : argument;
  }

  /** The counts it uses, in the order they stand. */
  public List<String> names() {
    return formula.names();
  }

  /**
   * What it comes to.
   *
   * @param known the count of a name; null where it is unknown
   * @return null where a count it needs is unknown, or where it cannot be read
   */
  public @Nullable BigDecimal value(Function<String, @Nullable Long> known) {
    Map<String, @Nullable Long> counts = new HashMap<>();
    names().forEach(name -> counts.put(name, known.apply(name)));
    double value = formula.value(Facts.of(counts));
    return Double.isNaN(value) || Double.isInfinite(value)
        ? null
        : new BigDecimal(value).stripTrailingZeros();
  }
}
