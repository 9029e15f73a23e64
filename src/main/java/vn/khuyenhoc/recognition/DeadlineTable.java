package vn.khuyenhoc.recognition;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;

/** All SQL of deadlines: how much waits where, for all campaigns and areas at once. */
@Repository
class DeadlineTable {

  private final JdbcClient jdbc;

  DeadlineTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What a campaign counts in an area of the reader, or in a village or commune below it.
   *
   * @param of the reader's area
   * @param areaId itself, or one below it
   * @param met of the scored, those voted on
   * @param posted of the scored, those posted
   * @param agreed of the approved that achieved, those a council agreed to
   * @param unregistered how many on the roll are not registered
   */
  record Counted(
      int campaignId,
      int of,
      int areaId,
      AreaLevel level,
      String name,
      Tally tally,
      int met,
      int posted,
      int agreed,
      int unregistered) {}

  /**
   * Of a village itself, of a commune itself and its villages, of a province itself and its
   * communes.
   */
  List<Counted> counted(Collection<Integer> campaigns, Collection<Integer> areas) {
    return jdbc.sql(
            """
            with own as materialized (
              select area_id, level from areas.area where area_id = any (:areas::integer[])),
            -- of wide areas, campaign by campaign: most areas below them are villages
            wide as materialized (
              select t.*
                from recognition.tally t
               where t.campaign_id = any (:campaigns::integer[]) and t.level in (1, 2, 3) and t.basis = 1
                 and exists (select from own where level < 3))
            select t.campaign_id, t.of_area, t.area_id, t.level, v.name, t.roll, t.listed, t.scoring, t.scored,
                   t.sent, t.returned, t.approved, t.not_achieved, t.recognised, t.reported,
                   t.met, t.posted, t.agreed, t.roll - t.registered as unregistered
              from (select x.area_id as of_area, t.*
                      from own x
                      join areas.ancestor a on a.ancestor_id = x.area_id and a.valid @> platform.today()
                      join recognition.tally t
                        on t.area_id = a.area_id and t.basis = 1 and t.level >= x.level
                       and t.campaign_id = any (:campaigns::integer[])
                     where x.level >= 3
                    union all
                    select x.area_id, t.*
                      from wide t
                      join own x on x.level < 3
                      join areas.ancestor a
                        on a.area_id = t.area_id and a.ancestor_level = x.level and a.ancestor_id = x.area_id
                       and a.valid @> platform.today()) t
              join areas.area_version v on v.area_id = t.area_id and v.valid @> platform.today()
             where t.roll > 0
            """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("campaigns", campaigns.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Counted(
                    row.getInt("campaign_id"),
                    row.getInt("of_area"),
                    row.getInt("area_id"),
                    AreaLevel.values()[row.getInt("level")],
                    row.getString("name"),
                    Tally.of(row),
                    row.getInt("met"),
                    row.getInt("posted"),
                    row.getInt("agreed"),
                    row.getInt("unregistered")))
        .list();
  }

  /** How many dossiers of a village, or of a commune of a province, in one stage are held. */
  record Held(int campaignId, int of, int areaId, Stage stage, int dossiers) {}

  /** What cannot be sent yet, because objections to it wait for an answer. */
  List<Held> held(Collection<Integer> campaigns, Collection<Integer> areas) {
    return jdbc.sql(
            """
            select d.campaign_id, b.ancestor_id as of_area,
                   case when own.level >= 3 then d.area_now else a.ancestor_id end as area_id, d.stage,
                   count(distinct (d.home_id, d.dossier_id))::integer as dossiers
              from recognition.objection o
              join recognition.noticed n
                on n.notice_id = o.notice_id and n.home_id = o.home_id and n.dossier_id = o.dossier_id
              join recognition.dossier d
                on d.home_id = o.home_id and d.dossier_id = o.dossier_id and d.campaign_id = any (:campaigns::integer[])
               and (d.stage in ('MET', 'POSTED') or d.stage = 'SCORED' and n.version = d.version)
              join areas.ancestor b
                on b.area_id = d.area_now and b.ancestor_id = any (:areas::integer[]) and b.valid @> platform.today()
              join areas.area own on own.area_id = b.ancestor_id
              join areas.ancestor a on a.area_id = d.area_now and
            """
                + DossierTable.OFFICE
                + """
                 where o.resolution is null and not o.late
                 group by 1, 2, 3, 4
                """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("campaigns", campaigns.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Held(
                    row.getInt("campaign_id"),
                    row.getInt("of_area"),
                    row.getInt("area_id"),
                    Stage.valueOf(row.getString("stage")),
                    row.getInt("dossiers")))
        .list();
  }
}
