package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;

/** The sets that come with the product. */
class BuiltInSetsTest {

  static List<String> ids() {
    return BuiltInCriteria.ALL.stream().map(BuiltInCriteria.Shipped::id).toList();
  }

  private static CriteriaSet set(String id) {
    return CriteriaFile.read(BuiltInCriteria.yaml(id)).orThrow();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void isSoundAndCallsEverySampleASample(String id) {
    CriteriaSet set = set(id);
    assertThat(set.id()).isEqualTo(id);
    assertThat(set.sample()).isTrue();
    for (Indicator indicator : set.indicators()) {
      if (indicator.verified()) {
        assertThat(indicator.source()).isNotBlank();
        assertThat(indicator.text()).doesNotContain("(mẫu)");
      } else {
        assertThat(indicator.text()).as(indicator.id()).contains("mẫu");
      }
    }
    assertThat(Scoring.assess(set, java.util.Map.of(), Facts.NONE).complete()).isFalse();
  }

  @Test
  void everyModelAndLevelOfTodayHasASetInForceAndNoTwoMeet() {
    record Place(LearningModel model, ModelLevel level, String form) {}
    record Period(Place place, LocalDate from, LocalDate to) {}
    LocalDate today = LocalDate.of(2026, 11, 22);
    Set<Place> now = new HashSet<>();
    Set<String> versions = new HashSet<>();
    List<Period> periods = new ArrayList<>();
    for (BuiltInCriteria.Shipped one : BuiltInCriteria.ALL) {
      CriteriaSet set = set(one.id());
      Place place = new Place(set.model(), set.level(), set.form());
      LocalDate to = one.to() == null ? LocalDate.MAX : one.to();
      assertThat(versions.add(place + set.issuer() + set.version())).as(one.id()).isTrue();
      for (Period other : periods) {
        assertThat(
                other.place().equals(place)
                    && one.from().isBefore(other.to())
                    && other.from().isBefore(to))
            .as(one.id())
            .isFalse();
      }
      periods.add(new Period(place, one.from(), to));
      if (!today.isBefore(one.from()) && today.isBefore(to)) {
        now.add(place);
      }
    }
    for (LearningModel model : LearningModel.values()) {
      for (ModelLevel level : model.levels()) {
        if (level != ModelLevel.DISTRICT) {
          assertThat(now)
              .as(model + " " + level)
              .anyMatch(place -> place.model() == model && place.level() == level);
        }
      }
    }
    assertThat(now.stream().filter(place -> place.model().hasForms())).hasSize(4);
  }

  @Test
  void unitsOfAProvinceAreRatedByTheSharesThatTheCircularNames() {
    CriteriaSet set = set("don-vi-tinh-tt24");
    Facts facts =
        Facts.NONE
            .with("staff", 40)
            .with("learning_citizens", 37)
            .with("school", 0)
            .with("learners", 0);
    var answers = new java.util.HashMap<String, java.math.BigDecimal>();
    set.indicators().stream()
        .filter(one -> set.asks(one, facts))
        .forEach(one -> answers.put(one.id(), one.maxPoints()));
    Assessment assessment = Scoring.assess(set, answers, facts);
    assertThat(assessment.rating()).isEqualTo(Rating.LEVEL_1);
    assertThat(assessment.explained(new vn.khuyenhoc.platform.web.Languages().vietnamese()))
        .contains(
            "Đạt mức độ 1.",
            "Chưa đạt mức độ 2: chỉ số 3.1 mới đạt mức độ 1 (92,5\u00a0%, cần 95\u00a0%).");
    assertThat(Scoring.assess(set, answers, facts.with("learning_citizens", 38)).rating())
        .isEqualTo(Rating.LEVEL_2);
    assertThat(Scoring.assess(set, answers, facts.with("learning_citizens", 35)).outcome())
        .isEqualTo(Outcome.NOT_ACHIEVED);
    assertThat(Scoring.assess(set, answers, facts.with("learning_citizens", null)).outcome())
        .isNull();
  }

  @Test
  void aCitizenNeedsEightyPointsAndNoIndicatorBelowFive() {
    CriteriaSet set = set("cong-dan-nong-dan");
    var answers = new java.util.HashMap<String, java.math.BigDecimal>();
    set.indicators().forEach(one -> answers.put(one.id(), java.math.BigDecimal.valueOf(8)));
    assertThat(Scoring.assess(set, answers, Facts.NONE).outcome()).isEqualTo(Outcome.ACHIEVED);
    answers.put("1.1", java.math.BigDecimal.TEN);
    answers.put("2.3", java.math.BigDecimal.valueOf(3));
    Assessment assessment = Scoring.assess(set, answers, Facts.NONE);
    assertThat(assessment.outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    assertThat(assessment.explained(new vn.khuyenhoc.platform.web.Languages().vietnamese()))
        .startsWith("Chưa đạt: chỉ số 2.3 dưới 5 điểm; thiếu 3 điểm so với mức 80.");
  }

  @Test
  void unitsWereRatedInBandsUntilTwentyTwentyThree() {
    CriteriaSet set = set("don-vi-tinh-tt22");
    assertThat(set.maxTotal()).isEqualByComparingTo("100");
    var answers = new java.util.HashMap<String, java.math.BigDecimal>();
    set.indicators().forEach(one -> answers.put(one.id(), one.maxPoints()));
    assertThat(Scoring.assess(set, answers, Facts.NONE).rating()).isEqualTo(Rating.GOOD);
    answers.put("3.1", java.math.BigDecimal.ZERO);
    assertThat(Scoring.assess(set, answers, Facts.NONE).rating()).isEqualTo(Rating.FAIR);
    answers.put("1.1", java.math.BigDecimal.ZERO);
    answers.put("1.2", java.math.BigDecimal.ZERO);
    assertThat(Scoring.assess(set, answers, Facts.NONE).rating()).isEqualTo(Rating.AVERAGE);
    answers.put("2.1", java.math.BigDecimal.ZERO);
    answers.put("2.2", java.math.BigDecimal.ZERO);
    assertThat(Scoring.assess(set, answers, Facts.NONE).rating()).isEqualTo(Rating.NOT_ACHIEVED);
  }
}
