package vn.khuyenhoc.areas;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Check;

/** The table of ancestors says what the versions of areas say, on every day. */
@Component
class TreeCheck implements Check {

  private final JdbcClient jdbc;

  TreeCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "areas";
  }

  @Override
  public List<String> faults() {
    return jdbc.sql(
            """
            with recursive chain as (
              select area_id, area_id as ancestor_id, level as ancestor_level, parent_id, valid from areas.area_version
              union all
              select c.area_id, p.area_id, p.level, p.parent_id, c.valid * p.valid
                from chain c
                join areas.area_version p on p.area_id = c.parent_id and p.valid && c.valid)
            , told as (
              select area_id, ancestor_id, range_agg(valid) as days from chain group by area_id, ancestor_id)
            , kept as (
              select area_id, ancestor_id, range_agg(valid) as days from areas.ancestor group by area_id, ancestor_id)
            select format('area %s in %s: kept %s, tree %s', area_id, ancestor_id, k.days, t.days)
              from told t full join kept k using (area_id, ancestor_id)
             where t.days is distinct from k.days
             order by area_id, ancestor_id
             limit 20
            """)
        .query(String.class)
        .list();
  }
}
