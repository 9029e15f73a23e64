package vn.khuyenhoc.recognition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.criteria.SetUses;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Texts;

/** The campaigns that a criteria set is used by, for the pages of sets. */
@Component
class SetCampaigns implements SetUses {

  private final Dossiers dossiers;
  private final CampaignTable campaigns;

  SetCampaigns(Dossiers dossiers, CampaignTable campaigns) {
    this.dossiers = dossiers;
    this.campaigns = campaigns;
  }

  @Override
  public List<Use> of(Actor actor, Texts t, String setId) {
    if (!actor.holds(Right.FIGURES_READ)) {
      return List.of();
    }
    return dossiers.campaigns(actor).stream()
        .filter(campaign -> campaign.setId().equals(setId))
        .map(
            campaign ->
                new Use(
                    campaign.title(t) + " · " + campaign.provinceName(),
                    actor.holds(Right.DOSSIER_READ) ? "/campaigns/" + campaign.id() : null,
                    campaign.open()))
        .toList();
  }

  @Override
  public boolean used(String setId) {
    return campaigns.using(setId);
  }

  @Override
  public @Nullable String over(Actor actor, String setId) {
    return actor.holds(Right.FIGURES_READ) ? "/criteria/" + setId + "/over" : null;
  }
}
