package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** A commune adds its villages from the list of their names. */
@ModuleTest
class VillagesTest {

  @Autowired private MockMvc mvc;
  @Autowired private Villages villages;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private SignedIn signedIn;

  private SmallProvince place;
  private Actor officer;

  @BeforeEach
  void aProvince() {
    place = SmallProvince.in(areas, builtIn);
    officer = SmallProvince.actor("Cán bộ Thượng", Role.COMMUNE_OFFICER, commune());
  }

  private int commune() {
    return place.communes().getFirst();
  }

  private List<Area> added() {
    return areas.children(commune()).stream()
        .filter(area -> !place.villages().contains(area.id()))
        .toList();
  }

  @Test
  void addsEveryNameOfTheListWithItsKindAndACodeOfItsOwn() {
    String list = "Bản Nà Hày\r\n\r\n  tiểu  khu 3 \nTổ dân phố 5\nThôn Đông";
    assertThat(villages.add(officer, Ids.next(), commune(), list).orThrow()).isEqualTo(4);
    assertThat(added())
        .extracting(Area::name, Area::kind)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Bản Nà Hày", "VILLAGE"),
            org.assertj.core.groups.Tuple.tuple("tiểu khu 3", "SUB_AREA"),
            org.assertj.core.groups.Tuple.tuple("Tổ dân phố 5", "RESIDENTIAL_GROUP"),
            org.assertj.core.groups.Tuple.tuple("Thôn Đông", "VILLAGE"));
    villages.add(officer, Ids.next(), commune(), "Bản Mới").orThrow();
    assertThat(areas.children(commune())).extracting(Area::code).doesNotHaveDuplicates();
    assertThat(areas.path(added().getFirst().id())).hasSize(4);
  }

  @Test
  void saysEverythingWrongWithTheListAtOnceAndAddsNothing() {
    String list = "Bản Mới\nbản mới\nBản Một\nNà Hày\nBản " + "a".repeat(120);
    assertThat(villages.add(officer, Ids.next(), commune(), list).problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("AREAS-042", "AREAS-043", "AREAS-041", "AREAS-044");
    assertThat(villages.add(officer, Ids.next(), commune(), " \n ").problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("AREAS-040");
    assertThat(villages.add(officer, Ids.next(), commune(), "Bản 1\n".repeat(1)).done()).isTrue();
    assertThat(added()).extracting(Area::name).containsExactly("Bản 1");
  }

  @Test
  void aFormSentTwiceAddsItsVillagesOnce() {
    UUID form = Ids.next();
    assertThat(villages.add(officer, form, commune(), "Bản Mới").orThrow()).isEqualTo(1);
    assertThat(villages.add(officer, form, commune(), "Bản Mới").orThrow()).isZero();
    assertThat(added()).hasSize(1);
  }

  @Test
  void isForOfficersOfTheCommuneAndItsProvinceOnly() {
    Actor volunteer =
        SmallProvince.actor("Trưởng bản", Role.VOLUNTEER, place.villages().getFirst());
    assertThatThrownBy(() -> villages.add(volunteer, Ids.next(), commune(), "Bản Mới"))
        .isInstanceOf(ForbiddenException.class);
    int other = place.communes().get(1);
    assertThatThrownBy(() -> villages.add(officer, Ids.next(), other, "Bản Mới"))
        .isInstanceOf(NotFoundException.class);
    int village = place.villages().getFirst();
    assertThatThrownBy(() -> villages.add(officer, Ids.next(), village, "Bản Mới"))
        .isInstanceOf(NotFoundException.class);
    Actor province = SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, place.province());
    assertThat(villages.add(province, Ids.next(), other, "Bản Mới").done()).isTrue();
  }

  @Test
  void thePageOfACommuneOffersTheFormAndKeepsWhatWasTyped() throws Exception {
    Cookie device = signedIn.as(Role.COMMUNE_OFFICER, commune(), "Quàng Thị Lan");
    String page = page(get("/areas/" + commune()).cookie(device));
    assertThat(page).contains("Thêm thôn, bản, tổ dân phố");
    Matcher form = Pattern.compile("name=\"form\" value=\"([^\"]+)\"").matcher(page);
    assertThat(form.find()).isTrue();
    MockHttpServletResponse refused = send(device, form.group(1), "Bản Mới\nNà Hày");
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString()).contains("Dòng 2, “Nà Hày”", "Bản Mới\nNà Hày");
    for (int twice = 0; twice < 2; twice++) {
      assertThat(send(device, form.group(1), "Bản Mới\nBản Nà Hày").getStatus()).isEqualTo(303);
    }
    assertThat(added()).extracting(Area::name).containsExactlyInAnyOrder("Bản Mới", "Bản Nà Hày");
    Cookie volunteer = signedIn.as(Role.VOLUNTEER, place.villages().getFirst(), "Lò Văn Nhìn");
    assertThat(page(get("/areas/" + place.villages().getFirst()).cookie(volunteer)))
        .doesNotContain("Thêm thôn, bản");
  }

  private MockHttpServletResponse send(Cookie device, String form, String names) throws Exception {
    return mvc.perform(
            post("/areas/" + commune() + "/villages")
                .param("form", form)
                .param("names", names)
                .cookie(device)
                .with(csrf()))
        .andReturn()
        .getResponse();
  }

  private String page(
      org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request)
      throws Exception {
    return mvc.perform(request).andReturn().getResponse().getContentAsString();
  }
}
