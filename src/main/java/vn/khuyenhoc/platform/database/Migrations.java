package vn.khuyenhoc.platform.database;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The one line of schema history, {@code db/migration/V0001__…sql}, run as the schema's owner; the
 * migrations themselves grant the application's role what it may do.
 */
public final class Migrations {

  /** What the schema needs of PostgreSQL; the migrations find them already there. */
  static final List<String> EXTENSIONS = List.of("btree_gist", "pg_trgm");

  private Migrations() {}

  /**
   * Brings the database to this program's newest version.
   *
   * @return how many migrations were run
   * @throws DatabaseRefused if a newer program already took the database further
   */
  public static int run(Login owner) {
    return upTo(owner, null);
  }

  /** As {@link #run}, no further than a version; null for all. */
  static int upTo(Login owner, @Nullable String version) {
    FluentConfiguration configuration = configuration(owner);
    if (version != null) {
      configuration.target(MigrationVersion.fromVersion(version));
    }
    Flyway flyway = configuration.load();
    for (MigrationInfo migration : flyway.info().applied()) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
        throw new DatabaseRefused(
            DatabaseProblem.SCHEMA_NEWER, String.valueOf(migration.getVersion()));
      }
    }
    return flyway.migrate().migrationsExecuted;
  }

  private static FluentConfiguration configuration(Login owner) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(owner.dataSource())
        .locations("classpath:db/migration")
        .failOnMissingLocations(false)
        .defaultSchema("public")
        .table("flyway_schema_history")
        .placeholderReplacement(false)
        .outputQueryResults(false)
        .cleanDisabled(true)
        .validateMigrationNaming(true)
        .connectRetries(0);
  }
}
