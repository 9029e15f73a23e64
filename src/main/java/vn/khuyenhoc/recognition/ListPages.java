package vn.khuyenhoc.recognition;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasThen;
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
  private final AreasThen then;
  private final Clock clock;

  ListPages(
      Dossiers dossiers,
      Households households,
      HouseholdSheet sheet,
      Areas areas,
      AreasThen then,
      Clock clock) {
    this.dossiers = dossiers;
    this.households = households;
    this.sheet = sheet;
    this.areas = areas;
    this.then = then;
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
      @RequestParam(required = false) @Nullable Stage stage,
      @RequestParam(defaultValue = "1") String basis)
      throws IOException {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    Reading reading = Reading.of(campaign, basis, LocalDate.now(clock));
    write(
        visit,
        response,
        campaign,
        village,
        reading,
        CampaignPages.title(visit, campaign),
        stage == null ? "" : stage.name(),
        page ->
            dossiers.inVillage(visit.actor(), id, village, reading.basis(), q, stage, page, PART));
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
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") String basis)
      throws IOException {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    Reading reading = Reading.of(campaign, basis, LocalDate.now(clock));
    QueueFilter filter = new QueueFilter(village, AppraisalPages.stage(stage), look, q);
    write(
        visit,
        response,
        campaign,
        commune,
        reading,
        CampaignPages.title(visit, campaign),
        filter.stage() == null ? "" : stage,
        page ->
            dossiers
                .queue(visit.actor(), id, commune, reading.basis(), filter, page, PART)
                .map(QueueLine::dossier));
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/decisions/{id}/export")
  void decision(
      Visit visit,
      HttpServletResponse response,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "1") String basis)
      throws IOException {
    Decision decision = dossiers.decision(visit.actor(), id);
    Campaign campaign = dossiers.campaign(visit.actor(), decision.campaignId());
    Reading reading = Reading.of(campaign, basis, LocalDate.now(clock));
    write(
        visit,
        response,
        campaign,
        decision.communeId(),
        reading,
        visit.t().t("decision.heading", decision.number()),
        decision.number(),
        page -> dossiers.decided(visit.actor(), id, reading.basis(), page, PART));
  }

  private void write(
      Visit visit,
      HttpServletResponse response,
      Campaign campaign,
      int areaId,
      Reading reading,
      String title,
      String kind,
      IntFunction<Listing<DossierLine>> parts)
      throws IOException {
    Texts t = visit.t();
    Listing<DossierLine> part = parts.apply(1);
    Area area = then.byId(areaId, reading.day()).orElseGet(() -> areas.lastKnown(areaId));
    Map<Integer, String> shared =
        reading.now() ? households.sharedVillageNames(List.of(area.id())) : Map.of();
    Downloads.workbook(
        response,
        file(
            t.t("lists.file", String.valueOf(campaign.year()), area.code()),
            reading.now() ? kind : (kind + " " + reading.day()).strip()));
    Villages villages = new Villages(reading, t);
    List<String> titles =
        Stream.of(
                campaign.training() ? t.t("campaigns.training.mark") : "",
                title,
                t.t("lists.of", area.name(), LocalDate.now(clock)),
                t.t("areas.basis.of", reading.basis().name(t), reading.day()),
                t.t(campaign.word("lists.count"), part.total()))
            .filter(line -> !line.isEmpty())
            .toList();
    if (!campaign.families()) {
      try (SheetWriter writer =
          DossierSheet.writer(response.getOutputStream(), t, campaign, titles)) {
        for (int page = 1; !part.rows().isEmpty(); part = parts.apply(++page)) {
          villages.read(part.rows());
          part.rows()
              .forEach(line -> DossierSheet.write(writer, t, line, villages.otherNames(line)));
          if ((long) page * PART >= part.total()) {
            break;
          }
        }
      }
      return;
    }
    try (SheetWriter writer = sheet.campaignWriter(response.getOutputStream(), t, titles)) {
      for (int page = 1; !part.rows().isEmpty(); part = parts.apply(++page)) {
        Map<HouseholdKey, ListedHousehold> known =
            households
                .listed(part.rows().stream().map(line -> line.subject().household()).toList())
                .stream()
                .collect(Collectors.toMap(one -> one.household().key(), one -> one));
        villages.read(part.rows());
        for (DossierLine line : part.rows()) {
          ListedHousehold household = known.get(line.subject().household());
          if (household != null) {
            HouseholdSheet.write(
                writer,
                villages.placed(line, household),
                shared,
                t.t(line.stage().messageKey()),
                points(t, line.total()),
                outcome(t, line.outcome()),
                villages.otherNames(line));
          }
        }
        if ((long) page * PART >= part.total()) {
          break;
        }
      }
    }
  }

  /** The villages of a list, and their communes, in the tree that is read. */
  private final class Villages {

    private final Reading reading;
    private final Texts t;
    private final Map<Integer, Area> communes = new HashMap<>();
    private final Map<Integer, String> others = new HashMap<>();

    Villages(Reading reading, Texts t) {
      this.reading = reading;
      this.t = t;
    }

    void read(List<DossierLine> lines) {
      List<Integer> unread =
          lines.stream()
              .map(DossierLine::villageId)
              .distinct()
              .filter(id -> !communes.containsKey(id))
              .toList();
      if (unread.isEmpty()) {
        return;
      }
      communes.putAll(then.above(unread, AreaLevel.COMMUNE, reading.day()));
      List<Integer> all = new ArrayList<>(unread);
      unread.stream()
          .map(communes::get)
          .filter(Objects::nonNull)
          .map(Area::id)
          .distinct()
          .forEach(all::add);
      others.putAll(then.otherNames(reading.basis(), all, reading.day(), t));
    }

    /** The household where it was counted; the register knows where it lives today. */
    ListedHousehold placed(DossierLine line, ListedHousehold household) {
      Area commune = communes.get(line.villageId());
      return reading.now() || commune == null
          ? household
          : new ListedHousehold(household.household(), line.villageName(), commune.name());
    }

    /** What its village and commune were called before, or are called now. */
    @Nullable String otherNames(DossierLine line) {
      Area commune = communes.get(line.villageId());
      String said =
          Stream.of(
                  others.get(line.villageId()),
                  commune == null || !others.containsKey(commune.id())
                      ? null
                      : t.t("areas.names.both", commune.name(), others.get(commune.id())))
              .filter(Objects::nonNull)
              .collect(Collectors.joining("; "));
      return said.isEmpty() ? null : said;
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
