package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import vn.khuyenhoc.areas.Basis;

/**
 * On which day people are looked at, and through which tree of areas. The tree may be that of
 * today; the people of a year are those of its last day, or of today while the year runs.
 *
 * @param tree the day of the tree
 * @param on the day of the people; never after that of the tree
 */
record PeopleDay(LocalDate tree, LocalDate on) {

  private static final int DECEMBER = 12;
  private static final int LAST = 31;

  /** The people of a year through the tree of a day. */
  static PeopleDay of(int year, LocalDate tree) {
    LocalDate last = LocalDate.of(year, DECEMBER, LAST);
    return new PeopleDay(tree, last.isAfter(tree) ? tree : last);
  }

  /** The same through the tree of today, or of the day of the people itself. */
  static PeopleDay of(int year, LocalDate today, Basis basis) {
    PeopleDay now = of(year, today);
    return basis == Basis.AS_IS ? now : new PeopleDay(now.on(), now.on());
  }

  /** Whether anything may have changed since. */
  boolean before(LocalDate today) {
    return on.isBefore(today);
  }
}
