package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.AreaFacts;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** Not reported, not to be computed, and zero are three things, wherever a target is told. */
@ModuleTest
class HonestTargetsTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private Languages languages;
  @Autowired private AreaFacts facts;

  private FiguresProvince province() {
    targets.loadOnce();
    return new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
  }

  /** With a plan that sets it a target of its families. */
  private FiguresProvince planned() {
    FiguresProvince province = province();
    province.target(plan(province), province.place.province(), 2026, "70");
    return province;
  }

  private static String plan(FiguresProvince province) {
    return "E" + province.campaign;
  }

  /**
   * Another target of the plan for 2026.
   *
   * @param further what else is set, by columns; empty for nothing
   * @param values its identity, indicator, direction, value and kind, and what else is set
   */
  private void also(FiguresProvince province, String further, String values) {
    jdbc.sql(
            """
            insert into reporting.target
              (plan_id, year, area_id, area_name, scope, target_id, indicator, direction, value, value_kind %s)
            values (:plan, 2026, :area, 'Tỉnh Thử', '', %s)
            """
                .formatted(further.isEmpty() ? "" : ", " + further, values))
        .param("plan", plan(province))
        .param("area", province.place.province())
        .update();
  }

  private Cookie officer(FiguresProvince province) {
    return signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
  }

  @Test
  void whereFewHaveReportedEveryPlaceOfATargetSaysHowMany() throws Exception {
    FiguresProvince province = province();
    province.dossiers(province.village(0), 4, "SENT", "ACHIEVED", true);
    province.listed(province.village(3), 6);
    String plan = plan(province);
    int area = province.place.province();
    province.target(plan, area, 2026, "70");
    Cookie officer = officer(province);
    String said = "1/2 xã, phường đã báo cáo";
    assertThat(part(text("/dashboard", officer), "targets")).contains("0\u00a0%", said);
    assertThat(part(text("/dashboard", officer), "heat")).contains(">1/2<", said);
    assertThat(text("/targets/" + plan, officer)).contains("0\u00a0%", "0 trên 10 hộ", said);
    assertThat(text("/targets/" + plan + "/plan.csv", officer)).contains(said);
    assertThat(text("/dashboard/targets.csv", officer)).contains(said);
    assertThat(text("/dashboard/heat.csv", officer)).contains(";0,0;\"" + said);
    assertThat(text("/figures?area=" + area, officer)).contains("0\u00a0%", said);
  }

  @Test
  void whereNobodyHasReportedThereIsNeitherAShareNorAGap() throws Exception {
    FiguresProvince province = province();
    province.listed(province.village(0), 4);
    String plan = plan(province);
    province.target(plan, province.place.province(), 2026, "70");
    Cookie officer = officer(province);
    assertThat(part(text("/dashboard", officer), "targets"))
        .contains("Chưa báo cáo")
        .doesNotContain("còn thiếu", ">0\u00a0%<", "đã báo cáo");
    assertThat(text("/targets/" + plan, officer))
        .contains("Chưa báo cáo", "chưa báo cáo")
        .doesNotContain("còn thiếu", ">0\u00a0%<", "đã báo cáo");
    assertThat(text("/targets/" + plan + "/plan.csv", officer))
        .contains("Chưa báo cáo")
        .doesNotContain("còn thiếu");
  }

  @Test
  void whatCannotBeComputedSaysWhatIsMissingAndLeadsToWhereItIsDeclared() throws Exception {
    FiguresProvince province = planned();
    int area = province.place.province();
    String plan = plan(province);
    jdbc.sql(
            """
            insert into reporting.target
              (plan_id, target_id, year, area_id, area_name, indicator, measured_by, scope, direction, value, value_kind)
            select :plan, 'E-k', 2026, :area, 'Tỉnh Thử', indicator, measured_by, '', direction, value, value_kind
              from reporting.target where plan_id = 'S4' and target_id = 'S4-k'
            """)
        .param("plan", plan)
        .param("area", area)
        .update();
    reported("BOOKS", area, 2026, 500);
    Cookie officer = officer(province);
    for (String page :
        List.of(part(text("/dashboard", officer), "targets"), text("/targets/" + plan, officer))) {
      assertThat(page).contains("iết dân số năm 2026.", "/areas/" + area + "/facts\">Khai dân số");
    }
    assertThat(part(text("/dashboard", officer), "targets")).contains("Chưa tính được");
    assertThat(text("/targets/" + plan, officer)).contains("chưa tính được");
  }

  @Test
  void eachYearIsDividedByThePopulationOfThatYearThroughWhicheverTree() throws Exception {
    FiguresProvince province = planned();
    int area = province.place.province();
    String plan = plan(province);
    also(province, "base_year", "'E-g', 'MEMBER_RATE', 'AT_LEAST', 0.7, 'PERCENTAGE_POINTS', 2025");
    Map.of(2025, "1300000", 2026, "1320000")
        .forEach(
            (year, people) ->
                facts
                    .record(
                        province.officer,
                        Ids.next(),
                        area,
                        new AreaFacts.Typed(
                            "POPULATION",
                            people,
                            (year == 2025 ? "1/7/" : "1/1/") + year,
                            "Niên giám"))
                    .orThrow());
    Map.of(2025, 300_000, 2026, 310_000)
        .forEach((year, members) -> reported("MEMBERS", area, year, members));
    Cookie officer = officer(province);
    for (String basis : List.of("", "?basis=0")) {
      assertThat(text("/targets/" + plan + basis, officer))
          .contains("tăng 0,4 điểm phần trăm", "còn thiếu 0,3 điểm phần trăm")
          .contains(
              "Số hội viên, năm 2025: 300.000 hội viên, Người Ghi báo cáo lúc",
              "Số hội viên, năm 2026: 310.000 hội viên, Người Ghi báo cáo lúc");
    }
    assertThat(part(text("/dashboard", officer), "targets"))
        .contains(
            "tăng 0,4 điểm phần trăm",
            "năm 2026: 310.000 hội viên trên 1.320.000 người; năm 2025: 300.000 hội viên trên"
                + " 1.300.000 người");
    assertThat(rows(text("/targets/" + plan + "/E-g/2026", officer)))
        .containsExactly(
            "Số hội viên|Đếm được (tử số)|2026|310.000 hội viên|Người Ghi",
            "Dân số|Chia cho (mẫu số)|2026|1.320.000 người|/areas/" + area + "/facts",
            "Số hội viên|So với năm gốc|2025|300.000 hội viên|Người Ghi",
            "Dân số|Chia cho, của năm gốc|2025|1.300.000 người|/areas/" + area + "/facts");
    also(province, "", "'E-10', 'BOOKS_PER_PERSON', 'AT_LEAST', 4, 'PER_PERSON'");
    also(province, "", "'E-9', 'MEMBER_RATE', 'AT_LEAST', 20, 'PERCENT'");
    reported("BOOKS", area, 2026, 1_500_000);
    for (String page :
        List.of(part(text("/dashboard", officer), "targets"), text("/targets/" + plan, officer))) {
      assertThat(page)
          .contains("1.500.000 bản trên 1.320.000 người", "310.000 hội viên trên 1.320.000 người");
      assertThat(page.indexOf("310.000 hội viên trên"))
          .as("9 stands before 10")
          .isLessThan(page.indexOf("1.500.000 bản trên"));
    }
  }

  @Test
  void everyNumberOfAFormulaIsOpenedByItselfAlsoWhereOneIsMissing() throws Exception {
    FiguresProvince province = planned();
    province.recognised(province.village(0), 4);
    province.listed(province.village(3), 6);
    int area = province.place.province();
    String plan = plan(province);
    jdbc.sql(
            """
            insert into reporting.indicator
              (indicator_id, kind, unit, numerator, denominator, name_vi, name_en, verified, area_id)
            values (:id, 'SHARE', '', 'recognised_families + recognised_clans + BOOKS', 'total_households + population',
                    'Gộp', 'Sum', false, :area)
            """)
        .param("id", "SUM" + area)
        .param("area", area)
        .update();
    also(province, "", "'E-s', 'SUM" + area + "', 'AT_LEAST', 5, 'PERCENT'");
    reported("BOOKS", area, 2026, 7);
    Cookie officer = officer(province);
    String link = "/targets/" + plan + "/E-s/2026";
    for (String page :
        List.of(part(text("/dashboard", officer), "targets"), text("/targets/" + plan, officer))) {
      assertThat(page).contains(link + "?basis=1&amp;area=" + area);
    }
    for (String basis : List.of("1", "0")) {
      assertThat(rows(text(link + "?basis=" + basis, officer)))
          .satisfiesExactly(
              families ->
                  assertThat(families)
                      .contains("Gia đình học tập", "|2026|4 hộ|/figures?area=" + area)
                      .endsWith("&basis=" + basis),
              clans ->
                  assertThat(clans)
                      .contains("Dòng họ học tập", "năm 2026 chưa có đợt đánh giá nào"),
              books -> assertThat(books).contains("Đếm được (tử số)|2026|7 ", "|Người Ghi"),
              households ->
                  assertThat(households)
                      .contains("Chia cho (mẫu số)|2026|10 hộ|/figures?area=" + area),
              people -> assertThat(people).contains("iết dân số năm 2026", "/facts"));
    }
    Cookie stranger = officer(province());
    assertThat(text(link, stranger)).doesNotContain("Người Ghi", "<b>4 hộ</b>");
  }

  /** What it is, its part in the formula, its year, how much, and who reported it or its rows. */
  private static List<String> rows(String page) {
    String table = page.substring(page.indexOf("<tbody>"), page.indexOf("</tbody>"));
    return Stream.of(table.split("<tr>"))
        .skip(1)
        .map(
            row -> {
              List<String> cells =
                  Stream.of(row.split("</t[hd]>"))
                      .map(cell -> cell.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip())
                      .toList();
              Matcher link = Pattern.compile("href=\"([^\"]*)\"").matcher(row);
              String behind =
                  row.contains("Người Ghi")
                      ? "Người Ghi"
                      : link.find() ? link.group(1).replace("&amp;", "&") : "";
              return String.join("|", cells.subList(0, 4)) + "|" + behind;
            })
        .toList();
  }

  @Test
  void whatNoCriteriaRateIsNotComputedAndIsNoZero() throws Exception {
    FiguresProvince province = planned();
    String plan = plan(province);
    also(
        province,
        "scale_id, least_rating",
        "'E-r', 'LEARNING_CLAN', 'AT_LEAST', 60, 'PERCENT', 'TOT_KHA', 'FAIR'");
    Cookie officer = officer(province);
    for (String page :
        List.of(
            part(text("/dashboard", officer), "targets"),
            text("/targets/" + plan, officer),
            text("/targets/" + plan + "/plan.csv", officer))) {
      assertThat(page).contains("không bộ tiêu chí nào đang dùng xếp loại dòng họ từ Khá trở lên");
    }
  }

  @Test
  void whatWasNotDoneIsReportedAsThatAndDoesNotStayUnreported() throws Exception {
    FiguresProvince province = planned();
    int area = province.place.province();
    String plan = plan(province);
    also(province, "", "'E-e', 'STUDY_TOUR_HELD', 'DONE', null, 'DONE'");
    Cookie officer = officer(province);
    String form = "/indicators/STUDY_TOUR_HELD/report";
    assertThat(text(form + "?area=" + area + "&year=2026", officer)).contains("Không làm");
    assertThat(
            post(form, officer, area, "0", "1/3/2026", "")
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("Vừa ghi ngày làm vừa đánh dấu", "không làm thì hãy ghi vì sao");
    assertThat(post(form, officer, area, "0", "", "Thiếu kinh phí").getStatus()).isEqualTo(303);
    assertThat(text("/targets/" + plan, officer)).contains("báo cáo là không làm: Thiếu kinh phí");
    assertThat(text(form + "?area=" + area + "&year=2026", officer))
        .contains("báo cáo là không làm: Thiếu kinh phí");
  }

  @Test
  void aTargetOverUnitsOfAllLevelsIsNamedBesideFiguresOfOne() throws Exception {
    TableProvince province = TableProvince.filled(jdbc, areas, builtInAreas, criteria, 22);
    int area = province.place.province();
    jdbc.sql(
            """
            with p as (
              insert into reporting.plan (plan_id, area_id, area_name, issuer, title, number, period)
              values (:plan, :area, 'Tỉnh Thử', 'Hội', 'Kế hoạch thử', '1/KH', daterange('2022-01-01', '2031-01-01'))
              returning plan_id)
            insert into reporting.target (plan_id, target_id, year, area_id, area_name, indicator, scope, value)
            select plan_id, '1', 2026, :area, 'Tỉnh Thử', 'LEARNING_UNIT', '', 70 from p
            """)
        .param("plan", "U" + area)
        .param("area", area)
        .update();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, area, "Cán bộ tỉnh");
    assertThat(text("/figures?area=" + area + "&model=LEARNING_UNIT&level=COMMUNE", officer))
        .contains(
            "Chưa có chỉ tiêu tính đúng như tỷ lệ này",
            "70\u00a0%",
            "đơn vị của mọi cấp tính chung")
        .doesNotContain("Chưa có kế hoạch nào giao chỉ tiêu");
  }

  @Test
  void whatAVillageIsNotAskedForIsNoneOfItsOwnAndLeadsNowhere() throws Exception {
    FiguresProvince province = planned();
    also(province, "period", "'E-t', 'TV_COLUMN', 'AT_LEAST', 1, 'TIMES', 'WEEK'");
    also(province, "period", "'E-m', 'MEMBER_RATE', 'AT_LEAST', 20, 'PERCENT', null");
    Cookie volunteer = signedIn.as(Role.VOLUNTEER, province.village(0), "Cộng tác viên");
    assertThat(part(text("/dashboard", volunteer), "targets"))
        .contains("Chỉ tiêu của Tỉnh Thử", "Nội dung này không tính cho Bản Một")
        .doesNotContain("Khai dân số", "Chưa báo cáo: Chuyên mục");
  }

  private MockHttpServletResponse post(
      String path, Cookie cookie, int area, String value, String doneOn, String note)
      throws Exception {
    return mvc.perform(
            multipart(path)
                .param("form", Ids.next().toString())
                .param("area", String.valueOf(area))
                .param("year", "2026")
                .param("value", value)
                .param("doneOn", doneOn)
                .param("note", note)
                .cookie(cookie)
                .with(csrf()))
        .andReturn()
        .getResponse();
  }

  private void reported(String indicator, int area, int year, int value) {
    jdbc.sql(
            """
            insert into reporting.reported_value
              (indicator_id, area_id, year, value, note, reported_at, reported_name)
            values (:indicator, :area, :year, :value, '', now(), 'Người Ghi')
            """)
        .param("indicator", indicator)
        .param("area", area)
        .param("year", year)
        .param("value", value)
        .update();
  }

  @Test
  void whereNobodyBelowReportedAnAreasOwnLineIsNoResultOfNaught() {
    Tally own = new Tally(5, 4, 0, 0, 1, 0, 0, 0, 0, 1);
    assertThat(FigureRules.silent(own, 1, 0)).isTrue();
    assertThat(FigureRules.silent(own, 1, 1)).isFalse();
    assertThat(FigureRules.silent(own, 0, 0)).as("nobody else has to report").isFalse();
    assertThat(FigureRules.silent(new Tally(5, 4, 0, 0, 0, 0, 0, 0, 1, 1), 1, 0))
        .as("what is recognised stays told")
        .isFalse();
  }

  @Test
  void growthBetweenAListThatWasCountedAndADeclaredTotalSaysSo() {
    Base counted = new Base.Roll(110);
    Base declared = new Base.Declared(100, "Niên giám", LocalDate.of(2023, 12, 31));
    assertThat(unlike(counted, declared))
        .contains("năm 2026 lấy số đếm trong danh sách", "năm 2023 lấy số công bố");
    assertThat(unlike(declared, declared)).isEmpty();
    assertThat(unlike(counted, counted)).isEmpty();
  }

  private String unlike(Base now, Base then) {
    Indicator households =
        new Indicator(
            "HOUSEHOLDS_GROWN",
            Indicator.Kind.GROWTH,
            "hộ",
            "total_households",
            "",
            "Tăng số hộ",
            "",
            "",
            "",
            "",
            true,
            false,
            null,
            null,
            1,
            false,
            Map.of(),
            Indicator.REPORTING);
    PlanTarget target =
        new PlanTarget(
            TargetRulesTest.plan("G", 2024, 2026),
            "G-1",
            2026,
            1,
            households.id(),
            "",
            TargetScope.of(""),
            new Goal(
                Goal.Direction.AT_LEAST,
                BigDecimal.ONE,
                Goal.Kind.GROWTH_PERCENT,
                null,
                null,
                2023),
            "",
            "",
            1,
            null);
    Achieved achieved =
        new Reckoning(List.of(households))
            .achieved(
                target,
                2026,
                new Reckoning.Known() {
                  @Override
                  public Amount measure(Measure measure, int year) {
                    Base base = year == 2026 ? now : then;
                    return Amount.of(base.count(), "").over(List.of(base));
                  }

                  @Override
                  public @Nullable ReportedValue reported(String indicator, int year) {
                    return null;
                  }
                });
    assertThat(achieved.fraction()).isNotNull();
    return new PlanWords(languages.vietnamese(), Map.of(households.id(), households))
        .unlike(new TargetLine(target, households, achieved, List.of(), List.of(), List.of()));
  }

  private static String part(String page, String part) {
    int from = page.indexOf("id=\"" + part + "\"");
    return page.substring(from, page.indexOf("</section>", from));
  }

  private String text(String path, Cookie cookie) throws Exception {
    MockHttpServletResponse answer =
        mvc.perform(get(path).cookie(cookie)).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }
}
