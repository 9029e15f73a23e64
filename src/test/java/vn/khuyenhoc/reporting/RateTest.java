package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RateTest {

  private static final BigDecimal SEVENTY = new BigDecimal("70.00");

  @Test
  void roundsToOneDecimalHalvesUp() {
    assertThat(new Rate(7355, 10000).percent()).isEqualByComparingTo("73.6");
    assertThat(new Rate(1, 3).percent()).isEqualByComparingTo("33.3");
    assertThat(new Rate(12, 10).percent()).isEqualByComparingTo("120.0");
  }

  @Test
  void hasNoPercentOfNothing() {
    assertThat(new Rate(0, 0).percent()).isNull();
    assertThat(new Rate(0, 0).above(SEVENTY)).isNull();
    assertThat(new Rate(0, 0).reaches(BigDecimal.ZERO)).isFalse();
  }

  @Test
  void reachesATargetExactlyAndNotByRounding() {
    assertThat(new Rate(6996, 10000).percent()).isEqualByComparingTo("70.0");
    assertThat(new Rate(6996, 10000).reaches(SEVENTY)).isFalse();
    assertThat(new Rate(6996, 10000).missing(SEVENTY)).isEqualTo(4);
    assertThat(new Rate(7000, 10000).reaches(SEVENTY)).isTrue();
    assertThat(new Rate(7000, 10000).missing(SEVENTY)).isZero();
  }

  @Test
  void countsHowManyAreMissingUpwards() {
    assertThat(new Rate(0, 3).missing(SEVENTY)).isEqualTo(3);
    assertThat(new Rate(0, 10).missing(SEVENTY)).isEqualTo(7);
  }
}
