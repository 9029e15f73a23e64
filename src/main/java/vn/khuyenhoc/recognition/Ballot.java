package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A line of the list that a meeting votes on, as it was printed.
 *
 * @param key which dossier
 * @param place its number in the list, from 1
 * @param code its code in the register, as printed
 * @param name whose it is
 * @param village where that is now
 * @param total points when the list was drawn up
 * @param outcome what that came to then
 * @param rating what it was rated then
 * @param against how many voted against it; null before the vote
 * @param abstained how many did not vote; null before the vote
 * @param result what came of it; null before the vote
 */
public record Ballot(
    DossierKey key,
    int place,
    String code,
    String name,
    String village,
    @Nullable BigDecimal total,
    @Nullable Outcome outcome,
    @Nullable Rating rating,
    @Nullable Integer against,
    @Nullable Integer abstained,
    @Nullable Vote result) {

  /** What it came to in a few words, then. */
  public String words(Texts t, Campaign campaign) {
    String words = DossierLine.result(t, campaign, total, outcome, rating);
    return words == null ? "" : words;
  }

  /** How many agreed, of those present. */
  public int agreed(int present) {
    return present
        - (against == null ? 0 : against.intValue())
        - (abstained == null ? 0 : abstained.intValue());
  }
}
