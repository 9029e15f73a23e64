package vn.khuyenhoc.areas;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaFacts.Attribute;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;

/** What a value of an attribute looks like, and from which days on it may hold. */
final class FactRules {

  static final int LONGEST_SOURCE = 500;

  private static final int MOST_DECIMALS = 2;

  private static final Map<String, String> YES_OR_NO =
      Map.of(
          "co", "YES", "x", "YES", "yes", "YES", "1", "YES", "dung", "YES", "khong", "NO", "no",
          "NO", "0", "NO");

  private static final Map<String, String> STATUS =
      Map.ofEntries(
          Map.entry("standard", "STANDARD"),
          Map.entry("dat", "STANDARD"),
          Map.entry("dat chuan", "STANDARD"),
          Map.entry("nong thon moi", "STANDARD"),
          Map.entry("advanced", "ADVANCED"),
          Map.entry("nang cao", "ADVANCED"),
          Map.entry("nong thon moi nang cao", "ADVANCED"),
          Map.entry("model", "MODEL"),
          Map.entry("kieu mau", "MODEL"),
          Map.entry("nong thon moi kieu mau", "MODEL"),
          Map.entry("no", "NO"),
          Map.entry("khong", "NO"),
          Map.entry("chua", "NO"),
          Map.entry("chua dat", "NO"));

  /** The most persons, households and square kilometres that an area of a level can have. */
  private static final Map<AreaLevel, List<Long>> MOST =
      Map.of(
          AreaLevel.NATION, List.of(200_000_000L, 60_000_000L, 400_000L),
          AreaLevel.PROVINCE, List.of(30_000_000L, 10_000_000L, 60_000L),
          AreaLevel.DISTRICT, List.of(3_000_000L, 1_000_000L, 10_000L),
          AreaLevel.COMMUNE, List.of(1_000_000L, 300_000L, 5_000L),
          AreaLevel.VILLAGE, List.of(100_000L, 30_000L, 1_000L));

  private FactRules() {}

  /**
   * The value as it is kept: digits with a point before decimals, or a code.
   *
   * @param field the field of a problem
   */
  static Result<String> value(
      Attribute attribute, AreaLevel level, String field, @Nullable String typed) {
    String clean = VietnameseText.clean(typed);
    if (clean.isEmpty()) {
      return Result.refused(Problem.at(field, FactProblem.VALUE_MISSING));
    }
    return switch (attribute.form()) {
      case WHOLE -> number(attribute, level, field, clean, 0);
      case DECIMAL -> number(attribute, level, field, clean, MOST_DECIMALS);
      case YES_OR_NO -> word(YES_OR_NO, field, clean, FactProblem.VALUE_NOT_YES_OR_NO);
      case STATUS -> word(STATUS, field, clean, FactProblem.VALUE_NOT_A_STATUS);
    };
  }

  private static Result<String> word(
      Map<String, String> words, String field, String clean, FactProblem problem) {
    String value = words.get(VietnameseText.fold(clean));
    return value == null ? Result.refused(Problem.at(field, problem, clean)) : Result.ok(value);
  }

  private static Result<String> number(
      Attribute attribute, AreaLevel level, String field, String clean, int decimals) {
    FactProblem wrong =
        decimals == 0 ? FactProblem.VALUE_NOT_WHOLE : FactProblem.VALUE_NOT_A_NUMBER;
    switch (VietnameseNumbers.parse(clean)) {
      case NumberReading.Ok ok -> {
        BigDecimal value = ok.value().stripTrailingZeros();
        if (ok.percent() || value.signum() < 0 || value.scale() > decimals) {
          return Result.refused(Problem.at(field, wrong, clean));
        }
        long most = most(attribute, level);
        if (value.compareTo(BigDecimal.valueOf(most)) > 0) {
          return Result.refused(Problem.at(field, FactProblem.VALUE_TOO_LARGE, clean, most));
        }
        return Result.ok(value.setScale(Math.max(value.scale(), 0)).toPlainString());
      }
      case NumberReading.Ambiguous ambiguous -> {
        return Result.refused(
            Problem.at(
                field,
                FactProblem.VALUE_AMBIGUOUS,
                clean,
                VietnameseNumbers.format(ambiguous.candidates().getFirst()),
                VietnameseNumbers.format(ambiguous.candidates().getLast())));
      }
      case NumberReading.NotANumber no -> {
        return Result.refused(Problem.at(field, wrong, clean));
      }
    }
  }

  private static long most(Attribute attribute, AreaLevel level) {
    List<Long> most = MOST.getOrDefault(level, List.of());
    return switch (attribute) {
      case POPULATION -> most.get(0);
      case HOUSEHOLDS -> most.get(1);
      default -> most.get(2);
    };
  }

  /**
   * What is wrong with a day; null for nothing.
   *
   * @param known when the area began, and when it ended, by all its versions
   */
  static @Nullable Problem day(String field, LocalDate day, LocalDate today, Known known) {
    if (day.isAfter(today)) {
      return Problem.at(field, FactProblem.DAY_AHEAD, today);
    }
    if (day.isBefore(known.from())) {
      return Problem.at(field, FactProblem.DAY_BEFORE_AREA, known.name(), known.from());
    }
    LocalDate until = known.until();
    if (until != null && !day.isBefore(until)) {
      return Problem.at(field, FactProblem.DAY_AFTER_AREA, known.name(), until);
    }
    return null;
  }

  /** An area's name, first day, and first day without it. */
  record Known(String name, LocalDate from, @Nullable LocalDate until) {}

  /** What is wrong with a source; null for nothing. */
  static @Nullable Problem source(String field, String clean) {
    if (clean.isEmpty()) {
      return Problem.at(field, FactProblem.SOURCE_MISSING);
    }
    return clean.length() > LONGEST_SOURCE
        ? Problem.at(field, FactProblem.SOURCE_TOO_LONG, LONGEST_SOURCE)
        : null;
  }
}
