package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.KnownFacts.Fact;
import vn.khuyenhoc.platform.Problem;

/**
 * Answers and facts that somebody tries a set with, as an address holds them: {@code a1.1=10} for
 * an answer, {@code f.children=2} for a fact.
 */
final class SetTrial {

  /** The longest address that is surely passed on whole. */
  private static final int LONGEST_ADDRESS = 1_800;

  private static final String ANSWER = "a";
  private static final String FACT = "f.";

  private final CriteriaSet set;
  private final Map<String, String> typed = new LinkedHashMap<>();
  private final Map<String, BigDecimal> answers = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private Facts facts = Facts.NONE;

  private SetTrial(CriteriaSet set) {
    this.set = set;
  }

  /** What the fields of an address hold; those of no indicator or fact of the set are left out. */
  static SetTrial of(CriteriaSet set, Map<String, String> fields) {
    SetTrial trial = new SetTrial(set);
    for (Fact fact : KnownFacts.of(set.model(), set.level())) {
      trial.fact(fact, fields.getOrDefault(FACT + fact.name(), "").strip());
    }
    for (Indicator indicator : set.indicators()) {
      trial.answer(indicator, fields.getOrDefault(ANSWER + indicator.id(), "").strip());
    }
    return trial;
  }

  private void fact(Fact fact, String value) {
    if (value.isEmpty()) {
      return;
    }
    String name = FACT + fact.name();
    typed.put(name, value);
    String digits = value.replace(".", "").replace(" ", "");
    if (!digits.matches("\\d{1,12}")) {
      problems.add(Problem.at(name, EditProblem.NOT_A_COUNT, value));
    } else {
      facts = facts.with(fact.name(), Long.parseLong(digits));
    }
  }

  private void answer(Indicator indicator, String value) {
    if (value.isEmpty() || !indicator.entered()) {
      return;
    }
    String name = ANSWER + indicator.id();
    BigDecimal points = FileTree.number(value.replace(',', '.'));
    if (points == null || !indicator.allows(points)) {
      problems.add(Problem.at(name, EditProblem.NOT_A_STEP, indicator.id(), value));
    } else {
      answers.put(indicator.id(), points);
      typed.put(name, value(points));
    }
  }

  /** A step as an address writes it. */
  static String value(BigDecimal points) {
    return points.stripTrailingZeros().toPlainString();
  }

  /** The same with the best or the least of every indicator that is entered. */
  SetTrial filled(boolean best) {
    SetTrial filled = new SetTrial(set);
    typed.forEach(
        (name, value) -> {
          if (name.startsWith(FACT)) {
            filled.typed.put(name, value);
          }
        });
    filled.facts = facts;
    for (Indicator indicator : set.indicators()) {
      if (indicator.entered()) {
        Comparator<Step> order = Comparator.comparing(Step::points);
        Optional<Step> step =
            best ? indicator.steps().stream().max(order) : indicator.steps().stream().min(order);
        step.ifPresent(
            one -> {
              filled.answers.put(indicator.id(), one.points());
              filled.typed.put(ANSWER + indicator.id(), value(one.points()));
            });
      }
    }
    return filled;
  }

  /** What a field holds. */
  String get(String name) {
    return typed.getOrDefault(name, "");
  }

  Map<String, String> typed() {
    return typed;
  }

  Facts facts() {
    return facts;
  }

  boolean begun() {
    return !typed.isEmpty() || !problems.isEmpty();
  }

  List<Problem> problems() {
    return problems;
  }

  /** What the set makes of it; of what can be read. */
  Assessment assessed() {
    return Scoring.assess(set, answers, facts);
  }

  /** What an indicator was answered; null where it was not. */
  @Nullable BigDecimal answer(String indicator) {
    return answers.get(indicator);
  }

  /** The query of the address that holds all of this. */
  String query() {
    StringJoiner query = new StringJoiner("&");
    typed.forEach(
        (name, value) ->
            query.add(
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }

  /** Whether an address may hold all answers and facts of the set. */
  static boolean addressed(CriteriaSet set) {
    int letters = set.id().length() + 40;
    for (Indicator indicator : set.indicators()) {
      letters += indicator.id().length() + 10;
    }
    for (Fact fact : KnownFacts.of(set.model(), set.level())) {
      letters += fact.name().length() + 12;
    }
    return letters <= LONGEST_ADDRESS;
  }
}
