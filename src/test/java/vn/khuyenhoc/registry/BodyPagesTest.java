package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

@ModuleTest
class BodyPagesTest {

  @Autowired private MockMvc web;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Bodies bodies;

  private SmallProvince place;
  private int commune;
  private Cookie officer;

  @BeforeEach
  void province() {
    place = SmallProvince.in(areas, builtIn);
    commune = place.communes().getFirst();
    officer = signedIn.as(Role.COMMUNE_OFFICER, commune, "Cán bộ xã");
  }

  private String page(MockHttpServletRequestBuilder request, int status) throws Exception {
    return web.perform(request.cookie(officer).with(csrf()))
        .andExpect(status().is(status))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private MockHttpServletRequestBuilder typed(String name, String from, String to) {
    return post("/bodies/new")
        .param("area", String.valueOf(commune))
        .param("form", UUID.randomUUID().toString())
        .param("kind", "PEOPLES_COMMITTEE")
        .param("name", name)
        .param("symbol", "UBND")
        .param("from", from)
        .param("to", to);
  }

  @Test
  void aBodyIsFoundForItsPlaceKindAndDay() throws Exception {
    page(typed("UBND xã Thượng", "1/7/2025", "31/12/2026"), 303);
    page(typed("UBND xã Thượng mới", "1/1/2027", ""), 303);
    int village = place.villages().getFirst();
    assertThat(
            bodies
                .at(
                    BodyKind.PEOPLES_COMMITTEE,
                    AreaLevel.COMMUNE,
                    village,
                    LocalDate.of(2026, 12, 31))
                .orElseThrow()
                .name())
        .isEqualTo("UBND xã Thượng");
    assertThat(
            bodies
                .at(
                    BodyKind.PEOPLES_COMMITTEE,
                    AreaLevel.COMMUNE,
                    village,
                    LocalDate.of(2027, 1, 1))
                .orElseThrow()
                .name())
        .isEqualTo("UBND xã Thượng mới");
    assertThat(
            bodies.at(
                BodyKind.PEOPLES_COMMITTEE,
                AreaLevel.COMMUNE,
                place.villages().getLast(),
                LocalDate.of(2026, 12, 31)))
        .isEmpty();
    assertThat(page(get("/bodies").param("area", String.valueOf(commune)), 200))
        .contains("UBND xã Thượng", "31/12/2026", "chưa đến ngày");
  }

  @Test
  void tellsEverythingThatIsWrongAndKeepsWhatWasTyped() throws Exception {
    page(typed("UBND xã Thượng", "1/7/2025", ""), 303);
    assertThat(page(typed("ubnd xã thượng", "1/1/2026", ""), 422)).contains("đã có");
    assertThat(page(typed("Tên giữ lại", "32/7/2025", "hôm qua"), 422))
        .contains("Tên giữ lại", "hôm qua", "32/7/2025");
    assertThat(page(typed("", "2/7/2025", "1/7/2025"), 422))
        .contains("Hãy ghi tên cơ quan", "Ngày cuối phải từ ngày đầu");
  }

  @Test
  void nobodyKeepsTheBodiesOfAnotherPlace() throws Exception {
    UUID id = UUID.randomUUID();
    bodies
        .add(
            SmallProvince.actor("x", Role.PROVINCE_OFFICER, place.province()),
            id,
            place.communes().getLast(),
            new Body.Entry(BodyKind.COUNCIL, "Hội đồng", "", LocalDate.of(2025, 7, 1), null, ""))
        .orThrow();
    page(get("/bodies/" + id), 404);
    page(get("/bodies").param("area", String.valueOf(place.communes().getLast())), 404);
    assertThat(page(get("/bodies").param("area", String.valueOf(commune)), 200))
        .doesNotContain("Hội đồng</");
  }

  @Test
  void anEarlierLookDoesNotOverwriteALaterChange() throws Exception {
    page(typed("UBND xã Thượng", "1/7/2025", ""), 303);
    Body body =
        bodies
            .at(BodyKind.PEOPLES_COMMITTEE, AreaLevel.COMMUNE, commune, LocalDate.of(2026, 1, 1))
            .orElseThrow();
    MockHttpServletRequestBuilder first =
        post("/bodies/" + body.id())
            .param("version", "1")
            .param("kind", "PEOPLES_COMMITTEE")
            .param("name", "UBND xã Thượng A")
            .param("from", "1/7/2025");
    page(first, 303);
    assertThat(
            page(
                post("/bodies/" + body.id())
                    .param("version", "1")
                    .param("kind", "PEOPLES_COMMITTEE")
                    .param("name", "UBND xã Thượng B")
                    .param("from", "1/7/2025"),
                422))
        .contains("UBND xã Thượng B", "Cán bộ xã");
  }
}
