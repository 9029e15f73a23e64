package vn.khuyenhoc.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the archive that travels inside the program. The folder
 * is named by the archive's checksum, so that a newer program unpacks beside an older one, and
 * appears by one rename, so that a half-unpacked one is never used.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {

  /** The major version that the archive holds and a cluster must have. */
  static final String MAJOR = "18";

  /** Unpacks below the folder unless it was done before. */
  static PostgresBinaries unpackedBelow(Path cache) {
    String machine =
        System.getProperty("os.name").toLowerCase(Locale.ROOT)
            + "-"
            + System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String archive =
        switch (machine) {
          case "linux-amd64", "linux-x86_64" -> "postgres-linux-x86_64.txz";
          case "linux-aarch64" -> "postgres-linux-arm_64.txz";
          default -> throw new DatabaseRefused(DatabaseProblem.NO_BINARIES, machine);
        };
    URL url = PostgresBinaries.class.getResource("/" + archive);
    if (url == null) {
      throw new DatabaseRefused(DatabaseProblem.NO_BINARIES, machine);
    }
    try {
      Path home = cache.resolve("postgresql-" + MAJOR + "-" + key(url));
      if (!Files.isDirectory(home)) {
        unpack(url, home);
      }
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw DataFolder.refusal(cache, e);
    }
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /** The archive's checksum and size as the jar's directory has them: nothing is read twice. */
  private static String key(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    long crc;
    long size;
    if (connection instanceof JarURLConnection jar && jar.getJarEntry() != null) {
      crc = jar.getJarEntry().getCrc();
      size = jar.getJarEntry().getSize();
    } else {
      CRC32 sum = new CRC32();
      byte[] buffer = new byte[1 << 16];
      size = 0;
      try (InputStream in = connection.getInputStream()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          sum.update(buffer, 0, n);
          size += n;
        }
      }
      crc = sum.getValue();
    }
    return String.format(Locale.ROOT, "%08x-%d", crc, size);
  }

  private static void unpack(URL url, Path home) throws IOException {
    Path cache = home.toAbsolutePath().getParent();
    if (cache == null) {
      throw new IOException("no folder above " + home);
    }
    Files.createDirectories(cache);
    Path fresh = cache.resolve("." + home.getFileName() + "." + UUID.randomUUID());
    try {
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(
              new XZInputStream(new BufferedInputStream(url.openStream(), 1 << 16)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          place(tar, entry, fresh);
        }
      }
      syncFileSystem(fresh);
      try {
        Files.move(fresh, home);
      } catch (IOException e) {
        if (!Files.isDirectory(home)) { // otherwise another process was first, which is as good
          throw e;
        }
      }
    } finally {
      deleteTree(fresh);
    }
  }

  private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path fresh)
      throws IOException {
    Path target = fresh.resolve(entry.getName()).normalize();
    if (!target.startsWith(fresh)) {
      throw new IOException("outside the folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, fresh.resolve(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & 0100) != 0) {
        Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(target));
        mode.add(PosixFilePermission.OWNER_EXECUTE);
        mode.add(PosixFilePermission.GROUP_EXECUTE);
        mode.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(target, mode);
      }
    }
  }

  /** So that a power cut after the rename cannot leave empty files under the final name. */
  static void syncFileSystem(Path folder) {
    try {
      Process sync =
          new ProcessBuilder("sync", "-f", folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!sync.waitFor(60, TimeUnit.SECONDS)) {
        sync.destroyForcibly();
      }
    } catch (IOException e) {
      return; // no such command here: the files are read back by PostgreSQL at once anyway
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
