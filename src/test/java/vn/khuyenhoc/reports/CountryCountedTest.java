package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.StatedCountry;
import vn.khuyenhoc.reporting.TableProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** A report of the country waits for nothing that is still being counted, and says so. */
@ModuleTest
class CountryCountedTest {

  private static final String SLOW = "Đếm số này lâu quá nên lần này chưa tính được";

  @Autowired private Reports reports;
  @Autowired private ReportWriting writing;
  @Autowired private StatedCountry country;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private JdbcClient jdbc;

  @Test
  void aReportOfTheCountryIsBegunWhileHouseholdsAreStillCountedAndSaysWhatItLacks()
      throws Exception {
    targets.loadOnce();
    TableProvince province = new TableProvince(jdbc, areas, builtInAreas, criteria);
    int campaign = province.campaign("LEARNING_CITIZEN", "PERSON", "FARMER", 2026);
    int village = province.place.villages().getFirst();
    province.dossier(
        campaign,
        province.subject("CITIZEN", village, new Random(1)),
        village,
        "RECOGNISED",
        "ACHIEVED",
        "GOOD",
        90,
        true,
        true);
    Actor nation = signedIn.actor(Role.NATIONAL_OFFICER, province.place.nation(), "Trung ương");
    CountDownLatch counting = new CountDownLatch(1);
    ExecutorService thread =
        Objects.requireNonNull((ExecutorService) ReflectionTestUtils.getField(country, "thread"));
    Object patience = ReflectionTestUtils.getField(country, "seconds");
    thread.execute(() -> waitFor(counting));
    ReflectionTestUtils.setField(country, "seconds", 0);
    UUID id;
    try {
      id = WrittenReports.begin(writing, nation, areas.nation().id(), ReportForm.YEAR);
      List<ReportFigure> lacking = lacking(nation, id);
      assertThat(lacking).isNotEmpty().allMatch(one -> one.value() == null);
      assertThat(
              reports.working(nation, id).figures().stream()
                  .filter(one -> one.key().contains("LEARNING_CITIZEN"))
                  .filter(one -> one.value() != null))
          .as("everything else of citizens is there")
          .isNotEmpty();
    } finally {
      ReflectionTestUtils.setField(country, "seconds", patience);
      counting.countDown();
      thread.submit(() -> {}).get();
      // figures of other tests are of the moment
      Map<?, ?> counts =
          Objects.requireNonNull((Map<?, ?>) ReflectionTestUtils.getField(country, "counts"));
      synchronized (counts) {
        counts.clear();
      }
    }
    writing.refill(nation, id, false).orThrow();
    assertThat(lacking(nation, id)).as("read again once everything is counted").isEmpty();
  }

  private List<ReportFigure> lacking(Actor nation, UUID id) {
    return reports.working(nation, id).figures().stream()
        .filter(one -> one.remark().contains(SLOW))
        .toList();
  }

  private static void waitFor(CountDownLatch counting) {
    try {
      counting.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
