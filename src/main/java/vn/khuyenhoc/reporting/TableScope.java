package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import vn.khuyenhoc.areas.Area;

/**
 * What can be asked about an area.
 *
 * @param area the area
 * @param campaigns those that count something of it
 * @param codes of axes that are data: what they can be, by code
 * @param near whether the asker may read the register there, and so may see people of a village
 * @param lists whether the asker may read dossiers there
 * @param today the day
 */
public record TableScope(
    Area area,
    List<FiguresCampaign> campaigns,
    Map<TableAxis, Map<String, String>> codes,
    boolean near,
    boolean lists,
    LocalDate today) {

  /** Years with a campaign, the newest first. */
  public List<Integer> years() {
    return campaigns.stream()
        .map(FiguresCampaign::year)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Models with a campaign. */
  public List<Measured> models() {
    return campaigns.stream()
        .map(one -> Measured.of(one.model(), one.level()))
        .distinct()
        .sorted(Comparator.comparing(Measured::model).thenComparing(Measured::level))
        .toList();
  }
}
