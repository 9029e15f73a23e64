package vn.khuyenhoc.reports;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.BuiltInTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.HistoryLine;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Templates of official documents in the browser: what is in force, sending one, going back. */
@Controller
class TemplatePages {

  private static final String NAV = "templates";

  private final Templates templates;
  private final Areas areas;
  private final Views views;
  private final Clock clock;

  TemplatePages(Templates templates, Areas areas, Views views, Clock clock) {
    this.templates = templates;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
  }

  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry templatesEntry() {
      return new NavEntry(NAV, "templates.nav", "/templates", Right.REPORT_READ, 66);
    }
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/templates")
  ResponseEntity<byte[]> list(Visit visit, @RequestParam(required = false) @Nullable Integer area) {
    Area here = here(visit, area);
    Map<String, Object> params = new HashMap<>();
    params.put("area", here);
    params.put("kinds", List.of(TemplateKind.values()));
    params.put("inForce", templates.inForce(visit.actor(), here.id()));
    params.put("places", places(visit));
    params.put("keeps", templates.keeps(visit.actor(), here.id()));
    return views.html(
        "templates/list",
        visit.page(
            visit.t().t("templates.title"),
            NAV,
            List.of(new Crumb(visit.t().t("templates.title"), null))),
        params);
  }

  private Area here(Visit visit, @Nullable Integer area) {
    int id = area == null ? visit.actor().areasFor(Right.REPORT_READ).getFirst() : area;
    areas.require(visit.actor(), Right.REPORT_READ, id);
    return areas.byId(id);
  }

  private List<Option> places(Visit visit) {
    return visit.actor().areasFor(Right.REPORT_READ).stream()
        .distinct()
        .map(area -> new Option(String.valueOf(area), areas.byId(area).name()))
        .toList();
  }

  private static TemplateKind kind(String name) {
    return TemplateKind.named(name)
        .orElseThrow(() -> new NotFoundException("kind of template " + name));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/templates/{kind}")
  ResponseEntity<byte[]> show(
      Visit visit,
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable Integer area) {
    return show(
        visit, HttpStatus.OK, kind(kind), here(visit, area), Map.of(), List.of(), List.of());
  }

  private ResponseEntity<byte[]> show(
      Visit visit,
      HttpStatus status,
      TemplateKind kind,
      Area area,
      Map<String, String> typed,
      List<FieldError> uploadErrors,
      List<FieldError> withdrawErrors) {
    List<TemplateUse> uses = templates.uses(visit.actor(), area.id(), kind);
    String title = visit.t().t(kind.messageKey());
    Map<String, Object> params = new HashMap<>();
    params.put("kind", kind);
    params.put("area", area);
    params.put("inForce", templates.inForce(visit.actor(), area.id()).get(kind));
    params.put("versions", templates.versions(visit.actor(), area.id(), kind));
    params.put("fields", kind.fields());
    params.put("history", history(visit, uses));
    params.put("keeps", templates.keeps(visit.actor(), area.id()));
    params.put("usesOwn", Templates.usesOwn(uses));
    params.put("typed", typed);
    params.put("form", Visit.newId().toString());
    params.put("today", visit.t().date(LocalDate.now(clock)));
    params.put("uploadErrors", uploadErrors);
    params.put("withdrawErrors", withdrawErrors);
    return views.html(
        status,
        "templates/kind",
        visit.page(
            title,
            NAV,
            List.of(
                new Crumb(visit.t().t("templates.title"), "/templates?area=" + area.id()),
                new Crumb(title, null))),
        params);
  }

  private static List<HistoryLine> history(Visit visit, List<TemplateUse> uses) {
    return uses.stream()
        .map(
            one -> {
              Integer version = one.version();
              return new HistoryLine(
                  visit.t().dateTime(one.decidedAt()),
                  version == null
                      ? visit.t().t("templates.history.withdrawn", one.fromDay())
                      : visit.t().t("templates.history.used", version, one.fromDay()),
                  one.decidedBy(),
                  one.reason().isEmpty() ? null : one.reason(),
                  version == null ? "back" : "ok");
            })
        .toList();
  }

  /** What comes with the product, to begin one's own from. */
  @Needs(Right.REPORT_READ)
  @GetMapping("/templates/{kind}/built-in.docx")
  ResponseEntity<byte[]> builtIn(Visit visit, @PathVariable String kind) {
    return Downloads.file(
        Downloads.WORD, name(kind(kind), "co-san"), BuiltInTemplates.file(kind(kind)));
  }

  private static String name(TemplateKind kind, String what) {
    return "mau-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + what + ".docx";
  }

  @Needs(Right.TEMPLATE_KEEP)
  @PostMapping("/templates/{kind}/upload")
  ResponseEntity<byte[]> upload(
      Visit visit,
      @PathVariable String kind,
      @RequestParam int area,
      @RequestParam Map<String, String> typed,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    TemplateKind of = kind(kind);
    areas.require(visit.actor(), Right.TEMPLATE_KEEP, area);
    UUID id = Visit.idOf(typed.getOrDefault("form", ""));
    byte[] content = file == null || file.isEmpty() ? null : file.getBytes();
    String name = file == null ? null : file.getOriginalFilename();
    return switch (templates.add(
        visit.actor(),
        id,
        area,
        of,
        content,
        name == null ? "" : name,
        typed.getOrDefault("remark", ""))) {
      case Result.Ok<UUID> ok ->
          visit.leadTo("/templates/versions/" + ok.value(), "templates.added");
      case Result.Refused<UUID> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              of,
              areas.byId(area),
              typed,
              visit.errors(refused.problems()),
              List.of());
    };
  }

  @Needs(Right.TEMPLATE_KEEP)
  @PostMapping("/templates/{kind}/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit,
      @PathVariable String kind,
      @RequestParam int area,
      @RequestParam Map<String, String> typed) {
    TemplateKind of = kind(kind);
    return switch (templates.withdraw(
        visit.actor(), area, of, day(typed), typed.getOrDefault("reason", ""))) {
      case Result.Ok<TemplateKind> ok ->
          visit.leadTo("/templates/" + of.name() + "?area=" + area, "templates.withdrawn");
      case Result.Refused<TemplateKind> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              of,
              areas.byId(area),
              typed,
              List.of(),
              visit.errors(refused.problems()));
    };
  }

  private static @Nullable LocalDate day(Map<String, String> typed) {
    return VietnameseDates.parse(typed.getOrDefault("day", "")) instanceof DateReading.Ok ok
        ? ok.date()
        : null;
  }

  /** One version with what should be looked at in it. */
  @Needs(Right.REPORT_READ)
  @GetMapping("/templates/versions/{template}")
  ResponseEntity<byte[]> version(Visit visit, @PathVariable UUID template) {
    return version(
        visit,
        HttpStatus.OK,
        templates.version(visit.actor(), template),
        Map.of("day", visit.t().date(LocalDate.now(clock))),
        List.of());
  }

  private ResponseEntity<byte[]> version(
      Visit visit,
      HttpStatus status,
      TemplateVersion one,
      Map<String, String> typed,
      List<FieldError> errors) {
    String kind = visit.t().t(one.kind().messageKey());
    String title = visit.t().t("templates.version", one.version());
    boolean keeps = templates.keeps(visit.actor(), one.areaId());
    List<String> warnings = new ArrayList<>();
    templates.warnings(one).forEach(warning -> warnings.add(visit.sentence(warning)));
    Map<String, Object> params = new HashMap<>();
    params.put("version", one);
    params.put("kind", kind);
    params.put("warnings", warnings);
    params.put("keeps", keeps);
    params.put("typed", typed);
    params.put("errors", errors);
    return views.html(
        status,
        "templates/version",
        visit.page(
            title,
            NAV,
            List.of(
                new Crumb(visit.t().t("templates.title"), "/templates"),
                new Crumb(
                    kind,
                    "/templates/" + one.kind().name() + (keeps ? "?area=" + one.areaId() : "")),
                new Crumb(title, null))),
        params);
  }

  /** The file as it was sent. */
  @Needs(Right.REPORT_READ)
  @GetMapping("/templates/versions/{template}/file.docx")
  ResponseEntity<Resource> file(Visit visit, @PathVariable UUID template) {
    TemplateVersion one = templates.version(visit.actor(), template);
    return Downloads.file(
        Downloads.WORD, name(one.kind(), String.valueOf(one.version())), templates.file(one));
  }

  /** The version filled with made-up values. */
  @Needs(Right.REPORT_READ)
  @GetMapping("/templates/versions/{template}/sample.docx")
  ResponseEntity<byte[]> sample(Visit visit, @PathVariable UUID template) {
    TemplateVersion one = templates.version(visit.actor(), template);
    return Downloads.file(
        Downloads.WORD, name(one.kind(), one.version() + "-thu"), templates.sample(one));
  }

  @Needs(Right.TEMPLATE_KEEP)
  @PostMapping("/templates/versions/{template}/use")
  ResponseEntity<byte[]> use(
      Visit visit, @PathVariable UUID template, @RequestParam Map<String, String> typed) {
    return switch (templates.use(
        visit.actor(), template, day(typed), typed.getOrDefault("reason", ""))) {
      case Result.Ok<TemplateVersion>(TemplateVersion used) ->
          visit.leadTo(
              "/templates/" + used.kind().name() + "?area=" + used.areaId(),
              "templates.used",
              used.version(),
              typed.getOrDefault("day", ""));
      case Result.Refused<TemplateVersion> refused ->
          version(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              templates.version(visit.actor(), template),
              typed,
              visit.errors(refused.problems()));
    };
  }
}
