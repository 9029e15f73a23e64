package vn.khuyenhoc.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How numbers, money, dates and sentences are written in the two languages. */
class TextsTest {

  private static final Map<String, String> SENTENCES =
      Map.of(
          "format.points", "{0} điểm",
          "plain", "Người đọc's {dấu}",
          "three", "{0} và {1} rồi {0}, hạn {2}");

  private final Texts vi = new Texts("vi", SENTENCES, true);
  private final Texts en = new Texts("en", Map.of("format.points", "{0} points"), true);

  @Test
  void marksThousandsWithAPointAndInEnglishWithAComma() {
    assertThat(vi.number(320_489)).isEqualTo("320.489");
    assertThat(vi.number(0)).isEqualTo("0");
    assertThat(vi.number(999)).isEqualTo("999");
    assertThat(vi.number(1_000)).isEqualTo("1.000");
    assertThat(vi.number(-1_234_567)).isEqualTo("−1.234.567");
    assertThat(vi.number(Long.MIN_VALUE)).isEqualTo("−9.223.372.036.854.775.808");
    assertThat(en.number(320_489)).isEqualTo("320,489");
  }

  @Test
  void writesARateWithAtMostOnePlace() {
    assertThat(vi.percent(new BigDecimal("73.6"))).isEqualTo("73,6\u00a0%");
    assertThat(vi.percent(new BigDecimal("73.649"))).isEqualTo("73,6\u00a0%");
    assertThat(vi.percent(new BigDecimal("90.00"))).isEqualTo("90\u00a0%");
    assertThat(vi.percent(new BigDecimal("0"))).isEqualTo("0\u00a0%");
    assertThat(vi.percent(new BigDecimal("1234.56"))).isEqualTo("1.234,6\u00a0%");
    assertThat(en.percent(new BigDecimal("73.6"))).isEqualTo("73.6%");
  }

  @Test
  void keepsPlacesInColumnsAndDropsNeedlessOnesInSentences() {
    assertThat(vi.rate(new BigDecimal("80"))).isEqualTo("80,0");
    assertThat(vi.fixed(new BigDecimal("1234.5"), 2)).isEqualTo("1.234,50");
    assertThat(vi.decimal(new BigDecimal("16.40"))).isEqualTo("16,4");
    assertThat(vi.decimal(new BigDecimal("100"))).isEqualTo("100");
    assertThat(vi.decimal(new BigDecimal("-0.25"))).isEqualTo("−0,25");
    assertThat(vi.decimal(new BigDecimal("-0.001"))).isEqualTo("0");
    assertThat(vi.points(new BigDecimal("16.4"))).isEqualTo("16,4 điểm");
    assertThat(vi.points(92)).isEqualTo("92 điểm");
    assertThat(en.points(1_200)).isEqualTo("1,200 points");
  }

  @Test
  void writesDaysAndMomentsTheWayVietnamDoes() {
    assertThat(vi.date(LocalDate.of(2026, 11, 5))).isEqualTo("05/11/2026");
    assertThat(vi.month(YearMonth.of(2026, 11))).isEqualTo("11/2026");
    assertThat(vi.dateTime(Instant.parse("2026-11-14T17:30:00Z"))).isEqualTo("00:30 15/11/2026");
    assertThat(vi.day(Instant.parse("2026-11-14T17:30:00Z"))).isEqualTo(LocalDate.of(2026, 11, 15));
  }

  @Test
  void fillsASentenceAndLeavesOneWithoutArgumentsAlone() {
    assertThat(vi.t("plain")).isEqualTo("Người đọc's {dấu}");
    assertThat(vi.t("three", 1_500, "O'Neil", LocalDate.of(2026, 11, 15)))
        .isEqualTo("1.500 và O'Neil rồi 1.500, hạn 15/11/2026");
  }

  @Test
  void refusesAnUnknownKeyInTheBuildAndShowsTheKeyToPeople() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vi.t("nothing"))
        .withMessageContaining("nothing");
    assertThat(new Texts("vi", Map.of(), false).t("nothing")).isEqualTo("nothing");
  }
}
