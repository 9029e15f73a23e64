package vn.khuyenhoc.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.support.Chromium;

/**
 * The parts of the web kit in a real browser: small screens, large letters, keyboard, no script.
 */
class LookInBrowserTest {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " font-src 'self'; form-action 'self'; base-uri 'none'";

  private static final Languages LANGUAGES = new Languages(true);

  @SuppressWarnings("NullAway.Init")
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @Test
  void nothingIsWiderThanThePhoneEvenWithTheLargestLetters() {
    for (String size : List.of("normal", "larger")) {
      Map<String, byte[]> pages = new Gallery(LANGUAGES, new Look("light", size, "vi")).pages();
      try (BrowserContext context = context(320, 640, true)) {
        for (String name : pages.keySet()) {
          Page page = open(context, pages, name);
          assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
              .as("%s, %s letters", name, size)
              .isLessThanOrEqualTo(320);
          page.close();
        }
      }
    }
  }

  @Test
  void whatIsTappedIsLargeEnoughForAThumb() {
    Map<String, byte[]> pages = new Gallery(LANGUAGES, Look.DEFAULT).pages();
    List<String> small = new ArrayList<>();
    try (BrowserContext context = context(360, 740, true)) {
      for (String name : pages.keySet()) {
        Page page = open(context, pages, name);
        Object found =
            page.evaluate(
                """
                () => [...document.querySelectorAll('a,button,input:not([type=hidden]),select,summary,textarea')]
                  .filter(e => e.getClientRects().length && !e.closest('.hidden,.skip'))
                  .filter(e => {
                    const line = e.matches('a') && !e.matches('.button') &&
                      ['P', 'SMALL', 'TH', 'TD', 'B', 'SPAN', 'DIV'].includes(e.parentElement.tagName) &&
                      getComputedStyle(e).display.startsWith('inline') && !e.closest('.pager,.segments,.rows,.tail,.path,.nav')
                    if (line) return false
                    const own = e.getBoundingClientRect()
                    const label = e.matches('[type=checkbox],[type=radio]') && e.labels.length
                      ? e.labels[0].getBoundingClientRect() : own
                    return Math.max(own.height, label.height) < 43.5 || Math.max(own.width, label.width) < 43.5
                  })
                  .map(e => e.outerHTML.slice(0, 90))
                """);
        for (Object each : (List<?>) found) {
          small.add(name + ": " + each);
        }
        page.close();
      }
    }
    assertThat(small).isEmpty();
  }

  @Test
  void thePolicyLetsEverythingInThatThePagesNeed() {
    Map<String, byte[]> pages = new Gallery(LANGUAGES, Look.DEFAULT).pages();
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = context(1280, 900, true)) {
      for (String name : pages.keySet()) {
        Page page = context.newPage();
        page.onConsoleMessage(
            message -> {
              if (message.type().equals("error")) {
                complaints.add(name + ": " + message.text());
              }
            });
        page.onPageError(error -> complaints.add(name + ": " + error));
        serve(page, pages);
        page.navigate("http://khuyenhoc.test/" + name);
        page.close();
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void theNavigationStaysOnAPhoneAndTheMenuOpensWithoutScript() {
    Map<String, byte[]> pages = new Gallery(LANGUAGES, Look.DEFAULT).pages();
    try (BrowserContext context = context(360, 740, false)) {
      Page page = open(context, pages, "village");
      page.mouse().wheel(0, 2000);
      BoundingBox bar = Objects.requireNonNull(page.locator("nav.nav").boundingBox());
      assertThat(bar.y + bar.height).isEqualTo(740);
      assertThat(page.locator("#menu").isVisible()).isFalse();
      page.locator("[data-menu]").click();
      assertThat(page.locator("#menu").isVisible()).isTrue();
      assertThat(page.locator("#menu").getByText("Tài khoản").first().isVisible()).isTrue();
      page.locator(".menu-close").click();
      assertThat(page.locator("#menu").isVisible()).isFalse();
    }
  }

  @Test
  void thePagesOwnButtonsStandAboveTheNavigation() {
    Map<String, byte[]> pages = new Gallery(LANGUAGES, Look.DEFAULT).pages();
    try (BrowserContext context = context(360, 740, true)) {
      Page page = open(context, pages, "village");
      BoundingBox foot = Objects.requireNonNull(page.locator(".foot").boundingBox());
      BoundingBox bar = Objects.requireNonNull(page.locator("nav.nav").boundingBox());
      assertThat(foot.y + foot.height).isBetween(bar.y - 1.5, bar.y + 1.5);
    }
  }

  @Test
  void theErrorSummaryTakesTheFocusAndLeadsToItsFields() {
    Map<String, byte[]> pages = new Gallery(LANGUAGES, Look.DEFAULT).pages();
    try (BrowserContext context = context(1280, 900, true)) {
      Page page = open(context, pages, "form");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("errors");
      page.getByText("Số trẻ em phải là số từ 0 đến 30.").first().click();
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("children");
    }
  }

  @Test
  void aGridMovesLikeASpreadsheet() {
    Map<String, byte[]> pages = new Gallery(LANGUAGES, Look.DEFAULT).pages();
    try (BrowserContext context = context(1280, 900, true)) {
      Page page = open(context, pages, "grid");
      page.locator("[name=p0-1]").focus();
      String[][] steps = {
        {"ArrowDown", "p1-1"},
        {"Enter", "p2-1"},
        {"ArrowRight", "p2-2"},
        {"ArrowUp", "p1-2"},
        {"ArrowLeft", "p1-1"},
        {"Shift+Enter", "p0-1"},
        {"ArrowUp", "p0-1"}
      };
      for (String[] step : steps) {
        page.keyboard().press(step[0]);
        assertThat(page.evaluate("document.activeElement.name")).as(step[0]).isEqualTo(step[1]);
      }
      page.keyboard().type("42");
      assertThat(page.locator("[name=p0-1]").inputValue()).isEqualTo("42");
    }
  }

  @Test
  void oneBoxChoosesAllRowsAndTheirNumberIsShown() {
    Map<String, byte[]> pages = new Gallery(LANGUAGES, Look.DEFAULT).pages();
    try (BrowserContext context = context(1280, 900, true)) {
      Page page = open(context, pages, "queue");
      assertThat(page.locator("[data-chosen]").textContent()).isEqualTo("3");
      page.locator("[data-all]").check();
      assertThat(page.locator("[data-chosen]").textContent()).isEqualTo("5");
      assertThat(page.locator("[name=dossier]:checked").count()).isEqualTo(5);
      page.locator("[name=dossier]").first().uncheck();
      assertThat((boolean) page.evaluate("document.querySelector('[data-all]').indeterminate"))
          .isTrue();
    }
    try (BrowserContext context = context(1280, 900, false)) {
      Page page = open(context, pages, "queue");
      assertThat(page.locator("[data-all]").isVisible()).isFalse();
    }
  }

  @Test
  void theDevicesDarkThemeIsFollowedUnlessTheReaderChoseLight() {
    for (String theme : List.of("auto", "light")) {
      Map<String, byte[]> pages = new Gallery(LANGUAGES, new Look(theme, "normal", "vi")).pages();
      try (BrowserContext context =
          chromium
              .browser()
              .newContext(new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK))) {
        Page page = open(context, pages, "village");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
            .isEqualTo(theme.equals("auto") ? "rgb(16, 22, 28)" : "rgb(250, 248, 243)");
      }
    }
  }

  private static BrowserContext context(int width, int height, boolean script) {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setJavaScriptEnabled(script));
  }

  private static Page open(BrowserContext context, Map<String, byte[]> pages, String name) {
    Page page = context.newPage();
    serve(page, pages);
    page.navigate("http://khuyenhoc.test/" + name);
    return page;
  }

  private static void serve(Page page, Map<String, byte[]> pages) {
    page.route(
        "**/*",
        route -> {
          String path = URI.create(route.request().url()).getPath();
          Assets.Asset asset = Assets.at(path);
          byte[] html = pages.get(path.substring(1));
          if (asset != null) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType(asset.type())
                    .setBodyBytes(asset.bytes()));
          } else if (html != null) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html;charset=utf-8")
                    .setHeaders(
                        Map.of(
                            "Content-Type",
                            "text/html;charset=utf-8",
                            "Content-Security-Policy",
                            POLICY))
                    .setBodyBytes(html));
          } else {
            route.fulfill(new Route.FulfillOptions().setStatus(404));
          }
        });
  }
}
