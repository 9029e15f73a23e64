package vn.khuyenhoc.reports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The report that one area owes.
 *
 * @param at which of those that were asked about
 * @param areaId the area that owes it; of a day that is past, the area of that day
 * @param name what it is called
 * @param code its official code
 * @param ended whether the area is no more
 * @param received what received it as a whole; null where it stands, or was divided
 * @param receivedName what that is called; empty without one
 * @param state where the report stands
 * @param late whether it was sent after its last day, or is not sent and the day is over
 * @param reportId the report; null before it is begun
 * @param byReceived whether the report is that of what received the area
 * @param firstSent when it was sent first; null before
 */
public record DueRow(
    int at,
    int areaId,
    String name,
    String code,
    boolean ended,
    @Nullable Integer received,
    String receivedName,
    DueState state,
    boolean late,
    @Nullable UUID reportId,
    boolean byReceived,
    @Nullable Instant firstSent) {

  /** Who has to do it today: the area, or what received it. */
  public int owner() {
    return received == null ? areaId : received;
  }

  /** Whether the report is missing though its day is over. */
  public boolean missing() {
    return late && state.open();
  }
}
