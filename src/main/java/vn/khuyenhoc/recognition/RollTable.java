package vn.khuyenhoc.recognition;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.registry.SubjectKind;

/** All SQL that keeps the roll of open campaigns in step with the register. */
@Repository
class RollTable {

  private final JdbcClient jdbc;

  RollTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whom an import changed that were in the register before. */
  List<SubjectKey> changedBy(UUID batchId) {
    return jdbc.sql(
            """
            select distinct home_id, subject_id from registry.subject_change where batch_id = :batch
             order by home_id, subject_id
            """)
        .param("batch", batchId)
        .query(
            (row, number) ->
                new SubjectKey(row.getInt("home_id"), row.getObject("subject_id", UUID.class)))
        .list();
  }

  /** The list of a draft says another name now than what was printed of it. */
  void renamed(@Nullable UUID batchId, List<SubjectKey> keys) {
    jdbc.sql(
            """
            with meant as (
              select c.home_id, c.subject_id, c.before
                from registry.subject_change c where c.batch_id = :batch
              union all
              select k.home, k.id, c.before
                from unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
                cross join lateral (select x.before from registry.subject_change x
                                     where x.home_id = k.home and x.subject_id = k.id
                                     order by x.change_id desc limit 1) c)
            update recognition.decision q set edition = q.edition + 1
             where q.status = 'DRAFT'
               and q.decision_id in (select d.decision_id
                                       from meant m
                                       join recognition.dossier d on d.home_id = m.home_id and d.subject_id = m.subject_id
                                      where d.decision_id is not null
                                        and jsonb_exists_any(m.before, array['head', 'name']))
            """)
        .param("batch", batchId)
        .param("homes", keys.stream().map(SubjectKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(key -> key.subjectId().toString()).toArray(String[]::new))
        .update();
  }

  /** Whether there is a roll that follows the register at all. */
  boolean anyOpen() {
    return jdbc.sql("select exists (select from recognition.campaign where status = 'OPEN')")
        .query(Boolean.class)
        .single();
  }

  /** Puts everybody and everything of the campaign's province on its roll that it is for. */
  int list(int campaignId, SubjectKind kind) {
    return jdbc.sql(
            """
            insert into recognition.dossier (home_id, campaign_id, subject_id, area_then, area_now)
            select e.home_id, c.campaign_id, e.subject_id, e.area_id, e.area_id
              from recognition.campaign c
              join areas.ancestor a on a.ancestor_id = c.area_id and a.valid @> platform.today()
              join registry.residence r on r.area_id = a.area_id and r.kind = :kind and upper_inf(r.valid)
              join recognition.rated e
                on e.home_id = r.home_id and e.subject_id = r.subject_id and e.active
               and e.model = c.model and e.level = c.level and e.form = c.form
             where c.campaign_id = :campaign
               -- a province that was merged into this one may have them on a roll of that year already
               and not exists (select from recognition.dossier x
                                 join recognition.campaign o
                                   on o.campaign_id = x.campaign_id and o.model = c.model and o.year = c.year
                                  and o.training = c.training and (not o.training or o.status = 'OPEN')
                                where x.home_id = e.home_id and x.subject_id = e.subject_id
                                  and o.campaign_id <> c.campaign_id and x.stage <> 'REMOVED')
             order by e.home_id, e.serial
            on conflict on constraint dossier_once do nothing
            """)
        .param("campaign", campaignId)
        .param("kind", kind.name())
        .update();
  }

  /** The roll was made: one step for all of it. */
  void opened(UUID step, int campaignId, int provinceId, Instant at, Actor actor, int dossiers) {
    jdbc.sql(
            """
            insert into recognition.step
              (step_id, campaign_id, area_id, event, at, account_id, person_id, actor, dossiers)
            values (:step, :campaign, :area, 'LIST', :at, :account, :person, :actor, :dossiers)
            """)
        .param("step", step)
        .param("campaign", campaignId)
        .param("area", provinceId)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .param("dossiers", dossiers)
        .update();
  }

  /** Communes that a campaign counts in, wherever they lie by now, to be locked. */
  List<Integer> counting(int campaignId) {
    return jdbc.sql(
            "select area_id from recognition.tally where campaign_id = :campaign and basis = 1 and level = 3")
        .param("campaign", campaignId)
        .query(Integer.class)
        .list();
  }

  /** The communes of a province, to be locked. */
  List<Integer> communes(int provinceId) {
    return jdbc.sql(
            """
            select area_id from areas.ancestor
             where ancestor_id = :province and valid @> platform.today()
               and area_id in (select area_id from areas.area where level = 3)
             order by area_id
            """)
        .param("province", provinceId)
        .query(Integer.class)
        .list();
  }

  /** Whoever is meant by an event: those of an import, or these. */
  private static final String ADDED =
      """
      select s.home_id, s.subject_id from registry.subject s where s.batch_id = :batch
      union all
      select * from unnest(:homes::integer[], :ids::uuid[])
      """;

  private static final String GIVEN =
      """
      select g.home_id, g.subject_id from unnest(:homes::integer[], :ids::uuid[]) as g (home_id, subject_id)
      """;

  /** Open campaigns with the province they go on in. */
  private static final String PLACES =
      """
      , places as materialized (
        select campaign_id, model, level, form, year, area_id, province_id, training
          from recognition.campaign_place where status = 'OPEN')
      """;

  /**
   * Where those who are in the register belong, with the open campaign of their province for what
   * they are, or of the one that their commune came from. Where there are two, it is the campaign
   * that has them already, else the one of the part they live in. Whoever changed to another labour
   * group stays with the campaign that had heard of them.
   */
  private static final String LIVING =
      """
      with there as materialized (
        select e.home_id, e.subject_id, e.area_id as village_id, e.model, e.level, e.form
          from meant m
          join recognition.rated e on e.home_id = m.home_id and e.subject_id = m.subject_id and e.active),
      offered as materialized (
        select v.village_id, v.model, v.level, v.form, c.campaign_id, c.year, c.training,
               exists (select from areas.ancestor b
                        where b.area_id = v.village_id and b.ancestor_id = c.area_id) as own,
               count(*) over (partition by v.village_id, c.model, c.level, c.form, c.year, c.training) as rivals
          from (select distinct village_id, model, level, form from there) v
          join areas.ancestor p on p.area_id = v.village_id and p.ancestor_level = 1 and p.valid @> platform.today()
          left join areas.ancestor k
            on k.area_id = v.village_id and k.ancestor_level = 3 and k.valid @> platform.today()
          join places c on c.model = v.model and c.level = v.level and c.form = v.form
           and (c.province_id = p.ancestor_id
             or exists (select from recognition.tally t
                         where t.campaign_id = c.campaign_id and t.area_id = k.ancestor_id and t.basis = 1
                           and t.roll > 0)))
      select m.home_id, m.subject_id, m.village_id, c.campaign_id
        from there m
        join offered c on c.village_id = m.village_id and c.model = m.model and c.level = m.level and c.form = m.form
         and (c.rivals = 1 or c.campaign_id = (
                select o.campaign_id from offered o
                 where o.village_id = c.village_id and o.model = c.model and o.level = c.level and o.form = c.form
                   and o.year = c.year and o.training = c.training
                 order by exists (select from recognition.dossier x
                                   where x.home_id = m.home_id and x.subject_id = m.subject_id
                                     and x.campaign_id = o.campaign_id and x.stage <> 'REMOVED') desc,
                          o.own desc, o.campaign_id
                 limit 1))
       where not exists (select from recognition.dossier x
                           join recognition.campaign o on o.campaign_id = x.campaign_id
                            and o.model = c.model and o.year = c.year and (o.level, o.form) <> (c.level, c.form)
                            and o.training = c.training and (not o.training or o.status = 'OPEN')
                          where x.home_id = m.home_id and x.subject_id = m.subject_id and x.stage <> 'REMOVED')
      """;

  /**
   * Steps of dossiers that an event changed: one step a campaign and office. Expects {@code moved
   * (campaign_id, area_id, home_id, dossier_id, was, stage)}.
   */
  private static final String STEPS =
      """
      , placed as (
        select m.*, a.ancestor_id as office from moved m join areas.ancestor a on a.area_id = m.area_id and
      """
          + DossierTable.OFFICE
          + """
            )
            , grouped as (
              select uuidv7() as step_id, campaign_id, office, count(*)::integer as dossiers
                from placed group by campaign_id, office)
            , stepped as (
              insert into recognition.step
                (step_id, campaign_id, area_id, event, at, account_id, person_id, actor, dossiers)
              select step_id, campaign_id, office, :event, :at, :account, :person, :actor, dossiers from grouped)
            insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage)
            select m.home_id, m.dossier_id, g.step_id, m.was, m.stage
              from placed m
              join grouped g on g.campaign_id = m.campaign_id and g.office = m.office
            """;

  private int changed(
      String meant,
      String moving,
      @Nullable UUID batchId,
      List<SubjectKey> keys,
      DossierEvent event,
      Actor actor,
      Instant at) {
    return jdbc.sql("with meant as (" + meant + ")" + PLACES + moving + STEPS)
        .param("batch", batchId)
        .param("homes", keys.stream().map(SubjectKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(key -> key.subjectId().toString()).toArray(String[]::new))
        .param("event", event.name())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
  }

  /** Whoever was added: on the roll of the open campaign that is for them, where there is one. */
  int added(@Nullable UUID batchId, List<SubjectKey> keys, Actor actor, Instant at) {
    return changed(
        ADDED,
        ", living as ("
            + LIVING
            + """
            )
            , moved as (
              insert into recognition.dossier as d (home_id, campaign_id, subject_id, area_then, area_now)
              select home_id, campaign_id, subject_id, village_id, village_id from living
               order by home_id, subject_id
              on conflict on constraint dossier_once do nothing
              returning d.campaign_id, d.area_now as area_id, d.home_id, d.dossier_id, 'NONE' as was, d.stage)
            """,
        batchId,
        keys,
        DossierEvent.LIST,
        actor,
        at);
  }

  /**
   * Dossiers of every campaign are counted in the successor that their household was assigned to.
   */
  void assigned(List<SubjectKey> keys, List<Integer> villages) {
    jdbc.sql(
            "select recognition.assign_households(:homes::integer[], :ids::uuid[], :villages::integer[])")
        .param("homes", keys.stream().map(SubjectKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(SubjectKey::subjectId).toArray(UUID[]::new))
        .param("villages", villages.toArray(Integer[]::new))
        .query(Integer.class)
        .single();
  }

  /** Dossiers of open campaigns follow whom they are about within the province. */
  int followed(List<SubjectKey> keys, Actor actor, Instant at) {
    return changed(
        GIVEN,
        ", living as ("
            + LIVING
            + """
            )
            , moved as (
              update recognition.dossier d
                 set area_then = l.village_id, area_now = l.village_id, version = d.version + 1
                from living l
               where d.home_id = l.home_id and d.subject_id = l.subject_id and d.campaign_id = l.campaign_id
                 and d.area_now <> l.village_id
              returning d.campaign_id, d.area_now as area_id, d.home_id, d.dossier_id, old.stage as was, d.stage)
            """,
        null,
        keys,
        DossierEvent.MOVE,
        actor,
        at);
  }

  /**
   * Dossiers of open campaigns leave the roll: of whoever is gone, belongs to another province now,
   * or became what another campaign is for.
   */
  int removed(List<SubjectKey> keys, Set<Stage> from, Actor actor, Instant at) {
    return moved(
        """
        , moved as (
          update recognition.dossier d
             set stage = 'REMOVED', version = d.version + 1
            from meant m, places c
           where d.home_id = m.home_id and d.subject_id = m.subject_id and d.stage = any (:from::text[])
             and c.campaign_id = d.campaign_id
             and not exists (select from recognition.rated e
                              join areas.ancestor p on p.area_id = e.area_id and p.valid @> platform.today()
                               and (p.ancestor_id = c.province_id
                                 or exists (select from recognition.tally t
                                             where t.campaign_id = c.campaign_id and t.area_id = p.ancestor_id
                                               and t.basis = 1 and t.level = 3 and t.roll > 0))
                             where e.home_id = m.home_id and e.subject_id = m.subject_id and e.active
                               and e.model = c.model and e.level = c.level and e.form = c.form)
          returning d.campaign_id, d.area_now as area_id, d.home_id, d.dossier_id, old.stage as was, d.stage)
        """,
        keys,
        from,
        DossierEvent.REMOVE,
        actor,
        at);
  }

  /** Dossiers of open campaigns are on the roll again, with the answers they had. */
  int relisted(List<SubjectKey> keys, Actor actor, Instant at) {
    return moved(
        ", living as ("
            + LIVING
            + """
            )
            , moved as (
              update recognition.dossier d
                 set stage = case when d.answers = '{}' then 'LISTED' else 'SCORING' end, outcome = null, rating = null, total = null,
                     vote = null, area_then = l.village_id, area_now = l.village_id, version = d.version + 1
                from living l
               where d.home_id = l.home_id and d.subject_id = l.subject_id and d.campaign_id = l.campaign_id
                 and d.stage = any (:from::text[])
              returning d.campaign_id, d.area_now as area_id, d.home_id, d.dossier_id, old.stage as was, d.stage)
            """,
        keys,
        DossierLifecycle.from(DossierEvent.RELIST),
        DossierEvent.RELIST,
        actor,
        at);
  }

  private int moved(
      String moving,
      List<SubjectKey> keys,
      Set<Stage> from,
      DossierEvent event,
      Actor actor,
      Instant at) {
    return jdbc.sql(
            "with meant as (select * from unnest(:homes::integer[], :ids::uuid[]) as k (home_id, subject_id))"
                + PLACES
                + moving
                + STEPS)
        .param("homes", keys.stream().map(SubjectKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(key -> key.subjectId().toString()).toArray(String[]::new))
        .param("from", from.stream().map(Enum::name).toArray(String[]::new))
        .param("event", event.name())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
  }

  /** The two dossiers of a household entered twice, in one open campaign. */
  record Pair(
      int campaignId,
      DossierKey kept,
      Stage keptStage,
      DossierKey duplicate,
      Stage duplicateStage) {}

  List<Pair> pairs(SubjectKey kept, SubjectKey duplicate) {
    return jdbc.sql(
            """
            select k.campaign_id, k.home_id, k.dossier_id, k.stage, d.home_id as other_home, d.dossier_id as other_id,
                   d.stage as other_stage
              from recognition.dossier k
              join recognition.campaign c on c.campaign_id = k.campaign_id and c.status = 'OPEN'
              join recognition.dossier d on d.campaign_id = k.campaign_id
                and d.home_id = :duplicateHome and d.subject_id = :duplicate
             where k.home_id = :keptHome and k.subject_id = :kept
            """)
        .param("keptHome", kept.homeId())
        .param("kept", kept.subjectId())
        .param("duplicateHome", duplicate.homeId())
        .param("duplicate", duplicate.subjectId())
        .query(
            (row, number) ->
                new Pair(
                    row.getInt("campaign_id"),
                    DossierTable.key(row),
                    Stage.valueOf(row.getString("stage")),
                    new DossierKey(row.getInt("other_home"), row.getObject("other_id", UUID.class)),
                    Stage.valueOf(row.getString("other_stage"))))
        .list();
  }

  /**
   * The kept dossier goes on with everything the duplicate's had (if it takes over), the
   * duplicate's is removed. Both at once, so that a decision never names neither.
   */
  void join(Pair pair, boolean takesOver, Actor actor, Instant at) {
    // the list of a draft that has the duplicate names the kept one from here on
    jdbc.sql(
            """
            update recognition.decision q set edition = q.edition + 1
              from recognition.dossier d
             where d.home_id = :home and d.dossier_id = :id and q.decision_id = d.decision_id and q.status = 'DRAFT'
            """)
        .param("home", pair.duplicate().homeId())
        .param("id", pair.duplicate().dossierId())
        .update();
    jdbc.sql(
            """
            with meant as (
              select d.* from recognition.dossier d where d.home_id = :duplicateHome and d.dossier_id = :duplicate)
            , moved as (
              update recognition.dossier d
                 set stage = case when d.dossier_id = m.dossier_id then 'REMOVED' when :over then m.stage else d.stage end,
                     outcome = case when :over and d.dossier_id <> m.dossier_id then m.outcome else d.outcome end,
                     rating = case when :over and d.dossier_id <> m.dossier_id then m.rating else d.rating end,
                     total = case when :over and d.dossier_id <> m.dossier_id then m.total else d.total end,
                     answers = case when :over and d.dossier_id <> m.dossier_id then m.answers else d.answers end,
                     facts = case when :over and d.dossier_id <> m.dossier_id then m.facts else d.facts end,
                     scored_by = case when :over and d.dossier_id <> m.dossier_id then m.scored_by else d.scored_by end,
                     corrected_by = case when :over and d.dossier_id <> m.dossier_id then m.corrected_by
                                         else d.corrected_by end,
                     scored_at = case when :over and d.dossier_id <> m.dossier_id then m.scored_at else d.scored_at end,
                     sent_at = case when :over and d.dossier_id <> m.dossier_id then m.sent_at else d.sent_at end,
                     appraised_by = case when :over and d.dossier_id <> m.dossier_id then m.appraised_by
                                         else d.appraised_by end,
                     returned_reason = case when :over and d.dossier_id <> m.dossier_id then m.returned_reason
                                            else d.returned_reason end,
                     returned_items = case when :over and d.dossier_id <> m.dossier_id then m.returned_items
                                           else d.returned_items end,
                     vote = case when :over and d.dossier_id <> m.dossier_id then m.vote else d.vote end,
                     registered_at = case when d.dossier_id <> m.dossier_id and d.registered_at is null
                                          then m.registered_at else d.registered_at end,
                     registered_how = case when d.dossier_id <> m.dossier_id and d.registered_at is null
                                           then m.registered_how else d.registered_how end,
                     revisited = case when :over and d.dossier_id <> m.dossier_id then m.revisited
                                      else d.revisited end,
                     decision_id = case when d.dossier_id = m.dossier_id then null when :over then m.decision_id
                                        else d.decision_id end,
                     signed_by = case when d.dossier_id = m.dossier_id then null when :over then m.signed_by
                                      else d.signed_by end,
                     version = d.version + 1
                from meant m
               where (d.home_id = :duplicateHome and d.dossier_id = :duplicate and d.stage <> 'REMOVED')
                  or ((:over or d.registered_at is null and m.registered_at is not null)
                      and d.home_id = :keptHome and d.dossier_id = :kept)
              returning d.campaign_id, d.area_now as area_id, d.home_id, d.dossier_id, old.stage as was, d.stage)
            """
                + STEPS)
        .param("keptHome", pair.kept().homeId())
        .param("kept", pair.kept().dossierId())
        .param("duplicateHome", pair.duplicate().homeId())
        .param("duplicate", pair.duplicate().dossierId())
        .param("over", takesOver)
        .param("event", DossierEvent.TAKE_OVER.name())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
    if (takesOver) {
      // the title that the duplicate's dossier led to is the kept one's now
      jdbc.sql(
              """
              update recognition.title t
                 set home_id = d.home_id, dossier_id = d.dossier_id, subject_id = d.subject_id,
                     previous_id = case when d.home_id = t.home_id then t.previous_id end, version = t.version + 1
                from recognition.dossier d
               where t.home_id = :duplicateHome and t.dossier_id = :duplicate
                 and d.home_id = :keptHome and d.dossier_id = :kept
              """)
          .param("keptHome", pair.kept().homeId())
          .param("kept", pair.kept().dossierId())
          .param("duplicateHome", pair.duplicate().homeId())
          .param("duplicate", pair.duplicate().dossierId())
          .update();
    }
  }
}
