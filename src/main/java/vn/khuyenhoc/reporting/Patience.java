package vn.khuyenhoc.reporting;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** How long somebody waits for what counts people or households one by one. */
@Component
class Patience {

  private final JdbcClient jdbc;
  private final TransactionTemplate inside;
  private final int seconds;

  Patience(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      @Value("${khuyenhoc.figures.patience-seconds:15}") int seconds) {
    this.jdbc = jdbc;
    this.inside = new TransactionTemplate(transactions);
    this.inside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    this.seconds = seconds;
  }

  /** How many seconds a statement may take. */
  int seconds() {
    return seconds;
  }

  /**
   * Asks, as long as no statement takes too long. What was read before stays, also where the
   * database gave up.
   *
   * @return null where it did
   */
  <T> @Nullable T within(Supplier<T> asked) {
    return within(seconds, asked);
  }

  /** The same with another limit; one that holds already holds again afterwards. */
  <T> @Nullable T within(int most, Supplier<T> asked) {
    try {
      return inside.execute(
          status -> {
            String before = limit(most + "s");
            T answer = asked.get();
            limit(before);
            return answer;
          });
    } catch (QueryTimeoutException slow) {
      return null;
    }
  }

  /** Limits each statement that follows in the transaction; answers how it was limited before. */
  private String limit(String time) {
    return jdbc.sql(
            "select current_setting('statement_timeout') || left(set_config('statement_timeout', :time, true), 0)")
        .param("time", time)
        .query(String.class)
        .single();
  }
}
