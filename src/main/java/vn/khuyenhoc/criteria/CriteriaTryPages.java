package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
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
import vn.khuyenhoc.criteria.Assessment.ComputedValue;
import vn.khuyenhoc.criteria.Assessment.Line;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Trying a set before it is used: answers and facts in, outcome and its explanation out. */
@Controller
class CriteriaTryPages {

  private final CriteriaSets sets;
  private final Views views;

  CriteriaTryPages(CriteriaSets sets, Views views) {
    this.sets = sets;
    this.views = views;
  }

  /**
   * The trial; the address holds all that was entered.
   *
   * @param fill {@code most} or {@code least} answers everything so
   */
  @Needs(Right.CRITERIA_READ)
  @GetMapping("/criteria/{id}/try")
  ResponseEntity<byte[]> byAddress(
      Visit visit,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String fill,
      @RequestParam Map<String, String> fields) {
    KeptSet kept = sets.kept(visit.actor(), id);
    SetTrial trial = SetTrial.of(kept.set(), fields);
    if (!fill.isEmpty() && trial.problems().isEmpty()) {
      return visit.leadTo(
          "/criteria/" + id + "/try?" + trial.filled(fill.equals("most")).query() + "#result");
    }
    return page(visit, kept, trial);
  }

  /** The same for a set too large for an address. */
  @Needs(Right.CRITERIA_READ)
  @PostMapping("/criteria/{id}/try")
  ResponseEntity<byte[]> byForm(
      Visit visit,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String fill,
      @RequestParam Map<String, String> fields) {
    KeptSet kept = sets.kept(visit.actor(), id);
    SetTrial trial = SetTrial.of(kept.set(), fields);
    return page(visit, kept, fill.isEmpty() ? trial : trial.filled(fill.equals("most")));
  }

  private ResponseEntity<byte[]> page(Visit visit, KeptSet kept, SetTrial trial) {
    CriteriaSet set = kept.set();
    boolean doubled =
        set.indicators().stream().map(Indicator::id).distinct().count() < set.indicators().size();
    boolean assessable = trial.begun() && trial.problems().isEmpty() && !doubled;
    Assessment assessment = assessable ? trial.assessed() : null;
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("words", new SetWords(visit.t(), set));
    params.put("facts", KnownFacts.of(set.model(), set.level()));
    params.put("typed", trial.typed());
    params.put("addressed", SetTrial.addressed(set));
    params.put("doubled", doubled);
    params.put("assessment", assessment);
    params.put("reasons", assessment == null ? List.of() : assessment.explained(visit.t()));
    params.put("lines", assessment == null ? List.of() : lines(visit.t(), set, assessment));
    params.put("errors", visit.errors(trial.problems()));
    String title = visit.t().t("criteria.try.title");
    return views.html(
        trial.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        "criteria/try",
        visit.page(title, CriteriaPages.NAV, CriteriaPages.below(visit, kept, title)),
        params);
  }

  private static List<TriedLine> lines(Texts t, CriteriaSet set, Assessment assessment) {
    SetWords words = new SetWords(t, set);
    List<TriedLine> lines = new ArrayList<>();
    for (Line line : assessment.lines()) {
      Indicator indicator = set.indicator(line.indicatorId()).orElseThrow();
      BigDecimal points = line.points();
      NotApplicable counted = line.counted();
      boolean out = counted != null && counted != NotApplicable.FULL;
      BigDecimal lost = points == null || out ? BigDecimal.ZERO : line.maxPoints().subtract(points);
      lines.add(
          new TriedLine(
              indicator.id(),
              indicator.text(),
              t.decimal(line.maxPoints()),
              points == null || out ? "—" : t.decimal(points),
              lost.signum() == 0 ? "" : t.decimal(lost),
              remark(t, words, line, counted)));
    }
    return lines;
  }

  private static String remark(
      Texts t, SetWords words, Line line, @Nullable NotApplicable counted) {
    if (counted != null) {
      return t.t("criteria.try.not-applicable", t.t(words.counting(counted)));
    }
    ComputedValue computed = line.computed();
    if (computed == null) {
      return line.points() == null ? t.t("criteria.try.open") : "";
    }
    BigDecimal value = computed.value();
    if (value == null && !computed.unknown().isEmpty()) {
      return t.t(
          "criteria.try.unknown",
          String.join(
              ", ",
              computed.unknown().stream()
                  .map(name -> t.t("criteria.fact." + name.replace('_', '-')))
                  .toList()));
    }
    return value == null
        ? t.t("criteria.try.no-share")
        : t.t(
            "criteria.try.computed",
            words.formula(computed.formula()),
            computed.unit().isEmpty()
                ? t.decimal(value)
                : t.decimal(value) + " " + computed.unit());
  }
}
