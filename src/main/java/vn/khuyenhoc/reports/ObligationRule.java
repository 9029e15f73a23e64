package vn.khuyenhoc.reports;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By which rule reports fall due. What a rhythm does not need is null.
 *
 * @param rhythm how often
 * @param first the day of the year; of a half-yearly rule that of the first half
 * @param second the day of the second half
 * @param day of a quarter's or month's rule the day of the month (31 is the last one of any), of a
 *     week's the day from Monday
 * @param later whether the day lies in the year, quarter or month after the one reported on
 * @param once the day of what happens once; of a quarter or year its last day
 * @param within how exactly that day is named
 * @param about what is reported on once; null for the calendar year
 * @param daysAfter how many days after an event; null where none is stated
 * @param inclusive whether the day that is named is the last one itself ("đến hết ngày"); the day
 *     before it is otherwise ("trước ngày")
 */
public record ObligationRule(
    ObligationRhythm rhythm,
    @Nullable MonthDay first,
    @Nullable MonthDay second,
    @Nullable Integer day,
    boolean later,
    @Nullable LocalDate once,
    @Nullable Within within,
    @Nullable ObligationPeriod about,
    @Nullable Integer daysAfter,
    boolean inclusive) {

  private static final int HALF = 6;
  private static final int QUARTER = 3;

  /** How exactly the day of what happens once is named. */
  public enum Within {
    DAY,
    QUARTER,
    YEAR
  }

  /** A period and the last day of its report, null where none is stated. */
  record Span(ObligationPeriod period, @Nullable LocalDate due) {}

  /** Yearly on a day of the same year. */
  public static ObligationRule yearly(MonthDay day, boolean inclusive) {
    return new ObligationRule(
        ObligationRhythm.YEARLY, day, null, null, false, null, null, null, null, inclusive);
  }

  /** Every half of a year; without days none is stated. */
  public static ObligationRule halfYearly(
      @Nullable MonthDay first, @Nullable MonthDay second, boolean inclusive) {
    return new ObligationRule(
        ObligationRhythm.HALF_YEARLY,
        first,
        second,
        null,
        false,
        null,
        null,
        null,
        null,
        inclusive);
  }

  /** A rhythm alone. */
  public static ObligationRule of(ObligationRhythm rhythm) {
    return new ObligationRule(rhythm, null, null, null, false, null, null, null, null, false);
  }

  /** The last day in time where this day is named. */
  private LocalDate last(LocalDate named) {
    return inclusive ? named : named.minusDays(1);
  }

  /** The day to name so that this one is the last in time. */
  private LocalDate named(LocalDate last) {
    return inclusive ? last : last.plusDays(1);
  }

  /**
   * The periods of the rule whose last days lie within these days, in their order; without a day
   * those that end there. Events and requests are not known to a rule.
   *
   * @param from first day
   * @param to last day
   */
  List<Span> spans(LocalDate from, LocalDate to) {
    List<Span> spans = new ArrayList<>();
    if (rhythm == ObligationRhythm.ONCE) {
      LocalDate day = Objects.requireNonNull(once);
      spans.add(
          new Span(
              about == null ? ObligationPeriod.year(day.getYear()) : about,
              within == Within.DAY ? last(day) : day));
      return spans;
    }
    if (rhythm == ObligationRhythm.NO_DAY) {
      spans.add(new Span(new ObligationPeriod(from, to), null));
      return spans;
    }
    if (!rhythm.recurs() || to.isBefore(from)) {
      return spans;
    }
    // a day named in the year after, and one moved by a day over New Year
    LocalDate start = LocalDate.of(from.getYear() - 1, 1, 1);
    LocalDate end = to.plusDays(1);
    ObligationPeriod period = firstFrom(start);
    while (!period.from().isAfter(end)) {
      LocalDate named = named(period);
      LocalDate due = named == null ? null : last(named);
      LocalDate counts = due == null ? period.to() : due;
      if (!counts.isBefore(from) && !counts.isAfter(to)) {
        spans.add(new Span(period, due));
      }
      period = firstFrom(period.to().plusDays(1));
    }
    return spans;
  }

  /** The period that begins on a day, or the first one of the week after it. */
  private ObligationPeriod firstFrom(LocalDate start) {
    return switch (rhythm) {
      case YEARLY -> ObligationPeriod.year(start.getYear());
      case HALF_YEARLY -> ObligationPeriod.months(YearMonth.from(start), HALF);
      case QUARTERLY -> ObligationPeriod.months(YearMonth.from(start), QUARTER);
      case MONTHLY -> ObligationPeriod.months(YearMonth.from(start), 1);
      case WEEKLY -> {
        LocalDate monday = start.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        yield new ObligationPeriod(monday, monday.plusDays(6));
      }
      case ONCE, AFTER_EVENT, ON_REQUEST, NO_DAY ->
          throw new IllegalStateException(rhythm + " has no calendar");
    };
  }

  private @Nullable LocalDate named(ObligationPeriod period) {
    int year = period.from().getYear();
    return switch (rhythm) {
      case YEARLY -> first == null ? null : first.atYear(later ? year + 1 : year);
      case HALF_YEARLY -> {
        boolean half = period.from().getMonthValue() == 1;
        MonthDay of = half ? first : second;
        // the second half is reported on until the year after as well
        yield of == null
            ? null
            : half || of.getMonthValue() > HALF ? of.atYear(year) : of.atYear(year + 1);
      }
      case QUARTERLY, MONTHLY -> {
        YearMonth month = YearMonth.from(period.to()).plusMonths(later ? 1 : 0);
        yield day == null ? null : month.atDay(Math.min(day, month.lengthOfMonth()));
      }
      case WEEKLY -> day == null ? null : period.from().plusDays(day - 1L + (later ? 7 : 0));
      case ONCE, AFTER_EVENT, ON_REQUEST, NO_DAY -> null;
    };
  }

  /** The last day after an event; null where none is stated. */
  @Nullable LocalDate after(LocalDate event) {
    return daysAfter == null ? null : event.plusDays(daysAfter);
  }

  /**
   * The rule by which this period is due on that last day, and all later ones likewise.
   *
   * @return null where no such rule can be written: another day than the rhythm can name
   */
  @Nullable ObligationRule moved(ObligationPeriod period, LocalDate last) {
    LocalDate to = named(last);
    MonthDay monthDay = MonthDay.from(to);
    ObligationRule moved =
        switch (rhythm) {
          case YEARLY ->
              new ObligationRule(
                  rhythm,
                  monthDay,
                  null,
                  null,
                  to.getYear() > period.from().getYear(),
                  null,
                  null,
                  null,
                  null,
                  inclusive);
          case HALF_YEARLY ->
              period.from().getMonthValue() == 1
                  ? halfYearly(monthDay, second, inclusive)
                  : halfYearly(first, monthDay, inclusive);
          case QUARTERLY, MONTHLY ->
              new ObligationRule(
                  rhythm,
                  null,
                  null,
                  to.getDayOfMonth(),
                  YearMonth.from(to).isAfter(YearMonth.from(period.to())),
                  null,
                  null,
                  null,
                  null,
                  inclusive);
          case WEEKLY ->
              new ObligationRule(
                  rhythm,
                  null,
                  null,
                  to.getDayOfWeek().getValue(),
                  to.isAfter(period.to()),
                  null,
                  null,
                  null,
                  null,
                  inclusive);
          case ONCE ->
              new ObligationRule(
                  rhythm, null, null, null, false, to, Within.DAY, aboutOnce(), null, inclusive);
          case AFTER_EVENT, ON_REQUEST, NO_DAY -> null;
        };
    if (moved == null) {
      return null;
    }
    boolean same =
        moved.spans(last.minusYears(1).minusMonths(1), last.plusYears(1).plusMonths(1)).stream()
            .anyMatch(span -> span.period().equals(period) && last.equals(span.due()));
    return same ? moved : null;
  }

  /** What is reported on once, whatever day it is due on. */
  @Nullable ObligationPeriod aboutOnce() {
    return rhythm == ObligationRhythm.ONCE && about == null && once != null
        ? ObligationPeriod.year(once.getYear())
        : about;
  }
}
