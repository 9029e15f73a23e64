package vn.khuyenhoc.registry;

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
 * Reads and applies imports behind the pages of a server: at once when woken, and every few seconds
 * what another node, or this one before a restart, left waiting.
 */
@Component
@ConditionalOnWebApplication
class ImportWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);

  private final HouseholdImports imports;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().name("imports").daemon().unstarted(work));

  ImportWorker(HouseholdImports imports) {
    this.imports = imports;
  }

  /** There is something to do. */
  void wake() {
    thread.execute(this::work);
  }

  @Scheduled(fixedDelay = 10, initialDelay = 2, timeUnit = TimeUnit.SECONDS)
  void sweep() {
    thread.execute(
        () -> {
          try {
            imports.tidy();
          } catch (RuntimeException later) {
            LOG.warn("imports were not tidied: {}", later.toString());
          }
          work();
        });
  }

  private void work() {
    try {
      imports.workAll();
    } catch (RuntimeException later) {
      LOG.warn("imports wait: {}", later.toString());
    }
  }

  /** What is in the middle is taken back by the database and done again after the restart. */
  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
