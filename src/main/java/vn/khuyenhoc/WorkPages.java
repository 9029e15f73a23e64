package vn.khuyenhoc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.WorkSource;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.OpenToAll;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Somebody's own work: everything that waits for somebody, gathered from the modules. */
@Controller
class WorkPages {

  private final List<WorkSource> sources;
  private final Areas areas;
  private final Views views;

  WorkPages(List<WorkSource> sources, Areas areas, Views views) {
    this.sources = List.copyOf(sources);
    this.areas = areas;
    this.views = views;
  }

  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry workNavigation() {
      return new NavEntry("work", "work.nav", "/work", Right.SIGNED_IN, 10);
    }
  }

  @OpenToAll("leads to one's work or to sign-in")
  @GetMapping("/")
  ResponseEntity<byte[]> home(Visit visit) {
    return visit.leadTo(visit.actorOrNull() == null ? "/sign-in" : "/work");
  }

  @Needs(Right.SIGNED_IN)
  @GetMapping("/work")
  ResponseEntity<byte[]> work(Visit visit) {
    Actor actor = visit.actor();
    List<WorkSource.Work> waiting = new ArrayList<>();
    sources.forEach(source -> waiting.addAll(source.waitingFor(actor)));
    waiting.sort(Comparator.comparingInt(WorkSource.Work::urgency).reversed());
    return views.html(
        "work/list",
        visit.page(visit.t().t("work.title"), "work", List.of()),
        Map.of("posts", posts(actor), "waiting", waiting));
  }

  private List<Post> posts(Actor actor) {
    List<Post> posts = new ArrayList<>();
    for (Grant grant : actor.grants()) {
      List<Area> path = areas.path(grant.areaId());
      String place =
          path.size() < 2
              ? path.stream().map(Area::name).findFirst().orElse("")
              : path.getLast().name()
                  + (path.size() > 2 ? ", " + path.get(path.size() - 2).name() : "");
      posts.add(new Post("role." + grant.role(), place));
    }
    return posts;
  }
}
