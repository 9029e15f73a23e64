package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * What offices report by hand because it is not counted here: with evidence and a name. Every
 * report stays; the last one that was not withdrawn counts.
 */
@Service
public class ReportedValues {

  private final ReportedValueTable table;
  private final IndicatorTable indicators;
  private final TargetTable targets;
  private final FileStore files;
  private final Areas areas;
  private final Locks locks;
  private final Journal journal;
  private final Clock clock;

  ReportedValues(
      ReportedValueTable table,
      IndicatorTable indicators,
      TargetTable targets,
      FileStore files,
      Areas areas,
      Locks locks,
      Journal journal,
      Clock clock) {
    this.table = table;
    this.indicators = indicators;
    this.targets = targets;
    this.files = files;
    this.areas = areas;
    this.locks = locks;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Everything that was reported, newest first.
   *
   * @throws NotFoundException if the actor may not report there
   */
  @Transactional(readOnly = true)
  public List<ReportedValue> history(Actor actor, String indicator, int areaId, int year) {
    areas.require(actor, Right.VALUE_REPORT, areaId);
    return table.history(indicator, areaId, year);
  }

  /**
   * What has to be on a list of an indicator, as a plan names it for a year.
   *
   * @param plan the plan; whatever plans name where there is none of that name
   */
  @Transactional(readOnly = true)
  public List<String> things(String indicator, int year, String plan) {
    List<PlanTarget> all =
        targets.all().values().stream()
            .flatMap(List::stream)
            .filter(one -> one.withdrawn() == null && one.computedBy().equals(indicator))
            .filter(one -> one.plan().covers(year) || one.year() == year)
            .toList();
    List<PlanTarget> own = all.stream().filter(one -> one.plan().id().equals(plan)).toList();
    return (own.isEmpty() ? all : own)
        .stream().flatMap(one -> one.things().stream()).distinct().toList();
  }

  /** What counts of a history: the newest that was not withdrawn. */
  public static @Nullable ReportedValue counting(List<ReportedValue> history) {
    return history.stream().filter(one -> one.withdrawn() == null).findFirst().orElse(null);
  }

  /**
   * Reports.
   *
   * @param id made by the form, so that sending it twice reports once
   * @param indicatorId an indicator that is reported by hand
   * @param typed what was typed
   * @param evidence a file that came with it; null for none
   * @param refused what is wrong with a file that came with it, said with everything else
   * @return what was reported; or what is wrong with it
   */
  @Transactional
  public Result<ReportedValue> report(
      Actor actor,
      UUID id,
      String indicatorId,
      int areaId,
      int year,
      ReportedForm typed,
      @Nullable Attachment evidence,
      List<Problem> refused) {
    locks.tree();
    areas.require(actor, Right.VALUE_REPORT, areaId);
    locks.communes(List.of(areaId));
    Indicator indicator = byHand(indicatorId);
    ReportedValue sent = table.one(id).orElse(null);
    if (sent != null) {
      return Result.ok(sent);
    }
    boolean replaces = counting(table.history(indicatorId, areaId, year)) != null;
    Result<ReportedValueRules.Understood> read =
        ReportedValueRules.read(
            typed,
            indicator,
            year,
            LocalDate.now(clock),
            evidence != null || !refused.isEmpty(),
            replaces);
    if (!refused.isEmpty()
        || !(read instanceof Result.Ok<ReportedValueRules.Understood>(var understood))) {
      return Result.refused(Stream.concat(read.problems().stream(), refused.stream()).toList());
    }
    ReportedValue.Evidence kept = null;
    if (evidence != null) {
      FileStore.Kept file = files.keep(evidence.content(), evidence.kind().mediaType(), actor);
      kept =
          new ReportedValue.Evidence(file.sha256(), evidence.kind().mediaType(), evidence.name());
    }
    ReportedValue value =
        new ReportedValue(
            id,
            indicatorId,
            areaId,
            year,
            understood.value(),
            understood.numerator(),
            understood.denominator(),
            understood.doneOn(),
            understood.items(),
            understood.note(),
            understood.link(),
            kept,
            understood.reason(),
            null,
            clock.instant(),
            actor.name(),
            null);
    if (table.add(value, actor.accountId())) {
      write(actor, value, "value.report");
    }
    return Result.ok(value);
  }

  /**
   * What would keep a number without a file from being reported; nothing is written.
   *
   * @param indicatorId an indicator that is reported by hand
   * @param typed what was typed
   * @param replaces whether something counts already
   */
  @Transactional(readOnly = true)
  public List<Problem> wrong(String indicatorId, int year, ReportedForm typed, boolean replaces) {
    return ReportedValueRules.read(
            typed, byHand(indicatorId), year, LocalDate.now(clock), false, replaces)
        .problems();
  }

  /**
   * Takes a report back: what was reported before it counts again.
   *
   * @param id the report
   * @param reason why
   */
  @Transactional
  public Result<ReportedValue> withdraw(Actor actor, UUID id, String reason) {
    locks.tree();
    ReportedValue value = own(actor, Right.VALUE_REPORT, id);
    locks.communes(List.of(value.areaId()));
    String why = VietnameseText.clean(reason);
    if (why.isEmpty()) {
      return Result.refused(Problem.at("reason", ReportingProblem.WITHDRAWAL_REASON_MISSING));
    }
    ReportedValue withdrawal =
        new ReportedValue(
            vn.khuyenhoc.platform.Ids.next(),
            value.indicator(),
            value.areaId(),
            value.year(),
            null,
            null,
            null,
            null,
            List.of(),
            "",
            "",
            null,
            why,
            id,
            clock.instant(),
            actor.name(),
            null);
    // withdrawn by somebody else in the meantime is withdrawn too
    if (table.add(withdrawal, actor.accountId())) {
      write(actor, withdrawal, "value.withdraw");
    }
    return Result.ok(value);
  }

  /**
   * The report behind an address.
   *
   * @throws NotFoundException if there is none, or the actor may not read its area
   */
  @Transactional(readOnly = true)
  public ReportedValue one(Actor actor, UUID id) {
    return own(actor, Right.FIGURES_READ, id);
  }

  private ReportedValue own(Actor actor, Right right, UUID id) {
    ReportedValue value =
        table.one(id).orElseThrow(() -> new NotFoundException("reported value " + id));
    areas.requireKnown(actor, right, value.areaId());
    return value;
  }

  private Indicator byHand(String id) {
    return indicators.standing(
        indicators.all().stream()
            .filter(one -> one.id().equals(id) && one.byHand())
            .findFirst()
            .orElseThrow(() -> new NotFoundException("indicator " + id + " reported by hand")));
  }

  private void write(Actor actor, ReportedValue value, String action) {
    Map<String, String> details = new HashMap<>();
    details.put("indicator", value.indicator());
    details.put("year", String.valueOf(value.year()));
    details.put("value", String.valueOf(value.counted()));
    details.put("denominator", String.valueOf(value.denominator()));
    details.put("doneOn", String.valueOf(value.doneOn()));
    if (!value.items().isEmpty()) {
      details.put("items", String.join("; ", value.items()));
    }
    details.put("reason", value.reason());
    journal.write(actor, action, "area/" + value.areaId(), value.areaId(), details);
  }
}
