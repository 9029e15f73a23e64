package vn.khuyenhoc.registry;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import vn.khuyenhoc.platform.sheet.SheetProblem;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.HouseholdAssignments.Divided;
import vn.khuyenhoc.registry.HouseholdAssignments.Matching;
import vn.khuyenhoc.registry.HouseholdAssignments.Successor;

/** Households of divided villages in the browser: which went where, by choice, rule or sheet. */
@Controller
class HouseholdAssignmentPages implements WorkSource {

  private final HouseholdAssignments assignments;
  private final HouseholdAssignmentSheet sheet;
  private final Views views;

  HouseholdAssignmentPages(
      HouseholdAssignments assignments, HouseholdAssignmentSheet sheet, Views views) {
    this.assignments = assignments;
    this.sheet = sheet;
    this.views = views;
  }

  @Override
  public List<Work> waitingFor(Actor actor) {
    return actor.holds(Right.HOUSEHOLD_ASSIGN)
        ? assignments.divided(actor, null).stream()
            .filter(one -> one.households() > 0)
            .map(
                one ->
                    new Work(
                        "assign.work",
                        List.of(one.name(), one.households()),
                        one.households(),
                        "/households/assign/" + one.villageId(),
                        1))
            .toList()
        : List.of();
  }

  @Needs(Right.HOUSEHOLD_ASSIGN)
  @GetMapping("/households/assign")
  ResponseEntity<byte[]> list(
      Visit visit, @RequestParam(required = false) @Nullable Integer reorganisation) {
    return views.html(
        "registry/assign-list",
        visit.page(visit.t().t("assign.title"), HouseholdPages.NAV, List.of(top(visit))),
        Map.of("divided", assignments.divided(visit.actor(), reorganisation)));
  }

  private static Crumb top(Visit visit) {
    return new Crumb(visit.t().t("households.title"), "/households");
  }

  @Needs(Right.HOUSEHOLD_ASSIGN)
  @GetMapping("/households/assign/{village}")
  ResponseEntity<byte[]> show(
      Visit visit,
      @PathVariable int village,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String first,
      @RequestParam(defaultValue = "") String last,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "0") int size) {
    return page(
        visit,
        HttpStatus.OK,
        village,
        new Typed(q, first, last),
        page,
        size,
        "",
        Set.of(),
        List.of());
  }

  /** A rule as it is typed. */
  private record Typed(String q, String first, String last) {

    Matching matching() {
      return new Matching(q, number(first), number(last));
    }

    /** Whether it narrows anything. */
    boolean narrow() {
      return !q.isBlank() || !first.isBlank() || !last.isBlank();
    }

    List<Problem> problems() {
      List<Problem> problems = new ArrayList<>();
      if (!first.isBlank() && number(first) == null) {
        problems.add(Problem.at("first", RegistryProblem.NOT_A_SERIAL, first));
      }
      if (!last.isBlank() && number(last) == null) {
        problems.add(Problem.at("last", RegistryProblem.NOT_A_SERIAL, last));
      }
      return problems;
    }

    private static @Nullable Integer number(String typed) {
      String digits = typed.strip();
      return digits.matches("[0-9]{1,6}") ? Integer.valueOf(digits) : null;
    }

    String query() {
      return "?q="
          + URLEncoder.encode(q, StandardCharsets.UTF_8)
          + "&first="
          + URLEncoder.encode(first, StandardCharsets.UTF_8)
          + "&last="
          + URLEncoder.encode(last, StandardCharsets.UTF_8);
    }
  }

  private ResponseEntity<byte[]> page(
      Visit visit,
      HttpStatus status,
      int village,
      Typed typed,
      int page,
      int size,
      String successor,
      Set<String> ticked,
      List<Problem> problems) {
    Divided divided = assignments.divided(visit.actor(), village);
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(typed.problems());
    Matching matching = typed.matching();
    long total = assignments.count(divided, matching);
    Pager pager = Pager.of("/households/assign/" + village + typed.query(), page, size, total);
    List<Successor> successors = assignments.successors(visit.actor(), divided);
    Map<String, Object> params = new HashMap<>();
    params.put("divided", divided);
    params.put("successors", successors);
    params.put("options", options(successors));
    params.put("chosen", successor);
    params.put("ticked", ticked);
    params.put("q", typed.q());
    params.put("first", typed.first());
    params.put("last", typed.last());
    params.put("narrow", typed.narrow());
    params.put("pager", pager);
    params.put("rows", assignments.households(divided, matching, pager.size(), pager.offset()));
    params.put("errors", visit.errors(all));
    return views.html(
        !typed.problems().isEmpty() ? HttpStatus.UNPROCESSABLE_CONTENT : status,
        "registry/assign",
        visit.page(
            visit.t().t("assign.of", divided.name()),
            HouseholdPages.NAV,
            List.of(
                top(visit),
                new Crumb(visit.t().t("assign.title"), "/households/assign"),
                new Crumb(divided.name(), null))),
        params);
  }

  private static List<Option> options(List<Successor> successors) {
    return successors.stream()
        .map(one -> new Option(String.valueOf(one.villageId()), one.name() + " · " + one.commune()))
        .toList();
  }

  @Needs(Right.HOUSEHOLD_ASSIGN)
  @PostMapping("/households/assign/{village}")
  ResponseEntity<byte[]> assign(
      Visit visit,
      @PathVariable int village,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String first,
      @RequestParam(defaultValue = "") String last,
      @RequestParam(defaultValue = "") String successor,
      @RequestParam(defaultValue = "") String all,
      @RequestParam(required = false) @Nullable List<String> household) {
    Typed typed = new Typed(q, first, last);
    int to = successor.matches("[0-9]{1,9}") ? Integer.parseInt(successor) : 0;
    Result<Integer> done =
        !typed.problems().isEmpty()
            ? Result.refused(typed.problems())
            : all.isEmpty()
                ? assignments.assign(visit.actor(), village, keys(household), to)
                : assignments.assign(visit.actor(), village, typed.matching(), to);
    return switch (done) {
      case Result.Ok<Integer> ok ->
          visit.leadTo("/households/assign/" + village, "assign.done", ok.value());
      case Result.Refused<Integer> refused ->
          page(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              village,
              typed,
              1,
              0,
              successor,
              household == null ? Set.of() : Set.copyOf(household),
              typed.problems().isEmpty() ? refused.problems() : List.of());
    };
  }

  private static List<HouseholdKey> keys(@Nullable List<String> chosen) {
    List<HouseholdKey> keys = new ArrayList<>();
    for (String one : chosen == null ? List.<String>of() : chosen) {
      int slash = one.indexOf('/');
      try {
        keys.add(
            new HouseholdKey(
                Integer.parseInt(one.substring(0, Math.max(slash, 0))),
                UUID.fromString(one.substring(slash + 1))));
      } catch (IllegalArgumentException forged) {
        // none of ours
      }
    }
    return keys;
  }

  @Needs(Right.HOUSEHOLD_ASSIGN)
  @GetMapping("/households/assign/{village}/sheet")
  void download(Visit visit, @PathVariable int village, HttpServletResponse response)
      throws IOException {
    assignments.divided(visit.actor(), village);
    Downloads.workbook(response, visit.t().t("assign.sheet.file"));
    sheet.write(visit.actor(), village, visit.t(), response.getOutputStream());
  }

  @Needs(Right.HOUSEHOLD_ASSIGN)
  @PostMapping("/households/assign/{village}/sheet")
  ResponseEntity<byte[]> upload(
      Visit visit,
      @PathVariable int village,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    if (file == null || file.isEmpty()) {
      return page(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          village,
          new Typed("", "", ""),
          1,
          0,
          "",
          Set.of(),
          List.of(Problem.at("file", SheetProblem.EMPTY_FILE)));
    }
    String name = String.valueOf(file.getOriginalFilename());
    try (InputStream content = file.getInputStream()) {
      return looked(
          visit, village, name, sheet.look(visit.actor(), village, name, content, visit.t()));
    }
  }

  private ResponseEntity<byte[]> looked(
      Visit visit, int village, String name, Result<HouseholdAssignmentSheet.Read> looked) {
    return switch (looked) {
      case Result.Refused<HouseholdAssignmentSheet.Read> refused ->
          page(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              village,
              new Typed("", "", ""),
              1,
              0,
              "",
              Set.of(),
              refused.problems());
      case Result.Ok<HouseholdAssignmentSheet.Read>(HouseholdAssignmentSheet.Read read) -> {
        Divided divided = assignments.divided(visit.actor(), village);
        yield views.html(
            read.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
            "registry/assign-sheet",
            visit.page(
                visit.t().t("assign.of", divided.name()),
                HouseholdPages.NAV,
                List.of(
                    top(visit),
                    new Crumb(divided.name(), "/households/assign/" + village),
                    new Crumb(name, null))),
            Map.of(
                "divided", divided,
                "name", name,
                "sha256", read.sha256(),
                "rows", read.rows(),
                "assigned", read.keys().size(),
                "counts", read.counts(),
                "problems", read.problems(),
                "warnings", read.warnings()));
      }
    };
  }

  @Needs(Right.HOUSEHOLD_ASSIGN)
  @PostMapping("/households/assign/{village}/sheet/apply")
  ResponseEntity<byte[]> apply(
      Visit visit,
      @PathVariable int village,
      @RequestParam String sha256,
      @RequestParam String name) {
    Result<HouseholdAssignmentSheet.Read> looked =
        sheet.read(visit.actor(), village, hash(sha256), name, visit.t());
    if (!(looked
            instanceof Result.Ok<HouseholdAssignmentSheet.Read>(HouseholdAssignmentSheet.Read read))
        || !read.problems().isEmpty()) {
      return looked(visit, village, name, looked);
    }
    return switch (assignments.assign(visit.actor(), village, read.keys(), read.successors())) {
      case Result.Ok<Integer> ok ->
          visit.leadTo("/households/assign/" + village, "assign.done", ok.value());
      case Result.Refused<Integer> refused ->
          page(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              village,
              new Typed("", "", ""),
              1,
              0,
              "",
              Set.of(),
              refused.problems());
    };
  }

  @Needs(Right.HOUSEHOLD_ASSIGN)
  @GetMapping("/households/assign/{village}/sheet/marked")
  void marked(
      Visit visit,
      @PathVariable int village,
      @RequestParam String sha256,
      @RequestParam String name,
      HttpServletResponse response)
      throws IOException {
    assignments.divided(visit.actor(), village);
    Downloads.workbook(response, visit.t().t("assign.sheet.file"));
    sheet.writeMarked(
        visit.actor(), village, hash(sha256), name, visit.t(), response.getOutputStream());
  }

  private static String hash(String sha256) {
    return sha256.matches("[0-9a-f]{64}") ? sha256 : "0".repeat(64);
  }
}
