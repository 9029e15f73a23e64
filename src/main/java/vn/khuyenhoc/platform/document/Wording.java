package vn.khuyenhoc.platform.document;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * The sentences of an official document. Official documents are Vietnamese whatever language the
 * screens speak, so these bundles ({@code messages/<name>.properties}) have no language in their
 * name and no translation.
 */
public final class Wording {

  private static final Locale VIETNAMESE = Locale.of("vi", "VN");

  private final ResourceBundle sentences;
  private final @Nullable Wording otherwise;
  private final UnaryOperator<String> terms;

  private Wording(
      ResourceBundle sentences, @Nullable Wording otherwise, UnaryOperator<String> terms) {
    this.sentences = sentences;
    this.otherwise = otherwise;
    this.terms = terms;
  }

  /**
   * The sentences of one bundle.
   *
   * @param name the bundle without folder and ending: {@code decree30}
   */
  public static Wording of(String name) {
    return of(name, null);
  }

  /**
   * The sentences of one bundle, and for what it leaves out those of another.
   *
   * @param name the bundle without folder and ending
   * @param otherwise where the sentences stand that this bundle does not have; null for nowhere
   */
  public static Wording of(String name, @Nullable Wording otherwise) {
    return new Wording(
        ResourceBundle.getBundle("messages." + name, Locale.ROOT, Wording.class.getClassLoader()),
        otherwise,
        UnaryOperator.identity());
  }

  /**
   * The same sentences with the nouns of one occasion put into them.
   *
   * @param terms puts them in, before the values are
   */
  public Wording with(UnaryOperator<String> terms) {
    return new Wording(sentences, otherwise, terms);
  }

  private String sentence(String key) {
    return otherwise != null && !sentences.containsKey(key)
        ? otherwise.sentence(key)
        : sentences.getString(key);
  }

  /**
   * The sentence behind a key, in NFC. Whole numbers among the values are written 320.489, decimal
   * ones with all their decimals behind a comma, days 15/11/2026; an apostrophe is just an
   * apostrophe.
   *
   * @throws java.util.MissingResourceException for an unknown key
   */
  public String say(String key, @Nullable Object... values) {
    var sentence = terms.apply(sentence(key)).replace("'", "''");
    var shown = new @Nullable Object[values.length];
    for (int at = 0; at < values.length; at++) {
      shown[at] =
          switch (values[at]) {
            case null -> "";
            case Integer number -> VietnameseNumbers.format(number);
            case Long number -> VietnameseNumbers.format(number);
            case BigDecimal number -> VietnameseNumbers.format(number);
            case LocalDate day -> VietnameseDates.format(day);
            case Object other -> other;
          };
    }
    return VietnameseText.nfc(new MessageFormat(sentence, VIETNAMESE).format(shown));
  }
}
