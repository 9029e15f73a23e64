package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;

/** Village 4 in commune 3 in province 1. */
class TargetRulesTest {

  private static final List<Integer> PROVINCE = List.of(1, 0);
  private static final List<Integer> VILLAGE = List.of(4, 3, 1, 0);
  private static final Plan ASSOCIATION = plan("S0", 2024, 2024);
  private static final Plan COMMITTEE = plan("S1", 2022, 2030);

  private final PlanTarget of2024 = target(ASSOCIATION, "S0-4.2", 2024, 1, "90");
  private final PlanTarget of2025 = target(COMMITTEE, "S1-b", 2025, 1, "70");
  private final PlanTarget of2030 = target(COMMITTEE, "S1-b", 2030, 1, "80");
  private final List<PlanTarget> sonLa = List.of(of2024, of2025, of2030);

  @Test
  void anAreaHasItsOwnTargetOfTheYearAndTheOtherPlansStandBeside() {
    Aim aim = aim(PROVINCE, 2024, sonLa);
    assertThat(aim.target()).isEqualTo(of2024);
    assertThat(aim.own()).isTrue();
    assertThat(aim.milestone()).isFalse();
    assertThat(aim.others()).containsExactly(of2025);
  }

  @Test
  void aYearWithoutATargetIsHeldAgainstTheNextMilestoneAheadElseTheLastThatPassed() {
    Aim aim = aim(PROVINCE, 2026, sonLa);
    assertThat(aim.target()).isEqualTo(of2030);
    assertThat(aim.milestone()).isTrue();
    assertThat(aim.milestones()).containsExactly(of2025);
    assertThat(aim.others()).isEmpty();
    assertThat(aim(PROVINCE, 2023, sonLa).target()).isEqualTo(of2025);
    assertThat(aim(PROVINCE, 2026, List.of(of2025)).target()).isEqualTo(of2025);
  }

  @Test
  void nothingIsInterpolated() {
    for (int year = 2022; year <= 2030; year++) {
      assertThat(sonLa).contains(aim(PROVINCE, year, sonLa).target());
    }
  }

  @Test
  void anAreaWithoutATargetShowsItsParentsNamedAsSuch() {
    Aim aim = aim(VILLAGE, 2024, sonLa);
    assertThat(aim.target()).isEqualTo(of2024);
    assertThat(aim.own()).isFalse();
  }

  @Test
  void aPlanOfItsOwnComesBeforeTheParentsEvenWithAMilestone() {
    PlanTarget communes = target(plan("X", 2024, 2024), "X-1", 2024, 3, "60");
    assertThat(aim(VILLAGE, 2024, List.of(of2024, communes)).target()).isEqualTo(communes);
    PlanTarget later = target(plan("Y", 2023, 2026), "Y-1", 2026, 3, "65");
    assertThat(aim(VILLAGE, 2024, List.of(of2024, later)).target()).isEqualTo(later);
  }

  @Test
  void aMilestoneCountsOnlyWhileItsPlanRuns() {
    assertThat(TargetRules.aim(PROVINCE, 2021, sonLa)).isNull();
    assertThat(TargetRules.aim(PROVINCE, 2031, sonLa)).isNull();
  }

  @Test
  void noRateIsHeldAgainstAConditionOrAgainstSomethingThatIsNoShare() {
    PlanTarget growth =
        with(
            target(ASSOCIATION, "S0-3", 2024, 1, "0.7"),
            TargetScope.of(""),
            new Goal(
                Goal.Direction.AT_LEAST,
                new BigDecimal("0.7"),
                Goal.Kind.GROWTH_PERCENT,
                Goal.Kind.PERCENTAGE_POINTS,
                null,
                2023));
    PlanTarget rated =
        with(
            target(ASSOCIATION, "S4-f", 2024, 1, "75"),
            new TargetScope("", null, null, null, null, "TOT_KHA", Rating.FAIR),
            Goal.atLeast(new BigDecimal("75")));
    PlanTarget books = target(ASSOCIATION, "S4-k", 2024, 1, null);
    assertThat(growth.ambiguous()).isTrue();
    assertThat(TargetRules.aim(PROVINCE, 2024, List.of(growth, rated, books))).isNull();
  }

  @Test
  void aTargetOfAnAreaOutsideTheTreeOrOfAnotherAreaNeverApplies() {
    PlanTarget elsewhere = target(plan("S4", 2024, 2024), "S4-b", 2024, null, "85");
    PlanTarget neighbour = target(ASSOCIATION, "Z", 2024, 2, "50");
    assertThat(TargetRules.aim(VILLAGE, 2024, List.of(elsewhere, neighbour))).isNull();
  }

  @Test
  void twoPlansThatSayDifferentThingsOfTheSameYearStandBesideEachOther() {
    PlanTarget committee = target(COMMITTEE, "S1-b", 2024, 1, "70");
    List<PlanTarget> all =
        List.of(
            of2024,
            committee,
            of2025,
            target(COMMITTEE, "S1-x", 2024, 1, "90.00"),
            target(COMMITTEE, "S1-y", 2024, 2, "10"),
            with(committee, TargetScope.of(""), Goal.atLeast(new BigDecimal("90"))));
    assertThat(TargetRules.conflicts(of2024, all)).containsExactly(committee);
    assertThat(TargetRules.conflicts(committee, all))
        .extracting(PlanTarget::id)
        .containsExactly("S0-4.2", "S1-x");
    assertThat(TargetRules.conflicts(of2025, all)).isEmpty();
  }

  @Test
  void aPlanOfAYearMeetsTheMilestoneThatAnotherPlanIsHeldToInThatYearAndNoOther() {
    assertThat(TargetRules.conflicts(of2024, sonLa)).containsExactly(of2025);
    assertThat(TargetRules.conflicts(of2025, sonLa)).containsExactly(of2024);
    assertThat(TargetRules.conflicts(of2030, sonLa)).isEmpty();
    PlanTarget yearly = target(plan("S9", 2026, 2026), "S9-b", 2026, 1, "85");
    List<PlanTarget> later = List.of(of2024, of2025, of2030, yearly);
    assertThat(TargetRules.conflicts(yearly, later)).containsExactly(of2030);
    assertThat(TargetRules.conflicts(of2030, later)).containsExactly(yearly);
    PlanTarget same = target(plan("S8", 2026, 2026), "S8-b", 2026, 1, "80");
    assertThat(TargetRules.conflicts(same, List.of(of2025, of2030, same))).isEmpty();
    PlanTarget over = target(plan("S7", 2031, 2031), "S7-b", 2031, 1, "85");
    assertThat(TargetRules.conflicts(over, List.of(of2025, of2030, over))).isEmpty();
  }

  @Test
  void plansThatCountOverSomethingElseDoNotContradictEachOther() {
    PlanTarget citizens = over(target(ASSOCIATION, "S0-4.1", 2024, 1, "62"), Denominator.ADULTS);
    PlanTarget workers = over(target(COMMITTEE, "S1-f", 2025, 1, "40"), Denominator.WORKERS);
    PlanTarget unsaid = target(COMMITTEE, "S1-u", 2025, 1, "40");
    assertThat(TargetRules.conflicts(citizens, List.of(citizens, workers))).isEmpty();
    assertThat(TargetRules.conflicts(citizens, List.of(citizens, unsaid))).containsExactly(unsaid);
  }

  private static PlanTarget over(PlanTarget one, Denominator denominator) {
    return with(one, new TargetScope("tỉnh", null, denominator, null, null, "", null), one.goal());
  }

  @Test
  void onePlanThatSetsTwoNumbersForTheSameContradictsItselfButNotWithAPart() {
    PlanTarget twin = target(COMMITTEE, "S1-z", 2025, 1, "60");
    PlanTarget part =
        with(
            target(COMMITTEE, "S1-p", 2025, 1, "50"),
            TargetScope.of("vùng khó khăn"),
            Goal.atLeast(new BigDecimal("50")));
    List<PlanTarget> all = List.of(of2025, of2030, twin, part);
    assertThat(TargetRules.conflicts(of2025, all)).containsExactly(twin);
    assertThat(TargetRules.conflicts(part, all)).isEmpty();
  }

  @Test
  void ofPlansOfOneYearAndAreaTheOneOfTheLaterDateThenOfTheGreaterNumberIsTaken() {
    Plan early = dated("B", "2/3/2026", "9/KH");
    Plan late = dated("A", "ngày 15/3/2026", "1/KH");
    Plan greater = dated("C", "2/3/2026", "31/KH");
    assertThat(
            List.of(early, late, greater).stream()
                .sorted(TargetRules.order(PROVINCE, 2026))
                .map(Plan::id))
        .containsExactly("A", "C", "B");
    List<PlanTarget> all =
        List.of(
            target(early, "1", 2026, 1, "50"),
            target(late, "1", 2026, 1, "60"),
            target(greater, "1", 2026, 1, "70"));
    assertThat(aim(PROVINCE, 2026, all).target().plan()).isEqualTo(late);
    assertThat(Objects.requireNonNull(TargetRules.aim(PROVINCE, 2026, all, "B")).target().plan())
        .isEqualTo(early);
  }

  @Test
  void aTargetOverUnitsOfAllLevelsIsNotHeldAgainstThoseOfOne() {
    PlanTarget all =
        new PlanTarget(
            COMMITTEE, "S1-e", 2025, 1, "LEARNING_UNIT", "tỉnh", new BigDecimal("95"), "");
    assertThat(all.over(Measured.of(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE))).isFalse();
    assertThat(of2025.over(Measured.FAMILIES)).isTrue();
  }

  private static Plan dated(String id, String dated, String number) {
    return new Plan(id, 1, "tỉnh Sơn La", "Ai đó", "Kế hoạch", number, dated, 2026, 2030, "");
  }

  private static PlanTarget with(PlanTarget one, TargetScope scope, Goal goal) {
    return new PlanTarget(
        one.plan(),
        one.id(),
        one.year(),
        one.areaId(),
        one.indicator(),
        "",
        scope,
        goal,
        "",
        "",
        1,
        null);
  }

  private static Aim aim(List<Integer> upward, int year, List<PlanTarget> targets) {
    return Objects.requireNonNull(TargetRules.aim(upward, year, targets));
  }

  static Plan plan(String id, int first, int last) {
    return new Plan(id, 1, "tỉnh Sơn La", "Ai đó", "Kế hoạch", "", "", first, last, "");
  }

  static PlanTarget target(
      Plan plan, String id, int year, @Nullable Integer area, @Nullable String percent) {
    return new PlanTarget(
        plan,
        id,
        year,
        area,
        "LEARNING_FAMILY",
        "tỉnh",
        percent == null ? null : new BigDecimal(percent),
        "");
  }
}
