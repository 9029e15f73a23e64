package vn.khuyenhoc.reporting;

import java.util.List;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.web.Texts;

/**
 * An indicator as somebody typed it.
 *
 * @param id its identity
 * @param kind what kind of number
 * @param unit the word behind its numerator
 * @param numerator formula over measures and other indicators
 * @param denominator formula of what it is a share of
 * @param nameVi its Vietnamese name
 * @param nameEn its English name
 * @param definitionVi one sentence that says what counts
 * @param definitionEn the same in English
 * @param source who says so
 * @param verified whether it was compared with the source
 * @param version the version that was changed
 * @param levels the levels whose areas report it by hand
 */
public record IndicatorForm(
    String id,
    String kind,
    String unit,
    String numerator,
    String denominator,
    String nameVi,
    String nameEn,
    String definitionVi,
    String definitionEn,
    String source,
    boolean verified,
    int version,
    List<AreaLevel> levels) {

  public IndicatorForm {
    levels = List.copyOf(levels);
  }

  /** Nothing typed yet. */
  static final IndicatorForm EMPTY =
      new IndicatorForm("", "", "", "", "", "", "", "", "", "", false, 1, Indicator.REPORTING);

  /**
   * What an indicator says now; English words that are the Vietnamese ones are none of their own.
   */
  static IndicatorForm of(Indicator one) {
    return new IndicatorForm(
        one.id(),
        one.kind().name(),
        one.unit(),
        one.numerator(),
        one.denominator(),
        one.nameVi(),
        one.nameEn().equals(one.nameVi()) ? "" : one.nameEn(),
        one.definitionVi(),
        one.definitionEn().equals(one.definitionVi()) ? "" : one.definitionEn(),
        one.source(),
        one.verified(),
        one.version(),
        one.levels());
  }

  /**
   * The same for a copy, which has no identity yet, a name of its own, and was compared with
   * nothing.
   */
  static IndicatorForm copyOf(Indicator one, Texts t) {
    IndicatorForm form = of(one);
    return new IndicatorForm(
        "",
        form.kind,
        form.unit,
        form.numerator,
        form.denominator,
        t.t("reporting.indicator.copy-of", form.nameVi),
        form.nameEn,
        form.definitionVi,
        form.definitionEn,
        form.source,
        false,
        1,
        form.levels);
  }

  /** The same over a newer version, which whoever typed it has seen. */
  IndicatorForm over(int newer) {
    return new IndicatorForm(
        id,
        kind,
        unit,
        numerator,
        denominator,
        nameVi,
        nameEn,
        definitionVi,
        definitionEn,
        source,
        verified,
        newer,
        levels);
  }

  /** What somebody sent. */
  static IndicatorForm read(TypedFields typed) {
    return new IndicatorForm(
        typed.text("id"),
        typed.text("kind"),
        typed.text("unit"),
        typed.text("numerator"),
        typed.text("denominator"),
        typed.text("nameVi"),
        typed.text("nameEn"),
        typed.text("definitionVi"),
        typed.text("definitionEn"),
        typed.text("source"),
        typed.ticked("verified"),
        typed.version(),
        Indicator.REPORTING.stream().filter(one -> typed.ticked("level" + one.name())).toList());
  }
}
