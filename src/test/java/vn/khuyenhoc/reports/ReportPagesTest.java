package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** The pages of reports. */
@ModuleTest
class ReportPagesTest {

  @Autowired private MockMvc mvc;
  @Autowired private ReportWriting writing;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private JdbcClient jdbc;

  private FiguresProvince province;
  private Actor officer;
  private Cookie commune;
  private Cookie overseer;

  @BeforeEach
  void aProvinceWithACampaign() {
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 30);
    province.listed(province.village(1), 10);
    officer = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cầm Thị Mai");
    commune = signedIn.cookie(officer);
    overseer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
  }

  private UUID begun() {
    return writing
        .begin(
            officer,
            Ids.next(),
            new ReportOpening(
                String.valueOf(province.commune(0)), "YEAR", "1/1/2026", "31/12/2026", null),
            false)
        .orThrow();
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, Cookie who)
      throws Exception {
    return mvc.perform(request.cookie(who)).andReturn().getResponse();
  }

  private String html(String path, Cookie who) throws Exception {
    MockHttpServletResponse answer = send(get(path), who);
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }

  @Test
  void aFormThatCannotBeRightKeepsWhatWasTyped() throws Exception {
    MockHttpServletResponse answer =
        send(
            post("/reports/new")
                .with(csrf())
                .param("area", String.valueOf(province.commune(0)))
                .param("form", "")
                .param("from", "khi nào")
                .param("until", "31/12/2026"),
            commune);
    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
        .contains("khi nào", "31/12/2026", "Chọn loại báo cáo", "Nhập một ngày");
  }

  @Test
  void everyNumberOfADraftLeadsToWhatIsBehindIt() throws Exception {
    UUID id = begun();
    String page = html("/reports/" + id, commune);
    assertThat(page)
        .contains("đăng ký 40 hộ", "figure?key=M.LEARNING_FAMILY.HOUSEHOLD.recognised")
        .contains("Lấy lại số liệu", "Dự thảo")
        .doesNotContain("style=");
    String figure =
        html(
            "/reports/" + id + "/figure?key=M.LEARNING_FAMILY.HOUSEHOLD.recognised", commune);
    assertThat(figure).contains("Bản Một", "30 hộ", "Số hiện nay", "Lấy từ đâu");
    assertThat(
            html("/reports/" + id + "/table?key=AREAS.M.LEARNING_FAMILY.HOUSEHOLD", commune))
        .contains("Bản Một", "Tổng cộng");
    assertThat(send(get("/reports/" + id + "/figure?key=none"), commune).getStatus())
        .isEqualTo(404);
    assertThat(send(get("/reports/" + id), overseer).getStatus()).isEqualTo(404);
    assertThat(
            send(get("/reports/" + id).cookie(new Cookie("kh_language", "en")), commune)
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("lang=\"en\"", "Read the figures again");
    for (String file : new String[] {"report.docx", "report.xlsx"}) {
      MockHttpServletResponse answer = send(get("/reports/" + id + "/" + file), commune);
      assertThat(answer.getContentAsByteArray()).as(file).startsWith('P', 'K');
    }
    assertThat(send(get("/reports/" + id + "/report.pdf"), commune).getContentAsByteArray())
        .startsWith('%', 'P', 'D', 'F');
  }

  @Test
  void whoSavesSecondSeesBothTextsSideBySide() throws Exception {
    UUID id = begun();
    String section = "/reports/drafts/" + id + "/sections/DIFFICULTIES";
    assertThat(
            send(post(section).with(csrf()).param("words", "Bài một").param("base", "0"), commune)
                .getStatus())
        .isEqualTo(303);
    Cookie colleague =
        signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Quàng Văn Bạn");
    MockHttpServletResponse autosaved =
        send(
            post(section + "/autosave").with(csrf()).param("words", "Bài hai").param("base", "0"),
            colleague);
    assertThat(autosaved.getStatus()).isEqualTo(409);
    MockHttpServletResponse second =
        send(post(section).with(csrf()).param("words", "Bài hai").param("base", "0"), colleague);
    assertThat(second.getStatus()).isEqualTo(303);
    String beside = html(String.valueOf(second.getHeader("Location")), colleague);
    assertThat(beside).contains("Bài một", "Bài hai", "Cầm Thị Mai");
    assertThat(html(section + "/texts", commune)).contains("Bài một", "Bài hai", "để bên cạnh");
  }

  @Test
  void listsFilterAndSayWhenTheyAreEmpty() throws Exception {
    assertThat(html("/reports", commune)).contains("Chưa có báo cáo nào");
    assertThat(html("/reports?of=below", overseer)).contains("Cấp dưới chưa gửi báo cáo nào");
    begun();
    assertThat(html("/reports", commune)).contains("Báo cáo năm · năm 2026", "Đang soạn");
    assertThat(html("/reports?form=RESULTS", commune)).contains("Không có báo cáo nào khớp");
    assertThat(html("/reports/owing", overseer)).contains("Xã Thượng", "Chưa gửi");
  }
}
