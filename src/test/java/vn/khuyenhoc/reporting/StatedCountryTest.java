package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.reporting.FiguresTable.Stated;
import vn.khuyenhoc.support.ModuleTest;

/** What all households of the country state: at once where that is quick, else behind the page. */
@ModuleTest
class StatedCountryTest {

  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private FiguresTable table;
  @Autowired private StatedCountry country;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private Clock clock;

  /** Nobody waits for anything. */
  private final class Impatient extends Patience {
    Impatient() {
      super(jdbc, transactions, 1);
    }

    @Override
    <T> @Nullable T within(int most, Supplier<T> asked) {
      return null;
    }
  }

  /** A clock that is put forward by hand. */
  private static final class Forward extends Clock {
    private final Clock real;
    private Duration by = Duration.ZERO;

    Forward(Clock real) {
      this.real = real;
    }

    @Override
    public ZoneId getZone() {
      return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return real.instant().plus(by);
    }
  }

  private FiguresProvince province() {
    FiguresProvince province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 4);
    jdbc.sql(
            """
            update registry.subject set adults = 3, workers = 2
             where home_id = :village and kind = 'HOUSEHOLD'
            """)
        .param("village", province.village(0))
        .update();
    return province;
  }

  @Test
  void whatIsQuickIsOfTheMomentAndTheSameProvinceByProvince() {
    FiguresProvince province = province();
    PeopleDay today = PeopleDay.of(2026, LocalDate.now(clock));
    int id = province.place.province();
    assertThat(country.byProvince(today, Denominator.ADULTS).get(id))
        .isEqualTo(new Stated(12, 4, 4));
    assertThat(country.byProvince(today, Denominator.WORKERS).get(id))
        .isEqualTo(new Stated(8, 4, 4));
    assertThat(country.counted(today)).isNull();
    assertThat(table.statedCommunes(today, id))
        .isNotEmpty()
        .allSatisfy(
            (commune, stated) ->
                assertThat(table.statedCommunes(today, null)).containsEntry(commune, stated));
    Map<Integer, Stated> one =
        table.stated(List.of(province.place.communes().getFirst()), today, Denominator.ADULTS);
    assertThat(country.byCommune(today, Denominator.ADULTS)).containsAllEntriesOf(one);
  }

  @Test
  void whatIsNotQuickIsCountedBehindThePageAndServesForAnHour() {
    FiguresProvince province = province();
    int id = province.place.province();
    PeopleDay today = PeopleDay.of(2026, LocalDate.now(clock));
    Forward forward = new Forward(clock);
    StatedCountry slow = new StatedCountry(table, new Impatient(), transactions, forward, 1);
    try {
      assertThatThrownBy(() -> slow.byProvince(today, Denominator.ADULTS))
          .isInstanceOfSatisfying(
              StillCounting.class, told -> assertThat(told.total()).isPositive());
      Map<Integer, Stated> first = waited(slow, today);
      assertThat(first.get(id)).isEqualTo(new Stated(12, 4, 4));
      assertThat(Objects.requireNonNull(slow.counted(today)).until())
          .isBeforeOrEqualTo(clock.instant());
      jdbc.sql("update registry.subject set adults = 5 where home_id = :village and adults = 3")
          .param("village", province.village(0))
          .update();
      assertThat(slow.byProvince(today, Denominator.ADULTS).get(id)).isEqualTo(first.get(id));
      forward.by = Duration.ofMinutes(61);
      assertThatThrownBy(() -> slow.byProvince(today, Denominator.ADULTS))
          .isInstanceOf(StillCounting.class);
      assertThat(waited(slow, today).get(id)).isEqualTo(new Stated(20, 4, 4));
    } finally {
      slow.stop();
    }
  }

  private static Map<Integer, Stated> waited(StatedCountry slow, PeopleDay day) {
    for (int look = 0; look < 600; look++) {
      try {
        return slow.byProvince(day, Denominator.ADULTS);
      } catch (StillCounting counting) {
        assertThat(counting.done()).isLessThanOrEqualTo(counting.total());
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      }
    }
    throw new AssertionError("it was never counted");
  }
}
