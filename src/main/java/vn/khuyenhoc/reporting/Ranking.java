package vn.khuyenhoc.reporting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Areas in the order of their shares. Equal shares have one rank, counted exactly and not as they
 * are written. An area with very few to be a share of stands apart: one more or less would carry it
 * from the end to the top. What was not reported has no place at all, which is not the last one.
 *
 * @param ranked the greatest share first; of equal ones in Vietnamese order of names
 * @param few areas that have reported, with too few to be ranked
 * @param unknown areas that have reported, of which nobody knows what to be a share of
 * @param silent areas that have sent nothing
 * @param mean all that have reported together
 */
public record Ranking(
    List<Place> ranked,
    List<AreaFigure> few,
    List<AreaFigure> unknown,
    List<AreaFigure> silent,
    Rate mean) {

  public Ranking {
    ranked = List.copyOf(ranked);
    few = List.copyOf(few);
    unknown = List.copyOf(unknown);
    silent = List.copyOf(silent);
  }

  /**
   * One area.
   *
   * @param rank from 1; areas with the same share have the same
   * @param shared whether another area has it too
   */
  public record Place(int rank, boolean shared, AreaFigure figure) {}

  /** Whether so few stand behind the share of an area that it says little. */
  public static boolean few(AreaFigure figure) {
    return figure.reported() && figure.base().known() && figure.base().count() < AreaFigure.SMALL;
  }

  /**
   * Ranks.
   *
   * @param areas in Vietnamese order of names; the line of what is unassigned has no rank
   */
  static Ranking of(List<AreaFigure> areas) {
    List<AreaFigure> all = areas.stream().filter(one -> !one.unassigned()).toList();
    List<AreaFigure> told = all.stream().filter(AreaFigure::reported).toList();
    List<AreaFigure> sorted =
        told.stream()
            .filter(one -> one.base().known() && !few(one))
            .sorted(Comparator.comparing(AreaFigure::rate, Ranking::compare).reversed())
            .toList();
    List<Place> ranked = new ArrayList<>();
    for (int at = 0; at < sorted.size(); at++) {
      AreaFigure one = sorted.get(at);
      boolean asBefore = at > 0 && compare(sorted.get(at - 1).rate(), one.rate()) == 0;
      boolean asNext =
          at < sorted.size() - 1 && compare(sorted.get(at + 1).rate(), one.rate()) == 0;
      ranked.add(new Place(asBefore ? ranked.getLast().rank() : at + 1, asBefore || asNext, one));
    }
    return new Ranking(
        ranked,
        told.stream().filter(Ranking::few).toList(),
        told.stream().filter(one -> !one.base().known()).toList(),
        all.stream().filter(one -> !one.reported()).toList(),
        AreaFigures.rate(told));
  }

  private static int compare(Rate one, Rate other) {
    return BigInteger.valueOf(one.part())
        .multiply(BigInteger.valueOf(other.whole()))
        .compareTo(BigInteger.valueOf(other.part()).multiply(BigInteger.valueOf(one.whole())));
  }
}
