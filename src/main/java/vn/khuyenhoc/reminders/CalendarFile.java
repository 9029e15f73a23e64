package vn.khuyenhoc.reminders;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A calendar as RFC 5545 writes it: lines end in CR LF and are folded after 75 octets, never within
 * a letter; commas, semicolons and line breaks in text are escaped.
 */
final class CalendarFile {

  private static final int OCTETS = 75;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private CalendarFile() {}

  /**
   * One day to remember.
   *
   * @param uid the same for the same thing whenever the calendar is read
   * @param day the day
   * @param summary what it is
   * @param text more about it; may be empty
   * @param url where it is done; may be empty
   * @param alarms how many days before it is rung, each
   */
  record Event(
      String uid, LocalDate day, String summary, String text, String url, List<Integer> alarms) {
    Event {
      alarms = List.copyOf(alarms);
    }
  }

  /**
   * The whole file.
   *
   * @param name what the calendar is called
   * @param made when it was made
   */
  static String of(String name, Instant made, List<Event> events) {
    StringBuilder file = new StringBuilder();
    line(file, "BEGIN:VCALENDAR");
    line(file, "VERSION:2.0");
    line(file, "PRODID:-//khuyenhoc//VI");
    line(file, "CALSCALE:GREGORIAN");
    line(file, "METHOD:PUBLISH");
    line(file, "X-WR-CALNAME:" + text(name));
    line(file, "X-PUBLISHED-TTL:PT6H");
    for (Event event : events) {
      line(file, "BEGIN:VEVENT");
      line(file, "UID:" + text(event.uid()));
      line(file, "DTSTAMP:" + MOMENT.format(made));
      line(file, "DTSTART;VALUE=DATE:" + DAY.format(event.day()));
      line(file, "DTEND;VALUE=DATE:" + DAY.format(event.day().plusDays(1)));
      line(file, "SUMMARY:" + text(event.summary()));
      if (!event.text().isEmpty()) {
        line(file, "DESCRIPTION:" + text(event.text()));
      }
      if (!event.url().isEmpty()) {
        line(file, "URL:" + event.url());
      }
      line(file, "TRANSP:TRANSPARENT");
      for (int days : event.alarms()) {
        line(file, "BEGIN:VALARM");
        line(file, "ACTION:DISPLAY");
        line(file, "DESCRIPTION:" + text(event.summary()));
        // at eight in the morning of that day
        line(file, "TRIGGER:" + (days == 0 ? "PT8H" : "-P" + (days - 1) + "DT16H"));
        line(file, "END:VALARM");
      }
      line(file, "END:VEVENT");
    }
    line(file, "END:VCALENDAR");
    return file.toString();
  }

  private static String text(String plain) {
    return plain
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\r", "")
        .replace("\n", "\\n");
  }

  private static void line(StringBuilder file, String line) {
    int octets = 0;
    int at = 0;
    while (at < line.length()) {
      int letter = line.codePointAt(at);
      String one = Character.toString(letter);
      int size = one.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > OCTETS) {
        file.append("\r\n ");
        octets = 1;
      }
      file.append(one);
      octets += size;
      at += one.length();
    }
    file.append("\r\n");
  }
}
