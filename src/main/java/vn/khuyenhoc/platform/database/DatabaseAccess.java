package vn.khuyenhoc.platform.database;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to reach the embedded database: its port and the random passwords of its three
 * roles. Kept in one file that only its account may read; whoever may read it may run the commands
 * beside a running server.
 *
 * @param port the port on the loopback address; 0 before the first start
 * @param superuser password of the cluster's superuser
 * @param owner password of the schema's owner
 * @param application password of the application's role
 * @param prepared whether roles, database and extensions were made
 */
record DatabaseAccess(
    int port, String superuser, String owner, String application, boolean prepared) {

  static Path file(DataFolder folder) {
    return folder.database().resolve("access.properties");
  }

  static DatabaseAccess fresh() {
    return new DatabaseAccess(0, password(), password(), password(), false);
  }

  DatabaseAccess withPort(int newPort) {
    return new DatabaseAccess(newPort, superuser, owner, application, prepared);
  }

  DatabaseAccess asPrepared() {
    return new DatabaseAccess(port, superuser, owner, application, true);
  }

  /** What the folder says, or null when nothing was written yet. */
  static @Nullable DatabaseAccess read(DataFolder folder) {
    Path file = file(folder);
    Properties values = new Properties();
    try {
      if (!Files.exists(file)) {
        return null;
      }
      values.load(new StringReader(Files.readString(file)));
      return new DatabaseAccess(
          Integer.parseInt(need(values, "port", file)),
          need(values, "superuser", file),
          need(values, "owner", file),
          need(values, "application", file),
          Boolean.parseBoolean(values.getProperty("prepared")));
    } catch (IOException | NumberFormatException e) {
      throw new DatabaseRefused(DatabaseProblem.ACCESS_FILE_MISSING, e, file.toString());
    }
  }

  private static String need(Properties values, String key, Path file) {
    String value = values.getProperty(key);
    if (value == null) {
      throw new DatabaseRefused(DatabaseProblem.ACCESS_FILE_MISSING, file.toString());
    }
    return value;
  }

  /** Replaces the file in one step, readable by its account alone. */
  void write(DataFolder folder) throws IOException {
    Properties values = new Properties();
    values.setProperty("port", Integer.toString(port));
    values.setProperty("superuser", superuser);
    values.setProperty("owner", owner);
    values.setProperty("application", application);
    values.setProperty("prepared", Boolean.toString(prepared));
    StringWriter text = new StringWriter();
    values.store(text, null);
    writePrivately(file(folder), text.toString());
  }

  /** Writes a file that only its account may read, durably and in one step. */
  static void writePrivately(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel out =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      out.force(true);
    }
    keepOwnerOfFolder(fresh);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What root writes into somebody's folder stays readable for that somebody. */
  static void keepOwnerOfFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && PostgresAccount.runningAsRoot()) {
      UserPrincipal owner = Files.getOwner(folder);
      if (!owner.equals(Files.getOwner(file))) {
        Files.setOwner(file, owner);
      }
    }
  }

  private static String password() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
