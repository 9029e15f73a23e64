package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.Signing;

/** The commune's part: what villages sent, approving, giving back, recognising under a decision. */
@Controller
class AppraisalPages {

  private final Recognition recognition;
  private final Decisions decisions;
  private final Dossiers dossiers;
  private final DossierEvidence evidence;
  private final Areas areas;
  private final Offices offices;
  private final AreasThen then;
  private final CriteriaSets sets;
  private final Views views;
  private final Clock clock;

  AppraisalPages(
      Recognition recognition,
      Decisions decisions,
      Dossiers dossiers,
      DossierEvidence evidence,
      Areas areas,
      Offices offices,
      AreasThen then,
      CriteriaSets sets,
      Views views,
      Clock clock) {
    this.recognition = recognition;
    this.decisions = decisions;
    this.dossiers = dossiers;
    this.evidence = evidence;
    this.areas = areas;
    this.offices = offices;
    this.then = then;
    this.sets = sets;
    this.views = views;
    this.clock = clock;
  }

  private static String path(int campaign, int commune) {
    return "/campaigns/" + campaign + "/communes/" + commune;
  }

  private List<Crumb> crumbs(Visit visit, Campaign campaign, Area commune) {
    return List.of(
        new Crumb(CampaignPages.title(visit, campaign), "/campaigns/" + campaign.id()),
        new Crumb(commune.name(), path(campaign.id(), commune.id())));
  }

  @Needs(Right.DOSSIER_APPRAISE)
  @GetMapping("/campaigns/{id}/communes/{commune}")
  ResponseEntity<byte[]> queue(
      Visit visit,
      @PathVariable int id,
      @PathVariable int commune,
      @RequestParam(required = false) @Nullable Integer village,
      @RequestParam(defaultValue = "SENT") String stage,
      @RequestParam(defaultValue = "false") boolean look,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") String basis,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    return queue(
        visit,
        HttpStatus.OK,
        id,
        commune,
        Basis.of(basis),
        village,
        stage,
        look,
        q,
        page,
        size,
        List.of());
  }

  /** The queue that somebody works on. */
  private ResponseEntity<byte[]> queue(
      Visit visit,
      HttpStatus status,
      int id,
      int communeId,
      @Nullable Integer village,
      String stage,
      boolean look,
      String q,
      int page,
      int size,
      List<FieldError> errors) {
    return queue(
        visit, status, id, communeId, Basis.AS_IS, village, stage, look, q, page, size, errors);
  }

  private ResponseEntity<byte[]> queue(
      Visit visit,
      HttpStatus status,
      int id,
      int communeId,
      Basis basis,
      @Nullable Integer village,
      String stage,
      boolean look,
      String q,
      int page,
      int size,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    Reading reading = Reading.of(campaign, String.valueOf(basis.code()), LocalDate.now(clock));
    if (reading.now()) {
      areas.require(visit.actor(), Right.DOSSIER_APPRAISE, communeId);
    } else {
      then.require(visit.actor(), Right.DOSSIER_APPRAISE, communeId, reading.day());
    }
    Area commune = then.byId(communeId, reading.day()).orElse(null);
    if (commune == null) {
      return visit.leadTo("/figures?area=" + communeId + "&campaign=" + id + reading.and());
    }
    @Nullable Stage only = stage(stage);
    List<AreaProgress> villages =
        campaign.ofCommunes() || campaign.ofProvince()
            ? List.of()
            : dossiers.villagesOf(visit.actor(), id, communeId, basis);
    Tally total = dossiers.office(visit.actor(), id, communeId, basis);
    Listing<QueueLine> lines =
        dossiers.queue(
            visit.actor(),
            id,
            communeId,
            basis,
            new QueueFilter(village, only, look, q),
            page,
            Pager.fitting(size));
    List<Segment> segments = new ArrayList<>();
    Map<Stage, StageCount> apart = dossiers.apart(visit.actor(), id, communeId, basis);
    for (Stage one :
        List.of(
            Stage.MET,
            Stage.POSTED,
            Stage.SENT,
            Stage.APPROVED,
            Stage.AGREED,
            Stage.RETURNED,
            Stage.RECOGNISED)) {
      StageCount count = apart.get(one);
      if (count == null && (one == Stage.MET || one == Stage.POSTED || one == Stage.AGREED)) {
        continue;
      }
      segments.add(
          new Segment(
              segment(
                  visit, campaign, one, count == null ? total.in(one) : count.dossiers(), count),
              path(id, communeId) + "?stage=" + one.name() + reading.and(),
              one == only));
    }
    segments.add(
        new Segment(
            visit.t().t("queue.segment", visit.t().t("queue.all"), total.roll()),
            path(id, communeId) + "?stage=ALL" + reading.and(),
            only == null));
    int waitingHere =
        village == null
            ? total.sent()
            : villages.stream()
                .filter(one -> one.areaId() == village)
                .mapToInt(one -> one.tally().sent())
                .sum();
    Map<String, Object> params = new HashMap<>();
    params.put("campaign", campaign);
    params.put("commune", commune);
    params.put("total", total);
    params.put("villages", villages);
    params.put(
        "villageOptions",
        villages.stream()
            .map(one -> new Option(String.valueOf(one.areaId()), one.name()))
            .toList());
    params.put("segments", segments);
    params.put("lines", lines.rows());
    params.put(
        "evidence",
        evidence.counts(lines.rows().stream().map(line -> line.dossier().key()).toList()));
    String asked =
        "stage="
            + stage
            + (village == null ? "" : "&village=" + village)
            + (look ? "&look=true" : "")
            + (q.isEmpty()
                ? ""
                : "&q=" + java.net.URLEncoder.encode(q, java.nio.charset.StandardCharsets.UTF_8));
    String base = path(id, communeId) + "?" + asked + reading.and();
    params.put("reading", reading);
    params.put("bases", reading.choice(visit.t(), path(id, communeId), asked));
    params.put(
        "names",
        then.otherNames(
            basis,
            Stream.concat(Stream.of(communeId), villages.stream().map(AreaProgress::areaId))
                .toList(),
            reading.day(),
            visit.t()));
    params.put("pager", Pager.of(base, page, size, lines.total()));
    params.put("village", village == null ? "" : String.valueOf(village));
    params.put("stage", stage);
    params.put("look", look);
    params.put("query", q);
    params.put("waitingHere", waitingHere);
    params.put("errors", errors);
    params.put("decisions", dossiers.decisions(visit.actor(), id, communeId, basis));
    params.put(
        "drafts",
        reading.now() ? decisions.drafts(visit.actor(), id, communeId) : List.<DecisionDraft>of());
    params.put("today", LocalDate.now(clock));
    boolean acts =
        campaign.open() && offices.acts(visit.actor(), Right.DOSSIER_APPRAISE, communeId);
    params.put("acts", acts);
    params.put(
        "decidable",
        reading.now() && campaign.procedure().decidedAt() == commune.level()
            ? DossierLifecycle.from(DossierEvent.RECOGNISE, campaign.steps()).stream()
                .mapToInt(one -> apart.getOrDefault(one, StageCount.NONE).undrafted())
                .sum()
            : 0);
    params.put(
        "own",
        villages.isEmpty() && !campaign.ofCommunesAbove()
                || campaign.model() == LearningModel.LEARNING_CLAN
            ? "/campaigns/" + id + "/villages/" + communeId + reading.ask()
            : "");
    return views.html(
        status,
        "recognition/queue",
        visit.page(
            visit.t().t("queue.title", commune.name()),
            "campaigns",
            AreaTrail.here(crumbs(visit, campaign, commune))),
        params);
  }

  /** A stage with how many stand in it; of those that were decided on, how many achieved. */
  private static String segment(
      Visit visit, Campaign campaign, Stage stage, int all, @Nullable StageCount count) {
    String name = visit.t().t(campaign.stageKey(stage));
    boolean voted = stage == Stage.APPROVED || stage == Stage.AGREED;
    return voted && count != null && count.achieved() < all
        ? visit.t().t("queue.segment.voted", name, count.achieved(), all - count.achieved())
        : visit.t().t("queue.segment", name, all);
  }

  static @Nullable Stage stage(String name) {
    for (Stage stage : Stage.values()) {
      if (stage.name().equals(name)) {
        return stage;
      }
    }
    return null;
  }

  /** Approves the chosen ones, or all that wait here but for those named. */
  @Needs(Right.DOSSIER_APPRAISE)
  @PostMapping("/campaigns/{id}/communes/{commune}/approve")
  ResponseEntity<byte[]> approve(
      Visit visit,
      @PathVariable int id,
      @PathVariable int commune,
      @RequestParam(required = false) @Nullable List<String> d,
      @RequestParam(required = false) @Nullable Integer village,
      @RequestParam(required = false) @Nullable Integer seen,
      @RequestParam(defaultValue = "chosen") String which) {
    Selection selection =
        which.equals("all")
            ? new Selection.AllBut(village, List.of(), seen)
            : which.equals("others")
                ? new Selection.AllBut(village, VillagePages.keys(d), seen)
                : Selection.these(VillagePages.keys(d));
    return switch (recognition.approve(visit.actor(), id, commune, selection)) {
      case Result.Ok<Recognition.Approved> ok ->
          visit.leadTo(
              path(id, commune) + (village == null ? "" : "?village=" + village),
              "queue.approved",
              ok.value().approved(),
              ok.value().achieved(),
              ok.value().notAchieved());
      case Result.Refused<Recognition.Approved> refused ->
          queue(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              commune,
              village,
              "SENT",
              false,
              "",
              1,
              50,
              visit.errors(refused.problems()));
    };
  }

  /** Asks for the reason of giving the chosen ones back. */
  @Needs(Right.DOSSIER_APPRAISE)
  @PostMapping("/campaigns/{id}/communes/{commune}/give-back/ask")
  ResponseEntity<byte[]> askToGiveBack(
      Visit visit,
      @PathVariable int id,
      @PathVariable int commune,
      @RequestParam(required = false) @Nullable List<String> d) {
    if (VillagePages.keys(d).isEmpty()) {
      return queue(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          id,
          commune,
          null,
          "SENT",
          false,
          "",
          1,
          50,
          List.of(new FieldError("", visit.t().t("queue.choose"))));
    }
    return givingBack(
        visit, HttpStatus.OK, id, commune, VillagePages.keys(d), "", List.of(), List.of());
  }

  @Needs(Right.DOSSIER_APPRAISE)
  @PostMapping("/campaigns/{id}/communes/{commune}/give-back")
  ResponseEntity<byte[]> giveBack(
      Visit visit,
      @PathVariable int id,
      @PathVariable int commune,
      @RequestParam(required = false) @Nullable List<String> d,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable List<String> indicators) {
    List<DossierKey> keys = VillagePages.keys(d);
    List<String> chosen = indicators == null ? List.of() : indicators;
    return switch (recognition.giveBack(visit.actor(), id, commune, keys, reason, chosen)) {
      case Result.Ok<Recognition.GivenBack> ok ->
          visit.leadTo(path(id, commune), "queue.given-back", ok.value().returned());
      case Result.Refused<Recognition.GivenBack> refused ->
          givingBack(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              commune,
              keys,
              reason,
              chosen,
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> givingBack(
      Visit visit,
      HttpStatus status,
      int id,
      int communeId,
      List<DossierKey> keys,
      String reason,
      List<String> chosen,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    areas.require(visit.actor(), Right.DOSSIER_APPRAISE, communeId);
    Area commune = areas.byId(communeId);
    return views.html(
        status,
        "recognition/give-back",
        visit.page(
            visit.t().t(campaign.word("giveback.title"), keys.size()),
            "campaigns",
            AreaTrail.and(crumbs(visit, campaign, commune), visit.t().t("giveback.crumb"))),
        Map.of(
            "campaign", campaign,
            "commune", commune,
            "set", sets.byId(campaign.setId()),
            "keys", keys.stream().map(DossierKey::text).toList(),
            "reason", reason,
            "chosen", chosen,
            "errors", errors));
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/campaigns/{id}/communes/{commune}/recognise")
  ResponseEntity<byte[]> askToRecognise(
      Visit visit, @PathVariable int id, @PathVariable int commune) {
    return recognising(
        visit, HttpStatus.OK, id, commune, usual(visit, id, commune), List.of(), List.of());
  }

  /** Asks for the decision that recognises the chosen ones only. */
  @Needs(Right.DECISION_RECORD)
  @PostMapping("/campaigns/{id}/communes/{commune}/recognise/ask")
  ResponseEntity<byte[]> askToRecogniseChosen(
      Visit visit,
      @PathVariable int id,
      @PathVariable int commune,
      @RequestParam(required = false) @Nullable List<String> d) {
    List<DossierKey> chosen = VillagePages.keys(d);
    if (chosen.isEmpty()) {
      return queue(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          id,
          commune,
          null,
          Stage.APPROVED.name(),
          false,
          "",
          1,
          50,
          List.of(new FieldError("", visit.t().t("queue.choose"))));
    }
    return recognising(
        visit, HttpStatus.OK, id, commune, usual(visit, id, commune), chosen, List.of());
  }

  /** A decision as the commune usually issues it. */
  private DecisionForm usual(Visit visit, int id, int commune) {
    String issuer = decisions.issuer(dossiers.campaign(visit.actor(), id), commune);
    Signing signing = decisions.signing(commune, issuer, LocalDate.now(clock));
    return new DecisionForm(
        Visit.newId(),
        issuer,
        "",
        visit.t().date(LocalDate.now(clock)),
        signing.name(),
        DecisionDraftPages.titled(visit, signing));
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/campaigns/{id}/communes/{commune}/recognise")
  ResponseEntity<byte[]> recognise(
      Visit visit,
      @PathVariable int id,
      @PathVariable int commune,
      @RequestParam(required = false) @Nullable UUID decision,
      @RequestParam(required = false) @Nullable List<String> d,
      @RequestParam(required = false) @Nullable Integer seen,
      @RequestParam(defaultValue = "") String issuer,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String decidedOn,
      @RequestParam(defaultValue = "") String signerName,
      @RequestParam(defaultValue = "") String signerTitle) {
    UUID key = decision == null ? Visit.newId() : decision;
    DecisionForm form = new DecisionForm(key, issuer, number, decidedOn, signerName, signerTitle);
    List<DossierKey> chosen = VillagePages.keys(d);
    @Nullable LocalDate date = CampaignPages.date(decidedOn);
    return switch (recognition.recognise(
        visit.actor(),
        new Recognition.Recognise(
            id,
            commune,
            issuer,
            number,
            date,
            signerName,
            signerTitle,
            chosen.isEmpty()
                ? new Selection.AllBut(null, List.of(), seen)
                : Selection.these(chosen)),
        key)) {
      case Result.Ok<Recognition.Decided> ok ->
          visit.leadTo(
              "/decisions/" + ok.value().decisionId(),
              "decision.recorded",
              ok.value().recognised());
      case Result.Refused<Recognition.Decided> refused ->
          recognising(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              commune,
              form,
              chosen,
              dated(visit, decidedOn, visit.errors(refused.problems())));
    };
  }

  /** Where something was typed as date, that it is none says more than that it is missing. */
  static List<FieldError> dated(Visit visit, String typed, List<FieldError> errors) {
    return typed.isBlank() || CampaignPages.date(typed) != null
        ? errors
        : errors.stream()
            .map(
                one ->
                    "decidedOn".equals(one.field())
                        ? new FieldError("decidedOn", visit.t().t("decision.date.wrong", typed))
                        : one)
            .toList();
  }

  private ResponseEntity<byte[]> recognising(
      Visit visit,
      HttpStatus status,
      int id,
      int communeId,
      DecisionForm form,
      List<DossierKey> chosen,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    areas.require(visit.actor(), Right.DECISION_RECORD, communeId);
    Area commune = areas.byId(communeId);
    List<ReadyVillage> villages = dossiers.ready(visit.actor(), id, communeId);
    return views.html(
        status,
        "recognition/recognise",
        visit.page(
            visit.t().t("decision.new"),
            "campaigns",
            AreaTrail.and(crumbs(visit, campaign, commune), visit.t().t("decision.new"))),
        Map.of(
            "campaign", campaign,
            "commune", commune,
            "villages", villages,
            "count",
                chosen.isEmpty()
                    ? villages.stream().mapToInt(ReadyVillage::dossiers).sum()
                    : chosen.size(),
            "chosen", chosen.stream().map(DossierKey::text).toList(),
            "form", form,
            "errors", errors));
  }
}
