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
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/**
 * The head of a draft: what it is called and holds for, when it is passed, its ratings. It is saved
 * over what its form was opened with; where somebody else saved it meanwhile, both are shown.
 */
@Controller
class CriteriaHeadPages {

  private final CriteriaSets sets;
  private final LabourForms forms;
  private final Views views;

  CriteriaHeadPages(CriteriaSets sets, LabourForms forms, Views views) {
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
            visit.errors(read.problems()),
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
            visit.errors(saved.problems()),
            List.of());
      }
      kept = draft(visit, draft);
    }
  }
}
