package vn.khuyenhoc.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.database.Login;
import vn.khuyenhoc.platform.database.Migrations;
import vn.khuyenhoc.platform.database.TestCluster;

/**
 * A real, migrated database of its own for a test class, copied from a template in some ten
 * milliseconds. One server for all tests of a JVM.
 *
 * <pre>{@code
 * static final TestDatabase database = TestDatabase.fresh();
 * JdbcClient sql = JdbcClient.create(database.application().dataSource());
 * }</pre>
 */
public final class TestDatabase {

  private static final String TEMPLATE = "template_khuyenhoc";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable TestCluster cluster;
  private static boolean migrated;

  private final TestCluster server;
  private final String name;

  private TestDatabase(TestCluster server, String name) {
    this.server = server;
    this.name = name;
  }

  /** A database with the newest schema and no data but what the migrations bring. */
  public static TestDatabase fresh() {
    return create(TEMPLATE);
  }

  /** A database with the extensions and nothing else. */
  public static TestDatabase empty() {
    return create("khuyenhoc");
  }

  /** A database with everything that this one holds now; nobody may be connected to this one. */
  public TestDatabase copy() {
    return create(name);
  }

  private static synchronized TestDatabase create(String template) {
    TestCluster running = cluster;
    if (running == null) {
      running = TestCluster.start();
      cluster = running;
    }
    if (!migrated && template.equals(TEMPLATE)) {
      run(running, "create database " + TEMPLATE + " template khuyenhoc owner khuyenhoc_owner");
      run(running, "revoke all on database " + TEMPLATE + " from public");
      Migrations.run(running.owner(TEMPLATE));
      migrated = true;
    }
    String name = "test_" + NUMBER.incrementAndGet();
    run(running, "create database " + name + " template " + template + " owner khuyenhoc_owner");
    run(running, "grant connect, temporary on database " + name + " to khuyenhoc_app");
    return new TestDatabase(running, name);
  }

  private static void run(TestCluster server, String sql) {
    try (Connection connection = server.superuser().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The schema's owner: no row or column is closed to it. */
  public Login owner() {
    return server.owner(name);
  }

  /** The role that the application runs under; what tests of modules should use. */
  public Login application() {
    return server.application(name);
  }

  /** {@link #application()} without a pool. */
  public DataSource dataSource() {
    return application().dataSource();
  }
}
