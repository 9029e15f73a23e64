package vn.khuyenhoc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.bench.FiguresPageBench;
import vn.khuyenhoc.bench.PagesBench;
import vn.khuyenhoc.bench.StartBench;
import vn.khuyenhoc.bench.VerifyBench;
import vn.khuyenhoc.certificates.MeasuredCertificates;
import vn.khuyenhoc.certificates.Series;
import vn.khuyenhoc.identity.MeasuredReader;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.Bench.Figure;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.database.DataFolder;
import vn.khuyenhoc.platform.database.Database;
import vn.khuyenhoc.platform.database.DatabaseSetting;
import vn.khuyenhoc.platform.database.Migrations;
import vn.khuyenhoc.reporting.MeasuredFigures;
import vn.khuyenhoc.reporting.bench.SampleNation;

/** {@code ./khuyenhoc bench NAME [--scale demo|province|nation] [--json]}. */
final class Benches {

  private Benches() {}

  static int run(Arguments arguments) {
    String name = arguments.word(0).orElse("");
    String scale = KhuyenHoc.scale(arguments);
    Path folder =
        Path.of(
                arguments.option("data", System.getenv().getOrDefault("KHUYENHOC_DATA", "data")),
                "bench",
                name + "-" + scale)
            .toAbsolutePath()
            .normalize();
    // What takes an hour to make is kept for as long as it would be made the same way again.
    boolean kept = name.equals("figures");
    if (!kept) {
      delete(folder);
    }
    try {
      Optional<List<Figure>> figures =
          switch (name) {
            case "figures" -> Optional.of(figures(folder, scale));
            case "start" -> Optional.of(new StartBench(folder).measure(scale));
            case "pages" -> Optional.of(new PagesBench(folder).measure(scale));
            case "verify" ->
                Optional.of(
                    new VerifyBench(
                            folder, () -> within(folder, context -> certificates(context, scale)))
                        .measure(scale));
            default -> inside(name, scale, folder);
          };
      if (figures.isEmpty()) {
        return 2;
      }
      return tell(name, scale, figures.get(), arguments.has("json"));
    } finally {
      if (!kept) {
        delete(folder);
      }
    }
  }

  /** The country, a province of it alone beside it, and the page over the network. */
  private static List<Figure> figures(Path folder, String scale) {
    Path country = made(folder.resolve("country"), scale);
    List<Figure> figures = new ArrayList<>();
    FiguresPageBench.Readers readers =
        within(
            country,
            context -> {
              MeasuredFigures measured = context.getBean(MeasuredFigures.class);
              figures.addAll(
                  scale.equals("nation")
                      ? within(
                          made(folder.resolve("province"), "province"),
                          alone -> measured.measure(alone.getBean(MeasuredFigures.class)))
                      : measured.measure(null));
              MeasuredReader reader = context.getBean(MeasuredReader.class);
              Areas areas = context.getBean(Areas.class);
              Area province = areas.children(areas.nation().id()).getFirst();
              return new FiguresPageBench.Readers(
                  reader.cookie(),
                  reader.cookie(Role.PROVINCE_OFFICER, province.id()),
                  reader.cookie(
                      Role.COMMUNE_OFFICER, areas.children(province.id()).getFirst().id()));
            });
    figures.addAll(new FiguresPageBench(country, readers).measure(scale));
    return figures;
  }

  /**
   * A data folder with a made country: the one from before where it was made the same way, under
   * the first of this program's migrations; the others then run as they do on anybody's data.
   */
  private static Path made(Path folder, String scale) {
    String kind = SampleNation.GENERATION + " " + scale;
    List<String> now = new ArrayList<>(List.of(kind));
    now.addAll(Migrations.all());
    Path mark = folder.resolve("made");
    try {
      List<String> then = Files.exists(mark) ? Files.readAllLines(mark) : List.of();
      if (!then.isEmpty()
          && then.size() <= now.size()
          && then.equals(now.subList(0, then.size()))) {
        System.out.println("made before: " + folder);
        return folder;
      }
      delete(folder);
      System.out.println("made now: " + folder);
      // No copy of what is only to be loaded: whatever goes wrong, it is made again.
      try (Database database =
          Database.serve(DataFolder.open(folder), DatabaseSetting.embedded())) {
        Migrations.run(database.owner());
      }
      Path own = folder.resolve("database/cluster/own.conf");
      Files.writeString(
          own,
          """
          wal_level = minimal
          max_wal_senders = 0
          max_wal_size = 2GB
          checkpoint_timeout = 30min
          shared_buffers = 2GB
          wal_compression = off
          autovacuum = off
          """);
      within(
          folder,
          context -> {
            context.getBean(Startup.class).loadBuiltIn();
            context.getBean(SampleNation.class).build(scale);
            return true;
          });
      Files.delete(own);
      Files.write(mark, now);
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Certificates of 50 communes, and a thousand of them to ask for. */
  private static List<VerifyBench.Asked> certificates(
      ConfigurableApplicationContext context, String scale) {
    context.getBean(Startup.class).loadBuiltIn();
    int count =
        switch (scale) {
          case "province" -> 300_000;
          case "nation" -> 1_000_000;
          default -> 30_000;
        };
    List<Series> series = context.getBean(MeasuredCertificates.class).issue(count, 50);
    List<VerifyBench.Asked> asked = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Series one = series.get(i % series.size());
      asked.add(
          new VerifyBench.Asked(
              one.numbered(1 + i * 37 % one.issued()), one.issuerCode(), one.year()));
    }
    return asked;
  }

  private static Optional<List<Figure>> inside(String name, String scale, Path folder) {
    return within(
        folder,
        context -> {
          Map<String, Bench> benches = new LinkedHashMap<>();
          context
              .getBeansOfType(Bench.class)
              .values()
              .forEach(bench -> benches.put(bench.name(), bench));
          Bench bench = benches.get(name);
          if (bench == null) {
            List<String> names = new ArrayList<>(List.of("start", "pages", "verify", "figures"));
            names.addAll(benches.keySet());
            System.err.println(Launch.sentence("bench.unknown", String.join(", ", names)));
            return Optional.empty();
          }
          context.getBean(Startup.class).loadBuiltIn();
          return Optional.of(bench.measure(scale));
        });
  }

  private static <T> T within(Path folder, Function<ConfigurableApplicationContext, T> work) {
    try (Database database = Database.serve(DataFolder.open(folder), DatabaseSetting.embedded())) {
      Migrations.run(database.owner());
      Map<String, Object> settings = new HashMap<>();
      settings.put("khuyenhoc.files", database.folder().files().toString());
      settings.put("khuyenhoc.command", true);
      settings.put("khuyenhoc.bench.owner-url", database.owner().url());
      settings.put("khuyenhoc.bench.owner-user", database.owner().user());
      settings.put("khuyenhoc.bench.owner-password", database.owner().password());
      SpringApplication application =
          KhuyenHoc.application(CompletableFuture.completedFuture(database), settings);
      application.setWebApplicationType(WebApplicationType.NONE);
      try (ConfigurableApplicationContext context = application.run()) {
        return work.apply(context);
      }
    }
  }

  private static int tell(String name, String scale, List<Figure> figures, boolean asJson) {
    Map<String, Number> values = new LinkedHashMap<>();
    boolean kept = true;
    for (Figure figure : figures) {
      values.put(figure.key(), Math.round(figure.value() * 1000) / 1000.0);
      kept &= figure.kept();
      String state =
          figure.limit() == null ? "bench.told" : figure.kept() ? "bench.kept" : "bench.broken";
      System.out.printf(
          Locale.ROOT,
          "%-24s %12.3f  %s %s  %s%n",
          figure.key(),
          figure.value(),
          figure.limit() == null ? " " : figure.atLeast() ? "≥" : "≤",
          figure.limit() == null ? "" : figure.limit(),
          Launch.sentence(state));
    }
    if (asJson) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("bench", name);
      line.put("scale", scale);
      line.put("figures", values);
      System.out.println(JsonMapper.builder().build().writeValueAsString(line));
    }
    return kept ? 0 : 1;
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
