package vn.khuyenhoc.reporting;

import java.util.Locale;
import java.util.function.UnaryOperator;
import vn.khuyenhoc.platform.web.Texts;

/**
 * The nouns of what is measured inside sentences that are the same for every model.
 *
 * @param roll {@code [roll]}: what stands on the roll
 * @param base {@code [base]}: what rates are a share of
 * @param list {@code [list]}: where that is counted while nobody has declared it
 * @param locale whose capitals begin a sentence: {@code [Roll]}, {@code [Base]}, {@code [List]}
 */
record Terms(String roll, String base, String list, Locale locale)
    implements UnaryOperator<String> {

  static Terms of(Texts t, Measured measured) {
    String roll = t.t(measured.roll().messageKey());
    return new Terms(
        roll,
        t.t(measured.denominator().messageKey()),
        measured.denominator().stated()
            ? t.t("reporting.list.stated")
            : t.t("reporting.list.roll", roll),
        t.locale());
  }

  @Override
  public String apply(String sentence) {
    return sentence.indexOf('[') < 0
        ? sentence
        : sentence
            .replace("[roll]", roll)
            .replace("[base]", base)
            .replace("[list]", list)
            .replace("[Roll]", capital(roll))
            .replace("[Base]", capital(base))
            .replace("[List]", capital(list));
  }

  private String capital(String noun) {
    return noun.substring(0, 1).toUpperCase(locale) + noun.substring(1);
  }
}
