package vn.khuyenhoc.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockPart;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** A page that was open for longer than its token or its device: nothing typed is lost. */
@ModuleTest
class StaleFormTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;

  private SmallProvince place;
  private Cookie device;

  @BeforeEach
  void anOfficer() {
    place = SmallProvince.in(areas, builtIn);
    device = signedIn.as(Role.COMMUNE_OFFICER, place.communes().getFirst(), "Quàng Thị Lan");
  }

  private String path() {
    return "/areas/" + place.communes().getFirst() + "/villages";
  }

  private MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request)
      throws Exception {
    return mvc.perform(request).andReturn().getResponse();
  }

  @Test
  void aFormWithoutItsTokenComesBackWithEverythingTypedAndCanBeSentAgain() throws Exception {
    String typed = "Bản \"Mới\" <b>\nBản Nà Hày";
    // where a test before put a token of its own, tokens are kept by the session
    MockHttpSession session = new MockHttpSession();
    MockHttpServletResponse stale =
        send(
            post(path())
                .param("names", typed)
                .param("more", "1", "2")
                .session(session)
                .cookie(device));
    assertThat(stale.getStatus()).isEqualTo(403);
    String page = stale.getContentAsString();
    assertThat(page)
        .contains("vẫn còn nguyên", "action=\"" + path() + "\"")
        .contains("name=\"more\" value=\"1\"", "name=\"more\" value=\"2\"")
        .contains("Bản &#34;Mới&#34; &lt;b", "\nBản Nà Hày\"")
        .doesNotContain("tải lại");
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
    assertThat(token.find()).isTrue();
    Cookie kept = stale.getCookie("kh_csrf");
    MockHttpServletResponse sent =
        send(
            post(path())
                .param("names", "Bản Nà Hày")
                .param("_csrf", token.group(1))
                .session(session)
                .cookie(kept == null ? new Cookie[] {device} : new Cookie[] {device, kept}));
    assertThat(sent.getStatus()).isEqualTo(303);
    assertThat(areas.children(place.communes().getFirst()))
        .extracting(Area::name)
        .contains("Bản Nà Hày");
  }

  @Test
  void theTokenLastsAsLongAsADevice() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    MockHttpServletResponse response = new MockHttpServletResponse();
    CookieCsrfTokenRepository tokens = WebSetup.tokens();
    tokens.saveToken(tokens.generateToken(request), request, response);
    assertThat(Objects.requireNonNull(response.getCookie("kh_csrf")).getMaxAge())
        .isEqualTo((int) ActorSource.BROWSERS_MOST.toSeconds());
  }

  @Test
  void passwordsAndFilesAreAskedForAgain() throws Exception {
    String own =
        send(post("/account/password")
                .param("present", "bí mật cũ")
                .param("password", "bí mật mới")
                .param("again", "bí mật mới")
                .cookie(device))
            .getContentAsString();
    assertThat(own)
        .doesNotContain("bí mật")
        .contains("name=\"present\" type=\"password\"", "name=\"password\" type=\"password\"");
    MockPart file = new MockPart("file", "hộ.xlsx", new byte[] {1});
    String upload =
        send(multipart("/households/import").part(file).param("id", "x").cookie(device))
            .getContentAsString();
    assertThat(upload)
        .contains("enctype=\"multipart/form-data\"", "type=\"file\"", "name=\"id\" value=\"x\"");
  }

  @Test
  void whatAnotherSiteSendsIsNotOfferedToBeSentAgain() throws Exception {
    for (String[] header :
        List.of(
            new String[] {"Sec-Fetch-Site", "cross-site"},
            new String[] {"Origin", "https://example.org"})) {
      MockHttpServletResponse answer =
          send(post(path()).param("names", "Bản Lạ").header(header[0], header[1]).cookie(device));
      assertThat(answer.getStatus()).isEqualTo(403);
      assertThat(answer.getContentAsString()).doesNotContain("Bản Lạ", "Gửi lại");
    }
  }

  @Test
  void whoIsNoLongerSignedInComesBackToThePageTheySentFrom() throws Exception {
    for (boolean token : new boolean[] {true, false}) {
      assertThat(location("http://localhost/areas/7?x=1", token))
          .isEqualTo("/sign-in?back=%2Fareas%2F7%3Fx%3D1");
      assertThat(location("https://example.org/areas/7", token)).isEqualTo("/sign-in");
      assertThat(location("http://localhost//example.org", token)).isEqualTo("/sign-in");
    }
    MockHttpServletResponse signIn = send(get("/sign-in"));
    assertThat(signIn.getStatus()).isEqualTo(200);
  }

  private String location(String referrer, boolean token) throws Exception {
    var request = post(path()).header("Referer", referrer);
    if (token) {
      request.with(
          org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors
              .csrf());
    }
    MockHttpServletResponse answer = send(request);
    assertThat(answer.getStatus()).isEqualTo(303);
    return Objects.requireNonNull(answer.getHeader("Location"));
  }
}
