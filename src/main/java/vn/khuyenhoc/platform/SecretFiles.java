package vn.khuyenhoc.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that the product's account alone may read, each on disk whole or not at all. */
public final class SecretFiles {

  private SecretFiles() {}

  /** Puts a file in its place, also over one of the same name. */
  public static void keep(Path file, byte[] bytes) {
    put(file, bytes, fresh -> Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE));
  }

  /**
   * Puts a file in its place unless one is there: of several at the same moment the first stays.
   */
  public static void keepFirst(Path file, byte[] bytes) {
    put(
        file,
        bytes,
        fresh -> {
          try {
            Files.createLink(file, fresh);
          } catch (FileAlreadyExistsException another) {
            // that one holds
          }
        });
  }

  private interface Placing {
    void place(Path fresh) throws IOException;
  }

  private static void put(Path file, byte[] bytes, Placing placing) {
    try {
      Path folder = Files.createDirectories(file.resolveSibling(""));
      Path fresh =
          Files.createTempFile(
              folder,
              "incoming",
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.write(fresh, bytes);
        toDisk(fresh, StandardOpenOption.WRITE);
        placing.place(fresh);
        // a name is on disk only once its folder is
        toDisk(folder, StandardOpenOption.READ);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void toDisk(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }
}
