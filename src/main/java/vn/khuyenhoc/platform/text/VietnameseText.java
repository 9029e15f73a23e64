package vn.khuyenhoc.platform.text;

import java.text.Normalizer;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Vietnamese text in one form.
 *
 * <p>The same word reaches us composed (NFC, Windows) or decomposed (NFD, macOS), with the tone on
 * either vowel (hoà, hòa), with no-break and zero-width blanks copied from the web. Everything kept
 * by the product is {@linkplain #clean cleaned} once, where it enters.
 */
public final class VietnameseText {

  private static final int ABOVE_TONES = 0x036F;

  private VietnameseText() {}

  /** The composed form (Unicode NFC) of a text; the same object when it is composed already. */
  public static String nfc(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (mayNeedComposing(text.charAt(i))) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  /**
   * A text on one line as the product keeps it: NFC, every kind of blank (no-break, tab, line
   * break) turned into one space, none at the ends, invisible characters removed.
   *
   * @return the cleaned text, empty for {@code null} or a text of blanks; never null
   */
  public static String clean(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return isClean(text) ? text : cleaned(text, false);
  }

  /** As {@link #clean}, but line breaks are kept, as {@code \n}; for notes of several lines. */
  public static String cleanLines(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return isClean(text) ? text : cleaned(text, true);
  }

  /**
   * The form in which search compares: lower case, without tones and vowel marks, đ as d. Blanks
   * are left alone.
   *
   * <p>Agrees, character by character, with the database's {@code translate(lower(regexp_replace(
   * normalize(x, NFD), '[\u0300-\u036f]', '', 'g') collate "pg_c_utf8"), 'đ', 'd')}.
   */
  public static String fold(String text) {
    boolean ascii = true;
    boolean lower = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        ascii = false;
        break;
      }
      lower &= c < 'A' || c > 'Z';
    }
    if (ascii && lower) {
      return text;
    }
    String decomposed = ascii ? text : Normalizer.normalize(text, Normalizer.Form.NFD);
    StringBuilder folded = new StringBuilder(decomposed.length());
    for (int i = 0; i < decomposed.length(); ) {
      int c = decomposed.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x0300 || c > ABOVE_TONES) {
        int small = Character.toLowerCase(c);
        folded.appendCodePoint(small == 'đ' ? 'd' : small);
      }
    }
    return folded.toString();
  }

  /**
   * Whether two names are written for the same thing: case, blanks and the place of the tone mark
   * aside (hoà = hòa, thuỷ = thủy), and i or y after qu (quí = quý). Tones and marks themselves
   * count: Hòa is not Hoa, Vi is not Vy.
   */
  public static boolean sameName(String a, String b) {
    return a.equals(b) || nameKey(a).equals(nameKey(b));
  }

  /**
   * What two names {@linkplain #sameName written the same} have in common; to group and look up.
   */
  public static String nameKey(String name) {
    String marked = Normalizer.normalize(clean(name), Normalizer.Form.NFD);
    StringBuilder key = new StringBuilder(marked.length());
    StringBuilder tones = new StringBuilder(2);
    int wordStart = 0;
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      if (Tone.isTone(c)) {
        tones.append(c);
      } else if (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
        key.append(Character.toLowerCase(c));
      } else {
        endWord(key, wordStart, tones);
        key.append(c);
        wordStart = key.length();
      }
    }
    endWord(key, wordStart, tones);
    return Normalizer.normalize(key, Normalizer.Form.NFC);
  }

  private static void endWord(StringBuilder key, int start, StringBuilder tones) {
    if (key.length() - start == 3
        && key.charAt(start) == 'q'
        && key.charAt(start + 1) == 'u'
        && key.charAt(start + 2) == 'y') {
      key.setCharAt(start + 2, 'i');
    }
    if (!tones.isEmpty()) {
      // A separator first, or the tone would compose with the last letter.
      key.append('\u034F').append(tones);
      tones.setLength(0);
    }
  }

  /**
   * Alphabetical order (a ă â b … d đ e ê … o ô ơ … u ư …), then tones (ngang, huyền, hỏi, ngã,
   * sắc, nặng), then small before capital letters: the order of the database's ICU {@code vi}
   * collation.
   */
  public static Comparator<String> order() {
    return VietnameseOrder.TEXT;
  }

  private static boolean mayNeedComposing(char c) {
    return c >= 0x0300 && (c < 0x1EA0 || c > 0x1EF9) && (c < 0x2010 || c > 0x2027);
  }

  /** True for the plain case, in one pass and without copying. */
  private static boolean isClean(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' ? before == ' ' : c < ' ' || c >= 0x7F && c <= 0xA0 || c == 0xAD) {
        return false;
      }
      if (mayNeedComposing(c)) {
        return false;
      }
      before = c;
    }
    return before != ' ';
  }

  private static String cleaned(String text, boolean keepLines) {
    String composed = nfc(text);
    StringBuilder kept = new StringBuilder(composed.length());
    char pending = 0;
    for (int i = 0; i < composed.length(); ) {
      int c = composed.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) {
        pending = keepLines ? '\n' : pending == '\n' ? '\n' : ' ';
      } else if (isBlank(c)) {
        pending = pending == '\n' ? '\n' : ' ';
      } else if (!isInvisible(c)) {
        if (pending != 0 && !kept.isEmpty()) {
          kept.append(pending);
        }
        pending = 0;
        kept.appendCodePoint(c);
      }
    }
    // Removing what is invisible can bring a letter and its mark together.
    return nfc(kept.toString());
  }

  private static boolean isBlank(int c) {
    return c <= ' ' && Character.isWhitespace(c) || c == 0x0B || Character.isSpaceChar(c);
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
      default -> c == 0x034F || c == 0xFFFE || c == 0xFFFF;
    };
  }
}
