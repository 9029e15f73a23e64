package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Progress, lists and decisions of a campaign that was closed before communes were merged. */
@ModuleTest
@Import(Scene.class)
class ListsBothWaysTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Scene scene;
  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Areas areas;

  private Scene.Cast cast;
  private int upper;
  private int lower;
  private Area merged;
  private UUID decision;
  private Cookie heir;
  private Cookie province;

  @BeforeEach
  void aCampaignWasClosedAndItsCommunesMerged() {
    cast = scene.cast();
    upper = cast.commune;
    lower = cast.place.communes().getLast();
    cast.household(0, "Lò Văn An");
    cast.household(0, "Quàng Thị Bích");
    cast.household(3, "Tòng Văn Chung");
    cast.campaign =
        recognition
            .open(
                cast.province,
                new Recognition.OpenCampaign(
                    2025, cast.place.province(), cast.set.id(), LocalDate.of(2025, 12, 15)),
                Instant.parse("2025-09-01T01:00:00Z"),
                LocalDate.of(2025, 9, 1))
            .orThrow();
    cast.scoreAndSend(0, 0);
    recognition
        .approve(cast.officer, cast.campaign, upper, new Selection.AllBut(null, List.of()))
        .orThrow();
    decision =
        recognition
            .recognise(
                cast.officer,
                new Recognition.Recognise(
                    cast.campaign,
                    upper,
                    "UBND Xã Thượng",
                    "3/QĐ-UBND",
                    LocalDate.of(2026, 11, 2),
                    "Người Ký",
                    "Chủ tịch",
                    new Selection.AllBut(null, List.of())))
            .orThrow()
            .decisionId();
    recognition.closeCampaign(cast.province, cast.campaign).orThrow();
    Actor keeper = SmallProvince.actor("x", Role.PROVINCE_OFFICER, cast.place.province());
    After to = new After("L" + upper, "Xã Liên Minh", "COMMUNE", "");
    reorganisations
        .apply(
            keeper,
            cast.place.province(),
            LocalDate.of(2026, 3, 1),
            Decree.of("NQ 1"),
            DeclaredChanges.none()
                .with(
                    new Link(0, Before.of(areas.byId(upper)), to, Extent.WHOLE),
                    new Link(0, Before.of(areas.byId(lower)), to, Extent.WHOLE)))
        .orThrow();
    merged = areas.below(List.of(cast.place.province()), AreaLevel.COMMUNE).getFirst();
    heir = signedIn.as(Role.COMMUNE_OFFICER, merged.id(), "Cán bộ Liên Minh");
    province = signedIn.as(Role.PROVINCE_OFFICER, cast.place.province(), "Cán bộ tỉnh");
  }

  private String campaign() {
    return "/campaigns/" + cast.campaign;
  }

  private MockHttpServletResponse answer(String path, Cookie who) throws Exception {
    MockHttpServletResponse response = mvc.perform(get(path).cookie(who)).andReturn().getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return response;
  }

  private String page(String path, Cookie who) throws Exception {
    MockHttpServletResponse response = answer(path, who);
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString();
  }

  @Test
  void theProgressOfACampaignIsReadBothWaysWithBothNames() throws Exception {
    assertThat(dossiers.communes(cast.province, cast.campaign, Basis.AS_WAS))
        .extracting(AreaProgress::name, one -> one.tally().roll())
        .containsExactly(tuple("Xã Hạ", 1), tuple("Xã Thượng", 2));
    String then = page(campaign() + "?basis=0", province);
    assertThat(then)
        .contains("Theo địa bàn lúc đó: ngày 31/12/2025", "Xã Hạ", "(nay: Xã Liên Minh)")
        .contains("/figures?campaign=" + cast.campaign + "&amp;area=" + upper + "&amp;basis=0");
    String now = page(campaign(), province);
    assertThat(now)
        .contains("Xã Liên Minh", "(trước 3/2026: Xã Hạ, Xã Thượng)")
        .doesNotContain("area=" + upper + "&");
  }

  @Test
  void whoeverReceivedACommuneReadsItsListsAsTheyWereAndChangesNothing() throws Exception {
    String then = page(campaign() + "/communes/" + upper + "?stage=ALL&basis=0", heir);
    assertThat(then)
        .contains("Lò Văn An", "Quàng Thị Bích", "nay: Xã Liên Minh", "3/QĐ-UBND")
        .doesNotContain("Tòng Văn Chung", "Duyệt");
    String now = page(campaign() + "/communes/" + merged.id() + "?stage=ALL", heir);
    assertThat(now)
        .contains("Lò Văn An", "Tòng Văn Chung", "trước 3/2026: Xã Hạ, Xã Thượng")
        .contains("3/QĐ-UBND");
    assertThat(page(campaign() + "/villages/" + cast.village(3) + "?basis=0", heir))
        .contains("Tòng Văn Chung")
        .doesNotContain("/grid");
    DossierKey key =
        dossiers
            .inVillage(cast.province, cast.campaign, cast.village(0), "", null, 1, 10)
            .rows()
            .getFirst()
            .key();
    assertThat(page("/dossiers/" + key.text(), heir))
        .contains("Theo địa bàn lúc đó (31/12/2025): Bản Một, Xã Thượng. Nay thuộc Xã Liên Minh.");
    assertThat(
            answer(campaign() + "/communes/" + merged.id() + "?basis=0", heir)
                .getHeader("Location"))
        .as("what was not there yet tells where it came from")
        .contains("/figures?area=" + merged.id());
    Cookie other = signedIn.as(Role.COMMUNE_OFFICER, scene.cast().commune, "Cán bộ nơi khác");
    assertThat(answer(campaign() + "/communes/" + upper + "?basis=0", other).getStatus())
        .isEqualTo(404);
  }

  @Test
  void aDecisionOfACommuneThatEndedIsReadWithBothNames() throws Exception {
    for (Cookie who : List.of(heir, province)) {
      assertThat(page("/decisions/" + decision, who))
          .contains("Xã Thượng (nay: Xã Liên Minh)", "Lò Văn An");
    }
    assertThat(page("/decisions/" + decision + "/print?basis=0", heir))
        .contains("Theo địa bàn lúc đó: ngày 31/12/2025");
  }

  @Test
  void workbooksSayThroughWhichTreeTheyAreRead() throws Exception {
    String then = words(answer(campaign() + "/communes/" + upper + "/export?basis=0", heir));
    assertThat(then)
        .contains("Theo địa bàn lúc đó: ngày 31/12/2025", "Xã Thượng (nay: Xã Liên Minh)")
        .contains("Lò Văn An")
        .doesNotContain("Tòng Văn Chung");
    String now = words(answer(campaign() + "/communes/" + merged.id() + "/export", heir));
    assertThat(now)
        .contains("Theo địa bàn hiện nay", "Xã Liên Minh (trước 3/2026: Xã Hạ, Xã Thượng)")
        .contains("Tòng Văn Chung");
    assertThat(words(answer("/decisions/" + decision + "/export?basis=0", heir)))
        .contains("Xã Thượng", "Bản Một");
    assertThat(words(answer(campaign() + "/villages/" + cast.village(0) + "/export?basis=0", heir)))
        .contains("Bản Một", "Lò Văn An");
  }

  private static String words(MockHttpServletResponse response) throws Exception {
    assertThat(response.getStatus()).isEqualTo(200);
    StringBuilder words = new StringBuilder();
    try (ReadableWorkbook book =
        new ReadableWorkbook(new ByteArrayInputStream(response.getContentAsByteArray()))) {
      List<Row> rows = book.getFirstSheet().read();
      rows.forEach(row -> row.forEach(cell -> words.append(cell.getRawValue()).append('\n')));
    }
    return words.toString();
  }
}
