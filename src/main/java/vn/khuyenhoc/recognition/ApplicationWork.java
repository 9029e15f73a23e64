package vn.khuyenhoc.recognition;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.WorkSource;

/** Registrations that people sent by themselves and that nobody answered yet. */
@Component
class ApplicationWork implements WorkSource {

  private static final int MOST_VILLAGES = 60;

  private final JdbcClient jdbc;

  ApplicationWork(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Work> waitingFor(Actor actor) {
    List<Integer> own = actor.areasFor(Right.DOSSIER_SCORE);
    if (own.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select x.campaign_id, v.area_id, v.name, count(*)::integer as waiting
              from recognition.application x
              join recognition.campaign c on c.campaign_id = x.campaign_id and c.status = 'OPEN'
              join areas.area_version v on v.area_id = x.area_id and v.valid @> platform.today()
             where x.status = 'WAITING'
               and exists (select from areas.ancestor a
                            where a.area_id = x.area_id and a.ancestor_id = any (:areas::integer[])
                              and a.valid @> platform.today())
             group by x.campaign_id, v.area_id, v.name
             order by v.name collate platform.vi, x.campaign_id limit :most
            """)
        .param("areas", own.toArray(Integer[]::new))
        .param("most", MOST_VILLAGES)
        .query(
            (row, number) ->
                new Work(
                    "work.applications",
                    List.of((long) row.getInt("waiting"), row.getString("name")),
                    row.getInt("waiting"),
                    "/campaigns/"
                        + row.getInt("campaign_id")
                        + "/villages/"
                        + row.getInt("area_id")
                        + "/applications",
                    1))
        .list();
  }
}
