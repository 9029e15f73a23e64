package vn.khuyenhoc.areas;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Districts as they were before anything that the tree was made of. A document that names them on a
 * day proves that they were there on that day; since when is not known, and is not guessed: their
 * versions begin with the day of the document, which their source says.
 */
@Service
public class PastDistricts {

  private final AreaTable table;
  private final Locks locks;

  PastDistricts(AreaTable table, Locks locks) {
    this.table = table;
    this.locks = locks;
  }

  /**
   * A district as a document of its day names it.
   *
   * @param name its full name on that day: "Huyện Mộc Châu"
   * @param kind its kind: {@code DISTRICT}, {@code TOWN} or {@code CITY}
   */
  public record Named(String name, String kind) {}

  /**
   * A district of a province in the tree.
   *
   * @param areaId its identity
   * @param name what it was called
   * @param code its code
   * @param since from when
   * @param until up to when, that day no more; null where it goes on
   */
  record Known(int areaId, String name, String code, LocalDate since, @Nullable LocalDate until) {

    boolean on(LocalDate day) {
      return !since.isAfter(day) && (until == null || until.isAfter(day));
    }
  }

  /**
   * The districts of a province that a document names, as far as they are in the tree on its day.
   *
   * @return identities by the name asked for
   */
  @Transactional(readOnly = true)
  public Map<String, Integer> find(int provinceId, List<Named> named, LocalDate day) {
    Map<String, Integer> found = new LinkedHashMap<>();
    List<Known> known = table.districts(provinceId).stream().filter(area -> area.on(day)).toList();
    for (Named one : named) {
      its(one, named, known).stream()
          .findFirst()
          .ifPresent(area -> found.put(one.name(), area.areaId()));
    }
    return found;
  }

  /**
   * Writes districts of a day into the tree where they are not: an earlier version of one that the
   * tree knows from later on, or an area of its own up to the day on which districts were
   * abolished. Communes of that day are not known, so nothing lies in them.
   *
   * @param day the day of the document
   * @param source what the document is
   * @return identities by the name asked for; none where the tree does not know the province on
   *     that day
   */
  @Transactional
  public Map<String, Integer> record(
      int provinceId, List<Named> named, LocalDate day, String source) {
    locks.treeAlone();
    if (!day.isBefore(BuiltInAreas.REFORM) || !table.stands(provinceId, day)) {
      return Map.of();
    }
    List<Known> known = table.districts(provinceId);
    List<FormerDistrict> former = table.formerDistrictsOf(provinceId);
    List<NewArea> added = new ArrayList<>();
    for (Named one : named) {
      List<Known> its = its(one, named, known);
      if (its.stream().anyMatch(area -> area.on(day))) {
        continue;
      }
      if (its.isEmpty()) {
        added.add(new NewArea(provinceId, code(one, named, former), one.name(), one.kind()));
        continue;
      }
      Known first = its.getFirst();
      if (first.since().isAfter(day)) {
        table.addEarlier(
            first.areaId(),
            new NewArea(provinceId, first.code(), one.name(), one.kind()),
            day,
            first.since(),
            source);
      }
    }
    if (!added.isEmpty()) {
      table.add(AreaLevel.DISTRICT, added, day, BuiltInAreas.REFORM, source);
    }
    return find(provinceId, named, day);
  }

  private static List<Known> its(Named one, List<Named> named, List<Known> known) {
    return same(one, named, known, Known::name, Known::areaId);
  }

  private static String code(Named one, List<Named> named, List<FormerDistrict> former) {
    return same(one, named, former, FormerDistrict::name, FormerDistrict::name).stream()
        .map(FormerDistrict::code)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  /**
   * Which of those known a document means: those of that very name. Without its kind, which a
   * district loses when it becomes a town, a name tells only where one alone is named so and one
   * alone known: a district and a city may bear the same.
   *
   * @param name what a known one is called
   * @param id which it is: one area may be known under several names
   */
  private static <T> List<T> same(
      Named one, List<Named> named, List<T> known, Function<T, String> name, Function<T, ?> id) {
    String whole = VietnameseText.fold(one.name());
    Set<Object> found =
        known.stream()
            .filter(area -> VietnameseText.fold(name.apply(area)).equals(whole))
            .<Object>map(id)
            .collect(Collectors.toSet());
    if (found.isEmpty()) {
      String core = core(one.name());
      found =
          known.stream()
              .filter(area -> core(name.apply(area)).equals(core))
              .<Object>map(id)
              .collect(Collectors.toSet());
      if (found.size() != 1
          || named.stream().filter(other -> core(other.name()).equals(core)).count() != 1) {
        return List.of();
      }
    }
    Set<Object> meant = found;
    return known.stream().filter(area -> meant.contains(id.apply(area))).toList();
  }

  private static String core(String name) {
    return VietnameseText.fold(AreaNames.place(VietnameseText.clean(name)));
  }
}
