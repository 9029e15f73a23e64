package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Assessment;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.Facts;

/**
 * A dossier with everything that belongs to it.
 *
 * @param line what lists show of it
 * @param campaign its campaign
 * @param communeId the commune that appraises it
 * @param communeName what the commune is called today
 * @param set its criteria
 * @param answers points by indicator
 * @param facts the numbers of persons that decide which indicators apply: the household's of today,
 *     and those it was sent with once it is sent
 * @param assessment what the answers come to, explained
 * @param open the indicators that the village may answer now
 * @param returnedItems what the commune gave back last; empty means everything
 * @param scorers the names of those who scored
 * @param appraiser who approved it; null before
 * @param decision by which it was recognised; null before
 * @param scoredAt when it was last scored; null before
 * @param placeThen its village and commune in the tree of its closed campaign, where they are not
 *     called so today; null otherwise
 */
public record Dossier(
    DossierLine line,
    Campaign campaign,
    int communeId,
    String communeName,
    CriteriaSet set,
    Map<String, BigDecimal> answers,
    Facts facts,
    Assessment assessment,
    Set<String> open,
    Set<String> returnedItems,
    List<String> scorers,
    @Nullable String appraiser,
    @Nullable Decision decision,
    @Nullable Instant scoredAt,
    @Nullable String placeThen) {

  /** Whether the commune gave it back and the village has not finished with it. */
  public boolean returned() {
    return line.stage() == Stage.RETURNED;
  }
}
