package vn.khuyenhoc.platform.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second program with the database open, in a process of its own. */
final class OtherProgram implements AutoCloseable {

  private final Process process;
  private final long serverPid;

  private OtherProgram(Process process, long serverPid) {
    this.process = process;
    this.serverPid = serverPid;
  }

  /** Opens the folder's database as {@code start} does and keeps it until told otherwise. */
  static OtherProgram serving(Path folder) throws IOException {
    return open("serve", folder);
  }

  /** Opens it as a command does. */
  static OtherProgram command(Path folder) throws IOException {
    return open("join", folder);
  }

  private static OtherProgram open(String how, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProgram.class.getName(),
                how,
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("open ")) {
        return new OtherProgram(process, Long.parseLong(line.substring(5)));
      }
    }
    throw new IllegalStateException("the other program ended without opening the database");
  }

  /** The server's process, as that program sees it. */
  long serverPid() {
    return serverPid;
  }

  long pid() {
    return process.pid();
  }

  /** As {@code kill -9}: it gets no chance to clean up. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** An orderly end. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  /** The process itself: opens, says so, and ends when its input does. */
  public static void main(String[] arguments) throws IOException {
    DataFolder folder = DataFolder.open(Path.of(arguments[1]));
    List<Database> open = new ArrayList<>();
    if ("serve".equals(arguments[0])) {
      open.add(Database.serve(folder, DatabaseSetting.embedded()));
    } else {
      open.add(Database.join(folder, DatabaseSetting.embedded()));
    }
    System.out.println("open " + open.getFirst().serverPid());
    System.out.flush();
    while (System.in.read() >= 0) {
      continue;
    }
    open.getFirst().close();
  }
}
