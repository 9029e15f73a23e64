package vn.khuyenhoc.areas;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets reorganisations recorded early take effect at the beginning of their day in Vietnam. */
@Component
class ReorganisationsDue {

  private static final Logger LOG = LoggerFactory.getLogger(ReorganisationsDue.class);

  private final Reorganisations reorganisations;
  private final Areas areas;

  ReorganisationsDue(Reorganisations reorganisations, Areas areas) {
    this.reorganisations = reorganisations;
    this.areas = areas;
  }

  @Scheduled(cron = "0 0 0 * * *", zone = "Asia/Ho_Chi_Minh")
  void midnight() {
    takeEffect();
  }

  /** What came due while nothing ran, or while the clock was set. */
  @Scheduled(fixedDelay = 60_000, initialDelay = 5_000)
  void missed() {
    takeEffect();
  }

  /**
   * Each in a transaction of its own. One that fails is tried again the next minute; until then
   * those after it wait where they could stand on it, which is within the same province or the
   * country.
   *
   * @return how many took effect
   */
  int takeEffect() {
    int done = 0;
    List<Integer> failed = new ArrayList<>();
    for (Reorganisation one : reorganisations.due()) {
      if (!failed.isEmpty()
          && (failed.contains(one.scopeId())
              || failed.contains(areas.nation().id())
              || one.scopeId() == areas.nation().id())) {
        continue;
      }
      try {
        if (reorganisations.takeEffect(one.id())) {
          done++;
        }
      } catch (RuntimeException failure) {
        failed.add(one.scopeId());
        LOG.error("reorganisation {} could not take effect", one.id(), failure);
      }
    }
    return done;
  }
}
