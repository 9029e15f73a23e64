package vn.khuyenhoc.areas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Reads a list of villages, one name a line, and finds everything that is wrong with it. */
final class VillageListRules {

  static final int LONGEST = 100;
  static final int MOST = 200;

  private VillageListRules() {}

  /**
   * A village by its name.
   *
   * @param name as it is to be written
   * @param kind VILLAGE, SUB_AREA or RESIDENTIAL_GROUP
   */
  record Named(String name, String kind) {}

  /**
   * Reads a list.
   *
   * @param typed one name a line; empty lines are passed over
   * @param kinds the words, in lower case, with which names of each kind begin
   * @param there names that the commune has already
   * @return the villages in the order of the list, or all that is wrong with it
   */
  static Result<List<Named>> read(
      String typed, Map<String, String> kinds, Collection<String> there) {
    Set<String> known = new HashSet<>();
    there.forEach(name -> known.add(key(name)));
    Map<String, Integer> lines = new HashMap<>();
    List<Named> villages = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int line = 0;
    for (String raw : typed.lines().toList()) {
      line++;
      String name = VietnameseText.clean(raw);
      if (name.isEmpty()) {
        continue;
      }
      String kind = kind(name, kinds);
      Integer first = lines.putIfAbsent(key(name), line);
      if (name.length() > LONGEST) {
        problems.add(Problem.at("names", VillageProblem.TOO_LONG, line, LONGEST));
      } else if (first != null) {
        problems.add(Problem.at("names", VillageProblem.DOUBLED, line, name, first));
      } else if (known.contains(key(name))) {
        problems.add(Problem.at("names", VillageProblem.THERE_ALREADY, line, name));
      } else if (kind == null) {
        problems.add(Problem.at("names", VillageProblem.KIND_UNKNOWN, line, name));
      } else {
        villages.add(new Named(name, kind));
      }
    }
    if (lines.isEmpty()) {
      problems.add(Problem.at("names", VillageProblem.NONE));
    } else if (lines.size() > MOST) {
      problems.addFirst(Problem.at("names", VillageProblem.TOO_MANY, lines.size(), MOST));
    }
    return problems.isEmpty() ? Result.ok(villages) : Result.refused(problems);
  }

  /** The kind whose longest word begins the name and leaves something to be called. */
  private static @Nullable String kind(String name, Map<String, String> kinds) {
    String lower = key(name);
    String best = null;
    for (String word : kinds.keySet()) {
      if (lower.startsWith(word + " ") && (best == null || word.length() > best.length())) {
        best = word;
      }
    }
    return best == null ? null : kinds.get(best);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
