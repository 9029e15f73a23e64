package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SharedData;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Boundaries come from GeoJSON, hold from a day on, and are taken as a whole or not at all. */
@ModuleTest
class BoundariesTest {

  private static final AtomicInteger NUMBER = new AtomicInteger(300);
  private static final LocalDate SINCE = LocalDate.of(2025, 7, 1);
  private static final String SQUARE =
      "[[[103.9,21.3],[104.0,21.3],[104.0,21.4],[103.9,21.4],[103.9,21.3]]]";

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Boundaries boundaries;
  @Autowired private BoundaryCommands commands;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Languages languages;

  private Path folder;
  private SmallProvince place;
  private Actor keeper;
  private String thuong;
  private String ha;

  @BeforeEach
  void aProvince(@TempDir Path given) {
    folder = given;
    place = SmallProvince.in(areas, builtIn);
    keeper = SmallProvince.actor("Người giữ", Role.PROVINCE_OFFICER, place.province());
    thuong = areas.byId(place.communes().getFirst()).code();
    ha = areas.byId(place.communes().get(1)).code();
  }

  @Test
  void theDemonstrationHasAMapWhereTheSharedFolderHasTheBoundariesAndGoesWithoutElsewhere()
      throws IOException {
    Actor operator = Actor.operator("demo", place.province());
    int commune = place.communes().getFirst();
    SampleBoundaries samples =
        new SampleBoundaries(boundaries, areas, languages, folder.toString());
    samples.loadOnce(place.province(), operator);
    assertThat(boundaries.on(SINCE, List.of(commune))).isEmpty();
    Path data = Files.createDirectories(folder.resolve("data").resolve("areas"));
    Files.writeString(
        data.resolve("son-la-communes.geojson"),
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"%s"},
         "geometry":{"type":"Polygon","coordinates":%s}}]}
        """
            .formatted(thuong, SQUARE));
    samples.loadOnce(place.province(), operator);
    samples.loadOnce(place.province(), operator);
    assertThat(boundaries.on(SINCE, List.of(commune))).containsOnlyKeys(commune);
    assertThat(boundaries.recorded(operator, place.province())).hasSize(1);
  }

  private Path file(String... features) throws IOException {
    return Files.writeString(
        folder.resolve("f" + NUMBER.incrementAndGet() + ".geojson"),
        "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
  }

  private static String feature(String code, String type, String coordinates) {
    return "{\"type\":\"Feature\",\"properties\":{\"code\":\""
        + code
        + "\"},\"geometry\":{\"type\":\""
        + type
        + "\",\"coordinates\":"
        + coordinates
        + "}}";
  }

  private Result<Integer> record(Path file, String since) {
    return boundaries.record(
        keeper,
        Ids.next(),
        place.province(),
        new Boundaries.Given(file, "", since, "Sở Nông nghiệp và Môi trường"),
        false);
  }

  private static List<String> codes(Result<Integer> result) {
    return result.problems().stream()
        .map((Problem one) -> one.field() + " " + one.code().code())
        .toList();
  }

  /** The real communes in a province of this test's own. */
  private int sonLa() throws IOException {
    int province =
        areas
            .add(
                AreaLevel.PROVINCE,
                List.of(
                    new NewArea(
                        place.nation(), "G" + NUMBER.incrementAndGet(), "Tỉnh Sơn La", "PROVINCE")),
                SINCE,
                "test")
            .getFirst();
    List<NewArea> communes = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.file("areas/areas-2025-07-01.csv"))) {
      String[] cells = line.split(",", -1);
      if (cells[4].equals("14")) {
        communes.add(new NewArea(province, cells[0], cells[3], "COMMUNE"));
      }
    }
    assertThat(areas.add(AreaLevel.COMMUNE, communes, SINCE, "test")).hasSize(75);
    return province;
  }

  @Test
  void theRealBoundariesOfAProvinceAreTakenByTheirCodesAndDrawn() throws Exception {
    int province = sonLa();
    Actor officer = SmallProvince.actor("Người giữ", Role.PROVINCE_OFFICER, province);
    Result<Integer> result =
        boundaries.record(
            officer,
            Ids.next(),
            province,
            new Boundaries.Given(
                SharedData.file("areas/son-la-communes.geojson"), "", "1/7/2025", "Bản đồ"),
            false);
    assertThat(result.problems()).isEmpty();
    assertThat(result.orThrow()).isEqualTo(75);
    List<Integer> communes = areas.children(province).stream().map(Area::id).toList();
    Map<Integer, Shape> shapes = boundaries.on(SINCE, communes);
    assertThat(shapes).hasSize(75);
    assertThat(boundaries.on(SINCE.minusDays(1), communes)).isEmpty();
    Outlines outlines = Outlines.of(shapes);
    assertThat(outlines.paths()).hasSize(75);
    assertThat(String.join("", outlines.paths().values()).length()).isLessThan(45_000);
    assertThat(outlines.centres().values())
        .allSatisfy(
            centre -> {
              assertThat(centre[0]).isBetween(0, outlines.width());
              assertThat(centre[1]).isBetween(0, outlines.height());
            });
    Cookie device = signedIn.as(Role.PROVINCE_OFFICER, province, "Cán bộ tỉnh");
    assertThat(
            mvc.perform(get("/areas/" + province + "/boundaries").cookie(device))
                .andReturn()
                .getResponse()
                .getContentAsString())
        .contains("Đang có ranh giới 75/75", "<title>Phường Tô Hiệu</title>")
        .doesNotContain("Chưa có ranh giới:");
  }

  @Test
  void everythingWrongIsSaidAtOnceWithTheNumberOfItsFeatureAndNothingIsTaken() throws IOException {
    assertThat(
            codes(
                record(
                    file(
                        feature(thuong, "Polygon", SQUARE),
                        feature("X1", "Polygon", SQUARE),
                        feature(thuong, "Polygon", SQUARE),
                        feature(ha, "Point", "[103.9,21.3]"),
                        feature(
                            ha,
                            "Polygon",
                            "[[[21.3,103.9],[21.3,104.0],[21.4,104.0],[21.3,103.9]]]"),
                        feature(ha, "Polygon", "[[[2.3,48.9],[2.4,48.9],[2.4,48.8],[2.3,48.9]]]"),
                        feature(
                            ha,
                            "Polygon",
                            "[[[103.9,21.3],[104.0,21.3],[104.0,21.4],[103.9,21.4]]]"),
                        feature(ha, "Polygon", "[[[103.9,21.3],[104.0,21.3],[103.9,21.3]]]"),
                        feature(
                            ha,
                            "Polygon",
                            "[[[103.9,\"21.3\"],[104.0,21.3],[104.0,21.4],[103.9,21.3]]]"),
                        "{\"type\":\"Feature\",\"properties\":{\"ma\":\"1\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                            + SQUARE
                            + "}}"),
                    "")))
        .containsExactlyInAnyOrder(
            "since AREAS-067",
            "line-4 AREAS-089",
            "line-5 AREAS-093",
            "line-6 AREAS-094",
            "line-7 AREAS-091",
            "line-8 AREAS-092",
            "line-9 AREAS-090",
            "line-10 AREAS-088");
    assertThat(
            codes(
                record(
                    file(
                        feature(thuong, "Polygon", SQUARE),
                        feature("X1", "Polygon", SQUARE),
                        feature(thuong, "Polygon", SQUARE)),
                    "1/7/2025")))
        .containsExactly("line-2 AREAS-095", "line-3 AREAS-096");
    assertThat(boundaries.on(SINCE, place.communes())).isEmpty();
  }

  @Test
  void whatIsNoGeoJsonIsSaidToBeNone() throws IOException {
    assertThat(codes(record(Files.writeString(folder.resolve("a"), ""), "1/7/2025")))
        .containsExactly("file AREAS-085");
    assertThat(
            codes(record(Files.writeString(folder.resolve("b"), "{\"type\":\n\"Feat"), "1/7/2025")))
        .containsExactly("file AREAS-085");
    assertThat(codes(record(Files.writeString(folder.resolve("c"), "[1,2]"), "1/7/2025")))
        .containsExactly("file AREAS-086");
    assertThat(codes(record(Files.writeString(folder.resolve("d"), "{\"a\":{}}"), "1/7/2025")))
        .containsExactly("file AREAS-086");
    assertThat(codes(record(file(), "1/7/2025"))).containsExactly("file AREAS-087");
    assertThat(
            codes(record(Files.writeString(folder.resolve("e"), "[".repeat(100_000)), "1/7/2025")))
        .containsExactly("file AREAS-086");
    assertThat(
            codes(
                record(
                    file(feature(ha, "MultiPolygon", "[".repeat(900) + "]".repeat(900))),
                    "1/7/2025")))
        .isNotEmpty();
  }

  @Test
  void boundariesHoldFromADayUntilTheNextOnes() throws IOException {
    String wide = "[[[103.9,21.3],[104.2,21.3],[104.2,21.4],[103.9,21.3]]]";
    String islands = "[" + SQUARE + ",[[[112,16],[112.1,16],[112.1,16.1],[112,16]]]]";
    record(file(feature(ha, "Polygon", SQUARE)), "1/7/2025").orThrow();
    record(file(feature(ha, "MultiPolygon", islands)), "1/6/2026").orThrow();
    record(file(feature(ha, "Polygon", wide)), "1/1/2026").orThrow();
    int commune = place.communes().get(1);
    assertThat(corner(LocalDate.of(2025, 12, 31), commune)).isEqualTo(1_040_000);
    assertThat(corner(LocalDate.of(2026, 5, 31), commune)).isEqualTo(1_042_000);
    assertThat(shape(LocalDate.of(2026, 11, 1), commune).polygons()).hasSize(2);
    record(file(feature(ha, "Polygon", SQUARE)), "1/1/2026").orThrow();
    assertThat(corner(LocalDate.of(2026, 5, 31), commune)).isEqualTo(1_040_000);
    assertThat(boundaries.recorded(keeper, place.province()))
        .extracting(Boundaries.Recorded::since)
        .containsExactly(
            LocalDate.of(2026, 6, 1), LocalDate.of(2026, 1, 1), LocalDate.of(2025, 7, 1));
  }

  private int corner(LocalDate day, int commune) {
    return shape(day, commune).rings().getFirst()[2];
  }

  private Shape shape(LocalDate day, int commune) {
    return Objects.requireNonNull(boundaries.on(day, List.of(commune)).get(commune));
  }

  @Test
  void areasOutsideOnesReachAreNotFound() throws IOException {
    Path file = file(feature(ha, "Polygon", SQUARE));
    SmallProvince other = SmallProvince.in(areas, builtIn);
    Boundaries.Given given = new Boundaries.Given(file, "", "1/7/2025", "x");
    assertThatThrownBy(() -> boundaries.record(keeper, Ids.next(), other.province(), given, false))
        .isInstanceOf(NotFoundException.class);
    Actor officer = SmallProvince.actor("Cán bộ xã", Role.COMMUNE_OFFICER, place.communes().get(1));
    assertThatThrownBy(
            () -> boundaries.record(officer, Ids.next(), place.communes().get(1), given, false))
        .isInstanceOf(ForbiddenException.class);
    Actor foreign = SmallProvince.actor("Người khác", Role.PROVINCE_OFFICER, other.province());
    assertThat(boundaries.record(foreign, Ids.next(), other.province(), given, false).problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("AREAS-095");
  }

  @Test
  void theFormKeepsWhatWasTypedAndLooksFirstWhereAsked() throws Exception {
    Cookie device = signedIn.as(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    String named = feature(ha, "Polygon", SQUARE).replace("\"code\"", "\"MaXa\"");
    MockHttpServletResponse refused = send(device, named, "", true);
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString())
        .contains("Đối tượng số 1", "thuộc tính “code”", "value=\"01/07/2025\"", "Nguồn &lt;b&gt;");
    assertThat(send(device, named, "MaXa", true).getContentAsString())
        .contains("Tệp không có lỗi: sẽ ghi ranh giới của 1 địa bàn");
    assertThat(boundaries.on(SINCE, place.communes())).isEmpty();
    assertThat(send(device, named, "MaXa", false).getStatus()).isEqualTo(303);
    String page =
        mvc.perform(get("/areas/" + place.province() + "/boundaries").cookie(device))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(page).contains("Đang có ranh giới 1/2", "Chưa có ranh giới: Xã Thượng");
  }

  private MockHttpServletResponse send(Cookie device, String feature, String property, boolean look)
      throws Exception {
    return mvc.perform(
            multipart("/areas/" + place.province() + "/boundaries")
                .file(
                    new MockMultipartFile(
                        "file",
                        "xa.geojson",
                        "application/geo+json",
                        ("{\"type\":\"FeatureCollection\",\"features\":[" + feature + "]}")
                            .getBytes(StandardCharsets.UTF_8)))
                .param("form", UUID.randomUUID().toString())
                .param("since", "01/07/2025")
                .param("source", "Nguồn <b>")
                .param("property", property)
                .param("look", String.valueOf(look))
                .cookie(device)
                .with(csrf()))
        .andReturn()
        .getResponse();
  }

  @Test
  void theCommandPrintsCountsAndEveryProblem() throws IOException {
    Actor operator = SmallProvince.actor("Người vận hành", Role.NATIONAL_OFFICER, place.nation());
    String code = areas.byId(place.province()).code();
    Path sound = file(feature(ha, "Polygon", SQUARE));
    assertThat(run(operator, sound.toString(), "--date", "2025-07-01")).startsWith("2 Cách dùng:");
    String[] rest = {"--date", "1/7/2025", "--source", "Bản đồ", "--area", code};
    assertThat(run(operator, with(sound, rest, "--dry-run")))
        .startsWith("0 ")
        .contains("Ranh giới của 1 địa bàn", "Chưa ghi gì");
    assertThat(boundaries.on(SINCE, place.communes())).isEmpty();
    assertThat(run(operator, with(file(feature("X1", "Polygon", SQUARE)), rest, "--json")))
        .startsWith("1 ")
        .contains("\"feature\":1", "\"code\":\"AREAS-095\"", "\"applied\":false");
    assertThat(run(operator, with(sound, rest))).startsWith("0 ").contains("Đã ghi nhận");
    assertThat(boundaries.on(SINCE, place.communes())).hasSize(1);
  }

  private static String[] with(Path file, String[] rest, String... more) {
    List<String> all = new ArrayList<>(List.of(file.toString()));
    all.addAll(List.of(rest));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private String run(Actor operator, String... typed) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    try {
      int code = Acting.as(operator, () -> commands.run(new Arguments(List.of(typed))));
      return code + " " + told.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
