package vn.khuyenhoc.areas;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the tree. */
@Repository
class AreaTable {

  private static final int MANY = 1000;

  static final String COLUMNS =
      """
      v.area_id, v.level, v.parent_id, v.code, v.name, v.kind, lower(v.valid) as since, upper(v.valid) as until
      """;

  private final JdbcClient jdbc;

  AreaTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Area> byId(int id, LocalDate date) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from areas.area_version v where v.area_id = :id and v.valid @> :date::date")
        .param("id", id)
        .param("date", Date.valueOf(date))
        .query(AreaTable::area)
        .optional();
  }

  /** The area as it last was up to the day, whether it still is or has ended. */
  Optional<Area> lastKnown(int id, LocalDate date) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from areas.area_version v where v.area_id = :id and lower(v.valid) <= :date::date
                order by lower(v.valid) desc limit 1
                """)
        .param("id", id)
        .param("date", Date.valueOf(date))
        .query(AreaTable::area)
        .optional();
  }

  /** What received an area that has ended, whole; empty where it stands or was divided. */
  Optional<Integer> receivedBy(int id) {
    return jdbc.sql("select areas.received_by(:id)")
        .param("id", id)
        .query((row, number) -> Optional.ofNullable(row.getObject(1, Integer.class)))
        .single();
  }

  List<Area> nations() {
    return jdbc.sql(
            "select " + COLUMNS + " from areas.area_version v where v.level = 0 order by area_id")
        .query(AreaTable::area)
        .list();
  }

  Optional<Area> byCode(AreaLevel level, String code, LocalDate date) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from areas.area_version v
                where v.level = :level and v.code = :code and v.valid @> :date::date and v.kind <> 'UNASSIGNED'
                order by exists (select from areas.undecided u where u.area_id = v.area_id), v.area_id limit 1
                """)
        .param("level", level.ordinal())
        .param("code", code)
        .param("date", Date.valueOf(date))
        .query(AreaTable::area)
        .optional();
  }

  List<Area> children(int id, LocalDate date) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from areas.area_version v
                where v.parent_id = :id and v.valid @> :date::date
                order by v.name collate platform.vi, v.code
                """)
        .param("id", id)
        .param("date", Date.valueOf(date))
        .query(AreaTable::area)
        .list();
  }

  Map<Integer, List<Area>> children(Collection<Integer> ids, LocalDate date) {
    Map<Integer, List<Area>> children = new HashMap<>();
    jdbc.sql(
            "select v.parent_id as asked, "
                + COLUMNS
                + """
                 from areas.area_version v
                where v.parent_id = any (:ids::integer[]) and v.valid @> :date::date
                order by v.name collate platform.vi, v.code
                """)
        .param("ids", ids.toArray(Integer[]::new))
        .param("date", Date.valueOf(date))
        .query(
            row -> {
              children
                  .computeIfAbsent(row.getInt("asked"), any -> new ArrayList<>())
                  .add(area(row, 0));
            });
    return children;
  }

  Map<Integer, List<Area>> paths(Collection<Integer> ids, LocalDate date) {
    Map<Integer, List<Area>> paths = new HashMap<>();
    jdbc.sql(
            "select a.area_id as asked, "
                + COLUMNS
                + """
                 from areas.ancestor a
                 join areas.area_version v on v.area_id = a.ancestor_id and v.valid @> :date::date
                where a.area_id = any (:ids::integer[]) and a.valid @> :date::date
                order by v.level
                """)
        .param("ids", ids.toArray(Integer[]::new))
        .param("date", Date.valueOf(date))
        .query(
            row -> {
              paths
                  .computeIfAbsent(row.getInt("asked"), any -> new ArrayList<>())
                  .add(area(row, 0));
            });
    return paths;
  }

  List<Area> below(Collection<Integer> ids, AreaLevel level, LocalDate date) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from areas.ancestor a
                 join areas.area_version v on v.area_id = a.area_id and v.valid @> :date::date
                where a.ancestor_id = any (:ids::integer[]) and a.valid @> :date::date and v.level = :level
                order by v.name collate platform.vi, v.code
                """)
        .param("ids", ids.toArray(Integer[]::new))
        .param("level", level.ordinal())
        .param("date", Date.valueOf(date))
        .query(AreaTable::area)
        .list();
  }

  List<Area> path(int id, LocalDate date) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from areas.ancestor a
                 join areas.area_version v on v.area_id = a.ancestor_id and v.valid @> :date::date
                where a.area_id = :id and a.valid @> :date::date
                order by v.level
                """)
        .param("id", id)
        .param("date", Date.valueOf(date))
        .query(AreaTable::area)
        .list();
  }

  boolean within(int id, Collection<Integer> ancestors, LocalDate date) {
    return jdbc.sql(
            """
            select exists (select from areas.ancestor
                            where area_id = :id and ancestor_id = any (:ancestors::integer[]) and valid @> :date::date)
            """)
        .param("id", id)
        .param("ancestors", ancestors.toArray(Integer[]::new))
        .param("date", Date.valueOf(date))
        .query(Boolean.class)
        .single();
  }

  /**
   * Best first: exact accents, then the start of the name, then anywhere; every word must occur.
   */
  List<Area> search(
      String typed,
      List<String> foldedWords,
      Collection<Integer> ancestors,
      LocalDate date,
      int limit) {
    String[] patterns =
        foldedWords.stream()
            .map(
                word ->
                    "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
            .toArray(String[]::new);
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from (select m.area_id, bool_or(m.code = :typed) as coded,
                              bool_or(position(lower(:typed) in lower(m.name)) > 0) as accented,
                              bool_or(position(:folded in m.folded) > 0) as together
                         from areas.area_version m
                        where (m.folded like all (:patterns::text[]) or m.code = :typed)
                          and lower(m.valid) <= :date::date and m.kind <> 'UNASSIGNED'
                        group by m.area_id) f
                 join lateral (select * from areas.area_version w
                                where w.area_id = f.area_id and lower(w.valid) <= :date::date
                                order by lower(w.valid) desc limit 1) v on true
                where exists (select from areas.ancestor a
                               where a.area_id = v.area_id and a.ancestor_id = any (:ancestors::integer[])
                                 and a.valid && v.valid)
                order by upper(v.valid) <= :date::date is true, not f.coded, not f.accented, not f.together, v.level,
                         v.name collate platform.vi, v.area_id
                limit :limit
                """)
        .param("patterns", patterns)
        .param("typed", typed)
        .param("folded", String.join(" ", foldedWords))
        .param("ancestors", ancestors.toArray(Integer[]::new))
        .param("date", Date.valueOf(date))
        .param("limit", limit)
        .query(AreaTable::area)
        .list();
  }

  List<FormerDistrict> formerDistricts(Collection<Integer> ids) {
    return jdbc.sql(
            """
            select area_id, name, code from areas.former_district
             where area_id = any (:ids::integer[]) order by area_id, name collate platform.vi
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new FormerDistrict(
                    row.getInt("area_id"), row.getString("name"), row.getString("code")))
        .list();
  }

  /** Writes what an area was before the first of its versions that are known, up to that one. */
  void addEarlier(int areaId, NewArea was, LocalDate from, LocalDate until, String source) {
    jdbc.sql(
            """
            insert into areas.area_version (area_id, valid, level, parent_id, code, name, kind, source)
            select a.area_id, daterange(:since::date, :until::date), a.level, :parent, :code, :name, :kind, :source
              from areas.area a where a.area_id = :area
            """)
        .param("area", areaId)
        .param("since", Date.valueOf(from))
        .param("until", Date.valueOf(until))
        .param("parent", was.parentId())
        .param("code", was.code())
        .param("name", was.name())
        .param("kind", was.kind())
        .param("source", source)
        .update();
  }

  /** Every version of the districts that ever lay in a province, the earliest first. */
  List<PastDistricts.Known> districts(int provinceId) {
    return jdbc.sql(
            """
            select area_id, name, code, lower(valid) as since, upper(valid) as until
              from areas.area_version
             where parent_id = :province and level = :level
             order by valid, area_id
            """)
        .param("province", provinceId)
        .param("level", AreaLevel.DISTRICT.ordinal())
        .query(
            (row, number) -> {
              Date until = row.getDate("until");
              return new PastDistricts.Known(
                  row.getInt("area_id"),
                  row.getString("name"),
                  row.getString("code"),
                  row.getDate("since").toLocalDate(),
                  until == null ? null : until.toLocalDate());
            })
        .list();
  }

  /** Whether an area is there on a day. */
  boolean stands(int areaId, LocalDate day) {
    return jdbc.sql(
            "select exists (select from areas.area_version where area_id = :area and valid @> :day::date)")
        .param("area", areaId)
        .param("day", Date.valueOf(day))
        .query(Boolean.class)
        .single();
  }

  /** The districts that communes of a province lay in before districts were abolished. */
  List<FormerDistrict> formerDistrictsOf(int provinceId) {
    return jdbc.sql(
            """
            select distinct on (d.name) d.area_id, d.name, d.code
              from areas.former_district d
              join areas.area_version v on v.area_id = d.area_id and v.parent_id = :province
             order by d.name, d.area_id
            """)
        .param("province", provinceId)
        .query(
            (row, number) ->
                new FormerDistrict(
                    row.getInt("area_id"), row.getString("name"), row.getString("code")))
        .list();
  }

  /**
   * Adds areas of one level below known parents, all at once; answers their identities in order.
   */
  List<Integer> add(AreaLevel level, List<NewArea> areas, LocalDate from, String source) {
    return add(level, areas, from, null, source);
  }

  /**
   * The same of areas that have ended.
   *
   * @param until the first day on which they were no more; null for areas that go on
   */
  List<Integer> add(
      AreaLevel level,
      List<NewArea> areas,
      LocalDate from,
      @Nullable LocalDate until,
      String source) {
    List<Integer> ids =
        jdbc.sql(
                """
                insert into areas.area (level)
                select :level from generate_series(1, :count) returning area_id
                """)
            .param("level", level.ordinal())
            .param("count", areas.size())
            .query(Integer.class)
            .list();
    jdbc.sql(
            """
            insert into areas.area_version (area_id, valid, level, parent_id, code, name, kind, source)
            select n.id, daterange(:since::date, :until::date), :level, n.parent, n.code, n.name, n.kind, :source
              from unnest(:ids::integer[], :parents::integer[], :codes::text[], :names::text[], :kinds::text[])
                   as n (id, parent, code, name, kind)
            """)
        .param("since", Date.valueOf(from))
        .param("until", until == null ? null : Date.valueOf(until))
        .param("level", level.ordinal())
        .param("source", source)
        .param("ids", ids.toArray(Integer[]::new))
        .param("parents", areas.stream().map(NewArea::parentId).toArray(Integer[]::new))
        .param("codes", areas.stream().map(NewArea::code).toArray(String[]::new))
        .param("names", areas.stream().map(NewArea::name).toArray(String[]::new))
        .param("kinds", areas.stream().map(NewArea::kind).toArray(String[]::new))
        .update();
    pack(ids.size());
    return ids;
  }

  /** The highest number that ever followed this beginning in a village's code; 0 for none. */
  int lastNumber(String prefix) {
    return jdbc.sql(
            """
            select coalesce(max(substr(code, length(:prefix) + 1)::integer), 0)
              from areas.area_version
             where level = 4 and starts_with(code, :prefix)
               and substr(code, length(:prefix) + 1) ~ '^[0-9]{1,6}$'
            """)
        .param("prefix", prefix)
        .query(Integer.class)
        .single();
  }

  /**
   * A temporal key filled row by row becomes a tree whose branches overlap: finding one area then
   * takes five times as long (60 against 12 µs at 2,300 areas). Building it anew packs it, and the
   * planner learns what the tree is like; constraints are checked now, not at the commit. Few areas
   * are not worth it.
   *
   * @param added how many areas came or changed
   */
  void pack(int added) {
    if (added < MANY) {
      return;
    }
    // An index cannot be built while checks of this transaction are still to be made.
    for (String step :
        List.of(
            "set constraints all immediate",
            "reindex index areas.area_version_pkey",
            "analyze areas.area_version, areas.ancestor",
            "set constraints all deferred")) {
      jdbc.sql(step).update();
    }
  }

  void addFormerDistricts(List<FormerDistrict> districts, String source) {
    jdbc.sql(
            """
            insert into areas.former_district (area_id, name, code, source)
            select id, name, code, :source
              from unnest(:ids::integer[], :names::text[], :codes::text[]) as d (id, name, code)
            """)
        .param("source", source)
        .param("ids", districts.stream().map(FormerDistrict::areaId).toArray(Integer[]::new))
        .param("names", districts.stream().map(FormerDistrict::name).toArray(String[]::new))
        .param("codes", districts.stream().map(FormerDistrict::code).toArray(String[]::new))
        .update();
  }

  static Area area(ResultSet row, int number) throws SQLException {
    int parent = row.getInt("parent_id");
    @Nullable Integer parentId = row.wasNull() ? null : parent;
    Date until = row.getDate("until");
    return new Area(
        row.getInt("area_id"),
        AreaLevel.of(row.getInt("level")),
        parentId,
        row.getString("code"),
        row.getString("name"),
        row.getString("kind"),
        row.getDate("since").toLocalDate(),
        until == null ? null : until.toLocalDate());
  }
}
