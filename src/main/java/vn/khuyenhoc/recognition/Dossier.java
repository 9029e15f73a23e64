package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Assessment;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.KnownFacts;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.web.Texts;

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

  /** What it is rated, where that says more than achieved or not. */
  public @Nullable Rating rated() {
    Rating rating = line.rating();
    return campaign.byLevels() || rating == Rating.ACHIEVED || rating == Rating.NOT_ACHIEVED
        ? null
        : rating;
  }

  /** Whether it was sent, and something in it has become unknown since. */
  public boolean countsAsNotAchieved() {
    return !assessment.complete() && (line.stage() == Stage.SENT || line.stage() == Stage.APPROVED);
  }

  /** What an indicator counts. */
  public Assessment.Line counted(String indicatorId) {
    return assessment.lines().stream()
        .filter(one -> one.indicatorId().equals(indicatorId))
        .findFirst()
        .orElseThrow();
  }

  /** How an answer reads: points of the most, or what the level means. */
  public String given(Texts t, Indicator indicator, BigDecimal points) {
    return campaign.byLevels()
        ? indicator.steps().stream()
            .filter(step -> step.points().compareTo(points) == 0)
            .map(CriteriaSet.Step::label)
            .findFirst()
            .orElseGet(() -> t.decimal(points))
        : t.t("dossier.points", points, indicator.maxPoints());
  }

  /** What an indicator that does not apply counts: its full points, or nothing. */
  public @Nullable String notCounted(Texts t, Assessment.Line counted) {
    BigDecimal points = counted.points();
    return campaign.byLevels() || points == null || points.signum() == 0 ? null : t.points(points);
  }

  /** Where the points of a computed indicator come from, or what is missing for them. */
  public String computed(Texts t, Assessment.Line counted) {
    Assessment.ComputedValue value = counted.computed();
    if (value == null) {
      return t.t("dossier.computed");
    }
    List<String> unknown =
        value.unknown().stream()
            .map(
                name ->
                    KnownFacts.find(set.model(), set.level(), name)
                        .map(fact -> t.t(fact.messageKey()))
                        .orElse(name))
            .toList();
    BigDecimal number = value.value();
    return number == null
        ? t.t("dossier.computed.missing", String.join(", ", unknown))
        : t.t("dossier.computed.value", (t.decimal(number) + " " + value.unit()).strip());
  }

  /** Whether the commune gave it back and the village has not finished with it. */
  public boolean returned() {
    return line.stage() == Stage.RETURNED;
  }
}
