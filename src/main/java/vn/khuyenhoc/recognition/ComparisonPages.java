package vn.khuyenhoc.recognition;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.Assessment;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Page;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/**
 * Dossiers that were decided and are different by the numbers of today, and a criteria set tried
 * over the dossiers of a campaign. Both only read.
 */
@Controller
class ComparisonPages {

  /** The most rows of a sheet: what a sheet of results can hold and a person can read. */
  private static final int SHEET_ROWS = 100_000;

  private final Comparisons comparisons;
  private final Dossiers dossiers;
  private final CriteriaSets sets;
  private final Areas areas;
  private final Views views;
  private final Clock clock;

  ComparisonPages(
      Comparisons comparisons,
      Dossiers dossiers,
      CriteriaSets sets,
      Areas areas,
      Views views,
      Clock clock) {
    this.comparisons = comparisons;
    this.areas = areas;
    this.dossiers = dossiers;
    this.sets = sets;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}/different")
  ResponseEntity<byte[]> different(
      Visit visit,
      @PathVariable int id,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    List<AreaProgress> communes = area == null ? comparisons.tooMany(visit.actor(), id) : List.of();
    if (!communes.isEmpty()) {
      return views.html(
          "recognition/differentwhere",
          different(visit, campaign, null),
          Map.of("campaign", campaign, "communes", communes));
    }
    Listing<ChangedResult> found =
        comparisons.decidedOtherwise(visit.actor(), id, area, page, Pager.fitting(size));
    return views.html(
        "recognition/different",
        different(visit, campaign, area),
        Map.of(
            "campaign",
            campaign,
            "rows",
            found.rows(),
            "pager",
            Pager.of(visit.here(), page, size, found.total()),
            "sheet",
            "/campaigns/" + id + "/different/export" + (area == null ? "" : "?area=" + area),
            "usesFacts",
            !UsedFacts.of(sets.byId(campaign.setId())).isEmpty()));
  }

  private Page different(Visit visit, Campaign campaign, @Nullable Integer area) {
    String title = visit.t().t("campaigns.different");
    String path = "/campaigns/" + campaign.id();
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(new Crumb(visit.t().t("campaigns.title"), "/campaigns"));
    crumbs.add(new Crumb(CampaignPages.title(visit, campaign), path));
    crumbs.add(new Crumb(title, area == null ? null : path + "/different"));
    if (area != null) {
      crumbs.add(new Crumb(areas.lastKnown(area).name(), null));
    }
    return visit.page(title, "campaigns", crumbs);
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}/different/export")
  void differentSheet(
      Visit visit,
      HttpServletResponse response,
      @PathVariable int id,
      @RequestParam(required = false) @Nullable Integer area)
      throws IOException {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    write(
        visit,
        response,
        campaign,
        visit.t().t("campaigns.different"),
        "different",
        comparisons.decidedOtherwise(visit.actor(), id, area, 1, SHEET_ROWS).rows());
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/criteria/{id}/over")
  ResponseEntity<byte[]> overs(Visit visit, @PathVariable String id) {
    CriteriaSet set = sets.kept(visit.actor(), id).set();
    return views.html(
        "recognition/overs",
        visit.page(visit.t().t("overs.title"), "criteria", crumbs(visit, set, null)),
        Map.of("set", set, "campaigns", comparisons.over(visit.actor(), set)));
  }

  private static List<Crumb> crumbs(Visit visit, CriteriaSet set, @Nullable Campaign campaign) {
    Crumb home = new Crumb(visit.t().t("criteria.title"), "/criteria");
    Crumb own = new Crumb(set.title(), "/criteria/" + set.id());
    String overs = visit.t().t("overs.title");
    return campaign == null
        ? List.of(home, own, new Crumb(overs, null))
        : List.of(
            home,
            own,
            new Crumb(overs, "/criteria/" + set.id() + "/over"),
            new Crumb(CampaignPages.title(visit, campaign), null));
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/criteria/{id}/over/{campaign}")
  ResponseEntity<byte[]> over(
      Visit visit,
      @PathVariable String id,
      @PathVariable int campaign,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    CriteriaSet set = sets.kept(visit.actor(), id).set();
    SetComparison result =
        comparisons.over(visit.actor(), set, campaign, page, Pager.fitting(size));
    Campaign over = dossiers.campaign(visit.actor(), campaign);
    return views.html(
        "recognition/over",
        visit.page(visit.t().t("over.title", set.title()), "criteria", crumbs(visit, set, over)),
        Map.of(
            "set",
            set,
            "campaign",
            over,
            "result",
            result,
            "pager",
            Pager.of(visit.here(), page, size, result.changedTotal()),
            "named",
            visit.actor().holds(Right.DOSSIER_READ)));
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/criteria/{id}/over/{campaign}/export")
  void overSheet(
      Visit visit,
      HttpServletResponse response,
      @PathVariable String id,
      @PathVariable int campaign)
      throws IOException {
    CriteriaSet set = sets.kept(visit.actor(), id).set();
    List<ChangedResult> changed =
        comparisons.over(visit.actor(), set, campaign, 1, SHEET_ROWS).changed();
    write(
        visit,
        response,
        dossiers.campaign(visit.actor(), campaign),
        visit.t().t("over.title", set.title()),
        "over",
        changed);
  }

  private void write(
      Visit visit,
      HttpServletResponse response,
      Campaign campaign,
      String title,
      String kind,
      List<ChangedResult> rows)
      throws IOException {
    Texts t = visit.t();
    Downloads.workbook(response, t.t("different.file", String.valueOf(campaign.year()), kind));
    try (SheetWriter sheet =
        new SheetWriter(
            response.getOutputStream(),
            SheetShape.of(
                Column.text("code", t.t("decision.code.any")).width(14),
                Column.text("name", t.t(campaign.nameKey())).width(28),
                Column.text("area", t.t("lists.area")).width(24),
                Column.text("stage", t.t("tally.state")).width(18),
                Column.text("was", t.t("over.before")).width(16),
                Column.text("would", t.t("over.after")).width(16),
                Column.lines("why", t.t("different.why-before")).width(48),
                Column.lines("then", t.t("different.why-after")).width(48)),
            t.t("lists.tab"),
            List.of(
                title,
                t.t("lists.of", campaign.title(t), LocalDate.now(clock)),
                t.t("lists.count.any", rows.size())),
            SheetWords.of(t.locale()))) {
      for (ChangedResult row : rows) {
        sheet.row(
            row.line().code(),
            row.line().head(),
            row.line().villageName(),
            t.t(row.line().stage().messageKey()),
            row.was(t, campaign),
            row.would(t),
            reasons(t, row.before()),
            reasons(t, row.after()));
      }
    }
  }

  private static String reasons(Texts t, Assessment assessment) {
    return assessment.reasons().stream()
        .map(reason -> reason.text(t))
        .collect(Collectors.joining("\n"));
  }
}
