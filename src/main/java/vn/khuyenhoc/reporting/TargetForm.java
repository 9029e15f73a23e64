package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A target as somebody typed it, or as a row of a sheet says it.
 *
 * @param id its identity within the plan
 * @param year the year it is to be reached in
 * @param indicator the identity of the indicator
 * @param measuredBy the indicator that computes it, where that is another one
 * @param scope for whom
 * @param direction on which side of the value
 * @param value the value
 * @param kind what kind of value
 * @param other the other way to read it
 * @param period of which the value is for one
 * @param baseYear the year that growth is measured from
 * @param unitLevel only units that this level manages
 * @param leastRating the least rating that counts
 * @param doubt what is not clear about it
 * @param things of a list, what has to be on it, one a line
 * @param version the version that was changed
 */
public record TargetForm(
    String id,
    String year,
    String indicator,
    String measuredBy,
    String scope,
    String direction,
    String value,
    String kind,
    String other,
    String period,
    String baseYear,
    String unitLevel,
    String leastRating,
    String doubt,
    String things,
    int version) {

  /** Nothing typed yet. */
  static final TargetForm EMPTY =
      new TargetForm("", "", "", "", "", "AT_LEAST", "", "PERCENT", "", "", "", "", "", "", "", 1);

  /** The same over a newer version, which whoever typed it has seen. */
  TargetForm over(int newer) {
    return new TargetForm(
        id,
        year,
        indicator,
        measuredBy,
        scope,
        direction,
        value,
        kind,
        other,
        period,
        baseYear,
        unitLevel,
        leastRating,
        doubt,
        things,
        newer);
  }

  /** What somebody sent. */
  static TargetForm read(TypedFields typed) {
    return new TargetForm(
        typed.text("id"),
        typed.text("year"),
        typed.text("indicator"),
        typed.text("measuredBy"),
        typed.text("scope"),
        typed.text("direction"),
        typed.text("value"),
        typed.text("kind"),
        typed.text("other"),
        typed.text("period"),
        typed.text("baseYear"),
        typed.text("unitLevel"),
        typed.text("leastRating"),
        typed.text("doubt"),
        typed.text("things"),
        typed.version());
  }

  /** What a target says now. */
  static TargetForm of(PlanTarget target, Texts t) {
    Goal goal = target.goal();
    BigDecimal value = goal.value();
    Integer base = goal.baseYear();
    return new TargetForm(
        target.id(),
        String.valueOf(target.year()),
        target.indicator(),
        target.measuredBy(),
        target.scope().words(),
        goal.direction().name(),
        value == null ? "" : t.decimal(value),
        goal.kind().name(),
        name(goal.other()),
        name(goal.period()),
        base == null ? "" : String.valueOf(base),
        name(target.scope().unitLevel()),
        name(target.scope().leastRating()),
        target.doubt(),
        String.join("\n", target.things()),
        target.version());
  }

  private static String name(@Nullable Enum<?> one) {
    return one == null ? "" : one.name();
  }
}
