package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Households from a sheet: what is taken, what is refused, and that nothing is half done. */
@ModuleTest
class HouseholdImportsTest {

  @Autowired private HouseholdImports imports;
  @Autowired private Households households;
  @Autowired private HouseholdSheet sheet;
  @Autowired private Languages languages;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private JdbcClient jdbc;

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

  private int village(int index) {
    return place.villages().get(index);
  }

  private ImportBatch preview(byte[] file) {
    return preview(officer, commune(), file, "danh sách.xlsx");
  }

  private ImportBatch preview(Actor actor, int area, byte[] file, String name) {
    UUID id = Ids.next();
    imports.begin(actor, id, area, name, new ByteArrayInputStream(file)).orThrow();
    imports.work(id, true);
    return imports.read(actor, id);
  }

  private ImportBatch applied(byte[] file) {
    ImportBatch batch = preview(file);
    assertThat(batch.stage()).as("%s", batch.findings()).isEqualTo(ImportStage.PREVIEWED);
    imports.confirm(officer, batch.id(), true).orThrow();
    imports.work(batch.id(), true);
    return imports.read(officer, batch.id());
  }

  private static ImportCounts counts(int rows, int imported, int updated, int skipped, int failed) {
    return new ImportCounts(rows, imported, updated, skipped, failed);
  }

  private Map<Integer, List<String>> problems(ImportBatch batch) {
    return imports.failedRows(batch.id(), 1_000, 0).stream()
        .collect(
            Collectors.toMap(
                FailedRow::number, row -> row.problems().stream().map(RowProblem::c).toList()));
  }

  private byte[] export(HouseholdFilter filter) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SheetWriter writer = sheet.writer(out, languages.vietnamese(), List.of("Danh sách hộ"))) {
      households.each(filter, row -> HouseholdSheet.write(writer, row, Map.of()));
    }
    return out.toByteArray();
  }

  private HouseholdFilter everything() {
    return new HouseholdFilter(List.of(commune()), null, "");
  }

  private static Workbooks two() {
    return Workbooks.full()
        .row(null, null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 2, 3, 1, null)
        .row(null, null, "Bản Hai", "Cà Thị Hoa", null, null, 0, null, "hộ mới");
  }

  @Test
  void previewsFirstAndAppliesNothingUntilConfirmed() {
    ImportBatch batch = preview(two().bytes());
    assertThat(batch.stage()).isEqualTo(ImportStage.PREVIEWED);
    assertThat(batch.counts()).isEqualTo(counts(2, 2, 0, 0, 0));
    assertThat(households.page(everything(), 25, 0).total()).isZero();
    imports.confirm(officer, batch.id(), false).orThrow();
    imports.work(batch.id(), true);
    assertThat(imports.read(officer, batch.id()).counts()).isEqualTo(counts(2, 2, 0, 0, 0));
    assertThat(households.inVillage(village(0)))
        .singleElement()
        .satisfies(
            household -> {
              assertThat(household.head()).isEqualTo("Lò Văn Mười");
              assertThat(household.children()).isEqualTo(2);
              assertThat(households.history(household.key()))
                  .singleElement()
                  .extracting(SubjectChange::batchId)
                  .isEqualTo(batch.id());
            });
    assertThat(households.inVillage(village(1)))
        .singleElement()
        .satisfies(
            household -> {
              assertThat(household.children()).isNull();
              assertThat(household.adults()).isZero();
              assertThat(household.note()).isEqualTo("hộ mới");
            });
  }

  @Test
  void theSameFileAgainChangesNothing() {
    byte[] file = two().row(null, null, "Bản Hai", "Cà Thị Hoa", null, 1, 2, 1, null).bytes();
    applied(file);
    ImportBatch again = preview(file);
    assertThat(again.counts()).isEqualTo(counts(3, 0, 0, 3, 0));
    assertThat(again.findings()).extracting(RowProblem::c).contains("REGISTRY-060");
  }

  @Test
  void everyListComesBackUnchanged() {
    applied(two().bytes());
    HouseholdKey closed =
        households
            .add(
                officer,
                Ids.next(),
                village(2),
                new HouseholdEntry("=Lò\"Văn", "-1", 0, 1, 1, "dòng 1\ndòng 2"),
                false)
            .orThrow();
    households
        .close(officer, closed, 1, java.time.LocalDate.of(2026, 11, 1), "chuyển đi")
        .orThrow();
    ImportBatch back = preview(export(everything()));
    assertThat(problems(back)).isEmpty();
    assertThat(back.counts()).isEqualTo(counts(3, 0, 0, 3, 0));
  }

  @Test
  void updatesByCodeWhateverElseChanged() {
    applied(two().bytes());
    Household household = households.inVillage(village(0)).getFirst();
    ImportBatch batch =
        applied(
            Workbooks.full()
                .row(household.code(), null, "Bản Một", "Lò Văn Mới", "Nhóm 9", null, 4, 2, "x")
                .bytes());
    assertThat(batch.counts()).isEqualTo(counts(1, 0, 1, 0, 0));
    Household now = households.byId(household.key()).orElseThrow();
    assertThat(now.entry()).isEqualTo(new HouseholdEntry("Lò Văn Mới", "Nhóm 9", null, 4, 2, "x"));
    assertThat(now.version()).isEqualTo(2);
    assertThat(households.history(household.key()).getFirst().before())
        .containsEntry("children", 2)
        .containsEntry("head", "Lò Văn Mười");
  }

  @Test
  void aColumnThatIsAbsentKeepsWhatTheRegisterKnows() {
    applied(two().bytes());
    ImportBatch batch =
        applied(
            Workbooks.of("Thôn, bản", "Chủ hộ", "Số trẻ em")
                .row("Bản Một", "Lò Văn Mười", 5)
                .bytes());
    assertThat(batch.counts()).isEqualTo(counts(1, 0, 1, 0, 0));
    assertThat(households.inVillage(village(0)).getFirst().entry())
        .isEqualTo(new HouseholdEntry("Lò Văn Mười", "Nhóm 1", 5, 3, 1, ""));
  }

  @Test
  void tellsNamesakesApartByTheirOccurrence() {
    Workbooks file = Workbooks.full();
    for (int children = 0; children < 3; children++) {
      file.row(null, null, "Bản Một", "Lò Văn Mười", "Nhóm 1", children, 2, 1, null);
    }
    applied(file.bytes());
    assertThat(preview(file.bytes()).counts()).isEqualTo(counts(3, 0, 0, 3, 0));
    ImportBatch changed =
        preview(
            Workbooks.full()
                .row(null, null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 0, 2, 1, null)
                .row(null, null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 7, 2, 1, null)
                .row(null, null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 2, 2, 1, null)
                .row(null, null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 9, 2, 1, null)
                .bytes());
    assertThat(changed.counts()).isEqualTo(counts(4, 1, 1, 2, 0));
    assertThat(imports.plannedUpdates(changed.id(), 10, 0))
        .singleElement()
        .extracting(PlannedUpdate::rowNumber)
        .isEqualTo(3);
  }

  @Test
  void aRowWithAMistakeStillCountsAsItsOccurrence() {
    Workbooks file = Workbooks.full();
    file.row(null, null, "Bản Một", "Lò Văn Mười", "", 1, 2, 1, null);
    file.row(null, null, "Bản Một", "Lò Văn Mười", "", 2, 2, 1, null);
    applied(file.bytes());
    ImportBatch batch =
        preview(
            Workbooks.full()
                .row(null, null, "Bản Một", "Lò Văn Mười", "", "nhiều", 2, 1, null)
                .row(null, null, "Bản Một", "Lò Văn Mười", "", 2, 2, 1, null)
                .bytes());
    assertThat(batch.counts()).isEqualTo(counts(2, 0, 0, 1, 1));
    ImportBatch changed =
        preview(
            Workbooks.full()
                .row(null, null, "Bản Một", "Lò Văn Mười", "", "nhiều", 2, 1, null)
                .row(null, null, "Bản Một", "Lò Văn Mười", "", 3, 2, 1, null)
                .bytes());
    assertThat(imports.plannedUpdates(changed.id(), 10, 0))
        .singleElement()
        .extracting(update -> update.present().children())
        .isEqualTo(2);
  }

  @Test
  void namesakesInAnotherOrderAreStillThemselves() {
    Workbooks file = Workbooks.full();
    file.row(null, null, "Bản Một", "Lò Văn Mười", "", 1, 2, 1, null);
    file.row(null, null, "Bản Một", "Lò Văn Mười", "", 2, 2, 1, null);
    applied(file.bytes());
    ImportBatch turned =
        preview(
            Workbooks.full()
                .row(null, null, "Bản Một", "Lò Văn Mười", "", 2, 2, 1, null)
                .row(null, null, "Bản Một", "Lò Văn Mười", "", 1, 2, 1, null)
                .bytes());
    assertThat(turned.counts()).isEqualTo(counts(2, 0, 0, 2, 0));
  }

  @Test
  void takesTonesOnEitherVowelForTheSameButNotAnotherName() {
    applied(Workbooks.full().row(null, null, "Bản Một", "Lò Thị Hòa", "", 1, 2, 1, null).bytes());
    ImportBatch batch =
        preview(
            Workbooks.full()
                .row(null, null, "Bản Một", "LÒ THỊ HOÀ", "", 1, 2, 1, null)
                .row(null, null, "Bản Một", "Lò Thị Hoa", "", 1, 2, 1, null)
                .bytes());
    assertThat(batch.counts()).isEqualTo(counts(2, 1, 1, 0, 0));
  }

  @Test
  void aNameWithoutAccentsFindsItsHouseholdAndLeavesItsSpelling() {
    applied(two().bytes());
    ImportBatch batch =
        applied(
            Workbooks.full()
                .row(null, null, "ban mot", "lo van muoi", "nhom 1", 4, 3, 1, null)
                .bytes());
    assertThat(batch.counts()).isEqualTo(counts(1, 0, 1, 0, 0));
    Household now = households.inVillage(village(0)).getFirst();
    assertThat(now.head()).isEqualTo("Lò Văn Mười");
    assertThat(now.address()).isEqualTo("Nhóm 1");
    assertThat(now.children()).isEqualTo(4);
  }

  @Test
  void saysEverythingWrongWithEveryRowAtOnce() {
    applied(two().bytes());
    Household known = households.inVillage(village(0)).getFirst();
    String code = known.code();
    String mistyped = code.substring(0, code.length() - 1) + (code.endsWith("1") ? "2" : "1");
    HouseholdKey foreign =
        households
            .add(
                SmallProvince.actor("Hạ", Role.COMMUNE_OFFICER, place.communes().getLast()),
                Ids.next(),
                village(3),
                new HouseholdEntry("Hộ xã khác", "", 1, 1, 1, ""),
                false)
            .orThrow();
    String foreignCode = households.byId(foreign).orElseThrow().code();
    ImportBatch batch =
        preview(
            Workbooks.full()
                .row(mistyped, null, "Bản Một", "A", "", 1, 1, 1, null)
                .row(foreignCode, null, "Bản Một", "B", "", 1, 1, 1, null)
                .row(null, null, "Bản Lạ", "C", "", 1, 1, 2, null)
                .row(null, "Xã Hạ", "Bản Một", "D", "", 1, 1, 1, null)
                .row(null, "Xã Không Có", "Bản Một", "E", "", 1, 1, 1, null)
                .row(null, null, "Bản Một", null, "", 1.234, 100, 1, null)
                .row(code, null, "Bản Hai", "Lò Văn Mười", "Nhóm 1", 2, 3, 1, null)
                .row(null, null, null, "F", "", "ba", "1.234", 1, null)
                .row(null, null, "Bản Một", "NguyÔn V¨n ThÞnh", "", 1, 1, 1, null)
                .bytes());
    assertThat(problems(batch))
        .containsEntry(2, List.of("REGISTRY-030"))
        .containsEntry(3, List.of("REGISTRY-031"))
        .containsEntry(4, List.of("REGISTRY-033", "REGISTRY-004"))
        .containsEntry(5, List.of("REGISTRY-042"))
        .containsEntry(6, List.of("REGISTRY-036"))
        .containsEntry(7, List.of("SHEET-022", "SHEET-024", "SHEET-026"))
        .containsEntry(8, List.of("REGISTRY-037"))
        .containsEntry(9, List.of("SHEET-022", "SHEET-023", "SHEET-026"))
        .containsEntry(10, List.of("SHEET-034"));
    assertThat(batch.counts()).isEqualTo(counts(9, 0, 0, 0, 9));
    assertThat(imports.confirm(officer, batch.id(), true).problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("REGISTRY-054");
  }

  @Test
  void refusesTwoRowsThatAreOneHousehold() {
    applied(two().bytes());
    String code = households.inVillage(village(0)).getFirst().code();
    ImportBatch batch =
        preview(
            Workbooks.full()
                .row(code, null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 5, 5, 5, null)
                .row(code, null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 6, 6, 6, null)
                .row(null, null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 2, 3, 1, null)
                .bytes());
    assertThat(problems(batch))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(2, List.of("REGISTRY-032"), 3, List.of("REGISTRY-032")));
    assertThat(batch.counts()).isEqualTo(counts(3, 1, 0, 0, 2));
  }

  @Test
  void leavesBadRowsOutOnlyWhenToldTo() {
    byte[] file = two().row(null, null, "Bản Lạ", "X", "", 1, 1, 1, null).bytes();
    ImportBatch batch = preview(file);
    assertThat(batch.counts()).isEqualTo(counts(3, 2, 0, 0, 1));
    Result<ImportBatch> refused = imports.confirm(officer, batch.id(), false);
    assertThat(refused.problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("REGISTRY-051");
    imports.confirm(officer, batch.id(), true).orThrow();
    imports.work(batch.id(), true);
    assertThat(imports.read(officer, batch.id()).counts()).isEqualTo(counts(3, 2, 0, 0, 1));
    assertThat(problems(batch)).containsOnlyKeys(4);
  }

  @Test
  void aRowWhoseHouseholdChangedSinceThePreviewIsLeftOut() {
    applied(two().bytes());
    Household household = households.inVillage(village(0)).getFirst();
    ImportBatch batch =
        preview(
            Workbooks.full()
                .row(household.code(), null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 9, 9, 9, null)
                .row(null, null, "Bản Ba", "Vì Văn Xuân", "", 1, 1, 1, null)
                .row(null, null, "Bản Ba", "Vì Văn Hạ", "", 1, 1, 1, null)
                .bytes());
    assertThat(batch.counts()).isEqualTo(counts(3, 2, 1, 0, 0));
    households
        .edit(officer, household.key(), 1, new HouseholdEntry("Lò Văn Mười", "Nhóm 1", 3, 3, 1, ""))
        .orThrow();
    households
        .add(
            officer,
            Ids.next(),
            village(2),
            new HouseholdEntry("Vì Văn Xuân", "", 1, 1, 1, ""),
            false)
        .orThrow();
    imports.confirm(officer, batch.id(), false).orThrow();
    imports.work(batch.id(), true);
    ImportBatch done = imports.read(officer, batch.id());
    assertThat(done.counts()).isEqualTo(counts(3, 1, 0, 0, 2));
    assertThat(problems(done))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(2, List.of("REGISTRY-040"), 3, List.of("REGISTRY-040")));
    assertThat(households.byId(household.key()).orElseThrow().children()).isEqualTo(3);
    assertThat(households.inVillage(village(2))).hasSize(2);
  }

  @Test
  void comparesTheOneNumberOfAFileWithTheOtherOfTheRegister() {
    applied(
        Workbooks.full()
            .row(null, null, "Bản Một", "Lò Văn Mười", "", 2, 3, 2, null)
            .row(null, null, "Bản Một", "Cà Thị Hoa", "", 2, 3, 2, null)
            .bytes());
    for (String column : List.of("Số người lao động", "Số người lớn")) {
      int wrong = column.equals("Số người lớn") ? 1 : 4;
      int right = 3;
      Household coded = named("Lò Văn Mười");
      ImportBatch batch =
          preview(
              Workbooks.of("Mã hộ", "Thôn, bản", "Chủ hộ", column)
                  .row(coded.code(), "Bản Một", "Lò Văn Mười", wrong)
                  .row(null, "Bản Một", "Cà Thị Hoa", right)
                  .row(null, "Bản Ba", "Vì Văn " + column, wrong)
                  .bytes());
      assertThat(problems(batch))
          .as(column)
          .containsExactlyInAnyOrderEntriesOf(Map.of(2, List.of("REGISTRY-004")));
      assertThat(imports.failedRows(batch.id(), 10, 0))
          .singleElement()
          .satisfies(row -> assertThat(row.problems().getFirst().l()).isEqualTo("D"));
      imports.confirm(officer, batch.id(), true).orThrow();
      imports.work(batch.id(), true);
      assertThat(imports.read(officer, batch.id()).stage()).isEqualTo(ImportStage.APPLIED);
      assertThat(named("Lò Văn Mười").workers()).isEqualTo(2);
    }
    assertThat(named("Cà Thị Hoa").workers()).isEqualTo(3);
  }

  private Household named(String head) {
    return households.inVillage(village(0)).stream()
        .filter(one -> one.head().equals(head))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneNumberThatFitsNoLongerWhenItsTurnComesIsLeftOutLikeAnyOtherChange() {
    applied(two().bytes());
    Household household = households.inVillage(village(0)).getFirst();
    ImportBatch batch =
        preview(
            Workbooks.of("Mã hộ", "Thôn, bản", "Chủ hộ", "Số người lao động")
                .row(household.code(), "Bản Một", "Lò Văn Mười", 3)
                .bytes());
    assertThat(batch.counts()).isEqualTo(counts(1, 0, 1, 0, 0));
    households
        .edit(officer, household.key(), 1, new HouseholdEntry("Lò Văn Mười", "Nhóm 1", 2, 1, 1, ""))
        .orThrow();
    imports.confirm(officer, batch.id(), true).orThrow();
    imports.work(batch.id(), true);
    assertThat(imports.read(officer, batch.id()).stage()).isEqualTo(ImportStage.APPLIED);
    assertThat(problems(batch)).isEqualTo(Map.of(2, List.of("REGISTRY-040")));
  }

  @Test
  void allOrNothingHoldsForRowsThatFitNoLongerWhenTheirTurnComes() {
    applied(two().bytes());
    Household household = households.inVillage(village(0)).getFirst();
    ImportBatch batch =
        preview(
            Workbooks.full()
                .row(household.code(), null, "Bản Một", "Lò Văn Mười", "Nhóm 1", 9, 9, 9, null)
                .row(null, null, "Bản Ba", "Vì Văn Hạ", "", 1, 1, 1, null)
                .bytes());
    households
        .edit(officer, household.key(), 1, new HouseholdEntry("Lò Văn Mười", "Nhóm 1", 3, 3, 1, ""))
        .orThrow();
    imports.confirmWhole(officer, batch.id()).orThrow();
    imports.work(batch.id(), true);
    ImportBatch back = imports.read(officer, batch.id());
    assertThat(back.stage()).isEqualTo(ImportStage.PREVIEWED);
    assertThat(back.confirmedName()).isNull();
    assertThat(back.counts()).isEqualTo(counts(2, 1, 0, 0, 1));
    assertThat(problems(back)).isEqualTo(Map.of(2, List.of("REGISTRY-040")));
    assertThat(households.inVillage(village(2))).isEmpty();
    imports.confirm(officer, batch.id(), true).orThrow();
    imports.work(batch.id(), true);
    assertThat(households.inVillage(village(2))).hasSize(1);
  }

  @Test
  void readsDecomposedTextAsTheSame() {
    applied(two().bytes());
    ImportBatch batch =
        preview(
            Workbooks.full()
                .row(
                    null,
                    null,
                    Normalizer.normalize("Bản Một", Normalizer.Form.NFD),
                    Normalizer.normalize("Lò Văn Mười", Normalizer.Form.NFD),
                    "Nhóm 1",
                    2,
                    3,
                    1,
                    null)
                .bytes());
    assertThat(batch.counts()).isEqualTo(counts(1, 0, 0, 1, 0));
  }

  @Test
  void failsTheRowsOfMergedCells() {
    ImportBatch batch =
        preview(
            two()
                .row(null, null, "Bản Ba", "Vì Văn Xuân", "", 1, 1, 1, null)
                .touched(sheet -> sheet.range(2, 2, 3, 2).merge())
                .bytes());
    assertThat(problems(batch)).containsOnlyKeys(3, 4);
    assertThat(batch.counts()).isEqualTo(counts(3, 1, 0, 0, 2));
  }

  @Test
  void refusesWhatIsNoListOfHouseholds() {
    assertThat(preview("Chủ hộ;Thôn\nA;B".getBytes(StandardCharsets.UTF_8)).stage())
        .isEqualTo(ImportStage.REFUSED);
    assertThat(preview(Workbooks.of("Tên", "Tuổi").row("A", 1).bytes()).findings())
        .extracting(RowProblem::c)
        .containsExactly("SHEET-015");
    assertThat(preview(new byte[0]).findings())
        .extracting(RowProblem::c)
        .containsExactly("SHEET-001");
    ImportBatch cut = preview(java.util.Arrays.copyOf(two().bytes(), 900));
    assertThat(cut.stage()).isEqualTo(ImportStage.REFUSED);
    assertThat(cut.counts()).isNull();
    assertThat(
            jdbc.sql("select count(*) from registry.import_row where batch_id = :id")
                .param("id", cut.id())
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void givesTheSheetBackMarkedAndTakesItCorrected() throws Exception {
    byte[] file = two().row(null, null, "Bản Lạ", "Quàng Văn Ổn", "", 1, 1, 1, null).bytes();
    ImportBatch batch = preview(file);
    ByteArrayOutputStream marked = new ByteArrayOutputStream();
    imports.writeMarked(batch, languages.vietnamese(), marked);
    ImportBatch again = preview(marked.toByteArray());
    assertThat(again.counts()).isEqualTo(batch.counts());
    assertThat(problems(again)).isEqualTo(problems(batch));
    String xml = org.springframework.web.util.HtmlUtils.htmlUnescape(text(marked.toByteArray()));
    assertThat(xml).contains("Không có thôn, bản nào tên “Bản Lạ” trong Xã Thượng");
  }

  private static String text(byte[] workbook) throws Exception {
    Path file = Files.createTempFile("marked", ".xlsx");
    try {
      Files.write(file, workbook);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        StringBuilder all = new StringBuilder();
        for (ZipEntry entry : Collections.list(zip.entries())) {
          all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
        return all.toString();
      }
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void asksForTheCommuneWhereAVillageNameIsNotEnough() {
    Actor province = SmallProvince.actor("Cả tỉnh", Role.COMMUNE_OFFICER, place.province());
    ImportBatch batch =
        preview(
            province,
            place.province(),
            Workbooks.full()
                .row(null, null, "Bản Một", "A", "", 1, 1, 1, null)
                .row(null, "Hạ", "thôn một", "B", "", 1, 1, 1, null)
                .bytes(),
            "x.xlsx");
    assertThat(problems(batch))
        .containsExactlyInAnyOrderEntriesOf(Map.of(2, List.of("REGISTRY-041")));
    assertThat(batch.counts()).isEqualTo(counts(2, 1, 0, 0, 1));
  }

  @Test
  void isNotSeenByOfficersOfAnotherPlace() {
    ImportBatch batch = preview(two().bytes());
    Actor foreign = SmallProvince.actor("Hạ", Role.COMMUNE_OFFICER, place.communes().getLast());
    assertThatThrownBy(() -> imports.read(foreign, batch.id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> imports.confirm(foreign, batch.id(), true))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () ->
                imports.begin(
                    foreign, Ids.next(), commune(), "x", new ByteArrayInputStream(new byte[1])))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void confirmingTwiceAppliesOnceAndDiscardedIsDiscarded() {
    ImportBatch batch = preview(two().bytes());
    imports.confirm(officer, batch.id(), false).orThrow();
    imports.confirm(officer, batch.id(), false).orThrow();
    imports.work(batch.id(), true);
    imports.work(batch.id(), true);
    assertThat(households.page(everything(), 25, 0).total()).isEqualTo(2);
    ImportBatch other = preview(two().bytes());
    imports.discard(officer, other.id()).orThrow();
    assertThat(imports.confirm(officer, other.id(), true).problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("REGISTRY-050");
  }

  @Test
  void aFileWhoseRowsACrashTookIsReadAgain() {
    ImportBatch batch = preview(two().bytes());
    jdbc.sql("delete from registry.import_row where batch_id = :id")
        .param("id", batch.id())
        .update();
    imports.tidy();
    imports.work(batch.id(), true);
    assertThat(imports.read(officer, batch.id()).counts()).isEqualTo(counts(2, 2, 0, 0, 0));
  }

  /** Whatever somebody does to a file: the counts add up, and a second time nothing changes. */
  @Test
  void countsAddUpForCorruptedFilesAndRoundTripsChangeNothing() {
    Random random = new Random(7);
    for (int round = 0; round < 12; round++) {
      Workbooks file = Workbooks.full();
      int rows = 1 + random.nextInt(30);
      for (int i = 0; i < rows; i++) {
        file.row(
            random.nextInt(12) == 0 ? "1-2-" + random.nextInt(10) : null,
            null,
            List.of("Bản Một", "bản hai", "BA", "Bản Bốn", "").get(random.nextInt(5)),
            List.of("Lò Văn A", "Lò Văn B", "lo van a", "Cà Thị Ổn", "").get(random.nextInt(5)),
            List.of("", "Nhóm 1", "nhom 1").get(random.nextInt(3)),
            random.nextInt(8) == 0 ? "x" : Integer.valueOf(random.nextInt(4)),
            random.nextInt(8) == 0 ? null : Integer.valueOf(2 + random.nextInt(3)),
            random.nextInt(4),
            random.nextBoolean() ? "ghi chú" : null);
      }
      byte[] bytes = file.bytes();
      ImportBatch batch = preview(bytes);
      ImportCounts counts = Objects.requireNonNull(batch.counts());
      assertThat(counts.imported() + counts.updated() + counts.skipped() + counts.failed())
          .isEqualTo(counts.rows());
      assertThat(problems(batch)).hasSize(counts.failed());
      if (counts.changing() > 0) {
        long before = households.page(everything(), 25, 0).total();
        ImportCounts done = Objects.requireNonNull(applied(bytes).counts());
        assertThat(done).isEqualTo(counts);
        assertThat(households.page(everything(), 25, 0).total())
            .isEqualTo(before + counts.imported());
      }
      ImportCounts again = Objects.requireNonNull(preview(bytes).counts());
      assertThat(again.changing()).as("round %s: %s then %s", round, counts, again).isZero();
      assertThat(again.failed()).isEqualTo(counts.failed());
      ImportCounts back = Objects.requireNonNull(preview(export(everything())).counts());
      assertThat(back.skipped()).isEqualTo(back.rows());
    }
  }
}
