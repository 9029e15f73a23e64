package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.recognition.Tally;

/**
 * Totals that communes and provinces declare: how many subjects they have in all, because a
 * register of candidates alone would inflate the rate. Every declaration stays; the last counts.
 */
@Service
public class DeclaredTotals {

  private static final int HISTORY = 100;

  private final DeclaredTotalTable table;
  private final Figures figures;
  private final Areas areas;
  private final Locks locks;
  private final Journal journal;
  private final Clock clock;

  DeclaredTotals(
      DeclaredTotalTable table,
      Figures figures,
      Areas areas,
      Locks locks,
      Journal journal,
      Clock clock) {
    this.table = table;
    this.figures = figures;
    this.areas = areas;
    this.locks = locks;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * What was declared for an area, newest first; at most the last hundred.
   *
   * @throws NotFoundException if the actor may not declare there, or nobody may
   */
  @Transactional(readOnly = true)
  public List<DeclaredTotal> history(Actor actor, int areaId, Measured measured) {
    require(actor, areaId, measured);
    return table.history(areaId, measured, HISTORY);
  }

  /**
   * Declares a total.
   *
   * @param actor an officer of the commune or province
   * @param areaId a commune or province
   * @param measured what is counted, over which denominator
   * @param typed what was typed
   * @return the declared total; or what is wrong with it, a total smaller than the roll that was
   *     not confirmed among it
   */
  @Transactional
  public Result<DeclaredTotal> declare(
      Actor actor, int areaId, Measured measured, Declaration typed) {
    locks.tree();
    require(actor, areaId, measured);
    locks.communes(List.of(areaId));
    AreaFigure own =
        figures
            .asked(actor, Right.TOTAL_DECLARE, areaId, Asked.newest(measured), Basis.AS_IS)
            .own();
    Tally tally = own == null ? Tally.NONE : own.tally();
    Result<DeclaredTotalRules.Understood> read =
        DeclaredTotalRules.read(typed, tally.roll(), tally.recognised(), LocalDate.now(clock));
    if (!(read instanceof Result.Ok<DeclaredTotalRules.Understood>(var understood))) {
      return Result.refused(read.problems());
    }
    DeclaredTotal declared =
        new DeclaredTotal(
            typed.id(),
            areaId,
            understood.total(),
            understood.source(),
            understood.asOf(),
            clock.instant(),
            actor.name());
    write(actor, declared, measured, "total.declare");
    return Result.ok(declared);
  }

  /**
   * Withdraws what is declared: the rate is over the register again.
   *
   * @param id made by the form, so that sending it twice withdraws once
   * @param reason why
   */
  @Transactional
  public Result<DeclaredTotal> withdraw(
      Actor actor, int areaId, Measured measured, UUID id, String reason) {
    locks.tree();
    require(actor, areaId, measured);
    locks.communes(List.of(areaId));
    List<DeclaredTotal> history = table.history(areaId, measured, 1);
    if (history.isEmpty() || history.getFirst().total() == null) {
      return Result.refused(Problem.of(ReportingProblem.NOTHING_DECLARED));
    }
    String why = VietnameseText.clean(reason);
    if (why.isEmpty()) {
      return Result.refused(Problem.at("reason", ReportingProblem.REASON_MISSING));
    }
    DeclaredTotal withdrawn =
        new DeclaredTotal(
            id, areaId, null, why, history.getFirst().asOf(), clock.instant(), actor.name());
    write(actor, withdrawn, measured, "total.withdraw");
    return Result.ok(withdrawn);
  }

  /** Declares what a sample says, through the same rules. */
  Result<DeclaredTotal> declareSample(
      Actor operator, int areaId, long total, String source, String asOf) {
    return declare(
        operator,
        areaId,
        Measured.FAMILIES,
        new Declaration(Ids.next(), String.valueOf(total), source, asOf, false));
  }

  private void write(Actor actor, DeclaredTotal declared, Measured measured, String action) {
    if (table.add(declared, measured, actor.accountId())) {
      journal.write(
          actor,
          action,
          "area/" + declared.areaId(),
          declared.areaId(),
          Map.of(
              "model",
              measured.model().name(),
              "level",
              measured.level().name(),
              "denominator",
              measured.denominator().name(),
              "total",
              String.valueOf(declared.total()),
              "source",
              declared.source(),
              "asOf",
              declared.asOf().toString()));
    }
  }

  private void require(Actor actor, int areaId, Measured measured) {
    areas.require(actor, Right.TOTAL_DECLARE, areaId);
    AreaLevel level = areas.byId(areaId).level();
    if ((level != AreaLevel.COMMUNE && level != AreaLevel.PROVINCE) || !measured.declarable()) {
      throw new NotFoundException("declared total of area " + areaId);
    }
  }
}
