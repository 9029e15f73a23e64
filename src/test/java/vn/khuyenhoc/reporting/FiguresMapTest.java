package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.AreaFacts;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Boundaries;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.areas.Reorganisation;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SharedData;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** The map beside the table of rates, and the choice of a kind of areas. */
@ModuleTest
class FiguresMapTest {

  /** What the page itself may weigh of the 60 kB of a first load. */
  private static final int MOST_OF_THE_PAGE = 32_000;

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private Boundaries boundaries;
  @Autowired private AreaFacts facts;
  @Autowired private Reorganisations reorganisations;

  private String html(String path, Cookie device) throws Exception {
    MockHttpServletResponse response =
        mvc.perform(get(path).cookie(device)).andReturn().getResponse();
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  private FiguresProvince province() {
    FiguresProvince province = new FiguresProvince(jdbc, areas, builtIn, criteria, 2026);
    province.recognised(province.village(0), 45);
    province.listed(province.village(0), 15);
    province.listed(province.village(3), 10);
    province.target("M-" + province.campaign, province.place.province(), 2026, "70");
    return province;
  }

  private void boundary(FiguresProvince province, int commune, Path folder, String since)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("b.geojson"),
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"%s"},
             "geometry":{"type":"Polygon","coordinates":[[[103.9,21.3],[104,21.3],[104,21.4],[103.9,21.3]]]}}]}
            """
                .formatted(areas.byId(commune).code()));
    boundaries
        .record(
            province.officer,
            Ids.next(),
            province.place.province(),
            new Boundaries.Given(file, "", since, "Bản đồ thử"),
            false)
        .orThrow();
  }

  @Test
  void thereIsNoMapWithoutBoundariesAndNothingIsBroken() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(html("/figures", officer))
        .contains("Xã Thượng")
        .doesNotContain("class=\"map\"", "Chưa có ranh giới");
  }

  @Test
  void areasAreShadedByTheirRateAndThoseWithoutBoundaryAreNamed(@TempDir Path folder)
      throws Exception {
    FiguresProvince province = province();
    boundary(province, province.commune(0), folder, "1/7/2025");
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    String page = html("/figures", officer);
    assertThat(page)
        .contains("<title>Xã Thượng: 75\u00a0%, vượt 5 điểm</title>", "class=\"q4\"")
        .contains("aria-label=\"Xã Thượng: 75\u00a0%, vượt 5 điểm\"", "circle class=\"met\"")
        .contains("Chưa có ranh giới: Xã Hạ")
        .doesNotContain("style=");
    boundary(province, province.commune(1), folder, "1/7/2025");
    assertThat(html("/figures", officer))
        .contains("<title>Xã Hạ: chưa báo cáo</title>", "url(#map-none)")
        .doesNotContain("Chưa có ranh giới");
  }

  @Test
  void boundariesThatBeginLaterThanTheDayShownAreNotDrawn(@TempDir Path folder) throws Exception {
    FiguresProvince province = province();
    boundary(province, province.commune(0), folder, "1/1/2027");
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(html("/figures", officer)).doesNotContain("class=\"map\"");
  }

  @Test
  void aMergedAreaIsDrawnByWhatItCameFromUntilItHasABoundaryOfItsOwn(@TempDir Path folder)
      throws Exception {
    FiguresProvince province = province();
    boundary(province, province.commune(0), folder, "1/7/2025");
    String code = areas.byId(province.commune(0)).code();
    reorganisations
        .apply(
            province.officer,
            province.place.province(),
            LocalDate.of(2026, 9, 1),
            Reorganisation.Decree.of("1/NQ"),
            DeclaredChanges.ofLinks(
                province.place.communes().stream()
                    .map(areas::byId)
                    .map(
                        one ->
                            new DeclaredChanges.Link(
                                0,
                                DeclaredChanges.Before.of(one),
                                new DeclaredChanges.After(code, "Xã Liên"),
                                DeclaredChanges.Extent.WHOLE))
                    .toList()))
        .orThrow();
    int merged = areas.children(province.place.province()).getFirst().id();
    LocalDate day = LocalDate.of(2026, 9, 1);
    assertThat(boundaries.drawn(day, List.of(merged)).shapes())
        .as("one of the two has no boundary")
        .isEmpty();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(html("/figures", officer)).doesNotContain("class=\"map\"");
    Path file =
        Files.writeString(
            folder.resolve("c.geojson"),
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"%s"},
             "geometry":{"type":"Polygon","coordinates":[[[104,21.3],[104.1,21.3],[104.1,21.4],[104,21.3]]]}}]}
            """
                .formatted(areas.lastKnown(province.commune(1)).code()));
    boundaries
        .record(
            province.officer,
            Ids.next(),
            province.place.province(),
            new Boundaries.Given(file, "", "1/7/2025", "Bản đồ thử"),
            false)
        .orThrow();
    assertThat(boundaries.drawn(day, List.of(merged)).joined()).containsExactly(merged);
    assertThat(html("/figures", officer))
        .contains("vẽ ghép từ ranh giới các đơn vị cũ: Xã Liên", "<title>Xã Liên: ")
        .doesNotContain("Chưa có ranh giới:");
    boundary(province, merged, folder, "1/9/2026");
    assertThat(html("/figures", officer)).contains("<title>Xã Liên: ").doesNotContain("vẽ ghép từ");
  }

  @Test
  void aKindOfAreasIsLookedAtAlone() throws Exception {
    FiguresProvince province = province();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    assertThat(html("/figures", officer)).doesNotContain("only=");
    facts
        .record(
            province.officer,
            Ids.next(),
            province.commune(0),
            new AreaFacts.Typed("SPECIALLY_DIFFICULT", "có", "1/1/2026", "Quyết định"))
        .orThrow();
    facts
        .record(
            province.officer,
            Ids.next(),
            province.commune(1),
            new AreaFacts.Typed("SPECIALLY_DIFFICULT", "không", "1/1/2026", "Quyết định"))
        .orThrow();
    assertThat(html("/figures", officer))
        .contains("Đặc biệt khó khăn (1)", "Tất cả (2)")
        .doesNotContain("Vùng cao (");
    String chosen = html("/figures?only=SPECIALLY_DIFFICULT", officer);
    String rows = chosen.substring(chosen.indexOf("<tbody"), chosen.lastIndexOf("</tbody>"));
    assertThat(rows).contains("Xã Thượng").doesNotContain("Xã Hạ");
    assertThat(chosen)
        .contains("1 xã, phường này: 75\u00a0%, tức 45/60 hộ", "&amp;only=SPECIALLY_DIFFICULT");
    assertThat(html("/figures?only=POPULATION", officer)).contains("Xã Hạ");
  }

  @Test
  void aRealProvinceIsLightEnoughForASlowLine() throws Exception {
    builtIn.loadOnce();
    criteria.loadOnce();
    LocalDate since = LocalDate.of(2025, 7, 1);
    int province =
        areas
            .add(
                AreaLevel.PROVINCE,
                List.of(new NewArea(areas.nation().id(), "MAP1", "Tỉnh Sơn La", "PROVINCE")),
                since,
                "test")
            .getFirst();
    List<NewArea> communes = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.file("areas/areas-2025-07-01.csv"))) {
      String[] cells = line.split(",", -1);
      if (cells[4].equals("14")) {
        communes.add(new NewArea(province, cells[0], cells[3], "COMMUNE"));
      }
    }
    areas.add(AreaLevel.COMMUNE, communes, since, "test");
    Actor officer = SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, province);
    boundaries
        .record(
            officer,
            Ids.next(),
            province,
            new Boundaries.Given(
                SharedData.file("areas/son-la-communes.geojson"), "", "1/7/2025", "Bản đồ"),
            false)
        .orThrow();
    jdbc.sql(
            """
            insert into recognition.campaign (model, year, area_id, set_id, due_on, reference_date, opened_at)
            values ('LEARNING_FAMILY', 2026, :area, :set, date '2026-11-15', date '2026-12-31', now())
            """)
        .param("area", province)
        .param("set", BuiltInCriteria.LEARNING_FAMILY)
        .update();
    String page = html("/figures", signedIn.as(Role.PROVINCE_OFFICER, province, "Cán bộ tỉnh"));
    assertThat(page.split("tabindex=\"-1\" aria-label", -1)).hasSize(76);
    assertThat(page).doesNotContain("Chưa có ranh giới");
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(sent)) {
      gzip.write(page.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(sent.size()).isLessThan(MOST_OF_THE_PAGE);
  }
}
