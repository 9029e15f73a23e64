package vn.khuyenhoc.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import vn.khuyenhoc.platform.Bench;

/**
 * The ten main pages at 50 requests a second, open loop, from this process against a server of its
 * own: latency counts from the moment a request was due. And the bytes of each page's first load.
 */
public final class PagesBench implements Bench {

  private static final int PER_SECOND = 50;

  /** Long enough for the code of every page to be compiled. */
  private static final int WARM_UP_SECONDS = 90;

  private static final int SECONDS = 30;
  private static final Pattern ASSET =
      Pattern.compile("(?:href|src)=\"(/static/[^\"#]+)(?:#[^\"]*)?\"");
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

  private final Path data;

  /**
   * @param data an empty folder of its own
   */
  public PagesBench(Path data) {
    this.data = data;
  }

  @Override
  public String name() {
    return "pages";
  }

  /** A page to ask for, and who asks. */
  private record Target(String label, HttpClient client, String path) {}

  @Override
  public List<Figure> measure(String scale) {
    try (RunningServer server = RunningServer.start("demo", data, scale)) {
      Map<String, HttpClient> clients = signIn(server);
      List<Target> targets = targets(server, clients);
      double heaviest = 0;
      for (Target target : targets) {
        double kilobytes = firstLoad(server, target) / 1000.0;
        heaviest = Math.max(heaviest, kilobytes);
        System.out.printf(
            "%-32s %-60s first load %6.1f kB%n", target.label(), target.path(), kilobytes);
      }
      warmUp(server, targets);
      Map<String, double[]> times = load(server, targets, SECONDS);
      List<Double> all = new ArrayList<>();
      times.forEach(
          (label, list) -> {
            System.out.printf(
                "%-32s median %6.1f ms   p95 %6.1f ms%n",
                label, Bench.at(list, 0.5), Bench.at(list, 0.95));
            Arrays.stream(list).forEach(all::add);
          });
      double[] merged = all.stream().mapToDouble(Double::doubleValue).toArray();
      System.out.printf("all: median %.1f ms, %d requests%n", Bench.at(merged, 0.5), merged.length);
      return List.of(
          Figure.atMost("p95_ms", Bench.at(merged, 0.95), 50),
          Figure.atMost("first_load_kb", heaviest, 60));
    }
  }

  private static Map<String, HttpClient> signIn(RunningServer server) {
    Map<String, HttpClient> clients = new LinkedHashMap<>();
    List<String> links = server.awaitLines(5, server.address() + "/sign-in/");
    for (String line : links) {
      String link = line.substring(line.indexOf("http"));
      HttpClient client =
          HttpClient.newBuilder()
              .cookieHandler(new CookieManager())
              .followRedirects(HttpClient.Redirect.NORMAL)
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      String page = text(get(client, link.strip()));
      if (page.contains("action=\"/sign-in/")) {
        throw new IllegalStateException("the link asks for something: " + link);
      }
      clients.put(line.substring(0, line.indexOf("http")).strip(), client);
    }
    return clients;
  }

  private static List<Target> targets(RunningServer server, Map<String, HttpClient> clients) {
    List<HttpClient> byRole = new ArrayList<>(clients.values());
    HttpClient volunteer = byRole.get(0);
    HttpClient officer = byRole.get(1);
    HttpClient province = byRole.get(2);
    List<Target> targets = new ArrayList<>();
    targets.add(new Target("work (volunteer)", volunteer, "/work"));
    targets.add(new Target("work (commune)", officer, "/work"));
    targets.add(new Target("figures (province)", province, "/figures"));
    targets.add(new Target("figures (commune)", officer, "/figures"));
    targets.add(new Target("households (commune)", officer, "/households"));
    String household = find(server, officer, "/households", "/households/\\d+/[0-9a-f-]{36}");
    targets.add(new Target("household", officer, household));
    String campaign = find(server, officer, "/campaigns", "/campaigns/\\d+");
    String village = find(server, volunteer, campaign, "/campaigns/\\d+/villages/\\d+");
    targets.add(new Target("village list (volunteer)", volunteer, village));
    targets.add(new Target("village grid (volunteer)", volunteer, village + "/grid"));
    targets.add(
        new Target(
            "dossier",
            volunteer,
            find(server, volunteer, village, "/dossiers/\\d+/[0-9a-f-]{36}")));
    targets.add(
        new Target(
            "appraisal queue (commune)",
            officer,
            find(server, officer, campaign, "/campaigns/\\d+/communes/\\d+")));
    return targets;
  }

  private static String find(RunningServer server, HttpClient client, String from, String pattern) {
    HttpResponse<byte[]> response = get(client, server.address() + from);
    if (response.uri().getPath().matches(pattern)) {
      return response.uri().getPath();
    }
    Matcher links = LINK.matcher(text(response));
    while (links.find()) {
      String path = links.group(1).replaceAll("[?#].*", "");
      if (path.matches(pattern)) {
        return path;
      }
    }
    throw new IllegalStateException("no link like " + pattern + " on " + from);
  }

  private static long firstLoad(RunningServer server, Target target) {
    HttpResponse<byte[]> page = get(target.client(), server.address() + target.path());
    if (page.statusCode() != 200) {
      throw new IllegalStateException(target.path() + " answers " + page.statusCode());
    }
    long bytes = onWire(page);
    Set<String> assets = new LinkedHashSet<>();
    Matcher found = ASSET.matcher(text(page));
    while (found.find()) {
      if (!found.group(1).contains("/fonts/")) {
        assets.add(found.group(1));
      }
    }
    for (String asset : assets) {
      bytes += onWire(get(target.client(), server.address() + asset));
    }
    return bytes;
  }

  private static long onWire(HttpResponse<byte[]> response) {
    long headers = 15;
    for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
      for (String value : header.getValue()) {
        headers += header.getKey().length() + value.length() + 4;
      }
    }
    return headers + 2 + response.body().length;
  }

  /** One after the other: a server that just started is not met by everybody at once. */
  private static void warmUp(RunningServer server, List<Target> targets) {
    long end = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000L;
    for (int i = 0; System.nanoTime() < end; i++) {
      Target target = targets.get(i % targets.size());
      int status = get(target.client(), server.address() + target.path()).statusCode();
      if (status != 200) {
        throw new IllegalStateException(target.path() + ": " + status);
      }
    }
  }

  private static Map<String, double[]> load(
      RunningServer server, List<Target> targets, int seconds) {
    Map<String, ConcurrentLinkedQueue<Double>> times = new LinkedHashMap<>();
    targets.forEach(target -> times.put(target.label(), new ConcurrentLinkedQueue<>()));
    List<CompletableFuture<?>> running = new ArrayList<>();
    long interval = 1_000_000_000L / PER_SECOND;
    long start = System.nanoTime();
    for (int i = 0; i < PER_SECOND * seconds; i++) {
      long due = start + i * interval;
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
        if (due - System.nanoTime() > 2_000_000) {
          try {
            Thread.sleep(1);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
          }
        }
      }
      Target target = targets.get(i % targets.size());
      running.add(
          target
              .client()
              .sendAsync(request(server.address() + target.path()), BodyHandlers.ofByteArray())
              .thenAccept(
                  response -> {
                    if (response.statusCode() != 200) {
                      throw new IllegalStateException(target.path() + ": " + response.statusCode());
                    }
                    java.util.Objects.requireNonNull(times.get(target.label()))
                        .add((System.nanoTime() - due) / 1e6);
                  }));
    }
    running.forEach(CompletableFuture::join);
    Map<String, double[]> result = new LinkedHashMap<>();
    times.forEach(
        (label, list) ->
            result.put(label, list.stream().mapToDouble(Double::doubleValue).toArray()));
    return result;
  }

  private static HttpRequest request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).header("Accept-Encoding", "gzip").build();
  }

  private static HttpResponse<byte[]> get(HttpClient client, String address) {
    try {
      return client.send(request(address), BodyHandlers.ofByteArray());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    Optional<String> encoding = response.headers().firstValue("Content-Encoding");
    try {
      byte[] bytes =
          encoding.filter("gzip"::equals).isPresent()
              ? new GZIPInputStream(new java.io.ByteArrayInputStream(response.body()))
                  .readAllBytes()
              : response.body();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
