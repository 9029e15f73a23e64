package vn.khuyenhoc.platform.database;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * What tables and sequences a database has, read from PostgreSQL's own catalogue: whatever a
 * migration adds is in the next backup without anybody naming it.
 */
final class Catalogue {

  private static final String OURS =
      """
      n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and c.relpersistence <> 't'
        and not (n.nspname = 'public' and c.relname = 'flyway_schema_history')
        and not exists (select from pg_depend d
                         where d.classid = 'pg_class'::regclass and d.objid = c.oid
                           and d.deptype = 'e')
      """;

  private Catalogue() {}

  /**
   * A table of the product.
   *
   * @param name quoted where needed
   * @param partitioned rows lie in its partitions, which are not tables of their own here
   * @param columns those that hold data of their own, quoted where needed
   */
  record Table(String name, boolean partitioned, List<String> columns) {}

  static List<Table> tables(Connection connection) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select format('%I.%I', n.nspname, c.relname), c.relkind = 'p',
                       array(select quote_ident(a.attname) from pg_attribute a
                              where a.attrelid = c.oid and a.attnum > 0
                                and not a.attisdropped and a.attgenerated = ''
                              order by a.attnum)
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p') and not c.relispartition and
                """
                    + OURS
                    + " order by n.nspname collate \"C\", c.relname collate \"C\"")) {
      while (rows.next()) {
        Array columns = rows.getArray(3);
        tables.add(
            new Table(
                rows.getString(1), rows.getBoolean(2), List.of((String[]) columns.getArray())));
      }
    }
    return tables;
  }

  static List<String> names(Connection connection, char kind) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select format('%I.%I', n.nspname, c.relname) from pg_class c"
                    + " join pg_namespace n on n.oid = c.relnamespace where c.relkind = '"
                    + kind
                    + "' and "
                    + OURS
                    + " order by 1")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  static List<BackupManifest.Sequence> sequences(Connection connection) throws SQLException {
    List<BackupManifest.Sequence> sequences = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String name : names(connection, 'S')) {
        try (ResultSet rows = statement.executeQuery("select last_value, is_called from " + name)) {
          if (rows.next()) {
            sequences.add(new BackupManifest.Sequence(name, rows.getLong(1), rows.getBoolean(2)));
          }
        }
      }
    }
    return sequences;
  }

  /** How values are written as text must not depend on the server's or the role's settings. */
  static void fixTextForm(Statement statement) throws SQLException {
    statement.execute(
        """
        set local datestyle = 'ISO, YMD';
        set local intervalstyle = 'iso_8601';
        set local timezone = 'UTC';
        set local extra_float_digits = 1;
        set local bytea_output = 'hex';
        set local lc_monetary = 'C';
        set local search_path = pg_catalog;
        set local row_security = off;
        set local statement_timeout = 0;
        set local lock_timeout = 0;
        set local idle_in_transaction_session_timeout = 0;
        """);
  }

  /** Writes a table's rows and returns their fingerprint; one row is in memory at a time. */
  static RowSum copyOut(
      Connection connection,
      String table,
      boolean partitioned,
      List<String> columns,
      OutputStream to)
      throws SQLException, IOException {
    String list = String.join(", ", columns);
    String source =
        partitioned ? "(select " + list + " from " + table + ")" : table + " (" + list + ")";
    CopyOut copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + source + " to stdout");
    RowSum sum = new RowSum();
    try {
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        sum.add(row);
        to.write(row);
      }
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    return sum;
  }
}
