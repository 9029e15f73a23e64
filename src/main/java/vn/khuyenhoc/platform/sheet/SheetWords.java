package vn.khuyenhoc.platform.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The words of this package in one language: sentences of its problems, and the few words that
 * stand in the sheets it writes.
 */
public final class SheetWords {

  /** Vietnamese. */
  public static final SheetWords VIETNAMESE = new SheetWords("vi");

  /** English. */
  public static final SheetWords ENGLISH = new SheetWords("en");

  static final List<SheetWords> ALL = List.of(VIETNAMESE, ENGLISH);

  private final Properties messages = new Properties();
  private final Locale locale;

  private SheetWords(String language) {
    locale = Locale.of(language);
    String name = "/messages/sheet_" + language + ".properties";
    try (InputStream in = SheetWords.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing " + name);
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      messages.load(reader);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The words of a language; Vietnamese for any other than English. */
  public static SheetWords of(Locale locale) {
    return locale.getLanguage().equals("en") ? ENGLISH : VIETNAMESE;
  }

  /** What is wrong and what to do, without the place. */
  public String sentence(SheetFinding finding) {
    return say(finding.code().messageKey(), finding.arguments().toArray());
  }

  /** The place and the sentence: "Ô C17: …". */
  public String sentenceWithPlace(SheetFinding finding) {
    String column = finding.column();
    if (finding.row() == 0) {
      return sentence(finding);
    }
    String row = String.valueOf(finding.row());
    return column == null
        ? say("sheet.place.row", row, sentence(finding))
        : say("sheet.place.cell", column + row, sentence(finding));
  }

  /** A message of this bundle with its arguments. */
  String say(String key, Object... arguments) {
    String pattern = messages.getProperty(key);
    if (pattern == null) {
      throw new IllegalStateException("no words for " + key);
    }
    return new MessageFormat(pattern, locale).format(arguments);
  }

  /** Headers that mean nothing to an import: running numbers, the column of mistakes. */
  List<String> ignoredHeaders() {
    return List.of(say("sheet.header.ignored").split("\\|"));
  }

  String mistakesHeader() {
    return say("sheet.header.mistakes");
  }

  /** The line that ends an export. */
  String rowCount(String rows) {
    return say("sheet.rows", rows);
  }
}
