package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Sentence;

/**
 * How much of something there is, or why that is not known; what was not reported is not zero.
 *
 * @param value how much; null where it is not known
 * @param why why it is not known; null where it is
 * @param href where the rows behind it are; empty for nowhere
 */
public record Amount(@Nullable BigDecimal value, @Nullable Sentence why, String href) {

  /** So many. */
  static Amount of(long count, String href) {
    return new Amount(BigDecimal.valueOf(count), null, href);
  }

  /** So much. */
  static Amount of(BigDecimal value) {
    return new Amount(value, null, "");
  }

  /** Not known, for this reason. */
  static Amount unknown(String key, Object... arguments) {
    return new Amount(null, Sentence.of(key, arguments), "");
  }

  /** Whether it is known. */
  public boolean known() {
    return value != null;
  }
}
