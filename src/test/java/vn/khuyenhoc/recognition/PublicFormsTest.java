package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.recognition.Meetings.Plan;
import vn.khuyenhoc.recognition.Recognition.OpenCampaign;
import vn.khuyenhoc.recognition.Registrations.How;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.support.ModuleTest;

/** What anybody can send without an account, and what becomes of it. */
@ModuleTest
@Import(Scene.class)
class PublicFormsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
  private static final AtomicInteger CONNECTIONS = new AtomicInteger();

  @Autowired private MockMvc mvc;
  @Autowired private Recognition recognition;
  @Autowired private Meetings meetings;
  @Autowired private Notices notices;
  @Autowired private Registrations registrations;
  @Autowired private Applications applications;
  @Autowired private ApplicationWork work;
  @Autowired private Areas areas;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Scene scene;
  @Autowired private JdbcClient jdbc;

  private Scene.Cast cast;
  private String connection = "";

  @BeforeEach
  void aCampaignOfTheWholeProcedure() {
    cast = scene.cast();
    cast.household(0, "Lò Văn An");
    cast.household(0, "Quàng Thị Bích");
    cast.household(0, "Lò Văn Bích");
    cast.campaign =
        recognition
            .openCampaign(
                cast.province,
                new OpenCampaign(
                    2026,
                    cast.place.province(),
                    cast.set.id(),
                    LocalDate.of(2026, 12, 15),
                    BuiltInProcedures.whole(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD)))
            .orThrow();
    int number = CONNECTIONS.incrementAndGet();
    connection = "10.9." + number / 250 + "." + (1 + number % 250);
  }

  private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response =
        mvc.perform(
                request.with(
                    sent -> {
                      sent.setRemoteAddr(connection);
                      return sent;
                    }))
            .andReturn()
            .getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return response;
  }

  private UUID posted() {
    registrations
        .register(cast.volunteer(), cast.campaign, cast.village(0), null, How.PAPER)
        .orThrow();
    cast.score(0, 0);
    UUID meeting =
        meetings
            .plan(
                cast.volunteer(),
                new Plan(
                    cast.campaign, cast.village(0), MeetingKind.VILLAGE, TODAY, "Nhà văn hóa", ""))
            .orThrow();
    meetings
        .hold(
            cast.volunteer(),
            meeting,
            new Protocol(
                TODAY,
                "Nhà văn hóa",
                "Lò Văn Chủ",
                "Cà Thị Ghi",
                20,
                30,
                "",
                java.util.Map.of(),
                List.of(),
                false))
        .orThrow();
    return notices
        .post(cast.volunteer(), cast.campaign, cast.village(0), TODAY, "Nhà văn hóa")
        .orThrow();
  }

  private static MockHttpServletRequestBuilder objection(UUID notice, UUID form, String about) {
    return post("/notices/" + notice + "/object")
        .param("form", form.toString())
        .param("dossier", about)
        .param("words", "Hộ này chưa đủ điều kiện")
        .with(csrf());
  }

  @Test
  void anybodyObjectsToANoticeAndReadsTheAnswer() throws Exception {
    UUID notice = posted();
    assertThat(answer(get("/notices/" + notice)).getContentAsString())
        .contains("/notices/" + notice + "/object");
    assertThat(answer(get("/notices/" + notice + "/object")).getContentAsString())
        .contains("Lò Văn An", "name=\"words\"", "name=\"_csrf\"");
    UUID form = Ids.next();
    MockHttpServletResponse empty =
        answer(post("/notices/" + notice + "/object").param("raisedBy", "Bà Hoa").with(csrf()));
    assertThat(empty.getStatus()).isEqualTo(422);
    assertThat(empty.getContentAsString()).contains("value=\"Bà Hoa\"");
    String page =
        Objects.requireNonNull(answer(objection(notice, form, "1")).getHeader("Location"));
    assertThat(page).isEqualTo("/notices/" + notice + "/object/" + form);
    assertThat(answer(objection(notice, form, "1")).getStatus()).isEqualTo(303);
    List<Objection> kept = notices.objections(cast.officer, notice);
    assertThat(kept).as("sent twice, kept once").hasSize(1);
    Objection one = kept.getFirst();
    assertThat(one.source()).isEqualTo(Objection.Source.PUBLIC);
    assertThat(one.raisedOn()).isEqualTo(TODAY);
    assertThat(answer(get(page)).getContentAsString()).contains("Đã nhận lúc");
    notices
        .resolve(
            cast.officer,
            notice,
            one.id(),
            Objection.Resolution.DISMISSED,
            "Đã kiểm tra, hồ sơ đủ điều kiện")
        .orThrow();
    assertThat(answer(get(page)).getContentAsString()).contains("Đã kiểm tra, hồ sơ đủ điều kiện");
  }

  @Test
  void nobodyObjectsAfterTheDaysAndNoNameIsShownThen() throws Exception {
    UUID notice = posted();
    jdbc.sql(
            "update recognition.notice set posted_on = posted_on - 20, until = until - 20 where notice_id = :id")
        .param("id", notice)
        .update();
    assertThat(answer(get("/notices/" + notice + "/object")).getContentAsString())
        .doesNotContain("Lò Văn An", "name=\"words\"");
    MockHttpServletResponse late = answer(objection(notice, Ids.next(), "1"));
    assertThat(late.getStatus()).isEqualTo(422);
    assertThat(late.getContentAsString()).contains("hết niêm yết");
    assertThat(notices.objections(cast.officer, notice)).isEmpty();
  }

  @Test
  void aMachineThatObjectsAgainAndAgainWaits() throws Exception {
    UUID notice = posted();
    for (int i = 0; i < PublicFormPages.MOST_OBJECTIONS; i++) {
      assertThat(answer(objection(notice, Ids.next(), "1")).getStatus()).isEqualTo(303);
    }
    MockHttpServletResponse refused = answer(objection(notice, Ids.next(), "2"));
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString()).contains("chờ mười phút", "Hộ này chưa đủ điều kiện");
    assertThat(notices.objections(cast.officer, notice)).hasSize(PublicFormPages.MOST_OBJECTIONS);
  }

  @Test
  void whatTheOfficeWroteDownIsNotReadByItsAddress() throws Exception {
    UUID notice = posted();
    UUID id = Ids.next();
    notices
        .object(
            cast.officer,
            new Notices.NewObjection(id, notice, cast.key(0, 0), TODAY, "", "Chưa đúng"))
        .orThrow();
    assertThat(answer(get("/notices/" + notice + "/object/" + id)).getStatus()).isEqualTo(404);
  }

  private String form() {
    return "/register/" + cast.campaign + "/" + cast.village(0);
  }

  private MockHttpServletRequestBuilder registration(UUID id, String name) {
    return post(form())
        .param("form", id.toString())
        .param("name", name)
        .param("address", "Xóm trên")
        .param("phone", "0912 345 678")
        .param("agreed", "true")
        .with(csrf());
  }

  private Application registered(String name) throws Exception {
    UUID id = Ids.next();
    assertThat(answer(registration(id, name)).getStatus()).isEqualTo(303);
    return applications.one(cast.volunteer(), cast.campaign, cast.village(0), id);
  }

  @Test
  void aHouseholdRegistersByItselfAndTheVillageFindsOutWhoThatIs() throws Exception {
    String page = answer(get(form())).getContentAsString();
    assertThat(page).contains("name=\"agreed\"").doesNotContain("Quàng", "Lò Văn");
    MockHttpServletResponse empty =
        answer(post(form()).param("name", "  ").param("address", "Xóm dưới").with(csrf()));
    assertThat(empty.getStatus()).isEqualTo(422);
    assertThat(empty.getContentAsString())
        .contains("Hãy ghi họ tên", "Hãy đánh dấu đồng ý", "value=\"Xóm dưới\"");

    UUID id = Ids.next();
    String state =
        Objects.requireNonNull(answer(registration(id, "lo van bich")).getHeader("Location"));
    assertThat(answer(registration(id, "lo van bich")).getHeader("Location"))
        .as("sent twice, kept once")
        .isEqualTo(state);
    assertThat(answer(get(state)).getContentAsString())
        .contains("Đang chờ xem")
        .doesNotContain("bich", "0912");
    Application one = applications.one(cast.volunteer(), cast.campaign, cast.village(0), id);
    assertThat(one.phone()).isEqualTo("0912 345 678");
    assertThat(work.waitingFor(cast.volunteer())).hasSize(1);
    assertThat(applications.candidates(cast.volunteer(), cast.village(0), one).likely().getFirst())
        .extracting(Registrant::name)
        .isEqualTo("Lò Văn Bích");
    assertThat(cast.lines(0)).allMatch(line -> line.registeredAt() == null);

    DossierKey key =
        cast.lines(0).stream()
            .filter(line -> line.head().equals("Lò Văn Bích"))
            .findFirst()
            .orElseThrow()
            .key();
    assertThat(
            Scene.codes(
                applications.accept(cast.volunteer(), cast.campaign, cast.village(0), id, null)))
        .containsExactly("MEETING-077");
    Application accepted =
        applications.accept(cast.volunteer(), cast.campaign, cast.village(0), id, key).orThrow();
    assertThat(accepted.phone()).as("forgotten once it was answered").isEmpty();
    assertThat(registrations.lines(cast.officer, cast.campaign, cast.village(0), true))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.name()).isEqualTo("Lò Văn Bích");
              assertThat(line.how()).isEqualTo(How.ONLINE);
            });
    assertThat(answer(get(state)).getContentAsString()).contains("Đã nhận đăng ký");
    assertThat(
            Scene.codes(
                applications.decline(
                    cast.officer, cast.campaign, cast.village(0), id, "Không có trong sổ")))
        .as("the second officer sees who answered first")
        .containsExactly("MEETING-076");
    assertThat(work.waitingFor(cast.volunteer())).isEmpty();
  }

  @Test
  void whoIsRegisteredAlreadyIsNotRegisteredTwiceAndTheReasonIsRead() throws Exception {
    DossierKey key = cast.key(0, 0);
    registrations
        .register(cast.volunteer(), cast.campaign, cast.village(0), List.of(key), How.PAPER)
        .orThrow();
    Application one = registered(cast.line(key).head());
    assertThat(applications.candidates(cast.volunteer(), cast.village(0), one).registered())
        .hasSize(1);
    assertThat(
            Scene.codes(
                applications.accept(
                    cast.volunteer(), cast.campaign, cast.village(0), one.id(), key)))
        .containsExactly("MEETING-078");
    assertThat(
            Scene.codes(
                applications.decline(
                    cast.volunteer(), cast.campaign, cast.village(0), one.id(), "")))
        .containsExactly("RECOGNITION-043");
    applications
        .decline(
            cast.volunteer(), cast.campaign, cast.village(0), one.id(), "Hộ này đã đăng ký giấy")
        .orThrow();
    assertThat(answer(get("/register/state").param("code", one.grouped())).getContentAsString())
        .contains("Hộ này đã đăng ký giấy");
  }

  private void reorganise(String code, Link... links) {
    reorganisations
        .apply(
            cast.province,
            cast.place.province(),
            LocalDate.of(2026, 5, 1),
            Decree.of(code),
            DeclaredChanges.none().with(links))
        .orThrow();
  }

  private Actor leader(String village) {
    int id =
        areas.children(cast.commune).stream()
            .filter(one -> one.name().equals(village))
            .findFirst()
            .orElseThrow()
            .id();
    return cast.person("Trưởng " + village, Role.VOLUNTEER, id);
  }

  private void waitsFor(Actor leader, Application one) {
    int village = leader.grants().getFirst().areaId();
    assertThat(work.waitingFor(leader))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item.href())
                    .isEqualTo(
                        "/campaigns/" + cast.campaign + "/villages/" + village + "/applications"));
    assertThat(applications.of(leader, cast.campaign, village))
        .extracting(Application::id)
        .containsExactly(one.id());
  }

  @Test
  void anApplicationOfAVillageThatWasMergedWaitsInTheNewOne() throws Exception {
    Application one = registered("Lò Văn An");
    Area first = areas.byId(cast.village(0));
    Area second = areas.byId(cast.village(1));
    After common = new After(first.code() + "C", "Bản Chung", "VILLAGE", "");
    reorganise(
        "5/NQ",
        new Link(0, Before.of(first), common, Extent.WHOLE),
        new Link(0, Before.of(second), common, Extent.WHOLE));
    Actor leader = leader("Bản Chung");
    waitsFor(leader, one);
    assertThat(answer(get(form())).getStatus())
        .as("the sheet on the wall still leads")
        .isEqualTo(200);
    int village = leader.grants().getFirst().areaId();
    DossierKey key = applications.candidates(leader, village, one).likely().getFirst().key();
    applications.accept(leader, cast.campaign, village, one.id(), key).orThrow();
    assertThat(work.waitingFor(leader)).isEmpty();
  }

  @Test
  void anApplicationOfAVillageThatWasDividedWaitsInItsParts() throws Exception {
    Application one = registered("Lò Văn An");
    Area village = areas.byId(cast.village(0));
    reorganise(
        "6/NQ",
        new Link(
            0,
            Before.of(village),
            new After(village.code() + "A", "Bản Trên", "VILLAGE", ""),
            Extent.PART),
        new Link(
            0,
            Before.of(village),
            new After(village.code() + "B", "Bản Dưới", "VILLAGE", ""),
            Extent.PART));
    waitsFor(leader("Bản Trên"), one);
    Actor leader = leader("Bản Dưới");
    waitsFor(leader, one);
    applications
        .decline(
            leader,
            cast.campaign,
            leader.grants().getFirst().areaId(),
            one.id(),
            "Không ở bản nào trong hai bản")
        .orThrow();
    assertThat(work.waitingFor(leader("Bản Trên"))).isEmpty();
  }

  @Test
  void anotherVillageOrCommuneFindsNothing() throws Exception {
    Application one = registered("Lò Văn An");
    assertThatThrownBy(
            () ->
                applications.one(cast.volunteers.get(1), cast.campaign, cast.village(0), one.id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> applications.one(cast.officer, cast.campaign, cast.village(1), one.id()))
        .isInstanceOf(NotFoundException.class);
    assertThat(answer(get("/register/state").param("code", "ABCDEFGH")).getStatus()).isEqualTo(422);
  }

  @Test
  void nobodyRegistersWhereThereIsNothingToRegisterFor() throws Exception {
    assertThat(
            answer(get("/register/" + cast.campaign + "/" + cast.place.communes().get(1)))
                .getStatus())
        .isEqualTo(404);
    jdbc.sql("update recognition.campaign set training = true where campaign_id = :id")
        .param("id", cast.campaign)
        .update();
    assertThat(answer(get(form())).getStatus()).as("a training campaign").isEqualTo(404);
  }
}
