package vn.khuyenhoc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.certificates.OfflineCheck;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.platform.RunsOfParts;
import vn.khuyenhoc.platform.database.DataFolder;
import vn.khuyenhoc.platform.database.Database;
import vn.khuyenhoc.platform.database.DatabaseRefused;
import vn.khuyenhoc.platform.database.DatabaseSetting;
import vn.khuyenhoc.platform.database.Login;
import vn.khuyenhoc.platform.database.Migrations;

/** The one entry of the program: every command of the launcher arrives here. */
@SpringBootApplication
public class KhuyenHoc {

  private static final Locale VIETNAMESE = Locale.forLanguageTag("vi-VN");
  private static final List<String> SCALES = List.of("demo", "province", "nation");

  /**
   * Runs one command and ends with its exit code: 0 done, 1 refused or found wrong, 2 wrongly
   * called.
   *
   * @param typed the command's words followed by its own arguments
   */
  public static void main(String[] typed) {
    int code;
    try {
      code = run(Arrays.asList(typed));
    } catch (RuntimeException failure) {
      // thrown on, it would leave what was started running behind a dead start
      sentence(failure).ifPresentOrElse(System.err::println, failure::printStackTrace);
      code = 1;
    }
    if (code >= 0) {
      System.exit(code);
    }
  }

  /** Answers the exit code; negative while a server goes on running. */
  private static int run(List<String> typed) {
    String name = typed.isEmpty() ? "start" : typed.getFirst();
    Arguments arguments =
        new Arguments(typed.isEmpty() ? List.of() : typed.subList(1, typed.size()));
    return switch (name) {
      case "start", "demo" -> {
        if (arguments.has("headless")) {
          yield headless(typed, arguments);
        }
        yield serve(name.equals("demo"), arguments);
      }
      case "backup" -> Archive.backup(arguments, folder(arguments), setting(arguments));
      case "restore" -> Archive.restore(arguments, folder(arguments), setting(arguments));
      case "bench" -> Benches.run(arguments);
      case "rehearse" -> rehearse();
      case "certificates" ->
          arguments.word(0).equals(Optional.of("check"))
              ? OfflineCheck.run(
                  new Arguments(typed.subList(2, typed.size())),
                  LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")))
              : command(typed, arguments);
      default -> command(typed, arguments);
    };
  }

  private static DataFolder folder(Arguments arguments) {
    return folder(arguments, "data");
  }

  private static DataFolder folder(Arguments arguments, String otherwise) {
    return DataFolder.open(path(arguments, otherwise));
  }

  private static Path path(Arguments arguments, String otherwise) {
    return Path.of(
            arguments.option("data", System.getenv().getOrDefault("KHUYENHOC_DATA", otherwise)))
        .toAbsolutePath()
        .normalize();
  }

  private static DatabaseSetting setting(Arguments arguments) {
    return DatabaseSetting.of(arguments.option("database").orElse(null), System.getenv());
  }

  /** Answers a negative code: the server goes on running until the process is told to end. */
  private static int serve(boolean demo, Arguments arguments) {
    Serving serving = open(demo, arguments);
    Runtime.getRuntime().addShutdownHook(new Thread(serving::close, "stop"));
    serving.context().getBean(Startup.class).ready(demo, arguments, serving.port());
    return -1;
  }

  /** A running server and the database below it. */
  private record Serving(
      ConfigurableApplicationContext context, CompletableFuture<Database> opening) {

    String port() {
      return context.getEnvironment().getRequiredProperty("local.server.port");
    }

    void close() {
      context.close();
      KhuyenHoc.close(opening);
    }
  }

  private static String port(Arguments arguments) {
    String port = arguments.option("port", "8080");
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new Refused(Launch.sentence("launch.bad-port", port));
    }
    return port;
  }

  /** How much sample data; a word that is none of ours is not taken for another. */
  static String scale(Arguments arguments) {
    String scale = arguments.option("scale", "demo");
    if (!SCALES.contains(scale)) {
      throw new Refused(Launch.sentence("launch.bad-scale", scale, String.join(", ", SCALES)));
    }
    return scale;
  }

  private static Serving open(boolean demo, Arguments arguments) {
    scale(arguments);
    port(arguments);
    DataFolder folder = folder(arguments, demo ? "demo-data" : "data");
    DatabaseSetting setting = setting(arguments);
    CompletableFuture<Database> opening =
        CompletableFuture.supplyAsync(
            () -> {
              Database database = Database.serve(folder, setting);
              try {
                Migrations.run(database.owner());
              } catch (RuntimeException failure) {
                database.close();
                throw failure;
              }
              return database;
            },
            // a thread of our own: the common pool's threads do not see the jar's drivers
            work -> new Thread(work, "database").start());
    String port = port(arguments);
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.port", port);
    settings.put("khuyenhoc.files", folder.files().toString());
    arguments.option("address").ifPresent(address -> settings.put("server.address", address));
    try {
      return new Serving(application(opening, settings).run(), opening);
    } catch (RuntimeException failure) {
      close(opening);
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof PortInUseException) {
          throw new Refused(Launch.sentence("launch.port-taken", port));
        }
      }
      throw failure;
    }
  }

  /**
   * Starts on an empty data folder, answers the first pages and ends: what the launcher runs once
   * after a build, so that Java can record the classes that every start needs (JEP 514).
   */
  private static int rehearse() {
    Path folder = temporaryFolder();
    try {
      Serving serving =
          open(false, new Arguments(List.of("--data", folder.toString(), "--port", "0")));
      try (HttpClient client = HttpClient.newHttpClient()) {
        serving.context().getBean(Startup.class).loadBuiltIn();
        for (String page : List.of("/sign-in", "/", "/no-such-page")) {
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + page))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } finally {
        serving.close();
      }
      return 0;
    } finally {
      Benches.delete(folder);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("khuyenhoc");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Walks in a data folder of its own that is gone afterwards, unless one was named. */
  private static int headless(List<String> typed, Arguments arguments) {
    if (arguments.has("data")) {
      return command(typed, arguments, folder(arguments));
    }
    Path folder = temporaryFolder();
    try {
      return command(typed, arguments, DataFolder.open(folder));
    } finally {
      Benches.delete(folder);
    }
  }

  private static int command(List<String> typed, Arguments arguments) {
    Path path = path(arguments, "data");
    if (setting(arguments).external() == null && !Files.isDirectory(path.resolve("database"))) {
      throw new Refused(Launch.sentence("launch.no-data", path));
    }
    return command(typed, arguments, folder(arguments));
  }

  private static int command(List<String> typed, Arguments arguments, DataFolder folder) {
    Database database = Database.join(folder, setting(arguments)).closeOnExit();
    try {
      Migrations.run(database.owner());
      Map<String, Object> settings = new HashMap<>();
      settings.put("khuyenhoc.files", folder.files().toString());
      settings.put("khuyenhoc.command", true);
      SpringApplication application =
          application(CompletableFuture.completedFuture(database), settings);
      application.setWebApplicationType(WebApplicationType.NONE);
      try (ConfigurableApplicationContext context = application.run()) {
        context.getBean(Startup.class).loadBuiltIn();
        return dispatch(context, typed);
      }
    } finally {
      database.close();
    }
  }

  private static int dispatch(ConfigurableApplicationContext context, List<String> typed) {
    Optional<Command> command =
        context.getBeansOfType(Command.class).values().stream()
            .filter(one -> List.of(one.name().split(" ")).equals(head(typed, one.name())))
            .max(Comparator.comparingInt(one -> one.name().length()));
    if (command.isEmpty()) {
      System.err.println(
          Launch.sentence(
              "launch.no-command",
              String.join(
                  ", ",
                  Stream.concat(
                          Stream.of("start", "demo", "bench", "backup", "restore"),
                          context.getBeansOfType(Command.class).values().stream()
                              .map(Command::name)
                              .sorted())
                      .distinct()
                      .toList())));
      return 2;
    }
    int words = command.get().name().split(" ").length;
    Arguments arguments = new Arguments(typed.subList(words, typed.size()));
    int nation = context.getBean(Areas.class).nation().id();
    Actor operator =
        Actor.operator(
            arguments.option("operator", System.getProperty("user.name", "operator")), nation);
    return Acting.as(operator, () -> command.get().run(arguments));
  }

  private static List<String> head(List<String> typed, String name) {
    return typed.subList(0, Math.min(typed.size(), name.split(" ").length));
  }

  static SpringApplication application(
      CompletableFuture<Database> opening, Map<String, Object> settings) {
    SpringApplication application = new SpringApplication(KhuyenHoc.class);
    application.setDefaultProperties(settings);
    application.setLogStartupInfo(false);
    application.addInitializers(
        (ApplicationContextInitializer<GenericApplicationContext>)
            context ->
                context.registerBean(
                    "dataSource",
                    HikariDataSource.class,
                    () -> pool(opening.join().application())));
    return application;
  }

  /**
   * The pool of the application's role; used by the tests too, so that they run on the same one.
   */
  static HikariDataSource pool(Login login) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(login.url());
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(RunsOfParts.CONNECTIONS);
    config.setMinimumIdle(2);
    config.setPoolName("khuyenhoc");
    config.addDataSourceProperty("ApplicationName", "khuyenhoc");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "3");
    return new HikariDataSource(config);
  }

  private static void close(CompletableFuture<Database> opening) {
    try {
      opening.join().close();
    } catch (CompletionException refused) {
      // never opened: nothing to close
    }
  }

  private static Optional<String> sentence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DatabaseRefused refused) {
        return Optional.of(refused.sentence(VIETNAMESE));
      }
      if (cause instanceof Refused refused) {
        return Optional.of(String.valueOf(refused.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** A start that cannot go on, in one line for the operator. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String sentence) {
      super(sentence, null, false, false);
    }
  }
}
