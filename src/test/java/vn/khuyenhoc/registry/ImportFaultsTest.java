package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.TestDatabase;

/** An import whose process or connection ends in the middle: nothing half done, nothing lost. */
@ModuleTest
class ImportFaultsTest {

  private static final String CHANGES = "insert into registry.subject_change%";
  private static final String MEASURE = "analyze registry.import_row%";

  @Autowired private HouseholdImports imports;
  @Autowired private Households households;
  @Autowired private FileStore files;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private TestDatabase database;

  private SmallProvince place;
  private Actor officer;

  @BeforeEach
  void aProvince() {
    place = SmallProvince.in(areas, builtIn);
    officer = SmallProvince.actor("Cán bộ Thượng", Role.COMMUNE_OFFICER, commune());
  }

  private int commune() {
    return place.communes().getFirst();
  }

  private long registered() {
    return households.page(new HouseholdFilter(List.of(commune()), null, ""), 25, 0).total();
  }

  private UUID sent(Workbooks file) {
    UUID id = Ids.next();
    imports
        .begin(officer, id, commune(), "danh sách.xlsx", new ByteArrayInputStream(file.bytes()))
        .orThrow();
    return id;
  }

  private static Workbooks list(String note) {
    Workbooks file = Workbooks.full();
    file.row(null, null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 1, 2, 1, note);
    for (int i = 0; i < 40; i++) {
      file.row(null, null, "Bản Hai", "Cà Thị Hoa", "Nhóm " + i, 1, 2, 1, note);
    }
    return file.row(null, null, "Bản Lạ", "Quàng Văn Ổn", "", 1, 2, 1, note);
  }

  private ImportBatch batch(UUID id) {
    return imports.read(officer, id);
  }

  private UUID previewed(Workbooks file) {
    UUID id = sent(file);
    imports.work(id, true);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.PREVIEWED);
    return id;
  }

  /**
   * Lets the work come as far as a statement, which waits for a lock of ours, ends its connection
   * there, and looks at what is left while nobody can go on.
   */
  private void brokenAt(String statement, String lock, UUID id, Runnable look) throws Exception {
    try (Connection owner = database.owner().connect();
        Statement sql = owner.createStatement()) {
      owner.setAutoCommit(false);
      sql.execute("lock table " + lock + " mode");
      Thread work = Thread.ofPlatform().start(() -> imports.work(id, true));
      boolean ended = false;
      while (work.isAlive()) {
        for (int process : waiting(statement)) {
          ended |= terminated(process);
        }
        work.join(20);
      }
      assertThat(ended).as("the work came as far as %s", statement).isTrue();
      look.run();
      owner.rollback();
    }
  }

  private List<Integer> waiting(String statement) {
    return jdbc.sql(
            """
            select pid from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock' and ltrim(query, E' \\n') ilike :query
            """)
        .param("query", statement)
        .query(Integer.class)
        .list();
  }

  private boolean terminated(int process) {
    return jdbc.sql("select pg_terminate_backend(:pid, 5000)")
        .param("pid", process)
        .query(Boolean.class)
        .single();
  }

  @Test
  void aConnectionLostWhileReadingLeavesNothingAndTheFileIsReadAgain() throws Exception {
    UUID id = sent(list(""));
    brokenAt(
        MEASURE,
        "registry.import_row in share update exclusive",
        id,
        () -> {
          assertThat(batch(id).stage()).isEqualTo(ImportStage.READING);
          assertThat(batch(id).counts()).isNull();
          assertThat(rowsKept(id)).isZero();
          assertThat(registered()).isZero();
        });
    imports.work(id, true);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.PREVIEWED);
    assertThat(batch(id).counts()).isEqualTo(new ImportCounts(42, 41, 0, 0, 1));
  }

  @Test
  void aConnectionLostWhileApplyingLeavesNothingHalfDoneAndItIsAppliedOnce() throws Exception {
    UUID first = previewed(list(""));
    imports.confirm(officer, first, true).orThrow();
    imports.work(first, true);
    UUID id =
        previewed(list("ghi chú mới").row(null, null, "Bản Ba", "Vì Văn Xuân", "", 1, 1, 1, null));
    ImportCounts shown = Objects.requireNonNull(batch(id).counts());
    assertThat(shown).isEqualTo(new ImportCounts(43, 1, 41, 0, 1));
    imports.confirm(officer, id, true).orThrow();
    brokenAt(
        CHANGES,
        "registry.subject_change in share",
        id,
        () -> {
          assertThat(batch(id).stage()).isEqualTo(ImportStage.APPLYING);
          assertThat(batch(id).counts()).isEqualTo(shown);
          assertThat(rowsKept(id)).isEqualTo(43);
          assertThat(registered()).isEqualTo(41);
          assertThat(households.inVillage(place.villages().get(2))).isEmpty();
          assertThat(households.inVillage(place.villages().get(0)))
              .allSatisfy(household -> assertThat(household.note()).isEmpty());
        });
    imports.work(id, true);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.APPLIED);
    assertThat(batch(id).counts()).isEqualTo(shown);
    assertThat(registered()).isEqualTo(42);
    assertThat(rowsKept(id)).isZero();
  }

  private long rowsKept(UUID id) {
    return jdbc.sql("select count(*) from registry.import_row where batch_id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  /** The table of rows is unlogged: a database that was killed comes back without them. */
  private void crashed(UUID id) {
    jdbc.sql("delete from registry.import_row where batch_id = :id").param("id", id).update();
    imports.tidy();
  }

  private void worked(UUID id) {
    while (batch(id).working()) {
      imports.work(id, true);
    }
  }

  @Test
  void whatWasConfirmedBeforeADatabaseCrashIsShownAndConfirmedAgain() {
    UUID id = previewed(list(""));
    imports.confirm(officer, id, true).orThrow();
    crashed(id);
    worked(id);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.PREVIEWED);
    assertThat(batch(id).confirmedName()).isNull();
    assertThat(batch(id).findings()).extracting(RowProblem::c).contains("REGISTRY-062");
    assertThat(registered()).isZero();
    crashed(id);
    worked(id);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.PREVIEWED);
    assertThat(registered()).isZero();
    imports.confirm(officer, id, true).orThrow();
    worked(id);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.APPLIED);
    assertThat(batch(id).findings()).extracting(RowProblem::c).doesNotContain("REGISTRY-062");
    assertThat(registered()).isEqualTo(41);
  }

  @Test
  void anEditBetweenTheConfirmationAndADatabaseCrashIsNotOverwrittenUnseen() {
    UUID first = previewed(list(""));
    imports.confirm(officer, first, true).orThrow();
    imports.work(first, true);
    UUID id = previewed(list("ghi chú mới"));
    imports.confirm(officer, id, true).orThrow();
    Household household = households.inVillage(place.villages().get(0)).getFirst();
    households
        .edit(
            officer,
            household.key(),
            household.version(),
            new HouseholdEntry("Lò Văn Mười", "Nhóm 1", 4, 2, 1, "sửa tay"))
        .orThrow();
    crashed(id);
    worked(id);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.PREVIEWED);
    assertThat(households.byId(household.key()).orElseThrow().note()).isEqualTo("sửa tay");
  }

  @Test
  void whatComesToSomethingElseAfterADatabaseCrashIsShownAgain() {
    UUID id = previewed(list(""));
    households
        .add(
            officer,
            Ids.next(),
            place.villages().get(0),
            new HouseholdEntry("Lò Văn Mười", "Nhóm 1", 5, 5, 5, ""),
            true)
        .orThrow();
    imports.confirm(officer, id, true).orThrow();
    crashed(id);
    while (batch(id).working()) {
      imports.work(id, true);
    }
    assertThat(batch(id).stage()).isEqualTo(ImportStage.PREVIEWED);
    assertThat(batch(id).counts()).isEqualTo(new ImportCounts(42, 40, 1, 0, 1));
    assertThat(registered()).isEqualTo(1);
  }

  @Test
  void whatNeverComesToAnEndStandsAsBrokenOffAndIsReadAgainOnRequest() {
    UUID id = sent(list(""));
    jdbc.sql("update registry.import_batch set attempts = 3 where batch_id = :id")
        .param("id", id)
        .update();
    imports.work(id, true);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.REFUSED);
    assertThat(batch(id).brokenOff()).isTrue();
    imports.again(officer, id).orThrow();
    imports.work(id, true);
    assertThat(batch(id).counts()).isEqualTo(new ImportCounts(42, 41, 0, 0, 1));
    assertThat(batch(id).brokenOff()).isFalse();
    imports.confirm(officer, id, true).orThrow();
    jdbc.sql("update registry.import_batch set attempts = 3 where batch_id = :id")
        .param("id", id)
        .update();
    imports.work(id, true);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.PREVIEWED);
    assertThat(batch(id).brokenOff()).isTrue();
    assertThat(batch(id).confirmedName()).isNull();
    imports.confirm(officer, id, true).orThrow();
    imports.work(id, true);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.APPLIED);
    assertThat(batch(id).brokenOff()).isFalse();
    assertThat(registered()).isEqualTo(41);
  }

  @Test
  void aFileThatIsGoneForAWhileIsReadOnceItIsBack() throws Exception {
    UUID id = sent(list(""));
    Path kept = files.path(Objects.requireNonNull(batch(id).sha256()));
    Path aside = kept.resolveSibling(kept.getFileName() + ".aside");
    Files.move(kept, aside);
    imports.work(id, true);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.REFUSED);
    assertThat(batch(id).brokenOff()).isTrue();
    Files.move(aside, kept);
    imports.again(officer, id).orThrow();
    imports.work(id, true);
    assertThat(batch(id).stage()).isEqualTo(ImportStage.PREVIEWED);
  }

  @Test
  void aFileThatWasRefusedForItsContentIsNotReadAgain() {
    UUID id = sent(Workbooks.of("Tên", "Tuổi").row("A", 1));
    imports.work(id, true);
    assertThat(imports.again(officer, id).problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("REGISTRY-050");
  }
}
