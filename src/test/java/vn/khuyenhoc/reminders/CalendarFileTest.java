package vn.khuyenhoc.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calendars as RFC 5545 writes them. */
class CalendarFileTest {

  private static final Instant MADE = Instant.parse("2026-11-02T01:00:00Z");

  private static String file(String summary, String text) {
    return CalendarFile.of(
        "Thời hạn",
        MADE,
        List.of(
            new CalendarFile.Event(
                "campaign-1-council@khuyenhoc",
                LocalDate.of(2026, 12, 31),
                summary,
                text,
                "https://vidu.vn/deadlines",
                List.of(7, 0))));
  }

  @Test
  void anEventHasItsDayItsAlarmsAndAnIdentityThatStays() {
    String file = file("Hạn: Gia đình học tập 2026", "12 hồ sơ chờ");
    assertThat(file)
        .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
        .endsWith("END:VCALENDAR\r\n")
        .contains(
            "UID:campaign-1-council@khuyenhoc\r\n",
            "DTSTAMP:20261102T010000Z\r\n",
            "DTSTART;VALUE=DATE:20261231\r\n",
            "DTEND;VALUE=DATE:20270101\r\n",
            "SUMMARY:Hạn: Gia đình học tập 2026\r\n",
            "TRIGGER:-P6DT16H\r\n",
            "TRIGGER:PT8H\r\n");
    assertThat(file).isEqualTo(file("Hạn: Gia đình học tập 2026", "12 hồ sơ chờ"));
  }

  @Test
  void whatHasAMeaningInTheFileIsEscaped() {
    assertThat(file("Họp; bình xét, \\ chung", "dòng một\r\ndòng hai"))
        .contains("SUMMARY:Họp\\; bình xét\\, \\\\ chung\r\n")
        .contains("DESCRIPTION:dòng một\\ndòng hai\r\n");
  }

  @Test
  void linesAreFoldedByOctetsAndNeverWithinALetter() {
    Random random = new Random(20261102);
    String letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyẢ𠀋 ,;";
    int[] points = letters.codePoints().toArray();
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(300);
      for (int at = 0; at < length; at++) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      String file = file(text.toString(), "");
      for (String line : file.split("\r\n", -1)) {
        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
        assertThat(line).doesNotContain("\uFFFD", "\n");
      }
      assertThat(new String(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(file);
      String unfolded = file.replace("\r\n ", "");
      assertThat(unfolded)
          .contains("SUMMARY:" + text.toString().replace(";", "\\;").replace(",", "\\,") + "\r\n");
    }
  }
}
