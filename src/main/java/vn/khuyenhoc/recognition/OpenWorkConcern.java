package vn.khuyenhoc.recognition;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.ReorganisationConcern;
import vn.khuyenhoc.platform.Problem;

/** Open campaigns in areas that are to be reorganised, and how much in them is not sent yet. */
@Component
class OpenWorkConcern implements ReorganisationConcern {

  private final JdbcClient jdbc;

  OpenWorkConcern(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Problem> about(Collection<Integer> communeIds, LocalDate day) {
    return jdbc.sql(
            """
            select c.year, v.name, sum(t.roll)::integer as roll,
                   sum(t.listed + t.scoring + t.scored + t.returned)::integer as unsent,
                   sum(t.sent + t.approved)::integer as waiting
              from recognition.campaign c
              join recognition.tally t on t.campaign_id = c.campaign_id and t.basis = 1 and t.level = 3
               and t.area_id in (select unnest(:communes::integer[]))
              join lateral (select n.name from areas.area_version n
                             where n.area_id = c.area_id and lower(n.valid) <= platform.today()
                             order by lower(n.valid) desc limit 1) v on true
             where c.status = 'OPEN' and not c.training
             group by c.campaign_id, c.year, v.name
            having sum(t.roll) > 0
             order by c.year, v.name collate platform.vi
            """)
        .param("communes", communeIds.toArray(Integer[]::new))
        .query(
            (row, number) ->
                Problem.of(
                    RecognitionProblem.CAMPAIGN_UNDER_WAY,
                    row.getString("year"),
                    row.getString("name"),
                    row.getInt("roll"),
                    row.getInt("unsent"),
                    row.getInt("waiting")))
        .list();
  }
}
