package vn.khuyenhoc.recognition;

import java.util.UUID;

/**
 * Names one piece of evidence.
 *
 * @param homeId the area that its dossier's row lies under
 * @param evidenceId its identity
 */
public record EvidenceKey(int homeId, UUID evidenceId) {

  /** As addresses and forms carry it. */
  public String text() {
    return homeId + "/" + evidenceId;
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static EvidenceKey parse(String text) {
    DossierKey read = DossierKey.parse(text);
    return new EvidenceKey(read.homeId(), read.dossierId());
  }
}
