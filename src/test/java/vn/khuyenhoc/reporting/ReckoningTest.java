package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.reporting.Achieved.State;

/** How far targets are reached, without a database. */
class ReckoningTest {

  private static final Indicator FAMILIES =
      indicator("FAMILIES", Indicator.Kind.SHARE, "recognised_families", "total_households");
  private static final Indicator UNITS =
      indicator("UNITS", Indicator.Kind.SHARE, "recognised_units", "total_units");
  private static final Indicator MEMBERS = indicator("MEMBERS", Indicator.Kind.COUNT, "", "");
  private static final Indicator GROWTH =
      indicator("GROWTH", Indicator.Kind.GROWTH, "MEMBERS", "population");
  private static final Indicator EVENT = indicator("HELD", Indicator.Kind.EVENT, "", "");
  private static final Indicator BRIEFED = indicator("BRIEFED", Indicator.Kind.SHARE, "", "");
  private static final Indicator ROUND = indicator("ROUND", Indicator.Kind.COUNT, "ABOUT", "");
  private static final Indicator ABOUT = indicator("ABOUT", Indicator.Kind.COUNT, "ROUND", "");

  private final Reckoning reckoning =
      new Reckoning(List.of(FAMILIES, UNITS, MEMBERS, GROWTH, EVENT, BRIEFED, ROUND, ABOUT));
  private final Map<String, BigDecimal> measured = new HashMap<>();
  private final Map<String, ReportedValue> reported = new HashMap<>();
  private final Reckoning.Known known =
      new Reckoning.Known() {
        @Override
        public Amount measure(Measure measure, int year) {
          BigDecimal value = measured.get(measure + " " + year);
          return value == null
              ? Amount.unknown(
                  Unknown.notReported("reporting.why.campaign", measure, String.valueOf(year)))
              : Amount.of(value);
        }

        @Override
        public @Nullable ReportedValue reported(String indicator, int year) {
          return reported.get(indicator + " " + year);
        }
      };

  @Test
  void aShareIsComparedExactlyAndNotAsItIsWritten() {
    measure("recognised_families", 2026, 6996);
    measure("total_households", 2026, 10_000);
    Achieved almost = achieved(share(FAMILIES, "70"));
    assertThat(almost.state()).isEqualTo(State.MISSED);
    assertThat(almost.value()).isEqualByComparingTo("69.96");
    assertThat(almost.missing(new BigDecimal("70"))).isEqualTo(4);
    measure("recognised_families", 2026, 7000);
    assertThat(achieved(share(FAMILIES, "70")).state()).isEqualTo(State.MET);
  }

  @Test
  void aDenominatorOfZeroIsSaidInWordsAndNeverDividedBy() {
    measure("recognised_families", 2026, 0);
    measure("total_households", 2026, 0);
    Achieved none = achieved(share(FAMILIES, "70"));
    assertThat(none.state()).isEqualTo(State.UNKNOWN);
    assertThat(none.value()).isNull();
    assertThat(why(none)).isEqualTo("reporting.why.zero");
    assertThat(Objects.requireNonNull(none.why()).lack()).isEqualTo(Unknown.Lack.NOT_COMPUTED);
  }

  @Test
  void whatWasNotReportedIsNotZero() {
    measure("total_households", 2026, 100);
    assertThat(why(achieved(share(FAMILIES, "70")))).isEqualTo("reporting.why.campaign");
    assertThat(why(achieved(share(BRIEFED, "100")))).isEqualTo("reporting.why.reported");
    Achieved event =
        achieved(
            target(EVENT, new Goal(Goal.Direction.DONE, null, Goal.Kind.DONE, null, null, null)));
    assertThat(event.state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void growthWithoutABaseNamesTheFigureThatIsMissing() {
    report(MEMBERS, 2026, "330000", null, null);
    PlanTarget target = growth("0.7", null);
    Achieved lacking = achieved(target);
    assertThat(why(lacking)).isEqualTo("reporting.why.base");
    assertThat(Objects.requireNonNull(lacking.why()).said().arguments()).contains("2023", GROWTH);
    report(MEMBERS, 2023, "0", null, null);
    assertThat(why(achieved(target))).isEqualTo("reporting.why.base-zero");
    report(MEMBERS, 2023, "320489", null, null);
    assertThat(achieved(target).value()).isEqualByComparingTo("2.9677");
    assertThat(achieved(target).state()).isEqualTo(State.MET);
  }

  @Test
  void anAmbiguousPlanIsReadBothWays() {
    report(MEMBERS, 2023, "300", null, null);
    report(MEMBERS, 2026, "303", null, null);
    measure("population", 2023, 1000);
    measure("population", 2026, 1000);
    Achieved both = achieved(growth("0.7", Goal.Kind.PERCENTAGE_POINTS));
    assertThat(both.value()).isEqualByComparingTo("1");
    assertThat(both.state()).isEqualTo(State.MET);
    Achieved points = Objects.requireNonNull(both.other());
    assertThat(points.value()).isEqualByComparingTo("0.3");
    assertThat(points.state()).isEqualTo(State.MISSED);
  }

  @Test
  void aListIsCompleteByWhatItsEntriesNameAndNotByWhatTheyContain() {
    assertThat(missing("Sơn La", "Thành phố Sơn La: Quyết định 5")).containsExactly("Sơn La");
    assertThat(missing("Sơn La", "Sơn Lam: Quyết định 5")).containsExactly("Sơn La");
    assertThat(missing("Sơn La", "Mai Sơn: cùng Sơn La")).containsExactly("Sơn La");
    assertThat(missing("cơ quan; đơn vị", "cơ quan, đơn vị: Sở Tư pháp"))
        .containsExactly("cơ quan", "đơn vị");
    assertThat(missing("Sơn La; Mai Sơn", " SƠN  LA : Quyết định 5", "Mai Sơn")).isEmpty();
  }

  @Test
  void anEntryOfAListStandsForOneThingOnly() {
    assertThat(missing("Bản Pa; Bản Pá", "Bản Pa: Quyết định 5")).containsExactly("Bản Pá");
    assertThat(missing("Bản Pa; Bản Pá", "Bản Pa: số 5", "Bản Pá: số 6")).isEmpty();
  }

  private static List<String> missing(String things, String... items) {
    return Reckoning.missing(
        new PlanTarget(
            TargetRulesTest.plan("P", 2022, 2030),
            "x",
            2026,
            1,
            EVENT.id(),
            "",
            TargetScope.of(""),
            new Goal(Goal.Direction.DONE, null, Goal.Kind.LIST, null, null, null),
            things,
            "",
            1,
            null),
        new ReportedValue(
            new UUID(0, 1),
            EVENT.id(),
            1,
            2026,
            BigDecimal.valueOf(items.length),
            null,
            null,
            null,
            List.of(items),
            "",
            "",
            null,
            "",
            null,
            Instant.EPOCH,
            "Ai đó",
            null));
  }

  @Test
  void aTargetOfOneLevelAndRatingNarrowsWhatIsRecognisedButNotAllThereAre() {
    PlanTarget target =
        new PlanTarget(
            TargetRulesTest.plan("S4", 2024, 2026),
            "S4-f",
            2026,
            1,
            "UNITS",
            "",
            new TargetScope(
                "", null, null, ModelLevel.DISTRICT, null, Measure.USUAL_SCALE, Rating.FAIR),
            Goal.atLeast(new BigDecimal("75")),
            "",
            "",
            1,
            null);
    assertThat(reckoning.needs(target, 2026))
        .isEqualTo(
            Set.of(
                new Counting.Asked(
                    Objects.requireNonNull(Measure.named("recognised_units_district_from_fair")),
                    2026),
                new Counting.Asked(
                    Objects.requireNonNull(Measure.named("total_units_district")), 2026)));
  }

  @Test
  void formulasThatGoRoundComeToNothingInsteadOfGoingOn() {
    Achieved round =
        achieved(
            target(
                ROUND,
                new Goal(
                    Goal.Direction.AT_LEAST, BigDecimal.ONE, Goal.Kind.COUNT, null, null, null)));
    assertThat(why(round)).isEqualTo("reporting.why.formula");
  }

  @Test
  void aYearThatIsAheadIsLookedAtToday() {
    measure("recognised_families", 2026, 1);
    measure("total_households", 2026, 2);
    PlanTarget later =
        TargetRulesTest.target(TargetRulesTest.plan("S1", 2022, 2030), "b", 2030, 1, "80");
    PlanTarget of =
        new PlanTarget(later.plan(), "b", 2030, 1, "FAMILIES", "", new BigDecimal("80"), "");
    Achieved soFar = achieved(of);
    assertThat(soFar.year()).isEqualTo(2026);
    assertThat(soFar.value()).isEqualByComparingTo("50");
  }

  @Test
  void aShareOfAPartLiesBetweenNothingAndAllAndIsMetExactlyWhenNothingIsMissing() {
    Random random = new Random(11);
    for (int n = 0; n < 2_000; n++) {
      long whole = 1 + random.nextInt(5_000);
      long part = random.nextLong(whole + 1);
      BigDecimal goal = BigDecimal.valueOf(random.nextInt(1_001)).movePointLeft(1);
      measure("recognised_families", 2026, part);
      measure("total_households", 2026, whole);
      Achieved one = achieved(share(FAMILIES, goal.toPlainString()));
      assertThat(one.value()).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
      assertThat(one.state() == State.MET).isEqualTo(one.missing(goal) == 0);
      if (one.state() == State.MISSED) {
        measure("recognised_families", 2026, part + one.missing(goal));
        assertThat(achieved(share(FAMILIES, goal.toPlainString())).state()).isEqualTo(State.MET);
        measure("recognised_families", 2026, part + one.missing(goal) - 1);
        assertThat(achieved(share(FAMILIES, goal.toPlainString())).state()).isEqualTo(State.MISSED);
      }
    }
  }

  private static Indicator indicator(
      String id, Indicator.Kind kind, String numerator, String denominator) {
    return new Indicator(
        id,
        kind,
        "cái",
        numerator,
        denominator,
        id,
        id,
        "",
        "",
        "",
        true,
        true,
        null,
        null,
        1,
        false,
        Map.of(),
        Indicator.REPORTING);
  }

  private static PlanTarget target(Indicator of, Goal goal) {
    return new PlanTarget(
        TargetRulesTest.plan("P", 2022, 2030),
        "x",
        2026,
        1,
        of.id(),
        "",
        TargetScope.of(""),
        goal,
        "",
        "",
        1,
        null);
  }

  private static PlanTarget share(Indicator of, String percent) {
    return target(of, Goal.atLeast(new BigDecimal(percent)));
  }

  private static PlanTarget growth(String percent, Goal.@Nullable Kind other) {
    return target(
        GROWTH,
        new Goal(
            Goal.Direction.AT_LEAST,
            new BigDecimal(percent),
            Goal.Kind.GROWTH_PERCENT,
            other,
            null,
            2023));
  }

  private Achieved achieved(PlanTarget target) {
    return reckoning.achieved(target, 2026, known);
  }

  private static @Nullable String why(Achieved achieved) {
    Unknown why = achieved.why();
    return why == null ? null : why.said().messageKey();
  }

  private void measure(String name, int year, long value) {
    measured.put(
        Objects.requireNonNull(Measure.named(name)) + " " + year, BigDecimal.valueOf(value));
  }

  private void report(
      Indicator of,
      int year,
      String value,
      @Nullable BigDecimal denominator,
      @Nullable LocalDate doneOn) {
    reported.put(
        of.id() + " " + year,
        new ReportedValue(
            new UUID(0, year),
            of.id(),
            1,
            year,
            new BigDecimal(value),
            null,
            denominator,
            doneOn,
            List.of(),
            "",
            "",
            null,
            "",
            null,
            Instant.EPOCH,
            "Ai đó",
            null));
  }
}
