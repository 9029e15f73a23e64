package vn.khuyenhoc.reporting;

import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Every target of every plan. Plans are public documents: whoever reads figures reads them all. */
@Controller
class TargetPages {

  private final Targets targets;
  private final Views views;

  TargetPages(Targets targets, Views views) {
    this.targets = targets;
    this.views = views;
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/targets")
  ResponseEntity<byte[]> show(Visit visit) {
    return views.html(
        "reporting/targets",
        visit.page(visit.t().t("reporting.targets.title"), "targets", List.of()),
        Map.of("plans", targets.byPlan(), "words", new FiguresWords(visit.t())));
  }
}
