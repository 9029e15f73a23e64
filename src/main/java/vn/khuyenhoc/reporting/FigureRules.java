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
import vn.khuyenhoc.reporting.FiguresTable.Stated;
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

  private final Map<Integer, List<Node>> below;
  private final Measured measured;
  private final AimOf aims;

  private FigureRules(Map<Integer, List<Node>> below, Measured measured, AimOf aims) {
    this.below = below;
    this.measured = measured;
    this.aims = aims;
  }

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
   * @param rest what belongs to the area itself and to none below it; null where nothing does
   */
  record Family(
      AreaFigure own,
      List<AreaFigure> children,
      List<AreaFigure> lines,
      @Nullable AreaFigure rest) {

    /**
     * Those directly below that have anything to report: none of a commune that keeps everything
     * itself, whose villages then owe nothing.
     */
    List<AreaFigure> owing() {
      return own.level() == AreaLevel.COMMUNE
              && own.tally().roll() > 0
              && children.stream().allMatch(child -> child.tally().roll() == 0)
          ? List.of()
          : children;
    }

    /** How many of those that have to report have sent anything; null where that is not known. */
    @Nullable Integer begun() {
      return FigureRules.begun(own, lines, rest);
    }
  }

  /**
   * How many of those that an area consists of have sent anything at all; null where those that are
   * known are not the ones that have to report.
   *
   * @param parts the areas that have to report
   * @param rest what belongs to the area itself; null where nothing does
   */
  static @Nullable Integer begun(
      AreaFigure own, List<AreaFigure> parts, @Nullable AreaFigure rest) {
    boolean wide = own.level().compareTo(AreaLevel.COMMUNE) < 0;
    List<AreaFigure> all =
        Stream.concat(
                parts.stream().filter(one -> wide ? !one.unassigned() : one.tally().roll() > 0),
                Stream.ofNullable(rest))
            .toList();
    return all.isEmpty() || all.size() != own.units()
        ? null
        : (int) all.stream().filter(AreaFigure::reported).count();
  }

  /**
   * Adds up.
   *
   * @param areaId the area
   * @param nodes it and all below it that are known, each after the one it belongs to
   * @param measured what is counted
   * @param aims which target applies to whom
   */
  static Family family(int areaId, List<Node> nodes, Measured measured, AimOf aims) {
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
    FigureRules rules = new FigureRules(below, measured, aims);
    List<AreaFigure> children = rules.children(own);
    return new Family(
        rules.figure(own, children),
        children,
        rules.lines(children),
        rest(own, children, measured));
  }

  /**
   * The one rule when an area of which something is known has not reported all the same: where
   * nothing is recognised and nobody is heard of those in it that have to report, that it has seen
   * to what it manages itself says nothing of those that are silent, which is not zero.
   *
   * @param tally everything in the area
   * @param parts how many areas directly in it have to report
   * @param heard how many areas in it are heard, those not assigned yet with them
   */
  static boolean silent(Tally tally, long parts, long heard) {
    return tally.recognised() == 0 && parts > 0 && heard == 0;
  }

  /**
   * The figures of an area whose parts are known.
   *
   * @param node the area, of what is wider than a commune with what belongs to itself alone
   * @param children those directly below it; none where they are not looked at
   */
  static AreaFigure of(Node node, List<AreaFigure> children, Measured measured, AimOf aims) {
    return new FigureRules(Map.of(), measured, aims).figure(node, children);
  }

  /**
   * What lies in an area that is wider than a commune, added up where it is kept.
   *
   * @param units how many areas in it report themselves, with what belongs to wide ones itself
   * @param unitsSent how many of them have sent everything on their roll
   * @param communes how many areas in it report themselves, without what belongs to wide ones
   * @param heard how many areas in it are heard, those not assigned yet with them
   * @param declaredAreas how many areas in it count by a declared total
   * @param rollAreas how many count by their roll
   * @param base what its rate is a share of, everything in it together
   * @param stated what households in it state; null where rates are a share of something else
   */
  record Summed(
      long units,
      long unitsSent,
      long communes,
      long heard,
      int declaredAreas,
      int rollAreas,
      long base,
      @Nullable Stated stated) {}

  /** The figures of an area whose parts were added up where they are kept. */
  static AreaFigure summed(Node node, Summed summed, Measured measured, AimOf aims) {
    FigureRules rules = new FigureRules(Map.of(), measured, aims);
    Tally tally = node.tally();
    DeclaredTotal declared = node.declared();
    Base base =
        declared != null && declared.total() != null
            ? new Declared(declared.total(), declared.source(), declared.asOf())
            : summed.stated() != null
                ? stated(summed.stated())
                : summed.declaredAreas() == 0
                    ? new Roll(summed.base())
                    : new Mixed(summed.base(), summed.declaredAreas(), summed.rollAreas());
    return new AreaFigure(
        node.place().id(),
        node.place().level(),
        node.place().name(),
        node.place().code(),
        tally,
        base,
        silent(tally, summed.communes(), summed.heard())
            ? Reporting.NOT_REPORTED
            : extent(tally.reported(), summed.unitsSent(), summed.units()),
        summed.units(),
        summed.unitsSent(),
        rules.aims.of(node.place().id()),
        node.place().unassigned(),
        warnings(node, tally, base));
  }

  private List<AreaFigure> children(Node node) {
    return below.getOrDefault(node.place().id(), List.of()).stream()
        .map(child -> figure(child, children(child)))
        .toList();
  }

  private List<AreaFigure> lines(List<AreaFigure> children) {
    return children.stream()
        .flatMap(
            child ->
                child.level() == AreaLevel.DISTRICT && measured.leaf() != AreaLevel.DISTRICT
                    ? below.getOrDefault(child.areaId(), List.of()).stream()
                        .map(node -> figure(node, children(node)))
                    : Stream.of(child))
        .toList();
  }

  /** What a wide area has besides that of those below it: a unit that the province manages. */
  static @Nullable AreaFigure rest(Node node, List<AreaFigure> children, Measured measured) {
    AreaLevel level = node.place().level();
    if (level.compareTo(measured.leaf()) >= 0) {
      return null;
    }
    Tally tally =
        level.compareTo(AreaLevel.COMMUNE) < 0
            ? node.tally()
            : node.tally()
                .minus(children.stream().map(AreaFigure::tally).reduce(Tally.NONE, Tally::plus));
    return rest(tally, node.place().id(), level, node.place().name(), node.place().code());
  }

  /** The same of an area whose parts are known. */
  static @Nullable AreaFigure rest(AreaFigure own, List<AreaFigure> children, Measured measured) {
    return children.isEmpty() || own.level().compareTo(measured.leaf()) >= 0
        ? null
        : rest(
            own.tally()
                .minus(children.stream().map(AreaFigure::tally).reduce(Tally.NONE, Tally::plus)),
            own.areaId(),
            own.level(),
            own.name(),
            own.code());
  }

  private static @Nullable AreaFigure rest(
      Tally tally, int areaId, AreaLevel level, String name, String code) {
    return tally.roll() <= 0
        ? null
        : new AreaFigure(
            areaId,
            level,
            name,
            code,
            tally,
            new Roll(tally.roll()),
            extent(tally.reported(), tally.reported(), tally.roll()),
            tally.roll(),
            tally.reported(),
            null,
            false,
            Set.of());
  }

  private AreaFigure figure(Node node, List<AreaFigure> children) {
    AreaLevel level = node.place().level();
    boolean wide = level.compareTo(AreaLevel.COMMUNE) < 0;
    Tally tally =
        wide
            ? children.stream().map(AreaFigure::tally).reduce(node.tally(), Tally::plus)
            : node.tally();
    long units;
    long sent;
    long parts;
    long heard = children.stream().filter(AreaFigure::reported).count();
    if (level.compareTo(measured.leaf()) >= 0) {
      units = tally.roll();
      sent = tally.reported();
      parts = 0;
    } else if (wide) {
      // districts do not report themselves, nor does what belongs to no commune yet
      units = itself(node.tally().roll());
      sent = units > 0 && node.tally().reported() >= node.tally().roll() ? 1 : 0;
      for (AreaFigure child : children) {
        if (child.level() == AreaLevel.DISTRICT && measured.leaf() != AreaLevel.DISTRICT) {
          units += child.units();
          sent += child.unitsSent();
        } else if (!child.unassigned()) {
          units++;
          sent += child.reporting() == Reporting.REPORTED ? 1 : 0;
        }
      }
      parts = children.stream().filter(child -> !child.unassigned()).count();
    } else {
      units =
          children.isEmpty()
              ? node.villages()
              : children.stream().filter(child -> child.tally().roll() > 0).count();
      parts = units;
      sent = children.isEmpty() ? node.villagesSent() : full(children);
      Tally below = children.stream().map(AreaFigure::tally).reduce(Tally.NONE, Tally::plus);
      long own = tally.roll() - (children.isEmpty() ? node.villagesRoll() : below.roll());
      long ownReported =
          tally.reported() - (children.isEmpty() ? node.villagesReported() : below.reported());
      if (itself(own) > 0) {
        units++;
        sent += ownReported >= own ? 1 : 0;
      }
      heard = tally.reported() - ownReported;
    }
    Reporting reporting =
        silent(tally, parts, heard)
            ? Reporting.NOT_REPORTED
            : extent(tally.reported(), sent, units);
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

  /** Households always belong to a village; others may belong to a wider area itself. */
  private int itself(long roll) {
    return roll > 0 && !measured.equals(Measured.FAMILIES) ? 1 : 0;
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

  private Base base(Node node, Tally tally, boolean wide, List<AreaFigure> children) {
    DeclaredTotal declared = node.declared();
    if (declared != null && declared.total() != null) {
      return new Declared(declared.total(), declared.source(), declared.asOf());
    }
    Stated stated = node.stated();
    if (stated != null && !wide) {
      return stated(stated);
    }
    if (!wide) {
      return new Roll(tally.roll());
    }
    Base of = of(children);
    return node.tally().roll() == 0 || measured.denominator().stated()
        ? of
        : more(of, node.tally().roll());
  }

  /** Known once all households state it. */
  private static Base stated(Stated stated) {
    return stated.households() < stated.of()
        ? new Base.Unknown(stated.households(), stated.of())
        : new Base.Stated(stated.count(), stated.households());
  }

  private static Base more(Base base, long count) {
    return base instanceof Mixed mixed
        ? new Mixed(mixed.count() + count, mixed.declaredAreas(), mixed.rollAreas())
        : new Roll(base.count() + count);
  }

  /** What belongs to no commune yet adds its households, but is no commune on the roll. */
  private static Base of(List<AreaFigure> children) {
    Base areas = togetherOf(children.stream().filter(child -> !child.unassigned()));
    Base rest = togetherOf(children.stream().filter(AreaFigure::unassigned));
    if (areas instanceof Base.Unknown
        || rest instanceof Base.Unknown
        || areas instanceof Base.Stated
        || rest instanceof Base.Stated) {
      return togetherOf(children.stream());
    }
    return more(areas, rest.count());
  }

  private static Base togetherOf(Stream<AreaFigure> figures) {
    return together(figures.map(AreaFigure::base).toList());
  }

  /** The base of several areas together; what is itself a mixture counts by its parts. */
  static Base together(List<Base> bases) {
    long count = 0;
    int declared = 0;
    int onRoll = 0;
    boolean known = true;
    boolean stated = false;
    long stating = 0;
    long households = 0;
    for (Base base : bases) {
      count += base.count();
      switch (base) {
        case Roll roll -> onRoll++;
        case Declared one -> declared++;
        case Mixed mixed -> {
          declared += mixed.declaredAreas();
          onRoll += mixed.rollAreas();
        }
        case Base.Stated one -> {
          onRoll++;
          stated = true;
          stating += one.households();
          households += one.households();
        }
        case Base.Unknown one -> {
          known = false;
          stating += one.stating();
          households += one.households();
        }
      }
    }
    if (!known) {
      return new Base.Unknown(stating, households);
    }
    if (declared > 0) {
      return new Mixed(count, declared, onRoll);
    }
    return stated ? new Base.Stated(count, households) : new Roll(count);
  }

  private static Set<Warning> warnings(Node node, Tally tally, Base base) {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    warnings.addAll(node.doubts());
    if (base.known() && tally.recognised() > base.count()) {
      warnings.add(Warning.BASE_BELOW_RECOGNISED);
    }
    if (base instanceof Declared && base.count() < tally.roll()) {
      warnings.add(Warning.DECLARED_BELOW_ROLL);
    }
    return warnings;
  }
}
