package vn.khuyenhoc.recognition;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends public notices at the beginning of the day after their last in Vietnam. */
@Component
class NoticesDue {

  private static final Logger LOG = LoggerFactory.getLogger(NoticesDue.class);

  private final Notices notices;

  NoticesDue(Notices notices) {
    this.notices = notices;
  }

  @Scheduled(cron = "0 1 0 * * *", zone = "Asia/Ho_Chi_Minh")
  void midnight() {
    end();
  }

  /** What came due while nothing ran. */
  @Scheduled(fixedDelay = 600_000, initialDelay = 20_000)
  void missed() {
    end();
  }

  /**
   * Each in a transaction of its own; one that fails is tried again next time.
   *
   * @return how many dossiers go on
   */
  int end() {
    int done = 0;
    for (UUID one : notices.due()) {
      try {
        done += notices.endDue(one);
      } catch (RuntimeException failure) {
        LOG.error("notice {} could not be ended", one, failure);
      }
    }
    return done;
  }
}
