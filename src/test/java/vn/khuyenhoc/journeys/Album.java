package vn.khuyenhoc.journeys;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures of every page somebody came to, numbered in order, and what is wrong with those pages:
 * what a reader with another device, or with none to see by, would stumble over.
 */
final class Album {

  /** What can be seen of a page from outside; one sentence for everything that is wrong. */
  private static final String LOOK =
      """
      phone => {
        const wrong = []
        const short = e => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 110)
        const all = selector => [...document.querySelectorAll(selector)]
        const shown = e => e.getClientRects().length > 0 && !e.closest('.hidden,.skip')
        if (all('h1').length !== 1) wrong.push(all('h1').length + ' h1')
        if (!document.title.trim()) wrong.push('no title')
        if (!document.documentElement.lang) wrong.push('no language')
        if (all('main').length !== 1) wrong.push(all('main').length + ' main')
        all('[style]').filter(e => e.getAttribute('style').replace(/caret-color[^;]*;?/g, '').trim()).forEach(e => wrong.push('style attribute: ' + short(e)))
        all('style').forEach(e => wrong.push('style element: ' + short(e)))
        all('script').forEach(e => { if (!e.src || e.textContent.trim()) wrong.push('inline script: ' + short(e)) })
        all('*').forEach(e => [...e.attributes].forEach(a => {
          if (/^on/.test(a.name) || /^javascript:/i.test(a.value)) wrong.push('inline handler: ' + short(e))
        }))
        const ids = all('[id]').map(e => e.id)
        ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => wrong.push('id twice: ' + id))
        all('input:not([type=hidden]),select,textarea').forEach(e => {
          const named = [...(e.labels || [])].some(l => l.textContent.trim()) || e.getAttribute('aria-label')
          if (!named) wrong.push('no label: ' + short(e))
        })
        all('[for],[aria-describedby],[aria-labelledby]').forEach(e => {
          for (const name of ['for', 'aria-describedby', 'aria-labelledby'])
            for (const id of (e.getAttribute(name) || '').split(' ').filter(Boolean))
              if (!document.getElementById(id)) wrong.push(name + ' leads nowhere: ' + short(e))
        })
        all('a[href^="#"]').forEach(e => {
          const id = decodeURIComponent(e.getAttribute('href').slice(1))
          if (id && !document.getElementById(id)) wrong.push('link leads nowhere: ' + short(e))
        })
        all('a[href],button').forEach(e => {
          const alt = [...e.querySelectorAll('img[alt]')].map(i => i.alt).join('')
          if (!(e.textContent.trim() || alt || e.getAttribute('aria-label'))) wrong.push('no name: ' + short(e))
        })
        all('img:not([alt])').forEach(e => wrong.push('no alt: ' + short(e)))
        all('form[method=post]').forEach(e => {
          if (!e.querySelector('input[name=_csrf]')) wrong.push('form without token: ' + short(e))
        })
        all('th').forEach(e => { if (!e.getAttribute('scope')) wrong.push('th without scope: ' + short(e)) })
        all('table').forEach(e => { if (!e.caption) wrong.push('table without caption: ' + short(e)) })
        let level = 0
        all('h1,h2,h3,h4').filter(shown).forEach(e => {
          const own = Number(e.tagName[1])
          if (level && own > level + 1) wrong.push('heading left out before: ' + short(e))
          level = own
        })
        const width = document.documentElement.clientWidth
        if (document.documentElement.scrollWidth > width) {
          const wide = all('main *').filter(e => !e.closest('.scroll') && e.getBoundingClientRect().right > width + 0.5)
          wrong.push('wider than the screen: ' + document.documentElement.scrollWidth + ' ' + wide.slice(0, 3).map(short))
        }
        if (phone) all('a,button,input:not([type=hidden]),select,summary,textarea').filter(shown).forEach(e => {
          const inText = e.matches('a') && !e.matches('.button') && getComputedStyle(e).display.startsWith('inline')
            && ['P', 'SMALL', 'TH', 'TD', 'B', 'SPAN', 'DIV', 'LI', 'DD'].includes(e.parentElement.tagName)
            && !e.closest('.pager,.segments,.rows,.tail,.path,.nav')
          if (inText) return
          const own = e.getBoundingClientRect()
          const label = e.matches('[type=checkbox],[type=radio]') && e.labels.length ? e.labels[0].getBoundingClientRect() : own
          if (Math.max(own.height, label.height) < 43.5 || Math.max(own.width, label.width) < 43.5)
            wrong.push('too small for a thumb: ' + short(e))
        })
        return [...new Set(wrong)]
      }
      """;

  private final Path folder;
  private final List<String> wrong = new ArrayList<>();
  private int number;

  Album(String name) {
    folder = Path.of("target/journey", name);
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Takes a picture of the whole page and looks for what is wrong with it. */
  void take(Page page, String name, boolean phone) {
    String title = "%02d-%s".formatted(++number, name);
    for (Object each : look(page, title, phone)) {
      wrong.add(title + " " + page.url().replaceFirst("https?://[^/]*", "") + ": " + each);
    }
  }

  /**
   * A page that what was pressed a moment ago replaces in the middle of the look is looked at again
   * once the next one is there: the browser answers a press before it leaves the old page.
   */
  private List<?> look(Page page, String title, boolean phone) {
    for (int times = 1; ; times++) {
      try {
        page.waitForLoadState();
        page.screenshot(
            new Page.ScreenshotOptions().setPath(folder.resolve(title + ".png")).setFullPage(true));
        return (List<?>) page.evaluate(LOOK, phone);
      } catch (PlaywrightException left) {
        if (times == 3 || !left.getMessage().contains("Execution context was destroyed")) {
          throw left;
        }
      }
    }
  }

  void remark(String remark) {
    wrong.add(remark);
  }

  /** Everything that was wrong on any page. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }
}
