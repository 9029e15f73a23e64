package vn.khuyenhoc.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Failed attempts by address of the network, of passwords and of slip codes alike. Kept in memory:
 * every node counts what comes to it.
 */
@Component
class Attempts {

  /** A commune's office behind one address mistypes less than this in ten minutes. */
  static final int MOST = 30;

  static final Duration WINDOW = Duration.ofMinutes(10);

  private static final int MOST_ADDRESSES = 20_000;

  private final ConcurrentHashMap<String, Count> counts = new ConcurrentHashMap<>();
  private final Clock clock;

  Attempts(Clock clock) {
    this.clock = clock;
  }

  private record Count(Instant since, int failures) {}

  /** Whether this address has to wait. */
  boolean exhausted(String address) {
    Count count = counts.get(network(address));
    return count != null && count.failures() >= MOST && !over(count, clock.instant());
  }

  void failed(String address) {
    Instant now = clock.instant();
    if (counts.size() >= MOST_ADDRESSES) {
      counts.values().removeIf(count -> over(count, now));
    }
    counts.merge(
        network(address),
        new Count(now, 1),
        (known, one) -> over(known, now) ? one : new Count(known.since(), known.failures() + 1));
  }

  private static boolean over(Count count, Instant now) {
    return count.since().plus(WINDOW).isBefore(now);
  }

  /** One subscriber holds a whole /64 of IPv6. */
  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    String[] parts = address.split(":", -1);
    return parts.length == 8 ? String.join(":", java.util.List.of(parts).subList(0, 4)) : address;
  }
}
