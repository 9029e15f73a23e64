package vn.khuyenhoc.reporting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Saved tables: a list, saving, renaming, sharing, withdrawing. */
@Controller
class SavedTablePages {

  private static final int RECENT = 10;

  private final SavedTables saved;
  private final TableRuns runs;
  private final Tables tables;
  private final Areas areas;
  private final Views views;

  SavedTablePages(SavedTables saved, TableRuns runs, Tables tables, Areas areas, Views views) {
    this.saved = saved;
    this.runs = runs;
    this.tables = tables;
    this.areas = areas;
    this.views = views;
  }

  @Configuration(proxyBeanMethods = false)
  static class TablesNavigation {
    @Bean
    NavEntry tablesEntry() {
      return new NavEntry(
          TablePages.NAV, "reporting.nav.tables", "/tables", Right.FIGURES_READ, 75);
    }
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/tables")
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "0") int size) {
    Pager pager = Pager.of(visit.here(), page, size, saved.count(visit.actor(), q));
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("tables", saved.list(visit.actor(), q, pager.size(), pager.offset()));
    params.put("runs", TableRunLine.of(visit, runs.own(visit.actor(), RECENT)));
    params.put("pager", pager);
    params.put("query", q);
    params.put("account", visit.actor().accountId());
    return views.html(
        "reporting/tables",
        visit.page(visit.t().t("tables.title"), TablePages.NAV, List.of()),
        params);
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/tables/saved/{table}")
  ResponseEntity<byte[]> open(Visit visit, @PathVariable UUID table) {
    return visit.leadTo(saved.opened(visit.actor(), table));
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/tables/save")
  ResponseEntity<byte[]> fresh(Visit visit, @RequestParam(defaultValue = "") String question) {
    return form(
        visit,
        HttpStatus.OK,
        null,
        Visit.newId(),
        new SavedTables.Form("", List.of(), question, 0),
        List.of(),
        List.of());
  }

  @Needs(Right.FIGURES_READ)
  @PostMapping("/tables/save")
  ResponseEntity<byte[]> save(
      Visit visit,
      @RequestParam(required = false) @Nullable UUID form,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") List<String> role,
      @RequestParam(defaultValue = "") String question) {
    UUID id = form == null ? Visit.newId() : form;
    SavedTables.Form typed = new SavedTables.Form(name, role, question, 0);
    return switch (saved.save(visit.actor(), id, typed)) {
      case Result.Ok<SavedTable> ok -> opened(visit, ok.value(), "tables.saved.done");
      case Result.Refused<SavedTable> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              null,
              id,
              typed,
              refused.problems(),
              List.of());
    };
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/tables/saved/{table}/edit")
  ResponseEntity<byte[]> edit(
      Visit visit, @PathVariable UUID table, @RequestParam(defaultValue = "") String question) {
    SavedTable own = saved.own(visit.actor(), table);
    return form(
        visit,
        HttpStatus.OK,
        own,
        table,
        new SavedTables.Form(
            own.name(),
            own.sharedWith().stream().map(Enum::name).toList(),
            question.isEmpty() ? own.question() : question,
            own.version()),
        List.of(),
        List.of());
  }

  @Needs(Right.FIGURES_READ)
  @PostMapping("/tables/saved/{table}/edit")
  ResponseEntity<byte[]> change(
      Visit visit,
      @PathVariable UUID table,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") List<String> role,
      @RequestParam(defaultValue = "") String question,
      @RequestParam(defaultValue = "0") int version) {
    SavedTable own = saved.own(visit.actor(), table);
    SavedTables.Form typed = new SavedTables.Form(name, role, question, version);
    return switch (saved.change(visit.actor(), table, typed)) {
      case Result.Ok<SavedTable> ok -> opened(visit, ok.value(), "tables.saved.changed");
      case Result.Refused<SavedTable> refused ->
          Differences.answer(
              refused.problems(),
              () -> changed(visit, typed, own),
              () -> opened(visit, own, "tables.saved.changed"),
              changed ->
                  form(
                      visit,
                      HttpStatus.UNPROCESSABLE_CONTENT,
                      own,
                      table,
                      changed.isEmpty()
                          ? typed
                          : new SavedTables.Form(name, role, question, own.version()),
                      refused.problems(),
                      changed));
    };
  }

  /** Where a form says something else than the table that is saved. */
  private List<Difference> changed(Visit visit, SavedTables.Form typed, SavedTable own) {
    return new Differences(visit.t())
        .field("tables.saved.name", typed.name(), own.name())
        .field(
            "tables.saved.roles",
            shared(visit, typed.roles()),
            shared(visit, own.sharedWith().stream().map(Enum::name).toList()))
        .choice(
            "tables.save.question",
            typed.question(),
            own.question(),
            List.of(
                new Option(
                    own.question(),
                    lines(visit, own.question()).stream()
                        .map(line -> line.label() + ": " + line.value())
                        .collect(Collectors.joining("; ")))))
        .all();
  }

  /** Leads to the table itself, which says what was done; a page that leads on would not. */
  private ResponseEntity<byte[]> opened(Visit visit, SavedTable table, String notice) {
    return visit.leadTo(saved.opened(visit.actor(), table.id()), notice, table.name());
  }

  @Needs(Right.FIGURES_READ)
  @PostMapping("/tables/saved/{table}/withdraw")
  ResponseEntity<byte[]> withdraw(Visit visit, @PathVariable UUID table) {
    SavedTable gone = saved.withdraw(visit.actor(), table);
    return visit.leadTo("/tables", "tables.saved.withdrawn", gone.name());
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      @Nullable SavedTable own,
      UUID id,
      SavedTables.Form typed,
      List<Problem> problems,
      List<Difference> changed) {
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("changed", changed);
    params.put("saved", own);
    params.put("id", id);
    params.put("typed", typed);
    params.put(
        "roles",
        SavedTables.ROLES.stream()
            .map(role -> new Option(role.name(), visit.t().t("role." + role)))
            .toList());
    params.put("lines", lines(visit, typed.question()));
    params.put("errors", visit.errors(problems));
    String title =
        own == null ? visit.t().t("tables.save") : visit.t().t("tables.saved.edit.of", own.name());
    return views.html(
        status,
        "reporting/table-save",
        visit.page(
            title,
            TablePages.NAV,
            List.of(new Crumb(visit.t().t("tables.title"), "/tables"), new Crumb(title, null))),
        params);
  }

  /** Whom a table is shared with, in words. */
  private static String shared(Visit visit, List<String> roles) {
    return SavedTables.ROLES.stream()
        .filter(role -> roles.contains(role.name()))
        .map(role -> visit.t().t("role." + role))
        .collect(Collectors.joining(", "));
  }

  /** What is about to be saved, in words; nothing where it is not sound. */
  private List<TableWords.Line> lines(Visit visit, String question) {
    return saved.question(visit.actor(), question)
            instanceof Result.Ok<TableQuestion>(TableQuestion asked)
        ? new TableWords(visit.t(), tables.codes(), Map.of())
            .definition(asked, areas.lastKnown(asked.areaId()).name(), null)
        : List.of();
  }
}
