package vn.khuyenhoc.areas;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Which kinds of area there are at each level, and how lists write them. */
final class AreaKinds {

  /** What holds what a divided area had and nobody has assigned yet. */
  static final String UNASSIGNED = "UNASSIGNED";

  private static final Map<AreaLevel, Set<String>> OF_LEVEL =
      Map.of(
          AreaLevel.NATION, Set.of("NATION"),
          AreaLevel.PROVINCE, Set.of("PROVINCE", "CITY"),
          AreaLevel.DISTRICT, Set.of("DISTRICT", "URBAN_DISTRICT", "TOWN", "CITY"),
          AreaLevel.COMMUNE, Set.of("COMMUNE", "WARD", "TOWNSHIP", "SPECIAL_ZONE"),
          AreaLevel.VILLAGE, Set.of("VILLAGE", "SUB_AREA", "RESIDENTIAL_GROUP"));

  /** First words of names and kinds, folded; the longer first. */
  private static final List<Map.Entry<String, String>> WORDS =
      List.of(
          Map.entry("to dan pho", "RESIDENTIAL_GROUP"),
          Map.entry("thanh pho", "CITY"),
          Map.entry("tieu khu", "SUB_AREA"),
          Map.entry("thi tran", "TOWNSHIP"),
          Map.entry("dac khu", "SPECIAL_ZONE"),
          Map.entry("thi xa", "TOWN"),
          Map.entry("phuong", "WARD"),
          Map.entry("huyen", "DISTRICT"),
          Map.entry("quan", "URBAN_DISTRICT"),
          Map.entry("tinh", "PROVINCE"),
          Map.entry("xa", "COMMUNE"));

  private static final Map<String, AreaLevel> LEVELS =
      Map.ofEntries(
          Map.entry("nation", AreaLevel.NATION),
          Map.entry("province", AreaLevel.PROVINCE),
          Map.entry("district", AreaLevel.DISTRICT),
          Map.entry("commune", AreaLevel.COMMUNE),
          Map.entry("village", AreaLevel.VILLAGE),
          Map.entry("tinh", AreaLevel.PROVINCE),
          Map.entry("cap tinh", AreaLevel.PROVINCE),
          Map.entry("huyen", AreaLevel.DISTRICT),
          Map.entry("cap huyen", AreaLevel.DISTRICT),
          Map.entry("xa", AreaLevel.COMMUNE),
          Map.entry("cap xa", AreaLevel.COMMUNE),
          Map.entry("thon", AreaLevel.VILLAGE),
          Map.entry("ban", AreaLevel.VILLAGE));

  private AreaKinds() {}

  /** The level that a list means; null where it is none. */
  static @Nullable AreaLevel level(String typed) {
    return LEVELS.get(VietnameseText.fold(VietnameseText.clean(typed)));
  }

  /** The kinds of a level, in a steady order. */
  static List<String> of(AreaLevel level) {
    return OF_LEVEL.getOrDefault(level, Set.of()).stream().sorted().toList();
  }

  /** The level that a kind or a name's first words mean; null where they mean none, or several. */
  static @Nullable AreaLevel levelOfName(String kind, String name) {
    String first = word(VietnameseText.fold(VietnameseText.clean(kind.isBlank() ? name : kind)));
    List<AreaLevel> levels =
        OF_LEVEL.entrySet().stream()
            .filter(entry -> first != null && entry.getValue().contains(first))
            .map(Map.Entry::getKey)
            .toList();
    return levels.size() == 1 ? levels.getFirst() : null;
  }

  /**
   * The kind that a list means, from the word it gives or, without one, from the name's first
   * words.
   *
   * @return null where the level has no such kind
   */
  static @Nullable String kind(AreaLevel level, String typed, String name) {
    Set<String> possible = OF_LEVEL.getOrDefault(level, Set.of());
    if (typed.isBlank()) {
      String fromName = word(VietnameseText.fold(name));
      return fromName != null && possible.contains(fromName)
          ? fromName
          : level == AreaLevel.VILLAGE ? "VILLAGE" : null;
    }
    String upper = typed.strip().toUpperCase(Locale.ROOT);
    if (possible.contains(upper)) {
      return upper;
    }
    String read = word(VietnameseText.fold(typed));
    return read != null && possible.contains(read) ? read : null;
  }

  private static @Nullable String word(String folded) {
    for (Map.Entry<String, String> word : WORDS) {
      if (folded.equals(word.getKey()) || folded.startsWith(word.getKey() + " ")) {
        return word.getValue();
      }
    }
    return null;
  }
}
