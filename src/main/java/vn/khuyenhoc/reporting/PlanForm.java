package vn.khuyenhoc.reporting;

/**
 * A plan as somebody typed it.
 *
 * @param id its short identity
 * @param area the area it is made for: its identity as the form sends it
 * @param issuer who issued it
 * @param title its full title
 * @param number its number and symbol
 * @param dated its date, as the document writes it
 * @param firstYear first year of its period
 * @param lastYear last year of its period
 * @param statedTargets how many targets it says itself that it has
 * @param remark what is uncertain about the document
 * @param version the version that was changed
 */
public record PlanForm(
    String id,
    String area,
    String issuer,
    String title,
    String number,
    String dated,
    String firstYear,
    String lastYear,
    String statedTargets,
    String remark,
    int version) {

  /** Nothing typed yet. */
  static final PlanForm EMPTY = new PlanForm("", "", "", "", "", "", "", "", "", "", 1);

  /** The same over a newer version, which whoever typed it has seen. */
  PlanForm over(int newer) {
    return new PlanForm(
        id, area, issuer, title, number, dated, firstYear, lastYear, statedTargets, remark, newer);
  }

  /** What somebody sent. */
  static PlanForm read(TypedFields typed) {
    return new PlanForm(
        typed.text("id"),
        typed.text("area"),
        typed.text("issuer"),
        typed.text("title"),
        typed.text("number"),
        typed.text("dated"),
        typed.text("firstYear"),
        typed.text("lastYear"),
        typed.text("statedTargets"),
        typed.text("remark"),
        typed.version());
  }

  /** What a plan says now. */
  static PlanForm of(Plan plan) {
    Integer area = plan.areaId();
    Integer stated = plan.statedTargets();
    return new PlanForm(
        plan.id(),
        area == null ? "" : String.valueOf(area),
        plan.issuer(),
        plan.title(),
        plan.number(),
        plan.dated(),
        String.valueOf(plan.firstYear()),
        String.valueOf(plan.lastYear()),
        stated == null ? "" : String.valueOf(stated),
        plan.remark(),
        plan.version());
  }
}
