package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** Two people score the same village: nothing that was seen by nobody is overwritten. */
@ModuleTest
class GridPagesTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Scene scene;
  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;

  private Scene.Cast cast;
  private Actor other;
  private Cookie mine;
  private DossierKey first;
  private DossierKey second;

  @BeforeEach
  void twoHouseholdsAndTwoPeople() {
    cast = scene.cast();
    cast.household(0, "Lò Văn An");
    cast.household(0, "Quàng Thị Bích");
    cast.open();
    first = key("An");
    second = key("Bích");
    other = signedIn.actor(Role.VOLUNTEER, cast.village(0), "Cà Văn Khác");
    mine = signedIn.as(Role.VOLUNTEER, cast.village(0), "Lò Thị Tôi");
  }

  private DossierKey key(String name) {
    return cast.lines(0).stream()
        .filter(line -> line.head().endsWith(name))
        .findFirst()
        .orElseThrow()
        .key();
  }

  private String grid() {
    return "/campaigns/" + cast.campaign + "/villages/" + cast.village(0) + "/grid";
  }

  private String code(DossierKey key) {
    return cast.line(key).code();
  }

  private @Nullable BigDecimal points(DossierKey key, String indicator) {
    return dossiers.byKey(cast.officer, key).answers().get(indicator);
  }

  private void otherScores(DossierKey key, String indicator, int points) {
    recognition
        .score(
            other,
            key,
            cast.line(key).version(),
            Map.of(indicator, BigDecimal.valueOf(points)),
            true)
        .orThrow();
  }

  private record Answer(int status, String body, @Nullable String location) {
    /** The sentences of the summary on top. */
    String errors() {
      int from = body.indexOf("id=\"errors\"");
      return from < 0 ? "" : body.substring(from, body.indexOf("</ul>", from));
    }
  }

  private Answer answer(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response = mvc.perform(request.cookie(mine)).andReturn().getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return new Answer(
        response.getStatus(),
        HtmlUtils.htmlUnescape(response.getContentAsString()),
        response.getHeader("Location"));
  }

  private Answer open(String path) throws Exception {
    return answer(get(URI.create(path)));
  }

  private static final Pattern FIELD = Pattern.compile("<input [^>]*name=\"[^\"]+\"[^>]*>");

  /** What a browser sends when the button of the page's form is pressed. */
  private static Map<String, String> fields(Answer page) {
    Map<String, String> fields = new LinkedHashMap<>();
    String form =
        page.body().substring(page.body().indexOf("<form class=\"stack\" method=\"post\""));
    Matcher matcher = FIELD.matcher(form.substring(0, form.indexOf("</form>")));
    while (matcher.find()) {
      String input = matcher.group();
      if (!input.contains("type=\"radio\"") || input.contains(" checked")) {
        fields.put(attribute(input, "name"), attribute(input, "value"));
      }
    }
    return fields;
  }

  private static String attribute(String input, String name) {
    Matcher matcher = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(input);
    return matcher.find() ? matcher.group(1) : "";
  }

  private Answer send(String path, Map<String, String> fields) throws Exception {
    MockHttpServletRequestBuilder request = post(path).with(csrf());
    fields.forEach(request::param);
    return answer(request);
  }

  private static String cell(DossierKey key, String indicator) {
    return key.text() + ":" + indicator;
  }

  @Test
  void pointsTypedOverSomebodyElsesComeBackWithBothAndAChoice() throws Exception {
    Map<String, String> form = fields(open(grid()));
    form.put(cell(first, "1.1"), "5");
    form.put(cell(second, "1.1"), "10");
    otherScores(first, "1.1", 10);
    Answer refused = send(grid(), form);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors())
        .contains("Chưa lưu hộ nào trong bảng")
        .contains("Hộ Lò Văn An (mã " + code(first) + "): Cà Văn Khác vừa chấm lúc ")
        .contains("href=\"#" + first.text() + ":choice\"")
        .doesNotContain("Quàng Thị Bích");
    assertThat(refused.body())
        .contains("Chỉ số 1.1: điểm hiện tại 10, bạn gõ 5")
        .contains("id=\"" + first.text() + ":choice\"");
    Map<String, String> again = fields(refused);
    assertThat(again)
        .containsEntry(cell(first, "1.1"), "5")
        .containsEntry(cell(second, "1.1"), "10")
        .containsEntry(cell(first, "choice"), "theirs");
    assertThat(points(second, "1.1")).isNull();

    Answer saved = send(grid(), again);
    assertThat(saved.status()).isEqualTo(303);
    assertThat(points(first, "1.1")).isEqualByComparingTo("10");
    assertThat(points(second, "1.1")).isEqualByComparingTo("10");
  }

  @Test
  void theTypedPointsAreTakenOnlyWhenChosen() throws Exception {
    Map<String, String> form = fields(open(grid()));
    form.put(cell(first, "1.1"), "5");
    otherScores(first, "1.1", 10);
    Map<String, String> again = fields(send(grid(), form));
    again.put(cell(first, "choice"), "mine");
    assertThat(send(grid(), again).status()).isEqualTo(303);
    assertThat(points(first, "1.1")).isEqualByComparingTo("5");
  }

  @Test
  void aChoiceMadeOverPointsThatChangedOnceMoreIsAskedAgain() throws Exception {
    Map<String, String> form = fields(open(grid()));
    form.put(cell(first, "1.1"), "5");
    otherScores(first, "1.1", 10);
    Map<String, String> again = fields(send(grid(), form));
    again.put(cell(first, "choice"), "mine");
    otherScores(first, "1.1", 0);
    Answer third = send(grid(), again);
    assertThat(third.status()).isEqualTo(422);
    assertThat(third.body()).contains("Chỉ số 1.1: điểm hiện tại 0, bạn gõ 5");
    assertThat(fields(third)).containsEntry(cell(first, "choice"), "theirs");
    assertThat(points(first, "1.1")).isEqualByComparingTo("0");
  }

  @Test
  void theChoiceStaysWhileAnotherCellIsWrong() throws Exception {
    Map<String, String> form = fields(open(grid()));
    form.put(cell(first, "1.1"), "5");
    form.put(cell(second, "1.1"), "4");
    otherScores(first, "1.1", 10);
    Answer refused = send(grid(), form);
    assertThat(refused.errors())
        .contains("Hộ Quàng Thị Bích (mã " + code(second) + "): Chỉ số 1.1 không cho 4 điểm")
        .contains("href=\"#" + cell(second, "1.1") + "\"")
        .contains("Hộ Lò Văn An (mã");
    Map<String, String> again = fields(refused);
    again.put(cell(first, "choice"), "mine");
    again.put(cell(second, "1.1"), "mười");
    Answer twice = send(grid(), again);
    assertThat(twice.errors())
        .contains("Hộ Quàng Thị Bích (mã " + code(second) + "): Chỉ số 1.1: “mười” không phải");
    assertThat(twice.body()).contains("Chỉ số 1.1: điểm hiện tại 10, bạn gõ 5", "Cà Văn Khác vừa");
    Map<String, String> last = fields(twice);
    assertThat(last)
        .containsEntry(cell(first, "choice"), "mine")
        .containsEntry(cell(second, "1.1"), "mười");
    last.put(cell(second, "1.1"), "");
    assertThat(send(grid(), last).status()).isEqualTo(303);
    assertThat(points(first, "1.1")).isEqualByComparingTo("5");
  }

  @Test
  void whatSomebodyOnlySawOverwritesNothing() throws Exception {
    otherScores(first, "1.1", 10);
    Map<String, String> form = fields(open(grid()));
    form.put(cell(first, "2.1"), "10");
    otherScores(first, "1.1", 5);
    assertThat(send(grid(), form).status()).isEqualTo(303);
    assertThat(points(first, "1.1")).isEqualByComparingTo("5");
    assertThat(points(first, "2.1")).isEqualByComparingTo("10");
  }

  @Test
  void whatWasTypedForAHouseholdThatWasSentMeanwhileIsStillShown() throws Exception {
    Map<String, String> form = fields(open(grid()));
    form.put(cell(first, "1.1"), "5");
    recognition.score(other, first, cast.line(first).version(), cast.full(), false).orThrow();
    recognition.sendVillage(other, cast.campaign, cast.village(0)).orThrow();
    Answer refused = send(grid(), form);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors())
        .contains("Lò Văn An (mã " + code(first) + ")", "hồ sơ đã gửi")
        .contains("href=\"#" + first.text() + ":row\"");
    assertThat(refused.body())
        .contains("Chỉ số 1.1: điểm hiện tại 10, bạn gõ 5")
        .doesNotContain("value=\"mine\"");
    assertThat(send(grid(), fields(refused)).status()).isEqualTo(303);
  }

  @Test
  void savingKeepsTheSearchAndThePage() throws Exception {
    Answer found = open(grid() + "?q=an%20lo&size=50");
    assertThat(found.body()).contains("Lò Văn An").doesNotContain("Quàng Thị Bích");
    Map<String, String> form = fields(found);
    form.put(cell(first, "1.1"), "4");
    Answer refused = send(grid(), form);
    assertThat(refused.body()).contains("Lò Văn An").doesNotContain("Quàng Thị Bích");
    Map<String, String> again = fields(refused);
    again.put(cell(first, "1.1"), "5");
    assertThat(send(grid(), again).location()).isEqualTo(grid() + "?q=an+lo&page=1&size=50");
  }

  @Test
  void aQuestionAnsweredBySomebodyElseMarksTheirPointsAndNamesBoth() throws Exception {
    String question = "/dossiers/" + first.text() + "/1.1";
    Map<String, String> form = fields(open(question));
    form.put("points", "5");
    otherScores(first, "1.1", 10);
    Answer refused = send(question, form);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors())
        .contains("Cà Văn Khác đã chấm câu này lúc", "điểm hiện tại 10, bạn chọn 5");
    assertThat(fields(refused)).containsEntry("points", "10");
    assertThat(send(question, fields(refused)).status()).isEqualTo(303);
    assertThat(points(first, "1.1")).isEqualByComparingTo("10");
  }

  @Test
  void aChangeElsewhereInTheDossierKeepsTheChosenAnswerMarked() throws Exception {
    String question = "/dossiers/" + first.text() + "/1.1";
    Map<String, String> form = fields(open(question));
    form.put("points", "5");
    otherScores(first, "2.1", 10);
    Answer refused = send(question, form);
    assertThat(refused.errors()).contains("Cà Văn Khác đã sửa chỗ khác của hồ sơ này");
    assertThat(fields(refused)).containsEntry("points", "5");
    assertThat(send(question, fields(refused)).status()).isEqualTo(303);
    assertThat(points(first, "1.1")).isEqualByComparingTo("5");
  }
}
