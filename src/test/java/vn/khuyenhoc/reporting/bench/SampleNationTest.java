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
import vn.khuyenhoc.platform.BuiltIn;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.support.ModuleTest;
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

  private JdbcClient owner;

  @BeforeEach
  void makes() {
    owner = JdbcClient.create(database.owner().dataSource());
    if (owner.sql("select to_regnamespace('bench') is null").query(Boolean.class).single()) {
      builtIn.stream().sorted(Comparator.comparingInt(BuiltIn::place)).forEach(BuiltIn::loadOnce);
      Set<String> before = shape();
      nation.build(
          "demo", database.owner().url(), database.owner().user(), database.owner().password());
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
}
