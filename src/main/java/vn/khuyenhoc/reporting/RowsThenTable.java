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
   * correction after the moment; the rating by the title that the decision gave. Registering and
   * withdrawing that take turns, so each such step since turns what holds now.
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
               d.registered_at is not null as registered_now,
               :counted = 'REGISTERED' and (d.registered_at is not null) <> (
                 select count(*) % 2 = 1 from recognition.dossier_step x
                   join recognition.step y on y.step_id = x.step_id and y.event = 'REGISTER'
                  where x.home_id = d.home_id and x.dossier_id = d.dossier_id and x.step_id > :reading::uuid)
                 as registered_was,
               d.dossier_id < :reading::uuid and s.from_stage is distinct from 'NONE' as there,
               q.decision_was, q.decision_now, coalesce(r.rating, d.rating) as rating_was,
               coalesce(f.kind, u.unit_kind, 'OTHER') as kind_was, coalesce(g.kind, u.unit_kind, 'OTHER') as kind_now
          from near n
          join recognition.dossier d on d.home_id = n.home_id and d.dossier_id = n.dossier_id
          join c on c.campaign_id = d.campaign_id
          left join registry.unit u on u.home_id = d.home_id and u.subject_id = d.subject_id
         cross join (
           select (:last::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as over,
                  uuid_extract_timestamp(:reading::uuid) as reading) m
          left join lateral (
            select h.before ->> 'unit_kind' as kind
              from registry.subject_change h
             where :unit <> '' and h.home_id = d.home_id and h.subject_id = d.subject_id
               and h.before ->> 'unit_kind' is not null and h.at > least(m.over, m.reading)
             order by h.at, h.change_id limit 1) f on true
          left join lateral (
            select h.before ->> 'unit_kind' as kind
              from registry.subject_change h
             where :unit <> '' and h.home_id = d.home_id and h.subject_id = d.subject_id
               and h.before ->> 'unit_kind' is not null and h.at >= m.over
             order by h.at, h.change_id limit 1) g on true
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
         where (:unit = '' or coalesce(f.kind, u.unit_kind, 'OTHER') = :unit
                or coalesce(g.kind, u.unit_kind, 'OTHER') = :unit)),
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
                 and case when :counted = 'RECOGNISED' then t.stage_was = 'RECOGNISED' else t.stage_was <> 'REMOVED' end
                 and (:counted <> 'REGISTERED' or t.registered_was)
                 and (:unit = '' or t.kind_was = :unit)
                 and (:rating::text is null or coalesce(t.rating_was, 'ACHIEVED') = :rating)
                 and (:from::date is null and :until::date is null or coalesce(b.was, false)) as was,
               t.area_now in (select area_id from leaf_now)
                 and case when :counted = 'RECOGNISED' then t.stage = 'RECOGNISED' else t.stage <> 'REMOVED' end
                 and (:counted <> 'REGISTERED' or t.registered_now)
                 and (:unit = '' or t.kind_now = :unit)
                 and (:rating::text is null or coalesce(t.rating, 'ACHIEVED') = :rating)
                 and (:from::date is null and :until::date is null or coalesce(e.now, false)) as now
          from told t
          left join within b on b.decision_id = t.decision_was
          left join within e on e.decision_id = t.decision_now)
      """;

  /**
   * What households of {@code leaves} stated: the first change after the moment tells what there
   * was before it. Everybody who ever lived there until that day is looked at, so that whoever was
   * moved since for a day before is found.
   */
  private static final String STATED =
      """
      with leaf as materialized (
        select unnest(:leaves::integer[]) as area_id),
      """
          + ThenSql.near("HOUSEHOLD")
          + """
          told as materialized (
            select h.home_id, h.subject_id, h.name, h.address, h.status, h.%1$s::integer as says,
                   case when e.before is null then h.%1$s::integer else (e.before ->> '%1$s')::integer end as said,
                   coalesce(s.before ->> 'status', h.status) as status_was,
                   coalesce(o.area_id, l.area_id, f.area_id) as area_was, n.area_id as area_now
              from near
              join registry.subject h on h.home_id = near.home_id and h.subject_id = near.subject_id
          """
          + ThenSql.before("h", "%1$s", "e", ThenSql.AFTER_MOMENT)
          + ThenSql.before("h", "status", "s", ThenSql.AFTER_MOMENT)
          + ThenSql.lived("h")
          + """
              left join registry.residence n
                on n.home_id = h.home_id and n.subject_id = h.subject_id and upper_inf(n.valid)
             where h.kind = 'HOUSEHOLD' and h.subject_id < :reading::uuid
               and not exists (select from registry.subject_change c
                                where c.home_id = h.home_id and c.subject_id = h.subject_id
                                  and c.change_id > :reading::uuid and c.kind in ('CREATED', 'SPLIT') and c.before = '{}')),
          stated as materialized (
            select t.*, t.status <> 'ACTIVE' as gone,
                   t.status <> 'ACTIVE' or t.area_now is distinct from t.area_was or t.says is distinct from t.said as differs
              from told t
             where t.status_was = 'ACTIVE' and t.area_was in (select area_id from leaf))
          """;

  /** What stood as recognised at the moment: the first step after it tells what was before. */
  private static final String RECOGNISED_THEN =
      """
      %1$s.dossier_id < :reading::uuid
        and coalesce((select x.from_stage from recognition.dossier_step x
                       where x.home_id = %1$s.home_id and x.dossier_id = %1$s.dossier_id and x.step_id > :reading::uuid
                       order by x.step_id limit 1), %1$s.stage) = 'RECOGNISED'
      """;

  /**
   * People inside what was recognised, as the figures count them: who lived where, who worked where
   * and what belonged to what are kept by days, everything else by moments.
   */
  private static final String INSIDE =
      """
      with leaf as materialized (
        select unnest(:leaves::integer[]) as area_id),
      c as materialized (
        select c.campaign_id, c.model, c.level
          from recognition.campaign c
         where c.year = :year and not c.training
           and (exists (select from areas.ancestor a where a.area_id = :area and a.ancestor_id = c.area_id)
                or exists (select from areas.ancestor a where a.ancestor_id = :area and a.area_id = c.area_id))
           and (c.model in ('LEARNING_CITIZEN', 'LEARNING_FAMILY', 'LEARNING_CLAN', 'LEARNING_UNIT')
                or c.model = 'LEARNING_COMMUNITY' and c.level = 'VILLAGE')),
      few as materialized (
        select c.model, c.level, d.home_id, d.subject_id, coalesce(w.area_id, d.area_now) as area_id
          from c
          join recognition.dossier d on d.campaign_id = c.campaign_id
          left join lateral (
            select x.area_id from recognition.dossier_place x
             where x.home_id = d.home_id and x.dossier_id = d.dossier_id and x.place_id > :then::uuid
             order by x.place_id limit 1) w on true
         where c.model in ('LEARNING_CLAN', 'LEARNING_COMMUNITY', 'LEARNING_UNIT') and
      """
          + RECOGNISED_THEN.formatted("d")
          + """
          ),
          """
          + ThenSql.near("CITIZEN")
          + """
          lived as materialized (
            select p.home_id, p.subject_id, coalesce(o.area_id, l.area_id, f.area_id) as area_id
              from near
              join registry.subject p on p.home_id = near.home_id and p.subject_id = near.subject_id and p.kind = 'CITIZEN'
              join registry.citizen z on z.home_id = p.home_id and z.subject_id = p.subject_id
          """
          + ThenSql.before("p", "status", "s", ThenSql.AFTER_MOMENT)
          + ThenSql.before("p", "labour_group", "g", ThenSql.AFTER_MOMENT)
          + ThenSql.lived("p")
          + """
             where not :staff and p.subject_id < :reading::uuid and coalesce(s.before ->> 'status', p.status) = 'ACTIVE'
               and coalesce(g.before ->> 'labour_group', z.labour_group) in (select code from registry.labour_group where working)),
          those as (
            select t.home_id, t.subject_id, t.area_id
              from lived t
             where t.area_id in (select area_id from leaf)
               and (t.area_id in (select area_id from few where model = 'LEARNING_COMMUNITY')
                    or exists (
                      select from registry.membership m
                       where m.home_id = t.home_id and m.subject_id = t.subject_id and m.role = 'LIVES_IN'
                         and m.valid @> :day::date
                         and (exists (
                                select from recognition.dossier d
                                  join c on c.campaign_id = d.campaign_id and c.model = 'LEARNING_FAMILY'
                                 where d.home_id = m.other_home_id and d.subject_id = m.other_subject_id and
          """
          + RECOGNISED_THEN.formatted("d")
          + """
                              )
                              or exists (
                                select from registry.membership k
                                  join few on few.home_id = k.other_home_id and few.subject_id = k.other_subject_id
                                   and few.model = 'LEARNING_CLAN'
                                 where k.home_id = m.other_home_id and k.subject_id = m.other_subject_id
                                   and k.role = 'BELONGS_TO' and k.valid @> :day::date))))
            union all
            select distinct on (p.home_id, p.subject_id) p.home_id, p.subject_id, f.area_id
              from few f
              join registry.membership m on m.other_home_id = f.home_id and m.other_subject_id = f.subject_id
               and m.role = 'WORKS_IN' and m.valid @> :day::date
              join registry.subject p on p.home_id = m.home_id and p.subject_id = m.subject_id
               and p.subject_id < :reading::uuid
          """
          + ThenSql.before("p", "status", "s", ThenSql.AFTER_MOMENT)
          + """
             where :staff and f.model = 'LEARNING_UNIT' and f.level = any (:levels::text[])
               and f.area_id in (select area_id from leaf) and coalesce(s.before ->> 'status', p.status) = 'ACTIVE'),
          told as materialized (
            select t.*,
                   exists (select from recognition.dossier d
                             join c on c.campaign_id = d.campaign_id and c.model = 'LEARNING_CITIZEN'
                            where d.home_id = t.home_id and d.subject_id = t.subject_id and
          """
          + RECOGNISED_THEN.formatted("d")
          + """
                          ) as learning
              from those t)
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
        .param("counted", what.counted().name())
        .param("rating", rating == null ? null : rating.name())
        .param("unit", what.unitKind())
        .param("last", Date.valueOf(what.until()))
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

  private JdbcClient.StatementSpec stated(String rest, StatedAsked asked, Day day) {
    return of(
        jdbc.sql(
            STATED.formatted(asked.denominator() == Denominator.ADULTS ? "adults" : "workers")
                + rest),
        asked.reading(),
        day);
  }

  /**
   * The day of people, as it was known at a moment.
   *
   * @param on the day
   * @param then an identity (UUID version 7) of its end, or of the moment where that was earlier
   * @param same whether it is the day of the moment
   * @param leaves the areas of that day
   */
  record Day(LocalDate on, UUID then, boolean same, List<Integer> leaves) {}

  private static JdbcClient.StatementSpec of(
      JdbcClient.StatementSpec statement, UUID reading, Day day) {
    return statement
        .param("leaves", day.leaves().toArray(Integer[]::new))
        .param("day", Date.valueOf(day.on()))
        .param("then", day.then())
        .param("same", day.same())
        .param("reading", reading);
  }

  /**
   * These areas of a day, and those that went into them as a whole after an earlier one.
   *
   * @param since the earlier day
   */
  List<Integer> before(Collection<Integer> leaves, LocalDate since, LocalDate day) {
    return jdbc.sql(
            """
            with recursive went as (
              select unnest(:leaves::integer[]) as area_id
              union
              select s.from_area from went join areas.receiver s on s.to_area = went.area_id
               where s.effective_on > :since::date and s.effective_on <= :day::date)
            select area_id from went
            """)
        .param("leaves", leaves.toArray(Integer[]::new))
        .param("since", Date.valueOf(since))
        .param("day", Date.valueOf(day))
        .query(Integer.class)
        .list();
  }

  /** What households stated together, and by the area they lived in. */
  RowsAsked.Stated stated(StatedAsked asked, Day day) {
    long[] sums = new long[4];
    List<RowsAsked.Place> places = new ArrayList<>();
    stated(
            """
            select x.*, coalesce(v.name, '') as name
              from (select area_was, coalesce(sum(said), 0) as sum, count(*) as households, count(said) as stating,
                           count(*) filter (where differs) as differing,
                           coalesce(sum(says) filter (where not gone and area_now = area_was), 0) as still
                      from stated group by area_was) x
            """
                + NAMED.formatted("x.area_was", ":day::date", "v")
                + " order by v.name collate platform.vi, x.area_was",
            asked,
            day)
        .query(
            row -> {
              sums[0] += row.getLong("sum");
              sums[1] += row.getLong("households");
              sums[2] += row.getLong("stating");
              sums[3] += row.getLong("differing");
              places.add(
                  new RowsAsked.Place(
                      row.getInt("area_was"),
                      row.getString("name"),
                      row.getLong("sum"),
                      row.getLong("still")));
            });
    return new RowsAsked.Stated(sums[0], sums[1], sums[2], sums[3], places);
  }

  /**
   * Those households, the ones first that differ now, by given name.
   *
   * @param own the areas over which the reader may read households by name
   */
  List<RowsAsked.Household> households(
      StatedAsked asked, Day day, Collection<Integer> own, int limit, long offset) {
    return stated(
            """
            select t.home_id, t.subject_id, t.said, t.says, t.gone,
                   case when o.own then t.name else '' end as name,
                   case when o.own then t.address else '' end as address, coalesce(v.name, '') as place,
                   case when t.area_now <> t.area_was then coalesce(n.name, '') else '' end as place_now
              from stated t
             cross join lateral (
               select exists (select from areas.ancestor a
                               where a.area_id = coalesce(t.area_now, t.area_was) and a.valid @> platform.today()
                                 and a.ancestor_id = any (:own::integer[])) as own) o
            """
                + NAMED.formatted("t.area_was", ":day::date", "v")
                + NAMED.formatted("t.area_now", "platform.today()", "n")
                + """
                 order by not t.differs,
                          case when o.own then substring(t.name from '[^ ]+$') else '' end collate platform.vi,
                          case when o.own then t.name else '' end collate platform.vi, t.home_id, t.subject_id
                 limit :limit offset :offset
                """,
            asked,
            day)
        .param("own", own.toArray(Integer[]::new))
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new RowsAsked.Household(
                    row.getInt("home_id"),
                    Objects.requireNonNull(row.getObject("subject_id", UUID.class)),
                    row.getString("name"),
                    row.getString("address"),
                    row.getString("place"),
                    row.getObject("said", Integer.class),
                    row.getObject("says", Integer.class),
                    row.getString("place_now"),
                    row.getBoolean("gone")))
        .list();
  }

  private JdbcClient.StatementSpec inside(String rest, PeopleAsked asked, Day day) {
    return of(jdbc.sql(INSIDE + rest), asked.reading(), day)
        .param("area", asked.areaId())
        .param("year", asked.year())
        .param("staff", !asked.levels().isEmpty())
        .param("levels", asked.levels().stream().map(Enum::name).toArray(String[]::new))
        .param("learning", asked.learning());
  }

  /** How many people belonged to something that was recognised. */
  long people(PeopleAsked asked, Day day) {
    return inside(" select count(*) from told where not :learning or learning", asked, day)
        .query(Long.class)
        .single();
  }

  /**
   * Those people, by given name.
   *
   * @param own the areas over which the reader may read dossiers by name
   */
  List<RowsAsked.Person> people(
      PeopleAsked asked, Day day, Collection<Integer> own, int limit, long offset) {
    return inside(
            """
            select t.home_id, t.subject_id, t.learning, case when o.own then p.name else '' end as name,
                   case when o.own then p.address else '' end as address, coalesce(v.name, '') as place
              from told t
              join registry.subject p on p.home_id = t.home_id and p.subject_id = t.subject_id
             cross join lateral (
               select exists (select from registry.residence r
                                join areas.ancestor a on a.area_id = r.area_id and a.valid @> platform.today()
                                 and a.ancestor_id = any (:own::integer[])
                               where r.home_id = t.home_id and r.subject_id = t.subject_id and upper_inf(r.valid)) as own) o
            """
                + NAMED.formatted("t.area_id", ":day::date", "v")
                + """
                 where not :learning or t.learning
                 order by case when o.own then substring(p.name from '[^ ]+$') else '' end collate platform.vi,
                          case when o.own then p.name else '' end collate platform.vi, t.home_id, t.subject_id
                 limit :limit offset :offset
                """,
            asked,
            day)
        .param("own", own.toArray(Integer[]::new))
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new RowsAsked.Person(
                    row.getInt("home_id"),
                    Objects.requireNonNull(row.getObject("subject_id", UUID.class)),
                    row.getString("name"),
                    row.getString("address"),
                    row.getString("place"),
                    row.getBoolean("learning")))
        .list();
  }

  /** What was recorded of the people of an area for a day and before it, newest first. */
  List<RowsAsked.People> population(int areaId, LocalDate on, Instant at) {
    return jdbc.sql(
            """
            select e.value::numeric as people, e.since, e.source, e.recorded_name, e.recorded_at,
                   coalesce(w.withdrawn_name || ': ' || w.reason, '') as withdrawn,
                   e.entry_no = (
                     select k.entry_no from areas.attribute_entry k
                       left join areas.attribute_withdrawn x on x.entry_no = k.entry_no
                      where k.area_id = e.area_id and k.attribute = e.attribute and k.since <= :on::date
                        and k.recorded_at <= :at::timestamptz
                        and (x.withdrawn_at is null or x.withdrawn_at > :at::timestamptz)
                      order by k.since desc, k.entry_no desc limit 1) as counted
              from areas.attribute_entry e
              left join areas.attribute_withdrawn w on w.entry_no = e.entry_no
             where e.area_id = :area and e.attribute = 'POPULATION' and e.since <= :on::date
             order by e.since desc, e.entry_no desc
             limit 200
            """)
        .param("area", areaId)
        .param("on", Date.valueOf(on))
        .param("at", Timestamp.from(at))
        .query(
            (row, number) ->
                new RowsAsked.People(
                    Objects.requireNonNull(row.getBigDecimal("people")),
                    row.getDate("since").toLocalDate(),
                    row.getString("source"),
                    row.getString("recorded_name"),
                    row.getTimestamp("recorded_at").toInstant(),
                    row.getBoolean("counted"),
                    row.getString("withdrawn")))
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
