package vn.khuyenhoc.reporting;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Texts;

/**
 * How a reader looks at figures: which campaign, through which tree, sorted how; and the addresses
 * that lead from there.
 *
 * @param figures what is shown
 * @param names other names of the areas shown, by area
 * @param trend the area's figures of all years
 * @param words the reader's language
 * @param sort what the table is sorted by
 * @param descending whether the greatest comes first
 * @param mayReport whether the reader may download reports here
 * @param mayDeclare whether the reader may declare a total here
 */
public record FiguresView(
    AreaFigures figures,
    Map<Integer, String> names,
    Trend trend,
    FiguresWords words,
    FiguresSort sort,
    boolean descending,
    boolean mayReport,
    boolean mayDeclare) {

  /** The areas below, sorted. */
  public List<AreaFigure> rows() {
    return sort.sorted(figures.children(), descending);
  }

  /** What an area was called before or is called now, in words; null where it is the same. */
  public @Nullable String otherName(int areaId) {
    return names.get(areaId);
  }

  /** The years as a drawing. */
  public TrendChart chart() {
    return TrendChart.of(trend, figures.basis());
  }

  /** Another area in the same campaign, on this basis or the other. */
  public String area(int areaId, Basis basis) {
    return query("/figures", areaId, campaignId(), basis);
  }

  /** The same area in another campaign. */
  public String year(int campaignId, Basis basis) {
    return query("/figures", figures.area().areaId(), campaignId, basis);
  }

  /** This very view, for whoever it is sent to. */
  public String self() {
    return query("/figures", figures.area().areaId(), campaignId(), figures.basis())
        + (sort == FiguresSort.NAME && !descending
            ? ""
            : "&sort=" + sort.key() + "&dir=" + (descending ? "desc" : "asc"));
  }

  /** The same of another area. */
  public String area(int areaId) {
    return query("/figures", areaId, campaignId(), figures.basis());
  }

  /** The same sorted by something; the other way round if it is sorted so already. */
  public String sorted(FiguresSort by) {
    boolean down = by == sort ? !descending : by != FiguresSort.NAME;
    return ordered(by, down);
  }

  /** The orders offered beside the table, which reach phones too. */
  public List<Segment> orders(Texts t) {
    return List.of(
        order(t, "reporting.order.name", FiguresSort.NAME, false),
        order(t, "reporting.order.rate", FiguresSort.RATE, true),
        order(t, "reporting.order.gap", FiguresSort.GAP, false));
  }

  private Segment order(Texts t, String key, FiguresSort by, boolean down) {
    return new Segment(t.t(key), ordered(by, down), sort == by && descending == down);
  }

  private String ordered(FiguresSort by, boolean down) {
    return area(figures.area().areaId()) + "&sort=" + by.key() + "&dir=" + (down ? "desc" : "asc");
  }

  /** What a heading tells assistive technology. */
  public String sortedHow(FiguresSort by) {
    return by != sort ? "none" : descending ? "descending" : "ascending";
  }

  /** A file of this view. */
  public String file(String name) {
    return query("/figures/" + name, figures.area().areaId(), campaignId(), figures.basis());
  }

  /** The page to declare a total. */
  public String declare() {
    return "/figures/declare?area=" + figures.area().areaId();
  }

  /** The two ways to read areas. */
  public List<Segment> bases(Texts t) {
    return figures
        .basis()
        .choice(t, one -> query("/figures", figures.area().areaId(), campaignId(), one));
  }

  /** The years to choose from. */
  public List<Segment> years() {
    return figures.campaigns().stream()
        .map(
            campaign ->
                new Segment(
                    String.valueOf(campaign.year()),
                    query("/figures", figures.area().areaId(), campaign.id(), figures.basis()),
                    same(campaign)))
        .toList();
  }

  private boolean same(FiguresCampaign one) {
    FiguresCampaign shown = figures.campaign();
    return shown != null && one.year() == shown.year() && one.model().equals(shown.model());
  }

  private int campaignId() {
    FiguresCampaign campaign = figures.campaign();
    return campaign == null ? 0 : campaign.id();
  }

  private static String query(String path, int areaId, int campaignId, Basis basis) {
    return path
        + "?area="
        + areaId
        + (campaignId == 0 ? "" : "&campaign=" + campaignId)
        + "&basis="
        + basis.code();
  }
}
