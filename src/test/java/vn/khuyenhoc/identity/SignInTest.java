package vn.khuyenhoc.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.ActorSource;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Who comes in, who does not, and what a refusal gives away. */
@ModuleTest
class SignInTest {

  private static final String GOOD = "rừng ban mùa hạ";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Autowired private MockMvc mvc;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private SignedIn signedIn;
  @Autowired private Passwords passwords;
  @Autowired private Entrance entrance;
  @Autowired private DemoAccounts demonstration;

  private SmallProvince province;
  private String login;
  private Actor officer;
  private String address;

  @BeforeEach
  void anOfficerWithAPassword() {
    int number = NUMBER.incrementAndGet();
    province = SmallProvince.in(areas, builtIn);
    officer = signedIn.actor(Role.COMMUNE_OFFICER, province.communes().getFirst(), "Lò Văn An");
    login = "lovanan" + number;
    address = "192.0.2." + number;
    jdbc.sql(
            "update identity.account set login = :login, password_hash = :hash where account_id = :id")
        .param("login", login)
        .param("hash", passwords.hash(GOOD))
        .param("id", officer.accountId())
        .update();
  }

  private MockHttpServletResponse signIn(String typedLogin, String password) throws Exception {
    return send(
        post("/sign-in").param("login", typedLogin).param("password", password).with(csrf()));
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
    return mvc.perform(
            request.with(
                one -> {
                  one.setRemoteAddr(address);
                  return one;
                }))
        .andReturn()
        .getResponse();
  }

  private static Cookie device(MockHttpServletResponse response) {
    return Objects.requireNonNull(response.getCookie(ActorSource.COOKIE), "nobody was signed in");
  }

  private long entries(String action, String subject) {
    return jdbc.sql(
            "select count(*) from platform.journal where action = :action and subject = :subject")
        .param("action", action)
        .param("subject", subject)
        .query(Long.class)
        .single();
  }

  @Test
  void leadsWhoIsNotSignedInToTheSignInPageAndBack() throws Exception {
    mvc.perform(get("/work"))
        .andExpect(status().isSeeOther())
        .andExpect(header().string("Location", "/sign-in?back=%2Fwork"));
    MockHttpServletResponse response =
        send(
            post("/sign-in")
                .param("login", login)
                .param("password", GOOD)
                .param("back", "/account?x=1")
                .with(csrf()));
    assertThat(response.getStatus()).isEqualTo(303);
    assertThat(response.getHeader("Location")).isEqualTo("/account?x=1");
  }

  @Test
  void neverLeadsToAnotherSite() throws Exception {
    for (String back : List.of("//example.org", "https://example.org", "/\\example.org", "x")) {
      MockHttpServletResponse response =
          send(
              post("/sign-in")
                  .param("login", login)
                  .param("password", GOOD)
                  .param("back", back)
                  .with(csrf()));
      assertThat(response.getHeader("Location")).isEqualTo("/work");
    }
  }

  @Test
  void showsTheirWorkToWhoSignsInWithTheRightPassword() throws Exception {
    MockHttpServletResponse response = signIn(" " + login.toUpperCase(java.util.Locale.ROOT), GOOD);
    assertThat(response.getStatus()).isEqualTo(303);
    Cookie device = device(response);
    assertThat(device.isHttpOnly()).isTrue();
    assertThat(device.getAttribute("SameSite")).isEqualTo("Lax");
    String page =
        mvc.perform(get("/work").cookie(device))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(page).contains("Lò Văn An", "Cán bộ xã, phường", "Xã Thượng");
    assertThat(
            jdbc.sql(
                    "select count(*) from identity.device where token_sha256 = convert_to(:token, 'UTF8')")
                .param("token", device.getValue())
                .query(Long.class)
                .single())
        .as("the cookie itself is kept nowhere")
        .isZero();
  }

  @Test
  void keepsAnOfficerTwelveHoursFourteenDaysOnAKnownDeviceAndAVolunteerSixtyDays()
      throws Exception {
    device(signIn(login, GOOD));
    device(
        send(
            post("/sign-in")
                .param("login", login)
                .param("password", GOOD)
                .param("remember", "true")
                .with(csrf())));
    assertThat(keptHours()).containsExactly(12, 14 * 24);
    jdbc.sql("update identity.role_grant set role = 'VOLUNTEER' where account_id = :id")
        .param("id", officer.accountId())
        .update();
    device(signIn(login, GOOD));
    assertThat(keptHours()).containsExactly(12, 14 * 24, 60 * 24);
  }

  private List<Integer> keptHours() {
    return jdbc.sql(
            "select kept_hours from identity.device where account_id = :id order by device_id")
        .param("id", officer.accountId())
        .query(Integer.class)
        .list();
  }

  @Test
  void refusesAWrongPasswordLikeAnUnknownAccount() throws Exception {
    MockHttpServletResponse wrong = signIn(login, "something else");
    MockHttpServletResponse unknown = signIn("nobody" + login, "something else");
    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat(unknown.getStatus()).isEqualTo(422);
    assertThat(wrong.getContentAsString()).contains("Tên đăng nhập hoặc mật khẩu không đúng");
    assertThat(plain(unknown).replace("nobody" + login, login)).isEqualTo(plain(wrong));
  }

  private static String plain(MockHttpServletResponse response) throws Exception {
    return response.getContentAsString().replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }

  @Test
  void locksAnAccountAfterFiveWrongPasswordsWithoutSayingSo() throws Exception {
    String wrong = "";
    for (int i = 0; i < SignIn.MOST_FAILURES; i++) {
      wrong = plain(signIn(login, "wrong " + i));
    }
    MockHttpServletResponse locked = signIn(login, GOOD);
    assertThat(locked.getStatus()).isEqualTo(422);
    assertThat(plain(locked)).isEqualTo(wrong);
    String subject = "account/" + officer.accountId();
    assertThat(entries("account.lock", subject)).isEqualTo(1);
    assertThat(entries("sign-in.refuse", subject)).isEqualTo(1);
    jdbc.sql("update identity.account set locked_until = :past where account_id = :id")
        .param("past", java.sql.Timestamp.from(vn.khuyenhoc.support.TestClock.NOW))
        .param("id", officer.accountId())
        .update();
    assertThat(signIn(login, GOOD).getStatus()).isEqualTo(303);
  }

  @Test
  void forgetsWrongPasswordsOnceTheRightOneIsGiven() throws Exception {
    for (int round = 0; round < 2; round++) {
      for (int i = 1; i < SignIn.MOST_FAILURES; i++) {
        assertThat(signIn(login, "wrong").getStatus()).isEqualTo(422);
      }
      assertThat(signIn(login, GOOD).getStatus()).isEqualTo(303);
    }
  }

  @Test
  void letsAnAddressWaitThatFailsTooOften() throws Exception {
    for (int i = 0; i < Attempts.MOST; i++) {
      send(post("/sign-in/slip").param("code", "AAAAA-AAAAA").with(csrf()));
    }
    MockHttpServletResponse response = signIn(login, GOOD);
    assertThat(response.getStatus()).isEqualTo(422);
    assertThat(response.getContentAsString()).contains("Hãy đợi 10 phút");
    address = "198.51.100.7";
    assertThat(signIn(login, GOOD).getStatus()).isEqualTo(303);
  }

  @Test
  void letsNobodyInWhoseAccountOrRolesEnded() throws Exception {
    jdbc.sql("update identity.role_grant set ended_at = now() where account_id = :id")
        .param("id", officer.accountId())
        .update();
    assertThat(signIn(login, GOOD).getStatus()).isEqualTo(422);
  }

  @Test
  void needsTheTokenOfTheForm() throws Exception {
    assertThat(send(post("/sign-in").param("login", login).param("password", GOOD)).getStatus())
        .isEqualTo(403);
  }

  @Test
  void signsOutTheDeviceThatAsks() throws Exception {
    Cookie device = device(signIn(login, GOOD));
    mvc.perform(post("/sign-out").cookie(device).with(csrf()))
        .andExpect(status().isSeeOther())
        .andExpect(header().string("Location", "/sign-in"));
    mvc.perform(get("/work").cookie(device)).andExpect(status().isSeeOther());
  }

  @Test
  void endsAnExpiredDevice() throws Exception {
    Cookie device = device(signIn(login, GOOD));
    jdbc.sql("update identity.device set expires_at = :now where account_id = :id")
        .param("now", java.sql.Timestamp.from(vn.khuyenhoc.support.TestClock.NOW))
        .param("id", officer.accountId())
        .update();
    mvc.perform(get("/work").cookie(device)).andExpect(status().isSeeOther());
  }

  @Test
  void prolongsADeviceThatIsUsed() throws Exception {
    Cookie device = device(signIn(login, GOOD));
    jdbc.sql(
            """
            update identity.device set last_seen_at = last_seen_at - interval '1 hour',
                   expires_at = expires_at - interval '1 hour' where account_id = :id
            """)
        .param("id", officer.accountId())
        .update();
    mvc.perform(get("/work").cookie(device)).andExpect(status().isOk());
    assertThat(
            jdbc.sql(
                    "select expires_at = last_seen_at + interval '12 hours' and last_seen_at = :now from identity.device where account_id = :id")
                .param("now", java.sql.Timestamp.from(vn.khuyenhoc.support.TestClock.NOW))
                .param("id", officer.accountId())
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void makesTheFirstAdministratorByALinkThatWorksOnce() throws Exception {
    jdbc.sql("update identity.role_grant set ended_at = now() where role = 'ADMINISTRATOR'")
        .update();
    List<String> lines = entrance.lines(false, "http://localhost:8080");
    assertThat(lines).hasSize(2);
    String path = lines.getLast().strip().substring("http://localhost:8080".length());
    assertThat(send(get(path)).getStatus()).isEqualTo(200);
    MockHttpServletResponse refused =
        send(
            post(path)
                .param("name", "")
                .param("login", "quantri")
                .param("password", "quantri2026")
                .param("again", "other")
                .with(csrf()));
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString())
        .contains(
            "Hãy điền họ và tên", "Mật khẩu chứa tên đăng nhập", "quá dễ đoán", "không giống nhau");
    MockHttpServletRequestBuilder good =
        post(path)
            .param("name", "Cầm Thị Hoa")
            .param("login", "hoa.quantri" + login)
            .param("password", GOOD)
            .param("again", GOOD)
            .with(csrf());
    MockHttpServletResponse accepted = send(good);
    assertThat(accepted.getStatus()).isEqualTo(303);
    mvc.perform(get("/work").cookie(device(accepted))).andExpect(status().isOk());
    assertThat(send(good).getStatus()).isEqualTo(410);
    assertThat(send(get(path)).getStatus()).isEqualTo(410);
    assertThat(entrance.lines(false, "http://localhost:8080")).isEmpty();
    jdbc.sql("update identity.role_grant set ended_at = now() where role = 'ADMINISTRATOR'")
        .update();
  }

  @Test
  void aNewStartEndsTheLinkBefore() throws Exception {
    jdbc.sql("update identity.role_grant set ended_at = now() where role = 'ADMINISTRATOR'")
        .update();
    String before = entrance.lines(false, "").getLast().strip();
    String after = entrance.lines(false, "").getLast().strip();
    assertThat(send(get(before)).getStatus()).isEqualTo(410);
    assertThat(send(get(after)).getStatus()).isEqualTo(200);
  }

  @Test
  void demonstrationLinksWorkOnTheSameMachineOnlyAndOnlyInADemonstration() throws Exception {
    demonstration.loadOnce("demo", Actor.operator("test", areas.nation().id()));
    demonstration.loadOnce("demo", Actor.operator("test", areas.nation().id()));
    List<String> lines = entrance.lines(true, "http://127.0.0.1:8080");
    String path = lines.getLast().substring(lines.getLast().indexOf("/sign-in/demo/"));
    assertThat(lines.getLast()).contains("Quản trị hệ thống");

    assertThat(send(get(path)).getStatus()).isEqualTo(404);
    address = "127.0.0.1";
    assertThat(send(get(path).header("X-Forwarded-For", "203.0.113.9")).getStatus()).isEqualTo(404);
    for (int i = 0; i < 2; i++) {
      MockHttpServletResponse response = send(get(path));
      assertThat(response.getHeader("Location")).isEqualTo("/work");
      assertThat(
              mvc.perform(get("/work").cookie(device(response)))
                  .andReturn()
                  .getResponse()
                  .getContentAsString())
          .contains("Quản trị mẫu");
    }
    assertThat(
            jdbc.sql(
                    "select count(*) from identity.account where login like 'sample.%' and password_hash is not null")
                .query(Long.class)
                .single())
        .isZero();
    entrance.lines(false, "http://127.0.0.1:8080");
    assertThat(send(get(path)).getStatus()).isEqualTo(404);
  }
}
