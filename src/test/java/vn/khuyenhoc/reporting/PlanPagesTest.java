package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SharedData;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.Statements;

@ModuleTest
class PlanPagesTest {

  /** Who is signed in is asked once a request. */
  private static final int SIGN_IN = 1;

  @Autowired private MockMvc mvc;
  @Autowired private Clock clock;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;

  private FiguresProvince province() {
    FiguresProvince province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    targets.loadOnce();
    return province;
  }

  private Cookie officer(FiguresProvince province) {
    return signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
  }

  @Test
  void aPlanShowsWhatIsReachedAndHowFarItIsWithTheDefinitionBehindIt() throws Exception {
    FiguresProvince province = province();
    province.recognised(province.village(0), 5);
    province.listed(province.village(0), 5);
    String plan = province.plan();
    String page = html(get("/targets/" + plan), officer(province));
    assertThat(page)
        .contains("50\u00a0%", "5 trên 10 hộ")
        .contains("còn thiếu 25 điểm phần trăm, tức 3 hộ")
        .contains("Định nghĩa", "số được công nhận “Gia đình học tập”", "tổng số hộ")
        .contains("recognised_families ÷ total_households")
        .contains("/targets/" + plan + "/" + plan + "/2026?basis=1&amp;area=");
    assertThat(html(get("/targets/" + plan + "/" + plan + "/2026"), officer(province)))
        .contains("Cách tính: ", "50\u00a0%", "5 trên 10 hộ", "tổng số hộ")
        .contains("<b>5 hộ</b>", "<b>10 hộ</b>")
        .contains("/figures?area=" + province.place.province() + "&amp;model=LEARNING_FAMILY");
    assertThat(status(get("/targets/" + plan + "/" + plan + "/2025"), officer(province)))
        .isEqualTo(404);
  }

  @Test
  void everyPlanOfTheProductSendsFewStatements() throws Exception {
    FiguresProvince province = province();
    province.recognised(province.village(0), 5);
    int id = province.place.province();
    Cookie officer = officer(province);
    String plan = province.plan();
    for (String model : List.of("S0", "S1", "S4")) {
      jdbc.sql(
              """
              insert into reporting.target
                (plan_id, target_id, year, area_id, area_name, indicator, measured_by, scope, direction, value,
                 value_kind, other_kind, period, base_year, level, unit_level, denominator, scale_id, least_rating)
              select :plan, target_id, 2026, :area, 'Tỉnh Thử', indicator, measured_by, scope, direction, value,
                     value_kind, other_kind, period, base_year, level, unit_level, denominator, scale_id, least_rating
                from reporting.target where plan_id = :model
              on conflict do nothing
              """)
          .param("plan", plan)
          .param("area", id)
          .param("model", model)
          .update();
    }
    String path = "/targets/" + plan;
    String page = html(get(path), officer);
    assertThat(page)
        .doesNotContain("NaN", "Infinity")
        .contains("Chưa báo cáo: Số hội viên", "Chưa báo cáo: Số bản sách");
    List<String> sent = Statements.during(() -> mvc.perform(get(path).cookie(officer)).andReturn());
    // two of them say how long the others may take, two which ratings there are and are given at
    // all, one asks for the template of the office, one who signs, one whether the reader says so
    assertThat(sent).hasSizeLessThanOrEqualTo(SIGN_IN + 18);
  }

  @Test
  void whatIsReportedByHandCountsUntilItIsWithdrawnAndEveryMistakeIsToldAtOnce() throws Exception {
    FiguresProvince province = province();
    Cookie officer = officer(province);
    int area = province.place.province();
    String path = "/indicators/MEMBER_BRIEFED/report?area=" + area + "&year=2026";
    String plan = province.plan();
    jdbc.sql("update reporting.target set indicator = 'MEMBER_BRIEFED' where plan_id = ?")
        .param(plan)
        .update();
    assertThat(html(get("/targets/" + plan), officer)).contains("Chưa báo cáo", "Báo cáo số liệu");

    String wrong =
        html(
            multipart(path).param("numerator", "60").param("denominator", "50").with(csrf()),
            officer);
    assertThat(wrong)
        .contains("Số đạt 60 lớn hơn tổng số 50", "Chưa có minh chứng", "value=\"60\"");

    UUID form = UUID.randomUUID();
    for (int twice = 0; twice < 2; twice++) {
      assertThat(
              status(
                  multipart(path)
                      .param("form", form.toString())
                      .param("numerator", "40")
                      .param("denominator", "50")
                      .param("note", "Báo cáo 12/BC-HKH")
                      .with(csrf()),
                  officer))
          .isEqualTo(303);
    }
    assertThat(html(get("/targets/" + plan), officer))
        .contains(
            "80\u00a0%", "40 trên 50 người", "Cán bộ tỉnh báo cáo lúc", "vượt 5 điểm phần trăm");
    assertThat(
            html(
                multipart(path)
                    .param("numerator", "30")
                    .param("denominator", "50")
                    .param("note", "đếm lại")
                    .with(csrf()),
                officer))
        .contains("Hãy ghi lý do sửa");
    assertThat(
            status(
                multipart(path)
                    .param("form", UUID.randomUUID().toString())
                    .param("numerator", "30")
                    .param("denominator", "50")
                    .param("note", "đếm lại")
                    .param("reason", "đếm nhầm")
                    .with(csrf()),
                officer))
        .isEqualTo(303);
    assertThat(html(get("/targets/" + plan), officer)).contains("60\u00a0%");
    UUID last =
        jdbc.sql(
                "select reported_id from reporting.reported_value where area_id = ? order by reported_no desc limit 1")
            .param(area)
            .query(UUID.class)
            .single();
    assertThat(html(post("/reported/" + last + "/withdraw").with(csrf()), officer))
        .contains("Nhập lý do rút số liệu");
    assertThat(
            status(
                post("/reported/" + last + "/withdraw").param("reason", "sai nguồn").with(csrf()),
                officer))
        .isEqualTo(303);
    assertThat(html(get("/targets/" + plan), officer)).contains("80\u00a0%");
    assertThat(html(get(path), officer)).contains("sai nguồn", "đếm nhầm", "Báo cáo 12/BC-HKH");
  }

  @Test
  void whoeverOpensTheFormWithoutAYearOrWithNoneIsToldAndReportsForThisYear() throws Exception {
    FiguresProvince province = province();
    Cookie officer = officer(province);
    assertThat(html(get("/indicators/MEMBER_BRIEFED"), officer))
        .contains("/indicators/MEMBER_BRIEFED/report");
    int year = LocalDate.now(clock).getYear();
    assertThat(html(get("/indicators/MEMBER_BRIEFED/report"), officer))
        .contains("năm " + year, areas.byId(province.place.province()).name());
    assertThat(html(get("/indicators/MEMBER_BRIEFED/report?year=20226"), officer))
        .contains("“20226” không phải là năm", "năm " + year);
  }

  @Test
  void theCountryReportsByHandForItself() throws Exception {
    province();
    int nation = areas.nation().id();
    Cookie officer = signedIn.as(Role.NATIONAL_OFFICER, nation, "Cán bộ trung ương");
    String path = "/indicators/MEMBER_BRIEFED/report?area=" + nation + "&year=2026";
    assertThat(html(get(path), officer)).contains("name=\"numerator\"");
    assertThat(
            status(
                multipart(path)
                    .param("form", UUID.randomUUID().toString())
                    .param("numerator", "40")
                    .param("denominator", "50")
                    .param("note", "Báo cáo 12/BC-HKH")
                    .with(csrf()),
                officer))
        .isEqualTo(303);
    assertThat(html(get(path), officer)).contains("Cán bộ trung ương");
  }

  @Test
  void anIndicatorOfOnesOwnIsMadeFromNothingUsedAndWithdrawnWhenNothingUsesIt() throws Exception {
    FiguresProvince province = province();
    Cookie officer = officer(province);
    String id = "NEW_" + province.campaign;
    assertThat(html(get("/indicators/new"), officer))
        .contains("FUND_RAISED", "Quỹ vận động được trong năm", "recognised_families");
    assertThat(
            html(
                post("/indicators/new")
                    .param("id", id)
                    .param("kind", "COUNT")
                    .param("numerator", "FUND_RISED")
                    .param("nameVi", "Quỹ và học bổng")
                    .with(csrf()),
                officer))
        .contains("Có phải bạn muốn viết “FUND_RAISED (Quỹ vận động được trong năm)”")
        .contains("Đơn vị tính: mục này phải ghi", "Định nghĩa bằng tiếng Việt: mục này phải ghi")
        .contains("value=\"FUND_RISED\"", "Quỹ và học bổng");
    assertThat(
            html(
                post("/indicators/new")
                    .param("id", "LEARNING_FAMILY")
                    .param("kind", "SHARE")
                    .param("numerator", "1.000,5")
                    .param("denominator", "population / 2")
                    .param("unit", "x".repeat(501))
                    .param("nameVi", "Tên")
                    .param("definitionVi", "Một câu.")
                    .with(csrf()),
                officer))
        .contains("Mã LEARNING_FAMILY đã có định nghĩa khác dùng")
        .contains("“1.000,5” sai ở ký tự thứ", "recognised_families + recognised_clans")
        .contains("công thức “population / 2” có phép chia")
        .contains("Đơn vị tính: dài quá 500 ký tự");
    for (int twice = 0; twice < 2; twice++) {
      assertThat(
              status(
                  post("/indicators/new")
                      .param("id", id)
                      .param("kind", "COUNT")
                      .param("unit", "đồng")
                      .param("numerator", "FUND_RAISED + SCHOLARSHIP_AMOUNT")
                      .param("nameVi", "Quỹ và học bổng")
                      .param("definitionVi", "Cả hai.")
                      .with(csrf()),
                  officer))
          .isEqualTo(303);
    }
    assertThat(html(get("/indicators/" + id), officer))
        .contains(areas.byId(province.place.province()).name() + " tự");
    String plan = "N" + province.campaign;
    province.target(plan, province.place.province(), 2026, "75");
    jdbc.sql("update reporting.target set indicator = :id where plan_id = :plan")
        .param("id", id)
        .param("plan", plan)
        .update();
    assertThat(html(post("/indicators/own/" + id + "/withdraw").with(csrf()), officer))
        .contains("Chưa rút được vì đang có nơi dùng", "(" + plan + ")");
    jdbc.sql("update reporting.target set indicator = 'LEARNING_FAMILY' where plan_id = :plan")
        .param("plan", plan)
        .update();
    assertThat(status(post("/indicators/own/" + id + "/withdraw").with(csrf()), officer))
        .isEqualTo(303);
    assertThat(html(get("/indicators"), officer)).doesNotContain(id);
    assertThat(html(get("/indicators/" + id), officer)).contains("đã rút");
    assertThat(send(get("/indicators/own/" + id + "/edit"), officer).getHeader("Location"))
        .isEqualTo("/indicators/" + id);
    assertThat(
            html(
                post("/indicators/own/" + id + "/edit")
                    .param("nameVi", "Quỹ mới")
                    .param("kind", "COUNT")
                    .with(csrf()),
                officer))
        .contains("Định nghĩa này đã được rút", "Cán bộ tỉnh", "Quỹ mới", "/indicators/" + id);
  }

  @Test
  void aPlanIsAddedCorrectedAndWithdrawnWithEveryProblemAtOnce() throws Exception {
    FiguresProvince province = province();
    Cookie officer = officer(province);
    String id = "KH-" + province.campaign;
    assertThat(html(post("/plans/new").param("firstYear", "abc").with(csrf()), officer))
        .contains("Ký hiệu ngắn chỉ gồm", "Chưa chọn địa bàn", "“abc” không phải là năm")
        .contains("Tên kế hoạch: mục này phải ghi", "Nơi ban hành: mục này phải ghi");
    for (int twice = 0; twice < 2; twice++) {
      assertThat(status(plan(post("/plans/new"), id, province).with(csrf()), officer))
          .isEqualTo(303);
    }
    assertThat(
            html(
                plan(post("/plans/new"), id, province).param("remark", "khác").with(csrf()),
                officer))
        .contains("đã có kế hoạch khác dùng");
    assertThat(
            html(
                post("/plans/" + id + "/add")
                    .param("id", "1")
                    .param("indicator", "LEARNING_FAMLY")
                    .param("kind", "GROWTH_PERCENT")
                    .param("direction", "AT_LEAST")
                    .with(csrf()),
                officer))
        .contains(
            "Có phải “LEARNING_FAMILY”?", "Năm phải đạt: chưa ghi năm", "Mức tăng so với năm nào");
    assertThat(
            status(
                post("/plans/" + id + "/add")
                    .param("id", "1")
                    .param("year", "2026")
                    .param("indicator", "LEARNING_FAMILY")
                    .param("kind", "PERCENT")
                    .param("value", "82,5")
                    .param("direction", "AT_LEAST")
                    .with(csrf()),
                officer))
        .isEqualTo(303);
    assertThat(html(get("/targets/" + id), officer)).contains("từ 82,5\u00a0%");
    assertThat(html(get("/plans/" + id + "/1/2026/edit"), officer)).contains("value=\"82,5\"");
    assertThat(
            html(
                later(post("/plans/" + id + "/edit"), id, province)
                    .param("version", "1")
                    .with(csrf()),
                officer))
        .contains("bỏ ra ngoài các chỉ tiêu: 1 (2026)");
    assertThat(
            html(
                plan(post("/plans/new"), id + "x", province)
                    .param("dated", "99/99/2026")
                    .with(csrf()),
                officer))
        .contains("Không có ngày “99/99/2026”");
    assertThat(html(post("/plans/" + id + "/1/2026/withdraw").with(csrf()), officer))
        .contains("Nhập lý do rút");
    assertThat(
            status(
                post("/plans/" + id + "/1/2026/withdraw").param("reason", "nhầm").with(csrf()),
                officer))
        .isEqualTo(303);
    assertThat(
            status(
                post("/plans/" + id + "/withdraw").param("reason", "thay thế").with(csrf()),
                officer))
        .isEqualTo(303);
    assertThat(html(get("/targets/" + id), officer)).contains("đã rút", "thay thế");
    MockHttpServletResponse away = send(get("/plans/" + id + "/edit"), officer);
    assertThat(away.getHeader("Location")).isEqualTo("/targets/" + id);
    assertThat(
            html(
                get("/targets/" + id).cookie(Objects.requireNonNull(away.getCookie("kh_notice"))),
                officer))
        .contains("Lưu ý: </span><p>Kế hoạch “", "không sửa được nữa")
        .doesNotContain("Đã xong: ");
    assertThat(status(get("/plans/S0/edit"), officer)).isEqualTo(404);
  }

  @Test
  void aWayToReadAreasThatThereIsNotIsToldOnPlansAndPeopleAndFillsNoFile() throws Exception {
    FiguresProvince province = province();
    Cookie officer = officer(province);
    String id = "DOC-" + province.campaign;
    assertThat(status(plan(post("/plans/new"), id, province).with(csrf()), officer)).isEqualTo(303);
    assertThat(html(get("/targets/" + id + "?basis=7"), officer))
        .contains("Không hiểu cách đọc địa bàn “7” nên dưới đây là “Theo địa bàn hiện nay”");
    assertThat(html(get("/targets/" + id + "?basis=0"), officer)).doesNotContain("Không hiểu");
    for (String file : List.of("plan.xlsx", "plan.csv")) {
      assertThat(
              send(get("/targets/" + id + "/" + file + "?basis=7"), officer).getHeader("Location"))
          .isEqualTo("/targets/" + id + "?basis=7");
    }
    assertThat(
            html(
                get("/figures/people?year=2026&basis=x&area=" + province.place.province()),
                officer))
        .contains("Không hiểu cách đọc địa bàn “x”");
  }

  @Test
  void whatWasWithdrawnUnderAnOpenFormSaysByWhomAndWhyAndKeepsWhatWasTyped() throws Exception {
    FiguresProvince province = province();
    Cookie officer = officer(province);
    Cookie other = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Người Khác");
    String id = "RUT-" + province.campaign;
    assertThat(status(plan(post("/plans/new"), id, province).with(csrf()), officer)).isEqualTo(303);
    assertThat(status(target(post("/plans/" + id + "/add"), "80"), officer)).isEqualTo(303);
    assertThat(
            status(
                post("/plans/" + id + "/1/2026/withdraw").param("reason", "trùng").with(csrf()),
                other))
        .isEqualTo(303);
    MockHttpServletResponse late =
        send(target(post("/plans/" + id + "/1/2026/edit").param("version", "1"), "81,5"), officer);
    assertThat(late.getStatus()).isEqualTo(422);
    assertThat(late.getContentAsString(StandardCharsets.UTF_8))
        .contains("Chỉ tiêu này đã được rút", "Người Khác", "trùng", "81,5", "Gia đình học tập")
        .contains("href=\"/targets/" + id + "\"");
    assertThat(
            status(
                post("/plans/" + id + "/withdraw").param("reason", "đã thay").with(csrf()), other))
        .isEqualTo(303);
    assertThat(
            html(
                plan(post("/plans/" + id + "/edit"), id, province)
                    .param("version", "1")
                    .param("remark", "ghi chú dài của tôi")
                    .with(csrf()),
                officer))
        .contains("Kế hoạch này đã được rút", "đã thay", "ghi chú dài của tôi")
        .contains(areas.byId(province.place.province()).name());
    assertThat(html(load(id, "id;year"), officer)).contains("đã được rút", "chi-tieu.csv");
  }

  @Test
  void aFileThatIsRefusedIsToldWithEverythingElseThatIsWrong() throws Exception {
    FiguresProvince province = province();
    String path =
        "/indicators/MEMBER_BRIEFED/report?area=" + province.place.province() + "&year=2026";
    assertThat(
            html(
                multipart(path)
                    .file(new MockMultipartFile("file", "a.pdf", null, new byte[] {1, 2, 3}))
                    .param("numerator", "60")
                    .param("denominator", "50")
                    .param("link", "ftp://x")
                    .with(csrf()),
                officer(province)))
        .contains("Số đạt 60 lớn hơn tổng số 50", "id=\"file-error\"", "id=\"link-error\"")
        .contains("value=\"60\"", "value=\"50\"")
        .doesNotContain("Chưa có minh chứng");
  }

  @Test
  void whoeverSavesSecondSeesWhatTheFirstChangedAndLosesNothing() throws Exception {
    FiguresProvince province = province();
    Cookie officer = officer(province);
    String id = "HAI-" + province.campaign;
    assertThat(status(plan(post("/plans/new"), id, province).with(csrf()), officer)).isEqualTo(303);
    String edit = "/plans/" + id + "/edit";
    assertThat(
            status(
                plan(post(edit), id, province)
                    .param("version", "1")
                    .param("remark", "của người thứ nhất")
                    .with(csrf()),
                officer))
        .isEqualTo(303);
    String late =
        html(
            plan(post(edit), id, province)
                .param("version", "1")
                .param("remark", "của người thứ hai")
                .with(csrf()),
            officer);
    assertThat(late)
        .contains("Có người vừa lưu bản khác", "“của người thứ nhất”")
        .contains("của người thứ hai</textarea>")
        .contains("name=\"version\" value=\"2\"");
    assertThat(
            status(
                plan(post(edit), id, province)
                    .param("version", "1")
                    .param("remark", "của người thứ nhất")
                    .with(csrf()),
                officer))
        .as("the same sent twice is saved once")
        .isEqualTo(303);
    assertThat(
            status(
                plan(post(edit), id, province)
                    .param("version", "2")
                    .param("remark", "của người thứ hai")
                    .with(csrf()),
                officer))
        .isEqualTo(303);
    assertThat(status(target(post("/plans/" + id + "/add"), "80"), officer)).isEqualTo(303);
    String target = "/plans/" + id + "/1/2026/edit";
    assertThat(status(target(post(target).param("version", "1"), "81"), officer)).isEqualTo(303);
    assertThat(html(target(post(target).param("version", "1"), "82"), officer))
        .contains("Giá trị: “81”", "value=\"82\"");
    assertThat(status(target(post(target).param("version", "2"), "82"), officer)).isEqualTo(303);
  }

  private static AbstractMockHttpServletRequestBuilder<?> target(
      AbstractMockHttpServletRequestBuilder<?> request, String value) {
    return request
        .param("id", "1")
        .param("year", "2026")
        .param("indicator", "LEARNING_FAMILY")
        .param("kind", "PERCENT")
        .param("value", value)
        .param("direction", "AT_LEAST")
        .with(csrf());
  }

  @Test
  void aSheetOfTargetsIsLoadedAsAWholeOrNotAtAll() throws Exception {
    FiguresProvince province = province();
    Cookie officer = officer(province);
    String id = "KS-" + province.campaign;
    assertThat(
            status(
                plan(post("/plans/new"), id, province).param("statedTargets", "3").with(csrf()),
                officer))
        .isEqualTo(303);
    String wrong =
        """
        Mã chỉ tiêu;Năm phải đạt;Nội dung đo;Giá trị;Loại giá trị;Năm gốc
        1;;LEARNING_FAMILY;90;tỷ lệ phần trăm;
        2;2026;LEARNING_CLAN;75;;
        3;2026;MEMBER_GROWTH;2;tăng bao nhiêu phần trăm;
        4;2026;NO_SUCH_THING_AT_ALL;2;số lượng;
        """;
    assertThat(html(load(id, wrong), officer))
        .contains("Năm phải đạt: chưa ghi năm", "Giá trị chưa rõ là gì", "Mức tăng so với năm nào")
        .contains("Không có định nghĩa “NO_SUCH_THING_AT_ALL”");
    String published =
        """
        id,source,area,year,indicator,scope,min_percent,condition
        1,S0,Sơn La,2026,LEARNING_FAMILY,tỉnh,90,
        2,S0,Sơn La,2026,LEARNING_CLAN,tỉnh,75,
        """;
    assertThat(html(load(id, published), officer))
        .as("the heading of the published list is understood")
        .contains("Kế hoạch ghi có 3 chỉ tiêu, nhưng với tệp này sẽ có 2");
    String nameless =
        """
        Mã chỉ tiêu;Năm phải đạt;Nội dung đo;Giá trị
        1;2026;LEARNING_FAMILY;90
        2;2026;LEARNING_CLAN;75
        """;
    assertThat(html(load(id, nameless), officer)).containsOnlyOnce("Giá trị chưa rõ là gì");
    String right =
        """
        Mã chỉ tiêu;Năm phải đạt;Nội dung đo;Giá trị;Loại giá trị;Năm gốc
        1;2026;LEARNING_FAMILY;90 %;;
        1;2030;LEARNING_FAMILY;95;tỷ lệ phần trăm;
        2;2026;LEARNING_CLAN;75;PERCENT;
        """;
    assertThat(html(load(id, right), officer))
        .contains("Kế hoạch ghi có 3 chỉ tiêu, nhưng với tệp này sẽ có 2");
    assertThat(count(id)).isZero();
    String whole = right + "3;2026;MEMBER_GROWTH;0,7;tăng bao nhiêu phần trăm;2025\n";
    assertThat(status(load(id, whole), officer)).isEqualTo(303);
    assertThat(count(id)).isEqualTo(4);
    byte[] sheet =
        mvc.perform(get("/plans/" + id + "/sheet.xlsx").cookie(officer))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    assertThat(
            status(
                multipart("/plans/" + id + "/import")
                    .file(new MockMultipartFile("file", "a.xlsx", null, sheet))
                    .with(csrf()),
                officer))
        .isEqualTo(303);
    assertThat(
            jdbc.sql("select count(*) from reporting.target where plan_id = ? and version = 1")
                .param(id)
                .query(Integer.class)
                .single())
        .isEqualTo(4);
  }

  @Test
  void figuresOfAnAreaBeyondOnesReachAreNeverToldWithAPlan() throws Exception {
    FiguresProvince province = province();
    FiguresProvince other = province();
    String plan = province.plan();
    province.recognised(province.village(0), 5);
    Cookie stranger = officer(other);
    assertThat(html(get("/targets/" + plan), stranger))
        .contains("ngoài phạm vi của bạn")
        .doesNotContain("5 trên 5");
    assertThat(status(get("/targets/" + plan + "?area=" + province.place.province()), stranger))
        .isEqualTo(404);
    Cookie commune = signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    assertThat(html(get("/targets/" + plan), commune)).contains("5 trên 5 hộ");
    assertThat(status(get("/targets/" + plan + "?area=" + province.commune(1)), commune))
        .isEqualTo(404);
    assertThat(status(get("/plans/" + plan + "/edit"), stranger)).isEqualTo(404);
    assertThat(status(get("/plans/" + plan + "/edit"), commune)).isEqualTo(403);
  }

  @Test
  void aTargetOfALeastRatingCountsWhatHasItAndSaysWhichRatingsNoDocumentAssigns() throws Exception {
    FiguresProvince province = province();
    int id = province.place.province();
    province.recognised(province.village(0), 10);
    List<String> ratings =
        List.of("GOOD", "GOOD", "GOOD", "FAIR", "FAIR", "LEVEL_1", "AVERAGE", "AVERAGE");
    for (int n = 0; n < ratings.size(); n++) {
      jdbc.sql(
              """
              update recognition.dossier set rating = :rating
               where (home_id, dossier_id) in (
                     select home_id, dossier_id from recognition.dossier where campaign_id = :campaign
                      order by dossier_id offset :n limit 1)
              """)
          .param("rating", ratings.get(n))
          .param("campaign", province.campaign)
          .param("n", n)
          .update();
    }
    String plan = province.plan();
    jdbc.sql(
            "update reporting.target set scale_id = 'TOT_KHA', least_rating = 'FAIR' where plan_id = ?")
        .param(plan)
        .update();
    Cookie officer = officer(province);
    assertThat(html(get("/targets/" + plan), officer))
        .contains("60\u00a0%", "6 trên 10 hộ", "còn thiếu 15 điểm phần trăm, tức 2 hộ")
        .contains("xếp loại từ Khá trở lên", "Tính cả Mức độ 2, Mức độ 1");
    assertThat(html(get("/figures?area=" + id), officer))
        .contains("Xếp loại từ Khá trở lên: 60\u00a0%", "còn thiếu 15 điểm")
        .contains("Tính cả Mức độ 2, Mức độ 1: chưa có văn bản nói rõ")
        .contains("100\u00a0%");
    String caution = "Tính cả Mức độ 2, Mức độ 1";
    assertThat(html(get("/indicators/LEARNING_FAMILY"), officer)).doesNotContain(caution);
    String own = "FAIR_" + province.campaign;
    assertThat(
            status(
                post("/indicators/new")
                    .param("id", own)
                    .param("kind", "SHARE")
                    .param("unit", "hộ")
                    .param("numerator", "recognised_families")
                    .param("denominator", "total_households")
                    .param("nameVi", "Gia đình học tập từ khá")
                    .param("definitionVi", "Từ loại khá trở lên.")
                    .with(csrf()),
                officer))
        .isEqualTo(303);
    jdbc.sql(
            "update reporting.indicator set numerator = 'recognised_families_from_fair' where indicator_id = ?")
        .param(own)
        .update();
    jdbc.sql(
            "update reporting.target set scale_id = null, least_rating = null, measured_by = :own where plan_id = :plan")
        .param("own", own)
        .param("plan", plan)
        .update();
    for (String path :
        List.of(
            "/indicators/" + own,
            "/targets/" + plan,
            "/targets/" + plan + "/" + target(plan),
            "/targets/" + plan + "/plan.csv",
            "/dashboard?area=" + id + "&part=targets")) {
      assertThat(html(get(path), officer)).as(path).contains(caution);
    }
  }

  private String target(String plan) {
    return jdbc.sql("select target_id || '/' || year from reporting.target where plan_id = ?")
        .param(plan)
        .query(String.class)
        .single();
  }

  @Test
  void aPlanCostsTheSameThroughBothTrees() throws Exception {
    FiguresProvince province = province();
    province.recognised(province.village(0), 5);
    Cookie officer = officer(province);
    String plan = province.plan();
    List<Integer> counts = new ArrayList<>();
    for (String basis : List.of("0", "1")) {
      String path = "/targets/" + plan + "?basis=" + basis;
      assertThat(html(get(path), officer)).contains("5 trên 5 hộ");
      counts.add(
          Statements.during(() -> mvc.perform(get(path).cookie(officer)).andReturn()).size());
    }
    assertThat(counts.getFirst()).isEqualTo(counts.getLast()).isLessThanOrEqualTo(SIGN_IN + 9);
  }

  @Test
  void aPlanIsTakenAlongAsExcelAndCsv() throws Exception {
    FiguresProvince province = province();
    String plan = province.plan();
    province.recognised(province.village(0), 5);
    Cookie officer = officer(province);
    assertThat(
            mvc.perform(get("/targets/" + plan + "/plan.csv").cookie(officer))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("Mẫu số", "100\u00a0%", "vượt 25 điểm phần trăm");
    assertThat(
            mvc.perform(get("/targets/S0/plan.csv").cookie(officer))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("tăng 0,7\u00a0% so với năm 2023; hoặc: tăng 0,7 điểm phần trăm so với năm 2023")
        .contains("Kế hoạch khác ghi khác", "từ 70\u00a0% (năm 2025)");
    assertThat(html(get("/targets/S0"), officer))
        .contains("ghi khác nhau", "từ 70\u00a0% (năm 2025)", "href=\"/targets/S1")
        .contains("#S1-b-2025");
    assertThat(status(get("/targets/" + plan + "/plan.xlsx"), officer)).isEqualTo(200);
    assertThat(html(get("/indicators"), officer)).contains("LEARNING_UNIT", "báo cáo bằng tay");
    assertThat(html(get("/indicators/BOOKS_PER_PERSON"), officer)).contains("dân số", "S4-k");
  }

  @Test
  void aPublishedListIsReadAsThePlansOfTheProductSayItGrowthAndAveragesToo() throws Exception {
    FiguresProvince province = province();
    Cookie officer = officer(province);
    String id = "KP-" + province.campaign;
    assertThat(
            status(
                post("/plans/new")
                    .param("id", id)
                    .param("area", String.valueOf(province.place.province()))
                    .param("title", "Kế hoạch thử")
                    .param("issuer", "UBND tỉnh Thử")
                    .param("firstYear", "2024")
                    .param("lastYear", "2030")
                    .with(csrf()),
                officer))
        .isEqualTo(303);
    String published = Files.readString(SharedData.file("targets.csv"));
    assertThat(html(load(id, published), officer)).isEmpty();
    assertThat(count(id)).isEqualTo(40);
    assertThat(
            jdbc.sql(
                    """
                    select t.target_id
                      from reporting.target t
                      join reporting.target b
                        on b.target_id = t.target_id and b.year = t.year and b.plan_id in ('S0', 'S1', 'S4')
                     where t.plan_id = :plan
                       and (t.indicator, t.measured_by, t.direction, t.value, t.value_kind, t.other_kind, t.base_year,
                            t.scale_id, t.least_rating, t.level, t.unit_level, t.denominator)
                           is distinct from
                           (b.indicator, b.measured_by, b.direction, b.value, b.value_kind, b.other_kind, b.base_year,
                            b.scale_id, b.least_rating, b.level, b.unit_level, b.denominator)
                    """)
                .param("plan", id)
                .query(String.class)
                .list())
        .isEmpty();
    String baseless =
        """
        id,source,area,year,indicator,scope,min_percent,condition
        S0-9,S0,Sơn La,2024,FUND_GROWTH,các cấp,20,relative growth
        """;
    assertThat(html(load(id, baseless), officer)).contains("Mức tăng so với năm nào");
  }

  @Test
  void aListIsMetByWhatIsOnItAndNotByANumber() throws Exception {
    FiguresProvince province = province();
    Cookie officer = officer(province);
    int area = province.place.province();
    String plan = "KL-" + province.campaign;
    assertThat(status(plan(post("/plans/new"), plan, province).with(csrf()), officer))
        .isEqualTo(303);
    assertThat(
            status(
                post("/plans/" + plan + "/add")
                    .param("id", "L-1")
                    .param("year", "2026")
                    .param("indicator", "AGREEMENTS_SIGNED")
                    .param("kind", "LIST")
                    .param("things", "lực lượng vũ trang\ncơ quan")
                    .with(csrf()),
                officer))
        .isEqualTo(303);
    jdbc.sql(
            """
            insert into reporting.reported_value
              (indicator_id, area_id, year, value, note, reported_at, reported_name)
            values ('AGREEMENTS_SIGNED', :area, 2026, 12, '', now() - interval '1 day', 'Người Ghi')
            """)
        .param("area", area)
        .update();
    assertThat(html(get("/targets/" + plan), officer))
        .contains("có danh sách đủ: lực lượng vũ trang, cơ quan", "mới báo cáo con số 12")
        .contains("chưa tính được")
        .doesNotContain("tag ok");
    String path = "/indicators/AGREEMENTS_SIGNED/report?year=2026&area=" + area + "&plan=" + plan;
    assertThat(html(get(path), officer)).contains("lực lượng vũ trang: \ncơ quan: ");
    assertThat(
            html(
                multipart(path)
                    .param("items", "lực lượng vũ trang:\ncơ quan: ")
                    .param("note", "Báo cáo 12")
                    .param("reason", "có danh sách")
                    .with(csrf()),
                officer))
        .contains("Danh sách chưa có gì");
    report(path, "Lực lượng vũ trang: Bộ Chỉ huy Quân sự tỉnh\ncơ quan:", officer);
    assertThat(html(get("/targets/" + plan), officer))
        .contains("1 chương trình", "Bộ Chỉ huy Quân sự tỉnh", "chưa đạt")
        .contains("danh sách còn thiếu 1 trong 2", "kế hoạch nêu: cơ quan");
    report(path, "lực lượng vũ trang: Bộ CHQS\ncơ quan: Sở Tư pháp\nĐoàn thanh niên", officer);
    assertThat(html(get("/targets/" + plan), officer))
        .contains("3 chương trình", "Sở Tư pháp", "tag ok")
        .doesNotContain("danh sách còn thiếu");
  }

  private void report(String path, String items, Cookie officer) throws Exception {
    assertThat(
            status(
                multipart(path)
                    .param("items", items)
                    .param("note", "Báo cáo 12")
                    .param("reason", "ghi thêm")
                    .with(csrf()),
                officer))
        .isEqualTo(303);
  }

  private int count(String plan) {
    return jdbc.sql("select count(*) from reporting.target where plan_id = ?")
        .param(plan)
        .query(Integer.class)
        .single();
  }

  private static AbstractMockHttpServletRequestBuilder<?> load(String plan, String csv) {
    return multipart("/plans/" + plan + "/import")
        .file(
            new MockMultipartFile(
                "file", "chi-tieu.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)))
        .with(csrf());
  }

  private static AbstractMockHttpServletRequestBuilder<?> plan(
      AbstractMockHttpServletRequestBuilder<?> request, String id, FiguresProvince province) {
    return plan(request, id, province, "2026");
  }

  private static AbstractMockHttpServletRequestBuilder<?> later(
      AbstractMockHttpServletRequestBuilder<?> request, String id, FiguresProvince province) {
    return plan(request, id, province, "2027");
  }

  private static AbstractMockHttpServletRequestBuilder<?> plan(
      AbstractMockHttpServletRequestBuilder<?> request,
      String id,
      FiguresProvince province,
      String first) {
    return request
        .param("id", id)
        .param("area", String.valueOf(province.place.province()))
        .param("title", "Kế hoạch thử")
        .param("issuer", "UBND tỉnh Thử")
        .param("firstYear", first)
        .param("lastYear", "2030");
  }

  private MockHttpServletResponse send(
      AbstractMockHttpServletRequestBuilder<?> request, Cookie cookie) throws Exception {
    request.cookie(cookie);
    return mvc.perform(request).andReturn().getResponse();
  }

  private String html(AbstractMockHttpServletRequestBuilder<?> request, Cookie cookie)
      throws Exception {
    return send(request, cookie).getContentAsString(StandardCharsets.UTF_8);
  }

  private int status(AbstractMockHttpServletRequestBuilder<?> request, Cookie cookie)
      throws Exception {
    return send(request, cookie).getStatus();
  }
}
