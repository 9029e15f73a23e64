package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.AreaFacts.Attribute;
import vn.khuyenhoc.areas.AreaFacts.Typed;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/** What is known of areas is dated and sourced, added to and taken back, never edited. */
@ModuleTest
class AreaFactsTest {

  private static final LocalDate MERGER = LocalDate.of(2026, 3, 1);

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private AreaFacts facts;
  @Autowired private FactSheet sheet;
  @Autowired private OfficialLists official;
  @Autowired private AreaLists lists;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Reorganisations reorganisations;

  private Path folder;
  private SmallProvince place;
  private Actor keeper;
  private int commune;

  @BeforeEach
  void aProvince(@TempDir Path given) {
    folder = given;
    place = SmallProvince.in(areas, builtIn);
    keeper = SmallProvince.actor("Người giữ", Role.PROVINCE_OFFICER, place.province());
    commune = place.communes().getFirst();
  }

  private void record(int area, Attribute attribute, String value, String since) {
    facts
        .record(keeper, Ids.next(), area, new Typed(attribute.name(), value, since, "Niên giám"))
        .orThrow();
  }

  private String on(LocalDate day, Attribute attribute) {
    AreaFacts.Fact fact = facts.on(day, attribute, List.of(commune)).get(commune);
    return fact == null ? "" : fact.value();
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(one -> one.field() + " " + one.code().code()).toList();
  }

  @Test
  void aValueHoldsFromItsDayUntilTheNextOneWhicheverIsRecordedFirst() {
    record(commune, Attribute.POPULATION, "12.345", "01/01/2026");
    record(commune, Attribute.POPULATION, "13000", "01/06/2026");
    record(commune, Attribute.POPULATION, "12.000", "01/08/2025");
    assertThat(on(LocalDate.of(2025, 7, 31), Attribute.POPULATION)).isEmpty();
    assertThat(on(LocalDate.of(2025, 12, 31), Attribute.POPULATION)).isEqualTo("12000");
    assertThat(on(LocalDate.of(2026, 5, 31), Attribute.POPULATION)).isEqualTo("12345");
    assertThat(on(LocalDate.of(2026, 11, 1), Attribute.POPULATION)).isEqualTo("13000");
  }

  @Test
  void aSecondValueForTheSameDayTakesTheFirstOnesPlaceAndTheFirstStaysToBeRead() {
    record(commune, Attribute.AREA_KM2, "149,08", "01/07/2025");
    record(commune, Attribute.AREA_KM2, "149,8", "01/07/2025");
    assertThat(on(MERGER, Attribute.AREA_KM2)).isEqualTo("149.8");
    assertThat(facts.history(keeper, commune))
        .extracting(AreaFacts.Entry::value, AreaFacts.Entry::replaced)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("149.8", false),
            org.assertj.core.groups.Tuple.tuple("149.08", true));
  }

  @Test
  void whatIsTakenBackGivesItsPlaceBackToWhatHeldBefore() {
    record(commune, Attribute.NEW_RURAL, "đạt chuẩn", "01/08/2025");
    record(commune, Attribute.NEW_RURAL, "Nâng cao", "01/02/2026");
    record(commune, Attribute.NEW_RURAL, "kiểu mẫu", "01/02/2026");
    List<AreaFacts.Entry> entries = facts.history(keeper, commune);
    assertThat(codes(facts.withdraw(keeper, commune, entries.getFirst().no(), " ").problems()))
        .containsExactly("reason AREAS-026");
    facts.withdraw(keeper, commune, entries.getFirst().no(), "Ghi nhầm xã").orThrow();
    assertThat(on(MERGER, Attribute.NEW_RURAL)).isEqualTo("ADVANCED");
    facts.withdraw(keeper, commune, entries.get(1).no(), "Ghi nhầm xã").orThrow();
    assertThat(on(MERGER, Attribute.NEW_RURAL)).isEqualTo("STANDARD");
    assertThat(codes(facts.withdraw(keeper, commune, entries.get(1).no(), "x").problems()))
        .containsExactly("null AREAS-079");
    assertThat(facts.history(keeper, commune)).hasSize(3);
    assertThatThrownBy(
            () ->
                facts.withdraw(
                    keeper, place.communes().get(1), entries.getFirst().no(), "của xã khác"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void everythingWrongWithAFormIsSaidAtOnceAndNothingIsRecorded() {
    assertThat(codes(refused("POPULATION", "nhiều", "31/02/2026", "")))
        .containsExactly("value AREAS-061", "since AREAS-067", "source AREAS-071");
    assertThat(codes(refused("POPULATION", "1,234", "01/01/2026", "x")))
        .containsExactly("value AREAS-063");
    assertThat(codes(refused("POPULATION", "12,5", "01/01/2026", "x")))
        .containsExactly("value AREAS-061");
    assertThat(codes(refused("POPULATION", "-5", "01/01/2026", "x")))
        .containsExactly("value AREAS-061");
    assertThat(codes(refused("AREA_KM2", "149.080", "01/01/2026", "x")))
        .containsExactly("value AREAS-066");
    assertThat(codes(refused("HIGHLAND", "hơi cao", "01/01/2026", "x")))
        .containsExactly("value AREAS-064");
    assertThat(codes(refused("NEW_RURAL", "có", "01/01/2026", "x")))
        .containsExactly("value AREAS-065");
    assertThat(codes(refused("MOOD", "tốt", "01/01/2027", "y".repeat(501))))
        .containsExactly("attribute AREAS-073", "since AREAS-068", "source AREAS-072");
    assertThat(codes(refused("HIGHLAND", "", "01/01/2024", "x")))
        .containsExactly("value AREAS-060", "since AREAS-069");
    assertThat(facts.history(keeper, commune)).isEmpty();
  }

  private List<Problem> refused(String attribute, String value, String since, String source) {
    return facts
        .record(keeper, Ids.next(), commune, new Typed(attribute, value, since, source))
        .problems();
  }

  @Test
  void anAreaOutsideOnesReachIsNotFoundAndWhoKeepsNoneIsForbidden() {
    SmallProvince other = SmallProvince.in(areas, builtIn);
    Typed typed = new Typed("HIGHLAND", "có", "01/01/2026", "x");
    assertThatThrownBy(() -> facts.record(keeper, Ids.next(), other.communes().getFirst(), typed))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> facts.history(keeper, other.province()))
        .isInstanceOf(NotFoundException.class);
    Actor officer = SmallProvince.actor("Cán bộ xã", Role.COMMUNE_OFFICER, commune);
    assertThatThrownBy(() -> facts.record(officer, Ids.next(), commune, typed))
        .isInstanceOf(ForbiddenException.class);
    assertThat(facts.history(officer, commune)).isEmpty();
  }

  @Test
  void aFormSentTwiceIsRecordedOnce() {
    UUID form = Ids.next();
    Typed typed = new Typed("HIGHLAND", "có", "01/01/2026", "Quyết định 861");
    facts.record(keeper, form, commune, typed).orThrow();
    facts.record(keeper, form, commune, typed).orThrow();
    assertThat(facts.history(keeper, commune)).hasSize(1);
  }

  @Test
  void areasAreChosenByWhatHoldsOnADayInOneStatement() throws Exception {
    record(commune, Attribute.SPECIALLY_DIFFICULT, "có", "01/08/2025");
    record(commune, Attribute.SPECIALLY_DIFFICULT, "không", "01/06/2026");
    assertThat(facts.having(MERGER, Attribute.SPECIALLY_DIFFICULT, "YES", place.communes()))
        .containsExactly(commune);
    assertThat(
            facts.having(
                LocalDate.of(2026, 7, 1), Attribute.SPECIALLY_DIFFICULT, "YES", place.communes()))
        .isEmpty();
    assertThat(Statements.during(() -> facts.known(MERGER, place.communes()))).hasSize(1);
  }

  private int merge() {
    String code = areas.byId(commune).code();
    reorganisations
        .apply(
            keeper,
            place.province(),
            MERGER,
            Decree.of("7/NQ"),
            DeclaredChanges.ofLinks(
                place.communes().stream()
                    .map(areas::byId)
                    .map(
                        one ->
                            new Link(0, Before.of(one), new After(code, "Xã Liên"), Extent.WHOLE))
                    .toList()))
        .orThrow();
    return areas.children(place.province()).getFirst().id();
  }

  @Test
  void aMergedCommuneHasNoPopulationOfItsOwnButIsOfferedTheSum() throws Exception {
    record(commune, Attribute.POPULATION, "4.000", "01/08/2025");
    record(place.communes().get(1), Attribute.POPULATION, "3.500", "01/08/2025");
    record(commune, Attribute.AREA_KM2, "100,25", "01/08/2025");
    int merged = merge();
    assertThat(facts.on(MERGER, Attribute.POPULATION, List.of(merged))).isEmpty();
    Map<Attribute, AreaFacts.Suggestion> suggested = facts.suggested(merged);
    assertThat(Objects.requireNonNull(suggested.get(Attribute.POPULATION)).value())
        .isEqualTo("7500");
    assertThat(Objects.requireNonNull(suggested.get(Attribute.AREA_KM2)).value())
        .as("one of the two is not known")
        .isNull();
    assertThat(suggested).doesNotContainKey(Attribute.HOUSEHOLDS);
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    String page =
        mvc.perform(get("/areas/" + merged).cookie(officer))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(page)
        .contains("Gợi ý: 7.500 người, cộng từ Xã Hạ: 3.500, Xã Thượng: 4.000", "chưa có")
        .contains("Chưa gợi ý được, còn thiếu số: Xã Hạ: chưa có, Xã Thượng: 100,25");
    String form =
        mvc.perform(
                get("/areas/" + merged + "/facts?attribute=POPULATION&suggested=true")
                    .cookie(officer))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(form)
        .contains("value=\"7.500\"", "value=\"01/03/2026\"", "Cộng từ Xã Hạ, Xã Thượng");
    assertThat(facts.history(keeper, merged)).isEmpty();
  }

  @Test
  void aSheetIsTakenAsAWholeOrRefusedWithEveryMistakeAndItsLine() throws Exception {
    String first = areas.byId(commune).code();
    String second = areas.byId(place.communes().get(1)).code();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    MockHttpServletResponse refused =
        send(
            officer,
            "Mã;Tên;Dân số;Vùng cao\n%s;Xã Khác;nhiều;có\nX99;;1;\n%s;;5;cao\n%s;;6;\n"
                .formatted(first, second, second),
            false);
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString())
        .contains("Tệp có 4 dòng cần sửa, chưa ghi gì", "Dòng 2", "Dòng 3", "Dòng 4", "Dòng 5")
        .contains("“nhiều” không phải số nguyên", "ghi tên “Xã Khác”", "mang mã X99")
        .contains("Mã " + second + " đã có ở dòng 4", "value=\"01/01/2026\"");
    assertThat(facts.history(keeper, commune)).isEmpty();

    String sound =
        "Mã;Tên;Dân số;Vùng cao;NTM\n%s;Xã Thượng;4.000;có;nâng cao\n%s;;;không;\n"
            .formatted(first, second);
    assertThat(send(officer, sound, true).getContentAsString())
        .contains("sẽ ghi 4 giá trị của 2 địa bàn");
    assertThat(facts.history(keeper, commune)).isEmpty();
    assertThat(send(officer, sound, false).getStatus()).isEqualTo(303);
    assertThat(facts.known(MERGER, List.of(commune)).get(commune)).hasSize(3);

    MockHttpServletResponse filled =
        mvc.perform(get("/areas/" + place.province() + "/facts/sheet.xlsx").cookie(officer))
            .andReturn()
            .getResponse();
    Path back = Files.write(folder.resolve("back.xlsx"), filled.getContentAsByteArray());
    assertThat(sheet.read(back, "back.xlsx").rows())
        .extracting(FactSheet.Row::values)
        .contains(
            Map.of(
                Attribute.POPULATION, "4.000",
                Attribute.HIGHLAND, "Có",
                Attribute.NEW_RURAL, "Nâng cao"));
  }

  private MockHttpServletResponse send(Cookie device, String csv, boolean look) throws Exception {
    return mvc.perform(
            multipart("/areas/" + place.province() + "/facts/import")
                .file(
                    new MockMultipartFile(
                        "file", "xa.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)))
                .param("form", UUID.randomUUID().toString())
                .param("since", "01/01/2026")
                .param("source", "Niên giám thống kê")
                .param("look", String.valueOf(look))
                .cookie(device)
                .with(csrf()))
        .andReturn()
        .getResponse();
  }

  @Test
  void anOfficialListTellsPopulationAndAreaAndTakesThemBackWithItself() throws IOException {
    String first = areas.byId(commune).code();
    String second = areas.byId(place.communes().get(1)).code();
    String province = areas.byId(place.province()).code();
    String name = areas.byId(place.province()).name();
    Path file =
        Files.writeString(
            folder.resolve("list.csv"),
            """
            code,level,kind,name,parent_code,population,area_km2
            %s,province,,%s,,,
            %s,commune,,Xã Thượng Mới,%s,51293,11.92
            %s,commune,,Xã Hạ,%s,20322,149.08
            """
                .formatted(province, name, first, province, second, province));
    DeclaredChanges declared = DeclaredChanges.ofList(lists.list(file, "list.csv").rows());
    List<FactSheet.Row> rows = sheet.read(file, "list.csv").rows();
    assertThat(rows).hasSize(2);
    OfficialLists.Taken taken =
        official
            .apply(keeper, place.province(), MERGER, Decree.of("19/QĐ"), declared, rows)
            .orThrow();
    assertThat(taken.facts()).isEqualTo(4);
    assertThat(on(MERGER, Attribute.POPULATION)).isEqualTo("51293");
    assertThat(facts.history(keeper, commune))
        .allSatisfy(entry -> assertThat(entry.source()).isEqualTo("19/QĐ"));
    assertThat(
            official
                .apply(keeper, place.province(), MERGER, Decree.of("19/QĐ"), declared, rows)
                .problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("AREAS-019");
    Reorganisations.Applied applied = Objects.requireNonNull(taken.applied());
    reorganisations.withdraw(keeper, applied.id(), "Ghi nhầm").orThrow();
    assertThat(on(MERGER, Attribute.POPULATION)).isEmpty();
    assertThat(facts.history(keeper, commune)).hasSize(2);
  }

  @Test
  void whatIsTypedIsKeptAndRecordedByTheForm() throws Exception {
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    String path = "/areas/" + commune + "/facts";
    MockHttpServletResponse refused = typed(officer, path, "12,345", "Niên giám <b>");
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString())
        .contains("href=\"#value\"", "value=\"12,345\"", "Niên giám &lt;b&gt;", "#since");
    MockHttpServletResponse done =
        mvc.perform(
                post(path)
                    .param("attribute", "POPULATION")
                    .param("value", "12.345")
                    .param("since", "01/01/2026")
                    .param("source", "Niên giám")
                    .cookie(officer)
                    .with(csrf()))
            .andReturn()
            .getResponse();
    assertThat(done.getStatus()).isEqualTo(303);
    String page =
        mvc.perform(get(path).cookie(officer)).andReturn().getResponse().getContentAsString();
    assertThat(page).contains("12.345 người", "01/01/2026", "Cán bộ tỉnh", "Rút giá trị");
    Cookie volunteer = signedIn.as(Role.VOLUNTEER, place.villages().getFirst(), "Cộng tác viên");
    assertThat(
            mvc.perform(get("/areas/" + place.villages().getFirst() + "/facts").cookie(volunteer))
                .andReturn()
                .getResponse()
                .getContentAsString())
        .contains("Chưa ghi thông tin nào")
        .doesNotContain("Gửi bảng");
  }

  private MockHttpServletResponse typed(Cookie device, String path, String value, String source)
      throws Exception {
    return mvc.perform(
            post(path)
                .param("attribute", "POPULATION")
                .param("value", value)
                .param("since", "")
                .param("source", source)
                .cookie(device)
                .with(csrf()))
        .andReturn()
        .getResponse();
  }
}
