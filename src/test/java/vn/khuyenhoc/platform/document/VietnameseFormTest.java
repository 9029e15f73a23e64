package vn.khuyenhoc.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class VietnameseFormTest {

  @Test
  void separatesThousandsByDotsAndDecimalsByAComma() {
    assertThat(VietnameseForm.number(0)).isEqualTo("0");
    assertThat(VietnameseForm.number(999)).isEqualTo("999");
    assertThat(VietnameseForm.number(1000)).isEqualTo("1.000");
    assertThat(VietnameseForm.number(320489)).isEqualTo("320.489");
    assertThat(VietnameseForm.number(-1234567)).isEqualTo("-1.234.567");
    assertThat(VietnameseForm.decimal(new BigDecimal("1234.56"), 1)).isEqualTo("1.234,6");
    assertThat(VietnameseForm.decimal(new BigDecimal("-0.04"), 1)).isEqualTo("0,0");
  }

  @Test
  void roundsPercentToOneDecimal() {
    assertThat(VietnameseForm.percent(new BigDecimal("73.55"))).isEqualTo("73,6%");
    assertThat(VietnameseForm.percent(new BigDecimal("100"))).isEqualTo("100,0%");
    assertThat(VietnameseForm.plannedPercent(new BigDecimal("80.0"))).isEqualTo("80%");
    assertThat(VietnameseForm.plannedPercent(new BigDecimal("0.70"))).isEqualTo("0,7%");
    assertThat(VietnameseForm.plannedPercent(new BigDecimal("100"))).isEqualTo("100%");
  }

  @Test
  void padsSmallDaysAndTheFirstTwoMonthsOnly() {
    assertThat(VietnameseForm.longDate(LocalDate.of(2024, 1, 5), 2024))
        .isEqualTo("ngày 05 tháng 01 năm 2024");
    assertThat(VietnameseForm.longDate(LocalDate.of(2024, 3, 15), 2024))
        .isEqualTo("ngày 15 tháng 3 năm 2024");
    assertThat(VietnameseForm.longDate(null, 2026)).isEqualTo("ngày     tháng     năm 2026");
    assertThat(VietnameseForm.shortDate(LocalDate.of(2026, 11, 5))).isEqualTo("05/11/2026");
  }

  @Test
  void countsInRomanNumeralsAndVietnameseLetters() {
    assertThat(VietnameseForm.roman(1)).isEqualTo("I");
    assertThat(VietnameseForm.roman(4)).isEqualTo("IV");
    assertThat(VietnameseForm.roman(2026)).isEqualTo("MMXXVI");
    assertThat(VietnameseForm.pointLetter(5)).isEqualTo("đ");
    assertThat(VietnameseForm.pointLetter(7)).isEqualTo("g");
  }
}
