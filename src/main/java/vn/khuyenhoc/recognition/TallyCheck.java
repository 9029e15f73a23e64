package vn.khuyenhoc.recognition;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Check;

/** Every figure is what a recount of the dossiers gives; provinces are what their communes are. */
@Component
class TallyCheck implements Check {

  private static final String COUNTED =
      """
      campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
      recognised, reported, registered, unregistered, met, posted, agreed, recognised_average, recognised_fair,
      recognised_good, recognised_level_1, recognised_level_2""";

  private final JdbcClient jdbc;

  TallyCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "tally";
  }

  @Override
  public List<String> faults() {
    List<String> faults = new ArrayList<>(ofAreas());
    faults.addAll(ofProvinces());
    faults.addAll(together());
    return faults;
  }

  /** The parts of provinces, put together, against the rows of their communes. */
  private List<String> ofProvinces() {
    return jdbc.sql(
            """
            with kept as (
              select campaign_id, area_id, basis, sum(roll) as roll, sum(reported) as reported,
                     sum(recognised) as recognised, sum(villages) as villages, sum(villages_sent) as villages_sent,
                     sum(full_areas) as full_areas, sum(itself) as itself, sum(itself_full) as itself_full,
                     sum(listed) as listed, sum(scoring) as scoring, sum(scored) as scored, sum(sent) as sent,
                     sum(returned) as returned, sum(approved) as approved, sum(not_achieved) as not_achieved,
                     sum(registered) as registered, sum(unregistered) as unregistered, sum(met) as met,
                     sum(posted) as posted, sum(agreed) as agreed, sum(recognised_average) as recognised_average,
                     sum(recognised_fair) as recognised_fair, sum(recognised_good) as recognised_good,
                     sum(recognised_level_1) as recognised_level_1, sum(recognised_level_2) as recognised_level_2,
                     sum(villages_roll) as villages_roll, sum(villages_reported) as villages_reported
                from recognition.tally_wide
               group by campaign_id, area_id, basis),
            counted as (
              select t.campaign_id, a.ancestor_id as area_id, t.basis, sum(t.roll) as roll,
                     sum(t.reported) as reported, sum(t.recognised) as recognised, sum(t.villages) as villages,
                     sum(t.villages_sent) as villages_sent,
                     sum(t.full_area) filter (where t.rule in (1, 2, 3)) as full_areas,
                     count(*) filter (where t.rule = 4 and t.roll > 0) as itself,
                     sum(t.full_area) filter (where t.rule = 4) as itself_full,
                     sum(t.listed) as listed, sum(t.scoring) as scoring, sum(t.scored) as scored, sum(t.sent) as sent,
                     sum(t.returned) as returned, sum(t.approved) as approved, sum(t.not_achieved) as not_achieved,
                     sum(t.registered) as registered, sum(t.unregistered) as unregistered, sum(t.met) as met,
                     sum(t.posted) as posted, sum(t.agreed) as agreed, sum(t.recognised_average) as recognised_average,
                     sum(t.recognised_fair) as recognised_fair, sum(t.recognised_good) as recognised_good,
                     sum(t.recognised_level_1) as recognised_level_1, sum(t.recognised_level_2) as recognised_level_2,
                     sum(t.villages_roll) as villages_roll, sum(t.villages_reported) as villages_reported
                from recognition.tally t
                join recognition.campaign c on c.campaign_id = t.campaign_id
                join areas.ancestor a on a.area_id = t.area_id and a.ancestor_level = 1
                 and a.valid @> case when t.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                     else platform.today() end
               where t.level < 4
               group by t.campaign_id, a.ancestor_id, t.basis)
            select format('campaign %s, area %s, basis %s, province: %s', campaign_id, area_id, basis,
                     (select string_agg(format('%s: put together %s, its communes %s', n.key,
                                               coalesce(to_jsonb(k) ->> n.key, '0'), coalesce(to_jsonb(c) ->> n.key, '0')), '; ')
                        from jsonb_object_keys(coalesce(to_jsonb(k), to_jsonb(c))) n (key)
                       where coalesce(to_jsonb(k) ->> n.key, '0') <> coalesce(to_jsonb(c) ->> n.key, '0')))
              from kept k
              full join counted c using (campaign_id, area_id, basis)
             where exists (select from jsonb_object_keys(coalesce(to_jsonb(k), to_jsonb(c))) n (key)
                            where n.key not in ('campaign_id', 'area_id', 'basis')
                              and coalesce(to_jsonb(k) ->> n.key, '0') <> coalesce(to_jsonb(c) ->> n.key, '0'))
             order by campaign_id, area_id, basis
             limit 20
            """)
        .query(String.class)
        .list();
  }

  /** What the campaigns of all labour groups come to together, against their tallies. */
  private List<String> together() {
    return jdbc.sql(
            """
            with counted as (
              select c.model, c.level, c.year, t.basis, t.area_id, max(t.rule) as rule, sum(t.roll) as roll,
                     sum(t.reported) as reported, sum(t.villages) as villages, sum(t.villages_sent) as villages_sent,
                     sum(t.villages_roll) as villages_roll, sum(t.villages_reported) as villages_reported
                from recognition.tally t
                join recognition.campaign c on c.campaign_id = t.campaign_id
               where c.form <> '' and not c.training and t.level < 4 and t.rule > 0
               group by c.model, c.level, c.year, t.basis, t.area_id)
            select format('%s %s, area %s, basis %s, together: kept %s, its campaigns %s', model, year, area_id, basis,
                          (k.rule, k.roll, k.reported, k.villages, k.villages_sent, k.villages_roll, k.villages_reported),
                          (c.rule, c.roll, c.reported, c.villages, c.villages_sent, c.villages_roll, c.villages_reported))
              from recognition.tally_together k
              full join counted c using (model, level, year, basis, area_id)
             where (coalesce(k.roll, 0), coalesce(k.reported, 0), coalesce(k.villages, 0), coalesce(k.villages_sent, 0),
                    coalesce(k.villages_roll, 0), coalesce(k.villages_reported, 0))
                <> (coalesce(c.roll, 0), coalesce(c.reported, 0), coalesce(c.villages, 0), coalesce(c.villages_sent, 0),
                    coalesce(c.villages_roll, 0), coalesce(c.villages_reported, 0))
                or k.rule <> c.rule
             order by model, year, area_id, basis
             limit 20
            """)
        .query(String.class)
        .list();
  }

  private List<String> ofAreas() {
    return jdbc.sql(
            """
            with counted as materialized (select * from recognition.recount),
            village as (
              select v.campaign_id, k.ancestor_id as area_id, v.basis, count(*)::integer as villages,
                     (count(*) filter (where v.reported >= v.roll))::integer as villages_sent,
                     sum(v.roll)::integer as villages_roll, sum(v.reported)::integer as villages_reported
                from counted v
                join recognition.campaign c on c.campaign_id = v.campaign_id
                join areas.ancestor k on k.area_id = v.area_id and k.ancestor_level = 3
                 and k.valid @> case when v.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                     else platform.today() end
               where v.level = 4
               group by v.campaign_id, k.ancestor_id, v.basis),
            of_facts as (
              select %1$s, coalesce(w.villages, 0) as villages, coalesce(w.villages_sent, 0) as villages_sent,
                     coalesce(w.villages_roll, 0) as villages_roll,
                     coalesce(w.villages_reported, 0) as villages_reported
                from counted r
                left join village w using (campaign_id, area_id, basis)),
            kept as (select %1$s, villages, villages_sent, villages_roll, villages_reported from recognition.tally),
            -- an area without anybody may have a row of zeros or none
            different as (
              (select * from kept
                where (roll, listed, scoring, scored, sent, returned, approved, not_achieved, recognised, reported,
                       registered, villages, villages_sent, villages_roll, villages_reported)
                      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
               except all select * from of_facts)
              union all
              (select * from of_facts except all select * from kept)),
            first as (
              select distinct campaign_id, area_id, basis from different order by campaign_id, area_id, basis limit 20)
            select format('campaign %%s, area %%s (%%s), basis %%s: %%s', f.campaign_id, f.area_id,
                     coalesce((select name from areas.area_version v
                                where v.area_id = f.area_id and v.valid @> platform.today()), '?'), f.basis,
                     (select string_agg(format('%%s: tally %%s, recount %%s', n.key, coalesce(k.value #>> '{}', 'none'),
                                               coalesce(c.value #>> '{}', 'none')), '; ')
                        from jsonb_object_keys(coalesce(to_jsonb(x), to_jsonb(o))) n (key)
                       cross join lateral (select to_jsonb(x) -> n.key as value) k
                       cross join lateral (select to_jsonb(o) -> n.key as value) c
                       where k.value is distinct from c.value))
              from first f
              left join kept x using (campaign_id, area_id, basis)
              left join of_facts o using (campaign_id, area_id, basis)
             order by f.campaign_id, f.area_id, f.basis
            """
                .formatted(COUNTED))
        .query(String.class)
        .list();
  }
}
