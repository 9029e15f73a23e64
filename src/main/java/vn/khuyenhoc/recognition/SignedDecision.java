package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.util.UUID;

/**
 * A decision as a PDF that the organisation's key signed.
 *
 * @param id identity
 * @param decisionId of which decision
 * @param sha256 the file
 * @param whose whose key, as its certificate says
 * @param signedAt when
 * @param actor who had it signed
 * @param current whether the decision was neither corrected nor withdrawn since
 */
public record SignedDecision(
    UUID id,
    UUID decisionId,
    String sha256,
    String whose,
    Instant signedAt,
    String actor,
    boolean current) {

  /** Where it is saved from. */
  public String path() {
    return "/decisions/" + decisionId + "/signed/" + id;
  }
}
