package vn.khuyenhoc.areas;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.CsvWriter;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** What a draft would do: on screen, on paper, as a sheet; and the button that records it. */
@Controller
class DraftLookPages {

  private static final String NAV = "areas";

  private final Drafts drafts;
  private final Areas areas;
  private final Views views;
  private final java.time.Clock clock;

  DraftLookPages(Drafts drafts, Areas areas, Views views, java.time.Clock clock) {
    this.drafts = drafts;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/drafts/{draft}/preview")
  ResponseEntity<byte[]> preview(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "") String show,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    Draft found = drafts.byId(visit.actor(), draft);
    return preview(visit, HttpStatus.OK, found, show, q, page, size, List.of());
  }

  private ResponseEntity<byte[]> preview(
      Visit visit,
      HttpStatus status,
      Draft draft,
      String show,
      String q,
      int page,
      int size,
      List<FieldError> errors) {
    if (!draft.open()) {
      return visit.leadTo(
          draft.reorganisationId() == null
              ? draft.path()
              : "/areas/reorganisations/" + draft.reorganisationId());
    }
    Texts t = visit.t();
    DraftLook look = drafts.look(visit.actor(), draft);
    DraftLook.Part part = part(show, look);
    String base = draft.path() + "/preview";
    List<Segment> tabs = new ArrayList<>();
    for (DraftLook.Part one : DraftLook.Part.values()) {
      int rows = rows(look, one, "").size();
      if (rows > 0) {
        tabs.add(
            new Segment(
                t.t("areas.look.part." + one.name(), rows), base + "?show=" + one, one == part));
      }
    }
    List<?> all = rows(look, part, q);
    String query =
        base
            + "?show="
            + part
            + (q.isBlank()
                ? ""
                : "&q=" + java.net.URLEncoder.encode(q, java.nio.charset.StandardCharsets.UTF_8));
    Pager pager = Pager.of(query, page, size, all.size());
    Map<String, Object> params = new HashMap<>();
    params.put("draft", draft);
    params.put("look", look);
    params.put("scope", areas.lastKnown(draft.scopeId()).name());
    params.put("part", part);
    params.put("tabs", tabs);
    params.put("typed", q);
    params.put("pager", pager);
    params.put("rows", all.subList((int) Math.min(pager.offset(), all.size()), (int) pager.to()));
    params.put("errors", errors);
    String title = t.t("areas.look.title");
    return views.html(
        status,
        "areas/draft-look",
        visit.page(
            title,
            NAV,
            DraftPages.crumbs(
                visit,
                new Crumb(DraftPages.title(t, draft), draft.path()),
                new Crumb(title, null))),
        params);
  }

  private static DraftLook.Part part(String show, DraftLook look) {
    for (DraftLook.Part part : DraftLook.Part.values()) {
      if (part.name().equals(show) && !rows(look, part, "").isEmpty()) {
        return part;
      }
    }
    for (DraftLook.Part part : DraftLook.Part.values()) {
      if (!rows(look, part, "").isEmpty()) {
        return part;
      }
    }
    return DraftLook.Part.COMMUNES;
  }

  private static List<?> rows(DraftLook look, DraftLook.Part part, String typed) {
    String sought = VietnameseText.fold(VietnameseText.clean(typed));
    return switch (part) {
      case PROBLEMS -> look.problems();
      case HINTS -> look.hints();
      case COMMUNES ->
          sought.isEmpty()
              ? look.communes()
              : look.communes().stream()
                  .filter(
                      one ->
                          has(sought, one.commune().code(), one.commune().name())
                              || has(sought, one.successors().toArray(String[]::new)))
                  .toList();
      case CREATED ->
          sought.isEmpty()
              ? look.created()
              : look.created().stream()
                  .filter(
                      one ->
                          has(sought, one.code(), one.name())
                              || has(sought, one.predecessors().toArray(String[]::new)))
                  .toList();
      case CHANGED ->
          sought.isEmpty()
              ? look.changed()
              : look.changed().stream()
                  .filter(
                      one ->
                          has(sought, one.was().code(), one.was().name(), one.code(), one.name()))
                  .toList();
      case UNDECIDED ->
          sought.isEmpty()
              ? look.undecided()
              : look.undecided().stream()
                  .filter(one -> has(sought, one.code(), one.name()))
                  .toList();
    };
  }

  private static boolean has(String sought, String... texts) {
    for (String text : texts) {
      if (VietnameseText.fold(text).contains(sought)) {
        return true;
      }
    }
    return false;
  }

  /** All of it on paper. */
  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/drafts/{draft}/preview/print")
  ResponseEntity<byte[]> print(Visit visit, @PathVariable UUID draft) {
    Draft found = drafts.byId(visit.actor(), draft);
    String title = visit.t().t("areas.look.print.title");
    return views.html(
        "areas/draft-print",
        visit.page(
            title,
            NAV,
            DraftPages.crumbs(
                visit,
                new Crumb(DraftPages.title(visit.t(), found), found.path()),
                new Crumb(title, null))),
        Map.of(
            "draft",
            found,
            "look",
            drafts.look(visit.actor(), found),
            "scope",
            areas.lastKnown(found.scopeId()).name(),
            "today",
            LocalDate.now(clock)));
  }

  /** All of it as a workbook or as CSV: a line for every area that ends, begins or changes. */
  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/drafts/{draft}/preview/export")
  void export(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "xlsx") String format,
      HttpServletResponse response)
      throws IOException {
    Draft found = drafts.byId(visit.actor(), draft);
    DraftLook look = drafts.look(visit.actor(), found);
    Texts t = visit.t();
    List<String> whats =
        look.communes().stream()
            .flatMap(one -> one.contents().keySet().stream())
            .distinct()
            .toList();
    List<Column> columns = new ArrayList<>();
    for (String key :
        List.of("what", "level", "code", "name", "newCode", "newName", "above", "note")) {
      columns.add(
          Column.text(key, t.t("areas.look.sheet." + key)).width(key.equals("note") ? 50 : 22));
    }
    columns.add(Column.wholeNumber("villages", t.t("areas.look.villages")));
    whats.forEach(
        what -> columns.add(Column.wholeNumber("n-" + what, t.t("areas.contents." + what))));
    List<@Nullable Object[]> lines = lines(look, whats, t);
    String name = t.t("areas.look.file");
    if (format.equals("csv")) {
      CsvWriter csv = new CsvWriter();
      csv.row(columns.stream().map(Column::header).toArray());
      lines.forEach(csv::row);
      Downloads.begin(response, Downloads.CSV, name + ".csv");
      response.getOutputStream().write(csv.bytes());
      return;
    }
    Downloads.workbook(response, name);
    try (SheetWriter writer =
        new SheetWriter(
            response.getOutputStream(),
            SheetShape.of(columns),
            t.t("areas.look.tab"),
            List.of(DraftPages.title(t, found), t.t("areas.look.asof", look.at(), look.day())),
            SheetWords.of(t.locale()))) {
      lines.forEach(writer::row);
    }
  }

  private static List<@Nullable Object[]> lines(DraftLook look, List<String> whats, Texts t) {
    List<@Nullable Object[]> lines = new ArrayList<>();
    for (DraftLook.Remark remark : look.remarks()) {
      lines.add(
          line(
              whats,
              null,
              t.t(remark.hint() ? "areas.look.sheet.hint" : "areas.look.sheet.problem"),
              "",
              "",
              "",
              "",
              "",
              "",
              remark.place(t).isEmpty()
                  ? remark.sentence(t)
                  : remark.place(t) + ": " + remark.sentence(t)));
    }
    Set<Integer> open = look.undecided().stream().map(Area::id).collect(Collectors.toSet());
    for (Reorganisations.Move move : look.communes()) {
      Area commune = move.commune();
      boolean undecided = open.contains(commune.id());
      lines.add(
          line(
              whats,
              move,
              t.t(undecided ? "areas.look.sheet.undecided" : "areas.look.sheet.goes"),
              t.t("areas.level." + commune.level().name()),
              commune.code(),
              commune.name(),
              "",
              undecided ? "" : String.join("; ", move.successors()),
              "",
              ""));
    }
    for (DraftLook.Fresh fresh : look.created()) {
      lines.add(
          line(
              whats,
              null,
              t.t("areas.look.sheet.created"),
              t.t("areas.level." + fresh.level().name()),
              "",
              String.join("; ", fresh.predecessors()),
              fresh.code(),
              fresh.name(),
              fresh.parent(),
              ""));
    }
    for (DraftLook.Altered altered : look.changed()) {
      lines.add(
          line(
              whats,
              null,
              t.t("areas.look.sheet.changed"),
              t.t("areas.level." + altered.was().level().name()),
              altered.was().code(),
              altered.was().name(),
              altered.code(),
              altered.name(),
              altered.to() == null ? "" : altered.to(),
              ""));
    }
    return lines;
  }

  private static @Nullable Object[] line(
      List<String> whats, Reorganisations.@Nullable Move move, String... texts) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (String text : texts) {
      cells.add(text.isEmpty() ? null : text);
    }
    cells.add(move == null ? null : Integer.valueOf(move.villages()));
    whats.forEach(what -> cells.add(move == null ? null : move.contents().get(what)));
    return cells.toArray();
  }

  /** Records it; what is wrong by now is shown, all of it, and nothing is written then. */
  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/drafts/{draft}/record")
  ResponseEntity<byte[]> record(
      Visit visit, @PathVariable UUID draft, @RequestParam(defaultValue = "0") int version) {
    return switch (drafts.record(visit.actor(), draft, version)) {
      case Result.Ok<Integer> ok ->
          visit.leadTo("/areas/reorganisations/" + ok.value(), "areas.draft.recorded");
      case Result.Refused<Integer> refused -> {
        drafts.lookAgain(draft);
        List<Problem> whole =
            refused.problems().stream()
                .filter(problem -> problem.code() == AreasProblem.DRAFT_CHANGED)
                .toList();
        yield preview(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            drafts.byId(visit.actor(), draft),
            "",
            "",
            1,
            50,
            visit.errors(whole));
      }
    };
  }
}
