package vn.khuyenhoc.reports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who reports or is reported to.
 *
 * @param side on which side
 * @param bodyId the body of the register; null where it is only named
 * @param name what the body is called today; empty without one
 * @param words as the document names it; may be empty with a body
 */
public record ObligationParty(Side side, @Nullable UUID bodyId, String name, String words) {

  /** Two sides are reported to: the state's and the association's. */
  public enum Side {
    /** Ủy ban nhân dân, sở, phòng. */
    COMMITTEE,
    /** Hội Khuyến học. */
    ASSOCIATION,
    /** Another one. */
    OTHER;

    /** The key of its name in the messages. */
    public String messageKey() {
      return "obligations.side." + name();
    }
  }

  /** What it is called. */
  public String said() {
    return words.isEmpty() ? name : words;
  }
}
