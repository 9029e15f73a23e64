package vn.khuyenhoc.registry;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The register in the browser for every kind but households: lists, and one with its history. */
@Controller
class SubjectPages {

  private static final int MOST_PRINTED = 5_000;
  private static final int MEMBERS = 50;

  private final Subjects subjects;
  private final Households households;
  private final SubjectWords words;
  private final SubjectSheet sheet;
  private final HeldTitles titles;
  private final Areas areas;
  private final AreaTrail trail;
  private final Views views;
  private final Clock clock;

  SubjectPages(
      Subjects subjects,
      Households households,
      SubjectWords words,
      SubjectSheet sheet,
      HeldTitles titles,
      Areas areas,
      AreaTrail trail,
      Views views,
      Clock clock) {
    this.subjects = subjects;
    this.households = households;
    this.words = words;
    this.sheet = sheet;
    this.titles = titles;
    this.areas = areas;
    this.trail = trail;
    this.views = views;
    this.clock = clock;
  }

  /** The kind that an address speaks of: its first word. */
  static SubjectKind kind(Visit visit) {
    String[] parts = visit.here().split("[/?]", 3);
    return SubjectKind.ofPath(parts.length > 1 ? parts[1] : "")
        .orElseThrow(() -> new NotFoundException(visit.here()));
  }

  /** One tab a kind. */
  static List<Segment> tabs(Texts t, SubjectKind here, @Nullable Integer area) {
    return Arrays.stream(SubjectKind.values())
        .map(
            kind ->
                new Segment(
                    t.t("subject.kinds." + kind.name()),
                    "/" + kind.path() + (area == null ? "" : "?area=" + area),
                    kind == here))
        .toList();
  }

  /** What a list shows, as its address says it. */
  private record Choice(
      @Nullable Area area,
      SubjectFilter filter,
      String group,
      String unit,
      String level,
      String consent) {

    /** Too wide to be listed from its beginning: somebody searches or chooses a commune first. */
    boolean wide() {
      return filter.kind() == SubjectKind.CITIZEN
          && filter.typed().isEmpty()
          && (area == null || area.level().compareTo(AreaLevel.COMMUNE) < 0);
    }

    String query() {
      StringBuilder query = new StringBuilder("?status=");
      SubjectStatus status = filter.status();
      query.append(status == null ? "ALL" : status.name());
      if (area != null) {
        query.append("&area=").append(area.id());
      }
      for (Map.Entry<String, String> one :
          Map.of("group", group, "unit", unit, "level", level, "consent", consent).entrySet()) {
        if (!one.getValue().isEmpty()) {
          query.append('&').append(one.getKey()).append('=').append(coded(one.getValue()));
        }
      }
      if (!filter.typed().isEmpty()) {
        query.append("&q=").append(coded(filter.typed()));
      }
      return query.toString();
    }

    private static String coded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  private Choice choice(Visit visit, Map<String, String> query) {
    Actor actor = visit.actor();
    List<Integer> own = actor.areasFor(Right.HOUSEHOLD_READ);
    Integer asked = HouseholdForms.area(query, "area");
    Integer chosen = asked == null && own.size() == 1 ? own.getFirst() : asked;
    if (chosen != null) {
      areas.require(actor, Right.HOUSEHOLD_READ, chosen);
    }
    String group = query.getOrDefault("group", "");
    String unit = query.getOrDefault("unit", "");
    String level = query.getOrDefault("level", "");
    String consent = query.getOrDefault("consent", "");
    SubjectStatus status =
        switch (query.getOrDefault("status", "ACTIVE")) {
          case "ALL" -> null;
          case "CLOSED" -> SubjectStatus.CLOSED;
          case "JOINED" -> SubjectStatus.JOINED;
          default -> SubjectStatus.ACTIVE;
        };
    return new Choice(
        chosen == null ? null : areas.byId(chosen),
        new SubjectFilter(
            kind(visit),
            chosen == null ? own : List.of(chosen),
            status,
            given(group),
            given(unit),
            given(level),
            consent.isEmpty() ? null : Boolean.valueOf(consent.equals("yes")),
            query.getOrDefault("q", "")),
        group,
        unit,
        level,
        consent);
  }

  private static @Nullable String given(String typed) {
    return typed.isEmpty() ? null : typed;
  }

  private static int number(Map<String, String> query, String name, int otherwise) {
    String typed = query.getOrDefault(name, "");
    return typed.matches("[0-9]{1,7}") ? Integer.parseInt(typed) : otherwise;
  }

  // ---- lists

  @Needs(Right.HOUSEHOLD_READ)
  @GetMapping({
    "/citizens",
    "/clans",
    "/communities",
    "/units",
    "/groups",
    "/centres",
    "/programmes"
  })
  ResponseEntity<byte[]> list(Visit visit, @RequestParam Map<String, String> query) {
    Choice choice = choice(visit, query);
    SubjectFilter filter = choice.filter();
    SubjectKind kind = filter.kind();
    Texts t = visit.t();
    SubjectWords.Of of = words.of(kind, t);
    Area area = choice.area();
    String path = "/" + kind.path();
    List<Crumb> crumbs =
        area == null
            ? List.of()
            : AreaTrail.here(trail.crumbs(visit, area.id(), id -> path + "?area=" + id));
    Map<String, Object> params = new HashMap<>();
    params.put("kind", kind);
    params.put("tabs", tabs(t, kind, area == null ? null : area.id()));
    params.put("areas", areaOptions(choice, t));
    params.put("areaId", area == null ? "" : String.valueOf(area.id()));
    params.put("areaName", area == null ? "" : area.name());
    params.put("typed", query.getOrDefault("q", ""));
    params.put("filters", filters(choice, of, t));
    params.put("query", choice.query());
    params.put("keeps", !kind.automatic() && visit.actor().holds(kind.keep()));
    params.put("imports", !kind.automatic() && visit.actor().holds(Right.HOUSEHOLD_KEEP));
    params.put("columns", of.columns());
    List<List<String>> cells = new ArrayList<>();
    if (choice.wide()) {
      params.put(
          "choose",
          area == null
              ? areas.below(filter.areaIds(), AreaLevel.COMMUNE)
              : areas.children(area.id()));
      params.put("rows", List.of());
      params.put("pager", new Pager(1, 25, 0, path));
    } else {
      int size = number(query, "size", 25);
      int page = number(query, "page", 1);
      Pager asked = new Pager(page, size, Long.MAX_VALUE / 2, path);
      SubjectPage found = subjects.page(filter, asked.size(), asked.offset());
      found.rows().forEach(row -> cells.add(of.cells(row)));
      params.put("rows", found.rows());
      params.put("pager", Pager.of(visit.here(), page, size, found.total()));
      params.put("choose", List.of());
    }
    params.put("cells", cells);
    return views.html(
        "registry/subjects",
        visit.page(t.t("subject.kinds." + kind.name()), HouseholdPages.NAV, crumbs),
        params);
  }

  private List<FormField> filters(Choice choice, SubjectWords.Of of, Texts t) {
    List<FormField> filters = new ArrayList<>();
    SubjectKind kind = choice.filter().kind();
    if (kind == SubjectKind.CITIZEN) {
      filters.add(filter("group", SubjectField.LABOUR_GROUP, choice.group(), of, t));
      filters.add(
          FormField.of(FormField.Type.CHOICE, "consent", t.t("consent.title"), choice.consent())
              .from(
                  List.of(
                      new Option("yes", t.t("consent.filter.yes")),
                      new Option("no", t.t("consent.filter.no")))));
    } else if (kind == SubjectKind.UNIT) {
      filters.add(filter("unit", SubjectField.UNIT_KIND, choice.unit(), of, t));
      filters.add(filter("level", SubjectField.MANAGING_LEVEL, choice.level(), of, t));
    }
    if (!kind.automatic()) {
      SubjectStatus status = choice.filter().status();
      filters.add(
          FormField.of(
                  FormField.Type.RADIO,
                  "status",
                  t.t("household.status"),
                  status == null ? "ALL" : status.name())
              .from(
                  List.of(
                      new Option("ACTIVE", t.t("subject.status.ACTIVE")),
                      new Option("CLOSED", t.t("subject.status.CLOSED")),
                      new Option("JOINED", t.t("subject.status.JOINED")),
                      new Option("ALL", t.t("subject.status.ALL")))));
    }
    return filters;
  }

  private static FormField filter(
      String name, SubjectField field, String value, SubjectWords.Of of, Texts t) {
    return FormField.of(FormField.Type.CHOICE, name, t.t(field.label()), value)
        .from(of.options(field, value));
  }

  /** The chosen area, what lies beside and below it. */
  private List<Option> areaOptions(Choice choice, Texts t) {
    List<Option> options = new ArrayList<>();
    Area area = choice.area();
    if (area == null) {
      areas
          .below(choice.filter().areaIds(), AreaLevel.COMMUNE)
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
  @GetMapping({
    "/citizens/print",
    "/clans/print",
    "/communities/print",
    "/units/print",
    "/groups/print",
    "/centres/print",
    "/programmes/print"
  })
  ResponseEntity<byte[]> print(Visit visit, @RequestParam Map<String, String> query) {
    Choice choice = choice(visit, query);
    SubjectKind kind = choice.filter().kind();
    SubjectPage found =
        choice.wide()
            ? new SubjectPage(List.of(), 0)
            : subjects.page(choice.filter(), MOST_PRINTED, 0);
    Texts t = visit.t();
    SubjectWords.Of of = words.of(kind, t);
    Area scope = choice.area();
    Map<String, Object> params = new HashMap<>();
    params.put("kind", kind);
    params.put("rows", found.rows());
    params.put("columns", of.columns());
    params.put("cells", found.rows().stream().map(of::cells).toList());
    params.put("total", found.total());
    params.put("area", scope == null ? "" : scope.name());
    params.put("today", today());
    return views.html(
        "registry/subjects-print",
        visit.page(
            t.t("subject.list." + kind.name()),
            HouseholdPages.NAV,
            List.of(
                new Crumb(
                    t.t("subject.kinds." + kind.name()), "/" + kind.path() + choice.query()))),
        params);
  }

  @Needs(Right.HOUSEHOLD_READ)
  @GetMapping({
    "/citizens/export",
    "/clans/export",
    "/communities/export",
    "/units/export",
    "/groups/export",
    "/centres/export",
    "/programmes/export"
  })
  void export(Visit visit, HttpServletResponse response, @RequestParam Map<String, String> query)
      throws IOException {
    Choice choice = choice(visit, query);
    SubjectKind kind = choice.filter().kind();
    Texts t = visit.t();
    Area scope = choice.area();
    Downloads.workbook(response, t.t("subject.file." + kind.name()));
    try (SheetWriter writer =
        sheet.writer(
            kind,
            response.getOutputStream(),
            t,
            List.of(
                t.t("subject.list." + kind.name()),
                t.t(
                    "households.export.of",
                    scope == null ? t.t("households.export.all") : scope.name(),
                    today())))) {
      SubjectWords.Of of = words.of(kind, t);
      Map<Integer, String> shared = households.sharedVillageNames(choice.filter().areaIds());
      subjects.each(choice.filter(), row -> sheet.write(writer, row, of, shared, t));
    }
  }

  // ---- one

  @Needs(Right.HOUSEHOLD_READ)
  @GetMapping({
    "/citizens/{home}/{id}",
    "/clans/{home}/{id}",
    "/communities/{home}/{id}",
    "/units/{home}/{id}",
    "/groups/{home}/{id}",
    "/centres/{home}/{id}",
    "/programmes/{home}/{id}"
  })
  ResponseEntity<byte[]> show(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam Map<String, String> query) {
    SubjectKind kind = kind(visit);
    Actor actor = visit.actor();
    Subject subject = subjects.read(actor, kind, new SubjectKey(home, id));
    Texts t = visit.t();
    SubjectWords.Of of = words.of(kind, t);
    boolean keeps = subjects.keeps(actor, subject);
    List<Residence> residences = subjects.residences(subject.key());
    Map<Integer, String> names = new HashMap<>();
    residences.forEach(one -> names.put(one.villageId(), place(one, t)));
    Map<String, Object> params = new HashMap<>();
    params.put("subject", subject);
    params.put("facts", facts(subject, of, keeps, t));
    params.put("residences", residences);
    params.put("place", residences.isEmpty() ? "" : place(residences.getFirst(), t));
    params.put("links", subjects.links(subject.key()));
    params.put("titles", titles.of(subject.key(), t));
    params.put(
        "history",
        of.history(
            subjects.history(subject.key()), area -> names.computeIfAbsent(area, this::name)));
    params.put("keeps", keeps);
    params.put("heads", areas.reaches(actor, Right.ACCOUNT_HEADS, subject.areaId()));
    params.put("circles", circles(actor, subject, number(query, "page", 1), visit.here()));
    params.put(
        "belongings", kind.belongings().isEmpty() ? List.of() : subjects.belongings(subject.key()));
    params.put(
        "consents",
        kind == SubjectKind.CITIZEN ? subjects.consents(subject.key()) : List.<Consent>of());
    return views.html(
        "registry/subject",
        visit.page(
            subject.name(),
            HouseholdPages.NAV,
            AreaTrail.and(
                trail.crumbs(visit, subject.areaId(), area -> "/" + kind.path() + "?area=" + area),
                subject.name())),
        params);
  }

  private static String place(Residence one, Texts t) {
    return one.commune().isEmpty()
        ? one.village()
        : t.t("household.place", one.village(), one.commune());
  }

  private List<SubjectFact> facts(Subject subject, SubjectWords.Of of, boolean keeps, Texts t) {
    List<SubjectFact> facts = new ArrayList<>(of.facts(subject));
    if (subject.kind() == SubjectKind.CITIZEN && keeps) {
      facts.add(
          new SubjectFact(
              t.t("subject.id"),
              switch (subjects.personalId(subject.key())) {
                case Subjects.ShownId.None none -> t.t("subject.blank");
                case Subjects.ShownId.Masked masked -> masked.digits();
                case Subjects.ShownId.Unreadable unreadable -> t.t("subject.id.unreadable");
              }));
    }
    return facts;
  }

  private List<MemberCircle> circles(Actor actor, Subject subject, int page, String here) {
    List<MemberCircle> circles = new ArrayList<>();
    List<Integer> own = actor.areasFor(Right.HOUSEHOLD_READ);
    for (MembershipRole role : subject.kind().members()) {
      if (role == MembershipRole.STUDIES_IN && !subject.entry().yes(SubjectField.SCHOOL)) {
        continue;
      }
      long total = subjects.memberCount(subject.key(), role);
      long within = total == 0 ? 0 : subjects.memberCount(subject.key(), role, own);
      Pager pager = Pager.of(here, page, MEMBERS, within);
      circles.add(
          new MemberCircle(
              role,
              total,
              within,
              within == 0
                  ? List.of()
                  : subjects.members(subject.key(), role, own, pager.size(), pager.offset()),
              pager));
    }
    return circles;
  }

  private String name(int areaId) {
    try {
      return areas.lastKnown(areaId).name();
    } catch (NotFoundException gone) {
      return String.valueOf(areaId);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Texts.ZONE);
  }
}
