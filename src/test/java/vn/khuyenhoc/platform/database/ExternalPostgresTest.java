package vn.khuyenhoc.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that somebody else runs, named by one setting. */
class ExternalPostgresTest {

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedPostgres server;

  @SuppressWarnings("NullAway.Init")
  private static DataFolder serverFolder;

  @BeforeAll
  static void startTheOtherServer(@TempDir Path shared) throws SQLException {
    serverFolder = DataFolder.open(shared);
    serverFolder.ownOrRefuse();
    server = EmbeddedPostgres.start(serverFolder);
    run(
        "drop owned by khuyenhoc_app cascade",
        "create role keeper login createrole password 'secret'",
        "create role guest login password 'secret'",
        "create database theirs owner keeper",
        "create database guests owner guest");
  }

  @AfterAll
  static void stopTheOtherServer() {
    server.stop();
    serverFolder.close();
  }

  @Test
  void getsTheRoleOfTheApplicationWithTheSamePasswordOnEveryNode(@TempDir Path temporary)
      throws Exception {
    run("drop database khuyenhoc with (force)", "drop role khuyenhoc_app");
    Login owner = login("keeper", "theirs");
    try (Database one = serve(temporary.resolve("one"), owner);
        Database two = serve(temporary.resolve("two"), owner)) {
      assertThat(one.application().user()).isEqualTo("khuyenhoc_app");
      assertThat(two.application()).isEqualTo(one.application());
      assertThat(one.runsServer()).isFalse();
      assertThat(Migrations.run(one.owner())).isPositive();
      assertThat(Migrations.run(two.owner())).isZero();
      try (Connection application = two.application().connect();
          Statement statement = application.createStatement()) {
        assertThatCode(() -> statement.executeQuery("select count(*) from platform.journal"))
            .doesNotThrowAnyException();
        assertThatThrownBy(() -> statement.execute("create table platform.t (n int)"))
            .hasMessageContaining("permission denied");
      }
    }
    assertThat(temporary.resolve("one/database/cluster")).doesNotExist();
    assertThat(server.pid()).isPositive();
  }

  @Test
  void letsTheOwnerServeWhereTheRoleCannotBeMade(@TempDir Path temporary) {
    try (Database database = serve(temporary, login("guest", "guests"))) {
      assertThat(database.application()).isEqualTo(database.owner());
    }
  }

  @Test
  void ownsItsDataFolderLikeAnyInstance(@TempDir Path temporary) {
    Login owner = login("guest", "guests");
    try (Database database = serve(temporary, owner)) {
      assertThat(database.folder().owned()).isTrue();
      assertRefused(DatabaseProblem.FOLDER_IN_USE, () -> serve(temporary, owner));
    }
  }

  @Test
  void refusesAServerThatIsTooOld() {
    assertRefused(DatabaseProblem.EXTERNAL_TOO_OLD, () -> ExternalPostgres.refuseOld(17, "17.9"));
    assertThatCode(() -> ExternalPostgres.refuseOld(18, "18.0")).doesNotThrowAnyException();
    assertThatCode(() -> ExternalPostgres.refuseOld(19, "19.1")).doesNotThrowAnyException();
  }

  @Test
  void refusesADatabaseThatCannotHoldVietnamese(@TempDir Path temporary) throws Exception {
    run(
        "create database latin owner guest encoding 'LATIN1' locale_provider libc locale 'C'"
            + " template template0");
    assertRefused(
        DatabaseProblem.EXTERNAL_ENCODING, () -> serve(temporary, login("guest", "latin")));
  }

  @Test
  void refusesAWrongPasswordWithoutTellingIt(@TempDir Path temporary) {
    Login right = login("guest", "guests");
    assertThatThrownBy(() -> serve(temporary, new Login(right.url(), "guest", "not-this-one")))
        .isInstanceOfSatisfying(
            DatabaseRefused.class,
            refused -> {
              assertThat(refused.problem()).isEqualTo(DatabaseProblem.EXTERNAL_NOT_REACHED);
              assertThat(refused.sentence(Locale.ENGLISH)).doesNotContain("not-this-one");
            });
    assertThatCode(() -> serve(temporary, right).close())
        .as("a refusal gives the folder back")
        .doesNotThrowAnyException();
  }

  @Test
  void readsTheOneSetting() {
    assertThat(DatabaseSetting.of(null, Map.of()).external()).isNull();
    assertThat(DatabaseSetting.of(null, Map.of(DatabaseSetting.URL, " ")).external()).isNull();
    Login expected = new Login("jdbc:postgresql://h:5433/kh?sslmode=require", "u", "p@ss&word");
    assertThat(
            DatabaseSetting.of(
                    "jdbc:postgresql://h:5433/kh?user=u&password=p%40ss%26word&sslmode=require",
                    Map.of(DatabaseSetting.URL, "jdbc:postgresql://other/kh"))
                .external())
        .isEqualTo(expected);
    assertThat(
            DatabaseSetting.of(
                    null,
                    Map.of(
                        DatabaseSetting.URL,
                        "postgresql://u:p%40ss&word@h:5433/kh?sslmode=require"))
                .external())
        .isEqualTo(expected);
    assertThat(
            DatabaseSetting.of(
                    null,
                    Map.of(
                        DatabaseSetting.URL, "jdbc:postgresql://h:5433/kh?sslmode=require",
                        DatabaseSetting.USER, "u",
                        DatabaseSetting.PASSWORD, "p@ss&word"))
                .external())
        .isEqualTo(expected);
    assertThat(expected.toString()).doesNotContain("p@ss");
    for (String wrong : new String[] {"jdbc:mysql://h/kh", "h:5432/kh", "jdbc:postgresql://h"}) {
      assertRefused(
          DatabaseProblem.EXTERNAL_ADDRESS, () -> DatabaseSetting.of(wrong, Map.of()).external());
    }
  }

  private static Database serve(Path folder, Login owner) {
    return Database.serve(DataFolder.open(folder), new DatabaseSetting(owner));
  }

  private static Login login(String role, String database) {
    return new Login(server.superuser().on(database).url(), role, "secret");
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = server.superuser().connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void assertRefused(DatabaseProblem problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DatabaseRefused.class, refused -> assertThat(refused.problem()).isEqualTo(problem));
  }
}
