package vn.khuyenhoc.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VietnameseNumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "7|7",
        "007|7",
        "1234|1234",
        "1.234|1234",
        "1 234|1234",
        "12,5|12.5",
        "1.234.567|1234567",
        "1.234,5|1234.5",
        "1,234.5|1234.5",
        "1,234,567|1234567",
        "1 234,5|1234.5",
        "0,125|0.125",
        "0.125|0.125",
        "12.5|12.5",
        "1234,567|1234.567",
        "-5|-5",
        "−5|-5",
        "+5|5",
        "１.２３４|1234",
        "１２３|123",
        "610.000.000 đ|610000000",
        "1.000 đồng|1000",
        "5000vnd|5000",
        "1\u00A0234|1234",
        " 12 |12",
        "1.000.000,25|1000000.25"
      })
  void readsNumbersAsTheyAreTyped(String typed, BigDecimal value) {
    assertThat(VietnameseNumbers.parse(typed))
        .isInstanceOfSatisfying(
            NumberReading.Ok.class,
            ok -> {
              assertThat(ok.value()).isEqualByComparingTo(value);
              assertThat(ok.percent()).isFalse();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"73,6 %|73.6", "73,6%|73.6", "100%|100", "73.6%|73.6", "5％|5", "0,5 %|0.5"})
  void readsPercentagesInHundredths(String typed, BigDecimal value) {
    assertThat(VietnameseNumbers.parse(typed))
        .isInstanceOfSatisfying(
            NumberReading.Ok.class,
            ok -> {
              assertThat(ok.value()).isEqualByComparingTo(value);
              assertThat(ok.percent()).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,234|1.234|1234",
        "12,345|12.345|12345",
        "-1,234|-1234|-1.234",
        "7.123 %|7.123|7123",
        "999,000|999|999000"
      })
  void asksAboutWhatCanMeanTwoThings(String typed, BigDecimal smaller, BigDecimal greater) {
    assertThat(VietnameseNumbers.parse(typed))
        .isInstanceOfSatisfying(
            NumberReading.Ambiguous.class,
            ambiguous -> {
              assertThat(ambiguous.candidates().get(0)).isEqualByComparingTo(smaller);
              assertThat(ambiguous.candidates().get(1)).isEqualByComparingTo(greater);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hai",
        "3 cháu",
        "1.23.4",
        "1,23,4",
        "1 23",
        "1.234 567",
        "1,,2",
        "1.",
        ",5",
        "--5",
        "1e5",
        "0x10",
        "%",
        "đ",
        "5 đ đ",
        "1.2345.678",
        "0.123.456",
        "1/2",
        "1-2",
        "1.234,567.8",
        "12345678901234567890123456789012345678901"
      })
  void refusesWhatIsNoNumber(String typed) {
    assertThat(VietnameseNumbers.parse(typed)).isInstanceOf(NumberReading.NotANumber.class);
  }

  @Test
  void readsBackWhateverItWrites() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long whole = random.nextLong() >> random.nextInt(63);
      assertThat(VietnameseNumbers.parse(VietnameseNumbers.format(whole)))
          .isEqualTo(new NumberReading.Ok(BigDecimal.valueOf(whole), false));
      BigDecimal tenths = BigDecimal.valueOf(random.nextInt(1001), 1);
      assertThat(VietnameseNumbers.parse(VietnameseNumbers.percent(tenths)))
          .isInstanceOfSatisfying(
              NumberReading.Ok.class, ok -> assertThat(ok.value()).isEqualByComparingTo(tenths));
    }
  }

  @Test
  void takesAnyTextWithoutFailing() {
    Random random = new Random(2);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder typed = new StringBuilder();
      for (int j = random.nextInt(9); j > 0; j--) {
        typed.append("0123456789.,,.  %đ-+a".charAt(random.nextInt(21)));
      }
      assertThat(VietnameseNumbers.parse(typed.toString())).isNotNull();
      assertThat(VietnameseDates.parse(typed.toString())).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0", "999|999", "1000|1.000", "320489|320.489", "-1234|-1.234", "-999|-999"})
  void groupsThousandsByDots(long number, String text) {
    assertThat(VietnameseNumbers.format(number)).isEqualTo(text);
  }

  @Test
  void writesEveryLong() {
    assertThat(VietnameseNumbers.format(Long.MIN_VALUE)).isEqualTo("-9.223.372.036.854.775.808");
    assertThat(VietnameseNumbers.format(Long.MAX_VALUE)).isEqualTo("9.223.372.036.854.775.807");
  }

  @Test
  void writesDecimalsBehindAComma() {
    assertThat(VietnameseNumbers.format(new BigDecimal("1234.50"))).isEqualTo("1.234,5");
    assertThat(VietnameseNumbers.format(new BigDecimal("-0.25"))).isEqualTo("-0,25");
    assertThat(VietnameseNumbers.format(new BigDecimal("1E+3"))).isEqualTo("1.000");
    assertThat(VietnameseNumbers.format(new BigDecimal("2.345"), 2)).isEqualTo("2,35");
    assertThat(VietnameseNumbers.format(new BigDecimal("2"), 2)).isEqualTo("2,00");
    assertThat(VietnameseNumbers.format(new BigDecimal("2.4"), 0)).isEqualTo("2");
  }

  @Test
  void writesPercentages() {
    assertThat(VietnameseNumbers.percent(new BigDecimal("73.55"))).isEqualTo("73,6\u00A0%");
    assertThat(VietnameseNumbers.percent(new BigDecimal("100"))).isEqualTo("100,0\u00A0%");
  }
}
