package vn.khuyenhoc.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything a running instance keeps: the embedded cluster, the passwords of
 * its roles, the files by hash, the log. Exactly one live process owns it, by a lock of the
 * operating system on {@code lock}; the lock goes when the process goes, however it ends.
 */
public final class DataFolder implements AutoCloseable {

  /**
   * What this process owns. Closing any channel on a file gives up the process's lock on it, so the
   * lock file of an owned folder must not be opened a second time.
   */
  private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

  private final Path path;
  private @Nullable FileChannel channel;
  private @Nullable FileLock lock;

  private DataFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes the folder if it is not there, readable by its account alone. Owns nothing yet.
   *
   * @throws DatabaseRefused if the folder cannot be made or written
   */
  public static DataFolder open(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw refusal(folder, e);
    }
    try {
      folder = folder.toRealPath();
    } catch (IOException e) {
      throw refusal(folder, e);
    }
    if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
      throw new DatabaseRefused(DatabaseProblem.FOLDER_NOT_WRITABLE, folder.toString());
    }
    return new DataFolder(folder);
  }

  /** The folder itself, absolute. */
  public Path path() {
    return path;
  }

  /** Where files are kept by their SHA-256. */
  public Path files() {
    return path.resolve("files");
  }

  /** Where the embedded cluster and its passwords are kept. */
  Path database() {
    return path.resolve("database");
  }

  /** PostgreSQL's own folder. */
  Path cluster() {
    return database().resolve("cluster");
  }

  /** What PostgreSQL writes about itself. */
  Path databaseLog() {
    return database().resolve("postgresql.log");
  }

  /** Present while a restore is under way, and after one that was killed. */
  Path restoreMark() {
    return path.resolve("restore-unfinished");
  }

  /**
   * Takes ownership if nobody else has it.
   *
   * @return whether this process now owns the folder through this object
   */
  public synchronized boolean own() {
    if (lock != null) {
      return true;
    }
    if (!OWNED.add(path)) {
      return false;
    }
    FileChannel opened = null;
    try {
      opened =
          FileChannel.open(
              path.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock taken = opened.tryLock();
      if (taken != null) {
        opened.truncate(0);
        String mine = ProcessHandle.current().pid() + "\n";
        opened.write(ByteBuffer.wrap(mine.getBytes(StandardCharsets.US_ASCII)), 0);
        channel = opened;
        lock = taken;
        return true;
      }
    } catch (IOException e) {
      closeQuietly(opened);
      OWNED.remove(path);
      throw refusal(path, e);
    }
    closeQuietly(opened);
    OWNED.remove(path);
    return false;
  }

  /**
   * Takes ownership or refuses with the process that has it.
   *
   * @throws DatabaseRefused if another live process owns the folder
   */
  public void ownOrRefuse() {
    if (!own()) {
      throw new DatabaseRefused(DatabaseProblem.FOLDER_IN_USE, path.toString(), holder());
    }
  }

  /** Whether this object owns the folder now. */
  public synchronized boolean owned() {
    return lock != null;
  }

  private String holder() {
    if (OWNED.contains(path)) {
      return Long.toString(ProcessHandle.current().pid());
    }
    try {
      String pid = Files.readString(path.resolve("lock")).strip();
      return pid.isEmpty() ? "?" : pid;
    } catch (IOException e) {
      return "?";
    }
  }

  /** Gives the ownership back; the folder and its contents stay. */
  @Override
  public synchronized void close() {
    FileChannel open = channel;
    if (open != null) {
      lock = null;
      channel = null;
      closeQuietly(open);
      OWNED.remove(path);
    }
  }

  private static void closeQuietly(@Nullable FileChannel open) {
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The refusal that fits a failed write in the folder. */
  static RuntimeException refusal(Path folder, IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("no space left") || text.contains("disk quota")) {
      return new DatabaseRefused(DatabaseProblem.DISK_FULL, e, folder.toString());
    }
    if (e instanceof AccessDeniedException || e instanceof FileSystemException) {
      return new DatabaseRefused(DatabaseProblem.FOLDER_NOT_WRITABLE, e, folder.toString());
    }
    return new UncheckedIOException(e);
  }
}
