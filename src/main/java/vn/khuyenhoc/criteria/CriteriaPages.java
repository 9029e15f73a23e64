package vn.khuyenhoc.criteria;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The criteria sets, to read and to print as a score sheet. */
@Controller
class CriteriaPages {

  private final CriteriaSets sets;
  private final Views views;

  CriteriaPages(CriteriaSets sets, Views views) {
    this.sets = sets;
    this.views = views;
  }

  /** The entry of the navigation. */
  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry criteriaEntry() {
      return new NavEntry("criteria", "criteria.title", "/criteria", Right.CRITERIA_READ, 60);
    }
  }

  @Needs(Right.CRITERIA_READ)
  @GetMapping("/criteria")
  ResponseEntity<byte[]> list(Visit visit) {
    return views.html(
        "criteria/list",
        visit.page(visit.t().t("criteria.title"), "criteria", List.of()),
        Map.of("sets", sets.list(visit.actor(), SetFilter.ALL)));
  }

  @Needs(Right.CRITERIA_READ)
  @GetMapping("/criteria/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable String id) {
    KeptSet kept = sets.kept(visit.actor(), id);
    CriteriaSet set = kept.set();
    return views.html(
        "criteria/set",
        visit.page(
            set.title(),
            "criteria",
            List.of(
                new Crumb(visit.t().t("criteria.title"), "/criteria"),
                new Crumb(set.title(), null))),
        Map.of("kept", kept));
  }
}
