package vn.khuyenhoc.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Where a rate and its target lie on a bar. */
class GaugeTest {

  @Test
  void whatWasNotReportedHasNoLengthNoDistanceAndNoShade() {
    Gauge nothing = new Gauge(null, new BigDecimal("60"));
    assertThat(nothing.reported()).isFalse();
    assertThat(nothing.beyond()).isNull();
    assertThat(nothing.met()).isFalse();
    assertThat(nothing.shade()).isEqualTo("none");
    Gauge zero = new Gauge(BigDecimal.ZERO, new BigDecimal("60"));
    assertThat(zero.reported()).isTrue();
    assertThat(zero.length()).isEqualTo("0%");
    assertThat(zero.beyond()).isEqualByComparingTo("-60");
    assertThat(zero.shade()).isEqualTo("zero");
    assertThat(new Gauge(new BigDecimal("0.1"), null).shade()).isEqualTo("q0");
  }

  @Test
  void theBarEndsAtAHundredOrAtTheGreaterOfTheTwo() {
    Gauge usual = new Gauge(new BigDecimal("73.6"), new BigDecimal("90"));
    assertThat(usual.length()).isEqualTo("73.60%");
    assertThat(usual.mark()).isEqualTo("90.00%");
    assertThat(usual.beyond()).isEqualByComparingTo("-16.4");
    Gauge above = new Gauge(new BigDecimal("125"), new BigDecimal("100"));
    assertThat(above.length()).isEqualTo("100.00%");
    assertThat(above.mark()).isEqualTo("80.00%");
    assertThat(above.met()).isTrue();
    assertThat(above.shade()).isEqualTo("q6");
  }

  @Test
  void aShareNeverPassesItsWhole() {
    assertThat(Gauge.share(41, 63)).isEqualTo("65.08%");
    assertThat(Gauge.share(5, 0)).isEqualTo("0%");
    assertThat(Gauge.share(9, 3)).isEqualTo("100.00%");
  }
}
