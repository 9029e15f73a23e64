package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
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

  /** The same of another area; below the country every province has a campaign of its own. */
  public String area(int areaId) {
    FiguresCampaign campaign = figures.campaign();
    return figures.area().level() == AreaLevel.NATION
            && areaId != figures.area().areaId()
            && campaign != null
        ? "/figures?area="
            + areaId
            + figures.measured().query()
            + "&year="
            + campaign.year()
            + "&basis="
            + figures.basis().code()
        : query("/figures", areaId, campaignId(), figures.basis());
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
    return query("/figures", figures.area().areaId(), campaignId(), figures.basis())
        + "&sort="
        + by.key()
        + "&dir="
        + (down ? "desc" : "asc");
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
    return "/figures/declare?area=" + figures.area().areaId() + figures.measured().query();
  }

  /** The two ways to read areas. */
  public List<Segment> bases(Texts t) {
    return figures
        .basis()
        .choice(t, one -> query("/figures", figures.area().areaId(), campaignId(), one));
  }

  /** The years to choose from. */
  public List<Segment> years() {
    FiguresCampaign shown = figures.campaign();
    return figures.campaigns().stream()
        .map(
            campaign ->
                new Segment(
                    String.valueOf(campaign.year()),
                    query("/figures", figures.area().areaId(), campaign.id(), figures.basis()),
                    shown != null && campaign.year() == shown.year()))
        .toList();
  }

  /** The models to choose from: those that count something here; none where there is but one. */
  public List<Segment> models(Texts t) {
    List<Segment> models = new ArrayList<>();
    for (Measured one : figures.models()) {
      if (models.isEmpty() || !last(models).equals(t.t(one.model().messageKey()))) {
        boolean shown = one.model() == figures.measured().model();
        models.add(
            new Segment(
                t.t(one.model().messageKey()), to(shown ? figures.measured() : one), shown));
      }
    }
    return models.size() == 1 && models.getFirst().current() ? List.of() : models;
  }

  private static String last(List<Segment> models) {
    return models.getLast().label();
  }

  /** The levels of the model to choose from; none where there is but one. */
  public List<Segment> levels(Texts t) {
    List<Measured> levels =
        figures.models().stream().filter(one -> one.model() == figures.measured().model()).toList();
    return levels.size() < 2
        ? List.of()
        : levels.stream()
            .map(
                one ->
                    new Segment(
                        t.t(one.level().messageKey()),
                        to(one),
                        one.level() == figures.measured().level()))
            .toList();
  }

  /** What rates can be a share of; nothing where there is no choice. */
  public List<Segment> denominators(Texts t) {
    Measured measured = figures.measured();
    return measured.denominators().size() < 2
        ? List.of()
        : measured.denominators().stream()
            .map(
                one ->
                    new Segment(
                        t.t("reporting.per." + one.name()),
                        to(measured.over(one)),
                        one == measured.denominator()))
            .toList();
  }

  /** The labour groups of citizens, all together first; none elsewhere. */
  public List<Segment> groups(Texts t) {
    Measured measured = figures.measured();
    List<Segment> groups = new ArrayList<>();
    if (!trend.groups().isEmpty()) {
      groups.add(
          new Segment(
              t.t("reporting.groups.all"), to(measured.ofForm("")), measured.form().isEmpty()));
      for (Trend.Group group : trend.groups()) {
        groups.add(new Segment(group.name(), group(group), group.form().equals(measured.form())));
      }
    }
    return groups;
  }

  /** The figures of one labour group alone. */
  public String group(Trend.Group group) {
    return "/figures?area="
        + figures.area().areaId()
        + figures.measured().ofForm(group.form()).query()
        + "&campaign="
        + group.campaignId()
        + "&basis="
        + figures.basis().code();
  }

  /** The same area and year of something else. */
  private String to(Measured other) {
    FiguresCampaign campaign = figures.of(other);
    return "/figures?area="
        + figures.area().areaId()
        + other.query()
        + (campaign == null ? "" : "&campaign=" + campaign.id())
        + "&basis="
        + figures.basis().code();
  }

  private int campaignId() {
    FiguresCampaign campaign = figures.campaign();
    return campaign == null ? 0 : campaign.id();
  }

  private String query(String path, int areaId, int campaignId, Basis basis) {
    return path
        + "?area="
        + areaId
        + figures.measured().query()
        + (campaignId == 0 ? "" : "&campaign=" + campaignId)
        + "&basis="
        + basis.code();
  }

  /**
   * The day whose households state what figures of a past year are a share of; null where that is
   * the day of the tree, or they state nothing.
   */
  public @Nullable LocalDate statedOn() {
    FiguresCampaign campaign = figures.campaign();
    if (campaign == null || !figures.measured().denominator().stated()) {
      return null;
    }
    PeopleDay day = PeopleDay.of(campaign.year(), figures.treeDate());
    return day.on().equals(day.tree()) ? null : day.on();
  }

  /** The page of what a target is worked out from in the area that is shown. */
  public String made(PlanTarget target) {
    return target.href() + "?basis=" + figures.basis().code() + "&area=" + figures.area().areaId();
  }
}
