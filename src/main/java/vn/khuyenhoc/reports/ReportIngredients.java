package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.Achieved;
import vn.khuyenhoc.reporting.Amount;
import vn.khuyenhoc.reporting.Denominator;
import vn.khuyenhoc.reporting.Ingredient;
import vn.khuyenhoc.reporting.Measure;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.PlanWords;
import vn.khuyenhoc.reporting.ReportedValue;
import vn.khuyenhoc.reporting.TargetLine;
import vn.khuyenhoc.reports.ReportFigure.Role;

/** The numbers that a figure of a report was worked out from, each with the key of its rows. */
final class ReportIngredients {

  /** The beginning of the keys of what households state. */
  static final String STATED = "D.";

  /** The beginning of the keys of the people of an area; a day follows. */
  static final String POPULATION = "P.";

  /** The beginning of the keys of people who belong to something that was recognised. */
  static final String PEOPLE = "W.";

  /** Between the levels of units that staff is counted of. */
  static final String LEVELS = "+";

  private final List<ReportFigure.Ingredient> made = new ArrayList<>();
  private final Texts t;

  ReportIngredients(Texts texts) {
    this.t = texts;
  }

  List<ReportFigure.Ingredient> all() {
    return List.copyOf(made);
  }

  /** Adds one; nothing where it is not known. */
  ReportIngredients add(Role role, String key, String label, int year, @Nullable BigDecimal value) {
    if (value != null) {
      made.add(new ReportFigure.Ingredient(role, key, label, year, ReportFigure.kept(value)));
    }
    return this;
  }

  /** Adds the people of an area as they are known on a day. */
  ReportIngredients population(Role role, int year, LocalDate on, @Nullable BigDecimal people) {
    return add(role, POPULATION + on, ReportSays.say("made.population", on), year, people);
  }

  /** Adds what households state; also where not all of them do and nothing is added up. */
  ReportIngredients stated(
      Role role, Denominator denominator, int year, @Nullable BigDecimal count) {
    made.add(
        new ReportFigure.Ingredient(
            role,
            STATED + denominator,
            ReportSays.say("made.stated", t.t(denominator.messageKey())),
            year,
            ReportFigure.kept(count)));
    return this;
  }

  /** Everything that a target was worked out from. */
  static List<ReportFigure.Ingredient> of(TargetLine line, PlanWords words, Texts texts) {
    ReportIngredients made = new ReportIngredients(texts);
    Achieved achieved = line.achieved();
    made.add(Role.COUNTED, achieved.numerator(), words);
    made.add(Role.DIVISOR, achieved.denominator(), words);
    made.add(Role.BASE, achieved.base(), words);
    made.add(Role.BASE, achieved.baseWhole(), words);
    ReportedValue reported = achieved.reported();
    if (made.made.isEmpty() && reported != null && line.indicator() != null) {
      // done or not: no number, and somebody said so all the same
      made.made.add(
          new ReportFigure.Ingredient(
              Role.COUNTED,
              ReportFigure.BY_HAND + reported.indicator(),
              line.indicator().nameVi(),
              achieved.year(),
              ReportFigure.kept(reported.value())));
    }
    return made.all();
  }

  private void add(Role role, @Nullable Amount amount, PlanWords words) {
    if (amount != null && amount.known()) {
      amount.made().forEach(one -> add(role, one, words));
    }
  }

  private void add(Role role, Ingredient one, PlanWords words) {
    switch (one.of()) {
      case Ingredient.Population known -> population(role, one.year(), known.on(), one.value());
      case Ingredient.ByHand hand ->
          add(
              role,
              ReportFigure.BY_HAND + hand.indicator().id(),
              hand.indicator().nameVi(),
              one.year(),
              one.value());
      case Ingredient.People people -> {
        Measure measure = people.measure();
        List<String> levels = measure.levels().stream().map(Enum::name).toList();
        add(
            role,
            PEOPLE + measure.kind() + "." + String.join(LEVELS, levels),
            capital(words.measure(measure)),
            one.year(),
            one.value());
      }
      case Ingredient.Counted counted ->
          add(
              role,
              key(counted.measure(), counted.measured(), counted.rating()),
              label(counted, words),
              one.year(),
              one.value());
    }
  }

  /** One level of what may be counted at several. */
  private String label(Ingredient.Counted one, PlanWords words) {
    Measure all = one.measure();
    String label =
        capital(
            words.measure(
                new Measure(
                    all.kind(),
                    all.model(),
                    List.of(one.measured().level()),
                    all.denominator(),
                    "",
                    null,
                    all.group())));
    Rating rating = one.rating();
    return rating == null ? label : ReportSays.say("made.rated", label, t.t(rating.messageKey()));
  }

  private static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String key(Measure measure, Measured measured, @Nullable Rating rating) {
    boolean group = !measured.form().isEmpty();
    String of = group ? GroupFigures.key(measured) : ModelFigures.key(measured);
    return switch (measure.kind()) {
      case RECOGNISED ->
          rating == null
              ? of + ".recognised"
              : group ? of + "." + rating : RatingFigures.key(measured, rating);
      case TOTAL ->
          measured.denominator().stated()
              ? STATED + measured.denominator()
              : of + (group ? ".registered" : ".total");
      default -> of + ".registered";
    };
  }
}
