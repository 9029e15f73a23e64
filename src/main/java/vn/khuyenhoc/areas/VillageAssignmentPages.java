package vn.khuyenhoc.areas;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.WorkSource;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Where villages of divided areas go: one by one, by rule, by a sheet out and back. */
@Controller
class VillageAssignmentPages implements WorkSource {

  private static final String NAV = "areas";
  private static final int RULES = 3;
  private static final int MOST_RULES = 20;

  private final Assignments assignments;
  private final Reorganisations reorganisations;
  private final RecordedTable recorded;
  private final Drafts drafts;
  private final Views views;

  VillageAssignmentPages(
      Assignments assignments,
      Reorganisations reorganisations,
      RecordedTable recorded,
      Drafts drafts,
      Views views) {
    this.assignments = assignments;
    this.reorganisations = reorganisations;
    this.recorded = recorded;
    this.drafts = drafts;
    this.views = views;
  }

  private static List<Crumb> crumbs(Visit visit, Reorganisation one, String here) {
    return DraftPages.crumbs(
        visit,
        new Crumb(ReorganisationPages.title(visit.t(), one), "/areas/reorganisations/" + one.id()),
        new Crumb(here, null));
  }

  // ── one by one, and by rule ───────────────────────────────────────────────────────────────────

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/{id}/unassigned/{area}")
  ResponseEntity<byte[]> worklist(
      Visit visit,
      @PathVariable int id,
      @PathVariable int area,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    return worklist(
        visit,
        HttpStatus.OK,
        id,
        area,
        q,
        page,
        size,
        blankRules(),
        "",
        List.of(),
        "",
        Map.of(),
        List.of());
  }

  private static List<AssignmentForm.Rule> blankRules() {
    List<AssignmentForm.Rule> rules = new ArrayList<>();
    while (rules.size() < RULES) {
      rules.add(new AssignmentForm.Rule("", ""));
    }
    return rules;
  }

  private ResponseEntity<byte[]> worklist(
      Visit visit,
      HttpStatus status,
      int id,
      int holder,
      String q,
      int page,
      int size,
      List<AssignmentForm.Rule> rules,
      String rest,
      List<AssignmentForm.Effect> effects,
      String looked,
      Map<Integer, String> chosen,
      List<FieldError> errors) {
    Reorganisation one = assignments.require(visit.actor(), id);
    Recorded.Division division = assignments.division(visit.actor(), id, holder);
    String sought = VietnameseText.fold(VietnameseText.clean(q));
    List<Recorded.Waiting> waiting =
        division.waiting().stream()
            .filter(
                village ->
                    VietnameseText.fold(village.name() + " " + village.code()).contains(sought))
            .toList();
    String base = path(id, holder);
    Pager pager =
        Pager.of(
            q.isBlank() ? base : base + "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8),
            page,
            size,
            waiting.size());
    List<Recorded.Waiting> shown =
        waiting.subList((int) Math.min(pager.offset(), waiting.size()), (int) pager.to());
    List<Option> successors =
        division.successors().stream()
            .map(
                successor ->
                    new Option(String.valueOf(successor.id()), AssignmentRules.words(successor)))
            .toList();
    Map<String, Object> params = new HashMap<>();
    params.put("one", one);
    params.put("division", division);
    params.put("base", base);
    params.put("rows", shown);
    params.put(
        "households",
        assignments.count("households", shown.stream().map(Recorded.Waiting::id).toList()));
    params.put("successors", successors);
    params.put("typed", q);
    params.put("pager", pager);
    params.put("rules", rules);
    params.put("rest", rest);
    params.put("effects", effects);
    params.put("looked", looked);
    params.put("chosen", chosen);
    params.put("form", Visit.newId().toString());
    params.put("errors", errors);
    String title = visit.t().t("areas.assign.title", division.divided().name());
    return views.html(
        status, "areas/unassigned", visit.page(title, NAV, crumbs(visit, one, title)), params);
  }

  private static String path(int id, int holder) {
    return "/areas/reorganisations/" + id + "/unassigned/" + holder;
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/{id}/unassigned/{area}")
  ResponseEntity<byte[]> assign(
      Visit visit,
      @PathVariable int id,
      @PathVariable int area,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size,
      HttpServletRequest request) {
    Recorded.Division division = assignments.division(visit.actor(), id, area);
    Map<Integer, Integer> plan = new LinkedHashMap<>();
    Map<Integer, String> chosen = new HashMap<>();
    for (Recorded.Waiting village : division.waiting()) {
      String to = request.getParameter("to-" + village.id());
      if (to != null && to.matches("\\d{1,9}")) {
        plan.put(village.id(), Integer.valueOf(to));
        chosen.put(village.id(), to);
      }
    }
    Result<Integer> done =
        plan.isEmpty()
            ? Result.refused(Problem.of(AreasProblem.NOTHING_ASSIGNED))
            : reorganisations.assign(visit.actor(), id, plan);
    return done.done()
        ? done(visit, id, area, plan.size())
        : worklist(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            id,
            area,
            q,
            page,
            size,
            blankRules(),
            "",
            List.of(),
            "",
            chosen,
            visit.errors(done.problems()));
  }

  private ResponseEntity<byte[]> done(Visit visit, int id, int holder, int count) {
    boolean more = !assignments.division(visit.actor(), id, holder).waiting().isEmpty();
    return visit.leadTo(
        more ? path(id, holder) : "/areas/reorganisations/" + id, "areas.assign.done", count);
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/{id}/unassigned/{area}/rule")
  ResponseEntity<byte[]> rule(
      Visit visit,
      @PathVariable int id,
      @PathVariable int area,
      @RequestParam(defaultValue = "") String rest,
      @RequestParam(name = "do", defaultValue = "look") String button,
      @RequestParam(defaultValue = "") String seen,
      HttpServletRequest request) {
    Recorded.Division division = assignments.division(visit.actor(), id, area);
    List<AssignmentForm.Rule> typed = new ArrayList<>();
    List<AssignmentRules.Rule> rules = new ArrayList<>();
    for (int i = 0; i < MOST_RULES && request.getParameter("text-" + i) != null; i++) {
      String text = VietnameseText.clean(request.getParameter("text-" + i));
      String to = VietnameseText.clean(request.getParameter("successor-" + i));
      typed.add(new AssignmentForm.Rule(text, to));
      if (!text.isEmpty() && to.matches("\\d{1,9}")) {
        rules.add(new AssignmentRules.Rule(text, Integer.parseInt(to)));
      }
    }
    if (typed.stream().noneMatch(one -> one.text().isEmpty()) && typed.size() < MOST_RULES) {
      typed.add(new AssignmentForm.Rule("", ""));
    }
    Map<Integer, Integer> plan =
        AssignmentRules.plan(
            division.waiting(), rules, rest.matches("\\d{1,9}") ? Integer.valueOf(rest) : null);
    List<Problem> problems =
        plan.isEmpty() ? List.of(Problem.of(AreasProblem.NOTHING_ASSIGNED)) : List.of();
    if (button.equals("assign") && problems.isEmpty() && !seen.equals(looked(plan))) {
      problems = List.of(Problem.of(AreasProblem.RULE_CHANGED, plan.size()));
    } else if (button.equals("assign") && problems.isEmpty()) {
      Result<Integer> done = reorganisations.assign(visit.actor(), id, plan);
      if (done.done()) {
        return done(visit, id, area, plan.size());
      }
      problems = done.problems();
    }
    return worklist(
        visit,
        problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        id,
        area,
        "",
        1,
        50,
        typed,
        rest,
        effects(division, plan),
        looked(plan),
        Map.of(),
        visit.errors(problems));
  }

  /** What was looked at, so that nothing else is assigned. */
  private static String looked(Map<Integer, Integer> plan) {
    return Integer.toHexString(plan.hashCode());
  }

  private static List<AssignmentForm.Effect> effects(
      Recorded.Division division, Map<Integer, Integer> plan) {
    List<AssignmentForm.Effect> effects = new ArrayList<>();
    for (Recorded.Successor successor : division.successors()) {
      List<String> names =
          division.waiting().stream()
              .filter(village -> Integer.valueOf(successor.id()).equals(plan.get(village.id())))
              .map(Recorded.Waiting::name)
              .toList();
      if (!names.isEmpty()) {
        effects.add(
            new AssignmentForm.Effect(AssignmentRules.words(successor), names.size(), names));
      }
    }
    return effects;
  }

  // ── the sheet ─────────────────────────────────────────────────────────────────────────────────

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/{id}/sheet")
  void sheet(
      Visit visit,
      @PathVariable int id,
      @RequestParam(required = false) @Nullable Integer divided,
      HttpServletResponse response)
      throws IOException {
    assignments.require(visit.actor(), id);
    Downloads.workbook(response, visit.t().t("areas.assign.sheet.file"));
    assignments.write(visit.actor(), id, divided, response.getOutputStream(), visit.t());
  }

  /** The form that a filled-in sheet comes back by. */
  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/{id}/sheets/new")
  ResponseEntity<byte[]> sending(Visit visit, @PathVariable int id) {
    return sending(visit, HttpStatus.OK, id, List.of());
  }

  private ResponseEntity<byte[]> sending(
      Visit visit, HttpStatus status, int id, List<FieldError> errors) {
    Reorganisation one = assignments.require(visit.actor(), id);
    String title = visit.t().t("areas.assign.sheet.send");
    return views.html(
        status,
        "areas/assignment-upload",
        visit.page(title, NAV, crumbs(visit, one, title)),
        Map.of("one", one, "sheet", Visit.newId().toString(), "errors", errors));
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/{id}/sheets/new")
  ResponseEntity<byte[]> send(
      Visit visit,
      @PathVariable int id,
      @RequestParam UUID sheet,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    assignments.require(visit.actor(), id);
    String name = file == null ? null : file.getOriginalFilename();
    if (file == null || name == null || name.isEmpty()) {
      return sending(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          id,
          visit.errors(List.of(Problem.at("file", AreasProblem.FILE_NOT_CHOSEN))));
    }
    Result<UUID> kept;
    try (InputStream bytes = file.getInputStream()) {
      kept = assignments.keep(visit.actor(), id, sheet, name, bytes);
    }
    return kept.done()
        ? visit.leadTo("/areas/reorganisations/sheets/" + sheet)
        : sending(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, visit.errors(kept.problems()));
  }

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/sheets/{sheet}")
  ResponseEntity<byte[]> look(
      Visit visit,
      @PathVariable UUID sheet,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    return look(visit, HttpStatus.OK, sheet, page, size, List.of());
  }

  private ResponseEntity<byte[]> look(
      Visit visit, HttpStatus status, UUID id, int page, int size, List<FieldError> errors) {
    Recorded.Sheet sheet = assignments.sheet(visit.actor(), id);
    Reorganisation one = assignments.require(visit.actor(), sheet.reorganisation());
    Recorded.SheetSays read = assignments.read(visit.actor(), sheet);
    Pager pager = Pager.of("/areas/reorganisations/sheets/" + id, page, size, read.failed().size());
    Map<String, Object> params = new HashMap<>();
    params.put("one", one);
    params.put("sheet", sheet);
    params.put("read", read);
    params.put(
        "failed",
        read.failed()
            .subList((int) Math.min(pager.offset(), read.failed().size()), (int) pager.to()));
    params.put("pager", pager);
    params.put("errors", errors);
    return views.html(
        status,
        "areas/assignment-sheet",
        visit.page(sheet.fileName(), NAV, crumbs(visit, one, sheet.fileName())),
        params);
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/sheets/{sheet}/apply")
  ResponseEntity<byte[]> apply(Visit visit, @PathVariable UUID sheet) {
    int id = assignments.sheet(visit.actor(), sheet).reorganisation();
    return switch (assignments.apply(visit.actor(), sheet)) {
      case Result.Ok<Integer> ok ->
          visit.leadTo("/areas/reorganisations/" + id, "areas.assign.done", ok.value());
      case Result.Refused<Integer> refused ->
          look(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              sheet,
              1,
              25,
              visit.errors(refused.problems()));
    };
  }

  /** The sheet with everything wrong beside its rows. */
  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/sheets/{sheet}/marked")
  void marked(Visit visit, @PathVariable UUID sheet, HttpServletResponse response)
      throws IOException {
    assignments.sheet(visit.actor(), sheet);
    Downloads.workbook(response, visit.t().t("areas.assign.sheet.marked.file"));
    assignments.marked(visit.actor(), sheet, response.getOutputStream(), visit.t());
  }

  // ── the work queue ────────────────────────────────────────────────────────────────────────────

  @Override
  public List<Work> waitingFor(Actor actor) {
    List<Integer> own = actor.areasFor(Right.AREAS_KEEP);
    if (own.isEmpty()) {
      return List.of();
    }
    List<Work> work = new ArrayList<>();
    for (Recorded.Left left : recorded.left(own)) {
      String href = "/areas/reorganisations/" + left.id();
      if (left.villages() > 0) {
        work.add(
            new Work(
                "areas.work.unassigned",
                List.of(left.decree(), left.villages()),
                left.villages(),
                href + "#divided",
                1));
      }
      if (left.undecided() > 0) {
        work.add(
            new Work(
                "areas.work.undecided",
                List.of(left.decree(), left.undecided()),
                left.undecided(),
                href + "#undecided",
                1));
      }
    }
    List<Draft> open = drafts.open(actor);
    if (!open.isEmpty()) {
      work.add(
          new Work(
              "areas.work.drafts",
              List.of(open.size()),
              open.size(),
              open.size() == 1 ? open.getFirst().path() : "/areas/reorganisations",
              0));
    }
    return work;
  }
}
