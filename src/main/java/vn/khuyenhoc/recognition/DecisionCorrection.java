package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A correction of a decision (đính chính): what it said before is kept.
 *
 * @param at when it was recorded
 * @param actor who recorded it
 * @param document number and date of the document that corrects it; empty where there is none
 * @param reason why
 * @param changes what it said and says
 */
public record DecisionCorrection(
    Instant at, String actor, String document, String reason, List<Change> changes) {

  /** The number. */
  public static final String NUMBER = "number";

  /** Who issued it. */
  public static final String ISSUER = "issuer";

  /** Its date. */
  public static final String DATE = "decidedOn";

  /** Who signed it. */
  public static final String SIGNER = "signerName";

  /** The signer's position. */
  public static final String SIGNER_TITLE = "signerTitle";

  /** A name on its list. */
  public static final String NAME = "name";

  /**
   * One thing that was corrected.
   *
   * @param what which
   * @param before what it said
   * @param after what it says
   */
  public record Change(String what, @Nullable String before, @Nullable String after) {

    /** The key of what was corrected. */
    public String messageKey() {
      return "correction.of." + what;
    }
  }
}
