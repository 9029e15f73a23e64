package vn.khuyenhoc.areas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.khuyenhoc.platform.web.Texts;

/**
 * An area as a line of a list: its name, its code, what it was before, what it is now where it has
 * ended, and why it was found.
 *
 * @param id the area
 * @param name its name
 * @param sub code and other names, in words
 * @param ended whether it is no more
 */
public record AreaLine(int id, String name, String sub, boolean ended) {

  /** What lists of areas tell beside their names, read for all of them at once. */
  record Beside(
      Map<Integer, List<FormerName>> former,
      Map<Integer, List<LaterName>> later,
      Map<Integer, String> districts,
      Set<Integer> ended) {}

  /** One line. */
  static AreaLine of(Texts t, Area area, Beside beside) {
    return of(t, new FoundArea(area), beside);
  }

  /** One line of what was searched for, with the earlier name or code it was found by. */
  static AreaLine of(Texts t, FoundArea found, Beside beside) {
    Area area = found.area();
    List<FormerName> former = beside.former().getOrDefault(area.id(), List.of());
    String district = beside.districts().get(area.id());
    List<String> words = new ArrayList<>();
    if (area.kind().equals(AreaKinds.UNASSIGNED)) {
      words.add(t.t("areas.kind.UNASSIGNED"));
    } else {
      words.add(t.t("areas.sub", area.code()));
    }
    if (!former.isEmpty()) {
      words.add(AreaNames.before(t, former));
    } else if (district != null) {
      words.add(t.t("areas.sub.district", district));
    }
    String byName = found.byName();
    String byCode = found.byCode();
    if (byName != null
        && byCode != null
        && (found.coded() || former.stream().noneMatch(one -> one.name().equals(byName)))) {
      words.add(t.t("areas.sub.found", byName, byCode));
    }
    String now = AreaNames.now(t, beside.later().get(area.id()));
    if (!now.isEmpty()) {
      words.add(now);
    }
    return new AreaLine(
        area.id(),
        area.name(),
        words.stream().collect(Collectors.joining(" · ")),
        beside.ended().contains(area.id()));
  }

  /** The page of the area. */
  public String href() {
    return "/areas/" + id;
  }
}
