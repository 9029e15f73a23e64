package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.Bodies;

/** The page of deadlines: what is late, what comes next, whose turn it is. */
@Controller
class DeadlinePages {

  private final Deadlines deadlines;
  private final Bodies bodies;
  private final Views views;
  private final Clock clock;

  DeadlinePages(Deadlines deadlines, Bodies bodies, Views views, Clock clock) {
    this.deadlines = deadlines;
    this.bodies = bodies;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/deadlines")
  ResponseEntity<byte[]> show(Visit visit) {
    Deadlines.Found found = deadlines.of(visit.actor());
    LocalDate today = LocalDate.now(clock);
    Map<Integer, Bodies.Around> around =
        found.all().stream()
            .map(Deadline::areaId)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), area -> bodies.around(area, today)));
    return views.html(
        "recognition/deadlines",
        visit.page(
            visit.t().t("deadlines.title"),
            "campaigns",
            List.of(
                new Crumb(visit.t().t("campaigns.title"), "/campaigns"),
                new Crumb(visit.t().t("deadlines.title"), null))),
        Map.of(
            "all",
            found.all(),
            "below",
            found.below(),
            "around",
            around,
            "today",
            today,
            "several",
            visit.actor().areasFor(Right.DOSSIER_READ).size() > 1));
  }
}
