package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.WorkSource;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

@ModuleTest
@Import(ModelsScene.class)
class OwnDossiersTest {

  private static final String UNITS = "LEARNING_UNIT COMMUNE";

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private ModelsScene scene;
  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;
  @Autowired private OwnWork work;
  @Autowired private CriteriaSets sets;

  private ModelsScene.World world;
  private int commune;
  private DossierKey own;
  private DossierKey other;
  private SubjectKey unit;
  private Actor head;
  private Actor deputy;

  @BeforeEach
  void twoUnitsOfACommune() {
    world = scene.world();
    commune = world.place.communes().getFirst();
    unit = world.unit(commune, "COMMUNE", 10);
    SubjectKey second = world.unit(commune, "COMMUNE", 10);
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, "");
    own = world.dossier(UNITS, unit);
    other = world.dossier(UNITS, second);
    head = signedIn.head(unit, commune, "Hiệu trưởng Một");
    deputy = signedIn.head(unit, commune, "Phó Hiệu trưởng");
  }

  private int version() {
    return world.read(own).line().version();
  }

  private MockHttpServletResponse send(
      Actor actor, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
    return mvc.perform(request.cookie(signedIn.cookie(actor))).andReturn().getResponse();
  }

  private String page(Actor actor, String path) throws Exception {
    MockHttpServletResponse response = send(actor, get(path));
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  private MockHttpServletRequestBuilder form(
      String then, int version, String shown, String chosen) {
    return post("/own/" + own.text() + "/form")
        .with(csrf())
        .param("version", String.valueOf(version))
        .param("s1.1", shown)
        .param("i1.1", chosen)
        .param("then", then);
  }

  @Test
  void theHeadSeesTheOwnDossierAndNoOther() throws Exception {
    assertThat(page(head, "/own")).contains("/own/" + own.text()).doesNotContain(other.text());
    for (String path :
        List.of(
            "/own/" + other.text(),
            "/own/" + other.text() + "/form",
            "/dossiers/" + other.text(),
            "/dossiers/" + other.text() + "/1.1/evidence",
            "/dossiers/" + other.text() + "/submission.docx")) {
      assertThat(send(head, get(path)).getStatus()).as(path).isEqualTo(404);
    }
    assertThatThrownBy(() -> dossiers.byKey(head, other)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> recognition.sendOwn(head, other, 1))
        .isInstanceOf(NotFoundException.class);
    assertThat(send(head, get("/campaigns")).getStatus()).isEqualTo(403);
    assertThat(send(head, get("/dossiers/" + own.text())).getRedirectedUrl())
        .isEqualTo("/own/" + own.text());
    assertThat(page(head, "/dossiers/" + own.text() + "/1.1/evidence")).contains("/own");
    assertThat(send(head, get("/dossiers/" + own.text() + "/submission.docx")).getStatus())
        .isEqualTo(200);
  }

  @Test
  void aDraftIsKeptWhatIsMissingIsToldAndWhatIsCompleteIsSentOnce() throws Exception {
    MockHttpServletResponse missing = send(head, form("done", version(), "", ""));
    assertThat(missing.getStatus()).isEqualTo(422);
    assertThat(missing.getContentAsString(StandardCharsets.UTF_8)).contains("href=\"#i1.1\"");
    assertThat(send(head, form("keep", version(), "", "5")).getRedirectedUrl())
        .isEqualTo("/own/" + own.text() + "/form");
    assertThat(send(head, form("evidence:1.1", version(), "5", "10")).getRedirectedUrl())
        .isEqualTo("/dossiers/" + own.text() + "/1.1/evidence");
    assertThat(send(head, form("done", version(), "10", "10")).getRedirectedUrl())
        .isEqualTo("/own/" + own.text());
    assertThat(world.read(own).scorers()).containsExactly("Hiệu trưởng Một");
    assertThat(work.waitingFor(head))
        .extracting(WorkSource.Work::messageKey)
        .containsExactly("work.own.send");
    assertThat(recognition.sendOwn(head, own, version()).orThrow().sent()).isEqualTo(1);
    assertThat(recognition.sendOwn(head, own, version()).orThrow().sent()).isZero();
    assertThat(world.read(own).line().stage()).isEqualTo(Stage.SENT);
    assertThat(world.read(other).line().stage()).isEqualTo(Stage.LISTED);
    assertThat(work.waitingFor(head)).isEmpty();
    assertThat(send(head, form("keep", version(), "10", "5")).getStatus()).isEqualTo(422);
  }

  @Test
  void theSecondOfTwoSeesWhatTheFirstChangedAndLosesNothing() throws Exception {
    int seen = version();
    assertThat(send(deputy, form("keep", seen, "", "5")).getStatus()).isEqualTo(303);
    MockHttpServletResponse late = send(head, form("keep", seen, "", "10"));
    assertThat(late.getStatus()).isEqualTo(422);
    assertThat(late.getContentAsString(StandardCharsets.UTF_8))
        .contains("Phó Hiệu trưởng", "còn bạn chọn")
        .contains("name=\"version\" value=\"" + version() + "\"");
    assertThat(world.read(own).answers().get("1.1")).isEqualByComparingTo("5");
    assertThat(send(head, form("keep", version(), "5", "10")).getStatus()).isEqualTo(303);
    assertThat(world.read(own).answers().get("1.1")).isEqualByComparingTo("10");
  }

  @Test
  void aReturnNamesItsReasonOnTheOwnPageAndCanBeCorrected() throws Exception {
    recognition.score(head, own, version(), Map.of("1.1", BigDecimal.TEN), false).orThrow();
    recognition.sendOwn(head, own, version()).orThrow();
    Actor officer = world.officers.getFirst();
    recognition
        .giveBack(
            officer,
            world.id(UNITS),
            commune,
            List.of(own),
            "Thiếu quyết định khen thưởng",
            List.of("1.1"))
        .orThrow();
    assertThat(page(head, "/own/" + own.text()))
        .contains("Thiếu quyết định khen thưởng", "Sửa phần bị trả lại");
    assertThat(work.waitingFor(head))
        .extracting(WorkSource.Work::messageKey, WorkSource.Work::urgency)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("work.own.returned", 2));
    assertThat(send(head, form("done", version(), "10", "5")).getStatus()).isEqualTo(303);
    assertThat(recognition.sendOwn(head, own, version()).orThrow().sent()).isEqualTo(1);
  }

  @Test
  void whoAssessedTheOwnDossierDoesNotSignIt() {
    recognition.score(head, own, version(), Map.of("1.1", BigDecimal.TEN), false).orThrow();
    recognition.sendOwn(head, own, version()).orThrow();
    Actor officer = world.officers.getFirst();
    recognition.approve(officer, world.id(UNITS), commune, Selection.all()).orThrow();
    Result<?> decided =
        recognition.recognise(
            officer,
            new Recognition.Recognise(
                world.id(UNITS),
                commune,
                "UBND xã",
                "9/QĐ-UBND",
                LocalDate.of(2026, 11, 2),
                "Hiệu trưởng Một",
                "Chủ tịch",
                Selection.all()));
    assertThat(decided.problems()).extracting(Problem::code).isNotEmpty();
    assertThat(world.read(own).line().stage()).isEqualTo(Stage.APPROVED);
  }

  @Test
  void theHeadOfAClanRegistersWithConsentAndTheVillageSendsItAfterItsMeeting() throws Exception {
    SubjectKey clan = world.clan(0);
    CriteriaSet set = world.set(LearningModel.LEARNING_CLAN, ModelLevel.CLAN, "", 1);
    sets.load(
            Actor.operator("test", world.place.nation()),
            set,
            LocalDate.of(2025, 1, 1),
            null,
            false,
            false)
        .orThrow();
    int campaign =
        recognition
            .openCampaign(
                world.province,
                new Recognition.OpenCampaign(
                    2026,
                    world.place.province(),
                    set.id(),
                    LocalDate.of(2026, 12, 15),
                    BuiltInProcedures.whole(LearningModel.LEARNING_CLAN, ModelLevel.CLAN)))
            .orThrow();
    DossierKey key = dossiers.of(world.province, clan, campaign).orElseThrow();
    Actor elder = signedIn.head(clan, world.place.villages().getFirst(), "Trưởng họ");
    assertThat(work.waitingFor(elder))
        .extracting(WorkSource.Work::messageKey)
        .containsExactly("work.own.register");
    assertThat(recognition.score(elder, key, 1, Map.of("1.1", BigDecimal.TEN), true).done())
        .isFalse();
    String path = "/own/" + key.text();
    assertThat(page(elder, path)).contains("Đăng ký là tự nguyện");
    assertThat(send(elder, post(path + "/register").with(csrf())).getStatus()).isEqualTo(422);
    for (int i = 0; i < 2; i++) {
      assertThat(
              send(elder, post(path + "/register").with(csrf()).param("consent", "true"))
                  .getRedirectedUrl())
          .isEqualTo(path);
    }
    int version = world.read(key).line().version();
    Map<String, BigDecimal> answers = new HashMap<>();
    set.indicators().stream()
        .filter(CriteriaSet.Indicator::entered)
        .forEach(one -> answers.put(one.id(), one.maxPoints()));
    recognition.score(elder, key, version, Map.copyOf(answers), true).orThrow();
    assertThat(recognition.sendOwn(elder, key, world.read(key).line().version()).problems())
        .extracting(Problem::code)
        .containsExactly(RecognitionProblem.OWN_NOT_TO_SEND);
  }
}
