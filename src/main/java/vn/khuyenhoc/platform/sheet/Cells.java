package vn.khuyenhoc.platform.sheet;

/** Cell names and the guard against cells that a spreadsheet would take for formulas. */
final class Cells {

  private static final String STARTS_FORMULA = "=+-@\t\r";

  private Cells() {}

  /** A for 0, Z for 25, AA for 26. */
  static String letters(int column) {
    StringBuilder letters = new StringBuilder(3);
    for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
      letters.insert(0, (char) ('A' + rest % 26));
    }
    return letters.toString();
  }

  /** Column of a cell name such as AB12, from 0; -1 if it is none. */
  static int column(String name) {
    int column = 0;
    for (int i = 0; i < name.length(); i++) {
      int letter = name.charAt(i);
      if (letter >= 'a' && letter <= 'z') {
        letter -= 32;
      }
      if (letter < 'A' || letter > 'Z' || i > 3) {
        return i == 0 || i > 3 ? -1 : column - 1;
      }
      column = column * 26 + letter - 'A' + 1;
    }
    return column - 1;
  }

  /** Row of a cell name such as AB12, from 1; -1 if it is none. */
  static int row(String name) {
    int i = 0;
    while (i < name.length() && Character.isLetter(name.charAt(i))) {
      i++;
    }
    return number(name, i);
  }

  /** A whole number without sign, of at most nine digits; -1 for anything else. */
  static int number(String text, int from) {
    int length = text.length() - from;
    if (length < 1 || length > 9) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /**
   * The text as exported: an apostrophe before one that starts like a formula, and one more before
   * one that has its apostrophe already, so that {@link #unguarded} gives back exactly this text.
   */
  static String guarded(String text) {
    return startsLikeFormula(text) ? "'" + text : text;
  }

  /** The text as it was before {@link #guarded}. */
  static String unguarded(String text) {
    return !text.isEmpty() && text.charAt(0) == '\'' && startsLikeFormula(text)
        ? text.substring(1)
        : text;
  }

  private static boolean startsLikeFormula(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) == '\'') {
      i++;
    }
    return i < text.length() && STARTS_FORMULA.indexOf(text.charAt(i)) >= 0;
  }
}
