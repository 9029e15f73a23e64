package vn.khuyenhoc.platform.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads PostgreSQL's error states. */
final class DatabaseErrors {

  private DatabaseErrors() {}

  static boolean diskFull(@Nullable SQLException e) {
    return "53100".equals(state(e));
  }

  static boolean rightMissing(@Nullable SQLException e) {
    return "42501".equals(state(e));
  }

  static String state(@Nullable SQLException e) {
    return e == null || e.getSQLState() == null ? "" : e.getSQLState();
  }
}
