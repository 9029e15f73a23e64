package vn.khuyenhoc.registry;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.Actor;

/** All SQL of bodies. */
@Repository
class BodyTable {

  private static final String BODY =
      """
      select b.body_id, b.kind, b.name, b.symbol, b.area_id, lower(b.valid) as first_day, upper(b.valid) - 1 as last_day,
             b.note, b.version, b.changed_at, b.changed_name
        from registry.body b
      """;

  private final JdbcClient jdbc;

  BodyTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Body> byId(UUID id) {
    return jdbc.sql(BODY + " where b.body_id = :id")
        .param("id", id)
        .query(BodyTable::read)
        .optional();
  }

  Optional<Body> locked(UUID id) {
    return jdbc.sql(BODY + " where b.body_id = :id for update")
        .param("id", id)
        .query(BodyTable::read)
        .optional();
  }

  /** Those of these areas, of today first. */
  List<Body> of(Collection<Integer> areaIds) {
    return of(areaIds, "limit 500");
  }

  /** The same without a limit, for many areas. */
  List<Body> all(Collection<Integer> areaIds) {
    return of(areaIds, "");
  }

  private List<Body> of(Collection<Integer> areaIds, String limit) {
    return jdbc.sql(
            BODY
                + """
                  where b.area_id = any (:areas::integer[])
                  order by not b.valid @> platform.today(), array_position(:kinds::text[], b.kind),
                           b.name collate platform.vi, lower(b.valid) desc
                """
                + limit)
        .param("areas", areaIds.toArray(Integer[]::new))
        .param(
            "kinds",
            java.util.Arrays.stream(BodyKind.values()).map(Enum::name).toArray(String[]::new))
        .query(BodyTable::read)
        .list();
  }

  /** The one of a kind that an area of a level, at or above this one, has on a day. */
  Optional<Body> at(BodyKind kind, AreaLevel level, int areaId, LocalDate day) {
    return jdbc.sql(
            BODY
                + """
                  join areas.ancestor a on a.ancestor_id = b.area_id and a.ancestor_level = :level
                   and a.area_id = :area and a.valid @> :day::date
                  where b.kind = :kind and b.valid @> :day::date
                  order by lower(b.valid) desc, b.body_id
                  limit 1
                """)
        .param("level", level.ordinal())
        .param("area", areaId)
        .param("kind", kind.name())
        .param("day", Date.valueOf(day))
        .query(BodyTable::read)
        .optional();
  }

  /** Whether another body of this name is in the area during any of these days. */
  boolean namesake(UUID own, int areaId, Body.Entry entry) {
    LocalDate to = entry.to();
    return jdbc.sql(
            """
            select exists (select from registry.body
                            where area_id = :area and body_id <> :own
                              and registry.written(name) = registry.written(:name)
                              and valid && daterange(:from::date, :to::date, '[]'))
            """)
        .param("area", areaId)
        .param("own", own)
        .param("name", entry.name())
        .param("from", Date.valueOf(entry.from()))
        .param("to", to == null ? null : Date.valueOf(to))
        .query(Boolean.class)
        .single();
  }

  boolean add(UUID id, int areaId, Body.Entry entry, Actor actor, Instant at) {
    return written(
                """
            insert into registry.body (body_id, kind, name, symbol, area_id, valid, note, changed_at, changed_by, changed_name)
            values (:id, :kind, :name, :symbol, :area, daterange(:from::date, :to::date, '[]'), :note, :at, :by, :byName)
            on conflict do nothing
            """,
                id,
                entry,
                actor,
                at)
            .param("area", areaId)
            .update()
        == 1;
  }

  void change(UUID id, Body.Entry entry, Actor actor, Instant at) {
    written(
            """
            update registry.body
               set kind = :kind, name = :name, symbol = :symbol, valid = daterange(:from::date, :to::date, '[]'),
                   note = :note, version = version + 1, changed_at = :at, changed_by = :by, changed_name = :byName
             where body_id = :id
            """,
            id,
            entry,
            actor,
            at)
        .update();
  }

  private JdbcClient.StatementSpec written(
      String sql, UUID id, Body.Entry entry, Actor actor, Instant at) {
    LocalDate to = entry.to();
    return jdbc.sql(sql)
        .param("id", id)
        .param("kind", entry.kind().name())
        .param("name", entry.name())
        .param("symbol", entry.symbol())
        .param("from", Date.valueOf(entry.from()))
        .param("to", to == null ? null : Date.valueOf(to))
        .param("note", entry.note())
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("byName", actor.name());
  }

  private static Body read(ResultSet row, int number) throws SQLException {
    Date last = row.getDate("last_day");
    return new Body(
        row.getObject("body_id", UUID.class),
        BodyKind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("symbol"),
        row.getInt("area_id"),
        row.getDate("first_day").toLocalDate(),
        last == null ? null : last.toLocalDate(),
        row.getString("note"),
        row.getInt("version"),
        row.getTimestamp("changed_at").toInstant(),
        row.getString("changed_name"));
  }
}
