package vn.khuyenhoc.platform;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.platform.text.VietnameseDates;

/**
 * Who is at which run of a table of runs. A run is done in parts, each kept when it is finished, so
 * that what was not finished never counts and what was is not done again, whatever ends in between.
 * Several nodes work beside each other; a run has one worker at a time, and whoever was not seen
 * for the silence is no more at it.
 *
 * <p>The table has {@code run_id}, {@code state} with the names of {@link RunState}, {@code
 * seen_at}, {@code created_at} and {@code finished_at}, which says when a run was over. What is
 * done with a run once it is claimed is {@link PartWork}.
 */
public final class RunsOfParts {

  /** How many connections the program has to its database. */
  public static final int CONNECTIONS = 16;

  private final JdbcClient jdbc;
  private final String table;
  private final Holding holding;

  /** What a table of runs keeps of one that cannot go on. */
  public enum Holding {
    /** Nothing: it is over, and somebody begins another one. */
    FOR_GOOD(""),
    /** Why, as the name of the problem in {@code problem}: it goes on when that is put right. */
    WITH_PROBLEM(", problem = :problem"),
    /** The same, with the values of the sentence in {@code problem_words}. */
    WITH_WORDS(", problem = :problem, problem_words = :words::text[]");

    private final String columns;

    Holding(String columns) {
      this.columns = columns;
    }
  }

  /** What became of the wish that a held run goes on. */
  public enum Resumed {
    /** It goes on from now. */
    NOW,
    /** It went on before. */
    BEFORE,
    /** It is over. */
    NOT
  }

  /**
   * @param table the table of runs with its schema, as the program writes it
   */
  public RunsOfParts(JdbcClient jdbc, String table, Holding holding) {
    this.jdbc = jdbc;
    this.table = table;
    this.holding = holding;
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

  /** All parts are made: it is over, unless somebody stopped it meanwhile. */
  public boolean done(UUID id, Instant now) {
    return lead(id, EnumSet.of(RunState.WORKING), RunState.DONE, null, now);
  }

  /**
   * It cannot go on by itself, unless somebody stopped it meanwhile.
   *
   * @param problem why; null where the table keeps nothing of it
   */
  public boolean hold(UUID id, @Nullable Problem problem, Instant now) {
    return lead(id, EnumSet.of(RunState.WORKING), RunState.HELD, problem, now);
  }

  /** Stops it; answers whether it was not over yet. */
  public boolean stop(UUID id, Instant now) {
    Set<RunState> going = EnumSet.of(RunState.WAITING, RunState.WORKING);
    if (holding != Holding.FOR_GOOD) {
      going.add(RunState.HELD);
    }
    return lead(id, going, RunState.STOPPED, null, now);
  }

  /** Lets one go on that is held. */
  public Resumed resume(UUID id, Instant now) {
    if (lead(id, EnumSet.of(RunState.HELD), RunState.WAITING, null, now)) {
      return Resumed.NOW;
    }
    return jdbc.sql(
                "select state in ('WAITING', 'WORKING') from %s where run_id = ?".formatted(table))
            .param(id)
            .query(Boolean.class)
            .single()
        ? Resumed.BEFORE
        : Resumed.NOT;
  }

  private boolean lead(
      UUID id, Set<RunState> from, RunState state, @Nullable Problem problem, Instant now) {
    boolean over =
        state == RunState.DONE
            || state == RunState.STOPPED
            || state == RunState.HELD && holding == Holding.FOR_GOOD;
    return jdbc.sql(
                """
                update %s
                   set state = :state, seen_at = :now, finished_at = case when :over then :now::timestamptz end%s
                 where run_id = :id and state = any (:from)
                """
                    .formatted(table, holding.columns))
            .param("id", id)
            .param("from", from.stream().map(RunState::name).toArray(String[]::new))
            .param("state", state.name())
            .param("over", over)
            .param("problem", problem == null ? null : ((Enum<?>) problem.code()).name())
            .param("words", problem == null ? new String[0] : words(problem))
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  private static String[] words(Problem problem) {
    return problem.arguments().stream()
        .map(
            one -> one instanceof LocalDate day ? VietnameseDates.format(day) : String.valueOf(one))
        .toArray(String[]::new);
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
