package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Alteration;
import vn.khuyenhoc.areas.DeclaredChanges.Assignment;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.AreaFigure.Warning;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Commune;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/** Figures through the tree of then and through the tree of now, over reorganisations. */
@ModuleTest
class FiguresBothWaysTest {

  private static final LocalDate COUNTED = LocalDate.of(2025, 11, 1);

  @Autowired private Figures figures;
  @Autowired private ResultsReports reports;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private FiguresCheck check;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;

  @Test
  void aMergedCommuneIsReadAsOneNowAndAsTwoThen() {
    ReformedProvince province = reformed();
    Area merged = province.merge();
    AreaFigures now = read(province, province.past, province.place.province(), Basis.AS_IS);
    assertThat(now.children()).extracting(AreaFigure::name).containsExactly("Xã Mới");
    assertThat(own(now).tally().recognised()).isEqualTo(40);
    assertThat(figures.otherNames(now, vietnamese()))
        .containsEntry(merged.id(), "trước 3/2026: Xã Hạ, Xã Thượng");
    AreaFigures then = read(province, province.past, province.place.province(), Basis.AS_WAS);
    assertThat(then.children()).extracting(AreaFigure::name).containsExactly("Xã Hạ", "Xã Thượng");
    assertThat(figures.otherNames(then, vietnamese()))
        .containsEntry(province.place.communes().getFirst(), "nay: Xã Mới");
    everythingAddsUp(province);
  }

  @Test
  void anEndedCommuneAskedForAsItIsTellsWhatBecameOfIt() {
    ReformedProvince province = reformed();
    Area merged = province.merge();
    int ended = province.place.communes().getFirst();
    AreaFigures now = read(province, province.past, ended, Basis.AS_IS);
    assertThat(now.own()).isNull();
    Absence absence = Objects.requireNonNull(now.absence());
    assertThat(absence.ended()).isTrue();
    assertThat(absence.day()).isEqualTo(ReformedProvince.REFORM);
    assertThat(absence.others()).containsExactly(new Absence.Other(merged.id(), "Xã Mới", false));
    assertThat(Objects.requireNonNull(absence.counted()).id()).isEqualTo(province.past);
    assertThat(own(read(province, province.past, ended, Basis.AS_WAS)).tally().recognised())
        .isEqualTo(30);
    Absence before =
        Objects.requireNonNull(read(province, province.past, merged.id(), Basis.AS_WAS).absence());
    assertThat(before.ended()).isFalse();
    assertThat(before.others())
        .extracting(Absence.Other::name)
        .containsExactly("Xã Hạ", "Xã Thượng");
  }

  @Test
  void whoeverReceivedAnAreaReadsWhatItWasAndNobodyElseDoes() {
    ReformedProvince province = reformed();
    Area merged = province.merge();
    int ended = province.place.communes().getFirst();
    Actor heir = SmallProvince.actor("Cán bộ xã mới", Role.COMMUNE_OFFICER, merged.id());
    AreaFigures then = figures.of(heir, ended, province.past, Basis.AS_WAS);
    assertThat(own(then).tally().recognised()).isEqualTo(30);
    AreaFigures village = figures.of(heir, province.village(0), province.past, Basis.AS_WAS);
    assertThat(figures.subjects(heir, village, 50, 0)).hasSize(25);
    ReformedProvince other = reformed();
    Actor stranger =
        SmallProvince.actor("Cán bộ khác", Role.COMMUNE_OFFICER, other.place.communes().getFirst());
    assertThatThrownBy(() -> figures.of(stranger, ended, province.past, Basis.AS_WAS))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whatIsNotAssignedIsALineOfItsOwnInsideTheWhole() {
    ReformedProvince province = reformed();
    Reorganisations.Applied division = province.divide();
    AreaFigures now = read(province, province.past, province.place.province(), Basis.AS_IS);
    AreaFigure line =
        now.children().stream().filter(AreaFigure::unassigned).findFirst().orElseThrow();
    assertThat(line.name()).isEqualTo("Xã Thượng");
    assertThat(line.tally().roll()).isEqualTo(35);
    everythingAddsUp(province);
    ResultsReport report =
        reports
            .of(province.keeper, province.place.province(), province.past, Basis.AS_IS, false)
            .orElseThrow();
    assertThat(report.areas()).hasSize(3);
    assertThat(report.unassigned()).extracting(Commune::roll).containsExactly(35L);
    Map<Integer, Integer> told = new HashMap<>();
    int second = province.named("Xã Hai").id();
    areas.children(line.areaId()).forEach(village -> told.put(village.id(), second));
    reorganisations.assign(province.keeper, division.id(), told).orThrow();
    assertThat(read(province, province.past, province.place.province(), Basis.AS_IS).children())
        .as("the line goes when everything on it was assigned")
        .noneMatch(AreaFigure::unassigned)
        .hasSize(3);
    everythingAddsUp(province);
  }

  @Test
  void aMergerAndTheReverseDivisionGiveBackTheSameFigures() {
    ReformedProvince province = reformed();
    Map<String, Tally> before = table(province, province.past, Basis.AS_IS);
    Map<String, Tally> then = table(province, province.past, Basis.AS_WAS);
    List<Area> upper = areas.children(province.commune(0).id());
    Area merged = province.merge();
    List<Assignment> told = new ArrayList<>();
    for (Area village : areas.children(merged.id())) {
      boolean first = upper.stream().anyMatch(one -> one.id() == village.id());
      told.add(new Assignment(0, Before.of(village), first ? "X1" : "X2"));
    }
    province
        .apply(
            LocalDate.of(2026, 5, 1),
            DeclaredChanges.none()
                .with(
                    ReformedProvince.link(merged, "X1", "Xã Thượng", Extent.PART),
                    ReformedProvince.link(merged, "X2", "Xã Hạ", Extent.PART))
                .assigning(told))
        .orThrow();
    assertThat(table(province, province.past, Basis.AS_IS)).isEqualTo(before);
    assertThat(table(province, province.past, Basis.AS_WAS)).isEqualTo(then);
    everythingAddsUp(province);
  }

  @Test
  void theYearsOfAMergedCommuneAreComparableNowAndStandApartThen() {
    ReformedProvince province = reformed();
    Area merged = province.merge();
    Trend now = figures.trend(read(province, province.present, merged.id(), Basis.AS_IS));
    assertThat(now.years())
        .extracting(Trend.Year::year, year -> year.tally().roll(), Trend.Year::existed)
        .containsExactly(tuple(2025, 100, true), tuple(2026, 100, true));
    assertThat(now.changes())
        .extracting(Trend.Change::day)
        .containsExactly(ReformedProvince.REFORM);
    Trend then = figures.trend(read(province, province.present, merged.id(), Basis.AS_WAS));
    assertThat(then.years())
        .extracting(Trend.Year::existed, year -> year.tally().roll())
        .containsExactly(tuple(false, 0), tuple(true, 100));
    assertThat(then.before(then.years().getLast())).hasSize(1);
    Trend whole =
        figures.trend(read(province, province.present, province.place.province(), Basis.AS_WAS));
    assertThat(whole.years()).extracting(year -> year.tally().recognised()).containsExactly(40, 0);
  }

  @Test
  void declaredTotalsOfWhatWasPutTogetherAddUpOnlyIfAllAreKnownForOneDay() {
    ReformedProvince province = reformed();
    declare(province.place.communes().getFirst(), 100, COUNTED);
    Area merged = province.merge();
    AreaFigure unknown = own(read(province, province.past, merged.id(), Basis.AS_IS));
    assertThat(unknown.base()).isEqualTo(new Base.Roll(100));
    assertThat(unknown.warnings()).contains(Warning.DECLARED_PART_UNKNOWN);
    assertThat(
            own(read(province, province.past, province.place.communes().getFirst(), Basis.AS_WAS))
                .base()
                .count())
        .isEqualTo(100);
    declare(province.place.communes().getLast(), 50, COUNTED.minusDays(1));
    assertThat(own(read(province, province.past, merged.id(), Basis.AS_IS)).warnings())
        .contains(Warning.DECLARED_DATES_DIFFER);
    declare(province.place.communes().getLast(), 50, COUNTED);
    Base sum = own(read(province, province.past, merged.id(), Basis.AS_IS)).base();
    assertThat(sum).isInstanceOf(Base.Declared.class);
    assertThat(sum.count()).isEqualTo(150);
    declare(merged.id(), 170, LocalDate.of(2026, 6, 1));
    assertThat(own(read(province, province.present, merged.id(), Basis.AS_IS)).base().count())
        .as("its own, from the day it is declared for")
        .isEqualTo(170);
    assertThat(own(read(province, province.past, merged.id(), Basis.AS_IS)).base().count())
        .isEqualTo(150);
    everythingAddsUp(province);
  }

  @Test
  void aTotalDeclaredBeforeADivisionOrAMoveHoldsForNothingAfterIt() {
    ReformedProvince province = reformed();
    declare(province.place.communes().getFirst(), 100, COUNTED);
    declare(province.place.communes().getLast(), 90, COUNTED);
    province.divide();
    AreaFigure part =
        own(read(province, province.past, province.named("Xã Một").id(), Basis.AS_IS));
    assertThat(part.base()).isInstanceOf(Base.Roll.class);
    assertThat(part.warnings()).contains(Warning.DECLARED_DIVIDED);
    province
        .apply(
            LocalDate.of(2026, 4, 1),
            DeclaredChanges.none()
                .with(
                    new Alteration(
                        0,
                        Before.of(areas.byId(province.village(3))),
                        null,
                        null,
                        null,
                        Before.of(province.named("Xã Hai")))))
        .orThrow();
    int lower = province.place.communes().getLast();
    AreaFigure now = own(read(province, province.past, lower, Basis.AS_IS));
    assertThat(now.base()).isEqualTo(new Base.Roll(30));
    assertThat(now.warnings()).contains(Warning.DECLARED_BEFORE_EXCHANGE);
    assertThat(own(read(province, province.past, lower, Basis.AS_WAS)).base().count())
        .isEqualTo(90);
    everythingAddsUp(province);
  }

  @Test
  void aCommuneThatWentToAnotherProvinceIsCountedThereNowAndHereThen() {
    ReformedProvince from = reformed();
    ReformedProvince to = reformed();
    Actor nation = Actor.operator("test", areas.nation().id());
    int moved = from.place.communes().getFirst();
    reorganisations
        .apply(
            nation,
            areas.nation().id(),
            LocalDate.of(2026, 3, 2),
            Decree.of("NQ QH " + moved),
            DeclaredChanges.none()
                .with(
                    new Alteration(
                        0,
                        Before.of(areas.byId(moved)),
                        null,
                        null,
                        null,
                        Before.of(areas.byId(to.place.province())))))
        .orThrow();
    assertThat(own(read(from, from.past, from.place.province(), Basis.AS_WAS)).tally().roll())
        .isEqualTo(100);
    assertThat(own(read(from, from.past, from.place.province(), Basis.AS_IS)).tally().roll())
        .isEqualTo(40);
    assertThat(own(read(to, to.past, to.place.province(), Basis.AS_IS)).tally().roll())
        .isEqualTo(160);
    assertThat(own(read(to, to.past, to.place.province(), Basis.AS_WAS)).tally().roll())
        .isEqualTo(100);
    Actor officer = SmallProvince.actor("Cán bộ mới", Role.PROVINCE_OFFICER, to.place.province());
    assertThat(own(figures.of(officer, moved, from.past, Basis.AS_WAS)).tally().roll())
        .as("the province that received it reads what it was")
        .isEqualTo(60);
    for (int year : List.of(2025, 2026)) {
      long facts =
          jdbc.sql(
                  """
                  select count(*) from recognition.dossier d join recognition.campaign c using (campaign_id)
                   where c.year = :year and c.model = 'LEARNING_FAMILY' and d.stage <> 'REMOVED'
                  """)
              .param("year", year)
              .query(Long.class)
              .single();
      for (Basis basis : Basis.values()) {
        AreaFigures whole =
            figures.of(nation, areas.nation().id(), year == 2025 ? from.past : from.present, basis);
        assertThat((long) own(whole).tally().roll())
            .as("the country in %s, %s", year, basis)
            .isEqualTo(facts);
        assertThat(sum(whole)).isEqualTo(own(whole).tally());
      }
    }
    everyTableAddsUp(from);
    everyTableAddsUp(to);
  }

  @Test
  void provincesThatWereMergedAreReadTogetherNowAndApartThen() {
    ReformedProvince one = reformed();
    ReformedProvince other = reformed();
    Actor nation = Actor.operator("test", areas.nation().id());
    After into = new After("P" + one.place.province(), "Tỉnh Chung", "PROVINCE", "");
    reorganisations
        .apply(
            nation,
            areas.nation().id(),
            LocalDate.of(2026, 3, 3),
            Decree.of("NQ QH " + one.place.province()),
            DeclaredChanges.none()
                .with(
                    new Link(0, Before.of(areas.byId(one.place.province())), into, Extent.WHOLE),
                    new Link(0, Before.of(areas.byId(other.place.province())), into, Extent.WHOLE)))
        .orThrow();
    int merged = areas.byCode(AreaLevel.PROVINCE, "P" + one.place.province()).orElseThrow().id();
    Actor officer = SmallProvince.actor("Cán bộ tỉnh chung", Role.PROVINCE_OFFICER, merged);
    AreaFigures now = figures.of(officer, merged, one.past, Basis.AS_IS);
    assertThat(own(now).tally().roll()).isEqualTo(200);
    assertThat(sum(now)).isEqualTo(own(now).tally());
    assertThat(figures.trend(now).years()).extracting(year -> year.tally().roll()).contains(200);
    Absence then =
        Objects.requireNonNull(figures.of(officer, merged, one.past, Basis.AS_WAS).absence());
    assertThat(then.ended()).isFalse();
    assertThat(then.others())
        .extracting(Absence.Other::areaId)
        .containsExactlyInAnyOrder(one.place.province(), other.place.province());
    for (ReformedProvince part : List.of(one, other)) {
      AreaFigures was = figures.of(officer, part.place.province(), part.past, Basis.AS_WAS);
      assertThat(own(was).tally().roll()).isEqualTo(100);
      assertThat(sum(was)).isEqualTo(own(was).tally());
    }
  }

  @Test
  void bothWaysCostTheSameNumberOfStatements() throws Exception {
    ReformedProvince province = reformed();
    province.merge();
    int id = province.place.province();
    List<Integer> counts = new ArrayList<>();
    for (Basis basis : Basis.values()) {
      counts.add(
          Statements.during(
                  () -> {
                    AreaFigures read = read(province, province.past, id, basis);
                    figures.otherNames(read, vietnamese());
                    return figures.trend(read);
                  })
              .size());
    }
    assertThat(counts.getFirst()).isEqualTo(counts.getLast()).isLessThanOrEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 42, 1207})
  void whateverHappensToAreasEveryTableAddsUpBothWays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ReformedProvince province = reformed();
    LocalDate day = LocalDate.of(2026, 1, 5);
    int done = 0;
    for (int turn = 0; turn < 14; turn++) {
      List<Area> communes =
          province.communes().stream().filter(one -> !one.kind().equals("UNASSIGNED")).toList();
      Area commune = communes.get(random.nextInt(communes.size()));
      Area other = communes.get(random.nextInt(communes.size()));
      List<Area> villages = areas.below(List.of(province.place.province()), AreaLevel.VILLAGE);
      Area village = villages.get(random.nextInt(villages.size()));
      day = day.plusDays(1 + random.nextInt(15));
      String code = "r" + seed + "-" + turn;
      DeclaredChanges declared =
          switch (random.nextInt(6)) {
            case 0 -> {
              After into = new After(code, "Xã " + turn, "COMMUNE", "");
              yield DeclaredChanges.none()
                  .with(
                      new Link(0, Before.of(commune), into, Extent.WHOLE),
                      new Link(0, Before.of(other), into, Extent.WHOLE));
            }
            case 1, 2 -> {
              List<Assignment> told = new ArrayList<>();
              for (Area child : areas.children(commune.id())) {
                int to = random.nextInt(3);
                if (to < 2) {
                  told.add(new Assignment(0, Before.of(child), code + "ab".charAt(to)));
                }
              }
              yield DeclaredChanges.none()
                  .with(
                      ReformedProvince.link(commune, code + "a", "Xã " + turn + "a", Extent.PART),
                      ReformedProvince.link(commune, code + "b", "Xã " + turn + "b", Extent.PART))
                  .assigning(told);
            }
            case 3 ->
                DeclaredChanges.none()
                    .with(
                        ReformedProvince.link(
                            village, code + "c", "Bản " + turn + "c", Extent.PART),
                        ReformedProvince.link(
                            village, code + "d", "Bản " + turn + "d", Extent.PART));
            case 4 ->
                DeclaredChanges.none()
                    .with(
                        new Alteration(
                            0, Before.of(village), null, null, null, Before.of(commune)));
            default ->
                DeclaredChanges.none()
                    .with(
                        new Alteration(0, Before.of(commune), code, "Xã Tên " + turn, null, null));
          };
      if (province.apply(day, declared).done()) {
        done++;
      }
      if (turn % 5 == 4) {
        everythingAddsUp(province);
      }
    }
    assertThat(done).isGreaterThan(3);
    everythingAddsUp(province);
    province.close(province.present);
    everythingAddsUp(province);
    assertThat(check.faults()).isEmpty();
  }

  /**
   * What a page shows of an area is the sum of what it shows below; what a row of a table says is
   * what the page of that row says; reports say the same; all of it is what the facts are.
   */
  private void everythingAddsUp(ReformedProvince province) {
    everyTableAddsUp(province);
    for (int campaign : List.of(province.past, province.present)) {
      for (Basis basis : Basis.values()) {
        assertThat(
                (long)
                    own(read(province, campaign, province.place.province(), basis)).tally().roll())
            .isEqualTo(
                jdbc.sql(
                        "select count(*) from recognition.dossier where campaign_id = :c and stage <> 'REMOVED'")
                    .param("c", campaign)
                    .query(Long.class)
                    .single());
      }
    }
  }

  private void everyTableAddsUp(ReformedProvince province) {
    for (int campaign : List.of(province.past, province.present)) {
      for (Basis basis : Basis.values()) {
        AreaFigures whole = read(province, campaign, province.place.province(), basis);
        assertThat(addsUp(province, campaign, whole)).isPositive();
      }
    }
  }

  private int addsUp(ReformedProvince province, int campaign, AreaFigures read) {
    AreaFigure own = own(read);
    String what = read.area().name() + " in " + campaign + ", " + read.basis();
    Trend trend = figures.trend(read);
    assertThat(trend.years())
        .filteredOn(year -> year.year() == Objects.requireNonNull(read.campaign()).year())
        .as("the years of %s", what)
        .extracting(Trend.Year::tally)
        .containsExactly(own.tally());
    if (read.area().level() == AreaLevel.VILLAGE) {
      assertThat(figures.subjects(province.keeper, read, 500, 0))
          .as("the households of %s", what)
          .hasSize(own.tally().roll());
      return 1;
    }
    assertThat(sum(read)).as(what).isEqualTo(own.tally());
    assertThat(read.lines().stream().map(AreaFigure::tally).reduce(Tally.NONE, Tally::plus))
        .isEqualTo(own.tally());
    ResultsReport report =
        reports
            .of(province.keeper, read.area().areaId(), campaign, read.basis(), false)
            .orElseThrow();
    assertThat(report.sum(Commune::roll)).as(what).isEqualTo(own.tally().roll());
    assertThat(report.sum(Commune::recognised)).as(what).isEqualTo(own.tally().recognised());
    assertThat(report.sum(Commune::sent)).as(what).isEqualTo(own.tally().reported());
    assertThat(roll(StatisticsSheet.csv(report))).as(what).isEqualTo(own.tally().roll());
    int seen = 1;
    for (AreaFigure row : read.children()) {
      AreaFigures below = read(province, campaign, row.areaId(), read.basis());
      AreaFigure page = own(below);
      assertThat(page.tally()).as("%s in %s", row.name(), what).isEqualTo(row.tally());
      assertThat(page.base()).as("%s in %s", row.name(), what).isEqualTo(row.base());
      assertThat(page.units()).as("%s in %s", row.name(), what).isEqualTo(row.units());
      assertThat(page.unitsSent()).as("%s in %s", row.name(), what).isEqualTo(row.unitsSent());
      seen += addsUp(province, campaign, below);
    }
    return seen;
  }

  private static long roll(byte[] csv) {
    return new String(csv, StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .mapToLong(line -> Long.parseLong(line.replaceAll("\"[^\"]*\"", "").split(";")[5]))
        .sum();
  }

  private Map<String, Tally> table(ReformedProvince province, int campaign, Basis basis) {
    Map<String, Tally> table = new TreeMap<>();
    AreaFigures read = read(province, campaign, province.place.province(), basis);
    read.children()
        .forEach(
            row -> {
              table.put(row.name(), row.tally());
              read(province, campaign, row.areaId(), basis)
                  .children()
                  .forEach(
                      village -> table.put(row.name() + "/" + village.name(), village.tally()));
            });
    return table;
  }

  private void declare(int areaId, int total, LocalDate asOf) {
    jdbc.sql(
            """
            insert into reporting.declared_total (declared_id, area_id, model, level, denominator, total, source, as_of, declared_at, declared_name)
            values (:id, :area, 'LEARNING_FAMILY', 'HOUSEHOLD', 'HOUSEHOLDS', :total, 'Thống kê xã', :asOf, now(), 'Cán bộ')
            """)
        .param("id", Ids.next())
        .param("area", areaId)
        .param("total", total)
        .param("asOf", java.sql.Date.valueOf(asOf))
        .update();
  }

  private ReformedProvince reformed() {
    return new ReformedProvince(jdbc, areas, builtInAreas, criteria, reorganisations);
  }

  private AreaFigures read(ReformedProvince province, int campaign, int areaId, Basis basis) {
    return figures.of(province.keeper, areaId, campaign, basis);
  }

  private Texts vietnamese() {
    return languages.vietnamese();
  }

  private static Tally sum(AreaFigures read) {
    return read.children().stream().map(AreaFigure::tally).reduce(Tally.NONE, Tally::plus);
  }

  private static AreaFigure own(AreaFigures read) {
    return Objects.requireNonNull(read.own());
  }
}
