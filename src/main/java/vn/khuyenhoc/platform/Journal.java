package vn.khuyenhoc.platform;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was done and by whom, written in the writer's own transaction and never changed. An import
 * or a bulk decision is one entry, not one a row. {@link JournalSealer} chains entries once they
 * are committed.
 */
@Component
public class Journal {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Journal(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** The journal of a database, for commands that run without the application. */
  public static Journal over(DataSource database) {
    return new Journal(
        JdbcClient.create(database), JsonMapper.builder().build(), Clock.systemUTC());
  }

  /**
   * Writes one entry.
   *
   * @param actor who did it
   * @param action a dotted verb: {@code household.split}
   * @param subject what it was done to: {@code household/512/0190…}
   * @param areaId the area it belongs to, where there is one
   * @param details facts worth keeping, as JSON values
   */
  public void write(
      Actor actor,
      String action,
      String subject,
      @Nullable Integer areaId,
      Map<String, ?> details) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String canonical = json.writeValueAsString(new TreeMap<>(details));
    String content =
        String.join(
            "\n",
            at.toString(),
            String.valueOf(actor.accountId()),
            String.valueOf(actor.personId()),
            actor.name(),
            action,
            subject,
            String.valueOf(areaId),
            canonical);
    jdbc.sql(
            """
            insert into platform.journal
              (at, account_id, person_id, actor, action, subject, area_id, details, content)
            values (:at, :account, :person, :actor, :action, :subject, :area, :details::jsonb, :content)
            """)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .param("action", action)
        .param("subject", subject)
        .param("area", areaId)
        .param("details", canonical)
        .param("content", content.getBytes(StandardCharsets.UTF_8))
        .update();
  }
}
