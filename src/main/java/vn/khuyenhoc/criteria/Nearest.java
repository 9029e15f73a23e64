package vn.khuyenhoc.criteria;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What somebody probably meant to write. */
public final class Nearest {

  private static final int MOST_LETTERS = 60;

  private Nearest() {}

  /** The word that differs from this one by few letters; null where none is near. */
  public static @Nullable String of(String written, Collection<String> words) {
    if (written.length() > MOST_LETTERS) {
      return null;
    }
    String best = null;
    int least = Math.max(1, written.length() / 3) + 1;
    for (String word : words) {
      int distance =
          distance(
              written.toLowerCase(java.util.Locale.ROOT), word.toLowerCase(java.util.Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = word;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
