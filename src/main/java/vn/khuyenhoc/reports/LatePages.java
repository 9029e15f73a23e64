package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.LaterName;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Who is late with reports, and the calendar of what is due. */
@Controller
class LatePages {

  private static final int MOST_ROWS = 20_000;
  private static final int WEEK = 7;

  private final Obligations obligations;
  private final Dues dues;
  private final Reports reports;
  private final LateSheet sheet;
  private final Areas areas;
  private final Views views;
  private final Clock clock;

  LatePages(
      Obligations obligations,
      Dues dues,
      Reports reports,
      LateSheet sheet,
      Areas areas,
      Views views,
      Clock clock) {
    this.obligations = obligations;
    this.dues = dues;
    this.reports = reports;
    this.sheet = sheet;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  /** The area that was asked for, or the reader's own. */
  private Area area(Actor actor, @Nullable Integer asked) {
    if (asked == null) {
      return areas.byId(actor.areasFor(Right.REPORT_READ).getFirst());
    }
    areas.require(actor, Right.REPORT_READ, asked);
    return areas.byId(asked);
  }

  private List<Option> places(Actor actor) {
    return actor.areasFor(Right.REPORT_READ).stream()
        .map(id -> new Option(String.valueOf(id), areas.byId(id).name()))
        .toList();
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/obligations/late")
  ResponseEntity<byte[]> late(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String only,
      @RequestParam(required = false) @Nullable String form,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    Area place = area(visit.actor(), area);
    if (form != null) {
      return sent(visit, place, form, from, until);
    }
    String folded = VietnameseText.fold(VietnameseText.clean(q));
    boolean missing = only.equals("missing");
    List<Dues.Line> found =
        dues.late(visit.actor(), place).stream()
            .filter(line -> VietnameseText.fold(line.obligation().says().title()).contains(folded))
            .filter(line -> !missing || line.sum().missing() > 0)
            .toList();
    Pager pager = Pager.of(visit.here(), page, size, found.size());
    Map<String, Object> params = new HashMap<>();
    params.put("lines", found.subList((int) pager.offset(), (int) pager.to()));
    params.put("words", new ObligationWords(visit.t(), today()));
    params.put("pager", pager);
    params.put("area", place);
    params.put("places", places(visit.actor()));
    params.put("q", q);
    params.put("missing", missing);
    params.put("receives", receives(visit.actor(), place));
    params.put("forms", ReportPages.forms(visit));
    params.put("from", VietnameseDates.format(LocalDate.of(today().getYear(), 1, 1)));
    params.put("until", VietnameseDates.format(LocalDate.of(today().getYear(), 12, 31)));
    params.put("today", today());
    return views.html(
        "obligations/late",
        visit.page(
            visit.t().t("obligations.late.title"),
            ObligationPages.NAV,
            ObligationPages.crumbs(visit, new Crumb(visit.t().t("obligations.late.title"), null))),
        params);
  }

  private boolean receives(Actor actor, Area place) {
    return areas.reaches(actor, Right.REPORT_RECEIVE, place.id());
  }

  /** Who has sent a report on a form and period, whether or not a duty asks for it. */
  private ResponseEntity<byte[]> sent(
      Visit visit, Area place, String form, String from, String until) {
    if (!receives(visit.actor(), place)) {
      throw new NotFoundException("area " + place.id() + " that receives reports");
    }
    List<Problem> problems = new ArrayList<>();
    LocalDate first = day("from", from, problems);
    LocalDate last = day("until", until, problems);
    if (first != null && last != null && last.isBefore(first)) {
      problems.add(Problem.at("until", ReportProblem.PERIOD_TURNED));
    }
    ReportForm of = ReportForm.named(form).orElse(null);
    if (of == null) {
      problems.add(Problem.at("form", ReportProblem.FORM_MISSING));
    }
    List<Reports.Owing> owing = List.of();
    String lead = "";
    boolean asked = false;
    if (problems.isEmpty() && of != null && first != null && last != null) {
      owing = reports.owing(visit.actor(), place.id(), of, first, last);
      lead = new ReportWords(visit.t()).title(of, first, last) + " · " + place.name();
      asked = true;
    }
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("owing", owing);
    params.put("asked", asked);
    params.put("area", place);
    params.put("form", of == null ? "" : of.name());
    params.put("forms", ReportPages.forms(visit));
    params.put("from", from);
    params.put("until", until);
    params.put("lead", lead);
    params.put("errors", visit.errors(problems));
    return views.html(
        asked ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        "obligations/late-form",
        visit.page(
            visit.t().t("obligations.late.form"),
            ObligationPages.NAV,
            ObligationPages.crumbs(
                visit,
                new Crumb(visit.t().t("obligations.late.title"), "/obligations/late"),
                new Crumb(visit.t().t("obligations.late.form"), null))),
        params);
  }

  private static @Nullable LocalDate day(String field, String typed, List<Problem> problems) {
    if (VietnameseDates.parse(typed) instanceof DateReading.Ok ok) {
      return ok.date();
    }
    problems.add(Problem.at(field, ReportProblem.DAY_MISSING));
    return null;
  }

  /**
   * What somebody asks to see of who stands where.
   *
   * @param period the key of the period; empty for the one that is asked for now
   * @param state a state, or those that are missing; empty for all
   */
  record Filter(String period, String state) {
    Filter {
      period = Objects.requireNonNullElse(period, "");
      state = Objects.requireNonNullElse(state, "");
    }

    boolean missing() {
      return state.equals("missing");
    }

    @Nullable DueState only() {
      return Arrays.stream(DueState.values())
          .filter(one -> one.name().equals(state))
          .findFirst()
          .orElse(null);
    }
  }

  private Obligation tracked(Visit visit, UUID id) {
    Obligation obligation = obligations.one(visit.actor(), id);
    if (obligation.says().reporter().level() == null) {
      throw new NotFoundException("areas that report by " + id);
    }
    return obligation;
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/obligations/{id}/late")
  ResponseEntity<byte[]> lateWith(
      Visit visit,
      @PathVariable UUID id,
      Filter filter,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    Obligation obligation = tracked(visit, id);
    ObligationDue due = dues.due(obligation, filter.period());
    DueSum sum = dues.sum(visit.actor(), obligation, due);
    DueState only = filter.only();
    int total = filter.missing() ? sum.missing() : only == null ? sum.areas() : sum.of(only);
    Pager pager = Pager.of(visit.here(), page, size, total);
    List<DueRow> rows =
        dues.rows(
            visit.actor(), obligation, due, only, filter.missing(), pager.size(), pager.offset());
    ObligationWords words = new ObligationWords(visit.t(), today());
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("obligation", obligation);
    params.put("due", due);
    params.put("sum", sum);
    params.put("rows", rows);
    params.put("later", later(rows, due));
    params.put("words", words);
    params.put("pager", pager);
    params.put("filters", filters(visit, obligation, due, sum, filter));
    params.put("periods", periods(obligation, words, today()));
    params.put(
        "query",
        "?period=" + due.key() + (filter.state().isEmpty() ? "" : "&state=" + filter.state()));
    params.put("today", today());
    params.put("writes", visit.actor().areasFor(Right.REPORT_WRITE));
    params.put("begun", !due.period().from().isAfter(today()));
    String title = visit.t().t("obligations.late.of", obligation.says().title());
    return views.html(
        "obligations/late-one",
        visit.page(
            title,
            ObligationPages.NAV,
            ObligationPages.crumbs(
                visit,
                new Crumb(visit.t().t("obligations.late.title"), "/obligations/late"),
                new Crumb(obligation.says().title(), obligation.path()),
                new Crumb(words.period(due), null))),
        params);
  }

  private Map<Integer, List<LaterName>> later(List<DueRow> rows, ObligationDue due) {
    List<Integer> ended = rows.stream().filter(DueRow::ended).map(DueRow::areaId).toList();
    return ended.isEmpty() ? Map.of() : areas.laterNames(ended, due.day());
  }

  private List<Segment> filters(
      Visit visit, Obligation obligation, ObligationDue due, DueSum sum, Filter filter) {
    String base = obligation.latePath(due);
    List<Segment> filters = new ArrayList<>();
    filters.add(
        new Segment(
            visit.t().t("obligations.late.all", sum.areas()), base, filter.state().isEmpty()));
    filters.add(
        new Segment(
            visit.t().t("obligations.late.missing", sum.missing()),
            base + "&state=missing",
            filter.missing()));
    for (DueState one : DueState.values()) {
      if (sum.of(one) > 0 || one == filter.only()) {
        filters.add(
            new Segment(
                visit.t().t("obligations.late.filter", visit.t().t(one.messageKey()), sum.of(one)),
                base + "&state=" + one,
                one == filter.only()));
      }
    }
    return filters;
  }

  static List<Option> periods(Obligation obligation, ObligationWords words, LocalDate today) {
    return obligation.dues(today.plusYears(1)).reversed().stream()
        .filter(due -> due.tracked() || due.past(today))
        .map(due -> new Option(due.key(), words.period(due)))
        .toList();
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/obligations/{id}/late/list.xlsx")
  ResponseEntity<byte[]> workbook(Visit visit, @PathVariable UUID id, Filter filter) {
    Obligation obligation = tracked(visit, id);
    ObligationDue due = dues.due(obligation, filter.period());
    List<DueRow> rows = all(visit, obligation, due, filter);
    ObligationWords words = new ObligationWords(visit.t(), today());
    return Downloads.file(
        Downloads.EXCEL,
        name(visit, obligation, due, "xlsx"),
        sheet.workbook(
            obligation.says().title(),
            List.of(words.period(due), words.due(due)),
            rows,
            later(rows, due),
            words));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/obligations/{id}/late/list.csv")
  ResponseEntity<byte[]> csv(Visit visit, @PathVariable UUID id, Filter filter) {
    Obligation obligation = tracked(visit, id);
    ObligationDue due = dues.due(obligation, filter.period());
    List<DueRow> rows = all(visit, obligation, due, filter);
    return Downloads.file(
        Downloads.CSV,
        name(visit, obligation, due, "csv"),
        sheet.csv(rows, later(rows, due), new ObligationWords(visit.t(), today())));
  }

  private List<DueRow> all(Visit visit, Obligation obligation, ObligationDue due, Filter filter) {
    return dues.rows(visit.actor(), obligation, due, filter.only(), filter.missing(), MOST_ROWS, 0);
  }

  private static String name(Visit visit, Obligation obligation, ObligationDue due, String ending) {
    return Downloads.plain(
            visit
                .t()
                .t(
                    "obligations.late.file",
                    obligation.says().title(),
                    due.period().to().toString()))
        + "."
        + ending;
  }

  /** What is due in a month. */
  @Needs(Right.REPORT_READ)
  @GetMapping("/obligations/calendar")
  ResponseEntity<byte[]> calendar(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "") String month) {
    Area place = area(visit.actor(), area);
    YearMonth of = month(month);
    List<Dues.Line> lines = dues.between(visit.actor(), place, of.atDay(1), of.atEndOfMonth());
    Map<LocalDate, List<Dues.Line>> days = new HashMap<>();
    List<Dues.Line> dayless = new ArrayList<>();
    for (Dues.Line line : lines) {
      LocalDate day = line.due().due();
      if (day == null) {
        dayless.add(line);
      } else {
        days.computeIfAbsent(day, one -> new ArrayList<>()).add(line);
      }
    }
    List<LocalDate> weeks = new ArrayList<>();
    for (LocalDate monday = of.atDay(1).minusDays(of.atDay(1).getDayOfWeek().getValue() - 1L);
        !monday.isAfter(of.atEndOfMonth());
        monday = monday.plusDays(WEEK)) {
      weeks.add(monday);
    }
    Map<String, Object> params = new HashMap<>();
    params.put("month", of);
    params.put("weeks", weeks);
    params.put("days", days);
    params.put("dayless", dayless);
    params.put("words", new ObligationWords(visit.t(), today()));
    params.put("area", place);
    params.put("places", places(visit.actor()));
    params.put("today", today());
    String title = visit.t().t("obligations.calendar.title", of);
    return views.html(
        "obligations/calendar",
        visit.page(
            title, ObligationPages.NAV, ObligationPages.crumbs(visit, new Crumb(title, null))),
        params);
  }

  private YearMonth month(String typed) {
    try {
      YearMonth month = YearMonth.parse(typed);
      if (month.getYear() >= 2000 && month.getYear() <= 2100) {
        return month;
      }
    } catch (DateTimeParseException none) {
      // the present one
    }
    return YearMonth.from(today());
  }
}
