package vn.khuyenhoc.reporting;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts tables behind the pages of a server: at once when woken, and every few seconds what
 * another node, or this one before a restart, left unfinished.
 */
@Component
@ConditionalOnWebApplication
class TableWorker {

  private static final Logger LOG = LoggerFactory.getLogger(TableWorker.class);

  private final TableRuns runs;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().name("tables").daemon().unstarted(work));

  TableWorker(TableRuns runs) {
    this.runs = runs;
  }

  /** There is something to do. */
  void wake() {
    thread.execute(this::work);
  }

  @Scheduled(fixedDelay = 10, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
  void sweep() {
    wake();
  }

  private void work() {
    try {
      runs.workAll();
    } catch (RuntimeException later) {
      LOG.warn("tables wait: {}", later.toString());
    }
  }

  /** What is in the middle is not counted and made again after the restart. */
  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
