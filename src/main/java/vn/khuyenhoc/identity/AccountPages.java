package vn.khuyenhoc.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.JournalEntries;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.HistoryLine;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Accounts, for those who keep them. */
@Controller
class AccountPages {

  private static final String NAV = "accounts";
  private static final int MOST_COMMUNES = 150;
  private static final int HISTORY = 50;

  private final Accounts accounts;
  private final AccountKeeping keeping;
  private final VolunteerSheet sheets;
  private final Areas areas;
  private final JournalEntries journal;
  private final Views views;

  AccountPages(
      Accounts accounts,
      AccountKeeping keeping,
      VolunteerSheet sheets,
      Areas areas,
      JournalEntries journal,
      Views views) {
    this.accounts = accounts;
    this.keeping = keeping;
    this.sheets = sheets;
    this.areas = areas;
    this.journal = journal;
    this.views = views;
  }

  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry accountsNavigation() {
      return new NavEntry(NAV, "identity.nav", "/accounts", Right.ACCOUNT_VOLUNTEERS, 80);
    }
  }

  // --- the list

  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @GetMapping("/accounts")
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    return listPage(visit, HttpStatus.OK, area, q, state, page, size, List.of());
  }

  private ResponseEntity<byte[]> listPage(
      Visit visit,
      HttpStatus status,
      @Nullable Integer area,
      String q,
      String state,
      int page,
      int size,
      List<Problem> problems) {
    Actor actor = visit.actor();
    AccountState wanted =
        Arrays.stream(AccountState.values())
            .filter(one -> one.name().equals(state))
            .findFirst()
            .orElse(null);
    int rows = Pager.SIZES.contains(size) ? size : 50;
    int number = Math.max(1, Math.min(page, 100_000));
    Accounts.Found found = accounts.list(actor, area, q, wanted, rows, (number - 1L) * rows);
    if (found.accounts().isEmpty() && number > 1) {
      number = 1;
      found = accounts.list(actor, area, q, wanted, rows, 0);
    }
    String base = address(area, q, state);
    return views.html(
        status,
        "identity/accounts",
        visit.page(visit.t().t("identity.accounts.title"), NAV, List.of()),
        values(
            "accounts",
            found.accounts(),
            "pager",
            new Pager(number, rows, found.total(), base),
            "area",
            area == null ? null : areas.byId(area),
            "q",
            q,
            "state",
            state,
            "segments",
            segments(visit.t(), area, q, state),
            "officers",
            accounts.keepsOfficers(actor),
            "errors",
            visit.errors(problems)));
  }

  private static List<Segment> segments(Texts t, @Nullable Integer area, String q, String state) {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment(t.t("identity.state.all"), address(area, q, ""), state.isEmpty()));
    for (AccountState one : AccountState.values()) {
      segments.add(
          new Segment(
              t.t("identity.state." + one),
              address(area, q, one.name()),
              state.equals(one.name())));
    }
    return segments;
  }

  private static String address(@Nullable Integer area, String q, String state) {
    org.springframework.web.util.UriComponentsBuilder address =
        org.springframework.web.util.UriComponentsBuilder.fromPath("/accounts");
    if (area != null) {
      address.queryParam("area", area);
    }
    if (!q.isBlank()) {
      address.queryParam("q", "{q}");
    }
    if (!state.isEmpty()) {
      address.queryParam("state", "{state}");
    }
    return address.encode().buildAndExpand(Map.of("q", q, "state", state)).toUriString();
  }

  /** The slips of the chosen accounts, to be cut. They are shown by this answer only. */
  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @PostMapping("/accounts/slips")
  ResponseEntity<byte[]> slips(
      Visit visit,
      HttpServletRequest request,
      @RequestParam(name = "account", defaultValue = "") List<UUID> chosen,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String state) {
    return switch (keeping.printSlips(visit.actor(), chosen)) {
      case Result.Refused<List<PrintedSlip>> refused ->
          listPage(
              visit, HttpStatus.UNPROCESSABLE_CONTENT, area, q, state, 1, 50, refused.problems());
      case Result.Ok<List<PrintedSlip>> ok ->
          views.html(
              "identity/slips",
              visit.page(
                  visit.t().t("identity.slips.title"),
                  NAV,
                  List.of(list(visit), new Crumb(visit.t().t("identity.slips.title"), null))),
              Map.of("slips", ok.value(), "site", site(request), "back", "/accounts"));
    };
  }

  static String site(HttpServletRequest request) {
    return ServletUriComponentsBuilder.fromRequestUri(request)
        .replacePath(null)
        .replaceQuery(null)
        .build()
        .toUriString();
  }

  private static Crumb list(Visit visit) {
    return new Crumb(visit.t().t("identity.accounts.title"), "/accounts");
  }

  // --- one volunteer

  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @GetMapping("/accounts/new")
  ResponseEntity<byte[]> newVolunteer(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer commune,
      @RequestParam(defaultValue = "") String q) {
    Integer chosen = commune == null ? onlyCommune(visit.actor()) : commune;
    return chosen == null
        ? chooseCommune(visit, "/accounts/new", "identity.new.title", q)
        : volunteerForm(visit, HttpStatus.OK, chosen, "", "", "", List.of());
  }

  private @Nullable Integer onlyCommune(Actor actor) {
    List<Area> communes = accounts.communes(actor, "", 2);
    return communes.size() == 1 ? communes.getFirst().id() : null;
  }

  private ResponseEntity<byte[]> chooseCommune(
      Visit visit, String action, String titleKey, String q) {
    List<Area> communes = accounts.communes(visit.actor(), q, MOST_COMMUNES);
    return views.html(
        "identity/choose-commune",
        visit.page(
            visit.t().t(titleKey),
            NAV,
            List.of(list(visit), new Crumb(visit.t().t(titleKey), null))),
        Map.of("action", action, "communes", communes, "q", q));
  }

  private ResponseEntity<byte[]> volunteerForm(
      Visit visit,
      HttpStatus status,
      int communeId,
      String village,
      String name,
      String position,
      List<Problem> problems) {
    Area commune = commune(visit.actor(), communeId);
    return views.html(
        status,
        "identity/new-volunteer",
        visit.page(
            visit.t().t("identity.new.title"),
            NAV,
            List.of(list(visit), new Crumb(visit.t().t("identity.new.title"), null))),
        Map.of(
            "commune",
            commune,
            "villages",
            areas.children(communeId).stream()
                .map(one -> new Option(String.valueOf(one.id()), one.name()))
                .toList(),
            "village",
            village,
            "name",
            name,
            "position",
            position,
            "errors",
            visit.errors(problems)));
  }

  private Area commune(Actor actor, int communeId) {
    areas.require(actor, Right.ACCOUNT_VOLUNTEERS, communeId);
    Area commune = areas.byId(communeId);
    if (commune.level() != AreaLevel.COMMUNE) {
      throw new NotFoundException("commune " + communeId);
    }
    return commune;
  }

  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @PostMapping("/accounts/new")
  ResponseEntity<byte[]> addVolunteer(
      Visit visit,
      @RequestParam int commune,
      @RequestParam(defaultValue = "") String village,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String position) {
    return switch (keeping.addVolunteer(visit.actor(), number(village), name, position)) {
      case Result.Ok<UUID> ok ->
          visit.leadTo(
              "/accounts/" + ok.value(), "identity.done.created", VietnameseText.clean(name));
      case Result.Refused<UUID> refused ->
          volunteerForm(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              commune,
              village,
              name,
              position,
              refused.problems());
    };
  }

  private static @Nullable Integer number(String typed) {
    try {
      return typed.isBlank() ? null : Integer.valueOf(typed.strip());
    } catch (NumberFormatException other) {
      return null;
    }
  }

  // --- a sheet of volunteers

  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @GetMapping("/accounts/import")
  ResponseEntity<byte[]> sheet(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer commune,
      @RequestParam(defaultValue = "") String q) {
    Integer chosen = commune == null ? onlyCommune(visit.actor()) : commune;
    return chosen == null
        ? chooseCommune(visit, "/accounts/import", "identity.import.title", q)
        : sheetForm(visit, HttpStatus.OK, chosen, List.of());
  }

  private ResponseEntity<byte[]> sheetForm(
      Visit visit, HttpStatus status, int communeId, List<Problem> problems) {
    return views.html(
        status,
        "identity/import",
        visit.page(
            visit.t().t("identity.import.title"),
            NAV,
            List.of(list(visit), new Crumb(visit.t().t("identity.import.title"), null))),
        Map.of("commune", commune(visit.actor(), communeId), "errors", visit.errors(problems)));
  }

  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @PostMapping("/accounts/import")
  ResponseEntity<byte[]> look(
      Visit visit,
      @RequestParam int commune,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    if (file == null || file.isEmpty()) {
      return sheetForm(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          commune,
          List.of(Problem.at("file", IdentityProblem.FILE_MISSING)));
    }
    Result<SheetPreview> preview;
    try (InputStream content = file.getInputStream()) {
      preview = sheets.look(visit.actor(), commune, fileName(file), content, visit.t());
    }
    return switch (preview) {
      case Result.Refused<SheetPreview> refused ->
          sheetForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, commune, refused.problems());
      case Result.Ok<SheetPreview> ok ->
          views.html(
              "identity/import-preview",
              visit.page(
                  visit.t().t("identity.preview.title"),
                  NAV,
                  List.of(list(visit), new Crumb(visit.t().t("identity.preview.title"), null))),
              Map.of("commune", commune(visit.actor(), commune), "preview", ok.value()));
    };
  }

  /** Browsers send a name, some of them with its folders. */
  private static String fileName(MultipartFile file) {
    String sent = VietnameseText.clean(file.getOriginalFilename());
    String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    return name.length() > 120 ? name.substring(name.length() - 120) : name;
  }

  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @PostMapping("/accounts/import/{sheet}/apply")
  ResponseEntity<byte[]> apply(Visit visit, @PathVariable UUID sheet, @RequestParam int commune) {
    return switch (sheets.apply(visit.actor(), sheet, visit.t())) {
      case Result.Ok<VolunteerSheet.Applied> ok ->
          visit.leadTo(
              "/accounts?area=" + ok.value().communeId() + "&state=" + AccountState.WAITING,
              "identity.done.imported",
              ok.value().created(),
              ok.value().skipped(),
              ok.value().failed());
      case Result.Refused<VolunteerSheet.Applied> refused ->
          sheetForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, commune, refused.problems());
    };
  }

  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @GetMapping("/accounts/volunteers.xlsx")
  ResponseEntity<byte[]> volunteersSheet(Visit visit, @RequestParam int commune) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sheets.write(visit.actor(), commune, out, visit.t());
    return workbook("cong-tac-vien-" + areas.byId(commune).code(), out);
  }

  /** The sheet that was looked at with every mistake at its cell, to be corrected and sent back. */
  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @GetMapping("/accounts/import/{sheet}/marked")
  ResponseEntity<byte[]> markedSheet(Visit visit, @PathVariable UUID sheet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sheets.writeMarked(visit.actor(), sheet, visit.t(), out);
    return workbook("cong-tac-vien-can-sua", out);
  }

  private static ResponseEntity<byte[]> workbook(String name, ByteArrayOutputStream out) {
    return Downloads.file(Downloads.EXCEL, name + ".xlsx", out.toByteArray());
  }

  // --- officers

  @Needs(Right.ACCOUNT_OFFICERS)
  @GetMapping("/accounts/officers/new")
  ResponseEntity<byte[]> newOfficer(Visit visit) {
    return officerForm(
        visit, HttpStatus.OK, new AccountKeeping.Officer("", "", "", null, null, ""), List.of());
  }

  @Needs(Right.ACCOUNT_OFFICERS)
  @PostMapping("/accounts/officers/new")
  ResponseEntity<byte[]> addOfficer(
      Visit visit,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String position,
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String role,
      @RequestParam(defaultValue = "") String area,
      @RequestParam(defaultValue = "") String areaId) {
    Role wanted = role(role);
    AccountKeeping.Officer asked =
        new AccountKeeping.Officer(
            name, position, login, wanted, area(visit.actor(), area, areaId, wanted), area);
    return switch (keeping.addOfficer(visit.actor(), asked)) {
      case Result.Ok<UUID> ok ->
          visit.leadTo(
              "/accounts/" + ok.value(), "identity.done.created", VietnameseText.clean(name));
      case Result.Refused<UUID> refused ->
          officerForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, asked, refused.problems());
    };
  }

  private ResponseEntity<byte[]> officerForm(
      Visit visit, HttpStatus status, AccountKeeping.Officer asked, List<Problem> problems) {
    Role role = asked.role();
    return views.html(
        status,
        "identity/new-officer",
        visit.page(
            visit.t().t("identity.officer.title"),
            NAV,
            List.of(list(visit), new Crumb(visit.t().t("identity.officer.title"), null))),
        Map.of(
            "name",
            asked.name(),
            "position",
            asked.position(),
            "login",
            asked.login(),
            "role",
            role == null ? "" : role.name(),
            "roles",
            roles(visit.t(), false),
            "area",
            asked.areaTyped(),
            "candidates",
            candidates(visit.actor(), asked.areaId(), asked.areaTyped()),
            "errors",
            visit.errors(problems)));
  }

  private static List<Option> roles(Texts t, boolean volunteers) {
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.HEAD && (volunteers || role != Role.VOLUNTEER))
        .map(
            role ->
                new Option(
                    role.name(), t.t("role." + role), t.t("identity.role-hint." + role), null))
        .toList();
  }

  private static @Nullable Role role(String typed) {
    return Arrays.stream(Role.values())
        .filter(one -> one.name().equals(typed))
        .findFirst()
        .orElse(null);
  }

  /** The area that was chosen, or the only one that fits what was typed and the role. */
  private @Nullable Integer area(Actor actor, String typed, String chosen, @Nullable Role role) {
    Integer byId = number(chosen);
    if (byId != null) {
      return byId;
    }
    if (typed.isBlank()) {
      boolean ofTheCountry = role == Role.NATIONAL_OFFICER || role == Role.ADMINISTRATOR;
      int nation = areas.nation().id();
      return ofTheCountry && areas.reaches(actor, Right.ACCOUNT_OFFICERS, nation) ? nation : null;
    }
    List<Area> found = keeping.candidates(actor, typed);
    List<Area> fitting =
        role == null
            ? found
            : found.stream()
                .filter(area -> AccountKeeping.levels(role).contains(area.level()))
                .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst().id();
    }
    return fitting.isEmpty() && found.size() == 1 ? found.getFirst().id() : null;
  }

  private List<Option> candidates(Actor actor, @Nullable Integer areaId, String typed) {
    if (areaId != null || typed.isBlank()) {
      return List.of();
    }
    List<Option> options = new ArrayList<>();
    for (Area area : keeping.candidates(actor, typed)) {
      Integer parent = area.parentId();
      options.add(
          new Option(
              String.valueOf(area.id()),
              area.name(),
              parent == null ? null : areas.byId(parent).name(),
              area.code()));
    }
    return options;
  }

  // --- one account

  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @GetMapping("/accounts/{id}")
  ResponseEntity<byte[]> account(Visit visit, @PathVariable UUID id) {
    return accountPage(visit, HttpStatus.OK, id, Map.of(), List.of());
  }

  private ResponseEntity<byte[]> accountPage(
      Visit visit, HttpStatus status, UUID id, Map<String, Object> typed, List<Problem> problems) {
    Actor actor = visit.actor();
    Account account = accounts.byId(actor, id);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("account", account);
    values.put("own", id.equals(actor.accountId()));
    values.put("officers", accounts.keepsOfficers(actor));
    values.put("roles", roles(visit.t(), true));
    values.put("role", "");
    values.put("area", "");
    values.put("candidates", List.of());
    values.put("name", "");
    values.put("position", "");
    values.put("history", history(visit.t(), id));
    values.put("errors", visit.errors(problems));
    values.putAll(typed);
    return views.html(
        status,
        "identity/account",
        visit.page(account.name(), NAV, List.of(list(visit), new Crumb(account.name(), null))),
        values);
  }

  private List<HistoryLine> history(Texts t, UUID id) {
    return journal.about("account/" + id, HISTORY).stream()
        .map(
            entry ->
                new HistoryLine(
                    t.dateTime(entry.at()),
                    t.has("journal.action." + entry.action())
                        ? t.t("journal.action." + entry.action())
                        : entry.action(),
                    entry.actor(),
                    null,
                    "plain"))
        .toList();
  }

  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @PostMapping("/accounts/{id}/end")
  ResponseEntity<byte[]> end(Visit visit, @PathVariable UUID id) {
    return answer(visit, id, keeping.end(visit.actor(), id), "identity.done.ended", Map.of());
  }

  @Needs(Right.ACCOUNT_VOLUNTEERS)
  @PostMapping("/accounts/{id}/hand-over")
  ResponseEntity<byte[]> handOver(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String position) {
    return switch (keeping.handOver(visit.actor(), id, name, position)) {
      case Result.Ok<UUID> ok ->
          visit.leadTo(
              "/accounts/" + ok.value(), "identity.done.handed-over", VietnameseText.clean(name));
      case Result.Refused<UUID> refused ->
          accountPage(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              Map.of("name", name, "position", position),
              refused.problems());
    };
  }

  @Needs(Right.ACCOUNT_OFFICERS)
  @PostMapping("/accounts/{id}/roles")
  ResponseEntity<byte[]> give(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String role,
      @RequestParam(defaultValue = "") String area,
      @RequestParam(defaultValue = "") String areaId) {
    Actor actor = visit.actor();
    Role wanted = role(role);
    Integer found = area(actor, area, areaId, wanted);
    return answer(
        visit,
        id,
        keeping.give(actor, id, wanted, found, area),
        "identity.done.role-given",
        Map.of("role", role, "area", area, "candidates", candidates(actor, found, area)));
  }

  @Needs(Right.ACCOUNT_OFFICERS)
  @PostMapping("/accounts/{id}/roles/end")
  ResponseEntity<byte[]> take(
      Visit visit, @PathVariable UUID id, @RequestParam Role role, @RequestParam int area) {
    return answer(
        visit,
        id,
        keeping.take(visit.actor(), id, role, area),
        "identity.done.role-taken",
        Map.of());
  }

  private ResponseEntity<byte[]> answer(
      Visit visit, UUID id, Result<Boolean> result, String done, Map<String, Object> typed) {
    return switch (result) {
      case Result.Ok<Boolean> ok -> visit.leadTo("/accounts/" + id, done);
      case Result.Refused<Boolean> refused ->
          accountPage(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, typed, refused.problems());
    };
  }

  private static Map<String, @Nullable Object> values(@Nullable Object... pairs) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return values;
  }
}
