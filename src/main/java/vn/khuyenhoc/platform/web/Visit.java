package vn.khuyenhoc.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Problem;

/**
 * One request as a page sees it: who asks, in which language and look, from where. Handlers take it
 * as a parameter.
 */
public final class Visit {

  static final String NOTICE_COOKIE = "kh_notice";

  private final @Nullable Actor actor;
  private final Texts texts;
  private final Look look;
  private final Csrf csrf;
  private final String here;
  private final @Nullable Notice notice;
  private final List<NavEntry> navigation;
  private final boolean demo;
  private @Nullable String mark;

  Visit(
      @Nullable Actor actor,
      Texts texts,
      Look look,
      Csrf csrf,
      String here,
      @Nullable Notice notice,
      List<NavEntry> navigation,
      boolean demo) {
    this.actor = actor;
    this.texts = texts;
    this.look = look;
    this.csrf = csrf;
    this.here = here;
    this.notice = notice;
    this.navigation = navigation;
    this.demo = demo;
  }

  /** Who is signed in. Only for routes that need a right. */
  public Actor actor() {
    if (actor == null) {
      throw new IllegalStateException("nobody is signed in");
    }
    return actor;
  }

  /** Who is signed in; null for nobody. */
  public @Nullable Actor actorOrNull() {
    return actor;
  }

  /** The reader's language. */
  public Texts t() {
    return texts;
  }

  /** Path and query of this request. */
  public String here() {
    return here;
  }

  /** Whether the data are samples. */
  public boolean demo() {
    return demo;
  }

  /**
   * The frame of a page.
   *
   * @param title the page's own title, already a sentence
   * @param nav key of the navigation entry it belongs to
   * @param crumbs path from the widest area to this page
   */
  public Page page(String title, String nav, List<Crumb> crumbs) {
    List<NavItem> items = new ArrayList<>();
    if (actor != null) {
      navigation.stream()
          .filter(entry -> actor.holds(entry.needs()))
          .sorted(Comparator.comparingInt(NavEntry::place))
          .forEach(
              entry ->
                  items.add(new NavItem(entry.key(), texts.t(entry.labelKey()), entry.href())));
    }
    return new Page(texts, actor, title, nav, crumbs, items, csrf, look, here, notice, demo, mark);
  }

  /** Says a sentence at the top of the page that answers: what holds for everything on it. */
  public void mark(String sentence) {
    mark = sentence;
  }

  /** The sentence of a problem, in the reader's language. */
  public String sentence(Problem problem) {
    return texts.t(problem.code().messageKey(), problem.arguments().toArray());
  }

  /** All problems as a form shows them: field (empty for the whole form) and sentence. */
  public List<FieldError> errors(List<Problem> problems) {
    return problems.stream()
        .map(
            problem ->
                new FieldError(problem.field() == null ? "" : problem.field(), sentence(problem)))
        .toList();
  }

  /** Leads on after a command (303), with nothing to say. */
  public ResponseEntity<byte[]> leadTo(String href) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).header("Location", href).build();
  }

  /** Leads on after a command (303); the next page says the sentence once. */
  public ResponseEntity<byte[]> leadTo(String href, String noticeKey, Object... arguments) {
    return leadTo(href, new Notice(texts.t(noticeKey, arguments), true));
  }

  /** Leads away from what cannot be done (303); the next page says why, once. */
  public ResponseEntity<byte[]> leadAway(String href, String noticeKey, Object... arguments) {
    return leadTo(href, new Notice(texts.t(noticeKey, arguments), false));
  }

  private static ResponseEntity<byte[]> leadTo(String href, Notice notice) {
    ResponseCookie cookie =
        ResponseCookie.from(
                NOTICE_COOKIE,
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(notice.kept().getBytes(StandardCharsets.UTF_8)))
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .maxAge(60)
            .build();
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header("Location", href)
        .header("Set-Cookie", cookie.toString())
        .build();
  }

  /**
   * Where a form leads back to: only a path of this site, so that nobody is led elsewhere by a
   * forged link.
   *
   * @param back what the request named
   * @param otherwise where to when that is none
   */
  public static String local(String back, String otherwise) {
    return back.startsWith("/")
            && !back.startsWith("//")
            && !back.startsWith("/\\")
            && back.chars().noneMatch(c -> c < 32)
        ? back
        : otherwise;
  }

  /** A form field of a new record: the browser sends it back, so that sending twice adds once. */
  public static UUID newId() {
    return vn.khuyenhoc.platform.Ids.next();
  }

  /** The same as it came back; a new one where what came back is none. */
  public static UUID idOf(String form) {
    try {
      return UUID.fromString(form);
    } catch (IllegalArgumentException forged) {
      return newId();
    }
  }
}
