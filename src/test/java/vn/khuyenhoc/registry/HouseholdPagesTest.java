package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** The register in the browser, without a script. */
@ModuleTest
class HouseholdPagesTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Households households;
  @Autowired private HouseholdImports imports;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;

  private SmallProvince place;
  private Actor officer;
  private Cookie cookie;
  private Cookie foreign;
  private Cookie volunteer;

  @BeforeEach
  void people() {
    place = SmallProvince.in(areas, builtIn);
    officer = signedIn.actor(Role.COMMUNE_OFFICER, commune(), "Quàng Thị Lan");
    cookie = signedIn.cookie(officer);
    foreign = signedIn.as(Role.COMMUNE_OFFICER, place.communes().getLast(), "Người Khác");
    volunteer = signedIn.as(Role.VOLUNTEER, village(0), "Lò Thị Một");
  }

  private int commune() {
    return place.communes().getFirst();
  }

  private int village(int index) {
    return place.villages().get(index);
  }

  private HouseholdKey added(int village, String head) {
    return households
        .add(officer, Ids.next(), village, new HouseholdEntry(head, "Nhóm 1", 2, 3, null, ""), true)
        .orThrow();
  }

  private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return response;
  }

  private String page(Cookie who, String path) throws Exception {
    MockHttpServletResponse response = answer(get(URI.create(path)).cookie(who));
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString();
  }

  private int status(Cookie who, String path) throws Exception {
    return answer(get(URI.create(path)).cookie(who)).getStatus();
  }

  private MockHttpServletResponse send(Cookie who, String path, Map<String, String> form)
      throws Exception {
    MockHttpServletRequestBuilder request = post(path).cookie(who).with(csrf());
    form.forEach(request::param);
    return answer(request);
  }

  @Test
  void listsFindsAndSaysWhatIsNotReported() throws Exception {
    added(village(0), "Lò Văn Mười");
    added(village(1), "Cà Thị Hoa");
    assertThat(page(cookie, "/households"))
        .contains("Lò Văn Mười", "Cà Thị Hoa", "2 hộ", "Bản Một", "Xã Thượng")
        .contains("<span class=\"soft\">–</span>");
    assertThat(page(cookie, "/households?q=muoi%20lo"))
        .contains("Lò Văn Mười")
        .doesNotContain("Cà Thị Hoa");
    assertThat(page(cookie, "/households?area=" + village(1)))
        .contains("Cà Thị Hoa")
        .doesNotContain("Lò Văn Mười");
    assertThat(page(cookie, "/households?q=khong%20co")).contains("Không tìm thấy hộ nào");
    assertThat(page(cookie, "/households?status=CLOSED")).contains("Chưa có hộ nào");
    assertThat(page(cookie, "/households/print")).contains("Lò Văn Mười", "Người lập danh sách");
  }

  @Test
  void aVolunteerReadsOnlyTheirVillageAndChangesNothing() throws Exception {
    HouseholdKey own = added(village(0), "Lò Văn Mười");
    HouseholdKey next = added(village(1), "Cà Thị Hoa");
    assertThat(page(volunteer, "/households"))
        .contains("Lò Văn Mười")
        .doesNotContain("Cà Thị Hoa")
        .doesNotContain("/households/new");
    assertThat(page(volunteer, own.path())).doesNotContain("/edit");
    assertThat(status(volunteer, next.path())).isEqualTo(404);
    assertThat(status(volunteer, "/households?area=" + commune())).isEqualTo(404);
    assertThat(status(volunteer, own.path() + "/edit")).isEqualTo(403);
  }

  @Test
  void aForeignHouseholdIsNotFoundWhateverOneDoes() throws Exception {
    HouseholdKey key = added(village(0), "Lò Văn Mười");
    for (String what : List.of("", "/edit", "/split", "/join", "/move", "/close", "/reopen")) {
      assertThat(status(foreign, key.path() + what)).as(what).isEqualTo(404);
      if (!what.isEmpty()) {
        assertThat(
                send(
                        foreign,
                        key.path() + what,
                        Map.of("version", "1", "head", "X", "id", UUID.randomUUID().toString()))
                    .getStatus())
            .as(what)
            .isEqualTo(404);
      }
    }
    assertThat(
            send(
                    foreign,
                    "/households/new",
                    Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "village",
                        String.valueOf(village(0)),
                        "head",
                        "X"))
                .getStatus())
        .isEqualTo(404);
    assertThat(status(cookie, "/households/1/x")).isEqualTo(404);
    assertThat(status(cookie, "/households/1/" + UUID.randomUUID())).isEqualTo(404);
  }

  @Test
  void addsWithAFormThatKeepsWhatWasTyped() throws Exception {
    assertThat(page(cookie, "/households/new")).contains("Bản Một", "Bản Ba");
    Map<String, String> form =
        Map.of(
            "id",
            UUID.randomUUID().toString(),
            "village",
            String.valueOf(village(0)),
            "head",
            "",
            "children",
            "hai",
            "adults",
            "2",
            "workers",
            "3");
    MockHttpServletResponse wrong = send(cookie, "/households/new", form);
    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat(wrong.getContentAsString())
        .contains("Chưa điền chủ hộ", "“hai” không phải số người", "nhiều hơn số người lớn")
        .contains("value=\"hai\"");
    Map<String, String> right = new java.util.HashMap<>(form);
    right.putAll(Map.of("head", "Lò Văn Mười", "children", "", "workers", "1"));
    MockHttpServletResponse done = send(cookie, "/households/new", right);
    assertThat(done.getStatus()).isEqualTo(303);
    assertThat(send(cookie, "/households/new", right).getHeader("Location"))
        .isEqualTo(done.getHeader("Location"));
    assertThat(page(cookie, String.valueOf(done.getHeader("Location"))))
        .contains("chưa báo cáo", "Thêm vào sổ", "Quàng Thị Lan");
    right.put("id", UUID.randomUUID().toString());
    MockHttpServletResponse namesake = send(cookie, "/households/new", right);
    assertThat(namesake.getStatus()).isEqualTo(422);
    assertThat(namesake.getContentAsString()).contains("name=\"sameConfirmed\"");
    right.put("sameConfirmed", "true");
    assertThat(send(cookie, "/households/new", right).getStatus()).isEqualTo(303);
  }

  @Test
  void theSecondOfTwoOfficersIsToldAndLosesNothingTyped() throws Exception {
    HouseholdKey key = added(village(0), "Lò Văn Mười");
    assertThat(page(cookie, key.path() + "/edit")).contains("name=\"version\" value=\"1\"");
    Map<String, String> form = Map.of("version", "1", "head", "Lò Văn Một", "children", "1");
    assertThat(send(cookie, key.path() + "/edit", form).getStatus()).isEqualTo(303);
    MockHttpServletResponse second =
        send(cookie, key.path() + "/edit", Map.of("version", "1", "head", "Lò Văn Hai"));
    assertThat(second.getStatus()).isEqualTo(422);
    assertThat(second.getContentAsString())
        .contains("vừa được Quàng Thị Lan sửa", "value=\"Lò Văn Hai\"");
    assertThat(page(cookie, key.path())).contains("Chủ hộ: Lò Văn Mười → Lò Văn Một");
  }

  @Test
  void splitsJoinsMovesClosesAndReopens() throws Exception {
    HouseholdKey key = added(village(0), "Lò Văn Mười");
    HouseholdKey twice = added(village(0), "Lò Văn Mười");
    String code = households.byId(twice).orElseThrow().code();
    page(cookie, key.path() + "/split");
    assertThat(
            send(
                    cookie,
                    key.path() + "/split",
                    Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "version",
                        "1",
                        "head",
                        "Lò Văn Con",
                        "children",
                        "1"))
                .getStatus())
        .isEqualTo(303);
    assertThat(page(cookie, key.path())).contains("Đã tách ra hộ Lò Văn Con", "Tách ra hộ");
    assertThat(page(cookie, key.path() + "/join")).contains(code);
    assertThat(page(cookie, key.path() + "/join?duplicate=" + code)).contains("Gộp hai hộ");
    assertThat(status(cookie, key.path() + "/join?duplicate=xyz")).isEqualTo(422);
    assertThat(
            send(cookie, key.path() + "/join", Map.of("version", "2", "duplicate", code))
                .getStatus())
        .isEqualTo(303);
    assertThat(page(cookie, twice.path())).contains("Đã gộp vào hộ Lò Văn Mười");
    assertThat(page(cookie, key.path() + "/move")).contains("Bản Hai").doesNotContain("Xã Hạ");
    assertThat(
            send(
                    cookie,
                    key.path() + "/move",
                    Map.of("version", "2", "village", "" + village(1), "on", "32/13/2026"))
                .getStatus())
        .isEqualTo(422);
    assertThat(
            send(
                    cookie,
                    key.path() + "/move",
                    Map.of("version", "2", "village", "" + village(1), "on", "2/11/2026"))
                .getStatus())
        .isEqualTo(303);
    assertThat(page(cookie, key.path())).contains("Chuyển từ", "Bản Hai, Xã Thượng");
    page(cookie, key.path() + "/close");
    assertThat(
            send(cookie, key.path() + "/close", Map.of("version", "3", "on", "01/11/2026"))
                .getContentAsString())
        .contains("Chưa ghi lý do");
    assertThat(
            send(
                    cookie,
                    key.path() + "/close",
                    Map.of("version", "3", "on", "01/11/2026", "reason", "chuyển đi"))
                .getStatus())
        .isEqualTo(303);
    page(cookie, key.path() + "/reopen");
    assertThat(
            send(cookie, key.path() + "/reopen", Map.of("version", "4", "reason", "về"))
                .getStatus())
        .isEqualTo(303);
    assertThat(page(cookie, key.path())).contains("Mở lại hộ", "chuyển đi");
  }

  private ImportBatch waitFor(String path, ImportStage stage) throws InterruptedException {
    UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    ImportBatch batch = imports.read(officer, id);
    for (int i = 0; i < 600 && batch.stage() != stage; i++) {
      Thread.sleep(50);
      batch = imports.read(officer, id);
    }
    assertThat(batch.stage()).isEqualTo(stage);
    return batch;
  }

  @Test
  void importsInTheBrowserAfterAPreview() throws Exception {
    assertThat(page(cookie, "/households/import")).contains("Nhập vào: Xã Thượng");
    MockMultipartFile file =
        new MockMultipartFile(
            "file",
            "hộ.xlsx",
            null,
            Workbooks.full()
                .row(null, null, "Bản Một", "Lò Văn Mười", "", 1, 2, 1, null)
                .row(null, null, "Bản Lạ", "Lò Văn Sai", "", 1, 2, 1, null)
                .bytes());
    MockHttpServletResponse sent =
        mvc.perform(
                multipart("/households/import")
                    .file(file)
                    .param("id", UUID.randomUUID().toString())
                    .param("area", String.valueOf(commune()))
                    .cookie(cookie)
                    .with(csrf()))
            .andReturn()
            .getResponse();
    assertThat(sent.getStatus()).isEqualTo(303);
    String path = String.valueOf(sent.getHeader("Location"));
    waitFor(path, ImportStage.PREVIEWED);
    assertThat(page(cookie, path))
        .contains(
            "Chưa có gì thay đổi", "Nhập 1 hộ, bỏ lại 1 dòng lỗi", "Không có thôn, bản nào tên");
    assertThat(page(cookie, "/work")).contains("danh sách hộ chờ bạn xác nhận");
    assertThat(status(foreign, path)).isEqualTo(404);
    assertThat(status(cookie, path + "/marked")).isEqualTo(200);
    assertThat(send(cookie, path + "/confirm", Map.of()).getStatus()).isEqualTo(422);
    assertThat(send(foreign, path + "/confirm", Map.of("leaveOut", "true")).getStatus())
        .isEqualTo(404);
    assertThat(send(cookie, path + "/confirm", Map.of("leaveOut", "true")).getStatus())
        .isEqualTo(303);
    assertThat(waitFor(path, ImportStage.APPLIED).counts())
        .isEqualTo(new ImportCounts(2, 1, 0, 0, 1));
    assertThat(page(cookie, path)).contains("Đã nhập xong", "hộ đã thêm");
    assertThat(page(cookie, "/households")).contains("Lò Văn Mười");
    assertThat(page(cookie, "/households/import")).contains("hộ.xlsx", "Đã nhập");
    MockHttpServletResponse none =
        mvc.perform(
                multipart("/households/import")
                    .param("id", UUID.randomUUID().toString())
                    .param("area", String.valueOf(commune()))
                    .cookie(cookie)
                    .with(csrf()))
            .andReturn()
            .getResponse();
    none.setCharacterEncoding("UTF-8");
    assertThat(none.getStatus()).isEqualTo(422);
    assertThat(none.getContentAsString()).contains("Chưa chọn tệp");
    MockHttpServletResponse list = answer(get("/households/export").cookie(cookie));
    assertThat(list.getContentType()).contains("spreadsheetml");
    UUID back = Ids.next();
    imports
        .begin(
            officer,
            back,
            commune(),
            "x.xlsx",
            new java.io.ByteArrayInputStream(list.getContentAsByteArray()))
        .orThrow();
    imports.work(back, true);
    assertThat(imports.read(officer, back).counts()).isEqualTo(new ImportCounts(1, 0, 0, 1, 0));
    assertThat(status(cookie, "/households/import/template")).isEqualTo(200);
  }

  @Test
  void refusesAFileSentToAForeignPlace() throws Exception {
    MockMultipartFile file = new MockMultipartFile("file", "x.xlsx", null, new byte[] {1});
    assertThat(
            mvc.perform(
                    multipart("/households/import")
                        .file(file)
                        .param("id", UUID.randomUUID().toString())
                        .param("area", String.valueOf(commune()))
                        .cookie(foreign)
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getStatus())
        .isEqualTo(404);
    assertThat(status(volunteer, "/households/import")).isEqualTo(403);
  }

  @Test
  void findsAndShowsAreasWithinReachOnly() throws Exception {
    assertThat(page(cookie, "/areas")).contains("Bản Một", "Xã Thượng");
    assertThat(page(cookie, "/areas?q=ban%20hai")).contains("Bản Hai");
    assertThat(page(cookie, "/areas/" + commune())).contains("Gồm 3 đơn vị", "01/07/2025");
    assertThat(page(cookie, "/areas/" + village(0))).contains("Bản Một");
    assertThat(status(cookie, "/areas/" + place.province())).isEqualTo(404);
    assertThat(status(cookie, "/areas/" + village(4))).isEqualTo(404);
  }

  @Test
  void aProvinceOfficerChoosesACommuneOrSearches() throws Exception {
    added(village(0), "Lò Văn Mười");
    Cookie province = signedIn.as(Role.PROVINCE_OFFICER, place.province(), "Tỉnh");
    assertThat(page(province, "/households")).contains("Xã Thượng", "Chọn xã, phường");
    assertThat(page(province, "/households?q=muoi")).contains("Lò Văn Mười", "Xã Thượng");
    assertThat(status(province, "/households/new")).isEqualTo(403);
  }
}
