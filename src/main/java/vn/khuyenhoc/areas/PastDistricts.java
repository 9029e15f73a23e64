package vn.khuyenhoc.areas;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

  private static final Pattern KIND = Pattern.compile("^(huyen|thi xa|thanh pho|quan) ");

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
    List<Known> known = table.districts(provinceId);
    for (Named one : named) {
      known.stream()
          .filter(area -> area.on(day) && same(area.name(), one.name()))
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
    Map<String, String> codes = new LinkedHashMap<>();
    table
        .formerDistrictsOf(provinceId)
        .forEach(one -> codes.put(core(one.name()), one.code() == null ? "" : one.code()));
    List<NewArea> added = new ArrayList<>();
    for (Named one : named) {
      List<Known> its = known.stream().filter(area -> same(area.name(), one.name())).toList();
      if (its.stream().anyMatch(area -> area.on(day))) {
        continue;
      }
      if (its.isEmpty()) {
        added.add(
            new NewArea(
                provinceId, codes.getOrDefault(core(one.name()), ""), one.name(), one.kind()));
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

  private static boolean same(String one, String other) {
    return core(one).equals(core(other));
  }

  /** A name without its kind: a district keeps it when it becomes a town. */
  private static String core(String name) {
    return KIND.matcher(VietnameseText.fold(name)).replaceFirst("");
  }
}
