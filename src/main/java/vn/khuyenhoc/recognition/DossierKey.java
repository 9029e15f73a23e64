package vn.khuyenhoc.recognition;

import java.util.UUID;

/**
 * Names a dossier.
 *
 * @param homeId the village where its household was first registered; places the row, nothing else
 * @param dossierId its identity
 */
public record DossierKey(int homeId, UUID dossierId) {

  /** As addresses and forms carry it: {@code 512/0190…}. */
  public String text() {
    return homeId + "/" + dossierId;
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static DossierKey parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a dossier: " + text);
    }
    return new DossierKey(
        Integer.parseInt(text.substring(0, slash)), UUID.fromString(text.substring(slash + 1)));
  }
}
