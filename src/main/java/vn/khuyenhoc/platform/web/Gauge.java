package vn.khuyenhoc.platform.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Where a rate and its target lie on a bar. What was not reported has no length at all, not the
 * length zero.
 *
 * @param percent the rate in percent; null when nothing was reported
 * @param aim the target in percent; null when none is set
 * @param reached whether the target is reached, counted exactly and not by the rounded rate; null
 *     to go by the rate
 */
public record Gauge(
    @Nullable BigDecimal percent, @Nullable BigDecimal aim, @Nullable Boolean reached) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** A gauge that goes by the rate as it is written. */
  public Gauge(@Nullable BigDecimal percent, @Nullable BigDecimal aim) {
    this(percent, aim, null);
  }

  /** Whether anything was reported. */
  public boolean reported() {
    return percent != null;
  }

  /** Whether the target is reached; false without a rate or a target. */
  public boolean met() {
    return percent != null
        && aim != null
        && (reached == null ? percent.compareTo(aim) >= 0 : reached);
  }

  /** Percentage points above the target, below it when negative; null without one of the two. */
  public @Nullable BigDecimal beyond() {
    return percent == null || aim == null
        ? null
        : percent.subtract(aim).setScale(1, RoundingMode.HALF_UP);
  }

  /** Length of the bar as an SVG percentage; the bar ends at 100 or at the greater of the two. */
  public String length() {
    return at(percent);
  }

  /** Place of the target as an SVG percentage. */
  public String mark() {
    return at(aim);
  }

  /**
   * The class of a shaded cell: {@code zero}, {@code q0} above it and below 40 %, to {@code q6}
   * from 90 %, or {@code none} for what was not reported.
   */
  public String shade() {
    if (percent == null) {
      return "none";
    }
    if (percent.signum() == 0) {
      return "zero";
    }
    int tens = percent.setScale(0, RoundingMode.FLOOR).intValue() / 10;
    return "q" + Math.max(0, Math.min(6, tens - 3));
  }

  private String at(@Nullable BigDecimal value) {
    if (value == null || value.signum() <= 0) {
      return "0%";
    }
    BigDecimal end = HUNDRED;
    end = percent == null ? end : end.max(percent);
    end = aim == null ? end : end.max(aim);
    return value.multiply(HUNDRED).divide(end, 2, RoundingMode.HALF_UP).toPlainString() + "%";
  }

  /** A share done of a whole, as an SVG percentage. */
  public static String share(long done, long total) {
    if (total <= 0 || done <= 0) {
      return "0%";
    }
    return BigDecimal.valueOf(Math.min(done, total))
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_UP)
            .toPlainString()
        + "%";
  }
}
