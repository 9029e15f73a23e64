package vn.khuyenhoc.certificates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Questions about certificates by address of the network, so that nobody guesses codes or walks
 * through all numbers. Kept in memory: every node counts what comes to it.
 */
@Component
class Guesses {

  /** Whoever mistypes more often than this in ten minutes waits. */
  static final int MOST_MISSED = 40;

  /**
   * Numbers follow one another: whoever asks for more than this in ten minutes is reading a list.
   */
  static final int MOST_NUMBERS = 300;

  static final Duration WINDOW = Duration.ofMinutes(10);

  private static final int MOST_ADDRESSES = 20_000;

  private final ConcurrentHashMap<String, Count> counts = new ConcurrentHashMap<>();
  private final Clock clock;

  Guesses(Clock clock) {
    this.clock = clock;
  }

  private record Count(Instant since, int missed, int numbers) {}

  /** Whether this address has to wait. */
  boolean exhausted(String address, boolean byNumber) {
    Count count = counts.get(network(address));
    return count != null
        && !over(count, clock.instant())
        && (count.missed() >= MOST_MISSED || byNumber && count.numbers() >= MOST_NUMBERS);
  }

  /** Notes a question. */
  void asked(String address, boolean byNumber, boolean missed) {
    if (!byNumber && !missed) {
      return;
    }
    Instant now = clock.instant();
    if (counts.size() >= MOST_ADDRESSES) {
      counts.values().removeIf(count -> over(count, now));
    }
    Count one = new Count(now, missed ? 1 : 0, byNumber ? 1 : 0);
    counts.merge(
        network(address),
        one,
        (known, fresh) ->
            over(known, now)
                ? fresh
                : new Count(
                    known.since(),
                    known.missed() + fresh.missed(),
                    known.numbers() + fresh.numbers()));
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
