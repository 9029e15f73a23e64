package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Assessment;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A dossier that would come to something else.
 *
 * @param line the dossier with what is kept with it
 * @param outcome what it would come to
 * @param rating what it would be rated
 * @param total its points, or the level reached, then
 * @param before why it comes to what is kept
 * @param after why it would come to something else
 */
public record ChangedResult(
    DossierLine line,
    Outcome outcome,
    @Nullable Rating rating,
    BigDecimal total,
    Assessment before,
    Assessment after) {

  /** What it comes to in a few words: points and outcome, or the level reached. */
  public String was(Texts t, Campaign campaign) {
    String result = line.result(t, campaign);
    Outcome kept = line.outcome();
    String said = kept == null ? "" : t.t("outcome." + kept.name());
    return campaign.byLevels() || result == null
        ? result == null ? said : result
        : t.t("dossier.rated", result, said);
  }

  /** The same of what it would come to. */
  public String would(Texts t) {
    Rating then = rating;
    String said = t.t("outcome." + outcome.name());
    if (then != null && then.level()) {
      return t.t(then.messageKey());
    }
    return then == null || then == Rating.ACHIEVED || then == Rating.NOT_ACHIEVED
        ? t.t("dossier.rated", t.points(total), said)
        : t.t("dossier.rated", t.points(total), t.t(then.messageKey()));
  }
}
