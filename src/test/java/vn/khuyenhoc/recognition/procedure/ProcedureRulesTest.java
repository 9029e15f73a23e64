package vn.khuyenhoc.recognition.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.recognition.procedure.Procedure.Content;
import vn.khuyenhoc.recognition.procedure.Procedure.Doer;
import vn.khuyenhoc.recognition.procedure.Procedure.Step;
import vn.khuyenhoc.recognition.procedure.Procedure.Validity;
import vn.khuyenhoc.registry.BodyKind;

class ProcedureRulesTest {

  private static Procedure whole() {
    return BuiltInProcedures.all().stream()
        .filter(
            one ->
                one.id()
                    .equals(
                        BuiltInProcedures.whole(
                            LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD)))
        .findFirst()
        .orElseThrow();
  }

  private static Procedure with(Procedure from, UnaryOperator<List<Step>> steps) {
    Content content = from.content();
    return new Procedure(
        from.id(),
        from.model(),
        from.level(),
        null,
        from.title(),
        from.yearFrom(),
        from.yearTo(),
        from.status(),
        1,
        new Content(
            steps.apply(new ArrayList<>(content.steps())),
            content.dataFrom(),
            content.dataTo(),
            content.validity(),
            content.levelTwoAfterMonths(),
            content.votePercent(),
            content.sample(),
            content.note()));
  }

  private static List<String> codes(Procedure procedure) {
    return ProcedureRules.problems(procedure).stream()
        .map(Problem::code)
        .map(code -> code.code())
        .toList();
  }

  @Test
  void everyBuiltInOneIsSoundAndEveryModelHasOne() {
    List<Procedure> all = BuiltInProcedures.all();
    assertThat(all).allSatisfy(one -> assertThat(ProcedureRules.problems(one)).isEmpty());
    for (LearningModel model : LearningModel.values()) {
      for (ModelLevel level : model.levels()) {
        assertThat(all).anyMatch(one -> one.id().equals(BuiltInProcedures.plain(model, level)));
      }
    }
  }

  @Test
  void refusesAPlaceThatDecidesForItself() {
    Procedure commune =
        BuiltInProcedures.all().stream()
            .filter(
                one ->
                    one.id()
                        .equals(
                            BuiltInProcedures.plain(
                                LearningModel.LEARNING_COMMUNITY, ModelLevel.COMMUNE)))
            .findFirst()
            .orElseThrow();
    Procedure itself =
        with(
            commune,
            steps -> {
              steps.replaceAll(
                  step ->
                      step.kind() == StepKind.DECISION
                          ? new Step(
                              step.kind(),
                              new Doer(BodyKind.PEOPLES_COMMITTEE, AreaLevel.COMMUNE),
                              null,
                              0,
                              "",
                              "")
                          : step);
              return steps;
            });
    assertThat(codes(itself)).containsExactly("PROCEDURE-013");
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    Procedure broken =
        with(
            whole(),
            steps -> {
              steps.removeIf(step -> step.kind() == StepKind.APPRAISAL);
              steps.replaceAll(
                  step ->
                      switch (step.kind()) {
                        case PUBLIC_NOTICE ->
                            new Step(
                                step.kind(), step.by(), new DayOfYear(31, 2, false), 0, "", "");
                        case DECISION ->
                            new Step(step.kind(), null, new DayOfYear(1, 1, false), 0, "", "");
                        default -> step;
                      });
              return steps;
            });
    assertThat(codes(broken))
        .containsExactlyInAnyOrder(
            "PROCEDURE-004", // no appraisal
            "PROCEDURE-006", // 31 February
            "PROCEDURE-007", // decided before the council
            "PROCEDURE-009", // no days of notice
            "PROCEDURE-014", // nobody decides
            "PROCEDURE-021"); // a council without an appraisal at its level
  }

  @Test
  void aYearOfTheDecisionIsCountedToItsEnd() {
    LocalDate decided = LocalDate.of(2026, 3, 15);
    assertThat(new Validity(12, Validity.From.DECISION).until(decided))
        .isEqualTo(LocalDate.of(2027, 3, 14));
    assertThat(new Validity(36, Validity.From.YEAR_END).until(decided))
        .isEqualTo(LocalDate.of(2029, 12, 31));
  }

  @Test
  void aDayOfTheNextYearBelongsToTheAssessmentYear() {
    assertThat(new DayOfYear(15, 1, true).in(2026)).isEqualTo(LocalDate.of(2027, 1, 15));
    assertThat(new DayOfYear(29, 2, false).exists()).isFalse();
  }
}
