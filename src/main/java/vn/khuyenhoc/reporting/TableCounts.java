package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What is counted in a cell. Everything in it can be added up, so that totals are of what was
 * counted and never of shares.
 *
 * @param roll on the rolls
 * @param registered registered
 * @param reported ever sent
 * @param recognised recognised
 * @param approved appraised as achieved, not yet recognised
 * @param notAchieved appraised as not achieved, or taken back
 * @param scored with a total score; tallies do not say it
 * @param total the sum of these scores
 */
public record TableCounts(
    long roll,
    long registered,
    long reported,
    long recognised,
    long approved,
    long notAchieved,
    long scored,
    BigDecimal total) {

  /** In place of what is counted: so few that it is not said how many. */
  static final TableCounts SMALL = new TableCounts(-1, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO);

  /** In place of what is counted: not said, because it would tell how many the few are. */
  static final TableCounts HIDDEN = new TableCounts(-2, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO);

  static TableCounts of(ResultSet row) throws SQLException {
    return new TableCounts(
        row.getLong("roll"),
        row.getLong("registered"),
        row.getLong("reported"),
        row.getLong("recognised"),
        row.getLong("approved"),
        row.getLong("not_achieved"),
        row.getLong("scored"),
        row.getBigDecimal("total"));
  }

  /** Both together. */
  TableCounts plus(TableCounts other) {
    return new TableCounts(
        roll + other.roll,
        registered + other.registered,
        reported + other.reported,
        recognised + other.recognised,
        approved + other.approved,
        notAchieved + other.notAchieved,
        scored + other.scored,
        total.add(other.total));
  }
}
