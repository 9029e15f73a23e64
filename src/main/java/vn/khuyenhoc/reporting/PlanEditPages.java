package vn.khuyenhoc.reporting;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.areas.LineProblem;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Adding, correcting and withdrawing plans and their targets, one at a time or from a sheet. */
@Controller
class PlanEditPages {

  private static final int MOST_SHOWN = 200;

  private final PlanEdits edits;
  private final Indicators indicators;
  private final TargetSheet sheet;
  private final Views views;

  PlanEditPages(PlanEdits edits, Indicators indicators, TargetSheet sheet, Views views) {
    this.edits = edits;
    this.indicators = indicators;
    this.sheet = sheet;
    this.views = views;
  }

  @Needs(Right.TARGET_KEEP)
  @GetMapping("/plans/new")
  ResponseEntity<byte[]> fresh(Visit visit) {
    return planForm(visit, HttpStatus.OK, null, PlanForm.EMPTY, "", List.of());
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/plans/new")
  ResponseEntity<byte[]> add(Visit visit, @RequestParam Map<String, String> typed) {
    PlanForm form = PlanForm.read(new TypedFields(typed));
    return switch (edits.add(visit.actor(), form)) {
      case Result.Ok<Plan> ok ->
          visit.leadTo("/targets/" + ok.value().id(), "reporting.plan.added");
      case Result.Refused<Plan> refused ->
          planForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, null, form, "", refused.problems());
    };
  }

  @Needs(Right.TARGET_KEEP)
  @GetMapping("/plans/{plan}/edit")
  ResponseEntity<byte[]> edit(Visit visit, @PathVariable String plan) {
    Plan own = edits.own(visit.actor(), plan);
    return planForm(visit, HttpStatus.OK, own, PlanForm.of(own), "", List.of());
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/plans/{plan}/edit")
  ResponseEntity<byte[]> change(
      Visit visit, @PathVariable String plan, @RequestParam Map<String, String> typed) {
    Plan own = edits.own(visit.actor(), plan);
    Map<String, String> fields = new HashMap<>(typed);
    fields.put("id", plan);
    PlanForm form = PlanForm.read(new TypedFields(fields));
    return switch (edits.change(visit.actor(), plan, form)) {
      case Result.Ok<Plan> ok -> visit.leadTo("/targets/" + plan, "reporting.plan.changed");
      case Result.Refused<Plan> refused ->
          Differences.answer(
              refused.problems(),
              () -> changed(visit, form, own),
              () -> visit.leadTo("/targets/" + plan, "reporting.plan.changed"),
              changed ->
                  planForm(
                      visit,
                      HttpStatus.UNPROCESSABLE_CONTENT,
                      own,
                      changed.isEmpty() ? form : form.over(own.version()),
                      "",
                      refused.problems(),
                      changed));
    };
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/plans/{plan}/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit, @PathVariable String plan, @RequestParam(defaultValue = "") String reason) {
    Plan own = edits.own(visit.actor(), plan);
    return switch (edits.withdraw(visit.actor(), plan, reason)) {
      case Result.Ok<Plan> ok -> visit.leadTo("/targets/" + plan, "reporting.plan.was-withdrawn");
      case Result.Refused<Plan> refused ->
          planForm(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              own,
              PlanForm.of(own),
              reason,
              refused.problems());
    };
  }

  /** Where a form says something else than the plan that is saved. */
  private List<Difference> changed(Visit visit, PlanForm typed, Plan own) {
    PlanForm now = PlanForm.of(own);
    return new Differences(visit.t())
        .field("reporting.plan.form.title", typed.title(), now.title())
        .field("reporting.plan.issuer", typed.issuer(), now.issuer())
        .choice("reporting.plan.area", typed.area(), now.area(), areas(visit))
        .field("reporting.plan.number", typed.number(), now.number())
        .field("reporting.plan.dated", typed.dated(), now.dated())
        .field("reporting.plan.form.first", typed.firstYear(), now.firstYear())
        .field("reporting.plan.form.last", typed.lastYear(), now.lastYear())
        .field("reporting.plan.form.stated", typed.statedTargets(), now.statedTargets())
        .field("reporting.plan.remark", typed.remark(), now.remark())
        .all();
  }

  private List<Option> areas(Visit visit) {
    return edits.choices(visit.actor()).stream()
        .map(area -> new Option(String.valueOf(area.id()), area.name()))
        .toList();
  }

  private ResponseEntity<byte[]> planForm(
      Visit visit,
      HttpStatus status,
      @Nullable Plan plan,
      PlanForm typed,
      String reason,
      List<Problem> problems) {
    return planForm(visit, status, plan, typed, reason, problems, List.of());
  }

  private ResponseEntity<byte[]> planForm(
      Visit visit,
      HttpStatus status,
      @Nullable Plan plan,
      PlanForm typed,
      String reason,
      List<Problem> problems,
      List<Difference> changed) {
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("changed", changed);
    params.put("plan", plan);
    params.put("typed", typed);
    params.put("reason", reason);
    params.put("areas", areas(visit));
    params.put("errors", visit.errors(problems));
    String title = visit.t().t(plan == null ? "reporting.plan.add" : "reporting.plan.edit");
    return views.html(
        status,
        "reporting/plan-form",
        visit.page(title, PlanPages.NAV, crumbs(visit, plan, title)),
        params);
  }

  private static List<Crumb> crumbs(Visit visit, @Nullable Plan plan, String title) {
    return plan == null
        ? PlanPages.crumbs(visit, new Crumb(title, null))
        : PlanPages.crumbs(
            visit, new Crumb(plan.id(), "/targets/" + plan.id()), new Crumb(title, null));
  }

  @Needs(Right.TARGET_KEEP)
  @GetMapping("/plans/{plan}/add")
  ResponseEntity<byte[]> freshTarget(Visit visit, @PathVariable String plan) {
    Plan own = edits.own(visit.actor(), plan);
    return targetForm(visit, HttpStatus.OK, own, null, TargetForm.EMPTY, "", List.of());
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/plans/{plan}/add")
  ResponseEntity<byte[]> addTarget(
      Visit visit, @PathVariable String plan, @RequestParam Map<String, String> typed) {
    Plan own = edits.own(visit.actor(), plan);
    TargetForm form = TargetForm.read(new TypedFields(typed));
    return switch (edits.addTarget(visit.actor(), plan, form)) {
      case Result.Ok<PlanTarget> ok ->
          visit.leadTo("/targets/" + plan, "reporting.target.added", ok.value().id());
      case Result.Refused<PlanTarget> refused ->
          targetForm(
              visit, HttpStatus.UNPROCESSABLE_CONTENT, own, null, form, "", refused.problems());
    };
  }

  @Needs(Right.TARGET_KEEP)
  @GetMapping("/plans/{plan}/{target}/{year}/edit")
  ResponseEntity<byte[]> editTarget(
      Visit visit, @PathVariable String plan, @PathVariable String target, @PathVariable int year) {
    PlanTarget own = edits.target(visit.actor(), plan, target, year);
    return targetForm(
        visit, HttpStatus.OK, own.plan(), own, TargetForm.of(own, visit.t()), "", List.of());
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/plans/{plan}/{target}/{year}/edit")
  ResponseEntity<byte[]> changeTarget(
      Visit visit,
      @PathVariable String plan,
      @PathVariable String target,
      @PathVariable int year,
      @RequestParam Map<String, String> typed) {
    PlanTarget own = edits.target(visit.actor(), plan, target, year);
    TargetForm form = TargetForm.read(new TypedFields(typed));
    return switch (edits.changeTarget(visit.actor(), plan, target, year, form)) {
      case Result.Ok<PlanTarget> ok ->
          visit.leadTo("/targets/" + plan, "reporting.target.changed", ok.value().id());
      case Result.Refused<PlanTarget> refused -> {
        Map<String, List<Option>> options = options(visit);
        yield Differences.answer(
            refused.problems(),
            () -> changed(visit, form, own, options),
            () -> visit.leadTo("/targets/" + plan, "reporting.target.changed", own.id()),
            changed ->
                targetForm(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    own.plan(),
                    own,
                    changed.isEmpty() ? form : form.over(own.version()),
                    "",
                    refused.problems(),
                    changed,
                    options));
      }
    };
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/plans/{plan}/{target}/{year}/withdraw")
  ResponseEntity<byte[]> withdrawTarget(
      Visit visit,
      @PathVariable String plan,
      @PathVariable String target,
      @PathVariable int year,
      @RequestParam(defaultValue = "") String reason) {
    PlanTarget own = edits.target(visit.actor(), plan, target, year);
    return switch (edits.withdrawTarget(visit.actor(), plan, target, year, reason)) {
      case Result.Ok<PlanTarget> ok ->
          visit.leadTo("/targets/" + plan, "reporting.target.was-withdrawn", target);
      case Result.Refused<PlanTarget> refused ->
          targetForm(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              own.plan(),
              own,
              TargetForm.of(own, visit.t()),
              reason,
              refused.problems());
    };
  }

  /** Where a form says something else than the target that is saved. */
  private static List<Difference> changed(
      Visit visit, TargetForm typed, PlanTarget own, Map<String, List<Option>> options) {
    TargetForm now = TargetForm.of(own, visit.t());
    return new Differences(visit.t())
        .field("reporting.sheet.id", typed.id(), now.id())
        .choice(
            "reporting.sheet.indicator",
            typed.indicator(),
            now.indicator(),
            options.getOrDefault("indicator", List.of()))
        .field("reporting.sheet.scope", typed.scope(), now.scope())
        .field("reporting.sheet.year", typed.year(), now.year())
        .choice(
            "reporting.sheet.kind",
            typed.kind(),
            now.kind(),
            options.getOrDefault("kind", List.of()))
        .choice(
            "reporting.sheet.direction",
            typed.direction(),
            now.direction(),
            options.getOrDefault("direction", List.of()))
        .field("reporting.sheet.value", typed.value(), now.value())
        .choice(
            "reporting.sheet.period",
            typed.period(),
            now.period(),
            options.getOrDefault("period", List.of()))
        .field("reporting.sheet.base-year", typed.baseYear(), now.baseYear())
        .choice(
            "reporting.sheet.other",
            typed.other(),
            now.other(),
            options.getOrDefault("other", List.of()))
        .choice(
            "reporting.sheet.unit-level",
            typed.unitLevel(),
            now.unitLevel(),
            options.getOrDefault("unit_level", List.of()))
        .choice(
            "reporting.sheet.least-rating",
            typed.leastRating(),
            now.leastRating(),
            options.getOrDefault("least_rating", List.of()))
        .choice(
            "reporting.sheet.measured-by",
            typed.measuredBy(),
            now.measuredBy(),
            options.getOrDefault("indicator", List.of()))
        .field("reporting.sheet.doubt", typed.doubt(), now.doubt())
        .field("reporting.sheet.things", typed.things(), now.things())
        .all();
  }

  private ResponseEntity<byte[]> targetForm(
      Visit visit,
      HttpStatus status,
      Plan plan,
      @Nullable PlanTarget target,
      TargetForm typed,
      String reason,
      List<Problem> problems) {
    return targetForm(
        visit, status, plan, target, typed, reason, problems, List.of(), options(visit));
  }

  private Map<String, List<Option>> options(Visit visit) {
    Map<String, Indicator> all = indicators.all();
    PlanWords words = new PlanWords(visit.t(), all);
    Map<String, List<Option>> options = new HashMap<>();
    TargetSheet.choices(visit.t())
        .forEach(
            (key, choices) ->
                options.put(
                    key,
                    choices.entrySet().stream()
                        .filter(one -> !one.getKey().equals("DONE") || !key.equals("direction"))
                        .filter(
                            one -> !key.equals("other") || Goal.Kind.valueOf(one.getKey()).growth())
                        .map(one -> new Option(one.getKey(), one.getValue()))
                        .toList()));
    options.put(
        "indicator",
        all.values().stream()
            .filter(one -> !one.withdrawn())
            .map(one -> new Option(one.id(), words.name(one)))
            .toList());
    return options;
  }

  private ResponseEntity<byte[]> targetForm(
      Visit visit,
      HttpStatus status,
      Plan plan,
      @Nullable PlanTarget target,
      TargetForm typed,
      String reason,
      List<Problem> problems,
      List<Difference> changed,
      Map<String, List<Option>> options) {
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("plan", plan);
    params.put("changed", changed);
    params.put("target", target);
    params.put("typed", typed);
    params.put("reason", reason);
    params.put("options", options);
    params.put("errors", visit.errors(problems));
    String title = visit.t().t(target == null ? "reporting.target.add" : "reporting.target.change");
    return views.html(
        status,
        "reporting/target-form",
        visit.page(title, PlanPages.NAV, crumbs(visit, plan, title)),
        params);
  }

  @Needs(Right.TARGET_KEEP)
  @GetMapping("/plans/{plan}/import")
  ResponseEntity<byte[]> upload(Visit visit, @PathVariable String plan) {
    return importForm(visit, HttpStatus.OK, edits.own(visit.actor(), plan), false, null, List.of());
  }

  @Needs(Right.TARGET_KEEP)
  @PostMapping("/plans/{plan}/import")
  ResponseEntity<byte[]> load(
      Visit visit,
      @PathVariable String plan,
      @RequestParam(defaultValue = "false") boolean look,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    Plan own = edits.own(visit.actor(), plan);
    String name = file == null ? null : file.getOriginalFilename();
    if (file == null || name == null || name.isEmpty()) {
      return importForm(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          own,
          look,
          null,
          List.of(Problem.at("file", ReportingProblem.FILE_MISSING)));
    }
    TargetSheet.Read read = read(file, name);
    return switch (edits.load(visit.actor(), plan, read.rows(), read.problems(), look)) {
      case Result.Ok<Integer> ok ->
          look
              ? importForm(visit, HttpStatus.OK, own, false, ok.value(), List.of())
              : visit.leadTo("/targets/" + plan, "reporting.import.done", ok.value());
      case Result.Refused<Integer> refused ->
          importForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, own, look, null, refused.problems());
    };
  }

  private TargetSheet.Read read(MultipartFile file, String name) throws IOException {
    Path kept = Files.createTempFile("targets", ".sheet");
    try {
      file.transferTo(kept);
      return sheet.read(kept, name);
    } finally {
      Files.deleteIfExists(kept);
    }
  }

  private ResponseEntity<byte[]> importForm(
      Visit visit,
      HttpStatus status,
      Plan plan,
      boolean look,
      @Nullable Integer looked,
      List<Problem> problems) {
    List<LineProblem> lines = LineProblem.of(visit, problems);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("plan", plan);
    params.put("look", look);
    params.put("looked", looked);
    params.put("lines", lines.subList(0, Math.min(lines.size(), MOST_SHOWN)));
    params.put("more", Math.max(0, lines.size() - MOST_SHOWN));
    params.put("errors", LineProblem.others(visit, problems));
    String title = visit.t().t("reporting.import.title");
    return views.html(
        status,
        "reporting/import",
        visit.page(title, PlanPages.NAV, crumbs(visit, plan, title)),
        params);
  }

  /** The targets of a plan as a sheet to fill in and send back; empty where there are none. */
  @Needs(Right.TARGET_KEEP)
  @GetMapping("/plans/{plan}/sheet.xlsx")
  void sheet(Visit visit, @PathVariable String plan, HttpServletResponse response)
      throws IOException {
    Plan own = edits.own(visit.actor(), plan);
    List<PlanTarget> targets = edits.targets(visit.actor(), plan);
    Downloads.workbook(response, "chi-tieu-" + own.id());
    sheet.write(response.getOutputStream(), targets, visit.t(), own.title());
  }
}
