package vn.khuyenhoc.areas;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  /** The area of a level above each of these on a day. */
  Map<Integer, Area> above(Collection<Integer> ids, AreaLevel level, LocalDate day) {
    Map<Integer, Area> above = new HashMap<>();
    jdbc.sql(
            "select a.area_id as below_id, "
                + AreaTable.COLUMNS
                + """
                 from areas.ancestor a
                 join areas.area_version v on v.area_id = a.ancestor_id and v.valid @> :day::date
                where a.area_id = any (:ids::integer[]) and a.ancestor_level = :level and a.valid @> :day::date
                """)
        .param("ids", ids.toArray(Integer[]::new))
        .param("level", level.ordinal())
        .param("day", Date.valueOf(day))
        .query((row, number) -> Map.entry(row.getInt("below_id"), AreaTable.area(row, number)))
        .list()
        .forEach(entry -> above.put(entry.getKey(), entry.getValue()));
    return above;
  }

  /** These areas and everything that ever went into them as a whole. */
  List<Integer> before(Collection<Integer> ids) {
    return jdbc.sql(
            """
            with recursive came as (
              select i.area_id from unnest(:ids::integer[]) as i (area_id)
              union
              select s.from_area
                from came c
                join areas.receiver s on s.to_area = c.area_id)
            select area_id from came
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .query(Integer.class)
        .list();
  }

  /** These areas and everything that went into them, as a whole or divided. */
  List<Integer> origins(Collection<Integer> ids) {
    return jdbc.sql(
            """
            with recursive came as (
              select i.area_id from unnest(:ids::integer[]) as i (area_id)
              union
              select g.from_area from came c join areas.goes_into g on g.to_area = c.area_id)
            select area_id from came
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .query(Integer.class)
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

  /**
   * Areas with a name or code of any time, and the areas of today that such an area went into.
   *
   * <p>Best first: those that are, by their own names; those that are, by the names of what they
   * came from; those that have ended.
   */
  List<FoundArea> find(
      String typed,
      List<String> foldedWords,
      Collection<Integer> within,
      LocalDate today,
      int limit) {
    return jdbc.sql(
            """
            with recursive matched as (
              select distinct on (m.area_id) m.area_id, m.code, m.name, m.code = :typed as coded,
                     position(lower(:typed) in lower(m.name)) > 0 as accented,
                     position(:folded in m.folded) > 0 as together
                from areas.area_version m
               where (m.folded like all (:patterns::text[]) or m.code = :typed)
                 and lower(m.valid) <= :today::date and m.kind <> 'UNASSIGNED'
               order by m.area_id, m.code = :typed desc, position(lower(:typed) in lower(m.name)) > 0 desc,
                        lower(m.valid) desc),
            goes as (
              select m.area_id, m.area_id as at_id from matched m
              union
              select g.area_id, s.to_area
                from goes g
                join areas.succession s on s.from_area = g.at_id
                join areas.reorganisation r using (reorganisation_id)
               where r.withdrawn_at is null and r.effective_on <= :today::date),
            best as (
              select distinct on (g.at_id) g.at_id, g.at_id <> g.area_id as inherited, m.code as by_code,
                     m.name as by_name, m.coded, m.accented, m.together
                from goes g
                join matched m on m.area_id = g.area_id
               order by g.at_id, g.at_id <> g.area_id, m.coded desc, m.accented desc, m.together desc, m.area_id)
            select v.area_id, v.level, v.parent_id, v.code, v.name, v.kind, lower(v.valid) as since,
                   upper(v.valid) as until, b.by_code, b.by_name, b.coded,
                   b.inherited or v.name <> b.by_name or (b.coded and v.code <> b.by_code) as otherwise
              from best b
              join lateral (select * from areas.area_version w
                             where w.area_id = b.at_id and lower(w.valid) <= :today::date
                             order by lower(w.valid) desc limit 1) v on true
             where exists (select from areas.ancestor a
                            where a.area_id = v.area_id and a.ancestor_id = any (:within::integer[])
                              and a.valid && v.valid)
               and (not b.inherited or upper(v.valid) is null or upper(v.valid) > :today::date)
             order by upper(v.valid) <= :today::date is true, b.inherited, not b.coded, not b.accented,
                      not b.together, v.level, v.name collate platform.vi, v.area_id
             limit :limit
            """)
        .param("patterns", patterns(foldedWords))
        .param("typed", typed)
        .param("folded", String.join(" ", foldedWords))
        .param("within", within.toArray(Integer[]::new))
        .param("today", Date.valueOf(today))
        .param("limit", limit)
        .query(
            (row, number) -> {
              boolean otherwise = row.getBoolean("otherwise");
              return new FoundArea(
                  AreaTable.area(row, number),
                  otherwise ? row.getString("by_name") : null,
                  otherwise ? row.getString("by_code") : null,
                  otherwise && row.getBoolean("coded"));
            })
        .list();
  }

  private static String[] patterns(List<String> foldedWords) {
    return foldedWords.stream()
        .map(word -> "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        .toArray(String[]::new);
  }

  /** Every step by which areas became this one, and this one others, the earliest first. */
  List<AreaHistory.Step> lineage(int areaId) {
    return jdbc.sql(
            """
            with recursive back as (
              select s.reorganisation_id, s.from_area, s.to_area, s.extent
                from areas.succession s
                join areas.reorganisation r using (reorganisation_id)
               where s.to_area = :id and r.withdrawn_at is null
              union
              select s.reorganisation_id, s.from_area, s.to_area, s.extent
                from back b
                join areas.succession s on s.to_area = b.from_area
                join areas.reorganisation r on r.reorganisation_id = s.reorganisation_id
               where r.withdrawn_at is null),
            forth as (
              select s.reorganisation_id, s.from_area, s.to_area, s.extent
                from areas.succession s
                join areas.reorganisation r using (reorganisation_id)
               where s.from_area = :id and r.withdrawn_at is null
              union
              select s.reorganisation_id, s.from_area, s.to_area, s.extent
                from forth f
                join areas.succession s on s.from_area = f.to_area
                join areas.reorganisation r on r.reorganisation_id = s.reorganisation_id
               where r.withdrawn_at is null)
            select l.from_area, l.to_area, l.extent, r.reorganisation_id, r.decree, r.decree_date, r.effective_on
              from (select * from back union select * from forth) l
              join areas.reorganisation r using (reorganisation_id)
             order by r.effective_on, r.reorganisation_id, l.from_area, l.to_area
            """)
        .param("id", areaId)
        .query(
            (row, number) ->
                new AreaHistory.Step(
                    row.getInt("from_area"),
                    row.getInt("to_area"),
                    DeclaredChanges.Extent.valueOf(row.getString("extent")),
                    decree(row)))
        .list();
  }

  /** Every version of these areas with what it belonged to and what began and ended it. */
  List<AreaHistory.Version> versions(Collection<Integer> ids) {
    return jdbc.sql(
            """
            select v.area_id, v.level, v.parent_id, v.code, v.name, v.kind, lower(v.valid) as since,
                   upper(v.valid) as until, p.name as parent_name,
                   r.reorganisation_id, r.decree, r.decree_date, r.effective_on,
                   e.reorganisation_id as end_id, e.decree as end_decree, e.decree_date as end_decree_date,
                   e.effective_on as end_effective_on
              from areas.area_version v
              left join areas.area_version p on p.area_id = v.parent_id and p.valid @> lower(v.valid)
              left join areas.reorganisation r on r.reorganisation_id = v.begun_by
              left join areas.reorganisation e on e.reorganisation_id = v.ended_by
             where v.area_id = any (:ids::integer[])
             order by lower(v.valid), v.name collate platform.vi, v.code, v.area_id
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .query(
            (row, number) -> {
              int end = row.getInt("end_id");
              return new AreaHistory.Version(
                  AreaTable.area(row, number),
                  row.getString("parent_name"),
                  row.getObject("reorganisation_id") == null ? null : decree(row),
                  end == 0
                      ? null
                      : new AreaHistory.Decree(
                          end,
                          row.getString("end_decree"),
                          day(row.getDate("end_decree_date")),
                          row.getDate("end_effective_on").toLocalDate()));
            })
        .list();
  }

  /** Reorganisations about this area that were withdrawn. */
  List<AreaHistory.Withdrawn> withdrawn(int areaId) {
    return jdbc.sql(
            """
            select r.decree, r.effective_on, r.withdrawn_at, r.withdrawn_name, r.withdrawn_reason
              from areas.reorganisation r
             where r.withdrawn_at is not null
               and (exists (select from areas.succession s
                             where s.reorganisation_id = r.reorganisation_id and :id in (s.from_area, s.to_area))
                    or exists (select from areas.withdrawn_version w
                                where w.reorganisation_id = r.reorganisation_id and w.area_id = :id))
             order by r.withdrawn_at
            """)
        .param("id", areaId)
        .query(
            (row, number) ->
                new AreaHistory.Withdrawn(
                    row.getString("decree"),
                    row.getDate("effective_on").toLocalDate(),
                    row.getTimestamp("withdrawn_at").toInstant(),
                    row.getString("withdrawn_name"),
                    row.getString("withdrawn_reason")))
        .list();
  }

  /**
   * Those of the areas that somebody reaches who reaches these: an area that is lies in one of them
   * today; one that has ended lay in one of them, or went into an area that did.
   */
  List<Integer> reached(Collection<Integer> ids, Collection<Integer> within, LocalDate today) {
    return jdbc.sql(
            """
            with recursive goes as (
              select i.area_id, i.area_id as at_id,
                     not exists (select from areas.area_version v
                                  where v.area_id = i.area_id and v.valid @> :today::date) as ended
                from unnest(:ids::integer[]) as i (area_id)
              union
              select g.area_id, s.to_area, g.ended
                from goes g
                join areas.succession s on s.from_area = g.at_id
                join areas.reorganisation r using (reorganisation_id)
               where g.ended and r.withdrawn_at is null)
            select distinct g.area_id
              from goes g
              join areas.ancestor a on a.area_id = g.at_id
             where a.ancestor_id = any (:within::integer[]) and (g.ended or a.valid @> :today::date)
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .param("within", within.toArray(Integer[]::new))
        .param("today", Date.valueOf(today))
        .query(Integer.class)
        .list();
  }

  private static AreaHistory.Decree decree(ResultSet row) throws SQLException {
    return new AreaHistory.Decree(
        row.getInt("reorganisation_id"),
        row.getString("decree"),
        day(row.getDate("decree_date")),
        row.getDate("effective_on").toLocalDate());
  }

  private static @Nullable LocalDate day(@Nullable Date date) {
    return date == null ? null : date.toLocalDate();
  }
}
