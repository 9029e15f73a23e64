package vn.khuyenhoc;

import javax.sql.DataSource;
import vn.khuyenhoc.platform.database.Login;

/** The product's own connection pool, for tests. */
public final class TestPool {

  private TestPool() {}

  /** A pool as the running program has it. */
  public static DataSource of(Login login) {
    return KhuyenHoc.pool(login);
  }
}
