package vn.khuyenhoc.platform.document;

import java.text.Normalizer;

/**
 * How wide a line of Times New Roman is, so that the rules under titles can be as long as the
 * decree says without the font being installed. Widths in thousandths of the size, from the metrics
 * of the typeface; a letter with marks is as wide as its base letter.
 */
final class TimesWidths {

  private static final int[] UPPER = {
    722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556,
    611, 722, 722, 944, 722, 722, 611
  };
  private static final int[] LOWER = {
    444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444
  };
  private static final int[] UPPER_BOLD = {
    722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556,
    667, 722, 722, 1000, 722, 722, 667
  };
  private static final int[] LOWER_BOLD = {
    500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389,
    333, 556, 500, 722, 500, 500, 444
  };

  // No composition of a base letter and a mark: D and d with their bar.
  private static final char CAPITAL_D_BAR = '\u0110';
  private static final char SMALL_D_BAR = '\u0111';

  private TimesWidths() {}

  /** Width of one line in twentieths of a point. */
  static int twips(String line, int size, boolean bold) {
    var base = Normalizer.normalize(line, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    long thousandths = 0;
    for (char letter : base.toCharArray()) {
      thousandths += width(letter, bold);
    }
    return Math.toIntExact(thousandths * size * 20 / 1000);
  }

  private static int width(char letter, boolean bold) {
    if (letter >= 'A' && letter <= 'Z') {
      return (bold ? UPPER_BOLD : UPPER)[letter - 'A'];
    }
    if (letter >= 'a' && letter <= 'z') {
      return (bold ? LOWER_BOLD : LOWER)[letter - 'a'];
    }
    return switch (letter) {
      case CAPITAL_D_BAR -> 722;
      case SMALL_D_BAR -> bold ? 556 : 500;
      case ' ', '.', ',' -> 250;
      case '-' -> 333;
      case '“', '”' -> bold ? 500 : 444;
      default -> 500;
    };
  }
}
