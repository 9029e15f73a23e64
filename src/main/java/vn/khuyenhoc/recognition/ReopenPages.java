package vn.khuyenhoc.recognition;

import java.util.ArrayList;
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
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Opening a dossier again after the meeting or the public notice. */
@Controller
class ReopenPages {

  private final Meetings meetings;
  private final Dossiers dossiers;
  private final Areas areas;
  private final Views views;

  ReopenPages(Meetings meetings, Dossiers dossiers, Areas areas, Views views) {
    this.meetings = meetings;
    this.dossiers = dossiers;
    this.areas = areas;
    this.views = views;
  }

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/dossiers/{home}/{id}/reopen")
  ResponseEntity<byte[]> ask(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    return form(visit, HttpStatus.OK, new DossierKey(home, id), "", List.of());
  }

  private ResponseEntity<byte[]> form(
      Visit visit, HttpStatus status, DossierKey key, String reason, List<FieldError> errors) {
    Dossier dossier = dossiers.byKey(visit.actor(), key);
    int village = dossier.line().villageId();
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(
        new Crumb(
            CampaignPages.title(visit, dossier.campaign()),
            "/campaigns/" + dossier.campaign().id()));
    crumbs.addAll(
        AreaTrail.of(
            visit,
            areas.path(village),
            area ->
                area == village
                    ? "/campaigns/" + dossier.campaign().id() + "/villages/" + area
                    : null));
    crumbs.add(new Crumb(dossier.line().head(), "/dossiers/" + key.text()));
    String title = visit.t().t("reopen.title");
    return views.html(
        status,
        "recognition/reopen",
        visit.page(title, "campaigns", AreaTrail.and(crumbs, title)),
        Map.of("dossier", dossier, "reason", reason, "errors", errors));
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/dossiers/{home}/{id}/reopen")
  ResponseEntity<byte[]> reopen(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String reason) {
    DossierKey key = new DossierKey(home, id);
    Result<Stage> result = meetings.reopen(visit.actor(), key, version, reason);
    return result.done()
        ? visit.leadTo("/dossiers/" + key.text(), "reopen.done")
        : form(
            visit, HttpStatus.UNPROCESSABLE_CONTENT, key, reason, visit.errors(result.problems()));
  }
}
