package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.MembershipRole;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** What was decided and would be decided otherwise: by the numbers of today, or by another set. */
@ModuleTest
@Import(ModelsScene.class)
class ComparisonPagesTest {

  private static final String FAMILY = "LEARNING_FAMILY HOUSEHOLD";
  private static final String FARMER = "LEARNING_CITIZEN PERSON FARMER";

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private ModelsScene scene;
  @Autowired private CriteriaSets sets;

  private ModelsScene.World world;
  private SubjectKey home;
  private Cookie officer;

  @BeforeEach
  void aFamilyWasRecognisedWhoseOneCitizenHadTheTitle() {
    world = scene.world();
    home = world.household(0, 3);
    SubjectKey citizen = world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    world.open(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "");
    world.through(world.dossier(FARMER, citizen));
    world.through(world.dossier(FAMILY, home));
    officer = signedIn.as(Role.PROVINCE_OFFICER, world.place.province(), "Cán bộ tỉnh");
  }

  private MockHttpServletResponse answer(String path, Cookie cookie) throws Exception {
    MockHttpServletResponse response =
        mvc.perform(get(path).cookie(cookie)).andReturn().getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return response;
  }

  private String page(String path) throws Exception {
    MockHttpServletResponse response = answer(path, officer);
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString();
  }

  private String name() {
    return world.subject(home).name();
  }

  @Test
  void whatTodaysNumbersWouldDecideOtherwiseIsListedWithBothResults() throws Exception {
    String path = "/campaigns/" + world.id(FAMILY) + "/different";
    assertThat(page(path)).doesNotContain(name()).doesNotContain(path + "/export");
    world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    assertThat(page(path)).contains(name(), "Đạt", "Chưa đạt", path + "/export");
    String here = path + "?area=" + world.place.villages().getFirst();
    assertThat(page(here))
        .contains(name(), path + "/export?area=" + world.place.villages().getFirst());
    assertThat(answer(path + "?area=1", officer).getStatus()).as("beyond one's own").isEqualTo(404);
    MockHttpServletResponse sheet =
        answer(path + "/export?area=" + world.place.villages().getFirst(), officer);
    assertThat(sheet.getStatus()).isEqualTo(200);
    assertThat(sheet.getContentAsByteArray()).startsWith('P', 'K');
  }

  @Test
  void ofMoreThanAPageCanWaitForACommuneIsChosenFirst() {
    AreaProgress small = progress(1, Comparisons.MOST / 2);
    AreaProgress other = progress(2, Comparisons.MOST / 2);
    AreaProgress large = progress(3, Comparisons.MOST / 2 + 1);
    AreaProgress none = progress(4, 0);
    assertThat(Comparisons.tooMany(List.of(small, other, none))).isEmpty();
    assertThat(Comparisons.tooMany(List.of(small, large, none))).containsExactly(small, large);
    assertThat(Comparisons.tooMany(List.of(progress(5, Comparisons.MOST + 1))))
        .as("there is nothing to choose")
        .isEmpty();
  }

  private static AreaProgress progress(int area, int roll) {
    return new AreaProgress(area, "Xã " + area, false, new Tally(roll, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void aSetIsTriedOverTheDossiersOfACampaignAndSaysWhoWouldChange() throws Exception {
    CriteriaSet stricter = world.set(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "", 2);
    sets.load(Actor.operator("test", world.place.nation()), stricter, null, null, false, false)
        .orThrow();
    String overs = "/criteria/" + stricter.id() + "/over";
    assertThat(page(overs)).contains(overs + "/" + world.id(FAMILY));
    assertThat(page(overs + "/" + world.id(FAMILY))).contains("Gia đình học tập");
    assertThat(answer(overs + "/" + world.id(FAMILY) + "/export", officer).getStatus())
        .isEqualTo(200);
  }

  @Test
  void nobodyReadsWhatIsAnotherProvincesNorWhatDoesNotExist() throws Exception {
    ModelsScene.World other = scene.world();
    Cookie stranger =
        signedIn.as(Role.PROVINCE_OFFICER, other.place.province(), "Cán bộ tỉnh khác");
    for (String path :
        new String[] {
          "/campaigns/" + world.id(FAMILY) + "/different",
          "/campaigns/" + world.id(FAMILY) + "/different/export",
          "/campaigns/999999999/different",
          "/criteria/khong-co/over"
        }) {
      assertThat(answer(path, stranger).getStatus()).as(path).isEqualTo(404);
    }
  }
}
