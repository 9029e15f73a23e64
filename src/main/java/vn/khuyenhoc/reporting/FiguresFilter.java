package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaFacts.Attribute;
import vn.khuyenhoc.areas.AreaFacts.Fact;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Of the areas below one only those of a kind: highland, specially difficult, new rural; by what is
 * recorded of them for the day whose tree is shown. Offered where any of them has such a record.
 */
public final class FiguresFilter {

  private static final List<Attribute> OFFERED =
      List.of(Attribute.HIGHLAND, Attribute.SPECIALLY_DIFFICULT, Attribute.NEW_RURAL);

  private final AreaFigures figures;
  private final Map<Integer, Map<Attribute, Fact>> known;
  private final @Nullable Attribute only;

  /**
   * @param figures what is shown
   * @param known what is recorded of the areas below
   * @param only what the reader chose: the attribute's name; anything else for all
   */
  FiguresFilter(AreaFigures figures, Map<Integer, Map<Attribute, Fact>> known, String only) {
    this.figures = figures;
    this.known = known;
    Attribute chosen = Attribute.named(only);
    this.only = chosen != null && OFFERED.contains(chosen) ? chosen : null;
  }

  /** Whether an area is of the kind that was chosen. */
  public boolean shows(AreaFigure area) {
    return only == null || has(area, only);
  }

  private boolean has(AreaFigure area, Attribute attribute) {
    Fact fact = known.getOrDefault(area.areaId(), Map.of()).get(attribute);
    return fact != null && !fact.value().equals("NO");
  }

  /** Those of the rows that are of the kind that was chosen. */
  public List<AreaFigure> rows(List<AreaFigure> rows) {
    return only == null ? rows : rows.stream().filter(this::shows).toList();
  }

  /** Whether the reader chose a kind. */
  public boolean chosen() {
    return only != null;
  }

  /** Whether there is anything to choose from. */
  public boolean offered() {
    return only != null || counts().values().stream().anyMatch(count -> count > 0);
  }

  private Map<Attribute, Integer> counts() {
    Map<Attribute, Integer> counts = new EnumMap<>(Attribute.class);
    for (Attribute attribute : OFFERED) {
      counts.put(
          attribute,
          (int) figures.children().stream().filter(child -> has(child, attribute)).count());
    }
    return counts;
  }

  /** The kinds to choose from, with how many areas each has. */
  public List<Segment> choices(Texts t, String href) {
    List<Segment> choices = new ArrayList<>();
    choices.add(
        new Segment(t.t("reporting.filter.all", figures.children().size()), href, only == null));
    counts()
        .forEach(
            (attribute, count) -> {
              if (count > 0 || attribute == only) {
                choices.add(
                    new Segment(
                        t.t("reporting.filter." + attribute.name(), count),
                        href + "&only=" + attribute.name(),
                        attribute == only));
              }
            });
    return choices;
  }

  /** An address that keeps the choice. */
  public String kept(String href) {
    return only == null ? href : href + "&only=" + only.name();
  }

  /** The same of orders to choose from. */
  public List<Segment> kept(List<Segment> segments) {
    return segments.stream()
        .map(one -> new Segment(one.label(), kept(one.href()), one.current()))
        .toList();
  }

  /** How many areas are of the chosen kind. */
  public int count() {
    return rows(figures.children()).size();
  }

  /** Whether the bases of those that have reported are known. */
  public boolean known() {
    return rows(figures.children()).stream()
        .allMatch(child -> !child.reported() || child.base().known());
  }

  /** Recognised against the bases of those areas of the chosen kind that have reported. */
  public Rate rate() {
    return AreaFigures.rate(
        rows(figures.children()).stream().filter(AreaFigure::reported).toList());
  }
}
