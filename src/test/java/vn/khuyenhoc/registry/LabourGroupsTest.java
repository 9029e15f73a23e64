package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
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
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** The labour groups of citizens: who keeps the list, what it refuses, where it is chosen from. */
@ModuleTest
class LabourGroupsTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private LabourGroups groups;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private JdbcClient jdbc;

  private final List<String> made = new ArrayList<>();
  private SmallProvince place;
  private Actor keeper;

  @BeforeEach
  void people() {
    place = SmallProvince.in(areas, builtIn);
    keeper = signedIn.actor(Role.NATIONAL_OFFICER, areas.nation().id(), "Người Giữ");
  }

  /** Other tests open one campaign for every group: those made here end with their test. */
  @AfterEach
  void endsWhatWasMade() {
    made.forEach(code -> groups.end(keeper, code, groups.byCode(code).version()).orThrow());
  }

  private String added(String code, LabourGroupEntry entry) {
    String made = groups.add(keeper, code, entry).orThrow();
    this.made.add(made);
    return made;
  }

  private static LabourGroupEntry named(String name) {
    return new LabourGroupEntry(name, "", "", false);
  }

  private static List<String> codes(Result<?> result) {
    return result.problems().stream().map(problem -> problem.code().code()).toList();
  }

  private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return response;
  }

  private MockHttpServletResponse send(Cookie who, String path, Map<String, String> form)
      throws Exception {
    MockHttpServletRequestBuilder request = post(path).cookie(who).with(csrf());
    form.forEach(request::param);
    return answer(request);
  }

  private String page(Cookie who, String path) throws Exception {
    MockHttpServletResponse response = answer(get(URI.create(path)).cookie(who));
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString();
  }

  @Test
  void makesACodeOfTheNameAndAddsOnceHoweverOftenTheFormIsSent() {
    String code = added("", named("Ngư dân ven biển"));
    assertThat(code).isEqualTo("NGU_DAN_VEN_BIEN");
    assertThat(groups.add(keeper, "", named("Ngư dân ven biển")).orThrow()).isEqualTo(code);
    assertThat(groups.all()).filteredOn(one -> one.name().equals("Ngư dân ven biển")).hasSize(1);
    assertThat(groups.byCode(code).changedBy()).isEqualTo("Người Giữ");
  }

  @Test
  void saysEverythingWrongAtOnce() {
    assertThat(codes(groups.add(keeper, "1 sai", new LabourGroupEntry("", "", "", true))))
        .containsExactlyInAnyOrder("REGISTRY-070", "REGISTRY-109", "REGISTRY-105");
    assertThat(codes(groups.add(keeper, "farmer", named("NONG DAN, lao dong nong thon"))))
        .as("the code and the name, accents aside")
        .containsExactlyInAnyOrder("REGISTRY-106", "REGISTRY-107");
  }

  @Test
  void isKeptForTheWholeCountryOnly() throws Exception {
    Actor province = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    assertThat(codes(groups.add(province, "", named("Nhóm của tỉnh"))))
        .containsExactly("REGISTRY-104");
    Cookie cookie = signedIn.cookie(province);
    assertThat(page(cookie, "/labour-groups"))
        .contains("Nông dân, lao động nông thôn")
        .doesNotContain("/labour-groups/new")
        .doesNotContain("/labour-groups/FARMER/edit");
    assertThat(answer(get("/labour-groups/new").cookie(cookie)).getStatus()).isEqualTo(303);
    assertThat(
            send(cookie, "/labour-groups/FARMER/edit", Map.of("version", "1", "name", "X"))
                .getStatus())
        .isEqualTo(422);
    Cookie commune = signedIn.as(Role.COMMUNE_OFFICER, place.communes().getFirst(), "Cán bộ xã");
    assertThat(answer(get("/labour-groups/new").cookie(commune)).getStatus()).isEqualTo(403);
    assertThat(page(commune, "/labour-groups")).contains("FARMER");
  }

  @Test
  void tellsTheSecondOfTwoWhoChangeItAndKeepsWhatTheyTyped() throws Exception {
    String code = added("", named("Người làm muối"));
    Cookie cookie = signedIn.cookie(keeper);
    String path = "/labour-groups/" + code + "/edit";
    String version = String.valueOf(groups.byCode(code).version());
    assertThat(send(cookie, path, Map.of("version", version, "name", "Diêm dân")).getStatus())
        .isEqualTo(303);
    MockHttpServletResponse second =
        send(cookie, path, Map.of("version", version, "name", "Nghề muối", "source", "QĐ 1"));
    assertThat(second.getStatus()).isEqualTo(422);
    assertThat(second.getContentAsString())
        .contains("vừa được Người Giữ sửa", "value=\"Nghề muối\"", "value=\"QĐ 1\"");
    assertThat(groups.byCode(code).name()).isEqualTo("Diêm dân");
  }

  @Test
  void oneThatEndedIsChosenByNobodyAnewAndCanBeUsedAgain() throws Exception {
    String code = added("", named("Thợ gốm"));
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, place.communes().getFirst(), "Cán bộ xã");
    Cookie national = signedIn.cookie(keeper);
    assertThat(page(officer, "/citizens/new")).contains("Thợ gốm");
    assertThat(page(national, "/criteria/new")).contains("Thợ gốm", code);
    groups.end(keeper, code, groups.byCode(code).version()).orThrow();
    assertThat(page(officer, "/citizens/new")).doesNotContain("Thợ gốm");
    assertThat(page(national, "/criteria/new")).doesNotContain("Thợ gốm");
    assertThat(
            send(
                    national,
                    "/criteria/new",
                    Map.of(
                        "title",
                        "Bộ thử",
                        "model",
                        "LEARNING_CITIZEN/PERSON",
                        "form",
                        code,
                        "place",
                        "-",
                        "engine",
                        "POINTS"))
                .getContentAsString())
        .contains("Không có nhóm lao động “" + code + "”");
    assertThat(page(national, "/labour-groups")).contains("/labour-groups/" + code + "/reopen");
    groups.reopen(keeper, code, groups.byCode(code).version()).orThrow();
    assertThat(page(officer, "/citizens/new")).contains("Thợ gốm");
  }

  @Test
  void twoOfficersAddOneGroupOfANameAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Result<String>>> both =
          List.of(
              threads.submit(() -> groups.add(keeper, "", named("Lái xe"))),
              threads.submit(
                  () -> groups.add(keeper, "", new LabourGroupEntry("Lái xe", "khác", "", false))));
      int done = 0;
      for (Future<Result<String>> one : both) {
        Result<String> result = one.get();
        if (result.done()) {
          made.add(result.orThrow());
          done++;
        } else {
          assertThat(codes(result)).containsExactly("REGISTRY-107");
        }
      }
      assertThat(done).isEqualTo(1);
    }
    assertThat(
            jdbc.sql("select count(*) from registry.labour_group where name = 'Lái xe'")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }
}
