package vn.khuyenhoc.criteria;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Putting a draft in force, ending a set in force, taking a mistaken one back. */
@Controller
class CriteriaForcePages {

  private final CriteriaSets sets;
  private final ObjectProvider<SetUses> uses;
  private final LabourForms forms;
  private final Views views;
  private final Clock clock;

  CriteriaForcePages(
      CriteriaSets sets,
      ObjectProvider<SetUses> uses,
      LabourForms forms,
      Views views,
      Clock clock) {
    this.sets = sets;
    this.uses = uses;
    this.forms = forms;
    this.views = views;
    this.clock = clock;
  }

  /** Days as they are typed. */
  private static final class Days {
    private final List<Problem> problems = new ArrayList<>();

    @Nullable LocalDate read(String field, String typed, boolean needed) {
      if (typed.isBlank() && !needed) {
        return null;
      }
      if (VietnameseDates.parse(typed) instanceof DateReading.Ok(LocalDate day)) {
        return day;
      }
      problems.add(Problem.at(field, EditProblem.DAY_UNREADABLE, typed));
      return null;
    }
  }

  // ── to put in force ───────────────────────────────────────────────────────────────────────────

  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/drafts/{draft}/force")
  ResponseEntity<byte[]> force(Visit visit, @PathVariable String draft) {
    return force(
        visit,
        HttpStatus.OK,
        CriteriaDraftPages.draft(sets, visit, draft),
        visit.t().date(LocalDate.now(clock)),
        "",
        List.of());
  }

  private ResponseEntity<byte[]> force(
      Visit visit,
      HttpStatus status,
      KeptSet kept,
      String from,
      String last,
      List<Problem> problems) {
    SetLine line = kept.line();
    List<SetLine> replaced = sets.replacedBy(visit.actor(), kept);
    SetUses known = uses.getIfAvailable();
    List<SetUses.Use> open = new ArrayList<>();
    if (known != null) {
      for (SetLine one : replaced) {
        known.of(visit.actor(), visit.t(), one.id()).stream()
            .filter(SetUses.Use::open)
            .forEach(open::add);
      }
    }
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("words", new SetWords(visit.t(), kept.set(), forms.name(kept.set().form())));
    params.put("wrong", DraftProblem.of(visit.t(), kept));
    params.put("replaced", replaced);
    params.put(
        "national", line.provinceId() == null ? null : sets.nationalBeside(visit.actor(), kept));
    params.put("open", open);
    params.put("from", from);
    params.put("last", last);
    params.put("errors", visit.errors(problems));
    String title = visit.t().t("criteria.force.title");
    return views.html(
        status,
        "criteria/force",
        visit.page(title, CriteriaPages.NAV, CriteriaPages.below(visit, kept, title)),
        params);
  }

  /**
   * Puts a draft in force.
   *
   * @param from the first day
   * @param last the last day; empty for no end
   * @param revision the draft that was looked at
   */
  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/drafts/{draft}/force")
  ResponseEntity<byte[]> forced(
      Visit visit,
      @PathVariable String draft,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String last,
      @RequestParam(defaultValue = "0") int revision) {
    KeptSet kept = sets.kept(visit.actor(), draft);
    if (kept.line().status() != SetStatus.DRAFT) {
      return visit.leadTo("/criteria/" + draft);
    }
    kept = CriteriaDraftPages.draft(sets, visit, draft);
    Days days = new Days();
    LocalDate first = days.read("from", from, true);
    LocalDate end = days.read("last", last, false);
    List<Problem> problems = new ArrayList<>(days.problems);
    if (!kept.problems().isEmpty()) {
      problems.add(Problem.of(EditProblem.STILL_WRONG, kept.problems().size()));
    }
    if (first == null || !problems.isEmpty()) {
      return force(visit, HttpStatus.UNPROCESSABLE_CONTENT, kept, from, last, problems);
    }
    Result<String> done =
        sets.putInForce(
            visit.actor(), draft, revision, first, end == null ? null : end.plusDays(1));
    return done.done()
        ? visit.leadTo("/criteria/" + draft, "criteria.forced", first)
        : force(visit, HttpStatus.UNPROCESSABLE_CONTENT, kept, from, last, done.problems());
  }

  // ── to end ────────────────────────────────────────────────────────────────────────────────────

  /** Asks for the last day of a set, and offers to take a mistaken one back. */
  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/{id}/retire")
  ResponseEntity<byte[]> retire(Visit visit, @PathVariable String id) {
    return retire(visit, HttpStatus.OK, sets.kept(visit.actor(), id), "", List.of());
  }

  private ResponseEntity<byte[]> retire(
      Visit visit, HttpStatus status, KeptSet kept, String last, List<Problem> problems) {
    SetUses known = uses.getIfAvailable();
    String id = kept.line().id();
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("keeps", sets.keeps(visit.actor(), kept.line().provinceId()));
    params.put("uses", known == null ? null : known.of(visit.actor(), visit.t(), id));
    params.put("free", known != null && !known.used(id));
    params.put("last", last);
    params.put("errors", visit.errors(problems));
    String title = visit.t().t("criteria.retire.title");
    return views.html(
        status,
        "criteria/retire",
        visit.page(title, CriteriaPages.NAV, CriteriaPages.below(visit, kept, title)),
        params);
  }

  /**
   * Ends a set.
   *
   * @param last its last day
   */
  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/{id}/retire")
  ResponseEntity<byte[]> retired(
      Visit visit, @PathVariable String id, @RequestParam(defaultValue = "") String last) {
    KeptSet kept = sets.kept(visit.actor(), id);
    Days days = new Days();
    LocalDate day = days.read("last", last, true);
    if (day == null) {
      return retire(visit, HttpStatus.UNPROCESSABLE_CONTENT, kept, last, days.problems);
    }
    Result<String> done = sets.retire(visit.actor(), id, day.plusDays(1));
    if (done.done()) {
      return visit.leadTo("/criteria/" + id, "criteria.retired", day);
    }
    List<Problem> problems =
        done.problems().stream()
            .map(
                one ->
                    "end".equals(one.field())
                        ? new Problem(one.code(), "last", one.arguments())
                        : one)
            .toList();
    return retire(visit, HttpStatus.UNPROCESSABLE_CONTENT, kept, last, problems);
  }

  /** Makes a mistaken set in force a draft again, while nothing uses it. */
  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/{id}/take-back")
  ResponseEntity<byte[]> takeBack(Visit visit, @PathVariable String id) {
    KeptSet kept = sets.kept(visit.actor(), id);
    SetUses known = uses.getIfAvailable();
    String title = kept.line().title();
    if (known == null) {
      return retire(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          kept,
          "",
          List.of(Problem.of(EditProblem.USE_UNKNOWN, title)));
    }
    if (known.used(id)) {
      return retire(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          kept,
          "",
          List.of(Problem.of(EditProblem.IN_USE, title)));
    }
    Result<String> back = sets.takeBack(visit.actor(), id);
    return back instanceof Result.Ok<String>(String draft)
        ? visit.leadTo("/criteria/drafts/" + draft, "criteria.taken-back")
        : retire(visit, HttpStatus.UNPROCESSABLE_CONTENT, kept, "", back.problems());
  }
}
