package vn.khuyenhoc.platform.document;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;

/** The wording and numbering that Decree 30/2020 fixes for every document. */
final class Decree30 {

  private static final Wording WORDING = Wording.of("decree30");
  private static final Locale VIETNAMESE = Locale.of("vi", "VN");

  private Decree30() {}

  /** A sentence of the decree. */
  static String say(String key, Object... values) {
    return WORDING.say(key, values);
  }

  /** The date in words; day and month left open to be written by hand while there is none. */
  static String date(@Nullable LocalDate date, int year) {
    return date == null ? say("date-open", Integer.toString(year)) : VietnameseDates.inWords(date);
  }

  /** Roman numeral of a positive number below 40, as many parts or annexes as a document has. */
  static String roman(int number) {
    if (number < 1 || number > 39) {
      throw new IllegalArgumentException("no numeral for part " + number);
    }
    String[] units = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    return "X".repeat(number / 10) + units[number % 10];
  }

  /** Capitals. */
  static String upper(String text) {
    return VietnameseText.nfc(text).toUpperCase(VIETNAMESE);
  }
}
