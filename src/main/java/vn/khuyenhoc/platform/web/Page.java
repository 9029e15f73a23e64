package vn.khuyenhoc.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Role;

/**
 * Everything a page's frame needs to draw itself; the first parameter of every template.
 *
 * @param t the reader's language
 * @param actor who is signed in; null on public pages
 * @param title the page's own title, without the product's name
 * @param nav key of the navigation entry the page belongs to; empty for none
 * @param crumbs path from the widest area to this page
 * @param navItems the entries this reader may open
 * @param csrf hidden field of every form
 * @param look theme, text size and language
 * @param here path and query of this page, where the preference forms lead back to
 * @param notice what just happened; null for nothing
 * @param demo whether the data are samples, which a banner then says
 * @param mark what else a banner says of the whole page; null for nothing
 */
public record Page(
    Texts t,
    @Nullable Actor actor,
    String title,
    String nav,
    List<Crumb> crumbs,
    List<NavItem> navItems,
    Csrf csrf,
    Look look,
    String here,
    @Nullable Notice notice,
    boolean demo,
    @Nullable String mark) {

  /** Copies the lists. */
  public Page {
    crumbs = List.copyOf(crumbs);
    navItems = List.copyOf(navItems);
  }

  /** The sentence behind a key, in the reader's language. */
  public String t(String key, Object... args) {
    return t.t(key, args);
  }

  /** What the reader is, each role once. */
  public List<Role> roles() {
    return actor == null
        ? List.of()
        : actor.grants().stream().map(Grant::role).distinct().sorted().toList();
  }

  /** The sentences of refusals, each with its field, for the summary and the fields of a form. */
  public List<FieldError> errors(List<Problem> problems) {
    return problems.stream().map(t::error).toList();
  }

  /** The step back: the last crumb that leads somewhere, or null on a top page. */
  public @Nullable Crumb back() {
    for (int i = crumbs.size() - 1; i >= 0; i--) {
      if (crumbs.get(i).href() != null) {
        return crumbs.get(i);
      }
    }
    return null;
  }
}
