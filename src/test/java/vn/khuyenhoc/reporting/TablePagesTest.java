package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.Statements;

@ModuleTest
class TablePagesTest {

  private static final int SIGN_IN = 1;

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;

  private TableProvince filled(long seed) {
    return TableProvince.filled(jdbc, areas, builtInAreas, criteria, seed);
  }

  private MockHttpServletResponse send(String path, Cookie who) throws Exception {
    return mvc.perform(get(path).cookie(who)).andReturn().getResponse();
  }

  private String html(String path, Cookie who, int status) throws Exception {
    MockHttpServletResponse response = send(path, who);
    assertThat(response.getStatus()).as(path).isEqualTo(status);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  @Test
  void aTableIsThereAtOnceAndSendsFewStatements() throws Exception {
    TableProvince province = filled(31);
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(html("/tables/ask?model=NONE&year=abc&basis=z", officer, 422))
        .contains("“NONE”", "“abc” không phải là một năm", "Không hiểu cách đọc địa bàn “z”");
    assertThat(html("/tables/ask", officer, 200))
        .contains(
            "Xã Thượng",
            "Xã Hạ",
            "Bước của hồ sơ",
            "Đã công nhận",
            "Số liệu tức thời",
            "Lưu bảng này")
        .contains("/figures?area=" + province.place.communes().getFirst());
    for (String query :
        List.of(
            "",
            "?measure=ROLL&rows=COMMUNE&then=VILLAGE&columns=STEP&year=2026&model=LEARNING_FAMILY.HOUSEHOLD",
            "?measure=ROLL&rows=AGE&columns=SEX&year=2026&model=LEARNING_CITIZEN.PERSON")) {
      html("/tables/ask" + query, officer, 200);
      assertThat(Statements.during(() -> send("/tables/ask" + query, officer)))
          .as(query)
          .hasSizeLessThanOrEqualTo(SIGN_IN + 10);
    }
  }

  @Test
  void whereNothingWasEverEvaluatedThePageSaysSoAndFindsNoFault() throws Exception {
    TableProvince province = new TableProvince(jdbc, areas, builtInAreas, criteria);
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(html("/tables/ask", officer, 200))
        .contains("Chưa có đợt đánh giá nào")
        .doesNotContain("Có chỗ cần sửa", "name=\"measure\"");
  }

  @Test
  void whatIsWrongIsSaidBesideItsFieldAndTheFormKeepsWhatWasChosen() throws Exception {
    TableProvince province = filled(32);
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(
            html(
                "/tables/ask?measure=AVERAGE_TOTAL&rows=COMMUNE&columns=COMMUNE&year=1999&STEP=SENT",
                officer,
                422))
        .contains("được chọn hai lần", "Năm 1999 không có đợt xét nào", "Chưa chọn mô hình")
        .contains("value=\"AVERAGE_TOTAL\" selected", "value=\"SENT\" checked")
        .doesNotContain("NaN");
    assertThat(send("/tables/ask?area=" + filled(33).place.province(), officer).getStatus())
        .isEqualTo(404);
  }

  @Test
  void filesHoldTheWholeTableWithItsDefinition() throws Exception {
    TableProvince province = filled(34);
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    String query =
        "?measure=SHARE_RECOGNISED&rows=COMMUNE&then=VILLAGE&columns=FORM&year=2026&model=LEARNING_CITIZEN.PERSON";
    String csv = html("/tables/ask/table.csv" + query, officer, 200);
    assertThat(csv)
        .contains(
            "Xã Thượng;Bản Một;",
            "Tổng;",
            "Tỷ lệ đã công nhận trong danh sách",
            "không cộng tỷ lệ");
    Matcher rate = Pattern.compile("(?m)^Tổng;;.*;([0-9]+(?:,[0-9]{1,2})?)$").matcher(csv);
    assertThat(rate.find()).as(csv).isTrue();
    String over =
        csv.substring(csv.indexOf("Số đã công nhận\r"), csv.indexOf("Số trong danh sách\r"));
    String under = csv.substring(csv.indexOf("Số trong danh sách\r"));
    assertThat(new BigDecimal(rate.group(1).replace(',', '.')))
        .as("what is rounded is computed of what stands beside it")
        .isEqualByComparingTo(
            new BigDecimal(last(over))
                .multiply(BigDecimal.valueOf(100))
                .divide(new BigDecimal(last(under)), 2, RoundingMode.HALF_UP));
    MockHttpServletResponse workbook = send("/tables/ask/table.xlsx" + query, officer);
    assertThat(workbook.getStatus()).isEqualTo(200);
    assertThat(new String(workbook.getContentAsByteArray(), StandardCharsets.ISO_8859_1))
        .contains("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml");
    Cookie volunteer =
        signedIn.as(Role.VOLUNTEER, province.place.villages().getFirst(), "Cộng tác viên");
    assertThat(send("/tables/ask/table.csv", volunteer).getStatus()).isEqualTo(403);
    assertThat(html("/tables/ask", volunteer, 200)).doesNotContain("table.xlsx");
  }

  /** The last number of the line of totals. */
  private static String last(String csv) {
    return csv.lines()
        .filter(line -> line.startsWith("Tổng;"))
        .findFirst()
        .map(line -> line.substring(line.lastIndexOf(';') + 1).strip())
        .orElseThrow();
  }

  @Test
  void aTableIsSavedSharedOpenedElsewhereAndWithdrawn() throws Exception {
    TableProvince province = filled(35);
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    String question =
        "measure=ROLL&rows=COMMUNE&columns=STEP&year=2026&model=LEARNING_FAMILY.HOUSEHOLD&area="
            + province.place.province();
    MockHttpServletResponse response =
        mvc.perform(
                post("/tables/save")
                    .param("form", UUID.randomUUID().toString())
                    .param("name", "Theo bước")
                    .param("role", "COMMUNE_OFFICER")
                    .param("question", question)
                    .cookie(officer)
                    .with(csrf()))
            .andReturn()
            .getResponse();
    assertThat(response.getStatus()).isEqualTo(303);
    String there = Objects.requireNonNull(response.getHeader("Location"));
    assertThat(html(there, officer, 200)).contains("Bảng đã lưu “Theo bước”", "Đổi tên, chia sẻ");
    String saved = "/tables/saved/" + there.substring(there.indexOf("&saved=") + 7);
    Cookie commune =
        signedIn.as(Role.COMMUNE_OFFICER, province.place.communes().getFirst(), "Cán bộ xã");
    assertThat(html("/tables", commune, 200)).contains("Theo bước", "Cán bộ tỉnh");
    String opened = Objects.requireNonNull(send(saved, commune).getHeader("Location"));
    assertThat(html(opened, commune, 200))
        .contains("Bảng đã lưu “Theo bước” của Cán bộ tỉnh", "vì đó là địa bàn của bạn")
        .contains("“Xã, phường” đã đổi thành “Thôn, bản”", "Bản Một")
        .doesNotContain("Xã Hạ");
    assertThat(html(saved + "/edit", officer, 200)).contains("Theo bước", "Bỏ bảng này");
    assertThat(send(saved + "/edit", commune).getStatus()).isEqualTo(404);
    assertThat(
            mvc.perform(post(saved + "/withdraw").cookie(officer).with(csrf()))
                .andReturn()
                .getResponse()
                .getStatus())
        .isEqualTo(303);
    assertThat(html("/tables", commune, 200)).contains("Chưa có bảng nào");
  }

  @Test
  void whoeverSavesATableSecondSeesWhatIsSavedAndSendingTheSameTwiceIsDone() throws Exception {
    TableProvince province = filled(37);
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    String steps =
        "measure=ROLL&rows=COMMUNE&columns=STEP&year=2026&model=LEARNING_FAMILY.HOUSEHOLD&area="
            + province.place.province();
    String there =
        Objects.requireNonNull(
            saved("/tables/save", "Theo bước", steps, 0, officer).getHeader("Location"));
    String edit = "/tables/saved/" + there.substring(there.indexOf("&saved=") + 7) + "/edit";
    // as the page gives it back
    Matcher question =
        Pattern.compile("name=\"question\" value=\"([^\"]*)\"").matcher(html(edit, officer, 200));
    assertThat(question.find()).isTrue();
    String as = question.group(1).replace("&amp;", "&");
    String other = as.replace("STEP", "RATING");
    assertThat(saved(edit, "Theo mức", other, 1, officer).getStatus()).isEqualTo(303);
    assertThat(saved(edit, "Theo mức", other, 1, officer).getStatus())
        .as("the same sent twice")
        .isEqualTo(303);
    MockHttpServletResponse second = saved(edit, "Theo mức", as, 1, officer);
    assertThat(second.getStatus()).isEqualTo(422);
    assertThat(second.getContentAsString()).contains("Xếp loại", "name=\"version\" value=\"2\"");
    assertThat(saved(edit, "Theo mức", as, 2, officer).getStatus()).isEqualTo(303);
  }

  private MockHttpServletResponse saved(
      String path, String name, String question, int version, Cookie officer) throws Exception {
    return mvc.perform(
            post(path)
                .param("form", UUID.randomUUID().toString())
                .param("name", name)
                .param("question", question)
                .param("version", String.valueOf(version))
                .cookie(officer)
                .with(csrf()))
        .andReturn()
        .getResponse();
  }

  @Test
  void theWholeCountryIsCountedBehindThePage() throws Exception {
    TableProvince province = filled(36);
    Cookie national =
        signedIn.as(Role.NATIONAL_OFFICER, province.place.nation(), "Cán bộ trung ương");
    String question =
        "measure=ROLL&rows=PROVINCE&columns=SEX&year=2026&model=LEARNING_CITIZEN.PERSON&basis=1&area="
            + province.place.nation();
    assertThat(html("/tables/ask?" + question, national, 200)).contains("Bắt đầu đếm");
    MockHttpServletResponse begun =
        mvc.perform(
                post("/tables/runs")
                    .param("form", UUID.randomUUID().toString())
                    .param("question", question)
                    .cookie(national)
                    .with(csrf()))
            .andReturn()
            .getResponse();
    String run = Objects.requireNonNull(begun.getHeader("Location"));
    assertThat(run).startsWith("/tables/runs/");
    assertThat(html(run, national, 200)).contains("Bảng này tính thế nào");
    assertThat(html("/tables", national, 200)).contains(run);
  }

  @Test
  void thePagesReadInEnglishToo() throws Exception {
    TableProvince province = filled(37);
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    for (String path :
        List.of(
            "/tables",
            "/tables/ask",
            "/tables/ask?measure=SHARE_RECOGNISED&rows=MODEL&columns=YEAR",
            "/tables/save")) {
      assertThat(
              mvc.perform(get(path).cookie(officer, new Cookie("kh_language", "en")))
                  .andReturn()
                  .getResponse()
                  .getContentAsString(StandardCharsets.UTF_8))
          .as(path)
          .contains("lang=\"en\"");
    }
  }
}
