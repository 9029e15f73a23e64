package vn.khuyenhoc.areas;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Where villages of a divided area go, by rules over their names and codes. No SQL. */
final class AssignmentRules {

  private AssignmentRules() {}

  /**
   * One rule: every village whose name or code has this text goes there.
   *
   * @param text what the name or code has; accents count only where they are typed
   */
  record Rule(String text, int successor) {}

  /**
   * Where the villages go: by the first rule that fits, else where all the rest goes.
   *
   * @param rest where all others go; null where they stay unassigned
   */
  static Map<Integer, Integer> plan(
      Collection<Recorded.Waiting> villages, List<Rule> rules, @Nullable Integer rest) {
    Map<Integer, Integer> plan = new LinkedHashMap<>();
    for (Recorded.Waiting village : villages) {
      Integer to = rest;
      for (Rule rule : rules) {
        if (fits(village, rule.text())) {
          to = rule.successor();
          break;
        }
      }
      if (to != null) {
        plan.put(village.id(), to);
      }
    }
    return plan;
  }

  private static boolean fits(Recorded.Waiting village, String text) {
    String typed = VietnameseText.clean(text).toLowerCase(java.util.Locale.ROOT);
    if (typed.isEmpty()) {
      return false;
    }
    String folded = VietnameseText.fold(typed);
    String name = village.name().toLowerCase(java.util.Locale.ROOT);
    return village.code().toLowerCase(java.util.Locale.ROOT).contains(typed)
        || (folded.equals(typed)
            ? VietnameseText.fold(name).contains(folded)
            : VietnameseText.nameKey(name).contains(VietnameseText.nameKey(typed)));
  }

  /**
   * The successor that somebody means: by code, by name, or by both as the sheet writes them.
   *
   * @return null where it is none, or several
   */
  static Recorded.@Nullable Successor successor(List<Recorded.Successor> successors, String typed) {
    List<Recorded.Successor> meant =
        successors.stream()
            .filter(
                one ->
                    one.code().equals(typed)
                        || VietnameseText.sameName(one.name(), typed)
                        || VietnameseText.sameName(words(one), typed))
            .toList();
    return meant.size() == 1 ? meant.getFirst() : null;
  }

  /** A successor as the sheet writes it. */
  static String words(Recorded.Successor one) {
    return one.name() + " (" + one.code() + ")";
  }
}
