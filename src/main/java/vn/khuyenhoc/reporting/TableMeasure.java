package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What a table counts. */
public enum TableMeasure {
  /** Everything on the rolls. */
  ROLL,
  /** What was registered. */
  REGISTERED,
  /** What was ever sent for appraisal. */
  REPORTED,
  /** What was recognised by a decision. */
  RECOGNISED,
  /** Appraised as achieved, not yet recognised. */
  APPROVED,
  /** Appraised as not achieved, or taken back. */
  NOT_ACHIEVED,
  /** What was recognised, as a share of the rolls. */
  SHARE_RECOGNISED,
  /** The average of the total scores of what was scored. */
  AVERAGE_TOTAL;

  /** Why a figure is no number. */
  public enum Missing {
    /** No dossier is there. */
    NOTHING,
    /** Nothing was ever sent: not reported, which is not zero. */
    NOT_REPORTED,
    /** Nothing was scored. */
    NOT_SCORED,
    /** One to four people, for whoever may not read them. */
    SMALL,
    /** Hidden, because it would tell how many the few beside it are. */
    HIDDEN
  }

  /**
   * What stands in a cell.
   *
   * @param value the number; null where there is none
   * @param missing why there is none; null where there is one
   * @param small whether it is a share or an average of so few that it says little
   */
  public record Figure(@Nullable BigDecimal value, @Nullable Missing missing, boolean small) {

    /** Whether there is a number that the reader is not shown. */
    public boolean veiled() {
      return missing == Missing.SMALL || missing == Missing.HIDDEN;
    }
  }

  private static final Figure NOTHING = new Figure(null, Missing.NOTHING, false);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * So many that rounding once more never gives another number than rounding the fraction would.
   */
  private static final int PLACES = 20;

  /** Whether it is a share or an average, which is computed of sums and never added up. */
  public boolean rate() {
    return this == SHARE_RECOGNISED || this == AVERAGE_TOTAL;
  }

  /** The key of its name. */
  public String messageKey() {
    return "tables.measure." + name();
  }

  /** What it is of a cell; null for a cell without dossiers. */
  public Figure of(@Nullable TableCounts counts) {
    if (counts == null || counts.roll() == 0) {
      return NOTHING;
    }
    if (counts.equals(TableCounts.SMALL)) {
      return new Figure(null, Missing.SMALL, false);
    }
    if (counts.equals(TableCounts.HIDDEN)) {
      return new Figure(null, Missing.HIDDEN, false);
    }
    return switch (this) {
      case ROLL -> number(counts.roll());
      case REGISTERED -> number(counts.registered());
      case REPORTED -> number(counts.reported());
      case RECOGNISED -> number(counts.recognised());
      case APPROVED -> number(counts.approved());
      case NOT_ACHIEVED -> number(counts.notAchieved());
      case SHARE_RECOGNISED ->
          counts.reported() == 0
              ? new Figure(null, Missing.NOT_REPORTED, false)
              : new Figure(
                  BigDecimal.valueOf(counts.recognised())
                      .multiply(HUNDRED)
                      .divide(BigDecimal.valueOf(counts.roll()), PLACES, RoundingMode.HALF_UP),
                  null,
                  counts.roll() < AreaFigure.SMALL);
      case AVERAGE_TOTAL ->
          counts.scored() == 0
              ? new Figure(null, Missing.NOT_SCORED, false)
              : new Figure(
                  counts
                      .total()
                      .divide(BigDecimal.valueOf(counts.scored()), PLACES, RoundingMode.HALF_UP),
                  null,
                  counts.scored() < AreaFigure.SMALL);
    };
  }

  /** What a share or an average is computed of: the number above the line. */
  Figure over(@Nullable TableCounts counts) {
    Figure whole = of(counts);
    return whole.value() == null || counts == null
        ? whole
        : new Figure(
            this == AVERAGE_TOTAL ? counts.total() : BigDecimal.valueOf(counts.recognised()),
            null,
            false);
  }

  /** The same below the line. */
  Figure under(@Nullable TableCounts counts) {
    Figure whole = of(counts);
    return whole.value() == null || counts == null
        ? whole
        : number(this == AVERAGE_TOTAL ? counts.scored() : counts.roll());
  }

  private static Figure number(long value) {
    return new Figure(BigDecimal.valueOf(value), null, false);
  }
}
