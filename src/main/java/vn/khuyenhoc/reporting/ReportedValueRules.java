package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;

/** When something may be reported by hand. */
final class ReportedValueRules {

  private static final int LONGEST = 500;
  private static final int MOST_ITEMS = 500;

  private ReportedValueRules() {}

  /** What was understood. */
  record Understood(
      @Nullable BigDecimal value,
      @Nullable BigDecimal numerator,
      @Nullable BigDecimal denominator,
      @Nullable LocalDate doneOn,
      List<String> items,
      String note,
      String link,
      String reason) {}

  /**
   * Reads what was typed; every problem at once.
   *
   * @param indicator of which indicator
   * @param year of which year
   * @param today the day of the report
   * @param evidence whether a file came with it
   * @param replaces whether something counts already
   */
  static Result<Understood> read(
      ReportedForm typed,
      Indicator indicator,
      int year,
      LocalDate today,
      boolean evidence,
      boolean replaces) {
    List<Problem> problems = new ArrayList<>();
    BigDecimal value = null;
    BigDecimal numerator = null;
    BigDecimal denominator = null;
    LocalDate doneOn = null;
    List<String> items = List.of();
    boolean notDone =
        indicator.kind().done() && typed.value().strip().equals(ReportedForm.NOT_DONE);
    if (notDone) {
      value = BigDecimal.ZERO;
      if (!typed.doneOn().isBlank()) {
        problems.add(Problem.at("doneOn", ReportingProblem.DONE_AND_NOT_DONE));
      }
    } else if (indicator.kind().done()) {
      doneOn = day(typed.doneOn(), year, today, problems);
    } else if (indicator.kind() == Indicator.Kind.SHARE) {
      numerator = TypedNumbers.amount("numerator", typed.numerator(), false, problems);
      denominator = TypedNumbers.amount("denominator", typed.denominator(), true, problems);
      if (numerator != null && denominator != null && numerator.compareTo(denominator) > 0) {
        problems.add(
            Problem.at("numerator", ReportingProblem.PART_ABOVE_WHOLE, numerator, denominator));
      }
    } else if (indicator.kind() == Indicator.Kind.LIST) {
      items = items(typed.items(), problems);
      value = BigDecimal.valueOf(items.size());
    } else {
      value = TypedNumbers.amount("value", typed.value(), false, problems);
    }
    if (year > today.getYear()) {
      problems.add(Problem.at("year", ReportingProblem.YEAR_AHEAD, String.valueOf(year)));
    }
    String note = text("note", typed.note(), problems);
    String link = link(typed.link(), problems);
    String reason = text("reason", typed.reason(), problems);
    if (notDone && note.isEmpty()) {
      problems.add(Problem.at("note", ReportingProblem.NOT_DONE_REASON_MISSING));
    } else if (note.isEmpty() && link.isEmpty() && typed.link().isBlank() && !evidence) {
      problems.add(Problem.at("note", ReportingProblem.EVIDENCE_MISSING));
    }
    if (replaces && reason.isEmpty()) {
      problems.add(Problem.at("reason", ReportingProblem.CORRECTION_REASON_MISSING));
    }
    return problems.isEmpty()
        ? Result.ok(
            new Understood(value, numerator, denominator, doneOn, items, note, link, reason))
        : Result.refused(problems);
  }

  /** What is on a list; a line that names something and nothing for it is no entry. */
  private static List<String> items(String typed, List<Problem> problems) {
    List<String> items =
        VietnameseText.cleanLines(typed)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.endsWith(":"))
            .distinct()
            .toList();
    if (items.isEmpty()) {
      problems.add(Problem.at("items", ReportingProblem.LIST_EMPTY));
    } else if (items.size() > MOST_ITEMS
        || items.stream().anyMatch(line -> line.length() > LONGEST)) {
      problems.add(Problem.at("items", ReportingProblem.LIST_TOO_LONG, MOST_ITEMS, LONGEST));
    }
    return items;
  }

  private static @Nullable LocalDate day(
      String typed, int year, LocalDate today, List<Problem> problems) {
    if (!(VietnameseDates.parse(typed) instanceof DateReading.Ok ok)) {
      problems.add(Problem.at("doneOn", ReportingProblem.DAY_MISSING));
      return null;
    }
    LocalDate day = ok.date();
    if (day.isAfter(today)) {
      problems.add(Problem.at("doneOn", ReportingProblem.DATE_AHEAD, today));
    } else if (day.getYear() != year) {
      problems.add(
          Problem.at("doneOn", ReportingProblem.DAY_OF_ANOTHER_YEAR, String.valueOf(year)));
    }
    return day;
  }

  private static String text(String field, String typed, List<Problem> problems) {
    String clean = VietnameseText.clean(typed);
    if (clean.length() > LONGEST) {
      problems.add(
          Problem.at(field, ReportingProblem.TEXT_TOO_LONG, LONGEST, FieldLabels.orThis(field)));
    }
    return clean;
  }

  /** Only an address that a browser opens without running anything. */
  private static String link(String typed, List<Problem> problems) {
    String clean = typed.strip();
    if (clean.isEmpty()) {
      return "";
    }
    try {
      URI uri = URI.create(clean);
      String scheme = uri.getScheme();
      if (clean.length() <= LONGEST
          && uri.getHost() != null
          && scheme != null
          && List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))) {
        return clean;
      }
    } catch (IllegalArgumentException unreadable) {
      // said below
    }
    problems.add(Problem.at("link", ReportingProblem.LINK_UNREADABLE));
    return "";
  }
}
