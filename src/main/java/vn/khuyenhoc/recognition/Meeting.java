package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A meeting that votes on dossiers (họp bình xét, hội đồng họp), planned or held.
 *
 * @param id identity
 * @param campaignId of which campaign
 * @param areaId the village whose meeting it is, or the area of the office whose council meets
 * @param kind who meets
 * @param status planned, held, or replaced by one recorded again
 * @param heldOn the day
 * @param place where
 * @param invited who is invited, in a line each
 * @param listedAt when the list to vote on was drawn up
 * @param chair who chairs; empty before it is held
 * @param secretary who writes the minutes; empty before it is held
 * @param attendants others present, or the members of the council, in a line each
 * @param present how many who vote are present; null before it is held
 * @param ofHowMany of how many; null where that was not given
 * @param percent how many percent of those present have to agree; null before it is held
 * @param listed how many dossiers stand on the list
 * @param passed how many passed
 * @param failed how many were voted down
 * @param recordedAt when it was recorded last
 * @param actor by whom
 * @param reason why it was recorded again; empty where it was not
 * @param replaces which it was recorded anew for; null for none
 * @param replacedBy which was recorded in its place; null for none
 * @param scan the media type of the signed minutes that were attached; null for none
 * @param scannedAt when these were attached; null for none
 * @param scannedBy by whom; null for none
 */
public record Meeting(
    UUID id,
    int campaignId,
    int areaId,
    MeetingKind kind,
    Status status,
    LocalDate heldOn,
    String place,
    String invited,
    Instant listedAt,
    String chair,
    String secretary,
    String attendants,
    @Nullable Integer present,
    @Nullable Integer ofHowMany,
    @Nullable Integer percent,
    int listed,
    int passed,
    int failed,
    Instant recordedAt,
    String actor,
    String reason,
    @Nullable UUID replaces,
    @Nullable UUID replacedBy,
    @Nullable String scan,
    @Nullable Instant scannedAt,
    @Nullable String scannedBy) {

  /** Where it stands. */
  public enum Status {
    /** The list is drawn up. */
    PLANNED,
    /** Held and recorded. */
    HELD,
    /** Recorded wrongly: another one stands in its place. */
    REPLACED
  }

  /** Its own page. */
  public String path() {
    return "/meetings/" + id;
  }

  /** Others present, one each. */
  public List<String> attending() {
    return lines(attendants);
  }

  /** Who is invited, one each. */
  public List<String> inviting() {
    return lines(invited);
  }

  static List<String> lines(String text) {
    return Arrays.stream(text.split("\n", -1))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
