package vn.khuyenhoc.certificates;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.certificates.paper.PaperLook;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.WorkSource;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.PublicAddress;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Series of numbers and runs that make files, in the browser of those who issue. */
@Controller
class SeriesPages implements WorkSource {

  private static final int MOST = 200;

  private final Certificates certificates;
  private final CertificateTable table;
  private final SeriesTable numbers;
  private final PrintRuns runs;
  private final KeyFiles keyFiles;
  private final ObjectProvider<PrintWorker> worker;
  private final Areas areas;
  private final Views views;
  private final Clock clock;
  private final PublicAddress publicAddress;

  SeriesPages(
      Certificates certificates,
      CertificateTable table,
      SeriesTable numbers,
      PrintRuns runs,
      KeyFiles keyFiles,
      ObjectProvider<PrintWorker> worker,
      Areas areas,
      Views views,
      Clock clock,
      PublicAddress publicAddress) {
    this.certificates = certificates;
    this.table = table;
    this.numbers = numbers;
    this.runs = runs;
    this.keyFiles = keyFiles;
    this.worker = worker;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
    this.publicAddress = publicAddress;
  }

  // ---- series

  @Needs(Right.CERTIFICATE_READ)
  @GetMapping("/certificates/series")
  ResponseEntity<byte[]> list(Visit visit) {
    return list(visit, HttpStatus.OK, Map.of(), List.of());
  }

  private ResponseEntity<byte[]> list(
      Visit visit, HttpStatus status, Map<String, String> typed, List<FieldError> errors) {
    Texts t = visit.t();
    Actor actor = visit.actor();
    List<Integer> issuers = certificates.issuersFor(actor, Right.CERTIFICATE_READ);
    List<Option> places =
        actor.areasFor(Right.CERTIFICATE_ISSUE).stream()
            .map(areas::lastKnown)
            .map(area -> new Option(String.valueOf(area.id()), area.name()))
            .toList();
    Map<String, String> values = new HashMap<>(typed);
    if (!places.isEmpty()) {
      Area first = areas.lastKnown(Integer.parseInt(places.getFirst().value()));
      values.putIfAbsent("area", places.getFirst().value());
      values.putIfAbsent("symbol", "UBND");
      values.putIfAbsent("issuer", t.t("certificates.begin.issuer.usual", lowered(first.name())));
      values.putIfAbsent("year", String.valueOf(LocalDate.now(clock).getYear()));
    }
    Map<String, Object> params = new HashMap<>();
    params.put("rows", numbers.within(issuers, MOST));
    params.put("runs", runs.recent(issuers, null, 10));
    params.put("places", places);
    params.put("values", values);
    params.put("errors", errors);
    return views.html(
        status,
        "certificates/serieslist",
        visit.page(
            t.t("certificates.seriesList"),
            CertificatePages.NAV,
            List.of(
                new Crumb(t.t("certificates.title"), "/certificates"),
                new Crumb(t.t("certificates.seriesList"), null))),
        params);
  }

  private static String lowered(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toLowerCase(Locale.of("vi")) + name.substring(1);
  }

  @Needs(Right.CERTIFICATE_ISSUE)
  @PostMapping("/certificates/series")
  ResponseEntity<byte[]> begin(Visit visit, @RequestParam Map<String, String> typed) {
    String symbol = VietnameseText.clean(typed.get("symbol")).toUpperCase(Locale.ROOT);
    String issuer = VietnameseText.clean(typed.get("issuer"));
    String year = VietnameseText.clean(typed.get("year"));
    String area = typed.getOrDefault("area", "");
    if (!area.matches("\\d{1,9}")) {
      throw new NotFoundException("area " + area);
    }
    if (issuer.isEmpty() || !year.matches("20\\d\\d|21\\d\\d")) {
      areas.require(visit.actor(), Right.CERTIFICATE_ISSUE, Integer.parseInt(area));
      return list(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          typed,
          visit.errors(
              List.of(
                  issuer.isEmpty()
                      ? Problem.at("issuer", CertificatesProblem.ISSUER_MISSING)
                      : Problem.at("year", CertificatesProblem.YEAR_UNSOUND, year))));
    }
    Result<Series> series =
        certificates.series(
            visit.actor(),
            new Issuer(Integer.parseInt(area), symbol, issuer, ""),
            Integer.parseInt(year));
    return series instanceof Result.Ok<Series>(Series one)
        ? visit.leadTo(one.path(), "certificates.begun")
        : list(visit, HttpStatus.UNPROCESSABLE_CONTENT, typed, visit.errors(series.problems()));
  }

  @Needs(Right.CERTIFICATE_READ)
  @GetMapping("/certificates/series/{series}")
  ResponseEntity<byte[]> one(Visit visit, @PathVariable int series) {
    return one(visit, HttpStatus.OK, series, Map.of(), List.of());
  }

  private ResponseEntity<byte[]> one(
      Visit visit, HttpStatus status, int id, Map<String, String> typed, List<FieldError> errors) {
    Texts t = visit.t();
    Series series = certificates.seriesOf(visit.actor(), id);
    boolean writes =
        areas.reachesKnown(visit.actor(), Right.CERTIFICATE_ISSUE, series.issuer().areaId());
    Map<String, Object> params = new HashMap<>();
    params.put("series", series);
    params.put("onPaper", numbers.onPaper(id));
    params.put("batches", table.batches(id, 50));
    params.put("runs", runs.recent(List.of(series.issuer().areaId()), id, 20));
    params.put("writes", writes);
    params.put("typed", typed);
    params.put("errors", errors);
    return views.html(
        status,
        "certificates/series",
        visit.page(
            t.t("certificates.series.of", series.issuer().name(), String.valueOf(series.year())),
            CertificatePages.NAV,
            crumbs(t, String.valueOf(series.year()) + " · " + series.issuerCode(), null)),
        params);
  }

  private static List<Crumb> crumbs(Texts t, String last, @Nullable Crumb between) {
    Crumb list = new Crumb(t.t("certificates.title"), "/certificates");
    Crumb all = new Crumb(t.t("certificates.seriesList"), "/certificates/series");
    return between == null
        ? List.of(list, all, new Crumb(last, null))
        : List.of(list, all, between, new Crumb(last, null));
  }

  @Needs(Right.CERTIFICATE_ISSUE)
  @PostMapping("/certificates/series/{series}/settings")
  ResponseEntity<byte[]> configure(
      Visit visit, @PathVariable int series, @RequestParam Map<String, String> typed) {
    certificates.seriesOf(visit.actor(), series);
    String version = typed.getOrDefault("version", "");
    Result<Series> result =
        certificates.configure(
            visit.actor(),
            series,
            typed.getOrDefault("pattern", ""),
            typed.getOrDefault("first", ""),
            version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1);
    return result instanceof Result.Ok<Series>(Series one)
        ? visit.leadTo(one.path(), "certificates.one.saved", one.numbered(one.next()))
        : one(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            series,
            typed,
            visit.errors(result.problems()));
  }

  @Needs(Right.CERTIFICATE_ISSUE)
  @PostMapping("/certificates/series/{series}/paper")
  ResponseEntity<byte[]> onPaper(
      Visit visit, @PathVariable int series, @RequestParam Map<String, String> typed) {
    certificates.seriesOf(visit.actor(), series);
    Result<Series> result =
        certificates.usedOnPaper(
            visit.actor(),
            series,
            typed.getOrDefault("from", ""),
            typed.getOrDefault("last", ""),
            typed.getOrDefault("reason", ""));
    return result instanceof Result.Ok<Series>(Series one)
        ? visit.leadTo(one.path(), "certificates.paper.noted")
        : one(
            visit,
            HttpStatus.UNPROCESSABLE_CONTENT,
            series,
            typed,
            visit.errors(result.problems()));
  }

  // ---- runs

  @Needs(Right.CERTIFICATE_ISSUE)
  @GetMapping("/certificates/series/{series}/files")
  ResponseEntity<byte[]> ask(
      Visit visit, @PathVariable int series, @RequestParam(defaultValue = "") String batch) {
    return ask(visit, HttpStatus.OK, series, Map.of("batch", batch), List.of());
  }

  private ResponseEntity<byte[]> ask(
      Visit visit, HttpStatus status, int id, Map<String, String> typed, List<FieldError> errors) {
    Texts t = visit.t();
    Series series = certificates.seriesOf(visit.actor(), id);
    areas.requireKnown(visit.actor(), Right.CERTIFICATE_ISSUE, series.issuer().areaId());
    UUID batch = uuid(typed.getOrDefault("batch", ""));
    Map<String, String> values = new HashMap<>(typed);
    values.putIfAbsent("id", Visit.newId().toString());
    values.putIfAbsent("kind", PrintRun.Kind.PRINT.name());
    values.putIfAbsent("colour", PaperLook.Colour.RED.name());
    values.putIfAbsent("heading", PaperWords.usualHeading());
    values.putIfAbsent("border", errors.isEmpty() ? "true" : "");
    Map<String, Object> params = new HashMap<>();
    params.put("series", series);
    params.put("batch", batch == null ? "" : batch.toString());
    params.put("count", runs.counting(id, batch));
    params.put("values", values);
    params.put(
        "kinds",
        Arrays.stream(PrintRun.Kind.values())
            .map(
                kind ->
                    new Option(
                        kind.name(),
                        t.t("certificates.run.kind." + kind.name()),
                        t.t("certificates.run.kind." + kind.name() + ".hint"),
                        null))
            .toList());
    params.put(
        "colours",
        Arrays.stream(PaperLook.Colour.values())
            .map(
                colour ->
                    new Option(colour.name(), t.t("certificates.run.colour." + colour.name())))
            .toList());
    params.put("kept", kept(series, t));
    params.put("set", keyFiles.set());
    params.put("errors", errors);
    return views.html(
        status,
        "certificates/files",
        visit.page(
            t.t("certificates.run.new"),
            CertificatePages.NAV,
            crumbs(
                t,
                t.t("certificates.run.new"),
                new Crumb(series.year() + " · " + series.issuerCode(), series.path()))),
        params);
  }

  private String kept(Series series, Texts t) {
    return keyFiles
        .kept(series.issuer().areaId())
        .map(file -> t.t("certificates.run.keyfile.kept", file.whose(), file.until()))
        .orElse("");
  }

  private static @Nullable UUID uuid(String typed) {
    try {
      return typed.isEmpty() ? null : UUID.fromString(typed);
    } catch (IllegalArgumentException none) {
      throw new NotFoundException(typed);
    }
  }

  @Needs(Right.CERTIFICATE_ISSUE)
  @PostMapping("/certificates/series/{series}/files")
  ResponseEntity<byte[]> make(
      Visit visit,
      HttpServletRequest request,
      @PathVariable int series,
      @RequestParam Map<String, String> typed,
      @RequestParam(required = false) @Nullable MultipartFile keyfile)
      throws IOException {
    certificates.seriesOf(visit.actor(), series);
    UUID id = uuid(typed.getOrDefault("id", ""));
    PrintRun.Kind kind = of(PrintRun.Kind.values(), typed.get("kind"));
    PaperLook.Colour colour = of(PaperLook.Colour.values(), typed.get("colour"));
    Result<PrintRun> begun =
        runs.begin(
            visit.actor(),
            new PrintRuns.Wanted(
                id == null ? Visit.newId() : id,
                series,
                uuid(typed.getOrDefault("batch", "")),
                kind,
                new PaperLook(typed.containsKey("border"), colour),
                typed.getOrDefault("heading", ""),
                publicAddress.of(request)),
            bytes(keyfile),
            typed.getOrDefault("password", ""));
    if (begun instanceof Result.Ok<PrintRun>(PrintRun run)) {
      worker.ifAvailable(PrintWorker::wake);
      return visit.leadTo(run.path());
    }
    return ask(
        visit, HttpStatus.UNPROCESSABLE_CONTENT, series, typed, visit.errors(begun.problems()));
  }

  private static <E extends Enum<E>> E of(E[] values, @Nullable String name) {
    return Arrays.stream(values)
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElse(values[0]);
  }

  private static byte @Nullable [] bytes(@Nullable MultipartFile file) throws IOException {
    return file == null || file.isEmpty()
        ? null
        : file.getInputStream().readNBytes(KeyFiles.MOST_BYTES + 1);
  }

  @Needs(Right.CERTIFICATE_READ)
  @GetMapping("/certificates/runs/{run}")
  ResponseEntity<byte[]> run(Visit visit, @PathVariable UUID run) {
    return run(visit, HttpStatus.OK, runs.read(visit.actor(), run), List.of());
  }

  private ResponseEntity<byte[]> run(
      Visit visit, HttpStatus status, PrintRun run, List<FieldError> errors) {
    Texts t = visit.t();
    Map<String, Object> params = new HashMap<>();
    params.put("run", run);
    params.put("done", runs.done(run));
    params.put("parts", runs.parts(run.id()));
    CertificatesProblem problem = run.problem();
    params.put(
        "problem", problem == null ? "" : t.t(problem.messageKey(), run.problemWords().toArray()));
    params.put(
        "writes",
        areas.reachesKnown(visit.actor(), Right.CERTIFICATE_ISSUE, run.series().issuer().areaId()));
    params.put("kept", kept(run.series(), t));
    params.put("errors", errors);
    ResponseEntity<byte[]> answer =
        views.html(
            status,
            "certificates/run",
            visit.page(
                t.t("certificates.run.title", t.t("certificates.run.kind." + run.kind().name())),
                CertificatePages.NAV,
                crumbs(
                    t,
                    t.t("certificates.run.kind." + run.kind().name()),
                    new Crumb(
                        run.series().year() + " · " + run.series().issuerCode(),
                        run.series().path()))),
            params);
    return run.working()
        ? ResponseEntity.status(status)
            .headers(answer.getHeaders())
            .header("Refresh", "2")
            .body(answer.getBody())
        : answer;
  }

  @Needs(Right.CERTIFICATE_ISSUE)
  @PostMapping("/certificates/runs/{run}/resume")
  ResponseEntity<byte[]> resume(
      Visit visit,
      @PathVariable UUID run,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(required = false) @Nullable MultipartFile keyfile)
      throws IOException {
    Result<PrintRun> result = runs.resume(visit.actor(), run, bytes(keyfile), password);
    worker.ifAvailable(PrintWorker::wake);
    return result instanceof Result.Ok<PrintRun>(PrintRun going)
        ? visit.leadTo(going.path(), "certificates.run.resumed")
        : refused(visit, run, result);
  }

  @Needs(Right.CERTIFICATE_ISSUE)
  @PostMapping("/certificates/runs/{run}/stop")
  ResponseEntity<byte[]> stop(Visit visit, @PathVariable UUID run) {
    Result<PrintRun> result = runs.stop(visit.actor(), run);
    return result instanceof Result.Ok<PrintRun>(PrintRun stopped)
        ? visit.leadTo(stopped.path(), "certificates.run.stopped")
        : refused(visit, run, result);
  }

  private ResponseEntity<byte[]> refused(Visit visit, UUID run, Result<?> result) {
    return run(
        visit,
        HttpStatus.UNPROCESSABLE_CONTENT,
        runs.read(visit.actor(), run),
        visit.errors(result.problems()));
  }

  /** A finished part to save. */
  @Needs(Right.CERTIFICATE_READ)
  @GetMapping("/certificates/runs/{run}/parts/{part}")
  ResponseEntity<Resource> part(Visit visit, @PathVariable UUID run, @PathVariable int part) {
    PrintRun of = runs.read(visit.actor(), run);
    PrintRun.Part one =
        runs.parts(run).stream()
            .filter(candidate -> candidate.part() == part)
            .findFirst()
            .orElseThrow(() -> new NotFoundException("part " + part));
    Path file = runs.file(one);
    boolean pdf = of.kind() == PrintRun.Kind.PRINT;
    return Downloads.file(
        pdf ? MediaType.APPLICATION_PDF : Downloads.ZIP,
        "%s-%d-%02d.%s"
            .formatted(
                visit.t().t("certificates.run.file"),
                of.series().year(),
                part,
                pdf ? "pdf" : "zip"),
        file);
  }

  // ---- the work queue

  @Override
  public List<Work> waitingFor(Actor actor) {
    if (!actor.holds(Right.CERTIFICATE_ISSUE)) {
      return List.of();
    }
    List<PrintRun> held = runs.held(actor);
    return held.isEmpty()
        ? List.of()
        : List.of(
            new Work(
                "certificates.work.held",
                List.of((long) held.size()),
                held.size(),
                held.size() == 1 ? held.getFirst().path() : "/certificates/series",
                1));
  }
}
