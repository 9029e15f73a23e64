package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.platform.Right;
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
                    "  %s --> %s: %s (%s)\n"
                        .formatted(edge.from(), edge.to(), edge.event(), edge.right())));
    out.append("```\n\n");
    out.append(
        "TAKE_OVER: of two dossiers of one household entered twice, the kept one goes on in the"
            + " further stage, the other becomes REMOVED. Order: ");
    out.append(String.join(" < ", DossierLifecycle.advance().stream().map(Enum::name).toList()));
    return out.append(".\n").toString();
  }

  @Test
  void nothingLeavesRecognised() {
    assertThat(DossierLifecycle.transitions()).noneMatch(edge -> edge.from() == Stage.RECOGNISED);
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
