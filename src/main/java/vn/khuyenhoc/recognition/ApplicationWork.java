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
            with recursive waiting as materialized (
              select x.campaign_id, x.area_id, count(*)::integer as waiting
                from recognition.application x
                join recognition.campaign c on c.campaign_id = x.campaign_id and c.status = 'OPEN'
               where x.status = 'WAITING'
               group by x.campaign_id, x.area_id),
            -- of a village that has ended: at whatever it went into
            goes as (
              select distinct w.area_id, w.area_id as at_id from waiting w
              union
              select h.area_id, g.to_area from goes h join areas.goes_into g on g.from_area = h.at_id)
            select w.campaign_id, v.area_id, v.name, sum(w.waiting)::integer as waiting
              from waiting w
              join goes h on h.area_id = w.area_id
              join areas.area_version v on v.area_id = h.at_id and v.valid @> platform.today()
             where exists (select from areas.ancestor a
                            where a.area_id = v.area_id and a.ancestor_id = any (:areas::integer[])
                              and a.valid @> platform.today())
             group by w.campaign_id, v.area_id, v.name
             order by v.name collate platform.vi, w.campaign_id limit :most
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
