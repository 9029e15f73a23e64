package vn.khuyenhoc.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers {@code /static/…} before anything else looks at the request: no session, no sign-in, no
 * database. A path with the present hash may be kept for ever.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class StaticFiles extends OncePerRequestFilter {

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/static/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    Assets.@Nullable Asset asset = reads ? Assets.at(path) : null;
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (asset == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader(
        "Cache-Control",
        Assets.current(path) ? "public, max-age=31536000, immutable" : "public, max-age=60");
    response.setHeader("Vary", "Accept-Encoding");
    response.setContentType(asset.type());
    byte[] body = asset.bytes();
    byte[] compressed = asset.gzip();
    String accepted = request.getHeader("Accept-Encoding");
    if (compressed != null && accepted != null && accepted.contains("gzip")) {
      response.setHeader("Content-Encoding", "gzip");
      body = compressed;
    }
    response.setContentLength(body.length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(body);
    }
  }
}
