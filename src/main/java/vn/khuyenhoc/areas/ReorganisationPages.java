package vn.khuyenhoc.areas;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Recorded reorganisations: the list, one of them, and taking it back. */
@Controller
class ReorganisationPages {

  private static final String NAV = "areas";

  private final Reorganisations reorganisations;
  private final RecordedTable recorded;
  private final Assignments assignments;
  private final Drafts drafts;
  private final Areas areas;
  private final Views views;
  private final Clock clock;

  ReorganisationPages(
      Reorganisations reorganisations,
      RecordedTable recorded,
      Assignments assignments,
      Drafts drafts,
      Areas areas,
      Views views,
      Clock clock) {
    this.reorganisations = reorganisations;
    this.recorded = recorded;
    this.assignments = assignments;
    this.drafts = drafts;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations")
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    List<Integer> own = visit.actor().areasFor(Right.AREAS_KEEP);
    Pager pager = Pager.of("/areas/reorganisations", page, size, recorded.count(own));
    String title = visit.t().t("areas.reorganisations.title");
    return views.html(
        "areas/reorganisations",
        visit.page(
            title,
            NAV,
            List.of(new Crumb(visit.t().t("areas.title"), "/areas"), new Crumb(title, null))),
        Map.of(
            "rows",
            recorded.list(own, pager.size(), pager.offset()),
            "drafts",
            drafts.open(visit.actor()),
            "today",
            LocalDate.now(clock),
            "pager",
            pager));
  }

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/{id}")
  ResponseEntity<byte[]> show(
      Visit visit,
      @PathVariable int id,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    Reorganisation found = assignments.require(visit.actor(), id);
    int fitting = Pager.fitting(size);
    List<String> words =
        Arrays.stream(VietnameseText.fold(VietnameseText.clean(q)).split(" "))
            .filter(word -> !word.isEmpty())
            .toList();
    long offset = Math.max(0L, page - 1L) * fitting;
    List<Recorded.Went> went = recorded.successions(id, words, fitting, offset);
    String base =
        "/areas/reorganisations/"
            + id
            + (q.isBlank() ? "" : "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
    List<Recorded.Divided> divided = assignments.divided(visit.actor(), id);
    Map<Integer, Long> households =
        divided.isEmpty()
            ? Map.of()
            : assignments.count(
                "households",
                divided.stream()
                    .filter(one -> one.level() == AreaLevel.VILLAGE)
                    .map(Recorded.Divided::holder)
                    .toList());
    Map<String, Object> params = new HashMap<>();
    params.put("one", found);
    params.put("scope", areas.lastKnown(found.scopeId()).name());
    params.put("today", LocalDate.now(clock));
    params.put("counts", recorded.counts(id));
    params.put("went", went);
    params.put(
        "pager", Pager.of(base, page, fitting, went.isEmpty() ? 0 : went.getFirst().found()));
    params.put("typed", q);
    params.put("undecided", assignments.undecided(visit.actor(), id));
    params.put("divided", divided);
    params.put("households", households);
    params.put("keeps", areas.reaches(visit.actor(), Right.AREAS_KEEP, found.scopeId()));
    return views.html(
        "areas/reorganisation",
        visit.page(
            title(visit.t(), found),
            NAV,
            DraftPages.crumbs(visit, new Crumb(title(visit.t(), found), null))),
        params);
  }

  static String title(Texts t, Reorganisation one) {
    return t.t("areas.reorganisation.title", one.decree());
  }

  // ── to take it back ───────────────────────────────────────────────────────────────────────────

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/{id}/withdraw")
  ResponseEntity<byte[]> withdrawing(Visit visit, @PathVariable int id) {
    return withdrawing(visit, HttpStatus.OK, id, "", List.of(), List.of());
  }

  private ResponseEntity<byte[]> withdrawing(
      Visit visit,
      HttpStatus status,
      int id,
      String reason,
      List<FieldError> errors,
      List<String> later) {
    Reorganisation found = reorganisations.byId(id);
    areas.require(visit.actor(), Right.AREAS_KEEP, found.scopeId());
    String title = visit.t().t("areas.withdraw.title");
    return views.html(
        status,
        "areas/reorganisation-withdraw",
        visit.page(
            title,
            NAV,
            DraftPages.crumbs(
                visit,
                new Crumb(title(visit.t(), found), "/areas/reorganisations/" + id),
                new Crumb(title, null))),
        Map.of(
            "one",
            found,
            "counts",
            recorded.counts(id),
            "reason",
            reason,
            "later",
            later,
            "errors",
            errors));
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/{id}/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit, @PathVariable int id, @RequestParam(defaultValue = "") String reason) {
    return switch (reorganisations.withdraw(visit.actor(), id, reason)) {
      case Result.Ok<Reorganisation> ok ->
          visit.leadTo("/areas/reorganisations/" + id, "areas.withdraw.done");
      case Result.Refused<Reorganisation> refused ->
          withdrawing(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              reason,
              visit.errors(
                  refused.problems().stream()
                      .filter(problem -> problem.code() != AreasProblem.LATER_FACTS)
                      .toList()),
              later(visit.t(), refused.problems()));
    };
  }

  /** Later facts in words: "12 hồ sơ". */
  private static List<String> later(Texts t, List<Problem> problems) {
    Map<String, Long> facts = new LinkedHashMap<>();
    for (Problem problem : problems) {
      if (problem.code() == AreasProblem.LATER_FACTS
          && problem.arguments().get(1) instanceof Number count) {
        facts.merge(
            fact(t, String.valueOf(problem.arguments().get(0))), count.longValue(), Math::max);
      }
    }
    return facts.entrySet().stream().map(entry -> t.t(entry.getKey(), entry.getValue())).toList();
  }

  private static String fact(Texts t, String table) {
    String key = "areas.fact." + table;
    return t.has(key) ? key : "areas.fact.other";
  }
}
