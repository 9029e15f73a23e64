package vn.khuyenhoc.reporting;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** How far it is, for whoever asks for figures that are being counted behind the page. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class CountingPages {

  private final Views views;

  CountingPages(Views views) {
    this.views = views;
  }

  @ExceptionHandler(StillCounting.class)
  ResponseEntity<byte[]> wait(Visit visit, HttpServletRequest request, StillCounting counting) {
    String query = request.getQueryString();
    return views.html(
        HttpStatus.ACCEPTED,
        "reporting/counting",
        visit.page(
            visit.t().t("reporting.counting.title"),
            "figures",
            List.of(
                new Crumb(visit.t().t("reporting.nav.figures"), "/figures"),
                new Crumb(visit.t().t("reporting.counting.title"), null))),
        Map.of(
            "done",
            counting.done(),
            "total",
            counting.total(),
            "again",
            request.getMethod().equals("GET")
                ? request.getRequestURI() + (query == null ? "" : "?" + query)
                : "/figures"));
  }
}
