package vn.khuyenhoc.platform.sheet;

import java.util.Locale;

/** What a number format makes of a number: the little of it that changes the meaning. */
final class Formats {

  static final byte GENERAL = 0;
  static final byte DATE = 1;
  static final byte TIME = 2;
  static final byte PERCENT = 3;

  /** From here on: padded with zeros to (format - PADDED) digits, as in 00000. */
  static final byte PADDED = 16;

  private Formats() {}

  /** Of the formats that workbooks name by number only. */
  static byte builtIn(int id) {
    if (id == 9 || id == 10) {
      return PERCENT;
    }
    if (id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36) {
      return DATE;
    }
    if (id >= 50 && id <= 58) {
      return DATE;
    }
    if (id >= 18 && id <= 21 || id >= 32 && id <= 35 || id >= 45 && id <= 47) {
      return TIME;
    }
    return GENERAL;
  }

  /** Of a format written out, such as {@code dd/mm/yyyy} or {@code 0.0%}. */
  static byte of(String code) {
    StringBuilder bare = new StringBuilder();
    for (int i = 0; i < code.length() && i < 255; i++) {
      char c = code.charAt(i);
      if (c == ';') {
        break;
      } else if (c == '"') {
        i = skip(code, i, '"');
      } else if (c == '[') {
        i = skip(code, i, ']');
      } else if (c == '\\' || c == '_' || c == '*') {
        i++;
      } else {
        bare.append(c);
      }
    }
    String signs = bare.toString().toLowerCase(Locale.ROOT);
    if (signs.contains("general") || signs.equals("@")) {
      return GENERAL;
    }
    if (signs.indexOf('y') >= 0 || signs.indexOf('d') >= 0) {
      return DATE;
    }
    if (signs.indexOf('h') >= 0 || signs.indexOf('s') >= 0) {
      return TIME;
    }
    if (signs.indexOf('m') >= 0) {
      return DATE;
    }
    if (signs.indexOf('%') >= 0) {
      return PERCENT;
    }
    int zeros = signs.length();
    if (zeros > 1 && zeros <= 32 && signs.chars().allMatch(c -> c == '0')) {
      return (byte) (PADDED + zeros);
    }
    return GENERAL;
  }

  private static int skip(String code, int from, char end) {
    int at = code.indexOf(end, from + 1);
    return at < 0 ? code.length() : at;
  }
}
