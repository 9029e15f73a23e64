package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A share of something: so many of so many. Above one hundred percent when a declared total has
 * been overtaken by the facts; that is shown as it is.
 *
 * @param part how many
 * @param whole of how many; zero where there is nothing to be a share of
 */
public record Rate(long part, long whole) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Rate {
    if (part < 0 || whole < 0) {
      throw new IllegalArgumentException(part + " of " + whole);
    }
  }

  /** The share in percent with one decimal, halves up; null when the whole is zero. */
  public @Nullable BigDecimal percent() {
    return whole == 0
        ? null
        : BigDecimal.valueOf(part)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
  }

  /**
   * Whether the share reaches that many percent. Counted exactly: 69,96 % is written 70,0 % and
   * does not reach 70 %.
   */
  public boolean reaches(BigDecimal percent) {
    return whole > 0
        && BigDecimal.valueOf(part)
                .multiply(HUNDRED)
                .compareTo(percent.multiply(BigDecimal.valueOf(whole)))
            >= 0;
  }

  /**
   * How far the written share lies above that many percent (below: negative), in percentage points
   * with one decimal; null when the whole is zero.
   */
  public @Nullable BigDecimal above(BigDecimal percent) {
    var written = percent();
    return written == null ? null : written.subtract(percent).setScale(1, RoundingMode.HALF_UP);
  }

  /** How many more it takes to reach that many percent; 0 when it is reached. */
  public long missing(BigDecimal percent) {
    BigInteger needed =
        percent
            .multiply(BigDecimal.valueOf(whole))
            .divide(HUNDRED, 0, RoundingMode.CEILING)
            .toBigInteger();
    return Math.max(0, needed.longValueExact() - part);
  }
}
