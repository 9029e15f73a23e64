package vn.khuyenhoc.bench;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import vn.khuyenhoc.platform.Bench;

/**
 * The public check of a certificate by its number at 50 requests a second, open loop, from this
 * process against a server of its own. The questions come from several addresses, because one
 * address that walks through numbers is made to wait.
 */
public final class VerifyBench implements Bench {

  private static final int PER_SECOND = 50;

  /** Enough questions for all of the code to be compiled, from other addresses. */
  private static final int WARM_UP_PER_SECOND = 150;

  private static final int WARM_UP_SECONDS = 90;
  private static final int WARM_UP_ADDRESSES = 60;

  private static final int SECONDS = 30;
  private static final int ADDRESSES = 25;

  private final Path data;
  private final Supplier<List<Asked>> prepared;

  /**
   * A certificate to ask for.
   *
   * @param number as printed
   * @param issuer the issuer's code
   * @param year of issue
   */
  public record Asked(String number, String issuer, int year) {

    String path() {
      return "/verify?number=" + coded(number) + "&issuer=" + coded(issuer) + "&year=" + year;
    }

    private static String coded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  /**
   * @param data an empty folder of its own
   * @param prepared fills it with certificates and answers which to ask for
   */
  public VerifyBench(Path data, Supplier<List<Asked>> prepared) {
    this.data = data;
    this.prepared = prepared;
  }

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public List<Figure> measure(String scale) {
    List<Asked> asked = prepared.get();
    try (RunningServer server = RunningServer.start("start", data, scale)) {
      load(server, 1, WARM_UP_ADDRESSES, asked, WARM_UP_PER_SECOND, WARM_UP_SECONDS);
      double[] times = load(server, 0, ADDRESSES, asked, PER_SECOND, SECONDS);
      System.out.printf(
          "%,d questions: median %.2f ms, p95 %.2f ms, p99 %.2f ms%n",
          times.length, Bench.at(times, 0.5), Bench.at(times, 0.95), Bench.at(times, 0.99));
      return List.of(Figure.atMost("p95_ms", Bench.at(times, 0.95), 10));
    }
  }

  private static double[] load(
      RunningServer server, int net, int addresses, List<Asked> asked, int perSecond, int seconds) {
    List<HttpClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < addresses; i++) {
        clients.add(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName("127.0." + net + "." + (2 + i)))
                .build());
      }
      return load(server, clients, asked, perSecond, seconds);
    } catch (UnknownHostException none) {
      throw new UncheckedIOException(none);
    } finally {
      clients.forEach(HttpClient::shutdownNow);
    }
  }

  private static double[] load(
      RunningServer server,
      List<HttpClient> clients,
      List<Asked> asked,
      int perSecond,
      int seconds) {
    ConcurrentLinkedQueue<Double> times = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<?>> running = new ArrayList<>();
    long interval = 1_000_000_000L / perSecond;
    long start = System.nanoTime();
    for (int i = 0; i < perSecond * seconds; i++) {
      long due = start + i * interval;
      while (due - System.nanoTime() > 1_000_000) {
        try {
          Thread.sleep(1);
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(stopped);
        }
      }
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      Asked one = asked.get((int) ((i * 2_654_435_761L & 0xFFFFFFFFL) % asked.size()));
      running.add(
          clients
              .get(i % clients.size())
              .sendAsync(
                  HttpRequest.newBuilder(URI.create(server.address() + one.path()))
                      .header("Accept-Encoding", "gzip")
                      .build(),
                  BodyHandlers.ofByteArray())
              .thenAccept(
                  (HttpResponse<byte[]> response) -> {
                    if (response.statusCode() != 200) {
                      throw new IllegalStateException(one.path() + ": " + response.statusCode());
                    }
                    times.add((System.nanoTime() - due) / 1e6);
                  }));
    }
    running.forEach(CompletableFuture::join);
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
