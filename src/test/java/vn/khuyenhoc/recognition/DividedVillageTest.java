package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.HouseholdAssignments;
import vn.khuyenhoc.registry.HouseholdAssignments.Matching;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/**
 * A village with households is divided: which household goes where, and nothing is lost meanwhile.
 */
@ModuleTest
@Import(Scene.class)
class DividedVillageTest {

  private static final LocalDate DAY = LocalDate.of(2026, 4, 1);

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Scene scene;
  @Autowired private Areas areas;
  @Autowired private Reorganisations reorganisations;
  @Autowired private HouseholdAssignments assignments;
  @Autowired private Households households;
  @Autowired private TallyCheck tallies;
  @Autowired private JdbcClient jdbc;

  private Scene.Cast cast;
  private Actor keeper;
  private Cookie officer;
  private int reorganisation;
  private int line;
  private int upper;
  private int lower;
  private List<String> before;

  @BeforeEach
  void aVillageWithTwelveHouseholdsIsDivided() {
    cast = scene.cast();
    cast.households(0, 12);
    cast.households(1, 3);
    cast.open();
    keeper = signedIn.actor(Role.PROVINCE_OFFICER, cast.place.province(), "Cán bộ tỉnh");
    officer = signedIn.cookie(keeper);
    before = places();
    Area village = areas.byId(cast.village(0));
    reorganisation =
        reorganisations
            .apply(
                keeper,
                cast.place.province(),
                DAY,
                Decree.of("12/NQ-HĐND"),
                DeclaredChanges.none()
                    .with(
                        new Link(
                            0,
                            Before.of(village),
                            new After(village.code() + "A", "Bản Một Trên", "VILLAGE", ""),
                            Extent.PART),
                        new Link(
                            0,
                            Before.of(village),
                            new After(village.code() + "B", "Bản Một Dưới", "VILLAGE", ""),
                            Extent.PART)))
            .orThrow()
            .id();
    for (Area child : areas.children(cast.commune)) {
      switch (child.name()) {
        case "Bản Một Trên" -> upper = child.id();
        case "Bản Một Dưới" -> lower = child.id();
        case "Bản Một" -> line = child.id();
        default -> {
          // the other villages
        }
      }
    }
  }

  /** Where every household lives and every dossier is counted. */
  private List<String> places() {
    return jdbc.sql(
            """
            select concat_ws('|', r.subject_id, r.valid, r.area_id) from registry.residence r
             where r.home_id in (select area_id from areas.ancestor where ancestor_id = :p)
            union all
            select concat_ws('|', d.dossier_id, d.area_then, d.area_now) from recognition.dossier d
             where d.home_id in (select area_id from areas.ancestor where ancestor_id = :p)
            order by 1
            """)
        .param("p", cast.place.province())
        .query(String.class)
        .list();
  }

  /** How many dossiers each village of the commune counts, as it is. */
  private Map<String, Integer> roll() {
    Map<String, Integer> roll = new TreeMap<>();
    jdbc.sql(
            """
            select v.name, t.roll from recognition.tally t
              join areas.area_version v on v.area_id = t.area_id and v.valid @> platform.today() and v.level = 4
             where t.campaign_id = :c and t.basis = 1 and t.roll > 0
            """)
        .param("c", cast.campaign)
        .query((row, number) -> roll.put(row.getString(1), row.getInt(2)))
        .list();
    assertThat(roll.values().stream().mapToInt(Integer::intValue).sum())
        .as("whoever is assigned where, the whole stays")
        .isEqualTo(15);
    assertThat(tallies.faults())
        .filteredOn(fault -> fault.startsWith("campaign " + cast.campaign + ","))
        .isEmpty();
    return roll;
  }

  private record Answer(int status, String body, String location, byte[] bytes) {}

  private Answer answer(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
    MockHttpServletResponse response =
        mvc.perform(request.cookie(officer)).andReturn().getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return new Answer(
        response.getStatus(),
        HtmlUtils.htmlUnescape(response.getContentAsString()),
        String.valueOf(response.getHeader("Location")),
        response.getContentAsByteArray());
  }

  private String here() {
    return "/households/assign/" + line;
  }

  @Test
  void whatNobodyAssignedIsCountedInALineOfItsOwn() throws Exception {
    assertThat(roll()).containsEntry("Bản Một", 12).containsEntry("Bản Hai", 3);
    Answer page = answer(get(here()));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("Còn 12 hộ chưa phân", "Bản Một Trên", "Bản Một Dưới");
    assertThat(answer(get("/households/assign")).body()).contains("Bản Một · Xã Thượng");
    assertThat(answer(get("/work")).body()).contains("Phân 12 hộ của Bản Một");
  }

  @Test
  void householdsAreAssignedByChoiceByRuleAndTheRestAtOnce() throws Exception {
    List<HouseholdAssignments.Unassigned> all =
        assignments.households(
            assignments.divided(keeper, line), Matching.ALL, Integer.MAX_VALUE, 0);
    String first = all.getFirst().key().homeId() + "/" + all.getFirst().key().householdId();
    Answer chosen =
        answer(
            post(here())
                .param("household", first)
                .param("successor", String.valueOf(upper))
                .with(csrf()));
    assertThat(chosen.status()).isEqualTo(303);
    assertThat(roll()).containsEntry("Bản Một", 11).containsEntry("Bản Một Trên", 1);
    answer(
        post(here())
            .param("first", "2")
            .param("last", "6")
            .param("all", "all")
            .param("successor", String.valueOf(lower))
            .with(csrf()));
    assertThat(roll()).containsEntry("Bản Một", 6).containsEntry("Bản Một Dưới", 5);
    answer(post(here()).param("all", "all").param("successor", String.valueOf(upper)).with(csrf()));
    assertThat(roll())
        .doesNotContainKey("Bản Một")
        .containsEntry("Bản Một Trên", 7)
        .containsEntry("Bản Một Dưới", 5);
    assertThat(answer(get(here())).body()).contains("Mọi hộ đã được phân");
    assertThat(
            jdbc.sql(
                    "select count(*) from registry.residence where area_id in (:a, :b) and kind = 'HOUSEHOLD' and valid && daterange('2026-04-01', null)")
                .param("a", upper)
                .param("b", lower)
                .query(Integer.class)
                .single())
        .isEqualTo(12);
    reorganisations.withdraw(keeper, reorganisation, "Ghi nhầm").orThrow();
    assertThat(places()).as("a withdrawal also takes back what was assigned").isEqualTo(before);
  }

  @Test
  void whoMovedAwayIsAssignedTooWhereDossiersOfPastYearsAreCounted() {
    jdbc.sql(
            "update recognition.campaign set status = 'CLOSED', closed_at = now() where campaign_id = :c")
        .param("c", cast.campaign)
        .update();
    HouseholdAssignments.Divided divided = assignments.divided(keeper, line);
    HouseholdAssignments.Unassigned leaving =
        assignments.households(divided, Matching.ALL, 1, 0).getFirst();
    households
        .move(
            SmallProvince.actor("x", Role.COMMUNE_OFFICER, cast.commune),
            leaving.key(),
            1,
            cast.village(1),
            LocalDate.of(2026, 11, 2),
            "Chuyển nhà")
        .orThrow();
    assertThat(assignments.divided(keeper, line).households())
        .as("the one that moved away is still counted there for the year that is over")
        .isEqualTo(12);
    assertThat(
            assignments.households(divided, Matching.ALL, Integer.MAX_VALUE, 0).stream()
                .filter(one -> !one.livesHere())
                .toList())
        .extracting(HouseholdAssignments.Unassigned::key)
        .containsExactly(leaving.key());
    assertThat(assignments.assign(keeper, line, Matching.ALL, upper).orThrow()).isEqualTo(12);
    assertThat(assignments.divided(keeper, line).households()).isZero();
    assertThat(roll()).doesNotContainKey("Bản Một").containsEntry("Bản Một Trên", 12);
  }

  @Test
  void saysWhatIsWrongAndKeepsWhatWasTyped() throws Exception {
    Answer nobody =
        answer(
            post(here()).param("successor", String.valueOf(upper)).param("q", "Lò").with(csrf()));
    assertThat(nobody.status()).isEqualTo(422);
    assertThat(nobody.body()).contains("Chưa chọn hộ nào", "value=\"Lò\"");
    String first =
        assignments
            .households(assignments.divided(keeper, line), Matching.ALL, 1, 0)
            .getFirst()
            .key()
            .householdId()
            .toString();
    Answer ticked =
        answer(post(here()).param("household", cast.village(0) + "/" + first).with(csrf()));
    assertThat(ticked.body())
        .as("what was ticked stays ticked")
        .containsPattern("value=\"[0-9]+/" + first + "\" checked");
    Answer nowhere = answer(post(here()).param("all", "all").with(csrf()));
    assertThat(nowhere.body()).contains("Hãy chọn một thôn, bản mới được lập từ Bản Một");
    assertThat(answer(get(here()).param("first", "mười")).body())
        .contains("“mười” không phải số thứ tự hộ");
    assertThat(roll()).containsEntry("Bản Một", 12);
    Cookie foreign =
        signedIn.as(Role.COMMUNE_OFFICER, cast.place.communes().getLast(), "Cán bộ xã khác");
    assertThat(mvc.perform(get(here()).cookie(foreign)).andReturn().getResponse().getStatus())
        .isEqualTo(404);
    assertThat(Scene.codes(assignments.assign(keeper, line, Matching.ALL, cast.village(1))))
        .containsExactly("REGISTRY-064");
  }

  @Test
  void aSheetGoesOutAndComesBackAndIsLookedAtFirst() throws Exception {
    byte[] sheet = answer(get(here() + "/sheet")).bytes();
    byte[] filled;
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(sheet));
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream()) {
      var rows = book.getSheetAt(0);
      int heading = -1;
      int written = 0;
      for (int i = 0; i <= rows.getLastRowNum(); i++) {
        var row = rows.getRow(i);
        if (row == null) {
          continue;
        }
        if (heading < 0) {
          if (row.getCell(0) != null && row.getCell(0).toString().equals("Mã hộ")) {
            heading = i;
          }
        } else if (row.getCell(0) != null && row.getCell(0).toString().matches("[0-9-]+")) {
          if (++written <= 4) {
            row.createCell(3).setCellValue("Bản Một Trên");
          } else if (written <= 9) {
            row.createCell(3).setCellValue("bản một dưới");
          }
        }
      }
      assertThat(written).isEqualTo(12);
      book.write(out);
      filled = out.toByteArray();
    }
    Answer look =
        answer(
            multipart(here() + "/sheet")
                .file(new MockMultipartFile("file", "phan-ho.xlsx", "application/x", filled))
                .with(csrf()));
    assertThat(look.status()).isEqualTo(200);
    assertThat(look.body()).contains("Phân 9 hộ", "Chưa ghi gì vào hệ thống");
    assertThat(roll()).containsEntry("Bản Một", 12);
    Matcher sha = Pattern.compile("name=\"sha256\" value=\"([0-9a-f]{64})\"").matcher(look.body());
    assertThat(sha.find()).isTrue();
    Answer applied =
        answer(
            post(here() + "/sheet/apply")
                .param("sha256", sha.group(1))
                .param("name", "phan-ho.xlsx")
                .with(csrf()));
    assertThat(applied.status()).isEqualTo(303);
    assertThat(roll())
        .containsEntry("Bản Một", 3)
        .containsEntry("Bản Một Trên", 4)
        .containsEntry("Bản Một Dưới", 5);
    Answer twice =
        answer(
            multipart(here() + "/sheet")
                .file(new MockMultipartFile("file", "phan-ho.xlsx", "application/x", filled))
                .with(csrf()));
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.body()).contains("không nằm trong số hộ chưa phân của Bản Một");
    Answer marked =
        answer(
            get(here() + "/sheet/marked")
                .param("sha256", sha.group(1))
                .param("name", "phan-ho.xlsx"));
    assertThat(marked.bytes()).startsWith((byte) 'P', (byte) 'K');
  }

  @Test
  void everyMistakeOfASheetIsToldAtOnceAndNothingIsWritten() throws Exception {
    String code =
        assignments
            .households(assignments.divided(keeper, line), Matching.ALL, 1, 0)
            .getFirst()
            .code();
    String csv =
        "Mã hộ;Thôn, bản mới\n"
            + code
            + ";Bản Một Trên\n"
            + code
            + ";Bản Một Dưới\n"
            + "1-1-1;Bản Một Trên\n"
            + code
            + ";Bản Ở Đâu\n";
    Answer answer =
        answer(
            multipart(here() + "/sheet")
                .file(
                    new MockMultipartFile(
                        "file", "a.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)))
                .with(csrf()));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Dòng 3:", "Dòng 4:", "Dòng 5:", "“Bản Ở Đâu” không phải thôn, bản mới");
    assertThat(roll()).containsEntry("Bản Một", 12);
    Answer empty = answer(multipart(here() + "/sheet").with(csrf()));
    assertThat(empty.status()).isEqualTo(422);
  }
}
