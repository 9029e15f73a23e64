package vn.khuyenhoc.criteria;

import static vn.khuyenhoc.criteria.CriteriaDraftPages.TRIES;
import static vn.khuyenhoc.criteria.CriteriaDraftPages.countings;
import static vn.khuyenhoc.criteria.CriteriaDraftPages.crumbs;
import static vn.khuyenhoc.criteria.CriteriaDraftPages.meanwhile;
import static vn.khuyenhoc.criteria.CriteriaDraftPages.path;
import static vn.khuyenhoc.criteria.CriteriaDraftPages.raced;

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
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.SetEdits.Place;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/**
 * One page a criterion of a draft, one an indicator, and one to try formulas. A part is saved over
 * what its form was opened with; where somebody else saved the same part meanwhile, both are shown.
 */
@Controller
class CriteriaPartPages {

  private final CriteriaSets sets;
  private final LabourForms forms;
  private final Views views;

  CriteriaPartPages(CriteriaSets sets, LabourForms forms, Views views) {
    this.sets = sets;
    this.forms = forms;
    this.views = views;
  }

  private KeptSet draft(Visit visit, String id) {
    return CriteriaDraftPages.draft(sets, visit, id);
  }

  private Result<Integer> save(Visit visit, KeptSet kept, CriteriaSet changed) {
    return sets.saveDraft(visit.actor(), changed, kept.line().revision());
  }

  // ── a criterion ───────────────────────────────────────────────────────────────────────────────

  /**
   * The form of a criterion.
   *
   * @param place which, counted from 1; {@code new} for another one
   */
  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/drafts/{draft}/criteria/{place}")
  ResponseEntity<byte[]> criterion(
      Visit visit, @PathVariable String draft, @PathVariable String place) {
    KeptSet kept = draft(visit, draft);
    int at = at(kept, place);
    Criterion criterion = SetEdits.criterion(kept.set(), at).orElse(null);
    return criterion(
        visit,
        HttpStatus.OK,
        kept,
        at,
        criterion == null
            ? CriterionForm.blank(SetEdits.nextNumber(kept.set()))
            : CriterionForm.of(visit.t(), criterion),
        DraftProblem.errors(DraftProblem.of(visit.t(), kept), place),
        List.of());
  }

  /** Where a criterion stands, from 0; -1 for a new one. */
  private static int at(KeptSet kept, String place) {
    if (place.equals("new")) {
      return -1;
    }
    return Place.of(place)
        .filter(one -> one.indicator() < 0)
        .filter(one -> SetEdits.criterion(kept.set(), one.criterion()).isPresent())
        .map(Place::criterion)
        .orElseThrow(() -> new NotFoundException("criterion " + place));
  }

  private ResponseEntity<byte[]> criterion(
      Visit visit,
      HttpStatus status,
      KeptSet kept,
      int at,
      TypedForm form,
      List<FieldError> errors,
      List<SetComparison.Value> theirs) {
    Criterion criterion = SetEdits.criterion(kept.set(), at).orElse(null);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("place", at < 0 ? "new" : String.valueOf(at + 1));
    params.put("form", form);
    params.put("seen", criterion == null ? "" : SetEdits.mark(SetEdits.bare(criterion)));
    params.put("points", criterion == null ? null : visit.t().points(criterion.maxPoints()));
    params.put("errors", errors);
    params.put("theirs", theirs);
    String title =
        at < 0
            ? visit.t().t("criteria.criterion.new")
            : visit.t().t("criteria.criterion.of", form.get("id"));
    return views.html(
        status,
        "criteria/criterion",
        visit.page(title, CriteriaPages.NAV, crumbs(visit, kept, title)),
        params);
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/drafts/{draft}/criteria/{place}")
  ResponseEntity<byte[]> saveCriterion(
      Visit visit,
      @PathVariable String draft,
      @PathVariable String place,
      @RequestParam(name = "do", defaultValue = "save") String button,
      @RequestParam(defaultValue = "") String seen,
      @RequestParam Map<String, String> fields) {
    TypedForm form = new TypedForm(fields);
    KeptSet kept = draft(visit, draft);
    for (int attempt = 1; ; attempt++) {
      CriteriaSet now = kept.set();
      boolean added = place.equals("new");
      int guess = added ? -1 : Place.of(place).map(Place::criterion).orElse(-1);
      Criterion here = SetEdits.criterion(now, guess).orElse(null);
      Result<Criterion> read =
          CriterionForm.read(form, here == null ? List.of() : here.indicators());
      if (!(read instanceof Result.Ok<Criterion>(Criterion mine))) {
        return criterion(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            kept,
            guess,
            form,
            visit.errors(read.problems()),
            List.of());
      }
      boolean twice = added && now.criteria().stream().map(SetEdits::bare).anyMatch(mine::equals);
      int at = added || seen.isEmpty() ? -1 : SetEdits.findCriterion(now, seen, guess);
      if (!added && !seen.isEmpty() && at < 0) {
        if (here != null && SetEdits.bare(here).equals(SetEdits.bare(mine))) {
          return visit.leadTo(path(kept), "criteria.criterion.saved", mine.id());
        }
        return criterion(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            kept,
            guess,
            form,
            meanwhile(visit, kept, "text"),
            here == null
                ? List.of()
                : SetComparison.between(visit.t(), now, SetEdits.bare(here), SetEdits.bare(mine)));
      }
      if (!twice) {
        List<Indicator> own =
            SetEdits.criterion(now, at).map(Criterion::indicators).orElse(List.of());
        Criterion put =
            SetEdits.doubted(SetEdits.criterion(now, at).orElse(null), SetEdits.with(mine, own));
        Result<Integer> saved = save(visit, kept, SetEdits.put(now, at, put));
        if (raced(saved) && attempt < TRIES) {
          kept = draft(visit, draft);
          continue;
        }
        if (!saved.done()) {
          return criterion(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              kept,
              guess,
              form,
              visit.errors(saved.problems()),
              List.of());
        }
      }
      if (button.equals("next")) {
        int last = at < 0 ? now.criteria().size() + (twice ? 0 : 1) : at + 1;
        return visit.leadTo(
            path(kept) + "/indicators/" + last + ".new", "criteria.criterion.saved", mine.id());
      }
      return visit.leadTo(path(kept), "criteria.criterion.saved", mine.id());
    }
  }

  // ── an indicator ──────────────────────────────────────────────────────────────────────────────

  /**
   * Where an indicator stands.
   *
   * @param criterion its criterion, from 0
   * @param indicator its place there, from 0; -1 for a new one
   */
  private record Spot(int criterion, int indicator) {
    Place place() {
      return new Place(criterion, indicator);
    }

    String written() {
      return criterion + 1 + "." + (indicator < 0 ? "new" : String.valueOf(indicator + 1));
    }
  }

  private static Spot spot(KeptSet kept, String place) {
    boolean added = place.matches("\\d{1,3}\\.new");
    Place found =
        Place.of(added ? place.substring(0, place.indexOf('.')) : place)
            .filter(one -> added || one.indicator() >= 0)
            .filter(one -> SetEdits.criterion(kept.set(), one.criterion()).isPresent())
            .orElseThrow(() -> new NotFoundException("indicator " + place));
    return new Spot(found.criterion(), found.indicator());
  }

  /**
   * The form of an indicator.
   *
   * @param place which, as {@code 2.1} counted from 1; {@code 2.new} for another one
   */
  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/drafts/{draft}/indicators/{place}")
  ResponseEntity<byte[]> indicator(
      Visit visit, @PathVariable String draft, @PathVariable String place) {
    KeptSet kept = draft(visit, draft);
    Spot spot = spot(kept, place);
    Criterion criterion = kept.set().criteria().get(spot.criterion());
    if (spot.indicator() < 0) {
      if (kept.set().indicators().size() >= SetEdits.MOST_INDICATORS) {
        return CriteriaDraftPages.show(
            views,
            forms,
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            kept,
            List.of(Problem.of(EditProblem.TOO_MANY, SetEdits.MOST_INDICATORS)));
      }
      return indicator(
          visit,
          HttpStatus.OK,
          kept,
          spot,
          IndicatorForm.blank(kept.set(), SetEdits.nextNumber(kept.set(), criterion)),
          List.of(),
          List.of());
    }
    Indicator indicator =
        SetEdits.indicator(kept.set(), spot.place())
            .orElseThrow(() -> new NotFoundException("indicator " + place));
    return indicator(
        visit,
        HttpStatus.OK,
        kept,
        spot,
        IndicatorForm.of(visit.t(), kept.set(), indicator),
        DraftProblem.errors(DraftProblem.of(visit.t(), kept), place),
        List.of());
  }

  private ResponseEntity<byte[]> indicator(
      Visit visit,
      HttpStatus status,
      KeptSet kept,
      Spot spot,
      TypedForm form,
      List<FieldError> errors,
      List<SetComparison.Value> theirs) {
    CriteriaSet set = kept.set();
    Indicator here = SetEdits.indicator(set, spot.place()).orElse(null);
    Criterion criterion = set.criteria().get(spot.criterion());
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("place", spot.written());
    params.put("criterion", criterion);
    params.put("form", form);
    params.put("seen", here == null ? "" : SetEdits.mark(here));
    params.put("of", SetEdits.mark(SetEdits.bare(criterion)));
    params.put("applies", FormulaChoices.applies(visit.t(), set.model(), set.level()));
    params.put("counts", FormulaChoices.counts(visit.t(), set.model(), set.level()));
    params.put("countings", countings(visit, set));
    params.put("words", new SetWords(visit.t(), set));
    params.put("errors", errors);
    params.put("theirs", theirs);
    String title =
        spot.indicator() < 0
            ? visit.t().t("criteria.indicator.new", criterion.id())
            : visit.t().t("criteria.indicator.of", form.get("id"));
    return views.html(
        status,
        "criteria/indicator",
        visit.page(title, CriteriaPages.NAV, crumbs(visit, kept, title)),
        params);
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/drafts/{draft}/indicators/{place}")
  ResponseEntity<byte[]> saveIndicator(
      Visit visit,
      @PathVariable String draft,
      @PathVariable String place,
      @RequestParam(name = "do", defaultValue = "save") String button,
      @RequestParam(defaultValue = "") String seen,
      @RequestParam(defaultValue = "") String of,
      @RequestParam Map<String, String> fields) {
    TypedForm form = new TypedForm(fields);
    KeptSet kept = draft(visit, draft);
    Spot spot = spot(kept, place);
    TypedForm pressed = form.pressed(button);
    if (pressed != null) {
      return indicator(visit, HttpStatus.OK, kept, spot, pressed, List.of(), List.of());
    }
    Result<Indicator> read = IndicatorForm.read(form);
    if (!(read instanceof Result.Ok<Indicator>(Indicator mine))) {
      return indicator(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          kept,
          spot,
          form,
          visit.errors(read.problems()),
          List.of());
    }
    for (int attempt = 1; ; attempt++) {
      CriteriaSet now = kept.set();
      boolean added = spot.indicator() < 0 || seen.isEmpty();
      Place at;
      if (added) {
        int criterion = SetEdits.findCriterion(now, of, spot.criterion());
        at = new Place(criterion < 0 ? spot.criterion() : criterion, -1);
      } else {
        at = SetEdits.find(now, seen, spot.place());
        if (at == null) {
          Indicator theirs = SetEdits.indicator(now, spot.place()).orElse(null);
          if (mine.equals(theirs)) {
            return saved(visit, kept, spot.criterion(), mine, button, false);
          }
          return indicator(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              kept,
              spot,
              form,
              meanwhile(visit, kept, "text"),
              theirs == null ? List.of() : SetComparison.between(visit.t(), now, theirs, mine));
        }
      }
      if (added && now.criteria().get(at.criterion()).indicators().contains(mine)) {
        return saved(visit, kept, at.criterion(), mine, button, false);
      }
      Indicator doubted =
          SetEdits.doubted(added ? null : SetEdits.indicator(now, at).orElse(null), mine);
      Result<Integer> saved = save(visit, kept, SetEdits.put(now, at, doubted));
      if (saved.done()) {
        return saved(visit, kept, at.criterion(), mine, button, !doubted.equals(mine));
      }
      if (!raced(saved) || attempt == TRIES) {
        return indicator(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            kept,
            spot,
            form,
            visit.errors(saved.problems()),
            List.of());
      }
      kept = draft(visit, draft);
      spot = spot(kept, place);
    }
  }

  private ResponseEntity<byte[]> saved(
      Visit visit, KeptSet kept, int criterion, Indicator mine, String button, boolean doubted) {
    String notice = doubted ? "criteria.indicator.saved.doubted" : "criteria.indicator.saved";
    if (button.equals("next")) {
      return visit.leadTo(
          path(kept) + "/indicators/" + (criterion + 1) + ".new", notice, mine.id());
    }
    return visit.leadTo(path(kept) + "#c-" + (criterion + 1), notice, mine.id());
  }

  // ── formulas ──────────────────────────────────────────────────────────────────────────────────

  /** The facts that formulas may use, and a place to try one. */
  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/drafts/{draft}/formulas")
  ResponseEntity<byte[]> formulas(
      Visit visit,
      @PathVariable String draft,
      @RequestParam(defaultValue = "") String formula,
      @RequestParam Map<String, String> fields) {
    KeptSet kept = draft(visit, draft);
    FormulaTrial trial = FormulaTrial.of(visit.t(), kept.set(), formula, fields);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("trial", trial);
    params.put("facts", KnownFacts.of(kept.set().model(), kept.set().level()));
    params.put("errors", visit.errors(trial.problems()));
    String title = visit.t().t("criteria.formulas.title");
    return views.html(
        trial.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        "criteria/formulas",
        visit.page(title, CriteriaPages.NAV, crumbs(visit, kept, title)),
        params);
  }
}
