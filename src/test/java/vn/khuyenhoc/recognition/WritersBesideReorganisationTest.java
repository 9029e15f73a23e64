package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
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
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Work goes on while areas are reorganised, and neither loses anything of the other. */
@ModuleTest
@Import(Scene.class)
class WritersBesideReorganisationTest {

  private static final int WRITERS = 64;
  private static final int TURNS = 4;

  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;
  @Autowired private Households households;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Areas areas;
  @Autowired private Scene scene;
  @Autowired private TallyCheck tallies;
  @Autowired private JdbcClient jdbc;

  @Test
  void sixtyFourWritersBesideReorganisationsLoseNothingAndDriftNothing() throws Exception {
    Scene.Cast cast = scene.cast();
    for (int village = 0; village < 6; village++) {
      cast.households(village, 11);
    }
    cast.open();
    int province = cast.place.province();
    Actor everywhere = SmallProvince.actor("Người chấm", Role.COMMUNE_OFFICER, province);
    Actor keeper = SmallProvince.actor("Người giữ", Role.PROVINCE_OFFICER, province);
    List<DossierKey> keys =
        jdbc.sql(
                "select home_id, dossier_id from recognition.dossier where campaign_id = :c order by home_id, dossier_id")
            .param("c", cast.campaign)
            .query(
                (row, number) ->
                    new DossierKey(row.getInt(1), row.getObject(2, java.util.UUID.class)))
            .list();
    String indicator = cast.set.indicators().getFirst().id();
    AtomicInteger added = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Integer>> done = new ArrayList<>();
    List<Integer> reorganised = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        done.add(
            threads.submit(
                () -> {
                  start.await();
                  int last = -1;
                  for (int turn = 0; turn < TURNS; turn++) {
                    if (number % 8 == 7) {
                      households
                          .add(
                              everywhere,
                              Ids.next(),
                              cast.village(number % 6),
                              new HouseholdEntry(
                                  "Thêm " + number + " lần " + turn, "", 1, 2, 0, ""),
                              true)
                          .orThrow();
                      added.incrementAndGet();
                    } else {
                      DossierKey key = keys.get(number);
                      int version = dossiers.byKey(everywhere, key).line().version();
                      recognition
                          .score(
                              everywhere,
                              key,
                              version,
                              Map.of(indicator, BigDecimal.valueOf(5L * (turn % 2))),
                              true)
                          .orThrow();
                      last = 5 * (turn % 2);
                    }
                  }
                  return last;
                }));
      }
      start.countDown();
      LocalDate day = LocalDate.of(2026, 3, 1);
      for (int turn = 0; turn < 6; turn++) {
        List<Area> communes = areas.below(List.of(province), AreaLevel.COMMUNE);
        Area first = communes.getFirst();
        DeclaredChanges declared;
        if (communes.size() > 1) {
          After one = new After("G" + turn, "Xã Gộp " + turn, "COMMUNE", "");
          declared =
              DeclaredChanges.none()
                  .with(
                      communes.stream()
                          .map(area -> new Link(0, Before.of(area), one, Extent.WHOLE))
                          .toArray(Link[]::new));
        } else {
          List<Area> villages = areas.children(first.id());
          After village = new After("V" + turn, "Bản Gộp " + turn, "VILLAGE", "");
          declared =
              DeclaredChanges.none()
                  .with(
                      new Link(0, Before.of(villages.get(0)), village, Extent.WHOLE),
                      new Link(0, Before.of(villages.get(1)), village, Extent.WHOLE));
        }
        reorganised.add(
            reorganisations
                .apply(keeper, province, day.plusDays(10L * turn), Decree.of("N" + turn), declared)
                .orThrow()
                .id());
      }
      for (int writer = 0; writer < WRITERS; writer++) {
        int last = done.get(writer).get();
        if (last >= 0) {
          assertThat(dossiers.byKey(everywhere, keys.get(writer)).answers().get(indicator))
              .as("the last score that was answered with success is the one that stands")
              .isEqualByComparingTo(BigDecimal.valueOf(last));
        }
      }
    }
    assertThat(reorganised).hasSize(6);
    assertThat(added.get()).isEqualTo(WRITERS / 8 * TURNS);
    long facts =
        jdbc.sql(
                "select count(*) from recognition.dossier where campaign_id = :c and stage <> 'REMOVED'")
            .param("c", cast.campaign)
            .query(Long.class)
            .single();
    assertThat(facts).isEqualTo(keys.size() + added.get());
    assertThat(cast.tally().roll()).isEqualTo((int) facts);
    assertThat(tallies.faults())
        .filteredOn(fault -> fault.startsWith("campaign " + cast.campaign + ","))
        .isEmpty();
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from registry.residence r
                      join registry.subject s on s.home_id = r.home_id and s.subject_id = r.subject_id
                      join areas.ancestor p on p.area_id = r.area_id and p.ancestor_id = :p
                     where upper_inf(r.valid)
                       -- a community is its area and closes with it; everything else goes on elsewhere
                       and (s.status = 'ACTIVE' or r.kind not in ('COMMUNITY', 'PROGRAMME'))
                       and not exists (select from areas.area_version v
                                        where v.area_id = r.area_id and v.valid @> platform.today())
                    """)
                .param("p", province)
                .query(Long.class)
                .single())
        .as("nobody lives in a village that has ended, and no community outlives its area")
        .isZero();
  }
}
