package vn.khuyenhoc.certificates;

import java.util.Optional;
import java.util.regex.Pattern;
import vn.khuyenhoc.platform.text.VietnameseText;

/** How the number of a certificate is written: {@code {n}/GCN-UBND}, {@code {n}/{yyyy}/GCN}. */
final class NumberPattern {

  private static final int LONGEST = 60;
  private static final Pattern SOUND =
      Pattern.compile("[\\p{L}\\p{Nd}/. -]*\\{n}(?:[\\p{L}\\p{Nd}/. -]|\\{yyyy})*");
  private static final Pattern SOUND_YEAR_FIRST =
      Pattern.compile("(?:[\\p{L}\\p{Nd}/. -]|\\{yyyy})*\\{n}[\\p{L}\\p{Nd}/. -]*");

  private NumberPattern() {}

  /** What a new series begins with. */
  static String usual(String symbol) {
    return "{n}/GCN-" + symbol;
  }

  /** The pattern as typed, in order; empty where it is none. */
  static Optional<String> read(String typed) {
    String clean = VietnameseText.clean(typed);
    return clean.length() <= LONGEST
            && (SOUND.matcher(clean).matches() || SOUND_YEAR_FIRST.matcher(clean).matches())
            && clean.indexOf("{n}") == clean.lastIndexOf("{n}")
        ? Optional.of(clean)
        : Optional.empty();
  }

  /** A number as it is printed; below ten with a leading zero, as numbers of documents are. */
  static String numbered(String pattern, int n, int year) {
    return pattern
        .replace("{n}", n < 10 ? "0" + n : Integer.toString(n))
        .replace("{yyyy}", Integer.toString(year));
  }
}
