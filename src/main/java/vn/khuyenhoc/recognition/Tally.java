package vn.khuyenhoc.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How many dossiers of an area stand where. The eight middle figures add up to the roll.
 *
 * @param roll households on the roll, or whatever else the campaign recognises
 * @param listed not yet scored
 * @param scoring half scored
 * @param scored scored, not sent: whether it was voted on and posted yet or not
 * @param sent wait for appraisal
 * @param returned given back to the village
 * @param approved approved and achieved, wait for a decision
 * @param notAchieved approved as not achieved, or revoked: final
 * @param recognised recognised by a decision
 * @param reported ever sent to the commune; with none, the area has not reported, which is not zero
 */
public record Tally(
    int roll,
    int listed,
    int scoring,
    int scored,
    int sent,
    int returned,
    int approved,
    int notAchieved,
    int recognised,
    int reported) {

  /** Nothing on the roll. */
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The columns of {@code recognition.tally}, or sums under their names. */
  public static Tally of(ResultSet row) throws SQLException {
    return new Tally(
        row.getInt("roll"),
        row.getInt("listed"),
        row.getInt("scoring"),
        row.getInt("scored"),
        row.getInt("sent"),
        row.getInt("returned"),
        row.getInt("approved"),
        row.getInt("not_achieved"),
        row.getInt("recognised"),
        row.getInt("reported"));
  }

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(
        roll + other.roll,
        listed + other.listed,
        scoring + other.scoring,
        scored + other.scored,
        sent + other.sent,
        returned + other.returned,
        approved + other.approved,
        notAchieved + other.notAchieved,
        recognised + other.recognised,
        reported + other.reported);
  }

  /** What is left of it without a part of it. */
  public Tally minus(Tally part) {
    return new Tally(
        roll - part.roll,
        listed - part.listed,
        scoring - part.scoring,
        scored - part.scored,
        sent - part.sent,
        returned - part.returned,
        approved - part.approved,
        notAchieved - part.notAchieved,
        recognised - part.recognised,
        reported - part.reported);
  }

  /** How many the village still has to do something about before they can be sent. */
  public int toScore() {
    return listed + scoring + returned;
  }

  /** Scored to the end at least once, wherever they stand now. */
  public int everScored() {
    return roll - listed - scoring;
  }

  /** How many the commune has appraised: approved, found not to achieve, or recognised. */
  public int appraised() {
    return approved + notAchieved + recognised;
  }

  /** Whether anything of the area was ever sent to the commune. */
  public boolean hasReported() {
    return reported > 0;
  }

  /** How many stand in a stage; both kinds of approved together. */
  public int in(Stage stage) {
    return switch (stage) {
      case LISTED -> listed;
      case SCORING -> scoring;
      case SCORED, MET, POSTED -> scored;
      case SENT -> sent;
      case RETURNED -> returned;
      case APPROVED, AGREED -> approved + notAchieved;
      case RECOGNISED -> recognised;
      case REVOKED, REMOVED -> 0;
    };
  }
}
