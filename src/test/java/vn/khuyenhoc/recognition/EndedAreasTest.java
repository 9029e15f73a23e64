package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Whoever kept an address or a form open over a reorganisation gets where the work went. */
@ModuleTest
@Import(Scene.class)
class EndedAreasTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Scene scene;
  @Autowired private Areas areas;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Recognition recognition;
  @Autowired private Decisions decisions;
  @Autowired private JdbcClient jdbc;

  private Scene.Cast cast;
  private Actor keeper;
  private Actor volunteer;
  private Actor officer;
  private Actor neighbour;

  @BeforeEach
  void twoCommunesWithPeople() {
    cast = scene.cast();
    cast.households(0, 2);
    cast.households(1, 2);
    cast.open();
    keeper = SmallProvince.actor("x", Role.PROVINCE_OFFICER, cast.place.province());
    volunteer = signedIn.actor(Role.VOLUNTEER, cast.village(0), "Trưởng bản Một");
    officer = signedIn.actor(Role.COMMUNE_OFFICER, cast.commune, "Cán bộ Thượng");
    neighbour = signedIn.actor(Role.COMMUNE_OFFICER, cast.place.communes().getLast(), "Cán bộ Hạ");
  }

  private int apply(Link... links) {
    return reorganisations
        .apply(
            keeper,
            cast.place.province(),
            LocalDate.of(2026, 5, 1),
            Decree.of("5/NQ"),
            DeclaredChanges.none().with(links))
        .orThrow()
        .id();
  }

  private Area named(String name) {
    return areas.below(List.of(cast.place.province()), AreaLevel.COMMUNE).stream()
        .flatMap(
            commune ->
                java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(commune), areas.children(commune.id()).stream()))
        .filter(area -> area.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private MockHttpServletResponse answer(
      Actor actor, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
    Cookie cookie = signedIn.cookie(actor);
    return mvc.perform(request.cookie(cookie)).andReturn().getResponse();
  }

  private List<Integer> held(Actor actor) {
    return jdbc.sql(
            "select area_id from identity.role_grant where account_id = :a and ended_at is null")
        .param("a", actor.accountId())
        .query(Integer.class)
        .list();
  }

  @Test
  void aFormThatWasOpenGoesToTheVillageThatReceivedItsOwnWithEverythingTypedIntoIt()
      throws Exception {
    Area one = areas.byId(cast.village(0));
    Area two = areas.byId(cast.village(1));
    After common = new After(one.code() + "C", "Bản Chung", "VILLAGE", "");
    apply(
        new Link(0, Before.of(one), common, Extent.WHOLE),
        new Link(0, Before.of(two), common, Extent.WHOLE));
    int village = named("Bản Chung").id();
    assertThat(held(volunteer)).containsExactly(village);
    String old = "/campaigns/" + cast.campaign + "/villages/" + one.id();
    String now = "/campaigns/" + cast.campaign + "/villages/" + village;
    for (String page : List.of("", "/grid", "/send")) {
      MockHttpServletResponse led = answer(volunteer, get(old + page + "?q=Lo"));
      assertThat(led.getStatus()).as(page).isEqualTo(303);
      assertThat(led.getHeader("Location")).isEqualTo(now + page + "?q=Lo");
    }
    assertThat(answer(volunteer, get(now)).getStatus()).isEqualTo(200);
    MockHttpServletResponse sent =
        answer(volunteer, post(old + "/grid").param("anything", "typed").with(csrf()));
    assertThat(sent.getStatus()).as("the browser sends the same form again").isEqualTo(307);
    assertThat(sent.getHeader("Location")).isEqualTo(now + "/grid");
  }

  @Test
  void rolesOfAMergedCommuneReachTheNewOneAndComeBackWhenItIsWithdrawn() throws Exception {
    Area one = areas.byId(cast.commune);
    Area two = areas.byId(cast.place.communes().getLast());
    After merged = new After(one.code() + "M", "Xã Mới", "COMMUNE", "");
    jdbc.sql(
            """
            insert into registry.import_batch (area_id, file_name, stage, created_at, created_name)
            values (:a, 'danh-sach.xlsx', 'READING', now(), 'x')
            """)
        .param("a", one.id())
        .update();
    int id =
        apply(
            new Link(0, Before.of(one), merged, Extent.WHOLE),
            new Link(0, Before.of(two), merged, Extent.WHOLE));
    int commune = named("Xã Mới").id();
    assertThat(held(officer)).containsExactly(commune);
    assertThat(held(neighbour)).containsExactly(commune);
    assertThat(
            jdbc.sql("select area_id from registry.person where person_id = :p")
                .param("p", officer.personId())
                .query(Integer.class)
                .single())
        .isEqualTo(commune);
    assertThat(imports(commune)).as("a list that waits, waits on").isEqualTo(1);
    MockHttpServletResponse led =
        answer(officer, get("/campaigns/" + cast.campaign + "/communes/" + one.id()));
    assertThat(led.getHeader("Location"))
        .isEqualTo("/campaigns/" + cast.campaign + "/communes/" + commune);
    assertThat(answer(officer, get("/areas/" + one.id())).getStatus())
        .as("the page of the area that ended still tells what it was")
        .isEqualTo(200);
    assertThat(answer(officer, get("/households?area=" + one.id())).getHeader("Location"))
        .isEqualTo("/households?area=" + commune);
    reorganisations.withdraw(keeper, id, "Ghi nhầm").orThrow();
    assertThat(held(officer)).containsExactly(one.id());
    assertThat(held(neighbour)).containsExactly(two.id());
    assertThat(imports(one.id())).isEqualTo(1);
  }

  private int imports(int area) {
    return jdbc.sql("select count(*) from registry.import_batch where area_id = :a")
        .param("a", area)
        .query(Integer.class)
        .single();
  }

  @Test
  void aRoleThatWasTakenAwayMeanwhileDoesNotComeBack() {
    Area one = areas.byId(cast.commune);
    Area two = areas.byId(cast.place.communes().getLast());
    After merged = new After(one.code() + "M", "Xã Mới", "COMMUNE", "");
    int id =
        apply(
            new Link(0, Before.of(one), merged, Extent.WHOLE),
            new Link(0, Before.of(two), merged, Extent.WHOLE));
    jdbc.sql(
            "update identity.role_grant set ended_at = granted_at + interval '1 hour' where account_id = :a and ended_at is null")
        .param("a", officer.accountId())
        .update();
    assertThat(Scene.codes(reorganisations.withdraw(keeper, id, "Ghi nhầm")))
        .as("what was decided about the new area stands on it")
        .contains("AREAS-025");
    assertThat(held(officer)).isEmpty();
  }

  @Test
  void whoReachesNeitherLearnsNothingOfIt() throws Exception {
    Area one = areas.byId(cast.village(0));
    Area two = areas.byId(cast.village(1));
    After common = new After(one.code() + "C", "Bản Chung", "VILLAGE", "");
    apply(
        new Link(0, Before.of(one), common, Extent.WHOLE),
        new Link(0, Before.of(two), common, Extent.WHOLE));
    assertThat(
            answer(neighbour, get("/campaigns/" + cast.campaign + "/villages/" + one.id()))
                .getStatus())
        .isEqualTo(404);
  }

  private String page(Actor actor, String path) throws Exception {
    MockHttpServletResponse response = answer(actor, get(path));
    response.setCharacterEncoding(java.nio.charset.StandardCharsets.UTF_8.name());
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString();
  }

  @Test
  void theDraftOfADividedCommuneIsOfferedToItsParts() throws Exception {
    cast.scoreAndSend(0, 0);
    cast.scoreAndSend(1, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    UUID draft =
        decisions
            .draft(cast.officer, cast.campaign, cast.commune, Selection.all(), Ids.next())
            .orThrow();
    Area one = areas.byId(cast.commune);
    int id =
        apply(
            new Link(
                0,
                Before.of(one),
                new After(one.code() + "A", "Xã Đông", "COMMUNE", ""),
                Extent.PART),
            new Link(
                0,
                Before.of(one),
                new After(one.code() + "B", "Xã Tây", "COMMUNE", ""),
                Extent.PART));
    int east = named("Xã Đông").id();
    reorganisations
        .assign(keeper, id, Map.of(cast.village(0), east, cast.village(1), named("Xã Tây").id()))
        .orThrow();
    Actor eastern = signedIn.actor(Role.COMMUNE_OFFICER, east, "Cán bộ Đông");
    String queue = "/campaigns/" + cast.campaign + "/communes/" + east;
    assertThat(page(eastern, queue)).contains("/decisions/drafts/" + draft);
    String path = "/decisions/drafts/" + draft;
    assertThat(page(eastern, path))
        .contains(path + "/take-over", "Nhận dự thảo về cơ quan mình", "Danh sách: 2 hộ")
        .doesNotContain(path + "/text", path + "/issue", path + "/unfit");
    MockHttpServletResponse taken = answer(eastern, post(path + "/take-over").with(csrf()));
    assertThat(taken.getStatus()).isEqualTo(303);
    String own = String.valueOf(taken.getHeader("Location")).replaceFirst("\\?.*", "");
    assertThat(own).isNotEqualTo(path);
    assertThat(page(eastern, own)).contains(own + "/text", own + "/issue");
    assertThat(answer(eastern, get(path)).getStatus())
        .as("the rest is the other part's")
        .isEqualTo(404);
  }

  @Test
  void ofADividedCommuneOnlyWhatIsUnassignedIsReached() {
    Area one = areas.byId(cast.commune);
    apply(
        new Link(
            0, Before.of(one), new After(one.code() + "A", "Xã Đông", "COMMUNE", ""), Extent.PART),
        new Link(
            0, Before.of(one), new After(one.code() + "B", "Xã Tây", "COMMUNE", ""), Extent.PART));
    List<Integer> held = held(officer);
    assertThat(held).hasSize(1);
    assertThat(areas.byId(held.getFirst()).kind()).isEqualTo("UNASSIGNED");
    assertThat(held(volunteer))
        .as("a village that goes on keeps its own")
        .containsExactly(cast.village(0));
  }
}
