package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Rating;

/**
 * A dossier as a command works on it.
 *
 * @param key which
 * @param villageId the area that figures count it in now: a village, or the commune or province of
 *     what is larger
 * @param head the household's head or the name of what is rated, for sentences
 * @param stage where it stands
 * @param outcome achieved or not; null while not complete
 * @param rating what it is rated; null while not complete
 * @param total points; null while not complete
 * @param answers points by indicator
 * @param facts what its criteria know of it: those it was computed with last, until {@link
 *     #with(Facts)} puts those of today in their place
 * @param returnedItems what the commune gave back; empty means everything
 * @param returned whether it was ever given back
 * @param revisited which of the given back the village has looked at again
 * @param version its version
 * @param votedDown whether a meeting voted it down: it does not achieve, whatever its points
 * @param registered whether it is registered
 */
record DossierRow(
    DossierKey key,
    int villageId,
    String head,
    Stage stage,
    @Nullable Outcome outcome,
    @Nullable Rating rating,
    @Nullable BigDecimal total,
    Map<String, BigDecimal> answers,
    Facts facts,
    Set<String> returnedItems,
    boolean returned,
    Set<String> revisited,
    int version,
    boolean votedDown,
    boolean registered) {

  DossierRow {
    answers = Map.copyOf(answers);
    returnedItems = Set.copyOf(returnedItems);
    revisited = Set.copyOf(revisited);
  }

  private DossierRow copy(
      Stage where,
      @Nullable Standing standing,
      Map<String, BigDecimal> points,
      Facts known,
      Set<String> looked,
      boolean failed) {
    return new DossierRow(
        key,
        villageId,
        head,
        where,
        standing == null ? null : standing.outcome(),
        standing == null ? null : standing.rating(),
        standing == null ? null : standing.total(),
        points,
        known,
        returnedItems,
        returned,
        looked,
        version,
        failed,
        registered);
  }

  private @Nullable Standing standing() {
    return outcome == null || total == null ? null : new Standing(total, outcome, rating);
  }

  /** The same with other facts. */
  DossierRow with(Facts others) {
    return copy(stage, standing(), answers, others, revisited, votedDown);
  }

  /** The same with other answers. */
  DossierRow with(Map<String, BigDecimal> others) {
    return copy(stage, standing(), others, facts, revisited, votedDown);
  }

  /** The same with these looked at again. */
  DossierRow looked(Set<String> again) {
    return copy(stage, standing(), answers, facts, again, votedDown);
  }

  /** The same in a stage, with what it comes to there; nothing where that is null. */
  DossierRow standing(Stage where, @Nullable Standing reached) {
    Standing standing = reached != null && votedDown ? reached.votedDown() : reached;
    return copy(where, standing, answers, facts, revisited, votedDown);
  }

  /** The same as if no meeting had voted. */
  DossierRow unvoted() {
    return copy(stage, standing(), answers, facts, revisited, false);
  }

  /** A change of one answer; null where there was or is none. */
  record Change(String indicator, @Nullable BigDecimal before, @Nullable BigDecimal after) {}

  /** What scoring made of a dossier. */
  record Scored(DossierRow before, DossierRow after, List<Change> changes) {
    boolean changed() {
      return !changes.isEmpty()
          || before.stage() != after.stage()
          || !before.revisited().equals(after.revisited());
    }
  }
}
