package vn.khuyenhoc.reporting;

/**
 * How many dossiers of an area stand where, at one moment. Those removed from the roll are in none
 * of the numbers.
 *
 * @param roll on the roll of the campaign
 * @param listed nothing scored yet
 * @param scoring being scored
 * @param scored scored, not sent
 * @param sent waiting for the commune
 * @param returned returned with a reason
 * @param approved approved, waiting for a decision
 * @param notAchieved found by the commune not to achieve the title
 * @param recognised recognised by a decision
 * @param reported ever sent, wherever they stand now
 */
public record Tally(
    long roll,
    long listed,
    long scoring,
    long scored,
    long sent,
    long returned,
    long approved,
    long notAchieved,
    long recognised,
    long reported) {

  /** Nothing on any roll. */
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

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

  /** Scored to the end at least once, wherever they stand now. */
  public long everScored() {
    return roll - listed - scoring;
  }

  /** Appraised by the commune: approved, found not to achieve, or recognised. */
  public long appraised() {
    return approved + notAchieved + recognised;
  }
}
