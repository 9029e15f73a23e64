package vn.khuyenhoc.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The one line of schema history, {@code db/migration/V0001__…sql}, run as the schema's owner. What
 * a migration creates, the application's role may read and change, never alter or truncate, unless
 * the migration revokes more. Migrations name the application's role as {@code ${app}}.
 */
public final class Migrations {

  /** What the schema needs of PostgreSQL; the migrations find them already there. */
  static final List<String> EXTENSIONS = List.of("btree_gist", "pg_trgm");

  private Migrations() {}

  /**
   * Brings the database to this program's newest version.
   *
   * @return how many migrations were run
   * @throws DatabaseRefused if the database was already taken further by a newer program
   */
  public static int run(Database database) {
    return run(database.owner(), database.application().user(), null);
  }

  /** As {@link #run(Database)}, only up to a version; null for all. */
  static int run(Login owner, String application, @Nullable String version) {
    refuseNewerSchema(owner);
    grantFutureTables(owner, application);
    FluentConfiguration configuration = configuration(owner, application);
    if (version != null) {
      configuration.target(MigrationVersion.fromVersion(version));
    }
    return configuration.load().migrate().migrationsExecuted;
  }

  private static FluentConfiguration configuration(Login owner, String application) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(owner.dataSource())
        .locations("classpath:db/migration")
        .failOnMissingLocations(false)
        .defaultSchema("public")
        .table("flyway_schema_history")
        .placeholders(Map.of("app", application))
        .cleanDisabled(true)
        .validateMigrationNaming(true)
        .connectRetries(0);
  }

  /** The newest version that this program brings along, or "0" when it brings none. */
  static String newestKnown(Login owner, String application) {
    String newest = "0";
    for (var migration : configuration(owner, application).load().info().all()) {
      if (migration.getVersion() != null && migration.getScript() != null) {
        if (MigrationVersion.fromVersion(newest).compareTo(migration.getVersion()) < 0
            && migration.getState().isResolved()) {
          newest = migration.getVersion().getVersion();
        }
      }
    }
    return newest;
  }

  private static void refuseNewerSchema(Login owner) {
    for (var migration : configuration(owner, "khuyenhoc_app").load().info().all()) {
      if (migration.getState() == org.flywaydb.core.api.MigrationState.FUTURE_SUCCESS) {
        throw new DatabaseRefused(
            DatabaseProblem.SCHEMA_NEWER, String.valueOf(migration.getVersion()));
      }
    }
  }

  /** Schemas and tables made from now on are open to the application's role, without TRUNCATE. */
  private static void grantFutureTables(Login owner, String application) {
    if (application.equals(owner.user())) {
      return;
    }
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement()) {
      String role;
      try (ResultSet rows =
          statement.executeQuery(
              "select quote_ident(rolname) from pg_roles where rolname = '"
                  + application.replace("'", "''")
                  + "'")) {
        if (!rows.next()) {
          return;
        }
        role = rows.getString(1);
      }
      String onwards = "alter default privileges grant ";
      statement.execute(onwards + "usage on schemas to " + role);
      statement.execute(onwards + "select, insert, update, delete on tables to " + role);
      statement.execute(onwards + "usage, select on sequences to " + role);
      statement.execute(onwards + "execute on functions to " + role);
    } catch (SQLException e) {
      throw new IllegalStateException("rights of the application's role", e);
    }
  }
}
