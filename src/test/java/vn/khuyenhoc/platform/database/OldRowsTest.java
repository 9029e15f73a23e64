package vn.khuyenhoc.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import vn.khuyenhoc.KhuyenHoc;
import vn.khuyenhoc.TestPool;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.support.TestClock;
import vn.khuyenhoc.support.TestDatabase;
import vn.khuyenhoc.support.TestFiles;

/**
 * Rows that an earlier version wrote, brought to the newest one: what is counted since then is
 * counted of them too, and nothing that was counted before is another number.
 */
@SpringBootTest(classes = KhuyenHoc.class, webEnvironment = WebEnvironment.NONE)
@ContextConfiguration(initializers = OldRowsTest.OldDatabase.class)
@Import(TestClock.class)
class OldRowsTest {

  /** The last version that counted neither villages nor parts of provinces. */
  private static final String OLD = "0044";

  private static final String TALLIES =
      """
      select concat_ws(' ', campaign_id, area_id, basis, level, roll, listed, scored, sent, approved, recognised,
                       reported, met)
        from recognition.tally order by campaign_id, area_id, basis
      """;

  @Autowired private JdbcClient jdbc;
  @Autowired private List<Check> checks;
  @Autowired private Before before;

  /** What was counted in the old version. */
  record Before(List<String> tallies) {}

  /** Fills a database of the old version and brings it to the newest one. */
  static final class OldDatabase
      implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
      TestPropertyValues.of("khuyenhoc.files=" + TestFiles.FOLDER).applyTo(context);
      TestDatabase database = TestDatabase.empty();
      Migrations.PRODUCT.upTo(database.owner(), OLD);
      JdbcClient owner = JdbcClient.create(database.owner().dataSource());
      owner.sql(AREAS).update();
      owner.sql(CAMPAIGNS).update();
      owner.sql(dossiers(1)).update();
      owner.sql(dossiers(2)).update();
      owner
          .sql(
              "update recognition.campaign set status = 'CLOSED', closed_at = now() where year = 2025")
          .update();
      Before before = new Before(owner.sql(TALLIES).query(String.class).list());
      Migrations.run(database.owner());
      context.registerBean(
          "dataSource", DataSource.class, () -> TestPool.of(database.application()));
      context.registerBean("before", Before.class, () -> before);
    }
  }

  /** A country of one province with two communes; two villages in the first, one in the other. */
  private static final String AREAS =
      """
      with given (id, level, parent, code, name, kind) as (values
             (1, 0, null::integer, 'VN', 'Việt Nam', 'NATION'), (2, 1, 1, '14', 'Tỉnh Thử', 'PROVINCE'),
             (3, 3, 2, '14001', 'Xã Thượng', 'COMMUNE'), (4, 3, 2, '14002', 'Xã Hạ', 'COMMUNE'),
             (5, 4, 3, '14001-1', 'Bản Một', 'VILLAGE'), (6, 4, 3, '14001-2', 'Bản Hai', 'VILLAGE'),
             (7, 4, 4, '14002-1', 'Bản Ba', 'VILLAGE')),
           made as (
             insert into areas.area (area_id, level) overriding system value
             select id, level from given returning area_id)
      insert into areas.area_version (area_id, valid, level, parent_id, code, name, kind, source)
      select id, daterange('2025-01-01', null), level, parent, code, name, kind, 'test' from given
      """;

  private static final String CAMPAIGNS =
      """
      with criteria as (
             insert into criteria.criteria_set
               (set_id, model, level, issuer, version, valid, title, status, sample, content, content_sha256, loaded_at,
                in_force_at, changed_at)
             values ('old', 'LEARNING_FAMILY', 'HOUSEHOLD', 'test', 1, daterange('2025-01-01', null), 'Bộ cũ',
                     'IN_FORCE', false,
                     '{"format": 2, "id": "old", "model": "LEARNING_FAMILY", "level": "HOUSEHOLD", "issuer": "test",
                       "version": 1, "title": "Bộ cũ", "basis": "thử", "sample": false, "engine": "POINTS",
                       "notApplicable": {"rule": "FULL", "verified": false},
                       "pass": {"total": 80, "verified": false},
                       "criteria": [{"id": "1", "text": "Học", "verified": false, "indicators": [
                         {"id": "1.1", "text": "Học", "question": "Có học không?", "maxPoints": 100,
                          "verified": false, "steps": [{"points": 90, "label": "có"}, {"points": 0, "label": "không"}]}]}]}',
                     'x', now(), now(), now())),
           signer as (
             insert into registry.person (area_id, full_name, created_at) values (2, 'Người Ký', now())
             returning person_id),
           campaign as (
             insert into recognition.campaign
               (campaign_id, model, year, area_id, set_id, due_on, reference_date, opened_at) overriding system value
             select n, 'LEARNING_FAMILY', 2024 + n, 2, 'old', make_date(2024 + n, 11, 15), make_date(2024 + n, 12, 31), now()
               from generate_series(1, 2) n
             returning campaign_id),
           homes as (
             insert into registry.subject (home_id, serial, name, address, created_at)
             select home, serial, 'Lò Văn ' || serial, 'nhà ' || serial, now()
               from (values (5, 1, 5), (6, 6, 9), (7, 10, 12)) v (home, first, last),
                    generate_series(v.first, v.last) serial
             returning home_id, subject_id),
           housed as (
             insert into registry.residence (home_id, subject_id, valid, area_id)
             select home_id, subject_id, daterange('2025-01-01', null), home_id from homes)
      insert into recognition.decision
        (campaign_id, area_id, issuer, issuer_key, number, decided_on, signer_id, signer_name, signer_title, recorded_at,
         recorded_by, recorded_name, recognised)
      select campaign_id, 3, 'UBND', 'ubnd', campaign_id::text, date '2025-12-01', person_id, 'Người Ký', 'Chủ tịch', now(),
             gen_random_uuid(), 'Người Ghi', 3
        from campaign, signer
      """;

  /**
   * Bản Một has sent all: three are recognised and hold a title, two wait. Bản Hai has sent one of
   * four, Bản Ba nothing.
   */
  private static String dossiers(int campaign) {
    return """
    with decided as (select * from recognition.decision where campaign_id = %d),
         written as (
           insert into recognition.dossier
             (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome, total, answers, scored_at, sent_at,
              appraised_by, decision_id, signed_by)
           select s.home_id, d.campaign_id, s.subject_id, s.home_id, s.home_id,
                  case when s.serial <= 3 then 'RECOGNISED' when s.serial <= 6 then 'SENT' else 'LISTED' end,
                  case when s.serial <= 6 then 'ACHIEVED' end, case when s.serial <= 6 then 90 end,
                  case when s.serial <= 6 then '{"1.1": 90}'::jsonb else '{}'::jsonb end,
                  case when s.serial <= 6 then now() end, case when s.serial <= 6 then now() end,
                  case when s.serial <= 3 then d.recorded_by end, case when s.serial <= 3 then d.decision_id end,
                  case when s.serial <= 3 then d.signer_id end
             from registry.subject s cross join decided d where s.kind = 'HOUSEHOLD'
           returning home_id, dossier_id, subject_id, stage, total),
         gone as (select *, case when stage = 'RECOGNISED' then 'RECOGNISE' else 'SEND' end as event
                    from written where stage <> 'LISTED'),
         steps as (
           insert into recognition.step (campaign_id, area_id, event, at, actor, dossiers, decision_id)
           select d.campaign_id, 3, g.event, now(), 'Người Ghi', count(*),
                  case when g.event = 'RECOGNISE' then d.decision_id end
             from gone g cross join decided d group by d.campaign_id, d.decision_id, g.event
           returning step_id, event),
         stepped as (
           insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage)
           select g.home_id, g.dossier_id, x.step_id,
                  case g.event when 'SEND' then 'SCORED' else 'APPROVED' end, g.stage
             from gone g join steps x using (event))
    insert into recognition.title
      (home_id, dossier_id, campaign_id, subject_id, decision_id, name, rating, valid_from, valid_until)
    select g.home_id, g.dossier_id, d.campaign_id, g.subject_id, d.decision_id, 'Lò Văn', 'ACHIEVED', d.decided_on,
           (d.decided_on + interval '1 year')::date
      from gone g cross join decided d where g.event = 'RECOGNISE'
    """
        .formatted(campaign);
  }

  @Test
  void areWholeForEveryCheck() {
    // which indexes there are is a matter of the schema and not of its rows
    List<Check> ofRows =
        checks.stream().filter(check -> !check.name().equals("foreign-keys")).toList();
    assertThat(ofRows).extracting(Check::name).contains("tally", "dossiers", "scores");
    assertThat(ofRows).allSatisfy(check -> assertThat(check.faults()).as(check.name()).isEmpty());
  }

  @Test
  void keepEveryNumberThatWasCountedBefore() {
    assertThat(before.tallies()).isNotEmpty();
    assertThat(jdbc.sql(TALLIES).query(String.class).list()).isEqualTo(before.tallies());
  }

  @Test
  void areCountedByVillageAndProvinceAsIfTheNewestVersionHadWrittenThem() {
    assertThat(
            jdbc.sql(
                    """
                    select campaign_id, basis, area_id, villages, villages_sent, villages_roll, villages_reported
                      from recognition.tally where level = 3 order by 1, 2, 3
                    """)
                .query(
                    (row, number) ->
                        tuple(
                            row.getInt(1),
                            row.getInt(2),
                            row.getInt(3),
                            row.getInt(4),
                            row.getInt(5),
                            row.getInt(6),
                            row.getInt(7)))
                .list())
        .containsExactly(
            tuple(1, 0, 3, 2, 1, 9, 6),
            tuple(1, 0, 4, 1, 0, 3, 0),
            tuple(1, 1, 3, 2, 1, 9, 6),
            tuple(1, 1, 4, 1, 0, 3, 0),
            tuple(2, 0, 3, 2, 1, 9, 6),
            tuple(2, 0, 4, 1, 0, 3, 0),
            tuple(2, 1, 3, 2, 1, 9, 6),
            tuple(2, 1, 4, 1, 0, 3, 0));
    assertThat(
            jdbc.sql(
                    """
                    select campaign_id, basis, area_id, sum(roll), sum(reported), sum(recognised), sum(villages),
                           sum(villages_sent)
                      from recognition.tally_wide group by 1, 2, 3 order by 1, 2, 3
                    """)
                .query(
                    (row, number) ->
                        tuple(
                            row.getInt(1),
                            row.getInt(2),
                            row.getInt(3),
                            row.getInt(4),
                            row.getInt(5),
                            row.getInt(6),
                            row.getInt(7),
                            row.getInt(8)))
                .list())
        .containsExactly(
            tuple(1, 0, 2, 12, 6, 3, 3, 1),
            tuple(1, 1, 2, 12, 6, 3, 3, 1),
            tuple(2, 0, 2, 12, 6, 3, 3, 1),
            tuple(2, 1, 2, 12, 6, 3, 3, 1));
  }
}
