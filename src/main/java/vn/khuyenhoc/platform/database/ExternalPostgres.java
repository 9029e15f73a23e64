package vn.khuyenhoc.platform.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** A PostgreSQL that somebody else runs: checked, given the application's role, never stopped. */
final class ExternalPostgres {

  private static final Log LOG = LogFactory.getLog(ExternalPostgres.class);

  private ExternalPostgres() {}

  /**
   * Checks version and encoding, makes extensions and the application's role where the owner may.
   *
   * @throws DatabaseRefused if it cannot be reached, is older than 18 or is not UTF-8
   */
  static Database connect(DataFolder folder, Login owner) {
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement()) {
      if (connection.getMetaData().getDatabaseMajorVersion() < 18) {
        throw new DatabaseRefused(
            DatabaseProblem.EXTERNAL_TOO_OLD, connection.getMetaData().getDatabaseProductVersion());
      }
      String encoding = text(statement, "show server_encoding");
      if (!"UTF8".equals(encoding)) {
        throw new DatabaseRefused(DatabaseProblem.EXTERNAL_ENCODING, encoding);
      }
      for (String extension : Migrations.EXTENSIONS) {
        ensureExtension(statement, extension);
      }
      return Database.external(folder, owner, application(folder, owner, statement));
    } catch (SQLException e) {
      throw new DatabaseRefused(DatabaseProblem.EXTERNAL_NOT_REACHED, e, owner.url());
    }
  }

  private static void ensureExtension(Statement statement, String extension) throws SQLException {
    try {
      statement.execute("create extension if not exists " + extension);
    } catch (SQLException e) {
      throw new DatabaseRefused(DatabaseProblem.EXTENSION_MISSING, e, extension);
    }
  }

  /** The role of the application with a password from the data folder, or the owner itself. */
  private static Login application(DataFolder folder, Login owner, Statement statement)
      throws SQLException {
    boolean mayMake =
        "true"
            .equals(
                text(
                    statement,
                    "select (rolsuper or rolcreaterole)::text from pg_roles where rolname ="
                        + " current_user"));
    if (!mayMake) {
      LOG.warn(
          "The external database's owner may not create roles: the application uses the owner's"
              + " role, which may also change the schema.");
      return owner;
    }
    try {
      DatabaseAccess access = DatabaseAccess.read(folder);
      if (access == null) {
        access = DatabaseAccess.fresh();
        java.nio.file.Files.createDirectories(folder.database());
        access.write(folder);
      }
      String role = EmbeddedPostgres.APPLICATION;
      String there =
          text(statement, "select count(*)::text from pg_roles where rolname = '" + role + "'");
      if ("0".equals(there)) {
        statement.execute("create role " + role);
      }
      statement.execute("alter role " + role + " login password '" + access.application() + "'");
      String database = text(statement, "select quote_ident(current_database())");
      statement.execute("grant connect, temporary on database " + database + " to " + role);
      return new Login(owner.url(), role, access.application());
    } catch (IOException e) {
      throw DataFolder.refusal(folder.path(), e);
    } catch (SQLException e) {
      if (List.of("42501", "0A000").contains(DatabaseErrors.state(e))) {
        LOG.warn("The application's role could not be made; the application uses the owner's.");
        return owner;
      }
      throw e;
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
