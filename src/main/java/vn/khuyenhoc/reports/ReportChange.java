package vn.khuyenhoc.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A line as it was and is, word by word, so that of a long one only what changed is marked.
 *
 * @param before its words as they were; empty where it is new
 * @param after its words as they are; empty where it is gone
 */
public record ReportChange(List<Run> before, List<Run> after) {

  /** Two lines of which at least half of the words are the same are one that changed. */
  private static final double ALIKE = 0.5;

  /** Longer ones are not compared word by word. */
  private static final int MOST_WORDS = 2_000;

  public ReportChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Words that stand together, the spaces behind them too. */
  public record Run(String text, boolean changed) {}

  /** The lines that differ, each new one beside the one that it came from. */
  static List<ReportChange> of(List<String> before, List<String> after) {
    List<String> added = new ArrayList<>(after);
    added.removeAll(before);
    List<ReportChange> changes = new ArrayList<>();
    for (String was : before) {
      if (after.contains(was)) {
        continue;
      }
      String like = null;
      double most = ALIKE;
      for (String is : added) {
        double alike = alike(was, is);
        if (alike >= most && (like == null || alike > most)) {
          like = is;
          most = alike;
        }
      }
      if (like == null) {
        changes.add(new ReportChange(List.of(new Run(was, true)), List.of()));
      } else {
        added.remove(like);
        changes.add(marked(was, like));
      }
    }
    added.forEach(is -> changes.add(new ReportChange(List.of(), List.of(new Run(is, true)))));
    return changes;
  }

  private static List<String> words(String line) {
    return List.of(line.split("(?<=\\s)(?=\\S)", -1));
  }

  private static double alike(String one, String other) {
    Map<String, Integer> left = new HashMap<>();
    List<String> words = words(one);
    words.forEach(word -> left.merge(word.strip(), 1, Integer::sum));
    int same = 0;
    List<String> others = words(other);
    for (String word : others) {
      if (left.merge(word.strip(), -1, Integer::sum) >= 0) {
        same++;
      }
    }
    return 2.0 * same / (words.size() + others.size());
  }

  /** By the longest row of words that both have in the same order. */
  private static ReportChange marked(String was, String is) {
    List<String> old = words(was);
    List<String> now = words(is);
    if (old.size() > MOST_WORDS || now.size() > MOST_WORDS) {
      return new ReportChange(List.of(new Run(was, true)), List.of(new Run(is, true)));
    }
    int[][] longest = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        longest[i][j] =
            same(old.get(i), now.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    List<Run> before = new ArrayList<>();
    List<Run> after = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && same(old.get(i), now.get(j))) {
        add(before, old.get(i++), false);
        add(after, now.get(j++), false);
      } else if (j == now.size() || i < old.size() && longest[i + 1][j] >= longest[i][j + 1]) {
        add(before, old.get(i++), true);
      } else {
        add(after, now.get(j++), true);
      }
    }
    return new ReportChange(before, after);
  }

  private static boolean same(String one, String other) {
    return one.strip().equals(other.strip());
  }

  private static void add(List<Run> runs, String word, boolean changed) {
    if (!runs.isEmpty() && runs.getLast().changed() == changed) {
      runs.add(new Run(runs.removeLast().text() + word, changed));
    } else {
      runs.add(new Run(word, changed));
    }
  }
}
