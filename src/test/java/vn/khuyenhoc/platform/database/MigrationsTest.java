package vn.khuyenhoc.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.support.TestDatabase;

/** The one line of schema history. */
class MigrationsTest {

  @Test
  void areNotAskedForAgainOnceTheyRan() {
    TestDatabase database = TestDatabase.empty();
    assertThat(Migrations.PRODUCT.nothingToDo(database.owner())).isFalse();
    assertThat(Migrations.run(database.owner())).isEqualTo(Migrations.PRODUCT.known().size());
    assertThat(Migrations.PRODUCT.nothingToDo(database.owner())).isTrue();
    assertThat(Migrations.run(database.owner())).isZero();
  }

  @Test
  void runWhenTheProgramBringsMore() {
    TestDatabase database = TestDatabase.empty();
    Migrations older = new Migrations("db/backup-test/base");
    Migrations newer = new Migrations("db/backup-test");
    assertThat(older.upTo(database.owner(), null)).isEqualTo(1);
    assertThat(newer.nothingToDo(database.owner())).isFalse();
    assertThat(newer.upTo(database.owner(), null)).isEqualTo(1);
  }

  @Test
  void refuseASchemaOfANewerProgram() {
    TestDatabase database = TestDatabase.empty();
    new Migrations("db/backup-test").upTo(database.owner(), null);
    Migrations older = new Migrations("db/backup-test/base");
    assertThatThrownBy(() -> older.upTo(database.owner(), null))
        .isInstanceOfSatisfying(
            DatabaseRefused.class,
            refused -> assertThat(refused.problem()).isEqualTo(DatabaseProblem.SCHEMA_NEWER));
  }

  @Test
  void noticeAMigrationThatWasChangedAfterItRan() {
    TestDatabase database = TestDatabase.empty();
    Migrations migrations = new Migrations("db/backup-test/base");
    assertThat(migrations.upTo(database.owner(), null)).isEqualTo(1);
    JdbcClient.create(database.owner().dataSource())
        .sql("update flyway_schema_history set checksum = checksum + 1")
        .update();
    assertThatThrownBy(() -> migrations.upTo(database.owner(), null))
        .isInstanceOfSatisfying(
            DatabaseRefused.class,
            refused -> assertThat(refused.problem()).isEqualTo(DatabaseProblem.SCHEMA_OTHER));
  }
}
