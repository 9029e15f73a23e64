package vn.khuyenhoc.platform.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server that the program starts itself, in the data folder that it owns. Durable,
 * checksummed, behind random passwords, on the loopback address only; all of that is asserted at
 * every start. The server is a process of its own: when the program is killed the server goes on,
 * and the next program to own the folder adopts it.
 */
final class EmbeddedPostgres {

  static final String DATABASE = "khuyenhoc";
  static final String OWNER = "khuyenhoc_owner";
  static final String APPLICATION = "khuyenhoc_app";
  private static final String SUPERUSER = "postgres";
  private static final Duration START_LIMIT = Duration.ofSeconds(120); // recovery after a crash
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final DataFolder folder;
  private final PostgresBinaries binaries;
  private final PostgresAccount account;
  private final Map<String, String> deviations;
  private DatabaseAccess access;
  private boolean adopted;
  private volatile boolean stopping;

  private EmbeddedPostgres(
      DataFolder folder,
      PostgresBinaries binaries,
      PostgresAccount account,
      Map<String, String> deviations,
      DatabaseAccess access) {
    this.folder = folder;
    this.binaries = binaries;
    this.account = account;
    this.deviations = deviations;
    this.access = access;
  }

  /**
   * Starts the server of a folder that the caller owns, or adopts the one that a killed program
   * left running there. Accepting connections when this returns.
   *
   * @throws DatabaseRefused for everything that a person can do something about
   */
  static EmbeddedPostgres start(DataFolder folder) {
    return start(folder, Map.of(), System.getenv(PostgresAccount.SETTING));
  }

  /**
   * As {@link #start(DataFolder)}, with settings that differ from what is promised; only for
   * clusters of tests.
   *
   * @param accountWanted the account to run under when the program runs as root, or null
   */
  static EmbeddedPostgres start(
      DataFolder folder, Map<String, String> deviations, @Nullable String accountWanted) {
    if (!folder.owned()) {
      throw new IllegalStateException("the data folder is not owned");
    }
    try {
      Files.createDirectories(folder.database());
      PostgresAccount account = PostgresAccount.choose(folder.cluster(), accountWanted);
      PostgresBinaries binaries =
          PostgresBinaries.unpackedBelow(
              account.owner() == null ? cache(folder) : folder.path().resolve("programs"));
      DatabaseAccess access = DatabaseAccess.read(folder);
      boolean there = Files.exists(folder.cluster().resolve("PG_VERSION"));
      if (access == null) {
        if (there) {
          throw new DatabaseRefused(
              DatabaseProblem.ACCESS_FILE_MISSING, DatabaseAccess.file(folder).toString());
        }
        access = DatabaseAccess.fresh();
        access.write(folder);
      }
      EmbeddedPostgres server = new EmbeddedPostgres(folder, binaries, account, deviations, access);
      server.openToAccount();
      server.rotateLog();
      if (there) {
        server.refuseOtherMajorVersion();
        server.adopt();
      } else {
        server.initialise();
      }
      if (!server.adopted) {
        server.launch();
      }
      try {
        server.assertAndPrepare();
      } catch (RuntimeException e) {
        server.stop();
        throw e;
      }
      server.watch();
      return server;
    } catch (IOException e) {
      throw DataFolder.refusal(folder.path(), e);
    }
  }

  /** Number of the server's process, 0 when it does not run. */
  long pid() {
    Postmaster found = Postmaster.of(folder.cluster());
    return found == null || !found.alive() ? 0 : found.pid();
  }

  /** Whether the server was already running, left by a program that was killed. */
  boolean adopted() {
    return adopted;
  }

  Login owner() {
    return login(access, DATABASE, OWNER, access.owner());
  }

  Login application() {
    return login(access, DATABASE, APPLICATION, access.application());
  }

  Login superuser() {
    return login(access, "postgres", SUPERUSER, access.superuser());
  }

  /** The owner's login to a server that another process runs, as the folder tells it. */
  static Login ownerOf(DatabaseAccess access) {
    return login(access, DATABASE, OWNER, access.owner());
  }

  /** The application's login to a server that another process runs, as the folder tells it. */
  static Login applicationOf(DatabaseAccess access) {
    return login(access, DATABASE, APPLICATION, access.application());
  }

  private static Login login(DatabaseAccess access, String database, String role, String password) {
    return new Login(
        "jdbc:postgresql://127.0.0.1:" + access.port() + "/" + database + "?sslmode=disable",
        role,
        password);
  }

  /** Where unpacked programs are kept for all data folders of this account. */
  private static Path cache(DataFolder folder) {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path cache =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home", "/nonexistent"), ".cache");
    Path ours = cache.resolve("khuyenhoc");
    try {
      Files.createDirectories(ours);
      if (Files.isWritable(ours)) {
        return ours;
      }
    } catch (IOException e) {
      return folder.path().resolve("programs"); // an account without a home
    }
    return folder.path().resolve("programs");
  }

  /** Under another account the folders above the cluster must let it through. */
  private void openToAccount() throws IOException {
    String owner = account.owner();
    if (owner == null) {
      return;
    }
    for (Path path : List.of(folder.path(), folder.database())) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    }
    Path programs = folder.path().resolve("programs");
    Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (!account.reaches("-x", binaries.program("postgres"))) {
      throw new DatabaseRefused(
          DatabaseProblem.ACCOUNT_CANNOT_REACH, owner, folder.path().toString());
    }
  }

  private void refuseOtherMajorVersion() throws IOException {
    String found = Files.readString(folder.cluster().resolve("PG_VERSION")).strip();
    if (!PostgresBinaries.MAJOR.equals(found)) {
      throw new DatabaseRefused(DatabaseProblem.OTHER_MAJOR_VERSION, found, PostgresBinaries.MAJOR);
    }
  }

  /** Makes the cluster under another name first, so that a half-made one is never taken for one. */
  private void initialise() throws IOException {
    for (Path left : list(folder.database())) {
      if (String.valueOf(left.getFileName()).startsWith("cluster.")) {
        PostgresBinaries.deleteTree(left);
      }
    }
    Path fresh = folder.database().resolve("cluster." + UUID.randomUUID());
    Path passwordFile = folder.database().resolve("password.new");
    Files.createDirectory(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    DatabaseAccess.writePrivately(passwordFile, access.superuser() + "\n");
    if (account.owner() != null) {
      give(fresh);
      give(passwordFile);
    }
    try {
      Process initdb =
          builder(
                  account.command(
                      binaries.program("initdb"),
                      "--pgdata=" + fresh,
                      "--username=" + SUPERUSER,
                      "--pwfile=" + passwordFile,
                      "--auth=scram-sha-256",
                      "--encoding=UTF8",
                      "--locale-provider=builtin",
                      "--builtin-locale=C.UTF-8",
                      "--locale=C",
                      // Trigram search asks this one what a letter is.
                      "--lc-ctype=C.UTF-8",
                      "--data-checksums",
                      "--text-search-config=simple",
                      "--no-instructions"))
              .start();
      if (!initdb.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS) || initdb.exitValue() != 0) {
        initdb.destroyForcibly();
        throw notStarted();
      }
      Files.move(fresh, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the cluster was made", e);
    } finally {
      Files.deleteIfExists(passwordFile);
      PostgresBinaries.deleteTree(fresh);
    }
  }

  private void give(Path path) throws IOException {
    Files.setOwner(
        path,
        path.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(String.valueOf(account.owner())));
  }

  /** A server that still runs here is taken over, one that is going down is waited for. */
  private void adopt() throws IOException {
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    while (true) {
      Postmaster found = Postmaster.of(folder.cluster());
      if (found == null || !found.alive()) {
        forgetStrayLock();
        return;
      }
      if (found.ready() && sameVersion(found)) {
        access = access.withPort(found.port());
        access.write(folder);
        adopted = true;
        return;
      }
      if (found.ready()) {
        found.stopFast();
      }
      if (System.nanoTime() > deadline) {
        throw new DatabaseRefused(DatabaseProblem.STILL_STOPPING, Long.toString(found.pid()));
      }
      pause();
    }
  }

  /** An older program's server is not adopted but started anew from this program's binaries. */
  private boolean sameVersion(Postmaster found) {
    Path running = found.program();
    return running == null || running.equals(binaries.program("postgres"));
  }

  /**
   * After a restart of the machine the number in {@code postmaster.pid} may belong to a stranger,
   * and PostgreSQL would refuse to start for ever. PostgreSQL itself deals with the other case, a
   * number that belongs to nobody, and then also looks for surviving children; so the file is
   * removed only when its number is a living stranger's.
   */
  private void forgetStrayLock() throws IOException {
    Path file = folder.cluster().resolve("postmaster.pid");
    Postmaster stale = Postmaster.of(folder.cluster());
    if (stale != null && ProcessHandle.of(stale.pid()).isPresent() && !stale.alive()) {
      Files.deleteIfExists(file);
    }
  }

  private void launch() throws IOException {
    long memory = PostgresConfiguration.machineMemory();
    StringBuilder configuration = new StringBuilder(PostgresConfiguration.forMemory(memory));
    deviations.forEach(
        (name, value) -> configuration.append(name).append(" = '").append(value).append("'\n"));
    writeIfChanged("postgresql.conf", configuration.toString());
    writeIfChanged("pg_hba.conf", PostgresConfiguration.HOST_RULES);
    String said = "";
    for (int attempt = 1; ; attempt++) {
      int port = freePort(said.contains("address already in use") ? 0 : access.port());
      if (port != access.port()) {
        access = access.withPort(port);
        access.write(folder);
      }
      long logStart = Files.exists(folder.databaseLog()) ? Files.size(folder.databaseLog()) : 0;
      if (awaitReady(builder(launchLine(port)).start())) {
        return;
      }
      said = logSince(logStart).toLowerCase(Locale.ROOT);
      if (attempt < 5 && said.contains("address already in use")) {
        continue;
      }
      if (attempt < 60 && said.contains("pre-existing shared memory block")) {
        pause(500); // children of a killed server notice its end and go
        continue;
      }
      throw notStarted();
    }
  }

  private List<String> launchLine(int port) {
    List<String> line = new ArrayList<>();
    if (PostgresAccount.onPath("setsid")) {
      line.add("setsid"); // Ctrl-C in the terminal is for the program, which stops the server
    }
    line.addAll(
        account.command(
            binaries.program("postgres"),
            "-D",
            folder.cluster().toString(),
            "-p",
            Integer.toString(port)));
    return line;
  }

  /** Starts the server again, on the same port, should it be killed while the program goes on. */
  private void watch() {
    Thread.ofPlatform().daemon().name("database-watch").start(this::keepRunning);
  }

  private void keepRunning() {
    try {
      while (!stopping) {
        Thread.sleep(500);
        Postmaster found = Postmaster.of(folder.cluster());
        if (!stopping && (found == null || !found.alive())) {
          revive();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void revive() {
    if (stopping) {
      return;
    }
    // Not a constant: setting up the log takes longer than starting the server.
    Log log = LogFactory.getLog(EmbeddedPostgres.class);
    log.warn("PostgreSQL ended unexpectedly; it is started again.");
    try {
      forgetStrayLock();
      // It fails while children of the old server still hold its memory; the next round tries
      // again.
      if (awaitReady(builder(launchLine(access.port())).start())) {
        log.warn("PostgreSQL runs again.");
      }
    } catch (IOException e) {
      log.error("PostgreSQL could not be started again.", e);
    }
  }

  private boolean awaitReady(Process process) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      Postmaster found = Postmaster.of(folder.cluster());
      if (found != null && found.ready() && found.alive()) {
        return true;
      }
      if (!process.isAlive()) {
        return false;
      }
      pause();
    }
    process.destroy();
    return false;
  }

  private ProcessBuilder builder(List<String> line) {
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.databaseLog().toFile()))
            .directory(Path.of("/").toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.get("PATH");
    environment.clear();
    environment.putAll(new HashMap<>(Map.of("LC_ALL", "C", "PATH", path == null ? "" : path)));
    return builder;
  }

  private void writeIfChanged(String name, String text) throws IOException {
    Path file = folder.cluster().resolve(name);
    if (!Files.exists(file) || !text.equals(Files.readString(file))) {
      DatabaseAccess.writePrivately(file, text);
    }
  }

  private void rotateLog() throws IOException {
    Path log = folder.databaseLog();
    if (Files.exists(log) && Files.size(log) > 10_000_000) {
      Files.move(log, log.resolveSibling("postgresql.1.log"), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(log)) {
      DatabaseAccess.writePrivately(log, "");
    }
  }

  private String logSince(long start) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(folder.databaseLog().toFile(), "r")) {
      log.seek(Math.max(start, log.length() - 20_000));
      byte[] tail = new byte[(int) (log.length() - log.getFilePointer())];
      log.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8);
    }
  }

  private DatabaseRefused notStarted() throws IOException {
    String tail = Files.exists(folder.databaseLog()) ? logSince(0) : "";
    if (tail.toLowerCase(Locale.ROOT).contains("no space left on device")) {
      return new DatabaseRefused(DatabaseProblem.DISK_FULL, folder.path().toString());
    }
    String last = tail.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
    return new DatabaseRefused(
        DatabaseProblem.NOT_STARTED, folder.databaseLog().toString(), last.strip());
  }

  private static int freePort(int preferred) throws IOException {
    if (preferred > 0) {
      try (ServerSocket socket =
          new ServerSocket(preferred, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return socket.getLocalPort();
      } catch (IOException e) {
        return freePort(0); // somebody else has it now
      }
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void assertAndPrepare() throws IOException {
    Map<String, String> promised = new HashMap<>(PostgresConfiguration.PROMISED);
    promised.putAll(deviations);
    try (Connection connection = superuser().connect()) {
      PostgresConfiguration.assertPromises(connection, promised);
      if (!access.prepared()) {
        prepare(connection);
        access = access.asPrepared();
        access.write(folder);
      }
    } catch (SQLException e) {
      if (DatabaseErrors.diskFull(e)) {
        throw new DatabaseRefused(DatabaseProblem.DISK_FULL, e, folder.path().toString());
      }
      throw new DatabaseRefused(
          DatabaseProblem.NOT_STARTED,
          e,
          folder.databaseLog().toString(),
          String.valueOf(e.getMessage()));
    }
  }

  /** Every step may have been done before: the program may be killed between any two. */
  private void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ensureRole(statement, OWNER, "createdb", access.owner());
      ensureRole(statement, APPLICATION, "", access.application());
      if (!exists(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
        statement.execute("create database " + DATABASE + " owner " + OWNER);
      }
      statement.execute("revoke all on database " + DATABASE + " from public");
      statement.execute("grant connect, temporary on database " + DATABASE + " to " + APPLICATION);
      statement.execute("revoke connect on database postgres from public");
      // Restoring a backup loads tables as they were, without firing their triggers again.
      statement.execute("grant set on parameter session_replication_role to " + OWNER);
    }
    try (Connection inside = superuser().on(DATABASE).connect();
        Statement statement = inside.createStatement()) {
      for (String extension : Migrations.EXTENSIONS) {
        statement.execute("create extension if not exists " + extension);
      }
    }
  }

  private static void ensureRole(Statement statement, String role, String rights, String password)
      throws SQLException {
    if (!exists(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
      statement.execute("create role " + role);
    }
    // The random password has letters, digits, - and _ only.
    statement.execute("alter role " + role + " login " + rights + " password '" + password + "'");
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  synchronized void stop() {
    stopping = true;
    Postmaster found = Postmaster.of(folder.cluster());
    if (found == null || !found.alive()) {
      return;
    }
    found.stopFast();
    awaitEnd(found);
  }

  private static void awaitEnd(Postmaster server) {
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    while (server.alive() && System.nanoTime() < deadline) {
      pause();
    }
  }

  /** Ends a server that may run in the folder and takes the cluster and its passwords away. */
  static void remove(DataFolder folder) throws IOException {
    Postmaster found = Postmaster.of(folder.cluster());
    if (found != null && found.alive()) {
      found.signal("QUIT");
      awaitEnd(found);
    }
    PostgresBinaries.deleteTree(folder.database());
  }

  /** Without a last checkpoint: the next start recovers from the log. */
  synchronized void stopAtOnce() {
    stopping = true;
    Postmaster found = Postmaster.of(folder.cluster());
    if (found != null && found.alive()) {
      found.signal("QUIT");
      awaitEnd(found);
    }
  }

  /** Lets other commands that are still connected finish; the server then stops by itself. */
  synchronized void stopWhenUnused() {
    stopping = true;
    Postmaster found = Postmaster.of(folder.cluster());
    if (found != null && found.alive()) {
      found.stopSmart();
    }
  }

  private static void pause() {
    pause(4);
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  /**
   * What {@code postmaster.pid} says.
   *
   * @param cluster the cluster's folder
   * @param pid the server's process
   * @param port its port, 0 when not yet written
   * @param status the last line: starting, stopping, ready or standby
   */
  record Postmaster(Path cluster, long pid, int port, String status) {

    static @Nullable Postmaster of(Path cluster) {
      try {
        List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
        if (lines.isEmpty()) {
          return null;
        }
        return new Postmaster(
            cluster,
            Long.parseLong(lines.getFirst().strip()),
            lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0,
            lines.size() > 7 ? lines.get(7).strip() : "");
      } catch (IOException | NumberFormatException e) {
        return null; // not there, or being written at this moment
      }
    }

    boolean ready() {
      return "ready".equals(status);
    }

    /** Whether that process lives and is a server of this cluster, not a stranger. */
    boolean alive() {
      ProcessHandle process = ProcessHandle.of(pid).orElse(null);
      if (process == null || !process.isAlive()) {
        return false;
      }
      try {
        return Files.isSameFile(Path.of("/proc", Long.toString(pid), "cwd"), cluster);
      } catch (IOException e) {
        return process.isAlive() && commandNamesPostgres();
      }
    }

    private boolean commandNamesPostgres() {
      try {
        return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
            .contains(cluster.toString());
      } catch (IOException e) {
        return false;
      }
    }

    @Nullable Path program() {
      try {
        return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "exe"));
      } catch (IOException e) {
        return null;
      }
    }

    void stopFast() {
      signal("INT");
    }

    void stopSmart() {
      signal("TERM");
    }

    private void signal(String name) {
      PostgresAccount.succeeds("/bin/sh", "-c", "kill -" + name + " " + pid);
    }
  }
}
