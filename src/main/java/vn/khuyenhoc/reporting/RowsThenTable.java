package vn.khuyenhoc.reporting;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;

/** Dossiers as they were at an earlier moment, from what became of them since. Reads only. */
@Repository
class RowsThenTable {

  /**
   * What was counted then ({@code was}) and what is counted now ({@code is}). The first step, and
   * the first move, after the moment tells what there was before it; where there is none nothing
   * has changed. Those that moved away meanwhile are found through their moves. What decided then
   * is told by the step that recognised, else by the one that took that back; its date by the first
   * correction after the moment; the rating by the title that the decision gave.
   */
  private static final String COUNTED =
      """
      with c as materialized (
        select campaign_id from recognition.campaign
         where model = :model and year = :year and not training
           and (:level::text is null or level = :level) and (:form = '' or form = :form)),
      leaf as materialized (
        select unnest(:leaves::integer[]) as area_id),
      leaf_now as materialized (
        select a.area_id from areas.ancestor a
         where a.ancestor_id = :area and a.valid @> platform.today() and (not :alone or a.area_id = :area)),
      near as (
        select d.home_id, d.dossier_id
          from recognition.dossier d
         where d.area_now in (select area_id from leaf union select area_id from leaf_now)
           and d.campaign_id in (select campaign_id from c)
        union
        select p.home_id, p.dossier_id
          from recognition.dossier_place p
         where p.area_id in (select area_id from leaf) and p.place_id > :reading::uuid),
      told as materialized (
        select d.home_id, d.dossier_id, d.subject_id, d.stage, d.rating, d.area_now,
               coalesce(w.area_id, d.area_now) as area_was, coalesce(s.from_stage, d.stage) as stage_was,
               d.dossier_id < :reading::uuid and s.from_stage is distinct from 'NONE' as there,
               q.decision_was, q.decision_now, coalesce(r.rating, d.rating) as rating_was
          from near n
          join recognition.dossier d on d.home_id = n.home_id and d.dossier_id = n.dossier_id
          join c on c.campaign_id = d.campaign_id
          left join registry.unit u on u.home_id = d.home_id and u.subject_id = d.subject_id
          left join lateral (
            select p.area_id from recognition.dossier_place p
             where p.home_id = d.home_id and p.dossier_id = d.dossier_id and p.place_id > :reading::uuid
             order by p.place_id limit 1) w on true
          left join lateral (
            select x.from_stage from recognition.dossier_step x
             where x.home_id = d.home_id and x.dossier_id = d.dossier_id and x.step_id > :reading::uuid
             order by x.step_id limit 1) s on true
          left join lateral (
            select y.decision_id from recognition.dossier_step x
              join recognition.step y on y.step_id = x.step_id
             where :deciding and x.home_id = d.home_id and x.dossier_id = d.dossier_id
               and x.to_stage = 'RECOGNISED' and x.from_stage <> 'RECOGNISED' and x.step_id < :reading::uuid
             order by x.step_id desc limit 1) b on true
          left join lateral (
            select y.decision_id from recognition.dossier_step x
              join recognition.step y on y.step_id = x.step_id
             where :deciding and x.home_id = d.home_id and x.dossier_id = d.dossier_id
               and x.from_stage = 'RECOGNISED' and x.to_stage <> 'RECOGNISED' and x.step_id > :reading::uuid
             order by x.step_id limit 1) e on true
         cross join lateral (
            select case when :deciding then coalesce(b.decision_id, e.decision_id, d.decision_id) end as decision_was,
                   case when :deciding then d.decision_id end as decision_now) q
          left join lateral (
            select r.rating from recognition.title r
             where :rating::text is not null and r.home_id = d.home_id and r.dossier_id = d.dossier_id
               and r.decision_id = q.decision_was
             order by r.title_id desc limit 1) r on true
         where (:unit = '' or coalesce(u.unit_kind, 'OTHER') = :unit)),
      decided as materialized (
        select q.decision_id, q.decided_on as day_now,
               coalesce((select (k.changes -> 'decidedOn' ->> 0)::date from recognition.decision_correction k
                          where k.decision_id = q.decision_id and k.changes -> 'decidedOn' is not null
                            and k.at > uuid_extract_timestamp(:reading::uuid)
                          order by k.at, k.correction_id limit 1), q.decided_on) as day_was
          from recognition.decision q
         where q.decision_id in (select decision_was from told union select decision_now from told)),
      within as materialized (
        select q.decision_id,
               q.day_was between coalesce(:from::date, '-infinity') and coalesce(:until::date, 'infinity') as was,
               q.day_now between coalesce(:from::date, '-infinity') and coalesce(:until::date, 'infinity') as now
          from decided q),
      counted as materialized (
        select t.*,
               t.there and t.area_was in (select area_id from leaf)
                 and case when :recognised then t.stage_was = 'RECOGNISED' else t.stage_was <> 'REMOVED' end
                 and (:rating::text is null or coalesce(t.rating_was, 'ACHIEVED') = :rating)
                 and (:from::date is null and :until::date is null or coalesce(b.was, false)) as was,
               t.area_now in (select area_id from leaf_now)
                 and case when :recognised then t.stage = 'RECOGNISED' else t.stage <> 'REMOVED' end
                 and (:rating::text is null or coalesce(t.rating, 'ACHIEVED') = :rating)
                 and (:from::date is null and :until::date is null or coalesce(e.now, false)) as now
          from told t
          left join within b on b.decision_id = t.decision_was
          left join within e on e.decision_id = t.decision_now)
      """;

  /** What an area was called on the day, or last. */
  private static final String NAMED =
      """
      left join lateral (
        select v.name from areas.area_version v
         where v.area_id = %1$s and lower(v.valid) <= %2$s
         order by v.valid desc limit 1) %3$s on true
      """;

  private final JdbcClient jdbc;

  RowsThenTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private JdbcClient.StatementSpec asked(String rest, RowsAsked asked) {
    RowsAsked.What what = asked.what();
    Rating rating = what.rating();
    return jdbc.sql(COUNTED + rest)
        .param("model", what.model().name())
        .param("level", what.level() == null ? null : what.level().name())
        .param("form", what.form())
        .param("year", what.year())
        .param("recognised", what.recognised())
        .param("rating", rating == null ? null : rating.name())
        .param("unit", what.unitKind())
        .param(
            "deciding", rating != null || what.decidedFrom() != null || what.decidedUntil() != null)
        .param("from", date(what.decidedFrom()))
        .param("until", date(what.decidedUntil()))
        .param("leaves", asked.leaves().toArray(Integer[]::new))
        .param("area", asked.areaId())
        .param("alone", asked.alone())
        .param("reading", asked.reading());
  }

  private static @Nullable Date date(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }

  /**
   * How much of what counts as recognised was decided after a day.
   *
   * @param areas areas of today's tree, with everything below them
   */
  Map<Integer, Map<RowsAsked.Thing, Long>> decidedAfter(
      Collection<Integer> areas, int year, LocalDate day) {
    Map<Integer, Map<RowsAsked.Thing, Long>> decided = new HashMap<>();
    jdbc.sql(
            """
            select a.ancestor_id as area_id, c.model, c.level, count(*) as decided
              from recognition.campaign c
              join recognition.decision q on q.campaign_id = c.campaign_id and q.decided_on > :day::date
              join recognition.dossier d on d.decision_id = q.decision_id and d.stage = 'RECOGNISED'
              join areas.ancestor a on a.area_id = d.area_now and a.valid @> platform.today()
               and a.ancestor_id = any (:areas::integer[])
             where c.year = :year and not c.training
             group by a.ancestor_id, c.model, c.level
            """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("year", year)
        .param("day", Date.valueOf(day))
        .query(
            row -> {
              decided
                  .computeIfAbsent(row.getInt("area_id"), any -> new HashMap<>())
                  .put(
                      new RowsAsked.Thing(
                          LearningModel.valueOf(row.getString("model")),
                          ModelLevel.valueOf(row.getString("level"))),
                      row.getLong("decided"));
            });
    return decided;
  }

  /** How many there were in each area, and what became of them. */
  RowsAsked.Counts counts(RowsAsked asked) {
    long[] sums = new long[3];
    List<RowsAsked.Place> places = new ArrayList<>();
    asked(
            """
            select x.area_was, coalesce(v.name, '') as name, x.was, x.still, x.came
              from (select case when was then area_was else 0 end as area_was, count(*) filter (where was) as was,
                           count(*) filter (where was and now and area_was = area_now) as still,
                           count(*) filter (where now and not was) as came
                      from counted group by 1) x
            """
                + NAMED.formatted("x.area_was", ":day::date", "v")
                + " order by v.name collate platform.vi, x.area_was",
            asked)
        .param("day", Date.valueOf(asked.day()))
        .query(
            row -> {
              sums[0] += row.getLong("was");
              sums[1] += row.getLong("still");
              sums[2] += row.getLong("came");
              if (row.getInt("area_was") != 0) {
                places.add(
                    new RowsAsked.Place(
                        row.getInt("area_was"),
                        row.getString("name"),
                        row.getLong("was"),
                        row.getLong("still")));
              }
            });
    return new RowsAsked.Counts(sums[0], sums[1], sums[2], places);
  }

  /**
   * The dossiers that were counted then, those first that are not counted so any more, by given
   * name.
   *
   * @param own the areas over which the reader may read dossiers by name
   */
  List<RowsAsked.Line> lines(RowsAsked asked, Collection<Integer> own, int limit, long offset) {
    return asked(
            """
            select t.home_id, t.dossier_id, t.stage_was, t.stage, t.area_was <> t.area_now as moved,
                   t.now and t.area_was = t.area_now as still,
                   case when o.own then h.name else '' end as name, case when o.own then h.address else '' end as address,
                   coalesce(v.name, '') as place, coalesce(n.name, '') as place_now
              from counted t
              join registry.subject h on h.home_id = t.home_id and h.subject_id = t.subject_id
             cross join lateral (
               select exists (select from areas.ancestor a
                               where a.area_id = t.area_now and a.valid @> platform.today()
                                 and a.ancestor_id = any (:own::integer[])) as own) o
            """
                + NAMED.formatted("t.area_was", ":day::date", "v")
                + NAMED.formatted("t.area_now", "platform.today()", "n")
                + """
                 where t.was
                 order by t.now and t.area_was = t.area_now,
                          case when h.kind in ('HOUSEHOLD', 'CITIZEN') and o.own then substring(h.name from '[^ ]+$')
                               else '' end collate platform.vi,
                          case when o.own then h.name else '' end collate platform.vi, t.home_id, t.dossier_id
                 limit :limit offset :offset
                """,
            asked)
        .param("own", own.toArray(Integer[]::new))
        .param("day", Date.valueOf(asked.day()))
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new RowsAsked.Line(
                    row.getInt("home_id"),
                    Objects.requireNonNull(row.getObject("dossier_id", UUID.class)),
                    row.getString("name"),
                    row.getString("address"),
                    row.getString("place"),
                    row.getString("stage_was"),
                    row.getString("stage"),
                    row.getBoolean("moved") ? row.getString("place_now") : "",
                    row.getBoolean("still")))
        .list();
  }

  /**
   * The day through whose tree something was read: that of the moment, or the last one before a
   * reorganisation that was recorded later and took effect before.
   *
   * @param known the newest reorganisation that was recorded then
   */
  LocalDate day(LocalDate then, int known) {
    return jdbc.sql(
            """
            select least(:then::date, min(effective_on) - 1) from areas.reorganisation
             where reorganisation_id > :known and effective_on <= :then::date and withdrawn_at is null
            """)
        .param("then", Date.valueOf(then))
        .param("known", known)
        .query(Date.class)
        .single()
        .toLocalDate();
  }

  /** An area and those below it on a day; none where it was not there. */
  List<Integer> leaves(int areaId, LocalDate day) {
    return jdbc.sql(
            """
            select a.area_id from areas.ancestor a
             where a.ancestor_id = :area and a.valid @> :day::date
             order by a.area_id
            """)
        .param("area", areaId)
        .param("day", Date.valueOf(day))
        .query(Integer.class)
        .list();
  }

  /** The areas directly below one on a day, in Vietnamese order of names. */
  List<RowsAsked.Place> below(int areaId, LocalDate day) {
    return jdbc.sql(
            """
            select v.area_id, v.name from areas.area_version v
             where v.parent_id = :area and v.valid @> :day::date
             order by v.name collate platform.vi, v.area_id
            """)
        .param("area", areaId)
        .param("day", Date.valueOf(day))
        .query(
            (row, number) ->
                new RowsAsked.Place(row.getInt("area_id"), row.getString("name"), 0, 0))
        .list();
  }

  /** What was declared last for these areas by a moment, and what counts today. */
  List<RowsAsked.Declared> declared(
      Collection<Integer> areas, Measured measured, Instant at, LocalDate day) {
    return jdbc.sql(
            """
            select d.area_id, coalesce(v.name, '') as name, d.total, d.source, d.as_of, d.declared_at, d.declared_name,
                   (select l.total from reporting.declared_total l
                     where l.area_id = d.area_id and l.model = d.model and l.level = d.level
                       and l.denominator = d.denominator
                     order by l.declared_no desc limit 1) as total_now
              from unnest(:areas::integer[]) as asked (area_id)
             cross join lateral (
               select * from reporting.declared_total t
                where t.area_id = asked.area_id and t.model = :model and t.level = :level
                  and t.denominator = :denominator and t.declared_at <= :at::timestamptz
                order by t.declared_no desc limit 1) d
            """
                + NAMED.formatted("d.area_id", ":day::date", "v")
                + """
                 where d.total is not null
                 order by v.name collate platform.vi, d.area_id
                """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("model", measured.model().name())
        .param("level", measured.level().name())
        .param("denominator", measured.denominator().name())
        .param("at", Timestamp.from(at))
        .param("day", Date.valueOf(day))
        .query(
            (row, number) -> {
              int now = row.getInt("total_now");
              @Nullable Integer counts = row.wasNull() ? null : now;
              return new RowsAsked.Declared(
                  row.getInt("area_id"),
                  row.getString("name"),
                  row.getInt("total"),
                  row.getString("source"),
                  row.getDate("as_of").toLocalDate(),
                  row.getTimestamp("declared_at").toInstant(),
                  row.getString("declared_name"),
                  counts);
            })
        .list();
  }
}
