package vn.khuyenhoc.areas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Boundaries of the areas within one: what is there, drawn, and a file of GeoJSON to send. */
@Controller
class BoundaryPages {

  private static final String NAV = "areas";
  private static final int MOST_SHOWN = 200;

  private final Boundaries boundaries;
  private final Areas areas;
  private final Views views;
  private final Clock clock;

  BoundaryPages(Boundaries boundaries, Areas areas, Views views, Clock clock) {
    this.boundaries = boundaries;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/{id}/boundaries")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable int id) {
    return page(
        visit,
        HttpStatus.OK,
        id,
        new BoundaryForm(Visit.newId().toString(), "", "", "", false),
        null,
        List.of());
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/{id}/boundaries")
  ResponseEntity<byte[]> send(
      Visit visit,
      @PathVariable int id,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String since,
      @RequestParam(defaultValue = "") String source,
      @RequestParam(defaultValue = "") String property,
      @RequestParam(defaultValue = "false") boolean look,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    areas.requireKnown(visit.actor(), Right.AREAS_KEEP, id);
    BoundaryForm typed = new BoundaryForm(form, since, source, property, look);
    String name = file == null ? null : file.getOriginalFilename();
    if (file == null || name == null || name.isEmpty()) {
      return page(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          id,
          typed,
          null,
          List.of(Problem.at("file", FactProblem.FILE_MISSING)));
    }
    Result<Integer> result;
    Path kept = Files.createTempFile("boundaries", ".geojson");
    try {
      file.transferTo(kept);
      result =
          boundaries.record(
              visit.actor(),
              Visit.idOf(form),
              id,
              new Boundaries.Given(kept, property, since, source),
              look);
    } finally {
      Files.deleteIfExists(kept);
    }
    if (result instanceof Result.Ok<Integer>(Integer count)) {
      return look
          ? page(
              visit,
              HttpStatus.OK,
              id,
              new BoundaryForm(form, since, source, property, false),
              count,
              List.of())
          : visit.leadTo("/areas/" + id + "/boundaries", "areas.boundaries.recorded", count);
    }
    return page(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, typed, null, result.problems());
  }

  private ResponseEntity<byte[]> page(
      Visit visit,
      HttpStatus status,
      int id,
      BoundaryForm typed,
      @Nullable Integer looked,
      List<Problem> problems) {
    List<Boundaries.Recorded> recorded = boundaries.recorded(visit.actor(), id);
    Area area = areas.lastKnown(id);
    List<Area> children = areas.childrenKnown(area);
    Map<Integer, Shape> shapes =
        boundaries.on(LocalDate.now(clock), children.stream().map(Area::id).toList());
    List<LineProblem> lines = LineProblem.of(visit, problems);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("area", area);
    params.put("recorded", recorded);
    params.put("outlines", Outlines.of(shapes));
    params.put("drawn", children.stream().filter(one -> shapes.containsKey(one.id())).toList());
    params.put("missing", children.stream().filter(one -> !shapes.containsKey(one.id())).toList());
    params.put("typed", typed);
    params.put("looked", looked);
    params.put("lines", lines.subList(0, Math.min(lines.size(), MOST_SHOWN)));
    params.put("more", Math.max(0, lines.size() - MOST_SHOWN));
    params.put("errors", LineProblem.others(visit, problems));
    return views.html(
        status,
        "areas/boundaries",
        visit.page(
            visit.t().t("areas.boundaries.of", area.name()),
            NAV,
            AreaTrail.and(
                AreaTrail.of(visit, areas.pathKnown(area), above -> "/areas/" + above),
                visit.t().t("areas.boundaries"))),
        params);
  }
}
