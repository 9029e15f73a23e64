package vn.khuyenhoc.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database that every test class gets for itself. */
class TestDatabaseTest {

  private final JdbcClient owner = JdbcClient.create(TestDatabase.fresh().owner().dataSource());
  private final TestDatabase other = TestDatabase.fresh();

  @Test
  void hasTheNewestSchemaAndIsNobodyElses() {
    owner.sql("create table only_here (n int)").update();
    assertThat(schemas(owner)).contains("platform", "areas");
    assertThat(schemas(JdbcClient.create(other.dataSource()))).contains("platform", "areas");
    assertThat(
            JdbcClient.create(other.owner().dataSource())
                .sql("select to_regclass('only_here') is null")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void givesTheApplicationNoRightToChangeTheSchema() {
    JdbcClient application = JdbcClient.create(other.dataSource());
    assertThatThrownBy(() -> application.sql("create table public.t (n int)").update())
        .rootCause()
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> application.sql("truncate platform.journal").update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  private static java.util.List<String> schemas(JdbcClient sql) {
    return sql.sql("select nspname from pg_namespace").query(String.class).list();
  }
}
