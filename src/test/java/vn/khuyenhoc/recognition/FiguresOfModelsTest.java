package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.document.WordXml;
import vn.khuyenhoc.recognition.ModelsScene.World;
import vn.khuyenhoc.registry.MembershipRole;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.AreaFigures;
import vn.khuyenhoc.reporting.Asked;
import vn.khuyenhoc.reporting.Declaration;
import vn.khuyenhoc.reporting.DeclaredTotals;
import vn.khuyenhoc.reporting.Denominator;
import vn.khuyenhoc.reporting.Figures;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;
import vn.khuyenhoc.reporting.Trend;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.Statements;

@ModuleTest
@Import(ModelsScene.class)
class FiguresOfModelsTest {

  private static final Measured CITIZENS =
      Measured.of(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON);
  private static final Measured CLANS = Measured.of(LearningModel.LEARNING_CLAN, ModelLevel.CLAN);
  private static final Measured UNITS =
      Measured.of(LearningModel.LEARNING_UNIT, ModelLevel.PROVINCE);
  private static final Measured COMMUNE_UNITS =
      Measured.of(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE);
  private static final Measured VILLAGES =
      Measured.of(LearningModel.LEARNING_COMMUNITY, ModelLevel.VILLAGE);

  @Autowired private ModelsScene scene;
  @Autowired private Figures figures;
  @Autowired private DeclaredTotals totals;
  @Autowired private JdbcClient jdbc;
  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;

  private AreaFigures read(World world, int area, Measured measured) {
    return figures.asked(
        world.province, Right.FIGURES_READ, area, Asked.newest(measured), Basis.AS_IS);
  }

  private static AreaFigure own(AreaFigures read) {
    return Objects.requireNonNull(read.own());
  }

  private void target(
      World world, String model, String id, String percent, String level, String denominator) {
    jdbc.sql(
            """
            with p as (
              insert into reporting.plan (plan_id, area_id, area_name, issuer, title, number, period)
              values (:plan, :area, 'Tỉnh Thử', 'UBND', 'Kế hoạch thử', '1/KH', daterange('2022-01-01', '2031-01-01'))
              on conflict (plan_id) do update set title = excluded.title
              returning plan_id)
            insert into reporting.target
              (plan_id, target_id, year, area_id, area_name, indicator, scope, value, level, denominator)
            select plan_id, :id, 2026, :area, 'Tỉnh Thử', :model, 'tỉnh', :percent::numeric, :level, :denominator
              from p
            """)
        .param("plan", "P" + world.place.province())
        .param("id", id + world.place.province())
        .param("area", world.place.province())
        .param("model", model)
        .param("percent", percent)
        .param("level", level)
        .param("denominator", denominator)
        .update();
  }

  @Test
  void citizensAreTheSumOfTheirLabourGroupsAndEachGroupStandsAlone() {
    World world = scene.world();
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "WORKER");
    SubjectKey home = world.household(0, 4);
    SubjectKey farmer = world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    SubjectKey worker = world.citizen(home, "WORKER", null, MembershipRole.WORKS_IN);
    world.through(world.dossier("LEARNING_CITIZEN PERSON FARMER", farmer));
    world.through(world.dossier("LEARNING_CITIZEN PERSON WORKER", worker));

    AreaFigures all = read(world, world.place.province(), CITIZENS);
    assertThat(own(all).tally().roll()).isEqualTo(3);
    assertThat(own(all).tally().recognised()).isEqualTo(2);
    Trend trend = figures.trend(all);
    assertThat(trend.groups())
        .extracting(Trend.Group::form, group -> group.tally().roll())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("FARMER", 2),
            org.assertj.core.groups.Tuple.tuple("WORKER", 1));
    AreaFigures farmers = read(world, world.place.province(), CITIZENS.ofForm("FARMER"));
    assertThat(own(farmers).tally().roll()).isEqualTo(2);
    assertThat(own(farmers).tally().recognised()).isEqualTo(1);
    assertThat(figures.trend(farmers).groups()).hasSize(2);
    AreaFigures village = read(world, world.place.villages().getFirst(), CITIZENS);
    assertThat(figures.subjects(world.province, village, 25, 0)).hasSize(3);
  }

  @Test
  void theRateOfCitizensIsOverTheAdultsThatHouseholdsStateAndUnknownWhereOneStatesNothing() {
    World world = scene.world();
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    SubjectKey home = world.household(0, 4);
    SubjectKey citizen = world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    world.through(world.dossier("LEARNING_CITIZEN PERSON FARMER", citizen));
    int commune = world.place.communes().getFirst();

    AreaFigure known = own(read(world, commune, CITIZENS));
    assertThat(known.base()).isEqualTo(new Base.Stated(4, 1));
    assertThat(known.percent()).isEqualByComparingTo("25");

    world.household(1, null);
    AreaFigures wide = read(world, world.place.province(), CITIZENS);
    AreaFigure unknown = own(wide);
    assertThat(unknown.base()).isEqualTo(new Base.Unknown(1, 2));
    assertThat(unknown.reported()).isTrue();
    assertThat(unknown.percent()).isNull();
    assertThat(unknown.gap()).isNull();
    assertThat(wide.rateOfReported().percent()).isNull();
    assertThat(own(read(world, world.place.villages().getFirst(), CITIZENS)).percent())
        .isEqualByComparingTo("25");

    totals
        .declare(
            world.officers.getFirst(),
            commune,
            CITIZENS,
            new Declaration(UUID.randomUUID(), "10", "UBND xã", "1/6/2026", false))
        .orThrow();
    assertThat(own(read(world, commune, CITIZENS)).percent()).isEqualByComparingTo("10");
    assertThat(own(read(world, commune, CITIZENS.over(Denominator.CITIZENS))).percent())
        .isEqualByComparingTo("100");
    assertThat(own(read(world, commune, CITIZENS.over(Denominator.WORKERS))).base())
        .isNotInstanceOf(Base.Declared.class);
  }

  @Test
  void aTargetIsHeldOnlyAgainstARateOfItsModelLevelAndDenominator() {
    World world = scene.world();
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    world.open(LearningModel.LEARNING_CLAN, ModelLevel.CLAN, "");
    int province = world.place.province();
    target(world, "LEARNING_CITIZEN", "a", "40", "PERSON", "WORKERS_IN_RECOGNISED");
    target(world, "LEARNING_CITIZEN", "b", "30", "PERSON", "WORKERS");
    target(world, "LEARNING_CLAN", "c", "75", "CLAN", "CLANS");
    target(world, "LEARNING_UNIT", "d", "90", "COMMUNE", "UNITS");

    AreaFigures adults = read(world, province, CITIZENS);
    assertThat(adults.aim()).isNull();
    assertThat(adults.elsewhere()).hasSize(2);
    AreaFigures workers = read(world, province, CITIZENS.over(Denominator.WORKERS));
    assertThat(Objects.requireNonNull(workers.aim()).target().percent()).isEqualByComparingTo("30");
    assertThat(Objects.requireNonNull(read(world, province, CLANS).aim()).target().percent())
        .isEqualByComparingTo("75");
    assertThat(read(world, province, COMMUNE_UNITS).aim()).isNotNull();
    assertThat(read(world, province, UNITS).aim()).isNull();
    assertThat(
            Objects.requireNonNull(read(world, world.place.communes().getFirst(), CLANS).aim())
                .own())
        .isFalse();
  }

  @Test
  void whatBelongsToAProvinceItselfIsCountedThereAndNowhereBelow() {
    World world = scene.world();
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.PROVINCE, "");
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, "");
    SubjectKey agency = world.unit(world.place.province(), "PROVINCE", 10);
    world.unit(world.place.province(), "PROVINCE", 10);
    world.unit(world.place.communes().getFirst(), "COMMUNE", 3);
    DossierKey dossier = world.dossier("LEARNING_UNIT PROVINCE", agency);
    world.score(dossier, 10);

    AreaFigures units = read(world, world.place.province(), UNITS);
    assertThat(own(units).tally().roll()).isEqualTo(2);
    assertThat(own(units).reporting()).isEqualTo(Reporting.NOT_REPORTED);
    assertThat(units.wide()).isFalse();
    assertThat(units.children()).isEmpty();
    assertThat(figures.subjects(world.province, units, 25, 0)).hasSize(2);
    AreaFigures below = read(world, world.place.communes().getFirst(), UNITS);
    assertThat(below.below()).isTrue();
    assertThat(own(below).tally().roll()).isZero();

    AreaFigures ofCommunes = read(world, world.place.province(), COMMUNE_UNITS);
    assertThat(own(ofCommunes).tally().roll()).isEqualTo(1);
    assertThat(ofCommunes.children()).hasSize(world.place.communes().size());
    assertThat(figures.subjects(world.province, ofCommunes, 25, 0)).isEmpty();
    assertThat(read(world, world.place.communes().getFirst(), COMMUNE_UNITS).children()).isEmpty();
  }

  @Test
  void aWideAreaIsTheSumOfWhatIsBelowAndOfWhatBelongsToItself() {
    World world = scene.world();
    world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.VILLAGE, "");
    world.open(LearningModel.LEARNING_CLAN, ModelLevel.CLAN, "");
    world.clan(0);
    world.clan(1);
    for (Measured measured : List.of(CLANS, VILLAGES)) {
      for (int area : List.of(world.place.province(), world.place.communes().getFirst())) {
        AreaFigures read = read(world, area, measured);
        AreaFigure rest = read.rest();
        assertThat(own(read).tally().roll())
            .isEqualTo(
                read.children().stream().mapToInt(one -> one.tally().roll()).sum()
                    + (rest == null ? 0 : rest.tally().roll()))
            .isPositive();
        assertThat(own(read).base().count()).isEqualTo(own(read).tally().roll());
      }
    }
  }

  @Test
  void onlyWhatIsNotKnownAnywayMayBeDeclared() {
    World world = scene.world();
    world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.VILLAGE, "");
    assertThatThrownBy(
            () ->
                totals.history(
                    world.officers.getFirst(), world.place.communes().getFirst(), VILLAGES))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aPageOfAnyModelOffersTheOthersKeepsTheChoiceAndSendsFewStatements() throws Exception {
    World world = scene.world();
    world.open(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "");
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "WORKER");
    world.open(LearningModel.LEARNING_CLAN, ModelLevel.CLAN, "");
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, "");
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.PROVINCE, "");
    SubjectKey home = world.household(0, 3);
    SubjectKey farmer = world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    world.clan(0);
    world.unit(world.place.province(), "PROVINCE", 10);
    world.through(world.dossier("LEARNING_CITIZEN PERSON FARMER", farmer));
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, world.place.province(), "Cán bộ tỉnh");
    for (String model :
        List.of(
            "LEARNING_FAMILY",
            "LEARNING_CITIZEN",
            "LEARNING_CITIZEN&form=FARMER",
            "LEARNING_CITIZEN&per=WORKERS",
            "LEARNING_CLAN",
            "LEARNING_UNIT&level=COMMUNE",
            "LEARNING_UNIT&level=PROVINCE")) {
      for (int area :
          List.of(
              world.place.province(),
              world.place.communes().getFirst(),
              world.place.villages().getFirst())) {
        String path = "/figures?area=" + area + "&model=" + model;
        html(path, officer);
        List<String> sent =
            Statements.during(() -> mvc.perform(get(path).cookie(officer)).andReturn());
        assertThat(sent).as(path).hasSizeLessThanOrEqualTo(13);
      }
    }
    String citizens =
        html("/figures?area=" + world.place.province() + "&model=LEARNING_CITIZEN", officer);
    assertThat(citizens)
        .contains("Công dân học tập", "Dòng họ học tập", "Theo nhóm lao động", "Nông dân")
        .contains("Tính trên 3 người lớn do 1 hộ trong sổ hộ khai.")
        .contains("1 công dân được công nhận trên 3 người lớn", "model=LEARNING_CLAN")
        .contains("report.docx?area=" + world.place.province() + "&amp;model=LEARNING_CITIZEN")
        .doesNotContain("[roll]", "[base]", "[list]", "[Roll]");
    assertThat(
            html(
                "/figures?area=" + world.place.villages().getFirst() + "&model=LEARNING_UNIT",
                officer))
        .contains("tính ở xã, phường");
    String files = "?area=" + world.place.province() + "&model=LEARNING_CITIZEN";
    WordXml report = new WordXml(bytes("/figures/report.docx" + files, officer));
    assertThat(report.paragraphs())
        .anyMatch(line -> line.contains("Đã công nhận 1 công dân đạt danh hiệu “Công dân học tập”"))
        .noneMatch(line -> line.contains("[") || line.contains("Danh sách hộ"));
    String csv =
        new String(bytes("/figures/statistics.csv" + files, officer), StandardCharsets.UTF_8);
    assertThat(csv).contains("Tổng số người lớn", "Sổ hộ: 1 hộ đã khai");
    assertThat(bytes("/figures/statistics.xlsx" + files, officer)).startsWith('P', 'K');
    String units =
        new String(
            bytes(
                "/figures/statistics.csv?area="
                    + world.place.province()
                    + "&model=LEARNING_UNIT&level=PROVINCE",
                officer),
            StandardCharsets.UTF_8);
    assertThat(units.lines().toList()).hasSize(2);
    assertThat(
            html(
                "/figures/declare?area=" + world.place.province() + "&model=LEARNING_CITIZEN",
                officer))
        .contains("Tổng số người lớn công bố");
  }

  private String html(String path, Cookie cookie) throws Exception {
    return mvc.perform(get(path).cookie(cookie))
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  private byte[] bytes(String path, Cookie cookie) throws Exception {
    return mvc.perform(get(path).cookie(cookie)).andReturn().getResponse().getContentAsByteArray();
  }
}
