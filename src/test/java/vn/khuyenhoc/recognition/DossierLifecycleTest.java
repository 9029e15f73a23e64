package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.support.GoldenFile;

/** The state graph, drawn and kept, so that a new edge is seen. */
class DossierLifecycleTest {

  @Test
  void theDrawingOfTheStatesIsTheOneKept() {
    GoldenFile.matches("states.md", drawing());
  }

  private static String drawing() {
    StringBuilder out = new StringBuilder();
    out.append("# States of a dossier\n\n```mermaid\nstateDiagram-v2\n  [*] --> LISTED: LIST\n");
    DossierLifecycle.transitions()
        .forEach(
            edge ->
                out.append(
                    "  %s --> %s: %s (%s)%s%s\n"
                        .formatted(
                            edge.from(),
                            edge.to(),
                            edge.event(),
                            edge.right(),
                            names(" with ", edge.with()),
                            names(" without ", edge.without()))));
    out.append("```\n\n");
    out.append(
        "TAKE_OVER: of two dossiers of one household entered twice, the kept one goes on in the"
            + " further stage, the other becomes REMOVED. Order: ");
    out.append(String.join(" < ", DossierLifecycle.advance().stream().map(Enum::name).toList()));
    return out.append(".\n").toString();
  }

  private static String names(String word, Set<StepKind> steps) {
    return steps.isEmpty()
        ? ""
        : word + steps.stream().sorted().map(Enum::name).collect(Collectors.joining(" and "));
  }

  @Test
  void onlyWhoeverRecordsDecisionsTakesADossierOutOfRecognised() {
    assertThat(DossierLifecycle.transitions())
        .filteredOn(edge -> edge.from() == Stage.RECOGNISED)
        .isNotEmpty()
        .allMatch(edge -> edge.right() == Right.DECISION_RECORD);
  }

  @ParameterizedTest
  @MethodSource("procedures")
  void noStepOfAProcedureCanBeSkippedAndNoneThatItLacksBeDone(Set<StepKind> steps) {
    assertThat(reaches(steps, Set.of(), Stage.RECOGNISED)).isTrue();
    Map<StepKind, Stage> marks =
        Map.of(
            StepKind.VILLAGE_MEETING, Stage.MET,
            StepKind.PUBLIC_NOTICE, Stage.POSTED,
            StepKind.APPRAISAL, Stage.APPROVED,
            StepKind.COUNCIL, Stage.AGREED);
    marks.forEach(
        (step, stage) -> {
          assertThat(reaches(steps, Set.of(), stage)).isEqualTo(steps.contains(step));
          if (steps.contains(step)) {
            assertThat(reaches(steps, Set.of(stage), Stage.RECOGNISED)).isFalse();
          }
        });
  }

  /** Whether a dossier on the roll can come to a stage without passing these. */
  private static boolean reaches(Set<StepKind> steps, Set<Stage> avoided, Stage wanted) {
    Set<Stage> reached = EnumSet.of(Stage.LISTED);
    boolean more = true;
    while (more) {
      more = false;
      for (DossierLifecycle.Transition edge : DossierLifecycle.transitions()) {
        more |=
            edge.in(steps)
                && reached.contains(edge.from())
                && !avoided.contains(edge.to())
                && reached.add(edge.to());
      }
    }
    return reached.contains(wanted);
  }

  static Stream<Set<StepKind>> procedures() {
    List<StepKind> free = Stream.of(StepKind.values()).filter(step -> !step.always()).toList();
    return IntStream.range(0, 1 << free.size())
        .mapToObj(
            bits -> {
              Set<StepKind> steps = EnumSet.noneOf(StepKind.class);
              Stream.of(StepKind.values()).filter(StepKind::always).forEach(steps::add);
              for (int i = 0; i < free.size(); i++) {
                if ((bits >> i & 1) == 1) {
                  steps.add(free.get(i));
                }
              }
              return steps;
            });
  }

  @Test
  void everyStageIsReachedFromTheRoll() {
    EnumSet<Stage> reached = EnumSet.of(Stage.LISTED);
    for (int i = 0; i < Stage.values().length; i++) {
      DossierLifecycle.transitions().stream()
          .filter(edge -> reached.contains(edge.from()))
          .forEach(edge -> reached.add(edge.to()));
    }
    assertThat(reached).containsExactlyInAnyOrder(Stage.values());
  }

  @Test
  void onlyTheCommuneTakesADossierOutOfSent() {
    assertThat(DossierLifecycle.transitions())
        .filteredOn(edge -> edge.from() == Stage.SENT)
        .allMatch(edge -> edge.right() == Right.DOSSIER_APPRAISE);
  }

  @Test
  void theFurtherOfTwoDossiersStays() {
    assertThat(DossierLifecycle.takesOver(Stage.LISTED, Stage.APPROVED)).isTrue();
    assertThat(DossierLifecycle.takesOver(Stage.SENT, Stage.RETURNED)).isFalse();
    assertThat(DossierLifecycle.takesOver(Stage.SCORED, Stage.SCORED)).isFalse();
    assertThat(DossierLifecycle.takesOver(Stage.LISTED, Stage.REMOVED)).isFalse();
  }
}
