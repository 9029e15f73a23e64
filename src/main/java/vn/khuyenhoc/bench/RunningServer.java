package vn.khuyenhoc.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The product's own jar, started as a process of its own on a free port of the loopback. */
final class RunningServer implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Process process;
  private final int port;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final long startedAt = System.nanoTime();
  private double firstPageSeconds;

  private RunningServer(Process process, int port) {
    this.process = process;
    this.port = port;
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(
                      new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException gone) {
                // the process ended
              }
            });
  }

  /** Starts {@code start} or {@code demo} on a data folder and waits for its first page. */
  static RunningServer start(String command, Path data, String scale) {
    int port = freePort();
    // The virtual machine's settings are those the launcher gave to this process.
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    String program = System.getProperty("java.class.path");
    line.addAll(
        program.contains(File.pathSeparator)
            ? List.of("-cp", program, System.getProperty("sun.java.command").split(" ")[0])
            : List.of("-jar", program));
    line.addAll(
        List.of(
            command,
            "--data",
            data.toString(),
            "--port",
            Integer.toString(port),
            "--scale",
            scale));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      RunningServer server = new RunningServer(process, port);
      server.awaitFirstPage();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void awaitFirstPage() {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/sign-in")).build();
      while (System.nanoTime() - startedAt < LIMIT.toNanos()) {
        if (!process.isAlive()) {
          throw new IllegalStateException("the server ended: " + String.join("\n", lines));
        }
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            firstPageSeconds = (System.nanoTime() - startedAt) / 1e9;
            return;
          }
        } catch (IOException notYet) {
          Thread.sleep(10);
        }
      }
      throw new IllegalStateException("no page within " + LIMIT);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Waits for a line of output that contains all of these words. */
  List<String> awaitLines(int count, String word) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      List<String> found;
      synchronized (lines) {
        found = lines.stream().filter(line -> line.contains(word)).toList();
      }
      if (found.size() >= count) {
        return found;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
    }
    throw new IllegalStateException("no line with " + word + " in " + String.join("\n", lines));
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Seconds from the start of the process to the first page answered. */
  double firstPageSeconds() {
    return firstPageSeconds;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
