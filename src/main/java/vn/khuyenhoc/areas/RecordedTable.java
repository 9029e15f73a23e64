package vn.khuyenhoc.areas;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;

/** All SQL of what recorded reorganisations did and left open. */
@Repository
class RecordedTable {

  private final JdbcClient jdbc;

  RecordedTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Recorded within these areas, or leaving something open in them; the latest first. */
  List<Recorded.Line> list(Collection<Integer> own, int limit, long offset) {
    return jdbc.sql(
            """
            select r.reorganisation_id, r.decree, r.effective_on, r.withdrawn_at is not null as withdrawn,
                   (select name from areas.area_version s where s.area_id = r.scope_id
                     order by s.valid @> r.effective_on desc, lower(s.valid) desc limit 1) as scope,
                   (select count(*) from areas.area_version b
                     where b.begun_by = r.reorganisation_id and b.level = 3 and b.kind <> 'UNASSIGNED'
                       and not exists (select from areas.area_version e
                                        where e.area_id = b.area_id and e.ended_by = r.reorganisation_id)) as created,
                   (select count(*) from areas.area_version e
                     where e.ended_by = r.reorganisation_id and e.level = 3
                       and not exists (select from areas.area_version b
                                        where b.area_id = e.area_id and b.begun_by = r.reorganisation_id)) as ended,
                   (select count(*) from areas.assignable w
                     where w.reorganisation_id = r.reorganisation_id) as open,
                   (select count(*) from areas.undecided u
                     where u.reorganisation_id = r.reorganisation_id and r.withdrawn_at is null
                       and exists (select from areas.area_version v
                                    where v.area_id = u.area_id and upper_inf(v.valid)
                                      and lower(v.valid) <= r.effective_on)) as undecided
              from areas.reorganisation r
             where r.reorganisation_id in (select id from (%s) as seen (id))
             order by r.effective_on desc, r.reorganisation_id desc
             limit :limit offset :offset
            """
                .formatted(SEEN))
        .param("own", own.toArray(Integer[]::new))
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new Recorded.Line(
                    row.getInt("reorganisation_id"),
                    row.getString("decree"),
                    row.getDate("effective_on").toLocalDate(),
                    row.getString("scope"),
                    row.getBoolean("withdrawn"),
                    row.getInt("created"),
                    row.getInt("ended"),
                    row.getInt("open"),
                    row.getInt("undecided")))
        .list();
  }

  /** Those recorded within one's areas, and those that leave work to do in them. */
  private static final String SEEN =
      """
      select o.reorganisation_id from areas.reorganisation o
       where o.scope_id in (select area_id from areas.ancestor where ancestor_id = any (:own::integer[]))
      union
      select u.reorganisation_id from areas.unassigned u
       where u.area_id in (select area_id from areas.ancestor where ancestor_id = any (:own::integer[]))
      union
      select d.reorganisation_id from areas.undecided d
       where d.area_id in (select area_id from areas.ancestor where ancestor_id = any (:own::integer[]))
      """;

  long count(Collection<Integer> own) {
    return jdbc.sql("select count(*) from (" + SEEN + ") as seen")
        .param("own", own.toArray(Integer[]::new))
        .query(Long.class)
        .single();
  }

  boolean seen(int reorganisation, Collection<Integer> own) {
    return jdbc.sql("select :id in (select id from (" + SEEN + ") as seen (id))")
        .param("id", reorganisation)
        .param("own", own.toArray(Integer[]::new))
        .query(Boolean.class)
        .single();
  }

  /** What was written, level by level; of one that was withdrawn, what it had written. */
  Map<AreaLevel, ReorganisationPlan.Counts> counts(int reorganisation) {
    Map<AreaLevel, ReorganisationPlan.Counts> counts = new EnumMap<>(AreaLevel.class);
    jdbc.sql(
            """
            with begun as (
              select area_id, level, parent_id, code, name, kind from areas.area_version where begun_by = :id
              union all
              select area_id, level, parent_id, code, name, kind from areas.withdrawn_version
               where reorganisation_id = :id),
            ended as (
              select area_id, level, parent_id, code, name, kind from areas.area_version where ended_by = :id
              union all
              select v.area_id, v.level, v.parent_id, v.code, v.name, v.kind
                from areas.reorganisation r
                join areas.area_version v on v.valid @> r.effective_on - 1
                 and (v.area_id in (select area_id from areas.withdrawn_version where reorganisation_id = :id)
                      or v.area_id in (select from_area from areas.succession where reorganisation_id = :id))
               where r.reorganisation_id = :id and r.withdrawn_at is not null)
            select c.level,
                   count(*) filter (where not c.before and c.kind <> 'UNASSIGNED') as created,
                   count(*) filter (where not c.after) as ended,
                   count(*) filter (where c.renamed) as renamed,
                   count(*) filter (where c.recoded) as recoded,
                   count(*) filter (where c.moved) as moved,
                   count(*) filter (where c.other_kind) as other_kind,
                   (select count(*) from areas.undecided u join areas.area a on a.area_id = u.area_id
                     where u.reorganisation_id = :id and a.level = c.level) as undecided
              from (select coalesce(b.level, e.level) as level, b.kind, e.area_id is not null as before,
                           b.area_id is not null as after, b.name <> e.name as renamed, b.code <> e.code as recoded,
                           b.parent_id <> e.parent_id as moved, b.kind <> e.kind as other_kind
                      from begun b full join ended e using (area_id)) c
             group by c.level
            """)
        .param("id", reorganisation)
        .query(
            (row, number) ->
                counts.put(
                    AreaLevel.of(row.getInt("level")),
                    new ReorganisationPlan.Counts(
                        row.getInt("created"),
                        row.getInt("ended"),
                        row.getInt("renamed"),
                        row.getInt("recoded"),
                        row.getInt("moved"),
                        row.getInt("other_kind"),
                        row.getInt("undecided"))))
        .list();
    return counts;
  }

  List<Recorded.Went> successions(
      int reorganisation, List<String> foldedWords, int limit, long offset) {
    return jdbc.sql(
            """
            select w.*, count(*) over () as found
              from (select s.from_area, s.to_area, s.extent = 'PART' as part, f.code as from_code, f.name as from_name,
                           coalesce(t.code, '') as to_code, coalesce(t.name, '') as to_name
                      from areas.succession s
                      join areas.reorganisation r using (reorganisation_id)
                      join lateral (select v.code, v.name from areas.area_version v
                                     where v.area_id = s.from_area and lower(v.valid) < r.effective_on
                                     order by lower(v.valid) desc limit 1) f on true
                      left join lateral (
                           select v.code, v.name from areas.area_version v
                            where v.area_id = s.to_area and v.valid @> r.effective_on
                           union all
                           select v.code, v.name from areas.withdrawn_version v
                            where v.area_id = s.to_area and v.reorganisation_id = r.reorganisation_id
                           limit 1) t on true
                     where s.reorganisation_id = :id) w
             where cardinality(:patterns::text[]) = 0
                or platform.fold(concat_ws(' ', w.from_code, w.from_name, w.to_code, w.to_name))
                   like all (:patterns::text[])
             order by w.to_name collate platform.vi, w.to_area, w.from_name collate platform.vi, w.from_area
             limit :limit offset :offset
            """)
        .param("id", reorganisation)
        .param("patterns", patterns(foldedWords))
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new Recorded.Went(
                    row.getInt("from_area"),
                    row.getString("from_code"),
                    row.getString("from_name"),
                    row.getInt("to_area"),
                    row.getString("to_code"),
                    row.getString("to_name"),
                    row.getBoolean("part"),
                    row.getLong("found")))
        .list();
  }

  private static String[] patterns(List<String> foldedWords) {
    return foldedWords.stream()
        .map(word -> "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        .toArray(String[]::new);
  }

  /** What became of each predecessor of an area by a reorganisation: to tell it otherwise. */
  List<Area> predecessors(int reorganisation, int area) {
    return jdbc.sql(
            """
            select v.area_id, v.level, v.parent_id, v.code, v.name, v.kind, lower(v.valid) as since,
                   upper(v.valid) as until
              from areas.succession s
              join areas.reorganisation r using (reorganisation_id)
              join areas.area_version v on v.area_id = s.from_area and v.valid @> r.effective_on - 1
             where s.reorganisation_id = :id and s.to_area = :area
             order by v.name collate platform.vi, v.area_id
            """)
        .param("id", reorganisation)
        .param("area", area)
        .query(AreaTable::area)
        .list();
  }

  /** Areas that nothing told of and nothing has been said of since. */
  List<Area> undecided(int reorganisation, Collection<Integer> own) {
    return jdbc.sql(
            """
            select v.area_id, v.level, v.parent_id, v.code, v.name, v.kind, lower(v.valid) as since,
                   upper(v.valid) as until
              from areas.undecided u
              join areas.reorganisation r using (reorganisation_id)
              join areas.area_version v on v.area_id = u.area_id and upper_inf(v.valid)
               and lower(v.valid) <= r.effective_on
             where u.reorganisation_id = :id and r.withdrawn_at is null
               and exists (select from areas.ancestor a
                            where a.area_id = u.area_id and a.ancestor_id = any (:own::integer[]))
             order by v.level, v.name collate platform.vi, v.area_id
            """)
        .param("id", reorganisation)
        .param("own", own.toArray(Integer[]::new))
        .query(AreaTable::area)
        .list();
  }

  /** What a reorganisation divided, in areas within reach; what is open first. */
  List<Recorded.Divided> divided(int reorganisation, Collection<Integer> own) {
    return jdbc.sql(
            """
            select d.* from (
              select u.area_id as holder, u.divided_area, f.level, f.code, f.name,
                     (select count(*) from areas.area_version v
                       where v.parent_id = u.divided_area and v.ended_by = u.reorganisation_id) as villages,
                     (select count(*) from areas.assignable w where w.holder = u.area_id) as open,
                     (select count(*) from areas.area_version v
                       where v.parent_id = u.area_id and upper_inf(v.valid)) as inside
                from areas.unassigned u
                join areas.reorganisation r using (reorganisation_id)
                join lateral (select v.level, v.code, v.name from areas.area_version v
                               where v.area_id = u.divided_area and lower(v.valid) < r.effective_on
                               order by lower(v.valid) desc limit 1) f on true
               where u.reorganisation_id = :id and r.withdrawn_at is null
                 and exists (select from areas.ancestor a
                              where a.area_id = u.area_id and a.ancestor_id = any (:own::integer[]))) d
             order by d.open = 0, d.name collate platform.vi, d.holder
            """)
        .param("id", reorganisation)
        .param("own", own.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Recorded.Divided(
                    row.getInt("holder"),
                    row.getInt("divided_area"),
                    AreaLevel.of(row.getInt("level")),
                    row.getString("code"),
                    row.getString("name"),
                    row.getInt("villages"),
                    row.getInt("open"),
                    row.getInt("inside") - row.getInt("open")))
        .list();
  }

  /** Villages in these lines that may be assigned, by divided area and name. */
  List<Recorded.Waiting> waiting(Collection<Integer> holders) {
    return jdbc.sql(
            """
            select w.area_id, w.code, w.name, w.holder, h.name as divided
              from areas.assignable w
              join areas.area_version h on h.area_id = w.holder and upper_inf(h.valid)
             where w.holder = any (:holders::integer[])
             order by h.name collate platform.vi, w.holder, w.name collate platform.vi, w.code
            """)
        .param("holders", holders.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Recorded.Waiting(
                    row.getInt("area_id"),
                    row.getString("code"),
                    row.getString("name"),
                    row.getInt("holder"),
                    row.getString("divided")))
        .list();
  }

  List<Recorded.Successor> successors(Collection<Integer> holders) {
    return jdbc.sql(
            """
            select p.holder, p.to_area, p.code, p.name
              from areas.possible_successor p
             where p.holder = any (:holders::integer[])
             order by p.holder, p.name collate platform.vi, p.to_area
            """)
        .param("holders", holders.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Recorded.Successor(
                    row.getInt("holder"),
                    row.getInt("to_area"),
                    row.getString("code"),
                    row.getString("name")))
        .list();
  }

  List<Recorded.Left> left(Collection<Integer> own) {
    return jdbc.sql(
            """
            select r.reorganisation_id, r.decree, sum(w.villages)::integer as villages,
                   sum(w.undecided)::integer as undecided
              -- each looked up by itself (offset 0): there are few, and very many areas below a wide one
              from (select w.reorganisation_id, count(*) as villages, 0 as undecided
                      from areas.assignable w
                     where exists (select from areas.ancestor a
                                    where a.area_id = w.holder and a.ancestor_id = any (:own::integer[]) offset 0)
                     group by w.reorganisation_id
                    union all
                    select u.reorganisation_id, 0, count(*)
                      from areas.undecided u
                      join areas.reorganisation o using (reorganisation_id)
                      join areas.area_version v on v.area_id = u.area_id and upper_inf(v.valid)
                       and lower(v.valid) <= o.effective_on
                     where exists (select from areas.ancestor a
                                    where a.area_id = u.area_id and a.ancestor_id = any (:own::integer[]) offset 0)
                     group by u.reorganisation_id) w
              join areas.reorganisation r using (reorganisation_id)
             where r.withdrawn_at is null
             group by r.reorganisation_id, r.decree, r.effective_on
             order by r.effective_on desc, r.reorganisation_id desc
            """)
        .param("own", own.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Recorded.Left(
                    row.getInt("reorganisation_id"),
                    row.getString("decree"),
                    row.getInt("villages"),
                    row.getInt("undecided")))
        .list();
  }

  void addSheet(
      UUID id, int reorganisation, String sha256, String fileName, Instant at, Actor actor) {
    jdbc.sql(
            """
            insert into areas.assignment_sheet
              (sheet_id, reorganisation_id, sha256, file_name, created_at, created_by, created_name)
            values (:id, :reorganisation, :sha256, :file, :at, :account, :name)
            on conflict (sheet_id) do nothing
            """)
        .param("id", id)
        .param("reorganisation", reorganisation)
        .param("sha256", sha256)
        .param("file", fileName)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId(), java.sql.Types.OTHER)
        .param("name", actor.name())
        .update();
  }

  Optional<Recorded.Sheet> sheet(UUID id, boolean locked) {
    return jdbc.sql(
            """
            select sheet_id, reorganisation_id, sha256, file_name, created_at, created_name, applied_at
              from areas.assignment_sheet where sheet_id = :id
            """
                + (locked ? " for update" : ""))
        .param("id", id)
        .query(
            (row, number) -> {
              Timestamp applied = row.getTimestamp("applied_at");
              return new Recorded.Sheet(
                  row.getObject("sheet_id", UUID.class),
                  row.getInt("reorganisation_id"),
                  row.getString("sha256"),
                  row.getString("file_name"),
                  row.getTimestamp("created_at").toInstant(),
                  row.getString("created_name"),
                  applied == null ? null : applied.toInstant());
            })
        .optional();
  }

  void sheetApplied(UUID id, Instant at) {
    jdbc.sql("update areas.assignment_sheet set applied_at = :at where sheet_id = :id")
        .param("id", id)
        .param("at", Timestamp.from(at))
        .update();
  }

  static List<Integer> holders(List<Recorded.Divided> divided) {
    List<Integer> holders = new ArrayList<>();
    divided.forEach(one -> holders.add(one.holder()));
    return holders;
  }
}
