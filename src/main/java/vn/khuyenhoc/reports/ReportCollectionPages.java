package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The files of all reports below: asking for them, how far they are, downloading. */
@Controller
class ReportCollectionPages {

  static final String PATH = "/reports/collections";
  private static final int RECENT = 20;

  private final ReportCollections collections;
  private final Areas areas;
  private final ObjectProvider<ReportCollectionWorker> worker;
  private final Views views;
  private final Clock clock;

  ReportCollectionPages(
      ReportCollections collections,
      Areas areas,
      ObjectProvider<ReportCollectionWorker> worker,
      Views views,
      Clock clock) {
    this.collections = collections;
    this.areas = areas;
    this.worker = worker;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.REPORT_RECEIVE)
  @GetMapping(PATH)
  ResponseEntity<byte[]> ask(
      Visit visit,
      @RequestParam(defaultValue = "") String area,
      @RequestParam(defaultValue = "") String level,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until) {
    int year = LocalDate.now(clock).getYear();
    if (area.matches("\\d{1,9}")) {
      areas.require(visit.actor(), Right.REPORT_RECEIVE, Integer.parseInt(area));
    }
    return form(
        visit,
        HttpStatus.OK,
        Visit.newId(),
        new CollectionAsked(
            area,
            level.isEmpty() ? AreaLevel.COMMUNE.name() : level,
            form.isEmpty() ? ReportForm.YEAR.name() : form,
            from.isEmpty() ? VietnameseDates.format(LocalDate.of(year, 1, 1)) : from,
            until.isEmpty() ? VietnameseDates.format(LocalDate.of(year, 12, 31)) : until,
            false,
            true,
            false),
        List.of());
  }

  @Needs(Right.REPORT_RECEIVE)
  @PostMapping(PATH)
  ResponseEntity<byte[]> begin(
      Visit visit,
      @RequestParam(required = false) @Nullable UUID id,
      @RequestParam(defaultValue = "") String area,
      @RequestParam(defaultValue = "") String level,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "false") boolean drafts,
      @RequestParam(defaultValue = "false") boolean word,
      @RequestParam(defaultValue = "false") boolean pdf) {
    UUID once = id == null ? Visit.newId() : id;
    CollectionAsked typed = new CollectionAsked(area, level, form, from, until, drafts, word, pdf);
    return switch (collections.begin(visit.actor(), once, typed, visit.demo())) {
      case Result.Ok<ReportCollection> ok -> {
        worker.ifAvailable(ReportCollectionWorker::wake);
        yield visit.leadTo(ok.value().path());
      }
      case Result.Refused<ReportCollection> refused ->
          form(visit, HttpStatus.UNPROCESSABLE_CONTENT, once, typed, refused.problems());
    };
  }

  private ResponseEntity<byte[]> form(
      Visit visit, HttpStatus status, UUID id, CollectionAsked typed, List<Problem> problems) {
    List<Area> receiving = collections.receiving(visit.actor());
    boolean nation = receiving.stream().anyMatch(one -> one.level() == AreaLevel.NATION);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("id", id);
    params.put("typed", typed);
    params.put(
        "areas",
        receiving.stream().map(one -> new Option(String.valueOf(one.id()), one.name())).toList());
    params.put(
        "levels",
        nation
            ? List.of(
                new Option(
                    AreaLevel.PROVINCE.name(), visit.t().t("reports.collection.level.PROVINCE")),
                new Option(
                    AreaLevel.COMMUNE.name(), visit.t().t("reports.collection.level.COMMUNE")))
            : List.of());
    params.put("forms", ReportPages.forms(visit));
    params.put("runs", CollectionLine.of(visit.t(), collections.own(visit.actor(), RECENT)));
    params.put("errors", visit.errors(problems));
    return views.html(
        status,
        "reports/collections",
        visit.page(
            visit.t().t("reports.collection.title"), ReportPages.NAV, ReportPages.crumbs(visit)),
        params);
  }

  @Needs(Right.REPORT_RECEIVE)
  @GetMapping(PATH + "/{run}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable UUID run) {
    return show(visit, HttpStatus.OK, run, List.of());
  }

  @Needs(Right.REPORT_RECEIVE)
  @PostMapping(PATH + "/{run}/stop")
  ResponseEntity<byte[]> stop(Visit visit, @PathVariable UUID run) {
    return answer(visit, run, collections.stop(visit.actor(), run));
  }

  @Needs(Right.REPORT_RECEIVE)
  @PostMapping(PATH + "/{run}/resume")
  ResponseEntity<byte[]> resume(Visit visit, @PathVariable UUID run) {
    Result<ReportCollection> result = collections.resume(visit.actor(), run);
    worker.ifAvailable(ReportCollectionWorker::wake);
    return answer(visit, run, result);
  }

  private ResponseEntity<byte[]> answer(Visit visit, UUID run, Result<ReportCollection> result) {
    return switch (result) {
      case Result.Ok<ReportCollection> ok -> visit.leadTo(ok.value().path());
      case Result.Refused<ReportCollection> refused ->
          show(visit, HttpStatus.UNPROCESSABLE_CONTENT, run, refused.problems());
    };
  }

  private ResponseEntity<byte[]> show(
      Visit visit, HttpStatus status, UUID id, List<Problem> problems) {
    ReportCollection run = collections.read(visit.actor(), id);
    CollectionProblem problem = run.problem();
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("run", run);
    params.put("area", areas.lastKnown(run.areaId()).name());
    params.put("title", new ReportWords(visit.t()).title(run.form(), run.from(), run.until()));
    params.put("problem", problem == null ? "" : visit.sentence(Problem.of(problem)));
    params.put("mine", Objects.equals(visit.actor().accountId(), run.createdBy()));
    List<ReportCollection.Line> lines =
        run.state() == RunState.DONE && run.missing() + run.broken() > 0
            ? collections.lines(visit.actor(), id)
            : List.of();
    params.put("missing", of(lines, ReportCollection.Outcome.NONE));
    params.put("broken", of(lines, ReportCollection.Outcome.BROKEN));
    params.put("errors", visit.errors(problems));
    return views.html(
        status,
        "reports/collection",
        visit.page(
            visit.t().t("reports.collection.of"),
            ReportPages.NAV,
            ReportPages.crumbs(visit, new Crumb(visit.t().t("reports.collection.title"), PATH))),
        params);
  }

  private static List<ReportCollection.Line> of(
      List<ReportCollection.Line> lines, ReportCollection.Outcome outcome) {
    return lines.stream().filter(one -> one.outcome() == outcome).toList();
  }

  @Needs(Right.REPORT_RECEIVE)
  @GetMapping(PATH + "/{run}/reports.zip")
  ResponseEntity<Downloads.Body> take(Visit visit, @PathVariable UUID run) {
    ReportCollections.Archive archive = collections.archive(visit.actor(), run);
    return Downloads.file(Downloads.ZIP, archive.name(), archive::writeTo);
  }
}
