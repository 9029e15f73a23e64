package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.document.BuiltInTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.document.WordXml;
import vn.khuyenhoc.reports.Templates;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.Statements;

@ModuleTest
class FiguresPagesTest {

  /** Who is signed in is asked once a request; that plans are reused is said once. */
  private static final int SIGN_IN = 2;

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Templates templates;
  @Autowired private Clock clock;

  @Test
  void aPageOfFiguresSendsFewStatementsHoweverManyAreasThereAre() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    for (int area : List.of(province.place.province(), province.commune(0), province.village(0))) {
      String path = "/figures?area=" + area;
      html(get(path), officer);
      List<String> sent =
          Statements.during(() -> mvc.perform(get(path).cookie(officer)).andReturn());
      assertThat(sent)
          .as(path)
          .hasSizeLessThanOrEqualTo(SIGN_IN + (area == province.village(0) ? 8 : 9));
    }
  }

  @Test
  void theOfficersOwnAreaAndTheNewestCampaignAreShownFirst() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    String page = html(get("/figures"), officer);
    assertThat(page)
        .contains(", năm 2026", "Xã Thượng", "Xã Hạ", "Chưa báo cáo")
        .contains("Theo địa bàn hiện nay", "Theo địa bàn lúc đó")
        .contains("Số này tính thế nào", "report.docx", "statistics.xlsx")
        .contains("1/2 xã, phường chưa báo cáo");
  }

  @Test
  void theReportIsWrittenInTheTemplateThatTheProvinceHasInForce() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    String path = "/figures/report.docx?area=" + province.commune(0);
    assertThat(report(path, officer)).contains("BÁO CÁO").doesNotContain("TỜ TRÌNH");
    Actor keeper = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    UUID template =
        templates
            .add(
                keeper,
                UUID.randomUUID(),
                province.place.province(),
                TemplateKind.RESULTS,
                BuiltInTemplates.file(TemplateKind.SUBMISSION),
                "mau.docx",
                "")
            .orThrow();
    assertThat(report(path, officer)).contains("BÁO CÁO");
    templates.use(keeper, template, LocalDate.now(clock), "").orThrow();
    assertThat(report(path, officer))
        .contains("TỜ TRÌNH")
        .doesNotContain("{{")
        .anyMatch(line -> line.contains("Xã Thượng".toUpperCase(Locale.ROOT)));
  }

  private List<String> report(String path, Cookie who) throws Exception {
    return new WordXml(
            mvc.perform(get(path).cookie(who)).andReturn().getResponse().getContentAsByteArray())
        .paragraphs();
  }

  @Test
  void aVolunteerSeesTheOwnVillageWithItsHouseholdsAndNothingAbove() throws Exception {
    FiguresProvince province = province();
    Cookie volunteer = signedIn.as(Role.VOLUNTEER, province.village(0), "Cộng tác viên");
    String page = html(get("/figures"), volunteer);
    assertThat(page).contains("Bản Một", "Lò Văn 1", "/dossiers/").doesNotContain("report.docx");
    assertThat(status(get("/figures?area=" + province.commune(0)), volunteer)).isEqualTo(404);
    assertThat(status(get("/figures/report.docx?area=" + province.village(0)), volunteer))
        .isEqualTo(403);
    assertThat(status(get("/figures/declare?area=" + province.village(0)), volunteer))
        .isEqualTo(403);
  }

  @Test
  void foreignAreasAndNonsenseAreNotFound() throws Exception {
    FiguresProvince province = province();
    FiguresProvince other = province();
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    for (String path :
        List.of(
            "/figures?area=" + province.commune(1),
            "/figures?area=" + other.village(0),
            "/figures?area=999999999",
            "/figures?area=abc",
            "/figures/report.docx?area=" + province.commune(1),
            "/figures/report.docx?area=" + province.village(0),
            "/figures/statistics.xlsx?area=" + province.place.province(),
            "/figures/declare?area=" + province.commune(1),
            "/figures/declare?area=" + province.village(0))) {
      assertThat(status(get(path), officer)).as(path).isEqualTo(404);
    }
  }

  @Test
  void aYearWithoutFiguresAndWhatIsNoYearAreToldInWords() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    assertThat(html(get("/figures?year=1990"), officer))
        .contains("Năm 1990 không có đợt đánh giá", "dưới đây là năm 2026");
    assertThat(html(get("/figures?year=abc"), officer))
        .contains("Năm abc không có đợt đánh giá", "dưới đây là năm 2026");
  }

  @Test
  void aCampaignThatIsNoneOfTheAreaIsToldWithTheOneThatIsShownInstead() throws Exception {
    FiguresProvince province = province();
    FiguresProvince other = province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    for (String campaign : List.of("999999999", String.valueOf(other.campaign), "abc")) {
      assertThat(html(get("/figures").param("campaign", campaign), officer))
          .contains(
              "Không có đợt đánh giá “" + campaign + "” ở đây", "dưới đây là Gia đình học tập");
      String asked = "?area=" + province.place.province() + "&campaign=" + campaign;
      assertThat(
              mvc.perform(get("/figures/report.docx" + asked).cookie(officer))
                  .andReturn()
                  .getResponse()
                  .getHeader("Location"))
          .startsWith("/figures" + asked);
    }
    assertThat(html(get("/figures?campaign=" + province.campaign), officer))
        .doesNotContain("Không có đợt đánh giá");
  }

  @Test
  void theTableIsSortedByWhatIsKnownAndByNothingElse() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    String path = "/figures?area=" + province.commune(0) + "&sort=";
    String byRate = html(get(path + "rate&dir=desc"), officer);
    assertThat(byRate.indexOf(">Bản Hai</a>")).isLessThan(byRate.indexOf(">Bản Ba</a>"));
    assertThat(byRate).contains("aria-sort=\"descending\"");
    assertThat(html(get(path + "name;drop table reporting.plan"), officer)).contains("Bản Ba");
  }

  @Test
  void reportAndStatisticsAreFilledFromTheFiguresOfThisMoment() throws Exception {
    FiguresProvince province = province();
    province.target("R-" + province.campaign, province.place.province(), 2025, "70");
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    WordXml report =
        new WordXml(bytes(get("/figures/report.docx?area=" + province.place.province()), officer));
    assertThat(report.paragraphs())
        .anyMatch(line -> line.contains("Đã công nhận 45 hộ đạt danh hiệu “Gia đình học tập”"))
        .anyMatch(line -> line.contains("1 xã, phường chưa báo cáo: xã Hạ"))
        .anyMatch(line -> line.contains("chỉ tiêu năm 2025 là 70"));
    WordXml village =
        new WordXml(bytes(get("/figures/report.docx?area=" + province.commune(0)), officer));
    assertThat(village.paragraphs())
        .anyMatch(line -> line.contains("có 3 thôn, bản với"))
        .noneMatch(line -> line.contains("các xã, phường đã nhận"));
    assertThat(bytes(get("/figures/statistics.xlsx?area=" + province.place.province()), officer))
        .startsWith('P', 'K');
    String csv =
        new String(
            bytes(get("/figures/statistics.csv?area=" + province.place.province()), officer),
            StandardCharsets.UTF_8);
    assertThat(csv.lines().toList()).hasSize(3);
    assertThat(csv)
        .startsWith("\uFEFF")
        .contains("1;Xã Hạ;1;10;Danh sách hộ trong hệ thống;10;;;;;;;70,0;;chưa báo cáo")
        .contains(
            "2;Xã Thượng;3;60;Danh sách hộ trong hệ thống;60;45;45;45;45;75,0;75,0;70,0;5,0;");
    MockHttpServletResponse answer =
        mvc.perform(get("/figures/statistics.xlsx?area=" + province.commune(0)).cookie(officer))
            .andReturn()
            .getResponse();
    assertThat(answer.getHeader("Content-Disposition"))
        .contains("thong-ke-gia-dinh-hoc-tap-xa-thuong-2026.xlsx");
  }

  @Test
  void aTotalIsDeclaredInAFormThatKeepsWhatWasTyped() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    String path = "/figures/declare?area=" + province.commune(0);
    assertThat(html(get(path), officer)).contains("Tổng số hộ công bố", "Chưa công bố lần nào");
    MockHttpServletResponse refused =
        mvc.perform(
                post(path)
                    .param("id", UUID.randomUUID().toString())
                    .param("total", "1,234")
                    .param("source", "Thống kê <b>")
                    .param("asOf", "")
                    .cookie(officer)
                    .with(csrf()))
            .andReturn()
            .getResponse();
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
        .contains("href=\"#total\"", "value=\"1,234\"", "Thống kê &lt;b&gt;", "href=\"#asOf\"");
    MockHttpServletResponse done =
        mvc.perform(
                post(path)
                    .param("id", UUID.randomUUID().toString())
                    .param("total", "1.234")
                    .param("source", "Thống kê của UBND xã")
                    .param("asOf", "30/6/2026")
                    .cookie(officer)
                    .with(csrf()))
            .andReturn()
            .getResponse();
    assertThat(done.getStatus()).isEqualTo(303);
    assertThat(html(get("/figures"), officer)).contains("Tính trên tổng số hộ công bố: 1.234");
    assertThat(html(get(path), officer)).contains("đang dùng", "Rút lại số đã công bố");
  }

  @Test
  void everyPlanIsShownWithItsTargetsAndTheAmbiguousOnesMarked() throws Exception {
    FiguresProvince province = province();
    targets.loadOnce();
    Cookie volunteer = signedIn.as(Role.VOLUNTEER, province.village(0), "Cộng tác viên");
    assertThat(html(get("/targets"), volunteer))
        .contains("chưa rõ nghĩa", "415/KH-UBND")
        .contains("huyện Tháp Mười (tỉnh Đồng Tháp), không có trong danh mục địa bàn");
    assertThat(html(get("/targets/S0"), volunteer))
        .contains("S0-3", "hoặc: tăng 0,7 điểm phần trăm so với năm 2023")
        .contains("từ 1 lần mỗi tuần", "Giải thưởng Nhân tài Đất Việt")
        .as("whether or not the tree has the province of that plan, its figures are not told here")
        .containsAnyOf("ngoài phạm vi của bạn", "không có trong cây địa bàn");
    assertThat(html(get("/targets/S1"), volunteer)).contains("chưa rõ số", "từ 70\u00a0%");
    assertThat(html(get("/targets/S4"), volunteer))
        .contains("từ 3 bản/người/năm", "xếp loại từ Khá trở lên")
        .contains("không có trong cây địa bàn");
  }

  @Test
  void aPageCostsTheSameThroughBothTreesAndKeepsTheChoiceInItsAddress() throws Exception {
    ReformedProvince province = reformed();
    province.merge();
    int id = province.place.province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, id, "Cán bộ tỉnh");
    List<Integer> counts = new ArrayList<>();
    for (String basis : List.of("0", "1")) {
      String path = "/figures?area=" + id + "&campaign=" + province.past + "&basis=" + basis;
      assertThat(html(get(path), officer))
          .contains("basis=" + basis + "&amp;sort=rate", "Qua các năm", "<svg class=\"years\"")
          .contains(
              basis.equals("0")
                  ? "Theo địa bàn lúc đó: ngày 31/12/2025"
                  : "Theo địa bàn hiện nay: ngày");
      counts.add(
          Statements.during(() -> mvc.perform(get(path).cookie(officer)).andReturn()).size());
    }
    assertThat(counts.getFirst()).isEqualTo(counts.getLast()).isLessThanOrEqualTo(SIGN_IN + 10);
  }

  @Test
  void anAreaThatIsNotInTheTreeTellsWhereItsFiguresAre() throws Exception {
    ReformedProvince province = reformed();
    int merged = province.merge().id();
    int ended = province.place.communes().getFirst();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    String figures = "/figures?campaign=" + province.past + "&area=";
    assertThat(html(get(figures + ended + "&basis=1"), officer))
        .contains("Xã Thượng không còn từ ngày 01/03/2026", "đã nhập vào Xã Mới", "theo NQ 1")
        .contains("/figures?area=" + merged + "&amp;campaign=" + province.past + "&amp;basis=1")
        .contains("/figures?area=" + ended + "&amp;campaign=" + province.past + "&amp;basis=0");
    assertThat(html(get(figures + ended + "&basis=0"), officer))
        .contains("Xã Thượng (nay: Xã Mới)", "Bản Một");
    assertThat(html(get(figures + merged + "&basis=0"), officer))
        .contains("Xã Mới chưa có trước ngày 01/03/2026", "Xã Hạ", "Xã Thượng")
        .contains("/figures?area=" + merged + "&amp;campaign=" + province.past + "&amp;basis=1");
    MockHttpServletResponse led =
        mvc.perform(
                get("/figures/report.docx?area=" + ended + "&campaign=" + province.past)
                    .cookie(officer))
            .andReturn()
            .getResponse();
    assertThat(led.getStatus()).isEqualTo(303);
    assertThat(led.getHeader("Location")).contains("/figures?area=" + ended);
  }

  @Test
  void filesSayThroughWhichTreeTheyAreReadAndTellBothNames() throws Exception {
    ReformedProvince province = reformed();
    province.merge();
    int id = province.place.province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, id, "Cán bộ tỉnh");
    String then = "?area=" + id + "&campaign=" + province.past + "&basis=0";
    assertThat(new WordXml(bytes(get("/figures/report.docx" + then), officer)).paragraphs())
        .anyMatch(line -> line.contains("theo địa bàn lúc đánh giá (ngày 31/12/2025)"))
        .anyMatch(line -> line.contains("Xã Thượng (nay: Xã Mới)"));
    assertThat(
            new String(
                bytes(get("/figures/statistics.csv" + then), officer), StandardCharsets.UTF_8))
        .contains("nay: Xã Mới;Theo địa bàn lúc đó;31/12/2025");
    String now = "?area=" + id + "&campaign=" + province.past + "&basis=1";
    assertThat(new WordXml(bytes(get("/figures/report.docx" + now), officer)).paragraphs())
        .anyMatch(line -> line.contains("theo địa bàn hiện nay (ngày "))
        .anyMatch(line -> line.contains("Xã Mới (trước 3/2026: Xã Hạ, Xã Thượng)"));
  }

  @Test
  void whatIsUnassignedIsTaggedAndInsideTheWhole() throws Exception {
    ReformedProvince province = reformed();
    province.divide();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(
            html(
                get("/figures?area=" + province.place.province() + "&campaign=" + province.past),
                officer))
        .contains("Xã Thượng (chưa phân)", "Chưa phân về đơn vị mới", "Xã Một", "Xã Hai");
    assertThat(
            html(
                get(
                    "/figures?area="
                        + province.place.communes().getFirst()
                        + "&campaign="
                        + province.past),
                officer))
        .contains("đã được chia về Xã Hai, Xã Một", "Phần chưa phân về nơi nào");
  }

  private ReformedProvince reformed() {
    return new ReformedProvince(jdbc, areas, builtInAreas, criteria, reorganisations);
  }

  @Test
  void thePagesReadInEnglishToo() throws Exception {
    FiguresProvince province = province();
    targets.loadOnce();
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    Cookie english = new Cookie("kh_language", "en");
    for (String path :
        List.of(
            "/figures",
            "/figures?area=" + province.village(0),
            "/figures?basis=0",
            "/targets",
            "/figures/declare?area=" + province.commune(0))) {
      assertThat(html(get(path).cookie(english), officer)).contains("lang=\"en\"");
    }
  }

  /**
   * The first commune has reported: a village in full, one with nothing sent. The other has not.
   */
  private FiguresProvince province() {
    return FiguresProvince.half(jdbc, areas, builtInAreas, criteria);
  }

  private String html(MockHttpServletRequestBuilder request, Cookie who) throws Exception {
    MockHttpServletResponse response = mvc.perform(request.cookie(who)).andReturn().getResponse();
    assertThat(response.getStatus()).isEqualTo(200);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  private byte[] bytes(MockHttpServletRequestBuilder request, Cookie who) throws Exception {
    MockHttpServletResponse response = mvc.perform(request.cookie(who)).andReturn().getResponse();
    assertThat(response.getStatus()).isEqualTo(200);
    return response.getContentAsByteArray();
  }

  private int status(MockHttpServletRequestBuilder request, Cookie who) throws Exception {
    return mvc.perform(request.cookie(who)).andReturn().getResponse().getStatus();
  }
}
