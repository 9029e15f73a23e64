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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The register in the browser: lists, one household, and everything that can be done with it. */
@Controller
class HouseholdPages {

  private static final String NAV = "households";
  private static final int MOST_PRINTED = 5_000;

  private final Households households;
  private final HouseholdSheet sheet;
  private final Areas areas;
  private final AreaTrail trail;
  private final Views views;
  private final Clock clock;

  HouseholdPages(
      Households households,
      HouseholdSheet sheet,
      Areas areas,
      AreaTrail trail,
      Views views,
      Clock clock) {
    this.households = households;
    this.sheet = sheet;
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
      return new NavEntry(NAV, "households.title", "/households", Right.HOUSEHOLD_READ, 40);
    }
  }

  /** What a list shows, as its address says it. */
  private record Choice(
      @Nullable Area area, List<Integer> areaIds, @Nullable HouseholdStatus status, String typed) {

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

  private static @Nullable HouseholdStatus status(String typed) {
    return switch (typed) {
      case "ALL" -> null;
      case "CLOSED" -> HouseholdStatus.CLOSED;
      case "JOINED" -> HouseholdStatus.JOINED;
      default -> HouseholdStatus.ACTIVE;
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
    workbook(response, t.t("households.file"));
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

  static void workbook(HttpServletResponse response, String name) {
    response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".xlsx\"");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
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
    params.put(
        "history",
        HouseholdHistory.lines(
            households.history(household.key()),
            t,
            village -> names.computeIfAbsent(village, this::name)));
    params.put("keeps", areas.reaches(visit.actor(), Right.HOUSEHOLD_KEEP, household.villageId()));
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

  /** The step back to the household from something done with it. */
  private List<Crumb> crumbs(Visit visit, Household household, String here) {
    List<Crumb> crumbs =
        new ArrayList<>(
            trail.crumbs(visit, household.villageId(), area -> "/households?area=" + area));
    crumbs.add(new Crumb(household.head(), household.key().path()));
    crumbs.add(new Crumb(here, null));
    return crumbs;
  }

  /** A household that the reader may change. */
  private Household kept(Visit visit, int home, UUID id) {
    Household household =
        households
            .byId(new HouseholdKey(home, id))
            .orElseThrow(() -> new NotFoundException("household " + home + "/" + id));
    areas.require(visit.actor(), Right.HOUSEHOLD_KEEP, household.villageId());
    return household;
  }

  // ---- adding and editing

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/new")
  ResponseEntity<byte[]> add(Visit visit, @RequestParam(required = false) @Nullable Integer area) {
    Map<String, String> values = new HashMap<>();
    values.put("id", Visit.newId().toString());
    if (area != null) {
      values.put("village", String.valueOf(area));
      values.put("area", String.valueOf(area));
    }
    return addForm(visit, HttpStatus.OK, values, List.of());
  }

  private ResponseEntity<byte[]> addForm(
      Visit visit, HttpStatus status, Map<String, String> values, List<FieldError> errors) {
    Integer chosen = HouseholdForms.area(values, "village");
    Integer within = chosen == null ? HouseholdForms.area(values, "area") : chosen;
    List<Integer> own = visit.actor().areasFor(Right.HOUSEHOLD_KEEP);
    if (within == null && own.size() == 1) {
      within = own.getFirst();
    }
    Optional<Area> commune = Optional.empty();
    if (within != null) {
      areas.require(visit.actor(), Right.HOUSEHOLD_KEEP, within);
      commune = areas.above(within, AreaLevel.COMMUNE);
    }
    if (commune.isEmpty()) {
      return chooseCommune(visit);
    }
    List<Option> villages =
        areas.children(commune.get().id()).stream()
            .filter(village -> areas.reaches(visit.actor(), Right.HOUSEHOLD_KEEP, village.id()))
            .map(village -> new Option(String.valueOf(village.id()), village.name()))
            .toList();
    String title = visit.t().t("household.new");
    return views.html(
        status,
        "registry/form",
        visit.page(title, NAV, crumbs(visit, commune.get().id(), title)),
        Map.of(
            "values", values,
            "errors", errors,
            "villages", villages,
            "action", "/households/new",
            "back", "/households?area=" + commune.get().id()));
  }

  private ResponseEntity<byte[]> chooseCommune(Visit visit) {
    List<Area> communes =
        areas.below(visit.actor().areasFor(Right.HOUSEHOLD_KEEP), AreaLevel.COMMUNE);
    return views.html(
        "registry/choose",
        visit.page(visit.t().t("household.new"), NAV, List.of()),
        Map.of("communes", communes, "href", "/households/new?area="));
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/new")
  ResponseEntity<byte[]> addNow(Visit visit, @RequestParam Map<String, String> form) {
    HouseholdForms.Typed typed = HouseholdForms.entry(form);
    Integer village = HouseholdForms.area(form, "village");
    List<Problem> problems = new ArrayList<>(typed.problems());
    if (village == null) {
      problems.addFirst(Problem.at("village", RegistryProblem.VILLAGE_MISSING));
    }
    if (village != null && problems.isEmpty()) {
      Result<HouseholdKey> added =
          households.add(
              visit.actor(),
              HouseholdForms.id(form),
              village,
              typed.entry(),
              form.containsKey("sameConfirmed"));
      if (added instanceof Result.Ok<HouseholdKey>(HouseholdKey key)) {
        return visit.leadTo(key.path(), "household.added", typed.entry().head());
      }
      problems.addAll(added.problems());
    }
    return addForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, form, visit.errors(problems));
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/edit")
  ResponseEntity<byte[]> edit(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Household household = kept(visit, home, id);
    Map<String, String> values = HouseholdForms.values(household.entry());
    values.put("version", String.valueOf(household.version()));
    return editForm(visit, HttpStatus.OK, household, values, List.of());
  }

  private ResponseEntity<byte[]> editForm(
      Visit visit,
      HttpStatus status,
      Household household,
      Map<String, String> values,
      List<FieldError> errors) {
    String title = visit.t().t("household.edit");
    return views.html(
        status,
        "registry/form",
        visit.page(title, NAV, crumbs(visit, household, title)),
        Map.of(
            "values",
            values,
            "errors",
            errors,
            "villages",
            List.of(),
            "action",
            household.key().path() + "/edit",
            "back",
            household.key().path()));
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/edit")
  ResponseEntity<byte[]> editNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> form) {
    Household household = kept(visit, home, id);
    HouseholdForms.Typed typed = HouseholdForms.entry(form);
    List<Problem> problems = new ArrayList<>(typed.problems());
    if (problems.isEmpty()) {
      Result<Household> edited =
          households.edit(
              visit.actor(), household.key(), HouseholdForms.version(form), typed.entry());
      if (edited.done()) {
        return visit.leadTo(household.key().path(), "household.saved");
      }
      problems.addAll(edited.problems());
    }
    return editForm(
        visit, HttpStatus.UNPROCESSABLE_CONTENT, household, form, visit.errors(problems));
  }

  // ---- splitting

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/split")
  ResponseEntity<byte[]> split(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Household household = kept(visit, home, id);
    Map<String, String> values = new HashMap<>();
    values.put("id", Visit.newId().toString());
    values.put("version", String.valueOf(household.version()));
    values.put("address", household.address());
    return act(visit, HttpStatus.OK, "split", household, values, List.of(), Map.of());
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/split")
  ResponseEntity<byte[]> splitNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> form) {
    Household household = kept(visit, home, id);
    HouseholdForms.Typed typed = HouseholdForms.entry(form);
    List<Problem> problems = new ArrayList<>(typed.problems());
    if (problems.isEmpty()) {
      Result<HouseholdKey> fresh =
          households.split(
              visit.actor(),
              household.key(),
              HouseholdForms.version(form),
              HouseholdForms.id(form),
              typed.entry());
      if (fresh instanceof Result.Ok<HouseholdKey>(HouseholdKey key)) {
        return visit.leadTo(
            key.path(), "household.split.done", household.head(), typed.entry().head());
      }
      problems.addAll(fresh.problems());
    }
    return act(
        visit,
        HttpStatus.UNPROCESSABLE_CONTENT,
        "split",
        household,
        form,
        visit.errors(problems),
        Map.of());
  }

  /** The page of something to be done with a household. */
  private ResponseEntity<byte[]> act(
      Visit visit,
      HttpStatus status,
      String what,
      Household household,
      Map<String, String> values,
      List<FieldError> errors,
      Map<String, ?> further) {
    String title = visit.t().t("household." + what);
    Map<String, Object> params = new HashMap<>(further);
    params.put("household", household);
    params.put("values", values);
    params.put("errors", errors);
    return views.html(
        status,
        "registry/" + what,
        visit.page(title, NAV, crumbs(visit, household, title)),
        params);
  }

  private static Map<String, String> versioned(Household household) {
    Map<String, String> values = new HashMap<>();
    values.put("version", String.valueOf(household.version()));
    return values;
  }

  // ---- joining

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/join")
  ResponseEntity<byte[]> join(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String duplicate) {
    Household household = kept(visit, home, id);
    Map<String, String> values = versioned(household);
    values.put("duplicate", duplicate);
    Optional<Household> other = duplicate(visit, duplicate);
    if (!duplicate.isBlank() && other.isEmpty()) {
      return joinForm(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          household,
          values,
          visit.errors(
              List.of(Problem.at("duplicate", RegistryProblem.JOIN_UNKNOWN, duplicate.strip()))));
    }
    return joinForm(visit, HttpStatus.OK, household, values, List.of());
  }

  private Optional<Household> duplicate(Visit visit, String typed) {
    return households
        .byCode(typed)
        .filter(found -> areas.reaches(visit.actor(), Right.HOUSEHOLD_KEEP, found.villageId()));
  }

  private ResponseEntity<byte[]> joinForm(
      Visit visit,
      HttpStatus status,
      Household household,
      Map<String, String> values,
      List<FieldError> errors) {
    Map<String, Object> further = new HashMap<>();
    Optional<Household> other = duplicate(visit, values.getOrDefault("duplicate", ""));
    other.ifPresent(found -> further.put("other", found));
    if (other.isEmpty()) {
      further.put(
          "likely",
          households
              .page(
                  new HouseholdFilter(
                      List.of(household.villageId()), HouseholdStatus.ACTIVE, household.head()),
                  25,
                  0)
              .rows()
              .stream()
              .map(ListedHousehold::household)
              .filter(found -> !found.key().equals(household.key()))
              .toList());
    }
    return act(visit, status, "join", household, values, errors, further);
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/join")
  ResponseEntity<byte[]> joinNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> form) {
    Household household = kept(visit, home, id);
    String duplicate = form.getOrDefault("duplicate", "");
    Result<Household> joined =
        households.join(
            visit.actor(),
            household.key(),
            HouseholdForms.version(form),
            duplicate,
            form.getOrDefault("reason", ""));
    if (joined.done()) {
      return visit.leadTo(household.key().path(), "household.join.done", duplicate.strip());
    }
    return joinForm(
        visit, HttpStatus.UNPROCESSABLE_CONTENT, household, form, visit.errors(joined.problems()));
  }

  // ---- moving

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/move")
  ResponseEntity<byte[]> move(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer commune) {
    Household household = kept(visit, home, id);
    Map<String, String> values = versioned(household);
    values.put("on", visit.t().date(LocalDate.now(clock)));
    if (commune != null) {
      values.put("commune", String.valueOf(commune));
    }
    return moveForm(visit, HttpStatus.OK, household, values, List.of());
  }

  private ResponseEntity<byte[]> moveForm(
      Visit visit,
      HttpStatus status,
      Household household,
      Map<String, String> values,
      List<FieldError> errors) {
    Actor actor = visit.actor();
    List<Area> communes = areas.below(actor.areasFor(Right.HOUSEHOLD_KEEP), AreaLevel.COMMUNE);
    Integer chosen = HouseholdForms.area(values, "commune");
    int commune =
        chosen == null
            ? areas.above(household.villageId(), AreaLevel.COMMUNE).orElseThrow().id()
            : chosen;
    areas.require(actor, Right.HOUSEHOLD_KEEP, commune);
    return act(
        visit,
        status,
        "move",
        household,
        values,
        errors,
        Map.of(
            "place",
            areas.byId(household.villageId()).name(),
            "commune",
            String.valueOf(commune),
            "communes",
            communes.size() > 1 ? options(communes.stream()) : List.of(),
            "villages",
            options(
                areas.children(commune).stream()
                    .filter(village -> village.id() != household.villageId()))));
  }

  private static List<Option> options(Stream<Area> areas) {
    return areas.map(area -> new Option(String.valueOf(area.id()), area.name())).toList();
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/move")
  ResponseEntity<byte[]> moveNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> form) {
    Household household = kept(visit, home, id);
    Integer village = HouseholdForms.area(form, "village");
    Result<Household> moved =
        village == null
            ? Result.refused(Problem.at("village", RegistryProblem.VILLAGE_MISSING))
            : households.move(
                visit.actor(),
                household.key(),
                HouseholdForms.version(form),
                village,
                HouseholdForms.day(form, "on"),
                form.getOrDefault("reason", ""));
    if (moved.done()) {
      return visit.leadTo(household.key().path(), "household.move.done", household.head());
    }
    return moveForm(
        visit, HttpStatus.UNPROCESSABLE_CONTENT, household, form, visit.errors(moved.problems()));
  }

  // ---- closing and reopening

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/close")
  ResponseEntity<byte[]> close(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Household household = kept(visit, home, id);
    Map<String, String> values = versioned(household);
    values.put("on", visit.t().date(LocalDate.now(clock)));
    return act(visit, HttpStatus.OK, "close", household, values, List.of(), Map.of());
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/close")
  ResponseEntity<byte[]> closeNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> form) {
    Household household = kept(visit, home, id);
    Result<Household> closed =
        households.close(
            visit.actor(),
            household.key(),
            HouseholdForms.version(form),
            HouseholdForms.day(form, "on"),
            form.getOrDefault("reason", ""));
    if (closed.done()) {
      return visit.leadTo(household.key().path(), "household.close.done", household.head());
    }
    return act(
        visit,
        HttpStatus.UNPROCESSABLE_CONTENT,
        "close",
        household,
        form,
        visit.errors(closed.problems()),
        Map.of());
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/reopen")
  ResponseEntity<byte[]> reopen(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Household household = kept(visit, home, id);
    return act(
        visit, HttpStatus.OK, "reopen", household, versioned(household), List.of(), Map.of());
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/reopen")
  ResponseEntity<byte[]> reopenNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> form) {
    Household household = kept(visit, home, id);
    Result<Household> reopened =
        households.reopen(
            visit.actor(),
            household.key(),
            HouseholdForms.version(form),
            form.getOrDefault("reason", ""));
    if (reopened.done()) {
      return visit.leadTo(household.key().path(), "household.reopen.done", household.head());
    }
    return act(
        visit,
        HttpStatus.UNPROCESSABLE_CONTENT,
        "reopen",
        household,
        form,
        visit.errors(reopened.problems()),
        Map.of());
  }
}
