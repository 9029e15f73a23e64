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
   * @param unregistered how many on the roll are not registered
   */
  record Counted(
      int campaignId,
      int of,
      int areaId,
      AreaLevel level,
      String name,
      Tally tally,
      int unregistered) {}

  /**
   * Of a village itself, of a commune itself and its villages, of a province itself and its
   * communes.
   */
  List<Counted> counted(Collection<Integer> campaigns, Collection<Integer> areas) {
    return jdbc.sql(
            """
            select t.campaign_id, x.area_id as of_area, t.area_id, t.level, v.name, t.roll, t.listed, t.scoring, t.scored,
                   t.sent, t.returned, t.approved, t.not_achieved, t.recognised, t.reported,
                   t.roll - t.registered as unregistered
              from unnest(:areas::integer[]) as x (area_id)
              join areas.area own on own.area_id = x.area_id
              join areas.ancestor a on a.ancestor_id = x.area_id and a.valid @> platform.today()
              join recognition.tally t
                on t.area_id = a.area_id and t.basis = 1 and t.campaign_id = any (:campaigns::integer[]) and t.roll > 0
               and case when own.level <= 2 then t.level <= 3 else t.level >= own.level end
              join areas.area_version v on v.area_id = t.area_id and v.valid @> platform.today()
             order by v.name collate platform.vi, t.area_id
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
                    row.getInt("unregistered")))
        .list();
  }

  /**
   * How many dossiers of a village, or of a commune of a province, stand in one stage.
   *
   * @param held whether objections to them wait for an answer, so that they cannot be sent yet
   */
  record Standing(int campaignId, int of, int areaId, Stage stage, boolean held, int dossiers) {}

  /**
   * The stages that tallies count together, of campaigns whose procedures tell them apart. What has
   * not achieved waits for no council and no decision.
   */
  List<Standing> standing(Collection<Integer> campaigns, Collection<Integer> areas) {
    return jdbc.sql(
            """
            select d.campaign_id, x.area_id as of_area,
                   case when own.level >= 3 then d.area_now else a.ancestor_id end as area_id, d.stage,
                   exists (select from recognition.objection o
                             join recognition.noticed n on n.notice_id = o.notice_id and n.home_id = o.home_id
                              and n.dossier_id = o.dossier_id
                            where o.home_id = d.home_id and o.dossier_id = d.dossier_id
                              and o.resolution is null and not o.late
                              and (d.stage in ('MET', 'POSTED') or d.stage = 'SCORED' and n.version = d.version)) as held,
                   count(*)::integer as dossiers
              from unnest(:areas::integer[]) as x (area_id)
              join areas.area own on own.area_id = x.area_id
              join areas.ancestor b on b.ancestor_id = x.area_id and b.valid @> platform.today()
              join recognition.dossier d on d.area_now = b.area_id and d.campaign_id = any (:campaigns::integer[])
               and (d.stage in ('SCORED', 'MET', 'POSTED')
                 or d.stage in ('APPROVED', 'AGREED') and d.outcome = 'ACHIEVED')
              join areas.ancestor a on a.area_id = d.area_now and
            """
                + DossierTable.OFFICE
                + " group by 1, 2, 3, 4, 5")
        .param("areas", areas.toArray(Integer[]::new))
        .param("campaigns", campaigns.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Standing(
                    row.getInt("campaign_id"),
                    row.getInt("of_area"),
                    row.getInt("area_id"),
                    Stage.valueOf(row.getString("stage")),
                    row.getBoolean("held"),
                    row.getInt("dossiers")))
        .list();
  }
}
