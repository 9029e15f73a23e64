package vn.khuyenhoc.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreasReorganised;

/**
 * Roles follow areas: whoever kept a commune that was merged keeps what received it, from the day
 * of the change. Of a divided one they reach only what is not assigned yet.
 */
@Component
class RolesFollow {

  private final JdbcClient jdbc;
  private final Clock clock;

  RolesFollow(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @EventListener
  void on(AreasReorganised event) {
    jdbc.sql("select identity.follow_reorganisation(:id, :at)")
        .param("id", event.reorganisationId())
        .param("at", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)))
        .query(Integer.class)
        .single();
  }

  @EventListener
  void on(AreasReorganised.Withdrawing event) {
    jdbc.sql("select identity.undo_reorganisation(:id)")
        .param("id", event.reorganisationId())
        .query((row, number) -> 0)
        .list();
  }
}
