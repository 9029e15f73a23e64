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

/**
 * Writing a draft: its contents with everything that is still wrong, its head, one page a criterion
 * and one an indicator. A part is saved over what its form was opened with; where somebody else
 * saved the same part meanwhile, both are shown.
 */
@Controller
class CriteriaDraftPages {

  private static final int TRIES = 3;

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

  private static List<Crumb> crumbs(Visit visit, KeptSet kept, String title) {
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

  private static boolean raced(Result<Integer> saved) {
    return saved.problems().stream().anyMatch(one -> one.code() == CriteriaProblem.DRAFT_CHANGED);
  }

  private static List<FieldError> errors(Visit visit, List<Problem> problems) {
    return visit.errors(problems);
  }

  // ── the head ──────────────────────────────────────────────────────────────────────────────────

  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/drafts/{draft}/head")
  ResponseEntity<byte[]> head(Visit visit, @PathVariable String draft) {
    KeptSet kept = draft(visit, draft);
    return head(
        visit,
        HttpStatus.OK,
        kept,
        HeadForm.of(visit.t(), kept.set()),
        DraftProblem.errors(DraftProblem.of(visit.t(), kept), ""),
        List.of());
  }

  private ResponseEntity<byte[]> head(
      Visit visit,
      HttpStatus status,
      KeptSet kept,
      TypedForm form,
      List<FieldError> errors,
      List<SetComparison.Value> theirs) {
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("form", form);
    params.put("seen", SetEdits.headMark(kept.set()));
    params.put("models", HeadForm.models(visit.t()));
    params.put("forms", forms.options(kept.set().form()));
    params.put("formsHref", forms.href());
    params.put("ratings", HeadForm.ratings(visit.t()));
    params.put("countings", countings(visit, kept.set()));
    params.put("errors", errors);
    params.put("theirs", theirs);
    String title = visit.t().t("criteria.head.title");
    return views.html(
        status,
        "criteria/head",
        visit.page(title, CriteriaPages.NAV, crumbs(visit, kept, title)),
        params);
  }

  private static List<Option> countings(Visit visit, CriteriaSet set) {
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

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/drafts/{draft}/head")
  ResponseEntity<byte[]> saveHead(
      Visit visit,
      @PathVariable String draft,
      @RequestParam(name = "do", defaultValue = "save") String button,
      @RequestParam(defaultValue = "") String seen,
      @RequestParam Map<String, String> fields) {
    TypedForm form = new TypedForm(fields);
    TypedForm pressed = form.pressed(button);
    KeptSet kept = draft(visit, draft);
    if (pressed != null) {
      return head(visit, HttpStatus.OK, kept, pressed, List.of(), List.of());
    }
    for (int attempt = 1; ; attempt++) {
      String group = kept.set().form();
      Result<CriteriaSet> read =
          HeadForm.read(form, kept.set(), typed -> forms.offers(typed, group));
      if (!(read instanceof Result.Ok<CriteriaSet>(CriteriaSet mine))) {
        return head(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            kept,
            form,
            errors(visit, read.problems()),
            List.of());
      }
      CriteriaSet now = kept.set();
      boolean same = SetEdits.head(now).equals(SetEdits.head(mine));
      if (!same && !seen.equals(SetEdits.headMark(now))) {
        return head(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            kept,
            form,
            meanwhile(visit, kept, "title"),
            SetComparison.between(visit.t(), now, mine));
      }
      Result<Integer> saved = save(visit, kept, SetEdits.tidy(mine));
      if (saved.done()) {
        return visit.leadTo(path(kept), "criteria.head.saved");
      }
      if (!raced(saved) || attempt == TRIES) {
        return head(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            kept,
            form,
            errors(visit, saved.problems()),
            List.of());
      }
      kept = draft(visit, draft);
    }
  }

  private static List<FieldError> meanwhile(Visit visit, KeptSet kept, String field) {
    return errors(
        visit, List.of(Problem.at(field, EditProblem.CHANGED_MEANWHILE, kept.line().changedBy())));
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
            errors(visit, read.problems()),
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
              errors(visit, saved.problems()),
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
        return show(
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
          errors(visit, read.problems()),
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
            errors(visit, saved.problems()),
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
