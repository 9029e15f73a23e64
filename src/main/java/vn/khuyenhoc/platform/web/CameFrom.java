package vn.khuyenhoc.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a request came from, as far as the browser tells. */
final class CameFrom {

  private CameFrom() {}

  /** Whether a page of this very site sent it, or the browser by itself: a tab opened again. */
  static boolean here(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = request.getHeader("Origin");
    return origin == null || own(request, uri(origin));
  }

  /** Path and query of the page of this site that led here; empty where there is none. */
  static String page(HttpServletRequest request) {
    URI referrer = uri(request.getHeader("Referer"));
    if (referrer == null || !own(request, referrer)) {
      return "";
    }
    String query = referrer.getRawQuery();
    String page = String.valueOf(referrer.getRawPath()) + (query == null ? "" : "?" + query);
    return page.startsWith("/sign-") ? "" : Visit.local(page, "");
  }

  private static boolean own(HttpServletRequest request, @Nullable URI uri) {
    if (uri == null) {
      return false;
    }
    int standard = "https".equals(uri.getScheme()) ? 443 : 80;
    return request.getServerName().equalsIgnoreCase(uri.getHost())
        && (uri.getPort() < 0 ? standard : uri.getPort()) == request.getServerPort();
  }

  private static @Nullable URI uri(@Nullable String text) {
    try {
      return text == null ? null : new URI(text);
    } catch (URISyntaxException forged) {
      return null;
    }
  }
}
