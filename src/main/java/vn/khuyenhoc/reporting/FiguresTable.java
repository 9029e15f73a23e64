package vn.khuyenhoc.reporting;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.recognition.Tally;

/**
 * What figures are read from: campaigns, the tree on a day, tallies, declared totals. Reads only.
 */
@Repository
class FiguresTable {

  /** An area with its name, as crumbs and rows need it. */
  record Place(int id, AreaLevel level, String name, String code) {}

  /**
   * An area with what is known of it directly, before anything is added up.
   *
   * @param parentId the area it belongs to on the day of the tree
   * @param tally of a commune or village; nothing for wider areas
   * @param villages villages of a commune with households on the roll
   * @param villagesSent those of them that have sent their whole roll
   * @param declared the declared total that counts; null where there is none
   */
  record Node(
      Place place,
      @Nullable Integer parentId,
      Tally tally,
      int villages,
      int villagesSent,
      @Nullable DeclaredTotal declared) {}

  /** A campaign with an area that has a tally in it. */
  record Sampled(int campaignId, int areaId) {}

  private final JdbcClient jdbc;

  FiguresTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The campaigns that count an area's subjects, or those below it; newest first. */
  List<FiguresCampaign> campaigns(int areaId) {
    return jdbc.sql(
            """
            select c.campaign_id, c.model, c.year, c.area_id, c.due_on, c.reference_date, c.status = 'CLOSED' as closed,
                   (c.opened_at at time zone 'Asia/Ho_Chi_Minh')::date as opened_on, c.closed_at,
                   s.title, s.issuer, s.version, s.sample
              from recognition.campaign c
              join criteria.criteria_set s using (set_id)
             where c.area_id in (select ancestor_id from areas.ancestor where area_id = :area)
                or exists (select from areas.ancestor b where b.area_id = c.area_id and b.ancestor_id = :area)
             order by c.year desc, c.model, c.campaign_id
            """)
        .param("area", areaId)
        .query(
            (row, number) -> {
              Timestamp closedAt = row.getTimestamp("closed_at");
              return new FiguresCampaign(
                  row.getInt("campaign_id"),
                  row.getString("model"),
                  row.getInt("year"),
                  row.getInt("area_id"),
                  row.getDate("due_on").toLocalDate(),
                  row.getDate("reference_date").toLocalDate(),
                  row.getBoolean("closed"),
                  row.getDate("opened_on").toLocalDate(),
                  closedAt == null ? null : closedAt.toInstant(),
                  row.getString("title"),
                  row.getString("issuer"),
                  row.getInt("version"),
                  row.getBoolean("sample"));
            })
        .list();
  }

  /** From the nation down to the area, as the tree was on that day. */
  List<Place> path(int areaId, LocalDate date) {
    return jdbc.sql(
            """
            select v.area_id, v.level, v.name, v.code
              from areas.ancestor a
              join areas.area_version v on v.area_id = a.ancestor_id and v.valid @> :date::date
             where a.area_id = :area and a.valid @> :date::date
             order by v.level
            """)
        .param("area", areaId)
        .param("date", Date.valueOf(date))
        .query((row, number) -> place(row))
        .list();
  }

  /**
   * The area, those below it down to a level, and what is known of each; in Vietnamese order of
   * names.
   *
   * @param areaId the area
   * @param deepest how far down: communes, or villages
   * @param date the day whose tree is read
   * @param campaigns whose tallies are added up
   * @param dates for each campaign the day whose tree its villages are counted through
   * @param basis as it was or as it is
   * @param model whose declared totals count
   * @param until only totals declared for a day up to this one
   */
  List<Node> nodes(
      int areaId,
      AreaLevel deepest,
      LocalDate date,
      List<Integer> campaigns,
      List<LocalDate> dates,
      Basis basis,
      String model,
      LocalDate until) {
    return jdbc.sql(
            """
            with recursive tree as (
              select v.area_id, v.level, v.parent_id, v.name, v.code
                from areas.area_version v
               where v.area_id = :area and v.valid @> :date::date
              union all
              select v.area_id, v.level, v.parent_id, v.name, v.code
                from tree
                join areas.area_version v on v.parent_id = tree.area_id and v.valid @> :date::date
               where tree.level < :deepest and v.level <= :deepest),
            -- read as one range of the campaign, not village by village
            village as materialized (
              select t.campaign_id, t.area_id, t.roll, t.reported
                from recognition.tally t
               where t.campaign_id = any (:campaigns::integer[]) and t.basis = :basis and t.level = 4
                 and :deepest = 3),
            counted as (
              select k.ancestor_id as area_id,
                     count(*) filter (where t.roll > 0) as villages,
                     count(*) filter (where t.roll > 0 and t.reported >= t.roll) as villages_sent
                from village t
                join areas.ancestor k on k.area_id = t.area_id and k.ancestor_level = 3
                join unnest(:campaigns::integer[], :dates::date[]) as s (campaign_id, on_date)
                  on s.campaign_id = t.campaign_id and k.valid @> s.on_date
               group by k.ancestor_id)
            select tree.area_id, tree.level, tree.parent_id, tree.name, tree.code,
                   coalesce(t.roll, 0) as roll, coalesce(t.listed, 0) as listed, coalesce(t.scoring, 0) as scoring,
                   coalesce(t.scored, 0) as scored, coalesce(t.sent, 0) as sent, coalesce(t.returned, 0) as returned,
                   coalesce(t.approved, 0) as approved, coalesce(t.not_achieved, 0) as not_achieved,
                   coalesce(t.recognised, 0) as recognised, coalesce(t.reported, 0) as reported,
                   coalesce(c.villages, 0) as villages, coalesce(c.villages_sent, 0) as villages_sent,
                   d.declared_id, d.total, d.source, d.as_of, d.declared_at, d.declared_name
              from tree
              left join lateral (
                select sum(t.roll) as roll, sum(t.listed) as listed, sum(t.scoring) as scoring,
                       sum(t.scored) as scored, sum(t.sent) as sent, sum(t.returned) as returned,
                       sum(t.approved) as approved, sum(t.not_achieved) as not_achieved,
                       sum(t.recognised) as recognised, sum(t.reported) as reported
                  from recognition.tally t
                 where t.campaign_id = any (:campaigns::integer[]) and t.area_id = tree.area_id
                   and t.basis = :basis) t on true
              left join counted c on c.area_id = tree.area_id
              left join lateral (
                select * from reporting.declared_total d
                 where d.area_id = tree.area_id and d.model = :model and d.as_of <= :until
                 order by d.declared_no desc
                 limit 1) d on true
             order by tree.level, tree.name collate platform.vi, tree.code
            """)
        .param("area", areaId)
        .param("deepest", deepest.ordinal())
        .param("date", Date.valueOf(date))
        .param("campaigns", campaigns.toArray(Integer[]::new))
        .param("dates", dates.stream().map(LocalDate::toString).toArray(String[]::new))
        .param("basis", basis.code())
        .param("model", model)
        .param("until", Date.valueOf(until))
        .query(FiguresTable::node)
        .list();
  }

  /** Households on a village's roll, people by given name. */
  List<HouseholdLine> households(
      int villageId, Collection<Integer> campaigns, Basis basis, int limit, long offset) {
    return jdbc.sql(
            """
            select d.home_id, d.dossier_id, h.head, h.address, d.stage, d.outcome, d.total
              from recognition.dossier d
              join registry.household h on h.home_id = d.home_id and h.household_id = d.subject_id
             where d.campaign_id = any (:campaigns::integer[]) and d.stage <> 'REMOVED'
            """
                + (basis == Basis.AS_WAS
                    ? " and d.area_then = :village "
                    : " and d.area_now = :village ")
                + """
                 order by substring(h.head from '[^ ]+$') collate platform.vi, h.head collate platform.vi,
                          h.address collate platform.vi, d.home_id, d.dossier_id
                 limit :limit offset :offset
                """)
        .param("village", villageId)
        .param("campaigns", campaigns.toArray(Integer[]::new))
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new HouseholdLine(
                    row.getInt("home_id"),
                    row.getObject("dossier_id", UUID.class),
                    row.getString("head"),
                    row.getString("address"),
                    row.getString("stage"),
                    row.getString("outcome"),
                    row.getBigDecimal("total")))
        .list();
  }

  /** Areas with a tally, taken at random, and a province or two. */
  List<Sampled> sampled(int areas) {
    return jdbc.sql(
            """
            (select distinct campaign_id, area_id
               from (select campaign_id, area_id from recognition.tally order by random() limit :areas) t)
            union
            (select campaign_id, area_id from recognition.campaign order by random() limit 2)
            """)
        .param("areas", areas)
        .query((row, number) -> new Sampled(row.getInt(1), row.getInt(2)))
        .list();
  }

  /** The same counts from the dossiers themselves. */
  Tally recount(int campaignId, int areaId, Basis basis) {
    return jdbc.sql(
            """
            select count(*) as roll,
                   count(*) filter (where d.stage = 'LISTED') as listed,
                   count(*) filter (where d.stage = 'SCORING') as scoring,
                   count(*) filter (where d.stage = 'SCORED') as scored,
                   count(*) filter (where d.stage = 'SENT') as sent,
                   count(*) filter (where d.stage = 'RETURNED') as returned,
                   count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'ACHIEVED') as approved,
                   count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'NOT_ACHIEVED') as not_achieved,
                   count(*) filter (where d.stage = 'RECOGNISED') as recognised,
                   count(*) filter (where d.sent_at is not null) as reported
              from recognition.campaign c
              join recognition.dossier d using (campaign_id)
             where c.campaign_id = :campaign and d.stage <> 'REMOVED'
               and case when :basis = 0 then d.area_then else d.area_now end in (
                     select a.area_id from areas.ancestor a
                      where a.ancestor_id = :area
                        and a.valid @> case when :basis = 0 and c.status = 'CLOSED' then c.reference_date
                                            else platform.today() end)
            """)
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("basis", basis.code())
        .query((row, number) -> Tally.of(row))
        .single();
  }

  private static Node node(ResultSet row, int number) throws SQLException {
    int parent = row.getInt("parent_id");
    @Nullable Integer parentId = row.wasNull() ? null : parent;
    return new Node(
        place(row),
        parentId,
        Tally.of(row),
        row.getInt("villages"),
        row.getInt("villages_sent"),
        row.getObject("total") == null ? null : DeclaredTotalTable.declared(row));
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        row.getInt("area_id"),
        AreaLevel.values()[row.getInt("level")],
        row.getString("name"),
        row.getString("code"));
  }
}
