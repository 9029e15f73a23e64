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
 * The dashboard of the whole country, as a national officer's browser asks for it, beside it the
 * page of figures of one model; and what officers of one commune and one province open every day,
 * which must not read the country to show their own rows.
 */
public final class FiguresPageBench implements Bench {

  private static final String PAGE = "/dashboard";
  private static final String FIGURES = "/figures";
  private static final int WARM_UP_SECONDS = 60;
  private static final int REQUESTS = 200;
  private static final int SHORT_REQUESTS = 30;

  /** What an officer opens every day. */
  private static final List<String> DAILY =
      List.of(
          "/work",
          "/dashboard",
          "/figures",
          "/tables/ask",
          "/obligations",
          "/obligations/late",
          "/reports",
          "/campaigns",
          "/households",
          "/citizens",
          "/titles");

  private final Path data;
  private final Readers readers;

  /**
   * Cookies of those who read.
   *
   * @param nation of somebody who reads all of it
   * @param province of an officer of a province
   * @param commune of an officer of a commune in it
   */
  public record Readers(String nation, String province, String commune) {}

  /**
   * @param data the data folder with the country
   * @param readers who asks
   */
  public FiguresPageBench(Path data, Readers readers) {
    this.data = data;
    this.readers = readers;
  }

  @Override
  public String name() {
    return "figures";
  }

  @Override
  public List<Figure> measure(String scale) {
    try (RunningServer server = RunningServer.start("start", data, scale);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      String address = server.address();
      double page = p95(client, address, PAGE, readers.nation(), WARM_UP_SECONDS, REQUESTS);
      double figures =
          p95(client, address, FIGURES, readers.nation(), WARM_UP_SECONDS / 3, REQUESTS);
      return List.of(
          Figure.atMost("page_p95_ms", page, 100),
          Figure.told("figures_page_p95_ms", figures),
          Figure.atMost("commune_page_p95_ms", slowest(client, address, readers.commune()), 250),
          Figure.told("province_page_p95_ms", slowest(client, address, readers.province())));
    }
  }

  /** The slowest of the pages of every day. */
  private double slowest(HttpClient client, String address, String cookie) {
    return DAILY.stream()
        .mapToDouble(page -> p95(client, address, page, cookie, 0, SHORT_REQUESTS))
        .max()
        .orElseThrow();
  }

  private double p95(
      HttpClient client,
      String address,
      String page,
      String cookie,
      int warmUpSeconds,
      int requests) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + page))
            .header("Accept-Encoding", "gzip")
            .header("Cookie", cookie)
            .build();
    long warm = System.nanoTime() + warmUpSeconds * 1_000_000_000L;
    int bytes = 0;
    for (int i = 0; i < 20 || System.nanoTime() < warm; i++) {
      bytes = get(client, request);
    }
    double[] times = new double[requests];
    for (int i = 0; i < requests; i++) {
      long start = System.nanoTime();
      get(client, request);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    double p95 = Bench.at(times, 0.95);
    System.out.printf(
        Locale.ROOT,
        "%-60s p50 %8.2f ms   p95 %8.2f ms   %,d bytes%n",
        "page " + page + " of " + of(cookie),
        Bench.at(times, 0.5),
        p95,
        bytes);
    return p95;
  }

  private String of(String cookie) {
    return cookie.equals(readers.nation())
        ? "the country"
        : cookie.equals(readers.province()) ? "a province" : "a commune";
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
