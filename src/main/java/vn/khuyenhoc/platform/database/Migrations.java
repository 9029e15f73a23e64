package vn.khuyenhoc.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The one line of schema history, {@code db/migration/V0001__…sql}, run as the schema's owner; the
 * migrations themselves grant the application's role what it may do.
 */
public final class Migrations {

  /** What the schema needs of PostgreSQL; the migrations find them already there. */
  static final List<String> EXTENSIONS = List.of("btree_gist", "pg_trgm");

  static final Migrations PRODUCT = new Migrations("db/migration");

  private final String location;

  /** Migrations at another place of the class path; for tests of backup and restore. */
  Migrations(String location) {
    this.location = location;
  }

  /**
   * Brings the database to this program's newest version.
   *
   * @return how many migrations were run
   * @throws DatabaseRefused if a newer program already took the database further, or another line
   *     of the program made it
   */
  public static int run(Login owner) {
    return PRODUCT.upTo(owner, null);
  }

  /** Names and contents of all migrations of this program, in the order in which they run. */
  public static List<String> all() {
    try {
      List<String> all = new ArrayList<>();
      for (Resource migration : PRODUCT.resources()) {
        all.add(migration.getFilename() + " " + checksum(migration));
      }
      all.sort(Comparator.comparing(Migrations::version));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MigrationVersion version(String file) {
    return MigrationVersion.fromVersion(file.substring(1, file.indexOf("__")));
  }

  /** As {@link #run}, no further than a version; null for all. */
  int upTo(Login owner, @Nullable String version) {
    if (version == null && nothingToDo(owner)) {
      return 0;
    }
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
    try {
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayValidateException differs) {
      throw new DatabaseRefused(DatabaseProblem.SCHEMA_OTHER);
    }
  }

  /**
   * Whether exactly these migrations, with exactly these contents, have run. Spares every ordinary
   * start the seconds that the migration library takes to find that out; where this says no, the
   * library decides.
   */
  boolean nothingToDo(Login owner) {
    try (Connection connection = owner.connect()) {
      Map<String, Integer> ran = new HashMap<>();
      for (BackupManifest.Migration migration : Backup.migrations(connection)) {
        ran.put(migration.script(), migration.checksum());
      }
      Map<String, Integer> known = new HashMap<>();
      for (Resource migration : resources()) {
        known.put(String.valueOf(migration.getFilename()), checksum(migration));
      }
      return ran.equals(known);
    } catch (IOException | SQLException e) {
      return false; // the library meets the same trouble and tells it
    }
  }

  /** As the migration library computes it, over the lines without their ends. */
  private static int checksum(Resource migration) throws IOException {
    CRC32 sum = new CRC32();
    for (String line : migration.getContentAsString(StandardCharsets.UTF_8).lines().toList()) {
      sum.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return (int) sum.getValue();
  }

  private Resource[] resources() throws IOException {
    return new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader())
        .getResources("classpath*:" + location + "/**/V*.sql");
  }

  /** The file names of the migrations that this program brings along, oldest first. */
  List<String> known() {
    try {
      return Arrays.stream(resources())
          .map(Resource::getFilename)
          .filter(Objects::nonNull)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FluentConfiguration configuration(Login owner) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(owner.dataSource())
        .locations("classpath:" + location)
        .failOnMissingLocations(false)
        .defaultSchema("public")
        .table("flyway_schema_history")
        .placeholderReplacement(false)
        .outputQueryResults(false)
        .initSql("set client_min_messages = warning")
        .cleanDisabled(true)
        .validateMigrationNaming(true)
        .connectRetries(0);
  }
}
