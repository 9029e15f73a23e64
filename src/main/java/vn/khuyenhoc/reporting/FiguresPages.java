package vn.khuyenhoc.reporting;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ReusedPlans;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Page;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/**
 * Rates against targets, from the widest area within reach of any model, down to what they are made
 * of.
 */
@Controller
class FiguresPages {

  private final Figures figures;
  private final ResultsReports reports;
  private final FiguresMap map;
  private final ReusedPlans plans;
  private final Views views;
  private final OfficeTemplates templates;

  FiguresPages(
      Figures figures,
      ResultsReports reports,
      FiguresMap map,
      ReusedPlans plans,
      Views views,
      OfficeTemplates templates) {
    this.figures = figures;
    this.reports = reports;
    this.map = map;
    this.plans = plans;
    this.views = views;
    this.templates = templates;
  }

  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry figuresEntry() {
      return new NavEntry("figures", "reporting.nav.figures", "/figures", Right.FIGURES_READ, 20);
    }

    @Bean
    NavEntry targetsEntry() {
      return new NavEntry("targets", "reporting.nav.targets", "/targets", Right.FIGURES_READ, 70);
    }
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/figures")
  ResponseEntity<byte[]> show(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(required = false) @Nullable Integer campaign,
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(required = false) @Nullable String per,
      @RequestParam(name = "year", defaultValue = "") String typedYear,
      @RequestParam(defaultValue = "1") String basis,
      @RequestParam(defaultValue = "") String sort,
      @RequestParam(defaultValue = "") String dir,
      @RequestParam(defaultValue = "") String only,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "0") int size) {
    plans.fromHere();
    Integer year = TypedNumbers.addressed(typedYear);
    Actor actor = visit.actor();
    List<Integer> own = actor.areasFor(Right.FIGURES_READ);
    AreaFigures read =
        figures.asked(
            actor,
            Right.FIGURES_READ,
            area == null ? own.getFirst() : area,
            Asked.read(campaign, model, level, form, per, year),
            Basis.of(basis));
    FiguresWords words = new FiguresWords(visit.t(), read.measured());
    FiguresView view =
        new FiguresView(
            read,
            figures.otherNames(read, visit.t()),
            figures.trend(read),
            words,
            FiguresSort.of(sort),
            dir.equals("desc"),
            read.own() != null
                && reaches(actor, Right.REPORT_READ, read)
                && (read.area().level() == AreaLevel.PROVINCE
                    || read.area().level() == AreaLevel.COMMUNE),
            read.own() != null
                && read.measured().declarable()
                && reaches(actor, Right.TOTAL_DECLARE, read)
                && (read.area().level() == AreaLevel.PROVINCE
                    || read.area().level() == AreaLevel.COMMUNE));
    boolean names = read.own() != null && figures.mayReadSubjects(actor, read);
    Pager pager = Pager.of(visit.here(), page, size, names ? read.listed() : 0);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    FiguresFilter filter = map.filter(read, only);
    params.put("filter", filter);
    params.put("map", map.of(view, filter, visit.t()));
    params.put("counted", figures.counted(read));
    params.put("names", names);
    params.put("pager", pager);
    params.put(
        "subjects",
        names
            ? figures.subjects(actor, read, pager.size(), pager.offset())
            : List.<SubjectLine>of());
    FiguresCampaign shown = read.campaign();
    params.put(
        "without",
        !typedYear.isBlank() && shown != null && (year == null || shown.year() != year)
            ? typedYear.strip()
            : null);
    Page frame =
        visit.page(
            shown == null
                ? read.area().name()
                : visit.t().t("reporting.title", read.area().name(), String.valueOf(shown.year())),
            "figures",
            crumbs(view));
    return views.html("reporting/figures", frame, params);
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/figures/statistics.xlsx")
  ResponseEntity<byte[]> statistics(
      Visit visit,
      @RequestParam int area,
      @RequestParam(required = false) @Nullable Integer campaign,
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(required = false) @Nullable String per,
      @RequestParam(defaultValue = "1") String basis) {
    return file(
        visit,
        area,
        Asked.read(campaign, model, level, form, per, null),
        basis,
        new FileKind(Downloads.EXCEL, "thong-ke", "xlsx", StatisticsSheet::of));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/figures/statistics.csv")
  ResponseEntity<byte[]> table(
      Visit visit,
      @RequestParam int area,
      @RequestParam(required = false) @Nullable Integer campaign,
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(required = false) @Nullable String per,
      @RequestParam(defaultValue = "1") String basis) {
    return file(
        visit,
        area,
        Asked.read(campaign, model, level, form, per, null),
        basis,
        new FileKind(Downloads.CSV, "thong-ke", "csv", StatisticsSheet::csv));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/figures/report.docx")
  ResponseEntity<byte[]> report(
      Visit visit,
      @RequestParam int area,
      @RequestParam(required = false) @Nullable Integer campaign,
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(required = false) @Nullable String per,
      @RequestParam(defaultValue = "1") String basis) {
    return file(
        visit,
        area,
        Asked.read(campaign, model, level, form, per, null),
        basis,
        new FileKind(
            Downloads.WORD,
            "bao-cao",
            "docx",
            report ->
                templates.word(
                    TemplateKind.RESULTS, area, ResultsReportDocument.document(report))));
  }

  private record FileKind(
      MediaType type, String name, String ending, Function<ResultsReport, byte[]> made) {}

  /**
   * A file; of an area that is not in the tree asked for, the page that tells what became of it.
   */
  private ResponseEntity<byte[]> file(
      Visit visit, int area, Asked asked, String basis, FileKind kind) {
    return reports
        .asked(visit.actor(), area, asked, Basis.of(basis), visit.demo())
        .map(report -> file(kind, report))
        .orElseGet(
            () ->
                visit.leadTo(
                    "/figures?area="
                        + area
                        + (asked.measured() == null ? "" : asked.measured().query())
                        + (asked.campaign() == null ? "" : "&campaign=" + asked.campaign())
                        + "&basis="
                        + Basis.of(basis).code()));
  }

  private static ResponseEntity<byte[]> file(FileKind kind, ResultsReport report) {
    String name =
        (kind.name()
                + "-"
                + report.model()
                + "-"
                + report.area()
                + "-"
                + report.year()
                + (report.tree().basis() == Basis.AS_WAS ? "-" + report.tree().day() : ""))
            .toLowerCase(Locale.ROOT);
    return Downloads.file(
        kind.type(), Downloads.plain(name) + "." + kind.ending(), kind.made().apply(report));
  }

  /** Whether the reader holds another right over the same area. */
  private static boolean reaches(Actor actor, Right right, AreaFigures read) {
    return read.reachedFrom(actor.areasFor(right));
  }

  private static List<Crumb> crumbs(FiguresView view) {
    List<AreaFigures.Step> path = view.figures().path();
    return path.stream()
        .map(
            step ->
                new Crumb(
                    step.name(), step.equals(path.getLast()) ? null : view.area(step.areaId())))
        .toList();
  }
}
