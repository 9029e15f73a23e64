package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

@ModuleTest
@Import(ModelsScene.class)
class SelfAssessmentDocumentTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private ModelsScene scene;

  private ModelsScene.World world;
  private DossierKey dossier;
  private String name;
  private Cookie officer;

  @BeforeEach
  void aUnitThatTheCommuneManages() {
    world = scene.world();
    int commune = world.place.communes().getFirst();
    SubjectKey unit = world.unit(commune, "COMMUNE", 10);
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, "");
    dossier = world.dossier("LEARNING_UNIT COMMUNE", unit);
    name = world.subject(unit).name();
    officer = signedIn.as(Role.COMMUNE_OFFICER, commune, "Cán bộ xã");
  }

  private MockHttpServletResponse answer(DossierKey key, String file) throws Exception {
    return mvc.perform(get("/dossiers/" + key.text() + "/" + file).cookie(officer))
        .andReturn()
        .getResponse();
  }

  private String text(String file) throws Exception {
    MockHttpServletResponse response = answer(dossier, file);
    assertThat(response.getStatus()).isEqualTo(200);
    try (XWPFDocument document =
            new XWPFDocument(new ByteArrayInputStream(response.getContentAsByteArray()));
        XWPFWordExtractor words = new XWPFWordExtractor(document)) {
      return words.getText();
    }
  }

  @Test
  void theLetterAsksForRecognitionOfTheYearAndSaysWhatIsNotFinished() throws Exception {
    assertThat(text("submission.docx"))
        .containsIgnoringCase(name)
        .contains(
            "Kính gửi: Ủy ban nhân dân xã",
            "/TTr-...",
            "TỜ TRÌNH",
            "Đơn vị học tập",
            "01/01/2026–31/12/2026",
            "chưa chấm xong");
    world.score(dossier, 10);
    assertThat(text("submission.docx")).contains("10").doesNotContain("chưa chấm xong");
  }

  @Test
  void theReportCarriesEveryIndicatorAndTheirSummaryAsAnAnnex() throws Exception {
    world.score(dossier, 10);
    String text = text("self-assessment.docx");
    assertThat(text)
        .contains("BÁO CÁO", "BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ", "Minh chứng")
        .containsIgnoringCase(name);
    world
        .read(dossier)
        .set()
        .indicators()
        .forEach(indicator -> assertThat(text).contains("Chỉ số " + indicator.id()));
  }

  @Test
  void theSummaryOfIndicatorsIsAPaperOfItsOwnToo() throws Exception {
    world.score(dossier, 10);
    String text = text("summary.docx");
    assertThat(text)
        .contains("Tổng hợp kết quả tự đánh giá", "Minh chứng", "Kết quả chung")
        .doesNotContain("Phương hướng, giải pháp")
        .containsIgnoringCase(name);
    world
        .read(dossier)
        .set()
        .indicators()
        .forEach(indicator -> assertThat(text).contains(indicator.id()));
    assertThat(
            mvc.perform(get("/dossiers/" + dossier.text()).cookie(officer))
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8))
        .contains("/dossiers/" + dossier.text() + "/summary.docx");
  }

  @Test
  void anotherCommuneFindsNone() throws Exception {
    officer = signedIn.as(Role.COMMUNE_OFFICER, world.place.communes().getLast(), "Cán bộ xã khác");
    assertThat(answer(dossier, "self-assessment.docx").getStatus()).isEqualTo(404);
  }
}
