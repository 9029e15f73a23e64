package vn.khuyenhoc.platform.database;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes everything the product keeps into one file while it goes on working: one snapshot of all
 * tables, where the sequences stand, the files by hash. The file is an ordinary ZIP whose last 64
 * characters are the SHA-256 of all bytes before them; only its account may read it.
 */
public final class Backup {

  private Backup() {}

  /**
   * What was written.
   *
   * @param file the backup
   * @param bytes its size
   * @param schemaVersion the newest migration in it
   * @param tables how many tables
   * @param rows how many rows in all of them
   * @param files how many files of the store
   * @param contentHash the fingerprint of all tables, SHA-256 in hexadecimal
   * @param damagedFiles files of the store whose content no longer has the hash in their name; they
   *     are in the backup as they are
   */
  public record Report(
      Path file,
      long bytes,
      String schemaVersion,
      int tables,
      long rows,
      long files,
      String contentHash,
      List<String> damagedFiles) {}

  /**
   * Writes a backup. The file appears under its name only when it is whole and on the disk.
   *
   * @throws DatabaseRefused if the file already exists, or the disk is full
   */
  public static Report write(Database database, Path file) {
    Path target = file.toAbsolutePath().normalize();
    if (Files.exists(target)) {
      throw new DatabaseRefused(DatabaseProblem.BACKUP_EXISTS, target.toString());
    }
    Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      try {
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Report report = writePart(database, part, target);
        Files.move(part, target);
        return report;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw DataFolder.refusal(target, e);
    } catch (SQLException e) {
      throw new IllegalStateException("backup", e);
    }
  }

  private static Report writePart(Database database, Path part, Path target)
      throws IOException, SQLException {
    try (FileChannel channel =
            FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        Connection connection = database.owner().connect();
        Statement statement = connection.createStatement()) {
      SealedOutput sealed =
          new SealedOutput(
              new BufferedOutputStream(new Unclosed(Channels.newOutputStream(channel)), 1 << 16));
      BackupManifest manifest;
      List<String> damaged = new ArrayList<>();
      try (ZipOutputStream zip = new ZipOutputStream(sealed, StandardCharsets.UTF_8)) {
        zip.setLevel(Deflater.BEST_SPEED);
        zip.setComment("SHA-256 " + "0".repeat(SealedOutput.LENGTH));
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Catalogue.fixTextForm(statement);
        manifest = writeEntries(connection, database.folder(), zip, damaged);
        connection.commit();
        zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
        zip.write(JsonMapper.builder().build().writeValueAsBytes(manifest));
        zip.closeEntry();
      }
      channel.force(true);
      return new Report(
          target,
          sealed.length(),
          manifest.schemaVersion(),
          manifest.tables().size(),
          manifest.tables().stream().mapToLong(BackupManifest.Table::rows).sum(),
          manifest.files().count(),
          manifest.contentHash(),
          List.copyOf(damaged));
    }
  }

  private static BackupManifest writeEntries(
      Connection connection, DataFolder folder, ZipOutputStream zip, List<String> damaged)
      throws SQLException, IOException {
    List<BackupManifest.Migration> migrations = migrations(connection);
    List<BackupManifest.Table> tables = new ArrayList<>();
    for (Catalogue.Table table : Catalogue.tables(connection)) {
      String entry = "tables/" + table.name() + ".copy";
      zip.putNextEntry(new ZipEntry(entry));
      DigestOutputStream digest = new DigestOutputStream(new Unclosed(zip), RowSum.sha256());
      RowSum sum =
          Catalogue.copyOut(connection, table.name(), table.partitioned(), table.columns(), digest);
      zip.closeEntry();
      tables.add(
          new BackupManifest.Table(
              table.name(),
              table.columns(),
              entry,
              sum.rows(),
              RowSum.hex(digest.getMessageDigest().digest()),
              sum.hex()));
    }
    // After the snapshot, so that no sequence stands behind a row of it.
    List<BackupManifest.Sequence> sequences = Catalogue.sequences(connection);
    zip.putNextEntry(new ZipEntry(BackupManifest.FILES_ENTRY));
    BackupManifest.FileSet files = writeFiles(folder, zip, damaged);
    zip.closeEntry();
    return new BackupManifest(
        BackupManifest.FORMAT,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        migrations.isEmpty() ? "0" : migrations.getLast().version(),
        migrations,
        tables,
        sequences,
        files,
        BackupManifest.contentHash(tables));
  }

  static List<BackupManifest.Migration> migrations(Connection connection) throws SQLException {
    List<BackupManifest.Migration> migrations = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet there =
          statement.executeQuery("select to_regclass('public.flyway_schema_history') is null")) {
        if (there.next() && there.getBoolean(1)) {
          return migrations;
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              """
              select version, script, coalesce(checksum, 0) from public.flyway_schema_history
               where success and version is not null order by installed_rank
              """)) {
        while (rows.next()) {
          migrations.add(
              new BackupManifest.Migration(
                  rows.getString(1), fileName(rows.getString(2)), rows.getInt(3)));
        }
      }
    }
    return migrations;
  }

  private static String fileName(String script) {
    return script.substring(script.lastIndexOf('/') + 1);
  }

  private static BackupManifest.FileSet writeFiles(
      DataFolder folder, OutputStream to, List<String> damaged) throws IOException {
    RowSum sum = new RowSum();
    long bytes = 0;
    TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new Unclosed(to), StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    Path root = folder.files();
    if (Files.isDirectory(root)) {
      try (Stream<Path> walk = Files.walk(root)) {
        for (Iterator<Path> files = walk.iterator(); files.hasNext(); ) {
          Path file = files.next();
          String name = String.valueOf(file.getFileName());
          if (name.endsWith(".part")
              || // still being written
              !Files.isRegularFile(file)) {
            continue;
          }
          String path = root.relativize(file).toString();
          byte[] hash = writeFile(tar, file, path);
          if (hash.length > 0) {
            sum.add((path + " " + RowSum.hex(hash)).getBytes(StandardCharsets.UTF_8));
            bytes += Files.size(file);
            if (name.matches("[0-9a-f]{64}") && !name.equals(RowSum.hex(hash))) {
              damaged.add(path);
            }
          }
        }
      }
    }
    tar.finish();
    tar.flush();
    return new BackupManifest.FileSet(sum.rows(), bytes, sum.hex());
  }

  /** Returns the content's hash, or nothing where the file went away in between. */
  private static byte[] writeFile(TarArchiveOutputStream tar, Path file, String path)
      throws IOException {
    MessageDigest digest = RowSum.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_NORMAL);
      long size = Files.size(file);
      entry.setSize(size);
      entry.setMode(0600);
      entry.setModTime(0);
      tar.putArchiveEntry(entry);
      long left = size;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new IOException("shrank while it was read: " + file);
        }
        digest.update(buffer, 0, n);
        tar.write(buffer, 0, n);
        left -= n;
      }
      tar.closeArchiveEntry();
      return digest.digest();
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /** Closing ends what is written into it, not what lies below. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
