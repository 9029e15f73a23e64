package vn.khuyenhoc.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.SampleData;

/**
 * Makes the {@link Visit} of a request: reads the device's cookie, the preferences and the notice
 * that the page before left.
 */
@Component
class Visits extends OncePerRequestFilter implements HandlerMethodArgumentResolver {

  private static final String ACTOR = Visits.class.getName() + ".actor";
  private static final String VISIT = Visits.class.getName() + ".visit";

  private final ObjectProvider<ActorSource> actors;
  private final Languages languages;
  private final List<NavEntry> navigation;
  private final SampleData samples;

  Visits(
      ObjectProvider<ActorSource> actors,
      Languages languages,
      List<NavEntry> navigation,
      SampleData samples) {
    this.actors = actors;
    this.languages = languages;
    this.navigation = List.copyOf(navigation);
    this.samples = samples;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String token = cookie(request, ActorSource.COOKIE);
    ActorSource source = actors.getIfAvailable();
    Actor actor = token == null || source == null ? null : source.byToken(token);
    request.setAttribute(ACTOR, actor);
    if (cookie(request, Visit.NOTICE_COOKIE) != null && request.getMethod().equals("GET")) {
      response.addHeader("Set-Cookie", Visit.NOTICE_COOKIE + "=; Path=/; Max-Age=0; HttpOnly");
    }
    try {
      Acting.as(
          actor,
          () -> {
            try {
              chain.doFilter(request, response);
              return null;
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            } catch (ServletException failure) {
              throw new Unwrapped(failure);
            }
          });
    } catch (Unwrapped unwrapped) {
      throw unwrapped.failure;
    }
  }

  private static final class Unwrapped extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ServletException failure;

    Unwrapped(ServletException failure) {
      super(null, failure, false, false);
      this.failure = failure;
    }
  }

  /** Who is signed in on this request. */
  static @Nullable Actor actor(HttpServletRequest request) {
    return (Actor) request.getAttribute(ACTOR);
  }

  /** The visit behind a request. */
  Visit of(HttpServletRequest request) {
    if (request.getAttribute(VISIT) instanceof Visit known) {
      return known;
    }
    Look look = look(request);
    CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    Csrf csrf =
        token == null
            ? new Csrf("_csrf", "")
            : new Csrf(token.getParameterName(), token.getToken());
    String query = request.getQueryString();
    Visit visit =
        new Visit(
            actor(request),
            languages.in(look.language()),
            look,
            csrf,
            request.getRequestURI() + (query == null ? "" : "?" + query),
            notice(request),
            navigation,
            samples.present());
    request.setAttribute(VISIT, visit);
    return visit;
  }

  private static Look look(HttpServletRequest request) {
    String theme = cookie(request, "kh_theme");
    String text = cookie(request, "kh_text");
    String language = cookie(request, "kh_language");
    return new Look(
        theme == null ? "auto" : theme,
        text == null ? "normal" : text,
        language == null ? "vi" : language);
  }

  private static @Nullable Notice notice(HttpServletRequest request) {
    String value = cookie(request, Visit.NOTICE_COOKIE);
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      return Notice.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException forged) {
      return null;
    }
  }

  private static @Nullable String cookie(HttpServletRequest request, String name) {
    if (request.getCookies() != null) {
      for (Cookie cookie : request.getCookies()) {
        if (cookie.getName().equals(name)) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Visit.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
    if (servlet == null) {
      throw new IllegalStateException("no servlet request");
    }
    return of(servlet);
  }
}
