package vn.khuyenhoc.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files, kept once by the SHA-256 of their bytes. The file is on disk before the record that names
 * it commits; nothing is deleted because nothing refers to it.
 */
@Component
public class FileStore {

  private final Path folder;
  private final JdbcClient jdbc;
  private final Clock clock;

  FileStore(@Value("${khuyenhoc.files}") Path folder, JdbcClient jdbc, Clock clock) {
    this.folder = folder;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A file that is kept. */
  public record Kept(String sha256, long size) {}

  /** Too large a file: what was read of it is gone. */
  public static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long limit) {
      super("over " + limit + " bytes", null, false, false);
    }
  }

  /**
   * Keeps a file.
   *
   * @param bytes its content, read to the end
   * @param mediaType what it is
   * @param limit the largest size in bytes
   * @param actor who brings it
   * @return its hash and size
   */
  public Kept keep(InputStream bytes, String mediaType, long limit, @Nullable Actor actor) {
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "incoming", ".part");
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long size = 0;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(temporary), digest)) {
          byte[] buffer = new byte[65_536];
          int read;
          while ((read = bytes.read(buffer)) >= 0) {
            size += read;
            if (size > limit) {
              throw new TooLargeException(limit);
            }
            out.write(buffer, 0, read);
          }
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        Path place = path(sha256);
        // A file of another size broke off when it was written: the whole one takes its place.
        if (!Files.exists(place) || Files.size(place) != size) {
          Path parent = folder.resolve(sha256.substring(0, 2));
          boolean firstThere = !Files.isDirectory(parent);
          Files.createDirectories(parent);
          toDisk(temporary, StandardOpenOption.WRITE);
          Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
          // A name is on disk only once its folder is.
          toDisk(parent, StandardOpenOption.READ);
          if (firstThere) {
            toDisk(folder, StandardOpenOption.READ);
          }
        }
        jdbc.sql(
                """
                insert into platform.stored_file (sha256, size, media_type, stored_at, stored_by)
                values (:sha256, :size, :type, :at, :by) on conflict (sha256) do nothing
                """)
            .param("sha256", sha256)
            .param("size", size)
            .param("type", mediaType)
            .param("at", Timestamp.from(clock.instant()))
            .param("by", actor == null ? null : actor.accountId())
            .update();
        return new Kept(sha256, size);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Keeps a file that is in memory already. */
  public Kept keep(byte[] bytes, String mediaType, @Nullable Actor actor) {
    return keep(new ByteArrayInputStream(bytes), mediaType, bytes.length, actor);
  }

  private static void toDisk(Path path, StandardOpenOption opened) throws IOException {
    try (FileChannel channel = FileChannel.open(path, opened)) {
      channel.force(true);
    }
  }

  /** Where the bytes of a kept file lie. */
  public Path path(String sha256) {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new NotFoundException("file " + sha256);
    }
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
  }
}
