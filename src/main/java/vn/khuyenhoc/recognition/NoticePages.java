package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
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
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.OpenToAll;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.recognition.procedure.StepKind;

/** Public notices: posting one, what everybody sees of it, objections and their answers. */
@Controller
class NoticePages {

  private final Notices notices;
  private final Dossiers dossiers;
  private final Areas areas;
  private final Offices offices;
  private final CampaignTrail trail;
  private final Views views;
  private final Clock clock;

  NoticePages(
      Notices notices,
      Dossiers dossiers,
      Areas areas,
      Offices offices,
      CampaignTrail trail,
      Views views,
      Clock clock) {
    this.notices = notices;
    this.dossiers = dossiers;
    this.areas = areas;
    this.offices = offices;
    this.trail = trail;
    this.views = views;
    this.clock = clock;
  }

  private List<Crumb> crumbs(Visit visit, Campaign campaign, int village) {
    List<Crumb> crumbs = trail.toKnown(visit, campaign, village);
    crumbs.add(
        new Crumb(
            visit.t().t("notice.title"),
            CampaignTrail.village(campaign.id(), village) + "/notice"));
    return crumbs;
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}/villages/{village}/notice")
  ResponseEntity<byte[]> all(Visit visit, @PathVariable int id, @PathVariable int village) {
    return all(
        visit, HttpStatus.OK, id, village, visit.t().date(LocalDate.now(clock)), "", List.of());
  }

  private ResponseEntity<byte[]> all(
      Visit visit,
      HttpStatus status,
      int id,
      int village,
      String postedOn,
      String place,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    Map<String, Object> params = new HashMap<>();
    params.put("campaign", campaign);
    params.put("area", areas.byId(village));
    params.put("notices", notices.of(visit.actor(), id, village));
    params.put("waiting", notices.waiting(visit.actor(), id, village));
    params.put("step", campaign.procedure().step(StepKind.PUBLIC_NOTICE).orElse(null));
    params.put("days", Notices.days(campaign));
    params.put("postedOn", postedOn);
    params.put("place", place);
    params.put("today", LocalDate.now(clock));
    params.put("mayPost", mayPost(visit, campaign, village));
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/notices",
        visit.page(
            visit.t().t("notice.title"),
            "campaigns",
            AreaTrail.here(crumbs(visit, campaign, village))),
        params);
  }

  private boolean mayPost(Visit visit, Campaign campaign, int village) {
    return campaign.open()
        && areas.reaches(visit.actor(), Right.DOSSIER_SCORE, village)
        && offices.acts(visit.actor(), Right.DOSSIER_SCORE, village);
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/campaigns/{id}/villages/{village}/notice")
  ResponseEntity<byte[]> post(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam(defaultValue = "") String postedOn,
      @RequestParam(defaultValue = "") String place) {
    return switch (notices.post(visit.actor(), id, village, CampaignPages.date(postedOn), place)) {
      case Result.Ok<UUID>(UUID notice) ->
          visit.leadTo("/notices/" + notice + "/objections", "notice.posted");
      case Result.Refused<UUID> refused ->
          all(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              village,
              postedOn,
              place,
              visit.errors(refused.problems()));
    };
  }

  /** What everybody may see; names only while it hangs. */
  @OpenToAll("a public notice: names and results for as long as it hangs")
  @GetMapping("/notices/{notice}")
  ResponseEntity<byte[]> open(Visit visit, @PathVariable UUID notice) {
    Notices.Public seen = notices.open(notice);
    return views.html(
        "recognition/notice-public",
        visit.page(visit.t().t("notice.public.title", seen.area().name()), "", List.of()),
        Map.of("seen", seen, "today", LocalDate.now(clock)));
  }

  // --- objections

  /** What is typed of an objection. */
  private record Typed(UUID id, String dossier, String raisedOn, String raisedBy, String words) {}

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/notices/{notice}/objections")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable UUID notice) {
    return show(
        visit,
        HttpStatus.OK,
        notice,
        new Typed(Visit.newId(), "", visit.t().date(LocalDate.now(clock)), "", ""),
        List.of());
  }

  private ResponseEntity<byte[]> show(
      Visit visit, HttpStatus status, UUID id, Typed typed, List<FieldError> errors) {
    Notice notice = notices.byId(visit.actor(), id);
    Campaign campaign = dossiers.campaign(visit.actor(), notice.campaignId());
    Area area = areas.lastKnown(notice.areaId());
    List<Notice.Line> lines = notices.lines(visit.actor(), id);
    Map<String, Object> params = new HashMap<>();
    params.put("campaign", campaign);
    params.put("area", area);
    params.put("notice", notice);
    params.put("lines", lines);
    params.put("objections", notices.objections(visit.actor(), id));
    params.put(
        "choices",
        lines.stream()
            .map(line -> new Option(line.key().text(), line.place() + ". " + line.name()))
            .toList());
    params.put("form", typed.id().toString());
    params.put("dossier", typed.dossier());
    params.put("raisedOn", typed.raisedOn());
    params.put("raisedBy", typed.raisedBy());
    params.put("words", typed.words());
    params.put("today", LocalDate.now(clock));
    params.put("mayPost", campaign.open() && notices.acts(visit.actor(), notice));
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/notice",
        visit.page(
            visit.t().t("notice.of", area.name(), notice.postedOn()),
            "campaigns",
            AreaTrail.and(
                crumbs(visit, campaign, notice.areaId()), visit.t().date(notice.postedOn()))),
        params);
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/notices/{notice}/objections")
  ResponseEntity<byte[]> object(
      Visit visit,
      @PathVariable UUID notice,
      @RequestParam(required = false) @Nullable UUID form,
      @RequestParam(defaultValue = "") String dossier,
      @RequestParam(defaultValue = "") String raisedOn,
      @RequestParam(defaultValue = "") String raisedBy,
      @RequestParam(defaultValue = "") String words) {
    Typed typed =
        new Typed(form == null ? Visit.newId() : form, dossier, raisedOn, raisedBy, words);
    return switch (notices.object(
        visit.actor(),
        new Notices.NewObjection(
            typed.id(),
            notice,
            dossier.isBlank() ? null : VillagePages.key(dossier),
            CampaignPages.date(raisedOn),
            raisedBy,
            words))) {
      case Result.Ok<Boolean>(Boolean late) ->
          visit.leadTo(
              "/notices/" + notice + "/objections", late ? "objection.late" : "objection.kept");
      case Result.Refused<Boolean> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              notice,
              typed,
              visit.errors(refused.problems()));
    };
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/notices/{notice}/objections/{objection}")
  ResponseEntity<byte[]> one(Visit visit, @PathVariable UUID notice, @PathVariable UUID objection) {
    return one(visit, HttpStatus.OK, notice, objection, "", "", List.of());
  }

  private ResponseEntity<byte[]> one(
      Visit visit,
      HttpStatus status,
      UUID noticeId,
      UUID id,
      String resolution,
      String reason,
      List<FieldError> errors) {
    Notice notice = notices.byId(visit.actor(), noticeId);
    Objection objection = notices.objection(visit.actor(), noticeId, id);
    Campaign campaign = dossiers.campaign(visit.actor(), notice.campaignId());
    List<Crumb> crumbs = crumbs(visit, campaign, notice.areaId());
    crumbs.add(new Crumb(visit.t().date(notice.postedOn()), notice.path()));
    return views.html(
        status,
        "recognition/objection",
        visit.page(
            visit.t().t("objection.of", objection.name()),
            "campaigns",
            AreaTrail.and(crumbs, visit.t().t("objection.title"))),
        Map.of(
            "notice", notice,
            "objection", objection,
            "resolution", resolution,
            "reason", reason,
            "mayPost", campaign.open() && notices.answers(visit.actor(), notice, objection),
            "errors", errors));
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/notices/{notice}/objections/{objection}")
  ResponseEntity<byte[]> resolve(
      Visit visit,
      @PathVariable UUID notice,
      @PathVariable UUID objection,
      @RequestParam(defaultValue = "") String resolution,
      @RequestParam(defaultValue = "") String reason) {
    Objection.Resolution chosen =
        switch (resolution) {
          case "UPHELD" -> Objection.Resolution.UPHELD;
          case "DISMISSED" -> Objection.Resolution.DISMISSED;
          default -> null;
        };
    Result<Objection.Resolution> result =
        notices.resolve(visit.actor(), notice, objection, chosen, reason);
    return result.done()
        ? visit.leadTo("/notices/" + notice + "/objections", "objection.resolved")
        : one(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            notice,
            objection,
            resolution,
            reason,
            visit.errors(result.problems()));
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/notices/{notice}/end")
  ResponseEntity<byte[]> end(Visit visit, @PathVariable UUID notice) {
    return switch (notices.end(visit.actor(), notice)) {
      case Result.Ok<Notices.Ended>(Notices.Ended ended) ->
          visit.leadTo("/notices/" + notice + "/objections", "notice.ended", ended.ended());
      case Result.Refused<Notices.Ended> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              notice,
              new Typed(Visit.newId(), "", visit.t().date(LocalDate.now(clock)), "", ""),
              visit.errors(refused.problems()));
    };
  }
}
