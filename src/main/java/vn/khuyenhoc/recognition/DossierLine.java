package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.SubjectKey;

/**
 * A dossier as lists show it.
 *
 * @param key which
 * @param subject whose
 * @param code its code in the register, as printed
 * @param head the household's head, the citizen, or the name of what else is rated
 * @param address where in the village; may be empty
 * @param villageId its village in the tree that is read; the commune or province of what is larger
 * @param villageName what that is called there
 * @param stage where it stands
 * @param outcome achieved or not; null while answers are missing
 * @param rating what it is rated; null while answers are missing
 * @param total points, or the level reached; null while answers are missing
 * @param answered how many indicators have an answer
 * @param version to be named by the next change
 * @param returnedReason why it was last given back; null if it never was
 * @param sentAt when it was last sent; null if it never was
 * @param sourceChangedAt when what it is computed from last changed its result, and nobody has
 *     worked on it since; null otherwise
 * @param registeredAt when it was registered; null where it is not
 */
public record DossierLine(
    DossierKey key,
    SubjectKey subject,
    String code,
    String head,
    String address,
    int villageId,
    String villageName,
    Stage stage,
    @Nullable Outcome outcome,
    @Nullable Rating rating,
    @Nullable BigDecimal total,
    int answered,
    int version,
    @Nullable String returnedReason,
    @Nullable Instant sentAt,
    @Nullable Instant sourceChangedAt,
    @Nullable Instant registeredAt) {

  /**
   * What it comes to in a few words: points with the rating where there is one, or the level
   * reached; null while answers are missing.
   */
  public @Nullable String result(Texts t, Campaign campaign) {
    return result(t, campaign, total, outcome, rating);
  }

  /** As {@link #result(Texts, Campaign)}, of what stood in a list once. */
  static @Nullable String result(
      Texts t,
      Campaign campaign,
      @Nullable BigDecimal total,
      @Nullable Outcome outcome,
      @Nullable Rating rating) {
    if (total == null || outcome == null) {
      return null;
    }
    if (campaign.byLevels()) {
      return t.t(rating == null ? "outcome." + outcome.name() : rating.messageKey());
    }
    return rating == null || rating == Rating.ACHIEVED || rating == Rating.NOT_ACHIEVED
        ? t.points(total)
        : t.t("dossier.rated", t.points(total), t.t(rating.messageKey()));
  }

  /** Whether it cannot be scored yet, because the procedure begins with registration. */
  public boolean unregistered(Campaign campaign) {
    return registeredAt == null && campaign.steps().contains(StepKind.REGISTRATION);
  }

  /** Whether what it is computed from changed since somebody last worked on it. */
  public boolean sourceChanged() {
    return sourceChangedAt != null && stage != Stage.RECOGNISED && stage != Stage.REMOVED;
  }
}
