package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Indicators with the definition behind every number. */
@Controller
class IndicatorPages {

  private final Indicators indicators;
  private final Views views;

  IndicatorPages(Indicators indicators, Views views) {
    this.indicators = indicators;
    this.views = views;
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/indicators")
  ResponseEntity<byte[]> list(Visit visit) {
    Map<String, Indicator> all = indicators.all();
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("indicators", all.values().stream().filter(one -> !one.withdrawn()).toList());
    params.put("mayAdd", visit.actor().holds(Right.TARGET_KEEP));
    params.put("words", new PlanWords(visit.t(), all));
    return views.html(
        "reporting/indicators",
        visit.page(
            visit.t().t("reporting.indicators.title"),
            PlanPages.NAV,
            PlanPages.crumbs(visit, new Crumb(visit.t().t("reporting.indicators.title"), null))),
        params);
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/indicators/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable String id) {
    Map<String, Indicator> all = indicators.all();
    Indicator one = all.get(id);
    if (one == null) {
      throw new NotFoundException("indicator " + id);
    }
    PlanWords words = new PlanWords(visit.t(), all);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("indicator", one);
    params.put("mayCopy", visit.actor().holds(Right.TARGET_KEEP) && !one.withdrawn());
    params.put(
        "mayReport", one.byHand() && !one.withdrawn() && visit.actor().holds(Right.VALUE_REPORT));
    params.put("owner", indicators.owner(one));
    params.put("mayEdit", indicators.keeps(visit.actor(), one));
    params.put("uses", indicators.uses(id));
    params.put("unverified", words.unverified(indicators.unverified(one)));
    params.put("words", words);
    return views.html(
        "reporting/indicator",
        visit.page(
            words.name(one),
            PlanPages.NAV,
            PlanPages.crumbs(
                visit,
                new Crumb(visit.t().t("reporting.indicators.title"), "/indicators"),
                new Crumb(words.name(one), null))),
        params);
  }

  @Needs(Right.TARGET_KEEP)
  @GetMapping("/indicators/new")
  ResponseEntity<byte[]> fresh(Visit visit) {
    return form(visit, HttpStatus.OK, null, true, IndicatorForm.EMPTY, List.of());
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/indicators/new")
  ResponseEntity<byte[]> add(Visit visit, @RequestParam Map<String, String> typed) {
    IndicatorForm form = IndicatorForm.read(new TypedFields(typed));
    return switch (indicators.add(visit.actor(), form, visit.t())) {
      case Result.Ok<Indicator> ok ->
          visit.leadTo("/indicators/" + ok.value().id(), "reporting.indicator.kept");
      case Result.Refused<Indicator> refused ->
          form(visit, HttpStatus.UNPROCESSABLE_CONTENT, null, true, form, refused.problems());
    };
  }

  @Needs(Right.TARGET_KEEP)
  @GetMapping("/indicators/{id}/copy")
  ResponseEntity<byte[]> copy(Visit visit, @PathVariable String id) {
    Indicator one = indicators.standing(id);
    return form(visit, HttpStatus.OK, one, true, IndicatorForm.copyOf(one, visit.t()), List.of());
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/indicators/{id}/copy")
  ResponseEntity<byte[]> keepCopy(
      Visit visit, @PathVariable String id, @RequestParam Map<String, String> typed) {
    Indicator from = indicators.standing(id);
    IndicatorForm form = IndicatorForm.read(new TypedFields(typed));
    return switch (indicators.copy(visit.actor(), id, form, visit.t())) {
      case Result.Ok<Indicator> ok ->
          visit.leadTo("/indicators/" + ok.value().id(), "reporting.indicator.kept");
      case Result.Refused<Indicator> refused ->
          form(visit, HttpStatus.UNPROCESSABLE_CONTENT, from, true, form, refused.problems());
    };
  }

  @Needs(Right.TARGET_KEEP)
  @GetMapping("/indicators/own/{id}/edit")
  ResponseEntity<byte[]> edit(Visit visit, @PathVariable String id) {
    Indicator own = indicators.own(visit.actor(), id);
    return form(visit, HttpStatus.OK, own, false, IndicatorForm.of(own), List.of());
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/indicators/own/{id}/edit")
  ResponseEntity<byte[]> change(
      Visit visit, @PathVariable String id, @RequestParam Map<String, String> typed) {
    Indicator own = indicators.own(visit.actor(), id);
    Map<String, String> fields = new HashMap<>(typed);
    fields.put("id", id);
    IndicatorForm form = IndicatorForm.read(new TypedFields(fields));
    return switch (indicators.change(visit.actor(), id, form, visit.t())) {
      case Result.Ok<Indicator> ok -> visit.leadTo("/indicators/" + id, "reporting.indicator.kept");
      case Result.Refused<Indicator> refused ->
          Differences.answer(
              refused.problems(),
              () -> changed(visit, form, own),
              () -> visit.leadTo("/indicators/" + id, "reporting.indicator.kept"),
              changed ->
                  form(
                      visit,
                      HttpStatus.UNPROCESSABLE_CONTENT,
                      own,
                      false,
                      changed.isEmpty() ? form : form.over(own.version()),
                      refused.problems(),
                      changed));
    };
  }

  /** Where a form says something else than the indicator that is saved. */
  private static List<Difference> changed(Visit visit, IndicatorForm typed, Indicator own) {
    IndicatorForm now = IndicatorForm.of(own);
    return new Differences(visit.t())
        .field("reporting.indicator.name-vi", typed.nameVi(), now.nameVi())
        .field("reporting.indicator.name-en", typed.nameEn(), now.nameEn())
        .choice(
            "reporting.indicator.kind",
            typed.kind(),
            now.kind(),
            kinds(new PlanWords(visit.t(), Map.of())))
        .field("reporting.definition.numerator", typed.numerator(), now.numerator())
        .field("reporting.definition.denominator", typed.denominator(), now.denominator())
        .field("reporting.indicator.unit", typed.unit(), now.unit())
        .field("reporting.indicator.definition-vi", typed.definitionVi(), now.definitionVi())
        .field("reporting.indicator.definition-en", typed.definitionEn(), now.definitionEn())
        .field("reporting.definition.source", typed.source(), now.source())
        .field(
            "reporting.indicator.levels",
            levels(visit, typed.levels()),
            levels(visit, now.levels()))
        .choice(
            "reporting.indicator.verified",
            String.valueOf(typed.verified()),
            String.valueOf(now.verified()),
            List.of(
                new Option("true", visit.t().t("subject.yes")),
                new Option("false", visit.t().t("subject.no"))))
        .all();
  }

  private static String levels(Visit visit, List<AreaLevel> levels) {
    return levels.stream()
        .sorted()
        .map(level -> visit.t().t("areas.level." + level.name()))
        .collect(Collectors.joining(", "));
  }

  private static List<Option> kinds(PlanWords words) {
    return Arrays.stream(Indicator.Kind.values())
        .map(kind -> new Option(kind.name(), words.kind(kind)))
        .toList();
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/indicators/own/{id}/withdraw")
  ResponseEntity<byte[]> withdraw(Visit visit, @PathVariable String id) {
    Indicator own = indicators.own(visit.actor(), id);
    return switch (indicators.withdraw(visit.actor(), id)) {
      case Result.Ok<Indicator> ok ->
          visit.leadTo("/indicators", "reporting.indicator.was-withdrawn");
      case Result.Refused<Indicator> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              own,
              false,
              IndicatorForm.of(own),
              refused.problems());
    };
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      @Nullable Indicator from,
      boolean copies,
      IndicatorForm typed,
      List<Problem> problems) {
    return form(visit, status, from, copies, typed, problems, List.of());
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      @Nullable Indicator from,
      boolean copies,
      IndicatorForm typed,
      List<Problem> problems,
      List<Difference> changed) {
    Map<String, Indicator> all = indicators.all();
    Map<String, String> groups = indicators.groups();
    PlanWords words = new PlanWords(visit.t(), all, groups);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("indicator", from);
    params.put("copies", copies);
    params.put("changed", changed);
    params.put("typed", typed);
    params.put("kinds", kinds(words));
    params.put("measures", Measure.catalogue(groups.keySet()));
    params.put(
        "others",
        all.values().stream()
            .filter(one -> !one.withdrawn() && !one.kind().done())
            .filter(one -> copies || from == null || !one.id().equals(from.id()))
            .toList());
    params.put("words", words);
    params.put("errors", visit.errors(problems));
    String title =
        visit
            .t()
            .t(
                from == null
                    ? "reporting.indicator.new"
                    : copies ? "reporting.indicator.copy" : "reporting.indicator.edit");
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(new Crumb(visit.t().t("reporting.indicators.title"), "/indicators"));
    if (from != null) {
      crumbs.add(new Crumb(words.name(from), "/indicators/" + from.id()));
    }
    crumbs.add(new Crumb(title, null));
    return views.html(
        status,
        "reporting/indicator-form",
        visit.page(title, PlanPages.NAV, PlanPages.crumbs(visit, crumbs.toArray(Crumb[]::new))),
        params);
  }
}
