package vn.khuyenhoc.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The address under which everybody reaches the product: that of the setting, or else the one under
 * which this page was opened.
 */
@Component
public class PublicAddress {

  private final String set;

  PublicAddress(@Value("${khuyenhoc.public-address:}") String set) {
    this.set = set;
  }

  /** Without a slash at the end. */
  public String of(HttpServletRequest request) {
    if (!set.isEmpty()) {
      return set.replaceFirst("/+$", "");
    }
    int port = request.getServerPort();
    boolean usual = port == (request.getScheme().equals("https") ? 443 : 80);
    return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
  }
}
