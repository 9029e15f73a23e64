package vn.khuyenhoc.recognition;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaContents;
import vn.khuyenhoc.areas.AreasReorganised;

/**
 * Dossiers in areas: how many are counted where, and that they and the tallies follow when areas
 * change. A village keeps its identity when its commune is merged; then only the communes' tallies
 * are made anew, from those of their villages.
 */
@Component
class DossierContents implements AreaContents {

  private final JdbcClient jdbc;

  DossierContents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String what() {
    return "dossiers";
  }

  @Override
  public Map<Integer, Long> in(Collection<Integer> areaIds) {
    return jdbc
        .sql(
            """
            select area_id, sum(roll)::bigint as dossiers
              from recognition.tally
             where basis = 1 and level = 4 and area_id in (select unnest(:areas::integer[]))
             group by area_id
            """)
        .param("areas", areaIds.toArray(Integer[]::new))
        .query((row, number) -> Map.entry(row.getInt("area_id"), row.getLong("dossiers")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @EventListener
  @Order(20)
  void on(AreasReorganised event) {
    jdbc.sql("select recognition.follow_reorganisation(:id)")
        .param("id", event.reorganisationId())
        .query(Integer.class)
        .single();
    jdbc.sql("select recognition.retally_reorganised(:id, :areas::integer[])")
        .param("id", event.reorganisationId())
        .param("areas", event.areas().toArray(Integer[]::new))
        .query((row, number) -> 0)
        .list();
  }

  @EventListener
  @Order(10)
  void on(AreasReorganised.Withdrawing event) {
    jdbc.sql("select recognition.undo_reorganisation(:id)")
        .param("id", event.reorganisationId())
        .query((row, number) -> 0)
        .list();
  }
}
