package vn.khuyenhoc.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import vn.khuyenhoc.platform.Bench;

/**
 * The dashboard of the whole country, as a national officer's browser asks for it, and beside it
 * the page of figures of one model.
 */
public final class FiguresPageBench implements Bench {

  private static final String PAGE = "/dashboard";
  private static final String FIGURES = "/figures";
  private static final int WARM_UP_SECONDS = 60;
  private static final int REQUESTS = 200;

  private final Path data;
  private final String cookie;

  /**
   * @param data the data folder with the country
   * @param cookie of somebody who reads all of it
   */
  public FiguresPageBench(Path data, String cookie) {
    this.data = data;
    this.cookie = cookie;
  }

  @Override
  public String name() {
    return "figures";
  }

  @Override
  public List<Figure> measure(String scale) {
    try (RunningServer server = RunningServer.start("start", data, scale);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      double page = p95(client, server.address(), PAGE, WARM_UP_SECONDS);
      double figures = p95(client, server.address(), FIGURES, WARM_UP_SECONDS / 3);
      return List.of(
          Figure.atMost("page_p95_ms", page, 100), Figure.told("figures_page_p95_ms", figures));
    }
  }

  private double p95(HttpClient client, String address, String page, int warmUpSeconds) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + page))
            .header("Accept-Encoding", "gzip")
            .header("Cookie", cookie)
            .build();
    long warm = System.nanoTime() + warmUpSeconds * 1_000_000_000L;
    int bytes = 0;
    for (int i = 0; i < 30 || System.nanoTime() < warm; i++) {
      bytes = get(client, request);
    }
    double[] times = new double[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      long start = System.nanoTime();
      get(client, request);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    double p95 = Bench.at(times, 0.95);
    System.out.printf(
        Locale.ROOT,
        "%-60s p50 %8.2f ms   p95 %8.2f ms   %,d bytes%n",
        "page " + page + " of the country",
        Bench.at(times, 0.5),
        p95,
        bytes);
    return p95;
  }

  private static int get(HttpClient client, HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + ": " + response.statusCode());
      }
      return response.body().length;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
