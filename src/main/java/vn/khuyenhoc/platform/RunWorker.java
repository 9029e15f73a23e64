package vn.khuyenhoc.platform;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Works on runs of parts behind the pages of a server: at once when woken, and every few seconds
 * what another node, or this one before a restart, left unfinished.
 */
public abstract class RunWorker {

  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);

  private final String name;
  private final Runnable all;
  private final ExecutorService thread;

  /**
   * @param name of the thread: what is worked on
   * @param all does everything that waits
   */
  protected RunWorker(String name, Runnable all) {
    this.name = name;
    this.all = all;
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().name(name).daemon().unstarted(work));
  }

  /** There is something to do. */
  public void wake() {
    thread.execute(this::work);
  }

  /** Looks whether something was left. */
  @Scheduled(
      fixedDelayString = "${khuyenhoc.runs.sweep-seconds:10}",
      initialDelayString = "${khuyenhoc.runs.sweep-seconds:10}",
      timeUnit = TimeUnit.SECONDS)
  public void sweep() {
    wake();
  }

  private void work() {
    try {
      all.run();
    } catch (RuntimeException later) {
      LOG.warn("runs of {} wait: {}", name, later.toString());
    }
  }

  /** What is in the middle is not counted and made again after the restart. */
  @PreDestroy
  public void stop() {
    thread.shutdownNow();
  }
}
