package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaFacts;
import vn.khuyenhoc.areas.Boundaries;
import vn.khuyenhoc.areas.Outlines;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Draws the areas below one by their rates, and tells kinds of them apart: within the boundaries of
 * the day whose tree is shown. Without boundaries there is no map, and nothing else changes.
 */
@Component
class FiguresMap {

  private final Boundaries boundaries;
  private final AreaFacts facts;

  FiguresMap(Boundaries boundaries, AreaFacts facts) {
    this.boundaries = boundaries;
    this.facts = facts;
  }

  /** The kinds of areas below to choose from, as they are recorded for the day shown. */
  @Transactional(readOnly = true)
  public FiguresFilter filter(AreaFigures figures, String only) {
    return new FiguresFilter(
        figures,
        facts.known(
            figures.treeDate(), figures.children().stream().map(AreaFigure::areaId).toList()),
        only);
  }

  /** Draws the children of what is shown; nothing is drawn where no boundary is known. */
  @Transactional(readOnly = true)
  public DrawnMap of(FiguresView view, FiguresFilter filter, Texts t) {
    AreaFigures figures = view.figures();
    return of(
        figures.treeDate(),
        figures.campaign() == null ? List.of() : figures.children(),
        child -> view.area(child.areaId()),
        filter::shows,
        view.words(),
        t);
  }

  /**
   * The same of any areas.
   *
   * @param date the day whose boundaries are drawn
   * @param href where each leads
   * @param shows which of them are meant; the others stand aside
   */
  @Transactional(readOnly = true)
  public DrawnMap of(
      LocalDate date,
      List<AreaFigure> children,
      Function<AreaFigure, String> href,
      Predicate<AreaFigure> shows,
      FiguresWords words,
      Texts t) {
    Boundaries.Drawn drawn =
        boundaries.drawn(date, children.stream().map(AreaFigure::areaId).toList());
    Outlines outlines = Outlines.of(drawn.shapes());
    List<DrawnMap.Piece> pieces = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (AreaFigure child : children) {
      String path = outlines.paths().get(child.areaId());
      int[] centre = outlines.centres().get(child.areaId());
      if (path == null || centre == null) {
        missing.add(child.name());
      } else {
        pieces.add(
            new DrawnMap.Piece(
                path,
                href.apply(child),
                child.shade(),
                title(t, words, child),
                child.met(),
                centre[0],
                centre[1],
                !shows.test(child)));
      }
    }
    return new DrawnMap(
        outlines.width(),
        outlines.height(),
        pieces,
        missing,
        children.stream()
            .filter(child -> drawn.joined().contains(child.areaId()))
            .map(AreaFigure::name)
            .toList());
  }

  private static String title(Texts t, FiguresWords words, AreaFigure child) {
    var percent = child.percent();
    if (percent == null) {
      return t.t("reporting.map.piece.none", child.name());
    }
    String gap = words.gap(child);
    return gap == null
        ? t.t("reporting.map.piece", child.name(), t.percent(percent))
        : t.t("reporting.map.piece.gap", child.name(), t.percent(percent), gap);
  }
}
