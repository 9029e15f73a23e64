package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.AreaFigure.Warning;
import vn.khuyenhoc.reporting.FiguresTable.Node;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Base.Declared;
import vn.khuyenhoc.reporting.ResultsReport.Base.Mixed;
import vn.khuyenhoc.reporting.ResultsReport.Base.Roll;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

/**
 * How figures of a wide area come from those of the narrow ones: tallies add up; the base is the
 * area's own declared total if it has one, else the sum of what counts below.
 */
final class FigureRules {

  private FigureRules() {}

  /** Which target applies to an area. */
  interface AimOf {
    @Nullable Aim of(int areaId);
  }

  /**
   * The figures of an area and of those directly below it.
   *
   * @param own the area
   * @param children those directly below it
   * @param lines the same with communes in place of districts
   */
  record Family(AreaFigure own, List<AreaFigure> children, List<AreaFigure> lines) {}

  /**
   * Adds up.
   *
   * @param areaId the area
   * @param nodes it and all below it that are known, each after the one it belongs to
   * @param aims which target applies to whom
   */
  static Family family(int areaId, List<Node> nodes, AimOf aims) {
    Map<Integer, List<Node>> below = new HashMap<>();
    Node own = null;
    for (Node node : nodes) {
      if (node.place().id() == areaId) {
        // of two days, it may have belonged to two
        own = own == null ? node : own.plus(node);
      } else if (node.parentId() != null) {
        below.computeIfAbsent(node.parentId(), id -> new ArrayList<>()).add(node);
      }
    }
    if (own == null) {
      throw new IllegalArgumentException("area " + areaId + " is not among its own nodes");
    }
    List<AreaFigure> children =
        below.getOrDefault(areaId, List.of()).stream()
            .map(node -> figure(node, below, aims))
            .toList();
    return new Family(figure(own, children, aims), children, lines(children, below, aims));
  }

  private static List<AreaFigure> lines(
      List<AreaFigure> children, Map<Integer, List<Node>> below, AimOf aims) {
    return children.stream()
        .flatMap(
            child ->
                child.level() == AreaLevel.DISTRICT
                    ? below.getOrDefault(child.areaId(), List.of()).stream()
                        .map(node -> figure(node, below, aims))
                    : Stream.of(child))
        .toList();
  }

  private static AreaFigure figure(Node node, Map<Integer, List<Node>> below, AimOf aims) {
    return figure(
        node,
        below.getOrDefault(node.place().id(), List.of()).stream()
            .map(child -> figure(child, below, aims))
            .toList(),
        aims);
  }

  private static AreaFigure figure(Node node, List<AreaFigure> children, AimOf aims) {
    AreaLevel level = node.place().level();
    boolean wide = level.compareTo(AreaLevel.COMMUNE) < 0;
    Tally tally =
        wide
            ? children.stream().map(AreaFigure::tally).reduce(Tally.NONE, Tally::plus)
            : node.tally();
    long units;
    long sent;
    Reporting reporting;
    if (wide) {
      // districts do not report themselves, nor does what belongs to no commune yet
      units = 0;
      sent = 0;
      for (AreaFigure child : children) {
        if (child.level() == AreaLevel.DISTRICT) {
          units += child.units();
          sent += child.unitsSent();
        } else if (!child.unassigned()) {
          units++;
          sent += child.reporting() == Reporting.REPORTED ? 1 : 0;
        }
      }
      reporting = extent(tally.reported(), sent, units);
    } else if (level == AreaLevel.COMMUNE) {
      units =
          children.isEmpty()
              ? node.villages()
              : children.stream().filter(child -> child.tally().roll() > 0).count();
      sent = children.isEmpty() ? node.villagesSent() : full(children);
      reporting = extent(tally.reported(), sent, units);
    } else {
      units = tally.roll();
      sent = tally.reported();
      reporting = extent(sent, sent, units);
    }
    Base base = base(node, tally, wide, children);
    return new AreaFigure(
        node.place().id(),
        level,
        node.place().name(),
        node.place().code(),
        tally,
        base,
        reporting,
        units,
        sent,
        aims.of(node.place().id()),
        node.place().unassigned(),
        warnings(node, tally, base));
  }

  private static long full(List<AreaFigure> children) {
    return children.stream().filter(child -> child.reporting() == Reporting.REPORTED).count();
  }

  /**
   * One household sent is a beginning; an area has reported once everything on its roll was sent.
   */
  private static Reporting extent(long anything, long full, long units) {
    if (anything == 0) {
      return Reporting.NOT_REPORTED;
    }
    return units > 0 && full >= units ? Reporting.REPORTED : Reporting.PARTLY;
  }

  private static Base base(Node node, Tally tally, boolean wide, List<AreaFigure> children) {
    DeclaredTotal declared = node.declared();
    if (declared != null && declared.total() != null) {
      return new Declared(declared.total(), declared.source(), declared.asOf());
    }
    return wide ? of(children) : new Roll(tally.roll());
  }

  /** What belongs to no commune yet adds its households, but is no commune on the roll. */
  private static Base of(List<AreaFigure> children) {
    Base areas = togetherOf(children.stream().filter(child -> !child.unassigned()));
    Base rest = togetherOf(children.stream().filter(AreaFigure::unassigned));
    return areas instanceof Mixed mixed
        ? new Mixed(
            mixed.households() + rest.households(), mixed.declaredAreas(), mixed.rollAreas())
        : new Roll(areas.households() + rest.households());
  }

  private static Base togetherOf(Stream<AreaFigure> figures) {
    return together(figures.map(AreaFigure::base).toList());
  }

  /** The base of several areas together; what is itself a mixture counts by its parts. */
  static Base together(List<Base> bases) {
    long households = 0;
    int declared = 0;
    int onRoll = 0;
    for (Base base : bases) {
      households += base.households();
      switch (base) {
        case Roll roll -> onRoll++;
        case Declared one -> declared++;
        case Mixed mixed -> {
          declared += mixed.declaredAreas();
          onRoll += mixed.rollAreas();
        }
      }
    }
    return declared == 0 ? new Roll(households) : new Mixed(households, declared, onRoll);
  }

  private static Set<Warning> warnings(Node node, Tally tally, Base base) {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    warnings.addAll(node.doubts());
    if (tally.recognised() > base.households()) {
      warnings.add(Warning.BASE_BELOW_RECOGNISED);
    }
    if (base instanceof Declared && base.households() < tally.roll()) {
      warnings.add(Warning.DECLARED_BELOW_ROLL);
    }
    return warnings;
  }
}
