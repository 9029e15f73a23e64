package vn.khuyenhoc.platform.text;

import java.text.Normalizer;
import java.util.Comparator;

/**
 * Vietnamese alphabetical order after the rules of CLDR for {@code vi}: letters first over the
 * whole text, then tones, then case. The JDK's own collator ignores blanks, which mixes "Chiềng An"
 * with "Chiềngan"; the database's does not.
 */
final class VietnameseOrder {

  static final Comparator<String> TEXT = VietnameseOrder::compare;

  private static final String LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
  private static final int BREVE = 0x0306;
  private static final int CIRCUMFLEX = 0x0302;
  private static final int HORN = 0x031B;

  private VietnameseOrder() {}

  private static int compare(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    Weights x = new Weights(a);
    Weights y = new Weights(b);
    int letters = compare(x.primary, x.length, y.primary, y.length);
    if (letters != 0) {
      return letters;
    }
    int tones = compare(x.secondary, x.length, y.secondary, y.length);
    if (tones != 0) {
      return tones;
    }
    int cases = compare(x.tertiary, x.length, y.tertiary, y.length);
    return cases != 0 ? cases : a.compareTo(b);
  }

  private static int compare(int[] a, int lengthA, int[] b, int lengthB) {
    for (int i = 0; i < lengthA && i < lengthB; i++) {
      if (a[i] != b[i]) {
        return Integer.compare(a[i], b[i]);
      }
    }
    return Integer.compare(lengthA, lengthB);
  }

  /** One entry a letter: which letter, which tone, small or capital. */
  private static final class Weights {
    final int[] primary;
    final int[] secondary;
    final int[] tertiary;
    int length;

    Weights(String text) {
      String marked = Normalizer.normalize(text, Normalizer.Form.NFD);
      int size = marked.length();
      primary = new int[size];
      secondary = new int[size];
      tertiary = new int[size];
      int letter = 0;
      for (int i = 0; i < size; ) {
        int c = marked.codePointAt(i);
        i += Character.charCount(c);
        if (length > 0 && Character.getType(c) == Character.NON_SPACING_MARK) {
          mark(letter, c);
          continue;
        }
        int small = Character.toLowerCase(c);
        letter = small;
        primary[length] = weight(small);
        tertiary[length] = small == c ? 0 : 1;
        length++;
      }
    }

    private void mark(int letter, int mark) {
      int at = length - 1;
      int shaped = shaped(letter, mark);
      if (shaped != 0) {
        primary[at] = weight(shaped);
      } else {
        int tone = Tone.rank(mark);
        secondary[at] = secondary[at] * 8 + (tone > 0 ? tone : 6);
      }
    }

    private static int shaped(int letter, int mark) {
      return switch (mark) {
        case CIRCUMFLEX ->
            switch (letter) {
              case 'a' -> 'â';
              case 'e' -> 'ê';
              case 'o' -> 'ô';
              default -> 0;
            };
        case BREVE -> letter == 'a' ? 'ă' : 0;
        case HORN -> letter == 'o' ? 'ơ' : letter == 'u' ? 'ư' : 0;
        default -> 0;
      };
    }

    private static int weight(int c) {
      int letter = LETTERS.indexOf(c);
      if (letter >= 0) {
        return 0x400000 + letter;
      }
      if (Character.isDigit(c)) {
        return 0x300000 + Character.digit(c, 10);
      }
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        return 0x100000;
      }
      return Character.isLetter(c) ? 0x500000 + c : 0x200000 + c;
    }
  }
}
