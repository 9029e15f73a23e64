package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** A village in a campaign: its households, the grid, sending to the commune. */
@Controller
class VillagePages {

  private final Recognition recognition;
  private final Dossiers dossiers;
  private final StepTable steps;
  private final Areas areas;
  private final CriteriaSets sets;
  private final Views views;
  private final Clock clock;

  VillagePages(
      Recognition recognition,
      Dossiers dossiers,
      StepTable steps,
      Areas areas,
      CriteriaSets sets,
      Views views,
      Clock clock) {
    this.recognition = recognition;
    this.dossiers = dossiers;
    this.steps = steps;
    this.areas = areas;
    this.sets = sets;
    this.views = views;
    this.clock = clock;
  }

  private static String path(int campaign, int village) {
    return "/campaigns/" + campaign + "/villages/" + village;
  }

  private List<Crumb> crumbs(Visit visit, Campaign campaign, int village) {
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(new Crumb(CampaignPages.title(visit, campaign), "/campaigns/" + campaign.id()));
    crumbs.addAll(
        AreaTrail.of(
            visit,
            areas.path(village),
            area -> area == village ? path(campaign.id(), village) : null));
    return crumbs;
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}/villages/{village}")
  ResponseEntity<byte[]> list(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable Stage stage,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    Area area = areas.byId(village);
    Tally tally = dossiers.village(visit.actor(), id, village);
    Listing<DossierLine> lines =
        dossiers.inVillage(visit.actor(), id, village, q, stage, page, size);
    List<DossierLine> returned =
        tally.returned() == 0
            ? List.of()
            : dossiers.inVillage(visit.actor(), id, village, "", Stage.RETURNED, 1, 25).rows();
    Map<String, Object> params = new HashMap<>();
    params.put("campaign", campaign);
    params.put("village", area);
    params.put("tally", tally);
    params.put("lines", lines.rows());
    params.put("returned", returned);
    params.put("pager", Pager.of(visit.here(), page, size, lines.total()));
    params.put("query", q);
    params.put("stage", stage == null ? "" : stage.name());
    params.put("today", LocalDate.now(clock));
    params.put(
        "mayScore", campaign.open() && areas.reaches(visit.actor(), Right.DOSSIER_SCORE, village));
    return views.html(
        "recognition/village",
        visit.page(area.name(), "campaigns", AreaTrail.here(crumbs(visit, campaign, village))),
        params);
  }

  /** Leads to the next household that waits for scores. */
  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/campaigns/{id}/villages/{village}/next")
  ResponseEntity<byte[]> next(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam(defaultValue = "") String after) {
    @Nullable DossierKey last = after.isEmpty() ? null : key(after);
    return dossiers
        .next(visit.actor(), id, village, last)
        .map(next -> visit.leadTo("/dossiers/" + next.text()))
        .orElseGet(() -> visit.leadTo(path(id, village), "village.nothing-left"));
  }

  static DossierKey key(String text) {
    try {
      return DossierKey.parse(text);
    } catch (IllegalArgumentException forged) {
      throw new NotFoundException("dossier " + text);
    }
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}/villages/{village}/grid")
  ResponseEntity<byte[]> grid(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    return grid(visit, HttpStatus.OK, id, village, q, page, size, Map.of(), List.of());
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/campaigns/{id}/villages/{village}/grid")
  ResponseEntity<byte[]> saveGrid(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam Map<String, String> form,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, Map<String, @Nullable BigDecimal>> answers = new LinkedHashMap<>();
    Map<String, Integer> versions = new HashMap<>();
    form.forEach(
        (name, value) -> {
          int colon = name.indexOf(':');
          if (colon < 0) {
            return;
          }
          String key = name.substring(0, colon);
          String what = name.substring(colon + 1);
          if (what.equals("version")) {
            versions.put(key, value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0);
            answers.computeIfAbsent(key, any -> new LinkedHashMap<>());
            return;
          }
          Map<String, @Nullable BigDecimal> row =
              answers.computeIfAbsent(key, any -> new LinkedHashMap<>());
          if (value.isBlank()) {
            row.put(what, null);
          } else if (VietnameseNumbers.parse(value) instanceof NumberReading.Ok number) {
            row.put(what, number.value());
          } else {
            errors.add(new FieldError(name, visit.t().t("grid.not-a-number", what, value)));
          }
        });
    if (errors.isEmpty()) {
      List<Recognition.GridRow> rows = new ArrayList<>();
      answers.forEach(
          (key, row) ->
              rows.add(new Recognition.GridRow(key(key), versions.getOrDefault(key, 0), row)));
      switch (recognition.scoreGrid(visit.actor(), id, village, rows)) {
        case Result.Ok<Recognition.GridSaved> ok -> {
          return visit.leadTo(
              path(id, village) + "/grid?page=" + page + "&size=" + size,
              "grid.saved",
              ok.value().changed(),
              ok.value().incomplete());
        }
        case Result.Refused<Recognition.GridSaved> refused ->
            errors.addAll(visit.errors(refused.problems()));
      }
    }
    return grid(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, village, q, page, size, form, errors);
  }

  private ResponseEntity<byte[]> grid(
      Visit visit,
      HttpStatus status,
      int id,
      int village,
      String q,
      int page,
      int size,
      Map<String, String> typed,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    Listing<GridLine> lines = dossiers.grid(visit.actor(), id, village, q, page, size);
    Area area = areas.byId(village);
    String here = path(id, village) + "/grid" + (q.isEmpty() ? "" : "?q=" + q);
    return views.html(
        status,
        "recognition/grid",
        visit.page(
            visit.t().t("grid.title", area.name()),
            "campaigns",
            AreaTrail.and(crumbs(visit, campaign, village), visit.t().t("grid.crumb"))),
        Map.of(
            "campaign",
            campaign,
            "village",
            area,
            "set",
            sets.byId(campaign.setId()),
            "lines",
            lines.rows(),
            "pager",
            Pager.of(here, page, size, lines.total()),
            "typed",
            typed,
            "errors",
            errors,
            "mayScore",
            campaign.open() && areas.reaches(visit.actor(), Right.DOSSIER_SCORE, village)));
  }

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/campaigns/{id}/villages/{village}/send")
  ResponseEntity<byte[]> askToSend(Visit visit, @PathVariable int id, @PathVariable int village) {
    return sending(visit, HttpStatus.OK, id, village, List.of());
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/campaigns/{id}/villages/{village}/send")
  ResponseEntity<byte[]> send(Visit visit, @PathVariable int id, @PathVariable int village) {
    return switch (recognition.sendVillage(visit.actor(), id, village)) {
      case Result.Ok<Recognition.Sent> ok -> {
        UUID step = ok.value().stepId();
        yield step == null
            ? visit.leadTo(
                path(id, village), "send.incomplete", String.join(", ", ok.value().incomplete()))
            : visit.leadTo(path(id, village) + "/sent/" + step);
      }
      case Result.Refused<Recognition.Sent> refused ->
          sending(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              village,
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> sending(
      Visit visit, HttpStatus status, int id, int village, List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    areas.require(visit.actor(), Right.DOSSIER_SCORE, village);
    Area area = areas.byId(village);
    return views.html(
        status,
        "recognition/send",
        visit.page(
            visit.t().t("send.title"),
            "campaigns",
            AreaTrail.and(crumbs(visit, campaign, village), visit.t().t("send.title"))),
        Map.of(
            "campaign", campaign,
            "village", area,
            "tally", dossiers.village(visit.actor(), id, village),
            "lines",
                dossiers.inVillage(visit.actor(), id, village, "", Stage.SCORED, 1, 200).rows(),
            "errors", errors));
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}/villages/{village}/sent/{step}")
  ResponseEntity<byte[]> sent(
      Visit visit, @PathVariable int id, @PathVariable int village, @PathVariable UUID step) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    areas.require(visit.actor(), Right.DOSSIER_READ, village);
    SentStep sent =
        steps
            .byId(step)
            .filter(one -> one.areaId() == village && one.campaignId() == id)
            .orElseThrow(() -> new NotFoundException("step " + step));
    return views.html(
        "recognition/sent",
        visit.page(
            visit.t().t("sent.title"),
            "campaigns",
            AreaTrail.and(crumbs(visit, campaign, village), visit.t().t("sent.title"))),
        Map.of(
            "campaign",
            campaign,
            "village",
            areas.byId(village),
            "step",
            sent,
            "tally",
            dossiers.village(visit.actor(), id, village)));
  }
}
