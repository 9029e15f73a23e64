package vn.khuyenhoc.platform.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.pdf.LetterUnknownException;

/**
 * The pages for what did not work. No exception's message is ever shown; a fault carries a support
 * code that stands in the log beside the cause.
 */
@Controller
@ControllerAdvice
class Faults implements ErrorController {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final String LETTERS = "ACDEFGHJKMNPQRTUVWXY34679";
  private static final List<String> SECRETS = List.of("present", "password", "again");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Visits visits;
  private final Views views;

  Faults(Visits visits, Views views) {
    this.visits = visits;
    this.views = views;
  }

  @ExceptionHandler({
    NotFoundException.class,
    NoResourceFoundException.class,
    NoHandlerFoundException.class,
    MethodArgumentTypeMismatchException.class,
    MissingRequestValueException.class,
    HttpRequestMethodNotSupportedException.class
  })
  ResponseEntity<byte[]> notFound(HttpServletRequest request) {
    return page(request, HttpStatus.NOT_FOUND, "notfound", "");
  }

  @ExceptionHandler(ForbiddenException.class)
  ResponseEntity<byte[]> forbidden(HttpServletRequest request) {
    return page(request, HttpStatus.FORBIDDEN, "forbidden", "");
  }

  @ExceptionHandler(MaxUploadSizeExceededException.class)
  ResponseEntity<byte[]> tooLarge(HttpServletRequest request) {
    return page(request, HttpStatus.CONTENT_TOO_LARGE, "toolarge", "");
  }

  /** A document that the lettering of PDF cannot write: the sentence says where, and the way on. */
  @ExceptionHandler(LetterUnknownException.class)
  ResponseEntity<byte[]> letter(HttpServletRequest request, LetterUnknownException unknown) {
    Visit visit = visits.of(request);
    String back = CameFrom.page(request);
    return views.html(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "_ui/refused",
        visit.page(visit.t().t("refused.title"), "", List.of()),
        Map.of(
            "errors",
            visit.errors(List.of(unknown.problem())),
            "back",
            back.isEmpty() ? "/" : back));
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<byte[]> fault(HttpServletRequest request, Exception failure) {
    String code = code();
    LOG.error("fault {} at {} {}", code, request.getMethod(), request.getRequestURI(), failure);
    return page(request, HttpStatus.INTERNAL_SERVER_ERROR, "fault", code);
  }

  /** What failed before a handler was found: a broken upload. */
  @OpenToAll("shows an error page")
  @RequestMapping("/error")
  ResponseEntity<byte[]> error(HttpServletRequest request) {
    Object status = request.getAttribute("jakarta.servlet.error.status_code");
    int code = status instanceof Integer number ? number : 404;
    return switch (code) {
      case 403 -> page(request, HttpStatus.FORBIDDEN, "stale", "");
      case 413 -> page(request, HttpStatus.CONTENT_TOO_LARGE, "toolarge", "");
      case 400, 404, 405 -> page(request, HttpStatus.valueOf(code), "notfound", "");
      default -> {
        String support = code();
        LOG.error(
            "fault {} at {}: {}",
            support,
            request.getAttribute("jakarta.servlet.error.request_uri"),
            code,
            (Throwable) request.getAttribute("jakarta.servlet.error.exception"));
        yield page(request, HttpStatus.INTERNAL_SERVER_ERROR, "fault", support);
      }
    };
  }

  /**
   * A form whose token is none of ours (any more): from a page of this site, what was typed comes
   * back in a form that can be sent again; from anywhere else it is refused.
   */
  void stale(HttpServletRequest request, HttpServletResponse response) throws IOException {
    boolean open =
        request.getRequestURI().startsWith("/sign-in")
            || request.getRequestURI().startsWith("/setup/");
    if (!CameFrom.here(request)) {
      write(page(request, HttpStatus.FORBIDDEN, "stale", ""), response);
    } else if (Visits.actor(request) == null && !open) {
      write(WebSetup.toSignIn(CameFrom.page(request)), response);
    } else {
      write(again(request), response);
    }
  }

  private ResponseEntity<byte[]> again(HttpServletRequest request) {
    Visit visit = visits.of(request);
    Page page = visit.page(visit.t().t("error.again.title"), "", List.of());
    List<Sent> sent = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (SECRETS.contains(name)) {
                secrets.add(name);
              } else if (!name.equals(page.csrf().parameter())) {
                for (String value : values) {
                  sent.add(new Sent(name, value));
                }
              }
            });
    return views.html(
        HttpStatus.FORBIDDEN,
        "platform/send-again",
        page,
        Map.of(
            "action", request.getRequestURI(),
            "sent", sent,
            "secrets", secrets.stream().sorted(Comparator.comparingInt(SECRETS::indexOf)).toList(),
            "files", files(request)));
  }

  /** Names of the fields that held files, which a page cannot give back. */
  private static List<String> files(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null || !type.startsWith("multipart/form-data")) {
      return List.of();
    }
    try {
      return request.getParts().stream()
          .filter(part -> part.getSubmittedFileName() != null)
          .map(Part::getName)
          .distinct()
          .toList();
    } catch (IOException | ServletException broken) {
      return List.of();
    }
  }

  private static void write(ResponseEntity<byte[]> answer, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.getStatusCode().value());
    answer
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    byte[] body = answer.getBody();
    if (body != null) {
      response.getOutputStream().write(body);
    }
  }

  private ResponseEntity<byte[]> page(
      HttpServletRequest request, HttpStatus status, String kind, String support) {
    Visit visit = visits.of(request);
    Page page = visit.page(visit.t().t("error." + kind + ".title"), "", List.of());
    return views.html(
        status,
        "platform/error",
        page,
        Map.of("text", visit.t().t("error." + kind + ".text"), "support", support));
  }

  private static String code() {
    StringBuilder code = new StringBuilder(9);
    for (int i = 0; i < 8; i++) {
      code.append(i == 4 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }
}
