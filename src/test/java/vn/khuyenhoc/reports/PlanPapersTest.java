package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.document.BuiltInTemplates;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.document.SigningAuthority;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.document.WordXml;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.reporting.Plan;
import vn.khuyenhoc.reporting.PlanWords;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.PdfProof;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** A plan with its targets as an official document. */
@ModuleTest
class PlanPapersTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private Templates templates;
  @Autowired private ObligationEdits edits;
  @Autowired private Languages languages;
  @Autowired private Clock clock;

  private FiguresProvince province;
  private Actor officer;
  private Cookie device;
  private String plan;

  @BeforeEach
  void aProvinceWithAPlan() {
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    officer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
    device = signedIn.cookie(officer);
    plan = province.plan();
    province.target(plan, province.place.province(), 2030, "90");
  }

  private MockHttpServletResponse answer(String name) throws Exception {
    return mvc.perform(get("/targets/" + plan + "/" + name).cookie(device))
        .andReturn()
        .getResponse();
  }

  private List<String> written() throws Exception {
    return new WordXml(answer("plan.docx").getContentAsByteArray()).paragraphs();
  }

  @Test
  void aPlanIsWrittenWithItsTargetsRoomForItsTasksAndItsSignature() throws Exception {
    List<String> written = written();
    assertThat(written)
        .contains("KẾ HOẠCH", "I. MỤC ĐÍCH, YÊU CẦU", "II. CHỈ TIÊU", "IV. CHẾ ĐỘ BÁO CÁO")
        .contains("từ 75\u00a0%", "từ 90\u00a0%", "2026", "2030", "Nơi nhận:", "CHỦ TỊCH")
        .anyMatch(text -> text.contains("/KH-"));
    assertThat(written.indexOf("từ 75\u00a0%")).isLessThan(written.indexOf("từ 90\u00a0%"));
  }

  @Test
  void aLetterThatPdfCannotWriteIsToldWithItsText() throws Exception {
    jdbc.sql("update reporting.plan set title = 'Kế hoạch ꪹ' where plan_id = :id")
        .param("id", plan)
        .update();
    assertThat(answer("plan.docx").getStatus()).isEqualTo(200);
    MockHttpServletResponse refused = answer("plan.pdf");
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString(java.nio.charset.StandardCharsets.UTF_8))
        .contains("Không in được chữ", "ꪹ", "dùng bản Word");
  }

  @Test
  void whatItSaysOfReportsAreTheDutiesThatComeFromIt() throws Exception {
    assertThat(written()).anyMatch(text -> text.startsWith("Chưa có hạn báo cáo nào"));
    edits.addBuiltIn(
        officer,
        Ids.next(),
        province.place.province(),
        null,
        new ObligationSays(
            "Báo cáo kết quả năm",
            "Kế hoạch thử",
            "1/KH",
            plan,
            "trước ngày 15/11",
            ObligationReporter.COMMUNE,
            List.of(),
            List.of(
                new ObligationParty(
                    ObligationParty.Side.ASSOCIATION, null, "", "Hội Khuyến học tỉnh Thử")),
            List.of(ReportForm.YEAR.name()),
            ObligationRule.yearly(MonthDay.of(11, 15), false),
            LocalDate.of(2026, 1, 1),
            null,
            LocalDate.of(2026, 1, 1),
            List.of(),
            false));
    assertThat(written())
        .anyMatch(
            text ->
                text.startsWith("- Báo cáo kết quả năm: mỗi xã")
                    && text.endsWith(
                        "báo cáo. Nơi nhận: Hội Khuyến học tỉnh Thử. Thời hạn: trước ngày 15/11."))
        .noneMatch(text -> text.startsWith("Chưa có hạn báo cáo nào"));
    List<String> here = written();
    device =
        signedIn.as(
            Role.PROVINCE_OFFICER,
            SmallProvince.in(areas, builtInAreas).province(),
            "Cán bộ tỉnh khác");
    assertThat(written()).isEqualTo(here);
  }

  @Test
  void numberAndDayOfAPlanThatWasIssuedStandInItsHead() {
    PlanDocument made =
        new PlanDocument(
            new Plan(
                "X",
                null,
                "tỉnh Thử",
                "UBND tỉnh Thử",
                "Kế hoạch thử",
                "5/KH-UBND",
                "05/01/2024",
                2024,
                2025,
                ""),
            List.of(),
            List.of(),
            new PlanDocument.Frame(
                "",
                "UBND tỉnh Thử",
                "UBND",
                "Thử",
                true,
                SigningAuthority.of(DocumentKind.PLAN, "UBND tỉnh Thử", "Chủ tịch").block(null),
                List.of("Các xã")),
            new PlanWords(languages.vietnamese(), Map.of()),
            clock.instant(),
            false);
    assertThat(new WordXml(made.compose().toBytes()).paragraphs())
        .contains("Số: 05/KH-UBND", "Thử, ngày 05 tháng 01 năm 2024", "TM. ỦY BAN NHÂN DÂN");
  }

  @Test
  void aProvinceThatHasATemplateOfItsOwnGetsItsPlansInIt() throws Exception {
    var added =
        templates
            .add(
                officer,
                Ids.next(),
                province.place.province(),
                TemplateKind.PLAN,
                BuiltInTemplates.file(TemplateKind.PLAN),
                "mau.docx",
                "")
            .orThrow();
    templates.use(officer, added, LocalDate.now(clock), "").orThrow();
    assertThat(written())
        .contains("III. NHIỆM VỤ, GIẢI PHÁP", "từ 75\u00a0%", "từ 90\u00a0%")
        .anyMatch(text -> text.contains("giai đoạn 2022–2030"))
        .noneMatch(text -> text.contains("{{"));
  }

  @Test
  void thePdfIsOneForArchives() throws Exception {
    byte[] pdf = answer("plan.pdf").getContentAsByteArray();
    assertThat(PdfProof.unsound(pdf)).isEmpty();
    assertThat(PdfProof.read(pdf)).contains("KẾ HOẠCH", "75");
  }

  @Test
  void aPlanThatIsNotThereIsNotFound() throws Exception {
    plan = "P-none";
    assertThat(answer("plan.docx").getStatus()).isEqualTo(404);
  }
}
