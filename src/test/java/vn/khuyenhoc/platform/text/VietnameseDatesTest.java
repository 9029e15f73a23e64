package vn.khuyenhoc.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VietnameseDatesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "15/11/2024",
        "15-11-2024",
        "15.11.2024",
        "2024-11-15",
        "2024/11/15",
        " 15 / 11 / 2024 ",
        "ngày 15 tháng 11 năm 2024",
        "Ngày 15 tháng 11 năm 2024",
        "15 tháng 11 năm 2024",
        "2024-11-15 00:00:00",
        "2024-11-15T00:00"
      })
  void readsTheSameDayInItsSpellings(String typed) {
    assertThat(VietnameseDates.parse(typed))
        .isEqualTo(new DateReading.Ok(LocalDate.of(2024, 11, 15)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"31/02/2024", "29/02/2023", "11/15/2024", "00/01/2024", "15/11/1024", "1/1/2101"})
  void refusesDaysThatDoNotExist(String typed) {
    assertThat(VietnameseDates.parse(typed)).isInstanceOf(DateReading.Impossible.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "15/11", "15/11/24", "2024", "hôm qua", "15-11/2024", "tháng 11/2024"})
  void refusesWhatIsNoDate(String typed) {
    assertThat(VietnameseDates.parse(typed)).isInstanceOf(DateReading.NotADate.class);
  }

  @ParameterizedTest
  @CsvSource({
    "45611, 2024-11-15",
    "45611.75, 2024-11-15",
    "61, 1900-03-01",
    "59, 1900-02-28",
    "1, 1900-01-01"
  })
  void countsDaysAsExcelDoes(double serial, LocalDate date) {
    assertThat(VietnameseDates.fromSerial(serial, false)).isEqualTo(new DateReading.Ok(date));
  }

  @Test
  void countsFrom1904WhereTheWorkbookDoes() {
    assertThat(VietnameseDates.fromSerial(44149, true))
        .isEqualTo(new DateReading.Ok(LocalDate.of(2024, 11, 15)));
    assertThat(VietnameseDates.fromSerial(0, true))
        .isEqualTo(new DateReading.Ok(LocalDate.of(1904, 1, 1)));
  }

  @Test
  void refusesSerialsThatAreNoDays() {
    assertThat(VietnameseDates.fromSerial(60, false)).isInstanceOf(DateReading.Impossible.class);
    assertThat(VietnameseDates.fromSerial(99_999, false))
        .isInstanceOf(DateReading.Impossible.class);
    assertThat(VietnameseDates.fromSerial(-1, false)).isInstanceOf(DateReading.NotADate.class);
    assertThat(VietnameseDates.fromSerial(Double.NaN, false))
        .isInstanceOf(DateReading.NotADate.class);
    assertThat(VietnameseDates.fromSerial(1e300, false)).isInstanceOf(DateReading.NotADate.class);
  }

  @Test
  void readsBackEveryDayItWrites() {
    LocalDate first = LocalDate.of(VietnameseDates.FIRST_YEAR, 1, 1);
    long days = ChronoUnit.DAYS.between(first, LocalDate.of(VietnameseDates.LAST_YEAR, 12, 31));
    for (long i = 0; i <= days; i += 7) {
      LocalDate date = first.plusDays(i);
      assertThat(VietnameseDates.parse(VietnameseDates.format(date)))
          .isEqualTo(new DateReading.Ok(date));
      assertThat(VietnameseDates.parse(VietnameseDates.inWords(date)))
          .isEqualTo(new DateReading.Ok(date));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-15, ngày 15 tháng 11 năm 2024",
    "2024-02-05, ngày 05 tháng 02 năm 2024",
    "2024-03-05, ngày 05 tháng 3 năm 2024",
    "2024-01-31, ngày 31 tháng 01 năm 2024",
    "2024-10-10, ngày 10 tháng 10 năm 2024"
  })
  void putsZerosWhereTheDecreeWantsThem(LocalDate date, String words) {
    assertThat(VietnameseDates.inWords(date)).isEqualTo(words);
  }

  @Test
  void namesQuartersInRomanFigures() {
    assertThat(VietnameseDates.romanQuarter(4)).isEqualTo("IV");
    assertThat(VietnameseDates.romanQuarter(1)).isEqualTo("I");
    assertThat(VietnameseDates.format(LocalDate.of(2024, 2, 5))).isEqualTo("05/02/2024");
  }
}
