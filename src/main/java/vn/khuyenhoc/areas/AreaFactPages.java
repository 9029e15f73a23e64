package vn.khuyenhoc.areas;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.areas.AreaFacts.Attribute;
import vn.khuyenhoc.areas.AreaFacts.Entry;
import vn.khuyenhoc.areas.AreaFacts.NewFact;
import vn.khuyenhoc.areas.AreaFacts.Suggestion;
import vn.khuyenhoc.areas.AreaFacts.Typed;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** What is known of an area beside its place in the tree: to read, to record, to take back. */
@Controller
class AreaFactPages {

  private static final String NAV = "areas";
  private static final int MOST_SHOWN = 200;

  private final AreaFacts facts;
  private final FactSheet sheet;
  private final Areas areas;
  private final Languages languages;
  private final Views views;
  private final Clock clock;

  AreaFactPages(
      AreaFacts facts,
      FactSheet sheet,
      Areas areas,
      Languages languages,
      Views views,
      Clock clock) {
    this.facts = facts;
    this.sheet = sheet;
    this.areas = areas;
    this.languages = languages;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/areas/{id}/facts")
  ResponseEntity<byte[]> show(
      Visit visit,
      @PathVariable int id,
      @RequestParam(defaultValue = "") String attribute,
      @RequestParam(defaultValue = "false") boolean suggested) {
    Typed typed = new Typed(attribute, "", "", "");
    Attribute named = Attribute.named(attribute);
    if (suggested && named != null && facts.mayKeep(visit.actor(), id)) {
      Suggestion suggestion = facts.suggested(id).get(named);
      String value = suggestion == null ? null : suggestion.value();
      if (suggestion != null && value != null) {
        typed =
            new Typed(
                attribute,
                visit.t().decimal(new BigDecimal(value)),
                visit.t().date(suggestion.since()),
                visit
                    .t()
                    .t(
                        "areas.fact.offer.source",
                        String.join(
                            ", ",
                            suggestion.parts().stream().map(Suggestion.Part::name).toList())));
      }
    }
    return page(visit, HttpStatus.OK, id, Visit.newId(), typed, "", List.of());
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/{id}/facts")
  ResponseEntity<byte[]> record(
      Visit visit,
      @PathVariable int id,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String attribute,
      @RequestParam(defaultValue = "") String value,
      @RequestParam(defaultValue = "") String since,
      @RequestParam(defaultValue = "") String source) {
    Typed typed = new Typed(attribute, value, since, source);
    UUID once = Visit.idOf(form);
    Result<NewFact> result = facts.record(visit.actor(), once, id, typed);
    if (result instanceof Result.Ok<NewFact>(NewFact fact)) {
      return visit.leadTo(
          "/areas/" + id + "/facts",
          "areas.fact.recorded",
          FactLine.label(visit.t(), fact.attribute()),
          FactLine.value(visit.t(), fact.attribute(), fact.value()),
          fact.since());
    }
    return page(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, once, typed, "", result.problems());
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/{id}/facts/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit,
      @PathVariable int id,
      @RequestParam(defaultValue = "0") int entry,
      @RequestParam(defaultValue = "") String reason) {
    Result<Entry> result = facts.withdraw(visit.actor(), id, entry, reason);
    return result.done()
        ? visit.leadTo("/areas/" + id + "/facts", "areas.fact.withdrawn")
        : page(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            id,
            Visit.newId(),
            new Typed("", "", "", ""),
            reason,
            result.problems());
  }

  private ResponseEntity<byte[]> page(
      Visit visit,
      HttpStatus status,
      int id,
      UUID form,
      Typed typed,
      String reason,
      List<Problem> problems) {
    List<Entry> entries = facts.history(visit.actor(), id);
    boolean keeps = facts.mayKeep(visit.actor(), id);
    Area area = areas.lastKnown(id);
    String title = visit.t().t("areas.facts.of", area.name());
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("area", area);
    params.put("keeps", keeps);
    params.put(
        "lines",
        FactLine.of(
            visit.t(), entries, keeps ? facts.suggested(id) : Map.of(), LocalDate.now(clock)));
    params.put("entries", entries);
    List<Area> children = areas.childrenKnown(area);
    params.put(
        "below",
        FactRow.of(
            visit.t(),
            children,
            facts.known(LocalDate.now(clock), children.stream().map(Area::id).toList())));
    params.put("chosen", keeps ? Attribute.named(typed.attribute()) : null);
    params.put("typed", typed);
    params.put("reason", reason);
    params.put("form", form.toString());
    params.put("errors", visit.errors(problems));
    return views.html(
        status,
        "areas/facts",
        visit.page(
            title,
            NAV,
            AreaTrail.and(
                AreaTrail.of(visit, areas.pathKnown(area), above -> "/areas/" + above),
                visit.t().t("areas.facts.title"))),
        params);
  }

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/{id}/facts/import")
  ResponseEntity<byte[]> upload(Visit visit, @PathVariable int id) {
    areas.requireKnown(visit.actor(), Right.AREAS_KEEP, id);
    return upload(
        visit, HttpStatus.OK, id, new Typed("", "", "", ""), Visit.newId(), false, null, List.of());
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/{id}/facts/import")
  ResponseEntity<byte[]> send(
      Visit visit,
      @PathVariable int id,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String since,
      @RequestParam(defaultValue = "") String source,
      @RequestParam(defaultValue = "false") boolean look,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    areas.requireKnown(visit.actor(), Right.AREAS_KEEP, id);
    Typed typed = new Typed("", "", since, source);
    UUID once = Visit.idOf(form);
    String name = file == null ? null : file.getOriginalFilename();
    if (file == null || name == null || name.isEmpty()) {
      return upload(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          id,
          typed,
          once,
          look,
          null,
          List.of(Problem.at("file", FactProblem.FILE_MISSING)));
    }
    FactSheet.Read read = read(file, name);
    Result<AreaFacts.Recorded> result =
        facts.recordSheet(visit.actor(), once, id, since, source, read, look);
    if (result instanceof Result.Ok<AreaFacts.Recorded>(AreaFacts.Recorded recorded)) {
      return look
          ? upload(visit, HttpStatus.OK, id, typed, once, false, recorded, List.of())
          : visit.leadTo(
              "/areas/" + id + "/facts",
              "areas.facts.imported",
              recorded.values(),
              recorded.areas());
    }
    return upload(
        visit, HttpStatus.UNPROCESSABLE_CONTENT, id, typed, once, look, null, result.problems());
  }

  private FactSheet.Read read(MultipartFile file, String name) throws IOException {
    Path kept = Files.createTempFile("facts", ".sheet");
    try {
      file.transferTo(kept);
      return sheet.read(kept, name);
    } finally {
      Files.deleteIfExists(kept);
    }
  }

  private ResponseEntity<byte[]> upload(
      Visit visit,
      HttpStatus status,
      int id,
      Typed typed,
      UUID form,
      boolean look,
      AreaFacts.@Nullable Recorded looked,
      List<Problem> problems) {
    Area area = areas.lastKnown(id);
    List<LineProblem> lines = LineProblem.of(visit, problems);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("area", area);
    params.put("typed", typed);
    params.put("form", form.toString());
    params.put("look", look);
    params.put("looked", looked);
    params.put("lines", lines.subList(0, Math.min(lines.size(), MOST_SHOWN)));
    params.put("more", Math.max(0, lines.size() - MOST_SHOWN));
    params.put("errors", LineProblem.others(visit, problems));
    return views.html(
        status,
        "areas/facts-import",
        visit.page(
            visit.t().t("areas.facts.import.of", area.name()),
            NAV,
            AreaTrail.and(
                AreaTrail.of(visit, areas.pathKnown(area), above -> "/areas/" + above),
                visit.t().t("areas.facts.import"))),
        params);
  }

  /** What is known today of the areas directly below, as a sheet to fill in and send back. */
  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/{id}/facts/sheet.xlsx")
  void sheet(Visit visit, @PathVariable int id, HttpServletResponse response) throws IOException {
    areas.requireKnown(visit.actor(), Right.AREAS_KEEP, id);
    Area area = areas.lastKnown(id);
    List<Area> children = new ArrayList<>(areas.childrenKnown(area));
    if (children.isEmpty()) {
      children.add(area);
    }
    LocalDate today = LocalDate.now(clock);
    Map<Integer, Map<Attribute, AreaFacts.Fact>> known =
        facts.known(today, children.stream().map(Area::id).toList());
    Texts t = visit.t();
    Downloads.workbook(response, t.t("areas.facts.file"));
    try (SheetWriter writer =
        sheet.writer(
            response.getOutputStream(),
            t,
            languages.in(t.language().equals("en") ? "vi" : "en"),
            List.of(t.t("areas.facts.of", area.name())))) {
      for (Area child : children) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(child.code());
        row.add(t.t("areas.level." + child.level().name()));
        row.add(child.name());
        for (Attribute attribute : Attribute.values()) {
          AreaFacts.Fact fact = known.getOrDefault(child.id(), Map.of()).get(attribute);
          row.add(
              fact == null
                  ? null
                  : attribute.addsUp()
                      ? t.decimal(new BigDecimal(fact.value()))
                      : FactLine.value(t, attribute, fact.value()));
        }
        writer.row(row.toArray());
      }
    }
  }
}
