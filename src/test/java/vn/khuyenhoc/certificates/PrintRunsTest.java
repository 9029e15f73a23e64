package vn.khuyenhoc.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.certificates.paper.PaperLook;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.FreeSpace;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.TestFiles;

/** Files for many certificates, whatever happens in the middle. */
@ModuleTest
class PrintRunsTest {

  private static final Path FILES = TestFiles.FOLDER;

  @Autowired private Certificates certificates;
  @Autowired private CertificateTable table;
  @Autowired private SeriesTable numbers;
  @Autowired private PrintRunTable runTable;
  @Autowired private SigningKeys keys;
  @Autowired private KeyFiles keyFiles;
  @Autowired private FileStore store;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Journal journal;
  @Autowired private TransactionTemplate transactions;
  @Autowired private Clock clock;
  @Autowired private JdbcClient jdbc;

  private Office office;
  private PrintRuns runs;

  @BeforeEach
  void office() {
    office = Office.in(areas, builtIn);
    runs = program(0);
  }

  /** A program as it is after a start: it remembers no password. */
  private PrintRuns program(long reserve) {
    return new PrintRuns(
        runTable,
        table,
        numbers,
        keys,
        keyFiles,
        store,
        areas,
        journal,
        transactions,
        clock,
        new FreeSpace(FILES, reserve),
        FILES);
  }

  private Result<PrintRun> begin(PrintRun.Kind kind, byte @Nullable [] keyFile, String password) {
    return runs.begin(
        office.officer(),
        new PrintRuns.Wanted(
            Ids.next(),
            office.series(certificates).id(),
            null,
            kind,
            new PaperLook(true, PaperLook.Colour.RED),
            "",
            "http://127.0.0.1:8080"),
        keyFile,
        password);
  }

  /** Parts of ten, so that there are several. */
  private PrintRun begun(PrintRun.Kind kind, byte @Nullable [] keyFile, String password) {
    PrintRun run = begin(kind, keyFile, password).orThrow();
    jdbc.sql(
            "update certificates.print_run set part_size = 10, state = 'WORKING' where run_id = :id")
        .param("id", run.id())
        .update();
    return again(run);
  }

  private PrintRun again(PrintRun run) {
    return runTable.byId(run.id()).orElseThrow();
  }

  private byte[] keyFile(Instant until) {
    return KeyFileMaker.of("UBND xã Thượng", "bí mật", clock.instant().minusSeconds(99), until);
  }

  private Set<String> entries(PrintRun run) throws IOException {
    Set<String> names = new HashSet<>();
    for (PrintRun.Part part : runs.parts(run.id())) {
      try (InputStream in = Files.newInputStream(runs.file(part));
          ZipInputStream zip = new ZipInputStream(in)) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          try (PDDocument document = Loader.loadPDF(zip.readAllBytes())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getSignatureDictionaries())
                .hasSize(run.kind() == PrintRun.Kind.SIGNED ? 1 : 0);
          }
          assertThat(names.add(entry.getName())).as(entry.getName()).isTrue();
        }
      }
    }
    return names;
  }

  @Test
  void aBookForThePrinterHasEveryCertificateOnce() throws Exception {
    office.issue(certificates, 25);
    PrintRun run = begun(PrintRun.Kind.PRINT, null, "");
    runs.work(run, 2);
    assertThat(again(run).state()).isEqualTo(RunState.DONE);
    List<Integer> pages = new ArrayList<>();
    for (PrintRun.Part part : runs.parts(run.id())) {
      try (PDDocument document = Loader.loadPDF(runs.file(part).toFile())) {
        pages.add(document.getNumberOfPages());
      }
    }
    assertThat(pages).containsExactly(10, 10, 5);
  }

  @Test
  void separateFilesAreSignedEach() throws Exception {
    office.issue(certificates, 23);
    PrintRun run =
        begun(PrintRun.Kind.SIGNED, keyFile(Instant.parse("2030-01-01T00:00:00Z")), "bí mật");
    runs.work(run, 2);
    assertThat(again(run).state()).isEqualTo(RunState.DONE);
    assertThat(again(run).done()).isEqualTo(23);
    assertThat(entries(run)).hasSize(23).contains("000012-GCN-UBND-2026.pdf");
  }

  @Test
  void afterAKillWhatWasDoneIsNotDoneAgain() throws Exception {
    office.issue(certificates, 35);
    PrintRun run = begun(PrintRun.Kind.SEPARATE, null, "");
    runs.work(run, 1);
    // as a kill after the second part leaves it: two rows, the others' files without a row
    jdbc.sql(
            "update certificates.print_run set state = 'WORKING', seen_at = :then where run_id = :id")
        .param("id", run.id())
        .param("then", java.sql.Timestamp.from(clock.instant().minus(Duration.ofMinutes(2))))
        .update();
    List<PrintRun.Part> before = runs.parts(run.id());
    transactions.executeWithoutResult(
        status -> {
          assertThat(runTable.open(again(run))).isEmpty();
        });
    PrintRuns restarted = program(0);
    restarted.workAll();
    assertThat(again(run).state()).isEqualTo(RunState.DONE);
    assertThat(runs.parts(run.id())).isEqualTo(before);
    assertThat(entries(run)).hasSize(35);
  }

  @Test
  void aPartWithoutItsRowIsMadeAndOnlyThatOne() {
    office.issue(certificates, 30);
    PrintRun run = begun(PrintRun.Kind.SEPARATE, null, "");
    List<PrintRunTable.Stretch> open = runTable.open(run);
    assertThat(open).extracting(PrintRunTable.Stretch::part).containsExactly(1, 2, 3);
    transactions.executeWithoutResult(
        status -> {
          String kept =
              store
                  .keep(
                      new java.io.ByteArrayInputStream(new byte[] {7}), "application/zip", 9, null)
                  .sha256();
          runTable.addPart(run.id(), open.get(1), 10, kept, 1, clock.instant());
        });
    assertThat(runTable.open(again(run)))
        .extracting(PrintRunTable.Stretch::part)
        .containsExactly(1, 3);
    runs.work(again(run), 2);
    assertThat(again(run).state()).isEqualTo(RunState.DONE);
    assertThat(runs.parts(run.id())).hasSize(3).anyMatch(part -> part.size() == 1);
  }

  @Test
  void aTypedPasswordIsForgottenWithTheProgramAndAskedForAgain() throws Exception {
    office.issue(certificates, 12);
    PrintRun run =
        begun(PrintRun.Kind.SIGNED, keyFile(Instant.parse("2030-01-01T00:00:00Z")), "bí mật");
    PrintRuns restarted = program(0);
    restarted.work(run, 1);
    assertThat(again(run).problem()).isEqualTo(CertificatesProblem.PASSWORD_FORGOTTEN);
    assertThat(codes(restarted.resume(office.officer(), run.id(), null, "nhầm")))
        .containsExactly("SIGNATURE_PASSWORD");
    restarted.resume(office.officer(), run.id(), null, "bí mật").orThrow();
    jdbc.sql("update certificates.print_run set state = 'WORKING' where run_id = :id")
        .param("id", run.id())
        .update();
    restarted.work(again(run), 1);
    assertThat(again(run).state()).isEqualTo(RunState.DONE);
    assertThat(entries(run)).hasSize(12);
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from certificates.key_file k, certificates.print_run r
                     where k::text || r::text like '%bí mật%'
                    """)
                .query(Integer.class)
                .single())
        .isZero();
  }

  private static List<String> codes(Result<?> result) {
    return result.problems().stream()
        .map(Problem::code)
        .map(code -> ((Enum<?>) code).name())
        .toList();
  }

  @Test
  void whatCannotSignIsSaidBeforeTheRunBegins() {
    office.issue(certificates, 1);
    assertThat(codes(begin(PrintRun.Kind.SIGNED, null, "x"))).containsExactly("SIGNATURE_MISSING");
    assertThat(codes(begin(PrintRun.Kind.SIGNED, new byte[] {1, 2}, "x")))
        .containsExactly("SIGNATURE_UNREADABLE");
    assertThat(
            codes(begin(PrintRun.Kind.SIGNED, keyFile(clock.instant().minusSeconds(5)), "bí mật")))
        .containsExactly("SIGNATURE_EXPIRED");
    assertThat(
            codes(
                begin(PrintRun.Kind.SIGNED, keyFile(Instant.parse("2030-01-01T00:00:00Z")), "sai")))
        .containsExactly("SIGNATURE_PASSWORD");
  }

  @Test
  void aFullDiskHoldsTheRunUntilThereIsRoom() throws Exception {
    office.issue(certificates, 3);
    PrintRun run = begun(PrintRun.Kind.SEPARATE, null, "");
    PrintRuns crowded = program(Long.MAX_VALUE / 2_000_000);
    crowded.work(run, 1);
    assertThat(again(run).state()).isEqualTo(RunState.HELD);
    assertThat(again(run).problem()).isEqualTo(CertificatesProblem.DISK_FULL);
    runs.resume(office.officer(), run.id(), null, "").orThrow();
    jdbc.sql("update certificates.print_run set state = 'WORKING' where run_id = :id")
        .param("id", run.id())
        .update();
    runs.work(again(run), 1);
    assertThat(entries(run)).hasSize(3);
  }

  @Test
  void aLetterThatTheLetteringHasNotIsNamed() {
    office.issue(certificates, "Lò ꪹꪕ");
    PrintRun run = begun(PrintRun.Kind.PRINT, null, "");
    runs.work(run, 1);
    PrintRun held = again(run);
    assertThat(held.state()).isEqualTo(RunState.HELD);
    assertThat(held.problem()).isEqualTo(CertificatesProblem.LETTER_UNKNOWN);
    assertThat(held.problemWords()).containsExactly("ꪹ", "Lò ꪹꪕ", "01/GCN-UBND");
    assertThat(runs.held(office.officer())).extracting(PrintRun::id).containsExactly(run.id());
  }

  @Test
  void revokedCertificatesAreNotPrinted() throws Exception {
    List<IssuedCertificate> issued = office.issue(certificates, 11);
    certificates
        .revoke(office.officer(), List.of(issued.getFirst().id()), Office.DECIDED, "sai")
        .orThrow();
    PrintRun run = begun(PrintRun.Kind.SEPARATE, null, "");
    runs.work(run, 1);
    assertThat(again(run).done()).isEqualTo(10);
    assertThat(entries(run)).hasSize(10).doesNotContain("000001-GCN-UBND-2026.pdf");
  }

  @Test
  void aStoppedRunKeepsWhatWasDone() {
    office.issue(certificates, 3);
    PrintRun run = begun(PrintRun.Kind.PRINT, null, "");
    runs.stop(office.officer(), run.id()).orThrow();
    runs.work(run, 1);
    assertThat(again(run).state()).isEqualTo(RunState.STOPPED);
    assertThat(codes(runs.resume(office.officer(), run.id(), null, "")))
        .containsExactly("RUN_OVER");
  }

  @Test
  void nothingThatCountsIsNothingToPrint() {
    assertThat(codes(begin(PrintRun.Kind.PRINT, null, ""))).containsExactly("NOTHING_TO_PRINT");
  }
}
