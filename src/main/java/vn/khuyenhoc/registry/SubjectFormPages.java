package vn.khuyenhoc.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/**
 * Everything that can be done in the browser with citizens, clans, units, groups and centres: one
 * form, drawn from what a kind and an act need.
 */
@Controller
class SubjectFormPages {

  private final Subjects subjects;
  private final SubjectWords words;
  private final Areas areas;
  private final AreaTrail trail;
  private final Views views;
  private final Clock clock;

  SubjectFormPages(
      Subjects subjects,
      SubjectWords words,
      Areas areas,
      AreaTrail trail,
      Views views,
      Clock clock) {
    this.subjects = subjects;
    this.words = words;
    this.areas = areas;
    this.trail = trail;
    this.views = views;
    this.clock = clock;
  }

  // ---- a new one

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping({"/citizens/new", "/clans/new", "/groups/new", "/centres/new"})
  ResponseEntity<byte[]> add(Visit visit, @RequestParam Map<String, String> query) {
    return addForm(visit, HttpStatus.OK, begun(query), List.of());
  }

  @Needs(Right.UNIT_KEEP)
  @GetMapping("/units/new")
  ResponseEntity<byte[]> addUnit(Visit visit, @RequestParam Map<String, String> query) {
    return addForm(visit, HttpStatus.OK, begun(query), List.of());
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping({"/citizens/new", "/clans/new", "/groups/new", "/centres/new"})
  ResponseEntity<byte[]> addNow(Visit visit, @RequestParam Map<String, String> form) {
    return addSent(visit, form);
  }

  @Needs(Right.UNIT_KEEP)
  @PostMapping("/units/new")
  ResponseEntity<byte[]> addUnitNow(Visit visit, @RequestParam Map<String, String> form) {
    return addSent(visit, form);
  }

  private Map<String, String> begun(Map<String, String> query) {
    Map<String, String> values = new HashMap<>(query);
    values.put("id", Visit.newId().toString());
    return values;
  }

  private ResponseEntity<byte[]> addForm(
      Visit visit, HttpStatus status, Map<String, String> values, List<Problem> problems) {
    SubjectKind kind = SubjectPages.kind(visit);
    Texts t = visit.t();
    Actor actor = visit.actor();
    Integer chosen = HouseholdForms.area(values, "area");
    Integer within = chosen == null ? HouseholdForms.area(values, "within") : chosen;
    List<Integer> own = actor.areasFor(kind.keep());
    if (within == null && own.size() == 1) {
      within = own.getFirst();
    }
    if (within != null) {
      areas.require(actor, kind.keep(), within);
    }
    List<Option> homes = within == null ? List.of() : homes(actor, kind, within);
    if (within == null || homes.isEmpty()) {
      return views.html(
          "registry/choose",
          visit.page(t.t("subject.new." + kind.name()), HouseholdPages.NAV, List.of()),
          Map.of(
              "communes",
              areas.below(own, AreaLevel.COMMUNE),
              "href",
              "/" + kind.path() + "/new?area="));
    }
    List<FormField> fields = new ArrayList<>();
    fields.add(FormField.hidden("id", values.getOrDefault("id", "")));
    fields.add(FormField.hidden("within", String.valueOf(within)));
    home(fields, kind, homes, values, t);
    entryFields(fields, kind, values, t);
    if (kind == SubjectKind.CITIZEN) {
      belonging(fields, MembershipRole.LIVES_IN, values, t);
      belonging(fields, MembershipRole.WORKS_IN, values, t);
      belonging(fields, MembershipRole.STUDIES_IN, values, t);
      consentFields(fields, values, t);
    }
    if (problems.stream().anyMatch(one -> "sameConfirmed".equals(one.field()))
        || values.containsKey("sameConfirmed")) {
      fields.add(
          FormField.of(
              FormField.Type.TICK,
              "sameConfirmed",
              t.t("subject.same-confirmed." + (kind == SubjectKind.CITIZEN ? "person" : "other")),
              values.containsKey("sameConfirmed") ? "true" : ""));
    }
    return form(
        visit,
        status,
        new Drawn(
            t.t("subject.new." + kind.name()),
            kind == SubjectKind.CITIZEN ? t.t("subject.new.consent") : null,
            null,
            fields,
            "/" + kind.path() + "/new",
            t.t("subject.save"),
            "/" + kind.path() + "?area=" + within,
            within),
        problems);
  }

  /** The areas where one of the kind can be at home, around a chosen one. */
  private List<Option> homes(Actor actor, SubjectKind kind, int within) {
    List<Area> homes = new ArrayList<>();
    Area around = areas.byId(within);
    if (kind == SubjectKind.UNIT && around.level() == AreaLevel.PROVINCE) {
      homes.add(around);
      homes.addAll(areas.below(List.of(within), AreaLevel.COMMUNE));
    } else {
      Optional<Area> commune = areas.above(within, AreaLevel.COMMUNE);
      if (commune.isPresent()) {
        if (kind.homes().contains(AreaLevel.COMMUNE)) {
          homes.add(commune.get());
        }
        if (kind.homes().contains(AreaLevel.VILLAGE)) {
          homes.addAll(areas.children(commune.get().id()));
        }
      }
    }
    return homes.stream()
        .filter(area -> areas.reaches(actor, kind.keep(), area.id()))
        .map(area -> new Option(String.valueOf(area.id()), area.name()))
        .toList();
  }

  private static void home(
      List<FormField> fields,
      SubjectKind kind,
      List<Option> homes,
      Map<String, String> values,
      Texts t) {
    if (homes.size() == 1) {
      fields.add(FormField.hidden("area", homes.getFirst().value()));
      return;
    }
    FormField area =
        FormField.of(
                FormField.Type.CHOICE,
                "area",
                t.t("subject.home." + kind.name()),
                values.getOrDefault("area", ""))
            .from(homes);
    fields.add(
        kind == SubjectKind.CITIZEN
            ? area.optional().hint(t.t("subject.home.CITIZEN.hint"))
            : area);
  }

  private void entryFields(
      List<FormField> fields, SubjectKind kind, Map<String, String> values, Texts t) {
    SubjectWords.Of of = words.of(kind, t);
    fields.add(
        FormField.of(
                FormField.Type.TEXT,
                "name",
                t.t("subject.name." + kind.name()),
                values.getOrDefault("name", ""))
            .most(SubjectRules.LONGEST_NAME));
    for (SubjectField field : kind.fields()) {
      String value = values.getOrDefault(field.column(), "");
      FormField drawn =
          switch (field.form()) {
            case TEXT -> of(FormField.Type.TEXT, field, value, t).most(field.most());
            case COUNT ->
                of(FormField.Type.NUMBER, field, value, t).most(8).hint(t.t("subject.count.hint"));
            case YEAR ->
                of(FormField.Type.NUMBER, field, value, t).most(4).hint(t.t("subject.year.hint"));
            case CHOICE ->
                of(FormField.Type.CHOICE, field, value, t).from(of.options(field, value));
            case YES_NO -> of(FormField.Type.TICK, field, value, t);
          };
      fields.add(field.required() ? drawn : drawn.optional());
    }
    if (kind == SubjectKind.CITIZEN) {
      fields.add(
          FormField.of(
                  FormField.Type.TEXT,
                  "personalId",
                  t.t("subject.id"),
                  values.getOrDefault("personalId", ""))
              .optional()
              .most(20)
              .hint(t.t("subject.id.hint")));
    }
    if (kind.addressed()) {
      fields.add(
          FormField.of(
                  FormField.Type.TEXT,
                  "address",
                  t.t("subject.address"),
                  values.getOrDefault("address", ""))
              .optional()
              .most(SubjectRules.LONGEST_ADDRESS));
    }
    fields.add(
        FormField.of(
                FormField.Type.LINES, "note", t.t("subject.note"), values.getOrDefault("note", ""))
            .optional()
            .most(SubjectRules.LONGEST_NOTE));
  }

  private static FormField of(FormField.Type type, SubjectField field, String value, Texts t) {
    return FormField.of(type, field.column(), t.t(field.label()), value);
  }

  private static void belonging(
      List<FormField> fields, MembershipRole role, Map<String, String> values, Texts t) {
    fields.add(
        FormField.of(
                FormField.Type.TEXT,
                role.name(),
                t.t("membership.code." + role.name()),
                values.getOrDefault(role.name(), ""))
            .optional()
            .most(40)
            .hint(t.t("membership.code.hint." + role.name())));
  }

  private void consentFields(List<FormField> fields, Map<String, String> values, Texts t) {
    List<Option> ways = new ArrayList<>();
    for (Consent.How how : Consent.How.values()) {
      ways.add(new Option(how.name(), t.t("consent.how." + how.name())));
    }
    fields.add(
        FormField.of(
                FormField.Type.RADIO,
                "consent",
                t.t("consent.question"),
                values.getOrDefault("consent", ""))
            .from(ways)
            .hint(t.t("consent.question.hint")));
    fields.add(
        FormField.of(
                FormField.Type.DAY,
                "consentOn",
                t.t("consent.on"),
                values.getOrDefault("consentOn", t.date(today())))
            .hint(t.t("household.date.hint")));
    fields.add(
        FormField.of(
                FormField.Type.TEXT,
                "guardian",
                t.t("consent.guardian"),
                values.getOrDefault("guardian", ""))
            .optional()
            .most(HouseholdRules.LONGEST_HEAD)
            .hint(t.t("consent.guardian.hint")));
  }

  private ResponseEntity<byte[]> addSent(Visit visit, Map<String, String> form) {
    SubjectKind kind = SubjectPages.kind(visit);
    List<Problem> problems = new ArrayList<>();
    SubjectEntry entry = entry(kind, form, problems);
    Map<MembershipRole, String> belongings = new EnumMap<>(MembershipRole.class);
    for (MembershipRole role : kind.belongings()) {
      belongings.put(role, form.getOrDefault(role.name(), ""));
    }
    Result<SubjectKey> added =
        subjects.add(
            visit.actor(),
            new Subjects.NewSubject(
                HouseholdForms.id(form),
                kind,
                HouseholdForms.area(form, "area"),
                entry,
                form.getOrDefault("personalId", ""),
                kind == SubjectKind.CITIZEN ? given(form) : null,
                belongings,
                form.containsKey("sameConfirmed")),
            problems);
    if (added instanceof Result.Ok<SubjectKey>(SubjectKey key)) {
      return visit.leadTo(Subject.path(kind, key), "subject.added", entry.name());
    }
    return addForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, form, added.problems());
  }

  /** What was typed; what cannot be read is told and stands in the form as it was typed. */
  private static SubjectEntry entry(
      SubjectKind kind, Map<String, String> form, List<Problem> problems) {
    Map<SubjectField, Object> values = new EnumMap<>(SubjectField.class);
    for (SubjectField field : kind.fields()) {
      String typed = VietnameseText.clean(form.getOrDefault(field.column(), ""));
      switch (field.form()) {
        case TEXT, CHOICE -> {
          if (!typed.isEmpty()) {
            values.put(field, typed);
          }
        }
        case YES_NO -> values.put(field, typed.equals("true"));
        case COUNT, YEAR -> {
          String digits = typed.replaceAll("[.\\s]", "");
          if (digits.matches("[0-9]{1,8}")) {
            values.put(field, Integer.valueOf(digits));
          } else if (!typed.isEmpty()) {
            problems.add(
                field.form() == SubjectField.Form.YEAR
                    ? Problem.at(
                        field.column(),
                        RegistryProblem.NOT_A_BIRTH_YEAR,
                        typed,
                        String.valueOf(LocalDate.now(Texts.ZONE).getYear()))
                    : Problem.at(
                        field.column(), RegistryProblem.NOT_A_NUMBER, typed, field.most()));
          }
        }
      }
    }
    return new SubjectEntry(
        form.getOrDefault("name", ""),
        form.getOrDefault("address", ""),
        form.getOrDefault("note", ""),
        values);
  }

  private static Consent.Given given(Map<String, String> form) {
    Consent.How how = null;
    for (Consent.How one : Consent.How.values()) {
      if (one.name().equals(form.get("consent"))) {
        how = one;
      }
    }
    return new Consent.Given(
        how,
        HouseholdForms.day(form, "consentOn"),
        VietnameseText.clean(form.getOrDefault("guardian", "")));
  }

  // ---- what can be done with one

  /** What can be done, each with a form of its own. */
  enum Act {
    EDIT,
    MOVE,
    JOIN,
    CLOSE,
    REOPEN,
    BELONG,
    MEMBERS,
    CONSENT,
    WITHDRAW,
    ERASE;

    /** Its word in addresses. */
    String path() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Act of(String path) {
      for (Act act : values()) {
        if (act.path().equals(path)) {
          return act;
        }
      }
      throw new NotFoundException("act " + path);
    }

    boolean fits(SubjectKind kind) {
      return switch (this) {
        case EDIT, MOVE, JOIN, CLOSE, REOPEN -> true;
        case BELONG -> !kind.belongings().isEmpty();
        case MEMBERS -> !kind.members().isEmpty();
        case CONSENT, WITHDRAW, ERASE -> kind == SubjectKind.CITIZEN;
      };
    }
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping({
    "/citizens/{home}/{id}/{act}",
    "/clans/{home}/{id}/{act}",
    "/groups/{home}/{id}/{act}",
    "/centres/{home}/{id}/{act}"
  })
  ResponseEntity<byte[]> act(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam Map<String, String> query) {
    return acting(visit, new SubjectKey(home, id), act, query);
  }

  @Needs(Right.UNIT_KEEP)
  @GetMapping("/units/{home}/{id}/{act}")
  ResponseEntity<byte[]> unitAct(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam Map<String, String> query) {
    return acting(visit, new SubjectKey(home, id), act, query);
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping({
    "/citizens/{home}/{id}/{act}",
    "/clans/{home}/{id}/{act}",
    "/groups/{home}/{id}/{act}",
    "/centres/{home}/{id}/{act}"
  })
  ResponseEntity<byte[]> actNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam Map<String, String> form) {
    return done(visit, new SubjectKey(home, id), act, form);
  }

  @Needs(Right.UNIT_KEEP)
  @PostMapping("/units/{home}/{id}/{act}")
  ResponseEntity<byte[]> unitActNow(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam Map<String, String> form) {
    return done(visit, new SubjectKey(home, id), act, form);
  }

  private Subject opened(Visit visit, SubjectKey key, Act act) {
    SubjectKind kind = SubjectPages.kind(visit);
    Subject subject = subjects.read(visit.actor(), kind, key);
    areas.require(visit.actor(), kind.keep(), subject.areaId());
    if (!act.fits(kind)) {
      throw new NotFoundException("act " + act);
    }
    return subject;
  }

  private ResponseEntity<byte[]> acting(
      Visit visit, SubjectKey key, String path, Map<String, String> query) {
    if (path.equals("sheet")) {
      return consentSheet(visit, opened(visit, key, Act.CONSENT));
    }
    Act act = Act.of(path);
    Subject subject = opened(visit, key, act);
    if (act != Act.MEMBERS && !subjects.keeps(visit.actor(), subject)) {
      return visit.leadTo(subject.path());
    }
    Map<String, String> values = new HashMap<>(query);
    values.put("version", String.valueOf(subject.version()));
    if (act == Act.EDIT) {
      values.put("name", subject.name());
      values.put("address", subject.entry().address());
      values.put("note", subject.entry().note());
      subject.entry().values().forEach((field, value) -> values.put(field.column(), "" + value));
    }
    return actForm(visit, HttpStatus.OK, act, subject, values, List.of());
  }

  private ResponseEntity<byte[]> actForm(
      Visit visit,
      HttpStatus status,
      Act act,
      Subject subject,
      Map<String, String> values,
      List<Problem> problems) {
    Texts t = visit.t();
    SubjectKind kind = subject.kind();
    List<FormField> fields = new ArrayList<>();
    fields.add(
        FormField.hidden(
            "version", values.getOrDefault("version", String.valueOf(subject.version()))));
    String day = values.getOrDefault("on", t.date(today()));
    FormField reason =
        FormField.of(
                FormField.Type.LINES,
                "reason",
                t.t("household.reason"),
                values.getOrDefault("reason", ""))
            .most(SubjectRules.LONGEST_REASON);
    FormField on =
        FormField.of(FormField.Type.DAY, "on", t.t("household.close.on"), day)
            .hint(t.t("household.date.hint"));
    switch (act) {
      case EDIT -> entryFields(fields, kind, values, t);
      case CLOSE -> {
        fields.add(on);
        fields.add(reason);
      }
      case REOPEN -> fields.add(reason);
      case JOIN -> {
        fields.add(
            FormField.of(
                    FormField.Type.TEXT,
                    "duplicate",
                    t.t("subject.join.code"),
                    values.getOrDefault("duplicate", ""))
                .most(40)
                .hint(t.t("household.join.code.hint")));
        fields.add(reason.optional());
      }
      case MOVE -> {
        Integer within = HouseholdForms.area(values, "within");
        List<Integer> own = visit.actor().areasFor(kind.keep());
        int around =
            within != null
                ? within
                : kind == SubjectKind.UNIT && own.size() == 1 ? own.getFirst() : subject.areaId();
        areas.require(visit.actor(), kind.keep(), around);
        fields.add(FormField.hidden("within", String.valueOf(around)));
        fields.add(
            FormField.of(
                    FormField.Type.CHOICE,
                    "area",
                    t.t("subject.home." + kind.name()),
                    values.getOrDefault("area", ""))
                .from(homes(visit.actor(), kind, around)));
        fields.add(on);
        fields.add(reason.optional());
      }
      case BELONG -> {
        MembershipRole role = role(values, kind.belongings());
        fields.add(FormField.hidden("role", role.name()));
        belonging(fields, role, values, t);
      }
      case MEMBERS -> {
        MembershipRole role = role(values, kind.members());
        fields.add(FormField.hidden("role", role.name()));
        fields.add(
            FormField.of(
                    FormField.Type.RADIO,
                    "way",
                    t.t("membership.way"),
                    values.getOrDefault("way", "ADD"))
                .from(
                    List.of(
                        new Option("ADD", t.t("membership.way.ADD")),
                        new Option("REMOVE", t.t("membership.way.REMOVE")))));
        fields.add(
            FormField.of(
                    FormField.Type.LINES,
                    "codes",
                    t.t("membership.codes." + role.member().name()),
                    values.getOrDefault("codes", ""))
                .hint(t.t("membership.codes.hint")));
      }
      case CONSENT -> consentFields(fields, values, t);
      case WITHDRAW -> fields.add(on);
      case ERASE -> {}
    }
    String title =
        act == Act.BELONG
            ? t.t("membership.title." + role(values, kind.belongings()).name())
            : act == Act.MEMBERS
                ? t.t("membership.members." + role(values, kind.members()).name())
                : t.t("subject.act." + act.name());
    boolean told = t.has("subject.act." + act.name() + ".note");
    return form(
        visit,
        status,
        new Drawn(
            title,
            subject.name() + " · " + subject.code(),
            told ? t.t("subject.act." + act.name() + ".note") : null,
            fields,
            subject.path() + "/" + act.path(),
            act == Act.EDIT ? t.t("subject.save") : title,
            subject.path(),
            subject.areaId()),
        problems);
  }

  private static MembershipRole role(Map<String, String> values, List<MembershipRole> fitting) {
    return fitting.stream()
        .filter(role -> role.name().equals(values.get("role")))
        .findFirst()
        .orElse(fitting.getFirst());
  }

  private ResponseEntity<byte[]> done(
      Visit visit, SubjectKey key, String path, Map<String, String> form) {
    Act act = Act.of(path);
    Subject subject = opened(visit, key, act);
    Actor actor = visit.actor();
    SubjectKind kind = subject.kind();
    int version = HouseholdForms.version(form);
    String reason = form.getOrDefault("reason", "");
    LocalDate on = HouseholdForms.day(form, "on");
    List<Problem> typed = new ArrayList<>();
    Result<?> result =
        switch (act) {
          case EDIT -> {
            SubjectEntry entry = entry(kind, form, typed);
            yield subjects.edit(
                actor, key, version, entry, form.getOrDefault("personalId", ""), typed);
          }
          case CLOSE -> subjects.close(actor, key, version, on, reason);
          case REOPEN -> subjects.reopen(actor, key, version, reason);
          case JOIN ->
              subjects.join(actor, key, version, form.getOrDefault("duplicate", ""), reason);
          case MOVE -> {
            Integer area = HouseholdForms.area(form, "area");
            yield area == null
                ? Result.refused(Problem.at("area", RegistryProblem.HOME_MISSING))
                : subjects.move(actor, key, version, area, on, reason);
          }
          case BELONG -> {
            MembershipRole role = role(form, kind.belongings());
            yield subjects.belong(actor, key, role, form.getOrDefault(role.name(), ""));
          }
          case MEMBERS -> {
            MembershipRole role = role(form, kind.members());
            String codes = form.getOrDefault("codes", "");
            yield Set.of("REMOVE").contains(form.getOrDefault("way", ""))
                ? subjects.removeMembers(actor, key, role, codes)
                : subjects.addMembers(actor, key, role, codes);
          }
          case CONSENT -> subjects.recordConsent(actor, key, version, given(form));
          case WITHDRAW -> subjects.withdrawConsent(actor, key, version, on);
          case ERASE -> subjects.erasePersonalId(actor, key, version);
        };
    if (result.done()) {
      return visit.leadTo(subject.path(), "subject.done." + act.name());
    }
    return actForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, act, subject, form, result.problems());
  }

  // ---- consent on paper

  /** The consent sheet, blank, to be read, signed and kept by the commune. */
  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping("/citizens/consent")
  ResponseEntity<byte[]> blankConsent(Visit visit) {
    return consentSheet(visit, null);
  }

  private ResponseEntity<byte[]> consentSheet(Visit visit, @Nullable Subject person) {
    Texts t = visit.t();
    Map<String, Object> params = new HashMap<>();
    params.put("name", person == null ? "" : person.name());
    Integer year = person == null ? null : person.number(SubjectField.BIRTH_YEAR);
    params.put("year", year == null ? "" : String.valueOf(year));
    params.put("code", person == null ? "" : person.code());
    params.put("place", person == null ? "" : areas.lastKnown(person.areaId()).name());
    params.put("version", String.valueOf(Consent.CURRENT_TEXT));
    return views.html(
        "registry/consent",
        visit.page(
            t.t("consent.sheet"),
            HouseholdPages.NAV,
            List.of(
                new Crumb(
                    person == null ? t.t("subject.kinds.CITIZEN") : person.name(),
                    person == null ? "/citizens" : person.path()))),
        params);
  }

  // ---- drawing

  private record Drawn(
      String title,
      @Nullable String lead,
      @Nullable String note,
      List<FormField> fields,
      String action,
      String primary,
      String back,
      int areaId) {}

  private ResponseEntity<byte[]> form(
      Visit visit, HttpStatus status, Drawn drawn, List<Problem> problems) {
    SubjectKind kind = SubjectPages.kind(visit);
    Map<String, Object> params = new HashMap<>();
    params.put("lead", drawn.lead());
    params.put("note", drawn.note());
    params.put("fields", drawn.fields());
    params.put("errors", visit.errors(problems));
    params.put("action", drawn.action());
    params.put("primary", drawn.primary());
    params.put("back", drawn.back());
    return views.html(
        status,
        "registry/subject-form",
        visit.page(
            drawn.title(),
            HouseholdPages.NAV,
            AreaTrail.and(
                trail.crumbs(visit, drawn.areaId(), area -> "/" + kind.path() + "?area=" + area),
                drawn.title())),
        params);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Texts.ZONE);
  }
}
