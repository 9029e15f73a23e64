package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.criteria.CriteriaProblem;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.Result;

/** Which indicators may be kept. */
class IndicatorRulesTest {

  private static final Map<String, String> GROUPS =
      Map.of("FARMER", "Nông dân", "LEARNER", "Người học");

  private static final Indicator MEMBERS = indicator("MEMBERS", "", "");
  private static final Indicator ACTIVE = indicator("ACTIVE", "MEMBERS - RESTING", "");
  private static final Indicator RESTING = indicator("RESTING", "MEMBERS", "");

  @Test
  void anUnknownNameIsToldWithTheNearestOneThereIs() {
    assertThat(problems(form("NEW", "recognised_familes", "MEMBER")))
        .extracting(Problem::code)
        .containsExactly(
            CriteriaProblem.FORMULA_MISSPELT_FACT, CriteriaProblem.FORMULA_MISSPELT_FACT);
    assertThat(problems(form("NEW", "recognised_familes", "total_households")).getFirst())
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("numerator");
              assertThat(problem.arguments()).contains("recognised_families (số được công nhận)");
            });
  }

  @Test
  void formulasThatLeadBackToWhereTheyBeganAreRefused() {
    assertThat(problems(form("RESTING", "MEMBERS - ACTIVE", "population")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ReportingProblem.FORMULA_GOES_ROUND);
              assertThat(problem.arguments()).containsExactly("RESTING → ACTIVE → RESTING");
            });
    assertThat(codes(form("ALONE", "ALONE", "population")))
        .containsExactly(ReportingProblem.FORMULA_GOES_ROUND);
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    IndicatorForm empty =
        new IndicatorForm(
            "a-b", "", "", "", "population", "", "", "", "", "", false, 1, Indicator.REPORTING);
    assertThat(codes(empty))
        .containsExactlyInAnyOrder(
            ReportingProblem.INDICATOR_ID_UNREADABLE,
            ReportingProblem.INDICATOR_KIND_MISSING,
            ReportingProblem.TEXT_MISSING,
            ReportingProblem.TEXT_MISSING,
            ReportingProblem.NUMERATOR_MISSING);
    assertThat(codes(form("NEW", "MEMBERS", "")))
        .containsExactly(ReportingProblem.DENOMINATOR_MISSING);
    assertThat(codes(form("NEW", "MEMBERS / 2", "population")))
        .contains(CriteriaProblem.COUNT_FORMULA_DIVISION);
  }

  @Test
  void aSoundOneIsKeptWithItsVietnameseWordsWhereEnglishOnesAreMissing() {
    Result<Indicator> kept = read(form("NEW", "ACTIVE + recognised_clans", "population"));
    assertThat(kept.orThrow().nameEn()).isEqualTo("Tên");
    assertThat(kept.orThrow().builtIn()).isFalse();
  }

  @Test
  void citizensOfALabourGroupAreNamedByItAndAnUnknownGroupIsToldWithThoseThatThereAre() {
    Indicator kept =
        read(form("NEW", "recognised_citizens_of_farmer", "total_citizens_of_farmer")).orThrow();
    assertThat(kept.groups()).containsExactly(Map.entry("FARMER", "Nông dân"));
    assertThat(problems(form("NEW", "recognised_citizens_of_pirate", "total_citizens")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ReportingProblem.GROUP_UNKNOWN);
              assertThat(problem.field()).isEqualTo("numerator");
              assertThat(problem.arguments().subList(0, 3))
                  .containsExactly("Tử số", "recognised_citizens_of_pirate", "pirate");
              assertThat(problem.arguments().getLast().toString()).contains("farmer (Nông dân)");
            });
    assertThat(codes(form("NEW", "recognised_citizens_of_farmer", "on_roll_citizens_of_learner")))
        .containsExactly(ReportingProblem.GROUPS_DIFFER);
    assertThat(codes(form("NEW", "recognised_families_of_farmer", "population")))
        .as("families have no labour group")
        .isNotEmpty();
  }

  @Test
  void aNameThatNothingIsNearToIsToldWithThoseThatCountSomethingAlike() {
    Problem problem = problems(form("NEW", "so_gia_dinh_dat_chuan", "population")).getFirst();
    assertThat(problem.code()).isEqualTo(CriteriaProblem.FORMULA_UNKNOWN_FACT);
    assertThat(problem.arguments().get(2)).isEqualTo("so_gia_dinh_dat_chuan");
    assertThat(problem.arguments().getLast().toString())
        .startsWith("recognised_")
        .doesNotContain("MEMBERS");
    assertThat(
            problems(form("NEW", "members_of_the_association", "population"))
                .getFirst()
                .arguments()
                .getLast()
                .toString())
        .startsWith("MEMBERS");
  }

  @Test
  void aNumberSaysWhatIsCountedAndWhatIsNotDividedHasNoDenominator() {
    assertThat(codes(kind("COUNT", "", "", "")))
        .containsExactly(ReportingProblem.COUNTED_UNIT_MISSING);
    assertThat(codes(kind("COUNT", "", "recognised_families", "")))
        .as("households have their own word")
        .isEmpty();
    assertThat(codes(kind("COUNT", "hộ", "recognised_families", "population")))
        .containsExactly(ReportingProblem.DENOMINATOR_UNFIT);
    assertThat(codes(kind("EVENT", "", "", ""))).isEmpty();
    assertThat(codes(kind("EVENT", "", "recognised_families", "")))
        .containsExactly(ReportingProblem.FORMULA_OF_WHAT_IS_DONE);
    assertThat(codes(kind("GROWTH", "hội viên", "MEMBERS", "population"))).isEmpty();
  }

  private static IndicatorForm kind(
      String kind, String unit, String numerator, String denominator) {
    return form("NEW", kind, unit, numerator, denominator);
  }

  @Test
  void aRatingThatNoCriteriaGiveIsNeverCounted() {
    assertThat(codes(form("NEW", "recognised_clans_from_fair", "total_clans")))
        .containsExactly(ReportingProblem.RATING_NEVER_GIVEN);
    assertThat(codes(form("NEW", "recognised_units_from_fair", "total_units"))).isEmpty();
    assertThat(codes(form("NEW", "recognised_units_from_good", "total_units")))
        .containsExactly(ReportingProblem.RATING_NEVER_GIVEN);
  }

  private static List<Problem> problems(IndicatorForm form) {
    return read(form).problems();
  }

  private static List<ProblemCode> codes(IndicatorForm form) {
    return problems(form).stream().map(Problem::code).toList();
  }

  private static Result<Indicator> read(IndicatorForm form) {
    return IndicatorRules.read(
        form,
        List.of(MEMBERS, ACTIVE, RESTING),
        GROUPS,
        null,
        null,
        "Tử số",
        "Mẫu số",
        name -> name.startsWith("recognised") ? "số được công nhận" : "",
        new Grades(
            Map.of(
                Measure.USUAL_SCALE,
                new RatingScale(
                    Measure.USUAL_SCALE,
                    List.of(
                        new RatingScale.Step(Rating.FAIR, "KHA", 2, true, ""),
                        new RatingScale.Step(Rating.LEVEL_1, "KHA", 2, false, "")))),
            Set.of(
                new Grades.Grade(
                    LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, Rating.LEVEL_1))));
  }

  private static IndicatorForm form(String id, String numerator, String denominator) {
    return form(id, "SHARE", "người", numerator, denominator);
  }

  private static IndicatorForm form(
      String id, String kind, String unit, String numerator, String denominator) {
    return new IndicatorForm(
        id,
        kind,
        unit,
        numerator,
        denominator,
        "Tên",
        "",
        "Một câu.",
        "",
        "",
        false,
        1,
        Indicator.REPORTING);
  }

  private static Indicator indicator(String id, String numerator, String denominator) {
    return new Indicator(
        id,
        Indicator.Kind.COUNT,
        "",
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
}
