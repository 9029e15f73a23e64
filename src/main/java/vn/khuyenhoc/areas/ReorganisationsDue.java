package vn.khuyenhoc.areas;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets reorganisations recorded early take effect at the beginning of their day in Vietnam. */
@Component
class ReorganisationsDue {

  private final Reorganisations reorganisations;

  ReorganisationsDue(Reorganisations reorganisations) {
    this.reorganisations = reorganisations;
  }

  @Scheduled(cron = "0 0 0 * * *", zone = "Asia/Ho_Chi_Minh")
  void midnight() {
    reorganisations.takeEffect();
  }

  /** What came due while nothing ran, or while the clock was set. */
  @Scheduled(fixedDelay = 60_000, initialDelay = 5_000)
  void missed() {
    reorganisations.takeEffect();
  }
}
