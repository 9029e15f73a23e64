package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A step that was confirmed to whoever took it.
 *
 * @param id its identity
 * @param campaignId in which campaign
 * @param areaId where
 * @param at when
 * @param actor by whom
 * @param dossiers to how many
 */
public record SentStep(
    UUID id, int campaignId, int areaId, Instant at, String actor, int dossiers) {

  /** The reference as people read it out: eight letters of the identity's random part. */
  public String reference() {
    String text = id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    return text.substring(24, 28) + "-" + text.substring(28);
  }
}
