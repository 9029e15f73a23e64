package vn.khuyenhoc.areas;

import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;

/** All SQL of boundaries. */
@Repository
class BoundaryTable {

  private final JdbcClient jdbc;

  BoundaryTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The geometries that hold for these areas on a day. */
  Map<Integer, String> on(LocalDate day, Collection<Integer> ids) {
    Map<Integer, String> found = new HashMap<>();
    jdbc.sql(
            """
            select area_id, geojson::text as geojson from areas.boundary
             where area_id = any (:ids::integer[]) and valid @> :day::date
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .param("day", Date.valueOf(day))
        .query(
            row -> {
              found.put(row.getInt("area_id"), row.getString("geojson"));
            });
    return found;
  }

  void record(
      LocalDate since,
      List<Integer> ids,
      List<String> shapes,
      String source,
      Instant at,
      Actor actor) {
    jdbc.sql(
            """
            select areas.set_boundaries(:since, :ids::integer[],
                                        array(select s.shape::jsonb
                                                from unnest(:shapes::text[]) with ordinality as s (shape, place)
                                               order by s.place),
                                        :source, :at, :account, :name)
            """)
        .param("since", Date.valueOf(since))
        .param("ids", ids.toArray(Integer[]::new))
        .param("shapes", shapes.toArray(String[]::new))
        .param("source", source)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId(), Types.OTHER)
        .param("name", actor.name())
        .query((row, number) -> 0)
        .list();
  }

  /** What was recorded within an area, by day and source, the latest day first. */
  List<Boundaries.Recorded> recorded(int scopeId) {
    return jdbc.sql(
            """
            select lower(b.valid) as since, b.source, b.recorded_at, b.recorded_name, count(*) as areas
              from areas.boundary b
             where b.area_id in (select area_id from areas.ancestor where ancestor_id = :scope)
             group by 1, 2, 3, 4
             order by 1 desc, 3 desc
             limit 100
            """)
        .param("scope", scopeId)
        .query(
            (row, number) ->
                new Boundaries.Recorded(
                    row.getDate("since").toLocalDate(),
                    row.getString("source"),
                    row.getTimestamp("recorded_at").toInstant(),
                    row.getString("recorded_name"),
                    row.getInt("areas")))
        .list();
  }
}
