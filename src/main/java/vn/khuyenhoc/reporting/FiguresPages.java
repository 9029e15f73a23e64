package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
import vn.khuyenhoc.registry.SignedPaper;

/**
 * Rates against targets, from the widest area within reach of any model, down to what they are made
 * of.
 */
@Controller
class FiguresPages {

  private final Figures figures;
  private final Indicators indicators;
  private final ResultsReports reports;
  private final FiguresMap map;
  private final ReusedPlans plans;
  private final Views views;
  private final OfficeTemplates templates;
  private final Clock clock;

  FiguresPages(
      Figures figures,
      Indicators indicators,
      ResultsReports reports,
      FiguresMap map,
      ReusedPlans plans,
      Views views,
      OfficeTemplates templates,
      Clock clock) {
    this.figures = figures;
    this.indicators = indicators;
    this.reports = reports;
    this.map = map;
    this.plans = plans;
    this.views = views;
    this.templates = templates;
    this.clock = clock;
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
      FiguresAddress address,
      @RequestParam(name = "year", defaultValue = "") String typedYear,
      @RequestParam(defaultValue = "") String sort,
      @RequestParam(defaultValue = "") String dir,
      @RequestParam(defaultValue = "") String only,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "0") int size) {
    plans.fromHere();
    Integer year = TypedNumbers.addressed(typedYear);
    Actor actor = visit.actor();
    Map<String, String> groups = groups(address);
    List<Integer> own = actor.areasFor(Right.FIGURES_READ);
    AreaFigures read =
        figures.asked(
            actor,
            Right.FIGURES_READ,
            area == null ? own.getFirst() : area,
            address.asked(groups.keySet(), year),
            address.tree());
    Misread misread =
        address.misread(
            new Misread(visit.t()).campaign(address.campaign(), read.campaign()),
            groups,
            read.measured());
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
    if (!typedYear.isBlank() && shown != null && (year == null || shown.year() != year)) {
      misread.say(
          visit
              .t()
              .t(
                  "reporting.year.without",
                  visit.t().t(read.measured().messageKey()),
                  typedYear.strip(),
                  String.valueOf(shown.year())));
    }
    params.put("misread", misread.said());
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
  ResponseEntity<byte[]> statistics(Visit visit, @RequestParam int area, FiguresAddress address) {
    return file(
        visit,
        area,
        address,
        new FileKind(
            "thong-ke",
            SignedPaper.STATISTICS,
            (name, report) ->
                Downloads.file(Downloads.EXCEL, name + ".xlsx", StatisticsSheet.of(report))));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/figures/statistics.csv")
  ResponseEntity<byte[]> table(Visit visit, @RequestParam int area, FiguresAddress address) {
    return file(
        visit,
        area,
        address,
        new FileKind(
            "thong-ke",
            SignedPaper.STATISTICS,
            (name, report) ->
                Downloads.file(Downloads.CSV, name + ".csv", StatisticsSheet.csv(report))));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/figures/report.docx")
  ResponseEntity<byte[]> report(Visit visit, @RequestParam int area, FiguresAddress address) {
    return file(
        visit,
        area,
        address,
        new FileKind(
            "bao-cao",
            SignedPaper.REPORT,
            (name, report) ->
                Downloads.file(
                    Downloads.WORD,
                    name + ".docx",
                    templates.word(
                        TemplateKind.RESULTS, area, ResultsReportDocument.document(report)))));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/figures/report.pdf")
  ResponseEntity<byte[]> pdf(Visit visit, @RequestParam int area, FiguresAddress address) {
    return file(
        visit,
        area,
        address,
        new FileKind(
            "bao-cao",
            SignedPaper.REPORT,
            (name, report) ->
                Downloads.pdf(
                    name,
                    templates.pdf(
                        TemplateKind.RESULTS,
                        area,
                        clock.instant(),
                        ResultsReportDocument.document(report)))));
  }

  private record FileKind(
      String name,
      SignedPaper paper,
      BiFunction<String, ResultsReport, ResponseEntity<byte[]>> made) {}

  /**
   * A file; of an area that is not in the tree asked for, the page that tells what became of it,
   * and where the address was misread, the page that says so.
   */
  private ResponseEntity<byte[]> file(
      Visit visit, int area, FiguresAddress address, FileKind kind) {
    Map<String, String> groups = groups(address);
    Asked asked = address.asked(groups.keySet(), null);
    Measured measured = asked.measured() == null ? Measured.FAMILIES : asked.measured();
    Misread misread = new Misread(visit.t());
    if (asked.campaign() == null) {
      misread.campaign(address.campaign(), null);
    }
    address.misread(misread, groups, measured);
    Basis basis = address.tree();
    return (misread.none()
            ? reports.asked(visit.actor(), area, asked, basis, kind.paper(), visit.demo())
            : Optional.<ResultsReport>empty())
        .map(report -> file(kind, report))
        .orElseGet(
            () ->
                visit.leadTo(
                    "/figures?"
                        + (misread.none()
                            ? "area="
                                + area
                                + (asked.measured() == null ? "" : asked.measured().query())
                                + (asked.campaign() == null ? "" : "&campaign=" + asked.campaign())
                                + "&basis="
                                + basis.code()
                            : Misread.query(visit))));
  }

  /** The labour groups, where the address names one. */
  private Map<String, String> groups(FiguresAddress address) {
    return address.form().isBlank() ? Map.of() : indicators.groups();
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
    return kind.made().apply(Downloads.plain(name), report);
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
