package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khuyenhoc.areas.AreaLevel;

class ObligationRuleTest {

  private static final LocalDate FROM = LocalDate.of(2020, 1, 1);

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  private static ObligationRule rule(
      ObligationRhythm rhythm, @Nullable Integer day, boolean later, boolean inclusive) {
    return new ObligationRule(rhythm, null, null, day, later, null, null, null, null, inclusive);
  }

  private static ObligationRule any(Random random) {
    MonthDay first = MonthDay.of(1 + random.nextInt(12), 1 + random.nextInt(28));
    boolean inclusive = random.nextBoolean();
    return switch (random.nextInt(5)) {
      case 0 ->
          new ObligationRule(
              ObligationRhythm.YEARLY,
              first,
              null,
              null,
              random.nextBoolean(),
              null,
              null,
              null,
              null,
              inclusive);
      case 1 ->
          // the second half's report comes in autumn, or in the winter after it
          ObligationRule.halfYearly(
              MonthDay.of(4 + random.nextInt(6), 1 + random.nextInt(28)),
              MonthDay.of(1 + (9 + random.nextInt(6)) % 12, 1 + random.nextInt(28)),
              inclusive);
      case 2 ->
          rule(ObligationRhythm.QUARTERLY, 1 + random.nextInt(31), random.nextBoolean(), inclusive);
      case 3 ->
          rule(ObligationRhythm.MONTHLY, 1 + random.nextInt(31), random.nextBoolean(), inclusive);
      default ->
          rule(ObligationRhythm.WEEKLY, 1 + random.nextInt(7), random.nextBoolean(), inclusive);
    };
  }

  private static ObligationSays says(ObligationRule rule, LocalDate from, @Nullable LocalDate to) {
    return new ObligationSays(
        "Báo cáo",
        "",
        "",
        null,
        "",
        ObligationReporter.COMMUNE,
        List.of(),
        List.of(),
        List.of("YEAR"),
        rule,
        from,
        to,
        from,
        List.of(),
        false);
  }

  private static Obligation obligation(
      List<ObligationVersion> versions, List<ObligationMove> moves) {
    return new Obligation(
        new UUID(0, 1), 1, "Tỉnh", AreaLevel.PROVINCE, false, null, versions, moves, List.of());
  }

  private static ObligationVersion version(
      int number, ObligationVersion.Act act, ObligationSays says, LocalDate on) {
    Instant at = on.atTime(3, 0).toInstant(ZoneOffset.UTC);
    return new ObligationVersion(number, act, "vì", false, says, at, "Ai đó");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aYearlyRuleIsDueOnceAYearInsideItsTerms(long seed) {
    Random random = new Random(seed);
    MonthDay day = MonthDay.of(1 + random.nextInt(12), 1 + random.nextInt(28));
    LocalDate from = FROM.plusDays(random.nextInt(1000));
    LocalDate to = from.plusDays(random.nextInt(4000));
    List<ObligationRule.Span> spans =
        ObligationRule.yearly(day, random.nextBoolean()).spans(from, to);
    Map<Integer, Integer> years = new HashMap<>();
    for (ObligationRule.Span span : spans) {
      assertThat(span.due()).isBetween(from, to);
      assertThat(span.period()).isEqualTo(ObligationPeriod.year(span.period().from().getYear()));
      years.merge(span.period().from().getYear(), 1, Integer::sum);
    }
    assertThat(years.values()).allMatch(count -> count == 1);
    // whole years of the terms are all there
    for (int year = from.getYear() + 1; year < to.getYear(); year++) {
      assertThat(years).containsKey(year);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void periodsOfARuleFollowEachOtherWithoutGapOrOverlapAndSoDoTheirDays(long seed) {
    Random random = new Random(seed);
    List<ObligationRule.Span> spans = any(random).spans(FROM, FROM.plusYears(5));
    assertThat(spans).isNotEmpty();
    for (int at = 1; at < spans.size(); at++) {
      assertThat(spans.get(at).period().from())
          .isEqualTo(spans.get(at - 1).period().to().plusDays(1));
      assertThat(spans.get(at).due()).isAfter(spans.get(at - 1).due());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void beforeADayEndsADayEarlierThanUpToIt(long seed) {
    Random random = new Random(seed);
    ObligationRule rule = any(random);
    ObligationRule until =
        new ObligationRule(
            rule.rhythm(),
            rule.first(),
            rule.second(),
            rule.day(),
            rule.later(),
            null,
            null,
            null,
            null,
            true);
    ObligationRule before =
        new ObligationRule(
            rule.rhythm(),
            rule.first(),
            rule.second(),
            rule.day(),
            rule.later(),
            null,
            null,
            null,
            null,
            false);
    Map<ObligationPeriod, LocalDate> last = new HashMap<>();
    until.spans(FROM, FROM.plusYears(4)).forEach(span -> last.put(span.period(), span.due()));
    before
        .spans(FROM.plusMonths(2), FROM.plusYears(3))
        .forEach(
            span ->
                assertThat(span.due())
                    .isEqualTo(Objects.requireNonNull(last.get(span.period())).minusDays(1)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverIsWrittenLaterNeverChangesWhatWasOver(long seed) {
    Random random = new Random(seed);
    List<ObligationVersion> versions = new ArrayList<>();
    List<ObligationMove> moves = new ArrayList<>();
    LocalDate now = FROM.plusDays(random.nextInt(300));
    versions.add(version(1, ObligationVersion.Act.ADD, says(any(random), FROM, null), now));
    for (int step = 2; step < 7; step++) {
      now = now.plusDays(20 + random.nextInt(300));
      Obligation before = obligation(versions, moves);
      LocalDate day = now;
      List<ObligationDue> over =
          before.dues(now.plusYears(1)).stream().filter(due -> due.day().isBefore(day)).toList();
      int what = random.nextInt(4);
      if (what == 0) {
        before.dues(now.plusYears(1)).stream()
            .filter(due -> due.due() != null && !due.day().isBefore(day))
            .findFirst()
            .ifPresent(
                due ->
                    moves.add(
                        new ObligationMove(
                            due.period(),
                            due.day().plusDays(1 + random.nextInt(20)),
                            due.due(),
                            "vì",
                            day.atTime(3, 0).toInstant(ZoneOffset.UTC),
                            "Ai đó")));
      } else {
        ObligationVersion.Act act =
            before.withdrawn()
                ? ObligationVersion.Act.RESTORE
                : what == 1 ? ObligationVersion.Act.WITHDRAW : ObligationVersion.Act.CHANGE;
        ObligationSays says =
            act == ObligationVersion.Act.CHANGE ? says(any(random), FROM, null) : before.says();
        versions.add(version(versions.size() + 1, act, says, now));
      }
      List<ObligationDue> after =
          obligation(versions, moves).dues(now.plusYears(1)).stream()
              .filter(due -> due.day().isBefore(day))
              .toList();
      assertThat(after).as("seed %s step %s", seed, step).containsAll(over);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRuleThatIsMovedNamesTheDayItWasMovedToAndKeepsItsPeriods(long seed) {
    Random random = new Random(seed);
    ObligationRule rule = any(random);
    List<ObligationRule.Span> spans = rule.spans(FROM, FROM.plusYears(3));
    ObligationRule.Span one = spans.get(spans.size() / 2);
    LocalDate due = Objects.requireNonNull(one.due());
    LocalDate day = due.plusDays(random.nextInt(4) - 2L);
    ObligationRule moved = rule.moved(one.period(), day);
    if (moved != null) {
      assertThat(moved.spans(FROM, FROM.plusYears(3)))
          .contains(new ObligationRule.Span(one.period(), day));
      assertThat(moved.rhythm()).isEqualTo(rule.rhythm());
    }
    assertThat(rule.moved(one.period(), due)).isNotNull();
  }

  @Test
  void theSourcesDeadlinesAreReadAsTheyAreWritten() {
    assertThat(
            ObligationRule.yearly(MonthDay.of(11, 15), false)
                .spans(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31)))
        .containsExactly(
            new ObligationRule.Span(ObligationPeriod.year(2024), LocalDate.of(2024, 11, 14)));
    ObligationRule quarter =
        new ObligationRule(
            ObligationRhythm.ONCE,
            null,
            null,
            null,
            false,
            LocalDate.of(2025, 12, 31),
            ObligationRule.Within.QUARTER,
            new ObligationPeriod(LocalDate.of(2021, 1, 1), LocalDate.of(2025, 12, 31)),
            null,
            false);
    assertThat(quarter.spans(FROM, FROM))
        .extracting(ObligationRule.Span::due)
        .containsExactly(LocalDate.of(2025, 12, 31));
  }

  @Test
  void theLastDayOfFebruaryIsFoundInEveryYear() {
    assertThat(
            rule(ObligationRhythm.MONTHLY, 31, false, true)
                .spans(LocalDate.of(2023, 2, 1), LocalDate.of(2024, 2, 29)))
        .hasSize(13)
        .allMatch(span -> span.period().to().equals(span.due()));
    assertThat(
            ObligationRule.yearly(MonthDay.of(2, 29), true)
                .spans(LocalDate.of(2023, 1, 1), LocalDate.of(2024, 12, 31)))
        .extracting(span -> Year.isLeap(Objects.requireNonNull(span.due()).getYear()) ? 29 : 28)
        .containsExactly(28, 29);
  }

  @Test
  void aReportWithoutAStatedDayIsNeverPast() {
    Obligation one =
        obligation(
            List.of(
                version(
                    1,
                    ObligationVersion.Act.ADD,
                    says(ObligationRule.halfYearly(null, null, false), FROM, null),
                    FROM)),
            List.of());
    List<ObligationDue> dues = one.dues(FROM.plusYears(1).minusDays(1));
    assertThat(dues).hasSize(2).allMatch(due -> due.due() == null);
    assertThat(dues).noneMatch(due -> due.past(FROM.plusYears(50)));
  }

  @Test
  void aReportDueWithItsInputOrBeforeItIsTooEarlyAndFiveDaysAreFive() {
    Obligation input = yearly(new UUID(0, 2), MonthDay.of(11, 15), List.of());
    Map<UUID, Obligation> all = Map.of(input.id(), input);
    Obligation same = yearly(new UUID(0, 3), MonthDay.of(11, 15), List.of(input.id()));
    Obligation later = yearly(new UUID(0, 4), MonthDay.of(11, 20), List.of(input.id()));
    LocalDate today = LocalDate.of(2024, 3, 1);
    assertThat(same.gaps(same.next(today).orElseThrow(), all, Map.of()))
        .singleElement()
        .matches(ObligationGap::tooEarly)
        .matches(gap -> gap.days() == 0);
    assertThat(later.gaps(later.next(today).orElseThrow(), all, Map.of()))
        .singleElement()
        .matches(gap -> !gap.tooEarly())
        .matches(gap -> gap.days() == 5);
  }

  private static Obligation yearly(UUID id, MonthDay day, List<UUID> inputs) {
    ObligationSays plain = says(ObligationRule.yearly(day, false), FROM, null);
    ObligationSays says =
        new ObligationSays(
            plain.title(),
            "",
            "",
            null,
            "",
            plain.reporter(),
            List.of(),
            List.of(),
            plain.forms(),
            plain.rule(),
            FROM,
            null,
            FROM,
            inputs,
            false);
    return new Obligation(
        id,
        1,
        "Tỉnh",
        AreaLevel.PROVINCE,
        false,
        null,
        List.of(version(1, ObligationVersion.Act.ADD, says, FROM)),
        List.of(),
        List.of());
  }
}
