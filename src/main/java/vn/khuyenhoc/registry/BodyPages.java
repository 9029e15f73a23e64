package vn.khuyenhoc.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The register of bodies in the browser: those of an area, adding one, changing one. */
@Controller
class BodyPages {

  private static final String NAV = "areas";

  private final Bodies bodies;
  private final Areas areas;
  private final Views views;
  private final Clock clock;

  BodyPages(Bodies bodies, Areas areas, Views views, Clock clock) {
    this.bodies = bodies;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
  }

  private List<Crumb> crumbs(Visit visit, int areaId, Crumb... further) {
    return Stream.concat(
            AreaTrail.of(visit, areas.path(areaId), area -> "/areas/" + area).stream(),
            Arrays.stream(further))
        .toList();
  }

  @Needs(Right.CRITERIA_READ)
  @GetMapping("/bodies")
  ResponseEntity<byte[]> list(Visit visit, @RequestParam(required = false) @Nullable Integer area) {
    int areaId = area == null ? visit.actor().areasFor(Right.CRITERIA_READ).getFirst() : area;
    List<Body> above = bodies.above(visit.actor(), areaId);
    return views.html(
        "registry/bodies",
        visit.page(
            visit.t().t("body.title"),
            NAV,
            crumbs(visit, areaId, new Crumb(visit.t().t("body.title"), null))),
        Map.of(
            "area",
            areas.byId(areaId),
            "own",
            bodies.of(visit.actor(), areaId),
            "above",
            above,
            "places",
            areas.path(areaId).stream().collect(Collectors.toMap(Area::id, Area::name)),
            "keeps",
            bodies.keeps(visit.actor(), areaId),
            "today",
            LocalDate.now(clock)));
  }

  @Needs(Right.BODY_KEEP)
  @GetMapping("/bodies/new")
  ResponseEntity<byte[]> add(
      Visit visit, @RequestParam int area, @RequestParam(defaultValue = "") String name) {
    areas.require(visit.actor(), Right.BODY_KEEP, area);
    Map<String, String> values = new HashMap<>();
    values.put("form", Visit.newId().toString());
    values.put("from", visit.t().date(LocalDate.now(clock)));
    values.put("name", name);
    return form(visit, HttpStatus.OK, area, null, values, List.of());
  }

  @Needs(Right.BODY_KEEP)
  @PostMapping("/bodies/new")
  ResponseEntity<byte[]> addNow(
      Visit visit, @RequestParam int area, @RequestParam Map<String, String> typed) {
    areas.require(visit.actor(), Right.BODY_KEEP, area);
    List<FieldError> errors = new ArrayList<>();
    Body.Entry entry = read(visit, typed, errors);
    UUID id = Visit.idOf(typed.getOrDefault("form", ""));
    if (entry == null) {
      return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, area, null, typed, errors);
    }
    return switch (bodies.add(visit.actor(), id, area, entry)) {
      case Result.Ok<UUID> ok -> visit.leadTo("/bodies?area=" + area, "body.added", entry.name());
      case Result.Refused<UUID> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              area,
              null,
              typed,
              visit.errors(refused.problems()));
    };
  }

  @Needs(Right.BODY_KEEP)
  @GetMapping("/bodies/{id}")
  ResponseEntity<byte[]> edit(Visit visit, @PathVariable UUID id) {
    Body body = bodies.own(visit.actor(), id);
    LocalDate to = body.to();
    Map<String, String> values = new HashMap<>();
    values.put("version", String.valueOf(body.version()));
    values.put("kind", body.kind().name());
    values.put("name", body.name());
    values.put("symbol", body.symbol());
    values.put("from", visit.t().date(body.from()));
    values.put("to", to == null ? "" : visit.t().date(to));
    values.put("note", body.note());
    return form(visit, HttpStatus.OK, body.areaId(), id, values, List.of());
  }

  @Needs(Right.BODY_KEEP)
  @PostMapping("/bodies/{id}")
  ResponseEntity<byte[]> editNow(
      Visit visit, @PathVariable UUID id, @RequestParam Map<String, String> typed) {
    Body body = bodies.own(visit.actor(), id);
    List<FieldError> errors = new ArrayList<>();
    Body.Entry entry = read(visit, typed, errors);
    if (entry == null) {
      return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, body.areaId(), id, typed, errors);
    }
    return switch (bodies.edit(visit.actor(), id, HouseholdForms.version(typed), entry)) {
      case Result.Ok<UUID> ok ->
          visit.leadTo("/bodies?area=" + body.areaId(), "body.changed", entry.name());
      case Result.Refused<UUID> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              body.areaId(),
              id,
              typed,
              visit.errors(refused.problems()));
    };
  }

  /** What was typed; null where something of it cannot be read. */
  private static Body.@Nullable Entry read(
      Visit visit, Map<String, String> typed, List<FieldError> errors) {
    BodyKind kind = null;
    for (BodyKind one : BodyKind.values()) {
      if (one.name().equals(typed.get("kind"))) {
        kind = one;
      }
    }
    if (kind == null) {
      errors.add(new FieldError("kind", visit.t().t("body.kind.wrong")));
    }
    LocalDate from = day(visit, typed, "from", errors);
    if (from == null && typed.getOrDefault("from", "").isBlank()) {
      errors.add(new FieldError("from", visit.t().t("body.day.wrong")));
    }
    LocalDate to = day(visit, typed, "to", errors);
    if (typed.getOrDefault("name", "").isBlank() && !errors.isEmpty()) {
      errors.add(new FieldError("name", visit.t().t("problem.REGISTRY-120")));
    }
    return !errors.isEmpty() || kind == null || from == null
        ? null
        : new Body.Entry(
            kind,
            typed.getOrDefault("name", ""),
            typed.getOrDefault("symbol", ""),
            from,
            to,
            typed.getOrDefault("note", ""));
  }

  static @Nullable LocalDate day(
      Visit visit, Map<String, String> typed, String field, List<FieldError> errors) {
    String text = typed.getOrDefault(field, "");
    if (text.isBlank()) {
      return null;
    }
    if (VietnameseDates.parse(text) instanceof DateReading.Ok ok) {
      return ok.date();
    }
    errors.add(new FieldError(field, visit.t().t("body.day.wrong")));
    return null;
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      int areaId,
      @Nullable UUID id,
      Map<String, String> values,
      List<FieldError> errors) {
    String title = visit.t().t(id == null ? "body.new" : "body.edit");
    return views.html(
        status,
        "registry/body",
        visit.page(
            title,
            NAV,
            crumbs(
                visit,
                areaId,
                new Crumb(visit.t().t("body.title"), "/bodies?area=" + areaId),
                new Crumb(title, null))),
        Map.of(
            "action",
            id == null ? "/bodies/new?area=" + areaId : "/bodies/" + id,
            "area",
            areas.lastKnown(areaId),
            "values",
            values,
            "kinds",
            Arrays.stream(BodyKind.values())
                .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
                .toList(),
            "errors",
            errors));
  }
}
