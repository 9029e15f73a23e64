package vn.khuyenhoc.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Turns a template and its parameters into a page. The page is complete in memory before the first
 * byte leaves, so a fault in a template can never send half a page.
 */
@Component
public class Views {

  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /**
   * A page that answers 200.
   *
   * @param template path below the templates' folder without the ending: {@code registry/list}
   * @param page the frame
   * @param params the template's further parameters by name
   */
  public ResponseEntity<byte[]> html(
      String template, Page page, Map<String, ? extends @Nullable Object> params) {
    return html(HttpStatus.OK, template, page, params);
  }

  /** A page without further parameters that answers 200. */
  public ResponseEntity<byte[]> html(String template, Page page) {
    return html(HttpStatus.OK, template, page, Map.of());
  }

  /** A page that answers with the given status: 422 for a form to correct, 404, 500 … */
  public ResponseEntity<byte[]> html(
      HttpStatus status,
      String template,
      Page page,
      Map<String, ? extends @Nullable Object> params) {
    return ResponseEntity.status(status)
        .contentType(HTML)
        .header("Cache-Control", "no-store")
        .body(bytes(template, page, params));
  }

  /** The page as UTF-8 bytes. */
  public byte[] bytes(String template, Page page, Map<String, ? extends @Nullable Object> params) {
    Map<String, Object> all = new HashMap<>(params.size() * 2 + 2);
    params.forEach(
        (name, value) -> {
          if (value != null) {
            all.put(name, value);
          }
        });
    all.put("page", page);
    var out = new Utf8ByteOutput();
    engine.render(template + ".jte", all, out);
    return out.toByteArray();
  }
}
