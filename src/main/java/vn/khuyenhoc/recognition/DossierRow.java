package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.Outcome;

/**
 * A dossier as a command works on it.
 *
 * @param key which
 * @param villageId where figures count it now
 * @param head the household's head, for sentences
 * @param stage where it stands
 * @param outcome achieved or not; null while not complete
 * @param total points; null while not complete
 * @param answers points by indicator
 * @param facts the household's numbers today; those kept with the dossier once it is sent
 * @param returnedItems what the commune gave back; empty means everything
 * @param returned whether it was ever given back
 * @param revisited which of the given back the village has looked at again
 * @param version its version
 */
record DossierRow(
    DossierKey key,
    int villageId,
    String head,
    Stage stage,
    @Nullable Outcome outcome,
    @Nullable BigDecimal total,
    Map<String, BigDecimal> answers,
    Facts facts,
    Set<String> returnedItems,
    boolean returned,
    Set<String> revisited,
    int version) {

  DossierRow {
    answers = Map.copyOf(answers);
    returnedItems = Set.copyOf(returnedItems);
    revisited = Set.copyOf(revisited);
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
