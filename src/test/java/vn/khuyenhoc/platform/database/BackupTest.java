package vn.khuyenhoc.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.support.TestDatabase;

/** Everything the product keeps, in one file and back. */
class BackupTest {

  private static final Migrations BASE = new Migrations("db/backup-test/base");
  private static final Migrations WITH_LATER = new Migrations("db/backup-test");

  @Test
  void bringsEveryShapeOfTableBackWithTheSameContentHash(@TempDir Path temporary) throws Exception {
    TestDatabase source = filled(BASE);
    JdbcClient before = JdbcClient.create(source.owner().dataSource());
    Path file = temporary.resolve("one.khbackup");
    Backup.Report written = Backup.write(database(source, temporary.resolve("a")), file);
    assertThat(written.tables()).isEqualTo(8);
    assertThat(written.rows()).isEqualTo(3 + 2 + 4 + 2 + 2 + 1 + 500 + 2);
    assertThat(written.schemaVersion()).isEqualTo("0001");

    TestDatabase target = TestDatabase.empty();
    Restore.Report restored = restore(file, temporary.resolve("b"), target, BASE);
    assertThat(restored.contentHash()).isEqualTo(written.contentHash());
    assertThat(restored.rows()).isEqualTo(written.rows());

    JdbcClient after = JdbcClient.create(target.owner().dataSource());
    for (String query :
        new String[] {
          "select string_agg(part::text, '|' order by id) from shapes.part part",
          "select string_agg(folded || doubled, '|' order by id) from shapes.part",
          "select string_agg(v::text, '|' order by v::text) from shapes.valid_for v",
          "select string_agg(tableoid::regclass || e::text, '|' order by id) from shapes.entry e",
          "select string_agg(t::text, '|' order by year) from shapes.tally t",
          "select string_agg(t::text, '|' order by t::text) from \"Tên khác\".\"Bảng \"\"một\"\"\" t",
          "select string_agg(s::text, '|' order by id) from shapes.left_side s",
          "select amount::text from shapes.total"
        }) {
      assertThat(text(after, query)).as(query).isEqualTo(text(before, query));
    }
    long part = number(after, "insert into shapes.part (name) values ('sau') returning id");
    assertThat(part).as("numbers go on where they stood").isEqualTo(4);
    Backup.Report again =
        Backup.write(database(source, temporary.resolve("a")), temporary.resolve("two.khbackup"));
    assertThat(again.contentHash()).isEqualTo(written.contentHash());
  }

  @Test
  void restoresTheProductItselfIntoAFreshFolder(@TempDir Path temporary) throws Exception {
    Path file = temporary.resolve("backup.zip");
    Path files = Files.createDirectories(temporary.resolve("a/files/ab"));
    byte[] content = "minh chứng".getBytes(StandardCharsets.UTF_8);
    String name = RowSum.hex(RowSum.sha256().digest(content));
    Files.write(files.resolve(name), content);
    Files.writeString(files.resolve("incoming1.part"), "x");
    Backup.Report written =
        Backup.write(database(TestDatabase.fresh(), temporary.resolve("a")), file);
    assertThat(written.files()).isEqualTo(1);
    assertThat(written.damagedFiles()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    DataFolder place = DataFolder.open(temporary.resolve("b"));
    Restore.Report restored = Restore.read(file, place, DatabaseSetting.embedded());
    assertThat(restored.contentHash()).isEqualTo(written.contentHash());
    assertThat(Files.readAllBytes(place.files().resolve("ab").resolve(name))).isEqualTo(content);
    try (Database database = Database.serve(place, DatabaseSetting.embedded())) {
      assertThat(Migrations.run(database.owner())).isZero();
      Backup.Report again = Backup.write(database, temporary.resolve("again.zip"));
      assertThat(again.contentHash()).isEqualTo(written.contentHash());
    }
    assertRefused(DatabaseProblem.RESTORE_NOT_EMPTY, () -> read(file, temporary.resolve("b")));
  }

  @Test
  void takesOneMomentWhileOthersGoOnWriting(@TempDir Path temporary) throws Exception {
    TestDatabase source = filled(BASE);
    JdbcClient sql = JdbcClient.create(source.owner().dataSource());
    sql.sql("insert into shapes.filler select n, repeat('x', 100) from generate_series(1, 60000) n")
        .update();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong commits = new AtomicLong();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    writeUntil(source, stop, commits);
                  } catch (Throwable e) {
                    failure.set(e);
                  }
                });
    long during = 0;
    Path file = temporary.resolve("0.zip");
    for (int attempt = 0; attempt < 50 && during == 0; attempt++) {
      file = temporary.resolve(attempt + ".zip");
      long before = commits.get();
      Backup.write(database(source, temporary.resolve("a")), file);
      during = commits.get() - before;
    }
    stop.set(true);
    writer.join();
    assertThat(failure.get()).isNull();
    assertThat(during).as("transactions committed while the backup was written").isPositive();

    TestDatabase target = TestDatabase.empty();
    assertThat(restore(file, temporary.resolve("b"), target, BASE).rows()).isPositive();
    JdbcClient after = JdbcClient.create(target.owner().dataSource());
    assertThat(
            number(
                after,
                "select (select sum(amount) from shapes.left_side)"
                    + " + (select sum(amount) from shapes.right_side)"))
        .as("each transaction moves an amount from one table to the other")
        .isEqualTo(1000);
    assertThat(
            number(
                after,
                "select count(*) from shapes.tally t where entries <>"
                    + " (select count(*) from shapes.entry e where e.year = t.year)"))
        .isZero();
    assertThat(
            number(
                after,
                "select nextval('shapes.entry_id_seq')"
                    + " - (select coalesce(max(id), 0) from shapes.entry)"))
        .as("no number is given twice")
        .isPositive();
  }

  private static void writeUntil(TestDatabase source, AtomicBoolean stop, AtomicLong commits)
      throws Exception {
    try (var connection = source.owner().connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (!stop.get()) {
        statement.execute("update shapes.left_side set amount = amount - 1 where id = 1");
        statement.execute("insert into shapes.entry (year, amount) values (2025, 1)");
        statement.execute("update shapes.right_side set amount = amount + 1 where id = 1");
        connection.commit();
        commits.incrementAndGet();
      }
    }
  }

  @Test
  void refusesABackupWithAnyByteChangedBeforeTouchingAnything(@TempDir Path temporary)
      throws Exception {
    Path file = temporary.resolve("backup.zip");
    Backup.write(database(filled(BASE), temporary.resolve("a")), file);
    byte[] good = Files.readAllBytes(file);
    Path damaged = temporary.resolve("damaged.zip");
    Path place = temporary.resolve("b");
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << (at % 8));
      Files.write(damaged, bad);
      assertThatThrownBy(() -> read(damaged, place))
          .as("byte %d of %d", at, good.length)
          .isInstanceOfSatisfying(
              DatabaseRefused.class,
              refused ->
                  assertThat(refused.problem())
                      .isIn(DatabaseProblem.BACKUP_DAMAGED, DatabaseProblem.BACKUP_NOT_READABLE));
    }
    for (int length : new int[] {0, 3, 63, 64, 200, good.length / 2, good.length - 1}) {
      Files.write(damaged, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> read(damaged, place)).isInstanceOf(DatabaseRefused.class);
    }
    Files.write(damaged, good);
    Files.writeString(damaged, "x", StandardOpenOption.APPEND);
    assertRefused(DatabaseProblem.BACKUP_DAMAGED, () -> read(damaged, place));
    assertThat(place.resolve("database")).doesNotExist();
    assertThat(place.resolve("files")).doesNotExist();
  }

  @Test
  void refusesABackupOfANewerProgram(@TempDir Path temporary) throws Exception {
    Path file = temporary.resolve("backup.zip");
    Backup.Report written =
        Backup.write(database(filled(WITH_LATER), temporary.resolve("a")), file);
    assertThat(written.schemaVersion()).isEqualTo("0002");
    TestDatabase target = TestDatabase.empty();
    assertRefused(
        DatabaseProblem.BACKUP_NEWER, () -> restore(file, temporary.resolve("b"), target, BASE));
    assertThat(
            number(
                JdbcClient.create(target.owner().dataSource()),
                "select count(*) from pg_namespace where nspname = 'shapes'"))
        .isZero();
  }

  @Test
  void restoresABackupOfAnOlderProgramAtItsOwnVersion(@TempDir Path temporary) throws Exception {
    Path file = temporary.resolve("backup.zip");
    Backup.write(database(filled(BASE), temporary.resolve("a")), file);
    TestDatabase target = TestDatabase.empty();
    assertThat(restore(file, temporary.resolve("b"), target, WITH_LATER).schemaVersion())
        .isEqualTo("0001");
    assertThat(WITH_LATER.upTo(target.owner(), null)).as("the next start goes on").isEqualTo(1);
  }

  @Test
  void refusesAPlaceThatIsNotEmpty(@TempDir Path temporary) throws Exception {
    Path file = temporary.resolve("backup.zip");
    Backup.write(database(filled(BASE), temporary.resolve("a")), file);
    assertRefused(
        DatabaseProblem.RESTORE_NOT_EMPTY,
        () -> restore(file, temporary.resolve("b"), filled(BASE), BASE));
    Path withFiles = temporary.resolve("c");
    Files.createDirectories(withFiles.resolve("files"));
    Files.writeString(withFiles.resolve("files/anything"), "kept");
    assertRefused(
        DatabaseProblem.RESTORE_NOT_EMPTY,
        () -> restore(file, withFiles, TestDatabase.empty(), BASE));
    assertThat(withFiles.resolve("files/anything")).hasContent("kept");
  }

  @Test
  void leavesTheFolderEmptyWhenItFailsHalfWayAndMayBeRunAgain(@TempDir Path temporary)
      throws Exception {
    Path file = temporary.resolve("backup.zip");
    Files.createDirectories(temporary.resolve("a/files"));
    Files.writeString(temporary.resolve("a/files/one"), "1");
    Backup.write(database(filled(BASE), temporary.resolve("a")), file);
    Path place = temporary.resolve("b");
    // The same version number made by other statements: found out after the migrations ran.
    Migrations others = new Migrations("db/backup-other");
    assertRefused(
        DatabaseProblem.BACKUP_OTHER_TABLES,
        () -> new Restore(file, DataFolder.open(place), DatabaseSetting.embedded(), others).run());
    assertThat(place.resolve("database")).doesNotExist();
    assertThat(place.resolve("files")).doesNotExist();
    assertThat(place.resolve("restore-unfinished")).doesNotExist();
    Restore.Report report =
        new Restore(file, DataFolder.open(place), DatabaseSetting.embedded(), BASE).run();
    assertThat(report.files()).isEqualTo(1);
  }

  @Test
  void startsOverWhereARestoreWasKilledAndServesNothingUntilThen(@TempDir Path temporary)
      throws Exception {
    Path file = temporary.resolve("backup.zip");
    Backup.write(database(filled(BASE), temporary.resolve("a")), file);
    Path place = Files.createDirectories(temporary.resolve("b"));
    Files.createDirectories(place.resolve("files"));
    Files.writeString(place.resolve("files/half"), "half");
    Files.writeString(place.resolve("restore-unfinished"), file + "\n");
    assertRefused(
        DatabaseProblem.RESTORE_UNFINISHED,
        () -> Database.serve(DataFolder.open(place), DatabaseSetting.embedded()));
    new Restore(file, DataFolder.open(place), DatabaseSetting.embedded(), BASE).run();
    assertThat(place.resolve("files/half")).doesNotExist();
    assertThat(place.resolve("restore-unfinished")).doesNotExist();
  }

  @Test
  void neverWritesOverAnOlderBackupAndLeavesNoHalfFile(@TempDir Path temporary) throws Exception {
    Path file = Files.writeString(temporary.resolve("backup.zip"), "older");
    Database source = database(filled(BASE), temporary.resolve("a"));
    assertRefused(DatabaseProblem.BACKUP_EXISTS, () -> Backup.write(source, file));
    assertThat(file).hasContent("older");
    try (var left = Files.list(temporary)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("backup.zip", "a");
    }
  }

  @Test
  void namesFilesWhoseContentChangedSinceTheyWereStored(@TempDir Path temporary) throws Exception {
    Path files = Files.createDirectories(temporary.resolve("a/files"));
    Files.writeString(files.resolve("0".repeat(64)), "not what the name says");
    Backup.Report written =
        Backup.write(
            database(filled(BASE), temporary.resolve("a")), temporary.resolve("backup.zip"));
    assertThat(written.damagedFiles()).containsExactly("0".repeat(64));
  }

  @Test
  void countsTheSameRowTwiceAndDoesNotCareAboutTheOrder() {
    RowSum one = sum("a", "b", "b");
    assertThat(sum("b", "a", "b").hex()).isEqualTo(one.hex());
    assertThat(sum("a", "b").hex()).isNotEqualTo(one.hex());
    assertThat(sum("a", "a", "b").hex()).isNotEqualTo(one.hex());
    assertThat(sum("a", "c", "b").rows()).isEqualTo(3);
  }

  private static RowSum sum(String... rows) {
    RowSum sum = new RowSum();
    for (String row : rows) {
      sum.add(row.getBytes(StandardCharsets.UTF_8));
    }
    return sum;
  }

  private static TestDatabase filled(Migrations migrations) {
    TestDatabase database = TestDatabase.empty();
    migrations.upTo(database.owner(), null);
    JdbcClient sql = JdbcClient.create(database.owner().dataSource());
    Consumer<String> run = statement -> sql.sql(statement).update();
    run.accept(
        """
        insert into shapes.part (name, price, ratio, at, span, bytes, words, answers, follows)
        values ('Đặng Thị Nở', 1.50, 0.1, '2026-11-15 07:30:00.123456+07', '1 mon 2 days',
                '\\x00ff', '{"a","b c",null}', '{"ghi": "tab\\tand \\\\ and \\n line"}', 2),
               (E'hai\\tdòng\\nmột \\\\.', null, 'NaN', '-infinity', null, null, '{}', 'null', 1),
               ('', -0.01, 1e300, null, '-1 day', '', null, '[]', null)
        """);
    run.accept(
        """
        insert into shapes.valid_for
        values (1, '[2025-07-01,2026-01-01)', 'trước'), (1, '[2026-01-01,)', null)
        """);
    run.accept(
        """
        insert into shapes.entry (year, amount) values (2025, 10), (2025, 20), (2026, 30), (2027, 1)
        """);
    run.accept("delete from shapes.tally where year = 2027");
    run.accept("update shapes.left_side set amount = 999 where id = 1");
    run.accept("insert into shapes.right_side values (2, 1) on conflict do nothing");
    run.accept("delete from shapes.right_side where id = 2");
    run.accept("update shapes.right_side set amount = 1");
    run.accept("insert into \"Tên khác\".\"Bảng \"\"một\"\"\" values (1, 'x'), (1, 'x')");
    run.accept("insert into shapes.filler select n, 'dòng ' || n from generate_series(1, 500) n");
    run.accept("refresh materialized view shapes.total");
    return database;
  }

  private static Database database(TestDatabase database, Path folder) {
    return Database.external(DataFolder.open(folder), database.owner(), database.application());
  }

  private static Restore.Report restore(
      Path file, Path folder, TestDatabase target, Migrations migrations) {
    return new Restore(
            file, DataFolder.open(folder), new DatabaseSetting(target.owner()), migrations)
        .run();
  }

  private static Restore.Report read(Path file, Path folder) {
    return Restore.read(file, DataFolder.open(folder), DatabaseSetting.embedded());
  }

  private static void assertRefused(
      DatabaseProblem problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DatabaseRefused.class,
            refused -> {
              assertThat(refused.problem()).isEqualTo(problem);
              assertThat(refused.sentence(Locale.forLanguageTag("vi")))
                  .endsWith("[" + problem.code() + "]");
            });
  }

  private static String text(JdbcClient sql, String query) {
    return String.valueOf(sql.sql(query).query(String.class).optional().orElse(null));
  }

  private static long number(JdbcClient sql, String query) {
    return sql.sql(query).query(Long.class).single();
  }
}
