package vn.khuyenhoc.platform.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How often something is done from one address of the network, so that a form for everybody is not
 * filled in by a machine. Kept in memory: every node counts what comes to it.
 */
@Component
public class Frequency {

  /** What was done longer ago than this counts no more. */
  public static final Duration WINDOW = Duration.ofMinutes(10);

  private static final int MOST_ADDRESSES = 20_000;

  private final ConcurrentHashMap<Key, Count> counts = new ConcurrentHashMap<>();
  private final Clock clock;

  Frequency(Clock clock) {
    this.clock = clock;
  }

  private record Key(String what, String network) {}

  private record Count(Instant since, int times) {}

  /** Whether this address has to wait. */
  public boolean tooOften(String what, String address, int most) {
    Count count = counts.get(new Key(what, network(address)));
    return count != null && !over(count, clock.instant()) && count.times() >= most;
  }

  /** Notes that it was done once more. */
  public void note(String what, String address) {
    Instant now = clock.instant();
    if (counts.size() >= MOST_ADDRESSES) {
      counts.values().removeIf(count -> over(count, now));
    }
    counts.merge(
        new Key(what, network(address)),
        new Count(now, 1),
        (known, fresh) -> over(known, now) ? fresh : new Count(known.since(), known.times() + 1));
  }

  private static boolean over(Count count, Instant now) {
    return count.since().plus(WINDOW).isBefore(now);
  }

  /** One subscriber holds a whole /64 of IPv6. */
  private static String network(String address) {
    String[] parts = address.split(":", -1);
    return parts.length == 8 ? String.join(":", List.of(parts).subList(0, 4)) : address;
  }
}
