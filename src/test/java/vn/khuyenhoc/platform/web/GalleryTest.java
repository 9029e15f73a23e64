package vn.khuyenhoc.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What every page made of the kit's parts keeps, and the pages themselves in target/gallery. */
class GalleryTest {

  private static final Languages LANGUAGES = new Languages(true);
  private static final Map<String, byte[]> PAGES = new Gallery(LANGUAGES, Look.DEFAULT).pages();

  @Test
  void writesThePagesWhereTheyCanBeLookedAt() throws IOException {
    Path folder = Files.createDirectories(Path.of("target/gallery"));
    for (String theme : List.of("light", "dark")) {
      for (var page : new Gallery(LANGUAGES, new Look(theme, "normal", "vi")).pages().entrySet()) {
        Files.write(folder.resolve(page.getKey() + "-" + theme + ".html"), page.getValue());
      }
    }
    for (var page : new Gallery(LANGUAGES, new Look("light", "larger", "en")).pages().entrySet()) {
      Files.write(folder.resolve(page.getKey() + "-larger.html"), page.getValue());
    }
    assertThat(folder.resolve("dashboard-dark.html")).isNotEmptyFile();
  }

  @Test
  void hasNoStyleAttributesAndNoInlineHandlersOrScripts() {
    for (var page : PAGES.entrySet()) {
      String html = text(page.getValue());
      assertThat(html).as(page.getKey()).doesNotContainPattern("<[a-z][^>]*\\sstyle\\s*=");
      assertThat(html).as(page.getKey()).doesNotContainPattern("<[a-z][^>]*\\son[a-z]+\\s*=");
      assertThat(html).as(page.getKey()).doesNotContainPattern("<script(?![^>]*\\ssrc=)");
      assertThat(html).as(page.getKey()).doesNotContain("<style");
    }
  }

  @Test
  void givesEveryIdOnceAndNamesOnlyIdsThatAreThere() {
    for (var page : PAGES.entrySet()) {
      String html = text(page.getValue());
      Set<String> ids = new HashSet<>();
      for (String id : all(html, "\\sid=\"([^\"]+)\"")) {
        assertThat(ids.add(id)).as("id %s once on %s", id, page.getKey()).isTrue();
      }
      Set<String> named = new TreeSet<>(all(html, "\\sfor=\"([^\"]+)\""));
      named.addAll(all(html, "href=\"#([^\"]+)\""));
      for (String list : all(html, "aria-(?:describedby|labelledby)=\"([^\"]+)\"")) {
        named.addAll(List.of(list.split(" ")));
      }
      assertThat(ids).as(page.getKey()).containsAll(named);
    }
  }

  @Test
  void hasOneHeadingOfTheFirstRankAndOneMainPart() {
    for (var page : PAGES.entrySet()) {
      String html = text(page.getValue());
      assertThat(all(html, "<(h1)[ >]")).as(page.getKey()).hasSize(1);
      assertThat(all(html, "<(main)[ >]")).as(page.getKey()).hasSize(1);
      assertThat(html).startsWith("<!doctype html>").contains("<html lang=\"vi\"");
    }
  }

  @Test
  void drawsWhatWasNotReportedAsAnEmptyBarAndZeroAsABarWithoutLength() {
    String html = page("dashboard");
    assertThat(html).contains("Công dân học tập: chưa báo cáo, chỉ tiêu 60\u00a0%");
    assertThat(html).contains("Đơn vị học tập: đạt 0\u00a0%, chỉ tiêu 95\u00a0%");
    String unreported = html.substring(html.indexOf("Công dân học tập: chưa"));
    assertThat(unreported.substring(0, unreported.indexOf("</svg>")))
        .contains("class=\"nothing\"")
        .doesNotContain("class=\"got");
  }

  @Test
  void saysTheSameSentenceInTheSummaryAndAtTheField() {
    String html = page("form");
    assertThat(html).contains("<a href=\"#children\">Số trẻ em phải là số từ 0 đến 30.</a>");
    assertThat(html)
        .contains(
            "id=\"children-error\"><span class=\"hidden\">Cần sửa:</span>"
                + "Số trẻ em phải là số từ 0 đến 30.</p>");
    assertThat(html).contains("value=\"ba\"");
  }

  @Test
  void everyPartIsNamedInTheGuide() throws IOException {
    String guide = Files.readString(Path.of("docs/look.md"));
    try (Stream<Path> parts = Files.list(Path.of("src/main/jte/_ui"))) {
      for (Path part : parts.toList()) {
        String name = part.getFileName().toString().replace(".jte", "");
        assertThat(guide).contains("| `" + name + "` |");
      }
    }
  }

  @Test
  void staysSmallOnAFirstLoadWithoutFonts() throws IOException {
    int frame = 0;
    for (String name : List.of("app.css", "app.js", "icons.svg", "mark.svg")) {
      Assets.Asset asset = Objects.requireNonNull(Assets.at(Assets.path(name)));
      byte[] gzip = asset.gzip();
      frame += gzip == null ? asset.bytes().length : gzip.length;
    }
    assertThat(frame).isLessThan(16_000);
    for (var page : PAGES.entrySet()) {
      var out = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(out)) {
        gzip.write(page.getValue());
      }
      assertThat(frame + out.size()).as(page.getKey()).isLessThan(30_000);
    }
  }

  private static String page(String name) {
    return text(Objects.requireNonNull(PAGES.get(name)));
  }

  private static String text(byte[] html) {
    return new String(html, StandardCharsets.UTF_8);
  }

  private static List<String> all(String html, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(html);
    return matcher.results().map(found -> found.group(1)).toList();
  }
}
