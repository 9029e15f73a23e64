package vn.khuyenhoc.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Which households a list shows.
 *
 * @param areaIds in or below these areas; never empty
 * @param status only these; null for all
 * @param typed words of head and address in any order, with or without accents, or a code; may be
 *     empty
 */
public record HouseholdFilter(List<Integer> areaIds, @Nullable SubjectStatus status, String typed) {

  private static final int MOST_WORDS = 8;

  /** Copies, and brings the typed words into one form. */
  public HouseholdFilter {
    areaIds = List.copyOf(areaIds);
    typed = VietnameseText.clean(typed);
  }

  /** The typed words as typed, in lower case. */
  List<String> words() {
    return Arrays.stream(typed.toLowerCase(Locale.ROOT).split(" "))
        .filter(word -> !word.isEmpty())
        .limit(MOST_WORDS)
        .toList();
  }

  /** For each word what the folded text must be like. */
  List<String> patterns() {
    return words().stream()
        .map(VietnameseText::fold)
        .map(word -> "% " + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
        .toList();
  }

  /** The code that was typed; null when it is none. */
  @Nullable SubjectCode code() {
    return SubjectCode.parse(typed);
  }
}
