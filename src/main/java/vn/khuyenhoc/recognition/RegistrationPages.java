package vn.khuyenhoc.recognition;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.PublicAddress;
import vn.khuyenhoc.platform.web.SquareCode;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.recognition.Registrations.How;
import vn.khuyenhoc.recognition.procedure.StepKind;

/** Registration of a village's households, or of what else is rated there; the blank sheet. */
@Controller
class RegistrationPages {

  private final Registrations registrations;
  private final Applications applications;
  private final PublicAddress publicAddress;
  private final Dossiers dossiers;
  private final Areas areas;
  private final Offices offices;
  private final CampaignTrail trail;
  private final Views views;

  RegistrationPages(
      Registrations registrations,
      Applications applications,
      PublicAddress publicAddress,
      Dossiers dossiers,
      Areas areas,
      Offices offices,
      CampaignTrail trail,
      Views views) {
    this.registrations = registrations;
    this.applications = applications;
    this.publicAddress = publicAddress;
    this.dossiers = dossiers;
    this.areas = areas;
    this.offices = offices;
    this.trail = trail;
    this.views = views;
  }

  private List<Crumb> crumbs(Visit visit, Campaign campaign, int village) {
    return crumbs(trail, visit, campaign, village);
  }

  static List<Crumb> crumbs(CampaignTrail trail, Visit visit, Campaign campaign, int village) {
    List<Crumb> crumbs = trail.to(visit, campaign, village);
    crumbs.add(
        new Crumb(
            visit.t().t("registration.title"),
            CampaignTrail.village(campaign.id(), village) + "/registration"));
    return crumbs;
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}/villages/{village}/registration")
  ResponseEntity<byte[]> list(Visit visit, @PathVariable int id, @PathVariable int village) {
    return list(visit, HttpStatus.OK, id, village, How.PAPER.name(), List.of(), List.of());
  }

  private ResponseEntity<byte[]> list(
      Visit visit,
      HttpStatus status,
      int id,
      int village,
      String how,
      List<String> chosen,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    Map<String, Object> params = new HashMap<>();
    params.put("campaign", campaign);
    params.put("village", areas.byId(village));
    params.put("waiting", registrations.lines(visit.actor(), id, village, false));
    params.put("registered", registrations.lines(visit.actor(), id, village, true));
    params.put("step", campaign.procedure().step(StepKind.REGISTRATION).orElse(null));
    params.put(
        "due", campaign.procedure().dueOn(StepKind.REGISTRATION, campaign.year()).orElse(null));
    params.put(
        "hows",
        Arrays.stream(How.values())
            .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
            .toList());
    params.put("how", how);
    params.put("chosen", chosen);
    params.put("applied", applications.waiting(id, village));
    params.put(
        "mayRegister",
        campaign.open() && offices.acts(visit.actor(), Right.DOSSIER_SCORE, village));
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/registration",
        visit.page(
            visit.t().t("registration.title"),
            "campaigns",
            AreaTrail.here(crumbs(visit, campaign, village))),
        params);
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/campaigns/{id}/villages/{village}/registration")
  ResponseEntity<byte[]> register(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam(defaultValue = "") String how,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam(name = "d", required = false) @Nullable List<String> d) {
    List<String> chosen = d == null ? List.of() : d;
    Result<Integer> result =
        registrations.register(
            visit.actor(), id, village, all ? null : VillagePages.keys(chosen), how(how));
    return switch (result) {
      case Result.Ok<Integer>(Integer count) ->
          visit.leadTo(
              CampaignTrail.village(id, village) + "/registration", "registration.done", count);
      case Result.Refused<Integer> refused ->
          list(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              village,
              how,
              chosen,
              visit.errors(refused.problems()));
    };
  }

  private static @Nullable How how(String typed) {
    return Arrays.stream(How.values())
        .filter(one -> one.name().equals(typed))
        .findFirst()
        .orElse(null);
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/campaigns/{id}/villages/{village}/registration/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam(name = "d", required = false) @Nullable List<String> d) {
    List<String> chosen = d == null ? List.of() : d;
    return switch (registrations.withdraw(visit.actor(), id, village, VillagePages.keys(chosen))) {
      case Result.Ok<Integer>(Integer count) ->
          visit.leadTo(
              CampaignTrail.village(id, village) + "/registration",
              "registration.withdrawn.done",
              count);
      case Result.Refused<Integer> refused ->
          list(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              village,
              How.PAPER.name(),
              chosen,
              visit.errors(refused.problems()));
    };
  }

  /** A blank sheet to be filled in by hand: what it is for, in plain words, and the consent. */
  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}/villages/{village}/registration/sheet")
  ResponseEntity<byte[]> sheet(
      Visit visit, HttpServletRequest request, @PathVariable int id, @PathVariable int village) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    areas.require(visit.actor(), Right.DOSSIER_READ, village);
    Map<String, Object> params = new HashMap<>();
    params.put("campaign", campaign);
    params.put("path", areas.path(village));
    if (applications.open(campaign.id(), village)) {
      String address = publicAddress.of(request) + "/register/" + id + "/" + village;
      params.put("address", address);
      params.put("square", SquareCode.of(address));
    }
    return views.html(
        "recognition/registration-sheet",
        visit.page(
            visit.t().t("registration.sheet", visit.t().t(campaign.modelKey())),
            "campaigns",
            AreaTrail.and(
                crumbs(visit, campaign, village), visit.t().t("registration.sheet.title"))),
        params);
  }
}
