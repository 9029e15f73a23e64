package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Which reports are due, who has sent them and who is late. A report is in time until midnight of
 * its last day in Vietnam. What an area that has ended owed is owed by what received it.
 */
@Service
public class Dues {

  /** So many days before it is due somebody is told of a report. */
  public static final int SOON = 30;

  /** What was due longer ago is told of on the pages of the duties only. */
  private static final int LONG_AGO = 400;

  /** The most periods of one duty that a list tells of at once. */
  private static final int MOST_PERIODS = 6;

  private final DueTable table;
  private final BodyReceiptTable receipts;
  private final Obligations obligations;
  private final Areas areas;
  private final Clock clock;

  Dues(
      DueTable table,
      BodyReceiptTable receipts,
      Obligations obligations,
      Areas areas,
      Clock clock) {
    this.table = table;
    this.receipts = receipts;
    this.obligations = obligations;
    this.areas = areas;
    this.clock = clock;
  }

  /**
   * A report that is due, and how many of the areas that the reader reaches stand where with it.
   *
   * @param obligation by which duty
   * @param due which report
   * @param sum how many areas stand where, or bodies where bodies report
   */
  public record Line(Obligation obligation, ObligationDue due, DueSum sum) {

    /** The address of who stands where. */
    public String path() {
      return obligation.says().reporter().level() == null
          ? obligation.bodiesPath() + "?period=" + due.key()
          : obligation.latePath(due);
    }
  }

  /**
   * A report that an area of the reader itself has to send.
   *
   * @param obligation by which duty
   * @param due which report
   * @param row where it stands
   * @param formerly the areas that owed it and are no more, by their names; none where it is the
   *     area's own
   */
  public record Owed(Obligation obligation, ObligationDue due, DueRow row, List<String> formerly) {

    public Owed {
      formerly = List.copyOf(formerly);
    }

    /**
     * Whether its report is still to be begun. What an area that is no more has begun is only read;
     * what received it begins its own.
     */
    public boolean begins() {
      return row.reportId() == null || row.received() != null && !row.byReceived();
    }

    /** Where it is written: the report itself, or the form that begins it. */
    public String path() {
      return begins()
          ? obligation.beginPath(due) + "&area=" + row.owner()
          : "/reports/" + row.reportId();
    }
  }

  /** One line for what one report does, of however many areas that it speaks for. */
  private static List<Owed> owed(List<DueTable.Asked> asked, List<DueRow> rows) {
    Map<String, Owed> owed = new LinkedHashMap<>();
    for (DueRow row : rows) {
      DueTable.Asked of = asked.get(row.at());
      Owed one =
          new Owed(of.obligation(), of.due(), row, row.ended() ? List.of(row.name()) : List.of());
      owed.merge(
          one.path(),
          one,
          (first, second) ->
              new Owed(
                  first.obligation(),
                  first.due(),
                  first.row().state() == DueState.RETURNED ? second.row() : first.row(),
                  Stream.concat(first.formerly().stream(), second.formerly().stream())
                      .distinct()
                      .toList()));
    }
    return List.copyOf(owed.values());
  }

  /**
   * Everything that waits for somebody.
   *
   * @param owed what one's own areas have to send, the first day first
   * @param below what areas below have not sent though it was due, the latest day first
   */
  public record Found(List<Owed> owed, List<Line> below) {}

  /** The reports due between two days that concern an area, in the order of time. */
  @Transactional(readOnly = true)
  public List<Line> between(Actor actor, Area area, LocalDate from, LocalDate to) {
    List<Line> lines = new ArrayList<>();
    for (Obligation one : obligations.concerning(obligations.around(actor), area)) {
      for (ObligationDue due : one.dues(to)) {
        if (!due.day().isBefore(from) && !due.day().isAfter(to)) {
          lines.add(new Line(one, due, DueSum.NONE));
        }
      }
    }
    lines.sort(Comparator.comparing(line -> line.due().day()));
    return summed(lines, area);
  }

  /**
   * The reports that are due now or were due last, of each duty that concerns an area; what bodies
   * report only where it is the area's own.
   */
  @Transactional(readOnly = true)
  public List<Line> late(Actor actor, Area area) {
    LocalDate today = today();
    List<Line> lines = new ArrayList<>();
    for (Obligation one : obligations.concerning(obligations.around(actor), area)) {
      if (one.says().reporter().level() == null && one.areaId() != area.id()) {
        continue;
      }
      List<ObligationDue> dues =
          one.dues(today.plusDays(LONG_AGO)).stream()
              .filter(due -> due.tracked() && !due.day().isBefore(today.minusDays(LONG_AGO)))
              .filter(due -> !due.day().isAfter(today.plusDays(SOON)))
              .toList();
      dues.subList(Math.max(0, dues.size() - MOST_PERIODS), dues.size())
          .forEach(due -> lines.add(new Line(one, due, DueSum.NONE)));
    }
    lines.sort(Comparator.comparing((Line line) -> line.due().day()).reversed());
    return summed(lines, area);
  }

  /** The last reports of a duty and the next ones, the newest first, with who stands where. */
  @Transactional(readOnly = true)
  public List<Line> of(Actor actor, Obligation obligation, int most) {
    LocalDate today = today();
    List<ObligationDue> dues = obligation.dues(today.plusYears(2));
    int now =
        (int)
            IntStream.range(0, dues.size())
                .filter(at -> dues.get(at).day().isBefore(today))
                .count();
    int to = Math.min(dues.size(), now + 2);
    List<Line> lines =
        dues.subList(Math.max(0, to - most), to).stream()
            .map(due -> new Line(obligation, due, DueSum.NONE))
            .toList();
    return summed(lines.reversed(), actor.areasFor(Right.REPORT_READ));
  }

  private List<Line> summed(List<Line> lines, Area area) {
    return summed(lines, List.of(area.id()));
  }

  private List<Line> summed(List<Line> lines, List<Integer> within) {
    List<Line> known =
        lines.stream().filter(line -> line.obligation().says().reporter().level() != null).toList();
    Map<Integer, DueSum> sums =
        table.sums(
            known.stream().map(line -> new DueTable.Asked(line.obligation(), line.due())).toList(),
            within,
            today());
    Map<BodyReceiptTable.Of, Map<String, BodyReceipt>> received =
        known.size() == lines.size()
            ? Map.of()
            : receipts.last(
                lines.stream()
                    .map(Line::obligation)
                    .filter(one -> one.says().reporter().level() == null)
                    .map(Obligation::id)
                    .distinct()
                    .toList());
    List<Line> summed = new ArrayList<>();
    int at = 0;
    for (Line line : lines) {
      DueSum sum =
          line.obligation().says().reporter().level() != null
              ? sums.getOrDefault(at++, DueSum.NONE)
              : BodyReceipts.sum(
                  BodyReceipts.rows(
                      line.obligation(),
                      line.due(),
                      received.getOrDefault(
                          new BodyReceiptTable.Of(line.obligation().id(), line.due().period()),
                          Map.of()),
                      today()));
      summed.add(new Line(line.obligation(), line.due(), sum));
    }
    return summed;
  }

  /**
   * One report of a duty.
   *
   * @param period as {@link ObligationDue#key} names it; empty for the one that was due last, or is
   *     due next where none was
   * @throws NotFoundException where the duty has no such period
   */
  ObligationDue due(Obligation obligation, String period) {
    LocalDate today = today();
    if (!period.isEmpty()) {
      return obligation
          .of(period, today)
          .orElseThrow(() -> new NotFoundException("period " + period));
    }
    ObligationDue near = near(obligation.dues(today.plusYears(2)), today);
    if (near == null) {
      throw new NotFoundException("a period of " + obligation.id());
    }
    return near;
  }

  /** The reports of a duty, of those given, that the actor writes and has not sent. */
  @Transactional(readOnly = true)
  public List<Owed> owed(Actor actor, Obligation obligation, List<Line> lines) {
    LocalDate today = today();
    if (obligation.says().reporter().level() == null) {
      return List.of();
    }
    List<DueTable.Asked> begun =
        lines.stream()
            .filter(line -> !line.due().period().from().isAfter(today))
            .map(line -> new DueTable.Asked(obligation, line.due()))
            .toList();
    return owed(begun, table.owing(begun, actor.areasFor(Right.REPORT_WRITE), today));
  }

  /**
   * What keeps a report from being one that a duty asks for: the duty does not bind the area, or
   * has no such period.
   *
   * @param area that reports
   * @param period on which it reports; null where none was understood
   * @return problems of the fields {@code area} and {@code from}; none where it fits
   */
  @Transactional(readOnly = true)
  public List<Problem> misfits(
      Obligation obligation, Area area, @Nullable ObligationPeriod period, Texts t) {
    LocalDate today = today();
    List<ObligationDue> dues = obligation.dues(today.plusYears(2));
    ObligationDue due =
        dues.stream().filter(one -> one.period().equals(period)).findFirst().orElse(null);
    List<Problem> problems = new ArrayList<>();
    ObligationDue asked = due == null ? near(dues, today) : due;
    if (asked == null || !binds(obligation, asked, area, today)) {
      problems.add(
          Problem.at("area", ReportProblem.NOT_BOUND, obligation.says().title(), area.name()));
    }
    if (due == null && period != null && asked != null) {
      problems.add(
          Problem.at(
              "from",
              ReportProblem.PERIOD_NOT_ASKED,
              obligation.says().title(),
              asked.period().name(t),
              asked.period().from(),
              asked.period().to()));
    }
    return problems;
  }

  /** What is due last up to soon, or first where nothing is yet; null where nothing ever is. */
  private static @Nullable ObligationDue near(List<ObligationDue> dues, LocalDate today) {
    return dues.stream()
        .filter(due -> !due.day().isAfter(today.plusDays(SOON)))
        .reduce((one, later) -> later)
        .or(() -> dues.stream().findFirst())
        .orElse(null);
  }

  private boolean binds(Obligation obligation, ObligationDue due, Area area, LocalDate today) {
    return obligation.says().reporter().level() == null
        ? areas.pathKnown(area).stream().anyMatch(one -> one.id() == obligation.areaId())
        : table
            .rows(
                List.of(new DueTable.Asked(obligation, due)),
                List.of(area.id()),
                today,
                null,
                false,
                Integer.MAX_VALUE,
                0)
            .stream()
            .anyMatch(row -> row.owner() == area.id());
  }

  /** How many areas stand where with one report. */
  @Transactional(readOnly = true)
  public DueSum sum(Actor actor, Obligation obligation, ObligationDue due) {
    return table
        .sums(
            List.of(new DueTable.Asked(obligation, due)),
            actor.areasFor(Right.REPORT_READ),
            today())
        .getOrDefault(0, DueSum.NONE);
  }

  /**
   * Which areas stand where with one report, those first that have to do something.
   *
   * @param state only those in it; null for all
   * @param missing only those that have not sent it though its day is over
   */
  @Transactional(readOnly = true)
  public List<DueRow> rows(
      Actor actor,
      Obligation obligation,
      ObligationDue due,
      @Nullable DueState state,
      boolean missing,
      int limit,
      long offset) {
    return table.rows(
        List.of(new DueTable.Asked(obligation, due)),
        actor.areasFor(Right.REPORT_READ),
        today(),
        state,
        missing,
        limit,
        offset);
  }

  /** What the actor's areas have to send soon or should have sent, and what is late below them. */
  @Transactional(readOnly = true)
  public Found waiting(Actor actor) {
    List<Integer> own = actor.areasFor(Right.REPORT_READ);
    List<Obligation> around = obligations.around(actor);
    if (around.isEmpty()) {
      return new Found(List.of(), List.of());
    }
    LocalDate today = today();
    List<Owed> owed = new ArrayList<>();
    List<Line> below = new ArrayList<>();
    for (int id : own) {
      Area area = areas.byId(id);
      List<Obligation> concerning = obligations.concerning(around, area);
      List<DueTable.Asked> mine = new ArrayList<>();
      List<Line> theirs = new ArrayList<>();
      for (Obligation one : concerning) {
        AreaLevel level = one.says().reporter().level();
        if (level == null && one.areaId() != id) {
          continue;
        }
        List<ObligationDue> dues =
            one.dues(today.plusDays(LONG_AGO)).stream()
                .filter(
                    due ->
                        due.tracked()
                            && due.due() != null
                            && !due.day().isBefore(today.minusDays(LONG_AGO))
                            && !due.day().isAfter(today.plusDays(SOON)))
                .toList();
        List<ObligationDue> newest =
            dues.subList(Math.max(0, dues.size() - MOST_PERIODS), dues.size());
        if (level == area.level()) {
          newest.forEach(due -> mine.add(new DueTable.Asked(one, due)));
        } else if (level == null || level.compareTo(area.level()) > 0) {
          newest.stream()
              .filter(due -> due.past(today))
              .forEach(due -> theirs.add(new Line(one, due, DueSum.NONE)));
        }
      }
      owed.addAll(owed(mine, table.owing(mine, List.of(id), today)));
      summed(theirs, area).stream().filter(line -> line.sum().missing() > 0).forEach(below::add);
    }
    owed.sort(Comparator.comparing(one -> one.due().day()));
    below.sort(Comparator.comparing((Line line) -> line.due().day()).reversed());
    return new Found(owed, below);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
