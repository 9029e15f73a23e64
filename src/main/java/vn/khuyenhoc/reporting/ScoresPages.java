package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** How dossiers were scored: which indicators bring the points, and which are missed. */
@Controller
class ScoresPages {

  private final ScoresRead scores;
  private final OverviewSheet sheet;
  private final Views views;

  ScoresPages(ScoresRead scores, OverviewSheet sheet, Views views) {
    this.scores = scores;
    this.sheet = sheet;
    this.views = views;
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/dashboard/scores")
  ResponseEntity<byte[]> show(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(required = false) @Nullable Integer campaign,
      @RequestParam(defaultValue = "1") String basis) {
    Scores read = scores.of(visit.actor(), Right.FIGURES_READ, area, campaign, Basis.of(basis));
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("scores", read);
    params.put("misread", new Misread(visit.t()).basis(basis).said());
    params.put("campaigns", campaigns(read, visit.t()));
    params.put("bases", read.basis().choice(visit.t(), one -> address(read, one)));
    params.put("query", address(read, read.basis()).substring("/dashboard/scores".length()));
    params.put("mayTake", read.reachedFrom(visit.actor().areasFor(Right.REPORT_READ)));
    return views.html(
        "reporting/scores",
        visit.page(visit.t().t("dashboard.scores.title"), OverviewPages.NAV, crumbs(read)),
        params);
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/dashboard/scores.xlsx")
  ResponseEntity<byte[]> workbook(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(required = false) @Nullable Integer campaign,
      @RequestParam(defaultValue = "1") String basis) {
    return file(visit, area, campaign, basis, OverviewSheet.WORKBOOK);
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/dashboard/scores.csv")
  ResponseEntity<byte[]> csv(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(required = false) @Nullable Integer campaign,
      @RequestParam(defaultValue = "1") String basis) {
    return file(visit, area, campaign, basis, OverviewSheet.PLAIN);
  }

  private ResponseEntity<byte[]> file(
      Visit visit,
      @Nullable Integer area,
      @Nullable Integer campaign,
      String basis,
      String ending) {
    Scores read = scores.of(visit.actor(), Right.REPORT_READ, area, campaign, Basis.of(basis));
    FiguresCampaign of = read.campaign();
    return sheet.file(
        new OverviewSheet.Saved(
            "phan-bo-diem-"
                + read.area().name()
                + (of == null ? "" : "-" + of.model() + "-" + of.year()),
            visit.t().t("dashboard.scores.title"),
            List.of(
                read.area().name() + (of == null ? "" : " · " + label(of, visit.t())),
                visit
                    .t()
                    .t(
                        "reporting.lead.tree",
                        read.at(),
                        read.basis().name(visit.t()),
                        read.date())),
            table(read, visit.t())),
        ending,
        visit.t());
  }

  private static OverviewSheet.Table table(Scores read, Texts t) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Scores.Line line : read.lines()) {
      for (Scores.Step step : line.steps()) {
        List<@Nullable Object> cells = new ArrayList<>();
        // on its own a program would read 1.1 as a number or a day
        cells.add(t.t("dashboard.scores.numbered", line.id()));
        cells.add(line.text());
        cells.add(step.points());
        cells.add(step.label());
        cells.add(line.computed() ? t.t("dashboard.scores.computed") : step.dossiers());
        cells.add(line.computed() ? null : line.percent(step));
        cells.add(line.computed() ? null : line.average());
        rows.add(cells);
      }
    }
    return new OverviewSheet.Table(
        List.of(
            t.t("dashboard.scores.number"),
            t.t("dashboard.scores.indicator"),
            t.t(read.levels() ? "dashboard.scores.level" : "dashboard.scores.points"),
            t.t("dashboard.scores.for"),
            t.t("dashboard.scores.dossiers"),
            t.t("dashboard.scores.share"),
            t.t("dashboard.scores.average")),
        rows);
  }

  private static String label(FiguresCampaign campaign, Texts t) {
    return t.t(campaign.model().messageKey(campaign.level()))
        + (campaign.formName().isEmpty() ? "" : ", " + campaign.formName())
        + " "
        + campaign.year();
  }

  private static List<Option> campaigns(Scores read, Texts t) {
    return read.campaigns().stream()
        .map(one -> new Option(String.valueOf(one.id()), label(one, t)))
        .toList();
  }

  private static String address(Scores read, Basis basis) {
    FiguresCampaign of = read.campaign();
    return "/dashboard/scores?area="
        + read.area().areaId()
        + (of == null ? "" : "&campaign=" + of.id())
        + "&basis="
        + basis.code();
  }

  private static List<Crumb> crumbs(Scores read) {
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(
        new Crumb(
            read.area().name(),
            "/dashboard?area=" + read.area().areaId() + "&basis=" + read.basis().code()));
    return crumbs;
  }
}
