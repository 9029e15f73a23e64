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
import vn.khuyenhoc.registry.HouseholdKey;

/** All SQL that keeps the roll of open campaigns in step with the register. */
@Repository
class RollTable {

  private final JdbcClient jdbc;

  RollTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether there is a roll that follows the register at all. */
  boolean anyOpen() {
    return jdbc.sql("select exists (select from recognition.campaign where status = 'OPEN')")
        .query(Boolean.class)
        .single();
  }

  /** Puts every active household of the campaign's province on its roll. */
  int list(int campaignId) {
    return jdbc.sql(
            """
            insert into recognition.dossier (home_id, campaign_id, subject_id, area_then, area_now)
            select h.home_id, c.campaign_id, h.household_id, r.area_id, r.area_id
              from recognition.campaign c
              join areas.ancestor a on a.ancestor_id = c.area_id and a.valid @> platform.today()
              join registry.residence r on r.area_id = a.area_id and upper_inf(r.valid)
              join registry.household h on h.home_id = r.home_id and h.household_id = r.subject_id
             where c.campaign_id = :campaign and h.status = 'ACTIVE'
               -- a province that was merged into this one may have them on a roll of that year already
               and not exists (select from recognition.dossier x
                                 join recognition.campaign o
                                   on o.campaign_id = x.campaign_id and o.model = c.model and o.year = c.year
                                where x.home_id = h.home_id and x.subject_id = h.household_id
                                  and o.campaign_id <> c.campaign_id and x.stage <> 'REMOVED')
             order by h.home_id, h.serial
            on conflict on constraint dossier_once do nothing
            """)
        .param("campaign", campaignId)
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

  /** Households meant by an event: those of an import, or these. */
  private static final String ADDED =
      """
      select h.home_id, h.household_id from registry.household h where h.batch_id = :batch
      union all
      select * from unnest(:homes::integer[], :ids::uuid[])
      """;

  private static final String GIVEN =
      """
      select g.home_id, g.household_id from unnest(:homes::integer[], :ids::uuid[]) as g (home_id, household_id)
      """;

  /** Open campaigns with the province they go on in. */
  private static final String PLACES =
      """
      , places as materialized (
        select campaign_id, model, year, area_id, province_id
          from recognition.campaign_place where status = 'OPEN')
      """;

  /**
   * Where active households live, with the open campaign of their province, or of the one that
   * their commune came from. Where there are two, it is the campaign that has them already, else
   * the one of the part they live in.
   */
  private static final String LIVING =
      """
      with there as materialized (
        select m.home_id, m.household_id, r.area_id as village_id
          from meant m
          join registry.household h
            on h.home_id = m.home_id and h.household_id = m.household_id and h.status = 'ACTIVE'
          join registry.residence r
            on r.home_id = m.home_id and r.subject_id = m.household_id and upper_inf(r.valid)),
      offered as materialized (
        select v.village_id, c.campaign_id, c.model, c.year,
               exists (select from areas.ancestor b
                        where b.area_id = v.village_id and b.ancestor_id = c.area_id) as own,
               count(*) over (partition by v.village_id, c.model, c.year) as rivals
          from (select distinct village_id from there) v
          join areas.ancestor p on p.area_id = v.village_id and p.ancestor_level = 1 and p.valid @> platform.today()
          join areas.ancestor k on k.area_id = v.village_id and k.ancestor_level = 3 and k.valid @> platform.today()
          join places c on c.province_id = p.ancestor_id
            or exists (select from recognition.tally t
                        where t.campaign_id = c.campaign_id and t.area_id = k.ancestor_id and t.basis = 1 and t.roll > 0))
      select m.home_id, m.household_id, m.village_id, c.campaign_id
        from there m
        join offered c on c.village_id = m.village_id
         and (c.rivals = 1 or c.campaign_id = (
                select o.campaign_id from offered o
                 where o.village_id = c.village_id and o.model = c.model and o.year = c.year
                 order by exists (select from recognition.dossier x
                                   where x.home_id = m.home_id and x.subject_id = m.household_id
                                     and x.campaign_id = o.campaign_id and x.stage <> 'REMOVED') desc,
                          o.own desc, o.campaign_id
                 limit 1))
      """;

  /**
   * Steps of dossiers that an event changed: one step a campaign and commune. Expects {@code moved
   * (campaign_id, area_id, home_id, dossier_id, was, stage)}.
   */
  private static final String STEPS =
      """
      , grouped as (
        select uuidv7() as step_id, m.campaign_id, a.ancestor_id as area_id, count(*)::integer as dossiers
          from moved m
          join areas.ancestor a on a.area_id = m.area_id and a.ancestor_level = 3 and a.valid @> platform.today()
         group by m.campaign_id, a.ancestor_id)
      , stepped as (
        insert into recognition.step
          (step_id, campaign_id, area_id, event, at, account_id, person_id, actor, dossiers)
        select step_id, campaign_id, area_id, :event, :at, :account, :person, :actor, dossiers from grouped)
      insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage)
      select m.home_id, m.dossier_id, g.step_id, m.was, m.stage
        from moved m
        join areas.ancestor a on a.area_id = m.area_id and a.ancestor_level = 3 and a.valid @> platform.today()
        join grouped g on g.campaign_id = m.campaign_id and g.area_id = a.ancestor_id
      """;

  private int changed(
      String meant,
      String moving,
      @Nullable UUID batchId,
      List<HouseholdKey> keys,
      DossierEvent event,
      Actor actor,
      Instant at) {
    return jdbc.sql("with meant as (" + meant + ")" + PLACES + moving + STEPS)
        .param("batch", batchId)
        .param("homes", keys.stream().map(HouseholdKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(key -> key.householdId().toString()).toArray(String[]::new))
        .param("event", event.name())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
  }

  /** Households added: on the roll of the open campaign, where there is one. */
  int added(@Nullable UUID batchId, List<HouseholdKey> keys, Actor actor, Instant at) {
    return changed(
        ADDED,
        ", living as ("
            + LIVING
            + """
            )
            , moved as (
              insert into recognition.dossier as d (home_id, campaign_id, subject_id, area_then, area_now)
              select home_id, campaign_id, household_id, village_id, village_id from living
               order by home_id, household_id
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
  void assigned(List<HouseholdKey> keys, List<Integer> villages) {
    jdbc.sql(
            "select recognition.assign_households(:homes::integer[], :ids::uuid[], :villages::integer[])")
        .param("homes", keys.stream().map(HouseholdKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(HouseholdKey::householdId).toArray(UUID[]::new))
        .param("villages", villages.toArray(Integer[]::new))
        .query(Integer.class)
        .single();
  }

  /** Dossiers of open campaigns follow their households within the province. */
  int followed(List<HouseholdKey> keys, Actor actor, Instant at) {
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
               where d.home_id = l.home_id and d.subject_id = l.household_id and d.campaign_id = l.campaign_id
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
   * Dossiers of open campaigns leave the roll: of households that are closed, or that live in
   * another province now.
   */
  int removed(List<HouseholdKey> keys, Set<Stage> from, Actor actor, Instant at) {
    return moved(
        """
        , moved as (
          update recognition.dossier d
             set stage = 'REMOVED', version = d.version + 1
            from meant m, places c
           where d.home_id = m.home_id and d.subject_id = m.household_id and d.stage = any (:from::text[])
             and c.campaign_id = d.campaign_id
             and not exists (select from registry.household h
                              join registry.residence r on r.home_id = h.home_id and r.subject_id = h.household_id
                               and upper_inf(r.valid)
                              join areas.ancestor p on p.area_id = r.area_id and p.valid @> platform.today()
                               and (p.ancestor_id = c.province_id
                                 or exists (select from recognition.tally t
                                             where t.campaign_id = c.campaign_id and t.area_id = p.ancestor_id
                                               and t.basis = 1 and t.level = 3 and t.roll > 0))
                             where h.home_id = m.home_id and h.household_id = m.household_id and h.status = 'ACTIVE')
          returning d.campaign_id, d.area_now as area_id, d.home_id, d.dossier_id, old.stage as was, d.stage)
        """,
        keys,
        from,
        DossierEvent.REMOVE,
        actor,
        at);
  }

  /** Dossiers of open campaigns are on the roll again, with the answers they had. */
  int relisted(List<HouseholdKey> keys, Actor actor, Instant at) {
    return moved(
        ", living as ("
            + LIVING
            + """
            )
            , moved as (
              update recognition.dossier d
                 set stage = case when d.answers = '{}' then 'LISTED' else 'SCORING' end, outcome = null, total = null,
                     area_then = l.village_id, area_now = l.village_id, version = d.version + 1
                from living l
               where d.home_id = l.home_id and d.subject_id = l.household_id and d.campaign_id = l.campaign_id
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
      List<HouseholdKey> keys,
      Set<Stage> from,
      DossierEvent event,
      Actor actor,
      Instant at) {
    return jdbc.sql(
            "with meant as (select * from unnest(:homes::integer[], :ids::uuid[]) as k (home_id, household_id))"
                + PLACES
                + moving
                + STEPS)
        .param("homes", keys.stream().map(HouseholdKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(key -> key.householdId().toString()).toArray(String[]::new))
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

  List<Pair> pairs(HouseholdKey kept, HouseholdKey duplicate) {
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
        .param("kept", kept.householdId())
        .param("duplicateHome", duplicate.homeId())
        .param("duplicate", duplicate.householdId())
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
    jdbc.sql(
            """
            with meant as (
              select d.* from recognition.dossier d where d.home_id = :duplicateHome and d.dossier_id = :duplicate)
            , moved as (
              update recognition.dossier d
                 set stage = case when d.dossier_id = m.dossier_id then 'REMOVED' when :over then m.stage else d.stage end,
                     outcome = case when :over and d.dossier_id <> m.dossier_id then m.outcome else d.outcome end,
                     total = case when :over and d.dossier_id <> m.dossier_id then m.total else d.total end,
                     answers = case when :over and d.dossier_id <> m.dossier_id then m.answers else d.answers end,
                     facts = case when :over and d.dossier_id <> m.dossier_id then m.facts else d.facts end,
                     scored_by = case when :over and d.dossier_id <> m.dossier_id then m.scored_by else d.scored_by end,
                     scored_at = case when :over and d.dossier_id <> m.dossier_id then m.scored_at else d.scored_at end,
                     sent_at = case when :over and d.dossier_id <> m.dossier_id then m.sent_at else d.sent_at end,
                     appraised_by = case when :over and d.dossier_id <> m.dossier_id then m.appraised_by
                                         else d.appraised_by end,
                     returned_reason = case when :over and d.dossier_id <> m.dossier_id then m.returned_reason
                                            else d.returned_reason end,
                     returned_items = case when :over and d.dossier_id <> m.dossier_id then m.returned_items
                                           else d.returned_items end,
                     revisited = case when :over and d.dossier_id <> m.dossier_id then m.revisited
                                      else d.revisited end,
                     decision_id = case when d.dossier_id = m.dossier_id then null when :over then m.decision_id
                                        else d.decision_id end,
                     signed_by = case when d.dossier_id = m.dossier_id then null when :over then m.signed_by
                                      else d.signed_by end,
                     version = d.version + 1
                from meant m
               where (d.home_id = :duplicateHome and d.dossier_id = :duplicate and d.stage <> 'REMOVED')
                  or (:over and d.home_id = :keptHome and d.dossier_id = :kept)
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
  }
}
