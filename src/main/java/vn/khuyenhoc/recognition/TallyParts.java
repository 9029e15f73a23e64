package vn.khuyenhoc.recognition;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Puts together the parts that changes leave of what provinces come to, so that tables of the
 * nation add up few of them. What is read is the same before and after.
 */
@Component
class TallyParts {

  private static final Logger LOG = LoggerFactory.getLogger(TallyParts.class);

  private final JdbcClient jdbc;

  TallyParts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Scheduled(fixedDelay = 15_000, initialDelay = 15_000)
  void putTogether() {
    try {
      together();
    } catch (RuntimeException failure) {
      LOG.error("parts of provinces could not be put together", failure);
    }
  }

  /** Puts together what there is now; answers how many parts became fewer. */
  long together() {
    return jdbc.sql("select recognition.put_together()").query(Long.class).single();
  }
}
