package vn.khuyenhoc.recognition.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

@ModuleTest
class ProcedurePagesTest {

  private static final String WHOLE =
      BuiltInProcedures.whole(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD);

  @Autowired private MockMvc web;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Procedures procedures;
  @Autowired private JdbcClient jdbc;

  private SmallProvince place;
  private Cookie officer;

  @BeforeEach
  void province() {
    place = SmallProvince.in(areas, builtIn);
    officer = signedIn.as(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
  }

  private String page(MockHttpServletRequestBuilder request, int status) throws Exception {
    return web.perform(request.cookie(officer).with(csrf()))
        .andExpect(status().is(status))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private String draft() throws Exception {
    UUID form = UUID.randomUUID();
    page(
        post("/procedures/" + WHOLE + "/copy")
            .param("form", form.toString())
            .param("place", String.valueOf(place.province()))
            .param("title", "Quy trình tỉnh thử"),
        303);
    return Procedures.draftId(form);
  }

  private static MockHttpServletRequestBuilder typed(
      String draft, ProcedureForm form, int edition) {
    MockHttpServletRequestBuilder request = post("/procedures/own/" + draft + "/edit");
    form.values().forEach(request::param);
    return request.param("edition", String.valueOf(edition));
  }

  @Test
  void readsTheStepsWithWhoDoesThemByWhen() throws Exception {
    assertThat(page(get("/procedures/" + WHOLE), 200))
        .contains("Họp bình xét ở thôn, bản", "25/11", "niêm yết 10 ngày", "86/2023/NĐ-CP", "mẫu")
        .doesNotContain("/own/");
  }

  @Test
  void aProvinceCopiesChangesAndPutsInForceAndThenNobodyChangesItAnyMore() throws Exception {
    String draft = draft();
    ProcedureForm form = ProcedureForm.of(procedures.byId(draft));
    java.util.Map<String, String> changed = new java.util.HashMap<>(form.values());
    changed.put("PUBLIC_NOTICE.days", "7");
    changed.remove("COUNCIL.has");
    page(typed(draft, new ProcedureForm(changed), 1), 303);
    Procedure kept = procedures.byId(draft);
    assertThat(kept.step(StepKind.PUBLIC_NOTICE).orElseThrow().days()).isEqualTo(7);
    assertThat(kept.has(StepKind.COUNCIL)).isFalse();
    page(post("/procedures/own/" + draft + "/force").param("edition", "1"), 422);
    page(
        post("/procedures/own/" + draft + "/force")
            .param("edition", String.valueOf(kept.edition())),
        303);
    assertThat(
            procedures.inForce(
                LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, place.province(), 2026))
        .first()
        .extracting(Procedure::id)
        .isEqualTo(draft);
    assertThat(page(typed(draft, new ProcedureForm(changed), 3), 422)).contains("bản nháp");
    page(post("/procedures/own/" + draft + "/drop"), 422);
    page(post("/procedures/own/" + draft + "/retire"), 303);
    assertThat(procedures.byId(draft).status()).isEqualTo(Procedure.Status.RETIRED);
  }

  @Test
  void tellsEverythingThatIsWrongAndKeepsWhatWasTyped() throws Exception {
    String draft = draft();
    java.util.Map<String, String> typed =
        new java.util.HashMap<>(ProcedureForm.of(procedures.byId(draft)).values());
    typed.put("title", "");
    typed.put("PUBLIC_NOTICE.days", "nhiều");
    typed.put("DECISION.due", "hôm nào đó");
    typed.put("COUNCIL.by", "");
    assertThat(page(typed(draft, new ProcedureForm(typed), 1), 422))
        .contains("Hãy đặt tên cho quy trình")
        .contains("Hãy ghi số ngày niêm yết")
        .contains("hôm nào đó")
        .contains("Hãy chọn cơ quan làm bước");
  }

  @Test
  void aDraftIsNothingForOthersAndTheCountrysIsNotAProvincesToChange() throws Exception {
    String draft = draft();
    officer = signedIn.as(Role.PROVINCE_OFFICER, SmallProvince.in(areas, builtIn).province(), "Lạ");
    page(get("/procedures/" + draft), 404);
    page(get("/procedures/own/" + draft + "/edit"), 404);
    page(post("/procedures/own/" + WHOLE + "/retire"), 404);
    page(
        post("/procedures/" + WHOLE + "/copy")
            .param("form", UUID.randomUUID().toString())
            .param("place", String.valueOf(place.province()))
            .param("title", "x"),
        404);
  }

  @Test
  void theDatabaseKeepsWhatIsInForce() throws Exception {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    jdbc.sql(
                            "update recognition.procedure set title = 'x' where procedure_id = :id")
                        .param("id", WHOLE)
                        .update()))
        .hasMessageContaining("immutable");
  }
}
