package vn.khuyenhoc.recognition;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.HouseholdSheet;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.registry.ListedHousehold;

/**
 * The lists of a campaign as workbooks: the sheet of households with stage, points and outcome
 * beside it, which the import of households takes back.
 */
@Controller
class ListPages {

  private static final int PART = 1000;

  private final Dossiers dossiers;
  private final Households households;
  private final HouseholdSheet sheet;
  private final Areas areas;
  private final Clock clock;

  ListPages(
      Dossiers dossiers, Households households, HouseholdSheet sheet, Areas areas, Clock clock) {
    this.dossiers = dossiers;
    this.households = households;
    this.sheet = sheet;
    this.areas = areas;
    this.clock = clock;
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}/villages/{village}/export")
  void village(
      Visit visit,
      HttpServletResponse response,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable Stage stage)
      throws IOException {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    areas.require(visit.actor(), Right.DOSSIER_READ, village);
    write(
        visit,
        response,
        campaign,
        areas.byId(village),
        CampaignPages.title(visit, campaign),
        stage == null ? "" : stage.name(),
        page -> dossiers.inVillage(visit.actor(), id, village, q, stage, page, PART));
  }

  @Needs(Right.DOSSIER_APPRAISE)
  @GetMapping("/campaigns/{id}/communes/{commune}/export")
  void commune(
      Visit visit,
      HttpServletResponse response,
      @PathVariable int id,
      @PathVariable int commune,
      @RequestParam(required = false) @Nullable Integer village,
      @RequestParam(defaultValue = "ALL") String stage,
      @RequestParam(defaultValue = "false") boolean look,
      @RequestParam(defaultValue = "") String q)
      throws IOException {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    areas.require(visit.actor(), Right.DOSSIER_READ, commune);
    QueueFilter filter = new QueueFilter(village, AppraisalPages.stage(stage), look, q);
    write(
        visit,
        response,
        campaign,
        areas.byId(commune),
        CampaignPages.title(visit, campaign),
        filter.stage() == null ? "" : stage,
        page ->
            dossiers.queue(visit.actor(), id, commune, filter, page, PART).map(QueueLine::dossier));
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/decisions/{id}/export")
  void decision(Visit visit, HttpServletResponse response, @PathVariable UUID id)
      throws IOException {
    Decision decision = dossiers.decision(visit.actor(), id);
    write(
        visit,
        response,
        dossiers.campaign(visit.actor(), decision.campaignId()),
        areas.byId(decision.communeId()),
        visit.t().t("decision.heading", decision.number()),
        decision.number(),
        page -> dossiers.decided(visit.actor(), id, page, PART));
  }

  private void write(
      Visit visit,
      HttpServletResponse response,
      Campaign campaign,
      Area area,
      String title,
      String kind,
      IntFunction<Listing<DossierLine>> parts)
      throws IOException {
    Texts t = visit.t();
    Listing<DossierLine> part = parts.apply(1);
    Map<Integer, String> shared = households.sharedVillageNames(List.of(area.id()));
    Downloads.workbook(
        response, file(t.t("lists.file", String.valueOf(campaign.year()), area.code()), kind));
    try (SheetWriter writer =
        sheet.campaignWriter(
            response.getOutputStream(),
            t,
            List.of(
                title,
                t.t("lists.of", area.name(), LocalDate.now(clock)),
                t.t("lists.count", part.total())))) {
      for (int page = 1; !part.rows().isEmpty(); part = parts.apply(++page)) {
        Map<HouseholdKey, ListedHousehold> known =
            households.listed(part.rows().stream().map(DossierLine::household).toList()).stream()
                .collect(Collectors.toMap(one -> one.household().key(), one -> one));
        for (DossierLine line : part.rows()) {
          ListedHousehold household = known.get(line.household());
          if (household != null) {
            HouseholdSheet.write(
                writer,
                household,
                shared,
                t.t(line.stage().messageKey()),
                points(t, line.total()),
                outcome(t, line.outcome()));
          }
        }
        if ((long) page * PART >= part.total()) {
          break;
        }
      }
    }
  }

  /** The file's name in plain letters; the number of a decision or a stage tells lists apart. */
  private static String file(String name, String kind) {
    String plain = VietnameseText.fold(kind).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.isEmpty() ? name : name + "-" + plain;
  }

  private static @Nullable String points(Texts t, @Nullable BigDecimal total) {
    return total == null ? null : t.decimal(total);
  }

  private static @Nullable String outcome(Texts t, @Nullable Outcome outcome) {
    return outcome == null ? null : t.t("outcome." + outcome.name());
  }
}
