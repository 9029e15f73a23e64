package vn.khuyenhoc.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import jakarta.servlet.http.Cookie;
import java.nio.file.Path;
import java.util.List;

/** A browser of one person's own, and what they do with it. Words are those on the screen. */
final class Screen implements AutoCloseable {

  /** An old phone, or the computer of an office. */
  enum Kind {
    PHONE(360, 740),
    DESKTOP(1280, 900);

    private final int width;
    private final int height;

    Kind(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  private final Kind kind;
  private final String site;
  private final String who;
  private final Album album;
  private final BrowserContext context;
  private final Page page;

  Screen(
      Browser browser,
      String site,
      Album album,
      String who,
      Kind kind,
      boolean script,
      Cookie device) {
    this.kind = kind;
    this.site = site;
    this.who = who;
    this.album = album;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(kind.width, kind.height)
                .setJavaScriptEnabled(script)
                .setLocale("vi-VN"));
    context.setDefaultTimeout(60_000);
    context.addCookies(
        List.of(
            new com.microsoft.playwright.options.Cookie(device.getName(), device.getValue())
                .setUrl(site)));
    this.page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")
              && !message.text().contains("status of 422")
              && !message.text().contains("ERR_CONNECTION_RESET")
              && !message.text().contains("ERR_INTERNET_DISCONNECTED")) {
            album.remark(who + ": " + message.text() + " at " + page.url());
          }
        });
    page.onPageError(error -> album.remark(who + ": " + error));
  }

  Page page() {
    return page;
  }

  void open(String path) {
    page.navigate(site + path);
  }

  /** Path and query of the page that is open. */
  String here() {
    return page.url().substring(site.length());
  }

  /** Takes a picture, and has the page looked at. */
  void shot(String name) {
    album.take(page, who + "-" + name, kind == Kind.PHONE);
  }

  private Locator named(String name) {
    Locator main = page.locator("main");
    return main.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
        .or(main.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name)))
        .first();
  }

  /** Follows the first link or button of the page whose name holds these words. */
  void press(String name) {
    named(name).click();
  }

  /** As somebody does who is not sure that the first press was felt. */
  void pressTwice(String name) {
    named(name).dblclick();
  }

  /** Waits for work that goes on behind the page, which loads itself again meanwhile. */
  void waitFor(String text) {
    assertThat(page.locator("main"))
        .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
  }

  /** Whether the device has a network. */
  void online(boolean has) {
    context.setOffline(!has);
  }

  /** Whether everything sent from now on breaks off on its way. */
  void breakOff(boolean breaks) {
    if (breaks) {
      page.route(
          "**/*",
          route -> {
            if (route.request().method().equals("POST")) {
              route.abort("connectionreset");
            } else {
              route.resume();
            }
          });
    } else {
      page.unroute("**/*");
    }
  }

  /** An entry of the navigation. */
  void go(String name) {
    page.locator("nav.nav")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
        .click();
  }

  void type(String label, String text) {
    page.locator("main").getByLabel(label).first().fill(text);
  }

  /** Marks a box or a choice by the words beside it. */
  void mark(String label) {
    page.locator("main").getByLabel(label).first().check();
  }

  void attach(String label, String name, byte[] content) {
    attach(
        label, name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", content);
  }

  void attach(String label, String name, String type, byte[] content) {
    page.locator("main")
        .getByLabel(label)
        .first()
        .setInputFiles(new FilePayload(name, type, content));
  }

  /** The words of the field that has this label. */
  String field(String label) {
    return page.locator("main").getByLabel(label).first().inputValue();
  }

  void see(String... texts) {
    for (String text : texts) {
      assertThat(page.locator("main")).containsText(text);
    }
  }

  void seeNot(String... texts) {
    for (String text : texts) {
      assertThat(page.locator("main")).not().containsText(text);
    }
  }

  /** The summary of what is to be corrected, above everything else. */
  void seeErrors(String... texts) {
    for (String text : texts) {
      assertThat(page.locator("#errors")).containsText(text);
    }
  }

  /** Whether there is such a link or button. */
  boolean offers(String name) {
    return named(name).isVisible();
  }

  /** The file that a link or button gives to keep. */
  Path download(String name) {
    return page.waitForDownload(() -> named(name).click()).path();
  }

  void key(String key) {
    page.keyboard().press(key);
  }

  /** The name attribute of what has the focus; its words where it has none. */
  String focus() {
    return (String)
        page.evaluate("(e => e.name || e.textContent.trim() || e.tagName)(document.activeElement)");
  }

  /** Goes on with the tabulator until what has the focus is named so; never a click. */
  void tabTo(String name) {
    for (int i = 0; i < 150; i++) {
      if (focus().equals(name)) {
        return;
      }
      key("Tab");
    }
    throw new AssertionError("not reached with the keyboard: " + name + " on " + here());
  }

  @Override
  public void close() {
    context.close();
  }
}
