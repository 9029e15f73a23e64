package vn.khuyenhoc.reports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Reads what was typed about a duty to report, and says everything that is wrong with it. */
final class ObligationRules {

  private static final int LONG = 500;
  private static final int MOST_DAYS = 1000;
  private static final int LAST_OF_MONTH = 31;
  private static final int FIRST_YEAR = 2000;
  private static final Pattern DAY_OF_YEAR = Pattern.compile("(\\d{1,2})\\s*[/.-]\\s*(\\d{1,2})");
  private static final Pattern QUARTER =
      Pattern.compile("(?:quy\\s*|q)?(iv|iii|ii|i|[1-4])\\s*(?:[/.-]|nam)?\\s*(\\d{4})");
  private static final Pattern YEAR = Pattern.compile("(?:nam\\s*)?(20\\d{2})");
  private static final List<String> ROMAN = List.of("i", "ii", "iii", "iv");

  private ObligationRules() {}

  /**
   * What a form may name.
   *
   * @param level the level of the area that is bound; null where none was chosen
   * @param today the day
   * @param plans the plans that there are
   * @param bodies the bodies around the area, by their identities
   * @param trackedBefore since when somebody can be late with it already; null for a new duty or
   *     one whose past is corrected
   * @param inputs the duties around the area, without the one that is changed and those that it
   *     goes into
   */
  record Known(
      @Nullable AreaLevel level,
      LocalDate today,
      Set<String> plans,
      Map<UUID, String> bodies,
      @Nullable LocalDate trackedBefore,
      Set<UUID> inputs) {}

  /** What was typed; refused with all that is wrong. */
  static Result<ObligationSays> read(ObligationForm typed, Known known) {
    List<Problem> problems = new ArrayList<>();
    String title = text("title", typed.one("title"), problems);
    if (title.isEmpty()) {
      problems.add(Problem.at("title", ObligationProblem.TITLE_MISSING));
    }
    String document = text("document", typed.one("document"), problems);
    String number = text("number", typed.one("number"), problems);
    String words = text("words", typed.one("words"), problems);
    String plan = VietnameseText.clean(typed.one("plan"));
    if (!plan.isEmpty() && !known.plans().contains(plan)) {
      problems.add(Problem.at("plan", ObligationProblem.PLAN_UNKNOWN));
    }
    if (known.level() == null) {
      problems.add(Problem.at("area", ObligationProblem.AREA_MISSING));
    }
    ObligationReporter reporter = named(ObligationReporter.class, typed.one("reporter"));
    if (reporter == null) {
      problems.add(Problem.at("reporter", ObligationProblem.REPORTER_MISSING));
    } else if (known.level() != null
        && reporter.level() != null
        && reporter.level().compareTo(known.level()) < 0) {
      problems.add(Problem.at("reporter", ObligationProblem.REPORTER_ABOVE_AREA));
    }
    List<ObligationParty> reporters = reporters(typed, known, problems);
    if (reporter == ObligationReporter.BODIES && reporters.isEmpty()) {
      problems.add(Problem.at("reporters", ObligationProblem.BODIES_MISSING));
    }
    List<ObligationParty> recipients = recipients(typed, known, problems);
    List<String> forms =
        typed.all("form").stream().filter(one -> ReportForm.named(one).isPresent()).toList();
    if (forms.isEmpty()) {
      problems.add(Problem.at("form", ObligationProblem.FORM_MISSING));
    }
    ObligationRule rule = rule(typed, known.today(), problems);
    if (rule != null
        && forms.stream()
            .flatMap(one -> ReportForm.named(one).stream())
            .anyMatch(one -> unfit(one, rule.rhythm(), forms))) {
      problems.add(Problem.at("form", ObligationProblem.FORM_UNFIT));
    }
    LocalDate from = day("from", typed.one("from"), known.today(), problems);
    LocalDate to = day("to", typed.one("to"), null, problems);
    LocalDate tracked = day("tracked", typed.one("tracked"), known.today(), problems);
    if (from != null && to != null && to.isBefore(from)) {
      problems.add(Problem.at("to", ObligationProblem.PERIOD_BACKWARDS));
    } else if (from != null
        && rule != null
        && rule.rhythm().recurs()
        && rule.spans(from, to == null ? from.plusYears(2) : to).isEmpty()) {
      problems.add(Problem.at("to", ObligationProblem.TERMS_EMPTY));
    }
    if (from != null && rule != null && tracked != null && !typed.ticked("confirmed")) {
      late(rule, from, to, tracked, known)
          .ifPresent(
              day -> problems.add(Problem.at("confirmed", ObligationProblem.LATE_AT_ONCE, day)));
    }
    List<UUID> inputs = new ArrayList<>();
    for (String one : typed.all("input")) {
      UUID id = ObligationForm.readId(one);
      if (id == null || !known.inputs().contains(id)) {
        problems.add(Problem.at("input", ObligationProblem.INPUT_UNFIT));
      } else {
        inputs.add(id);
      }
    }
    if (!problems.isEmpty()
        || reporter == null
        || rule == null
        || from == null
        || tracked == null) {
      return Result.refused(problems);
    }
    return Result.ok(
        new ObligationSays(
            title,
            document,
            number,
            plan.isEmpty() ? null : plan,
            words,
            reporter,
            reporters,
            recipients,
            forms,
            rule,
            from,
            to,
            tracked,
            inputs.stream().distinct().sorted().toList(),
            typed.ticked("campaign")));
  }

  /** The earliest last day that is past and makes whoever has not reported late at once. */
  private static Optional<LocalDate> late(
      ObligationRule rule, LocalDate from, @Nullable LocalDate to, LocalDate tracked, Known known) {
    LocalDate before = known.trackedBefore();
    LocalDate end = before == null || before.isAfter(known.today()) ? known.today() : before;
    if (!rule.rhythm().recurs() || !tracked.isBefore(end)) {
      return Optional.empty();
    }
    return rule.spans(from, to == null || to.isAfter(end) ? end : to).stream()
        .flatMap(span -> Stream.ofNullable(span.due()))
        .filter(due -> due.isBefore(end) && !due.isBefore(tracked))
        .findFirst();
  }

  /** A line of text without what is too much of it. */
  static String text(String field, String typed, List<Problem> problems) {
    String clean = VietnameseText.clean(typed);
    if (clean.length() > LONG) {
      problems.add(Problem.at(field, ObligationProblem.TEXT_TOO_LONG, LONG));
    }
    return clean;
  }

  private static List<ObligationParty> reporters(
      ObligationForm typed, Known known, List<Problem> problems) {
    List<ObligationParty> reporters = new ArrayList<>();
    for (String line : typed.lines("reporters")) {
      String name = text("reporters", line, problems);
      UUID body =
          known.bodies().entrySet().stream()
              .filter(one -> VietnameseText.sameName(one.getValue(), name))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(null);
      reporters.add(new ObligationParty(ObligationParty.Side.OTHER, body, name, name));
    }
    return reporters;
  }

  private static List<ObligationParty> recipients(
      ObligationForm typed, Known known, List<Problem> problems) {
    List<ObligationParty> recipients = new ArrayList<>();
    boolean tried = false;
    for (int at = 1; at <= ObligationForm.RECIPIENTS; at++) {
      String words = text("to" + at, typed.one("to" + at), problems);
      String typedBody = typed.one("body" + at);
      ObligationParty.Side side = named(ObligationParty.Side.class, typed.one("side" + at));
      if (words.isEmpty() && typedBody.isEmpty()) {
        continue;
      }
      tried = true;
      UUID body = ObligationForm.readId(typedBody);
      if (!typedBody.isEmpty() && (body == null || !known.bodies().containsKey(body))) {
        problems.add(Problem.at("body" + at, ObligationProblem.BODY_UNKNOWN));
      } else if (side == null) {
        problems.add(Problem.at("side" + at, ObligationProblem.SIDE_MISSING));
      } else {
        recipients.add(
            new ObligationParty(
                side, body, body == null ? "" : known.bodies().getOrDefault(body, ""), words));
      }
    }
    if (!tried) {
      problems.add(Problem.at("to1", ObligationProblem.RECIPIENT_MISSING));
    }
    return recipients;
  }

  private static @Nullable ObligationRule rule(
      ObligationForm typed, LocalDate today, List<Problem> problems) {
    ObligationRhythm rhythm = named(ObligationRhythm.class, typed.one("rhythm"));
    if (rhythm == null) {
      problems.add(Problem.at("rhythm", ObligationProblem.RHYTHM_MISSING));
      return null;
    }
    int before = problems.size();
    MonthDay first = null;
    MonthDay second = null;
    Integer day = null;
    boolean later = false;
    LocalDate once = null;
    ObligationRule.Within within = null;
    ObligationPeriod about = null;
    Integer after = null;
    switch (rhythm) {
      case YEARLY -> {
        first = dayOfYear("first", typed.one("first"), problems);
        later = typed.ticked("later");
      }
      case HALF_YEARLY -> {
        first = dayOfYear("first", typed.one("first"), problems);
        second = dayOfYear("second", typed.one("second"), problems);
        if (typed.one("first").isBlank() != typed.one("second").isBlank()) {
          problems.add(
              Problem.at(
                  typed.one("first").isBlank() ? "first" : "second",
                  ObligationProblem.HALF_MISSING));
        }
      }
      case QUARTERLY, MONTHLY -> {
        day = whole("day", typed.one("day"), 1, LAST_OF_MONTH, problems);
        later = typed.ticked("later");
      }
      case WEEKLY -> {
        day = typed.one("weekday").matches("[1-7]") ? Integer.valueOf(typed.one("weekday")) : null;
        if (day == null && !typed.one("weekday").isEmpty()) {
          problems.add(Problem.at("weekday", ObligationProblem.DAY_OF_WEEK_MISSING));
        }
        later = typed.ticked("later");
      }
      case ONCE -> {
        String named = VietnameseText.fold(VietnameseText.clean(typed.one("once")));
        within = within(named);
        once = within == null ? null : once(named, within);
        if (once == null) {
          problems.add(Problem.at("once", ObligationProblem.ONCE_UNREADABLE));
        } else if (once.isBefore(today) && !typed.ticked("confirmed")) {
          problems.add(Problem.at("confirmed", ObligationProblem.PAST_UNCONFIRMED, once));
        }
        about = period("aboutFrom", "aboutTo", typed, false, problems);
      }
      case AFTER_EVENT ->
          after = whole("daysAfter", typed.one("daysAfter"), 0, MOST_DAYS, problems);
      case ON_REQUEST, NO_DAY -> {}
    }
    boolean names =
        first != null || second != null || day != null || within == ObligationRule.Within.DAY;
    String inclusive = typed.one("inclusive");
    if (names && !inclusive.equals("UNTIL") && !inclusive.equals("BEFORE")) {
      problems.add(Problem.at("inclusive", ObligationProblem.INCLUSIVE_MISSING));
    }
    return problems.size() > before
        ? null
        : new ObligationRule(
            rhythm,
            first,
            second,
            day,
            later,
            once,
            within,
            about,
            after,
            inclusive.equals("UNTIL"));
  }

  /**
   * Whether a form on a year or half of one is asked for in another rhythm; that on the year may be
   * the second half's.
   */
  private static boolean unfit(ReportForm form, ObligationRhythm rhythm, List<String> forms) {
    return rhythm.recurs()
        && switch (form) {
          case YEAR ->
              rhythm != ObligationRhythm.YEARLY
                  && !(rhythm == ObligationRhythm.HALF_YEARLY
                      && forms.contains(ReportForm.SIX_MONTHS.name()));
          case SIX_MONTHS -> rhythm != ObligationRhythm.HALF_YEARLY;
          case RESULTS, PRELIMINARY_REVIEW, FINAL_REVIEW, AD_HOC -> false;
        };
  }

  /** Two days as a period; null without either, or where they cannot be one. */
  static @Nullable ObligationPeriod period(
      String fromField,
      String toField,
      ObligationForm typed,
      boolean needed,
      List<Problem> problems) {
    String from = typed.one(fromField);
    String to = typed.one(toField);
    if (!needed && from.isBlank() && to.isBlank()) {
      return null;
    }
    int before = problems.size();
    LocalDate first = needed(fromField, from, problems);
    LocalDate last = needed(toField, to, problems);
    if (first != null && last != null && last.isBefore(first)) {
      problems.add(Problem.at(toField, ObligationProblem.PERIOD_BACKWARDS));
    }
    return first == null || last == null || problems.size() > before
        ? null
        : new ObligationPeriod(first, last);
  }

  /** A day that must be typed. */
  static @Nullable LocalDate needed(String field, String typed, List<Problem> problems) {
    if (typed.isBlank()) {
      problems.add(Problem.at(field, ObligationProblem.DATE_MISSING));
      return null;
    }
    return day(field, typed, null, problems);
  }

  /** A day; the other one where none was typed. */
  static @Nullable LocalDate day(
      String field, String typed, @Nullable LocalDate otherwise, List<Problem> problems) {
    if (typed.isBlank()) {
      return otherwise;
    }
    if (VietnameseDates.parse(typed) instanceof DateReading.Ok read
        && read.date().getYear() >= FIRST_YEAR) {
      return read.date();
    }
    problems.add(Problem.at(field, ObligationProblem.DATE_UNREADABLE));
    return null;
  }

  private static @Nullable MonthDay dayOfYear(String field, String typed, List<Problem> problems) {
    String clean = VietnameseText.clean(typed);
    if (clean.isEmpty()) {
      return null;
    }
    Matcher day = DAY_OF_YEAR.matcher(clean);
    if (day.matches()) {
      try {
        return MonthDay.of(Integer.parseInt(day.group(2)), Integer.parseInt(day.group(1)));
      } catch (DateTimeException noSuchDay) {
        // said below
      }
    }
    problems.add(Problem.at(field, ObligationProblem.DAY_OF_YEAR_UNREADABLE));
    return null;
  }

  private static @Nullable Integer whole(
      String field, String typed, int least, int most, List<Problem> problems) {
    String clean = VietnameseText.clean(typed);
    if (clean.isEmpty()) {
      return null;
    }
    int number = clean.matches("[0-9]{1,4}") ? Integer.parseInt(clean) : -1;
    if (number < least || number > most) {
      problems.add(
          Problem.at(
              field,
              most == LAST_OF_MONTH
                  ? ObligationProblem.DAY_OF_MONTH_UNREADABLE
                  : ObligationProblem.DAYS_AFTER_UNREADABLE));
      return null;
    }
    return number;
  }

  private static ObligationRule.@Nullable Within within(String folded) {
    if (VietnameseDates.parse(folded) instanceof DateReading.Ok) {
      return ObligationRule.Within.DAY;
    }
    if (YEAR.matcher(folded).matches()) {
      return ObligationRule.Within.YEAR;
    }
    return QUARTER.matcher(folded).matches() ? ObligationRule.Within.QUARTER : null;
  }

  private static @Nullable LocalDate once(String folded, ObligationRule.Within within) {
    return switch (within) {
      case DAY ->
          VietnameseDates.parse(folded) instanceof DateReading.Ok read
                  && read.date().getYear() >= FIRST_YEAR
              ? read.date()
              : null;
      case QUARTER -> {
        Matcher quarter = QUARTER.matcher(folded);
        if (!quarter.matches()) {
          yield null;
        }
        String said = quarter.group(1).toLowerCase(Locale.ROOT);
        int number = ROMAN.contains(said) ? ROMAN.indexOf(said) + 1 : Integer.parseInt(said);
        int year = Integer.parseInt(quarter.group(2));
        yield year < FIRST_YEAR || year > VietnameseDates.LAST_YEAR
            ? null
            : YearMonth.of(year, number * 3).atEndOfMonth();
      }
      case YEAR -> {
        Matcher year = YEAR.matcher(folded);
        yield year.matches() ? LocalDate.of(Integer.parseInt(year.group(1)), 12, 31) : null;
      }
    };
  }

  private static <E extends Enum<E>> @Nullable E named(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
