package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.Basis;

/** The scores that dossiers keep, counted. Reads only. */
@Repository
class ScoresTable {

  private final JdbcClient jdbc;

  ScoresTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was counted.
   *
   * @param dossiers how many were scored to the end
   * @param given for each indicator how many dossiers have each number
   */
  record Counted(long dossiers, Map<String, Map<BigDecimal, Long>> given) {}

  /** The criteria set of a campaign. */
  String set(int campaignId) {
    return jdbc.sql("select set_id from recognition.campaign where campaign_id = :id")
        .param("id", campaignId)
        .query(String.class)
        .single();
  }

  /** Counts the scores of an area and everything below it; in one statement. */
  Counted count(int campaignId, int areaId, Basis basis, LocalDate date) {
    Map<String, Map<BigDecimal, Long>> given = new HashMap<>();
    List<Long> dossiers =
        jdbc.sql(
                """
                with d as materialized (
                  select d.answers, count(*) as dossiers
                    from recognition.dossier d
                   where d.campaign_id = :campaign and d.stage not in ('LISTED', 'SCORING', 'REMOVED')
                """
                    + (basis == Basis.AS_WAS ? " and d.area_then in (" : " and d.area_now in (")
                    + """
                             select a.area_id from areas.ancestor a
                              where a.ancestor_id = :area and a.valid @> :date::date)
                     group by d.answers)
                    select '' as indicator, 0::numeric as points, coalesce(sum(d.dossiers), 0)::bigint as dossiers from d
                    union all
                    select e.key, e.value::numeric, sum(d.dossiers)::bigint
                      from d
                     cross join lateral jsonb_each_text(d.answers) e
                     group by e.key, e.value::numeric
                    """)
            .param("campaign", campaignId)
            .param("area", areaId)
            .param("date", Date.valueOf(date))
            .query(
                (row, number) -> {
                  String indicator = row.getString("indicator");
                  long count = row.getLong("dossiers");
                  if (indicator.isEmpty()) {
                    return count;
                  }
                  given
                      .computeIfAbsent(indicator, any -> new TreeMap<>())
                      .put(row.getBigDecimal("points"), count);
                  return 0L;
                })
            .list();
    return new Counted(dossiers.stream().mapToLong(Long::longValue).sum(), given);
  }
}
