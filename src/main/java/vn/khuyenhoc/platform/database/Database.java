package vn.khuyenhoc.platform.database;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A database that accepts connections, with its two roles. Closing it gives back what opening it
 * took: the server, when this process started or adopted it, and the ownership of the data folder.
 */
public final class Database implements AutoCloseable {

  private static final Duration OTHER_STARTS_LIMIT = Duration.ofSeconds(120);

  private final DataFolder folder;
  private final Login owner;
  private final Login application;
  private final @Nullable EmbeddedPostgres server;
  private final boolean command;
  private boolean closed;

  private Database(
      DataFolder folder,
      Login owner,
      Login application,
      @Nullable EmbeddedPostgres server,
      boolean command) {
    this.folder = folder;
    this.owner = owner;
    this.application = application;
    this.server = server;
    this.command = command;
  }

  /**
   * For the commands that serve ({@code start}, {@code demo}): takes ownership of the data folder,
   * then starts or adopts the embedded server, or checks the external one.
   *
   * @throws DatabaseRefused if another process owns the folder, or the database cannot be used
   */
  public static Database serve(DataFolder folder, DatabaseSetting setting) {
    folder.ownOrRefuse();
    try {
      refuseUnfinishedRestore(folder);
      return owned(folder, setting, false);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * For the commands that do one thing and end ({@code import}, {@code check}, {@code backup}):
   * beside a running server it uses that server's database; otherwise it owns the folder and starts
   * the embedded server for as long as it needs it.
   */
  public static Database join(DataFolder folder, DatabaseSetting setting) {
    if (setting.external() != null) {
      return ExternalPostgres.connect(folder, setting.external());
    }
    long deadline = System.nanoTime() + OTHER_STARTS_LIMIT.toNanos();
    while (true) {
      if (folder.own()) {
        try {
          refuseUnfinishedRestore(folder);
          return owned(folder, setting, true);
        } catch (RuntimeException e) {
          folder.close();
          throw e;
        }
      }
      DatabaseAccess access = DatabaseAccess.read(folder);
      if (access != null && access.prepared() && answers(EmbeddedPostgres.ownerOf(access))) {
        return new Database(
            folder,
            EmbeddedPostgres.ownerOf(access),
            EmbeddedPostgres.applicationOf(access),
            null,
            true);
      }
      if (System.nanoTime() > deadline) {
        folder.ownOrRefuse();
      }
      sleep();
    }
  }

  private static void refuseUnfinishedRestore(DataFolder folder) {
    if (Files.exists(folder.restoreMark())) {
      throw new DatabaseRefused(DatabaseProblem.RESTORE_UNFINISHED, folder.path().toString());
    }
  }

  private static Database owned(DataFolder folder, DatabaseSetting setting, boolean command) {
    if (setting.external() != null) {
      return ExternalPostgres.connect(folder, setting.external());
    }
    EmbeddedPostgres server = EmbeddedPostgres.start(folder);
    return new Database(folder, server.owner(), server.application(), server, command);
  }

  /** For a restore, which owns the folder itself and goes on owning it. */
  static Database restoring(DataFolder folder, DatabaseSetting setting) {
    return owned(folder, setting, false);
  }

  static Database external(DataFolder folder, Login owner, Login application) {
    return new Database(folder, owner, application, null, false);
  }

  private static boolean answers(Login login) {
    try (Connection connection = login.connect()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false; // still starting, or just gone
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }

  /** The schema's owner: migrations, backup and restore. */
  public Login owner() {
    return owner;
  }

  /**
   * The application's role: no right to change the schema. The same as the owner's when an external
   * database gives no right to make it.
   */
  public Login application() {
    return application;
  }

  /** The folder beside it. */
  public DataFolder folder() {
    return folder;
  }

  /** Whether this process runs the embedded server. */
  public boolean runsServer() {
    return server != null;
  }

  /** Whether the server was found running, left by a program that was killed. */
  public boolean adopted() {
    return server != null && server.adopted();
  }

  /**
   * Stops the server that this process runs, with everything committed on disk, and gives the data
   * folder back. A command lets another command that uses its server finish first.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (server != null) {
        if (command && othersConnected()) {
          server.stopWhenUnused();
        } else {
          server.stop();
        }
      }
    } finally {
      folder.close();
    }
  }

  /**
   * Closes it when the process ends by Ctrl-C or an exit from anywhere; for commands. A server
   * closes it after its web side has finished.
   */
  public Database closeOnExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "database-close"));
    return this;
  }

  /** Number of the server's process when this process runs it, otherwise 0. */
  long serverPid() {
    return server == null ? 0 : server.pid();
  }

  /** Stops the server, if this process runs one, and keeps the folder. */
  void stopServer() {
    if (server != null) {
      server.stop();
    }
  }

  private boolean othersConnected() {
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                 where backend_type = 'client backend' and pid <> pg_backend_pid()
                """)) {
      return rows.next() && rows.getLong(1) > 0;
    } catch (SQLException e) {
      return false; // it does not answer, so nobody is using it
    }
  }
}
