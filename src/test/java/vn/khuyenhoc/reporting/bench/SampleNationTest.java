package vn.khuyenhoc.reporting.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.BuiltIn;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reporting.Overviews;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.TestDatabase;

/**
 * A country made for measuring, in a database of its own, is one that the rules could have made.
 */
@ModuleTest
@TestPropertySource(properties = "khuyenhoc.made=demo")
class SampleNationTest {

  /** Rests on the schema alone, and is told of it elsewhere. */
  private static final String OF_THE_SCHEMA = "foreign-keys";

  @Autowired private SampleNation nation;
  @Autowired private List<BuiltIn> builtIn;
  @Autowired private List<Check> checks;
  @Autowired private TestDatabase database;
  @Autowired private Overviews overviews;
  @Autowired private Areas areas;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;

  private JdbcClient owner;

  @BeforeEach
  void makes() {
    owner = JdbcClient.create(database.owner().dataSource());
    if (owner.sql("select to_regnamespace('bench') is null").query(Boolean.class).single()) {
      builtIn.stream().sorted(Comparator.comparingInt(BuiltIn::place)).forEach(BuiltIn::loadOnce);
      Set<String> before = shape();
      nation.build("demo", database.owner());
      assertThat(shape()).isEqualTo(before);
    }
  }

  /** Indexes, constraints and columns of the product's own tables. */
  private Set<String> shape() {
    return new TreeSet<>(
        owner
            .sql(
                """
                select indexdef from pg_indexes where schemaname in ('registry', 'recognition', 'areas')
                union all
                select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(c.oid) || convalidated
                  from pg_constraint c join pg_namespace n on n.oid = c.connamespace
                 where n.nspname in ('registry', 'recognition', 'areas') and conrelid <> 0
                union all
                select a.attrelid::regclass || '.' || a.attname || a.attnotnull
                  from pg_attribute a join pg_class k on k.oid = a.attrelid join pg_namespace n on n.oid = k.relnamespace
                 where n.nspname in ('registry', 'recognition', 'areas') and k.relkind = 'r' and a.attnum > 0
                """)
            .query(String.class)
            .list());
  }

  @Test
  void passesEveryCheckOfTheProduct() {
    assertThat(checks).extracting(Check::name).contains("tally", "figures", "scores", "dossiers");
    assertThat(checks.stream().filter(check -> !check.name().equals(OF_THE_SCHEMA)))
        .allSatisfy(check -> assertThat(check.faults()).as(check.name()).isEmpty());
  }

  @Test
  void hasEveryStageInTheOpenYearAndProvincesThatDiffer() {
    assertThat(
            owner
                .sql(
                    """
                    select distinct d.stage from recognition.dossier d join recognition.campaign c using (campaign_id)
                     where c.year = 2026
                    """)
                .query(String.class)
                .list())
        .contains("LISTED", "SCORING", "SCORED", "SENT", "RETURNED", "APPROVED", "RECOGNISED");
    List<Double> shares =
        owner
            .sql(
                """
                select sum(t.recognised)::float / sum(t.roll)
                  from recognition.tally t
                  join recognition.campaign c using (campaign_id)
                 where c.model = 'LEARNING_FAMILY' and c.year = 2025 and t.level = 3 and t.basis = 1
                 group by c.area_id
                """)
            .query(Double.class)
            .list();
    assertThat(shares).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void countsEveryHouseholdInBothYears() {
    long households =
        owner.sql("select count(*) from registry.household").query(Long.class).single();
    assertThat(households).isEqualTo(255 * 20);
    assertThat(
            owner
                .sql(
                    """
                    select sum(t.roll) from recognition.tally t join recognition.campaign c using (campaign_id)
                     where c.model = 'LEARNING_FAMILY' and t.level = 3 and t.basis = 1
                    """)
                .query(Long.class)
                .single())
        .isEqualTo(2 * households);
  }

  /** The nation reads what is kept of provinces, a province reads its communes. */
  @Test
  void eachProvinceIsTheSameFromTheNationAndFromItself() {
    Actor officer =
        SmallProvince.actor("Cán bộ trung ương", Role.NATIONAL_OFFICER, areas.nation().id());
    long before = sameFromBoth(officer);
    // one labour group after the other: a commune has reported with the last of them only
    transactions.executeWithoutResult(
        status -> {
          List<String> forms =
              jdbc.sql("select distinct form from recognition.campaign where form <> '' order by 1")
                  .query(String.class)
                  .list();
          assertThat(forms).hasSizeGreaterThan(2);
          long reported = before;
          for (String form : forms) {
            reported = sent(form);
            assertThat(sameFromBoth(officer)).isEqualTo(reported).isGreaterThanOrEqualTo(before);
          }
          assertThat(reported).isGreaterThan(before);
          status.setRollbackOnly();
        });
  }

  /**
   * Sends what a labour group has in every other commune; answers how many communes have reported.
   */
  private long sent(String form) {
    jdbc.sql(
            """
            update recognition.dossier d
               set stage = 'SENT', sent_at = now(), outcome = 'ACHIEVED', total = 90
              from recognition.campaign c, areas.ancestor k
             where c.campaign_id = d.campaign_id and c.form = :form and c.year = 2026
               and k.area_id = d.area_now and k.ancestor_level = 3 and k.ancestor_id % 2 = 0
               and d.stage in ('LISTED', 'SCORING', 'SCORED', 'MET', 'POSTED')
            """)
        .param("form", form)
        .update();
    return jdbc.sql(
            """
            select count(*) from (
              select t.ancestor_id
                from recognition.dossier d
                join recognition.campaign c on c.campaign_id = d.campaign_id
                join areas.ancestor t on t.area_id = d.area_now and t.ancestor_level = 3
               where c.form <> '' and c.year = 2026 and d.stage <> 'REMOVED'
               group by t.ancestor_id
              having bool_and(d.sent_at is not null)) x
            """)
        .query(Long.class)
        .single();
  }

  /** Answers how many communes have reported all their citizens in the open year. */
  private long sameFromBoth(Actor officer) {
    long reported = 0;
    for (Basis basis : Basis.values()) {
      for (int year : List.of(2025, 2026)) {
        Overview whole = read(officer, areas.nation().id(), year, basis);
        assertThat(whole.columns()).hasSizeGreaterThan(5);
        for (Overview.Column column : whole.columns()) {
          assertThat(column.children()).hasSize(3);
        }
        for (Area province : areas.children(areas.nation().id())) {
          for (Overview.Column column : read(officer, province.id(), year, basis).columns()) {
            AreaFigure own = column.own();
            AreaFigure child =
                whole.columns().stream()
                    .filter(one -> one.measured().equals(column.measured()))
                    .flatMap(one -> one.children().stream())
                    .filter(one -> one.areaId() == province.id())
                    .findFirst()
                    .orElseThrow();
            assertThat(child.tally()).isEqualTo(own.tally());
            assertThat(List.of(child.units(), child.unitsSent()))
                .as(basis + " " + year + " " + column.measured() + " " + province.name())
                .isEqualTo(List.of(own.units(), own.unitsSent()));
            if (column.measured().model() == LearningModel.LEARNING_CITIZEN
                && year == 2026
                && basis == Basis.AS_IS) {
              reported += child.unitsSent();
            }
          }
        }
      }
    }
    return reported;
  }

  private Overview read(Actor officer, int area, int year, Basis basis) {
    return overviews.of(
        officer, Right.FIGURES_READ, new Overview.Query(area, year, basis, null, null));
  }
}
