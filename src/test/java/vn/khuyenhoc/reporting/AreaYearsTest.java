package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/** What reports tell in figures, of one area and of many. */
@ModuleTest
class AreaYearsTest {

  @Autowired private AreaYears years;
  @Autowired private DeclaredTotals totals;
  @Autowired private Reorganisations reorganisations;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;

  @Test
  void ofManyAreasItIsWhatItIsOfEachAlone() {
    targets.loadOnce();
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Integer> asked = new ArrayList<>();
    int nation = 0;
    for (int number = 0; number < 4; number++) {
      FiguresProvince province = chance(random);
      nation = province.place.nation();
      asked.addAll(province.place.communes());
      asked.add(province.village(random.nextInt(6)));
      asked.add(province.place.province());
    }
    ReformedProvince merged =
        new ReformedProvince(jdbc, areas, builtInAreas, criteria, reorganisations);
    asked.add(merged.merge().id());
    asked.add(merged.place.province());
    ReformedProvince divided =
        new ReformedProvince(jdbc, areas, builtInAreas, criteria, reorganisations);
    divided.divide();
    divided.communes().forEach(one -> asked.add(one.id()));
    asked.add(nation);
    Actor reader = SmallProvince.actor("Cán bộ trung ương", Role.NATIONAL_OFFICER, nation);
    for (int year : List.of(2025, 2026)) {
      Map<Integer, AreaYear> together = years.of(reader, Right.REPORT_READ, asked, end(year));
      assertThat(together.keySet()).containsExactlyElementsOf(asked);
      for (int area : asked) {
        assertThat(together.get(area))
            .as("area %s in %s, seed %s", area, year, seed)
            .usingRecursiveComparison()
            .ignoringFieldsOfTypes(Instant.class)
            .ignoringCollectionOrderInFields("rated")
            .isEqualTo(years.of(reader, Right.REPORT_READ, List.of(area), end(year)).get(area));
      }
    }
  }

  private static LocalDate end(int year) {
    return LocalDate.of(year, 12, 31);
  }

  /** A province in which this and that was done, with a plan of its own or of a commune. */
  private FiguresProvince chance(Random random) {
    FiguresProvince province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    for (int village = 0; village < 6; village++) {
      if (random.nextBoolean()) {
        province.recognised(province.village(village), 1 + random.nextInt(5));
      }
      if (random.nextBoolean()) {
        province.listed(province.village(village), 1 + random.nextInt(5));
      }
    }
    if (random.nextBoolean()) {
      province.target(
          "Y-" + province.campaign,
          random.nextBoolean() ? province.place.province() : province.commune(0),
          2026,
          String.valueOf(40 + random.nextInt(50)));
    }
    if (random.nextBoolean()) {
      totals
          .declare(
              province.officer,
              province.commune(random.nextInt(2)),
              Measured.FAMILIES,
              new Declaration(Ids.next(), "70", "Thống kê", "30/06/2026", false))
          .orThrow();
    }
    return province;
  }

  @Test
  void asManyStatementsAreSentForThirtyCommunesAsForThree() throws Exception {
    targets.loadOnce();
    List<Integer> communes = new ArrayList<>();
    int nation = 0;
    while (communes.size() < 30) {
      FiguresProvince province = FiguresProvince.half(jdbc, areas, builtInAreas, criteria);
      province.target("S-" + province.campaign, province.place.province(), 2026, "70");
      nation = province.place.nation();
      communes.addAll(province.place.communes());
    }
    Actor reader = SmallProvince.actor("Cán bộ trung ương", Role.NATIONAL_OFFICER, nation);
    int few = sent(reader, communes.subList(0, 3));
    assertThat(sent(reader, communes)).isEqualTo(few);
    assertThat(sent(reader, communes.subList(0, 1))).isEqualTo(few);
  }

  private int sent(Actor reader, List<Integer> communes) throws Exception {
    return Statements.during(() -> years.of(reader, Right.REPORT_READ, communes, end(2026))).size();
  }

  @Test
  void oneAreaOutOfReachKeepsAllOfThemUnread() {
    FiguresProvince own = FiguresProvince.half(jdbc, areas, builtInAreas, criteria);
    FiguresProvince other = FiguresProvince.half(jdbc, areas, builtInAreas, criteria);
    List<Integer> asked = List.of(own.commune(0), other.commune(0));
    assertThatThrownBy(() -> years.of(own.officer, Right.REPORT_READ, asked, end(2026)))
        .isInstanceOf(NotFoundException.class);
  }
}
