package vn.khuyenhoc.areas;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;

/** All SQL of reorganisations. */
@Repository
class ReorganisationTable {

  private static final String VERSION =
      """
      v.area_id, v.level, v.parent_id, v.code, v.name, v.kind, lower(v.valid) as since, upper(v.valid) as until
      """;

  private static final String COLUMNS =
      """
      select reorganisation_id, scope_id, decree, decree_date, effective_on, note, recorded_at, recorded_name,
             followed_on, withdrawn_at, withdrawn_reason
        from areas.reorganisation
      """;

  private final JdbcClient jdbc;

  ReorganisationTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The scope, all above it and all below it, as they stand on the day; the widest first. */
  List<Area> tree(int scope, LocalDate day) {
    return jdbc.sql(
            "select "
                + VERSION
                + """
                 from areas.area_version v
                where v.valid @> :day::date
                  and v.area_id in (
                    select area_id from areas.ancestor where ancestor_id = :scope
                    union
                    select ancestor_id from areas.ancestor where area_id = :scope)
                order by v.level, v.code, v.area_id
                """)
        .param("scope", scope)
        .param("day", Date.valueOf(day))
        .query(AreaTable::area)
        .list();
  }

  /** Versions within the scope that end on the day, and those that begin later. */
  List<Area> elsewhere(int scope, LocalDate day) {
    return jdbc.sql(
            "select "
                + VERSION
                + """
                 from areas.area_version v
                where (upper(v.valid) = :day::date or lower(v.valid) > :day::date)
                  and v.area_id in (select area_id from areas.ancestor where ancestor_id = :scope)
                """)
        .param("scope", scope)
        .param("day", Date.valueOf(day))
        .query(AreaTable::area)
        .list();
  }

  Optional<Area> province(String code, LocalDate day) {
    return jdbc.sql(
            "select "
                + VERSION
                + """
                 from areas.area_version v
                where v.level = 1 and v.code = :code and v.valid && daterange(:day::date - 1, :day::date, '[]')
                order by lower(v.valid) desc limit 1
                """)
        .param("code", code)
        .param("day", Date.valueOf(day))
        .query(AreaTable::area)
        .optional();
  }

  /** The provinces of areas that have these codes and names on the eve. */
  List<Area> provincesOf(List<DeclaredChanges.Before> areas, LocalDate day) {
    return jdbc.sql(
            "select distinct "
                + VERSION
                + """
                 from unnest(:levels::smallint[], :codes::text[], :names::text[]) as b (level, code, name)
                 join areas.area_version w on w.level = b.level and w.code = b.code and w.valid @> :day::date - 1
                  and (b.name = '' or platform.fold(w.name) = platform.fold(b.name))
                 join areas.ancestor a on a.area_id = w.area_id and a.ancestor_level = 1 and a.valid @> :day::date - 1
                 join areas.area_version v on v.area_id = a.ancestor_id and v.valid @> :day::date - 1
                """)
        .param(
            "levels",
            areas.stream().map(one -> (short) one.level().ordinal()).toArray(Short[]::new))
        .param("codes", areas.stream().map(DeclaredChanges.Before::code).toArray(String[]::new))
        .param("names", areas.stream().map(DeclaredChanges.Before::name).toArray(String[]::new))
        .param("day", Date.valueOf(day))
        .query(AreaTable::area)
        .list();
  }

  int record(
      int scope, Reorganisation.Decree decree, LocalDate effectiveOn, Instant at, Actor actor) {
    return jdbc.sql(
            """
            insert into areas.reorganisation
              (scope_id, decree, decree_date, effective_on, note, recorded_at, recorded_by, recorded_name)
            values (:scope, :decree, :date, :effective, :note, :at, :account, :name)
            returning reorganisation_id
            """)
        .param("scope", scope)
        .param("decree", decree.number())
        .param("date", decree.date() == null ? null : Date.valueOf(decree.date()))
        .param("effective", Date.valueOf(effectiveOn))
        .param("note", decree.note())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("name", actor.name())
        .query(Integer.class)
        .single();
  }

  /** Identities for areas that come into being, in their order. */
  List<Integer> identities(List<AreaLevel> levels) {
    return jdbc.sql(
            """
            insert into areas.area (level)
            select l.level from unnest(:levels::smallint[]) with ordinality as l (level, place) order by l.place
            returning area_id
            """)
        .param(
            "levels", levels.stream().map(level -> (short) level.ordinal()).toArray(Short[]::new))
        .query(Integer.class)
        .list();
  }

  /** Ends what holds on the eve of these areas. */
  void end(int reorganisation, Collection<Integer> ids) {
    jdbc.sql("select areas.end_versions(:id, :ids::integer[])")
        .param("id", reorganisation)
        .param("ids", ids.toArray(Integer[]::new))
        .query((row, number) -> 0)
        .list();
  }

  /** One version to begin. */
  record Beginning(int id, AreaLevel level, int parent, String code, String name, String kind) {}

  /** Begins versions on the day; ancestors follow by {@link #reorganised}. */
  void begin(int reorganisation, LocalDate day, String source, List<Beginning> versions) {
    jdbc.sql(
            """
            insert into areas.area_version (area_id, valid, level, parent_id, code, name, kind, source, begun_by)
            select n.id, daterange(:day, null), n.level, n.parent, n.code, n.name, n.kind, :source, :reorganisation
              from unnest(:ids::integer[], :levels::smallint[], :parents::integer[], :codes::text[], :names::text[],
                          :kinds::text[]) as n (id, level, parent, code, name, kind)
            """)
        .param("day", Date.valueOf(day))
        .param("source", source)
        .param("reorganisation", reorganisation)
        .param("ids", versions.stream().map(Beginning::id).toArray(Integer[]::new))
        .param(
            "levels",
            versions.stream().map(one -> (short) one.level().ordinal()).toArray(Short[]::new))
        .param("parents", versions.stream().map(Beginning::parent).toArray(Integer[]::new))
        .param("codes", versions.stream().map(Beginning::code).toArray(String[]::new))
        .param("names", versions.stream().map(Beginning::name).toArray(String[]::new))
        .param("kinds", versions.stream().map(Beginning::kind).toArray(String[]::new))
        .update();
  }

  /** What became of what, and what is open. Identities are real ones. */
  void link(
      int reorganisation,
      List<ReorganisationPlan.Succession> successions,
      List<ReorganisationPlan.Unassigned> unassigned,
      List<Integer> undecided) {
    jdbc.sql(
            """
            insert into areas.succession (reorganisation_id, from_area, to_area, extent)
            select :id, s.gone, s.came, s.extent
              from unnest(:gone::integer[], :came::integer[], :extents::text[]) as s (gone, came, extent)
            """)
        .param("id", reorganisation)
        .param("gone", successions.stream().map(one -> one.from()).toArray(Integer[]::new))
        .param("came", successions.stream().map(one -> one.to()).toArray(Integer[]::new))
        .param(
            "extents", successions.stream().map(one -> one.extent().name()).toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            insert into areas.unassigned (area_id, reorganisation_id, divided_area)
            select u.holder, :id, u.divided
              from unnest(:holders::integer[], :divided::integer[]) as u (holder, divided)
            """)
        .param("id", reorganisation)
        .param("holders", unassigned.stream().map(one -> one.holder()).toArray(Integer[]::new))
        .param("divided", unassigned.stream().map(one -> one.divided()).toArray(Integer[]::new))
        .update();
    jdbc.sql(
            """
            insert into areas.undecided (reorganisation_id, area_id)
            select :id, unnest(:ids::integer[])
            """)
        .param("id", reorganisation)
        .param("ids", undecided.toArray(Integer[]::new))
        .update();
  }

  /** Ancestors follow; answers every area touched. */
  List<Integer> reorganised(int reorganisation) {
    return jdbc.sql("select areas.reorganised(:id)")
        .param("id", reorganisation)
        .query(Integer.class)
        .list();
  }

  void followed(int reorganisation, LocalDate today) {
    jdbc.sql("select areas.followed(:id, :today)")
        .param("id", reorganisation)
        .param("today", Date.valueOf(today))
        .query((row, number) -> 0)
        .list();
  }

  /** Those recorded early whose day has come. */
  List<Reorganisation> due(LocalDate today) {
    return jdbc.sql(
            COLUMNS
                + """
                 where followed_on is null and withdrawn_at is null and effective_on <= :today
                 order by effective_on, reorganisation_id
                """)
        .param("today", Date.valueOf(today))
        .query(ReorganisationTable::reorganisation)
        .list();
  }

  Optional<Reorganisation> byId(int id) {
    return jdbc.sql(COLUMNS + " where reorganisation_id = :id")
        .param("id", id)
        .query(ReorganisationTable::reorganisation)
        .optional();
  }

  /** Every area that a reorganisation touched. */
  List<Integer> touched(int reorganisation) {
    return jdbc.sql(
            """
            select distinct area_id from areas.area_version where begun_by = :id or ended_by = :id
            """)
        .param("id", reorganisation)
        .query(Integer.class)
        .list();
  }

  /** Something that stands on a reorganisation. */
  record Standing(String what, long facts) {}

  List<Standing> standingOn(int reorganisation) {
    return jdbc.sql("select what, facts from areas.standing_on(:id)")
        .param("id", reorganisation)
        .query((row, number) -> new Standing(row.getString("what"), row.getLong("facts")))
        .list();
  }

  List<Integer> withdraw(int reorganisation, Instant at, Actor actor, String reason) {
    return jdbc.sql("select areas.withdraw(:id, :at, :account, :name, :reason)")
        .param("id", reorganisation)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId(), java.sql.Types.OTHER)
        .param("name", actor.name())
        .param("reason", reason)
        .query(Integer.class)
        .list();
  }

  /** What lies in the line of a divided area, and where it may go. */
  record Open(int areaId, String name, int reorganisation, int holder, List<Integer> successors) {}

  List<Open> open(Collection<Integer> ids) {
    return jdbc.sql(
            """
            select w.area_id, w.name, w.reorganisation_id, w.holder,
                   array(select p.to_area from areas.possible_successor p where p.holder = w.holder) as successors
              from areas.assignable w
             where w.area_id = any (:ids::integer[])
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Open(
                    row.getInt("area_id"),
                    row.getString("name"),
                    row.getInt("reorganisation_id"),
                    row.getInt("holder"),
                    List.of((Integer[]) row.getArray("successors").getArray())))
        .list();
  }

  void assign(List<Integer> ids, List<Integer> successors) {
    jdbc.sql("select areas.assign(:ids::integer[], :successors::integer[])")
        .param("ids", ids.toArray(Integer[]::new))
        .param("successors", successors.toArray(Integer[]::new))
        .query((row, number) -> 0)
        .list();
  }

  /** One step of an area's history: what it came from or what became of it. */
  List<Reorganisations.Step> steps(int areaId) {
    return jdbc.sql(
            """
            select r.reorganisation_id, r.decree, r.effective_on, s.from_area, s.to_area, s.extent,
                   f.name as from_name, f.code as from_code, t.name as to_name, t.code as to_code
              from areas.succession s
              join areas.reorganisation r using (reorganisation_id)
              join lateral (select name, code from areas.area_version v
                             where v.area_id = s.from_area order by lower(v.valid) desc limit 1) f on true
              join lateral (select name, code from areas.area_version v
                             where v.area_id = s.to_area order by lower(v.valid) limit 1) t on true
             where (s.from_area = :id or s.to_area = :id) and r.withdrawn_at is null
             order by r.effective_on, f.name collate platform.vi, t.name collate platform.vi
            """)
        .param("id", areaId)
        .query(
            (row, number) ->
                new Reorganisations.Step(
                    row.getInt("reorganisation_id"),
                    row.getString("decree"),
                    row.getDate("effective_on").toLocalDate(),
                    row.getInt("from_area"),
                    row.getString("from_code"),
                    row.getString("from_name"),
                    row.getInt("to_area"),
                    row.getString("to_code"),
                    row.getString("to_name"),
                    DeclaredChanges.Extent.valueOf(row.getString("extent"))))
        .list();
  }

  /** Every version of an area, the first one first. */
  List<Area> versions(int areaId) {
    return jdbc.sql(
            "select "
                + VERSION
                + " from areas.area_version v where v.area_id = :id order by lower(v.valid)")
        .param("id", areaId)
        .query(AreaTable::area)
        .list();
  }

  private static Reorganisation reorganisation(ResultSet row, int number) throws SQLException {
    Timestamp withdrawn = row.getTimestamp("withdrawn_at");
    return new Reorganisation(
        row.getInt("reorganisation_id"),
        row.getInt("scope_id"),
        row.getString("decree"),
        day(row.getDate("decree_date")),
        row.getDate("effective_on").toLocalDate(),
        row.getString("note"),
        row.getTimestamp("recorded_at").toInstant(),
        row.getString("recorded_name"),
        day(row.getDate("followed_on")),
        withdrawn == null ? null : withdrawn.toInstant(),
        row.getString("withdrawn_reason"));
  }

  private static @Nullable LocalDate day(@Nullable Date date) {
    return date == null ? null : date.toLocalDate();
  }
}
