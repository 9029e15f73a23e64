package vn.khuyenhoc.areas;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import vn.khuyenhoc.platform.web.Visit;

/**
 * Whoever kept an address, or a form open, over a reorganisation is led to what received the area:
 * a form goes there with everything typed into it.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class EndedAreas {

  private final Areas areas;

  EndedAreas(Areas areas) {
    this.areas = areas;
  }

  @ExceptionHandler(AreaEndedException.class)
  ResponseEntity<byte[]> leadOn(Visit visit, HttpServletRequest request, AreaEndedException ended) {
    boolean reading = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    String query = request.getQueryString();
    String asked = request.getRequestURI() + (query == null ? "" : "?" + query);
    String there =
        Pattern.compile(
                "((?:/villages/|/communes/|[?&](?:area|village|commune)=))"
                    + ended.ended()
                    + "(?!\\d)")
            .matcher(asked)
            .replaceAll("$1" + ended.receiver());
    if (!reading) {
      // 307: the browser sends the same form again, to the new address
      return there.equals(asked)
          ? visit.leadTo("/areas/" + ended.ended())
          : ResponseEntity.status(HttpStatus.TEMPORARY_REDIRECT).header("Location", there).build();
    }
    Area was = areas.lastKnown(ended.ended());
    return visit.leadAway(
        there.equals(asked) ? "/areas/" + ended.ended() : there,
        "areas.ended.led",
        was.name(),
        areas.byId(ended.receiver()).name());
  }
}
