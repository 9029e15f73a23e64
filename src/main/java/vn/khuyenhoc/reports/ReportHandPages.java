package vn.khuyenhoc.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.SheetProblem;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** One sheet for everything that a report asks to be entered by hand. */
@Controller
class ReportHandPages {

  private static final ReportHand.Saved NOTHING =
      new ReportHand.Saved(List.of(), List.of(), Map.of(), List.of());
  private static final int MOST_SAID = 3;

  private final ReportHand hand;
  private final ReportHandSheet workbook;
  private final Reports reports;
  private final ReportWriting writing;
  private final Views views;
  private final Clock clock;

  ReportHandPages(
      ReportHand hand,
      ReportHandSheet workbook,
      Reports reports,
      ReportWriting writing,
      Views views,
      Clock clock) {
    this.hand = hand;
    this.workbook = workbook;
    this.reports = reports;
    this.writing = writing;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/drafts/{id}/hand")
  ResponseEntity<byte[]> sheet(Visit visit, @PathVariable UUID id) {
    return sheet(visit, HttpStatus.OK, id, Map.of(), List.of(), NOTHING);
  }

  private ResponseEntity<byte[]> sheet(
      Visit visit,
      HttpStatus status,
      UUID id,
      Map<String, String> typed,
      List<FieldError> errors,
      ReportHand.Saved saved) {
    ReportView view = view(visit, id);
    List<ReportHand.Line> lines = hand.lines(visit.actor(), id, visit.t());
    Map<String, List<ReportHand.Line>> blocks = new LinkedHashMap<>();
    Map<String, ReportHand.Line> shown = new HashMap<>();
    Map<String, String> was = new HashMap<>();
    for (ReportHand.Line one : lines) {
      blocks.computeIfAbsent(one.block(), any -> new ArrayList<>()).add(one);
      shown.put(one.id(), one.again(typed));
      // what a refusal told of a line is seen, but only a press replaces it
      was.put(
          one.id(),
          saved.told().containsKey(one.id())
              ? typed.getOrDefault(ReportHand.WAS + one.id(), "")
              : one.was());
    }
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("blocks", blocks);
    params.put("shown", shown);
    params.put("was", was);
    params.put("told", saved.told());
    params.put("note", note(visit, typed, view));
    params.put("saved", saved.saved().size());
    params.put("replaced", replaced(visit, saved));
    params.put("errors", errors);
    return views.html(
        status,
        "reports/hand",
        visit.page(visit.t().t("reports.hand.title"), ReportPages.NAV, crumbs(visit, view)),
        params);
  }

  private ReportView view(Visit visit, UUID id) {
    return ReportView.of(
        reports.open(visit.actor(), id), reports.working(visit.actor(), id), null, "", visit.t());
  }

  private static List<Crumb> crumbs(Visit visit, ReportView view) {
    List<Crumb> crumbs = new ArrayList<>(ReportPages.crumbs(visit));
    crumbs.add(new Crumb(view.title() + " · " + view.content().area().name(), view.path()));
    return crumbs;
  }

  private static String note(Visit visit, Map<String, String> typed, ReportView view) {
    return typed.getOrDefault(
        ReportHand.NOTE, visit.t().t("reports.hand.note.proposed", view.title()));
  }

  private static List<String> replaced(Visit visit, ReportHand.Saved saved) {
    return saved.replaced().stream().map(one -> one.says(visit.t())).toList();
  }

  /** Saves the sheet and reads the figures again, so that the report says what was entered. */
  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/hand")
  ResponseEntity<byte[]> save(
      Visit visit, @PathVariable UUID id, @RequestParam Map<String, String> typed) {
    Result<ReportHand.Saved> sent = hand.save(visit.actor(), id, typed, visit.t());
    if (!(sent instanceof Result.Ok<ReportHand.Saved>(ReportHand.Saved saved))) {
      return again(visit, id, typed, sent.problems(), NOTHING);
    }
    if (!saved.problems().isEmpty()) {
      return again(visit, id, typed, saved.problems(), saved);
    }
    Result<UUID> refilled = writing.refill(visit.actor(), id, visit.demo());
    if (!refilled.done()) {
      return again(visit, id, typed, refilled.problems(), saved);
    }
    List<String> replaced = replaced(visit, saved);
    String to = "/reports/" + id + "#ORGANISATION";
    return replaced.isEmpty()
        ? visit.leadTo(to, "reports.hand.saved")
        : visit.leadTo(
            to,
            "reports.hand.saved.replaced",
            String.join(" ", replaced.subList(0, Math.min(replaced.size(), MOST_SAID))),
            Math.max(0, replaced.size() - MOST_SAID));
  }

  private ResponseEntity<byte[]> again(
      Visit visit,
      UUID id,
      Map<String, String> typed,
      List<Problem> problems,
      ReportHand.Saved saved) {
    return sheet(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, typed, visit.errors(problems), saved);
  }

  /**
   * What a browser saves by itself as soon as a field is left. It never replaces what somebody else
   * entered meanwhile: that takes a press.
   */
  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/hand/autosave")
  ResponseEntity<byte[]> autosave(
      Visit visit, @PathVariable UUID id, @RequestParam Map<String, String> typed) {
    Map<String, String> fields = new HashMap<>(typed);
    fields.keySet().removeIf(name -> name.startsWith(ReportHand.TOLD));
    return switch (hand.save(visit.actor(), id, fields, visit.t())) {
      case Result.Refused<ReportHand.Saved> refused ->
          answer(
              HttpStatus.UNPROCESSABLE_CONTENT,
              Map.of(
                  "words",
                  visit.sentence(refused.problems().getFirst()),
                  "wrong",
                  wrong(visit, refused.problems())));
      case Result.Ok<ReportHand.Saved>(ReportHand.Saved saved) -> {
        Map<String, Object> said = new HashMap<>();
        said.put("saved", saved.saved());
        said.put("wrong", wrong(visit, saved.problems()));
        said.put(
            "words",
            saved.problems().isEmpty()
                ? visit.t().t("reports.autosave.done", visit.t().time(clock.instant()))
                : visit.sentence(saved.problems().getFirst()));
        yield answer(
            saved.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT, said);
      }
    };
  }

  /** What is wrong at which field; of each the first. */
  private static Map<String, String> wrong(Visit visit, List<Problem> problems) {
    Map<String, String> wrong = new HashMap<>();
    visit
        .errors(problems)
        .forEach(
            one -> {
              if (!one.field().isEmpty()) {
                wrong.putIfAbsent(one.field(), one.message());
              }
            });
    return wrong;
  }

  private static ResponseEntity<byte[]> answer(HttpStatus status, Map<String, ?> said) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .body(ReportJson.write(said).getBytes(StandardCharsets.UTF_8));
  }

  /** The sheet as a workbook with empty cells. */
  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/drafts/{id}/hand/sheet.xlsx")
  ResponseEntity<byte[]> workbook(Visit visit, @PathVariable UUID id) {
    ReportView view = view(visit, id);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    workbook.write(visit.actor(), id, visit.t(), out);
    return Downloads.file(
        Downloads.EXCEL,
        Downloads.plain(
                visit.t().t("reports.hand.sheet.file", view.title(), view.content().area().name()))
            + ".xlsx",
        out.toByteArray());
  }

  /** Says what a workbook that was filled in would change; nothing is written yet. */
  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/hand/sheet")
  ResponseEntity<byte[]> look(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    ReportView view = view(visit, id);
    if (file == null || file.isEmpty() || file.getSize() > ReportHandSheet.LARGEST) {
      Problem wrong =
          file == null || file.isEmpty()
              ? Problem.at("file", SheetProblem.EMPTY_FILE)
              : Problem.at(
                  "file",
                  SheetProblem.FILE_TOO_LARGE,
                  file.getSize() >> 20,
                  ReportHandSheet.LARGEST >> 20);
      return again(visit, id, Map.of(), List.of(wrong), NOTHING);
    }
    String name = String.valueOf(file.getOriginalFilename());
    String note = visit.t().t("reports.hand.sheet.note", name);
    Path kept = Files.createTempFile("hand", ".sheet");
    ReportHandSheet.Read read;
    try {
      file.transferTo(kept);
      read = workbook.look(visit.actor(), id, kept, name, note, visit.t());
    } finally {
      Files.deleteIfExists(kept);
    }
    List<Crumb> crumbs = crumbs(visit, view);
    crumbs.add(new Crumb(visit.t().t("reports.hand.title"), view.drafts() + "/hand"));
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("name", name);
    params.put("note", note);
    params.put("read", read);
    return views.html(
        read.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        "reports/hand-sheet",
        visit.page(visit.t().t("reports.hand.sheet"), ReportPages.NAV, crumbs),
        params);
  }
}
