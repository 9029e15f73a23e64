package vn.khuyenhoc.areas;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetGlance;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Writing a reorganisation down: decree and day, changes one by one, files with their columns. */
@Controller
class DraftPages {

  private static final String NAV = "areas";
  private static final int LONGEST_CHOICE = 60;

  private final Drafts drafts;
  private final Reorganisations reorganisations;
  private final Areas areas;
  private final AreaLists lists;
  private final Views views;

  DraftPages(
      Drafts drafts, Reorganisations reorganisations, Areas areas, AreaLists lists, Views views) {
    this.drafts = drafts;
    this.reorganisations = reorganisations;
    this.areas = areas;
    this.lists = lists;
    this.views = views;
  }

  static List<Crumb> crumbs(Visit visit, Crumb... more) {
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(new Crumb(visit.t().t("areas.title"), "/areas"));
    crumbs.add(new Crumb(visit.t().t("areas.reorganisations.title"), "/areas/reorganisations"));
    crumbs.addAll(List.of(more));
    return crumbs;
  }

  static String title(Texts t, Draft draft) {
    return draft.decree().number().isEmpty()
        ? t.t("areas.draft.title.blank", draft.effectiveOn())
        : t.t("areas.draft.title", draft.decree().number());
  }

  // ── to begin ──────────────────────────────────────────────────────────────────────────────────

  /**
   * The form that begins a draft.
   *
   * @param after a recorded reorganisation that is to be corrected or completed
   * @param from an area that the first change is to be about
   * @param kind what that change is
   */
  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/new")
  ResponseEntity<byte[]> blank(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer after,
      @RequestParam(required = false) @Nullable Integer from,
      @RequestParam(defaultValue = "MERGE") String kind) {
    Draft.Header header = Draft.Header.BLANK;
    String scope = "";
    if (after != null) {
      Reorganisation earlier = reorganisations.byId(after);
      if (areas.reaches(visit.actor(), Right.AREAS_KEEP, earlier.scopeId())) {
        scope = String.valueOf(earlier.scopeId());
        header =
            new Draft.Header(
                "",
                "",
                "",
                visit.t().t("areas.draft.note.after", earlier.decree(), earlier.effectiveOn()));
      }
    }
    return blank(
        visit, HttpStatus.OK, header, scope, Visit.newId(), first(kind, from, after), List.of());
  }

  /** The form of the first change, as the address of its page has it; empty for none. */
  private static String first(String kind, @Nullable Integer from, @Nullable Integer after) {
    return from == null
        ? ""
        : "kind=" + kind(kind) + "&from=" + from + (after == null ? "" : "&after=" + after);
  }

  private ResponseEntity<byte[]> blank(
      Visit visit,
      HttpStatus status,
      Draft.Header header,
      String scope,
      UUID form,
      String first,
      List<FieldError> errors) {
    List<Option> scopes = scopes(visit);
    Map<String, Object> params = new HashMap<>();
    params.put("header", header);
    params.put("scopes", scopes);
    params.put("scope", scope.isEmpty() ? scopes.getFirst().value() : scope);
    params.put("form", form.toString());
    params.put("first", first);
    params.put("errors", errors);
    String title = visit.t().t("areas.draft.new");
    return views.html(
        status,
        "areas/draft-new",
        visit.page(title, NAV, crumbs(visit, new Crumb(title, null))),
        params);
  }

  private List<Option> scopes(Visit visit) {
    List<Integer> own = visit.actor().areasFor(Right.AREAS_KEEP);
    Map<Integer, String> scopes = new LinkedHashMap<>();
    own.stream()
        .map(areas::lastKnown)
        .filter(area -> area.level() == AreaLevel.NATION || area.level() == AreaLevel.PROVINCE)
        .forEach(area -> scopes.put(area.id(), area.name()));
    areas.below(own, AreaLevel.PROVINCE).stream()
        .filter(area -> !area.kind().equals(AreaKinds.UNASSIGNED))
        .forEach(area -> scopes.put(area.id(), area.name()));
    return scopes.entrySet().stream()
        .map(entry -> new Option(String.valueOf(entry.getKey()), entry.getValue()))
        .toList();
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/new")
  ResponseEntity<byte[]> begin(
      Visit visit,
      @RequestParam(defaultValue = "0") int scope,
      @RequestParam(defaultValue = "") String decree,
      @RequestParam(defaultValue = "") String decreeDate,
      @RequestParam(defaultValue = "") String effectiveOn,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String first) {
    String change = first.matches("kind=[A-Z]+&from=\\d{1,9}(&after=\\d{1,9})?") ? first : "";
    Draft.Header header = new Draft.Header(decree, decreeDate, effectiveOn, note);
    UUID id = Visit.idOf(form);
    return switch (drafts.begin(visit.actor(), id, scope, header)) {
      case Result.Ok<Draft> ok ->
          visit.leadTo(change.isEmpty() ? ok.value().path() : ok.value().path() + "/add?" + change);
      case Result.Refused<Draft> refused ->
          blank(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              header,
              String.valueOf(scope),
              id,
              change,
              visit.errors(refused.problems()));
    };
  }

  // ── the draft ─────────────────────────────────────────────────────────────────────────────────

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/drafts/{draft}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable UUID draft) {
    Draft found = drafts.byId(visit.actor(), draft);
    return show(visit, HttpStatus.OK, found, header(visit.t(), found), List.of());
  }

  private static Draft.Header header(Texts t, Draft draft) {
    return new Draft.Header(
        draft.decree().number(),
        draft.decree().date() == null ? "" : t.date(draft.decree().date()),
        t.date(draft.effectiveOn()),
        draft.decree().note());
  }

  private ResponseEntity<byte[]> show(
      Visit visit, HttpStatus status, Draft draft, Draft.Header header, List<FieldError> errors) {
    Map<String, Object> params = new HashMap<>();
    params.put("draft", draft);
    params.put("scope", areas.lastKnown(draft.scopeId()).name());
    params.put("header", header);
    params.put("files", drafts.files(draft));
    params.put("errors", errors);
    return views.html(
        status,
        "areas/draft",
        visit.page(
            title(visit.t(), draft), NAV, crumbs(visit, new Crumb(title(visit.t(), draft), null))),
        params);
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/drafts/{draft}")
  ResponseEntity<byte[]> header(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "") String decree,
      @RequestParam(defaultValue = "") String decreeDate,
      @RequestParam(defaultValue = "") String effectiveOn,
      @RequestParam(defaultValue = "") String note) {
    Draft.Header header = new Draft.Header(decree, decreeDate, effectiveOn, note);
    return switch (drafts.header(visit.actor(), draft, header)) {
      case Result.Ok<Draft> ok -> visit.leadTo(ok.value().path(), "areas.draft.saved");
      case Result.Refused<Draft> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              drafts.byId(visit.actor(), draft),
              header,
              visit.errors(refused.problems()));
    };
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/drafts/{draft}/remove")
  ResponseEntity<byte[]> remove(Visit visit, @PathVariable UUID draft, @RequestParam UUID change) {
    return answer(visit, draft, drafts.remove(visit.actor(), draft, change), "areas.draft.removed");
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/drafts/{draft}/discard")
  ResponseEntity<byte[]> discard(
      Visit visit, @PathVariable UUID draft, @RequestParam(defaultValue = "true") boolean aside) {
    Result<Draft> done = drafts.discard(visit.actor(), draft, aside);
    return done.done() && aside
        ? visit.leadTo("/areas/reorganisations", "areas.draft.discarded")
        : answer(visit, draft, done, "areas.draft.restored");
  }

  private ResponseEntity<byte[]> answer(
      Visit visit, UUID draft, Result<Draft> result, String notice) {
    if (result instanceof Result.Ok<Draft>(Draft done)) {
      return visit.leadTo(done.path(), notice);
    }
    Draft found = drafts.byId(visit.actor(), draft);
    return show(
        visit,
        HttpStatus.UNPROCESSABLE_CONTENT,
        found,
        header(visit.t(), found),
        visit.errors(result.problems()));
  }

  // ── one change more ───────────────────────────────────────────────────────────────────────────

  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/drafts/{draft}/add")
  ResponseEntity<byte[]> adding(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "MERGE") String kind,
      @RequestParam(required = false) @Nullable Integer from,
      @RequestParam(required = false) @Nullable Integer after) {
    Draft found = drafts.byId(visit.actor(), draft);
    return adding(
        visit,
        HttpStatus.OK,
        found,
        ChangeForm.begun(
            kind(kind),
            from == null ? Set.of() : new LinkedHashSet<>(List.of(from)),
            from == null || after == null || kind(kind) != DraftChange.Kind.DIVIDE
                ? List.of()
                : drafts.predecessors(visit.actor(), after, from).stream()
                    .map(one -> new ChangeForm.Part(one.code(), one.name(), one.kind(), ""))
                    .toList()),
        List.of());
  }

  private static DraftChange.Kind kind(String typed) {
    for (DraftChange.Kind kind : DraftChange.Kind.values()) {
      if (kind.name().equals(typed)) {
        return kind;
      }
    }
    throw new NotFoundException("kind of change " + typed);
  }

  /** Searches, takes what is ticked, gives a part more, or enters the change: by its button. */
  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/drafts/{draft}/add")
  ResponseEntity<byte[]> add(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "MERGE") String kind,
      @RequestParam(name = "do", defaultValue = "find") String button,
      HttpServletRequest request) {
    Draft found = drafts.byId(visit.actor(), draft);
    ChangeForm form = ChangeForm.sent(request, kind(kind));
    Integer receiver = form.parent();
    if (form.kind() == DraftChange.Kind.DIVIDE && receiver != null) {
      for (Area area : ChangeForm.byId(drafts.chosen(found, List.of(receiver))).values()) {
        form = form.receiving(area);
      }
    }
    if (!button.equals("add")) {
      return adding(visit, HttpStatus.OK, found, form, List.of());
    }
    DraftChange change = form.change(ChangeForm.byId(drafts.chosen(found, form.named())));
    return switch (drafts.add(visit.actor(), draft, change)) {
      case Result.Ok<Draft> ok -> visit.leadTo(ok.value().path(), "areas.draft.added");
      case Result.Refused<Draft> refused ->
          adding(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              found,
              form,
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> adding(
      Visit visit, HttpStatus status, Draft draft, ChangeForm given, List<FieldError> errors) {
    List<AreaChoice> named = drafts.chosen(draft, given.named());
    List<AreaChoice> chosen =
        named.stream().filter(one -> given.chosen().contains(one.area().id())).toList();
    ChangeForm form =
        given.kind() == DraftChange.Kind.ALTER && chosen.size() == 1
            ? given.prefilled(chosen.getFirst().area())
            : given;
    Integer parent = form.parent();
    AreaLevel level = chosen.isEmpty() ? form.created() : chosen.getFirst().area().level();
    Map<String, Object> params = new HashMap<>();
    params.put("draft", draft);
    params.put("form", form);
    params.put("chosen", chosen);
    params.put(
        "found",
        form.ofAreas()
            ? drafts.search(draft, form.typed()).stream()
                .filter(one -> !form.chosen().contains(one.area().id()))
                .toList()
            : List.of());
    params.put(
        "parents",
        named.stream().filter(one -> parent != null && one.area().id() == parent).toList());
    params.put(
        "foundParents",
        drafts.search(draft, form.parentTyped()).stream()
            .filter(
                one ->
                    (parent == null || one.area().id() != parent)
                        && (form.kind() == DraftChange.Kind.DIVIDE
                            ? one.area().level() == level
                                && !form.chosen().contains(one.area().id())
                            : one.area().level() != AreaLevel.VILLAGE))
            .toList());
    params.put(
        "kinds",
        AreaKinds.of(level).stream()
            .map(kind -> new Option(kind, visit.t().t("areas.kind." + kind)))
            .toList());
    params.put("errors", errors);
    String title = visit.t().t("areas.change." + form.kind().name());
    return views.html(
        status,
        "areas/draft-add",
        visit.page(
            title,
            NAV,
            crumbs(
                visit, new Crumb(title(visit.t(), draft), draft.path()), new Crumb(title, null))),
        params);
  }

  // ── files ─────────────────────────────────────────────────────────────────────────────────────

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/drafts/{draft}/file")
  ResponseEntity<byte[]> upload(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "SUCCESSION") AreaLists.Purpose purpose,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    Draft found = drafts.byId(visit.actor(), draft);
    String name = file == null ? null : file.getOriginalFilename();
    if (file == null || name == null || name.isEmpty()) {
      return show(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          found,
          header(visit.t(), found),
          visit.errors(List.of(Problem.at("file", AreasProblem.FILE_NOT_CHOSEN))));
    }
    Result<Draft> kept;
    try (InputStream bytes = file.getInputStream()) {
      kept = drafts.upload(visit.actor(), draft, purpose, name, bytes);
    }
    return kept.done()
        ? visit.leadTo(found.path() + "/columns?purpose=" + purpose)
        : show(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            found,
            header(visit.t(), found),
            visit.errors(kept.problems()));
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/drafts/{draft}/file/remove")
  ResponseEntity<byte[]> removeFile(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "SUCCESSION") AreaLists.Purpose purpose) {
    return answer(
        visit, draft, drafts.removeFile(visit.actor(), draft, purpose), "areas.draft.file.removed");
  }

  /** Which column of a file means what: guessed, to be confirmed. */
  @Needs(Right.AREAS_KEEP)
  @GetMapping("/areas/reorganisations/drafts/{draft}/columns")
  ResponseEntity<byte[]> columns(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "SUCCESSION") AreaLists.Purpose purpose,
      @RequestParam(required = false) @Nullable Integer header) {
    Draft found = drafts.byId(visit.actor(), draft);
    Draft.File file = drafts.file(found, purpose).orElse(null);
    if (file == null) {
      return visit.leadTo(found.path());
    }
    MappedColumns said = file.columns();
    SheetGlance glance =
        drafts.glance(file, header == null && said != null ? (Integer) said.headerRow() : header);
    return columns(
        visit,
        HttpStatus.OK,
        found,
        file,
        glance,
        said != null && said.headerRow() == glance.headerRow()
            ? said.choices()
            : guessed(found, purpose, glance),
        List.of());
  }

  private Map<String, String> guessed(Draft draft, AreaLists.Purpose purpose, SheetGlance glance) {
    Map<String, String> choices = new HashMap<>();
    List<Column> columns = lists.columns(purpose);
    for (Column column : columns) {
      int at = lists.guess(purpose, glance, column.key());
      choices.put(column.key(), at < 0 ? "" : String.valueOf(at));
    }
    Area scope = areas.lastKnown(draft.scopeId());
    if (purpose == AreaLists.Purpose.LIST
        && choices.getOrDefault("parent_code", "").isEmpty()
        && scope.level() == AreaLevel.PROVINCE) {
      choices.put("parent_code", MappedColumns.constantly(scope.code()));
    }
    return choices;
  }

  private ResponseEntity<byte[]> columns(
      Visit visit,
      HttpStatus status,
      Draft draft,
      Draft.File file,
      SheetGlance glance,
      Map<String, String> choices,
      List<FieldError> errors) {
    Texts t = visit.t();
    List<Option> inFile = new ArrayList<>();
    for (int i = 0; i < glance.width(); i++) {
      String header = glance.header(i);
      inFile.add(
          new Option(
              String.valueOf(i),
              header.isEmpty()
                  ? t.t("areas.columns.letter", SheetGlance.letters(i))
                  : t.t("areas.columns.named", SheetGlance.letters(i), header)));
    }
    Area scope = areas.lastKnown(draft.scopeId());
    Map<String, List<Option>> options = new LinkedHashMap<>();
    for (Column column : lists.columns(file.purpose())) {
      List<Option> here = new ArrayList<>(inFile);
      if (column.key().equals("level")) {
        for (AreaLevel level :
            List.of(AreaLevel.COMMUNE, AreaLevel.DISTRICT, AreaLevel.PROVINCE, AreaLevel.VILLAGE)) {
          here.add(
              new Option(
                  MappedColumns.constantly(level.name()),
                  t.t("areas.columns.all", t.t("areas.level." + level.name()))));
        }
      } else if (column.key().equals("parent_code") && scope.level() == AreaLevel.PROVINCE) {
        here.add(
            new Option(
                MappedColumns.constantly(scope.code()), t.t("areas.columns.all", scope.name())));
      }
      options.put(column.key(), here);
    }
    Map<String, Object> params = new HashMap<>();
    params.put("draft", draft);
    params.put("file", file);
    params.put("glance", glance);
    params.put("options", options);
    params.put("columns", lists.columns(file.purpose()));
    params.put("choices", choices);
    params.put("errors", errors);
    String title = t.t("areas.columns.title");
    return views.html(
        status,
        "areas/draft-columns",
        visit.page(
            title,
            NAV,
            crumbs(visit, new Crumb(title(t, draft), draft.path()), new Crumb(title, null))),
        params);
  }

  @Needs(Right.AREAS_KEEP)
  @PostMapping("/areas/reorganisations/drafts/{draft}/columns")
  ResponseEntity<byte[]> columns(
      Visit visit,
      @PathVariable UUID draft,
      @RequestParam(defaultValue = "SUCCESSION") AreaLists.Purpose purpose,
      @RequestParam(defaultValue = "") String sheet,
      @RequestParam(defaultValue = "0") int header,
      HttpServletRequest request) {
    Draft found = drafts.byId(visit.actor(), draft);
    Draft.File file = drafts.file(found, purpose).orElse(null);
    if (file == null) {
      return visit.leadTo(found.path());
    }
    Map<String, String> choices = new HashMap<>();
    for (Column column : lists.columns(purpose)) {
      String chosen = VietnameseText.clean(request.getParameter(column.key()));
      choices.put(column.key(), chosen.length() > LONGEST_CHOICE ? "" : chosen);
    }
    return switch (drafts.columns(
        visit.actor(),
        draft,
        purpose,
        new MappedColumns(VietnameseText.clean(sheet), header, choices))) {
      case Result.Ok<Draft> ok -> visit.leadTo(ok.value().path(), "areas.columns.saved");
      case Result.Refused<Draft> refused ->
          columns(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              found,
              file,
              drafts.glance(file, header),
              choices,
              visit.errors(refused.problems()));
    };
  }
}
