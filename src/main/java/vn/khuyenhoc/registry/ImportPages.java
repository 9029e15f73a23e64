package vn.khuyenhoc.registry;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.WorkSource;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** A list of one kind of the register in the browser: send, look, confirm, result. */
@Controller
class ImportPages implements WorkSource {

  private static final String NAV = "households";
  private static final int RECENT = 10;

  private final HouseholdImports imports;
  private final ObjectProvider<ImportWorker> worker;
  private final HouseholdSheet sheet;
  private final SubjectSheet others;
  private final Areas areas;
  private final Views views;

  ImportPages(
      HouseholdImports imports,
      ObjectProvider<ImportWorker> worker,
      HouseholdSheet sheet,
      SubjectSheet others,
      Areas areas,
      Views views) {
    this.imports = imports;
    this.worker = worker;
    this.sheet = sheet;
    this.others = others;
    this.areas = areas;
    this.views = views;
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping({
    "/households/import",
    "/citizens/import",
    "/clans/import",
    "/units/import",
    "/groups/import",
    "/centres/import"
  })
  ResponseEntity<byte[]> form(Visit visit, @RequestParam(required = false) @Nullable Integer area) {
    return form(visit, HttpStatus.OK, area, List.of());
  }

  private ResponseEntity<byte[]> form(
      Visit visit, HttpStatus status, @Nullable Integer area, List<FieldError> errors) {
    List<Integer> own = visit.actor().areasFor(Right.HOUSEHOLD_KEEP);
    List<Option> scopes = new ArrayList<>();
    if (own.size() == 1) {
      Area only = areas.byId(own.getFirst());
      scopes.add(new Option(String.valueOf(only.id()), only.name()));
      if (only.level() != AreaLevel.VILLAGE && only.level() != AreaLevel.COMMUNE) {
        communes(own, scopes);
      }
    } else {
      communes(own, scopes);
    }
    SubjectKind kind = SubjectPages.kind(visit);
    String title = title(kind, visit.t());
    return views.html(
        status,
        "registry/upload",
        visit.page(title, NAV, crumbs(visit, kind, title)),
        Map.of(
            "kind",
            kind,
            "scopes",
            scopes,
            "area",
            area == null ? scopes.isEmpty() ? "" : scopes.getFirst().value() : area.toString(),
            "id",
            Visit.newId().toString(),
            "recent",
            imports.recent(own, kind, RECENT),
            "errors",
            errors));
  }

  private void communes(List<Integer> own, List<Option> scopes) {
    areas
        .below(own, AreaLevel.COMMUNE)
        .forEach(one -> scopes.add(new Option(String.valueOf(one.id()), one.name())));
  }

  private static String title(SubjectKind kind, Texts t) {
    return t.t(kind == SubjectKind.HOUSEHOLD ? "import.title" : "import.title." + kind.name());
  }

  private static List<Crumb> crumbs(Visit visit, SubjectKind kind, String here) {
    return List.of(
        new Crumb(visit.t().t("subject.kinds." + kind.name()), "/" + kind.path()),
        new Crumb(here, null));
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping({
    "/households/import",
    "/citizens/import",
    "/clans/import",
    "/units/import",
    "/groups/import",
    "/centres/import"
  })
  ResponseEntity<byte[]> send(
      Visit visit,
      @RequestParam UUID id,
      @RequestParam int area,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    areas.require(visit.actor(), Right.HOUSEHOLD_KEEP, area);
    String name = file == null ? null : file.getOriginalFilename();
    if (file == null || name == null || name.isEmpty()) {
      return form(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          area,
          visit.errors(List.of(Problem.at("file", RegistryProblem.FILE_MISSING))));
    }
    Result<ImportBatch> begun;
    try (InputStream bytes = file.getInputStream()) {
      begun = imports.begin(visit.actor(), id, area, SubjectPages.kind(visit), name, bytes);
    }
    if (begun instanceof Result.Ok<ImportBatch>(ImportBatch batch)) {
      worker.ifAvailable(ImportWorker::wake);
      return visit.leadTo(batch.path());
    }
    return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, area, visit.errors(begun.problems()));
  }

  /** An empty sheet with the columns that are read. */
  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping({
    "/households/import/template",
    "/citizens/import/template",
    "/clans/import/template",
    "/units/import/template",
    "/groups/import/template",
    "/centres/import/template"
  })
  void template(Visit visit, HttpServletResponse response) throws IOException {
    SubjectKind kind = SubjectPages.kind(visit);
    Downloads.workbook(
        response,
        visit
            .t()
            .t(
                kind == SubjectKind.HOUSEHOLD
                    ? "import.template.file"
                    : "import.template.file." + kind.name()));
    try (SheetWriter writer =
        kind == SubjectKind.HOUSEHOLD
            ? sheet.writer(response.getOutputStream(), visit.t(), List.of())
            : others.writer(kind, response.getOutputStream(), visit.t(), List.of())) {
      writer.close();
    }
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping({
    "/households/import/{id}",
    "/citizens/import/{id}",
    "/clans/import/{id}",
    "/units/import/{id}",
    "/groups/import/{id}",
    "/centres/import/{id}"
  })
  ResponseEntity<byte[]> show(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String show,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    return show(visit, HttpStatus.OK, imports.read(visit.actor(), id), show, page, size, List.of());
  }

  private ResponseEntity<byte[]> show(
      Visit visit,
      HttpStatus status,
      ImportBatch batch,
      String show,
      int page,
      int size,
      List<FieldError> errors) {
    Texts t = visit.t();
    ImportCounts counts = batch.counts();
    Map<String, Object> params = new HashMap<>();
    params.put("batch", batch);
    params.put("errors", errors);
    params.put("area", areas.byId(batch.areaId()).name());
    params.put("read", imports.rowsRead(batch.id()));
    boolean updates =
        counts != null
            && batch.stage() == ImportStage.PREVIEWED
            && counts.updated() > 0
            && (show.equals("updates") || counts.failed() == 0);
    params.put("updates", updates);
    int total = counts == null ? 0 : updates ? counts.updated() : counts.failed();
    String base = batch.path() + (show.isEmpty() ? "" : "?show=" + (updates ? "updates" : "bad"));
    Pager pager = Pager.of(base, page, size, total);
    params.put("pager", pager);
    params.put(
        "failed",
        counts == null || updates || total == 0
            ? List.of()
            : imports.failedRows(batch.id(), pager.size(), pager.offset()));
    params.put("changes", updates ? changes(batch, pager, t) : List.of());
    ResponseEntity<byte[]> answer =
        views.html(
            status,
            "registry/import",
            visit.page(
                t.t("import.of", batch.fileName()),
                NAV,
                List.of(
                    new Crumb(
                        t.t("subject.kinds." + batch.kind().name()), "/" + batch.kind().path()),
                    new Crumb(title(batch.kind(), t), "/" + batch.kind().path() + "/import"),
                    new Crumb(batch.fileName(), null))),
            params);
    if (!batch.working()) {
      return answer;
    }
    return ResponseEntity.status(status)
        .headers(answer.getHeaders())
        .header("Refresh", "2")
        .body(answer.getBody());
  }

  private List<ImportChange> changes(ImportBatch batch, Pager pager, Texts t) {
    return batch.kind() == SubjectKind.HOUSEHOLD
        ? imports.plannedUpdates(batch.id(), pager.size(), pager.offset()).stream()
            .map(
                one ->
                    new ImportChange(
                        one.rowNumber(),
                        one.present().key().path(),
                        one.present().head(),
                        one.present().code(),
                        HouseholdHistory.differences(one.present().entry(), one.planned(), t)))
            .toList()
        : imports.plannedChanges(batch, t, pager.size(), pager.offset());
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping({
    "/households/import/{id}/confirm",
    "/citizens/import/{id}/confirm",
    "/clans/import/{id}/confirm",
    "/units/import/{id}/confirm",
    "/groups/import/{id}/confirm",
    "/centres/import/{id}/confirm"
  })
  ResponseEntity<byte[]> confirm(
      Visit visit, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean leaveOut) {
    Result<ImportBatch> confirmed = imports.confirm(visit.actor(), id, leaveOut);
    if (confirmed instanceof Result.Ok<ImportBatch>(ImportBatch batch)) {
      worker.ifAvailable(ImportWorker::wake);
      return visit.leadTo(batch.path());
    }
    return refused(visit, id, confirmed);
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping({
    "/households/import/{id}/discard",
    "/citizens/import/{id}/discard",
    "/clans/import/{id}/discard",
    "/units/import/{id}/discard",
    "/groups/import/{id}/discard",
    "/centres/import/{id}/discard"
  })
  ResponseEntity<byte[]> discard(Visit visit, @PathVariable UUID id) {
    Result<ImportBatch> discarded = imports.discard(visit.actor(), id);
    return discarded.done()
        ? visit.leadTo("/" + SubjectPages.kind(visit).path() + "/import", "import.discarded")
        : refused(visit, id, discarded);
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @PostMapping({
    "/households/import/{id}/again",
    "/citizens/import/{id}/again",
    "/clans/import/{id}/again",
    "/units/import/{id}/again",
    "/groups/import/{id}/again",
    "/centres/import/{id}/again"
  })
  ResponseEntity<byte[]> again(Visit visit, @PathVariable UUID id) {
    Result<ImportBatch> begun = imports.again(visit.actor(), id);
    if (begun instanceof Result.Ok<ImportBatch>(ImportBatch batch)) {
      worker.ifAvailable(ImportWorker::wake);
      return visit.leadTo(batch.path());
    }
    return refused(visit, id, begun);
  }

  private ResponseEntity<byte[]> refused(Visit visit, UUID id, Result<?> result) {
    return show(
        visit,
        HttpStatus.UNPROCESSABLE_CONTENT,
        imports.read(visit.actor(), id),
        "",
        1,
        25,
        visit.errors(result.problems()));
  }

  @Needs(Right.HOUSEHOLD_KEEP)
  @GetMapping({
    "/households/import/{id}/marked",
    "/citizens/import/{id}/marked",
    "/clans/import/{id}/marked",
    "/units/import/{id}/marked",
    "/groups/import/{id}/marked",
    "/centres/import/{id}/marked"
  })
  void marked(Visit visit, @PathVariable UUID id, HttpServletResponse response) throws IOException {
    ImportBatch batch = imports.read(visit.actor(), id);
    imports.requireMarked(batch);
    Downloads.workbook(response, visit.t().t("import.marked.file"));
    imports.writeMarked(batch, visit.t(), response.getOutputStream());
  }

  // ---- the work queue

  @Override
  public List<Work> waitingFor(Actor actor) {
    List<Integer> own = actor.areasFor(Right.HOUSEHOLD_KEEP);
    List<ImportBatch> waiting =
        imports.recent(own, RECENT).stream().filter(ImportBatch::waitsForConfirmation).toList();
    return waiting.isEmpty()
        ? List.of()
        : List.of(
            new Work(
                "import.work",
                List.of((long) waiting.size()),
                waiting.size(),
                waiting.size() == 1
                    ? waiting.getFirst().path()
                    : "/" + waiting.getFirst().kind().path() + "/import",
                1));
  }
}
