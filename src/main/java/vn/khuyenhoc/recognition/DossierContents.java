package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaContents;
import vn.khuyenhoc.areas.AreasReorganised;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.recognition.Dependence.Node;
import vn.khuyenhoc.recognition.RecomputingTable.Source;
import vn.khuyenhoc.registry.CountedHouseholds;
import vn.khuyenhoc.registry.HouseholdKey;

/**
 * Dossiers in areas: how many are counted where, and that they and the tallies follow when areas
 * change. A village keeps its identity when its commune is merged; then only the communes' tallies
 * are made anew, from those of their villages.
 */
@Component
class DossierContents implements AreaContents, CountedHouseholds {

  private final JdbcClient jdbc;
  private final Recomputing recomputing;
  private final Clock clock;

  DossierContents(JdbcClient jdbc, Recomputing recomputing, Clock clock) {
    this.jdbc = jdbc;
    this.recomputing = recomputing;
    this.clock = clock;
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
            select t.area_id, sum(t.roll)::bigint as dossiers
              from recognition.tally t
              join recognition.campaign c on c.campaign_id = t.campaign_id and not c.training
             where t.basis = 1 and t.level = 4 and t.area_id in (select unnest(:areas::integer[]))
             group by t.area_id
            """)
        .param("areas", areaIds.toArray(Integer[]::new))
        .query((row, number) -> Map.entry(row.getInt("area_id"), row.getLong("dossiers")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public List<Counted> elsewhere(Collection<Integer> villageIds) {
    return jdbc.sql(
            """
            select distinct c.village, c.home_id, c.subject_id
              from (select d.area_now as village, d.home_id, d.subject_id from recognition.dossier d
                     where d.area_now = any (:villages::integer[]) and d.stage <> 'REMOVED'
                    union all
                    select d.area_then, d.home_id, d.subject_id from recognition.dossier d
                     where d.area_then = any (:villages::integer[]) and d.stage <> 'REMOVED') c
             where not exists (select from registry.residence r
                                where r.home_id = c.home_id and r.subject_id = c.subject_id
                                  and r.area_id = c.village and upper_inf(r.valid))
            """)
        .param("villages", villageIds.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Counted(
                    row.getInt("village"),
                    new HouseholdKey(
                        row.getInt("home_id"), row.getObject("subject_id", UUID.class))))
        .list();
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
    recomputing.after(
        new Source.Within(event.areas()),
        EnumSet.allOf(Node.class),
        Acting.current() == null ? RollKeeper.SYSTEM : Acting.current(),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
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
