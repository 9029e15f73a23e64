package vn.khuyenhoc.recognition;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Visit;

/** The way to what a page is about: the campaign, the areas above, the village, the dossier. */
@Component
class CampaignTrail {

  private final Areas areas;

  CampaignTrail(Areas areas) {
    this.areas = areas;
  }

  /** The page of a village in a campaign. */
  static String village(int campaign, int village) {
    return "/campaigns/" + campaign + "/villages/" + village;
  }

  /** To a village, to be gone on from. */
  List<Crumb> to(Visit visit, Campaign campaign, int village) {
    return to(visit, campaign, village, areas.path(village));
  }

  /** To a village that may have ended. */
  List<Crumb> toKnown(Visit visit, Campaign campaign, int village) {
    return to(visit, campaign, village, areas.pathKnown(village));
  }

  /** To a village below these areas. */
  static List<Crumb> to(Visit visit, Campaign campaign, int village, List<Area> above) {
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(new Crumb(CampaignPages.title(visit, campaign), "/campaigns/" + campaign.id()));
    crumbs.addAll(
        AreaTrail.of(
            visit, above, area -> area == village ? village(campaign.id(), village) : null));
    return crumbs;
  }

  /** To a dossier. */
  List<Crumb> to(Visit visit, Dossier dossier) {
    List<Crumb> crumbs = to(visit, dossier.campaign(), dossier.line().villageId());
    crumbs.add(new Crumb(dossier.line().head(), "/dossiers/" + dossier.line().key().text()));
    return crumbs;
  }
}
