package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reporting.RegisteredCount;

/**
 * How many registered. Registering is a mark beside the list: who stands on it need not have
 * registered, and where no campaign asks for it the number is not known, which is not zero.
 */
final class Registered {

  /** Where nothing is known of it. */
  static final Registered NOTHING = new Registered(List.of());

  private final List<RegisteredCount> counts;

  Registered(Collection<RegisteredCount> counts) {
    this.counts = List.copyOf(counts);
  }

  /** How many; null where nobody is asked. */
  @Nullable BigDecimal count(Measured measured, int year, @Nullable AreaFigure of) {
    List<RegisteredCount> found = found(measured, year, of);
    return found.isEmpty()
        ? null
        : BigDecimal.valueOf(found.stream().mapToLong(RegisteredCount::count).sum());
  }

  /** The same of an area, of one below it, or of what belongs to the area itself alone. */
  @Nullable BigDecimal count(Overview.Column column, int year, AreaFigure of) {
    BigDecimal all = count(column.measured(), year, of);
    if (all == null || !rest(column, of)) {
      return all;
    }
    for (AreaFigure child : column.children()) {
      BigDecimal one = count(column.measured(), year, child);
      all = one == null ? all : all.subtract(one);
    }
    return all;
  }

  /** What a share is of; null also where some who were recognised were never asked. */
  @Nullable BigDecimal under(Measured measured, int year, @Nullable AreaFigure of) {
    return found(measured, year, of).stream().allMatch(RegisteredCount::all)
        ? count(measured, year, of)
        : null;
  }

  /** The same of an area, of one below it, or of what belongs to the area itself alone. */
  @Nullable BigDecimal under(Overview.Column column, int year, AreaFigure of) {
    return under(column.measured(), year, of) == null ? null : count(column, year, of);
  }

  private static boolean rest(Overview.Column column, AreaFigure of) {
    return of != column.own() && of.areaId() == column.own().areaId();
  }

  private List<RegisteredCount> found(Measured measured, int year, @Nullable AreaFigure of) {
    return of == null
        ? List.of()
        : counts.stream().filter(one -> one.of(of.areaId(), year, measured)).toList();
  }
}
