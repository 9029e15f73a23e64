package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.FreeSpace;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.PartWork;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;

/**
 * Tables that are counted behind the page. A part is the campaigns of one area; what it counted is
 * kept with its moment, so what was not finished never counts and what was is not done again.
 */
@Service
public class TableRuns {

  /** Whoever was not seen for this long is no more at it: longer than the longest part. */
  static final Duration SILENCE = Duration.ofMinutes(3);

  private static final int PATIENCE = 120;

  private final TableRunTable table;
  private final CrossTable counting;
  private final Tables tables;
  private final SavedTables saved;
  private final FiguresTable figures;
  private final Areas areas;
  private final Journal journal;
  private final JsonMapper json;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final PartWork work;

  /** The connections on which something of a run is being counted. */
  private final Map<UUID, Integer> counted = new ConcurrentHashMap<>();

  TableRuns(
      TableRunTable table,
      CrossTable counting,
      Tables tables,
      SavedTables saved,
      FiguresTable figures,
      Areas areas,
      Journal journal,
      JsonMapper json,
      TransactionTemplate transactions,
      FreeSpace space,
      Clock clock) {
    this.table = table;
    this.counting = counting;
    this.tables = tables;
    this.saved = saved;
    this.figures = figures;
    this.areas = areas;
    this.journal = journal;
    this.json = json;
    this.transactions = transactions;
    this.clock = clock;
    this.work = new PartWork(table.runs(), SILENCE, space, clock);
  }

  /** Begins to count. The same form sent twice begins once. */
  @Transactional
  public Result<TableRun> begin(Actor actor, UUID id, String question) {
    UUID account = actor.accountId();
    if (account == null) {
      throw new ForbiddenException(Right.FIGURES_READ);
    }
    Result<TableQuestion> read = saved.question(actor, question);
    if (!(read instanceof Result.Ok<TableQuestion>(TableQuestion asked))) {
      return Result.refused(read.problems());
    }
    List<Integer> parts = counting.owners(asked).stream().map(CrossTable.Owner::areaId).toList();
    if (table.add(id, asked, parts, actor, account, clock.instant())) {
      journal.write(
          actor,
          "table.run",
          "table-run/" + id,
          asked.areaId(),
          Map.of("question", asked.query(), "parts", parts.size()));
    }
    return Result.ok(read(actor, id));
  }

  /**
   * One, for those who may read the figures of its area.
   *
   * @throws NotFoundException if there is none, or it is of people whom the actor may not see
   */
  @Transactional(readOnly = true)
  public TableRun read(Actor actor, UUID id) {
    TableRun run = table.byId(id).orElseThrow(() -> new NotFoundException("table run " + id));
    areas.requireKnown(actor, Right.FIGURES_READ, run.areaId());
    TableQuestion question = question(run);
    if (question.personal()
        && question.nearOnly()
        && !areas.reachesKnown(actor, Right.HOUSEHOLD_READ, run.areaId())) {
      throw new NotFoundException("table run " + id + " of people");
    }
    return run;
  }

  /** Those that the actor began, the newest first. */
  @Transactional(readOnly = true)
  public List<TableRun> own(Actor actor, int limit) {
    UUID account = actor.accountId();
    return account == null ? List.of() : table.of(account, limit);
  }

  /** Those of the same question, the newest first. */
  @Transactional(readOnly = true)
  public List<TableRun> of(TableQuestion question, int limit) {
    return table.of(question.query(), question.areaId(), limit);
  }

  /** Stops one's own; what was counted of it shows no table. */
  @Transactional
  public Result<TableRun> stop(Actor actor, UUID id) {
    TableRun run = read(actor, id);
    if (!run.createdBy().equals(actor.accountId())) {
      throw new NotFoundException("table run " + id + " to be stopped");
    }
    if (!table.runs().stop(id, clock.instant())) {
      return Result.refused(Problem.of(ReportingProblem.TABLE_RUN_OVER));
    }
    journal.write(
        actor,
        "table.run.stop",
        "table-run/" + id,
        run.areaId(),
        Map.of("done", run.done(), "parts", run.total()));
    return Result.ok(table.byId(id).orElseThrow());
  }

  /** What axes that are data can be. */
  @Transactional(readOnly = true)
  public Map<TableAxis, Map<String, String>> codes() {
    return counting.codes();
  }

  /** The question of a run, as it was on the day it was begun. */
  TableQuestion question(TableRun run) {
    return TableQuestionRules.read(TableTyped.of(run.question()), scope(run)).orThrow();
  }

  private TableScope scope(TableRun run) {
    return new TableScope(
        areas.lastKnown(run.areaId()),
        figures.campaigns(run.areaId()),
        counting.codes(),
        true,
        false,
        LocalDate.ofInstant(run.createdAt(), clock.getZone()));
  }

  /** The table of a run that is done, as somebody may see it. */
  @Transactional(readOnly = true)
  public Result<TableAnswer> answer(Actor actor, TableRun run) {
    Result<TableAnswer> answer = answer(run);
    return answer instanceof Result.Ok<TableAnswer>(TableAnswer counted)
        ? Result.ok(
            Tables.shown(counted, areas.reachesKnown(actor, Right.HOUSEHOLD_READ, run.areaId())))
        : answer;
  }

  /** The table of a run that is done, as it was counted. */
  @Transactional(readOnly = true)
  Result<TableAnswer> answer(TableRun run) {
    TableScope scope = scope(run);
    TableQuestion question =
        TableQuestionRules.read(TableTyped.of(run.question()), scope).orThrow();
    List<CrossTable.Group> groups = new ArrayList<>();
    for (String cells : table.cells(run.id())) {
      for (JsonNode cell : json.readTree(cells)) {
        groups.add(
            new CrossTable.Group(
                cell.get(0).asString(),
                cell.get(1).asString(),
                cell.get(2).asString(),
                new TableCounts(
                    cell.get(3).asLong(),
                    cell.get(4).asLong(),
                    cell.get(5).asLong(),
                    cell.get(6).asLong(),
                    cell.get(7).asLong(),
                    cell.get(8).asLong(),
                    cell.get(9).asLong(),
                    new BigDecimal(cell.get(10).asString()))));
      }
    }
    Instant from = run.from();
    Instant until = run.until();
    return tables.put(
        question,
        groups,
        scope.codes(),
        scope.campaigns(),
        false,
        from == null ? run.createdAt() : from,
        until == null ? run.createdAt() : until);
  }

  // ---- the work itself

  /** Does everything that waits, one after the other. */
  void workAll() {
    work.workAll(id -> work(table.byId(id).orElseThrow()));
  }

  /** Counts the parts of a claimed run until they are all done, or somebody stopped it. */
  void work(TableRun run) {
    work.work(
        run.id(),
        1,
        new PartWork.Parts<Integer>() {
          @Override
          public List<Integer> open() {
            return table.open(run.id());
          }

          @Override
          public void make(Integer part) {
            count(run, question(run), part);
          }

          @Override
          public void breakOff() {
            // within the map: the connection is not given to somebody else meanwhile
            counted.computeIfPresent(
                run.id(),
                (id, connection) -> {
                  table.breakOff(connection);
                  return connection;
                });
          }
        });
  }

  /** Counts one part. */
  void count(TableRun run, TableQuestion question, int part) {
    transactions.executeWithoutResult(
        status -> {
          Instant at = clock.instant();
          counted.put(run.id(), table.connection());
          List<CrossTable.Group> groups;
          try {
            groups = counting.count(question, CrossTable.Source.DOSSIERS, part, PATIENCE);
          } finally {
            counted.remove(run.id());
          }
          table.keep(run.id(), part, written(groups), at);
        });
  }

  private String written(List<CrossTable.Group> groups) {
    List<List<Object>> cells = new ArrayList<>();
    for (CrossTable.Group group : groups) {
      TableCounts counts = group.counts();
      cells.add(
          List.of(
              group.outer(),
              group.inner(),
              group.column(),
              counts.roll(),
              counts.registered(),
              counts.reported(),
              counts.recognised(),
              counts.approved(),
              counts.notAchieved(),
              counts.scored(),
              counts.total().toPlainString()));
    }
    return json.writeValueAsString(cells);
  }
}
