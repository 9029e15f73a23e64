package vn.khuyenhoc.reports;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.AttachmentKind;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.HistoryLine;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Page;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Reports as they are read: the list, one of them, each of its numbers, its files. */
@Controller
class ReportPages {

  static final String NAV = "reports";
  private static final int NAV_PLACE = 19;

  private final Reports reports;
  private final ReportWriting writing;
  private final ReportRows rows;
  private final HistoricalReports past;
  private final OfficeTemplates templates;
  private final FileStore files;
  private final Views views;
  private final Texts vietnamese;
  private final Clock clock;

  ReportPages(
      Reports reports,
      ReportWriting writing,
      ReportRows rows,
      HistoricalReports past,
      OfficeTemplates templates,
      FileStore files,
      Views views,
      Languages languages,
      Clock clock) {
    this.reports = reports;
    this.writing = writing;
    this.rows = rows;
    this.past = past;
    this.templates = templates;
    this.files = files;
    this.views = views;
    this.vietnamese = languages.vietnamese();
    this.clock = clock;
  }

  @Configuration(proxyBeanMethods = false)
  static class ReportsNavigation {
    @Bean
    NavEntry reportsEntry() {
      return new NavEntry(NAV, "reports.nav", "/reports", Right.REPORT_READ, NAV_PLACE);
    }
  }

  static List<Crumb> crumbs(Visit visit, Crumb... more) {
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(new Crumb(visit.t().t("reports.list.title"), "/reports"));
    crumbs.addAll(List.of(more));
    return crumbs;
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports")
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(defaultValue = "") String of,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String year,
      @RequestParam(defaultValue = "") String stage,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "0") int size) {
    boolean receives = reports.receives(visit.actor());
    boolean below = receives && of.equals("below");
    ReportFilter filter =
        new ReportFilter(
            below,
            ReportForm.named(form).orElse(null),
            year.matches("[12]\\d{3}") ? Integer.valueOf(year) : null,
            List.of(ReportStage.values()).stream()
                .filter(one -> one.name().equals(stage))
                .findFirst()
                .orElse(null),
            VietnameseText.clean(q));
    Pager pager = Pager.of(visit.here(), page, size, reports.count(visit.actor(), filter));
    Map<String, @Nullable Object> params = new HashMap<>();
    List<Report> listed = reports.list(visit.actor(), filter, pager.size(), pager.offset());
    params.put("reports", listed);
    params.put("duties", duties(visit, listed));
    params.put("filter", filter);
    params.put("pager", pager);
    params.put("words", new ReportWords(visit.t()));
    params.put("forms", forms(visit));
    params.put(
        "years",
        reports.years(visit.actor(), below).stream()
            .map(one -> new Option(String.valueOf(one), String.valueOf(one)))
            .toList());
    params.put(
        "stages",
        filter.stages().stream()
            .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
            .toList());
    params.put(
        "sides",
        receives
            ? List.of(
                new Segment(visit.t().t("reports.list.own"), "/reports", !below),
                new Segment(visit.t().t("reports.list.below"), "/reports?of=below", below))
            : List.of());
    params.put("past", below || filter.narrows() ? List.of() : past.list(visit.actor()));
    params.put("mayWrite", visit.actor().holds(Right.REPORT_WRITE));
    return views.html(
        "reports/list", visit.page(visit.t().t("reports.list.title"), NAV, List.of()), params);
  }

  static List<Option> forms(Visit visit) {
    return List.of(ReportForm.values()).stream()
        .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
        .toList();
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/{id}")
  ResponseEntity<byte[]> show(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer version) {
    ReportView view = view(visit, id, version);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("versions", reports.versions(visit.actor(), id));
    params.put("steps", history(visit, id));
    Report answering = view.opened().report();
    params.put("duty", duties(visit, List.of(answering)).get(answering.obligationId()));
    params.put(
        "ended",
        view.opened().ended()
            ? writing
                .ended(visit.actor(), String.valueOf(view.opened().report().areaId()))
                .orElse(null)
            : null);
    params.put(
        "pdfLook",
        templates.pdfLook(
            TemplateKind.valueOf(view.content().form().name()),
            view.content().area().id(),
            moment(visit, view)));
    return views.html("reports/show", page(visit, view, null), params);
  }

  private List<HistoryLine> history(Visit visit, UUID id) {
    return reports.steps(visit.actor(), id).stream()
        .map(
            step ->
                new HistoryLine(
                    visit.t().dateTime(step.at()),
                    step.version() == null
                        ? visit.t().t("reports.step." + step.step())
                        : visit
                            .t()
                            .t(
                                "reports.step.version",
                                visit.t().t("reports.step." + step.step()),
                                step.version()),
                    step.by(),
                    step.reason().isEmpty() ? null : step.reason(),
                    switch (step.step()) {
                      case "ACCEPTED" -> "ok";
                      case "RETURNED" -> "back";
                      default -> "";
                    }))
        .toList();
  }

  /** Which duty a report answers and to whom it goes, in words, by duty. */
  private Map<UUID, String> duties(Visit visit, List<Report> answering) {
    ObligationWords said = new ObligationWords(visit.t(), LocalDate.now(clock));
    return reports.duties(answering).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                one ->
                    visit
                        .t()
                        .t(
                            "reports.row.duty",
                            one.getValue().title(),
                            said.parties(one.getValue().recipients()))));
  }

  /** The draft for whoever writes it, else the newest version; or the version asked for. */
  private ReportView view(Visit visit, UUID id, @Nullable Integer version) {
    Reports.Opened opened = reports.open(visit.actor(), id);
    Report.Draft draft = opened.draft();
    if (version == null && draft != null && (opened.report().open(draft))) {
      return ReportView.of(opened, reports.working(visit.actor(), id), null, "", visit.t());
    }
    Integer asked = version == null ? opened.report().sentVersion() : version;
    if (asked == null) {
      throw new NotFoundException("version of report " + id);
    }
    Report.Sent sent = reports.sent(visit.actor(), id, asked);
    return ReportView.of(opened, sent.content(), sent.version(), sent.hash(), visit.t());
  }

  private Page page(Visit visit, ReportView view, @Nullable String part) {
    List<Crumb> crumbs = new ArrayList<>(crumbs(visit));
    String title = view.title() + " · " + view.content().area().name();
    if (part != null) {
      crumbs.add(new Crumb(title, view.path() + view.query()));
    }
    return visit.page(part == null ? title : part, NAV, crumbs);
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/{id}/table")
  ResponseEntity<byte[]> table(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam String key,
      @RequestParam(required = false) @Nullable Integer version) {
    ReportView view = view(visit, id, version);
    ReportContent.Table table =
        view.content().tables().stream()
            .filter(one -> one.key().equals(key))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("table " + key + " of report " + id));
    return views.html(
        "reports/table", page(visit, view, table.title()), Map.of("view", view, "table", table));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/{id}/figure")
  ResponseEntity<byte[]> figure(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam String key,
      @RequestParam(defaultValue = "0") int area,
      @RequestParam(required = false) @Nullable Integer version) {
    ReportView view = view(visit, id, version);
    ReportFigure figure = view.figures().get(key);
    if (figure == null) {
      throw new NotFoundException("figure " + key + " of report " + id);
    }
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("figure", figure);
    params.put("area", area);
    params.put("live", reports.live(visit.actor(), id, key));
    params.put(
        "mark",
        view.editable() && figure.byHand() ? reports.marks(visit.actor(), id).get(key) : null);
    params.put("earlier", earlier(visit, view, figure));
    params.put(
        "over",
        ReportRows.parts(key).stream().map(view.figures()::get).filter(Objects::nonNull).toList());
    return views.html("reports/figure", page(visit, view, figure.label()), params);
  }

  /** Where the number is told that this one is held against; empty where no report tells it. */
  private String earlier(Visit visit, ReportView view, ReportFigure figure) {
    ReportPeriod period = ReportPeriod.of(view.content(), vietnamese);
    return period.whole() || figure.previous() == null
        ? ""
        : reports
            .sent(
                visit.actor(),
                view.opened().report().id(),
                period.fromBefore(),
                period.untilBefore())
            .map(one -> ReportView.figure(one, figure.key()))
            .orElse("");
  }

  /** What stood behind a figure at the moment it was read, row by row. */
  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/{id}/rows")
  ResponseEntity<byte[]> rows(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam String key,
      @RequestParam(defaultValue = "0") int of,
      @RequestParam(defaultValue = "0") int area,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "0") int size) {
    ReportView view = view(visit, id, version);
    int fitting = Pager.fitting(size);
    ReportRows.Behind behind =
        rows.behind(
            visit.actor(),
            id,
            view.content(),
            view.version(),
            new ReportRows.Wanted(key, of, area),
            fitting,
            (Math.max(1, page) - 1L) * fitting);
    return views.html(
        "reports/rows",
        page(visit, view, behind.label()),
        Map.of(
            "view",
            view,
            "figure",
            Objects.requireNonNull(view.figures().get(key)),
            "of",
            of,
            "behind",
            behind,
            "pager",
            Pager.of(visit.here(), page, size, behind.count())));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/{id}/differences")
  ResponseEntity<byte[]> differences(
      Visit visit, @PathVariable UUID id, @RequestParam int from, @RequestParam int to) {
    ReportView view = view(visit, id, to);
    return views.html(
        "reports/differences",
        page(
            visit,
            view,
            visit.t().t("reports.differences.title", String.valueOf(from), String.valueOf(to))),
        Map.of("view", view, "differences", reports.differences(visit.actor(), id, from, to)));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/{id}/files/{file}")
  ResponseEntity<Resource> file(Visit visit, @PathVariable UUID id, @PathVariable UUID file) {
    ReportContent.File kept = reports.file(visit.actor(), id, file);
    String ending = "." + AttachmentKind.endingOf(kept.type());
    return Downloads.file(
        MediaType.parseMediaType(kept.type()),
        kept.name().toLowerCase(java.util.Locale.ROOT).endsWith(ending)
            ? kept.name()
            : kept.name() + ending,
        files.path(kept.sha256()));
  }

  // --- as files

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/{id}/report.docx")
  ResponseEntity<byte[]> word(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer version) {
    ReportView view = view(visit, id, version);
    return Downloads.file(
        Downloads.WORD,
        name(view) + ".docx",
        templates.word(
            TemplateKind.valueOf(view.content().form().name()),
            view.content().area().id(),
            moment(visit, view),
            document(view)));
  }

  /** Whose template it has: what was sent keeps its look. */
  private Instant moment(Visit visit, ReportView view) {
    Integer version = view.version();
    return version == null
        ? clock.instant()
        : reports.sent(visit.actor(), view.opened().report().id(), version).at();
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/{id}/report.pdf")
  ResponseEntity<byte[]> pdf(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer version) {
    ReportView view = view(visit, id, version);
    return Downloads.pdf(
        name(view),
        templates.pdf(
            TemplateKind.valueOf(view.content().form().name()),
            view.content().area().id(),
            moment(visit, view),
            document(view)));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/{id}/report.xlsx")
  ResponseEntity<byte[]> workbook(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer version) {
    ReportView view = view(visit, id, version);
    return Downloads.file(
        Downloads.EXCEL,
        name(view) + ".xlsx",
        ReportWorkbook.of(view.content(), hash(view), vietnamese));
  }

  /** What was sent, to the letter: whoever has it can compute its hash. */
  @Needs(Right.REPORT_READ)
  @GetMapping("/reports/{id}/report.json")
  ResponseEntity<byte[]> data(Visit visit, @PathVariable UUID id, @RequestParam int version) {
    ReportView view = view(visit, id, version);
    return Downloads.file(
        MediaType.APPLICATION_JSON,
        name(view) + ".json",
        reports.sent(visit.actor(), id, version).json().getBytes(StandardCharsets.UTF_8));
  }

  private vn.khuyenhoc.platform.document.AdministrativeDocument document(ReportView view) {
    ReportContent.Head head = view.content().head();
    return ReportDocument.of(
        view.content(),
        head == null ? reports.head(view.content(), view.opened().report()) : head,
        hash(view),
        vietnamese);
  }

  private static @Nullable String hash(ReportView view) {
    return view.version() == null ? null : view.hash();
  }

  private String name(ReportView view) {
    LocalDate until = view.content().lastDay();
    return Downloads.plain(
        vietnamese.t(view.content().form().messageKey())
            + "-"
            + view.content().area().name()
            + "-"
            + until.getYear()
            + (view.version() == null ? "-du-thao" : "-" + view.version()));
  }
}
