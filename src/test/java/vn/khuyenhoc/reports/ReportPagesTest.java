package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
import vn.khuyenhoc.platform.document.BuiltInTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.document.WordXml;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** The pages of reports. */
@ModuleTest
class ReportPagesTest {

  @Autowired private MockMvc mvc;
  @Autowired private ReportWriting writing;
  @Autowired private Reports reports;
  @Autowired private Templates templates;
  @Autowired private Clock clock;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private JdbcClient jdbc;

  private FiguresProvince province;
  private Actor officer;
  private Cookie commune;
  private Cookie overseer;

  @BeforeEach
  void aProvinceWithACampaign() {
    targets.loadOnce();
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
        .contains("trong danh sách xét 40 hộ", "figure?key=M.LEARNING_FAMILY.HOUSEHOLD.recognised")
        .contains("Lấy lại số liệu", "Dự thảo")
        .doesNotContain("style=");
    String figure =
        html("/reports/" + id + "/figure?key=M.LEARNING_FAMILY.HOUSEHOLD.recognised", commune);
    assertThat(figure)
        .contains("Bản Một", "30 hộ", "Số hiện nay", "Lấy từ đâu")
        .contains("bằng quyết định")
        .doesNotContain("Trên</th>");
    assertThat(html("/reports/" + id + "/figure?key=M.LEARNING_FAMILY.HOUSEHOLD.rate", commune))
        .contains("Trên</th>", "trên tổng số hộ");
    assertThat(html("/reports/" + id + "/table?key=AREAS.M.LEARNING_FAMILY.HOUSEHOLD", commune))
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
    Cookie colleague = signedIn.as(Role.COMMUNE_OFFICER, province.commune(0), "Quàng Văn Bạn");
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
    assertThat(html("/reports", commune)).contains("Báo cáo năm 2026", "Đang soạn");
    assertThat(html("/reports?form=RESULTS", commune)).contains("Không có báo cáo nào khớp");
    assertThat(html("/obligations/late?form=YEAR&from=1/1/2026&until=31/12/2026", overseer))
        .contains("Xã Thượng", "Chưa gửi");
  }

  @Test
  void whoAsksWhoHasSentWithABadPeriodIsToldAndKeepsWhatWasTyped() throws Exception {
    MockHttpServletResponse bad =
        send(get("/obligations/late?form=YEAR&from=khi&until="), overseer);
    assertThat(bad.getStatus()).isEqualTo(422);
    assertThat(bad.getContentAsString(StandardCharsets.UTF_8))
        .contains("value=\"khi\"", "Nhập một ngày")
        .doesNotContain("Xã Thượng");
    assertThat(
            send(get("/obligations/late?form=YEAR&from=31/12/2026&until=1/1/2026"), overseer)
                .getStatus())
        .isEqualTo(422);
    assertThat(send(get("/obligations/late?form=NONE"), overseer).getStatus()).isEqualTo(422);
    for (String area : List.of("999999999", "xa", String.valueOf(Long.MAX_VALUE))) {
      assertThat(send(get("/obligations/late?form=YEAR&area=" + area), overseer).getStatus())
          .as(area)
          .isEqualTo(404);
    }
  }

  @Test
  void aWarningThatCameUpAfterThePageWasOpenedIsReadFirst() throws Exception {
    UUID id = begun();
    for (String section : List.of("DIFFICULTIES", "PROPOSALS", "NEXT")) {
      send(
          post("/reports/drafts/" + id + "/sections/" + section)
              .with(csrf())
              .param("words", "Không có."),
          commune);
    }
    String path = "/reports/drafts/" + id + "/send";
    MockHttpServletResponse other =
        send(
            post(path)
                .with(csrf())
                .param("issuer", "Hội")
                .param("position", "Chủ tịch")
                .param("confirmed", "true")
                .param("seen", "một danh sách khác"),
            commune);
    assertThat(other.getStatus()).isEqualTo(422);
    String page = other.getContentAsString(StandardCharsets.UTF_8);
    assertThat(page).contains("Có điều mới cần xem lại").doesNotContain("checked");
    String seen = page.replaceFirst("(?s).*name=\"seen\" value=\"([0-9a-f]{64})\".*", "$1");
    assertThat(
            send(
                    post(path)
                        .with(csrf())
                        .param("issuer", "Hội")
                        .param("position", "Chủ tịch")
                        .param("confirmed", "true")
                        .param("seen", seen),
                    commune)
                .getStatus())
        .isEqualTo(303);
  }

  @Test
  void aDraftIsWrittenInTheTemplateOfItsProvince() throws Exception {
    UUID id = begun();
    Actor keeper = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
    UUID template =
        templates
            .add(
                keeper,
                Ids.next(),
                province.place.province(),
                TemplateKind.YEAR,
                BuiltInTemplates.file(TemplateKind.SUBMISSION),
                "mẫu.docx",
                "")
            .orThrow();
    assertThat(paragraphs(id)).contains("BÁO CÁO").doesNotContain("TỜ TRÌNH");
    templates.use(keeper, template, LocalDate.now(clock), "").orThrow();
    assertThat(paragraphs(id)).contains("TỜ TRÌNH");
  }

  private List<String> paragraphs(UUID id) throws Exception {
    return new WordXml(
            send(get("/reports/" + id + "/report.docx"), commune).getContentAsByteArray())
        .paragraphs();
  }

  @Test
  void theSheetsOfAReportSayOnlyWhenItsFiguresAreOf() throws Exception {
    UUID id = begun();
    byte[] sheets = send(get("/reports/" + id + "/report.xlsx"), commune).getContentAsByteArray();
    String moment = reports.working(officer, id).filledAt();
    int parts = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(sheets))) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        parts++;
        assertThat(part.getTimeLocal().getYear()).as(part.getName()).isEqualTo(1980);
        if (part.getName().equals("docProps/core.xml")) {
          assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).contains(moment);
        }
      }
    }
    assertThat(parts).isGreaterThan(5);
  }

  @Test
  void everyLineOfTheStatisticsIsAFigureAndSaidNotToBeReported() {
    ReportContent content = reports.working(officer, begun());
    for (ReportBlock block : ReportBlock.values()) {
      for (String line : block.lines()) {
        boolean share =
            Arrays.stream(ReportShare.values()).anyMatch(one -> one.name().equals(line));
        ReportFigure figure = content.figure(share ? "O." + line : "H." + line);
        if (line.startsWith("ASSOCIATIONS_")) {
          assertThat(figure).as("%s is of no commune", line).isNull();
          continue;
        }
        assertThat(figure).as(line).isNotNull();
        assertThat(Objects.requireNonNull(figure).state())
            .as(line)
            .isEqualTo(ReportFigure.State.NOT_REPORTED);
      }
    }
  }

  @Test
  void aShareOfThePeopleIsUnknownWithoutThem() {
    assertThat(ReportShare.MEMBER_RATE.value(new BigDecimal(320_489), new BigDecimal(1_232_650)))
        .isEqualByComparingTo("26.0");
    assertThat(ReportShare.FUND_A_HEAD.value(new BigDecimal(1_000), new BigDecimal(3)))
        .isEqualByComparingTo("333");
    assertThat(ReportShare.FUND_A_HEAD.value(new BigDecimal(1_000), null)).isNull();
    assertThat(ReportShare.FUND_A_HEAD.value(null, new BigDecimal(3))).isNull();
    assertThat(ReportShare.MEMBER_RATE.value(BigDecimal.ONE, BigDecimal.ZERO)).isNull();
  }
}
