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
import vn.khuyenhoc.platform.ReusedPlans;
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
  private final ReusedPlans plans;
  private final Views views;

  WorkPages(List<WorkSource> sources, Areas areas, ReusedPlans plans, Views views) {
    this.sources = List.copyOf(sources);
    this.areas = areas;
    this.plans = plans;
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
    plans.fromHere();
    Actor actor = visit.actor();
    List<Waiting> waiting = waiting(actor);
    return views.html(
        "work/list",
        visit.page(visit.t().t("work.title"), "work", List.of()),
        Map.of("posts", posts(actor), "waiting", waiting));
  }

  /** Everything, the most urgent first; a reminder stands with what it leads to, not beside it. */
  private List<Waiting> waiting(Actor actor) {
    List<Waiting> all = new ArrayList<>();
    for (WorkSource source : sources) {
      if (!source.reminds()) {
        source.waitingFor(actor).forEach(work -> all.add(new Waiting(work, null)));
      }
    }
    for (WorkSource source : sources) {
      if (source.reminds()) {
        source.waitingFor(actor).forEach(reminder -> add(all, reminder));
      }
    }
    all.sort(Comparator.comparingInt(Waiting::urgency).reversed());
    return all;
  }

  private static void add(List<Waiting> all, WorkSource.Work reminder) {
    for (int i = 0; i < all.size(); i++) {
      Waiting one = all.get(i);
      if (one.reminder() == null && one.work().href().equals(reminder.href())) {
        all.set(i, new Waiting(one.work(), reminder));
        return;
      }
    }
    all.add(new Waiting(reminder, null));
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
