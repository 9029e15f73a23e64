package vn.khuyenhoc.registry;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaContents;
import vn.khuyenhoc.areas.AreasReorganised;

/** Households in areas: how many live where, and that they follow when a village ends. */
@Component
class HouseholdContents implements AreaContents {

  private final JdbcClient jdbc;

  HouseholdContents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String what() {
    return "households";
  }

  @Override
  public Map<Integer, Long> in(Collection<Integer> areaIds) {
    return jdbc
        .sql(
            """
            select r.area_id, count(*) as households
              from registry.residence r
              join registry.household h on h.home_id = r.home_id and h.household_id = r.subject_id
             where upper_inf(r.valid) and h.status = 'ACTIVE'
               and r.area_id in (select unnest(:areas::integer[]))
             group by r.area_id
            """)
        .param("areas", areaIds.toArray(Integer[]::new))
        .query((row, number) -> Map.entry(row.getInt("area_id"), row.getLong("households")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Residences of villages that ended go on in what received them. */
  @EventListener
  @Order(10)
  void on(AreasReorganised event) {
    jdbc.sql("select registry.follow_reorganisation(:id)")
        .param("id", event.reorganisationId())
        .query(Integer.class)
        .single();
  }

  @EventListener
  @Order(20)
  void on(AreasReorganised.Withdrawing event) {
    jdbc.sql("select registry.undo_reorganisation(:id)")
        .param("id", event.reorganisationId())
        .query((row, number) -> 0)
        .list();
  }
}
