package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/**
 * Pages of areas: lists with both names, the search that tells why, what became of an area, and its
 * history as a drawing.
 */
@ModuleTest
class AreaPagesTest {

  /** Who is signed in is asked once a request. */
  private static final int SIGN_IN = 1;

  private static final LocalDate MERGER = LocalDate.of(2026, 3, 1);
  private static final LocalDate RENAMING = LocalDate.of(2026, 6, 1);

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Reorganisations reorganisations;
  @Autowired private AreaHistory history;

  private SmallProvince place;
  private Actor keeper;
  private Cookie officer;
  private int merged;

  @BeforeEach
  void twoCommunesBecomeOneThatIsRenamedLater() {
    place = SmallProvince.in(areas, builtIn);
    keeper = SmallProvince.actor("Người giữ", Role.PROVINCE_OFFICER, place.province());
    officer = signedIn.as(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    String code = areas.byId(place.communes().getFirst()).code();
    apply(
        MERGER,
        "7/NQ",
        DeclaredChanges.ofLinks(
            place.communes().stream()
                .map(areas::byId)
                .map(one -> new Link(0, Before.of(one), new After(code, "Xã Liên"), Extent.WHOLE))
                .toList()));
    merged = areas.children(place.province()).getFirst().id();
    apply(
        RENAMING,
        "8/NQ",
        DeclaredChanges.none()
            .with(
                new DeclaredChanges.Alteration(
                    0, Before.of(areas.byId(merged)), null, "Xã Liên Hoa", null, null)));
  }

  private int apply(LocalDate day, String decree, DeclaredChanges declared) {
    return reorganisations
        .apply(keeper, place.province(), day, Decree.of(decree), declared)
        .orThrow()
        .id();
  }

  private String html(String path, Cookie device) throws Exception {
    MockHttpServletResponse response =
        mvc.perform(get(path).cookie(device)).andReturn().getResponse();
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString();
  }

  private int status(String path, Cookie device) throws Exception {
    return mvc.perform(get(path).cookie(device)).andReturn().getResponse().getStatus();
  }

  @Test
  void aListOfAreasTellsBothNamesInFewStatements() throws Exception {
    assertThat(html("/areas", officer))
        .contains("Xã Liên Hoa", "trước 6/2026: Xã Liên; trước 3/2026: Xã Hạ, Xã Thượng");
    assertThat(Statements.during(() -> mvc.perform(get("/areas").cookie(officer)).andReturn()))
        .hasSizeLessThanOrEqualTo(SIGN_IN + 4);
  }

  @Test
  void theSearchFindsEveryNameAndCodeOfAnyTimeAndTellsWhy() throws Exception {
    assertThat(areas.find("xa ha", List.of(place.province()), 10))
        .extracting(found -> found.area().name(), FoundArea::byName)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Xã Liên Hoa", "Xã Hạ"),
            org.assertj.core.groups.Tuple.tuple("Xã Hạ", null));
    String code = areas.lastKnown(place.communes().get(1)).code();
    assertThat(html("/areas?q=" + code, officer))
        .contains("trước đây: Xã Hạ, " + code, "đã kết thúc", "nay: Xã Liên Hoa");
    assertThat(areas.find("lien hoa", List.of(place.province()), 10))
        .singleElement()
        .satisfies(found -> assertThat(found.byName()).isNull());
    assertThat(areas.find("xa ha", List.of(place.villages().getFirst()), 10)).isEmpty();
    assertThat(Statements.during(() -> mvc.perform(get("/areas?q=xa").cookie(officer)).andReturn()))
        .hasSizeLessThanOrEqualTo(SIGN_IN + 4);
  }

  @Test
  void anEndedAreaSaysWhenByWhichDecreeAndWhereItIsToBeFoundNow() throws Exception {
    int ended = place.communes().get(1);
    assertThat(html("/areas/" + ended, officer))
        .contains(
            "Xã Hạ đã kết thúc ngày 01/03/2026 theo 7/NQ.",
            "Nay thuộc",
            "<a href=\"/areas/" + merged + "\">Xã Liên Hoa</a>",
            "Khi đó gồm 3 đơn vị");
    Cookie commune = signedIn.as(Role.COMMUNE_OFFICER, merged, "Cán bộ xã");
    assertThat(status("/areas/" + ended, commune)).isEqualTo(200);
    SmallProvince other = SmallProvince.in(areas, builtIn);
    Cookie foreign = signedIn.as(Role.PROVINCE_OFFICER, other.province(), "Cán bộ tỉnh khác");
    assertThat(status("/areas/" + ended, foreign)).isEqualTo(404);
    assertThat(status("/areas/" + ended + "/history", foreign)).isEqualTo(404);
  }

  @Test
  void theHistoryIsDrawnOverSeveralReorganisationsAndTheTableSaysTheSame() throws Exception {
    apply(
        LocalDate.of(2026, 9, 1),
        "9/NQ",
        DeclaredChanges.ofLinks(
            List.of(
                new Link(
                    0,
                    Before.of(areas.byId(merged)),
                    new After("D" + merged + "1", "Xã Đông"),
                    Extent.PART),
                new Link(
                    0,
                    Before.of(areas.byId(merged)),
                    new After("D" + merged + "2", "Xã Tây"),
                    Extent.PART))));
    AreaHistory.Lineage lineage = history.of(keeper, place.communes().getFirst());
    assertThat(lineage.steps()).hasSize(3);
    HistoryDrawing drawing = HistoryDrawing.of(lineage);
    assertThat(drawing.boxes()).hasSize(5);
    assertThat(drawing.lines()).hasSize(4).filteredOn(HistoryDrawing.Line::part).hasSize(2);
    assertThat(drawing.headings())
        .extracting(HistoryDrawing.Heading::decree)
        .containsExactly("7/NQ", "8/NQ", "9/NQ");
    assertThat(drawing.boxes())
        .allSatisfy(
            box -> {
              assertThat(box.x()).isBetween(0, drawing.width() - box.width());
              assertThat(box.y()).isBetween(0, drawing.height() - box.height());
            });
    String page = html("/areas/" + merged + "/history", officer);
    assertThat(page)
        .contains("<svg role=\"group\"", "Lịch sử của Xã Liên Hoa", "Xã Thượng", "Xã Hạ")
        .contains("Xã Đông", "Xã Tây", "chuyển một phần", "nhập toàn bộ", "01/09/2026", "9/NQ")
        .doesNotContain("style=");
    assertThat(
            Statements.during(
                () ->
                    mvc.perform(get("/areas/" + merged + "/history").cookie(officer)).andReturn()))
        .hasSizeLessThanOrEqualTo(SIGN_IN + 7);
    assertThat(
            Statements.during(
                () -> mvc.perform(get("/areas/" + merged).cookie(officer)).andReturn()))
        .as("it has ended")
        .hasSizeLessThanOrEqualTo(SIGN_IN + 11);
    int village = place.villages().getFirst();
    assertThat(
            Statements.during(
                () -> mvc.perform(get("/areas/" + village).cookie(officer)).andReturn()))
        .hasSizeLessThanOrEqualTo(SIGN_IN + 9);
  }

  @Test
  void aWithdrawnReorganisationIsNoFactButIsSaidApart() throws Exception {
    int id =
        apply(
            LocalDate.of(2026, 9, 1),
            "9/NQ",
            DeclaredChanges.none()
                .with(
                    new DeclaredChanges.Alteration(
                        0, Before.of(areas.byId(merged)), null, "Xã Nhầm", null, null)));
    reorganisations.withdraw(keeper, id, "Ghi nhầm tên").orThrow();
    String page = html("/areas/" + merged + "/history", officer);
    assertThat(page)
        .contains("Đã rút, không còn giá trị", "Ghi nhầm tên")
        .doesNotContain("Xã Nhầm");
  }

  @Test
  void whatNeverChangedSaysSo() throws Exception {
    assertThat(html("/areas/" + place.province() + "/history", officer))
        .contains("Chưa có thay đổi nào được ghi nhận từ 01/07/2025")
        .doesNotContain("<svg role=\"group\"");
  }
}
