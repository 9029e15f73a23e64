package vn.khuyenhoc.reporting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A plan as somebody reads it: every target with how far it is reached in an area.
 *
 * @param plan the plan
 * @param area the area that is read; null where it is not in the tree, or beyond reach
 * @param lines its targets in its own order
 * @param basis through which tree
 * @param at when it was read
 * @param indicators every indicator by its identity
 * @param mayKeep whether the reader may change the plan
 * @param mayReport whether the reader may report by hand for the area
 */
public record PlanView(
    Plan plan,
    @Nullable Area area,
    List<TargetLine> lines,
    Basis basis,
    Instant at,
    Map<String, Indicator> indicators,
    boolean mayKeep,
    boolean mayReport) {

  public PlanView {
    lines = List.copyOf(lines);
  }

  /** The targets that stand. */
  public List<TargetLine> standing() {
    return lines.stream().filter(line -> line.target().withdrawn() == null).toList();
  }

  /**
   * The target that the plan sets its own area for a share in a year: that of the year, else the
   * next milestone ahead, else the last one that has passed; null where it sets none.
   */
  public @Nullable PlanTarget target(Measured measured, int year) {
    return standing().stream()
        .map(TargetLine::target)
        .filter(PlanTarget::comparable)
        .filter(one -> one.indicator().equals(measured.model().name()))
        .filter(one -> one.everyLevel() || one.over(measured))
        .filter(one -> one.areaId() != null && one.areaId().equals(plan.areaId()))
        .min(TargetRules.ruling(year).thenComparing(PlanTarget::id))
        .orElse(null);
  }

  /** How many targets stand in that state. */
  public long count(Achieved.State state) {
    return standing().stream().filter(line -> line.achieved().state() == state).count();
  }

  /** How many targets there are: one of several years counts once. */
  public int targets() {
    return (int) standing().stream().map(line -> line.target().id()).distinct().count();
  }

  /** Whether the plan says that it has another number of targets. */
  public boolean wrongTotal() {
    Integer stated = plan.statedTargets();
    return stated != null && stated != targets();
  }

  /** The address of the plan itself. */
  public String href() {
    return "/targets/" + plan.id();
  }

  /** What follows an address to keep the area and the way it is read. */
  public String query() {
    Area read = area;
    return "?basis=" + basis.code() + (read == null ? "" : "&area=" + read.id());
  }

  /** The two ways to read areas. */
  public List<Segment> bases(Texts t) {
    Area read = area;
    return basis.choice(
        t, one -> href() + "?basis=" + one.code() + (read == null ? "" : "&area=" + read.id()));
  }

  /**
   * Where another target stands on the page of its plan, read for the same area if it holds there.
   */
  public String of(PlanTarget other) {
    boolean holds = other.areaId() != null && other.areaId().equals(plan.areaId());
    return "/targets/"
        + other.plan().id()
        + (holds ? query() : "")
        + "#"
        + other.id()
        + "-"
        + other.year();
  }

  /** The page of what a target is worked out from in the area. */
  public String made(PlanTarget target) {
    return target.href() + query();
  }

  /** The two ways to read the areas of that page. */
  public List<Segment> bases(Texts t, PlanTarget target) {
    Area read = area;
    return basis.choice(
        t,
        one -> target.href() + "?basis=" + one.code() + (read == null ? "" : "&area=" + read.id()));
  }

  /** The page to report something by hand for the area. */
  public String report(TargetLine.Input input) {
    Area read = area;
    return "/indicators/"
        + input.indicator().id()
        + "/report?year="
        + input.year()
        + "&plan="
        + plan.id()
        + (read == null ? "" : "&area=" + read.id());
  }
}
