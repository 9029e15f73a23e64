package vn.khuyenhoc.platform;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every foreign key can be followed backwards by an index. */
@Component
class ForeignKeyCheck implements Check {

  private final JdbcClient jdbc;

  ForeignKeyCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "foreign-keys";
  }

  @Override
  public List<String> faults() {
    return jdbc.sql(
            """
            select format('%s: foreign key %s (%s) has no index', c.conrelid::regclass, c.conname,
                     (select string_agg(a.attname, ', ')
                        from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey)))
              from pg_constraint c join pg_namespace n on n.oid = c.connamespace
             where c.contype = 'f' and n.nspname not in ('public', 'pg_catalog')
               and not exists (
                 select from pg_index i
                  where i.indrelid = c.conrelid and i.indkey[0] = any (c.conkey) and i.indpred is null)
             order by 1
            """)
        .query(String.class)
        .list();
  }
}
