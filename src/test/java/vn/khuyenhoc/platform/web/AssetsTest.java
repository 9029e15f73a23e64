package vn.khuyenhoc.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * Style sheet, script, icons and fonts: where they are, how long they may be kept, how they look.
 */
class AssetsTest {

  private static final Path FOLDER = Path.of("src/main/resources/static");

  @Test
  void aFileMayBeKeptForEverUnderItsPresentHash() throws Exception {
    MockHttpServletResponse answer = get(Assets.path("app.css"), "gzip, br");
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getContentType()).isEqualTo("text/css;charset=utf-8");
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(answer.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void anOlderHashStillAnswersButIsNotKept() throws Exception {
    MockHttpServletResponse answer = get("/static/0123456789ab/app.css", null);
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("public, max-age=60");
    assertThat(answer.getHeader("Content-Encoding")).isNull();
    assertThat(answer.getContentAsByteArray())
        .isEqualTo(Files.readAllBytes(FOLDER.resolve("app.css")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/",
        "/static/app.css",
        "/static/x/../../application.properties",
        "/static/x/%2e%2e/app.css",
        "/static/x/nothing.css"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertThat(get(path, null).getStatus()).isEqualTo(404);
  }

  @Test
  void anUnknownFileIsAFaultAndAnUnknownIconADot() {
    assertThatIllegalArgumentException().isThrownBy(() -> Assets.path("nothing.css"));
    assertThat(Assets.icon("nothing")).endsWith("icons.svg#dot");
    assertThat(Assets.icon("households")).endsWith("icons.svg#households");
  }

  @Test
  void everyIconNamedInATemplateIsDrawn() throws IOException {
    try (Stream<Path> walk = Files.walk(Path.of("src/main/jte"))) {
      for (Path file : walk.filter(f -> f.toString().endsWith(".jte")).toList()) {
        Matcher matcher =
            Pattern.compile("_ui\\.icon\\(name = \"([^\"]+)\"").matcher(Files.readString(file));
        while (matcher.find()) {
          assertThat(Assets.hasIcon(matcher.group(1)))
              .as("%s in %s", matcher.group(1), file)
              .isTrue();
        }
      }
    }
  }

  @Test
  void aFontsNameCarriesItsHashBecauseItsAddressNeverChanges() throws Exception {
    try (Stream<Path> fonts = Files.list(FOLDER.resolve("fonts"))) {
      for (Path font : fonts.filter(f -> f.toString().endsWith(".woff2")).toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(font));
        assertThat(font.getFileName().toString())
            .contains("." + HexFormat.of().formatHex(digest, 0, 4) + ".");
      }
    }
  }

  @Test
  void theStyleSheetNamesOnlyFilesThatAreThere() throws IOException {
    Matcher url = Pattern.compile("url\\(\\.\\./([^)]+)\\)").matcher(css());
    int found = 0;
    while (url.find()) {
      found++;
      assertThat(FOLDER.resolve(url.group(1))).exists();
    }
    assertThat(found).isEqualTo(6);
  }

  @Test
  void theStyleSheetReadsWellOnABrowserOfTheOldestPhones() throws IOException {
    assertThat(css())
        .doesNotContain("light-dark(", ":has(", "@layer", "@container", "color-mix(", "dvh", "&:")
        .doesNotContainPattern("@media[^{]*[<>]=");
  }

  /** WCAG 2.2 AA: 4.5 for words, 3 for the borders of what can be used. */
  @Test
  void wordsAndBordersStandOutInBothThemes() throws IOException {
    Matcher blocks =
        Pattern.compile("--paper:#(?:(?!--focus).)*--focus:#[0-9a-f]+", Pattern.DOTALL)
            .matcher(css());
    int themes = 0;
    while (blocks.find()) {
      String block = blocks.group();
      themes++;
      for (String ground : List.of("paper", "sheet", "sunk")) {
        for (String words : List.of("ink", "soft", "cham", "son", "tre", "nghe")) {
          assertContrast(block, words, ground, 4.5);
        }
        assertContrast(block, "edge", ground, 3);
        assertContrast(block, "focus", ground, 3);
      }
      for (String colour : List.of("cham", "son", "tre", "nghe")) {
        assertContrast(block, colour, colour + "-soft", 4.5);
        assertContrast(block, "ink", colour + "-soft", 4.5);
      }
      assertContrast(block, "on-cham", "cham", 4.5);
      assertContrast(block, "on-cham", "cham-deep", 4.5);
      assertContrast(block, "sheet", "son", 4.5);
    }
    assertThat(themes).isEqualTo(3);
  }

  private static void assertContrast(String block, String one, String other, double least) {
    double a = luminance(colour(block, one));
    double b = luminance(colour(block, other));
    double contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    assertThat(contrast).as("%s on %s", one, other).isGreaterThanOrEqualTo(least);
  }

  private static int colour(String block, String name) {
    Matcher matcher = Pattern.compile("--" + name + ":#([0-9a-f]{3,6});?").matcher(block + ";");
    assertThat(matcher.find()).as(name).isTrue();
    String hex = matcher.group(1).toLowerCase(Locale.ROOT);
    if (hex.length() == 3) {
      hex = hex.replaceAll("(.)", "$1$1");
    }
    return Integer.parseInt(hex, 16);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 255)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int part) {
    double c = part / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static String css() throws IOException {
    return Files.readString(FOLDER.resolve("app.css"));
  }

  private static MockHttpServletResponse get(String path, @Nullable String encoding)
      throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    if (encoding != null) {
      request.addHeader("Accept-Encoding", encoding);
    }
    MockHttpServletResponse response = new MockHttpServletResponse();
    new StaticFiles().doFilter(request, response, new MockFilterChain());
    return response;
  }
}
