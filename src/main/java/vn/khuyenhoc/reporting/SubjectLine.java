package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subject behind the figure of the area that it belongs to.
 *
 * @param homeId home of its dossier
 * @param dossierId its dossier
 * @param name what it is called; of a household its head
 * @param address where in the area; empty where nobody wrote it
 * @param stage where its dossier stands: LISTED, SCORING, SCORED, SENT, RETURNED, APPROVED,
 *     RECOGNISED
 * @param outcome ACHIEVED or NOT_ACHIEVED; null while not scored
 * @param total points; null while not scored
 */
public record SubjectLine(
    int homeId,
    UUID dossierId,
    String name,
    String address,
    String stage,
    @Nullable String outcome,
    @Nullable BigDecimal total) {

  /** Where it stands, in one word; appraised and found not to achieve is a place of its own. */
  public String where() {
    return stage.equals("APPROVED") && "NOT_ACHIEVED".equals(outcome) ? "NOT_ACHIEVED" : stage;
  }

  /** The kind of tag that goes with it. */
  public String kind() {
    return switch (where()) {
      case "RECOGNISED" -> "ok";
      case "SENT", "APPROVED" -> "wait";
      case "RETURNED" -> "back";
      case "SCORED", "SCORING" -> "info";
      default -> "plain";
    };
  }

  /** Where it leads. */
  public String href() {
    return "/dossiers/" + homeId + "/" + dossierId;
  }
}
