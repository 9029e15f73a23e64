package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.AreaLists;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.Listed;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.ResultsReport.Commune;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SharedData;
import vn.khuyenhoc.support.SmallProvince;

/**
 * The real reform of Sơn La: twelve districts with two hundred communes before 1 July 2025,
 * communes alone afterwards; a campaign on either side.
 */
@ModuleTest
class SonLaBothWaysTest {

  private static final LocalDate BEFORE = LocalDate.of(2024, 1, 1);
  private static final String CODE = "SLF";

  @Autowired private Figures figures;
  @Autowired private ResultsReports reports;
  @Autowired private Reorganisations reorganisations;
  @Autowired private AreaLists lists;
  @Autowired private Areas areas;
  @Autowired private AreasThen then;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;

  private List<Listed> list(String name) {
    Path file = SharedData.file("areas/" + name);
    return AreaLists.within(lists.list(file, name).rows(), "14").stream()
        .map(
            row ->
                new Listed(
                    row.line(),
                    row.level(),
                    row.kind(),
                    row.level() == AreaLevel.PROVINCE ? CODE : row.code(),
                    row.name(),
                    row.parentCode().equals("14") ? CODE : row.parentCode()))
        .toList();
  }

  @Test
  void everyFigureOfTheYearBeforeTheReformIsReadThenAndNow() {
    builtIn.loadOnce();
    criteria.loadOnce();
    int province =
        areas
            .add(
                AreaLevel.PROVINCE,
                List.of(new NewArea(areas.nation().id(), CODE, "Tỉnh Sơn La", "PROVINCE")),
                LocalDate.of(1976, 7, 2),
                "test")
            .getFirst();
    Actor keeper = SmallProvince.actor("Người giữ", Role.PROVINCE_OFFICER, province);
    apply(keeper, province, BEFORE, DeclaredChanges.ofList(list("areas-2025-06-30.csv")));
    List<NewArea> villages = new ArrayList<>();
    for (Area commune : then.below(List.of(province), AreaLevel.COMMUNE, BEFORE)) {
      for (int i = 1; i <= 2; i++) {
        villages.add(new NewArea(commune.id(), commune.code() + "-" + i, "Bản " + i, "VILLAGE"));
      }
    }
    List<Integer> homes = areas.add(AreaLevel.VILLAGE, villages, BEFORE, "test");
    int past = campaign(province, 2024);
    households(past, homes);
    jdbc.sql(
            "update recognition.campaign set status = 'CLOSED', closed_at = now() where campaign_id = :id")
        .param("id", past)
        .update();
    apply(
        keeper,
        province,
        BuiltInAreas.REFORM,
        DeclaredChanges.ofLinks(
                lists
                    .succession(
                        SharedData.file("areas/succession-son-la.csv"), "succession-son-la.csv")
                    .rows())
            .listed(list("areas-2025-07-01.csv")));
    int present = campaign(province, 2026);
    jdbc.sql(
            """
            insert into recognition.dossier
              (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome, total, sent_at)
            select home_id, :present, subject_id, area_now, area_now, 'SENT', 'ACHIEVED', 90, now()
              from recognition.dossier where campaign_id = :past
            """)
        .param("present", present)
        .param("past", past)
        .update();

    AreaFigures was = figures.of(keeper, province, past, Basis.AS_WAS);
    AreaFigures is = figures.of(keeper, province, past, Basis.AS_IS);
    assertThat(was.children()).hasSize(12).allMatch(one -> one.level() == AreaLevel.DISTRICT);
    assertThat(was.lines()).hasSize(200);
    assertThat(was.childLevel()).isEqualTo(AreaLevel.DISTRICT);
    assertThat(own(was).units()).as("communes report, not districts").isEqualTo(200);
    assertThat(is.children()).hasSize(75 + 4).isEqualTo(is.lines());
    assertThat(own(was).tally()).isEqualTo(own(is).tally());
    assertThat(own(was).tally().roll()).isEqualTo(600);
    for (AreaFigures read : List.of(was, is)) {
      assertThat(sum(read.children())).isEqualTo(own(read).tally());
      assertThat(sum(read.lines())).isEqualTo(own(read).tally());
      ResultsReport report = reports.of(keeper, province, past, read.basis(), false).orElseThrow();
      assertThat(report.communes()).hasSize(read.lines().size());
      assertThat(report.sum(Commune::roll)).isEqualTo(600);
      assertThat(report.sum(Commune::recognised)).isEqualTo(own(read).tally().recognised());
    }
    for (AreaFigure district : was.children()) {
      AreaFigures page = figures.of(keeper, district.areaId(), past, Basis.AS_WAS);
      assertThat(own(page).tally()).isEqualTo(district.tally());
      assertThat(sum(page.children())).isEqualTo(district.tally());
      Absence gone =
          Objects.requireNonNull(
              figures.of(keeper, district.areaId(), past, Basis.AS_IS).absence());
      assertThat(gone.ended()).isTrue();
      assertThat(gone.day()).isEqualTo(BuiltInAreas.REFORM);
    }
    Map<Integer, String> now = figures.otherNames(is, languages.vietnamese());
    Map<Integer, String> before = figures.otherNames(was, languages.vietnamese());
    AreaFigure toHieu = named(is, "Phường Tô Hiệu");
    assertThat(now.get(toHieu.areaId())).startsWith("trước 7/2025: ").contains("Phường Chiềng Lề");
    assertThat(before.get(named(was, "Phường Chiềng Lề").areaId()))
        .isEqualTo("nay: Phường Tô Hiệu");
    Trend trend = figures.trend(figures.of(keeper, toHieu.areaId(), present, Basis.AS_IS));
    assertThat(trend.years()).extracting(Trend.Year::year).containsExactly(2024, 2026);
    assertThat(trend.years()).extracting(year -> year.tally().roll()).doesNotContain(0);
    assertThat(trend.years().getFirst().tally().roll())
        .isEqualTo(trend.years().getLast().tally().roll());
  }

  private void apply(Actor keeper, int province, LocalDate day, DeclaredChanges declared) {
    reorganisations.apply(keeper, province, day, Decree.of("1681/NQ-UBTVQH15"), declared).orThrow();
  }

  private int campaign(int province, int year) {
    return jdbc.sql(
            """
            insert into recognition.campaign (model, year, area_id, set_id, due_on, reference_date, opened_at)
            values ('LEARNING_FAMILY', :year, :area, :set, make_date(:year, 11, 15), make_date(:year, 12, 31), now())
            returning campaign_id
            """)
        .param("year", year)
        .param("area", province)
        .param("set", BuiltInCriteria.LEARNING_FAMILY)
        .query(Integer.class)
        .single();
  }

  /** One household in the first village of a commune, two in the second; all were sent. */
  private void households(int campaign, List<Integer> homes) {
    jdbc.sql(
            """
            with added as (
              insert into registry.household (home_id, serial, head, address, created_at)
              select v.id, v.n * 10 + s, 'Lò Văn ' || v.n || ' ' || s, '', now()
                from unnest(:homes::integer[]) with ordinality as v (id, n)
               cross join generate_series(1, 2) as s
               where s = 1 or v.n % 2 = 0
              returning home_id, household_id),
            housed as (
              insert into registry.residence (home_id, subject_id, valid, area_id)
              select home_id, household_id, daterange('2024-01-01', null), home_id from added)
            insert into recognition.dossier
              (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome, total, sent_at)
            select home_id, :campaign, household_id, home_id, home_id, 'SENT', 'ACHIEVED', 90, now() from added
            """)
        .param("homes", homes.toArray(Integer[]::new))
        .param("campaign", campaign)
        .update();
  }

  private static AreaFigure named(AreaFigures read, String name) {
    return read.lines().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private static Tally sum(List<AreaFigure> rows) {
    return rows.stream().map(AreaFigure::tally).reduce(Tally.NONE, Tally::plus);
  }

  private static AreaFigure own(AreaFigures read) {
    return Objects.requireNonNull(read.own());
  }
}
