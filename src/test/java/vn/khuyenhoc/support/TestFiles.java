package vn.khuyenhoc.support;

import java.nio.file.Path;

/** Where the application of a test keeps its files: a folder for each JVM that runs tests. */
public final class TestFiles {

  /** The folder; it need not exist yet. */
  public static final Path FOLDER =
      Path.of("target/test-files", System.getProperty("khuyenhoc.test-fork", "1"));

  private TestFiles() {}
}
