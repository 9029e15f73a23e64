package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

@ModuleTest
class FiguresTest {

  @Autowired private Figures figures;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;

  @Test
  void aVillageThatSentNothingIsNotReportedAndNeverZero() {
    FiguresProvince province = province();
    province.listed(province.village(0), 30);
    province.recognised(province.village(1), 25);
    province.dossiers(province.village(2), 10, "SCORED", "ACHIEVED", false);
    AreaFigures commune = of(province, province.commune(0));
    AreaFigure silent = child(commune, province.village(0));
    assertThat(silent.reporting()).isEqualTo(Reporting.NOT_REPORTED);
    assertThat(silent.percent()).isNull();
    assertThat(silent.gap()).isNull();
    assertThat(silent.gauge().reported()).isFalse();
    assertThat(child(commune, province.village(2)).percent()).isNull();
    assertThat(child(commune, province.village(1)).percent()).isEqualByComparingTo("100.0");
    assertThat(own(commune).reporting()).isEqualTo(Reporting.PARTLY);
    assertThat(own(commune).units()).isEqualTo(3);
    assertThat(own(commune).unitsSent()).isEqualTo(1);
    assertThat(own(commune).percent()).isEqualByComparingTo("38.5");
    assertThat(own(of(province, province.commune(1))).percent()).isNull();
  }

  @Test
  void aCommuneIsCompleteOnceEveryVillageWithARollHasSent() {
    FiguresProvince province = province();
    for (int village : List.of(0, 1)) {
      province.dossiers(province.village(village), 5, "SENT", "ACHIEVED", true);
    }
    AreaFigures whole = of(province, province.place.province());
    AreaFigure commune = child(whole, province.commune(0));
    assertThat(commune.reporting()).isEqualTo(Reporting.REPORTED);
    assertThat(commune.percent()).isEqualByComparingTo("0.0");
    assertThat(own(whole).reporting()).isEqualTo(Reporting.PARTLY);
    assertThat(own(whole).unitsSent()).isEqualTo(1);
    assertThat(own(whole).units()).isEqualTo(2);
    assertThat(whole.children(Reporting.NOT_REPORTED))
        .extracting(AreaFigure::areaId)
        .containsExactly(province.commune(1));
  }

  @Test
  void everyFigureEqualsARecountOfTheFacts() {
    Random random = new Random(20261102);
    for (int round = 0; round < 4; round++) {
      FiguresProvince province = province();
      for (int village : province.place.villages()) {
        province.listed(village, 1 + random.nextInt(5));
        province.dossiers(village, 1 + random.nextInt(5), "SCORING", null, false);
        province.dossiers(village, 1 + random.nextInt(5), "SCORED", "NOT_ACHIEVED", false);
        province.dossiers(village, 1 + random.nextInt(5), "SENT", "ACHIEVED", true);
        province.dossiers(village, 1 + random.nextInt(5), "RETURNED", "ACHIEVED", true);
        province.dossiers(village, 1 + random.nextInt(5), "APPROVED", "ACHIEVED", true);
        province.dossiers(village, 1 + random.nextInt(5), "APPROVED", "NOT_ACHIEVED", true);
        province.recognised(village, 1 + random.nextInt(20));
        province.dossiers(village, 1 + random.nextInt(3), "REMOVED", null, false);
      }
      jdbc.sql(
              """
              update recognition.dossier set area_now = :to
               where campaign_id = :campaign and area_now = :from and stage in ('LISTED', 'SENT')
              """)
          .param("to", province.village(random.nextInt(3, 6)))
          .param("from", province.village(random.nextInt(3)))
          .param("campaign", province.campaign)
          .update();
      everyFigureIsARecount(province);
      jdbc.sql(
              "update recognition.campaign set status = 'CLOSED', closed_at = now() where campaign_id = :id")
          .param("id", province.campaign)
          .update();
      everyFigureIsARecount(province);
    }
  }

  @Test
  void theCountryAddsUpItsProvincesOfTheYear() {
    FiguresProvince one = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2031);
    FiguresProvince other = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2031);
    one.recognised(one.village(0), 30);
    other.recognised(other.village(0), 20);
    other.listed(other.village(4), 10);
    Actor national = SmallProvince.actor("Trung ương", Role.NATIONAL_OFFICER, one.place.nation());
    AreaFigures country = figures.of(national, one.place.nation(), one.campaign, Basis.AS_IS);
    assertThat(own(country).tally().roll()).isEqualTo(60);
    assertThat(own(country).tally().recognised()).isEqualTo(50);
    assertThat(child(country, other.place.province()).percent()).isEqualByComparingTo("66.7");
    AreaFigures province =
        figures.of(national, other.place.province(), other.campaign, Basis.AS_IS);
    assertThat(province.path()).hasSize(2);
    assertThat(own(province).tally()).isEqualTo(child(country, other.place.province()).tally());
  }

  @Test
  void whatHouseholdsStateIsAddedUpByProvinceInTheCountryAsItIsInEachOfThem() {
    TableProvince one = TableProvince.filled(jdbc, areas, builtInAreas, criteria, 31);
    TableProvince other = TableProvince.filled(jdbc, areas, builtInAreas, criteria, 32);
    jdbc.sql(
            """
            update registry.subject h set adults = 2 + length(h.name) % 3, workers = 1
              from areas.ancestor a
             where a.area_id = h.home_id and a.ancestor_id in (:one, :other) and h.kind = 'HOUSEHOLD'
            """)
        .param("one", one.place.province())
        .param("other", other.place.province())
        .update();
    jdbc.sql(
            """
            update registry.subject set adults = null
             where (home_id, subject_id) in (
                     select h.home_id, h.subject_id
                       from registry.subject h
                       join areas.ancestor a on a.area_id = h.home_id and a.ancestor_id = :other
                      where h.kind = 'HOUSEHOLD' and h.status = 'ACTIVE'
                      limit 1)
            """)
        .param("other", other.place.province())
        .update();
    Actor national = SmallProvince.actor("Trung ương", Role.NATIONAL_OFFICER, one.place.nation());
    for (String per : List.of("ADULTS", "WORKERS")) {
      for (Basis basis : Basis.values()) {
        AreaFigures country = stated(national, one.place.nation(), per, basis);
        for (TableProvince province : List.of(one, other)) {
          AreaFigure within = child(country, province.place.province());
          AreaFigure alone = own(stated(national, province.place.province(), per, basis));
          assertThat(within.base()).as(per).isEqualTo(alone.base());
          assertThat(within.tally()).isEqualTo(alone.tally());
          assertThat(within.reporting()).isEqualTo(alone.reporting());
        }
        assertThat(child(country, one.place.province()).base())
            .isInstanceOf(ResultsReport.Base.Stated.class);
        assertThat(child(country, other.place.province()).base().known())
            .isEqualTo(per.equals("WORKERS"));
      }
    }
  }

  private AreaFigures stated(Actor actor, int area, String per, Basis basis) {
    return figures.asked(
        actor,
        Right.FIGURES_READ,
        area,
        Asked.read(null, "LEARNING_CITIZEN", "PERSON", "", per, 2026),
        basis);
  }

  @Test
  void anAreaWithoutATargetShowsItsParentsNamedAsSuch() {
    FiguresProvince province = province();
    province.recognised(province.village(0), 25);
    province.target("T-" + province.campaign, province.place.province(), 2025, "70");
    AreaFigures commune = of(province, province.commune(0));
    Aim aim = Objects.requireNonNull(commune.aim());
    assertThat(aim.own()).isFalse();
    assertThat(aim.milestone()).isTrue();
    assertThat(aim.target().year()).isEqualTo(2025);
    assertThat(child(commune, province.village(0)).aim()).isEqualTo(aim);
    assertThat(own(commune).gap()).isEqualByComparingTo("30.0");
    assertThat(own(of(province, province.place.province())).aim())
        .extracting(one -> Objects.requireNonNull(one).own())
        .isEqualTo(true);
  }

  @Test
  void aVillagesOwnTargetHoldsInItsCommunesTable() {
    FiguresProvince province = province();
    province.recognised(province.village(0), 25);
    province.target("P-" + province.campaign, province.place.province(), 2026, "70");
    province.target("V-" + province.campaign, province.village(1), 2026, "95");
    AreaFigures commune = of(province, province.commune(0));
    assertThat(aim(child(commune, province.village(0)))).isEqualByComparingTo("70");
    assertThat(aim(child(commune, province.village(1)))).isEqualByComparingTo("95");
  }

  @Test
  void nobodySeesFiguresOutsideTheirPlace() {
    FiguresProvince province = province();
    province.listed(province.village(0), 3);
    Actor volunteer = SmallProvince.actor("Cộng tác viên", Role.VOLUNTEER, province.village(0));
    AreaFigures own = figures.of(volunteer, province.village(0), null, Basis.AS_IS);
    assertThat(own.path())
        .extracting(AreaFigures.Step::areaId)
        .containsExactly(province.village(0));
    assertThat(figures.subjects(volunteer, own, 25, 0)).hasSize(3);
    for (int foreign :
        List.of(province.village(1), province.commune(0), province.place.province(), -1)) {
      assertThatThrownBy(() -> figures.of(volunteer, foreign, null, Basis.AS_IS))
          .isInstanceOf(NotFoundException.class);
    }
    Actor administrator =
        SmallProvince.actor("Quản trị", Role.ADMINISTRATOR, province.place.nation());
    assertThatThrownBy(() -> figures.of(administrator, province.village(0), null, Basis.AS_IS))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void theNationalOfficerReadsFiguresAndNoNames() {
    FiguresProvince province = province();
    province.listed(province.village(0), 3);
    Actor national =
        SmallProvince.actor("Trung ương", Role.NATIONAL_OFFICER, province.place.nation());
    AreaFigures village = figures.of(national, province.village(0), province.campaign, Basis.AS_IS);
    assertThat(own(village).tally().roll()).isEqualTo(3);
    assertThat(figures.subjects(national, village, 25, 0)).isEmpty();
  }

  @Test
  void theNewestCampaignIsShownAndAnotherYearCanBeChosen() {
    FiguresProvince province = province();
    province.listed(province.village(0), 3);
    int older = province.campaign(2024);
    AreaFigures newest = figures.of(province.officer, province.commune(0), null, Basis.AS_IS);
    assertThat(Objects.requireNonNull(newest.campaign()).id()).isEqualTo(province.campaign);
    assertThat(newest.campaigns()).extracting(FiguresCampaign::year).containsExactly(2026, 2024);
    AreaFigures chosen = figures.of(province.officer, province.commune(0), older, Basis.AS_IS);
    assertThat(own(chosen).tally().roll()).isZero();
    assertThatThrownBy(
            () -> figures.of(province.officer, province.commune(0), 999_999, Basis.AS_IS))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void anAreaWithoutACampaignHasNoFigures() {
    SmallProvince empty = SmallProvince.in(areas, builtInAreas);
    Actor officer = SmallProvince.actor("Cán bộ", Role.PROVINCE_OFFICER, empty.province());
    AreaFigures none = figures.of(officer, empty.province(), null, Basis.AS_IS);
    assertThat(none.campaign()).isNull();
    assertThat(none.own()).isNull();
    assertThat(none.children()).isEmpty();
  }

  private void everyFigureIsARecount(FiguresProvince province) {
    for (Basis basis : Basis.values()) {
      assertThat(own(read(province, province.place.province(), basis)).tally())
          .isEqualTo(recount(province, province.place.province(), basis));
      for (int commune : province.place.communes()) {
        AreaFigures read = read(province, commune, basis);
        assertThat(own(read).tally()).isEqualTo(recount(province, commune, basis));
        assertThat(own(read).percent())
            .isEqualByComparingTo(
                new Rate(own(read).tally().recognised(), own(read).tally().roll()).percent());
        for (AreaFigure village : read.children()) {
          assertThat(village.tally()).isEqualTo(recount(province, village.areaId(), basis));
        }
      }
    }
  }

  private FiguresProvince province() {
    return new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
  }

  private AreaFigures of(FiguresProvince province, int areaId) {
    return read(province, areaId, Basis.AS_IS);
  }

  private AreaFigures read(FiguresProvince province, int areaId, Basis basis) {
    return figures.of(province.officer, areaId, province.campaign, basis);
  }

  private Tally recount(FiguresProvince province, int areaId, Basis basis) {
    return jdbc.sql(
            """
            select count(*) filter (where true) as roll,
                   count(*) filter (where stage = 'LISTED') as listed,
                   count(*) filter (where stage = 'SCORING') as scoring,
                   count(*) filter (where stage = 'SCORED') as scored,
                   count(*) filter (where stage = 'SENT') as sent,
                   count(*) filter (where stage = 'RETURNED') as returned,
                   count(*) filter (where stage = 'APPROVED' and outcome = 'ACHIEVED') as approved,
                   count(*) filter (where stage = 'APPROVED' and outcome = 'NOT_ACHIEVED') as not_achieved,
                   count(*) filter (where stage = 'RECOGNISED') as recognised,
                   count(*) filter (where sent_at is not null) as reported
              from recognition.dossier d
             where campaign_id = :campaign and stage <> 'REMOVED'
               and exists (select from areas.ancestor a
                            where a.area_id = case :basis when 0 then d.area_then else d.area_now end
                              and a.ancestor_id = :area)
            """)
        .param("campaign", province.campaign)
        .param("basis", basis.code())
        .param("area", areaId)
        .query(
            (row, number) ->
                new Tally(
                    row.getInt(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getInt(6),
                    row.getInt(7),
                    row.getInt(8),
                    row.getInt(9),
                    row.getInt(10)))
        .single();
  }

  private static AreaFigure own(AreaFigures figures) {
    return Objects.requireNonNull(figures.own());
  }

  private static AreaFigure child(AreaFigures figures, int areaId) {
    return figures.children().stream()
        .filter(child -> child.areaId() == areaId)
        .findFirst()
        .orElseThrow();
  }

  private static BigDecimal aim(AreaFigure figure) {
    return Objects.requireNonNull(figure.aim()).target().percent();
  }
}
