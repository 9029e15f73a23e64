package vn.khuyenhoc.platform.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** A PostgreSQL that somebody else runs: checked, given the application's role, never stopped. */
final class ExternalPostgres {

  private static final Log LOG = LogFactory.getLog(ExternalPostgres.class);
  private static final int OLDEST = 18;

  private ExternalPostgres() {}

  /**
   * Checks version and encoding, makes extensions and the application's role where the owner may.
   *
   * @throws DatabaseRefused if it cannot be reached, is older than 18 or is not UTF-8
   */
  static Database connect(DataFolder folder, Login owner) {
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement()) {
      refuseOld(
          connection.getMetaData().getDatabaseMajorVersion(),
          connection.getMetaData().getDatabaseProductVersion());
      String encoding = text(statement, "show server_encoding");
      if (!"UTF8".equals(encoding)) {
        throw new DatabaseRefused(DatabaseProblem.EXTERNAL_ENCODING, encoding);
      }
      for (String extension : Migrations.EXTENSIONS) {
        ensureExtension(statement, extension);
      }
      return Database.external(folder, owner, application(owner, statement));
    } catch (SQLException e) {
      throw new DatabaseRefused(DatabaseProblem.EXTERNAL_NOT_REACHED, e, owner.url());
    }
  }

  static void refuseOld(int major, String version) {
    if (major < OLDEST) {
      throw new DatabaseRefused(DatabaseProblem.EXTERNAL_TOO_OLD, version);
    }
  }

  private static void ensureExtension(Statement statement, String extension) {
    try {
      statement.execute("create extension if not exists " + extension);
    } catch (SQLException e) {
      throw new DatabaseRefused(DatabaseProblem.EXTENSION_MISSING, e, extension);
    }
  }

  /**
   * The application's role, or the owner itself where it cannot be made. Its password follows from
   * the owner's, so that several nodes on one database agree on it without telling each other.
   */
  private static Login application(Login owner, Statement statement) throws SQLException {
    if (owner.password().isEmpty()) {
      return ownerInstead(owner);
    }
    String role = EmbeddedPostgres.APPLICATION;
    Login application = new Login(owner.url(), role, derived(owner.password()));
    if (enters(application)) {
      return application;
    }
    try {
      String there =
          text(statement, "select count(*)::text from pg_roles where rolname = '" + role + "'");
      if ("0".equals(there)) {
        statement.execute("create role " + role);
      }
      // Letters, digits, - and _ only.
      statement.execute("alter role " + role + " login password '" + application.password() + "'");
      String database = text(statement, "select quote_ident(current_database())");
      statement.execute("grant connect, temporary on database " + database + " to " + role);
    } catch (SQLException e) {
      if (DatabaseErrors.rightMissing(e)) {
        return ownerInstead(owner);
      }
      throw e;
    }
    return enters(application) ? application : ownerInstead(owner);
  }

  private static Login ownerInstead(Login owner) {
    LOG.warn(
        "The application's role cannot be made on the external database: the application uses the"
            + " owner's role, which may also change the schema.");
    return owner;
  }

  private static boolean enters(Login login) {
    try (Connection connection = login.connect()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false; // no such role yet, or another password
    }
  }

  private static String derived(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              mac.doFinal(EmbeddedPostgres.APPLICATION.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
