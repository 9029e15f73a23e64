package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.document.BuiltInTemplates;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.document.WordXml;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Templates that offices keep: which one is in force where, and what becomes of them. */
@ModuleTest
class TemplatesTest {

  @Autowired private Templates templates;
  @Autowired private TemplateTable table;
  @Autowired private MockMvc mvc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private Clock clock;

  private SmallProvince place;
  private Actor province;
  private Actor commune;
  private LocalDate today;

  @BeforeEach
  void aProvince() {
    place = SmallProvince.in(areas, builtIn);
    province = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    commune = signedIn.actor(Role.COMMUNE_OFFICER, place.communes().getFirst(), "Cán bộ xã");
    today = LocalDate.now(clock);
  }

  private UUID add(TemplateKind kind, TemplateKind like) {
    return templates
        .add(
            province,
            Ids.next(),
            place.province(),
            kind,
            BuiltInTemplates.file(like),
            "mẫu.docx",
            "")
        .orThrow();
  }

  private String written(int area, TemplateKind kind) {
    return String.join(
        "\n", new WordXml(templates.word(kind, area, BuiltInTemplates.sample(kind))).paragraphs());
  }

  /** The version that is in force in a commune; none for what is built in. */
  private int inForce(TemplateKind kind) {
    var one = templates.inForce(commune, place.communes().getFirst()).get(kind);
    return one == null ? 0 : one.version();
  }

  @Test
  void aCommuneUsesTheTemplateOfItsProvinceFromItsDayOn() {
    assertThat(inForce(TemplateKind.YEAR)).isZero();
    UUID first = add(TemplateKind.YEAR, TemplateKind.YEAR);
    assertThat(inForce(TemplateKind.YEAR)).isZero();
    templates.use(province, first, today.plusDays(3), "").orThrow();
    assertThat(inForce(TemplateKind.YEAR)).isZero();
    templates.use(province, first, today, "").orThrow();
    assertThat(inForce(TemplateKind.YEAR)).isEqualTo(1);
    assertThat(written(place.villages().getFirst(), TemplateKind.YEAR)).contains("BÁO CÁO");
  }

  @Test
  void anEarlierVersionComesBackAndAWithdrawnOneLeavesWhatIsBuiltIn() {
    UUID first = add(TemplateKind.YEAR, TemplateKind.YEAR);
    UUID second = add(TemplateKind.YEAR, TemplateKind.SUBMISSION);
    templates.use(province, second, today, "").orThrow();
    assertThat(inForce(TemplateKind.YEAR)).isEqualTo(2);
    assertThat(written(place.villages().getFirst(), TemplateKind.YEAR)).contains("TỜ TRÌNH");
    templates.use(province, first, today, "Bản 2 sai tiêu đề").orThrow();
    assertThat(inForce(TemplateKind.YEAR)).isEqualTo(1);
    templates
        .withdraw(province, place.province(), TemplateKind.YEAR, today, "Dùng mẫu chung")
        .orThrow();
    assertThat(inForce(TemplateKind.YEAR)).isZero();
    assertThat(templates.versions(province, place.province(), TemplateKind.YEAR))
        .extracting(TemplateVersion::version)
        .containsExactly(2, 1);
    assertThat(templates.uses(province, place.province(), TemplateKind.YEAR))
        .extracting(TemplateUse::reason)
        .containsExactly("Dùng mẫu chung", "Bản 2 sai tiêu đề", "");
  }

  @Test
  void whatWasSentOnManyDaysLooksAsItDidOnEachOfThem() {
    UUID first = add(TemplateKind.YEAR, TemplateKind.YEAR);
    UUID second = add(TemplateKind.YEAR, TemplateKind.SUBMISSION);
    templates.use(province, first, today.plusDays(3), "").orThrow();
    templates.use(province, second, today.plusDays(5), "").orThrow();
    int one = place.communes().getFirst();
    int other = place.communes().getLast();
    List<OfficeTemplates.Written> written =
        List.of(
            new OfficeTemplates.Written(one, noon(0)),
            new OfficeTemplates.Written(one, noon(4)),
            new OfficeTemplates.Written(other, noon(5)),
            new OfficeTemplates.Written(one, noon(6)));
    Map<OfficeTemplates.Written, TemplateVersion> used = table.inForce(written, TemplateKind.YEAR);
    assertThat(written.stream().map(used::get).map(of -> of == null ? 0 : of.version()))
        .containsExactly(0, 1, 2, 2);
  }

  @Test
  void whatWasSentBeforeATemplateWasTakenUpThatDayKeepsItsLook() {
    UUID first = add(TemplateKind.YEAR, TemplateKind.YEAR);
    templates.use(province, first, today, "").orThrow();
    int one = place.communes().getFirst();
    List<OfficeTemplates.Written> written =
        List.of(
            new OfficeTemplates.Written(one, clock.instant().minusSeconds(60)),
            new OfficeTemplates.Written(one, clock.instant().plusSeconds(60)));
    assertThat(table.inForce(written, TemplateKind.YEAR)).containsOnlyKeys(written.getLast());
  }

  private Instant noon(int days) {
    return today.plusDays(days).atTime(12, 0).atZone(clock.getZone()).toInstant();
  }

  @Test
  void theSameFileTwiceIsOneVersion() {
    UUID first = add(TemplateKind.YEAR, TemplateKind.YEAR);
    assertThat(add(TemplateKind.YEAR, TemplateKind.YEAR)).isEqualTo(first);
  }

  @Test
  void everythingThatIsDoneStandsInTheJournal() {
    UUID first = add(TemplateKind.PLAN, TemplateKind.PLAN);
    templates.use(province, first, today, "").orThrow();
    templates.withdraw(province, place.province(), TemplateKind.PLAN, today, "Thử").orThrow();
    assertThat(
            jdbc.sql("select action from platform.journal where area_id = :area order by entry_id")
                .param("area", place.province())
                .query(String.class)
                .list())
        .containsSubsequence("template.add", "template.use", "template.withdraw");
  }

  @Test
  void whatIsWrongIsSaidAtOnceAndNothingIsKept() {
    assertThat(
            codes(
                templates.add(
                    province,
                    Ids.next(),
                    place.province(),
                    TemplateKind.YEAR,
                    null,
                    "",
                    "x".repeat(501))))
        .containsExactly("TEMPLATE-023", "TEMPLATE-027");
    UUID first = add(TemplateKind.YEAR, TemplateKind.YEAR);
    assertThat(codes(templates.use(province, first, null, ""))).containsExactly("TEMPLATE-025");
    assertThat(codes(templates.use(province, first, today.minusDays(1), "")))
        .containsExactly("TEMPLATE-026");
    assertThat(codes(templates.withdraw(province, place.province(), TemplateKind.YEAR, today, " ")))
        .containsExactly("TEMPLATE-024", "TEMPLATE-028");
    assertThat(templates.uses(province, place.province(), TemplateKind.YEAR)).isEmpty();
  }

  @Test
  void onlyOfficersOfTheProvinceKeepItsTemplatesAndOthersAreNotFound() {
    UUID first = add(TemplateKind.YEAR, TemplateKind.YEAR);
    SmallProvince other = SmallProvince.in(areas, builtIn);
    Actor stranger = signedIn.actor(Role.PROVINCE_OFFICER, other.province(), "Tỉnh khác");
    assertThatThrownBy(() -> templates.use(commune, first, today, ""))
        .isInstanceOfAny(ForbiddenException.class, NotFoundException.class);
    assertThatThrownBy(() -> templates.use(stranger, first, today, ""))
        .isInstanceOfAny(ForbiddenException.class, NotFoundException.class);
    assertThatThrownBy(() -> templates.version(stranger, first))
        .isInstanceOf(NotFoundException.class);
    assertThat(templates.version(commune, first).version()).isEqualTo(1);
    assertThat(templates.keeps(commune, place.communes().getFirst())).isFalse();
  }

  // --- pages

  @Test
  void anOfficerSendsTriesAndUsesATemplateInTheBrowser() throws Exception {
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    assertThat(text(get("/templates"), officer)).contains("Mẫu có sẵn", "Biên bản họp");
    assertThat(text(get("/templates/DECISION"), officer))
        .contains("{{so_ky_hieu}}", "{{#danh_sach}}", "Gửi mẫu của mình");
    MockHttpServletResponse refused =
        upload(officer, "DECISION", "chữ".getBytes(StandardCharsets.UTF_8));
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
        .contains("Tệp này không phải là tệp Word", "Ghi chú của tôi");
    MockHttpServletResponse sent =
        upload(officer, "DECISION", BuiltInTemplates.file(TemplateKind.DECISION));
    assertThat(sent.getStatus()).isEqualTo(303);
    String version = String.valueOf(sent.getRedirectedUrl()).replaceAll("\\?.*", "");
    assertThat(text(get(version), officer)).contains("không có lỗi", "Đưa bản này vào dùng");
    assertThat(new WordXml(bytes(version + "/sample.docx", officer)).paragraphs())
        .contains("Tổng cộng: 3");
    assertThat(bytes(version + "/file.docx", officer))
        .isEqualTo(BuiltInTemplates.file(TemplateKind.DECISION));
    assertThat(
            mvc.perform(
                    post(version + "/use")
                        .param("day", "hôm qua")
                        .param("reason", "Thử nghiệm")
                        .cookie(officer)
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("Hãy ghi ngày", "hôm qua", "Thử nghiệm");
    mvc.perform(
            post(version + "/use")
                .param(
                    "day",
                    today.getDayOfMonth() + "/" + today.getMonthValue() + "/" + today.getYear())
                .cookie(officer)
                .with(csrf()))
        .andReturn();
    assertThat(text(get("/templates"), officer)).contains("Bản 1 của Tỉnh Thử");
  }

  private MockHttpServletResponse upload(Cookie who, String kind, byte[] file) throws Exception {
    return mvc.perform(
            multipart("/templates/" + kind + "/upload")
                .file(new MockMultipartFile("file", "mau.docx", "x", file))
                .param("area", String.valueOf(place.province()))
                .param("form", "x".repeat(36))
                .param("remark", "Ghi chú của tôi")
                .cookie(who)
                .with(csrf()))
        .andReturn()
        .getResponse();
  }

  private String text(
      org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request,
      Cookie who)
      throws Exception {
    return mvc.perform(request.cookie(who))
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  private byte[] bytes(String path, Cookie who) throws Exception {
    return mvc.perform(get(path).cookie(who)).andReturn().getResponse().getContentAsByteArray();
  }

  private static List<String> codes(Result<?> result) {
    return result.problems().stream().map(problem -> problem.code().code()).toList();
  }
}
