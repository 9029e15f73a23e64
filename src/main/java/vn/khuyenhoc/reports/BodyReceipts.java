package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Reports of bodies that do not work here (sở, ban, ngành, đoàn thể): the office that receives them
 * writes down by hand which came and when, so that they are told of like those of areas.
 */
@Service
public class BodyReceipts {

  private static final int LONGEST = 500;

  private final BodyReceiptTable table;
  private final ObligationEdits edits;
  private final Areas areas;
  private final FileStore files;
  private final Journal journal;
  private final Clock clock;

  BodyReceipts(
      BodyReceiptTable table,
      ObligationEdits edits,
      Areas areas,
      FileStore files,
      Journal journal,
      Clock clock) {
    this.table = table;
    this.edits = edits;
    this.areas = areas;
    this.files = files;
    this.journal = journal;
    this.clock = clock;
  }

  /** Where each body stands with one report, in the order of the duty. */
  @Transactional(readOnly = true)
  public List<BodyRow> rows(Obligation obligation, ObligationDue due) {
    return rows(
        obligation,
        due,
        table
            .last(List.of(obligation.id()))
            .getOrDefault(new BodyReceiptTable.Of(obligation.id(), due.period()), Map.of()),
        today());
  }

  static List<BodyRow> rows(
      Obligation obligation, ObligationDue due, Map<String, BodyReceipt> last, LocalDate today) {
    List<BodyRow> rows = new ArrayList<>();
    Set<String> named = names(obligation, due);
    named.forEach(one -> rows.add(BodyRow.of(one, true, last.get(one), due, today)));
    last.forEach(
        (body, receipt) -> {
          if (!named.contains(body) && receipt.receivedOn() != null) {
            rows.add(BodyRow.of(body, false, receipt, due, today));
          }
        });
    return rows;
  }

  /** The bodies as the duty named them when the period was its own. */
  private static Set<String> names(Obligation obligation, ObligationDue due) {
    Set<String> names = new LinkedHashSet<>();
    obligation.says(due).reporters().forEach(one -> names.add(one.said()));
    return names;
  }

  /** How many bodies stand where. */
  static DueSum sum(List<BodyRow> rows) {
    Map<DueState, Integer> states = new EnumMap<>(DueState.class);
    int missing = 0;
    int late = 0;
    for (BodyRow row : rows) {
      states.merge(row.state(), 1, Integer::sum);
      missing += row.missing() ? 1 : 0;
      late += row.late() ? 1 : 0;
    }
    return new DueSum(states, missing, late);
  }

  /**
   * Whether somebody reads the reports themselves and what is noted beside them: whoever reads the
   * reports of the area whose duty it is. Others around it see which came, and no more.
   */
  @Transactional(readOnly = true)
  public boolean opens(Actor actor, Obligation obligation) {
    return areas.reachesKnown(actor, Right.REPORT_READ, obligation.areaId());
  }

  /**
   * A file that was put beside a line.
   *
   * @throws NotFoundException if there is none, or the actor does not {@linkplain #opens open} it
   */
  @Transactional(readOnly = true)
  public ReportContent.File file(Actor actor, Obligation obligation, UUID id) {
    ReportContent.File file =
        opens(actor, obligation)
            ? table.one(obligation.id(), id).map(BodyReceipt::file).orElse(null)
            : null;
    if (file == null) {
      throw new NotFoundException("file of receipt " + id);
    }
    return file;
  }

  /**
   * Writes down that a report came, or that what was written down is wrong.
   *
   * @param id made by the form, so that sending it twice writes once
   * @param back whether an earlier line is taken back; a reason is needed then
   * @param day the day on which it came, as typed
   * @param file the report as a file; null without one
   * @param ofFile what is wrong with a file that was sent
   * @return the line, or every problem
   * @throws NotFoundException if the duty names no bodies, or has no such period
   */
  @Transactional
  public Result<UUID> record(
      Actor actor,
      UUID obligationId,
      String period,
      UUID id,
      String body,
      boolean back,
      String day,
      String note,
      @Nullable Attachment file,
      List<Problem> ofFile) {
    Obligation obligation = edits.locked(actor, obligationId);
    ObligationDue due = due(obligation, period);
    if (table.one(obligationId, id).isPresent()) {
      return Result.ok(id);
    }
    List<Problem> problems = new ArrayList<>();
    if (obligation.withdrawn()) {
      problems.add(Problem.of(ObligationProblem.IS_WITHDRAWN));
    }
    String of = VietnameseText.clean(body);
    BodyRow row =
        rows(obligation, due).stream()
            .filter(one -> one.body().equals(of))
            .findFirst()
            .orElse(null);
    if (row == null) {
      problems.add(Problem.at("body", ObligationProblem.BODY_NOT_NAMED));
    } else if (back && row.receipt() == null) {
      problems.add(Problem.at("body", ObligationProblem.NOTHING_RECEIVED, of));
    }
    LocalDate received = null;
    String said = VietnameseText.cleanLines(note);
    if (!back) {
      received = VietnameseDates.parse(day) instanceof DateReading.Ok(LocalDate read) ? read : null;
      if (received == null) {
        problems.add(Problem.at("day", ObligationProblem.RECEIVED_UNREADABLE));
      } else if (received.isAfter(today())) {
        problems.add(Problem.at("day", ObligationProblem.RECEIVED_LATER, received));
      } else if (received.isBefore(due.period().from())) {
        problems.add(
            Problem.at("day", ObligationProblem.RECEIVED_BEFORE, received, due.period().from()));
      }
    } else if (said.isEmpty()) {
      problems.add(Problem.at("note", ObligationProblem.REASON_MISSING));
    }
    if (said.length() > LONGEST) {
      problems.add(Problem.at("note", ObligationProblem.TEXT_TOO_LONG, LONGEST));
    }
    problems.addAll(ofFile);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    ReportContent.File kept = null;
    if (file != null) {
      FileStore.Kept stored = files.keep(file.content(), file.kind().mediaType(), actor);
      kept =
          new ReportContent.File(
              id.toString(), file.name(), file.kind().mediaType(), stored.sha256());
    }
    BodyReceipt receipt =
        new BodyReceipt(
            id,
            of,
            received,
            said,
            kept,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actor.name());
    if (table.add(obligationId, due.period(), receipt, actor.accountId())) {
      journal.write(
          actor,
          back ? "obligation.received.back" : "obligation.received",
          "obligation/" + obligationId,
          obligation.areaId(),
          Map.of(
              "period",
              due.key(),
              "body",
              of,
              "day",
              received == null ? "" : received.toString(),
              "note",
              said));
    }
    return Result.ok(id);
  }

  ObligationDue due(Obligation obligation, String period) {
    if (obligation.says().reporter() != ObligationReporter.BODIES) {
      throw new NotFoundException("bodies that report by " + obligation.id());
    }
    return obligation
        .of(period, today())
        .orElseThrow(() -> new NotFoundException("period " + period));
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
