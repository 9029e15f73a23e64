package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What is worked out from something reported by hand and the people of the area. */
enum ReportShare {
  /** Members in percent of the people. */
  MEMBER_RATE("MEMBERS", ReportFigure.Kind.PERCENT),
  /** The fund for each of the people, in đồng. */
  FUND_A_HEAD("FUND", ReportFigure.Kind.COUNT);

  private static final String KEY = "O.";

  private final String of;
  private final ReportFigure.Kind kind;

  ReportShare(String of, ReportFigure.Kind kind) {
    this.of = of;
    this.kind = kind;
  }

  /** The key of its figure. */
  String key() {
    return KEY + name();
  }

  /** The key of the figure that it is a share of the people of. */
  String over() {
    return ReportFigure.BY_HAND + of;
  }

  /** The indicator whose number it divides. */
  String indicator() {
    return of;
  }

  ReportFigure.Kind kind() {
    return kind;
  }

  /** The share; null where one of the two is not known, or there is nobody. */
  @Nullable BigDecimal value(@Nullable BigDecimal over, @Nullable BigDecimal people) {
    if (over == null || people == null || people.signum() <= 0) {
      return null;
    }
    return kind == ReportFigure.Kind.PERCENT
        ? ReportWords.percent(over, people)
        : over.divide(people, 0, RoundingMode.HALF_UP);
  }
}
