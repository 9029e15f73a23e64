package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;

/**
 * How the dossiers of a campaign were scored in an area, indicator by indicator.
 *
 * @param path from the widest area within the reader's reach down to the area itself
 * @param campaigns the campaigns to choose from, newest first
 * @param campaign the one shown; null where there is none, or an area must be chosen first
 * @param provinces the areas to choose from where the area is too wide; empty elsewhere
 * @param basis through which tree
 * @param date the day whose tree is read
 * @param at when it was read
 * @param levels whether numbers are levels and not points
 * @param dossiers how many dossiers were scored to the end
 * @param lines one an indicator, in the order of the set
 * @param within all areas over which a right reaches this one
 */
public record Scores(
    List<AreaFigures.Step> path,
    List<FiguresCampaign> campaigns,
    @Nullable FiguresCampaign campaign,
    List<AreaFigures.Step> provinces,
    Basis basis,
    LocalDate date,
    Instant at,
    boolean levels,
    long dossiers,
    List<Line> lines,
    Set<Integer> within) {

  private static final int SHADES = 6;

  public Scores {
    path = List.copyOf(path);
    campaigns = List.copyOf(campaigns);
    provinces = List.copyOf(provinces);
    lines = List.copyOf(lines);
    within = Set.copyOf(within);
  }

  /** The area itself. */
  public AreaFigures.Step area() {
    return path.getLast();
  }

  /** Whether somebody who holds a right over these areas holds it over this one. */
  public boolean reachedFrom(Collection<Integer> areaIds) {
    return areaIds.stream().anyMatch(within::contains);
  }

  /**
   * One indicator.
   *
   * @param id its number
   * @param text its wording
   * @param most the most that it gives
   * @param computed whether it is computed from facts, so that no score of it is kept
   * @param steps what can be given, the most first, each with how many dossiers have it
   */
  public record Line(String id, String text, BigDecimal most, boolean computed, List<Step> steps) {

    public Line {
      steps = List.copyOf(steps);
    }

    /** How many dossiers have an answer; the others were not asked. */
    public long answered() {
      return steps.stream().mapToLong(Step::dossiers).sum();
    }

    /** How many of them have the most that there is. */
    public Rate full() {
      return new Rate(
          steps.stream()
              .filter(step -> step.points().compareTo(most) == 0)
              .mapToLong(Step::dossiers)
              .sum(),
          answered());
    }

    /** What they have on average, with two decimals; null where nobody has an answer. */
    public @Nullable BigDecimal average() {
      return answered() == 0
          ? null
          : steps.stream()
              .map(step -> step.points().multiply(BigDecimal.valueOf(step.dossiers())))
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .divide(BigDecimal.valueOf(answered()), 2, RoundingMode.HALF_UP);
    }

    /** The share of a step in percent with one decimal; null where nobody has an answer. */
    public @Nullable BigDecimal percent(Step step) {
      return new Rate(step.dossiers(), answered()).percent();
    }

    /** Where a step begins on a bar of all of them, as an SVG percentage. */
    public String from(Step step) {
      long before = 0;
      for (Step one : steps) {
        if (one.equals(step)) {
          break;
        }
        before += one.dossiers();
      }
      return share(before);
    }

    /** How long a step is on that bar. */
    public String length(Step step) {
      return share(step.dossiers());
    }

    private String share(long part) {
      return answered() == 0
          ? "0%"
          : BigDecimal.valueOf(part)
                  .multiply(BigDecimal.valueOf(100))
                  .divide(BigDecimal.valueOf(answered()), 2, RoundingMode.HALF_UP)
                  .toPlainString()
              + "%";
    }

    /** How dark a step is: {@code q6} for the most, {@code q0} for nothing. */
    public String shade(Step step) {
      return "q"
          + (most.signum() <= 0
              ? 0
              : step.points()
                  .multiply(BigDecimal.valueOf(SHADES))
                  .divide(most, 0, RoundingMode.HALF_UP)
                  .max(BigDecimal.ZERO)
                  .min(BigDecimal.valueOf(SHADES))
                  .intValue());
    }
  }

  /**
   * A number that can be given.
   *
   * @param points how many points, or the level
   * @param label for what
   * @param dossiers how many dossiers have it
   */
  public record Step(BigDecimal points, String label, long dossiers) {}
}
