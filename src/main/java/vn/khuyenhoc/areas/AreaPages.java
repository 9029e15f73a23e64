package vn.khuyenhoc.areas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The tree of areas: to find an area, and to read what it is and belongs to. */
@Controller
class AreaPages {

  private static final String NAV = "areas";
  private static final int MOST_FOUND = 100;

  private final Areas areas;
  private final Villages villages;
  private final Views views;

  AreaPages(Areas areas, Villages villages, Views views) {
    this.areas = areas;
    this.villages = villages;
    this.views = views;
  }

  /** The entry of the navigation. */
  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry areaEntry() {
      return new NavEntry(NAV, "areas.title", "/areas", Right.FIGURES_READ, 50);
    }
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/areas")
  ResponseEntity<byte[]> list(Visit visit, @RequestParam(defaultValue = "") String q) {
    List<Integer> own = visit.actor().areasFor(Right.FIGURES_READ);
    boolean searched = !q.isBlank();
    List<Area> found =
        searched
            ? areas.search(q, own, MOST_FOUND)
            : own.size() == 1
                ? areas.children(own.getFirst())
                : own.stream().map(areas::byId).toList();
    Map<String, Object> params = new HashMap<>();
    params.put("found", found);
    params.put("former", former(found));
    params.put("typed", q);
    params.put("searched", searched);
    params.put("most", found.size() == MOST_FOUND ? MOST_FOUND : 0);
    if (!searched && own.size() == 1) {
      params.put("top", areas.byId(own.getFirst()));
    }
    return views.html("areas/list", visit.page(visit.t().t("areas.title"), NAV, List.of()), params);
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/areas/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable int id) {
    areas.requireKnown(visit.actor(), Right.FIGURES_READ, id);
    return page(visit, HttpStatus.OK, id, Ids.next(), "", List.of());
  }

  @Needs(Right.VILLAGE_ADD)
  @PostMapping("/areas/{id}/villages")
  ResponseEntity<byte[]> addVillages(
      Visit visit,
      @PathVariable int id,
      @RequestParam(defaultValue = "") String names,
      @RequestParam(defaultValue = "") String form) {
    UUID once = uuid(form);
    return switch (villages.add(visit.actor(), once, id, names)) {
      case Result.Ok<Integer> ok when ok.value() > 0 ->
          visit.leadTo("/areas/" + id, "areas.villages.added", ok.value());
      case Result.Ok<Integer> twice -> visit.leadTo("/areas/" + id);
      case Result.Refused<Integer> refused ->
          page(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, once, names, refused.problems());
    };
  }

  private static UUID uuid(String form) {
    try {
      return UUID.fromString(form);
    } catch (IllegalArgumentException forged) {
      return Ids.next();
    }
  }

  private ResponseEntity<byte[]> page(
      Visit visit, HttpStatus status, int id, UUID form, String names, List<Problem> problems) {
    Area area = areas.lastKnown(id);
    List<Area> children = areas.children(id);
    Map<Integer, String> former = former(children);
    String own =
        area.level() == AreaLevel.COMMUNE ? former(List.of(area)).getOrDefault(id, "") : "";
    return views.html(
        status,
        "areas/area",
        visit.page(
            area.name(),
            NAV,
            AreaTrail.here(AreaTrail.of(visit, areas.pathKnown(id), above -> "/areas/" + above))),
        Map.of(
            "area", area,
            "children", children,
            "former", former,
            "own", own,
            "households", visit.actor().holds(Right.HOUSEHOLD_READ),
            "adding", villages.open(visit.actor(), area),
            "form", form.toString(),
            "names", names,
            "errors", visit.errors(problems)));
  }

  /** For each commune the names of the districts it lay in. */
  private Map<Integer, String> former(List<Area> found) {
    return areas
        .formerDistricts(
            found.stream().filter(area -> area.level() == AreaLevel.COMMUNE).map(Area::id).toList())
        .stream()
        .collect(
            Collectors.groupingBy(
                FormerDistrict::areaId,
                Collectors.mapping(FormerDistrict::name, Collectors.joining(", "))));
  }
}
