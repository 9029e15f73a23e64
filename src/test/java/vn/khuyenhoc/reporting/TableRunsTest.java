package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** Tables that are counted behind the page. */
@ModuleTest
class TableRunsTest {

  @Autowired private TableRuns runs;
  @Autowired private TableRunTable table;
  @Autowired private Tables tables;
  @Autowired private CrossTable counting;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource database;

  private TableProvince filled(long seed) {
    return TableProvince.filled(jdbc, areas, builtInAreas, criteria, seed);
  }

  private Actor national(TableProvince province) {
    return signedIn.actor(Role.NATIONAL_OFFICER, province.place.nation(), "Cán bộ trung ương");
  }

  private static String question(TableProvince province) {
    return "measure=ROLL&rows=PROVINCE&columns=AGE&year=2026&model=LEARNING_CITIZEN.PERSON&area="
        + province.place.nation();
  }

  /** Begun, and kept from the worker behind the pages. */
  private TableRun begun(Actor actor, String question) {
    TableRun run = runs.begin(actor, Ids.next(), question).orThrow();
    jdbc.sql(
            "update reporting.table_run set state = 'WORKING' where run_id = ? and state = 'WAITING'")
        .param(run.id())
        .update();
    return again(run);
  }

  private TableRun again(TableRun run) {
    return table.byId(run.id()).orElseThrow();
  }

  @Test
  void theWholeCountryIsTheSumOfItsProvincesAlsoWhenSomebodyElseGoesOn() {
    TableProvince one = filled(21);
    TableProvince other = filled(22);
    Actor national = national(one);
    Tables.Asked asked =
        tables.ask(national, Right.FIGURES_READ, TableTyped.of(question(one)), one.place.nation());
    assertThat(asked.answer()).as("not at once").isNull();
    assertThat(asked.forLater()).isTrue();
    TableRun run = begun(national, question(one));
    assertThat(run.total()).isGreaterThanOrEqualTo(2);
    runs.count(run, runs.question(run), table.open(run.id()).getFirst());
    assertThat(again(run).done()).as("progress, part by part").isEqualTo(1);
    runs.work(again(run));
    TableRun done = again(run);
    assertThat(done.state()).isEqualTo(RunState.DONE);
    assertThat(done.done()).isEqualTo(run.total());
    TableAnswer answer = runs.answer(done).orThrow();
    Map<String, Long> parts = new TreeMap<>();
    for (TableAnswer.Line line : answer.lines()) {
      for (int at = 0; at < answer.columns().size(); at++) {
        TableCounts cell = line.cells().get(at);
        if (cell != null) {
          parts.put(line.outer() + "|" + answer.columns().get(at), cell.roll());
        }
      }
    }
    Map<String, Long> whole = new TreeMap<>();
    counting
        .count(answer.question(), CrossTable.Source.DOSSIERS, null, 60)
        .forEach(group -> whole.put(group.outer() + "|" + group.column(), group.counts().roll()));
    assertThat(parts).isEqualTo(whole);
    assertThat(answer.lines())
        .extracting(TableAnswer.Line::outer)
        .contains(String.valueOf(one.place.province()), String.valueOf(other.place.province()));
    assertThat(answer.live()).isFalse();
    assertThat(runs.of(answer.question(), 5)).contains(done);
  }

  @Test
  void aStoppedCountingShowsNoTableAndIsNotStoppedTwice() {
    TableProvince province = filled(23);
    Actor national = national(province);
    TableRun run = begun(national, question(province));
    Actor colleague = national(province);
    assertThatThrownBy(() -> runs.stop(colleague, run.id()))
        .as("only one's own")
        .isInstanceOf(NotFoundException.class);
    assertThat(runs.stop(national, run.id()).orThrow().state()).isEqualTo(RunState.STOPPED);
    runs.work(run);
    assertThat(again(run).done()).isZero();
    runs.count(run, runs.question(run), table.open(run.id()).getFirst());
    assertThat(again(run).done()).as("what was being counted when it was stopped").isZero();
    assertThat(runs.stop(national, run.id()).problems())
        .extracting(Problem::code)
        .containsExactly(ReportingProblem.TABLE_RUN_OVER);
    assertThat(runs.own(national, 10)).extracting(TableRun::id).containsExactly(run.id());
  }

  @Test
  void whatIsBeingCountedIsBrokenOffWhenItIsStopped() throws Exception {
    TableProvince province = filled(27);
    Actor national = national(province);
    TableRun run = begun(national, question(province));
    Thread worker = new Thread(() -> runs.work(run));
    try (Connection held = database.getConnection();
        Statement lock = held.createStatement()) {
      held.setAutoCommit(false);
      // whoever counts waits for this, and without being broken off until it is let go
      lock.execute("lock table recognition.dossier in access exclusive mode");
      worker.start();
      while (!waiting()) {
        Thread.sleep(10);
      }
      assertThat(runs.stop(national, run.id()).orThrow().state()).isEqualTo(RunState.STOPPED);
      assertThat(worker.join(Duration.ofMinutes(1))).as("ended while the lock is held").isTrue();
      held.rollback();
    }
    assertThat(again(run).done()).isZero();
    assertThat(again(run).state()).isEqualTo(RunState.STOPPED);
  }

  private boolean waiting() {
    return jdbc.sql(
            """
            select exists (select from pg_locks
                            where not granted and relation = 'recognition.dossier'::regclass)
            """)
        .query(Boolean.class)
        .single();
  }

  @Test
  void aCountingBelongsToThoseWhoReadTheFiguresOfItsArea() {
    TableProvince province = filled(24);
    TableRun run = begun(national(province), question(province));
    Actor officer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThatThrownBy(() -> runs.read(officer, run.id())).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> runs.begin(officer, Ids.next(), question(province)))
        .isInstanceOf(NotFoundException.class);
    String ofVillages =
        "measure=ROLL&rows=VILLAGE&columns=AGE&year=2026&model=LEARNING_CITIZEN.PERSON&area="
            + province.place.province();
    TableRun own = begun(officer, ofVillages);
    assertThatThrownBy(() -> runs.read(national(province), own.id()))
        .as("people of villages")
        .isInstanceOf(NotFoundException.class);
    assertThat(runs.begin(national(province), Ids.next(), ofVillages).problems())
        .extracting(Problem::code)
        .containsExactly(ReportingProblem.TABLE_PEOPLE_OF_A_VILLAGE);
  }
}
