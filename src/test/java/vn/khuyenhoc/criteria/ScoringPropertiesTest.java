package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.platform.web.Languages;

/** What holds of every set, all answers and all facts. */
class ScoringPropertiesTest {

  private static final int ROUNDS = 5_000;

  private final RandomSets random = new RandomSets(1373);

  /** One case. */
  private record Case(CriteriaSet set, Map<String, BigDecimal> answers, Facts facts) {
    Assessment assessment() {
      return Scoring.assess(set, answers, facts);
    }
  }

  private Case next(boolean complete) {
    CriteriaSet set = random.set();
    return new Case(
        set, random.answers(set, complete), complete ? random.allFacts(set) : random.facts(set));
  }

  @Test
  void everyRandomSetIsSound() {
    for (int round = 0; round < ROUNDS; round++) {
      CriteriaSet set = random.set();
      assertThat(CriteriaRules.problems(set)).as("%s", set).isEmpty();
    }
  }

  @Test
  void theTotalStaysWithinItsBoundsAndItsLinesAccountForEveryPoint() {
    for (int round = 0; round < ROUNDS; round++) {
      Case one = next(round % 2 == 0);
      Assessment assessment = one.assessment();
      BigDecimal most = one.set().engine() == Engine.LEVELS ? BigDecimal.TWO : one.set().maxTotal();
      assertThat(assessment.total()).isBetween(BigDecimal.ZERO, most);
      assertThat(assessment.adjustment()).isNotNegative();
      assertThat(assessment.lines()).hasSameSizeAs(one.set().indicators());
      assertThat(assessment.complete()).isEqualTo(assessment.missing().isEmpty());
      assertThat(assessment.complete()).isEqualTo(assessment.outcome() != null);
      assertThat(assessment.outcome() == null).isEqualTo(assessment.rating() == null);
      if (one.set().engine() == Engine.POINTS) {
        assertThat(
                assessment.lines().stream()
                    .map(line -> line.points() == null ? BigDecimal.ZERO : line.points())
                    .reduce(assessment.adjustment(), BigDecimal::add))
            .isEqualByComparingTo(assessment.total());
      } else if (assessment.complete()) {
        Optional<BigDecimal> least =
            assessment.lines().stream()
                .filter(Assessment.Line::applies)
                .map(Assessment.Line::points)
                .min(BigDecimal::compareTo);
        assertThat(assessment.total()).isEqualByComparingTo(least.orElse(BigDecimal.ZERO));
      }
    }
  }

  @Test
  void aHigherScoreNeverGivesLess() {
    int compared = 0;
    for (int round = 0; round < 2 * ROUNDS; round++) {
      Case one = next(round % 3 > 0);
      List<Indicator> all = one.set().indicators();
      Indicator raised = all.get(random.random().nextInt(all.size()));
      if (!raised.entered()) {
        continue;
      }
      BigDecimal before = one.answers().get(raised.id());
      Map<String, BigDecimal> better = new HashMap<>(one.answers());
      raised.steps().stream()
          .map(CriteriaSet.Step::points)
          .filter(points -> before == null || points.compareTo(before) > 0)
          .min(BigDecimal::compareTo)
          .ifPresent(points -> better.put(raised.id(), points));
      Assessment lower = one.assessment();
      Assessment higher = Scoring.assess(one.set(), better, one.facts());
      assertThat(higher.total()).isGreaterThanOrEqualTo(lower.total());
      if (lower.complete()) {
        compared++;
        assertNotWorse(lower, higher);
      }
    }
    assertThat(compared).isGreaterThan(1_000);
  }

  private static void assertNotWorse(Assessment lower, Assessment higher) {
    if (lower.outcome() == Outcome.ACHIEVED) {
      assertThat(higher.outcome()).isEqualTo(Outcome.ACHIEVED);
    }
    assertThat(higher.rating()).isNotNull();
    assertThat(higher.rating()).isGreaterThanOrEqualTo(lower.rating());
  }

  @Test
  void theOrderOfAnswersDoesNotMatterAndTheSameGivesTheSame() {
    for (int round = 0; round < ROUNDS; round++) {
      Case one = next(round % 2 == 0);
      Assessment assessment = one.assessment();
      assertThat(Scoring.assess(one.set(), random.shuffled(one.answers()), one.facts()))
          .isEqualTo(assessment);
      assertThat(Scoring.plan(one.set()).score(one.answers(), one.facts()))
          .isEqualTo(
              new Score(
                  assessment.total(),
                  assessment.complete(),
                  assessment.outcome(),
                  assessment.rating()));
    }
  }

  @Test
  void anIndicatorThatDoesNotApplyIsNeverWorseThanZero() {
    int compared = 0;
    for (int round = 0; round < 2 * ROUNDS; round++) {
      Case one = next(true);
      List<Indicator> all = one.set().indicators();
      Indicator chosen = all.get(random.random().nextInt(all.size()));
      if (!chosen.entered()) {
        continue;
      }
      CriteriaSet applying = with(one.set(), chosen.id(), "");
      CriteriaSet absent = with(one.set(), chosen.id(), "1 > 2");
      Map<String, BigDecimal> zero = new HashMap<>(one.answers());
      zero.put(chosen.id(), BigDecimal.ZERO);
      Assessment worst = Scoring.assess(applying, zero, one.facts());
      Assessment without = Scoring.assess(absent, zero, one.facts());
      // where nothing else applies there is nothing to achieve, and the sentence says so
      if (without.lines().stream().noneMatch(Assessment.Line::applies)) {
        assertThat(without.outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
        continue;
      }
      assertThat(without.total()).isGreaterThanOrEqualTo(worst.total());
      if (worst.complete()) {
        compared++;
        assertNotWorse(worst, without);
      }
    }
    assertThat(compared).isGreaterThan(1_000);
  }

  private static CriteriaSet with(CriteriaSet set, String indicator, String condition) {
    List<Criterion> criteria = new ArrayList<>();
    for (Criterion criterion : set.criteria()) {
      criteria.add(
          new Criterion(
              criterion.id(),
              criterion.text(),
              criterion.declaredPoints(),
              criterion.verified(),
              criterion.source(),
              criterion.indicators().stream()
                  .map(
                      one ->
                          one.id().equals(indicator)
                              ? new Indicator(
                                  one.id(),
                                  one.text(),
                                  one.question(),
                                  one.help(),
                                  one.evidence(),
                                  one.maxPoints(),
                                  condition,
                                  one.notApplicable(),
                                  one.verified(),
                                  one.source(),
                                  one.steps(),
                                  one.computed())
                              : one)
                  .toList()));
    }
    return new CriteriaSet(
        set.id(),
        set.model(),
        set.level(),
        set.form(),
        set.province(),
        set.basedOn(),
        set.issuer(),
        set.version(),
        set.title(),
        set.basis(),
        set.period(),
        set.sample(),
        set.engine(),
        set.notApplicable(),
        set.notApplicableVerified(),
        set.notApplicableSource(),
        set.declaredTotal(),
        set.pass(),
        set.ratings(),
        criteria);
  }

  @Test
  void everyAssessmentExplainsItselfInBothLanguages() {
    Languages languages = new Languages();
    for (int round = 0; round < ROUNDS; round++) {
      Assessment assessment = next(round % 2 == 0).assessment();
      for (String language : List.of("vi", "en")) {
        List<String> sentences = assessment.explained(languages.in(language));
        assertThat(sentences).isNotEmpty().allMatch(sentence -> sentence.endsWith("."));
        assertThat(sentences).noneMatch(sentence -> sentence.contains("criteria."));
      }
    }
  }

  @Test
  void aSetSurvivesYamlAndJsonAndAssessesTheSame() {
    for (int round = 0; round < ROUNDS / 4; round++) {
      Case one = next(round % 2 == 0);
      CriteriaFile.Read read = CriteriaFile.readYaml(CriteriaFile.yaml(one.set()));
      assertThat(read.problems()).as(CriteriaFile.yaml(one.set())).isEmpty();
      assertSame(one, read.set());
      assertSame(one, CriteriaFile.fromJson(CriteriaFile.json(one.set())));
    }
  }

  @Test
  void aSetSurvivesExcelAndAssessesTheSame(@TempDir Path folder) throws IOException {
    CriteriaSheet sheet = new CriteriaSheet(new Languages());
    CriteriaFiles files = new CriteriaFiles(sheet);
    for (int round = 0; round < 60; round++) {
      Case one = next(round % 2 == 0);
      Path file = folder.resolve("bo.xlsx");
      Files.write(file, files.xlsx(one.set()));
      CriteriaFile.Read read = files.read(file, "bo.xlsx");
      assertThat(read.problems()).isEmpty();
      assertSame(one, read.set());
    }
  }

  private static void assertSame(Case one, @Nullable CriteriaSet read) {
    assertThat(read).isEqualTo(one.set());
    assertThat(Scoring.assess(java.util.Objects.requireNonNull(read), one.answers(), one.facts()))
        .isEqualTo(one.assessment());
  }
}
