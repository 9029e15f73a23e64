package vn.khuyenhoc.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khuyenhoc.criteria.KnownFacts.Fact;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;

/**
 * The common cases of formulas, as choices that write the formula: when an indicator applies, and
 * what a computed one counts. Everything else is written by hand.
 */
final class FormulaChoices {

  /** The choice that lets a formula be written by hand. */
  static final String OWN = "OWN";

  /** Where the value of an indicator comes from. */
  enum Value {
    /** Somebody answers it. */
    ENTERED,
    /** How many of a hundred. */
    SHARE,
    /** How many. */
    COUNT,
    /** A formula written by hand. */
    FORMULA
  }

  private static final Pattern SHARE =
      Pattern.compile("share\\(\\s*([a-z_]+)\\s*,\\s*([a-z_]+)\\s*\\)");
  private static final Pattern NAME = Pattern.compile("[a-z_]+");

  private FormulaChoices() {}

  /** When an indicator may apply: always, where there is something, or by an own formula. */
  static List<Option> applies(Texts t, LearningModel model, ModelLevel level) {
    List<Option> choices = new ArrayList<>();
    choices.add(new Option("", t.t("criteria.applies.always")));
    for (Fact fact : KnownFacts.of(model, level)) {
      if (fact.kind() == KnownFacts.Kind.YES_NO) {
        choices.add(choice(t, model, level, fact.name()));
        choices.add(choice(t, model, level, "!" + fact.name()));
      } else {
        choices.add(choice(t, model, level, fact.name() + " > 0"));
      }
    }
    if (choices.size() > 1) {
      choices.add(new Option(OWN, t.t("criteria.applies.own")));
    }
    return choices;
  }

  private static Option choice(Texts t, LearningModel model, ModelLevel level, String formula) {
    return new Option(
        formula,
        t.t("criteria.applies.when", FormulaWords.of(t, model, level, formula).orElse(formula)));
  }

  /** Which choice a formula is; {@link #OWN} where it is none of them. */
  static String chosen(LearningModel model, ModelLevel level, String formula) {
    if (formula.isBlank()) {
      return "";
    }
    String plain = formula.replace(" ", "");
    for (Fact fact : KnownFacts.of(model, level)) {
      String name = fact.name();
      if (fact.kind() == KnownFacts.Kind.YES_NO) {
        if (plain.equals(name) || plain.equals("!" + name)) {
          return plain;
        }
      } else if (plain.equals(name + ">0") || plain.equals(name + ">=1")) {
        return name + " > 0";
      }
    }
    return OWN;
  }

  /** The facts that can be counted. */
  static List<Option> counts(Texts t, LearningModel model, ModelLevel level) {
    return KnownFacts.of(model, level).stream()
        .filter(fact -> fact.kind() == KnownFacts.Kind.COUNT)
        .map(fact -> new Option(fact.name(), FormulaWords.thing(t, fact.name())))
        .toList();
  }

  /** What is divided by what. */
  record Share(String part, String whole) {}

  /** The two facts of a plain share. */
  static Optional<Share> share(String formula) {
    Matcher matcher = SHARE.matcher(formula.strip());
    return matcher.matches()
        ? Optional.of(new Share(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** Where the value of a formula comes from. */
  static Value kind(LearningModel model, ModelLevel level, String formula) {
    if (share(formula).isPresent()) {
      return Value.SHARE;
    }
    return NAME.matcher(formula.strip()).matches()
            && KnownFacts.find(model, level, formula.strip())
                .filter(fact -> fact.kind() == KnownFacts.Kind.COUNT)
                .isPresent()
        ? Value.COUNT
        : Value.FORMULA;
  }
}
