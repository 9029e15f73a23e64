package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;
import vn.khuyenhoc.support.TestDatabase;

@ModuleTest
class OverviewsTest {

  @Autowired private Overviews overviews;
  @Autowired private Figures figures;
  @Autowired private DeclaredTotals totals;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;
  @Autowired private TestDatabase database;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;

  @Test
  void everyFigureIsTheOneThatThePageOfFiguresShows() {
    FiguresProvince province = province();
    province.target("O-" + province.campaign, province.place.province(), 2026, "70");
    declare(province, province.commune(0), "120");
    agrees(province.officer, province.place.province());
    agrees(province.officer, province.commune(0));
    agrees(province.officer, province.village(0));
    declare(province, province.place.province(), "500");
    Actor nation =
        SmallProvince.actor("Cán bộ trung ương", Role.NATIONAL_OFFICER, province.place.nation());
    agrees(nation, province.place.province());
    agrees(nation, province.place.nation());
  }

  @Test
  void soItIsOverReorganisationsThroughBothTrees() {
    ReformedProvince merged = reformed();
    int into = merged.merge().id();
    agrees(merged.keeper, merged.place.province());
    agrees(merged.keeper, into);
    ReformedProvince divided = reformed();
    divided.divide();
    agrees(divided.keeper, divided.place.province());
    Actor nation =
        SmallProvince.actor("Cán bộ trung ương", Role.NATIONAL_OFFICER, divided.place.nation());
    agrees(nation, divided.place.nation());
  }

  @Test
  void anAreaThatIsNotInTheTreeSaysSoAndYearsStandSideBySide() {
    ReformedProvince province = reformed();
    int into = province.merge().id();
    Overview was = read(province.keeper, into, 2025, Basis.AS_WAS);
    assertThat(was.there()).isFalse();
    Overview now = read(province.keeper, into, 2025, Basis.AS_IS);
    assertThat(now.there()).isTrue();
    assertThat(Objects.requireNonNull(now.trend()).trend().years())
        .extracting(Trend.Year::year, Trend.Year::existed, year -> year.tally().recognised())
        .containsExactly(tuple(2025, true, 40), tuple(2026, true, 0));
    Overview whole = read(province.keeper, province.place.province(), 2025, Basis.AS_WAS);
    assertThat(Objects.requireNonNull(whole.trend()).trend().changes()).hasSize(1);
  }

  @Test
  void aForeignAreaIsNotFoundAndNothingOfAYearWithoutCampaigns() {
    FiguresProvince province = province();
    FiguresProvince other = province();
    Actor officer = SmallProvince.actor("Cán bộ xã", Role.COMMUNE_OFFICER, province.commune(0));
    assertThatThrownBy(() -> read(officer, other.commune(0), null, Basis.AS_IS))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> read(officer, province.place.province(), null, Basis.AS_IS))
        .isInstanceOf(NotFoundException.class);
    Overview none = read(province.officer, province.place.province(), 2019, Basis.AS_IS);
    assertThat(none.columns()).isEmpty();
    assertThat(none.years()).containsExactly(2026);
  }

  @Test
  void anAreaBeginsOnceHoweverManyLabourGroupsItBeginsWith() {
    TableProvince province = TableProvince.filled(jdbc, areas, builtInAreas, criteria, 21);
    int id = province.place.province();
    Overview overview =
        read(SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, id), id, 2026, Basis.AS_IS);
    List<Long> told =
        overview.week().stream()
            .filter(one -> one.measured().model() == LearningModel.LEARNING_CITIZEN)
            .map(Overview.Week::begun)
            .toList();
    List<Long> began =
        jdbc.sql(
                """
                select count(distinct t.area_id)
                  from recognition.tally t
                  join recognition.campaign c using (campaign_id)
                  join areas.ancestor a on a.area_id = t.area_id and a.ancestor_id = ? and a.valid @> platform.today()
                 where c.model = 'LEARNING_CITIZEN' and c.year = 2026 and t.basis = 1 and t.level < 4 and t.reported > 0
                """)
            .param(id)
            .query(Long.class)
            .list();
    assertThat(told).isEqualTo(began).doesNotContain(0L);
  }

  @Test
  void whatChangedSinceLastWeekIsTheDifferenceToBefore() {
    FiguresProvince province = province();
    JdbcClient owner = JdbcClient.create(database.owner().dataSource());
    for (String table : List.of("tally_day", "tally")) {
      owner
          .sql("update recognition." + table + " set day = day - 30 where campaign_id = :id")
          .param("id", province.campaign)
          .update();
    }
    Overview still = read(province.officer, province.place.province(), null, Basis.AS_IS);
    assertThat(still.week()).allMatch(Overview.Week::still);
    province.recognised(province.village(3), 4);
    province.listed(province.village(0), 3);
    Overview moved = read(province.officer, province.place.province(), null, Basis.AS_IS);
    Overview.Week week = moved.week().getFirst();
    assertThat(List.of(week.recognised(), week.reported(), week.roll(), week.begun()))
        .containsExactly(4L, 4L, 7L, 1L);
    assertThat(week.most())
        .extracting(Overview.Moved::name, Overview.Moved::recognised, Overview.Moved::roll)
        .containsExactly(tuple("Xã Hạ", 4L, 4L), tuple("Xã Thượng", 0L, 3L));
    Overview commune = read(province.officer, province.commune(0), null, Basis.AS_IS);
    assertThat(commune.week().getFirst().roll()).isEqualTo(3);
    assertThat(commune.week().getFirst().most())
        .extracting(Overview.Moved::name)
        .containsExactly("Bản Một");
  }

  @Test
  void theGapIsSaidInWordsAboveBelowEqualAndUnknown() {
    targets.loadOnce();
    FiguresProvince province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.target("G-" + province.campaign, province.place.province(), 2026, "60");
    assertThat(gap(province)).isEqualTo("Chưa rõ");
    province.recognised(province.village(0), 40);
    province.listed(province.village(0), 60);
    assertThat(gap(province)).isEqualTo("còn thiếu 20 điểm phần trăm, tức 20 hộ");
    province.recognised(province.village(1), 50);
    assertThat(gap(province)).isEqualTo("vừa đạt");
    province.recognised(province.village(2), 50);
    assertThat(gap(province)).isEqualTo("vượt 10 điểm phần trăm");
  }

  private String gap(FiguresProvince province) {
    PlanView plan =
        Objects.requireNonNull(
            read(province.officer, province.place.province(), null, Basis.AS_IS).plan());
    PlanWords words = new PlanWords(languages.vietnamese(), plan.indicators());
    TargetLine line = plan.standing().getFirst();
    String gap = words.gap(line);
    return gap.isEmpty() && !words.why(line).isEmpty() ? "Chưa rõ" : gap;
  }

  @Test
  void theNumberOfStatementsGrowsWithNothing() throws Exception {
    FiguresProvince small = province();
    ReformedProvince large = reformed();
    large.merge();
    int few = sent(small.officer, small.place.province());
    assertThat(sent(large.keeper, large.place.province())).isLessThanOrEqualTo(few + 1);
    Actor nation =
        SmallProvince.actor("Cán bộ trung ương", Role.NATIONAL_OFFICER, small.place.nation());
    assertThat(sent(nation, small.place.nation())).isLessThanOrEqualTo(12);
    assertThat(few).isLessThanOrEqualTo(10);
  }

  private int sent(Actor actor, int area) throws Exception {
    return Statements.during(() -> read(actor, area, null, Basis.AS_IS)).size();
  }

  /** Of every model, year, tree and child the same record, to the last warning. */
  private void agrees(Actor actor, int areaId) {
    for (Basis basis : Basis.values()) {
      Overview any = read(actor, areaId, null, basis);
      for (int year : any.years()) {
        Overview overview = read(actor, areaId, year, basis);
        for (Overview.Column column : overview.columns()) {
          AreaFigures shown =
              figures.asked(
                  actor,
                  Right.FIGURES_READ,
                  areaId,
                  new Asked(null, column.measured(), year),
                  basis);
          assertThat(Stream.concat(Stream.of(column.own()), column.children().stream()).toList())
              .as(basis + " " + year + " " + column.measured())
              .containsExactlyElementsOf(
                  Stream.concat(Stream.of(shown.own()), shown.children().stream()).toList());
        }
      }
    }
  }

  private Overview read(Actor actor, int area, @Nullable Integer year, Basis basis) {
    return overviews.of(
        actor, Right.FIGURES_READ, new Overview.Query(area, year, basis, null, null));
  }

  private void declare(FiguresProvince province, int area, String total) {
    totals
        .declare(
            province.officer,
            area,
            Measured.FAMILIES,
            new Declaration(Ids.next(), total, "Thống kê", "30/06/2026", false))
        .orThrow();
  }

  private FiguresProvince province() {
    return FiguresProvince.half(jdbc, areas, builtInAreas, criteria);
  }

  private ReformedProvince reformed() {
    return new ReformedProvince(jdbc, areas, builtInAreas, criteria, reorganisations);
  }
}
