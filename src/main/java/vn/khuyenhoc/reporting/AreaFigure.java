package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.web.Gauge;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

/**
 * One area's figures: counts, what its rate is a share of, how much it has reported, and the target
 * that applies. What was not reported has no rate, which is not the rate zero.
 *
 * @param areaId the area
 * @param level its level
 * @param name its full name
 * @param code its official code
 * @param tally how many dossiers stand where
 * @param base what the rate is a share of
 * @param reporting how much it has reported
 * @param units how many it consists of that report: provinces, communes, villages with a roll, or
 *     for the lowest ones what stands on their roll
 * @param unitsSent how many of them have sent everything on their roll
 * @param aim the target that applies; null where no plan says anything
 * @param unassigned whether it is the line that holds what a divided area had and nobody has
 *     assigned yet; counted inside the whole like any other
 * @param warnings what does not fit together
 */
public record AreaFigure(
    int areaId,
    AreaLevel level,
    String name,
    String code,
    Tally tally,
    Base base,
    Reporting reporting,
    long units,
    long unitsSent,
    @Nullable Aim aim,
    boolean unassigned,
    Set<Warning> warnings) {

  /** Below so many one more or less moves the rate by ten points and more, and there is no rank. */
  public static final long SMALL = 10;

  public AreaFigure {
    warnings = Set.copyOf(warnings);
  }

  /** Something about the base that the reader must be told in words. */
  public enum Warning {
    /** More are recognised than there are in all, so the rate is above one hundred percent. */
    BASE_BELOW_RECOGNISED,
    /** The declared total is smaller than the roll. */
    DECLARED_BELOW_ROLL,
    /** A total was declared before villages came from another area or left for one. */
    DECLARED_BEFORE_EXCHANGE,
    /** Of the areas it came from, some have no declared total: the sum is not known. */
    DECLARED_PART_UNKNOWN,
    /** The areas it came from have totals of different days, which do not add up. */
    DECLARED_DATES_DIFFER,
    /** A total was declared for what was divided; how much of it lies here nobody declared yet. */
    DECLARED_DIVIDED
  }

  /** Whether anything was ever sent. */
  public boolean reported() {
    return reporting != Reporting.NOT_REPORTED;
  }

  /** Recognised against the base; of nothing where that is not known. */
  public Rate rate() {
    return new Rate(base.known() ? tally.recognised() : 0, base.count());
  }

  /** The rate in percent with one decimal; null when nothing was reported. */
  public @Nullable BigDecimal percent() {
    return reported() ? rate().percent() : null;
  }

  /** Recognised against the roll in percent; null when nothing was reported or nobody is on it. */
  public @Nullable BigDecimal percentOfRoll() {
    return reported() ? new Rate(tally.recognised(), tally.roll()).percent() : null;
  }

  /** Percentage points above the target, below it when negative; null without a rate or target. */
  public @Nullable BigDecimal gap() {
    return !reported() || aim == null ? null : rate().above(aim.target().percent());
  }

  /** Whether the target is reached, counted exactly and not by rounding. */
  public boolean met() {
    return reported() && aim != null && rate().reaches(aim.target().percent());
  }

  /** How many more it takes to reach the target; 0 without one. */
  public long missing() {
    return aim == null || !base.known() ? 0 : rate().missing(aim.target().percent());
  }

  /** Whether the base is so small that the rate says little. */
  public boolean small() {
    return reported() && base.known() && base.count() > 0 && base.count() < SMALL;
  }

  /**
   * The class of its shade: {@code zero} where nothing at all is recognised, not where it rounds.
   */
  public String shade() {
    String shade = gauge().shade();
    return shade.equals("zero") && tally.recognised() > 0 ? "q0" : shade;
  }

  /** The bar. */
  public Gauge gauge() {
    return new Gauge(percent(), aim == null ? null : aim.target().percent(), met());
  }
}
