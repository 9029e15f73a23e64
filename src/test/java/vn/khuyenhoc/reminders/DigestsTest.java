package vn.khuyenhoc.reminders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ActorLookup;
import vn.khuyenhoc.platform.ReminderSource.Reminder;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.platform.mail.Mailer;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.TestClock;

/** Letters to a mail server of one's own, and what becomes of them when it fails. */
@ModuleTest
class DigestsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
  private static final Pattern STOP = Pattern.compile("/reminders/stop/[\\w-]+");
  private static final Pattern CONFIRM = Pattern.compile("/reminders/confirm/([\\w-]+)");

  @Autowired private ReminderTable table;
  @Autowired private ActorLookup actors;
  @Autowired private Languages languages;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private MockMvc mvc;

  private final MovingClock clock = new MovingClock();
  private GreenMail server;
  private Reminders reminders;
  private Digests digests;
  private Actor officer;
  private LocalDate due = TODAY.plusDays(3);

  /** A clock that goes on when it is told to. */
  private static final class MovingClock extends Clock {
    private Instant now = TestClock.NOW;

    void after(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("Asia/Ho_Chi_Minh");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now, zone);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void anOfficerAndAServer() {
    jdbc.sql("update reminders.letter set state = 'NOTHING', sent_at = null, problem = ''")
        .update();
    jdbc.sql("update reminders.address set stopped_at = now()").update();
    SmallProvince place = SmallProvince.in(areas, builtIn);
    officer = signedIn.actor(Role.COMMUNE_OFFICER, place.communes().getFirst(), "Quàng Thị Lan");
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    on(server.getSmtp().getPort());
  }

  private void on(int port) {
    Mailer mailer =
        new Mailer("127.0.0.1", port, "", "", "nhacviec@vidu.vn", Mailer.Security.NONE, clock);
    reminders =
        new Reminders(
            List.of(
                actor ->
                    List.of(
                        new Reminder(
                            "campaign-1-council",
                            Sentence.of("deadlines.of", "Gia đình học tập 2026", "Hội đồng"),
                            due,
                            12,
                            "/campaigns/1"))),
            table,
            actors,
            mailer,
            languages,
            clock);
    digests =
        new Digests(reminders, table, actors, mailer, languages, clock, "07:00", "14,7,3,1,0");
  }

  @AfterEach
  void serverStops() {
    server.stop();
  }

  private MimeMessage letter(int place) {
    return server.getReceivedMessages()[place];
  }

  private void confirmed() throws Exception {
    reminders.ask(officer, "lan@vidu.vn", "https://kh.vidu.vn").orThrow();
    digests.send();
    Matcher link = CONFIRM.matcher((String) letter(0).getContent());
    assertThat(link.find()).isTrue();
    reminders.confirm(link.group(1));
  }

  @Test
  void anAddressIsConfirmedByItsLinkAndThenGetsOneLetterADay() throws Exception {
    reminders.ask(officer, "lan@vidu.vn", "https://kh.vidu.vn").orThrow();
    assertThat(digests.write()).as("nobody reads there yet").isZero();
    assertThat(digests.send()).isEqualTo(1);
    assertThat(letter(0).getSubject()).isEqualTo("Xác nhận địa chỉ nhận thư nhắc việc");
    assertThat(letter(0).getAllRecipients()[0].toString()).isEqualTo("lan@vidu.vn");
    Matcher link = CONFIRM.matcher((String) letter(0).getContent());
    assertThat(link.find()).isTrue();
    reminders.toConfirm(link.group(1));
    assertThat(digests.write()).as("looking at the link confirms nothing").isZero();
    reminders.confirm(link.group(1));
    assertThat(digests.write()).isEqualTo(1);
    assertThat(digests.write()).as("one a day").isZero();
    assertThat(digests.send()).isEqualTo(1);
    assertThat(digests.send()).isZero();
    MimeMessage digest = letter(1);
    assertThat(digest.getSubject()).isEqualTo("Việc đến hạn, ngày 02/11/2026");
    assertThat(digest.getContentType()).startsWith("text/plain").containsIgnoringCase("utf-8");
    assertThat((String) digest.getContent())
        .contains(
            "Chào Quàng Thị Lan.",
            "Gia đình học tập 2026: Hội đồng: hạn 05/11/2026 (còn 3 ngày), 12 việc chờ",
            "https://kh.vidu.vn/campaigns/1",
            "Thôi nhận thư: https://kh.vidu.vn/reminders/stop/");
    assertThat(digest.getHeader("List-Unsubscribe")[0]).contains("/reminders/stop/");
    assertThat(digest.getMessageID()).endsWith("@khuyenhoc>");
  }

  @Test
  void nothingIsSentOnDaysOnWhichNothingIsToBeSaid() throws Exception {
    confirmed();
    due = TODAY.plusDays(5);
    assertThat(digests.write()).isZero();
    clock.after(Duration.ofDays(2));
    assertThat(digests.write()).as("three days before").isEqualTo(1);
  }

  @Test
  void whatWasPutOffIsNotInTheLetter() throws Exception {
    confirmed();
    reminders.quieten(officer, "campaign-1-council", 0);
    assertThat(reminders.of(officer)).singleElement().matches(Reminded::quiet);
    assertThat(digests.write()).isZero();
    reminders.quieten(officer, "campaign-1-council", -1);
    assertThat(reminders.of(officer)).singleElement().matches(one -> !one.quiet());
  }

  @Test
  void whoeverStopsGetsNoMore() throws Exception {
    confirmed();
    String token = reminders.address(officer).orElseThrow().stopToken();
    reminders.stop(token);
    assertThat(digests.write()).isZero();
  }

  @Test
  void theLinkInALetterStopsThemOnlyOnceItIsConfirmedThere() throws Exception {
    confirmed();
    assertThat(digests.write()).isEqualTo(1);
    digests.send();
    Matcher link = STOP.matcher((String) letter(1).getContent());
    assertThat(link.find()).isTrue();
    assertThat(letter(1).getHeader("List-Unsubscribe")[0]).contains(link.group());
    MockHttpServletResponse asked = mvc.perform(get(link.group())).andReturn().getResponse();
    assertThat(asked.getStatus()).isEqualTo(200);
    assertThat(asked.getContentAsString(StandardCharsets.UTF_8))
        .contains("lan@vidu.vn", "Thôi nhận thư");
    assertThat(reminders.address(officer).orElseThrow().stoppedAt())
        .as("programs follow links too")
        .isNull();
    MockHttpServletResponse stopped =
        mvc.perform(post(link.group()).with(csrf())).andReturn().getResponse();
    assertThat(stopped.getContentAsString(StandardCharsets.UTF_8))
        .contains("Đã thôi gửi thư nhắc việc đến lan@vidu.vn");
    assertThat(reminders.address(officer).orElseThrow().stoppedAt()).isNotNull();
    clock.after(Duration.ofDays(2));
    assertThat(digests.write()).isZero();
    assertThat(mvc.perform(get("/reminders/stop/nobody")).andReturn().getResponse().getStatus())
        .isEqualTo(404);
  }

  @Test
  void afterACrashWhatWaitedIsSentAndWhatWasBeingSentIsNot() throws Exception {
    confirmed();
    assertThat(digests.write()).isEqualTo(1);
    ReminderTable.Waiting one = table.waiting(clock.instant(), 10).getFirst();
    table.claim(one.id(), clock.instant());
    clock.after(Duration.ofHours(1));
    on(server.getSmtp().getPort());
    assertThat(digests.write()).isZero();
    assertThat(digests.send()).isZero();
    assertThat(server.getReceivedMessages()).hasSize(1);
    clock.after(Duration.ofDays(1));
    due = TODAY.plusDays(2);
    assertThat(digests.write()).isEqualTo(1);
    on(server.getSmtp().getPort());
    assertThat(digests.send()).isEqualTo(1);
    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  @Test
  void aServerThatFailsIsTriedAgainLaterAndToldOf() throws Exception {
    confirmed();
    int port = server.getSmtp().getPort();
    server.stop();
    assertThat(digests.write()).isEqualTo(1);
    assertThat(digests.send()).isZero();
    assertThat(reminders.trouble()).isPresent();
    assertThat(digests.send()).as("not at once").isZero();
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    clock.after(Duration.ofMinutes(6));
    assertThat(digests.send()).isEqualTo(1);
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(reminders.trouble()).isEmpty();
  }

  @Test
  void anAddressThatIsNoneIsRefusedAndNobodyIsFloodedWithLetters() {
    for (String wrong :
        List.of(
            "",
            "lan",
            "lan@",
            "lan@vidu",
            "lan lan@vidu.vn",
            "lạn@vidu.vn",
            "a@b.vn\nBcc: c@d.vn")) {
      assertThat(reminders.ask(officer, wrong, "https://kh.vidu.vn").problems())
          .as(wrong)
          .extracting(problem -> problem.code().code())
          .containsExactly("REMINDERS-001");
    }
    reminders.ask(officer, "lan@vidu.vn", "https://kh.vidu.vn").orThrow();
    assertThat(reminders.ask(officer, "lan@vidu.vn", "https://kh.vidu.vn").problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("REMINDERS-003");
  }
}
