package vn.khuyenhoc.reports;

import java.nio.charset.StandardCharsets;
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
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** One sheet for everything that a report asks to be entered by hand. */
@Controller
class ReportHandPages {

  private final ReportHand hand;
  private final Reports reports;
  private final ReportWriting writing;
  private final Views views;
  private final Clock clock;

  ReportHandPages(
      ReportHand hand, Reports reports, ReportWriting writing, Views views, Clock clock) {
    this.hand = hand;
    this.reports = reports;
    this.writing = writing;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/drafts/{id}/hand")
  ResponseEntity<byte[]> sheet(Visit visit, @PathVariable UUID id) {
    return sheet(visit, HttpStatus.OK, id, Map.of(), List.of(), 0);
  }

  private ResponseEntity<byte[]> sheet(
      Visit visit,
      HttpStatus status,
      UUID id,
      Map<String, String> typed,
      List<FieldError> errors,
      int saved) {
    ReportView view =
        ReportView.of(
            reports.open(visit.actor(), id),
            reports.working(visit.actor(), id),
            null,
            "",
            visit.t());
    List<ReportHand.Line> lines = hand.lines(visit.actor(), id, visit.t());
    Map<String, List<ReportHand.Line>> blocks = new LinkedHashMap<>();
    for (ReportHand.Line one : lines) {
      blocks.computeIfAbsent(one.block(), any -> new ArrayList<>()).add(one);
    }
    Map<String, ReportHand.Line> shown = new HashMap<>();
    lines.forEach(one -> shown.put(one.id(), one.again(typed)));
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("blocks", blocks);
    params.put("shown", shown);
    params.put(
        "note",
        typed.getOrDefault(
            ReportHand.NOTE, visit.t().t("reports.hand.note.proposed", view.title())));
    params.put("saved", saved);
    params.put("errors", errors);
    List<Crumb> crumbs = new ArrayList<>(ReportPages.crumbs(visit));
    crumbs.add(new Crumb(view.title() + " · " + view.content().area().name(), view.path()));
    return views.html(
        status,
        "reports/hand",
        visit.page(visit.t().t("reports.hand.title"), ReportPages.NAV, crumbs),
        params);
  }

  /** Saves the sheet and reads the figures again, so that the report says what was entered. */
  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/hand")
  ResponseEntity<byte[]> save(
      Visit visit, @PathVariable UUID id, @RequestParam Map<String, String> typed) {
    return switch (hand.save(visit.actor(), id, typed, visit.t())) {
      case Result.Refused<ReportHand.Saved> refused ->
          sheet(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              typed,
              visit.errors(refused.problems()),
              0);
      case Result.Ok<ReportHand.Saved>(ReportHand.Saved saved) -> {
        if (!saved.problems().isEmpty()) {
          yield sheet(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              typed,
              visit.errors(saved.problems()),
              saved.saved());
        }
        Result<UUID> refilled = writing.refill(visit.actor(), id, visit.demo());
        yield refilled.done()
            ? visit.leadTo("/reports/" + id + "#ORGANISATION", "reports.hand.saved")
            : sheet(
                visit,
                HttpStatus.UNPROCESSABLE_CONTENT,
                id,
                typed,
                visit.errors(refilled.problems()),
                saved.saved());
      }
    };
  }

  /** What a browser saves by itself as soon as a field is left. */
  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/hand/autosave")
  ResponseEntity<byte[]> autosave(
      Visit visit, @PathVariable UUID id, @RequestParam Map<String, String> typed) {
    return switch (hand.save(visit.actor(), id, typed, visit.t())) {
      case Result.Refused<ReportHand.Saved> refused ->
          answer(
              HttpStatus.UNPROCESSABLE_CONTENT,
              Map.of("words", visit.sentence(refused.problems().getFirst())));
      case Result.Ok<ReportHand.Saved>(ReportHand.Saved saved) -> {
        Map<String, Object> said = new HashMap<>();
        said.put("bases", saved.bases());
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

  private static ResponseEntity<byte[]> answer(HttpStatus status, Map<String, ?> said) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .body(ReportJson.write(said).getBytes(StandardCharsets.UTF_8));
  }
}
