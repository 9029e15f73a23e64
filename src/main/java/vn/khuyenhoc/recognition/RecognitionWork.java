package vn.khuyenhoc.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.platform.WorkSource;

/** What waits in the recognition procedure, counted from the tallies alone. */
@Component
class RecognitionWork implements WorkSource {

  /** Days before the due date from which what is missing needs attention. */
  private static final int SOON = 30;

  private static final int PLAIN = 0;
  private static final int ATTENTION = 1;
  private static final int LATE = 2;

  private static final int MOST_VILLAGES = 60;

  private static final int PROVINCE = 1;
  private static final int COMMUNE = 3;
  private static final int VILLAGE = 4;

  private final JdbcClient jdbc;
  private final Clock clock;

  RecognitionWork(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public List<Work> waitingFor(Actor actor) {
    List<Work> work = new ArrayList<>();
    LocalDate today = LocalDate.now(clock);
    Integer[] villages = areas(actor, Role.VOLUNTEER, VILLAGE);
    Integer[] communes = areas(actor, Role.COMMUNE_OFFICER, COMMUNE);
    Integer[] provinces = areas(actor, Role.PROVINCE_OFFICER, PROVINCE);
    if (villages.length + communes.length + provinces.length == 0) {
      return work;
    }
    Map<Integer, String> groups = groups();
    if (villages.length > 0) {
      scoring(villages, VILLAGE, today, groups, work);
      between(villages, VILLAGE, groups, work);
      objections(villages, VILLAGE, groups, work);
    }
    if (communes.length > 0) {
      scoring(communes, COMMUNE, today, groups, work);
      between(communes, COMMUNE, groups, work);
      objections(communes, COMMUNE, groups, work);
      council(communes, COMMUNE, groups, work);
      appraising(communes, COMMUNE, today, groups, work);
      deciding(communes, COMMUNE, groups, work);
    }
    if (provinces.length > 0) {
      scoring(provinces, PROVINCE, today, groups, work);
      between(provinces, PROVINCE, groups, work);
      council(provinces, PROVINCE, groups, work);
      appraising(provinces, PROVINCE, today, groups, work);
      deciding(provinces, PROVINCE, groups, work);
      provinces(provinces, today, groups, work);
    }
    work.sort(Comparator.comparingInt(Work::urgency).reversed());
    return work;
  }

  /** The areas of a level over which the actor holds a role: granted over them, or above. */
  private Integer[] areas(Actor actor, Role role, int level) {
    Integer[] granted =
        actor.grants().stream()
            .filter(grant -> grant.role() == role)
            .map(Grant::areaId)
            .distinct()
            .toArray(Integer[]::new);
    return granted.length == 0
        ? granted
        : jdbc.sql(
                """
                with own as materialized (
                  select area_id, level from areas.area where area_id = any (:areas::integer[]))
                select area_id from own where level = :level
                union
                select a.area_id
                  from own
                  join areas.ancestor a on a.ancestor_id = own.area_id and a.valid @> platform.today()
                  join areas.area x on x.area_id = a.area_id and x.level = :level
                 where own.level < :level
                """)
            .param("areas", granted)
            .param("level", level)
            .query(Integer.class)
            .list()
            .toArray(Integer[]::new);
  }

  private static int urgency(LocalDate dueOn, LocalDate today) {
    return dueOn.isBefore(today)
        ? LATE
        : ChronoUnit.DAYS.between(today, dueOn) <= SOON ? ATTENTION : PLAIN;
  }

  /**
   * What waits in one area in one campaign.
   *
   * @param campaign the campaign
   * @param name the area with the model, the labour group of citizens and the year
   * @param kind which words speak of it: of households, or of dossiers
   */
  private record Waiting(
      int campaign,
      int area,
      Object name,
      boolean families,
      LocalDate dueOn,
      int first,
      int second,
      int third,
      int fourth) {

    private String word(String key) {
      return families ? key : key + ".any";
    }
  }

  /** What an area itself has: of a commune, without its villages. */
  private static final String OWN =
      """
      with open as materialized (
        select c.campaign_id, c.model, c.level, c.year, c.due_on,
               coalesce(p.content @> '{"steps": [{"kind": "VILLAGE_MEETING"}]}'
                     or p.content @> '{"steps": [{"kind": "PUBLIC_NOTICE"}]}', false) as longer
          from recognition.campaign c
          left join recognition.procedure p on p.procedure_id = c.procedure_id
         where c.status = 'OPEN' and not c.training),
      own as (
        select o.*, t.area_id, t.listed + t.scoring as unscored, t.scored, t.returned
          from recognition.tally t
          join open o on o.campaign_id = t.campaign_id
         where t.area_id = any (:areas::integer[]) and t.basis = 1 and t.level = :level
           and (:level = 4
             or o.level in ('COMMUNE', 'DISTRICT', 'PROVINCE', 'CENTRE') and t.roll > 0)
        union all
        -- clans have their seat in a village or in the commune
        select o.*, t.area_id, t.listed + t.scoring - coalesce(v.unscored, 0), t.scored - coalesce(v.scored, 0),
               t.returned - coalesce(v.returned, 0)
          from recognition.tally t
          join open o on o.campaign_id = t.campaign_id and o.model = 'LEARNING_CLAN'
          left join lateral (
            select sum(w.listed + w.scoring)::integer as unscored, sum(w.scored)::integer as scored,
                   sum(w.returned)::integer as returned
              from areas.ancestor b
              join recognition.tally w
                on w.campaign_id = t.campaign_id and w.area_id = b.area_id and w.basis = 1 and w.level = 4
             where b.ancestor_id = t.area_id and b.valid @> platform.today()) v on true
         where t.area_id = any (:areas::integer[]) and t.basis = 1 and t.level = 3 and :level = 3)
      select o.campaign_id, o.model, o.level, o.year, v.area_id, v.name, o.due_on, o.returned as first,
             o.unscored as second, case when o.longer then 0 else o.scored end as third, 0 as fourth
        from own o
        join areas.area_version v on v.area_id = o.area_id and v.valid @> platform.today()
       where o.returned + o.unscored + case when o.longer then 0 else o.scored end > 0
       order by o.returned = 0, v.name collate platform.vi, o.campaign_id
       limit :most
      """;

  /**
   * What is to be scored and sent: in villages, or what belongs to a commune or province itself.
   */
  private void scoring(
      Integer[] areas, int level, LocalDate today, Map<Integer, String> groups, List<Work> work) {
    for (Waiting row : waiting(OWN, areas, level, groups)) {
      String village = "/campaigns/" + row.campaign() + "/villages/" + row.area();
      add(work, row.word("work.returned"), row, row.first(), village + "?stage=RETURNED", LATE);
      add(work, row.word("work.to-send"), row, row.third(), village + "/send", ATTENTION);
      add(work, row.word("work.to-score"), row, row.second(), village, urgency(row.dueOn(), today));
    }
  }

  /** What waits between scoring and sending, where a procedure has more steps than these. */
  private static final String BETWEEN =
      """
      with special as materialized (
        select c.campaign_id, c.model, c.level, c.year, c.due_on,
               p.content @> '{"steps": [{"kind": "REGISTRATION"}]}' as registration,
               p.content @> '{"steps": [{"kind": "VILLAGE_MEETING"}]}' as meeting,
               p.content @> '{"steps": [{"kind": "PUBLIC_NOTICE"}]}' as notice
          from recognition.campaign c
          join recognition.procedure p on p.procedure_id = c.procedure_id
         where c.status = 'OPEN' and not c.training),
      -- a commune or province: what belongs to it and to none below
      own as (
        select s.*, t.area_id, t.unregistered - coalesce(w.unregistered, 0) as unregistered,
               t.scored - t.met - t.posted - coalesce(w.scored, 0) as scored, t.met - coalesce(w.met, 0) as met,
               t.posted - coalesce(w.posted, 0) as posted
          from special s
          join recognition.tally t
            on t.campaign_id = s.campaign_id and t.area_id = any (:areas::integer[]) and t.basis = 1
           and t.level = :level
          left join lateral (
            select sum(y.unregistered)::integer as unregistered, sum(y.scored - y.met - y.posted)::integer as scored,
                   sum(y.met)::integer as met, sum(y.posted)::integer as posted
              from areas.ancestor b
              join recognition.tally y
                on y.campaign_id = t.campaign_id and y.area_id = b.area_id and y.basis = 1 and y.level = 4
             where t.level = 3 and b.ancestor_id = t.area_id and b.valid @> platform.today()) w on true
         where s.registration or s.meeting or s.notice)
      select * from (
        select o.campaign_id, o.model, o.level, o.year, v.area_id, v.name, o.due_on,
               case when o.registration then o.unregistered else 0 end as first,
               case when o.meeting then o.scored else 0 end as second,
               case when o.notice
                    then case when o.meeting then o.met else o.scored end - coalesce(n.posted, 0) else 0 end as third,
               case when o.notice then o.posted - coalesce(q.open, 0) when o.meeting then o.met - coalesce(q.open, 0)
                    else 0 end as fourth
          from own o
          join areas.area_version v on v.area_id = o.area_id and v.valid @> platform.today()
          left join lateral (
            -- posted now, or objected to
            select count(*)::integer as posted
              from (select d.home_id, d.dossier_id
                      from recognition.notice n
                      join recognition.noticed x on x.notice_id = n.notice_id
                      join recognition.dossier d on d.home_id = x.home_id and d.dossier_id = x.dossier_id
                       and d.version = x.version and d.area_now = o.area_id
                       and d.stage = case when o.meeting then 'MET' else 'SCORED' end
                     where n.campaign_id = o.campaign_id and not n.ended
                    union
                    select d.home_id, d.dossier_id
                      from recognition.objection j
                      join recognition.dossier d on d.home_id = j.home_id and d.dossier_id = j.dossier_id
                       and d.campaign_id = o.campaign_id and d.area_now = o.area_id
                       and d.stage = case when o.meeting then 'MET' else 'SCORED' end
                     where j.resolution is null and not j.late) x) n on o.notice
          left join lateral (
            select count(distinct (d.home_id, d.dossier_id))::integer as open
              from recognition.objection j
              join recognition.dossier d on d.home_id = j.home_id and d.dossier_id = j.dossier_id
               and d.campaign_id = o.campaign_id and d.area_now = o.area_id
               and d.stage = case when o.notice then 'POSTED' else 'MET' end
             where j.resolution is null and not j.late) q on true
       ) w
       where w.first + w.second + w.third + w.fourth > 0
       order by w.name collate platform.vi, w.campaign_id
       limit :most
      """;

  private void between(Integer[] areas, int level, Map<Integer, String> groups, List<Work> work) {
    for (Waiting row : waiting(BETWEEN, areas, level, groups)) {
      String village = "/campaigns/" + row.campaign() + "/villages/" + row.area();
      add(work, "work.to-register", row, row.first(), village + "/registration", PLAIN);
      add(work, "work.to-meet", row, row.second(), village + "/meeting", ATTENTION);
      add(work, "work.to-post", row, row.third(), village + "/notice", ATTENTION);
      add(work, row.word("work.to-send"), row, row.fourth(), village + "/send", ATTENTION);
    }
  }

  /** Objections that wait for an answer. */
  private static final String OBJECTIONS =
      """
      select c.campaign_id, c.model, c.level, c.year, v.area_id, v.name, c.due_on, count(*)::integer as first,
             0 as second, 0 as third, 0 as fourth
        from recognition.objection o
        join recognition.notice n on n.notice_id = o.notice_id
        join recognition.campaign c on c.campaign_id = n.campaign_id and c.status = 'OPEN' and not c.training
        -- of a village that has ended: where its dossier is now
        join recognition.dossier d on d.home_id = o.home_id and d.dossier_id = o.dossier_id
        join areas.area_version v
          on v.valid @> platform.today()
         and v.area_id = case when exists (select from areas.area_version w
                                            where w.area_id = n.area_id and w.valid @> platform.today())
                              then n.area_id else d.area_now end
       where o.resolution is null and :level >= 3
         and v.area_id in (select a.area_id from areas.ancestor a
                            where a.ancestor_id = any (:areas::integer[]) and a.valid @> platform.today())
       group by c.campaign_id, v.area_id, v.name
       order by v.name collate platform.vi, c.campaign_id
       limit :most
      """;

  private void objections(
      Integer[] areas, int level, Map<Integer, String> groups, List<Work> work) {
    for (Waiting row : waiting(OBJECTIONS, areas, level, groups)) {
      add(
          work,
          "work.objections",
          row,
          row.first(),
          "/campaigns/" + row.campaign() + "/villages/" + row.area() + "/notice",
          LATE);
    }
  }

  /** What waits for a council. */
  private static final String COUNCIL =
      """
      select c.campaign_id, c.model, c.level, c.year, v.area_id, v.name, c.due_on,
             t.waiting as first, 0 as second, 0 as third, 0 as fourth
        from recognition.campaign c
        join recognition.procedure p on p.procedure_id = c.procedure_id
        join recognition.campaign_place o on o.campaign_id = c.campaign_id
        join areas.area_version v on v.area_id = any (:areas::integer[]) and v.valid @> platform.today()
        cross join lateral (
          select coalesce(sum(y.approved - y.agreed), 0)::integer as waiting
            from recognition.tally y
           where y.campaign_id = c.campaign_id and y.basis = 1
             and (y.area_id = v.area_id or v.area_id = o.province_id and y.level in (2, 3))) t
       where c.status = 'OPEN' and not c.training and c.appraised_at = :level
         and p.content @> '{"steps": [{"kind": "COUNCIL"}]}' and t.waiting > 0
       order by v.name collate platform.vi, c.campaign_id
       limit :most
      """;

  private void council(Integer[] areas, int level, Map<Integer, String> groups, List<Work> work) {
    for (Waiting row : waiting(COUNCIL, areas, level, groups)) {
      String office = "/campaigns/" + row.campaign() + "/communes/" + row.area();
      add(work, "work.council", row, row.first(), office + "/council", ATTENTION);
    }
  }

  /** What waits at the deciding office and stands in no draft yet. */
  private static final String DECIDING =
      """
      with open as materialized (
        select c.campaign_id, c.model, c.level, c.year, c.due_on, o.province_id, c.decided_at,
               coalesce(p.content @> '{"steps": [{"kind": "COUNCIL"}]}', false) as council
          from recognition.campaign c
          join recognition.campaign_place o on o.campaign_id = c.campaign_id
          left join recognition.procedure p on p.procedure_id = c.procedure_id
         where c.status = 'OPEN' and not c.training and c.decided_at = :level),
      -- few, so they are found before the areas they lie in
      drafted as materialized (
        select b.campaign_id, d.area_now, count(*)::integer as dossiers
          from open o
          join recognition.decision b on b.campaign_id = o.campaign_id and b.status = 'DRAFT'
          join recognition.dossier d on d.decision_id = b.decision_id and d.outcome = 'ACHIEVED'
         group by b.campaign_id, d.area_now),
      waiting as (
        select campaign_id, area_id, sum(waiting)::integer as waiting
          from (select o.campaign_id, y.area_id, case when o.council then y.agreed else y.approved end as waiting
                  from open o
                  join recognition.tally y
                    on y.campaign_id = o.campaign_id and y.area_id = any (:areas::integer[]) and y.basis = 1
                union all
                -- a province decides on what belongs to it, and by some procedures on what belongs to its communes
                select o.campaign_id, o.province_id, case when o.council then y.agreed else y.approved end
                  from open o
                  join recognition.tally y on y.campaign_id = o.campaign_id and y.level in (2, 3) and y.basis = 1
                 where o.decided_at = 1 and o.province_id = any (:areas::integer[])
                union all
                select b.campaign_id, a.ancestor_id, -b.dossiers
                  from drafted b
                  join areas.ancestor a
                    on a.area_id = b.area_now and a.ancestor_level = :level and a.valid @> platform.today()) w
         where area_id = any (:areas::integer[])
         group by campaign_id, area_id
        having sum(waiting) > 0)
      select o.campaign_id, o.model, o.level, o.year, v.area_id, v.name, o.due_on, w.waiting as first,
             0 as second, 0 as third, 0 as fourth
        from waiting w
        join open o on o.campaign_id = w.campaign_id
        join areas.area_version v on v.area_id = w.area_id and v.valid @> platform.today()
       order by v.name collate platform.vi, o.campaign_id
       limit :most
      """;

  private void deciding(Integer[] areas, int level, Map<Integer, String> groups, List<Work> work) {
    for (Waiting row : waiting(DECIDING, areas, level, groups)) {
      add(
          work,
          row.word("work.decide"),
          row,
          row.first(),
          "/campaigns/" + row.campaign() + "/communes/" + row.area() + "/recognise",
          ATTENTION);
    }
    jdbc.sql(
            """
            select b.decision_id, b.campaign_id, c.model, c.level, c.year, v.name, o.dossiers
              from recognition.decision b
              join recognition.campaign c
                on c.campaign_id = b.campaign_id and c.status = 'OPEN' and not c.training
               and c.decided_at = :level
              cross join lateral (
                select coalesce(areas.received_by(b.area_id), b.area_id) as area_id,
                       (select count(*)::integer from recognition.dossier d where d.decision_id = b.decision_id) as dossiers
                union all
                -- of an office that was divided: wherever what it is to recognise lies now
                select a.ancestor_id, count(*)::integer
                  from areas.unassigned u
                  join recognition.dossier d on d.decision_id = b.decision_id
                  join areas.ancestor a
                    on a.area_id = d.area_now and a.ancestor_level = :level and a.valid @> platform.today()
                   and a.ancestor_id <> u.area_id
                 where u.area_id = areas.received_by(b.area_id)
                 group by a.ancestor_id) o
              join areas.area_version v on v.area_id = o.area_id and v.valid @> platform.today()
             where b.status = 'DRAFT'
               and v.area_id = any (:areas::integer[])
             order by v.name collate platform.vi, b.recorded_at
             limit :most
            """)
        .param("areas", areas)
        .param("level", level)
        .param("most", MOST_VILLAGES)
        .query(
            row -> {
              int dossiers = row.getInt("dossiers");
              work.add(
                  new Work(
                      "work.draft",
                      List.of(name(row, groups), dossiers),
                      dossiers,
                      "/decisions/drafts/" + row.getString("decision_id"),
                      ATTENTION));
            });
  }

  private static void add(
      List<Work> work, String key, Waiting row, int count, String href, int urgency) {
    if (count > 0) {
      work.add(new Work(key, List.of(row.name(), count), count, href, urgency));
    }
  }

  private void appraising(
      Integer[] areas, int level, LocalDate today, Map<Integer, String> groups, List<Work> work) {
    List<Waiting> rows =
        waiting(
            """
            with open as materialized (
              select c.campaign_id, c.model, c.level, c.year, c.due_on, g.province_id, c.appraised_at
                from recognition.campaign c
                join recognition.campaign_place g on g.campaign_id = c.campaign_id
               where c.status = 'OPEN' and not c.training and c.appraised_at = :level),
            sent as (
              select campaign_id, area_id, sum(sent)::integer as sent
                from (select o.campaign_id, y.area_id, y.sent
                        from open o
                        join recognition.tally y
                          on y.campaign_id = o.campaign_id and y.area_id = any (:areas::integer[]) and y.basis = 1
                      union all
                      -- a province appraises what belongs to it, and by some procedures what belongs to its communes
                      select o.campaign_id, o.province_id, y.sent
                        from open o
                        join recognition.tally y
                          on y.campaign_id = o.campaign_id and y.level in (2, 3) and y.basis = 1
                       where o.appraised_at = 1 and o.province_id = any (:areas::integer[])) y
               group by campaign_id, area_id)
            select o.campaign_id, o.model, o.level, o.year, v.area_id, v.name, o.due_on, s.sent as first,
                   coalesce(w.sent, 0) as second, 0 as third,
                   case when o.level in ('COMMUNE', 'CENTRE', 'PROVINCE') then 0 else coalesce(w.late, 0) end as fourth
              from sent s
              join open o on o.campaign_id = s.campaign_id
              join areas.area_version v on v.area_id = s.area_id and v.valid @> platform.today()
              left join lateral (
                select (count(*) filter (where x.sent > 0))::integer as sent,
                       (count(*) filter (where x.reported = 0 and x.roll > 0))::integer as late
                  from areas.ancestor m
                  join recognition.tally x
                    on x.campaign_id = s.campaign_id and x.area_id = m.area_id and x.basis = 1 and x.level = 4
                 where :level = 3 and m.ancestor_id = s.area_id and m.valid @> platform.today()) w on true
             where s.sent > 0 or w.late > 0
             order by v.name collate platform.vi, o.campaign_id
             limit :most
            """,
            areas,
            level,
            groups);
    for (Waiting row : rows) {
      String office = "/campaigns/" + row.campaign() + "/communes/" + row.area();
      if (row.first() > 0) {
        work.add(
            row.second() > 0
                ? new Work(
                    "work.appraise",
                    List.of(row.name(), row.first(), row.second()),
                    row.first(),
                    office,
                    ATTENTION)
                : new Work(
                    "work.appraise.any",
                    List.of(row.name(), row.first()),
                    row.first(),
                    office,
                    ATTENTION));
      }
      late(work, "work.villages-late", row, row.fourth(), office, today);
    }
  }

  private static void late(
      List<Work> work, String key, Waiting row, int count, String href, LocalDate today) {
    if (count > 0) {
      work.add(
          new Work(
              key,
              List.of(row.name(), count, row.dueOn()),
              count,
              href,
              urgency(row.dueOn(), today)));
    }
  }

  private void provinces(
      Integer[] areas, LocalDate today, Map<Integer, String> groups, List<Work> work) {
    jdbc.sql(
            """
            select v.name
              from areas.area_version v
             where v.area_id = any (:areas::integer[]) and v.valid @> platform.today()
               and not exists (select from recognition.campaign_place c where c.province_id = v.area_id and c.year = :year
                                  and c.model = 'LEARNING_FAMILY' and not c.training)
             order by v.name collate platform.vi
             limit :most
            """)
        .param("areas", areas)
        .param("year", today.getYear())
        .param("most", MOST_VILLAGES)
        .query(String.class)
        .list()
        .forEach(
            name ->
                work.add(
                    new Work(
                        "work.open-campaign",
                        List.of(name, String.valueOf(today.getYear())),
                        1,
                        "/campaigns",
                        ATTENTION)));
    waiting(
            """
            select c.campaign_id, c.model, c.level, c.year, v.area_id, v.name, c.due_on, count(*)::integer as first, 0 as second, 0 as third,
                   0 as fourth
              from recognition.campaign c
              join recognition.tally t on t.campaign_id = c.campaign_id and t.basis = 1 and t.level = 3
              join recognition.campaign_place p on p.campaign_id = c.campaign_id
              join areas.area_version v on v.area_id = p.province_id and v.valid @> platform.today()
             where c.status = 'OPEN' and not c.training and t.reported = 0 and t.roll > 0
               and p.province_id = any (:areas::integer[])
             group by c.campaign_id, v.area_id, v.name
             order by v.name collate platform.vi, c.campaign_id
             limit :most
            """,
            areas,
            PROVINCE,
            groups)
        .forEach(
            row ->
                late(
                    work,
                    "work.communes-late",
                    row,
                    row.first(),
                    "/campaigns/" + row.campaign(),
                    today));
  }

  /** The labour groups of campaigns that are open, by campaign. */
  private Map<Integer, String> groups() {
    Map<Integer, String> groups = new HashMap<>();
    jdbc.sql(
            """
            select c.campaign_id, coalesce(g.name, c.form) as name
              from recognition.campaign c
              left join registry.labour_group g on g.code = c.form
             where c.status = 'OPEN' and not c.training and c.form <> ''
            """)
        .query(
            row -> {
              groups.put(row.getInt("campaign_id"), row.getString("name"));
            });
    return groups;
  }

  /** An area with the model, the labour group of citizens and the year. */
  private static Object name(ResultSet row, Map<Integer, String> groups) throws SQLException {
    LearningModel model = LearningModel.valueOf(row.getString("model"));
    String area = row.getString("name");
    int year = row.getInt("year");
    if (model == LearningModel.LEARNING_FAMILY) {
      return area + " (" + year + ")";
    }
    Sentence named = Sentence.of(model.messageKey(ModelLevel.valueOf(row.getString("level"))));
    String group = groups.get(row.getInt("campaign_id"));
    return Sentence.of(
        "work.of",
        area,
        group == null ? named : Sentence.of("campaigns.form", named, group),
        String.valueOf(year));
  }

  private List<Waiting> waiting(
      String sql, Integer[] areas, int level, Map<Integer, String> groups) {
    return jdbc.sql(sql)
        .param("areas", areas)
        .param("level", level)
        .param("most", MOST_VILLAGES)
        .query(
            (row, number) ->
                new Waiting(
                    row.getInt("campaign_id"),
                    row.getInt("area_id"),
                    name(row, groups),
                    LearningModel.valueOf(row.getString("model")) == LearningModel.LEARNING_FAMILY,
                    row.getDate("due_on").toLocalDate(),
                    row.getInt("first"),
                    row.getInt("second"),
                    row.getInt("third"),
                    row.getInt("fourth")))
        .list();
  }
}
