package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a dossier.
 *
 * @param at when
 * @param actor who did it, by name
 * @param event what
 * @param from the stage before; null where the step did not tell or there was none
 * @param to the stage after; null where the step did not tell
 * @param reason why, where one was given; empty otherwise
 * @param stepId the reference of a step; null for changed answers
 * @param decisionId the decision, where it is one; null otherwise
 * @param dossiers how many dossiers the step was about
 * @param changes the answers that changed; empty for a step
 * @param sources what a recomputation changed; empty for everything else
 */
public record HistoryEntry(
    Instant at,
    String actor,
    DossierEvent event,
    @Nullable Stage from,
    @Nullable Stage to,
    String reason,
    @Nullable UUID stepId,
    @Nullable UUID decisionId,
    int dossiers,
    List<AnswerChange> changes,
    List<SourceChange> sources) {

  /**
   * A changed answer.
   *
   * @param indicatorId of which indicator
   * @param before the points before; null where there were none
   * @param after the points afterwards; null where it was cleared
   */
  public record AnswerChange(
      String indicatorId, @Nullable BigDecimal before, @Nullable BigDecimal after) {}
}
