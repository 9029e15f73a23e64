package vn.khuyenhoc.reporting;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.reporting.FiguresTable.Stated;
import vn.khuyenhoc.reporting.FiguresTable.StatedCommune;

/**
 * What all households of the country state, commune by commune. No tally holds it: every household
 * is read. Where that takes no more than a moment it is read at once, and is as old as the last
 * commit. Else it is counted province after province behind the page, one day at a time, and what
 * came out says from when until when it was counted; it serves for an hour.
 */
@Component
public class StatedCountry {

  private static final Logger LOG = LoggerFactory.getLogger(StatedCountry.class);
  private static final Duration SERVES = Duration.ofHours(1);
  private static final int MOST_DAYS = 4;

  private final FiguresTable table;
  private final Patience patience;
  private final TransactionTemplate reading;
  private final Clock clock;
  private final int seconds;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().name("stated-country").daemon().unstarted(work));

  /** By day, the one last asked for at the end. */
  private final Map<PeopleDay, Count> counts = new LinkedHashMap<>();

  StatedCountry(
      FiguresTable table,
      Patience patience,
      PlatformTransactionManager transactions,
      Clock clock,
      @Value("${khuyenhoc.figures.country-patience-seconds:2}") int seconds) {
    this.table = table;
    this.patience = patience;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.clock = clock;
    this.seconds = seconds;
  }

  /** From when until when something was counted. */
  public record Moments(Instant from, Instant until) {}

  /** One count of all provinces on a day. Guarded by the map of all of them. */
  private static final class Count {
    private final List<Integer> provinces;
    private final Instant from;
    private final Map<Integer, StatedCommune> communes = new HashMap<>();
    private int done;
    private @Nullable Instant until;

    Count(List<Integer> provinces, Instant from) {
      this.provinces = provinces;
      this.from = from;
    }
  }

  /**
   * What the households of each commune state.
   *
   * @throws StillCounting if that is being counted; asking began it
   */
  Map<Integer, Stated> byCommune(PeopleDay day, Denominator denominator) {
    Map<Integer, Stated> stated = new HashMap<>();
    communes(day).forEach((id, one) -> stated.put(id, one.of(denominator)));
    return stated;
  }

  /**
   * What the communes of each province state together; without provinces that have none.
   *
   * @throws StillCounting if that is being counted; asking began it
   */
  Map<Integer, Stated> byProvince(PeopleDay day, Denominator denominator) {
    Map<Integer, Stated> stated = new HashMap<>();
    communes(day)
        .values()
        .forEach(one -> stated.merge(one.provinceId(), one.of(denominator), Stated::and));
    return stated;
  }

  /** From when until when the figures of a day were counted; null where they are of this moment. */
  @Nullable Moments counted(PeopleDay day) {
    synchronized (counts) {
      Count count = counts.get(day);
      Instant until = count == null ? null : count.until;
      return count == null || until == null ? null : new Moments(count.from, until);
    }
  }

  private Map<Integer, StatedCommune> communes(PeopleDay day) {
    boolean known;
    synchronized (counts) {
      Count count = counts.get(day);
      Instant until = count == null ? null : count.until;
      if (count != null && until == null) {
        throw new StillCounting(count.done, count.provinces.size());
      }
      if (count != null && until != null && until.plus(SERVES).isAfter(clock.instant())) {
        return count.communes;
      }
      known = count != null;
    }
    // a country that took too long once is not tried again at once
    Map<Integer, StatedCommune> now =
        known || seconds <= 0
            ? null
            : patience.within(seconds, () -> table.statedCommunes(day, null));
    if (now != null) {
      return now;
    }
    List<Integer> provinces = table.provinces(day.tree());
    synchronized (counts) {
      Count count = counts.get(day);
      if (count == null || count.until != null) {
        Count fresh = new Count(provinces, clock.instant());
        counts.remove(day);
        counts.put(day, fresh);
        // what is being counted stays: thrown away, it would only be asked for again
        Iterator<Count> oldest = counts.values().iterator();
        while (counts.size() > MOST_DAYS && oldest.hasNext()) {
          if (oldest.next().until != null) {
            oldest.remove();
          }
        }
        thread.execute(() -> count(day, fresh));
      }
    }
    throw new StillCounting(0, provinces.size());
  }

  private void count(PeopleDay day, Count count) {
    try {
      for (int province : count.provinces) {
        Map<Integer, StatedCommune> communes =
            reading.execute(status -> table.statedCommunes(day, province));
        synchronized (counts) {
          count.communes.putAll(communes);
          count.done++;
        }
      }
      synchronized (counts) {
        count.until = clock.instant();
      }
    } catch (RuntimeException failure) {
      LOG.warn("what households of the country state was not counted: {}", failure.toString());
    } finally {
      synchronized (counts) {
        if (count.until == null) {
          counts.remove(day, count);
        }
      }
    }
  }

  /** What was counted is gone with the server. */
  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
