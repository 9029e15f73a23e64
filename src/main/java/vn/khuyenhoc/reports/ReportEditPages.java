package vn.khuyenhoc.reports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Page;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.Signing;

/** Writing a report: begin it, write its sections, mark, attach, put together, send, correct. */
@Controller
class ReportEditPages {

  private final Reports reports;
  private final ReportWriting writing;
  private final Obligations obligations;
  private final Dues dues;
  private final Attachments attachments;
  private final Signers signers;
  private final Views views;
  private final Clock clock;

  ReportEditPages(
      Reports reports,
      ReportWriting writing,
      Obligations obligations,
      Dues dues,
      Attachments attachments,
      Signers signers,
      Views views,
      Clock clock) {
    this.reports = reports;
    this.writing = writing;
    this.obligations = obligations;
    this.dues = dues;
    this.attachments = attachments;
    this.signers = signers;
    this.views = views;
    this.clock = clock;
  }

  // --- begin

  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/new")
  ResponseEntity<byte[]> fresh(
      Visit visit,
      @RequestParam(defaultValue = "") String area,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(required = false) @Nullable UUID obligation,
      @RequestParam(defaultValue = "") String period) {
    int year = LocalDate.now(clock).getYear();
    List<Area> areas = reports.areas(visit.actor());
    Obligation asked = obligation == null ? null : obligations.one(visit.actor(), obligation);
    ObligationPeriod on =
        asked == null
            ? new ObligationPeriod(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
            : dues.due(asked, period).period();
    String reporting =
        areas.stream()
            .filter(one -> asked == null || one.level() == asked.says().reporter().level())
            .findFirst()
            .or(() -> areas.stream().findFirst())
            .map(one -> String.valueOf(one.id()))
            .orElse("");
    return form(
        visit,
        HttpStatus.OK,
        Visit.newId(),
        new ReportOpening(
            area.isEmpty() ? reporting : area,
            form.isEmpty() && asked != null ? asked.says().forms().getFirst() : form,
            from.isEmpty() ? VietnameseDates.format(on.from()) : from,
            until.isEmpty() ? VietnameseDates.format(on.to()) : until,
            obligation),
        List.of());
  }

  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/new")
  ResponseEntity<byte[]> begin(
      Visit visit,
      @RequestParam(required = false) @Nullable UUID id,
      @RequestParam(defaultValue = "") String area,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(required = false) @Nullable UUID obligation) {
    UUID once = id == null ? Visit.newId() : id;
    ReportOpening typed = new ReportOpening(area, form, from, until, obligation);
    return switch (writing.begin(visit.actor(), once, typed, visit.demo())) {
      case Result.Ok<UUID> ok -> visit.leadTo("/reports/" + ok.value(), "reports.begun");
      case Result.Refused<UUID> refused ->
          form(visit, HttpStatus.UNPROCESSABLE_CONTENT, once, typed, refused.problems());
    };
  }

  private ResponseEntity<byte[]> form(
      Visit visit, HttpStatus status, UUID id, ReportOpening typed, List<Problem> problems) {
    Map<String, @Nullable Object> params = new HashMap<>();
    UUID obligation = typed.obligation();
    params.put("id", id);
    params.put("typed", typed);
    params.put("asked", obligation == null ? null : obligations.one(visit.actor(), obligation));
    params.put("forms", ReportPages.forms(visit));
    params.put(
        "areas",
        reports.areas(visit.actor()).stream()
            .map(one -> new Option(String.valueOf(one.id()), one.name()))
            .toList());
    params.put("ended", writing.ended(visit.actor(), typed.area()).orElse(null));
    params.put(
        "there",
        problems.stream().anyMatch(one -> one.code() == ReportProblem.THERE_ALREADY)
            ? writing.existing(visit.actor(), typed).orElse(null)
            : null);
    params.put("errors", visit.errors(problems));
    return views.html(
        status,
        "reports/new",
        visit.page(visit.t().t("reports.new"), ReportPages.NAV, ReportPages.crumbs(visit)),
        params);
  }

  // --- sections

  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/drafts/{id}/sections/{section}")
  ResponseEntity<byte[]> edit(Visit visit, @PathVariable UUID id, @PathVariable String section) {
    ReportSection of = section(section);
    Report.SavedText text = reports.text(visit.actor(), id, of);
    return edit(
        visit,
        HttpStatus.OK,
        id,
        of,
        text == null ? "" : text.words(),
        text == null ? 0 : text.no(),
        List.of());
  }

  private ResponseEntity<byte[]> edit(
      Visit visit,
      HttpStatus status,
      UUID id,
      ReportSection section,
      String words,
      long base,
      List<FieldError> errors) {
    ReportView view = view(visit, id);
    ReportContent.Section shown = view.content().section(section);
    if (shown == null) {
      throw new NotFoundException("section " + section + " of report " + id);
    }
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("section", shown);
    params.put("words", words);
    params.put("base", base);
    params.put("longest", ReportWriting.LONGEST);
    params.put("errors", errors);
    return views.html(status, "reports/section", page(visit, view, view.title(section)), params);
  }

  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/sections/{section}")
  ResponseEntity<byte[]> save(
      Visit visit,
      @PathVariable UUID id,
      @PathVariable String section,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "0") long base) {
    ReportSection of = section(section);
    return switch (writing.save(visit.actor(), id, of, words, base)) {
      case Result.Ok<ReportWriting.Saved> ok ->
          ok.value().aside()
              ? visit.leadTo(
                  ReportView.drafts(id) + "/sections/" + of + "/beside?mine=" + ok.value().no(),
                  "reports.text.aside")
              : visit.leadTo("/reports/" + id + "#" + of, "reports.text.saved");
      case Result.Refused<ReportWriting.Saved> refused ->
          edit(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              of,
              words,
              base,
              visit.errors(refused.problems()));
    };
  }

  /** What a browser saves by itself while somebody writes. */
  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/sections/{section}/autosave")
  ResponseEntity<byte[]> autosave(
      Visit visit,
      @PathVariable UUID id,
      @PathVariable String section,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "0") long base) {
    return switch (writing.save(visit.actor(), id, section(section), words, base)) {
      case Result.Ok<ReportWriting.Saved> ok ->
          answer(
              ok.value().aside() ? HttpStatus.CONFLICT : HttpStatus.OK,
              Map.of(
                  "base",
                  String.valueOf(ok.value().no()),
                  "words",
                  ok.value().aside()
                      ? visit.t().t("reports.autosave.conflict")
                      : visit.t().t("reports.autosave.done", visit.t().time(clock.instant()))));
      case Result.Refused<ReportWriting.Saved> refused ->
          answer(
              HttpStatus.UNPROCESSABLE_CONTENT,
              Map.of("words", visit.sentence(refused.problems().getFirst())));
    };
  }

  private static ResponseEntity<byte[]> answer(HttpStatus status, Map<String, String> said) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .body(ReportJson.write(said).getBytes(StandardCharsets.UTF_8));
  }

  /** Two texts of a section side by side, where two people wrote at once. */
  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/drafts/{id}/sections/{section}/beside")
  ResponseEntity<byte[]> beside(
      Visit visit, @PathVariable UUID id, @PathVariable String section, @RequestParam long mine) {
    ReportSection of = section(section);
    ReportView view = view(visit, id);
    Report.SavedText own = reports.text(visit.actor(), id, mine);
    if (own.section() != of) {
      throw new NotFoundException("text " + mine + " of section " + of);
    }
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("section", of);
    params.put("mine", own);
    Report.SavedText theirs = reports.text(visit.actor(), id, of);
    params.put("theirs", theirs);
    params.put(
        "changes",
        theirs == null
            ? List.of()
            : ReportChange.of(theirs.words().lines().toList(), own.words().lines().toList()));
    return views.html(
        "reports/beside", page(visit, view, visit.t().t("reports.beside.title")), params);
  }

  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/drafts/{id}/sections/{section}/texts")
  ResponseEntity<byte[]> texts(Visit visit, @PathVariable UUID id, @PathVariable String section) {
    ReportSection of = section(section);
    ReportView view = view(visit, id);
    return views.html(
        "reports/texts",
        page(visit, view, visit.t().t("reports.texts.title", view.title(of))),
        Map.of("view", view, "section", of, "texts", reports.texts(visit.actor(), id, of)));
  }

  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/texts/{text}/back")
  ResponseEntity<byte[]> bringBack(Visit visit, @PathVariable UUID id, @PathVariable long text) {
    return done(
        visit, id, writing.bringBack(visit.actor(), id, text), "reports.text.back.done", "");
  }

  private static ReportSection section(String name) {
    return ReportSection.named(name).orElseThrow(() -> new NotFoundException("section " + name));
  }

  // --- figures

  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/refill")
  ResponseEntity<byte[]> refill(Visit visit, @PathVariable UUID id) {
    return done(visit, id, writing.refill(visit.actor(), id, visit.demo()), "reports.refilled", "");
  }

  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/drafts/{id}/mark")
  ResponseEntity<byte[]> mark(Visit visit, @PathVariable UUID id, @RequestParam String key) {
    Report.Mark mark = reports.marks(visit.actor(), id).get(key);
    return mark(visit, HttpStatus.OK, id, key, mark == null ? "" : mark.reason(), List.of());
  }

  private ResponseEntity<byte[]> mark(
      Visit visit, HttpStatus status, UUID id, String key, String reason, List<FieldError> errors) {
    ReportView view = view(visit, id);
    ReportFigure figure = view.figures().get(key);
    if (figure == null || !figure.byHand()) {
      throw new NotFoundException("figure " + key + " reported by hand");
    }
    Report.Mark mark = reports.marks(visit.actor(), id).get(key);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("figure", figure);
    params.put("reason", reason);
    params.put("marked", mark != null && mark.notReported());
    params.put("errors", errors);
    return views.html(
        status, "reports/mark", page(visit, view, visit.t().t("reports.mark.title")), params);
  }

  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/mark")
  ResponseEntity<byte[]> marked(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam String key,
      @RequestParam(defaultValue = "true") boolean silent,
      @RequestParam(defaultValue = "") String reason) {
    return switch (writing.mark(visit.actor(), id, key, silent, reason)) {
      case Result.Ok<UUID> ok ->
          visit.leadTo(
              "/reports/" + id + "#ORGANISATION",
              silent ? "reports.marked" : "reports.mark.taken-back");
      case Result.Refused<UUID> refused ->
          mark(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              key,
              reason,
              visit.errors(refused.problems()));
    };
  }

  // --- files

  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/drafts/{id}/attach")
  ResponseEntity<byte[]> attach(Visit visit, @PathVariable UUID id) {
    return attach(visit, HttpStatus.OK, id, List.of());
  }

  private ResponseEntity<byte[]> attach(
      Visit visit, HttpStatus status, UUID id, List<FieldError> errors) {
    ReportView view = view(visit, id);
    return views.html(
        status,
        "reports/attach",
        page(visit, view, visit.t().t("reports.attach")),
        Map.of(
            "view",
            view,
            "file",
            Visit.newId(),
            "most",
            attachments.most() >> 20,
            "errors",
            errors));
  }

  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/attach")
  ResponseEntity<byte[]> attached(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID once,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    reports.writing(visit.actor(), id);
    List<Problem> problems = new ArrayList<>();
    String name = file == null ? null : file.getOriginalFilename();
    if (file == null || name == null || name.isEmpty()) {
      problems.add(Problem.at("file", ReportProblem.FILE_MISSING));
    } else {
      Result<Attachment> read = attachments.read("file", file);
      problems.addAll(read.problems());
      if (read instanceof Result.Ok<Attachment>(Attachment attachment)) {
        Result<UUID> attached =
            writing.attach(visit.actor(), id, once == null ? Visit.newId() : once, attachment);
        problems.addAll(attached.problems());
      }
    }
    return problems.isEmpty()
        ? visit.leadTo("/reports/" + id + "#files", "reports.attached")
        : attach(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, visit.errors(problems));
  }

  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/files/{file}/remove")
  ResponseEntity<byte[]> remove(Visit visit, @PathVariable UUID id, @PathVariable UUID file) {
    return done(visit, id, writing.remove(visit.actor(), id, file), "reports.removed", "#files");
  }

  // --- the areas below

  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/merge")
  ResponseEntity<byte[]> merge(Visit visit, @PathVariable UUID id) {
    return switch (writing.merge(visit.actor(), id)) {
      case Result.Ok<ReportContent.Merged> ok ->
          visit.leadTo(
              "/reports/" + id,
              "reports.merged",
              ok.value().sources().size(),
              ok.value().missing().size());
      case Result.Refused<ReportContent.Merged> refused -> refused(visit, id, refused.problems());
    };
  }

  // --- send

  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/drafts/{id}/send")
  ResponseEntity<byte[]> send(
      Visit visit, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID signer) {
    ReportContent content = reports.working(visit.actor(), id);
    ReportContent.Head head = lastHead(visit, id);
    ReportContent.Head use =
        head == null ? reports.head(content, reports.open(visit.actor(), id).report()) : head;
    ReportContent.Head signed =
        signer == null ? use : use.signed(reports.signing(content, use).by(signer).block());
    return send(visit, HttpStatus.OK, id, ReportSending.of(signed), List.of());
  }

  private ReportContent.@Nullable Head lastHead(Visit visit, UUID id) {
    Integer last = reports.open(visit.actor(), id).report().sentVersion();
    return last == null ? null : reports.sent(visit.actor(), id, last).content().head();
  }

  private ResponseEntity<byte[]> send(
      Visit visit, HttpStatus status, UUID id, ReportSending typed, List<FieldError> errors) {
    ReportView view = view(visit, id);
    List<ReportFinding> findings =
        reports.findings(
            visit.actor(),
            id,
            VietnameseDates.parse(typed.signedOn()) instanceof DateReading.Ok ok ? ok.date() : null,
            visit.t());
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("findings", findings);
    params.put("seen", ReportFinding.mark(findings));
    params.put("typed", typed);
    Signing signing =
        reports
            .signing(view.content(), writing.head(typed, new ArrayList<>()))
            .named(typed.signer());
    params.put("signing", signing);
    params.put("keepsSigners", signers.keeps(visit.actor(), signing));
    params.put("errors", errors);
    return views.html(
        status, "reports/send", page(visit, view, visit.t().t("reports.send.title")), params);
  }

  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/send")
  ResponseEntity<byte[]> sent(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam Map<String, String> fields,
      @RequestParam(defaultValue = "") String seen) {
    ReportSending typed = ReportSending.typed(fields);
    return switch (writing.send(visit.actor(), id, typed, seen, visit.t())) {
      case Result.Ok<Integer> ok -> visit.leadTo("/reports/" + id, "reports.sent.done", ok.value());
      case Result.Refused<Integer> refused ->
          send(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              refused.problems().stream()
                      .anyMatch(one -> one.code() == ReportProblem.WARNINGS_CHANGED)
                  ? typed.unconfirmed()
                  : typed,
              visit.errors(refused.problems()));
    };
  }

  // --- correct

  @Needs(Right.REPORT_WRITE)
  @GetMapping("/reports/drafts/{id}/correct")
  ResponseEntity<byte[]> correct(Visit visit, @PathVariable UUID id) {
    return correct(visit, HttpStatus.OK, id, "", List.of());
  }

  private ResponseEntity<byte[]> correct(
      Visit visit, HttpStatus status, UUID id, String reason, List<FieldError> errors) {
    ReportView view = view(visit, id);
    return views.html(
        status,
        "reports/reason",
        page(visit, view, visit.t().t("reports.correct.title")),
        Map.of(
            "action",
            view.drafts() + "/correct",
            "lead",
            visit.t().t("reports.correct.lead"),
            "button",
            visit.t().t("reports.correct.button"),
            "back",
            view.path(),
            "version",
            0,
            "reason",
            reason,
            "errors",
            errors));
  }

  @Needs(Right.REPORT_WRITE)
  @PostMapping("/reports/drafts/{id}/correct")
  ResponseEntity<byte[]> corrected(
      Visit visit, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
    return switch (writing.correct(visit.actor(), id, reason)) {
      case Result.Ok<UUID> ok -> visit.leadTo("/reports/" + id, "reports.correcting");
      case Result.Refused<UUID> refused ->
          correct(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              reason,
              visit.errors(refused.problems()));
    };
  }

  // --- what all have

  private ReportView view(Visit visit, UUID id) {
    return ReportView.of(
        reports.writing(visit.actor(), id),
        reports.working(visit.actor(), id),
        null,
        "",
        visit.t());
  }

  private static Page page(Visit visit, ReportView view, String title) {
    return visit.page(
        title,
        ReportPages.NAV,
        ReportPages.crumbs(
            visit, new Crumb(view.title() + " · " + view.content().area().name(), view.path())));
  }

  private ResponseEntity<byte[]> done(
      Visit visit, UUID id, Result<?> result, String notice, String anchor) {
    return result.done()
        ? visit.leadTo("/reports/" + id + anchor, notice)
        : refused(visit, id, result.problems());
  }

  private ResponseEntity<byte[]> refused(Visit visit, UUID id, List<Problem> problems) {
    return views.html(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "_ui/refused",
        visit.page(visit.t().t("refused.title"), ReportPages.NAV, ReportPages.crumbs(visit)),
        Map.of("errors", visit.errors(problems), "back", "/reports/" + id));
  }
}
