package vn.khuyenhoc.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Which village a row means by what stands in its columns: a code, or a name with or without its
 * kind (bản, thôn, tổ dân phố) and its accents. Never guesses between two. Pure.
 */
final class VillageFinder {

  private static final Pattern WITH_CODE = Pattern.compile("(.*)\\(([^()]+)\\)\\s*");
  private static final Pattern ZEROS = Pattern.compile("\\b0+(?=\\d)");
  private static final int MOST_NAMED = 5;

  /** The answer for one pair of cells. */
  sealed interface Found {

    /** The village. */
    record Village(int id) implements Found {}

    /** None, and what to do about it. */
    record None(RegistryProblem problem, String key, List<Object> arguments) implements Found {}
  }

  private record Typed(@Nullable String commune, String village) {}

  private final String scope;
  private final boolean oneCommune;
  private final Map<Typed, Found> known = new HashMap<>();
  private final Names<VillagePlace> villages;
  private final Names<VillagePlace> communes;

  /**
   * @param places all villages of the province or country that the scope lies in
   * @param scope name of the scope
   * @param villageKinds words that may stand before a village's name
   * @param communeKinds words that may stand before a commune's name
   */
  VillageFinder(
      List<VillagePlace> places, String scope, Set<String> villageKinds, Set<String> communeKinds) {
    this.scope = scope;
    this.oneCommune =
        places.stream()
                .filter(VillagePlace::inScope)
                .map(VillagePlace::communeId)
                .distinct()
                .limit(2)
                .count()
            == 1;
    this.villages = new Names<>(places, VillagePlace::code, VillagePlace::name, villageKinds);
    Map<Integer, VillagePlace> first = new HashMap<>();
    places.forEach(place -> first.putIfAbsent(place.communeId(), place));
    this.communes =
        new Names<>(
            List.copyOf(first.values()),
            VillagePlace::communeCode,
            VillagePlace::commune,
            communeKinds);
  }

  /** The village of a row; a cell that was blank or absent is null. */
  Found find(@Nullable String commune, String village) {
    return known.computeIfAbsent(new Typed(commune, village), this::search);
  }

  private Found search(Typed typed) {
    List<VillagePlace> within = villages.all;
    String commune = typed.commune();
    if (commune != null) {
      List<VillagePlace> named = communes.like(commune, place -> true);
      List<VillagePlace> own = inScope(named);
      if (named.isEmpty()) {
        return none(RegistryProblem.COMMUNE_UNKNOWN, HouseholdSheet.COMMUNE, commune, scope);
      }
      if (own.isEmpty()) {
        return none(RegistryProblem.COMMUNE_FOREIGN, HouseholdSheet.COMMUNE, commune, scope);
      }
      Set<Integer> ids = own.stream().map(VillagePlace::communeId).collect(Collectors.toSet());
      within = villages.all.stream().filter(place -> ids.contains(place.communeId())).toList();
    }
    Set<VillagePlace> allowed = Set.copyOf(within);
    List<VillagePlace> own =
        villages.like(typed.village(), place -> place.inScope() && allowed.contains(place));
    if (own.size() == 1) {
      return new Found.Village(own.getFirst().id());
    }
    if (own.size() > 1) {
      if (commune == null && !oneCommune && differentCommunes(own)) {
        return none(RegistryProblem.COMMUNE_MISSING, HouseholdSheet.COMMUNE);
      }
      return none(
          RegistryProblem.VILLAGE_AMBIGUOUS,
          HouseholdSheet.VILLAGE,
          typed.village(),
          own.stream()
              .limit(MOST_NAMED)
              .map(place -> place.name() + " (" + place.code() + ")")
              .collect(Collectors.joining(", ")));
    }
    List<VillagePlace> named = villages.like(typed.village(), allowed::contains);
    if (named.size() == 1) {
      return none(
          RegistryProblem.VILLAGE_FOREIGN,
          HouseholdSheet.VILLAGE,
          typed.village(),
          named.getFirst().commune(),
          scope);
    }
    return none(
        RegistryProblem.VILLAGE_UNKNOWN,
        HouseholdSheet.VILLAGE,
        typed.village(),
        commune == null ? scope : within.getFirst().commune());
  }

  private static boolean differentCommunes(List<VillagePlace> places) {
    return places.stream().map(VillagePlace::communeId).distinct().limit(2).count() > 1;
  }

  private static List<VillagePlace> inScope(List<VillagePlace> places) {
    return places.stream().filter(VillagePlace::inScope).toList();
  }

  private static Found none(RegistryProblem problem, String key, Object... arguments) {
    return new Found.None(problem, key, List.of(arguments));
  }

  /** Things with a code and a name, found by either; the closer spelling wins. */
  private static final class Names<T> {

    private final List<T> all;
    private final Set<String> kinds;
    private final Map<String, List<T>> byCode = new HashMap<>();
    private final List<Map<String, List<T>>> byName =
        List.of(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());

    Names(List<T> all, Function<T, String> code, Function<T, String> name, Set<String> kinds) {
      this.all = all;
      this.kinds = kinds.stream().map(VietnameseText::nameKey).collect(Collectors.toSet());
      for (T one : all) {
        put(byCode, code.apply(one).toLowerCase(Locale.ROOT), one);
        List<String> keys = keys(name.apply(one));
        for (int i = 0; i < keys.size(); i++) {
          put(byName.get(i), keys.get(i), one);
        }
      }
    }

    private static <T> void put(Map<String, List<T>> map, String key, T one) {
      map.computeIfAbsent(key, k -> new ArrayList<>(1)).add(one);
    }

    /** From the closest spelling to the widest: as written, without its kind, without accents. */
    private List<String> keys(String name) {
      String written = ZEROS.matcher(VietnameseText.nameKey(name)).replaceAll("");
      String bare = bare(written);
      return List.of(written, bare, VietnameseText.fold(written), VietnameseText.fold(bare));
    }

    private String bare(String key) {
      return kinds.stream()
          .filter(kind -> key.startsWith(kind + " "))
          .max(java.util.Comparator.comparingInt(String::length))
          .map(kind -> key.substring(kind.length() + 1))
          .orElse(key);
    }

    List<T> like(String typed, java.util.function.Predicate<T> allowed) {
      Matcher matcher = WITH_CODE.matcher(typed);
      if (matcher.matches()) {
        List<T> coded = coded(matcher.group(2), allowed);
        if (!coded.isEmpty()) {
          return coded;
        }
      }
      List<T> coded = coded(typed, allowed);
      if (!coded.isEmpty()) {
        return coded;
      }
      List<String> keys = keys(typed);
      for (int i = 0; i < keys.size(); i++) {
        List<T> found =
            byName.get(i).getOrDefault(keys.get(i), List.of()).stream().filter(allowed).toList();
        if (!found.isEmpty()) {
          return found;
        }
      }
      return List.of();
    }

    private List<T> coded(String typed, java.util.function.Predicate<T> allowed) {
      return byCode.getOrDefault(typed.strip().toLowerCase(Locale.ROOT), List.of()).stream()
          .filter(allowed)
          .toList();
    }
  }
}
