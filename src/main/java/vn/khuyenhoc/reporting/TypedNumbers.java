package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Numbers as people type them. */
final class TypedNumbers {

  private static final BigDecimal GREATEST = new BigDecimal("1000000000000000");
  private static final int MOST_DECIMALS = 4;

  private TypedNumbers() {}

  /**
   * A number of 0 or more with at most four decimals.
   *
   * @param field the field of a problem
   * @param aboveZero whether 0 is none
   * @return null with a problem where it is none
   */
  static @Nullable BigDecimal amount(
      String field, String typed, boolean aboveZero, List<Problem> problems) {
    String clean = VietnameseText.clean(typed);
    if (clean.isEmpty()) {
      problems.add(Problem.at(field, ReportingProblem.NUMBER_MISSING, FieldLabels.of(field)));
      return null;
    }
    switch (VietnameseNumbers.parse(clean)) {
      case NumberReading.Ok ok -> {
        BigDecimal value = ok.value().stripTrailingZeros();
        if (value.signum() >= (aboveZero ? 1 : 0)
            && value.scale() <= MOST_DECIMALS
            && value.compareTo(GREATEST) < 0) {
          return value.scale() < 0 ? value.setScale(0) : value;
        }
        problems.add(
            Problem.at(
                field,
                aboveZero ? ReportingProblem.WHOLE_IS_ZERO : ReportingProblem.NUMBER_UNREADABLE,
                clean));
      }
      case NumberReading.Ambiguous ambiguous ->
          problems.add(
              Problem.at(
                  field,
                  ReportingProblem.TOTAL_AMBIGUOUS,
                  clean,
                  VietnameseNumbers.format(ambiguous.candidates().getFirst()),
                  VietnameseNumbers.format(ambiguous.candidates().getLast()),
                  ambiguous.candidates().getLast().toBigInteger().toString()));
      case NumberReading.NotANumber no ->
          problems.add(Problem.at(field, ReportingProblem.NUMBER_UNREADABLE, clean));
    }
    return null;
  }

  /** The year of an address; null where it names none that could be. */
  static @Nullable Integer addressed(String typed) {
    String clean = VietnameseText.clean(typed);
    try {
      return Integer.valueOf(clean);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /**
   * A year.
   *
   * @return null where it is none; with a problem where something was typed
   */
  static @Nullable Integer year(String field, String typed, List<Problem> problems) {
    String clean = VietnameseText.clean(typed);
    if (clean.isEmpty()) {
      return null;
    }
    if (clean.matches("20[0-9][0-9]|2100")) {
      return Integer.valueOf(clean);
    }
    problems.add(Problem.at(field, ReportingProblem.YEAR_UNREADABLE, clean));
    return null;
  }
}
