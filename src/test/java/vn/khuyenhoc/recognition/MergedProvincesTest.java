package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Two provinces are merged while both are in the middle of a campaign: both go on to their end. */
@ModuleTest
@Import(Scene.class)
class MergedProvincesTest {

  @Autowired private Scene scene;
  @Autowired private Areas areas;
  @Autowired private Households households;
  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;
  @Autowired private Reorganisations reorganisations;
  @Autowired private TallyCheck tallies;
  @Autowired private JdbcClient jdbc;
  @Autowired private List<Command> commands;
  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;

  private Area merge(Scene.Cast one, Scene.Cast two) {
    Area first = areas.byId(one.place.province());
    Area second = areas.byId(two.place.province());
    After merged = new After(first.code() + "M", "Tỉnh Gộp", "PROVINCE", "");
    int nation = areas.nation().id();
    reorganisations
        .apply(
            SmallProvince.actor("x", Role.NATIONAL_OFFICER, nation),
            nation,
            LocalDate.of(2026, 7, 1),
            Decree.of("202/" + first.code()),
            DeclaredChanges.none()
                .with(
                    new Link(0, Before.of(first), merged, Extent.WHOLE),
                    new Link(0, Before.of(second), merged, Extent.WHOLE)))
        .orThrow();
    return areas.byCode(AreaLevel.PROVINCE, first.code() + "M").orElseThrow();
  }

  private HouseholdKey added(Actor officer, int village, String head) {
    return households
        .add(officer, Ids.next(), village, new HouseholdEntry(head, "", 1, 2, 0, ""), true)
        .orThrow();
  }

  private Map<Integer, Integer> rolls(List<Integer> campaigns) {
    Map<Integer, Integer> rolls = new TreeMap<>();
    jdbc.sql(
            "select campaign_id, count(*) from recognition.dossier where campaign_id = any (:c::integer[]) and stage <> 'REMOVED' group by 1")
        .param("c", campaigns.toArray(Integer[]::new))
        .query((row, number) -> rolls.put(row.getInt(1), row.getInt(2)))
        .list();
    return rolls;
  }

  private String sent(Cookie cookie, String path, String... form) throws Exception {
    MockHttpServletRequestBuilder request = post(path).with(csrf()).cookie(cookie);
    for (int i = 0; i < form.length; i += 2) {
      request.param(form[i], form[i + 1]);
    }
    return Objects.requireNonNull(
        mvc.perform(request).andReturn().getResponse().getHeader("Location"));
  }

  @Test
  void warnsOfTheOpenCampaignOfAProvinceThatIsMergedAwayOnScreenAndOnTheCommandLine(
      @TempDir Path folder) throws Exception {
    Scene.Cast one = scene.cast();
    Scene.Cast two = scene.cast();
    one.households(0, 3);
    one.open();
    String campaign = "Đợt 2026 của " + areas.byId(one.place.province()).name() + " đang mở";
    Area upper = areas.byId(one.place.communes().getFirst());
    Area lower = areas.byId(one.place.communes().getLast());
    Area province = merge(one, two);
    Path file =
        Files.writeString(
            folder.resolve("ds.csv"),
            "old_code,old_name,new_code,new_name,extent\n%s,%s,98981,Xã Gộp,whole\n%s,%s,98981,Xã Gộp,whole\n"
                .formatted(upper.code(), upper.name(), lower.code(), lower.name()));
    Command reorganise =
        commands.stream()
            .filter(it -> it.name().equals("areas reorganise"))
            .findFirst()
            .orElseThrow();
    PrintStream out = System.out;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
    try {
      Acting.as(
          Actor.operator("Người trực máy", one.place.nation()),
          () ->
              reorganise.run(
                  new Arguments(
                      List.of(file.toString(), "--date", "2026-12-01", "--dry-run", "--json"))));
    } finally {
      System.setOut(out);
    }
    assertThat(heard.toString(StandardCharsets.UTF_8)).contains("RECOGNITION-070", campaign);

    Cookie cookie = signedIn.cookie(signedIn.actor(Role.PROVINCE_OFFICER, province.id(), "Lò Giữ"));
    String draft =
        sent(
            cookie,
            "/areas/reorganisations/new",
            "form",
            Ids.next().toString(),
            "scope",
            String.valueOf(province.id()),
            "decree",
            "5/NQ",
            "effectiveOn",
            "1/12/2026");
    sent(
        cookie,
        draft + "/add",
        "kind",
        "MERGE",
        "do",
        "add",
        "chosen",
        String.valueOf(one.village(0)),
        "chosen",
        String.valueOf(one.village(1)),
        "name",
        "Bản Gộp",
        "code",
        "98981-1");
    MockHttpServletResponse look =
        mvc.perform(get(draft + "/preview?show=HINTS").cookie(cookie)).andReturn().getResponse();
    look.setCharacterEncoding(StandardCharsets.UTF_8.name());
    assertThat(look.getContentAsString()).as("villages are merged").contains(campaign);
  }

  @Test
  void aCommuneThatGoesToAnotherProvinceKeepsItsDossiersInTheCampaignThatCountsThem() {
    Scene.Cast one = scene.cast();
    Scene.Cast two = scene.cast();
    one.households(0, 3);
    one.open();
    two.open();
    Area commune = areas.byId(one.commune);
    int nation = areas.nation().id();
    reorganisations
        .apply(
            SmallProvince.actor("x", Role.NATIONAL_OFFICER, nation),
            nation,
            LocalDate.of(2026, 7, 1),
            Decree.of("9/" + commune.code()),
            DeclaredChanges.none()
                .with(
                    new DeclaredChanges.Alteration(
                        0,
                        Before.of(commune),
                        null,
                        null,
                        null,
                        Before.of(areas.byId(two.place.province())))))
        .orThrow();
    Actor keeper = SmallProvince.actor("Cán bộ", Role.COMMUNE_OFFICER, commune.id());
    HouseholdKey moving = households.inVillage(one.village(0)).getFirst().key();
    households
        .move(
            keeper,
            moving,
            households.read(keeper, moving).version(),
            one.village(1),
            LocalDate.of(2026, 11, 2),
            "Chuyển nhà")
        .orThrow();
    added(keeper, one.village(2), "Lò Thị Mới Đến");
    assertThat(rolls(List.of(one.campaign, two.campaign)))
        .as("nothing leaves the roll, and nobody is on two")
        .isEqualTo(Map.of(one.campaign, 4));
    recognition.closeCampaign(one.province, one.campaign).orThrow();
    assertThat(tallies.faults())
        .filteredOn(fault -> fault.startsWith("campaign " + one.campaign + ","))
        .isEmpty();
  }

  @Test
  void bothCampaignsGoOnEachWithItsOwnHouseholds() {
    Scene.Cast one = scene.cast();
    Scene.Cast two = scene.cast();
    one.households(0, 3);
    two.households(0, 2);
    one.open();
    two.open();
    Area province = merge(one, two);
    Actor officer = SmallProvince.actor("Cán bộ tỉnh gộp", Role.PROVINCE_OFFICER, province.id());
    Actor keeper = SmallProvince.actor("Cán bộ", Role.COMMUNE_OFFICER, province.id());
    List<Integer> both = List.of(one.campaign, two.campaign);

    added(keeper, one.village(1), "Lò Thị Thêm");
    HouseholdKey moving = added(keeper, two.village(1), "Lò Văn Chuyển");
    assertThat(rolls(both)).containsEntry(one.campaign, 4).containsEntry(two.campaign, 3);
    households
        .move(
            keeper,
            moving,
            households.read(keeper, moving).version(),
            one.village(2),
            LocalDate.of(2026, 11, 2),
            "Chuyển nhà")
        .orThrow();
    assertThat(rolls(both))
        .as("a household stays on the roll it is on, wherever in the province it moves")
        .containsEntry(one.campaign, 4)
        .containsEntry(two.campaign, 3);

    assertThat(dossiers.campaigns(officer)).extracting(Campaign::id).containsAll(both);
    Actor volunteer = SmallProvince.actor("x", Role.VOLUNTEER, one.village(0));
    assertThat(dossiers.campaigns(volunteer)).extracting(Campaign::id).contains(one.campaign);
    one.scoreAndSend(0, 0);

    int third =
        recognition
            .openCampaign(
                officer,
                new Recognition.OpenCampaign(
                    2026, province.id(), one.set.id(), LocalDate.of(2026, 12, 15)))
            .orThrow();
    assertThat(rolls(List.of(third))).as("nobody stands on two rolls of one year").isEmpty();
    for (int campaign : both) {
      recognition.closeCampaign(officer, campaign).orThrow();
    }
    assertThat(tallies.faults())
        .filteredOn(
            fault ->
                both.stream().anyMatch(campaign -> fault.startsWith("campaign " + campaign + ",")))
        .isEmpty();
  }
}
