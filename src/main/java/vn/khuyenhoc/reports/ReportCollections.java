package vn.khuyenhoc.reports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ActorLookup;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.FreeSpace;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.PartWork;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.platform.RunsOfParts;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reports.ReportCollection.Line;
import vn.khuyenhoc.reports.ReportCollection.Outcome;
import vn.khuyenhoc.reports.ReportCollection.Part;

/**
 * The files of all reports below an area, made behind the pages in parts: a part reads its areas at
 * once, writes their documents, and becomes a file of the store in one transaction, so that what
 * was not finished never counts and what was is not made again.
 */
@Service
public class ReportCollections {

  /** Areas a part. */
  static final int PART = 40;

  /** Whoever was not seen for this long is no more at it: longer than the longest part. */
  static final Duration SILENCE = Duration.ofMinutes(3);

  private static final Logger LOG = LoggerFactory.getLogger(ReportCollections.class);

  private final ReportCollectionTable table;
  private final ReportTable tree;
  private final ReportFilling filling;
  private final Reports reports;
  private final OfficeTemplates templates;
  private final Areas areas;
  private final FileStore store;
  private final Locks locks;
  private final Journal journal;
  private final ActorLookup actors;
  private final TransactionTemplate transactions;
  private final TransactionTemplate reading;
  private final Texts vietnamese;
  private final Clock clock;
  private final FreeSpace space;
  private final PartWork work;
  private final AtomicLong written = new AtomicLong();

  ReportCollections(
      ReportCollectionTable table,
      ReportTable tree,
      ReportFilling filling,
      Reports reports,
      OfficeTemplates templates,
      Areas areas,
      FileStore store,
      Locks locks,
      Journal journal,
      ActorLookup actors,
      PlatformTransactionManager transactions,
      Languages languages,
      Clock clock,
      FreeSpace space) {
    this.table = table;
    this.tree = tree;
    this.filling = filling;
    this.reports = reports;
    this.templates = templates;
    this.areas = areas;
    this.store = store;
    this.locks = locks;
    this.journal = journal;
    this.actors = actors;
    this.transactions = new TransactionTemplate(transactions);
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    // figures, texts and places of a part are of one moment
    this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.vietnamese = languages.vietnamese();
    this.clock = clock;
    this.space = space;
    this.work =
        new PartWork(
            table.runs(),
            SILENCE,
            space,
            clock,
            CollectionProblem.DISK_FULL,
            CollectionProblem.BROKEN);
  }

  /**
   * What is to be made.
   *
   * @param areaId who receives the reports
   * @param level of those whose reports they are
   * @param drafts whether those who have sent none get a draft of the figures of the moment
   * @param sample whether the data are samples
   */
  record Wanted(
      int areaId,
      AreaLevel level,
      ReportForm form,
      LocalDate from,
      LocalDate until,
      boolean drafts,
      boolean word,
      boolean pdf,
      boolean sample) {}

  /**
   * Begins. The same form sent twice begins once. Fields of problems: {@code area}, {@code level},
   * {@code form}, {@code from}, {@code until}, {@code word}, {@code drafts}.
   *
   * @param id made by the form
   * @param sample whether the data are samples
   * @throws NotFoundException if the actor does not receive reports of the area
   */
  @Transactional
  public Result<ReportCollection> begin(
      Actor actor, UUID id, CollectionAsked typed, boolean sample) {
    if (!actor.holds(Right.REPORT_RECEIVE)) {
      throw new ForbiddenException(Right.REPORT_RECEIVE);
    }
    if (table.byId(id).isPresent()) {
      return Result.ok(read(actor, id));
    }
    List<Problem> problems = new ArrayList<>();
    Area area = area(actor, typed.area(), problems);
    AreaLevel level = level(area, typed.level(), problems);
    ReportForm form = ReportForm.named(typed.form()).orElse(null);
    if (form == null) {
      problems.add(Problem.at("form", ReportProblem.FORM_MISSING));
    }
    LocalDate from = day("from", typed.from(), problems);
    LocalDate until = day("until", typed.until(), problems);
    if (from != null && until != null) {
      ReportWriting.period(from, until, problems);
    }
    if (!typed.word() && !typed.pdf()) {
      problems.add(Problem.at("word", CollectionProblem.KIND_MISSING));
    }
    if (!problems.isEmpty()
        || area == null
        || level == null
        || form == null
        || from == null
        || until == null) {
      return Result.refused(problems);
    }
    Wanted wanted =
        new Wanted(
            area.id(), level, form, from, until, typed.drafts(), typed.word(), typed.pdf(), sample);
    List<Integer> senders = table.senders(area.id(), level, form, from, until);
    if (senders.isEmpty() && !typed.drafts()) {
      return Result.refused(Problem.at("drafts", CollectionProblem.NOTHING_SENT));
    }
    return Result.ok(begin(actor, id, wanted, inOrder(area, level, senders)));
  }

  /** Begins over these areas, in this order. */
  ReportCollection begin(Actor actor, UUID id, Wanted wanted, List<Integer> order) {
    List<Part> parts = new ArrayList<>();
    for (int at = 0; at < order.size(); at += PART) {
      parts.add(
          new Part(parts.size() + 1, at + 1, order.subList(at, Math.min(order.size(), at + PART))));
    }
    if (table.add(id, wanted, parts, actor, clock.instant())) {
      journal.write(
          actor,
          "report.collect",
          "report-collection/" + id,
          wanted.areaId(),
          Map.of("form", wanted.form().name(), "areas", order.size()));
    }
    return table.byId(id).orElseThrow();
  }

  private @Nullable Area area(Actor actor, String typed, List<Problem> problems) {
    if (typed.matches("\\d{1,9}")) {
      int areaId = Integer.parseInt(typed);
      areas.require(actor, Right.REPORT_RECEIVE, areaId);
      Area area = areas.byId(areaId);
      if (!below(area).isEmpty()) {
        return area;
      }
    }
    problems.add(Problem.at("area", CollectionProblem.AREA_MISSING));
    return null;
  }

  private @Nullable AreaLevel level(@Nullable Area area, String typed, List<Problem> problems) {
    for (AreaLevel level :
        area == null ? List.of(AreaLevel.PROVINCE, AreaLevel.COMMUNE) : below(area)) {
      if (level.name().equals(typed)
          && (area == null || !areas.below(List.of(area.id()), level).isEmpty())) {
        return level;
      }
    }
    problems.add(Problem.at("level", CollectionProblem.LEVEL_MISSING));
    return null;
  }

  private static @Nullable LocalDate day(String field, String typed, List<Problem> problems) {
    if (!(VietnameseDates.parse(typed) instanceof DateReading.Ok ok)) {
      problems.add(Problem.at(field, ReportProblem.DAY_MISSING));
      return null;
    }
    return ok.date();
  }

  /** The levels below an area that report. */
  static List<AreaLevel> below(Area area) {
    return switch (area.level()) {
      case NATION -> List.of(AreaLevel.PROVINCE, AreaLevel.COMMUNE);
      case PROVINCE -> List.of(AreaLevel.COMMUNE);
      case DISTRICT, COMMUNE, VILLAGE -> List.of();
    };
  }

  /** The areas for which somebody receives reports. */
  @Transactional(readOnly = true)
  public List<Area> receiving(Actor actor) {
    return actor.areasFor(Right.REPORT_RECEIVE).stream()
        .distinct()
        .map(areas::lastKnown)
        .filter(one -> one.until() == null || one.until().isAfter(LocalDate.now(clock)))
        .filter(one -> !below(one).isEmpty())
        .toList();
  }

  /** Province by province, each in Vietnamese order of names; those that are no more come last. */
  private List<Integer> inOrder(Area area, AreaLevel level, List<Integer> senders) {
    List<Integer> standing = areas.below(List.of(area.id()), level).stream().map(Area::id).toList();
    Set<Integer> order = new LinkedHashSet<>();
    if (level == AreaLevel.COMMUNE && area.level() == AreaLevel.NATION) {
      Map<Integer, List<Integer>> byProvince = new LinkedHashMap<>();
      areas
          .below(List.of(area.id()), AreaLevel.PROVINCE)
          .forEach(one -> byProvince.put(one.id(), new ArrayList<>()));
      Map<Integer, List<Area>> paths = areas.paths(standing);
      for (int one : standing) {
        paths.getOrDefault(one, List.of()).stream()
            .filter(above -> above.level() == AreaLevel.PROVINCE)
            .forEach(
                above -> byProvince.computeIfAbsent(above.id(), any -> new ArrayList<>()).add(one));
      }
      byProvince.values().forEach(order::addAll);
    }
    order.addAll(standing);
    order.addAll(senders);
    return List.copyOf(order);
  }

  /**
   * One, for whoever receives reports of its area.
   *
   * @throws NotFoundException if there is none, or it is out of reach
   */
  @Transactional(readOnly = true)
  public ReportCollection read(Actor actor, UUID id) {
    ReportCollection run =
        table.byId(id).orElseThrow(() -> new NotFoundException("collection " + id));
    areas.requireKnown(actor, Right.REPORT_RECEIVE, run.areaId());
    return run;
  }

  /** Those that the actor began, the newest first. */
  @Transactional(readOnly = true)
  public List<ReportCollection> own(Actor actor, int limit) {
    UUID account = actor.accountId();
    return account == null ? List.of() : table.of(account, limit);
  }

  /** Stops one's own; nothing of it can be downloaded. */
  @Transactional
  public Result<ReportCollection> stop(Actor actor, UUID id) {
    ReportCollection run = mine(actor, id);
    if (!table.runs().stop(id, clock.instant())) {
      return Result.refused(Problem.of(CollectionProblem.OVER));
    }
    journal.write(
        actor,
        "report.collect.stop",
        "report-collection/" + id,
        run.areaId(),
        Map.of("done", run.done(), "areas", run.total()));
    return Result.ok(table.byId(id).orElseThrow());
  }

  /** Goes on with one's own that is held. */
  @Transactional
  public Result<ReportCollection> resume(Actor actor, UUID id) {
    ReportCollection run = mine(actor, id);
    switch (table.runs().resume(id, clock.instant())) {
      case NOT -> {
        return Result.refused(Problem.of(CollectionProblem.OVER));
      }
      case BEFORE -> {
        return Result.ok(run);
      }
      case NOW -> {
        // and it is told
      }
    }
    journal.write(
        actor,
        "report.collect.resume",
        "report-collection/" + id,
        run.areaId(),
        Map.of("done", run.done(), "areas", run.total()));
    return Result.ok(table.byId(id).orElseThrow());
  }

  private ReportCollection mine(Actor actor, UUID id) {
    ReportCollection run = read(actor, id);
    UUID by = run.createdBy();
    if (by == null || !by.equals(actor.accountId())) {
      throw new NotFoundException("collection " + id + " of somebody else");
    }
    return run;
  }

  /** What became of each area, as far as it is made. */
  @Transactional(readOnly = true)
  public List<Line> lines(Actor actor, UUID id) {
    read(actor, id);
    return table.made(id).stream().flatMap(one -> one.lines().stream()).toList();
  }

  /**
   * All files of one that is done, to be downloaded.
   *
   * @param name the name of the archive, with its ending
   * @param list of whom there is what, as a workbook
   * @param parts the archives that it is made of
   */
  record Archive(String name, String listName, byte[] list, List<Path> parts) {

    /**
     * Writes it; the same one is the same bytes. It asks the database nothing, since whoever
     * downloads it may be slow.
     */
    void writeTo(OutputStream out) throws IOException {
      ZipOutputStream zip = new ZipOutputStream(out);
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, listName, list);
      for (Path part : parts) {
        write(part, zip);
      }
      zip.finish();
    }
  }

  /**
   * The files of one that is done.
   *
   * @throws NotFoundException if it is not done
   */
  @Transactional(readOnly = true)
  Archive archive(Actor actor, UUID id) {
    ReportCollection run = read(actor, id);
    if (run.state() != RunState.DONE) {
      throw new NotFoundException("collection " + id + " that is not done");
    }
    List<ReportCollectionTable.Made> made = table.made(id);
    return new Archive(
        fileName(run) + ".zip",
        vietnamese.t("reports.collection.list.file") + ".xlsx",
        CollectionSheet.of(
            run,
            areas.lastKnown(run.areaId()).name(),
            made.stream().flatMap(one -> one.lines().stream()).toList(),
            vietnamese),
        made.stream().map(part -> store.path(part.sha256())).toList());
  }

  private static void write(Path part, ZipOutputStream zip) throws IOException {
    try (ZipInputStream in =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(part)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        put(zip, entry.getName(), in.readAllBytes());
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    // what is in it is compressed already; every entry is dated the same
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(sum.getValue());
    entry.setTimeLocal(LocalDate.of(1980, 1, 1).atStartOfDay());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  // ---- the work itself

  /** How many reports were written since the start, those of parts that were not kept too. */
  long written() {
    return written.get();
  }

  /** Does everything that waits, one after the other. */
  void workAll() {
    workAll(RunsOfParts.threads());
  }

  /** The same with so many threads. */
  void workAll(int threads) {
    work.workAll(id -> work(table.byId(id).orElseThrow(), threads));
  }

  /** Works on a claimed run until all its parts are made, or somebody stopped it. */
  void work(ReportCollection run, int threads) {
    work.work(
        run.id(),
        threads,
        new PartWork.Parts<Part>() {
          @Override
          public List<Part> open() {
            actor(run);
            return table.open(run.id());
          }

          @Override
          public void make(Part part) {
            ReportCollections.this.make(run, actor(run), part);
          }
        });
  }

  /** Whoever began it, with the rights of today. */
  private Actor actor(ReportCollection run) {
    UUID by = run.createdBy();
    if (by == null) {
      return Actor.operator(run.createdName(), areas.nation().id());
    }
    return actors
        .byAccount(by)
        .filter(one -> areas.reachesKnown(one, Right.REPORT_RECEIVE, run.areaId()))
        .orElseThrow(() -> new PartWork.HeldException(Problem.of(CollectionProblem.RIGHT_LOST)));
  }

  /** A report to be written. */
  private record Document(
      Outcome outcome,
      int version,
      Supplier<AdministrativeDocument> document,
      Function<AdministrativeDocument, byte[]> word) {}

  /** What a part was read into. */
  private record Source(
      String tree,
      Map<Integer, List<Document>> documents,
      Map<Integer, Area> places,
      Map<Integer, Area> above) {}

  /** Makes one part; again where the areas were reorganised while it was made. */
  void make(ReportCollection run, Actor actor, Part part) {
    Acting.as(
        actor,
        () -> {
          boolean kept = false;
          while (!kept) {
            kept = made(run, actor, part);
          }
          return true;
        });
  }

  /** Answers false where what was read is of a tree of areas that is no more. */
  private boolean made(ReportCollection run, Actor actor, Part part) {
    Source source = Objects.requireNonNull(reading.execute(status -> source(run, actor, part)));
    List<Line> lines = new ArrayList<>();
    byte[] archive = archive(run, part, source, lines);
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              locks.tree();
              if (!source.tree().equals(tree.tree())) {
                return false;
              }
              FileStore.Kept kept = store.keep(archive, "application/zip", actor);
              table.keep(
                  run.id(),
                  part.part(),
                  lines,
                  count(lines, Outcome.SENT),
                  count(lines, Outcome.DRAFT),
                  count(lines, Outcome.NONE),
                  kept.sha256(),
                  kept.size(),
                  clock.instant());
              return true;
            }));
  }

  private static int count(List<Line> lines, Outcome outcome) {
    return (int) lines.stream().filter(one -> one.outcome() == outcome).count();
  }

  private Source source(ReportCollection run, Actor actor, Part part) {
    String read = tree.tree();
    TemplateKind kind = TemplateKind.valueOf(run.form().name());
    Map<Integer, List<Area>> paths = areas.paths(part.areas());
    Map<Integer, Area> places = new HashMap<>();
    Map<Integer, Area> above = new HashMap<>();
    for (int areaId : part.areas()) {
      List<Area> path = paths.getOrDefault(areaId, List.of());
      Area place = path.isEmpty() ? areas.lastKnown(areaId) : path.getLast();
      places.put(areaId, place);
      (path.isEmpty() ? areas.pathKnown(place) : path)
          .stream()
              .filter(one -> one.level() == AreaLevel.PROVINCE && one.id() != areaId)
              .forEach(one -> above.put(areaId, one));
    }
    Map<Integer, List<Document>> documents = new HashMap<>();
    Map<Integer, List<Report.Sent>> sent =
        table.sent(part.areas(), run.form(), run.from(), run.until());
    OfficeTemplates.Looks looks =
        templates.looks(
            kind, sent.values().stream().flatMap(List::stream).map(this::written).toList());
    for (int areaId : part.areas()) {
      for (Report.Sent one : sent.getOrDefault(areaId, List.of())) {
        ReportContent content = one.content();
        ReportContent.Head head = content.head();
        ReportContent.Head under = head == null ? reports.head(content) : head;
        documents
            .computeIfAbsent(areaId, any -> new ArrayList<>())
            .add(
                new Document(
                    Outcome.SENT,
                    one.version(),
                    () -> ReportDocument.of(content, under, one.hash(), vietnamese),
                    document -> looks.word(written(one), document)));
      }
    }
    List<Integer> silent =
        part.areas().stream()
            .filter(one -> run.drafts() && !documents.containsKey(one) && paths.containsKey(one))
            .distinct()
            .toList();
    if (!silent.isEmpty()) {
      Instant now = clock.instant();
      OfficeTemplates.Looks look =
          templates.looks(
              kind, silent.stream().map(one -> new OfficeTemplates.Written(one, now)).toList());
      List<ReportContent> filled =
          filling.fill(
              actor, Right.REPORT_READ, silent, run.form(), run.from(), run.until(), run.sample());
      List<ReportContent.Head> heads = reports.heads(filled);
      for (int at = 0; at < filled.size(); at++) {
        ReportContent content = filled.get(at);
        ReportContent.Head head = heads.get(at);
        int areaId = content.area().id();
        documents.put(
            areaId,
            List.of(
                new Document(
                    Outcome.DRAFT,
                    0,
                    () -> ReportDocument.unsent(content, head, vietnamese),
                    document -> look.word(new OfficeTemplates.Written(areaId, now), document))));
      }
    }
    return new Source(read, documents, places, above);
  }

  /** For whom and when it was sent. */
  private OfficeTemplates.Written written(Report.Sent one) {
    return new OfficeTemplates.Written(one.areaId(), one.at());
  }

  /**
   * The files of a report by their endings; empty for one that cannot be laid out, so that it alone
   * is missing.
   */
  private Map<String, byte[]> files(ReportCollection run, Area place, Document one) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try {
      AdministrativeDocument document = one.document().get();
      if (run.word()) {
        files.put(".docx", one.word().apply(document));
      }
      if (run.pdf()) {
        files.put(".pdf", document.toPdf());
      }
    } catch (RuntimeException broken) {
      if (Thread.currentThread().isInterrupted() || space.full()) {
        throw broken;
      }
      LOG.error("collection {} has no file of {}", run.id(), place.code(), broken);
      return Map.of();
    }
    return files;
  }

  private byte[] archive(ReportCollection run, Part part, Source source, List<Line> lines) {
    boolean folders = run.level() == AreaLevel.COMMUNE && several(run);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (int at = 0; at < part.areas().size(); at++) {
        int areaId = part.areas().get(at);
        int number = part.first() + at;
        Area place = Objects.requireNonNull(source.places().get(areaId), "place of an area");
        Area above = source.above().get(areaId);
        String folder = folders && above != null ? plain(above.name()) + "/" : "";
        List<Document> of = source.documents().getOrDefault(areaId, List.of());
        List<String> names = new ArrayList<>();
        boolean broken = false;
        for (int copy = 0; copy < of.size(); copy++) {
          Document one = of.get(copy);
          String name =
              "%04d-%s%s%s"
                  .formatted(
                      number,
                      plain(place.name()),
                      copy == 0 ? "" : "-" + (copy + 1),
                      one.outcome() == Outcome.DRAFT
                          ? "-" + vietnamese.t("reports.collection.draft.file")
                          : "");
          Map<String, byte[]> files = files(run, place, one);
          for (Map.Entry<String, byte[]> file : files.entrySet()) {
            put(zip, folder + name + file.getKey(), file.getValue());
            names.add(name + file.getKey());
          }
          broken |= files.isEmpty();
          written.incrementAndGet();
        }
        lines.add(
            new Line(
                number,
                place.name(),
                place.code(),
                above == null ? "" : above.name(),
                broken ? Outcome.BROKEN : of.isEmpty() ? Outcome.NONE : of.getFirst().outcome(),
                of.isEmpty() ? 0 : of.getFirst().version(),
                names));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return bytes.toByteArray();
  }

  /** Whether those of several provinces are collected. */
  private boolean several(ReportCollection run) {
    return areas.lastKnown(run.areaId()).level() == AreaLevel.NATION;
  }

  private static String plain(String name) {
    return VietnameseText.fold(name)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  private String fileName(ReportCollection run) {
    return plain(
        vietnamese.t("reports.collection.file")
            + " "
            + run.form().name().replace('_', '-')
            + " "
            + areas.lastKnown(run.areaId()).name()
            + " "
            + run.until().getYear());
  }
}
