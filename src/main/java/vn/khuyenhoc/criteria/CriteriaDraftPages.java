package vn.khuyenhoc.criteria;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.SetEdits.Place;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** A draft with everything that is still wrong, the order of its parts, and what is taken out. */
@Controller
class CriteriaDraftPages {

  /** How often a part is saved anew while others save other parts. */
  static final int TRIES = 3;

  private final CriteriaSets sets;
  private final LabourForms forms;
  private final Views views;

  CriteriaDraftPages(CriteriaSets sets, LabourForms forms, Views views) {
    this.sets = sets;
    this.forms = forms;
    this.views = views;
  }

  /** The draft, for those who may write it. */
  static KeptSet draft(CriteriaSets sets, Visit visit, String id) {
    KeptSet kept = sets.kept(visit.actor(), id);
    if (kept.line().status() != SetStatus.DRAFT
        || !sets.keeps(visit.actor(), kept.line().provinceId())) {
      throw new NotFoundException("draft of a criteria set " + id);
    }
    return kept;
  }

  private KeptSet draft(Visit visit, String id) {
    return draft(sets, visit, id);
  }

  static String path(KeptSet kept) {
    return "/criteria/drafts/" + kept.line().id();
  }

  static List<Crumb> crumbs(Visit visit, KeptSet kept, String title) {
    return CriteriaPages.below(visit, kept, title);
  }

  // ── the contents ──────────────────────────────────────────────────────────────────────────────

  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/drafts/{draft}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable String draft) {
    KeptSet kept = sets.kept(visit.actor(), draft);
    if (kept.line().status() != SetStatus.DRAFT) {
      return visit.leadTo("/criteria/" + draft);
    }
    return show(visit, HttpStatus.OK, draft(visit, draft), List.of());
  }

  private ResponseEntity<byte[]> show(
      Visit visit, HttpStatus status, KeptSet kept, List<Problem> problems) {
    return show(views, forms, visit, status, kept, problems);
  }

  /** The contents of a draft, with what was refused. */
  static ResponseEntity<byte[]> show(
      Views views,
      LabourForms forms,
      Visit visit,
      HttpStatus status,
      KeptSet kept,
      List<Problem> problems) {
    String title = CriteriaPages.title(visit.t(), kept.set());
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("words", new SetWords(visit.t(), kept.set(), forms.name(kept.set().form())));
    params.put("wrong", DraftProblem.of(visit.t(), kept));
    params.put("counted", SetEdits.countedOn(kept.set()));
    params.put("errors", visit.errors(problems));
    return views.html(
        status,
        "criteria/draft",
        visit.page(title, CriteriaPages.NAV, CriteriaPages.crumbs(visit, new Crumb(title, null))),
        params);
  }

  /**
   * Moves a part one place, or numbers all parts anew.
   *
   * @param up the place of what goes up
   * @param down the place of what goes down
   * @param count whether to number anew
   */
  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/drafts/{draft}/order")
  ResponseEntity<byte[]> order(
      Visit visit,
      @PathVariable String draft,
      @RequestParam(defaultValue = "") String up,
      @RequestParam(defaultValue = "") String down,
      @RequestParam(defaultValue = "false") boolean count) {
    KeptSet kept = draft(visit, draft);
    if (count) {
      return answer(
          visit, kept, save(visit, kept, SetEdits.counted(kept.set())), "criteria.draft.counted");
    }
    boolean rises = !up.isEmpty();
    Place place =
        Place.of(rises ? up : down)
            .filter(
                one ->
                    one.indicator() < 0
                        ? SetEdits.criterion(kept.set(), one.criterion()).isPresent()
                        : SetEdits.indicator(kept.set(), one).isPresent())
            .orElseThrow(() -> new NotFoundException("part " + up + down));
    CriteriaSet moved = SetEdits.moved(kept.set(), place, rises);
    Result<Integer> saved = save(visit, kept, moved);
    if (!saved.done()) {
      return answer(visit, kept, saved, "");
    }
    int step = rises ? -1 : 1;
    String anchor =
        place.indicator() < 0
            ? "#c-" + Math.max(1, Math.min(moved.criteria().size(), place.criterion() + 1 + step))
            : "#c-" + (place.criterion() + 1);
    return visit.leadTo(path(kept) + anchor);
  }

  private Result<Integer> save(Visit visit, KeptSet kept, CriteriaSet changed) {
    return sets.saveDraft(visit.actor(), changed, kept.line().revision());
  }

  private ResponseEntity<byte[]> answer(
      Visit visit, KeptSet kept, Result<Integer> saved, String notice) {
    return saved.done()
        ? visit.leadTo(path(kept), notice)
        : show(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            draft(visit, kept.line().id()),
            saved.problems());
  }

  /** Whether somebody else saved the draft meanwhile. */
  static boolean raced(Result<Integer> saved) {
    return saved.problems().stream().anyMatch(one -> one.code() == CriteriaProblem.DRAFT_CHANGED);
  }

  /** What is said where somebody else saved the same part meanwhile. */
  static List<FieldError> meanwhile(Visit visit, KeptSet kept, String field) {
    return visit.errors(
        List.of(Problem.at(field, EditProblem.CHANGED_MEANWHILE, kept.line().changedBy())));
  }

  /** The ways in which what does not apply may count. */
  static List<Option> countings(Visit visit, CriteriaSet set) {
    List<Option> options = new ArrayList<>();
    SetWords words = new SetWords(visit.t(), set);
    for (NotApplicable one : NotApplicable.values()) {
      options.add(
          new Option(
              one.name(),
              visit.t().t(words.counting(one)),
              visit.t().t(words.counting(one) + ".hint"),
              null));
    }
    return options;
  }

  // ── to take out ───────────────────────────────────────────────────────────────────────────────

  /** Asks before a part is taken out, and shows what goes with it. */
  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/drafts/{draft}/remove/{place}")
  ResponseEntity<byte[]> remove(
      Visit visit, @PathVariable String draft, @PathVariable String place) {
    KeptSet kept = draft(visit, draft);
    return remove(visit, HttpStatus.OK, kept, part(kept, place), List.of());
  }

  private static Place part(KeptSet kept, String place) {
    return Place.of(place)
        .filter(
            one ->
                one.indicator() < 0
                    ? SetEdits.criterion(kept.set(), one.criterion()).isPresent()
                    : SetEdits.indicator(kept.set(), one).isPresent())
        .orElseThrow(() -> new NotFoundException("part " + place));
  }

  private ResponseEntity<byte[]> remove(
      Visit visit, HttpStatus status, KeptSet kept, Place place, List<Problem> problems) {
    Criterion criterion = kept.set().criteria().get(place.criterion());
    Indicator indicator = SetEdits.indicator(kept.set(), place).orElse(null);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("place", place.written());
    params.put("criterion", criterion);
    params.put("indicator", indicator);
    params.put("words", new SetWords(visit.t(), kept.set()));
    params.put(
        "seen", SetEdits.mark(indicator == null ? criterion : Objects.requireNonNull(indicator)));
    params.put("errors", visit.errors(problems));
    String title =
        indicator == null
            ? visit.t().t("criteria.remove.criterion", criterion.id())
            : visit.t().t("criteria.remove.indicator", indicator.id());
    return views.html(
        status,
        "criteria/remove",
        visit.page(title, CriteriaPages.NAV, crumbs(visit, kept, title)),
        params);
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/drafts/{draft}/remove/{place}")
  ResponseEntity<byte[]> removed(
      Visit visit,
      @PathVariable String draft,
      @PathVariable String place,
      @RequestParam(defaultValue = "") String seen) {
    KeptSet kept = draft(visit, draft);
    Place at = part(kept, place);
    Object now =
        at.indicator() < 0
            ? kept.set().criteria().get(at.criterion())
            : SetEdits.indicator(kept.set(), at).orElseThrow();
    if (!seen.equals(SetEdits.mark(now))) {
      return remove(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          kept,
          at,
          List.of(Problem.of(EditProblem.CHANGED_MEANWHILE, kept.line().changedBy())));
    }
    Result<Integer> saved = save(visit, kept, SetEdits.without(kept.set(), at));
    return answer(visit, kept, saved, "criteria.removed");
  }

  /** Asks before a whole draft is thrown away. */
  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/drafts/{draft}/drop")
  ResponseEntity<byte[]> drop(Visit visit, @PathVariable String draft) {
    return drop(visit, HttpStatus.OK, draft(visit, draft), List.of());
  }

  private ResponseEntity<byte[]> drop(
      Visit visit, HttpStatus status, KeptSet kept, List<Problem> problems) {
    String title = visit.t().t("criteria.drop.title");
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("errors", visit.errors(problems));
    return views.html(
        status,
        "criteria/drop",
        visit.page(title, CriteriaPages.NAV, crumbs(visit, kept, title)),
        params);
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/drafts/{draft}/drop")
  ResponseEntity<byte[]> dropped(
      Visit visit, @PathVariable String draft, @RequestParam(defaultValue = "0") int revision) {
    KeptSet kept = draft(visit, draft);
    Result<String> dropped = sets.drop(visit.actor(), draft, revision);
    return dropped.done()
        ? visit.leadTo("/criteria", "criteria.dropped", kept.set().title())
        : drop(visit, HttpStatus.UNPROCESSABLE_CONTENT, kept, dropped.problems());
  }
}
