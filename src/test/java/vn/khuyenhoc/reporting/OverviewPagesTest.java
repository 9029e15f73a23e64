package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.Statements;

@ModuleTest
class OverviewPagesTest {

  /** Who is signed in is asked once a request. */
  private static final int SIGN_IN = 1;

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;

  @Test
  void theWholePageStandsInTheOfficersOwnAreaAndItsLinkOpensTheSameView() throws Exception {
    FiguresProvince province = province();
    province.target("V-" + province.campaign, province.place.province(), 2026, "90");
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    String page = html("/dashboard", officer);
    assertThat(page)
        .contains("toàn cảnh năm 2026", "id=\"targets\"", "id=\"heat\"", "id=\"ranking\"")
        .contains("id=\"silent\"", "id=\"week\"", "id=\"trend\"", "còn thiếu 25,7 điểm phần trăm")
        .contains("Xã Hạ", "chưa báo cáo")
        .doesNotContain("style=");
    String link =
        "/dashboard?area="
            + province.place.province()
            + "&year=2026&basis=1&plan=V-"
            + province.campaign
            + "&model=LEARNING_FAMILY";
    assertThat(page).contains(link.replace("&", "&amp;"));
    assertThat(withoutTime(html(link, officer))).isEqualTo(withoutTime(page));
    assertThat(html(link + "&part=heat", officer))
        .contains("id=\"heat\"", "Xem cả trang")
        .doesNotContain("id=\"ranking\"");
  }

  @Test
  void thePlanThatIsChosenRulesTheRankingTooAndAnUnknownOneOrNoYearIsToldInWords()
      throws Exception {
    FiguresProvince province = province();
    String first = "V-" + province.campaign;
    String second = "W-" + province.campaign;
    province.target(first, province.place.province(), 2026, "90");
    province.target(second, province.place.province(), 2026, "61");
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(html("/dashboard?part=ranking", officer))
        .contains("61\u00a0%")
        .doesNotContain("90\u00a0%");
    assertThat(html("/dashboard?part=ranking&plan=" + first, officer)).contains("90\u00a0%");
    assertThat(html("/dashboard?part=targets", officer))
        .contains("ghi khác nhau", "từ 90\u00a0% (năm 2026)", "/targets/" + first + "?basis=");
    assertThat(html("/dashboard?plan=LẠ&year=abc", officer))
        .contains("Không có kế hoạch “LẠ”", "“abc” không phải là năm", "dưới đây là năm 2026");
  }

  @Test
  void whatOfALinkIsNotUnderstoodIsToldWithWhatIsShownInItsPlace() throws Exception {
    FiguresProvince province = province();
    int area = province.place.province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, area, "Cán bộ tỉnh");
    assertThat(html("/dashboard?model=XYZ&basis=9&part=foo", officer))
        .contains("Không có mô hình “XYZ” nên dưới đây là Gia đình học tập")
        .contains("“9” nên dưới đây là “Theo địa bàn hiện nay”", "không có phần “foo”")
        .contains("id=\"ranking\"");
    assertThat(html("/dashboard?model=LEARNING_UNIT.FOO", officer)).contains("Không có cấp “FOO”");
    assertThat(html("/dashboard?model=LEARNING_CLAN", officer))
        .contains("năm 2026 ở đây nên dưới đây xem kỹ Gia đình học tập");
    assertThat(html("/dashboard?model=LEARNING_FAMILY&basis=0&year=2026&part=heat", officer))
        .contains("Tỷ lệ công nhận theo địa bàn: ")
        .doesNotContain("nên dưới đây");
    assertThat(html("/figures?model=XYZ&basis=x&per=FOO", officer))
        .contains("Không có mô hình “XYZ” nên", "“x” nên", "trên “FOO” nên dưới đây tính trên hộ");
    assertThat(html("/figures?model=LEARNING_CITIZEN&form=NOPE", officer))
        .contains("Không có nhóm lao động “NOPE”");
    assertThat(html("/dashboard/scores?basis=x", officer)).contains("“x” nên");
    for (String file :
        List.of(
            "/dashboard/ranking.csv?area=" + area + "&model=XYZ",
            "/dashboard/heat.xlsx?area=" + area + "&year=abc",
            "/figures/statistics.csv?area=" + area + "&model=XYZ")) {
      String page =
          Objects.requireNonNull(
              mvc.perform(get(file).cookie(officer))
                  .andReturn()
                  .getResponse()
                  .getHeader("Location"),
              file);
      assertThat(html(page, officer)).as(file).contains("nên dưới đây");
    }
  }

  @Test
  void whatWasNotReportedIsNeverNoughtPercentAndHasNoRank() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    String page = html("/dashboard", officer);
    assertThat(page)
        .contains("1 xã, phường chưa báo cáo, không có hạng", "còn 10 trên 10 hộ chưa gửi")
        .doesNotContain(">0\u00a0%<", ">0,0<");
    String csv = csv("/dashboard/ranking.csv?area=" + province.place.province(), officer);
    assertThat(csv).contains("1;Xã Thượng;45;60;75,0;", ";Xã Hạ;;10;;chưa báo cáo");
  }

  @Test
  void aYearInWhichNothingWasEvaluatedSaysSoAndLeadsToThoseInWhichSomethingWas() throws Exception {
    FiguresProvince province = province();
    province.target("Y-" + province.campaign, province.place.province(), 2026, "90");
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    for (String year : List.of("1999", "0", "-5", "2147483647")) {
      assertThat(html("/dashboard?year=" + year, officer))
          .contains("chưa có đợt đánh giá nào", "Năm 2026", "&amp;year=2026")
          .doesNotContain("id=\"targets\"", "id=\"heat\"");
    }
    assertThat(html("/dashboard?year=2027", officer))
        .as("a year of the plan")
        .contains("id=\"targets\"", "chưa có đợt đánh giá nào");
  }

  @Test
  void whatTakesLongToCountComesWhenItIsAskedForAndStandsInTheFile() throws Exception {
    FiguresProvince province = province();
    String plan = "L-" + province.campaign;
    province.target(plan, province.place.province(), 2026, "90");
    jdbc.sql(
            """
            insert into reporting.target
              (plan_id, target_id, year, area_id, area_name, indicator, measured_by, scope, value)
            select :plan, 'L-f', 2026, area_id, area_name, indicator, measured_by, scope, value
              from reporting.target where plan_id = 'S1' and target_id = 'S1-f' and year = 2025
            """)
        .param("plan", plan)
        .update();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    String page = html("/dashboard", officer);
    assertThat(part(page, "targets"))
        .contains("Tính sau", "&amp;counted=true#targets", "&amp;fetch=targets\"", "64,3");
    String whole = html("/dashboard?counted=true", officer);
    assertThat(part(whole, "targets"))
        .contains("Năm 2026 chưa có đợt đánh giá")
        .doesNotContain("Tính sau", "data-later=");
    assertThat(whole).contains("&amp;counted=true\">Đường dẫn tới đúng trang này");
    assertThat(csv("/dashboard/targets.csv?area=" + province.place.province(), officer))
        .contains("năm 2026 chưa có đợt đánh giá nào")
        .doesNotContain("lâu hơn");
    Cookie commune = signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    assertThat(html("/dashboard", commune)).doesNotContain("Tính sau");
  }

  @Test
  void whatComesAfterThePageIsTheTargetsAloneAndAsksForThemAlone() throws Exception {
    FiguresProvince province = province();
    int area = province.place.province();
    String plan = "L-" + province.campaign;
    province.target(plan, area, 2026, "90");
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, area, "Cán bộ tỉnh");
    String address = "/dashboard?area=" + area + "&model=LEARNING_FAMILY&counted=true";
    String alone = html(address + "&fetch=targets", officer);
    assertThat(alone.strip())
        .startsWith("<section")
        .endsWith("</section>")
        .doesNotContain("id=\"heat\"", "<html")
        .contains(part(html(address, officer), "targets").strip());
    int before = statements(address + "&fetch=targets", officer);
    assertThat(before).isLessThan(statements(address, officer));
    for (String indicator : List.of("LEARNING_CLAN", "LEARNING_UNIT", "LEARNING_COMMUNITY")) {
      jdbc.sql(
              """
              insert into reporting.target
                (plan_id, target_id, year, area_id, area_name, indicator, scope, value)
              values (:plan, :indicator, 2026, :area, 'Tỉnh Thử', :indicator, '', 50)
              """)
          .param("plan", plan)
          .param("indicator", indicator)
          .param("area", area)
          .update();
    }
    assertThat(statements(address + "&fetch=targets", officer)).isEqualTo(before);
  }

  private int statements(String path, Cookie cookie) throws Exception {
    return Statements.during(() -> mvc.perform(get(path).cookie(cookie)).andReturn()).size();
  }

  @Test
  void theMapAsATableHasTheColumnsOfTheMap() throws Exception {
    FiguresProvince province = province();
    int area = province.place.province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, area, "Cán bộ tỉnh");
    assertThat(csv("/dashboard/map.csv?area=" + area, officer))
        .contains("Mã;Địa bàn;Tỷ lệ;Nhóm màu trên bản đồ;Đã báo cáo")
        .contains(";Xã Hạ;;chưa báo cáo;Chưa báo cáo", ";Xã Thượng;75,0;70–79 %;\"1/3 thôn");
    FiguresProvince nothing = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    nothing.dossiers(nothing.village(0), 4, "SENT", "ACHIEVED", true);
    int other = nothing.place.province();
    assertThat(
            csv(
                "/dashboard/map.csv?area=" + other,
                signedIn.as(Role.PROVINCE_OFFICER, other, "Cán bộ tỉnh")))
        .contains(";0,0;\"0 %, đã báo cáo\";");
  }

  @Test
  void theWholePageShowsTenOfManySaysSoAndLeadsToAll() throws Exception {
    FiguresProvince province = province();
    int commune = province.commune(1);
    List<NewArea> more =
        IntStream.rangeClosed(10, 34)
            .mapToObj(n -> new NewArea(commune, commune + "-" + n, "Bản Thêm " + n, "VILLAGE"))
            .toList();
    List<Integer> villages = areas.add(AreaLevel.VILLAGE, more, LocalDate.of(2025, 7, 1), "test");
    for (int at = 0; at < 13; at++) {
      province.recognised(villages.get(at), 20 + at);
      province.listed(villages.get(at), 13 - at);
    }
    villages.subList(13, 25).forEach(village -> province.listed(village, 11));
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, commune, "Cán bộ xã");
    String page = html("/dashboard", officer);
    assertThat(rows(page, "heat")).isEqualTo(1 + 10);
    assertThat(rows(page, "ranking")).isEqualTo(5 + 1 + 5);
    assertThat(part(page, "ranking"))
        .contains("5 nơi cao nhất và 5 nơi thấp nhất trong 13", "… 3 thôn, bản ở giữa")
        .contains("Xem tất cả 28 thôn, bản", "Bản Thêm 22", "Bản Thêm 10")
        .doesNotContain("Bản Thêm 16");
    assertThat(part(page, "heat")).contains("Mới hiện 10 trong 28", "Bản Thêm 10");
    assertThat(part(page, "silent"))
        .contains("Mới hiện 10 trong 28", "&amp;part=silent\">Xem tất cả 28 thôn, bản");
    String address = "/dashboard?area=" + commune + "&part=";
    assertThat(rows(html(address + "heat", officer), "heat")).isEqualTo(1 + 28);
    assertThat(rows(html(address + "ranking", officer), "ranking")).isEqualTo(13);
    assertThat(html(address + "silent", officer))
        .contains("Bản Thêm 34")
        .doesNotContain("Mới hiện");
    assertThat(csv("/dashboard/ranking.csv?area=" + commune, officer).lines()).hasSize(1 + 28);
  }

  private static String part(String page, String part) {
    int from = page.indexOf("id=\"" + part + "\"");
    return page.substring(from, page.indexOf("</section>", from));
  }

  private static long rows(String page, String part) {
    String of = part(page, part);
    return of.substring(of.indexOf("<tbody>"), of.indexOf("</tbody>")).split("<tr", -1).length - 1L;
  }

  @Test
  void oneFieldChoosesWhatIsLookedAtClosely() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(withoutTime(html("/dashboard?model=LEARNING_FAMILY.HOUSEHOLD", officer)))
        .isEqualTo(withoutTime(html("/dashboard?model=LEARNING_FAMILY", officer)));
  }

  @Test
  void filesHoldWhatThePageShows() throws Exception {
    FiguresProvince province = province();
    province.target("F-" + province.campaign, province.place.province(), 2026, "90");
    int area = province.place.province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, area, "Cán bộ tỉnh");
    assertThat(csv("/dashboard/heat.csv?area=" + area, officer))
        .startsWith("\uFEFF")
        .contains("Xã Hạ;chưa báo cáo;Chưa báo cáo", "Xã Thượng;75,0;\"1/3 thôn");
    assertThat(csv("/dashboard/targets.csv?area=" + area, officer)).contains("90", "64,3");
    assertThat(csv("/dashboard/silent.csv?area=" + area, officer))
        .contains("Xã Hạ", "còn 10 trên 10 hộ chưa gửi", "15/11/2026, còn 13 ngày");
    assertThat(csv("/dashboard/week.csv?area=" + area, officer)).contains("Xã Thượng;45;");
    province.campaign(2025);
    assertThat(csv("/dashboard/trend.csv?area=" + area, officer))
        .contains(";2025;2025: đã báo cáo;2026;2026: đã báo cáo")
        .contains(";chưa báo cáo;;64,3;\"1/2 xã, phường đã báo cáo\"");
    assertThat(part(html("/dashboard?area=" + area, officer), "trend"))
        .contains("1/2 xã, phường đã báo cáo", "chưa gửi")
        .doesNotContain(">0\u00a0%");
    assertThat(html("/figures?area=" + area + "&year=2026", officer))
        .contains("<small class=\"soft\">1/2 xã, phường đã báo cáo</small>");
    for (String part : List.of("targets", "heat", "ranking", "silent", "week", "trend")) {
      MockHttpServletResponse answer =
          mvc.perform(get("/dashboard/" + part + ".xlsx?area=" + area).cookie(officer))
              .andReturn()
              .getResponse();
      assertThat(answer.getStatus()).as(part).isEqualTo(200);
      assertThat(answer.getContentAsByteArray()).startsWith('P', 'K');
    }
    assertThat(status("/dashboard/nothing.csv?area=" + area, officer)).isEqualTo(404);
  }

  @Test
  void foreignAreasAreNotFoundAndVolunteersTakeNothingAway() throws Exception {
    FiguresProvince province = province();
    FiguresProvince other = province();
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    for (String path :
        List.of(
            "/dashboard?area=" + province.commune(1),
            "/dashboard?area=" + other.place.province(),
            "/dashboard?area=abc",
            "/dashboard/heat.csv?area=" + province.place.province())) {
      assertThat(status(path, officer)).as(path).isEqualTo(404);
    }
    assertThat(html("/dashboard", officer)).contains("Bản Một", "/villages/");
    Cookie volunteer = signedIn.as(Role.VOLUNTEER, province.village(0), "Cộng tác viên");
    assertThat(html("/dashboard", volunteer)).contains("Bản Một").doesNotContain(".xlsx");
    assertThat(status("/dashboard/heat.csv?area=" + province.village(0), volunteer)).isEqualTo(403);
  }

  @Test
  void emptyYearsAndEnglishHaveWordsToo() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(html("/dashboard?year=2019", officer))
        .contains("Năm 2019 chưa có đợt đánh giá nào", "year=2026");
    Cookie english = new Cookie("kh_language", "en");
    MockHttpServletResponse answer =
        mvc.perform(get("/dashboard").cookie(officer, english)).andReturn().getResponse();
    assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
        .contains("lang=\"en\"", "Who has not reported", "fewer than 10");
  }

  @Test
  void thePageSendsFewStatements() throws Exception {
    FiguresProvince province = province();
    province.target("N-" + province.campaign, province.place.province(), 2026, "90");
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    html("/dashboard", officer);
    assertThat(Statements.during(() -> mvc.perform(get("/dashboard").cookie(officer)).andReturn()))
        .hasSizeLessThanOrEqualTo(SIGN_IN + 10);
  }

  private FiguresProvince province() {
    targets.loadOnce();
    return FiguresProvince.half(jdbc, areas, builtInAreas, criteria);
  }

  private static String withoutTime(String page) {
    return page.substring(page.indexOf("<main"), page.indexOf("</main>"))
        .replaceAll("here=[^\"]*", "");
  }

  private String html(String path, Cookie who) throws Exception {
    MockHttpServletResponse response = mvc.perform(get(path).cookie(who)).andReturn().getResponse();
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  private String csv(String path, Cookie who) throws Exception {
    return html(path, who);
  }

  private int status(String path, Cookie who) throws Exception {
    return mvc.perform(get(path).cookie(who)).andReturn().getResponse().getStatus();
  }
}
