package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ReminderSource.Reminder;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.recognition.Recognition;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/** On Monday 2 November 2026. */
@ModuleTest
class ObligationPagesTest {

  private static final String YEAR = "2026-01-01_2026-12-31";

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private BuiltInObligations builtInObligations;
  @Autowired private ObligationReminders reminders;
  @Autowired private Clock clock;
  @Autowired private Obligations obligations;
  @Autowired private Reorganisations reorganisations;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private Recognition recognition;
  @Autowired private JdbcClient jdbc;

  private SmallProvince place;
  private Actor keeper;
  private Cookie province;
  private Cookie commune;

  @BeforeEach
  void somebody() {
    place = SmallProvince.in(areas, builtIn);
    keeper = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Hà Văn Tỉnh");
    province = signedIn.cookie(keeper);
    commune = signedIn.as(Role.COMMUNE_OFFICER, place.communes().getFirst(), "Cầm Thị Mai");
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, Cookie who)
      throws Exception {
    MockHttpServletResponse answer = mvc.perform(request.cookie(who)).andReturn().getResponse();
    answer.setCharacterEncoding("UTF-8");
    return answer;
  }

  private String page(String path, Cookie who) throws Exception {
    MockHttpServletResponse answer = send(get(path), who);
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }

  private MockHttpServletRequestBuilder form(String path, String... fields) {
    MockHttpServletRequestBuilder form = post(path).with(csrf());
    for (int at = 0; at < fields.length; at += 2) {
      form = form.param(fields[at], fields[at + 1]);
    }
    return form;
  }

  private MockHttpServletRequestBuilder yearly(String title, String day, String... more) {
    return unconfirmed(title, day, more).param("confirmed", "on");
  }

  private MockHttpServletRequestBuilder unconfirmed(String title, String day, String... more) {
    return form("/obligations/new", more)
        .param("id", UUID.randomUUID().toString())
        .param("area", String.valueOf(place.province()))
        .param("title", title)
        .param("form", "RESULTS")
        .param("reporter", "COMMUNE")
        .param("to1", "UBND tỉnh")
        .param("side1", "COMMITTEE")
        .param("to2", "Hội Khuyến học tỉnh")
        .param("side2", "ASSOCIATION")
        .param("rhythm", "YEARLY")
        .param("first", day)
        .param("inclusive", "BEFORE")
        .param("from", "1/1/2026")
        .param("tracked", "1/1/2026");
  }

  @Test
  void whoeverMakesAreasLateAtOnceIsAskedFirst() throws Exception {
    MockHttpServletResponse asked = send(unconfirmed("Báo cáo đầu năm", "15/3"), province);
    assertThat(asked.getStatus()).isEqualTo(422);
    assertThat(asked.getContentAsString(StandardCharsets.UTF_8))
        .contains("bị tính trễ ngay: hạn 14/03/2026", "Tôi biết và vẫn ghi như vậy");
    assertThat(send(unconfirmed("Báo cáo cuối năm", "15/12"), province).getStatus()).isEqualTo(303);
    assertThat(send(yearly("Báo cáo đầu năm", "15/3"), province).getStatus()).isEqualTo(303);
  }

  @Test
  void aReportOnAYearIsNotAskedForEveryWeek() throws Exception {
    MockHttpServletResponse weekly =
        send(
            form("/obligations/new")
                .param("id", UUID.randomUUID().toString())
                .param("area", String.valueOf(place.province()))
                .param("title", "Báo cáo tuần")
                .param("form", "YEAR")
                .param("reporter", "COMMUNE")
                .param("to1", "UBND tỉnh")
                .param("side1", "COMMITTEE")
                .param("rhythm", "WEEKLY")
                .param("weekday", "5")
                .param("inclusive", "BEFORE")
                .param("from", "1/1/2026")
                .param("tracked", "1/1/2026"),
            province);
    assertThat(weekly.getStatus()).isEqualTo(422);
    assertThat(weekly.getContentAsString(StandardCharsets.UTF_8))
        .contains("“Báo cáo năm” chỉ dùng cho việc làm hằng năm");
  }

  private String added(MockHttpServletRequestBuilder form) throws Exception {
    MockHttpServletResponse answer = send(form, province);
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(303);
    return Objects.requireNonNull(answer.getHeader("Location"));
  }

  private static UUID id(String path) {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  private void report(String path, int area, String period, String stage, String sentAt) {
    Timestamp sent = sentAt.isEmpty() ? null : Timestamp.from(Instant.parse(sentAt));
    String[] days = period.split("_", -1);
    jdbc.sql(
            """
            insert into reports.report
              (area_id, obligation_id, form, period, stage, sent_version, first_sent_at, sent_at, accepted_at)
            values (:area, :id, 'RESULTS', daterange(:from::date, :to::date, '[]'), :stage,
                    case when :sent::timestamptz is not null then 1 end, :sent, :sent,
                    case when :stage = 'ACCEPTED' then :sent::timestamptz end)
            """)
        .param("area", area)
        .param("id", id(path))
        .param("from", days[0])
        .param("to", days[1])
        .param("stage", stage)
        .param("sent", sent)
        .update();
  }

  @Test
  void aYearlyReportIsAddedAndStandsInListCalendarAndAtTheCommune() throws Exception {
    String path = added(yearly("Báo cáo năm thử", "15/11"));
    assertThat(page(path, province))
        .contains("hằng năm, trước ngày 15/11", "UBND tỉnh", "Hội Khuyến học tỉnh")
        .contains("hết thứ Bảy, 14/11/2026", "rơi vào ngày nghỉ", "0 trên 2");
    assertThat(page("/obligations?q=nam thu", province)).contains("Báo cáo năm thử");
    assertThat(page("/obligations?q=khongco", province)).contains("Không có việc báo cáo nào khớp");
    assertThat(page("/obligations", commune))
        .contains("Báo cáo bạn phải gửi", "Báo cáo năm thử · năm 2026", "còn 12 ngày", "Chưa làm")
        .doesNotContain("Thêm việc báo cáo");
    assertThat(page("/obligations/calendar?month=2026-11", commune)).contains("Báo cáo năm thử");
    assertThat(page("/obligations/calendar?month=2026-10", commune))
        .doesNotContain("Báo cáo năm thử");
    assertThat(page("/obligations/calendar?month=nonsense", commune)).contains("11/2026");
  }

  @Test
  void everythingThatIsWrongWithAFormIsToldAtOnceAndWhatWasTypedStays() throws Exception {
    MockHttpServletResponse answer =
        send(
            form(
                "/obligations/new",
                "title",
                "",
                "area",
                String.valueOf(place.province()),
                "rhythm",
                "YEARLY",
                "first",
                "31/2",
                "inclusive",
                "BEFORE",
                "from",
                "1/1/2027",
                "to",
                "1/1/2026",
                "words",
                "trước ngày gì đó"),
            province);
    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
        .contains("Nhập tên việc báo cáo.", "Chọn ai phải báo cáo.", "Ghi ít nhất một nơi nhận.")
        .contains("Chọn ít nhất một loại báo cáo.", "Không có ngày này trong năm.")
        .contains("Ngày cuối sớm hơn ngày đầu.", "value=\"trước ngày gì đó\"", "value=\"31/2\"");
    assertThat(
            send(yearly("x", "15/11", "from", "1/12/2026", "to", "31/12/2026"), province)
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("Trong thời gian áp dụng không có hạn nào.");
  }

  @Test
  void aDayInThePastIsConfirmedBeforeItIsKept() throws Exception {
    MockHttpServletRequestBuilder once = past();
    MockHttpServletResponse asked = send(once, province);
    assertThat(asked.getStatus()).isEqualTo(422);
    assertThat(asked.getContentAsString(StandardCharsets.UTF_8))
        .contains("Ngày 01/10/2026 đã qua.", "Tôi biết và vẫn ghi như vậy");
    assertThat(added(past().param("confirmed", "true"))).startsWith("/obligations/");
  }

  private MockHttpServletRequestBuilder past() {
    return form(
        "/obligations/new",
        "area",
        String.valueOf(place.province()),
        "title",
        "Một lần",
        "form",
        "AD_HOC",
        "reporter",
        "COMMUNE",
        "to1",
        "UBND tỉnh",
        "side1",
        "COMMITTEE",
        "rhythm",
        "ONCE",
        "once",
        "1/10/2026",
        "inclusive",
        "UNTIL");
  }

  @Test
  void aReportDueOnTheSameDayAsItsInputIsWarnedOfAndFiveDaysAreSaid() throws Exception {
    String input = added(yearly("Báo cáo của xã", "15/11"));
    String same = added(yearly("Báo cáo cùng ngày", "15/11", "input", id(input).toString()));
    String later = added(yearly("Báo cáo năm ngày sau", "20/11", "input", id(input).toString()));
    assertThat(page(same, province)).contains("không còn ngày nào để tổng hợp");
    assertThat(page(later, province))
        .contains("còn 5 ngày để tổng hợp")
        .doesNotContain("không còn ngày nào");
    assertThat(page("/obligations?q=cung ngay", province)).contains("hạn quá sớm");
    // what needs this one cannot go into it
    MockHttpServletResponse round =
        send(
            form(
                input + "/edit",
                "version",
                "1",
                "reason",
                "thử",
                "title",
                "Báo cáo của xã",
                "form",
                "RESULTS",
                "reporter",
                "COMMUNE",
                "to1",
                "UBND tỉnh",
                "side1",
                "COMMITTEE",
                "rhythm",
                "YEARLY",
                "first",
                "15/11",
                "inclusive",
                "BEFORE",
                "input",
                id(same).toString()),
            province);
    assertThat(round.getStatus()).isEqualTo(422);
  }

  @Test
  void aReportDueBeforeTheCampaignIsOverIsWarnedOf() throws Exception {
    criteria.loadOnce();
    recognition
        .openCampaign(
            keeper,
            new Recognition.OpenCampaign(
                2026,
                place.province(),
                BuiltInCriteria.LEARNING_FAMILY,
                LocalDate.of(2026, 11, 15)))
        .orThrow();
    String path = added(yearly("Sau đợt đánh giá", "15/11", "campaign", "true"));
    assertThat(page(path, province))
        .contains("Đợt đánh giá của năm")
        .contains("sớm hơn hạn của “Đợt đánh giá của năm” (15/11/2026) 1 ngày");
  }

  @Test
  void whoIsLateIsCountedNamedFilteredAndTakenAway() throws Exception {
    String path = added(yearly("Báo cáo tháng mười", "1/11"));
    report(path, place.communes().getFirst(), YEAR, "SENT", "2026-10-31T17:30:00Z");
    String late = path + "/late?period=" + YEAR;
    // half past midnight in Vietnam: a day too late
    assertThat(page(late, province)).contains("Gửi trễ", "1 trên 2", "Chưa làm, trễ");
    assertThat(page(late + "&state=missing", province))
        .contains("Xã Hạ")
        .doesNotContain("Xã Thượng");
    assertThat(page("/obligations/late", province)).contains("Báo cáo tháng mười", "năm 2026");
    assertThat(page("/obligations/late?only=missing&q=tháng mười", province))
        .contains("Báo cáo tháng mười");
    assertThat(page(late, commune)).contains("Xã Thượng").doesNotContain("Xã Hạ");
    MockHttpServletResponse csv = send(get(path + "/late/list.csv?period=" + YEAR), province);
    assertThat(csv.getContentAsString(StandardCharsets.UTF_8))
        .contains("Xã Hạ", "Chưa làm, trễ", "Gửi trễ");
    assertThat(
            cells(
                send(get(path + "/late/list.xlsx?period=" + YEAR), province)
                    .getContentAsByteArray()))
        .contains("Xã Hạ", "Xã Thượng", "Chưa làm, trễ");
    List<Reminder> told = reminders.remindersFor(keeper);
    assertThat(told)
        .anyMatch(
            one ->
                one.href().equals(late)
                    && one.waiting() == 1
                    && one.dueOn().equals(LocalDate.of(2026, 10, 31)));
  }

  private static String cells(byte[] workbook) throws Exception {
    StringBuilder all = new StringBuilder();
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
      for (Row row : book.getFirstSheet().read()) {
        row.forEach(cell -> all.append(cell == null ? "" : cell.getText()).append('|'));
      }
    }
    return all.toString();
  }

  @Test
  void everyStateIsToldApart() throws Exception {
    String path = added(yearly("Mọi tình trạng", "20/11"));
    int first = place.communes().getFirst();
    int second = place.communes().getLast();
    report(path, first, YEAR, "DRAFT", "");
    report(path, second, YEAR, "RETURNED", "2026-10-20T01:00:00Z");
    assertThat(page(path + "/late", province)).contains("Đang soạn", "Bị trả lại", "0 trên 2");
    jdbc.sql("update reports.report set stage = 'ACCEPTED', accepted_at = now() where area_id = ?")
        .param(second)
        .update();
    assertThat(page(path + "/late", province)).contains("Đã nhận", "1 trên 2");
    jdbc.sql(
            """
            update reports.report set stage = 'SENT', sent_version = 1, first_sent_at = '2026-11-01 05:00Z',
                   sent_at = '2026-11-01 05:00Z' where area_id = ?
            """)
        .param(first)
        .update();
    assertThat(page(path + "/late", province)).contains("Gửi đúng hạn", "2 trên 2");
  }

  @Test
  void movingADayForOnePeriodOrForGoodKeepsTheHistoryAndCanBeTakenBack() throws Exception {
    String path = added(yearly("Dời hạn thử", "15/11"));
    assertThat(
            send(
                    form(
                        path + "/move",
                        "version",
                        "1",
                        "period",
                        YEAR,
                        "due",
                        "20/11/2026",
                        "scope",
                        "ONE",
                        "reason",
                        "mưa lũ"),
                    province)
                .getStatus())
        .isEqualTo(303);
    assertThat(page(path, commune))
        .contains("hết thứ Sáu, 20/11/2026 · đã dời từ 14/11/2026", "mưa lũ", "Hà Văn Tỉnh")
        .contains("hết Chủ nhật, 14/11/2027");
    assertThat(
            send(form(path + "/move/back", "period", YEAR, "reason", "đường đã thông"), province)
                .getStatus())
        .isEqualTo(303);
    assertThat(page(path, province))
        .contains("đường đã thông", "mưa lũ")
        .doesNotContain("đã dời từ");
    assertThat(
            send(
                    form(
                        path + "/move",
                        "version",
                        "1",
                        "period",
                        YEAR,
                        "due",
                        "30/11/2026",
                        "scope",
                        "ALL",
                        "reason",
                        "quy định mới"),
                    province)
                .getStatus())
        .isEqualTo(303);
    assertThat(page(path, province))
        .contains("hằng năm, trước ngày 1/12", "trước ngày 15/11", "hết thứ Hai, 30/11/2026")
        .contains("quy định mới");
    assertThat(
            send(
                    form(
                        path + "/move",
                        "version",
                        "1",
                        "period",
                        "x",
                        "due",
                        "1/1/2020",
                        "reason",
                        ""),
                    province)
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("Hà Văn Tỉnh đã sửa việc này", "Không có kỳ này.", "Nhập lý do.")
        .contains("Chọn dời chỉ kỳ này");
  }

  @Test
  void withdrawnIsOwedByNobodyUntilItIsRestored() throws Exception {
    String path = added(yearly("Thôi thử", "15/11"));
    assertThat(send(form(path + "/withdraw", "reason", ""), province).getStatus()).isEqualTo(422);
    assertThat(send(form(path + "/withdraw", "reason", "trùng"), province).getStatus())
        .isEqualTo(303);
    assertThat(page(path, province)).contains("Lý do: trùng", "Dùng lại");
    assertThat(page("/obligations", commune)).doesNotContain("Thôi thử");
    assertThat(page("/obligations?state=withdrawn", province)).contains("Thôi thử");
    assertThat(send(form(path + "/restore"), province).getStatus()).isEqualTo(303);
    assertThat(page("/obligations", commune)).contains("Thôi thử");
  }

  @Test
  void aChangeByTwoAtOnceIsToldToTheSecond() throws Exception {
    String path = added(yearly("Hai người sửa", "15/11"));
    for (int at = 0; at < 2; at++) {
      MockHttpServletResponse answer =
          send(
              form(
                  path + "/edit",
                  "version",
                  "1",
                  "reason",
                  "sửa lần " + at,
                  "title",
                  "Hai người sửa",
                  "form",
                  "RESULTS",
                  "reporter",
                  "COMMUNE",
                  "to1",
                  "UBND tỉnh",
                  "side1",
                  "COMMITTEE",
                  "rhythm",
                  "MONTHLY",
                  "day",
                  "25",
                  "inclusive",
                  "UNTIL"),
              province);
      assertThat(answer.getStatus()).isEqualTo(at == 0 ? 303 : 422);
    }
    assertThat(page(path, province)).contains("hằng tháng, đến hết ngày 25 trong tháng");
  }

  @Test
  void anEventIsRecordedAndReportsFallDueAfterIt() throws Exception {
    String path =
        added(
            form(
                "/obligations/new",
                "area",
                String.valueOf(place.province()),
                "title",
                "Sau mỗi đợt thi đua",
                "form",
                "PRELIMINARY_REVIEW",
                "reporter",
                "COMMUNE",
                "to1",
                "Văn phòng Tỉnh hội",
                "side1",
                "ASSOCIATION",
                "rhythm",
                "AFTER_EVENT",
                "daysAfter",
                "10"));
    assertThat(
            send(form(path + "/occasions", "name", ""), province)
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("Nhập tên.", "Nhập ngày");
    assertThat(
            send(form(path + "/occasions", "name", "Đợt 20/11", "happened", "20/11/2026"), province)
                .getStatus())
        .isEqualTo(303);
    assertThat(page(path, commune)).contains("Đợt 20/11", "hết thứ Hai, 30/11/2026");
    UUID occasion =
        jdbc.sql("select occasion_id from reports.obligation_occasion where obligation_id = ?")
            .param(id(path))
            .query(UUID.class)
            .single();
    report(path, place.communes().getFirst(), "2026-11-20_2026-11-20", "DRAFT", "");
    String back = path + "/occasions/withdraw";
    assertThat(
            send(form(back, "occasion", occasion.toString(), "reason", "nhầm"), province)
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("Đã có nơi làm báo cáo");
  }

  @Test
  void aReportIsAskedForOnceWithItsOwnPeriodAndDay() throws Exception {
    MockHttpServletResponse empty =
        send(form("/obligations/request", "area", String.valueOf(place.province())), province);
    assertThat(empty.getStatus()).isEqualTo(422);
    assertThat(empty.getContentAsString(StandardCharsets.UTF_8))
        .contains("Nhập tên.", "Nhập ngày", "Ghi ít nhất một nơi nhận.")
        .doesNotContain("Nhập tên việc báo cáo.");
    String path =
        added(
            form(
                "/obligations/request",
                "area",
                String.valueOf(place.province()),
                "name",
                "Báo cáo nhanh",
                "reporter",
                "COMMUNE",
                "form",
                "AD_HOC",
                "from",
                "1/10/2026",
                "to",
                "31/10/2026",
                "due",
                "5/11/2026",
                "words",
                "Số lớp đã mở",
                "to1",
                "UBND tỉnh",
                "side1",
                "COMMITTEE"));
    assertThat(page(path, commune)).contains("tháng 10 năm 2026", "hết thứ Năm, 05/11/2026");
    assertThat(page("/work", commune)).contains("Gửi báo cáo: Báo cáo nhanh");
    assertThat(page("/account/reminders", commune)).contains("Báo cáo nhanh");
  }

  @Test
  void whatIsStillFarOffStandsOnTheListOfWorkWithoutItsReminder() throws Exception {
    LocalDate day = LocalDate.now(clock).plusDays(20);
    added(yearly("Báo cáo còn lâu", day.getDayOfMonth() + "/" + day.getMonthValue()));
    assertThat(page("/work", commune)).containsOnlyOnce("Gửi báo cáo: Báo cáo còn lâu");
    assertThat(page("/account/reminders", commune)).contains("Báo cáo còn lâu");
  }

  @Test
  void whatAMergedCommuneOwedIsOwedByWhatReceivedIt() throws Exception {
    String path = added(yearly("Trước khi nhập xã", "1/10"));
    int first = place.communes().getFirst();
    int second = place.communes().getLast();
    report(path, first, YEAR, "SENT", "2026-09-20T01:00:00Z");
    After to = new After("N" + place.province(), "Xã Sáp Nhập", "COMMUNE", "");
    reorganisations
        .apply(
            keeper,
            place.province(),
            LocalDate.of(2026, 10, 15),
            Decree.of("NQ 1"),
            DeclaredChanges.none()
                .with(
                    new Link(0, Before.of(areas.byId(first)), to, Extent.WHOLE),
                    new Link(0, Before.of(areas.byId(second)), to, Extent.WHOLE)))
        .orThrow();
    String late = path + "/late?period=" + YEAR;
    assertThat(page(late, province))
        .contains("Xã Thượng", "Xã Hạ", "nay: Xã Sáp Nhập", "1 trên 2", "Chưa làm, trễ");
    int merged = areas.below(List.of(place.province()), AreaLevel.COMMUNE).getFirst().id();
    Cookie now = signedIn.as(Role.COMMUNE_OFFICER, merged, "Cán bộ xã mới");
    assertThat(page("/obligations", now)).contains("Trước khi nhập xã", "Chưa làm, trễ");
    assertThat(page(path, now)).contains("Của Xã Hạ trước khi sắp xếp");
    report(path, merged, YEAR, "SENT", "2026-10-20T01:00:00Z");
    assertThat(page(late, province)).contains("Xã Sáp Nhập đã làm thay", "2 trên 2");
  }

  @Test
  void whatSeveralCommunesOweThatAreNoMoreIsOneReportOfWhatReceivedThem() throws Exception {
    String path = added(yearly("Cùng nhập một xã", "1/10"));
    int first = place.communes().getFirst();
    int second = place.communes().getLast();
    report(path, first, YEAR, "RETURNED", "2026-09-20T01:00:00Z");
    After to = new After("N" + place.province(), "Xã Sáp Nhập", "COMMUNE", "");
    reorganisations
        .apply(
            keeper,
            place.province(),
            LocalDate.of(2026, 10, 15),
            Decree.of("NQ 1"),
            DeclaredChanges.none()
                .with(
                    new Link(0, Before.of(areas.byId(first)), to, Extent.WHOLE),
                    new Link(0, Before.of(areas.byId(second)), to, Extent.WHOLE)))
        .orThrow();
    int merged = areas.below(List.of(place.province()), AreaLevel.COMMUNE).getFirst().id();
    Cookie now = signedIn.as(Role.COMMUNE_OFFICER, merged, "Cán bộ xã mới");
    // what an area that is no more has begun is only read: what received both begins one of its own
    String begin = "/reports/new?obligation=" + path.substring(path.lastIndexOf('/') + 1);
    assertThat(page(path, now).split(Pattern.quote(begin), -1)).hasSize(2);
    assertThat(page(path, now)).contains("Xã Thượng", "Xã Hạ", "trước khi sắp xếp");
    report(path, merged, YEAR, "DRAFT", "2026-10-20T01:00:00Z");
    assertThat(page(path, now)).doesNotContain(begin).contains("trước khi sắp xếp");
  }

  @Test
  void aCommuneKeepsNoneAndAnotherProvinceSeesNothing() throws Exception {
    String path = added(yearly("Riêng của tỉnh", "15/11"));
    assertThat(send(get("/obligations/new"), commune).getStatus()).isEqualTo(403);
    assertThat(send(get(path + "/edit"), commune).getStatus()).isEqualTo(403);
    SmallProvince other = SmallProvince.in(areas, builtIn);
    Cookie stranger = signedIn.as(Role.PROVINCE_OFFICER, other.province(), "Người lạ");
    assertThat(send(get(path), stranger).getStatus()).isEqualTo(404);
    assertThat(send(get(path + "/late"), stranger).getStatus()).isEqualTo(404);
    assertThat(send(form(path + "/withdraw", "reason", "x"), stranger).getStatus()).isEqualTo(404);
  }

  @Test
  void theSourcesAreThereForTheirOwnAreaAndExamplesForOthers() throws Exception {
    builtInObligations.loadOnce();
    builtInObligations.loadOnce();
    assertThat(
            jdbc.sql("select count(*) from reports.obligation where built_in is not null")
                .query(Integer.class)
                .single())
        .isEqualTo(builtInObligations.all().size() - builtInObligations.examples().size());
    assertThat(page("/obligations/examples", province))
        .contains("huyện Tháp Mười", "tỉnh Hà Nam", "trước ngày 5/12", "S4 §IV.7");
    assertThat(page("/obligations/new?example=S4-D2", province))
        .contains("Hội Khuyến học và Khoa học lịch sử huyện", "value=\"15/11\"");
    Actor nation = signedIn.actor(Role.NATIONAL_OFFICER, place.nation(), "Cán bộ trung ương");
    Obligation yearly =
        obligations.around(nation).stream()
            .filter(one -> "QG-15-12".equals(one.builtIn()))
            .findFirst()
            .orElseThrow();
    assertThat(page(yearly.path(), signedIn.cookie(nation)))
        .contains("trước ngày 15/12", "Hội Khuyến học Việt Nam (Ban Phong trào)", "Dời hạn");
    assertThat(page(yearly.path(), province)).doesNotContain("Dời hạn<");
  }

  @Test
  void whoIsLateOverManyCommunesTakesNoMoreStatementsThanOverFew() throws Exception {
    String path = added(yearly("Nhiều xã", "1/11"));
    List<String> paths =
        List.of("/obligations", "/obligations/late", path, path + "/late", "/obligations/calendar");
    List<Integer> few = new ArrayList<>();
    for (String one : paths) {
      few.add(Statements.during(() -> send(get(one), province)).size());
    }
    List<NewArea> more = new ArrayList<>();
    for (int at = 0; at < 73; at++) {
      more.add(
          new NewArea(
              place.province(), place.province() + "x" + at, "Xã Số " + (at + 1), "COMMUNE"));
    }
    areas.add(AreaLevel.COMMUNE, more, LocalDate.of(2025, 7, 1), "test");
    added(yearly("Nhiều xã nữa", "1/11"));
    for (int at = 0; at < paths.size(); at++) {
      String one = paths.get(at);
      assertThat(Statements.during(() -> send(get(one), province)).size())
          .as(one)
          .isEqualTo(few.get(at))
          .isLessThan(30);
    }
    assertThat(page(path + "/late?size=100", province)).contains("Xã Số 73", "0 trên 75");
  }

  @Test
  void theCalendarOfAMonthWithoutReportsSaysSo() throws Exception {
    assertThat(page("/obligations/calendar?month=" + YearMonth.of(2031, 2), commune))
        .contains("Tháng này không có báo cáo nào phải gửi");
  }

  @Test
  void aReportIsBegunWhereItIsAskedForAndOpenedWhereItIsLate() throws Exception {
    String path = added(yearly("Báo cáo kết quả năm", "15/11"));
    int own = place.communes().getFirst();
    String begin = "/reports/new?obligation=" + id(path) + "&period=" + YEAR;
    assertThat(page(path, commune).replace("&amp;", "&")).contains(begin, "Lập báo cáo");
    assertThat(page(path, province)).doesNotContain("/reports/new");
    assertThat(page(begin, commune))
        .contains("Báo cáo kết quả năm", "01/01/2026", "31/12/2026")
        .containsPattern("value=\"RESULTS\"[^>]*selected");
    MockHttpServletResponse wrong =
        send(
            form("/reports/new", "obligation", id(path).toString(), "form", "RESULTS")
                .param("area", String.valueOf(own))
                .param("from", "1/1/2026")
                .param("until", "30/6/2026"),
            commune);
    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat(wrong.getContentAsString(StandardCharsets.UTF_8))
        .contains("không có kỳ này", "năm 2026", "30/6/2026");
    MockHttpServletResponse unbound =
        send(
            form("/reports/new", "obligation", id(path).toString(), "form", "RESULTS")
                .param("area", String.valueOf(place.province()))
                .param("from", "1/1/2026")
                .param("until", "31/12/2026"),
            province);
    assertThat(unbound.getStatus()).isEqualTo(422);
    assertThat(unbound.getContentAsString(StandardCharsets.UTF_8)).contains("không yêu cầu");
    MockHttpServletResponse begun =
        send(
            form("/reports/new", "obligation", id(path).toString(), "form", "RESULTS")
                .param("area", String.valueOf(own))
                .param("from", "1/1/2026")
                .param("until", "31/12/2026"),
            commune);
    assertThat(begun.getStatus()).isEqualTo(303);
    UUID report = id(Objects.requireNonNull(begun.getHeader("Location")).split("\\?", 2)[0]);
    assertThat(page(path + "/late?period=" + YEAR, commune)).contains("/reports/" + report);
    assertThat(page(path + "/late?period=" + YEAR, province)).doesNotContain("/reports/" + report);
  }
}
