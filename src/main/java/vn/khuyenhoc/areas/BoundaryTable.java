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
import org.jspecify.annotations.Nullable;
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

  /**
   * A boundary that an area is drawn by: its own, or one of an area that it came from.
   *
   * @param asked the area to be drawn
   * @param at the area whose boundary it is
   * @param into what that area went into; null for the area to be drawn itself
   * @param part whether only a part of it went there
   * @param geometry its boundary; null where none is known
   */
  record Piece(
      int asked, int at, @Nullable Integer into, boolean part, @Nullable String geometry) {}

  /**
   * For each area its boundary on a day, else those of what it came from, as far back as needed.
   */
  List<Piece> pieces(LocalDate day, Collection<Integer> ids) {
    return jdbc.sql(
            """
            with recursive back as (
              select i.area_id as asked, i.area_id as at_id, null::integer as into_id, false as part, :day::date as eve
                from unnest(:ids::integer[]) as i (area_id)
              union
              select b.asked, s.from_area, b.at_id, s.extent = 'PART', r.effective_on - 1
                from back b
                join areas.succession s on s.to_area = b.at_id
                join areas.reorganisation r using (reorganisation_id)
               where r.withdrawn_at is null and r.effective_on <= b.eve
                 and not exists (select from areas.boundary o where o.area_id = b.at_id and o.valid @> b.eve))
            select b.asked, b.at_id, b.into_id, b.part, o.geojson::text as geojson
              from back b
              left join areas.boundary o on o.area_id = b.at_id and o.valid @> b.eve
             order by b.asked, b.at_id
            """)
        .param("day", Date.valueOf(day))
        .param("ids", ids.toArray(Integer[]::new))
        .query(
            (row, number) -> {
              int into = row.getInt("into_id");
              return new Piece(
                  row.getInt("asked"),
                  row.getInt("at_id"),
                  into == 0 ? null : Integer.valueOf(into),
                  row.getBoolean("part"),
                  row.getString("geojson"));
            })
        .list();
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
