package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.ReminderSource.Reminder;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.recognition.Recognition.OpenCampaign;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;
import vn.khuyenhoc.registry.BodyKind;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.Statements;

/** What comes due, what is late and whose turn it is, at every level; and reminders of it. */
@ModuleTest
@Import(Scene.class)
class DeadlinesTest {

  private static final LocalDate DUE = LocalDate.of(2026, 12, 15);

  @Autowired private Recognition recognition;
  @Autowired private Registrations registrations;
  @Autowired private Deadlines deadlines;
  @Autowired private Bodies bodies;
  @Autowired private Scene scene;
  @Autowired private SignedIn signedIn;
  @Autowired private MockMvc mvc;
  @Autowired private JdbcClient jdbc;

  private Scene.Cast cast;

  @BeforeEach
  void twoVillages() {
    cast = scene.cast();
    cast.households(0, 3);
    cast.households(1, 2);
  }

  private void whole() {
    cast.campaign =
        recognition
            .openCampaign(
                cast.province,
                new OpenCampaign(
                    2026,
                    cast.place.province(),
                    cast.set.id(),
                    DUE,
                    BuiltInProcedures.whole(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD)))
            .orThrow();
  }

  private void dueOn(LocalDate day) {
    jdbc.sql("update recognition.campaign set due_on = :day where campaign_id = :id")
        .param("day", Date.valueOf(day))
        .param("id", cast.campaign)
        .update();
  }

  private Deadline one(Actor actor, StepKind kind, boolean send) {
    return deadlines.of(actor).all().stream()
        .filter(one -> one.kind() == kind && one.send() == send)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyLevelSeesItsTurnAndHowMuchWaits() {
    cast.open();
    Deadline village = one(cast.volunteer(), StepKind.SELF_ASSESSMENT, false);
    assertThat(village.waiting()).isEqualTo(3);
    assertThat(village.mine()).isTrue();
    assertThat(village.due()).isEqualTo(DUE);
    assertThat(village.href())
        .isEqualTo("/campaigns/" + cast.campaign + "/villages/" + cast.village(0) + "/next");
    Deadline commune = one(cast.officer, StepKind.SELF_ASSESSMENT, false);
    assertThat(commune.waiting()).isEqualTo(5);
    assertThat(commune.mine()).isFalse();
    assertThat(one(cast.province, StepKind.SELF_ASSESSMENT, false).waiting()).isEqualTo(5);
    cast.score(0, 0);
    assertThat(one(cast.volunteer(), StepKind.APPRAISAL, true).waiting()).isEqualTo(3);
    cast.send(0);
    assertThat(one(cast.officer, StepKind.SELF_ASSESSMENT, false).waiting()).isEqualTo(2);
    assertThat(deadlines.of(cast.officer).below()).isEmpty();
  }

  @Test
  void aProcedureWithEveryStepHasEveryDay() {
    whole();
    assertThat(deadlines.of(cast.volunteer()).all())
        .as("nobody has to register, and its day is past")
        .noneMatch(one -> one.kind() == StepKind.REGISTRATION);
    registrations
        .register(cast.volunteer(), cast.campaign, cast.village(0), null, Registrations.How.PAPER)
        .orThrow();
    cast.score(0, 0);
    Deadline meeting = one(cast.volunteer(), StepKind.VILLAGE_MEETING, false);
    assertThat(meeting.due()).isEqualTo(LocalDate.of(2026, 11, 25));
    assertThat(meeting.waiting()).isEqualTo(3);
    assertThat(meeting.mine()).isTrue();
    assertThat(one(cast.officer, StepKind.VILLAGE_MEETING, false).waiting()).isEqualTo(3);
    assertThat(one(cast.province, StepKind.VILLAGE_MEETING, false).waiting()).isEqualTo(3);
    assertThat(deadlines.of(cast.officer).all())
        .as("nothing waits for the council yet")
        .noneMatch(one -> one.kind() == StepKind.COUNCIL)
        .allMatch(one -> one.waiting() > 0);
    assertThat(deadlines.remindersFor(cast.officer)).isEmpty();
    assertThat(deadlines.remindersFor(cast.volunteer()))
        .filteredOn(one -> one.key().endsWith("-village_meeting"))
        .extracting(Reminder::href)
        .containsExactly(
            "/campaigns/" + cast.campaign + "/villages/" + cast.village(0) + "/meeting");
  }

  @Test
  void whatIsLateIsSeenFromAbove() {
    cast.open();
    cast.score(1, 0);
    cast.send(1);
    dueOn(LocalDate.of(2026, 10, 31));
    LocalDate today = LocalDate.of(2026, 11, 2);
    Deadline late = one(cast.volunteer(), StepKind.SELF_ASSESSMENT, false);
    assertThat(late.late(today)).isTrue();
    assertThat(late.days(today)).isEqualTo(-2);
    assertThat(deadlines.of(cast.officer).below())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.areaId()).isEqualTo(cast.village(0));
              assertThat(one.waiting()).isEqualTo(3);
            });
    assertThat(deadlines.of(cast.province).all())
        .anyMatch(one -> one.late(today) && one.waiting() == 3);
    assertThat(deadlines.remindersFor(cast.officer))
        .as("reminded of what is late below")
        .extracting(Reminder::key)
        .contains("campaign-" + cast.campaign + "-self_assessment");
  }

  @Test
  void aDossiersOwnPageHasEveryStepWithTheBodyTheDayAndWhereItStands() throws Exception {
    whole();
    bodies
        .add(
            cast.officer,
            Ids.next(),
            cast.commune,
            new Body.Entry(
                BodyKind.STUDY_PROMOTION_ASSOCIATION,
                "Hội Khuyến học Xã Thượng",
                "",
                LocalDate.of(2025, 7, 1),
                null,
                ""))
        .orThrow();
    registrations
        .register(cast.volunteer(), cast.campaign, cast.village(0), null, Registrations.How.PAPER)
        .orThrow();
    cast.score(0, 0);
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, cast.commune, "Cán bộ đọc hồ sơ");
    assertThat(page("/dossiers/" + cast.key(0, 0).text(), officer))
        .contains(
            "Các bước",
            "Đăng ký",
            "Họp bình xét",
            "Hạn: 25/11/2026",
            "Đang ở bước này",
            "Hội Khuyến học Xã Thượng",
            "Quyết định công nhận",
            "Chưa đến",
            "href=\"/library\"");
    assertThat(page("/deadlines", signedIn.as(Role.VOLUNTEER, cast.village(0), "Trưởng bản hạn")))
        .contains("Họp bình xét")
        .doesNotContain("Chưa có hồ sơ chờ");
  }

  @Test
  void practisingRemindsNobodyAndNobodySeesAnotherProvince() {
    recognition
        .openCampaigns(
            cast.province,
            new Recognition.OpenCampaigns(
                2026, cast.place.province(), List.of(cast.set.id()), DUE, null, true))
        .orThrow();
    assertThat(deadlines.of(cast.officer).all()).isEmpty();
    cast.open();
    assertThat(deadlines.of(scene.cast().officer).all()).isEmpty();
    assertThat(
            deadlines
                .of(
                    new Actor(
                        null,
                        null,
                        "Quản trị",
                        List.of(new Grant(Role.ADMINISTRATOR, cast.place.nation()))))
                .all())
        .isEmpty();
  }

  @Test
  void aPageTakesFewStatementsHoweverManyCampaigns() throws Exception {
    cast.open();
    List<String> before = Statements.during(() -> deadlines.of(cast.province));
    for (int year : List.of(2025, 2027)) {
      recognition
          .openCampaign(
              cast.province,
              new OpenCampaign(
                  year,
                  cast.place.province(),
                  cast.set.id(),
                  year == 2025 ? LocalDate.of(2026, 1, 31) : DUE.plusYears(1)))
          .problems();
    }
    assertThat(Statements.during(() -> deadlines.of(cast.province)).size())
        .isEqualTo(before.size())
        .isLessThanOrEqualTo(5);
  }

  @Test
  void aReminderIsPutOffOnItsPageAndLeavesTheListOfWork() throws Exception {
    cast.open();
    dueOn(LocalDate.of(2026, 11, 5));
    Cookie volunteer = signedIn.as(Role.VOLUNTEER, cast.village(0), "Trưởng bản nhắc việc");
    assertThat(page("/work", volunteer))
        .as("beside what is to be scored, not once more")
        .containsOnlyOnce("hạn 05/11/2026")
        .containsOnlyOnce("/campaigns/" + cast.campaign + "/villages/" + cast.village(0) + "\"")
        .doesNotContain("href=\"/account/reminders");
    String key = "campaign-" + cast.campaign + "-self_assessment";
    assertThat(page("/account/reminders", volunteer)).contains(key, "Nhắc lại sau 3 ngày");
    assertThat(page("/deadlines", volunteer)).contains("Đến lượt bạn", "còn 3 ngày", "3 hồ sơ chờ");
    for (String days : List.of("3", "0")) {
      mvc.perform(
              post("/account/reminders/quiet")
                  .param("key", key)
                  .param("days", days)
                  .cookie(volunteer)
                  .with(csrf()))
          .andReturn();
      assertThat(page("/work", volunteer)).doesNotContain("hạn 05/11/2026");
      assertThat(page("/account/reminders", volunteer)).contains("Nhắc lại<");
    }
    assertThat(
            mvc.perform(
                    post("/account/reminders/quiet")
                        .param("key", "campaign-0-council")
                        .cookie(volunteer)
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getStatus())
        .isEqualTo(404);
  }

  @Test
  void aCalendarIsReadByItsPrivateAddressUntilAnotherIsMade() throws Exception {
    cast.open();
    Cookie volunteer = signedIn.as(Role.VOLUNTEER, cast.village(0), "Trưởng bản có lịch");
    String first = subscription(volunteer);
    MockHttpServletResponse calendar = mvc.perform(get(first)).andReturn().getResponse();
    assertThat(calendar.getStatus()).isEqualTo(200);
    assertThat(calendar.getContentType()).startsWith("text/calendar");
    assertThat(calendar.getContentAsString(StandardCharsets.UTF_8).replace("\r\n ", ""))
        .contains(
            "UID:campaign-" + cast.campaign + "-self_assessment@khuyenhoc",
            "SUMMARY:Hạn: Gia đình học tập 2026: ",
            "DTSTART;VALUE=DATE:20261215",
            "BEGIN:VALARM");
    String second = subscription(volunteer);
    assertThat(second).isNotEqualTo(first);
    assertThat(mvc.perform(get(first)).andReturn().getResponse().getStatus()).isEqualTo(404);
    assertThat(mvc.perform(get(second)).andReturn().getResponse().getStatus()).isEqualTo(200);
    mvc.perform(post("/account/reminders/calendar/stop").cookie(volunteer).with(csrf()))
        .andReturn();
    assertThat(mvc.perform(get(second)).andReturn().getResponse().getStatus()).isEqualTo(404);
    assertThat(page("/account/reminders/calendar.ics", volunteer)).contains("BEGIN:VCALENDAR");
  }

  private String subscription(Cookie who) throws Exception {
    String page =
        mvc.perform(post("/account/reminders/calendar").cookie(who).with(csrf()))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    Matcher address = Pattern.compile("/calendar/[\\w-]+\\.ics").matcher(page);
    assertThat(address.find()).isTrue();
    return address.group();
  }

  private String page(String path, Cookie who) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(path).cookie(who)).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }
}
