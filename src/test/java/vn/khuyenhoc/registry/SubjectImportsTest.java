package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Citizens and units from a list: what is taken, what is refused with which reason. */
@ModuleTest
class SubjectImportsTest {

  private static final String HEAD =
      "Mã;Thôn, bản;Họ và tên;Năm sinh;Giới tính;Nhóm lao động;Mã hộ;Mã nơi làm việc, học;"
          + "Làm việc hay học;Cách đồng ý;Ngày đồng ý;Người giám hộ;Ghi chú\r\n";
  private static final String GROUP = "Nông dân, lao động nông thôn";

  @Autowired private HouseholdImports imports;
  @Autowired private Subjects subjects;
  @Autowired private Households households;
  @Autowired private Areas areas;
  @Autowired private FileStore files;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Languages languages;

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

  private ImportBatch preview(SubjectKind kind, String file) {
    UUID id = Ids.next();
    imports
        .begin(
            officer,
            id,
            commune(),
            kind,
            "danh sách.csv",
            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
        .orThrow();
    imports.work(id, true);
    return imports.read(officer, id);
  }

  private ImportBatch applied(SubjectKind kind, String file) {
    ImportBatch batch = preview(kind, file);
    assertThat(batch.stage())
        .as("%s %s", batch.findings(), problems(batch))
        .isEqualTo(ImportStage.PREVIEWED);
    imports.confirm(officer, batch.id(), true).orThrow();
    imports.work(batch.id(), true);
    return imports.read(officer, batch.id());
  }

  private Map<Integer, List<String>> problems(ImportBatch batch) {
    return imports.failedRows(batch.id(), 1_000, 0).stream()
        .collect(
            Collectors.toMap(
                FailedRow::number,
                row -> row.problems().stream().map(RowProblem::c).sorted().toList()));
  }

  private List<Subject> citizens() {
    return subjects
        .page(SubjectFilter.of(SubjectKind.CITIZEN, List.of(commune())), 100, 0)
        .rows()
        .stream()
        .map(ListedSubject::subject)
        .toList();
  }

  private String household() {
    HouseholdKey key =
        households
            .add(
                officer,
                Ids.next(),
                place.villages().getFirst(),
                new HouseholdEntry("Lò Văn Nhà", "", 1, 2, 1, ""),
                true)
            .orThrow();
    return households.byId(key).orElseThrow().code();
  }

  @Test
  void takesCitizensWithTheirHouseholdAndConsentAndTheSameFileAgainChangesNothing() {
    String household = household();
    String file =
        HEAD
            + ";Bản Một;Lò Thị Mười;1970;Nữ;"
            + GROUP
            + ";"
            + household
            + ";;;Giấy;01/11/2026;;ghi chú\r\n"
            + ";Bản Hai;Cà Văn Hai;1980;;"
            + GROUP
            + ";;;;trực tiếp;1/11/2026;;\r\n";
    ImportBatch first = applied(SubjectKind.CITIZEN, file);
    assertThat(first.counts()).as("%s", problems(first)).isEqualTo(new ImportCounts(2, 2, 0, 0, 0));
    Subject person =
        citizens().stream().filter(one -> one.name().equals("Lò Thị Mười")).findFirst().get();
    assertThat(person.text(SubjectField.SEX)).isEqualTo("FEMALE");
    assertThat(subjects.belongings(person.key()))
        .singleElement()
        .extracting(Membership::code)
        .isEqualTo(household);
    assertThat(subjects.consents(person.key()))
        .singleElement()
        .extracting(Consent::how, Consent::givenOn)
        .containsExactly(Consent.How.PAPER, LocalDate.of(2026, 11, 1));
    assertThat(applied(SubjectKind.CITIZEN, file).counts())
        .isEqualTo(new ImportCounts(2, 0, 0, 2, 0));
  }

  @Test
  void tellsEveryRowWhatIsWrongWithIt() {
    ImportBatch batch =
        preview(
            SubjectKind.CITIZEN,
            HEAD
                + ";Bản Một;Không Đồng Ý;1970;;"
                + GROUP
                + ";;;;;;;\r\n"
                + ";Bản Một;Sai Năm;2090;;"
                + GROUP
                + ";;;;Giấy;1/11/2026;;\r\n"
                + ";Bản Một;Sai Nhóm;1970;;Phi công;;;;Giấy;1/11/2026;;\r\n"
                + ";Bản Một;Sai Hộ;1970;;"
                + GROUP
                + ";999999-1-1;;;Giấy;1/11/2026;;\r\n"
                + ";Bản Một;Trẻ Em;2015;;"
                + GROUP
                + ";;;;Giấy;1/11/2026;;\r\n"
                + ";Bản Một;Ghi Đôi;1970;;"
                + GROUP
                + ";;;;Giấy;1/11/2026;;\r\n"
                + ";Bản Một;ghi doi;1970;;"
                + GROUP
                + ";;;;Giấy;1/11/2026;;\r\n"
                + ";Bản Xa Lạ;Lạc Bản;1970;;"
                + GROUP
                + ";;;;Giấy;1/11/2026;;\r\n"
                + ";Bản Một;=cmd|'x'!A1;1970;;"
                + GROUP
                + ";;;;Giấy;1/11/2026;;\r\n");
    Map<Integer, List<String>> wrong = problems(batch);
    assertThat(wrong.get(2)).containsExactly("REGISTRY-080");
    assertThat(wrong.get(3)).contains("REGISTRY-073");
    assertThat(wrong.get(4)).containsExactly("REGISTRY-075");
    assertThat(wrong.get(5)).containsAnyOf("REGISTRY-088", "REGISTRY-030");
    assertThat(wrong.get(6)).containsExactly("REGISTRY-082");
    assertThat(wrong.get(8)).containsExactly("REGISTRY-032");
    assertThat(wrong.get(9)).containsExactly("REGISTRY-033");
    assertThat(batch.counts()).isEqualTo(new ImportCounts(9, 2, 0, 0, 7));
    imports
        .failedRows(batch.id(), 100, 0)
        .forEach(
            row ->
                row.problems()
                    .forEach(
                        one ->
                            assertThat(one.sentence(languages.vietnamese()))
                                .isNotBlank()
                                .doesNotContain("{")));
  }

  @Test
  void neverTakesAnIdentityNumberFromAList() {
    // the second lacks a column besides, so that it could not even be read
    for (String head : List.of("Thôn, bản;Họ và tên;Năm sinh", "Thôn, bản;Tên gì đó;Năm sinh")) {
      byte[] file =
          (head
                  + ";Nhóm lao động;Cách đồng ý;Ngày đồng ý;CCCD\r\nBản Một;Lò Thị Mười;1970;"
                  + GROUP
                  + ";Giấy;1/11/2026;014200000089\r\n"
                  + UUID.randomUUID())
              .getBytes(StandardCharsets.UTF_8);
      UUID id = Ids.next();
      Result<ImportBatch> begun =
          imports.begin(
              officer,
              id,
              commune(),
              SubjectKind.CITIZEN,
              "danh sách.csv",
              new ByteArrayInputStream(file));
      assertThat(begun.problems())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.code().code()).isEqualTo("REGISTRY-101");
                assertThat(one.field()).isEqualTo("file");
              });
      assertThat(files.path(sha256(file))).doesNotExist();
      assertThatThrownBy(() -> imports.read(officer, id)).isInstanceOf(NotFoundException.class);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @Test
  void anOfficerOfACommuneTakesNoUnitOfTheProvinceOverWithAList() {
    Actor province = SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, place.province());
    List<String> codes =
        Stream.of("Trường Một", "Trường Hai")
            .map(
                name ->
                    subjects
                        .add(
                            province,
                            new Subjects.NewSubject(
                                Ids.next(),
                                SubjectKind.UNIT,
                                commune(),
                                SubjectEntry.named(name)
                                    .with(SubjectField.UNIT_KIND, "SCHOOL")
                                    .with(SubjectField.MANAGING_LEVEL, "PROVINCE")))
                        .orThrow())
            .map(key -> subjects.byKey(key).orElseThrow().code())
            .toList();
    String rest = ";Trường học, cơ sở giáo dục;Xã, phường\r\n";
    ImportBatch batch =
        applied(
            SubjectKind.UNIT,
            "Mã;Tên đơn vị;Loại đơn vị;Cấp quản lý\r\n"
                + codes.getFirst()
                + ";Trường Một"
                + rest
                + ";Trường Hai"
                + rest
                + ";Trường Ba"
                + rest);
    assertThat(problems(batch))
        .isEqualTo(Map.of(2, List.of("REGISTRY-078"), 3, List.of("REGISTRY-078")));
    assertThat(batch.counts()).isEqualTo(new ImportCounts(3, 1, 0, 0, 2));
    for (String code : codes) {
      assertThat(subjects.byCode(code).orElseThrow().text(SubjectField.MANAGING_LEVEL))
          .isEqualTo("PROVINCE");
    }
  }

  @Test
  void aCodeOfAnotherPlaceIsAsUnknownAsACodeOfNothing() {
    int other = place.communes().getLast();
    Actor there = SmallProvince.actor("Cán bộ Hạ", Role.COMMUNE_OFFICER, other);
    HouseholdKey household =
        households
            .add(
                there,
                Ids.next(),
                place.villages().getLast(),
                new HouseholdEntry("Lò Văn Xa", "", 1, 2, 1, ""),
                true)
            .orThrow();
    SmallProvince abroad = SmallProvince.in(areas, builtIn);
    SubjectKey unit =
        subjects
            .add(
                SmallProvince.actor(
                    "Cán bộ xa", Role.COMMUNE_OFFICER, abroad.communes().getFirst()),
                new Subjects.NewSubject(
                    Ids.next(),
                    SubjectKind.UNIT,
                    abroad.communes().getFirst(),
                    SubjectEntry.named("Hợp tác xã Xa")
                        .with(SubjectField.UNIT_KIND, "COOPERATIVE")
                        .with(SubjectField.MANAGING_LEVEL, "COMMUNE")))
            .orThrow();
    String start = ";Bản Một;Người ";
    String middle = ";1970;;" + GROUP + ";";
    String end = ";Giấy;1/11/2026;;\r\n";
    ImportBatch batch =
        preview(
            SubjectKind.CITIZEN,
            HEAD
                + start
                + "Một"
                + middle
                + households.byId(household).orElseThrow().code()
                + ";;"
                + end
                + start
                + "Hai"
                + middle
                + ";"
                + subjects.byKey(unit).orElseThrow().code()
                + ";học"
                + end
                + start
                + "Ba"
                + middle
                + new SubjectCode(other, 999).printed()
                + ";;"
                + end);
    assertThat(problems(batch))
        .isEqualTo(
            Map.of(
                2,
                List.of("REGISTRY-088"),
                3,
                List.of("REGISTRY-088"),
                4,
                List.of("REGISTRY-088")));
  }

  @Test
  void whatAListChangesOfAPersonIsWrittenDownWithoutSexAndNote() {
    String row = ";Bản Một;Lò Thị Mười;1970;%s;" + GROUP + ";;;;Giấy;1/11/2026;;%s\r\n";
    applied(SubjectKind.CITIZEN, HEAD + row.formatted("Nam", "ghi chú cũ"));
    ImportBatch second = applied(SubjectKind.CITIZEN, HEAD + row.formatted("Nữ", "ghi chú mới"));
    assertThat(second.counts()).isEqualTo(new ImportCounts(1, 0, 1, 0, 0));
    SubjectChange change = subjects.history(citizens().getFirst().key()).getFirst();
    assertThat(change.before()).isEmpty();
    assertThat(change.after()).isEqualTo(Map.of("sex", true, "note", true));
    assertThat(
            words
                .of(SubjectKind.CITIZEN, languages.vietnamese())
                .differences(change.before(), change.after()))
        .isEqualTo("Ghi chú: đã sửa; Giới tính: đã sửa");
  }

  @Test
  void bringsUnitsUpToDateAndKeepsWhatTheFileDoesNotHave() {
    ImportBatch first =
        applied(
            SubjectKind.UNIT,
            "Tên đơn vị;Loại đơn vị;Cấp quản lý;Số người làm việc;Là trường học;Số người học\r\n"
                + "Trường Mẫu;Trường học, cơ sở giáo dục;Xã, phường;20;có;300\r\n"
                + "Sở Mẫu;Cơ quan, tổ chức;Tỉnh;9;;\r\n");
    assertThat(first.counts()).isEqualTo(new ImportCounts(2, 1, 0, 0, 1));
    assertThat(problems(first).values()).containsExactly(List.of("REGISTRY-078"));
    ImportBatch second =
        preview(
            SubjectKind.UNIT,
            "Tên đơn vị;Loại đơn vị;Cấp quản lý;Số người làm việc\r\n"
                + "Trường Mẫu;Trường học, cơ sở giáo dục;Xã, phường;22\r\n");
    assertThat(second.counts()).isEqualTo(new ImportCounts(1, 0, 1, 0, 0));
    assertThat(imports.plannedChanges(second, languages.vietnamese(), 10, 0))
        .singleElement()
        .satisfies(change -> assertThat(change.words()).isEqualTo("Số người làm việc: 20 → 22"));
    imports.confirm(officer, second.id(), false).orThrow();
    imports.work(second.id(), true);
    Subject school =
        subjects
            .page(SubjectFilter.of(SubjectKind.UNIT, List.of(commune())), 10, 0)
            .rows()
            .getFirst()
            .subject();
    assertThat(school.number(SubjectField.STAFF)).isEqualTo(22);
    assertThat(school.number(SubjectField.LEARNERS)).isEqualTo(300);
    assertThat(subjects.history(school.key()).getFirst().after()).containsEntry("staff", 22);
  }

  @Test
  void clansGroupsAndCentresComeFromListsToo() {
    assertThat(
            applied(
                    SubjectKind.CLAN,
                    "Tên dòng họ;Xã, phường;Thôn, bản;Số hộ\r\nDòng họ Lò;Xã Thượng;Bản Một;40\r\n"
                        + "Dòng họ Cà;Xã Thượng;;\r\n")
                .counts())
        .isEqualTo(new ImportCounts(2, 2, 0, 0, 0));
    assertThat(
            applied(
                    SubjectKind.SELF_MANAGED_GROUP,
                    "Thôn, bản;Tên tổ;Tổ trưởng\r\nBản Một;Tổ 1;Lò Văn Tổ\r\n")
                .counts())
        .isEqualTo(new ImportCounts(1, 1, 0, 0, 0));
    assertThat(
            applied(
                    SubjectKind.LEARNING_CENTRE,
                    "Tên trung tâm;Loại trung tâm\r\nTrung tâm Thượng;Trung tâm học tập cộng đồng\r\n")
                .counts())
        .isEqualTo(new ImportCounts(1, 1, 0, 0, 0));
  }

  @Autowired private SubjectSheet sheet;
  @Autowired private SubjectWords words;

  private SubjectKey unit(int commune, String name, boolean school, String level) {
    Actor keeper =
        SmallProvince.actor(
            "Cán bộ",
            level.equals("COMMUNE") ? Role.COMMUNE_OFFICER : Role.PROVINCE_OFFICER,
            level.equals("COMMUNE") ? commune : place.province());
    return subjects
        .add(
            keeper,
            new Subjects.NewSubject(
                Ids.next(),
                SubjectKind.UNIT,
                commune,
                new SubjectEntry(
                        name,
                        "Số 1",
                        "ghi chú",
                        Map.of(
                            SubjectField.UNIT_KIND,
                            school ? "SCHOOL" : "COOPERATIVE",
                            SubjectField.MANAGING_LEVEL,
                            level,
                            SubjectField.UNIT_HEAD,
                            "Cà Văn Trưởng",
                            SubjectField.STAFF,
                            12))
                    .with(SubjectField.SCHOOL, school ? Boolean.TRUE : null)
                    .with(SubjectField.LEARNERS, school ? 300 : null)))
        .orThrow();
  }

  private String code(SubjectKey key) {
    return subjects.byKey(key).orElseThrow().code();
  }

  private static String worker(String name, String unit) {
    return ";Bản Một;" + name + ";1980;;" + GROUP + ";;" + unit + ";;Giấy;1/11/2026;;\r\n";
  }

  @Test
  void namesAWorkplaceAnywhereInTheProvinceByCodeOrByNameAndCommune() {
    int other = place.communes().getLast();
    SubjectKey far = unit(other, "Hợp tác xã Xa", false, "COMMUNE");
    SubjectKey here = unit(commune(), "Trường Tiểu học Sơn - Thủy", true, "COMMUNE");
    SubjectKey there = unit(other, "Trường Tiểu học Sơn - Thủy", true, "PROVINCE");
    ImportBatch batch =
        applied(
            SubjectKind.CITIZEN,
            HEAD
                + worker("Theo Mã", code(far))
                + worker("Theo Tên", "hop tac xa xa")
                + worker("Theo Tên và Xã", "Trường Tiểu học Sơn - Thủy – Xã Hạ")
                + worker("Theo Tên và Xã Này", "Trường Tiểu học Sơn - Thủy - Thượng")
                + worker("Không Rõ", "Trường Tiểu học Sơn - Thủy")
                + worker("Không Có", "Công ty Không Có – Xã Hạ"));
    assertThat(problems(batch))
        .isEqualTo(Map.of(6, List.of("REGISTRY-111"), 7, List.of("REGISTRY-110")));
    assertThat(
            imports.failedRows(batch.id(), 10, 0).getFirst().problems().getFirst().a().toString())
        .as("which ones they are, so that one can be chosen")
        .contains(
            "Trường Tiểu học Sơn - Thủy – Xã Hạ (" + code(there) + ")",
            "Trường Tiểu học Sơn - Thủy – Xã Thượng (" + code(here) + ")");
    Map<String, String> where =
        citizens().stream()
            .collect(
                Collectors.toMap(
                    Subject::name, one -> subjects.belongings(one.key()).getFirst().code()));
    assertThat(where)
        .isEqualTo(
            Map.of(
                "Theo Mã", code(far),
                "Theo Tên", code(far),
                "Theo Tên và Xã", code(there),
                "Theo Tên và Xã Này", code(here)));
  }

  @Test
  void aGroupThatEndedStaysWithWhoHasItAndIsChosenByNobodyAnew() {
    Actor keeper = SmallProvince.actor("Giữ", Role.NATIONAL_OFFICER, areas.nation().id());
    String name = "Nhóm tạm " + place.province();
    String group = groups.add(keeper, "", new LabourGroupEntry(name, "", "", false)).orThrow();
    String first = ";Bản Một;Lò Thị Mười;1970;;" + name + ";;;;Giấy;1/11/2026;;\r\n";
    applied(SubjectKind.CITIZEN, HEAD + first);
    groups.end(keeper, group, groups.byCode(group).version()).orThrow();
    ImportBatch again =
        applied(SubjectKind.CITIZEN, HEAD + first + first.replace("Lò Thị Mười", "Người Mới Đến"));
    assertThat(again.counts()).isEqualTo(new ImportCounts(2, 0, 0, 1, 1));
    assertThat(problems(again)).isEqualTo(Map.of(3, List.of("REGISTRY-075")));
  }

  @Autowired private LabourGroups groups;

  private ImportBatch again(SubjectKind kind, String language) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Texts t = languages.in(language);
    try (var writer = sheet.writer(kind, out, t, List.of("x"))) {
      SubjectWords.Of of = words.of(kind, t);
      Map<Integer, String> shared = households.sharedVillageNames(List.of(commune()));
      subjects.each(
          SubjectFilter.of(kind, List.of(commune())),
          row -> sheet.write(writer, row, of, shared, t));
    }
    UUID id = Ids.next();
    imports
        .begin(
            officer, id, commune(), kind, "xuat.xlsx", new ByteArrayInputStream(out.toByteArray()))
        .orThrow();
    imports.work(id, true);
    return imports.read(officer, id);
  }

  @Test
  void everyKindThatIsExportedComesBackUnchangedWithAllItsColumns() {
    String household = household();
    SubjectKey school = unit(commune(), "Trường Mẫu", true, "COMMUNE");
    SubjectKey farms = unit(place.communes().getLast(), "Hợp tác xã Xa", false, "COMMUNE");
    unit(commune(), "Trường của tỉnh", true, "PROVINCE");
    applied(
        SubjectKind.CITIZEN,
        HEAD.replace("Làm việc hay học;", "Làm việc hay học;Nơi học thêm;")
            + ";Bản Một;Lò Thị Mười;1970;Nữ;"
            + GROUP
            + ";"
            + household
            + ";"
            + code(farms)
            + ";làm việc;"
            + code(school)
            + ";Giấy;1/11/2026;;ghi chú\r\n"
            + ";Bản Hai;Cà Văn Con;2015;Nam;"
            + GROUP
            + ";;"
            + code(school)
            + ";học;;trực tiếp;1/11/2026;Cà Văn Cha;\r\n"
            + ";Bản Ba;Lường Thị Ba;1990;;"
            + GROUP
            + ";;;;;qua mạng;1/11/2026;;\r\n");
    applied(
        SubjectKind.CLAN,
        "Tên dòng họ;Xã, phường;Thôn, bản;Số hộ;Trưởng họ;Ghi chú\r\n"
            + "Dòng họ Lò;Xã Thượng;Bản Một;40;Lò Văn Trưởng;x\r\nDòng họ Cà;Xã Thượng;;;;\r\n");
    applied(
        SubjectKind.SELF_MANAGED_GROUP,
        "Thôn, bản;Tên tổ;Tổ trưởng;Số hộ;Ghi chú\r\nBản Một;Tổ 1;Lò Văn Tổ;12;x\r\n");
    applied(
        SubjectKind.LEARNING_CENTRE,
        "Tên trung tâm;Loại trung tâm;Giám đốc;Địa chỉ;Ghi chú\r\n"
            + "Trung tâm Thượng;Trung tâm học tập cộng đồng;Lò Văn Giám;Trung tâm xã;x\r\n");
    Map<SubjectKind, Integer> rows =
        Map.of(
            SubjectKind.CITIZEN, 3,
            SubjectKind.CLAN, 2,
            SubjectKind.UNIT, 2,
            SubjectKind.SELF_MANAGED_GROUP, 1,
            SubjectKind.LEARNING_CENTRE, 1);
    for (String language : List.of("vi", "en")) {
      rows.forEach(
          (kind, count) -> {
            ImportBatch again = again(kind, language);
            assertThat(again.counts())
                .as("%s %s %s", kind, language, problems(again))
                .isEqualTo(new ImportCounts(count, 0, 0, count, 0));
          });
    }
    Texts t = languages.vietnamese();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var writer = sheet.writer(SubjectKind.CITIZEN, out, t, List.of())) {
      subjects.each(
          SubjectFilter.of(SubjectKind.CITIZEN, List.of(commune())).typed("Lò Thị Mười"),
          row -> {
            assertThat(row.person())
                .isEqualTo(
                    new ListedSubject.PersonLinks(
                        household,
                        code(farms),
                        code(school),
                        Consent.How.PAPER,
                        LocalDate.of(2026, 11, 1),
                        ""));
            sheet.write(writer, row, words.of(SubjectKind.CITIZEN, t), Map.of(), t);
          });
    }
    assertThat(out.size()).isPositive();
  }
}
