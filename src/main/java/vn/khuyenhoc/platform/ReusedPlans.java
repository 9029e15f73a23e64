package vn.khuyenhoc.platform;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pages that join many small tables spend more on planning their statements than on running them.
 * Their plans do not depend on the values asked for, so each connection plans them once.
 */
@Component
public class ReusedPlans {

  private final JdbcClient jdbc;

  ReusedPlans(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** From here to the end of the transaction plans are reused. */
  public void fromHere() {
    jdbc.sql("select set_config('plan_cache_mode', 'force_generic_plan', true)")
        .query(String.class)
        .single();
  }
}
