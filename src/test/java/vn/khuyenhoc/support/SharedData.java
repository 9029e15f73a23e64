package vn.khuyenhoc.support;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Test data that do not belong into the repository: in the folder that {@code KHUYENHOC_SHARED}
 * names, {@code ../shared} without it. Where it is absent, tests that need it fail under {@code
 * CI=true} and are reported as not run elsewhere.
 */
public final class SharedData {

  private SharedData() {}

  /** A file of the shared data. */
  public static Path file(String name) {
    Path file =
        Path.of(System.getenv().getOrDefault("KHUYENHOC_SHARED", "../shared"))
            .resolve("data")
            .resolve(name);
    if (!Files.exists(file)) {
      if ("true".equals(System.getenv("CI"))) {
        fail("shared data are missing: " + file);
      }
      abort("shared data are missing: " + file);
    }
    return file;
  }
}
