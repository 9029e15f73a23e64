package vn.khuyenhoc.areas;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL about what areas were before and what became of them. */
@Repository
class AreaHistoryTable {

  private final JdbcClient jdbc;

  AreaHistoryTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Names that these areas had themselves, and those of the areas they directly came from, as known
   * on a day; none for an area whose former names are all its own name of that day.
   */
  List<FormerName> formerNames(Collection<Integer> ids, LocalDate day) {
    return jdbc.sql(
            """
            with here as (
              select v.area_id, v.name, lower(v.valid) as since
                from unnest(:ids::integer[]) as i (area_id)
                join lateral (select * from areas.area_version w
                               where w.area_id = i.area_id and lower(w.valid) <= :day::date
                               order by lower(w.valid) desc limit 1) v on true),
            former as (
              select h.area_id, v.area_id as former_id, v.code, v.name, upper(v.valid) as until, false as part,
                     h.name as called
                from here h
                join areas.area_version v on v.area_id = h.area_id and upper(v.valid) <= h.since and v.name <> h.name
              union all
              select h.area_id, v.area_id, v.code, v.name, r.effective_on, s.extent = 'PART', h.name
                from here h
                join areas.succession s on s.to_area = h.area_id
                join areas.reorganisation r using (reorganisation_id)
                join areas.area_version v on v.area_id = s.from_area and v.valid @> r.effective_on - 1
               where r.withdrawn_at is null and r.effective_on <= :day::date)
            select area_id, former_id, code, name, until, part
              from (select *, bool_or(name <> called) over (partition by area_id) as differs from former) f
             where differs
             order by area_id, until desc, name collate platform.vi, code
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .param("day", Date.valueOf(day))
        .query(
            (row, number) ->
                new FormerName(
                    row.getInt("area_id"),
                    row.getInt("former_id"),
                    row.getString("code"),
                    row.getString("name"),
                    row.getDate("until").toLocalDate(),
                    row.getBoolean("part")))
        .list();
  }

  /**
   * What areas of one day are on another day: themselves under another name, or those of the other
   * day into which they went, over however many reorganisations.
   */
  List<LaterName> laterNames(Collection<Integer> ids, LocalDate then, LocalDate today) {
    return jdbc.sql(
            """
            with recursive gone as (
              select i.area_id, i.area_id as at_id, null::date as since, false as part
                from unnest(:ids::integer[]) as i (area_id)
              union
              select g.area_id, s.to_area, coalesce(g.since, r.effective_on), g.part or s.extent = 'PART'
                from gone g
                join areas.succession s on s.from_area = g.at_id
                join areas.reorganisation r using (reorganisation_id)
               where r.withdrawn_at is null and r.effective_on > :then::date and r.effective_on <= :today::date)
            select g.area_id, v.area_id as later_id, v.code, v.name, min(coalesce(g.since, lower(v.valid))) as since,
                   bool_or(g.part) as part
              from gone g
              join areas.area_version v on v.area_id = g.at_id and v.valid @> :today::date
              left join areas.area_version w on w.area_id = g.area_id and w.valid @> :then::date
             where g.at_id <> g.area_id or w.name <> v.name
             group by g.area_id, v.area_id, v.code, v.name
             order by g.area_id, v.name collate platform.vi, v.code
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .param("then", Date.valueOf(then))
        .param("today", Date.valueOf(today))
        .query(
            (row, number) ->
                new LaterName(
                    row.getInt("area_id"),
                    row.getInt("later_id"),
                    row.getString("code"),
                    row.getString("name"),
                    row.getDate("since").toLocalDate(),
                    row.getBoolean("part")))
        .list();
  }
}
