package vn.khuyenhoc.platform.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, dates and letters as a Vietnamese administrative document writes them: {@code 320.489},
 * {@code 73,6%}, {@code ngày 05 tháng 01 năm 2024}. Every text it returns is in Unicode NFC.
 */
public final class VietnameseForm {

  /** What stands where a figure cannot be given: an em dash. */
  public static final String NO_FIGURE = "—";

  private static final Locale VIETNAMESE = Locale.of("vi", "VN");

  /** The letters that number points; Vietnamese has đ and none of f, j, w, z. */
  private static final String POINT_LETTERS = "abcdđeghiklmnopqrstuvxy";

  private VietnameseForm() {}

  /** A whole number with dots between thousands: {@code 320.489}. */
  public static String number(long value) {
    var digits = new StringBuilder(Long.toString(Math.absExact(value)));
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      digits.insert(at, '.');
    }
    return value < 0 ? "-" + digits : digits.toString();
  }

  /** A number with exactly so many decimals, halves rounded up, behind a comma: {@code 1.234,5}. */
  public static String decimal(BigDecimal value, int decimals) {
    var rounded = value.setScale(decimals, RoundingMode.HALF_UP);
    var whole = rounded.abs().toBigInteger();
    var text = new StringBuilder(rounded.signum() < 0 ? "-" : "");
    text.append(number(whole.longValueExact()));
    if (decimals > 0) {
      var plain = rounded.abs().toPlainString();
      text.append(',').append(plain.substring(plain.indexOf('.') + 1));
    }
    return text.toString();
  }

  /** A percentage (0–100 and beyond) with one decimal: {@code 73,6%}. */
  public static String percent(BigDecimal percent) {
    return decimal(percent, 1) + "%";
  }

  /** A percentage as plans write it, without needless decimals: {@code 80%}, {@code 0,7%}. */
  public static String plannedPercent(BigDecimal percent) {
    var plain = percent.stripTrailingZeros();
    return decimal(plain, Math.max(plain.scale(), 0)) + "%";
  }

  /** {@code 05/01/2024}. */
  public static String shortDate(LocalDate date) {
    return "%02d/%02d/%04d".formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
  }

  /**
   * {@code ngày 05 tháng 01 năm 2024}: days below ten and the months January and February carry a
   * leading zero, the other months do not. Without a date the day and month stay blank to be
   * written by hand.
   */
  public static String longDate(@Nullable LocalDate date, int year) {
    if (date == null) {
      return DocumentText.of("date", "   ", "   ", Integer.toString(year));
    }
    int month = date.getMonthValue();
    return DocumentText.of(
        "date",
        "%02d".formatted(date.getDayOfMonth()),
        month <= 2 ? "0" + month : Integer.toString(month),
        Integer.toString(date.getYear()));
  }

  /** A positive number below 4000 in Roman numerals: {@code IV}. */
  public static String roman(int number) {
    if (number < 1 || number > 3999) {
      throw new IllegalArgumentException("no Roman numeral for " + number);
    }
    int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    String[] letters = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    var text = new StringBuilder();
    int rest = number;
    for (int at = 0; at < values.length; at++) {
      for (; rest >= values[at]; rest -= values[at]) {
        text.append(letters[at]);
      }
    }
    return text.toString();
  }

  /** The letter of the n-th point, from 1: a, b, c, d, đ, e, g … */
  static String pointLetter(int number) {
    return POINT_LETTERS.substring(number - 1, number);
  }

  /** Upper case by Vietnamese rules. */
  static String upper(String text) {
    return nfc(text).toUpperCase(VIETNAMESE);
  }

  /** The text in Unicode NFC, the only form documents and the database hold. */
  public static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
