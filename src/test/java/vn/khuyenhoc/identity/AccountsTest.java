package vn.khuyenhoc.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.ActorSource;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.TestClock;

/** Accounts are made, handed over and ended by those who keep them, and by nobody else. */
@ModuleTest
class AccountsTest {

  private static final String GOOD = "rừng ban mùa hạ";

  @Autowired private MockMvc mvc;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private SignedIn signedIn;
  @Autowired private Languages languages;
  @Autowired private VolunteerSheet sheets;
  @Autowired private AccountKeeping keeping;
  @Autowired private Accounts accounts;

  private SmallProvince province;
  private Actor officer;
  private Cookie device;
  private int commune;
  private int village;

  @BeforeEach
  void anOfficerOfACommune() {
    province = SmallProvince.in(areas, builtIn);
    commune = province.communes().getFirst();
    village = province.villages().getFirst();
    officer = signedIn.actor(Role.COMMUNE_OFFICER, commune, "Quàng Thị Lan");
    device = signedIn.cookie(officer);
  }

  private MockHttpServletResponse send(RequestBuilder request) throws Exception {
    return mvc.perform(request).andReturn().getResponse();
  }

  private String page(String path, Cookie who) throws Exception {
    MockHttpServletResponse response = send(get(path).cookie(who));
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString();
  }

  private MockHttpServletRequestBuilder newVolunteer(int inVillage, String name) {
    return post("/accounts/new")
        .param("commune", String.valueOf(commune))
        .param("village", String.valueOf(inVillage))
        .param("name", name)
        .param("position", "Trưởng bản")
        .cookie(device)
        .with(csrf());
  }

  private UUID volunteer(String name) throws Exception {
    MockHttpServletResponse response = send(newVolunteer(village, name));
    assertThat(response.getStatus()).isEqualTo(303);
    String location = Objects.requireNonNull(response.getHeader("Location"));
    return UUID.fromString(location.substring("/accounts/".length()));
  }

  private String slip(UUID account) throws Exception {
    MockHttpServletResponse response =
        send(
            post("/accounts/slips")
                .param("account", account.toString())
                .cookie(device)
                .with(csrf()));
    assertThat(response.getStatus()).isEqualTo(200);
    return code(response.getContentAsString());
  }

  private static String code(String page) {
    Matcher code = Pattern.compile("<p class=\"code\">([A-Z0-9-]+)</p>").matcher(page);
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private MockHttpServletResponse enter(String code) throws Exception {
    return send(
        post("/sign-in/slip")
            .param("code", code)
            .header("User-Agent", "Mozilla/5.0 (Linux; Android 9) Chrome/95.0")
            .with(csrf()));
  }

  private static Cookie device(MockHttpServletResponse response) {
    return Objects.requireNonNull(response.getCookie(ActorSource.COOKIE), "nobody was signed in");
  }

  @Test
  void aVolunteerComesInWithASlipThatWorksOnce() throws Exception {
    UUID account = volunteer("Lò Thị Một");
    String code = slip(account);
    assertThat(code).matches("[ACDEFGHJKMNPQRTUVWXY34679]{5}-[ACDEFGHJKMNPQRTUVWXY34679]{5}");
    MockHttpServletResponse response = enter(" " + code.toLowerCase(java.util.Locale.ROOT));
    assertThat(response.getHeader("Location")).isEqualTo("/account/welcome");
    Cookie phone = device(response);
    assertThat(phone.getMaxAge()).isGreaterThan(60 * 24 * 3600);
    assertThat(page("/account/welcome", phone)).contains("Chào Lò Thị Một", "Bắt đầu làm việc");
    assertThat(page("/work", phone)).contains("Cộng tác viên thôn, bản", "Bản Một, Xã Thượng");
    assertThat(page("/account", phone))
        .contains("Điện thoại Android", "Máy đang dùng", "Lò Thị Một");

    MockHttpServletResponse again = enter(code);
    assertThat(again.getStatus()).isEqualTo(422);
    assertThat(again.getContentAsString()).contains("Mã này đã được dùng");
    assertThat(page("/accounts", device)).contains("Lò Thị Một", "Đã vào");
    assertThat(
            jdbc.sql(
                    "select count(*) from platform.journal where details::text like '%' || :code || '%'")
                .param("code", code)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aVolunteerMayChooseAPinForAnotherDevice() throws Exception {
    UUID account = volunteer("Lò Thị Pin");
    Cookie phone = device(enter(slip(account)));
    MockHttpServletResponse weak =
        send(
            post("/account/password")
                .param("password", "123456")
                .param("again", "123456")
                .param("welcome", "true")
                .cookie(phone)
                .with(csrf()));
    assertThat(weak.getStatus()).isEqualTo(422);
    assertThat(weak.getContentAsString()).contains("quá dễ đoán");
    MockHttpServletResponse good =
        send(
            post("/account/password")
                .param("password", "730184")
                .param("again", "730184")
                .param("welcome", "true")
                .cookie(phone)
                .with(csrf()));
    assertThat(good.getHeader("Location")).isEqualTo("/work");
    String login = accounts.byId(officer, account).login();
    assertThat(login).startsWith("lothipin");
    MockHttpServletResponse elsewhere =
        send(post("/sign-in").param("login", login).param("password", "730184").with(csrf()));
    assertThat(elsewhere.getStatus()).isEqualTo(303);

    MockHttpServletResponse wrong =
        send(
            post("/account/password")
                .param("present", "000000")
                .param("password", "914520")
                .param("again", "914520")
                .cookie(phone)
                .with(csrf()));
    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat(wrong.getContentAsString()).contains("Mật khẩu hiện tại không đúng");
    MockHttpServletResponse changed =
        send(
            post("/account/password")
                .param("present", "730184")
                .param("password", "914520")
                .param("again", "914520")
                .cookie(phone)
                .with(csrf()));
    assertThat(changed.getStatus()).isEqualTo(303);
    assertThat(send(get("/work").cookie(phone)).getStatus()).isEqualTo(200);
    assertThat(send(get("/work").cookie(device(elsewhere))).getStatus()).isEqualTo(303);
  }

  @Test
  void refusesAnExpiredSlipWithASentence() throws Exception {
    UUID account = volunteer("Lò Thị Hai");
    String code = slip(account);
    jdbc.sql("update identity.invitation set expires_at = :now where account_id = :id")
        .param("now", Timestamp.from(TestClock.NOW))
        .param("id", account)
        .update();
    MockHttpServletResponse response = enter(code);
    assertThat(response.getStatus()).isEqualTo(422);
    assertThat(response.getContentAsString()).contains("Phiếu mã đã hết hạn ngày 02/11/2026");
  }

  @Test
  void aNewSlipMakesTheOldOneVoid() throws Exception {
    UUID account = volunteer("Lò Thị Ba");
    String before = slip(account);
    String after = slip(account);
    assertThat(enter(before).getStatus()).isEqualTo(422);
    assertThat(enter(after).getStatus()).isEqualTo(303);
  }

  @Test
  void aNewSlipEndsThePhoneThatWasLost() throws Exception {
    UUID account = volunteer("Lò Thị Mất");
    Cookie lost = device(enter(slip(account)));
    assertThat(send(get("/work").cookie(lost)).getStatus()).isEqualTo(200);
    Cookie phone = device(enter(slip(account)));
    assertThat(send(get("/work").cookie(lost)).getStatus()).isEqualTo(303);
    assertThat(send(get("/work").cookie(phone)).getStatus()).isEqualTo(200);
  }

  @Test
  void refusesACodeThatNobodyHas() throws Exception {
    MockHttpServletResponse response = enter("ACDEF-GHJKM");
    assertThat(response.getStatus()).isEqualTo(422);
    assertThat(response.getContentAsString()).contains("Không có phiếu nào mang mã này");
  }

  @Test
  void anEndedDeviceIsSignedOutWithItsNextRequest() throws Exception {
    Actor volunteer = signedIn.actor(Role.VOLUNTEER, village, "Lò Văn Máy");
    Cookie here = signedIn.cookie(volunteer);
    Cookie lost = signedIn.cookie(volunteer);
    assertThat(send(get("/work").cookie(lost)).getStatus()).isEqualTo(200);
    Matcher end =
        Pattern.compile("/account/devices/([0-9a-f-]{36})/end").matcher(page("/account", here));
    assertThat(end.find()).isTrue();
    String path = end.group();
    assertThat(end.find()).as("this device is not offered").isFalse();

    Cookie stranger = signedIn.as(Role.VOLUNTEER, village, "Người Khác");
    assertThat(send(post(path).cookie(stranger).with(csrf())).getStatus()).isEqualTo(404);
    assertThat(send(post(path).cookie(here).with(csrf())).getStatus()).isEqualTo(303);
    assertThat(send(get("/work").cookie(lost)).getStatus()).isEqualTo(303);
    assertThat(send(get("/work").cookie(here)).getStatus()).isEqualTo(200);
  }

  @Test
  void endsAllOtherDevicesAtOnce() throws Exception {
    Actor volunteer = signedIn.actor(Role.VOLUNTEER, village, "Lò Văn Máy");
    Cookie here = signedIn.cookie(volunteer);
    List<Cookie> others = List.of(signedIn.cookie(volunteer), signedIn.cookie(volunteer));
    send(post("/account/devices/end-others").cookie(here).with(csrf()));
    for (Cookie other : others) {
      assertThat(send(get("/work").cookie(other)).getStatus()).isEqualTo(303);
    }
    assertThat(send(get("/work").cookie(here)).getStatus()).isEqualTo(200);
  }

  @Test
  void aCommuneOfficerMakesNoAccountsInAForeignCommune() throws Exception {
    int foreign = province.villages().get(3);
    assertThat(send(newVolunteer(foreign, "Lò Thị Xa")).getStatus()).isEqualTo(404);
    int otherCommune = province.communes().get(1);
    for (String path :
        List.of(
            "/accounts?area=",
            "/accounts/new?commune=",
            "/accounts/import?commune=",
            "/accounts/volunteers.xlsx?commune=")) {
      assertThat(send(get(path + otherCommune).cookie(device)).getStatus()).as(path).isEqualTo(404);
    }
  }

  @Test
  void seesAndTouchesNoForeignAccountAndNoOfficers() throws Exception {
    Actor foreign = signedIn.actor(Role.VOLUNTEER, province.villages().get(3), "Cầm Văn Xa");
    Actor colleague = signedIn.actor(Role.COMMUNE_OFFICER, commune, "Cầm Văn Gần");
    Actor both = signedIn.actor(Role.VOLUNTEER, village, "Cầm Văn Cả Hai");
    jdbc.sql(
            """
            insert into identity.role_grant (account_id, role, area_id, granted_at)
            values (:id, 'PROVINCE_OFFICER', :area, :now)
            """)
        .param("id", both.accountId())
        .param("area", province.province())
        .param("now", Timestamp.from(TestClock.NOW))
        .update();
    assertThat(page("/accounts", device))
        .doesNotContain("Cầm Văn Xa", "Cầm Văn Gần", "Cầm Văn Cả Hai");
    for (Actor one : List.of(foreign, colleague, both, officer)) {
      assertThat(send(get("/accounts/" + one.accountId()).cookie(device)).getStatus())
          .isEqualTo(404);
      assertThat(
              send(post("/accounts/" + one.accountId() + "/end").cookie(device).with(csrf()))
                  .getStatus())
          .isEqualTo(404);
      assertThat(
              send(post("/accounts/slips")
                      .param("account", String.valueOf(one.accountId()))
                      .cookie(device)
                      .with(csrf()))
                  .getStatus())
          .isEqualTo(404);
    }
    assertThat(send(get("/accounts/officers/new").cookie(device)).getStatus()).isEqualTo(403);
    Cookie volunteer = signedIn.as(Role.VOLUNTEER, village, "Lò Thị Một");
    assertThat(send(get("/accounts").cookie(volunteer)).getStatus()).isEqualTo(403);
    assertThat(send(get("/journal").cookie(device)).getStatus()).isEqualTo(403);
  }

  @Test
  void refusesASecondAccountForTheSameNameInTheSameVillage() throws Exception {
    volunteer("Lò Thị Hòa");
    MockHttpServletResponse response = send(newVolunteer(village, "lò thị hoà"));
    assertThat(response.getStatus()).isEqualTo(422);
    assertThat(response.getContentAsString()).contains("đã có tài khoản ở Bản Một");
    MockHttpServletResponse empty =
        send(
            post("/accounts/new")
                .param("commune", String.valueOf(commune))
                .cookie(device)
                .with(csrf()));
    assertThat(empty.getStatus()).isEqualTo(422);
    assertThat(empty.getContentAsString()).contains("Hãy chọn thôn, bản", "Hãy điền họ và tên");
  }

  @Test
  void endsAnAccountWithItsDevicesAndSlips() throws Exception {
    UUID account = volunteer("Lò Thị Nghỉ");
    Cookie phone = device(enter(slip(account)));
    String code = slip(account);
    assertThat(send(post("/accounts/" + account + "/end").cookie(device).with(csrf())).getStatus())
        .isEqualTo(303);
    assertThat(send(get("/work").cookie(phone)).getStatus()).isEqualTo(303);
    assertThat(enter(code).getStatus()).isEqualTo(422);
    assertThat(page("/accounts", device)).doesNotContain("Lò Thị Nghỉ");
    assertThat(page("/accounts?state=ENDED", device)).contains("Lò Thị Nghỉ");
    assertThat(page("/accounts/" + account, device)).contains("Đã kết thúc", "Kết thúc tài khoản");
    assertThat(send(post("/accounts/" + account + "/end").cookie(device).with(csrf())).getStatus())
        .isEqualTo(422);
  }

  @Test
  void handsAnAccountOverToSomebodyElse() throws Exception {
    UUID account = volunteer("Lò Thị Trước");
    Cookie phone = device(enter(slip(account)));
    MockHttpServletResponse response =
        send(
            post("/accounts/" + account + "/hand-over")
                .param("name", "Lò Văn Sau")
                .param("position", "Trưởng bản")
                .cookie(device)
                .with(csrf()));
    assertThat(response.getStatus()).isEqualTo(303);
    assertThat(send(get("/work").cookie(phone)).getStatus()).isEqualTo(303);
    String successor = page(Objects.requireNonNull(response.getHeader("Location")), device);
    assertThat(successor).contains("Lò Văn Sau", "Bản Một, Xã Thượng", "Nhận bàn giao");
    assertThat(
            jdbc.sql("select count(distinct person_id) from registry.person where area_id = :area")
                .param("area", village)
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  // --- a sheet

  private MockHttpServletResponse upload(String rows) throws Exception {
    return send(
        multipart("/accounts/import")
            .file(
                new MockMultipartFile(
                    "file", "danh-sach.csv", "text/csv", rows.getBytes(StandardCharsets.UTF_8)))
            .param("commune", String.valueOf(commune))
            .cookie(device)
            .with(csrf()));
  }

  private MockHttpServletResponse apply(String preview, Cookie who) throws Exception {
    Matcher action = Pattern.compile("/accounts/import/[0-9a-f-]{36}/apply").matcher(preview);
    assertThat(action.find()).isTrue();
    return send(
        post(action.group()).param("commune", String.valueOf(commune)).cookie(who).with(csrf()));
  }

  @Test
  void saysEverythingThatIsWrongWithASheetAtOnce() throws Exception {
    volunteer("Lò Thị Có Rồi");
    MockHttpServletResponse response =
        upload(
            """
            "Thôn, bản",Họ và tên,Chức vụ
            Bản Một,Lò Thị Có Rồi,Trưởng bản
            Bản Một,Lò Văn Mới,Trưởng bản
            bản hai,Cầm Thị Mới,
            Bản Xa,Quàng Văn Lạc,
            Bản Một,lò văn mới,
            ,Không Có Bản,
            Bản Ba,,
            """);
    assertThat(response.getStatus()).isEqualTo(200);
    String page = response.getContentAsString();
    assertThat(page)
        .contains(
            "7 dòng",
            "Không có thôn, bản “Bản Xa” trong Xã Thượng",
            "Người này đã có ở dòng 3",
            "Chưa điền “Thôn, bản”",
            "Tạo 2 tài khoản");
    assertThat(markedCells(page))
        .contains("Quàng Văn Lạc", "Cầm Thị Mới")
        .anyMatch(cell -> cell.contains("Không có thôn, bản “Bản Xa”"))
        .anyMatch(cell -> cell.contains("Người này đã có ở dòng 3"));
    MockHttpServletResponse applied = apply(page, device);
    assertThat(applied.getStatus()).isEqualTo(303);
    assertThat(accounts.list(officer, null, "", AccountState.WAITING, 50, 0).accounts())
        .extracting(Account::name)
        .containsExactlyInAnyOrder("Lò Thị Có Rồi", "Lò Văn Mới", "Cầm Thị Mới");
    assertThat(
            jdbc.sql(
                    "select details::text from platform.journal where action = 'account.import' and area_id = :area")
                .param("area", commune)
                .query(String.class)
                .single())
        .contains("\"rows\": 7", "\"created\": 2", "\"skipped\": 2", "\"failed\": 3");
    MockHttpServletResponse twice = apply(page, device);
    assertThat(twice.getStatus()).isEqualTo(422);
    assertThat(twice.getContentAsString()).contains("đã được tạo tài khoản rồi");
  }

  private static String markedPath(String preview) {
    Matcher link = Pattern.compile("/accounts/import/[0-9a-f-]{36}/marked").matcher(preview);
    assertThat(link.find()).isTrue();
    return link.group();
  }

  /** What stands in the cells of the workbook that is to be corrected. */
  private List<String> markedCells(String preview) throws Exception {
    MockHttpServletResponse marked = send(get(markedPath(preview)).cookie(device));
    assertThat(marked.getStatus()).isEqualTo(200);
    List<String> cells = new ArrayList<>();
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(marked.getContentAsByteArray()))) {
      for (Row row : workbook.getFirstSheet().read()) {
        row.forEach(cell -> cells.add(cell == null ? "" : cell.getText()));
      }
    }
    return cells;
  }

  @Test
  void nobodyElseAppliesASheetThatSomebodyLookedAt() throws Exception {
    String page = upload("Thôn,Họ tên\nBản Một,Lò Văn Mới\nBản Xa,Ai Đó\n").getContentAsString();
    Cookie colleague = signedIn.as(Role.COMMUNE_OFFICER, commune, "Cầm Văn Gần");
    assertThat(send(get(markedPath(page)).cookie(colleague)).getStatus()).isEqualTo(404);
    assertThat(apply(page, colleague).getStatus()).isEqualTo(404);
  }

  @Test
  void refusesAFileThatIsNoSheet() throws Exception {
    MockHttpServletResponse response = upload("chỉ là chữ\n");
    assertThat(response.getStatus()).isEqualTo(422);
    assertThat(response.getContentAsString()).contains("Không tìm thấy dòng tiêu đề");
    MockHttpServletResponse none =
        send(
            multipart("/accounts/import")
                .param("commune", String.valueOf(commune))
                .cookie(device)
                .with(csrf()));
    assertThat(none.getStatus()).isEqualTo(422);
    assertThat(none.getContentAsString()).contains("Hãy chọn tệp danh sách");
  }

  @Test
  void theCommunesOwnSheetComesBackAndChangesNothing() throws Exception {
    volunteer("Lò Thị Một");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sheets.write(officer, commune, out, languages.vietnamese());
    Result<SheetPreview> preview =
        sheets.look(
            officer,
            commune,
            "cong-tac-vien.xlsx",
            new ByteArrayInputStream(out.toByteArray()),
            languages.vietnamese());
    SheetPreview seen = preview.orThrow();
    assertThat(seen.count(SheetLine.Outcome.EXISTS)).isEqualTo(1);
    assertThat(seen.count(SheetLine.Outcome.NOBODY)).isEqualTo(2);
    assertThat(seen.lines()).hasSize(3);
  }

  // --- officers

  private Actor administrator() {
    Actor administrator = signedIn.actor(Role.ADMINISTRATOR, province.province(), "Quản Trị Tỉnh");
    jdbc.sql("update identity.account set password_hash = 'none' where account_id = :id")
        .param("id", administrator.accountId())
        .update();
    return administrator;
  }

  @Test
  void anAdministratorMakesAnOfficerWhoChoosesAPassword() throws Exception {
    Cookie admin = signedIn.cookie(administrator());
    MockHttpServletRequestBuilder form =
        post("/accounts/officers/new")
            .param("name", "Hà Thị Cán Bộ")
            .param("role", "COMMUNE_OFFICER")
            .cookie(admin)
            .with(csrf());
    MockHttpServletResponse missing = send(form);
    assertThat(missing.getStatus()).isEqualTo(422);
    assertThat(missing.getContentAsString()).contains("Hãy điền tên hoặc mã địa bàn");
    MockHttpServletResponse wrongLevel =
        send(
            post("/accounts/officers/new")
                .param("name", "Hà Thị Cán Bộ")
                .param("role", "PROVINCE_OFFICER")
                .param("area", "Xã Thượng")
                .cookie(admin)
                .with(csrf()));
    assertThat(wrongLevel.getContentAsString()).contains("không dùng cho địa bàn Xã Thượng");
    MockHttpServletResponse several =
        send(
            post("/accounts/officers/new")
                .param("name", "Hà Thị Cán Bộ")
                .param("role", "COMMUNE_OFFICER")
                .param("area", "xã")
                .cookie(admin)
                .with(csrf()));
    assertThat(several.getStatus()).isEqualTo(422);
    assertThat(several.getContentAsString()).contains("Có nhiều địa bàn hợp với", "Địa bàn nào?");
    MockHttpServletResponse made =
        send(
            post("/accounts/officers/new")
                .param("name", "Hà Thị Cán Bộ")
                .param("role", "COMMUNE_OFFICER")
                .param("area", "xa ha")
                .cookie(admin)
                .with(csrf()));
    assertThat(made.getStatus()).isEqualTo(303);
    String id = Objects.requireNonNull(made.getHeader("Location")).substring("/accounts/".length());
    String code =
        code(
            send(post("/accounts/slips").param("account", id).cookie(admin).with(csrf()))
                .getContentAsString());
    MockHttpServletResponse first = enter(code);
    assertThat(first.getStatus()).isEqualTo(200);
    assertThat(first.getCookie(ActorSource.COOKIE)).isNull();
    assertThat(first.getContentAsString()).contains("Hãy đặt mật khẩu của riêng mình");
    MockHttpServletResponse tooShort =
        send(
            post("/sign-in/slip/password")
                .param("code", code)
                .param("password", "ngắn quá")
                .param("again", "ngắn quá")
                .with(csrf()));
    assertThat(tooShort.getStatus()).isEqualTo(422);
    assertThat(tooShort.getContentAsString()).contains("Mật khẩu cần ít nhất 10 ký tự");
    MockHttpServletResponse chosen =
        send(
            post("/sign-in/slip/password")
                .param("code", code)
                .param("password", GOOD)
                .param("again", GOOD)
                .with(csrf()));
    assertThat(chosen.getStatus()).isEqualTo(303);
    assertThat(page("/work", device(chosen))).contains("Hà Thị Cán Bộ", "Xã Hạ");
    assertThat(enter(code).getStatus()).isEqualTo(422);
  }

  @Test
  void anAdministratorOfAProvinceReachesNoOtherProvince() throws Exception {
    Cookie admin = signedIn.cookie(administrator());
    SmallProvince other = SmallProvince.in(areas, builtIn);
    Actor stranger = signedIn.actor(Role.PROVINCE_OFFICER, other.province(), "Người Tỉnh Khác");
    assertThat(send(get("/accounts/" + stranger.accountId()).cookie(admin)).getStatus())
        .isEqualTo(404);
    assertThat(
            send(post("/accounts/officers/new")
                    .param("name", "Hà Thị Xa")
                    .param("role", "COMMUNE_OFFICER")
                    .param("areaId", String.valueOf(other.communes().getFirst()))
                    .cookie(admin)
                    .with(csrf()))
                .getStatus())
        .isEqualTo(404);
  }

  @Test
  void aRoleGivenOrTakenSignsTheDevicesOut() throws Exception {
    Actor admin = administrator();
    assertThat(
            keeping.give(admin, id(officer), Role.PROVINCE_OFFICER, province.province(), "").done())
        .isTrue();
    assertThat(send(get("/work").cookie(device)).getStatus()).isEqualTo(303);
    assertThat(
            keeping
                .give(admin, id(officer), Role.PROVINCE_OFFICER, province.province(), "")
                .problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("IDENTITY-030");
    assertThat(page("/work", signedIn.cookie(officer))).contains("Cán bộ tỉnh", "Xã Thượng");
    assertThat(keeping.take(admin, id(officer), Role.COMMUNE_OFFICER, commune).done()).isTrue();
    assertThat(
            keeping.take(admin, id(officer), Role.PROVINCE_OFFICER, province.province()).problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("IDENTITY-031");
  }

  @Test
  void nobodyEndsTheirOwnAccountOrTheLastAdministrator() {
    jdbc.sql("update identity.role_grant set ended_at = now() where role = 'ADMINISTRATOR'")
        .update();
    Actor admin = administrator();
    assertThat(keeping.end(admin, id(admin)).problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("IDENTITY-026", "IDENTITY-024");
  }

  private static UUID id(Actor actor) {
    return Objects.requireNonNull(actor.accountId());
  }

  // --- other pages

  @Test
  void findsPeopleByWordsWithoutAccentsInAnyOrder() throws Exception {
    volunteer("Lò Thị Mười");
    volunteer("Quàng Văn Chín");
    assertThat(accounts.list(officer, null, "muoi lo", null, 50, 0).accounts())
        .extracting(Account::name)
        .containsExactly("Lò Thị Mười");
    assertThat(page("/accounts?q=quang&state=WAITING", device))
        .contains("Quàng Văn Chín")
        .doesNotContain("Lò Thị Mười");
    assertThat(page("/accounts?q=kh%C3%B4ng%20ai%20c%E1%BA%A3", device))
        .contains("Không có tài khoản nào");
  }

  @Test
  void makesAccountsForManyPeopleOfOneNameWithLoginsOfTheirOwn() {
    for (int i = 0; i < 3; i++) {
      assertThat(
              keeping
                  .addVolunteer(officer, province.villages().get(i), "Lò Văn Đặng Khoa", "")
                  .done())
          .isTrue();
    }
    assertThat(accounts.list(officer, null, "dang khoa", null, 50, 0).accounts())
        .extracting(Account::login)
        .doesNotHaveDuplicates()
        .allMatch(login -> login.startsWith("lovandangkhoa"));
  }

  @Test
  void theJournalIsReadByTheAdministratorWithinTheirArea() throws Exception {
    volunteer("Lò Thị Nhật Ký");
    Cookie admin = signedIn.cookie(administrator());
    String journal = page("/journal?action=account.&actor=quang", admin);
    assertThat(journal).contains("Tạo tài khoản", "Quàng Thị Lan");
    SmallProvince other = SmallProvince.in(areas, builtIn);
    Cookie elsewhere = signedIn.as(Role.ADMINISTRATOR, other.province(), "Quản Trị Khác");
    assertThat(page("/journal", elsewhere)).contains("Không có dòng nào");
    assertThat(page("/journal?from=2026-11-03", admin)).contains("Không có dòng nào");
    assertThat(page("/journal?from=2026-11-02&to=2026-11-02", admin)).contains("Quàng Thị Lan");
  }

  @Test
  void helpIsOpenToEverybodyAndShowsOnesOwnRoleFirst() throws Exception {
    assertThat(send(get("/help")).getStatus()).isEqualTo(200);
    assertThat(send(get("/help/accessibility")).getStatus()).isEqualTo(200);
    assertThat(send(get("/health")).getContentAsString()).isEqualTo("ok\n");
    String help = page("/help", device);
    assertThat(help.indexOf("role-COMMUNE_OFFICER")).isLessThan(help.indexOf("role-VOLUNTEER"));
    assertThat(help).contains("vai trò của bạn");
    assertThat(send(get("/")).getHeader("Location")).isEqualTo("/sign-in");
    assertThat(send(get("/").cookie(device)).getHeader("Location")).isEqualTo("/work");
  }

  @Test
  void everyPageSpeaksEnglishToo() throws Exception {
    Cookie english = new Cookie("kh_language", "en");
    Cookie admin = signedIn.cookie(administrator());
    UUID account = volunteer("Lò Thị Anh");
    for (String path :
        List.of(
            "/work",
            "/account",
            "/account/welcome",
            "/accounts",
            "/accounts/" + account,
            "/accounts/new?commune=" + commune,
            "/accounts/import",
            "/accounts/officers/new",
            "/journal",
            "/help",
            "/help/accessibility")) {
      assertThat(send(get(path).cookie(admin, english)).getStatus()).as(path).isEqualTo(200);
    }
  }
}
