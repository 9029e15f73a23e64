package vn.khuyenhoc.recognition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Registrations that people sent by themselves: who that is, accepted or declined. */
@Controller
class ApplicationPages {

  private final Applications applications;
  private final Dossiers dossiers;
  private final Areas areas;
  private final Offices offices;
  private final CampaignTrail trail;
  private final Views views;

  ApplicationPages(
      Applications applications,
      Dossiers dossiers,
      Areas areas,
      Offices offices,
      CampaignTrail trail,
      Views views) {
    this.applications = applications;
    this.dossiers = dossiers;
    this.areas = areas;
    this.offices = offices;
    this.trail = trail;
    this.views = views;
  }

  private List<Crumb> crumbs(Visit visit, Campaign campaign, int village) {
    List<Crumb> crumbs = RegistrationPages.crumbs(trail, visit, campaign, village);
    crumbs.add(
        new Crumb(
            visit.t().t("applications.title"),
            CampaignTrail.village(campaign.id(), village) + "/applications"));
    return crumbs;
  }

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/campaigns/{id}/villages/{village}/applications")
  ResponseEntity<byte[]> list(Visit visit, @PathVariable int id, @PathVariable int village) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    return views.html(
        "recognition/applications",
        visit.page(
            visit.t().t("applications.title"),
            "campaigns",
            AreaTrail.here(crumbs(visit, campaign, village))),
        Map.of(
            "campaign",
            campaign,
            "village",
            areas.byId(village),
            "applications",
            applications.of(visit.actor(), id, village)));
  }

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/campaigns/{id}/villages/{village}/applications/{application}")
  ResponseEntity<byte[]> one(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @PathVariable UUID application) {
    return one(visit, HttpStatus.OK, id, village, application, "", "", List.of());
  }

  private ResponseEntity<byte[]> one(
      Visit visit,
      HttpStatus status,
      int id,
      int village,
      UUID application,
      String dossier,
      String reason,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    Application one = applications.one(visit.actor(), id, village, application);
    Applications.Candidates candidates = applications.candidates(visit.actor(), village, one);
    Map<String, Object> params = new HashMap<>();
    params.put("one", one);
    params.put("path", CampaignTrail.village(id, village) + "/applications/" + application);
    params.put("back", CampaignTrail.village(id, village) + "/applications");
    params.put("likely", candidates.likely().stream().map(alike -> option(alike, false)).toList());
    params.put("all", candidates.all().stream().map(any -> option(any, true)).toList());
    params.put("registered", candidates.registered());
    params.put("dossier", dossier);
    params.put("reason", reason);
    params.put(
        "acts",
        one.waits()
            && campaign.open()
            && offices.acts(visit.actor(), Right.DOSSIER_SCORE, village));
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/application",
        visit.page(
            one.name(), "campaigns", AreaTrail.and(crumbs(visit, campaign, village), one.name())),
        params);
  }

  private static Option option(Registrant one, boolean inList) {
    String more = one.code() + (one.address().isEmpty() ? "" : " · " + one.address());
    return new Option(one.key().text(), one.name(), inList ? null : more, inList ? more : null);
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/campaigns/{id}/villages/{village}/applications/{application}/accept")
  ResponseEntity<byte[]> accept(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @PathVariable UUID application,
      @RequestParam(defaultValue = "") String dossier,
      @RequestParam(defaultValue = "") String other) {
    String chosen = other.isEmpty() ? dossier : other;
    return answered(
        visit,
        id,
        village,
        application,
        applications.accept(
            visit.actor(),
            id,
            village,
            application,
            chosen.isEmpty() ? null : VillagePages.key(chosen)),
        chosen,
        "");
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/campaigns/{id}/villages/{village}/applications/{application}/decline")
  ResponseEntity<byte[]> decline(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @PathVariable UUID application,
      @RequestParam(defaultValue = "") String reason) {
    return answered(
        visit,
        id,
        village,
        application,
        applications.decline(visit.actor(), id, village, application, reason),
        "",
        reason);
  }

  private ResponseEntity<byte[]> answered(
      Visit visit,
      int id,
      int village,
      UUID application,
      Result<Application> result,
      String dossier,
      String reason) {
    return switch (result) {
      case Result.Ok<Application>(Application one) ->
          visit.leadTo(
              CampaignTrail.village(id, village) + "/applications",
              one.status() == Application.Status.ACCEPTED
                  ? "application.accepted"
                  : "application.declined",
              one.name());
      case Result.Refused<Application>(List<Problem> problems) ->
          one(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              village,
              application,
              dossier,
              reason,
              visit.errors(problems));
    };
  }
}
