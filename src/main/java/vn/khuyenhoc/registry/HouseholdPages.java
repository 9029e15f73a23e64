package vn.khuyenhoc.registry;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The register in the browser: lists, and one household with its history. */
@Controller
class HouseholdPages {

  static final String NAV = "households";
  private static final int MOST_PRINTED = 5_000;

  private final Households households;
  private final Subjects subjects;
  private final HouseholdSheet sheet;
  private final HeldTitles titles;
  private final Areas areas;
  private final AreaTrail trail;
  private final Views views;
  private final Clock clock;

  HouseholdPages(
      Households households,
      Subjects subjects,
      HouseholdSheet sheet,
      HeldTitles titles,
      Areas areas,
      AreaTrail trail,
      Views views,
      Clock clock) {
    this.households = households;
    this.subjects = subjects;
    this.sheet = sheet;
    this.titles = titles;
    this.areas = areas;
    this.trail = trail;
    this.views = views;
    this.clock = clock;
  }

  /** The entry of the navigation. */
  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry householdEntry() {
      return new NavEntry(NAV, "registry.title", "/households", Right.HOUSEHOLD_READ, 40);
    }
  }

  /** What a list shows, as its address says it. */
  private record Choice(
      @Nullable Area area, List<Integer> areaIds, @Nullable SubjectStatus status, String typed) {

    HouseholdFilter filter() {
      return new HouseholdFilter(areaIds, status, typed);
    }

    /** Too wide to be listed from its beginning: somebody searches or chooses a commune first. */
    boolean wide() {
      return filter().typed().isEmpty()
          && (area == null || area.level().compareTo(AreaLevel.COMMUNE) < 0);
    }

    String query() {
      StringBuilder query = new StringBuilder("?status=");
      query.append(status == null ? "ALL" : status.name());
      if (area != null) {
        query.append("&area=").append(area.id());
      }
      if (!typed.isEmpty()) {
        query.append("&q=").append(URLEncoder.encode(typed, StandardCharsets.UTF_8));
      }
      return query.toString();
    }
  }

  private Choice choice(Visit visit, @Nullable Integer area, String status, String typed) {
    Actor actor = visit.actor();
    List<Integer> own = actor.areasFor(Right.HOUSEHOLD_READ);
    Integer chosen = area == null && own.size() == 1 ? own.getFirst() : area;
    if (chosen != null) {
      areas.require(actor, Right.HOUSEHOLD_READ, chosen);
    }
    return new Choice(
        chosen == null ? null : areas.byId(chosen),
        chosen == null ? own : List.of(chosen),
        status(status),
        typed);
  }

  private static @Nullable SubjectStatus status(String typed) {
    return switch (typed) {
      case "ALL" -> null;
      case "CLOSED" -> SubjectStatus.CLOSED;
      case "JOINED" -> SubjectStatus.JOINED;
      default -> SubjectStatus.ACTIVE;
    };
  }

  // ---- lists

  @Needs(Right.HOUSEHOLD_READ)
  @GetMapping("/households")
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "ACTIVE") String status,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    Choice choice = choice(visit, area, status, q);
    Texts t = visit.t();
    List<Crumb> crumbs =
        choice.area() == null
            ? List.of()
            : AreaTrail.here(
                trail.crumbs(visit, choice.area().id(), id -> "/households?area=" + id));
    Map<String, Object> params = new HashMap<>();
    params.put(
        "tabs",
        SubjectPages.tabs(
            t, SubjectKind.HOUSEHOLD, choice.area() == null ? null : choice.area().id()));
    params.put("areas", areaOptions(choice, t));
    params.put("areaId", choice.area() == null ? "" : String.valueOf(choice.area().id()));
    params.put("status", choice.status() == null ? "ALL" : choice.status().name());
    params.put("typed", q);
    params.put("query", choice.query());
    params.put("keeps", visit.actor().holds(Right.HOUSEHOLD_KEEP));
    params.put("areaName", choice.area() == null ? "" : choice.area().name());
    if (choice.wide()) {
      List<Area> below =
          choice.area() == null
              ? areas.below(choice.areaIds(), AreaLevel.COMMUNE)
              : areas.children(choice.area().id());
      params.put("choose", below);
      params.put("rows", List.of());
      params.put("pager", new Pager(1, size, 0, "/households"));
    } else {
      Pager asked = new Pager(page, size, Long.MAX_VALUE / 2, "/households");
      HouseholdPage found = households.page(choice.filter(), asked.size(), asked.offset());
      params.put("rows", found.rows());
      params.put("pager", Pager.of(visit.here(), page, size, found.total()));
      params.put("choose", List.of());
    }
    return views.html("registry/list", visit.page(t.t("households.title"), NAV, crumbs), params);
  }

  /** The chosen area, what lies beside and below it. */
  private List<Option> areaOptions(Choice choice, Texts t) {
    List<Option> options = new ArrayList<>();
    Area area = choice.area();
    if (area == null) {
      areas
          .below(choice.areaIds(), AreaLevel.COMMUNE)
          .forEach(one -> options.add(new Option(String.valueOf(one.id()), one.name())));
      return options;
    }
    Area above =
        area.level() == AreaLevel.VILLAGE && area.parentId() != null
            ? areas.byId(area.parentId())
            : area;
    options.add(new Option(String.valueOf(above.id()), t.t("households.whole", above.name())));
    areas
        .children(above.id())
        .forEach(one -> options.add(new Option(String.valueOf(one.id()), one.name())));
    return options;
  }

  @Needs(Right.HOUSEHOLD_READ)
  @GetMapping("/households/print")
  ResponseEntity<byte[]> print(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "ACTIVE") String status,
      @RequestParam(defaultValue = "") String q) {
    Choice choice = choice(visit, area, status, q);
    HouseholdPage found =
        choice.wide()
            ? new HouseholdPage(List.of(), 0)
            : households.page(choice.filter(), MOST_PRINTED, 0);
    Area scope = choice.area();
    return views.html(
        "registry/print",
        visit.page(
            visit.t().t("households.print.title"),
            NAV,
            List.of(new Crumb(visit.t().t("households.title"), "/households" + choice.query()))),
        Map.of(
            "rows",
            found.rows(),
            "total",
            found.total(),
            "area",
            scope == null ? "" : scope.name(),
            "today",
            LocalDate.now(clock)));
  }

  @Needs(Right.HOUSEHOLD_READ)
  @GetMapping("/households/export")
  void export(
      Visit visit,
      HttpServletResponse response,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "ACTIVE") String status,
      @RequestParam(defaultValue = "") String q)
      throws IOException {
    Choice choice = choice(visit, area, status, q);
    Texts t = visit.t();
    Area scope = choice.area();
    Downloads.workbook(response, t.t("households.file"));
    try (SheetWriter writer =
        sheet.writer(
            response.getOutputStream(),
            t,
            List.of(
                t.t("households.print.title"),
                t.t(
                    "households.export.of",
                    scope == null ? t.t("households.export.all") : scope.name(),
                    LocalDate.now(clock))))) {
      Map<Integer, String> shared = households.sharedVillageNames(choice.areaIds());
      households.each(choice.filter(), row -> HouseholdSheet.write(writer, row, shared));
    }
  }

  // ---- one household

  @Needs(Right.HOUSEHOLD_READ)
  @GetMapping("/households/{home}/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Household household = households.read(visit.actor(), new HouseholdKey(home, id));
    Texts t = visit.t();
    List<Residence> residences = households.residences(household.key());
    Map<Integer, String> names = new HashMap<>();
    residences.forEach(
        one -> names.put(one.villageId(), t.t("household.place", one.village(), one.commune())));
    Map<String, Object> params = new HashMap<>();
    params.put("household", household);
    params.put("residences", residences);
    params.put("links", households.links(household.key()));
    params.put("titles", titles.of(household.key().asSubject(), t));
    params.put("heads", areas.reaches(visit.actor(), Right.ACCOUNT_HEADS, household.villageId()));
    params.put(
        "history",
        HouseholdHistory.lines(
            households.history(household.key()),
            t,
            village -> names.computeIfAbsent(village, this::name)));
    params.put("keeps", areas.reaches(visit.actor(), Right.HOUSEHOLD_KEEP, household.villageId()));
    SubjectKey key = household.key().asSubject();
    params.put(
        "persons",
        subjects.members(
            key,
            MembershipRole.LIVES_IN,
            visit.actor().areasFor(Right.HOUSEHOLD_READ),
            HouseholdRules.MOST_PERSONS,
            0));
    params.put(
        "clan",
        subjects.belongings(key).stream()
            .filter(one -> one.until() == null)
            .findFirst()
            .orElse(null));
    return views.html(
        "registry/household",
        visit.page(household.head(), NAV, crumbs(visit, household.villageId(), household.head())),
        params);
  }

  private String name(int areaId) {
    try {
      return areas.byId(areaId).name();
    } catch (NotFoundException gone) {
      return String.valueOf(areaId);
    }
  }

  private List<Crumb> crumbs(Visit visit, int villageId, String here) {
    return AreaTrail.and(trail.crumbs(visit, villageId, area -> "/households?area=" + area), here);
  }
}
