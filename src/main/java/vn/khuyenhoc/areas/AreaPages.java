package vn.khuyenhoc.areas;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private final AreaHistory history;
  private final AreaFacts facts;
  private final Villages villages;
  private final Views views;
  private final Clock clock;

  AreaPages(
      Areas areas,
      AreaHistory history,
      AreaFacts facts,
      Villages villages,
      Views views,
      Clock clock) {
    this.areas = areas;
    this.history = history;
    this.facts = facts;
    this.villages = villages;
    this.views = views;
    this.clock = clock;
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
    List<FoundArea> found =
        searched
            ? areas.find(q, own, MOST_FOUND)
            : (own.size() == 1
                    ? areas.children(own.getFirst())
                    : own.stream().map(areas::byId).toList())
                .stream().map(area -> new FoundArea(area)).toList();
    Map<String, Object> params = new HashMap<>();
    params.put("found", lines(visit, found));
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
    Area area = areas.requireKnown(visit.actor(), Right.FIGURES_READ, id);
    return page(visit, HttpStatus.OK, area, Ids.next(), "", List.of());
  }

  @Needs(Right.VILLAGE_ADD)
  @PostMapping("/areas/{id}/villages")
  ResponseEntity<byte[]> addVillages(
      Visit visit,
      @PathVariable int id,
      @RequestParam(defaultValue = "") String names,
      @RequestParam(defaultValue = "") String form) {
    UUID once = Visit.idOf(form);
    return switch (villages.add(visit.actor(), once, id, names)) {
      case Result.Ok<Integer> ok when ok.value() > 0 ->
          visit.leadTo("/areas/" + id, "areas.villages.added", ok.value());
      case Result.Ok<Integer> twice -> visit.leadTo("/areas/" + id);
      case Result.Refused<Integer> refused ->
          page(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              areas.byId(id),
              once,
              names,
              refused.problems());
    };
  }

  private ResponseEntity<byte[]> page(
      Visit visit, HttpStatus status, Area area, UUID form, String names, List<Problem> problems) {
    int id = area.id();
    List<Area> children = areas.childrenKnown(area);
    AreaHistory.Ending ending = history.ending(area);
    List<Area> all = new ArrayList<>(children);
    all.add(area);
    Map<Integer, List<FormerName>> former = areas.formerNames(all.stream().map(Area::id).toList());
    Map<Integer, String> districts = districts(all);
    AreaLine.Beside beside = new AreaLine.Beside(former, Map.of(), districts, Set.of());
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("area", area);
    params.put("ending", ending);
    boolean over = ending != null && !ending.on().isAfter(LocalDate.now(clock));
    params.put("over", over);
    params.put(
        "children", children.stream().map(one -> AreaLine.of(visit.t(), one, beside)).toList());
    params.put("before", AreaNames.before(visit.t(), former.get(id)));
    params.put("district", districts.getOrDefault(id, ""));
    boolean keeps = facts.mayKeep(visit.actor(), id);
    List<AreaFacts.Entry> entries = facts.recorded(id);
    params.put("keeps", keeps);
    params.put(
        "facts",
        FactLine.of(
            visit.t(), entries, keeps ? facts.suggested(id) : Map.of(), LocalDate.now(clock)));
    params.put("households", visit.actor().holds(Right.HOUSEHOLD_READ));
    params.put("adding", !over && villages.open(visit.actor(), area));
    params.put("form", form.toString());
    params.put("names", names);
    params.put("errors", visit.errors(problems));
    return views.html(
        status,
        "areas/area",
        visit.page(
            area.name(),
            NAV,
            AreaTrail.here(AreaTrail.of(visit, areas.pathKnown(area), above -> "/areas/" + above))),
        params);
  }

  /** What an area came from and what became of it, as a drawing and as tables. */
  @Needs(Right.FIGURES_READ)
  @GetMapping("/areas/{id}/history")
  ResponseEntity<byte[]> history(Visit visit, @PathVariable int id) {
    AreaHistory.Lineage lineage = history.of(visit.actor(), id);
    String title = visit.t().t("areas.history.title", lineage.area().name());
    return views.html(
        "areas/history",
        visit.page(
            title,
            NAV,
            AreaTrail.and(
                AreaTrail.of(visit, areas.pathKnown(lineage.area()), above -> "/areas/" + above),
                visit.t().t("areas.history"))),
        Map.of(
            "lineage",
            lineage,
            "drawing",
            HistoryDrawing.of(lineage),
            "steps",
            HistoryDrawing.said(lineage)));
  }

  /** Lines of a list, with everything beside the names in three statements. */
  private List<AreaLine> lines(Visit visit, List<FoundArea> found) {
    LocalDate today = LocalDate.now(clock);
    List<Area> all = found.stream().map(FoundArea::area).toList();
    Map<Integer, LocalDate> ended = new HashMap<>();
    for (Area area : all) {
      LocalDate until = area.until();
      if (until != null && !until.isAfter(today)) {
        ended.put(area.id(), until);
      }
    }
    Map<Integer, List<LaterName>> later = new HashMap<>();
    if (!ended.isEmpty()) {
      LocalDate first = Collections.min(ended.values());
      later.putAll(areas.laterNames(ended.keySet(), first.minusDays(1)));
    }
    AreaLine.Beside beside =
        new AreaLine.Beside(
            areas.formerNames(all.stream().map(Area::id).toList()),
            later,
            districts(all),
            ended.keySet());
    return found.stream().map(one -> AreaLine.of(visit.t(), one, beside)).toList();
  }

  /** For each commune the names of the districts it lay in. */
  private Map<Integer, String> districts(List<Area> found) {
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
