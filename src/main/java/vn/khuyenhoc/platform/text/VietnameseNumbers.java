package vn.khuyenhoc.platform.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Numbers in Vietnamese writing: 320.489 · 12,5 · 73,6 % · 610.000.000 đ. */
public final class VietnameseNumbers {

  private static final NumberReading NOT_A_NUMBER = new NumberReading.NotANumber();
  private static final int LONGEST = 40;
  private static final char NBSP = '\u00A0';

  private VietnameseNumbers() {}

  /**
   * Reads a number as people type it.
   *
   * <p>A dot or a blank before groups of three digits separates thousands ("1.234", "1 234" are one
   * thousand two hundred thirty-four), a comma begins the decimals ("12,5"). "1,234" is ambiguous:
   * Excel in English writes one thousand two hundred thirty-four like that. Full-width digits, a
   * percent sign and a trailing đ are understood; number words are not.
   */
  public static NumberReading parse(String typed) {
    String text = VietnameseText.clean(typed);
    boolean percent = false;
    if (text.endsWith("%") || text.endsWith("％")) {
      percent = true;
      text = text.substring(0, text.length() - 1).strip();
    } else {
      text = withoutCurrency(text);
    }
    boolean negative = false;
    if (!text.isEmpty() && "-−－+".indexOf(text.charAt(0)) >= 0) {
      negative = text.charAt(0) != '+';
      text = text.substring(1).strip();
    }
    if (text.isEmpty() || text.length() > LONGEST) {
      return NOT_A_NUMBER;
    }
    NumberReading reading = unsigned(text, percent);
    if (!negative) {
      return reading;
    }
    return switch (reading) {
      case NumberReading.Ok ok -> new NumberReading.Ok(ok.value().negate(), ok.percent());
      case NumberReading.Ambiguous a ->
          new NumberReading.Ambiguous(
              a.candidates().reversed().stream().map(BigDecimal::negate).toList());
      case NumberReading.NotANumber n -> n;
    };
  }

  private static String withoutCurrency(String text) {
    for (String unit : List.of("đồng", "vnđ", "vnd", "₫", "đ")) {
      int start = text.length() - unit.length();
      if (start > 0
          && text.regionMatches(true, start, unit, 0, unit.length())
          && Character.digit(text.stripTrailing().charAt(0), 10) >= 0) {
        return text.substring(0, start).strip();
      }
    }
    return text;
  }

  private static NumberReading unsigned(String text, boolean percent) {
    StringBuilder plain = new StringBuilder(text.length());
    int dots = 0;
    int commas = 0;
    int blanks = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = Character.digit(c, 10);
      if (digit >= 0) {
        plain.append((char) ('0' + digit));
      } else if (c == '.' || c == '．') {
        dots++;
        plain.append('.');
      } else if (c == ',' || c == '，') {
        commas++;
        plain.append(',');
      } else if (c == ' ') {
        blanks++;
        plain.append(' ');
      } else {
        return NOT_A_NUMBER;
      }
    }
    String s = plain.toString();
    if (!isDigit(s.charAt(0)) || !isDigit(s.charAt(s.length() - 1))) {
      return NOT_A_NUMBER;
    }
    if (blanks > 0) {
      // Blanks separate thousands; then the one other sign that may follow begins the decimals.
      return dots + commas > 1
          ? NOT_A_NUMBER
          : grouped(s, ' ', commas == 1 ? ',' : dots == 1 ? '.' : 0, percent);
    }
    if (dots > 0 && commas > 0) {
      boolean vietnamese = s.lastIndexOf(',') > s.lastIndexOf('.');
      return vietnamese ? grouped(s, '.', ',', percent) : grouped(s, ',', '.', percent);
    }
    if (dots == 0 && commas == 0) {
      return ok(s, percent);
    }
    char separator = dots > 0 ? '.' : ',';
    boolean thousands = isGrouped(s, separator);
    if (dots + commas > 1) {
      return thousands ? ok(s.replace(String.valueOf(separator), ""), percent) : NOT_A_NUMBER;
    }
    String decimal = s.replace(',', '.');
    if (!thousands) {
      return ok(decimal, percent);
    }
    String whole = s.replace(String.valueOf(separator), "");
    // "7.123 %" can only be meant as a fraction, yet the dot says thousands: asked about as well.
    return separator == ',' || percent
        ? new NumberReading.Ambiguous(List.of(new BigDecimal(decimal), new BigDecimal(whole)))
        : ok(whole, false);
  }

  private static NumberReading grouped(String s, char thousands, int decimals, boolean percent) {
    int split = decimals == 0 ? -1 : s.indexOf(decimals);
    if (split >= 0 && split != s.lastIndexOf(decimals)) {
      return NOT_A_NUMBER;
    }
    String whole = split < 0 ? s : s.substring(0, split);
    String fraction = split < 0 ? "" : s.substring(split + 1);
    if (!isGrouped(whole, thousands) || fraction.indexOf(thousands) >= 0) {
      return NOT_A_NUMBER;
    }
    String digits = whole.replace(String.valueOf(thousands), "");
    return ok(fraction.isEmpty() ? digits : digits + "." + fraction, percent);
  }

  /** One to three digits, not a lone zero, then groups of exactly three. */
  private static boolean isGrouped(String s, char separator) {
    int first = s.indexOf(separator);
    if (first < 1 || first > 3 || s.charAt(0) == '0') {
      return false;
    }
    int digits = 0;
    for (int i = first + 1; i < s.length(); i++) {
      if (s.charAt(i) == separator) {
        if (digits != 3) {
          return false;
        }
        digits = 0;
      } else if (isDigit(s.charAt(i))) {
        digits++;
      } else {
        return false;
      }
    }
    return digits == 3;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static NumberReading ok(String plain, boolean percent) {
    return new NumberReading.Ok(new BigDecimal(plain), percent);
  }

  /** A whole number with a dot every three digits: 320.489. */
  public static String format(long number) {
    String digits = Long.toString(number);
    int sign = number < 0 ? 1 : 0;
    if (digits.length() - sign <= 3) {
      return digits;
    }
    StringBuilder grouped = new StringBuilder(digits);
    for (int at = digits.length() - 3; at > sign; at -= 3) {
      grouped.insert(at, '.');
    }
    return grouped.toString();
  }

  /** A number with all its decimals, trailing zeros dropped: 1.234,5. */
  public static String format(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    if (plain.scale() < 0) {
      plain = plain.setScale(0);
    }
    String digits = plain.abs().toPlainString();
    int dot = digits.indexOf('.');
    StringBuilder text = new StringBuilder(dot < 0 ? digits : digits.substring(0, dot));
    for (int at = text.length() - 3; at > 0; at -= 3) {
      text.insert(at, '.');
    }
    if (dot >= 0) {
      text.append(',').append(digits, dot + 1, digits.length());
    }
    return plain.signum() < 0 ? "-" + text : text.toString();
  }

  /** A number rounded half up to that many decimals, which are always shown: 73,60. */
  public static String format(BigDecimal number, int decimals) {
    BigDecimal rounded = number.setScale(decimals, RoundingMode.HALF_UP);
    String text = format(rounded);
    if (decimals == 0) {
      return text;
    }
    int comma = text.indexOf(',');
    String padded = comma < 0 ? text + "," : text;
    int missing = decimals - (padded.length() - 1 - padded.indexOf(','));
    return padded + "0".repeat(missing);
  }

  /**
   * A percentage with one decimal, rounded half up, a no-break space before the sign: 73,6 %.
   *
   * @param percentage in hundredths: 73.6, not 0.736
   */
  public static String percent(BigDecimal percentage) {
    return format(percentage, 1) + NBSP + '%';
  }
}
