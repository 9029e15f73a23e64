package vn.khuyenhoc.certificates;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.certificates.paper.Book;
import vn.khuyenhoc.certificates.paper.OneFile;
import vn.khuyenhoc.certificates.paper.Paper;
import vn.khuyenhoc.certificates.paper.PaperLook;
import vn.khuyenhoc.certificates.paper.Template;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.FreeSpace;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.PartWork;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.platform.RunsOfParts;
import vn.khuyenhoc.platform.pdf.DocumentSigner;
import vn.khuyenhoc.platform.pdf.LetterUnknownException;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Files for many certificates. A run makes them in parts; a part is a file of the store and a row
 * that names it, so what was not finished never counts and what was is not done again.
 */
@Service
class PrintRuns {

  /** Certificates a part: some twenty megabytes to download. */
  static final int PART = 500;

  /** Whoever was not seen for this long is no more at it. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  private static final long MOST_BYTES = 2_000_000_000L;
  private static final int SEEN_EVERY = 100;

  private final PrintRunTable table;
  private final CertificateTable certificates;
  private final SeriesTable numbers;
  private final SigningKeys keys;
  private final KeyFiles keyFiles;
  private final FileStore store;
  private final Areas areas;
  private final Journal journal;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Path files;
  private final PartWork work;
  private final Map<UUID, DocumentSigner> signers = new ConcurrentHashMap<>();
  private final Map<UUID, AtomicInteger> progress = new ConcurrentHashMap<>();

  PrintRuns(
      PrintRunTable table,
      CertificateTable certificates,
      SeriesTable numbers,
      SigningKeys keys,
      KeyFiles keyFiles,
      FileStore store,
      Areas areas,
      Journal journal,
      TransactionTemplate transactions,
      Clock clock,
      FreeSpace space,
      @Value("${khuyenhoc.files}") Path files) {
    this.table = table;
    this.certificates = certificates;
    this.numbers = numbers;
    this.keys = keys;
    this.keyFiles = keyFiles;
    this.store = store;
    this.areas = areas;
    this.journal = journal;
    this.transactions = transactions;
    this.clock = clock;
    this.files = files;
    this.work =
        new PartWork(
            table.runs(),
            SILENCE,
            space,
            clock,
            CertificatesProblem.DISK_FULL,
            CertificatesProblem.RUN_BROKEN);
  }

  /**
   * What a run is to make.
   *
   * @param id made by the form: sent twice, begun once
   * @param batchId only those issued together; null for the whole series
   * @param address of the public pages
   */
  record Wanted(
      UUID id,
      int seriesId,
      @Nullable UUID batchId,
      PrintRun.Kind kind,
      PaperLook look,
      String heading,
      String address) {}

  /**
   * Begins a run.
   *
   * @param keyFile sent with the form; null for none
   * @param password as typed; kept by nobody
   */
  @Transactional
  public Result<PrintRun> begin(
      Actor actor, Wanted wanted, byte @Nullable [] keyFile, String password) {
    Optional<PrintRun> before = table.byId(wanted.id());
    if (before.isPresent()) {
      return Result.ok(read(actor, wanted.id()));
    }
    Series series =
        numbers
            .byId(wanted.seriesId())
            .orElseThrow(() -> new NotFoundException("series " + wanted.seriesId()));
    areas.requireKnown(actor, Right.CERTIFICATE_ISSUE, series.issuer().areaId());
    PrintRunTable.Span span = table.span(series.id(), wanted.batchId());
    if (span.counting() == 0) {
      return Result.refused(Problem.of(CertificatesProblem.NOTHING_TO_PRINT));
    }
    DocumentSigner signer = null;
    if (wanted.kind() == PrintRun.Kind.SIGNED) {
      switch (keyFiles.open(actor, series.issuer().areaId(), keyFile, password)) {
        case Result.Refused<DocumentSigner>(List<Problem> problems) -> {
          return Result.refused(problems);
        }
        case Result.Ok<DocumentSigner>(DocumentSigner opened) -> signer = opened;
      }
    }
    String heading = VietnameseText.clean(wanted.heading());
    table.add(
        wanted.id(),
        series.id(),
        wanted.batchId(),
        wanted.kind(),
        wanted.look(),
        heading.isEmpty() ? PaperWords.usualHeading() : heading,
        wanted.address(),
        span.last(),
        span.counting(),
        PART,
        clock.instant(),
        actor);
    if (signer != null) {
      signers.put(wanted.id(), signer);
    }
    journal.write(
        actor,
        "certificate.run",
        "series/" + series.id(),
        series.issuer().areaId(),
        Map.of(
            "run", wanted.id().toString(), "kind", wanted.kind().name(), "count", span.counting()));
    return Result.ok(table.byId(wanted.id()).orElseThrow());
  }

  /** Goes on with a run that is held. */
  @Transactional
  public Result<PrintRun> resume(Actor actor, UUID id, byte @Nullable [] keyFile, String password) {
    PrintRun run = write(actor, id);
    if (run.state() == RunState.HELD
        && run.kind() == PrintRun.Kind.SIGNED
        && (!signers.containsKey(id) || keyFile != null || !password.isEmpty())) {
      switch (keyFiles.open(actor, run.series().issuer().areaId(), keyFile, password)) {
        case Result.Refused<DocumentSigner>(List<Problem> problems) -> {
          return Result.refused(problems);
        }
        case Result.Ok<DocumentSigner>(DocumentSigner opened) -> signers.put(id, opened);
      }
    }
    return table.runs().resume(id, clock.instant()) == RunsOfParts.Resumed.NOT
        ? Result.refused(Problem.of(CertificatesProblem.RUN_OVER))
        : Result.ok(table.byId(id).orElseThrow());
  }

  /** Stops a run; what was finished stays. */
  @Transactional
  public Result<PrintRun> stop(Actor actor, UUID id) {
    PrintRun run = write(actor, id);
    if (!table.runs().stop(id, clock.instant())) {
      return Result.refused(Problem.of(CertificatesProblem.RUN_OVER));
    }
    signers.remove(id);
    journal.write(
        actor,
        "certificate.run.stop",
        "series/" + run.series().id(),
        run.series().issuer().areaId(),
        Map.of("run", id.toString()));
    return Result.ok(table.byId(id).orElseThrow());
  }

  /** A run, for those who may read certificates of its issuer. */
  PrintRun read(Actor actor, UUID id) {
    PrintRun run = table.byId(id).orElseThrow(() -> new NotFoundException("run " + id));
    areas.requireKnown(actor, Right.CERTIFICATE_READ, run.series().issuer().areaId());
    return run;
  }

  private PrintRun write(Actor actor, UUID id) {
    PrintRun run = table.byId(id).orElseThrow(() -> new NotFoundException("run " + id));
    areas.requireKnown(actor, Right.CERTIFICATE_ISSUE, run.series().issuer().areaId());
    return run;
  }

  /** How many certificates are done, those of unfinished parts included. */
  int done(PrintRun run) {
    AtomicInteger here = progress.get(run.id());
    return Math.min(run.total(), here == null ? run.done() : Math.max(run.done(), here.get()));
  }

  List<PrintRun.Part> parts(UUID id) {
    return table.parts(id);
  }

  List<PrintRun> recent(List<Integer> areaIds, @Nullable Integer seriesId, int limit) {
    return table.recent(areaIds, seriesId, limit);
  }

  /** Runs that are held, of bodies over whose areas the actor holds the right to issue. */
  List<PrintRun> held(Actor actor) {
    List<PrintRun> held = table.held();
    if (held.isEmpty()) {
      return held;
    }
    Set<Integer> own =
        areas.reachedKnown(
            actor,
            Right.CERTIFICATE_ISSUE,
            held.stream().map(run -> run.series().issuer().areaId()).distinct().toList());
    return held.stream().filter(run -> own.contains(run.series().issuer().areaId())).toList();
  }

  /** How many certificates that count there are to print. */
  int counting(int seriesId, @Nullable UUID batchId) {
    return table.span(seriesId, batchId).counting();
  }

  /** The bytes of a part. */
  Path file(PrintRun.Part part) {
    return store.path(part.sha256());
  }

  /** One certificate to print, not signed. */
  byte[] one(Certificate certificate, String address) {
    PaperWords words = new PaperWords(PaperWords.usualHeading(), address, keys.signer(null));
    Paper paper = words.of(certificate);
    Template.Letters letters = new Template.Letters();
    letters.add(paper);
    return OneFile.plain(letters.template(new PaperLook(true, PaperLook.Colour.RED)), paper);
  }

  // ---- the work itself

  /** Does everything that waits, one run after the other. */
  void workAll() {
    int threads = Runtime.getRuntime().availableProcessors();
    work.workAll(id -> work(table.byId(id).orElseThrow(), threads));
  }

  /** Works on a claimed run until it is over, held or stopped. */
  void work(PrintRun run, int threads) {
    try {
      if (work.work(run.id(), threads, new Printing(run))) {
        signers.remove(run.id());
      }
    } finally {
      progress.remove(run.id());
    }
  }

  /** What a run's parts share. */
  private record Means(
      PrintRun run,
      PaperWords words,
      Template template,
      @Nullable DocumentSigner signer,
      AtomicInteger counted) {}

  /** The parts of a run: each a stretch of the series. */
  private final class Printing implements PartWork.Parts<PrintRunTable.Stretch> {

    private final PrintRun run;
    private @Nullable Means means;

    Printing(PrintRun run) {
      this.run = run;
    }

    @Override
    public List<PrintRunTable.Stretch> open() throws IOException {
      Files.createDirectories(files);
      DocumentSigner signer = run.kind() == PrintRun.Kind.SIGNED ? signer(run) : null;
      List<PrintRunTable.Stretch> open = table.open(run);
      if (!open.isEmpty()) {
        AtomicInteger counted = new AtomicInteger(run.done());
        progress.put(run.id(), counted);
        PaperWords words = new PaperWords(run.heading(), run.address(), keys.signer(null));
        means = new Means(run, words, template(run, words, open), signer, counted);
      }
      return open;
    }

    @Override
    public void make(PrintRunTable.Stretch stretch) throws IOException {
      part(Objects.requireNonNull(means, "what the parts share"), stretch);
    }
  }

  private DocumentSigner signer(PrintRun run) {
    DocumentSigner known = signers.get(run.id());
    if (known != null) {
      return known;
    }
    Result<DocumentSigner> set =
        keyFiles
            .bySetting()
            .orElseGet(() -> Result.refused(Problem.of(CertificatesProblem.PASSWORD_FORGOTTEN)));
    return switch (set) {
      case Result.Ok<DocumentSigner>(DocumentSigner opened) -> opened;
      case Result.Refused<DocumentSigner>(List<Problem> problems) ->
          throw new PartWork.HeldException(problems.getFirst());
    };
  }

  private Template template(PrintRun run, PaperWords words, List<PrintRunTable.Stretch> open) {
    Template.Letters letters = new Template.Letters();
    certificates.each(
        run.series().id(),
        run.batchId(),
        open.getFirst().first(),
        open.getLast().last(),
        certificate -> {
          try {
            letters.add(words.unsigned().of(certificate));
          } catch (LetterUnknownException unknown) {
            throw unknown(unknown, certificate);
          }
        });
    return letters.template(run.look());
  }

  private static PartWork.HeldException unknown(
      LetterUnknownException unknown, Certificate certificate) {
    return new PartWork.HeldException(
        Problem.of(
            CertificatesProblem.LETTER_UNKNOWN,
            unknown.letter(),
            unknown.text(),
            certificate.number()));
  }

  private void part(Means means, PrintRunTable.Stretch stretch) throws IOException {
    PrintRun run = means.run();
    Path file = Files.createTempFile(files, "certificates", ".part");
    try {
      int made;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        made =
            run.kind() == PrintRun.Kind.PRINT
                ? book(means, stretch, out)
                : zip(means, stretch, out);
      }
      transactions.executeWithoutResult(
          status -> {
            try (InputStream in = Files.newInputStream(file)) {
              FileStore.Kept kept =
                  store.keep(
                      in,
                      run.kind() == PrintRun.Kind.PRINT ? "application/pdf" : "application/zip",
                      MOST_BYTES,
                      null);
              table.addPart(run.id(), stretch, made, kept.sha256(), kept.size(), clock.instant());
            } catch (IOException broken) {
              throw new UncheckedIOException(broken);
            }
          });
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private int book(Means means, PrintRunTable.Stretch stretch, OutputStream out)
      throws IOException {
    Book book = new Book(means.template(), out);
    List<Certificate> last = new ArrayList<>(1);
    int made =
        each(
            means,
            stretch,
            (certificate, paper) -> {
              book.add(paper);
              last.clear();
              last.add(certificate);
            });
    if (made > 0) {
      book.close(
          PaperWords.filesTitle(),
          last.getFirst().batch().issuedOn(),
          means.run().id() + "/" + stretch.part());
    }
    return made;
  }

  private int zip(Means means, PrintRunTable.Stretch stretch, OutputStream out) throws IOException {
    // PDFs are compressed already; every entry is dated the same, so the same files give the same
    // bytes
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
    DocumentSigner signer = means.signer();
    int made =
        each(
            means,
            stretch,
            (certificate, paper) -> {
              byte[] pdf =
                  signer == null
                      ? OneFile.plain(means.template(), paper)
                      : OneFile.signed(
                          means.template(), paper, signer, PaperWords.reason(), Instant.now(clock));
              CRC32 sum = new CRC32();
              sum.update(pdf);
              ZipEntry entry = new ZipEntry(fileName(certificate) + ".pdf");
              entry.setSize(pdf.length);
              entry.setCompressedSize(pdf.length);
              entry.setCrc(sum.getValue());
              entry.setTimeLocal(certificate.batch().issuedOn().atStartOfDay());
              zip.putNextEntry(entry);
              zip.write(pdf);
              zip.closeEntry();
            });
    zip.finish();
    return made;
  }

  /** What is done with each certificate. */
  private interface Making {
    void make(Certificate certificate, Paper paper) throws IOException;
  }

  private int each(Means means, PrintRunTable.Stretch stretch, Making making) {
    PrintRun run = means.run();
    AtomicInteger made = new AtomicInteger();
    transactions.executeWithoutResult(
        status ->
            certificates.each(
                run.series().id(),
                run.batchId(),
                stretch.first(),
                stretch.last(),
                certificate -> {
                  try {
                    making.make(certificate, means.words().of(certificate));
                  } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                  } catch (LetterUnknownException unknown) {
                    throw unknown(unknown, certificate);
                  }
                  means.counted().incrementAndGet();
                  if (made.incrementAndGet() % SEEN_EVERY == 0) {
                    seen(run.id());
                  }
                }));
    return made.get();
  }

  private void seen(UUID id) {
    Instant now = clock.instant();
    TransactionTemplate alone =
        new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
    alone.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    alone.executeWithoutResult(status -> table.runs().seen(id, now));
  }

  /** The name of a certificate's file, in plain letters: 0012-GCN-UBND-2026. */
  static String fileName(Certificate certificate) {
    String symbol =
        VietnameseText.fold(certificate.series().pattern().replace("{n}", "").replace("{yyyy}", ""))
            .toUpperCase(java.util.Locale.ROOT)
            .replaceAll("[^0-9A-Z]+", "-")
            .replaceAll("^-|-$", "");
    return "%06d-%s-%d".formatted(certificate.n(), symbol, certificate.series().year());
  }
}
