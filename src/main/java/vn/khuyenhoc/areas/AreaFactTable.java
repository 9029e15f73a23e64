package vn.khuyenhoc.areas;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaFacts.Attribute;
import vn.khuyenhoc.areas.AreaFacts.NewFact;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;

/** All SQL of what is known of areas. */
@Repository
class AreaFactTable {

  private final JdbcClient jdbc;

  AreaFactTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<AreaFacts.Fact> on(
      LocalDate day, Collection<Attribute> attributes, Collection<Integer> areaIds) {
    return jdbc.sql(
            """
            select area_id, attribute, value, lower(valid) as since, source
              from areas.attribute
             where area_id = any (:ids::integer[]) and attribute = any (:attributes::text[]) and valid @> :day::date
            """)
        .param("ids", areaIds.toArray(Integer[]::new))
        .param("attributes", attributes.stream().map(Attribute::name).toArray(String[]::new))
        .param("day", Date.valueOf(day))
        .query(
            (row, number) ->
                new AreaFacts.Fact(
                    row.getInt("area_id"),
                    Attribute.valueOf(row.getString("attribute")),
                    row.getString("value"),
                    row.getDate("since").toLocalDate(),
                    row.getString("source")))
        .list();
  }

  /** Everything recorded of an area, by attribute, the latest day and entry first. */
  List<AreaFacts.Entry> entries(int areaId) {
    return jdbc
        .sql(
            """
            select e.entry_no, e.attribute, e.value, e.since, upper(a.valid) as until, e.source, e.recorded_at,
                   e.recorded_name, w.withdrawn_name, w.reason,
                   w.entry_no is null
                   and exists (select from areas.attribute_entry l
                                where l.area_id = e.area_id and l.attribute = e.attribute and l.since = e.since
                                  and l.entry_no > e.entry_no
                                  and not exists (select from areas.attribute_withdrawn x
                                                   where x.entry_no = l.entry_no)) as replaced
              from areas.attribute_entry e
              left join areas.attribute_withdrawn w using (entry_no)
              left join areas.attribute a
                on a.area_id = e.area_id and a.attribute = e.attribute and lower(a.valid) = e.since
             where e.area_id = :area
             order by e.attribute, e.since desc, e.entry_no desc
            """)
        .param("area", areaId)
        .query(
            (row, number) ->
                new AreaFacts.Entry(
                    row.getLong("entry_no"),
                    Attribute.valueOf(row.getString("attribute")),
                    row.getString("value"),
                    row.getDate("since").toLocalDate(),
                    day(row.getDate("until")),
                    row.getString("source"),
                    row.getTimestamp("recorded_at").toInstant(),
                    row.getString("recorded_name"),
                    row.getBoolean("replaced"),
                    row.getString("withdrawn_name"),
                    row.getString("reason")))
        .list()
        .stream()
        .sorted(Comparator.comparing(AreaFacts.Entry::attribute))
        .toList();
  }

  void record(List<NewFact> facts, Instant at, Actor actor, @Nullable Integer reorganisationId) {
    jdbc.sql(
            """
            select areas.record_attributes(:ids::integer[], :attributes::text[], :days::date[], :values::text[],
                                           :sources::text[], :at, :account, :name, :reorganisation::integer)
            """)
        .param("ids", facts.stream().map(NewFact::areaId).toArray(Integer[]::new))
        .param(
            "attributes",
            facts.stream().map(fact -> fact.attribute().name()).toArray(String[]::new))
        .param("days", facts.stream().map(fact -> fact.since().toString()).toArray(String[]::new))
        .param("values", facts.stream().map(NewFact::value).toArray(String[]::new))
        .param("sources", facts.stream().map(NewFact::source).toArray(String[]::new))
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId(), Types.OTHER)
        .param("name", actor.name())
        .param("reorganisation", reorganisationId)
        .query((row, number) -> 0)
        .list();
  }

  void withdraw(List<Long> entries, Instant at, Actor actor, String reason) {
    jdbc.sql("select areas.withdraw_attributes(:entries::bigint[], :at, :account, :name, :reason)")
        .param("entries", entries.toArray(Long[]::new))
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId(), Types.OTHER)
        .param("name", actor.name())
        .param("reason", reason)
        .query((row, number) -> 0)
        .list();
  }

  /** What came with a list and stands. */
  List<NewFact> listed(int reorganisationId) {
    return jdbc.sql(
            """
            select e.area_id, e.attribute, e.since, e.value, e.source
              from areas.attribute_entry e
             where e.reorganisation_id = :id
               and not exists (select from areas.attribute_withdrawn w where w.entry_no = e.entry_no)
             order by e.entry_no
            """)
        .param("id", reorganisationId)
        .query(
            (row, number) ->
                new NewFact(
                    row.getInt("area_id"),
                    Attribute.valueOf(row.getString("attribute")),
                    row.getDate("since").toLocalDate(),
                    row.getString("value"),
                    row.getString("source")))
        .list();
  }

  /** Takes back what came with a list; the reason is its decree. */
  void withdrawListed(int reorganisationId, Instant at, @Nullable Actor actor) {
    jdbc.sql(
            """
            select areas.withdraw_attributes(e.entries, :at, :account, :name, r.decree)
              from areas.reorganisation r
             cross join lateral (
               select array_agg(e.entry_no) as entries
                 from areas.attribute_entry e
                where e.reorganisation_id = r.reorganisation_id
                  and not exists (select from areas.attribute_withdrawn w where w.entry_no = e.entry_no)) e
             where r.reorganisation_id = :id and e.entries is not null
            """)
        .param("id", reorganisationId)
        .param("at", Timestamp.from(at))
        .param("account", actor == null ? null : actor.accountId(), Types.OTHER)
        .param("name", actor == null ? "" : actor.name())
        .query((row, number) -> 0)
        .list();
  }

  /** What an area that this one came from had on the eve. */
  record Former(
      Attribute attribute, String name, @Nullable String value, LocalDate day, boolean whole) {}

  /** What adds up, for every area that this one directly came from by its first reorganisation. */
  List<Former> former(int areaId) {
    return jdbc.sql(
            """
            select n.attribute, v.name, a.value, r.effective_on, s.extent = 'WHOLE' as whole
              from areas.succession s
              join areas.reorganisation r using (reorganisation_id)
              join areas.area_version v on v.area_id = s.from_area and v.valid @> r.effective_on - 1
             cross join unnest(array['POPULATION', 'HOUSEHOLDS', 'AREA_KM2']) as n (attribute)
              left join areas.attribute a
                on a.area_id = s.from_area and a.attribute = n.attribute and a.valid @> r.effective_on - 1
             where s.to_area = :area and r.withdrawn_at is null
               and r.effective_on = (select min(lower(w.valid)) from areas.area_version w where w.area_id = :area)
             order by n.attribute, v.name collate platform.vi, v.code
            """)
        .param("area", areaId)
        .query(
            (row, number) ->
                new Former(
                    Attribute.valueOf(row.getString("attribute")),
                    row.getString("name"),
                    row.getString("value"),
                    row.getDate("effective_on").toLocalDate(),
                    row.getBoolean("whole")))
        .list();
  }

  /** An area's level, and from when until when it is. */
  record Place(AreaLevel level, FactRules.Known known) {}

  Place place(int areaId) {
    return jdbc.sql(
            """
            select v.level, min(lower(v.valid)) over () as since, upper(v.valid) as until, v.name
              from areas.area_version v where v.area_id = :area
             order by lower(v.valid) desc limit 1
            """)
        .param("area", areaId)
        .query(
            (row, number) ->
                new Place(
                    AreaLevel.of(row.getInt("level")),
                    new FactRules.Known(
                        row.getString("name"),
                        Objects.requireNonNull(day(row.getDate("since"))),
                        day(row.getDate("until")))))
        .optional()
        .orElseThrow(() -> new NotFoundException("area " + areaId));
  }

  /** An area that lies within another on a day. */
  record Here(int id, AreaLevel level, String code, String name) {}

  List<Here> below(int scopeId, LocalDate day) {
    return jdbc.sql(
            """
            select v.area_id, v.level, v.code, v.name
              from areas.ancestor a
              join areas.area_version v on v.area_id = a.area_id and v.valid @> :day::date
             where a.ancestor_id = :scope and a.valid @> :day::date and v.kind <> 'UNASSIGNED'
               -- what waits for a decision may still have the code of a new area: the new one is meant
               and not (exists (select from areas.undecided u
                                  join areas.reorganisation r using (reorganisation_id)
                                 where u.area_id = v.area_id and r.withdrawn_at is null and r.effective_on <= :day::date)
                        and exists (select from areas.area_version o
                                     where o.level = v.level and o.code = v.code and o.area_id <> v.area_id
                                       and o.valid @> :day::date and o.kind <> 'UNASSIGNED'))
             order by v.level, v.code, v.area_id
            """)
        .param("scope", scopeId)
        .param("day", Date.valueOf(day))
        .query((row, number) -> here(row))
        .list();
  }

  private static Here here(ResultSet row) throws SQLException {
    return new Here(
        row.getInt("area_id"),
        AreaLevel.of(row.getInt("level")),
        row.getString("code"),
        row.getString("name"));
  }

  private static @Nullable LocalDate day(@Nullable Date date) {
    return date == null ? null : date.toLocalDate();
  }
}
