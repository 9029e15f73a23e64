package vn.khuyenhoc.recognition;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads single steps, for the page that confirms one. */
@Repository
class StepTable {

  private final JdbcClient jdbc;

  StepTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<SentStep> byId(UUID id) {
    return jdbc.sql(
            """
            select step_id, campaign_id, area_id, at, actor, dossiers
              from recognition.step where step_id = :id
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new SentStep(
                    row.getObject("step_id", UUID.class),
                    row.getInt("campaign_id"),
                    row.getInt("area_id"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("actor"),
                    row.getInt("dossiers")))
        .optional();
  }

  /** How many of a step's dossiers achieved, as they stand now. */
  int achieved(UUID id) {
    return jdbc.sql(
            """
            select count(*)::integer
              from recognition.dossier_step x
              join recognition.dossier d using (home_id, dossier_id)
             where x.step_id = :id and d.outcome = 'ACHIEVED'
            """)
        .param("id", id)
        .query(Integer.class)
        .single();
  }
}
