package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Guides;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.Bodies;

/** A village in a campaign: its households, the grid, sending to the commune. */
@Controller
class VillagePages {

  private final Recognition recognition;
  private final Dossiers dossiers;
  private final StepTable steps;
  private final Notices notices;
  private final DossierEvidence evidence;
  private final Areas areas;
  private final Bodies bodies;
  private final Guides guides;
  private final Offices offices;
  private final AreasThen then;
  private final CriteriaSets sets;
  private final Views views;
  private final Clock clock;

  VillagePages(
      Recognition recognition,
      Dossiers dossiers,
      StepTable steps,
      Notices notices,
      DossierEvidence evidence,
      Areas areas,
      Bodies bodies,
      Guides guides,
      Offices offices,
      AreasThen then,
      CriteriaSets sets,
      Views views,
      Clock clock) {
    this.recognition = recognition;
    this.dossiers = dossiers;
    this.steps = steps;
    this.notices = notices;
    this.evidence = evidence;
    this.areas = areas;
    this.bodies = bodies;
    this.guides = guides;
    this.offices = offices;
    this.then = then;
    this.sets = sets;
    this.views = views;
    this.clock = clock;
  }

  private List<Crumb> crumbs(Visit visit, Campaign campaign, int village) {
    return CampaignTrail.to(visit, campaign, village, areas.path(village));
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}/villages/{village}")
  ResponseEntity<byte[]> list(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable Stage stage,
      @RequestParam(defaultValue = "1") String basis,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    Reading reading = Reading.of(campaign, basis, LocalDate.now(clock));
    Tally tally = dossiers.village(visit.actor(), id, village, reading.basis());
    List<Area> above = then.path(village, reading.day());
    if (above.isEmpty()) {
      return visit.leadTo("/figures?area=" + village + "&campaign=" + id + reading.and());
    }
    Area area = above.getLast();
    Listing<DossierLine> lines =
        dossiers.inVillage(
            visit.actor(), id, village, reading.basis(), q, stage, page, Pager.fitting(size));
    List<DossierLine> returned =
        tally.returned() == 0 || !reading.now()
            ? List.of()
            : dossiers.inVillage(visit.actor(), id, village, "", Stage.RETURNED, 1, 25).rows();
    Map<String, Object> params = new HashMap<>();
    params.put("campaign", campaign);
    params.put("village", area);
    params.put("tally", tally);
    params.put("lines", lines.rows());
    params.put("evidence", evidence.counts(lines.rows().stream().map(DossierLine::key).toList()));
    params.put("returned", returned);
    params.put("pager", Pager.of(visit.here(), page, size, lines.total()));
    Map<Stage, Integer> counts =
        reading.now() ? dossiers.stages(visit.actor(), id, village) : counts(tally);
    params.put("counts", counts);
    params.put("ready", ready(campaign, counts));
    params.put("guides", guides.around(campaign.model(), village));
    params.put(
        "steps",
        reading.now() && campaign.open() && !campaign.procedure().id().isEmpty()
            ? StepView.named(
                StepView.of(
                    campaign,
                    counts,
                    campaign.steps().contains(StepKind.REGISTRATION)
                        ? dossiers.unregistered(visit.actor(), id, village)
                        : 0,
                    CampaignTrail.village(id, village),
                    writable(visit, campaign, village),
                    LocalDate.now(clock)),
                bodies.around(village, LocalDate.now(clock)))
            : List.of());
    params.put("query", q);
    params.put(
        "grid",
        CampaignTrail.village(id, village) + "/grid" + (q.isBlank() ? "" : "?q=" + encoded(q)));
    params.put("stage", stage == null ? "" : stage.name());
    params.put("today", LocalDate.now(clock));
    params.put("mayScore", reading.now() && writable(visit, campaign, village));
    params.put("here", reading.now() ? here(visit, campaign, village) : List.of());
    params.put("reading", reading);
    params.put(
        "bases",
        reading.choice(
            visit.t(),
            CampaignTrail.village(id, village),
            Stream.of(
                    stage == null ? "" : "stage=" + stage.name(),
                    q.isBlank() ? "" : "q=" + encoded(q))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"))));
    params.put(
        "names",
        then.otherNames(
            reading.basis(),
            above.stream()
                .filter(one -> one.level().compareTo(AreaLevel.COMMUNE) >= 0)
                .map(Area::id)
                .toList(),
            reading.day(),
            visit.t()));
    List<Crumb> crumbs = CampaignTrail.to(visit, campaign, village, above);
    return views.html(
        "recognition/village",
        visit.page(area.name(), "campaigns", crumbs.size() > 1 ? AreaTrail.here(crumbs) : crumbs),
        params);
  }

  /** What figures tell of the stages, where nobody counts the dossiers themselves. */
  private static Map<Stage, Integer> counts(Tally tally) {
    Map<Stage, Integer> counts = new EnumMap<>(Stage.class);
    for (Stage stage :
        List.of(
            Stage.LISTED,
            Stage.SCORING,
            Stage.SCORED,
            Stage.SENT,
            Stage.RETURNED,
            Stage.APPROVED,
            Stage.RECOGNISED)) {
      counts.put(stage, tally.in(stage));
    }
    return counts;
  }

  /** How many can be sent now. */
  private static int ready(Campaign campaign, Map<Stage, Integer> counts) {
    return DossierLifecycle.from(DossierEvent.SEND, campaign.steps()).stream()
        .mapToInt(stage -> counts.getOrDefault(stage, 0))
        .sum();
  }

  /** The other open campaigns that have something here, with what is still to be scored in each. */
  private List<Segment> here(Visit visit, Campaign campaign, int village) {
    List<CampaignHere> all =
        dossiers.here(visit.actor(), village).stream()
            .filter(one -> one.campaign().training() == campaign.training())
            .toList();
    return all.stream().allMatch(one -> one.campaign().id() == campaign.id())
        ? List.of()
        : all.stream()
            .map(
                one ->
                    new Segment(
                        visit
                            .t()
                            .t(
                                "queue.segment",
                                one.campaign().title(visit.t()),
                                one.tally().toScore()),
                        CampaignTrail.village(one.campaign().id(), village),
                        one.campaign().id() == campaign.id()))
            .toList();
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
        .orElseGet(
            () ->
                visit.leadTo(
                    CampaignTrail.village(id, village),
                    dossiers.campaign(visit.actor(), id).word("village.nothing-left")));
  }

  /** Those chosen on a page; nothing is none. */
  static List<DossierKey> keys(@Nullable List<String> texts) {
    return texts == null
        ? List.of()
        : texts.stream().filter(text -> !text.isEmpty()).map(VillagePages::key).toList();
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
    int fitting = Pager.fitting(size);
    Listing<GridLine> lines = dossiers.grid(visit.actor(), id, village, q, page, fitting);
    return grid(
        visit,
        HttpStatus.OK,
        new Place(id, village, q, page, fitting),
        lines,
        lines.rows().stream().map(GridView::of).toList(),
        List.of());
  }

  /** Which part of which village's grid is open: where a save leads back to. */
  private record Place(int campaign, int village, String query, int page, int size) {
    String list() {
      return CampaignTrail.village(campaign, village)
          + "/grid"
          + (query.isBlank() ? "" : "?q=" + encoded(query));
    }

    String here() {
      return list() + (query.isBlank() ? "?" : "&") + "page=" + page + "&size=" + size;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Saves what was typed. Whatever somebody only saw is not sent on, so that it overwrites nothing;
   * points typed over somebody else's come back with the choice whose points hold.
   */
  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/campaigns/{id}/villages/{village}/grid")
  ResponseEntity<byte[]> saveGrid(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam Map<String, String> fields,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    Place place = new Place(id, village, q, page, Pager.fitting(size));
    GridForm form = new GridForm(fields);
    Map<String, String> notNumbers = new LinkedHashMap<>();
    List<Recognition.GridRow> rows = new ArrayList<>();
    form.rows()
        .forEach(
            (key, row) -> {
              Map<String, @Nullable BigDecimal> answers = new LinkedHashMap<>();
              row.typed()
                  .forEach(
                      (indicator, value) -> {
                        if (!row.wanted(indicator)) {
                          return;
                        }
                        BigDecimal points = GridForm.points(value);
                        if (points == null && !value.isEmpty()) {
                          notNumbers.put(key + ":" + indicator, value);
                        } else {
                          answers.put(indicator, points);
                        }
                      });
              rows.add(new Recognition.GridRow(key(key), row.version(), answers, row.seen()));
            });
    if (!notNumbers.isEmpty()) {
      return refusedGrid(
          visit,
          place,
          form,
          notNumbers,
          recognition.gridProblems(visit.actor(), id, village, rows));
    }
    return switch (recognition.scoreGrid(visit.actor(), id, village, rows)) {
      case Result.Ok<Recognition.GridSaved> ok ->
          visit.leadTo(place.here(), "grid.saved", ok.value().changed(), ok.value().incomplete());
      case Result.Refused<Recognition.GridSaved> refused ->
          refusedGrid(visit, place, form, notNumbers, refused.problems());
    };
  }

  private ResponseEntity<byte[]> refusedGrid(
      Visit visit,
      Place place,
      GridForm form,
      Map<String, String> notNumbers,
      List<Problem> problems) {
    Campaign campaign = dossiers.campaign(visit.actor(), place.campaign());
    boolean writable = writable(visit, campaign, place.village());
    Listing<GridLine> lines =
        dossiers.grid(
            visit.actor(),
            place.campaign(),
            place.village(),
            place.query(),
            place.page(),
            place.size());
    Map<String, String> stale = new HashMap<>();
    for (Problem problem : problems) {
      String field = problem.field();
      if (problem.code() == RecognitionProblem.STALE && field != null) {
        stale.put(
            field,
            visit
                .t()
                .t("grid.conflict.by", problem.arguments().get(1), problem.arguments().get(2)));
      }
    }
    List<GridView> views = new ArrayList<>();
    Map<String, DossierLine> dossiersShown = new HashMap<>();
    for (GridLine line : lines.rows()) {
      String key = line.dossier().key().text();
      GridForm.Row typed = form.rows().get(key);
      views.add(
          typed == null
              ? GridView.of(line)
              : GridView.after(line, typed, writable, stale.get(key)));
      dossiersShown.put(key, line.dossier());
    }
    List<FieldError> errors = new ArrayList<>();
    errors.add(new FieldError("", visit.t().t("grid.nothing-saved")));
    notNumbers.forEach(
        (field, value) ->
            errors.add(
                new FieldError(
                    field,
                    at(
                        visit,
                        dossiersShown.get(field.substring(0, field.indexOf(':'))),
                        visit
                            .t()
                            .t(
                                "grid.not-a-number",
                                field.substring(field.indexOf(':') + 1),
                                value)))));
    for (Problem problem : problems) {
      errors.add(error(visit, problem, dossiersShown, stale));
    }
    return grid(visit, HttpStatus.UNPROCESSABLE_CONTENT, place, lines, views, errors);
  }

  /** The sentence of a refusal, which names the household and leads to the cell or the choice. */
  private static FieldError error(
      Visit visit, Problem problem, Map<String, DossierLine> shown, Map<String, String> stale) {
    String field = problem.field();
    if (field == null) {
      return new FieldError("", visit.sentence(problem));
    }
    int colon = field.indexOf(':');
    String key = colon < 0 ? field : field.substring(0, colon);
    DossierLine dossier = shown.get(key);
    if (dossier == null) {
      return new FieldError("", visit.sentence(problem));
    }
    String by = stale.get(key);
    if (problem.code() == RecognitionProblem.STALE && by != null) {
      return new FieldError(
          key + ":" + GridForm.CHOICE,
          visit.t().t("grid.conflict.error", named(visit, dossier), by));
    }
    List<Object> arguments = new ArrayList<>();
    boolean names = false;
    for (Object argument : problem.arguments()) {
      boolean head = argument.equals(dossier.head());
      arguments.add(head ? named(visit, dossier) : argument);
      names |= head;
    }
    String sentence = visit.sentence(new Problem(problem.code(), field, arguments));
    return new FieldError(
        colon < 0 ? key + ":row" : field, names ? sentence : at(visit, dossier, sentence));
  }

  private static String named(Visit visit, DossierLine dossier) {
    return visit.t().t("grid.household", dossier.head(), dossier.code());
  }

  private static String at(Visit visit, @Nullable DossierLine dossier, String sentence) {
    return dossier == null
        ? sentence
        : visit.t().t("grid.at-household", named(visit, dossier), sentence);
  }

  private boolean writable(Visit visit, Campaign campaign, int village) {
    return campaign.open() && offices.acts(visit.actor(), Right.DOSSIER_SCORE, village);
  }

  private ResponseEntity<byte[]> grid(
      Visit visit,
      HttpStatus status,
      Place place,
      Listing<GridLine> lines,
      List<GridView> rows,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), place.campaign());
    Area area = areas.byId(place.village());
    return views.html(
        status,
        "recognition/grid",
        visit.page(
            visit.t().t("grid.title", area.name()),
            "campaigns",
            AreaTrail.and(crumbs(visit, campaign, place.village()), visit.t().t("grid.crumb"))),
        Map.of(
            "campaign",
            campaign,
            "village",
            area,
            "set",
            sets.byId(campaign.setId()),
            "rows",
            rows,
            "pager",
            Pager.of(place.list(), place.page(), place.size(), lines.total()),
            "query",
            place.query(),
            "errors",
            errors,
            "mayScore",
            writable(visit, campaign, place.village())));
  }

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/campaigns/{id}/villages/{village}/send")
  ResponseEntity<byte[]> askToSend(Visit visit, @PathVariable int id, @PathVariable int village) {
    return sending(visit, HttpStatus.OK, id, village, List.of());
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/campaigns/{id}/villages/{village}/send")
  ResponseEntity<byte[]> send(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam(required = false) @Nullable UUID reference) {
    UUID key = reference == null ? Visit.newId() : reference;
    return switch (recognition.sendVillage(visit.actor(), id, village, key)) {
      case Result.Ok<Recognition.Sent> ok -> {
        UUID step = ok.value().stepId();
        yield step == null
            ? visit.leadAway(
                CampaignTrail.village(id, village),
                "send.incomplete",
                String.join(", ", ok.value().incomplete()))
            : visit.leadTo(CampaignTrail.village(id, village) + "/sent/" + step);
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
    List<DossierLine> lines =
        dossiers
            .inVillage(
                visit.actor(),
                id,
                village,
                "",
                DossierLifecycle.from(DossierEvent.SEND, campaign.steps()).stream()
                    .findFirst()
                    .orElse(Stage.SCORED),
                1,
                200)
            .rows();
    Set<DossierKey> objected = notices.objectedOf(lines.stream().map(DossierLine::key).toList());
    return views.html(
        status,
        "recognition/send",
        visit.page(
            visit.t().t("send.title"),
            "campaigns",
            AreaTrail.and(crumbs(visit, campaign, village), visit.t().t("send.title"))),
        Map.of(
            "campaign",
            campaign,
            "village",
            area,
            "tally",
            dossiers.village(visit.actor(), id, village),
            "ready",
            ready(campaign, dossiers.stages(visit.actor(), id, village)) - objected.size(),
            "missing",
            notices.unsendable(campaign, village).stream().map(visit::sentence).toList(),
            "lines",
            lines.stream().filter(line -> !objected.contains(line.key())).toList(),
            "errors",
            errors));
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
