package vn.khuyenhoc.platform;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is at which run of a table of runs. A run is done in parts, each kept when it is finished, so
 * that what was not finished never counts and what was is not done again, whatever ends in between.
 * Several nodes work beside each other; a run has one worker at a time, and whoever was not seen
 * for the silence is no more at it.
 *
 * <p>The table has {@code run_id}, {@code state} with the names of {@link RunState}, {@code
 * seen_at} and {@code created_at}.
 */
public final class RunsOfParts {

  /** How many connections the program has to its database. */
  public static final int CONNECTIONS = 16;

  private final JdbcClient jdbc;
  private final String table;

  /**
   * @param table the table of runs with its schema, as the program writes it
   */
  public RunsOfParts(JdbcClient jdbc, String table) {
    this.jdbc = jdbc;
    this.table = table;
  }

  /**
   * How many threads may be at a run that makes many documents: pages that somebody waits for come
   * first, with half of the processors and most of the connections.
   */
  public static int threads() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, CONNECTIONS / 4);
  }

  /**
   * Takes the next run that waits, or that nobody has been at since then.
   *
   * @param since whoever was seen later is at it still
   */
  public Optional<UUID> claim(Instant now, Instant since) {
    return jdbc.sql(
            """
            update %1$s set state = 'WORKING', seen_at = :now
             where run_id = (select run_id from %1$s
                              where state = 'WAITING' or state = 'WORKING' and seen_at < :since
                              order by created_at limit 1 for update skip locked)
            returning run_id
            """
                .formatted(table))
        .param("now", Timestamp.from(now))
        .param("since", Timestamp.from(since))
        .query(UUID.class)
        .optional();
  }

  /** Says that somebody is at it; answers whether it is to go on. */
  public boolean seen(UUID id, Instant now) {
    return jdbc.sql(
                "update %s set seen_at = :now where run_id = :id and state = 'WORKING'"
                    .formatted(table))
            .param("id", id)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  /** Nobody is at it any more; it waits for the next. */
  public void release(UUID id) {
    jdbc.sql(
            "update %s set state = 'WAITING' where run_id = :id and state = 'WORKING'"
                .formatted(table))
        .param("id", id)
        .update();
  }

  /**
   * Does everything that waits, one run after the other, until nothing waits or the thread is
   * interrupted.
   *
   * @param silence how long somebody at a run may not be seen
   * @param work what is done with a claimed run; it leaves the run in another state, or takes it up
   *     again after the silence
   */
  public void workAll(Clock clock, Duration silence, Consumer<UUID> work) {
    while (!Thread.currentThread().isInterrupted()) {
      Instant now = clock.instant();
      Optional<UUID> claimed = claim(now, now.minus(silence));
      if (claimed.isEmpty()) {
        return;
      }
      work.accept(claimed.get());
    }
  }
}
