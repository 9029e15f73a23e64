package vn.khuyenhoc.reminders;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes and sends letters beside everything else: what fails waits, and nobody waits for it. */
@Component
@ConditionalOnWebApplication
class DigestWorker {

  private static final Logger LOG = LoggerFactory.getLogger(DigestWorker.class);

  private final Digests digests;

  DigestWorker(Digests digests) {
    this.digests = digests;
  }

  @Scheduled(fixedDelay = 30, initialDelay = 15, timeUnit = TimeUnit.SECONDS)
  void sweep() {
    try {
      digests.write();
      digests.send();
    } catch (RuntimeException later) {
      LOG.warn("letters wait: {}", later.toString());
    }
  }
}
