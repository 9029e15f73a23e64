package vn.khuyenhoc.registry;

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
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Everything that can be done with a household in the browser: a form, and what it is sent to. */
@Controller
class HouseholdFormPages {

  private final Households households;
  private final Subjects subjects;
  private final Areas areas;
  private final AreaTrail trail;
  private final Views views;
  private final Clock clock;

  HouseholdFormPages(
      Households households,
      Subjects subjects,
      Areas areas,
      AreaTrail trail,
      Views views,
      Clock clock) {
    this.households = households;
    this.subjects = subjects;
    this.areas = areas;
    this.trail = trail;
    this.views = views;
    this.clock = clock;
  }

  // ---- a new household

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
        visit.page(
            title,
            HouseholdPages.NAV,
            AreaTrail.and(
                trail.crumbs(visit, commune.get().id(), area -> "/households?area=" + area),
                title)),
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
        visit.page(visit.t().t("household.new"), HouseholdPages.NAV, List.of()),
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

  // ---- a form about one household

  /** A form as it stands: what is to be done with which household, and what its fields say. */
  private record Form(
      Visit visit,
      String what,
      Household household,
      Map<String, String> values,
      List<FieldError> errors) {

    HouseholdKey key() {
      return household.key();
    }

    int version() {
      return HouseholdForms.version(values);
    }

    String reason() {
      return values.getOrDefault("reason", "");
    }

    Form refused(List<Problem> problems) {
      return new Form(visit, what, household, values, visit.errors(problems));
    }
  }

  /** An empty form; its fields may be filled in. */
  private Form opened(Visit visit, String what, int home, UUID id) {
    Household household = kept(visit, home, id);
    Map<String, String> values = new HashMap<>();
    values.put("version", String.valueOf(household.version()));
    return new Form(visit, what, household, values, List.of());
  }

  /** A form as somebody sent it. */
  private Form sent(Visit visit, String what, int home, UUID id, Map<String, String> values) {
    return new Form(visit, what, kept(visit, home, id), values, List.of());
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

  /** The form's page; with problems it says 422 and keeps what was typed. */
  private ResponseEntity<byte[]> page(Form form) {
    return switch (form.what()) {
      case "edit" ->
          page(
              form,
              "form",
              Map.of(
                  "villages",
                  List.of(),
                  "action",
                  form.key().path() + "/edit",
                  "back",
                  form.key().path()));
      case "join" -> page(form, "join", joinable(form));
      case "move" -> page(form, "move", destinations(form));
      case "split" -> page(form, "split", Map.of("persons", persons(form)));
      default -> page(form, form.what(), Map.of());
    };
  }

  private ResponseEntity<byte[]> page(Form form, String template, Map<String, ?> further) {
    Visit visit = form.visit();
    Household household = form.household();
    String title = visit.t().t("household." + form.what());
    List<Crumb> crumbs =
        new ArrayList<>(
            trail.crumbs(visit, household.villageId(), area -> "/households?area=" + area));
    crumbs.add(new Crumb(household.head(), household.key().path()));
    crumbs.add(new Crumb(title, null));
    Map<String, Object> params = new HashMap<>(further);
    params.put("values", form.values());
    params.put("errors", form.errors());
    if (!template.equals("form")) {
      params.put("household", household);
    }
    return views.html(
        form.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        "registry/" + template,
        visit.page(title, HouseholdPages.NAV, crumbs),
        params);
  }

  /** Who may leave with a split. */
  private List<Membership> persons(Form form) {
    return subjects.members(
        form.key().asSubject(),
        MembershipRole.LIVES_IN,
        form.visit().actor().areasFor(Right.HOUSEHOLD_READ),
        HouseholdRules.MOST_PERSONS,
        0);
  }

  private static List<SubjectKey> persons(@Nullable List<String> chosen) {
    List<SubjectKey> keys = new ArrayList<>();
    for (String one : chosen == null ? List.<String>of() : chosen) {
      if (!one.matches("[0-9]{1,9}/[0-9a-fA-F-]{36}")) {
        throw new NotFoundException("person " + one);
      }
      keys.add(
          new SubjectKey(
              Integer.parseInt(one.substring(0, one.indexOf('/'))),
              UUID.fromString(one.substring(one.indexOf('/') + 1))));
    }
    return keys;
  }

  /** Back to the household with the notice that it is done; refused, the form again. */
  private ResponseEntity<byte[]> after(Form form, Result<Household> result, String about) {
    return result.done()
        ? form.visit().leadTo(form.key().path(), "household." + form.what() + ".done", about)
        : page(form.refused(result.problems()));
  }

  // ---- editing and splitting

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/edit")
  ResponseEntity<byte[]> edit(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Form form = opened(visit, "edit", home, id);
    form.values().putAll(HouseholdForms.values(form.household().entry()));
    return page(form);
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/edit")
  ResponseEntity<byte[]> editNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> values) {
    Form form = sent(visit, "edit", home, id, values);
    HouseholdForms.Typed typed = HouseholdForms.entry(values);
    Result<Household> edited =
        typed.problems().isEmpty()
            ? households.edit(visit.actor(), form.key(), form.version(), typed.entry())
            : Result.refused(typed.problems());
    return edited.done()
        ? visit.leadTo(form.key().path(), "household.saved")
        : page(form.refused(edited.problems()));
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/split")
  ResponseEntity<byte[]> split(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Form form = opened(visit, "split", home, id);
    form.values().put("id", Visit.newId().toString());
    form.values().put("address", form.household().address());
    return page(form);
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/split")
  ResponseEntity<byte[]> splitNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable List<String> person,
      @RequestParam Map<String, String> values) {
    Form form = sent(visit, "split", home, id, values);
    HouseholdForms.Typed typed = HouseholdForms.entry(values);
    Result<HouseholdKey> fresh =
        typed.problems().isEmpty()
            ? households.split(
                visit.actor(),
                form.key(),
                form.version(),
                HouseholdForms.id(values),
                typed.entry(),
                persons(person))
            : Result.refused(typed.problems());
    return fresh instanceof Result.Ok<HouseholdKey>(HouseholdKey key)
        ? visit.leadTo(
            key.path(), "household.split.done", form.household().head(), typed.entry().head())
        : page(form.refused(fresh.problems()));
  }

  // ---- joining

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/join")
  ResponseEntity<byte[]> join(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String duplicate) {
    Form form = opened(visit, "join", home, id);
    form.values().put("duplicate", duplicate);
    return duplicate.isBlank() || duplicate(visit, duplicate).isPresent()
        ? page(form)
        : page(
            form.refused(
                List.of(Problem.at("duplicate", RegistryProblem.JOIN_UNKNOWN, duplicate.strip()))));
  }

  private Optional<Household> duplicate(Visit visit, String typed) {
    return households
        .byCode(typed)
        .filter(found -> areas.reaches(visit.actor(), Right.HOUSEHOLD_KEEP, found.villageId()));
  }

  /** The household that was named as the same, or those that may be. */
  private Map<String, ?> joinable(Form form) {
    Optional<Household> other =
        duplicate(form.visit(), form.values().getOrDefault("duplicate", ""));
    if (other.isPresent()) {
      return Map.of("other", other.get());
    }
    Household household = form.household();
    HouseholdFilter alike =
        new HouseholdFilter(List.of(household.villageId()), SubjectStatus.ACTIVE, household.head());
    return Map.of(
        "likely",
        households.page(alike, 25, 0).rows().stream()
            .map(ListedHousehold::household)
            .filter(found -> !found.key().equals(household.key()))
            .toList());
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/join")
  ResponseEntity<byte[]> joinNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> values) {
    Form form = sent(visit, "join", home, id, values);
    String duplicate = values.getOrDefault("duplicate", "");
    return after(
        form,
        households.join(visit.actor(), form.key(), form.version(), duplicate, form.reason()),
        duplicate.strip());
  }

  // ---- moving

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/move")
  ResponseEntity<byte[]> move(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer commune) {
    Form form = opened(visit, "move", home, id);
    form.values().put("on", today(visit));
    if (commune != null) {
      form.values().put("commune", String.valueOf(commune));
    }
    return page(form);
  }

  private String today(Visit visit) {
    return visit.t().date(LocalDate.now(clock));
  }

  /** Where the household may move to: the villages of one commune, and the communes to choose. */
  private Map<String, ?> destinations(Form form) {
    Actor actor = form.visit().actor();
    int village = form.household().villageId();
    List<Area> communes = areas.below(actor.areasFor(Right.HOUSEHOLD_KEEP), AreaLevel.COMMUNE);
    Integer chosen = HouseholdForms.area(form.values(), "commune");
    int commune =
        chosen == null ? areas.above(village, AreaLevel.COMMUNE).orElseThrow().id() : chosen;
    areas.require(actor, Right.HOUSEHOLD_KEEP, commune);
    return Map.of(
        "place",
        areas.byId(village).name(),
        "commune",
        String.valueOf(commune),
        "communes",
        communes.size() > 1 ? options(communes.stream()) : List.of(),
        "villages",
        options(areas.children(commune).stream().filter(one -> one.id() != village)));
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
      @RequestParam Map<String, String> values) {
    Form form = sent(visit, "move", home, id, values);
    Integer village = HouseholdForms.area(values, "village");
    Result<Household> moved =
        village == null
            ? Result.refused(Problem.at("village", RegistryProblem.VILLAGE_MISSING))
            : households.move(
                visit.actor(),
                form.key(),
                form.version(),
                village,
                HouseholdForms.day(values, "on"),
                form.reason());
    return after(form, moved, form.household().head());
  }

  // ---- closing and reopening

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/close")
  ResponseEntity<byte[]> close(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Form form = opened(visit, "close", home, id);
    form.values().put("on", today(visit));
    return page(form);
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/close")
  ResponseEntity<byte[]> closeNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> values) {
    Form form = sent(visit, "close", home, id, values);
    return after(
        form,
        households.close(
            visit.actor(),
            form.key(),
            form.version(),
            HouseholdForms.day(values, "on"),
            form.reason()),
        form.household().head());
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/households/{home}/{id}/reopen")
  ResponseEntity<byte[]> reopen(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    return page(opened(visit, "reopen", home, id));
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping("/households/{home}/{id}/reopen")
  ResponseEntity<byte[]> reopenNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> values) {
    Form form = sent(visit, "reopen", home, id, values);
    return after(
        form,
        households.reopen(visit.actor(), form.key(), form.version(), form.reason()),
        form.household().head());
  }
}
