package vn.khuyenhoc.areas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Visit;

/** The path above a page by areas: from the widest area that the reader reaches. */
@Component
public class AreaTrail {

  private final Areas areas;

  AreaTrail(Areas areas) {
    this.areas = areas;
  }

  /**
   * The crumbs of an area, down to the area itself, each leading somewhere.
   *
   * @param visit whose reach decides where the path begins
   * @param areaId the area
   * @param href where an area leads on pages of this kind; null for the areas that lead nowhere and
   *     are left out
   */
  public List<Crumb> crumbs(Visit visit, int areaId, Function<Integer, @Nullable String> href) {
    return of(visit, areas.path(areaId), href);
  }

  /** As {@link #crumbs}, for a path already read. */
  public static List<Crumb> of(
      Visit visit, List<Area> path, Function<Integer, @Nullable String> href) {
    Set<Integer> own = new HashSet<>();
    if (visit.actorOrNull() != null) {
      visit.actor().grants().stream().map(Grant::areaId).forEach(own::add);
    }
    List<Crumb> crumbs = new ArrayList<>();
    boolean within = false;
    for (Area area : path) {
      within |= own.contains(area.id());
      String target = within ? href.apply(area.id()) : null;
      if (target != null) {
        crumbs.add(new Crumb(area.name(), target));
      }
    }
    return crumbs;
  }

  /** The path with the page itself at its end. */
  public static List<Crumb> and(List<Crumb> crumbs, String here) {
    List<Crumb> all = new ArrayList<>(crumbs);
    all.add(new Crumb(here, null));
    return all;
  }

  /** The path of a page that is about the last area itself. */
  public static List<Crumb> here(List<Crumb> crumbs) {
    if (crumbs.isEmpty()) {
      return crumbs;
    }
    List<Crumb> all = new ArrayList<>(crumbs);
    all.set(all.size() - 1, new Crumb(all.getLast().label(), null));
    return all;
  }
}
