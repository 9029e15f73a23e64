package vn.khuyenhoc.certificates;

import java.util.ArrayList;
import java.util.List;

/**
 * A person's name as a stranger sees it: the given name, and the first letters of what stands
 * before it. Enough to compare with a certificate in hand, too little to find the person.
 */
final class NameMask {

  private NameMask() {}

  /** "Lò Văn Pánh" becomes "L. V. Pánh"; one word alone keeps its first letter only. */
  static String masked(String name) {
    List<String> words = List.of(name.strip().split("[\\s\\u00a0]+"));
    if (words.size() == 1) {
      return first(words.getFirst());
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < words.size() - 1; i++) {
      shown.add(first(words.get(i)));
    }
    shown.add(words.getLast());
    return String.join(" ", shown);
  }

  private static String first(String word) {
    return word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1)) + ".";
  }
}
