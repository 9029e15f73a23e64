package vn.khuyenhoc.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that the program starts itself, and who owns the folder it lives in. */
class EmbeddedPostgresTest {

  /** A folder as a first start left it: making a cluster takes longer than copying one. */
  @BeforeAll
  static void makeACluster(@TempDir Path shared) throws Exception {
    prepared = shared;
    try (Database database = serve(shared)) {
      assertThat(database.adopted()).isFalse();
    }
  }

  private static Path prepared = Path.of("/nonexistent");

  @Test
  void keepsWhatWasCommittedFromOneStartToTheNext(@TempDir Path temporary) throws Exception {
    for (int start = 1; start <= 3; start++) {
      try (Database database = serve(temporary)) {
        run(database, "create table if not exists kept (start int)");
        run(database, "insert into kept values (" + start + ")");
        assertThat(number(database, "select count(*) from kept")).isEqualTo(start);
      }
    }
    assertThat(temporary.resolve("database/cluster/postmaster.pid")).doesNotExist();
  }

  @Test
  void adoptsTheServerOfAKilledProgram(@TempDir Path temporary) throws Exception {
    afterFirstStart(temporary);
    OtherProgram other = OtherProgram.serving(temporary);
    try (Database beside = join(temporary)) {
      run(beside, "create table kept as select 7 as n");
    }
    other.kill();
    assertThat(ProcessHandle.of(other.serverPid())).isPresent();
    try (Database database = serve(temporary)) {
      assertThat(database.adopted()).isTrue();
      assertThat(database.serverPid()).isEqualTo(other.serverPid());
      assertThat(number(database, "select n from kept")).isEqualTo(7);
    }
    assertThat(alive(other.serverPid())).isFalse();
  }

  @Test
  void refusesAFolderThatAnotherProgramOwnsAndNamesIt(@TempDir Path temporary) throws Exception {
    afterFirstStart(temporary);
    try (OtherProgram other = OtherProgram.serving(temporary)) {
      assertThatThrownBy(() -> serve(temporary))
          .isInstanceOfSatisfying(
              DatabaseRefused.class,
              refused -> {
                assertThat(refused.problem()).isEqualTo(DatabaseProblem.FOLDER_IN_USE);
                assertThat(refused.sentence(Locale.forLanguageTag("vi")))
                    .contains(temporary.getFileName().toString())
                    .contains("tiến trình " + other.pid())
                    .endsWith("[PLATFORM-010]");
              });
    }
  }

  @Test
  void refusesTheSameFolderTwiceInOneProgramWithoutLosingIt(@TempDir Path temporary)
      throws Exception {
    afterFirstStart(temporary);
    try (Database first = serve(temporary)) {
      assertThatThrownBy(() -> serve(temporary)).isInstanceOf(DatabaseRefused.class);
      try (OtherProgram command = OtherProgram.command(temporary)) {
        assertThat(command.serverPid()).as("it joined instead of owning").isZero();
      }
      assertThat(number(first, "select 1")).isEqualTo(1);
    }
  }

  @Test
  void letsACommandUseTheDatabaseOfARunningServer(@TempDir Path temporary) throws Exception {
    afterFirstStart(temporary);
    try (OtherProgram server = OtherProgram.serving(temporary)) {
      try (Database command = join(temporary)) {
        assertThat(command.runsServer()).isFalse();
        run(command, "create table made_beside (n int)");
      }
      assertThat(alive(server.serverPid())).isTrue();
    }
  }

  @Test
  void startsTheServerForACommandAloneAndStopsItAfterwards(@TempDir Path temporary)
      throws Exception {
    afterFirstStart(temporary);
    long server;
    try (Database command = join(temporary)) {
      assertThat(command.runsServer()).isTrue();
      server = command.serverPid();
    }
    assertThat(alive(server)).isFalse();
    try (Database owner = serve(temporary)) {
      assertThat(owner.adopted()).isFalse();
    }
  }

  @Test
  void letsASecondCommandFinishWhenTheFirstOneEnds(@TempDir Path temporary) throws Exception {
    afterFirstStart(temporary);
    long server;
    Connection working;
    Database first = join(temporary);
    server = first.serverPid();
    Database second = join(temporary);
    try (second) {
      working = second.owner().connect();
      first.close();
      try (Statement statement = working.createStatement()) {
        statement.execute("create table finished (n int)");
      }
      working.close();
    }
    awaitEnd(server);
    try (Database later = serve(temporary)) {
      assertThat(number(later, "select count(*) from finished")).isZero();
    }
  }

  @Test
  void losesNothingCommittedWhenTheServerIsKilledAndComesBackByItself(@TempDir Path temporary)
      throws Exception {
    afterFirstStart(temporary);
    try (Database database = serve(temporary)) {
      run(database, "create table kept as select generate_series(1, 1000) as n");
      long killed = database.serverPid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      awaitEnd(killed);
      long rows = -1;
      for (int attempt = 0; attempt < 300 && rows < 0; attempt++) {
        try {
          rows = number(database, "select count(*) from kept");
        } catch (SQLException e) {
          Thread.sleep(100);
        }
      }
      assertThat(rows).isEqualTo(1000);
      assertThat(database.serverPid()).isPositive().isNotEqualTo(killed);
    }
  }

  @Test
  void startsBesideAStrangerThatGotTheNumberOfTheOldServer(@TempDir Path temporary)
      throws Exception {
    afterFirstStart(temporary);
    long stranger = ProcessHandle.current().pid();
    Files.writeString(
        temporary.resolve("database/cluster/postmaster.pid"),
        stranger + "\n" + temporary + "\n1\n5432\n\n127.0.0.1\n  1 1\nready   \n");
    try (Database database = serve(temporary)) {
      assertThat(database.adopted()).isFalse();
      assertThat(number(database, "select 1")).isEqualTo(1);
    }
  }

  @Test
  void startsAfterServerAndProgramWereKilledTogether(@TempDir Path temporary) throws Exception {
    afterFirstStart(temporary);
    OtherProgram other = OtherProgram.serving(temporary);
    try (Database beside = join(temporary)) {
      run(beside, "create table kept as select 7 as n");
    }
    other.kill();
    ProcessHandle.of(other.serverPid()).orElseThrow().destroyForcibly();
    awaitEnd(other.serverPid());
    assertThat(temporary.resolve("database/cluster/postmaster.pid")).exists();
    try (Database database = serve(temporary)) {
      assertThat(database.adopted()).isFalse();
      assertThat(number(database, "select n from kept")).isEqualTo(7);
    }
  }

  @Test
  void runsDurableCheckedAndBehindPasswordsOnTheLoopbackAddressOnly(@TempDir Path temporary)
      throws Exception {
    afterFirstStart(temporary);
    try (Database database = serve(temporary)) {
      assertThat(setting(database, "fsync")).isEqualTo("on");
      assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(database, "full_page_writes")).isEqualTo("on");
      assertThat(setting(database, "data_checksums")).isEqualTo("on");
      assertThat(setting(database, "password_encryption")).isEqualTo("scram-sha-256");
      assertThat(setting(database, "server_encoding")).isEqualTo("UTF8");
      assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(
              number(
                  database,
                  "select count(*) from pg_database where datname = 'khuyenhoc'"
                      + " and datlocprovider = 'b' and datlocale = 'C.UTF-8'"))
          .isEqualTo(1);
      assertThat(listening(port(database.owner())))
          .as("local addresses, as the kernel writes 127.0.0.1")
          .containsExactly("0100007F");
      Login owner = database.owner();
      for (String wrong : List.of("", "wrong", "postgres", "khuyenhoc_owner")) {
        assertThatThrownBy(() -> new Login(owner.url(), owner.user(), wrong).connect())
            .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> new Login(owner.url(), "postgres", wrong).connect())
            .isInstanceOf(SQLException.class);
      }
    }
    assertThat(mode(temporary.resolve("database/access.properties"))).isEqualTo("rw-------");
    assertThat(mode(temporary.resolve("database/cluster"))).isEqualTo("rwx------");
  }

  @Test
  void givesTheApplicationNoRightOverTheSchema(@TempDir Path temporary) throws Exception {
    afterFirstStart(temporary);
    try (Database database = serve(temporary);
        Connection connection = database.application().connect();
        Statement statement = connection.createStatement()) {
      for (String change :
          List.of(
              "create table t (n int)",
              "create schema s",
              "create role r",
              "set session_replication_role = replica",
              "copy (select 1) to program 'true'")) {
        assertThatThrownBy(() -> statement.execute(change))
            .as(change)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void refusesSettingsThatWouldLoseDataAndLeavesNoServerBehind(@TempDir Path temporary)
      throws Exception {
    afterFirstStart(temporary);
    Path own = temporary.resolve("database/cluster/own.conf");
    for (String unsafe :
        List.of(
            "fsync = off",
            "synchronous_commit = off",
            "full_page_writes = off",
            "listen_addresses = '*'")) {
      Files.writeString(own, unsafe + "\n");
      assertThatThrownBy(() -> serve(temporary))
          .isInstanceOfSatisfying(
              DatabaseRefused.class,
              refused -> {
                assertThat(refused.problem()).isEqualTo(DatabaseProblem.UNSAFE_SETTING);
                assertThat(refused.sentence(Locale.ENGLISH))
                    .contains(unsafe.substring(0, unsafe.indexOf(' ')));
              });
      assertThat(temporary.resolve("database/cluster/postmaster.pid")).doesNotExist();
    }
    Files.delete(own);
    try (Database database = serve(temporary)) {
      run(database, "alter role khuyenhoc_owner set synchronous_commit = off");
    }
    assertThatThrownBy(() -> serve(temporary))
        .isInstanceOfSatisfying(
            DatabaseRefused.class,
            refused -> assertThat(refused.problem()).isEqualTo(DatabaseProblem.UNSAFE_SETTING));
  }

  @Test
  void saysWhereToLookWhenTheServerDoesNotStart(@TempDir Path temporary) throws Exception {
    afterFirstStart(temporary);
    Files.writeString(temporary.resolve("database/cluster/own.conf"), "no_such_setting = 1\n");
    assertThatThrownBy(() -> serve(temporary))
        .isInstanceOfSatisfying(
            DatabaseRefused.class,
            refused ->
                assertThat(refused.sentence(Locale.ENGLISH))
                    .contains("postgresql.log")
                    .contains("configuration")
                    .doesNotContain("\n"));
  }

  @Test
  void refusesAClusterOfAnotherMajorVersion(@TempDir Path temporary) throws Exception {
    afterFirstStart(temporary);
    Files.writeString(temporary.resolve("database/cluster/PG_VERSION"), "17\n");
    assertRefused(temporary, DatabaseProblem.OTHER_MAJOR_VERSION);
  }

  @Test
  void refusesAClusterWhosePasswordsAreGone(@TempDir Path temporary) throws Exception {
    afterFirstStart(temporary);
    Files.delete(temporary.resolve("database/access.properties"));
    assertRefused(temporary, DatabaseProblem.ACCESS_FILE_MISSING);
  }

  @Test
  void refusesAFolderThatIsAFile(@TempDir Path temporary) throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertRefused(file.resolve("data"), DatabaseProblem.FOLDER_NOT_WRITABLE);
  }

  @Test
  void saysThatTheDiskIsFull() {
    assertThat(DataFolder.refusal(Path.of("/data"), new IOException("No space left on device")))
        .isInstanceOfSatisfying(
            DatabaseRefused.class,
            refused -> assertThat(refused.problem()).isEqualTo(DatabaseProblem.DISK_FULL));
  }

  @Test
  void neverRunsTheServerWithTheRightsOfRoot(@TempDir Path temporary) throws Exception {
    afterFirstStart(temporary);
    try (Database database = serve(temporary)) {
      Path status = Path.of("/proc", Long.toString(database.serverPid()), "status");
      assertThat(Files.readAllLines(status))
          .as("no capability in any namespace of the machine")
          .anyMatch(line -> line.matches("CapEff:\\s+0+"));
    }
  }

  @Test
  void runsUnderAnotherAccountWhereRootMayNotMakeANamespace(@TempDir Path temporary)
      throws Exception {
    // Only root can change to another account; anybody else runs the server directly.
    String account = PostgresAccount.runningAsRoot() ? "nobody" : null;
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    Path data = temporary.resolve("data");
    for (int start = 1; start <= 2; start++) {
      try (DataFolder folder = DataFolder.open(data)) {
        folder.ownOrRefuse();
        // The second time the cluster's owner decides, as when the setting was forgotten.
        EmbeddedPostgres server =
            EmbeddedPostgres.start(folder, Map.of(), start == 1 ? account : null);
        try {
          assertThat(Files.getOwner(Path.of("/proc", Long.toString(server.pid()))).getName())
              .isEqualTo(account == null ? System.getProperty("user.name") : account);
        } finally {
          server.stop();
        }
      }
    }
    if (account != null) {
      Path closed = Files.createDirectory(temporary.resolve("closed"));
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
      try (DataFolder folder = DataFolder.open(closed.resolve("data"))) {
        folder.ownOrRefuse();
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, Map.of(), account))
            .isInstanceOfSatisfying(
                DatabaseRefused.class,
                refused ->
                    assertThat(refused.problem()).isEqualTo(DatabaseProblem.ACCOUNT_CANNOT_REACH));
      }
    }
  }

  private static void afterFirstStart(Path folder) throws Exception {
    Process copy =
        new ProcessBuilder("cp", "-a", prepared.resolve("database").toString(), folder.toString())
            .inheritIO()
            .start();
    assertThat(copy.waitFor()).isZero();
  }

  private static Database serve(Path folder) {
    return Database.serve(DataFolder.open(folder), DatabaseSetting.embedded());
  }

  private static Database join(Path folder) {
    return Database.join(DataFolder.open(folder), DatabaseSetting.embedded());
  }

  private static void assertRefused(Path folder, DatabaseProblem problem) {
    assertThatThrownBy(() -> serve(folder).close())
        .isInstanceOfSatisfying(
            DatabaseRefused.class, refused -> assertThat(refused.problem()).isEqualTo(problem));
  }

  private static void run(Database database, String sql) throws SQLException {
    try (Connection connection = database.owner().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(Database database, String sql) throws SQLException {
    try (Connection connection = database.owner().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  private static String setting(Database database, String name) throws SQLException {
    try (Connection connection = database.application().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("show " + name)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  /** A process that ended but was not yet collected by its parent has no folder any more. */
  private static boolean alive(long pid) {
    return Files.exists(Path.of("/proc", Long.toString(pid), "cwd"));
  }

  private static void awaitEnd(long pid) throws InterruptedException {
    for (int attempt = 0; attempt < 600 && alive(pid); attempt++) {
      Thread.sleep(50);
    }
    assertThat(alive(pid)).isFalse();
  }

  private static int port(Login login) {
    String url = login.url();
    String rest = url.substring(url.indexOf("127.0.0.1:") + 10);
    return Integer.parseInt(rest.substring(0, rest.indexOf('/')));
  }

  /** Local addresses that listen on a port, IPv4 and IPv6, in the kernel's hexadecimal. */
  private static List<String> listening(int port) throws IOException {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try (Stream<String> four = Files.lines(Path.of("/proc/net/tcp"));
        Stream<String> six =
            Files.exists(Path.of("/proc/net/tcp6"))
                ? Files.lines(Path.of("/proc/net/tcp6"))
                : Stream.empty()) {
      return Stream.concat(four, six)
          .map(line -> List.of(line.strip().split("\\s+")))
          .filter(fields -> "0A".equals(fields.get(3)) && fields.get(1).endsWith(suffix))
          .map(fields -> fields.get(1).substring(0, fields.get(1).length() - suffix.length()))
          .toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
