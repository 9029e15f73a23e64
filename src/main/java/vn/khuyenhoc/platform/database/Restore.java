package vn.khuyenhoc.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings a backup back into an empty place: the whole file is checked before anything is touched,
 * the tables are made by the migrations up to the backup's version and loaded in one transaction,
 * and what then lies in the database is read again and compared with the backup.
 */
public final class Restore {

  private final Path file;
  private final DataFolder folder;
  private final DatabaseSetting setting;

  private final Migrations migrations;

  Restore(Path file, DataFolder folder, DatabaseSetting setting, Migrations migrations) {
    this.migrations = migrations;
    this.file = file.toAbsolutePath().normalize();
    this.folder = folder;
    this.setting = setting;
  }

  /**
   * What was brought back.
   *
   * @param createdAt when the backup was made, ISO 8601 in UTC
   * @param schemaVersion the migration the tables are at; the next start goes on from there
   * @param tables how many tables
   * @param rows how many rows in all of them
   * @param files how many files of the store
   * @param contentHash the fingerprint of all tables, read back from the database and equal to the
   *     backup's
   */
  public record Report(
      String createdAt,
      String schemaVersion,
      int tables,
      long rows,
      long files,
      String contentHash) {}

  /**
   * Restores into the folder and database, which stay closed and unowned afterwards. After a
   * refusal the place is as empty as before.
   *
   * @throws DatabaseRefused if the backup is damaged or newer than this program, the place is not
   *     empty or in use, or the outcome differs from the backup
   */
  public static Report read(Path file, DataFolder folder, DatabaseSetting setting) {
    return new Restore(file, folder, setting, Migrations.PRODUCT).run();
  }

  Report run() {
    verifySeal();
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      BackupManifest manifest = manifest(zip);
      refuseNewer(manifest);
      folder.ownOrRefuse();
      try {
        preparePlace();
        try {
          Report report = load(zip, manifest);
          Files.deleteIfExists(folder.restoreMark());
          return report;
        } catch (RuntimeException | IOException e) {
          clearPlace();
          throw e;
        }
      } finally {
        folder.close();
      }
    } catch (IOException e) {
      throw DataFolder.refusal(folder.path(), e);
    }
  }

  /** Reads the whole file once: any changed byte is found here. */
  private void verifySeal() {
    MessageDigest digest = RowSum.sha256();
    byte[] seal;
    try (InputStream in = Files.newInputStream(file)) {
      long left = Files.size(file) - SealedOutput.LENGTH;
      byte[] buffer = new byte[1 << 18];
      byte[] head = in.readNBytes(4);
      if (left < 100 || !Arrays.equals(head, new byte[] {'P', 'K', 3, 4})) {
        throw new DatabaseRefused(DatabaseProblem.BACKUP_NOT_READABLE, file.toString());
      }
      digest.update(head);
      left -= head.length;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new DatabaseRefused(DatabaseProblem.BACKUP_DAMAGED, file.toString());
        }
        digest.update(buffer, 0, n);
        left -= n;
      }
      seal = in.readAllBytes();
    } catch (IOException e) {
      throw new DatabaseRefused(DatabaseProblem.BACKUP_NOT_READABLE, e, file.toString());
    }
    byte[] expected = RowSum.hex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
    if (!Arrays.equals(seal, expected)) {
      throw new DatabaseRefused(DatabaseProblem.BACKUP_DAMAGED, file.toString());
    }
  }

  private BackupManifest manifest(ZipFile zip) throws IOException {
    try (InputStream in = entry(zip, BackupManifest.ENTRY)) {
      return JsonMapper.builder().build().readValue(in, BackupManifest.class);
    } catch (JacksonException e) {
      throw new DatabaseRefused(DatabaseProblem.BACKUP_NEWER, e, "?");
    }
  }

  private InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new DatabaseRefused(DatabaseProblem.BACKUP_DAMAGED, file.toString());
    }
    return new BufferedInputStream(zip.getInputStream(entry), 1 << 16);
  }

  private void refuseNewer(BackupManifest manifest) {
    List<String> known = migrations.known();
    for (BackupManifest.Migration migration : manifest.migrations()) {
      if (!known.contains(migration.script())) {
        throw new DatabaseRefused(DatabaseProblem.BACKUP_NEWER, manifest.schemaVersion());
      }
    }
    if (manifest.format() > BackupManifest.FORMAT) {
      throw new DatabaseRefused(DatabaseProblem.BACKUP_NEWER, manifest.schemaVersion());
    }
  }

  /** Refuses a place with anything in it, except what a killed restore left. */
  private void preparePlace() throws IOException {
    if (Files.exists(folder.restoreMark())) {
      clearPlace();
    }
    if (Files.exists(folder.cluster()) || !empty(folder.files())) {
      throw new DatabaseRefused(DatabaseProblem.RESTORE_NOT_EMPTY, folder.path().toString());
    }
    Login external = setting.external();
    if (external != null) {
      try (Connection connection = external.connect();
          Statement statement = connection.createStatement()) {
        if (!Catalogue.tables(connection).isEmpty() || !Backup.migrations(connection).isEmpty()) {
          throw new DatabaseRefused(DatabaseProblem.RESTORE_NOT_EMPTY, external.url());
        }
        connection.setAutoCommit(false);
        withoutTriggers(statement, external);
        connection.rollback();
      } catch (SQLException e) {
        throw new DatabaseRefused(DatabaseProblem.EXTERNAL_NOT_REACHED, e, external.url());
      }
    }
    DatabaseAccess.writePrivately(folder.restoreMark(), file + "\n");
  }

  private static boolean empty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.noneMatch(Files::isRegularFile);
    }
  }

  /**
   * Takes away what this restore, or one that was killed, put into the folder. An external database
   * is never emptied by the program: what a failed restore left there are tables without rows.
   */
  private void clearPlace() throws IOException {
    EmbeddedPostgres.remove(folder);
    PostgresBinaries.deleteTree(folder.files());
    PostgresBinaries.deleteTree(incoming());
    Files.deleteIfExists(folder.restoreMark());
  }

  private Path incoming() {
    return folder.path().resolve("files-incoming");
  }

  private Report load(ZipFile zip, BackupManifest manifest) throws IOException {
    Database database = Database.restoring(folder, setting);
    try {
      migrations.upTo(database.owner(), manifest.schemaVersion());
      loadFiles(zip, manifest);
      loadTables(zip, manifest, database.owner());
      if (Files.isDirectory(incoming())) {
        PostgresBinaries.deleteTree(folder.files());
        Files.move(incoming(), folder.files());
      }
      return new Report(
          manifest.createdAt(),
          manifest.schemaVersion(),
          manifest.tables().size(),
          manifest.tables().stream().mapToLong(BackupManifest.Table::rows).sum(),
          manifest.files().count(),
          manifest.contentHash());
    } finally {
      database.stopServer();
    }
  }

  private void loadTables(ZipFile zip, BackupManifest manifest, Login owner) throws IOException {
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement()) {
      refuseOtherMigrations(manifest, Backup.migrations(connection));
      Map<String, Catalogue.Table> there = new HashMap<>();
      for (Catalogue.Table table : Catalogue.tables(connection)) {
        there.put(table.name(), table);
      }
      refuseOtherTables(manifest, there);
      connection.setAutoCommit(false);
      Catalogue.fixTextForm(statement);
      withoutTriggers(statement, owner);
      if (!there.isEmpty()) {
        statement.execute("truncate " + String.join(", ", there.keySet()));
      }
      for (BackupManifest.Table table : manifest.tables()) {
        copyIn(zip, connection, table);
      }
      setSequences(connection, manifest);
      for (String view : Catalogue.names(connection, 'm')) {
        statement.execute("refresh materialized view " + view);
      }
      compare(connection, manifest, there);
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("analyze");
    } catch (SQLException e) {
      if (DatabaseErrors.diskFull(e)) {
        throw new DatabaseRefused(DatabaseProblem.DISK_FULL, e, folder.path().toString());
      }
      throw new IllegalStateException("restore", e);
    }
  }

  private static void refuseOtherMigrations(
      BackupManifest manifest, List<BackupManifest.Migration> ran) {
    for (int i = 0; i < Math.max(ran.size(), manifest.migrations().size()); i++) {
      BackupManifest.Migration here = i < ran.size() ? ran.get(i) : null;
      if (i >= manifest.migrations().size() || !manifest.migrations().get(i).equals(here)) {
        throw new DatabaseRefused(
            DatabaseProblem.BACKUP_OTHER_TABLES,
            here == null ? manifest.migrations().get(i).script() : here.script());
      }
    }
  }

  private static void refuseOtherTables(
      BackupManifest manifest, Map<String, Catalogue.Table> there) {
    Map<String, BackupManifest.Table> wanted =
        manifest.tables().stream()
            .collect(Collectors.toMap(BackupManifest.Table::name, table -> table));
    for (BackupManifest.Table table : manifest.tables()) {
      Catalogue.Table here = there.get(table.name());
      if (here == null || !here.columns().equals(table.columns())) {
        throw new DatabaseRefused(DatabaseProblem.BACKUP_OTHER_TABLES, table.name());
      }
    }
    for (String name : there.keySet()) {
      if (!wanted.containsKey(name)) {
        throw new DatabaseRefused(DatabaseProblem.BACKUP_OTHER_TABLES, name);
      }
    }
  }

  /** Rows come back as they were: their triggers fired, and their references held, long ago. */
  private static void withoutTriggers(Statement statement, Login owner) throws SQLException {
    try {
      statement.execute("set local session_replication_role = replica");
    } catch (SQLException e) {
      if (DatabaseErrors.rightMissing(e)) {
        throw new DatabaseRefused(DatabaseProblem.RESTORE_RIGHT_MISSING, e, owner.user());
      }
      throw e;
    }
  }

  private void copyIn(ZipFile zip, Connection connection, BackupManifest.Table table)
      throws SQLException, IOException {
    MessageDigest digest = RowSum.sha256();
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy "
                    + table.name()
                    + " ("
                    + String.join(", ", table.columns())
                    + ") from stdin");
    long rows;
    try (InputStream in = entry(zip, table.entry())) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        copy.writeToCopy(buffer, 0, n);
      }
      rows = copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    if (rows != table.rows() || !RowSum.hex(digest.digest()).equals(table.sha256())) {
      throw new DatabaseRefused(DatabaseProblem.BACKUP_DAMAGED, file.toString());
    }
  }

  private static void setSequences(Connection connection, BackupManifest manifest)
      throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
      for (BackupManifest.Sequence sequence : manifest.sequences()) {
        set.setString(1, sequence.name());
        set.setLong(2, sequence.value());
        set.setBoolean(3, sequence.called());
        set.executeQuery().close();
      }
    }
  }

  /** Reads every table back out of the database and compares it with the backup. */
  private static void compare(
      Connection connection, BackupManifest manifest, Map<String, Catalogue.Table> there)
      throws SQLException, IOException {
    List<BackupManifest.Table> found = new ArrayList<>();
    for (BackupManifest.Table table : manifest.tables()) {
      Catalogue.Table here = there.get(table.name());
      RowSum sum =
          Catalogue.copyOut(
              connection,
              table.name(),
              here != null && here.partitioned(),
              table.columns(),
              OutputStream.nullOutputStream());
      if (sum.rows() != table.rows() || !sum.hex().equals(table.rowSum())) {
        throw new DatabaseRefused(DatabaseProblem.RESTORE_DIFFERS, table.name());
      }
      found.add(
          new BackupManifest.Table(
              table.name(), table.columns(), table.entry(), sum.rows(), table.sha256(), sum.hex()));
    }
    if (!BackupManifest.contentHash(found).equals(manifest.contentHash())) {
      throw new DatabaseRefused(DatabaseProblem.RESTORE_DIFFERS, "*");
    }
    if (!Catalogue.sequences(connection).equals(manifest.sequences())) {
      throw new DatabaseRefused(DatabaseProblem.RESTORE_DIFFERS, "*");
    }
  }

  private void loadFiles(ZipFile zip, BackupManifest manifest) throws IOException {
    RowSum sum = new RowSum();
    Path incoming = incoming();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            entry(zip, BackupManifest.FILES_ENTRY), StandardCharsets.UTF_8.name())) {
      for (@Nullable TarArchiveEntry entry = tar.getNextEntry();
          entry != null;
          entry = tar.getNextEntry()) {
        Path target = incoming.resolve(entry.getName()).normalize();
        Path parent = target.getParent();
        if (!target.startsWith(incoming) || parent == null) {
          throw new DatabaseRefused(DatabaseProblem.BACKUP_DAMAGED, file.toString());
        }
        Files.createDirectories(parent);
        MessageDigest digest = RowSum.sha256();
        try (OutputStream out = Files.newOutputStream(target)) {
          byte[] buffer = new byte[1 << 16];
          for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
            digest.update(buffer, 0, n);
            out.write(buffer, 0, n);
          }
        }
        sum.add(
            (entry.getName() + " " + RowSum.hex(digest.digest())).getBytes(StandardCharsets.UTF_8));
      }
    }
    if (sum.rows() != manifest.files().count() || !sum.hex().equals(manifest.files().sum())) {
      throw new DatabaseRefused(DatabaseProblem.BACKUP_DAMAGED, file.toString());
    }
    if (Files.isDirectory(incoming)) {
      PostgresBinaries.syncFileSystem(incoming);
    }
  }
}
