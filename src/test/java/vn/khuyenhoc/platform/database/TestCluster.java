package vn.khuyenhoc.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A cluster for the tests of one JVM. Nothing in it outlives the JVM, so it does without waiting
 * for the disk; tests about durability start their own cluster as the product does.
 */
public final class TestCluster {

  private static final Map<String, String> WITHOUT_WAITING =
      Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

  private final EmbeddedPostgres server;

  private TestCluster(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts it in a temporary folder and removes both when the JVM ends. */
  public static TestCluster start() {
    try {
      Path path = Files.createTempDirectory("khuyenhoc-test-");
      DataFolder folder = DataFolder.open(path);
      folder.ownOrRefuse();
      EmbeddedPostgres server = EmbeddedPostgres.start(folder, WITHOUT_WAITING, null);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.stopAtOnce();
                    folder.close();
                    try {
                      PostgresBinaries.deleteTree(path);
                    } catch (IOException e) {
                      System.err.println("left behind: " + path);
                    }
                  }));
      return new TestCluster(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Login superuser() {
    return server.superuser();
  }

  public Login owner(String database) {
    return server.owner().on(database);
  }

  public Login application(String database) {
    return server.application().on(database);
  }
}
