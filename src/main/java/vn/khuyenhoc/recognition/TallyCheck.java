package vn.khuyenhoc.recognition;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Check;

/** Every figure is what a recount of the dossiers gives. */
@Component
class TallyCheck implements Check {

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
    return jdbc.sql(
            """
            select format('campaign %s, area %s (%s), basis %s: tally %s, recount %s', campaign_id, area_id,
                     coalesce((select name from areas.area_version v
                                where v.area_id = x.area_id and v.valid @> platform.today()), '?'),
                     basis, kept, counted)
              from (select campaign_id, area_id, basis,
                           coalesce(row(t.roll, t.listed, t.scoring, t.scored, t.sent, t.returned, t.approved,
                                        t.not_achieved, t.recognised, t.reported,
                                        t.registered, t.unregistered, t.met, t.posted, t.agreed,
                                        t.recognised_average, t.recognised_fair, t.recognised_good,
                                        t.recognised_level_1, t.recognised_level_2)::text, 'none') as kept,
                           coalesce(row(r.roll, r.listed, r.scoring, r.scored, r.sent, r.returned, r.approved,
                                        r.not_achieved, r.recognised, r.reported,
                                        r.registered, r.unregistered, r.met, r.posted, r.agreed,
                                        r.recognised_average, r.recognised_fair, r.recognised_good,
                                        r.recognised_level_1, r.recognised_level_2)::text, 'none') as counted
                      from (select * from recognition.tally
                             where (roll, listed, scoring, scored, sent, returned, approved, not_achieved, recognised,
                                    reported, registered) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) t
                      full join recognition.recount r using (campaign_id, area_id, basis)
                     where (t.level, t.roll, t.listed, t.scoring, t.scored, t.sent, t.returned, t.approved,
                            t.not_achieved, t.recognised, t.reported, t.registered, t.unregistered, t.met, t.posted, t.agreed,
                            t.recognised_average, t.recognised_fair, t.recognised_good,
                            t.recognised_level_1, t.recognised_level_2)
                        is distinct from (r.level, r.roll, r.listed, r.scoring, r.scored, r.sent, r.returned, r.approved,
                            r.not_achieved, r.recognised, r.reported, r.registered, r.unregistered, r.met, r.posted, r.agreed,
                            r.recognised_average, r.recognised_fair, r.recognised_good,
                            r.recognised_level_1, r.recognised_level_2)) x
             order by campaign_id, area_id, basis
             limit 20
            """)
        .query(String.class)
        .list();
  }
}
