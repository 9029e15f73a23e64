package vn.khuyenhoc.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file under {@code docs/generated} that a test derives from the program and that is kept beside
 * it, so that a change of a route, a state or a table is seen in the change itself.
 */
public final class GoldenFile {

  private static final Path FOLDER = Path.of("docs/generated");

  private GoldenFile() {}

  /** Fails where the kept file differs, after writing what it would have to be. */
  public static void matches(String name, String now) {
    Path file = FOLDER.resolve(name);
    try {
      String kept = Files.exists(file) ? Files.readString(file) : "";
      if (!kept.equals(now)) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, now);
      }
      assertThat(kept).as("%s was written anew: look at it, commit it", file).isEqualTo(now);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
