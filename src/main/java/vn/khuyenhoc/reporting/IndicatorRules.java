package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CountFormula;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.platform.text.VietnameseText;

/** When an indicator may be kept: its formulas can be read, name what exists, and end somewhere. */
final class IndicatorRules {

  private static final int LONGEST = 500;

  private IndicatorRules() {}

  /**
   * Reads an indicator; every problem at once.
   *
   * @param typed what was typed
   * @param all every indicator that there is
   * @param groups every labour group: what people call it, by code
   * @param areaId whose own it is to be; null for the whole country
   * @param copiedFrom of which it is a copy
   * @param numeratorPlace what the field of the numerator is called
   * @param denominatorPlace what the field of the denominator is called
   * @param said what a name counts, in words
   * @param grades which ratings are given
   */
  static Result<Indicator> read(
      IndicatorForm typed,
      Collection<Indicator> all,
      Map<String, String> groups,
      @Nullable Integer areaId,
      @Nullable String copiedFrom,
      String numeratorPlace,
      String denominatorPlace,
      UnaryOperator<String> said,
      Grades grades) {
    List<Problem> problems = new ArrayList<>();
    String id = VietnameseText.clean(typed.id()).toUpperCase(Locale.ROOT);
    if (!id.matches("[A-Z][A-Z0-9_]{1,59}")) {
      problems.add(Problem.at("id", ReportingProblem.INDICATOR_ID_UNREADABLE));
    }
    Indicator.Kind kind = null;
    for (Indicator.Kind one : Indicator.Kind.values()) {
      kind = one.name().equals(typed.kind()) ? one : kind;
    }
    if (kind == null) {
      problems.add(Problem.at("kind", ReportingProblem.INDICATOR_KIND_MISSING));
    }
    String nameVi = text("nameVi", typed.nameVi(), true, problems);
    String nameEn = text("nameEn", typed.nameEn(), false, problems);
    String definitionVi = text("definitionVi", typed.definitionVi(), true, problems);
    String definitionEn = text("definitionEn", typed.definitionEn(), false, problems);
    String source = text("source", typed.source(), false, problems);
    String unit = text("unit", typed.unit(), false, problems);
    String numerator = typed.numerator().strip();
    String denominator = typed.denominator().strip();
    List<Indicator> others = all.stream().filter(one -> !one.id().equals(id)).toList();
    List<String> names =
        Stream.of(
                Reckoning.names(others.stream().filter(one -> !one.withdrawn()).toList()).stream(),
                Stream.of(id),
                // of those that are not there a sentence of their own is said
                Measure.ofGroups(numerator + " " + denominator).stream(),
                Measure.catalogue(groups.keySet()).keySet().stream())
            .flatMap(one -> one)
            .distinct()
            .toList();
    if (!numerator.isEmpty()) {
      problems.addAll(
          CountFormula.of(numerator, names).problems("numerator", numeratorPlace, said));
    }
    if (!denominator.isEmpty()) {
      CountFormula under = CountFormula.of(denominator, wholes(names));
      problems.addAll(under.problems("denominator", denominatorPlace, said));
      if (under.alwaysZero()) {
        problems.add(Problem.at("denominator", ReportingProblem.DENOMINATOR_ZERO, denominator));
      }
    }
    unknown("numerator", numeratorPlace, numerator, groups, problems);
    unknown("denominator", denominatorPlace, denominator, groups, problems);
    Map<String, String> over = Measure.groups(groups, numerator);
    Map<String, String> whole = Measure.groups(groups, denominator);
    if (kind == Indicator.Kind.SHARE && !whole.isEmpty() && !whole.equals(over)) {
      problems.add(
          Problem.at(
              "denominator", ReportingProblem.GROUPS_DIFFER, String.join(", ", whole.values())));
    }
    if (kind != null && kind.divided() && !numerator.isEmpty() && denominator.isEmpty()) {
      problems.add(Problem.at("denominator", ReportingProblem.DENOMINATOR_MISSING));
    }
    if (numerator.isEmpty() && !denominator.isEmpty()
        || kind == Indicator.Kind.GROWTH && numerator.isEmpty()) {
      problems.add(Problem.at("numerator", ReportingProblem.NUMERATOR_MISSING));
    }
    if (kind != null && !kind.done() && unit.isEmpty() && !named(numerator)) {
      problems.add(Problem.at("unit", ReportingProblem.COUNTED_UNIT_MISSING));
    }
    for (String field : List.of("numerator", "denominator")) {
      grades
          .never(field.equals("numerator") ? numerator : denominator, TargetScope.of(""))
          .ifPresent(measure -> problems.add(never(field, measure)));
    }
    if (numerator.isEmpty() && typed.levels().isEmpty()) {
      problems.add(Problem.at("levelCOMMUNE", ReportingProblem.LEVEL_OF_HAND_MISSING));
    }
    if (kind != null && kind.done() && !(numerator + denominator).isEmpty()) {
      problems.add(Problem.at("numerator", ReportingProblem.FORMULA_OF_WHAT_IS_DONE));
    } else if (kind != null
        && !kind.divided()
        && kind != Indicator.Kind.GROWTH
        && !denominator.isEmpty()) {
      problems.add(Problem.at("denominator", ReportingProblem.DENOMINATOR_UNFIT));
    }
    if (problems.isEmpty() && kind != null) {
      Indicator one =
          new Indicator(
              id,
              kind,
              unit,
              numerator,
              denominator,
              nameVi,
              nameEn.isEmpty() ? nameVi : nameEn,
              definitionVi,
              definitionEn.isEmpty() ? definitionVi : definitionEn,
              source,
              typed.verified(),
              false,
              areaId,
              copiedFrom,
              typed.version(),
              false,
              Measure.groups(groups, numerator, denominator),
              typed.levels().isEmpty() ? Indicator.REPORTING : typed.levels());
      String round = round(one, others);
      if (round.isEmpty()) {
        return Result.ok(one);
      }
      problems.add(Problem.at("numerator", ReportingProblem.FORMULA_GOES_ROUND, round));
    }
    return Result.refused(problems);
  }

  /** That a rating is asked for which no criteria in use give. */
  static Problem never(String field, Measure measure) {
    Rating least = measure.least();
    return Problem.at(
        field,
        ReportingProblem.RATING_NEVER_GIVEN,
        least == null ? "" : Sentence.of(least.messageKey()),
        Sentence.of(measure.noun().messageKey()));
  }

  /** Whether a formula is one measure of things that have a noun of their own. */
  private static boolean named(String formula) {
    Measure measure = Measure.named(formula);
    return measure != null && measure.kind() != Measure.Kind.POPULATION;
  }

  /** The same names, those first that count a whole, without what narrows it. */
  private static List<String> wholes(List<String> names) {
    return names.stream()
        .sorted(
            Comparator.comparing(
                    (String name) -> {
                      Measure measure = Measure.named(name);
                      return measure == null
                          || measure.kind() != Measure.Kind.TOTAL
                              && measure.kind() != Measure.Kind.POPULATION;
                    })
                .thenComparing(name -> name.chars().filter(one -> one == '_').count() > 1))
        .toList();
  }

  /** Whether a denominator comes to 0 whatever is counted, so that there is never a rate. */
  static boolean alwaysZero(String denominator) {
    return !denominator.isEmpty()
        && CountFormula.of(denominator, Measure.words(denominator)).alwaysZero();
  }

  /** Every name of a labour group that there is not, with those that there are. */
  private static void unknown(
      String field,
      String place,
      String formula,
      Map<String, String> groups,
      List<Problem> problems) {
    for (String name : Measure.ofGroups(formula)) {
      Measure measure = Measure.named(name);
      if (measure != null && !groups.containsKey(measure.group())) {
        problems.add(
            Problem.at(
                field,
                ReportingProblem.GROUP_UNKNOWN,
                place,
                name,
                measure.group().toLowerCase(Locale.ROOT),
                groups.entrySet().stream()
                    .map(one -> one.getKey().toLowerCase(Locale.ROOT) + " (" + one.getValue() + ")")
                    .collect(Collectors.joining(", "))));
      }
    }
  }

  private static String text(String field, String typed, boolean required, List<Problem> problems) {
    String clean = VietnameseText.clean(typed);
    if (clean.length() > LONGEST) {
      problems.add(
          Problem.at(field, ReportingProblem.TEXT_TOO_LONG, LONGEST, FieldLabels.orThis(field)));
    } else if (required && clean.isEmpty()) {
      problems.add(Problem.at(field, ReportingProblem.TEXT_MISSING, FieldLabels.of(field)));
    }
    return clean;
  }

  /** The way on which formulas lead back to where they began: A → B → A; empty for none. */
  static String round(Indicator from, Collection<Indicator> others) {
    Map<String, Indicator> all = new HashMap<>();
    others.forEach(one -> all.put(one.id(), one));
    all.put(from.id(), from);
    List<String> names = Reckoning.names(all.values());
    return round(from.id(), from, all, names, new HashSet<>());
  }

  private static String round(
      String goal, Indicator at, Map<String, Indicator> all, List<String> names, Set<String> seen) {
    if (!seen.add(at.id())) {
      return "";
    }
    for (String formula : List.of(at.numerator(), at.denominator())) {
      if (formula.isEmpty()) {
        continue;
      }
      for (String name : CountFormula.of(formula, names).names()) {
        Indicator next = all.get(name);
        if (name.equals(goal)) {
          return at.id() + " → " + goal;
        }
        if (next != null) {
          String further = round(goal, next, all, names, seen);
          if (!further.isEmpty()) {
            return at.id() + " → " + further;
          }
        }
      }
    }
    return "";
  }
}
