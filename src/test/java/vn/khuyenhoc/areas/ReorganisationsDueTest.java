package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.DeclaredChanges.Alteration;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Reorganisations that were recorded early take effect on their day, each once. */
@ModuleTest
class ReorganisationsDueTest {

  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

  @Autowired private Reorganisations reorganisations;
  @Autowired private ReorganisationTable table;
  @Autowired private AreaTable tree;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Locks locks;
  @Autowired private Journal journal;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private List<AreaContents> contents;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;

  private int early(SmallProvince place, LocalDate day, String name) {
    Actor keeper = SmallProvince.actor("x", Role.PROVINCE_OFFICER, place.province());
    Area commune = areas.byId(place.communes().getFirst());
    return reorganisations
        .apply(
            keeper,
            place.province(),
            day,
            Decree.of(name),
            DeclaredChanges.none()
                .with(new Alteration(0, Before.of(commune), null, name, null, null)))
        .orThrow()
        .id();
  }

  @Test
  void eachTakesEffectOnceAndOneThatFailsHoldsUpOnlyItsOwnProvince() {
    SmallProvince first = SmallProvince.in(areas, builtIn);
    SmallProvince second = SmallProvince.in(areas, builtIn);
    int broken = early(first, DAY, "Xã Lỗi");
    int behind = early(first, DAY.plusDays(1), "Xã Sau Lỗi");
    int other = early(second, DAY.plusDays(2), "Xã Khác");
    assertThat(reorganisations.due()).extracting(Reorganisation::id).doesNotContain(broken, other);
    List<Integer> told = new ArrayList<>();
    boolean[] failing = {true};
    Clock later = Clock.fixed(Instant.parse("2026-12-05T01:00:00Z"), ZoneId.of("Asia/Ho_Chi_Minh"));
    ApplicationEventPublisher listening =
        event -> {
          if (event instanceof AreasReorganised one) {
            if (failing[0] && one.reorganisationId() == broken) {
              throw new IllegalStateException("a listener fails");
            }
            told.add(one.reorganisationId());
          }
          events.publishEvent(event);
        };
    ReorganisationsDue due =
        new ReorganisationsDue(
            new Reorganisations(table, tree, areas, locks, journal, listening, contents, later),
            areas);
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("select set_config('khuyenhoc.today', '2026-12-05', true)")
              .query(String.class)
              .single();
          due.takeEffect();
          assertThat(told).contains(other).doesNotContain(broken, behind);
          failing[0] = false;
          due.takeEffect();
          assertThat(told).containsSubsequence(broken, behind);
          due.takeEffect();
          assertThat(told).containsOnlyOnce(broken, behind, other);
          assertThat(reorganisations.byId(broken).followedOn())
              .isEqualTo(LocalDate.of(2026, 12, 5));
          status.setRollbackOnly();
        });
  }
}
