package vn.khuyenhoc.recognition;

import java.util.List;
import java.util.Map;

/**
 * What is typed to record a meeting, as it was typed.
 *
 * @param listedAt when the list was drawn up that the votes are for
 * @param heldOn the day
 * @param place where
 * @param chair who chaired
 * @param secretary who wrote the minutes
 * @param present how many were present
 * @param ofHowMany of how many
 * @param attendants others present, or the members of the council
 * @param reason why it is recorded again
 * @param leaveOut whether what changed waits for the next meeting
 * @param against votes against, by dossier
 * @param abstained abstentions, by dossier
 * @param lines exceptions typed by their code
 */
public record MeetingHoldForm(
    String listedAt,
    String heldOn,
    String place,
    String chair,
    String secretary,
    String present,
    String ofHowMany,
    String attendants,
    String reason,
    boolean leaveOut,
    Map<String, String> against,
    Map<String, String> abstained,
    List<Line> lines) {

  /**
   * An exception typed by its code.
   *
   * @param code the dossier's code, or its number in the list
   * @param against votes against
   * @param abstained abstentions
   */
  public record Line(String code, String against, String abstained) {
    boolean empty() {
      return code.isBlank() && against.isBlank() && abstained.isBlank();
    }
  }
}
