package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.platform.Result;

class ScoringTest {

  private static final CriteriaSet SET = set();
  private static final Facts FAMILY = Facts.ofHousehold(2, 2, 1);

  private static String yaml() {
    try (InputStream file =
        Objects.requireNonNull(
            ScoringTest.class.getResourceAsStream(
                "/criteria/" + BuiltInCriteria.LEARNING_FAMILY + ".yaml"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static CriteriaSet set() {
    return CriteriaFile.read(yaml()).orThrow();
  }

  private static Map<String, BigDecimal> best() {
    Map<String, BigDecimal> answers = new LinkedHashMap<>();
    SET.indicators().forEach(one -> answers.put(one.id(), one.maxPoints()));
    return answers;
  }

  @Test
  void theBuiltInSetGivesOneHundredPointsAndSaysThatItIsASample() {
    assertThat(SET.maxTotal()).isEqualByComparingTo("100");
    assertThat(SET.sample()).isTrue();
    assertThat(SET.indicators()).hasSize(13);
    assertThat(SET.indicators().stream().filter(Indicator::verified).map(Indicator::id))
        .containsExactly("1.1", "1.2", "1.3", "2.1");
  }

  @Test
  void allPointsAchieve() {
    Assessment assessment = Scoring.assess(SET, best(), FAMILY);
    assertThat(assessment.total()).isEqualByComparingTo("100");
    assertThat(assessment.outcome()).isEqualTo(Outcome.ACHIEVED);
  }

  @Test
  void aMissingAnswerLeavesTheOutcomeOpen() {
    Map<String, BigDecimal> answers = best();
    answers.remove("2.2");
    Assessment assessment = Scoring.assess(SET, answers, FAMILY);
    assertThat(assessment.outcome()).isNull();
    assertThat(assessment.missing()).containsExactly("2.2");
  }

  @Test
  void aHouseholdWithoutChildrenIsNotWorseOffForIt() {
    Map<String, BigDecimal> answers = best();
    List.of("1.1", "1.2", "1.3").forEach(answers::remove);
    Assessment assessment = Scoring.assess(SET, answers, Facts.ofHousehold(0, 2, 2));
    assertThat(assessment.complete()).isTrue();
    assertThat(assessment.total()).isEqualByComparingTo("100");
  }

  @Test
  void whatIsNotReportedIsAskedFor() {
    assertThat(Scoring.assess(SET, Map.of(), Facts.NONE).missing()).hasSize(13);
  }

  @Test
  void pointsThatAreNoStepAreAFaultOfTheCaller() {
    Map<String, BigDecimal> answers = best();
    answers.put("1.1", new BigDecimal("6"));
    assertThatThrownBy(() -> Scoring.assess(SET, answers, FAMILY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theScoreIsBoundedMonotoneExplainedAndIndependentOfOrder() {
    Random random = new Random(448);
    for (int round = 0; round < 2_000; round++) {
      Facts facts =
          Facts.ofHousehold(random.nextInt(3), random.nextInt(3), random.nextBoolean() ? null : 1);
      Map<String, BigDecimal> answers = new HashMap<>();
      for (Indicator indicator : SET.indicators()) {
        if (random.nextInt(5) > 0) {
          answers.put(
              indicator.id(),
              indicator.steps().get(random.nextInt(indicator.steps().size())).points());
        }
      }
      Assessment assessment = Scoring.assess(SET, answers, facts);
      assertThat(assessment.total()).isBetween(BigDecimal.ZERO, SET.maxTotal());
      assertThat(
              assessment.lines().stream()
                  .map(line -> line.points() == null ? BigDecimal.ZERO : line.points())
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(assessment.total());

      List<String> shuffled = new ArrayList<>(answers.keySet());
      Collections.shuffle(shuffled, random);
      Map<String, BigDecimal> reordered = new LinkedHashMap<>();
      shuffled.forEach(id -> reordered.put(id, answers.get(id)));
      assertThat(Scoring.assess(SET, reordered, facts)).isEqualTo(assessment);

      Map<String, BigDecimal> better = new HashMap<>(answers);
      Indicator raised = SET.indicators().get(random.nextInt(SET.indicators().size()));
      better.put(raised.id(), raised.maxPoints());
      assertThat(Scoring.assess(SET, better, facts).total())
          .isGreaterThanOrEqualTo(assessment.total());
    }
  }

  @Test
  void everyFaultOfAFileIsNamedAtOnce() {
    String broken =
        yaml()
            .replace("passTotal: 80", "passTotal: 800")
            .replace("id: \"4.3\"", "id: \"4.2\"")
            .replace("sample: true", "sample: false")
            .replaceFirst(
                "- \\{points: 0, label: Có em đang bỏ học}", "- {points: 11, label: Sai}");
    Result<CriteriaSet> result = CriteriaFile.read(broken);
    assertThat(result.problems().stream().map(problem -> problem.code()))
        .contains(
            CriteriaProblem.PASS_TOTAL,
            CriteriaProblem.DOUBLED,
            CriteriaProblem.UNSOURCED,
            CriteriaProblem.STEPS);
  }

  @Test
  void aSetSurvivesTheWayThroughTheDatabaseUnchanged() {
    assertThat(CriteriaFile.fromJson(CriteriaFile.json(SET))).isEqualTo(SET);
  }
}
