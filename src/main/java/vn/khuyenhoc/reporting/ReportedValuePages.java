package vn.khuyenhoc.reporting;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** What is not counted here, reported by hand: the form, what was reported before, its evidence. */
@Controller
class ReportedValuePages {

  private final ReportedValues values;
  private final Indicators indicators;
  private final Attachments attachments;
  private final FileStore files;
  private final Areas areas;
  private final Views views;
  private final Clock clock;

  ReportedValuePages(
      ReportedValues values,
      Indicators indicators,
      Attachments attachments,
      FileStore files,
      Areas areas,
      Views views,
      Clock clock) {
    this.clock = clock;
    this.values = values;
    this.indicators = indicators;
    this.attachments = attachments;
    this.files = files;
    this.areas = areas;
    this.views = views;
  }

  @Needs(Right.VALUE_REPORT)
  @GetMapping("/indicators/{id}/report")
  ResponseEntity<byte[]> form(
      Visit visit,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(name = "year", defaultValue = "") String typedYear,
      @RequestParam(defaultValue = "") String plan) {
    List<Problem> problems = new ArrayList<>();
    Integer year = TypedNumbers.year("year", typedYear, problems);
    return form(
        visit,
        problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        id,
        area == null ? visit.actor().areasFor(Right.VALUE_REPORT).getFirst() : area,
        year == null ? LocalDate.now(clock).getYear() : year,
        plan,
        Visit.newId(),
        ReportedForm.EMPTY,
        problems);
  }

  @Needs(Right.VALUE_REPORT)
  @PostMapping("/indicators/{id}/report")
  ResponseEntity<byte[]> report(
      Visit visit,
      @PathVariable String id,
      @RequestParam int area,
      @RequestParam int year,
      @RequestParam(defaultValue = "") String plan,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String value,
      @RequestParam(defaultValue = "") String numerator,
      @RequestParam(defaultValue = "") String denominator,
      @RequestParam(defaultValue = "") String doneOn,
      @RequestParam(defaultValue = "") String items,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "") String link,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    areas.require(visit.actor(), Right.VALUE_REPORT, area);
    ReportedForm typed =
        new ReportedForm(value, numerator, denominator, doneOn, items, note, link, reason);
    UUID once = Visit.idOf(form);
    List<Problem> problems = new ArrayList<>();
    Attachment evidence = null;
    String name = file == null ? null : file.getOriginalFilename();
    if (file != null && name != null && !name.isEmpty()) {
      switch (attachments.read("file", file)) {
        case Result.Ok<Attachment> ok -> evidence = ok.value();
        case Result.Refused<Attachment> refused -> problems.addAll(refused.problems());
      }
    }
    return switch (values.report(visit.actor(), once, id, area, year, typed, evidence, problems)) {
      case Result.Ok<ReportedValue> ok ->
          visit.leadTo(back(plan, id, area, year), "reporting.report.done");
      case Result.Refused<ReportedValue> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              area,
              year,
              plan,
              once,
              typed,
              refused.problems());
    };
  }

  private static String back(String plan, String id, int area, int year) {
    return plan.matches("[A-Za-z0-9.-]+")
        ? "/targets/" + plan + "?area=" + area
        : "/indicators/" + id + "/report?area=" + area + "&year=" + year;
  }

  @Needs(Right.VALUE_REPORT)
  @PostMapping("/reported/{id}/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String plan) {
    return switch (values.withdraw(visit.actor(), id, reason)) {
      case Result.Ok<ReportedValue> ok ->
          visit.leadTo(
              back("", ok.value().indicator(), ok.value().areaId(), ok.value().year())
                  + "&plan="
                  + plan.replaceAll("[^A-Za-z0-9.-]", ""),
              "reporting.report.withdrawn");
      case Result.Refused<ReportedValue> refused -> {
        ReportedValue value = values.one(visit.actor(), id);
        yield form(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            value.indicator(),
            value.areaId(),
            value.year(),
            plan,
            Visit.newId(),
            ReportedForm.EMPTY,
            refused.problems().stream()
                .map(one -> new Problem(one.code(), "reason-" + id, one.arguments()))
                .toList());
      }
    };
  }

  /** The evidence, to be saved and never shown in the page. */
  @Needs(Right.FIGURES_READ)
  @GetMapping("/reported/{id}/file")
  ResponseEntity<Resource> file(Visit visit, @PathVariable UUID id) {
    ReportedValue.Evidence evidence = values.one(visit.actor(), id).evidence();
    if (evidence == null) {
      throw new NotFoundException("evidence of " + id);
    }
    return Downloads.file(
        MediaType.parseMediaType(evidence.type()), evidence.name(), files.path(evidence.sha256()));
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      String id,
      int area,
      int year,
      String plan,
      UUID once,
      ReportedForm typed,
      List<Problem> problems) {
    List<ReportedValue> history = values.history(visit.actor(), id, area, year);
    Map<String, Indicator> all = indicators.all();
    Indicator indicator = all.get(id);
    if (indicator == null || !indicator.byHand()) {
      throw new NotFoundException("indicator " + id + " reported by hand");
    }
    indicators.standing(id);
    PlanWords words = new PlanWords(visit.t(), all);
    String own = plan.matches("[A-Za-z0-9.-]+") ? plan : "";
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("indicator", indicator);
    params.put("area", areas.byId(area));
    params.put("year", year);
    params.put("plan", own);
    params.put("form", once.toString());
    List<String> things =
        indicator.kind() == Indicator.Kind.LIST ? values.things(id, year, own) : List.of();
    params.put("things", things);
    // a list that is begun anew starts with what counts, or with what the plan names
    params.put("typed", typed.equals(ReportedForm.EMPTY) ? typed.listing(history, things) : typed);
    params.put("history", history);
    params.put("counting", ReportedValues.counting(history));
    params.put("words", words);
    params.put("most", attachments.most() >> 20);
    params.put("errors", visit.errors(problems));
    List<Crumb> crumbs = new ArrayList<>();
    if (!own.isEmpty()) {
      crumbs.add(new Crumb(own, back(own, id, area, year)));
    }
    crumbs.add(new Crumb(words.name(indicator), "/indicators/" + id));
    crumbs.add(new Crumb(visit.t().t("reporting.report.title"), null));
    return views.html(
        status,
        "reporting/report",
        visit.page(
            visit.t().t("reporting.report.of", words.name(indicator), String.valueOf(year)),
            PlanPages.NAV,
            PlanPages.crumbs(visit, crumbs.toArray(Crumb[]::new))),
        params);
  }
}
