package vn.khuyenhoc.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL's programs are started. They refuse the rights of root, so root starts them in a
 * user namespace of their own or, where those are forbidden, under an account without rights;
 * anybody else starts them directly.
 *
 * @param prefix what is put before the program's name
 * @param owner the account that must own the cluster's files, or null when it is the caller
 */
record PostgresAccount(List<String> prefix, @Nullable String owner) {

  /** Names an account to run PostgreSQL under when the program runs as root. */
  static final String SETTING = "KHUYENHOC_DATABASE_ACCOUNT";

  private static final List<String> CANDIDATES = List.of("khuyenhoc", "postgres", "nobody");

  /**
   * Decides for a cluster folder that may not exist yet. A cluster that belongs to an ordinary
   * account keeps running under it.
   *
   * @param wanted the account named by {@link #SETTING}, or null
   */
  static PostgresAccount choose(Path cluster, @Nullable String wanted) {
    if (!runningAsRoot()) {
      return new PostgresAccount(List.of(), null);
    }
    try {
      if (Files.isDirectory(cluster)) {
        Object uid = Files.getAttribute(cluster, "unix:uid");
        if (!Integer.valueOf(0).equals(uid)) {
          return under(Files.getOwner(cluster).getName());
        }
      }
    } catch (IOException e) {
      throw DataFolder.refusal(cluster, e);
    }
    if (wanted != null && !wanted.isBlank()) {
      return under(wanted);
    }
    if (succeeds("unshare", "-U", "true")) {
      return new PostgresAccount(List.of("unshare", "-U"), null);
    }
    for (String candidate : CANDIDATES) {
      if (succeeds("id", "-u", candidate)) {
        return under(candidate);
      }
    }
    throw new DatabaseRefused(DatabaseProblem.ROOT_NOT_POSSIBLE);
  }

  private static PostgresAccount under(String account) {
    List<String> setpriv =
        List.of("setpriv", "--reuid", account, "--regid", group(account), "--clear-groups", "--");
    if (succeeds(with(setpriv, "true"))) {
      return new PostgresAccount(setpriv, account);
    }
    List<String> runuser = List.of("runuser", "-u", account, "--");
    if (succeeds(with(runuser, "true"))) {
      return new PostgresAccount(runuser, account);
    }
    throw new DatabaseRefused(DatabaseProblem.ROOT_NOT_POSSIBLE);
  }

  /** The whole command line for one of PostgreSQL's programs. */
  List<String> command(Path program, String... arguments) {
    List<String> line = new ArrayList<>(prefix);
    line.add(program.toString());
    line.addAll(List.of(arguments));
    return line;
  }

  /** Whether the account can use the path at all: a folder above may be closed to it. */
  boolean reaches(String test, Path path) {
    return owner == null || succeeds(with(prefix, "test", test, path.toString()));
  }

  static boolean runningAsRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  private static String group(String account) {
    try {
      Process id =
          new ProcessBuilder("id", "-g", account)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String group =
          new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return group.isEmpty() ? "nogroup" : group;
    } catch (IOException e) {
      return "nogroup";
    }
  }

  /** Whether the command is on this machine. */
  static boolean onPath(String command) {
    String path = System.getenv("PATH");
    if (path == null) {
      return false;
    }
    for (String folder : path.split(":")) {
      if (Files.isExecutable(Path.of(folder, command))) {
        return true;
      }
    }
    return false;
  }

  private static String[] with(List<String> prefix, String... command) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(List.of(command));
    return line.toArray(new String[0]);
  }

  static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false; // the command is not on this machine
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
