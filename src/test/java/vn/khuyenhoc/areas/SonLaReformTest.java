package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.DeclaredChanges.Listed;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SharedData;
import vn.khuyenhoc.support.SmallProvince;

/** The real reform of 1 July 2025, in a province of its own that is given Sơn La's areas. */
@ModuleTest
class SonLaReformTest {

  private static final LocalDate BEFORE = LocalDate.of(2025, 6, 1);
  private static final LocalDate REFORM = LocalDate.of(2025, 7, 1);
  private static final AtomicInteger NUMBER = new AtomicInteger(700);

  @Autowired private Reorganisations reorganisations;
  @Autowired private Areas areas;
  @Autowired private AreaLists lists;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private JdbcClient jdbc;

  private final class Province {
    final String code = "S" + NUMBER.incrementAndGet();
    final int id;
    final Actor keeper;

    Province() {
      builtIn.loadOnce();
      id =
          areas
              .add(
                  AreaLevel.PROVINCE,
                  List.of(new NewArea(areas.nation().id(), code, "Tỉnh Sơn La", "PROVINCE")),
                  LocalDate.of(1976, 7, 2),
                  "test")
              .getFirst();
      keeper = SmallProvince.actor("Người giữ", Role.PROVINCE_OFFICER, id);
    }

    List<Listed> list(String name) {
      Path file = SharedData.file("areas/" + name);
      AreaLists.Read<Listed> read = lists.list(file, name);
      assertThat(read.problems()).isEmpty();
      return AreaLists.within(read.rows(), "14").stream()
          .map(
              row ->
                  new Listed(
                      row.line(),
                      row.level(),
                      row.kind(),
                      row.level() == AreaLevel.PROVINCE ? code : row.code(),
                      row.name(),
                      row.parentCode().equals("14") ? code : row.parentCode()))
          .toList();
    }

    List<Link> succession() {
      AreaLists.Read<Link> read =
          lists.succession(SharedData.file("areas/succession-son-la.csv"), "succession-son-la.csv");
      assertThat(read.problems()).isEmpty();
      return read.rows();
    }

    void before() {
      Reorganisations.Applied first =
          reorganisations
              .apply(
                  keeper,
                  id,
                  BEFORE,
                  Decree.of("Danh mục"),
                  DeclaredChanges.ofList(list("areas-2025-06-30.csv")))
              .orThrow();
      assertThat(first.plan().counts(AreaLevel.DISTRICT).created()).isEqualTo(12);
      assertThat(first.plan().counts(AreaLevel.COMMUNE).created()).isEqualTo(200);
    }

    void villages(int each) {
      List<NewArea> villages = new ArrayList<>();
      for (Area commune : on(BEFORE, AreaLevel.COMMUNE)) {
        for (int i = 1; i <= each; i++) {
          villages.add(new NewArea(commune.id(), commune.code() + "-" + i, "Bản " + i, "VILLAGE"));
        }
      }
      areas.add(AreaLevel.VILLAGE, villages, BEFORE, "test");
    }

    List<Area> on(LocalDate day, AreaLevel level) {
      return jdbc.sql(
              """
                  select v.area_id, v.level, v.parent_id, v.code, v.name, v.kind, lower(v.valid) as since,
                         upper(v.valid) as until
                    from areas.ancestor a
                    join areas.area_version v on v.area_id = a.area_id and v.valid @> :day::date and v.level = :level
                   where a.ancestor_id = :id and a.valid @> :day::date order by v.code, v.area_id
                  """)
          .param("day", day.toString())
          .param("level", level.ordinal())
          .param("id", id)
          .query(AreaTable::area)
          .list();
    }

    List<String> tree() {
      return jdbc.sql(
              """
              select concat_ws('|', v.area_id, v.valid, v.parent_id, v.code, v.name, v.kind) from areas.area_version v
               where v.area_id in (select area_id from areas.ancestor where ancestor_id = :p)
              union all
              select concat_ws('|', a.area_id, a.ancestor_id, a.ancestor_level, a.valid) from areas.ancestor a
               where a.area_id in (select area_id from areas.ancestor where ancestor_id = :p)
              order by 1
              """)
          .param("p", id)
          .query(String.class)
          .list();
    }
  }

  @Test
  void isAppliedFromTheTwoListsAndTheSuccessionAndGivenBackByWithdrawing() {
    Province province = new Province();
    province.before();
    province.villages(3);
    List<String> eve = province.tree();
    DeclaredChanges declared =
        DeclaredChanges.ofLinks(province.succession())
            .listed(province.list("areas-2025-07-01.csv"));

    Reorganisations.Preview preview =
        reorganisations.dryRun(province.keeper, province.id, REFORM, declared);
    assertThat(preview.plan().problems()).isEmpty();
    assertThat(preview.plan().links()).isEqualTo(189);
    assertThat(preview.plan().unchanged()).isEqualTo(7);
    assertThat(preview.plan().undecided())
        .extracting(Area::code)
        .containsExactlyInAnyOrder("03754", "03865", "03982", "04174");
    assertThat(preview.moves().stream().mapToInt(Reorganisations.Move::villages).sum())
        .isEqualTo((189 + 4) * 3);
    assertThat(province.tree()).isEqualTo(eve);

    Reorganisations.Applied applied =
        reorganisations
            .apply(province.keeper, province.id, REFORM, Decree.of("1681/NQ-UBTVQH15"), declared)
            .orThrow();
    assertThat(applied.plan().successions()).hasSize(189);
    List<Area> communes = province.on(REFORM, AreaLevel.COMMUNE);
    assertThat(communes).hasSize(75 + 4);
    assertThat(communes).allMatch(one -> one.parentId() != null && one.parentId() == province.id);
    assertThat(province.on(REFORM, AreaLevel.DISTRICT)).isEmpty();
    assertThat(province.on(REFORM, AreaLevel.VILLAGE))
        .as("no village is orphaned")
        .hasSize(200 * 3);
    assertThat(province.on(REFORM.minusDays(1), AreaLevel.COMMUNE)).hasSize(200);
    assertThat(province.on(REFORM.minusDays(1), AreaLevel.DISTRICT)).hasSize(12);

    Area toHieu =
        communes.stream()
            .filter(one -> one.name().equals("Phường Tô Hiệu"))
            .findFirst()
            .orElseThrow();
    assertThat(toHieu.code()).isEqualTo("03646");
    assertThat(reorganisations.history(toHieu.id()))
        .extracting(Reorganisations.Step::fromName)
        .contains("Phường Chiềng Lề", "Phường Tô Hiệu", "Phường Quyết Thắng", "Phường Quyết Tâm");

    assertThat(areas.search("chieng le", List.of(province.id), 10))
        .as("an area is found by a name that has ended")
        .anyMatch(one -> one.name().equals("Phường Chiềng Lề") && one.until() != null);
    assertThat(areas.search("03649", List.of(province.id), 10))
        .anyMatch(one -> one.name().equals("Phường Tô Hiệu") && one.until() != null);

    reorganisations.withdraw(province.keeper, applied.id(), "Ghi nhầm số nghị quyết").orThrow();
    assertThat(province.tree()).isEqualTo(eve);
    assertThat(
            reorganisations
                .apply(province.keeper, province.id, REFORM, Decree.of("1681"), declared)
                .done())
        .isTrue();
  }

  @Test
  void nothingIsHalfAppliedWhenTheFileHasMistakes() {
    Province province = new Province();
    province.before();
    List<String> eve = province.tree();
    List<Link> links = new ArrayList<>(province.succession());
    Link first = links.getFirst();
    links.add(
        new Link(
            900,
            new DeclaredChanges.Before(AreaLevel.COMMUNE, "99999", "Xã Không Có"),
            first.to(),
            first.extent()));
    links.add(
        new Link(
            901, first.from(), new DeclaredChanges.After("99998", "Xã Chưa Có"), first.extent()));
    Result<Reorganisations.Applied> result =
        reorganisations.apply(
            province.keeper,
            province.id,
            REFORM,
            Decree.of(" "),
            DeclaredChanges.ofLinks(links).listed(province.list("areas-2025-07-01.csv")));
    assertThat(result.problems())
        .extracting(problem -> problem.field() + " " + problem.code().code())
        .containsExactlyInAnyOrder(
            "decree AREAS-020", "line-900 AREAS-001", "line-901 AREAS-008", "line-901 AREAS-009");
    assertThat(province.tree()).isEqualTo(eve);
  }

  @Test
  void anAreaRenamedOrRecodedIsFoundByEveryNameAndCodeItHad() {
    Province province = new Province();
    int commune =
        areas
            .add(
                AreaLevel.COMMUNE,
                List.of(new NewArea(province.id, province.code + "1", "Xã Cũ Kỹ Lắm", "COMMUNE")),
                BEFORE,
                "test")
            .getFirst();
    reorganisations
        .apply(
            province.keeper,
            province.id,
            REFORM,
            Decree.of("1"),
            DeclaredChanges.none()
                .with(
                    new DeclaredChanges.Alteration(
                        0,
                        DeclaredChanges.Before.of(areas.byId(commune)),
                        province.code + "2",
                        "Xã Tên Mới Toanh",
                        null,
                        null)))
        .orThrow();
    for (String typed :
        List.of("cu ky lam", "Tên Mới Toanh", province.code + "1", province.code + "2")) {
      assertThat(areas.search(typed, List.of(province.id), 5))
          .as(typed)
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.id()).isEqualTo(commune);
                assertThat(one.name()).isEqualTo("Xã Tên Mới Toanh");
              });
    }
    assertThat(reorganisations.versions(commune)).hasSize(2);
  }

  @Test
  void theDatabaseItselfRefusesGapsOrphansAndEndingWhatIsNotOnesOwn() {
    Province province = new Province();
    province.before();
    Map<String, Object> one =
        jdbc.sql("select reorganisation_id from areas.reorganisation order by 1 desc limit 1")
            .query()
            .singleRow();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                jdbc.sql("select areas.end_versions(:r, array[:p])")
                    .param("r", one.get("reorganisation_id"))
                    .param("p", province.id)
                    .query()
                    .listOfRows())
        .rootCause()
        .hasMessageContaining("only the transaction that records a reorganisation");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                jdbc.sql("update areas.area_version set name = 'x' where area_id = :p")
                    .param("p", province.id)
                    .update())
        .rootCause()
        .hasMessageContaining("permission denied");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> jdbc.sql("delete from areas.succession").update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }
}
