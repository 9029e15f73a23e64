package vn.khuyenhoc.platform;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work on runs of parts, one way for all kinds of them: its parts are made one after the other
 * on some threads until all are there, somebody stops it, something keeps it from going on, or the
 * program ends. A part that is begun comes to its end, unless the module can break it off when
 * somebody stops the run; what is made stays made. A module says which parts there are and how one
 * is made.
 */
public final class PartWork {

  private static final Logger LOG = LoggerFactory.getLogger(PartWork.class);

  /** How soon it is seen that somebody stopped a run. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final RunsOfParts runs;
  private final Duration silence;
  private final FreeSpace space;
  private final Clock clock;
  private final @Nullable ProblemCode full;
  private final @Nullable ProblemCode broken;

  /**
   * Where a run that cannot go on is over.
   *
   * @param silence how long somebody at a run may not be seen: longer than the longest part
   */
  public PartWork(RunsOfParts runs, Duration silence, FreeSpace space, Clock clock) {
    this(runs, silence, space, clock, null, null);
  }

  /**
   * Where it goes on when what held it is put right.
   *
   * @param silence how long somebody at a run may not be seen: longer than the longest part
   * @param full what is said where the disk is full
   * @param broken what is said of something unforeseen, which is in the log
   */
  public PartWork(
      RunsOfParts runs,
      Duration silence,
      FreeSpace space,
      Clock clock,
      @Nullable ProblemCode full,
      @Nullable ProblemCode broken) {
    this.runs = runs;
    this.silence = silence;
    this.space = space;
    this.clock = clock;
    this.full = full;
    this.broken = broken;
  }

  /**
   * The parts of one run.
   *
   * @param <P> a part
   */
  public interface Parts<P> {

    /**
     * Prepares what the parts share.
     *
     * @return the parts that are still to be made
     * @throws HeldException if the run cannot go on
     */
    List<P> open() throws IOException;

    /**
     * Makes a part and keeps it, unless it was kept meanwhile.
     *
     * @throws HeldException if the run cannot go on
     */
    void make(P part) throws IOException;

    /**
     * Breaks off what is being made, because somebody stopped the run: asked again and again until
     * it has ended. Without it a part comes to its end.
     */
    default void breakOff() {}
  }

  /** What keeps a run from going on until somebody puts it right. */
  public static final class HeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Problem problem;

    /**
     * @param problem what it is
     */
    public HeldException(Problem problem) {
      this(problem.code().code(), problem);
    }

    private HeldException(String why, @Nullable Problem problem) {
      super(why, null, false, false);
      this.problem = problem;
    }
  }

  /** Does everything that waits, one run after the other. */
  public void workAll(Consumer<UUID> work) {
    runs.workAll(clock, silence, work);
  }

  /**
   * Works on a claimed run.
   *
   * @return whether all its parts are made
   */
  public <P> boolean work(UUID id, int threads, Parts<P> parts) {
    try {
      return all(id, threads, parts) && runs.done(id, clock.instant());
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } catch (HeldException held) {
      LOG.warn("run {} is held: {}", id, held.getMessage());
      runs.hold(id, held.problem, clock.instant());
    } catch (RuntimeException | IOException fault) {
      if (Thread.currentThread().isInterrupted()) {
        giveBack(id);
        return false;
      }
      LOG.error("run {} is held", id, fault);
      ProblemCode why = space.full() ? full : broken;
      runs.hold(id, why == null ? null : Problem.of(why), clock.instant());
    }
    return false;
  }

  /** Answers false where somebody stopped the run. */
  private <P> boolean all(UUID id, int threads, Parts<P> parts)
      throws IOException, InterruptedException {
    Queue<P> open = new ConcurrentLinkedQueue<>(parts.open());
    AtomicBoolean ending = new AtomicBoolean();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<Boolean>> going = new ArrayList<>();
      for (int worker = 0; worker < threads; worker++) {
        Callable<Boolean> work = () -> some(id, parts, open, ending);
        going.add(workers.submit(work));
      }
      AtomicBoolean stopped = new AtomicBoolean();
      try {
        boolean all = true;
        for (Future<Boolean> one : going) {
          all &= ended(id, parts, one, stopped);
        }
        return all;
      } catch (ExecutionException failed) {
        if (stopped.get()) {
          return false;
        }
        switch (failed.getCause()) {
          case RuntimeException fault -> throw fault;
          case IOException fault -> throw fault;
          case null, default -> throw new IllegalStateException(failed.getCause());
        }
      } catch (InterruptedException stopping) {
        ending.set(true);
        // before what is begun is waited for: after that the database may be gone
        giveBack(id);
        throw stopping;
      }
    }
  }

  /** Waits for a worker, and breaks off what it makes once the run is stopped. */
  private <P> boolean ended(UUID id, Parts<P> parts, Future<Boolean> worker, AtomicBoolean stopped)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        return worker.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException atWork) {
        if (stopped.get() || !runs.seen(id, clock.instant())) {
          stopped.set(true);
          parts.breakOff();
        }
      }
    }
  }

  private <P> boolean some(UUID id, Parts<P> parts, Queue<P> open, AtomicBoolean ending)
      throws IOException {
    boolean whole = false;
    try {
      for (P part = open.poll(); part != null; part = open.poll()) {
        if (ending.get() || !runs.seen(id, clock.instant())) {
          return false;
        }
        if (space.full()) {
          throw new HeldException("the disk is full", full == null ? null : Problem.of(full));
        }
        parts.make(part);
      }
      whole = true;
      return true;
    } finally {
      // what ends one of them ends all: no other part is begun
      if (!whole) {
        ending.set(true);
      }
    }
  }

  /** The program ends: whoever comes next goes on with it, at the latest after the silence. */
  private void giveBack(UUID id) {
    // without that no connection is handed out any more
    boolean ending = Thread.interrupted();
    try {
      runs.release(id);
    } catch (RuntimeException gone) {
      LOG.warn("run {} is taken up later: {}", id, gone.toString());
    }
    if (ending) {
      Thread.currentThread().interrupt();
    }
  }
}
