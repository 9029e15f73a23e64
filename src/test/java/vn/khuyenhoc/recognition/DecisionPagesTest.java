package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.document.WordXml;
import vn.khuyenhoc.registry.Household;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** A commune decides on what it looked at, and its decision keeps the list it was made with. */
@ModuleTest
class DecisionPagesTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Scene scene;
  @Autowired private Recognition recognition;
  @Autowired private Decisions decisions;
  @Autowired private Dossiers dossiers;
  @Autowired private Households households;

  private Scene.Cast cast;
  private Cookie cookie;
  private HouseholdKey an;
  private HouseholdKey bich;

  @BeforeEach
  void aVillageSentTwoHouseholdsAndAnotherIsReady() {
    cast = scene.cast();
    an = cast.household(0, "Lò Văn An");
    bich = cast.household(0, "Quàng Thị Bích");
    cast.household(1, "Tòng Văn Chung");
    cast.open();
    cast.scoreAndSend(0, 0);
    cast.score(1, 0);
    cookie = signedIn.as(Role.COMMUNE_OFFICER, cast.commune, "Cán bộ Quyết định");
  }

  private String commune() {
    return "/campaigns/" + cast.campaign + "/communes/" + cast.commune;
  }

  private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response =
        mvc.perform(request.cookie(cookie)).andReturn().getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return response;
  }

  private Result<Recognition.Approved> approveAll(@Nullable Integer seen) {
    return recognition.approve(
        cast.officer, cast.campaign, cast.commune, new Selection.AllBut(null, List.of(), seen));
  }

  @Test
  void whatAVillageSentAfterThePageWasOpenedIsNotApprovedUnseen() {
    cast.send(1);
    assertThat(Scene.codes(approveAll(2))).containsExactly("RECOGNITION-062");
    assertThat(cast.tally().sent()).isEqualTo(3);
    assertThat(approveAll(3).orThrow().approved()).isEqualTo(3);
  }

  @Test
  void theQueueBeginsWithWhatIsToBeDecidedAndLeadsToItsButtons() throws Exception {
    approveAll(2).orThrow();
    UUID id =
        decisions
            .draft(cast.officer, cast.campaign, cast.commune, Selection.all(), Ids.next())
            .orThrow();
    cast.send(1);
    String page = answer(get(commune())).getContentAsString();
    assertThat(page.indexOf("/decisions/drafts/" + id)).isBetween(0, page.indexOf("<table"));
    assertThat(page.indexOf("href=\"#act\"")).isBetween(0, page.indexOf("<table"));
    assertThat(page.indexOf("id=\"act\"")).isGreaterThan(page.indexOf("<table"));
  }

  @Test
  void aDecisionRecognisesOnlyAsManyAsItsPageShowed() throws Exception {
    approveAll(2).orThrow();
    String page = answer(get(commune() + "/recognise")).getContentAsString();
    assertThat(page).contains("name=\"seen\" value=\"2\"");
    cast.send(1);
    approveAll(1).orThrow();
    MockHttpServletResponse refused = answer(decision("9/QĐ-UBND").param("seen", "2"));
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString()).contains("9/QĐ-UBND", "Danh sách đã thay đổi");
    assertThat(cast.tally().recognised()).isZero();
    assertThat(answer(decision("9/QĐ-UBND").param("seen", "3")).getStatus()).isEqualTo(303);
    assertThat(cast.tally().recognised()).isEqualTo(3);
  }

  @Test
  void theListIsSubmittedToWhoeverDecidesWithHowManyCameToWhichResult() throws Exception {
    approveAll(2).orThrow();
    UUID id =
        decisions
            .draft(cast.officer, cast.campaign, cast.commune, Selection.all(), Ids.next())
            .orThrow();
    String path = "/decisions/drafts/" + id + "/submission.";
    assertThat(answer(get("/decisions/drafts/" + id)).getContentAsString()).contains(path + "docx");
    WordXml request = new WordXml(answer(get(path + "docx")).getContentAsByteArray());
    List<String> paragraphs = request.paragraphs();
    assertThat(paragraphs)
        .contains("TỜ TRÌNH", "DANH SÁCH ĐỀ NGHỊ CÔNG NHẬN", "Nơi nhận:", "Tổng cộng: 2")
        .anyMatch(text -> text.startsWith("Kính gửi: Ủy ban nhân dân xã"))
        .anyMatch(text -> text.contains("cho 2 trường hợp đã được thẩm định"))
        .anyMatch(text -> text.matches("- .+: 2 trường hợp;"))
        .noneMatch(text -> text.startsWith("Theo đề nghị"))
        .noneMatch(text -> text.endsWith("/TTr-"));
    assertThat(answer(get(path + "pdf")).getContentType()).startsWith("application/pdf");
  }

  @Test
  void theWordsOfAnotherStandBesideOnesOwnAndSavingOverThemIsAChoice() throws Exception {
    approveAll(2).orThrow();
    UUID id =
        decisions
            .draft(cast.officer, cast.campaign, cast.commune, Selection.all(), Ids.next())
            .orThrow();
    DecisionDraft seen = decisions.draft(cast.officer, id);
    decisions
        .write(
            cast.officer,
            id,
            seen.edition(),
            seen.issuer(),
            new DecisionText("Lời người khác", "", "Một"))
        .orThrow();
    MockHttpServletResponse late = answer(words(id, seen.edition()));
    assertThat(late.getStatus()).isEqualTo(422);
    assertThat(late.getContentAsString())
        .contains(
            "Lời người khác", "Lời của tôi", "name=\"edition\" value=\"2\">Lưu lời văn của tôi")
        .doesNotContain("type=\"hidden\" name=\"edition\"");
    assertThat(answer(words(id, seen.edition())).getStatus()).as("pressed again").isEqualTo(422);
    assertThat(answer(words(id, seen.edition() + 1)).getStatus()).as("chosen").isEqualTo(303);
    assertThat(decisions.draft(cast.officer, id).text().subject()).isEqualTo("Lời của tôi");
  }

  private static MockHttpServletRequestBuilder words(UUID draft, int edition) {
    return post("/decisions/drafts/" + draft + "/text")
        .param("edition", String.valueOf(edition))
        .param("issuer", "UBND Xã Thượng")
        .param("subject", "Lời của tôi")
        .param("articles", "Một")
        .with(csrf());
  }

  @Test
  void aCorrectionShowsWhatAnotherCorrectedMeanwhile() throws Exception {
    approveAll(2).orThrow();
    UUID id =
        recognition
            .recognise(cast.officer, cast.decision("12/QĐ-UBND", Selection.all()))
            .orThrow()
            .decisionId();
    assertThat(answer(correction(id, 1, "13/QĐ-UBND")).getStatus()).isEqualTo(303);
    MockHttpServletResponse late = answer(correction(id, 1, "14/QĐ-UBND"));
    assertThat(late.getStatus()).isEqualTo(422);
    assertThat(late.getContentAsString())
        .contains(
            "Cán bộ Quyết định",
            "13/QĐ-UBND",
            "value=\"14/QĐ-UBND\"",
            "name=\"edition\" value=\"2\">");
    assertThat(answer(correction(id, 2, "14/QĐ-UBND")).getStatus()).isEqualTo(303);
    assertThat(dossiers.decision(cast.officer, id).number()).isEqualTo("14/QĐ-UBND");
  }

  private static MockHttpServletRequestBuilder correction(UUID id, int edition, String number) {
    return post("/decisions/" + id + "/correct")
        .param("edition", String.valueOf(edition))
        .param("issuer", "UBND Xã Thượng")
        .param("number", number)
        .param("decidedOn", "02/11/2026")
        .param("signerName", "Người Ký")
        .param("signerTitle", "Chủ tịch")
        .param("reason", "Ghi nhầm số")
        .with(csrf());
  }

  private MockHttpServletRequestBuilder decision(String number) {
    return post(commune() + "/recognise")
        .param("decision", UUID.randomUUID().toString())
        .param("issuer", "UBND Xã Thượng")
        .param("number", number)
        .param("decidedOn", "02/11/2026")
        .param("signerName", "Người Ký")
        .param("signerTitle", "Chủ tịch")
        .with(csrf());
  }

  @Test
  void aDecisionOverSomeOfTheApprovedRecognisesThoseOnly() throws Exception {
    approveAll(2).orThrow();
    String key = cast.of(an).text();
    assertThat(answer(post(commune() + "/recognise/ask").with(csrf())).getStatus()).isEqualTo(422);
    assertThat(
            answer(post(commune() + "/recognise/ask").param("d", key).with(csrf()))
                .getContentAsString())
        .contains("name=\"d\" value=\"" + key + "\"");
    assertThat(answer(decision("10/QĐ-UBND").param("d", key)).getStatus()).isEqualTo(303);
    assertThat(cast.line(cast.of(an)).stage()).isEqualTo(Stage.RECOGNISED);
    assertThat(cast.line(cast.of(bich)).stage()).isEqualTo(Stage.APPROVED);
  }

  @Test
  void theListOfTitlesStaysAtThePlaceThatItShowsAndFindsByName() throws Exception {
    approveAll(2).orThrow();
    answer(decision("12/QĐ-UBND"));
    assertThat(answer(get("/titles")).getContentAsString())
        .contains("<option value=\"" + cast.commune + "\" selected", "Lò Văn An", "Quàng Thị Bích");
    assertThat(answer(get("/titles?q=bich thi")).getContentAsString())
        .contains("Quàng Thị Bích")
        .doesNotContain("Lò Văn An");
    assertThat(answer(get("/titles?q=12/qđ-ubnd&area=" + cast.village(0))).getContentAsString())
        .contains("Quàng Thị Bích", "Lò Văn An");
    assertThat(answer(get("/titles?area=" + cast.village(1))).getContentAsString())
        .contains("Không có danh hiệu nào");
  }

  @Test
  void theListOfADecisionKeepsAHouseholdThatWasJoinedLater() throws Exception {
    approveAll(2).orThrow();
    UUID decision =
        recognition
            .recognise(cast.officer, cast.decision("11/QĐ-UBND", Selection.all()))
            .orThrow()
            .decisionId();
    Household kept = households.read(cast.officer, an);
    String duplicate = households.read(cast.officer, bich).code();
    households.join(cast.officer, an, kept.version(), duplicate, "nhập hai lần").orThrow();
    assertThat(dossiers.decided(cast.officer, decision, 1, 50).total()).isEqualTo(2);
    String printed = answer(get("/decisions/" + decision + "/print")).getContentAsString();
    assertThat(printed).contains("Lò Văn An", "Quàng Thị Bích", "đã gộp với hộ khác");
  }

  @Test
  void sendingAgainWithTheSameReferenceSendsNothingMore() {
    UUID reference = Ids.next();
    Recognition.Sent first =
        recognition
            .sendVillage(cast.volunteers.get(1), cast.campaign, cast.village(1), reference)
            .orThrow();
    Recognition.Sent again =
        recognition
            .sendVillage(cast.volunteers.get(1), cast.campaign, cast.village(1), reference)
            .orThrow();
    assertThat(again).isEqualTo(first);
    assertThat(cast.tally().sent()).isEqualTo(3);
  }

  @Test
  void theGridFinishesAHouseholdThatAlreadyHasEveryAnswer() {
    HouseholdKey late = cast.household(2, "Cà Văn Muộn");
    cast.score(2, 0);
    int version = households.read(cast.officer, late).version();
    households
        .close(cast.officer, late, version, LocalDate.of(2026, 11, 1), "chuyển đi nơi khác")
        .orThrow();
    households
        .reopen(cast.officer, late, households.read(cast.officer, late).version(), "đã trở về bản")
        .orThrow();
    DossierLine line = cast.line(cast.of(late));
    assertThat(line.stage()).isEqualTo(Stage.SCORING);
    Map<String, @Nullable BigDecimal> answers = new HashMap<>();
    dossiers.byKey(cast.officer, line.key()).answers().forEach(answers::put);
    Recognition.GridSaved saved =
        recognition
            .scoreGrid(
                cast.volunteers.get(2),
                cast.campaign,
                cast.village(2),
                List.of(new Recognition.GridRow(line.key(), line.version(), answers)))
            .orThrow();
    assertThat(saved.incomplete()).isZero();
    assertThat(cast.line(line.key()).stage()).isEqualTo(Stage.SCORED);
  }
}
