package vn.khuyenhoc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sentence on screen stands in a bundle, in both languages, and nowhere else. */
class WordsTest {

  private static final Path JAVA = Path.of("src/main/java");
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Path BUNDLES = Path.of("src/main/resources/messages");

  /** Administrative documents are Vietnamese whatever the reader's language. */
  private static final Set<String> VIETNAMESE_ONLY = Set.of("document");

  /**
   * Vietnamese words that are data, not sentences on screen: what people write and is read, symbols
   * and lettering of official documents, names of areas and decrees.
   */
  private static final List<String> DATA =
      List.of(
          "vn/khuyenhoc/platform/text/",
          "vn/khuyenhoc/platform/document/DocumentKind.java",
          "vn/khuyenhoc/platform/document/VietnameseForm.java",
          "vn/khuyenhoc/areas/BuiltInAreas.java");

  private static final Pattern VIETNAMESE =
      Pattern.compile(
          "[\\u00c0-\\u00c3\\u00c8-\\u00ca\\u00cc\\u00cd\\u00d2-\\u00d5\\u00d9\\u00da"
              + "\\u00dd\\u00e0-\\u00e3\\u00e8-\\u00ea\\u00ec\\u00ed\\u00f2-\\u00f5\\u00f9\\u00fa"
              + "\\u00fd\\u0102\\u0103\\u0110\\u0111\\u0128\\u0129\\u0168\\u0169\\u01a0\\u01a1"
              + "\\u01af\\u01b0\\u1ea0-\\u1ef9]");
  private static final Pattern KEY = Pattern.compile("\\bt\\(\\s*\"([^\"]+)\"\\s*[,)]");
  private static final Pattern LITERAL =
      Pattern.compile(
          "//[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\])+'"
              + "|(\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\")",
          Pattern.DOTALL);

  @Test
  void everyKeyUsedHasASentenceInBothLanguages() throws IOException {
    Set<String> vietnamese = keys("vi");
    Set<String> english = keys("en");
    List<String> missing = new ArrayList<>();
    for (Path file : files(JAVA, ".java", TEMPLATES, ".jte")) {
      String source = Files.readString(file);
      Matcher use = KEY.matcher(source);
      while (use.find()) {
        String key = use.group(1);
        boolean official = VIETNAMESE_ONLY.contains(key.replaceFirst("\\..*", ""));
        if (!vietnamese.contains(key) || (!official && !english.contains(key))) {
          missing.add(file + ": " + key);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void bothLanguagesHaveTheSameKeysBundleByBundle() throws IOException {
    Map<String, Set<String>> vietnamese = bundles("vi");
    Map<String, Set<String>> english = bundles("en");
    vietnamese.keySet().removeAll(VIETNAMESE_ONLY);
    assertThat(english).isEqualTo(vietnamese);
  }

  @Test
  void everyKeyStandsInOneBundleOnly() throws IOException {
    for (String language : List.of("vi", "en")) {
      Map<String, String> owners = new TreeMap<>();
      List<String> twice = new ArrayList<>();
      bundles(language)
          .forEach(
              (bundle, keys) -> {
                for (String key : keys) {
                  String earlier = owners.putIfAbsent(key, bundle);
                  if (earlier != null) {
                    twice.add(key + " in " + earlier + " and " + bundle);
                  }
                }
              });
      assertThat(twice).isEmpty();
    }
  }

  @Test
  void aSentenceAndItsTranslationTakeTheSameArguments() throws IOException {
    Properties vietnamese = all("vi");
    Properties english = all("en");
    List<String> different = new ArrayList<>();
    for (String key : english.stringPropertyNames()) {
      if (!arguments(english.getProperty(key)).equals(arguments(vietnamese.getProperty(key)))) {
        different.add(key);
      }
    }
    assertThat(different).isEmpty();
  }

  @Test
  void sentencesAreComposedUnicodeAndNotEmpty() throws IOException {
    for (String language : List.of("vi", "en")) {
      all(language)
          .forEach(
              (key, sentence) -> {
                assertThat(sentence.toString()).as(key.toString()).isNotBlank();
                assertThat(Normalizer.isNormalized(sentence.toString(), Normalizer.Form.NFC))
                    .as("%s is NFC", key)
                    .isTrue();
              });
    }
  }

  @Test
  void noTemplateHoldsVietnameseWords() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files(TEMPLATES, ".jte")) {
      String source =
          Pattern.compile("<%--.*?--%>", Pattern.DOTALL)
              .matcher(Files.readString(file))
              .replaceAll("");
      if (VIETNAMESE.matcher(source).find()) {
        found.add(file.toString());
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void noStringInJavaHoldsVietnameseWords() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files(JAVA, ".java")) {
      String name = JAVA.relativize(file).toString();
      if (DATA.stream().anyMatch(name::startsWith)) {
        continue;
      }
      Matcher literal = LITERAL.matcher(Files.readString(file));
      while (literal.find()) {
        if (literal.group(1) != null && VIETNAMESE.matcher(literal.group(1)).find()) {
          found.add(name + ": " + literal.group(1));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void noTemplateHasStyleAttributesOrInlineHandlers() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files(TEMPLATES, ".jte")) {
      String source = Files.readString(file);
      if (Pattern.compile("\\s(?:style|on[a-z]+)\\s*=\\s*[\"']").matcher(source).find()
          || source.contains("<style")
          || Pattern.compile("<script(?![^>]*\\ssrc=)").matcher(source).find()) {
        found.add(file.toString());
      }
    }
    assertThat(found).isEmpty();
  }

  private static Set<String> arguments(String sentence) {
    Set<String> arguments = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{(\\d+)").matcher(sentence);
    while (matcher.find()) {
      arguments.add(matcher.group(1));
    }
    return arguments;
  }

  private static Set<String> keys(String language) throws IOException {
    return all(language).stringPropertyNames();
  }

  /** Every sentence of a language, of all bundles. */
  static Properties all(String language) throws IOException {
    Properties all = new Properties();
    for (Path file : bundleFiles(language)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        all.load(reader);
      }
    }
    return all;
  }

  private static Map<String, Set<String>> bundles(String language) throws IOException {
    Map<String, Set<String>> bundles = new TreeMap<>();
    for (Path file : bundleFiles(language)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      String name = file.getFileName().toString().replaceFirst("_..\\.properties$", "");
      bundles.put(name, new TreeSet<>(properties.stringPropertyNames()));
    }
    return bundles;
  }

  private static List<Path> bundleFiles(String language) throws IOException {
    return files(BUNDLES, "_" + language + ".properties");
  }

  private static List<Path> files(Object... folderAndEnding) throws IOException {
    List<Path> found = new ArrayList<>();
    for (int i = 0; i < folderAndEnding.length; i += 2) {
      String ending = (String) folderAndEnding[i + 1];
      try (Stream<Path> walk = Files.walk((Path) folderAndEnding[i])) {
        walk.filter(file -> file.toString().endsWith(ending)).sorted().forEach(found::add);
      }
    }
    return found;
  }
}
