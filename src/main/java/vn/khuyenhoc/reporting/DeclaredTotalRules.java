package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;

/** When a total may be declared. */
final class DeclaredTotalRules {

  private static final BigDecimal GREATEST = BigDecimal.valueOf(100_000_000);
  private static final int LONGEST_SOURCE = 500;

  private DeclaredTotalRules() {}

  /** A total that was understood. */
  record Understood(int total, String source, LocalDate asOf) {}

  /**
   * Reads what was typed; every problem at once.
   *
   * @param typed what was typed
   * @param roll how many are on the newest roll; 0 where there is none
   * @param recognised how many of them are recognised
   * @param today the day of the declaration
   */
  static Result<Understood> read(Declaration typed, long roll, long recognised, LocalDate today) {
    List<Problem> problems = new ArrayList<>();
    Integer total = total(typed.total(), problems);
    String source = VietnameseText.clean(typed.source());
    if (source.isEmpty()) {
      problems.add(Problem.at("source", ReportingProblem.SOURCE_MISSING));
    } else if (source.length() > LONGEST_SOURCE) {
      problems.add(Problem.at("source", ReportingProblem.SOURCE_TOO_LONG, LONGEST_SOURCE));
    }
    LocalDate asOf = null;
    if (VietnameseDates.parse(typed.asOf()) instanceof DateReading.Ok day) {
      asOf = day.date();
      if (asOf.isAfter(today)) {
        problems.add(Problem.at("asOf", ReportingProblem.DATE_AHEAD, today));
      }
    } else {
      problems.add(Problem.at("asOf", ReportingProblem.DATE_MISSING));
    }
    if (total != null && total < Math.max(roll, recognised) && !typed.confirmed()) {
      problems.add(
          Problem.at("confirmed", ReportingProblem.TOTAL_BELOW_ROLL, total, roll, recognised));
    }
    return problems.isEmpty() && total != null && asOf != null
        ? Result.ok(new Understood(total, source, asOf))
        : Result.refused(problems);
  }

  private static @Nullable Integer total(String typed, List<Problem> problems) {
    if (typed.isBlank()) {
      problems.add(Problem.at("total", ReportingProblem.TOTAL_MISSING));
      return null;
    }
    switch (VietnameseNumbers.parse(typed)) {
      case NumberReading.Ok ok -> {
        BigDecimal value = ok.value().stripTrailingZeros();
        if (!ok.percent()
            && value.scale() <= 0
            && value.signum() > 0
            && value.compareTo(GREATEST) <= 0) {
          return value.intValueExact();
        }
        problems.add(Problem.at("total", ReportingProblem.TOTAL_NOT_A_NUMBER));
      }
      case NumberReading.Ambiguous ambiguous -> {
        List<BigDecimal> candidates = ambiguous.candidates();
        problems.add(
            Problem.at(
                "total",
                ReportingProblem.TOTAL_AMBIGUOUS,
                VietnameseText.clean(typed),
                VietnameseNumbers.format(candidates.getFirst()),
                VietnameseNumbers.format(candidates.getLast()),
                candidates.getLast().toBigInteger().toString()));
      }
      case NumberReading.NotANumber no ->
          problems.add(Problem.at("total", ReportingProblem.TOTAL_NOT_A_NUMBER));
    }
    return null;
  }
}
