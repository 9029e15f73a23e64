package vn.khuyenhoc.architecture;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.support.GoldenFile;
import vn.khuyenhoc.support.TestDatabase;

/**
 * What the migrations make, as PostgreSQL tells it, and what the application's role may do there.
 */
class SchemaTest {

  /** Each answers lines in their order, of schemas that are ours. */
  private static final List<String> QUESTIONS =
      List.of(
          """
          select format(E'\n-- %s %s%s%s', case c.relkind when 'v' then 'view' else 'table' end,
                        c.oid::regclass, coalesce(' (' || array_to_string(c.reloptions, ', ') || ')', ''),
                        coalesce(': application may ' || (
                          select string_agg(lower(p), ', ' order by p)
                            from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
                           where has_table_privilege('khuyenhoc_app', c.oid, p)), ''))
                 || case when c.relkind = 'v' then E'\n' || pg_get_viewdef(c.oid) else '' end
                 || coalesce((select string_agg(format(E'\n%s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                                case when a.attnotnull then ' not null' else '' end,
                                coalesce(case when a.attgenerated <> '' then ' generated ' else ' default ' end
                                         || pg_get_expr(d.adbin, d.adrelid), '')), '' order by a.attnum)
                      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and c.relkind <> 'v'), '')
                 || coalesce((select string_agg(E'\n  ' || k.conname || ' ' || pg_get_constraintdef(k.oid), '' order by k.conname)
                      from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'), '')
                 || coalesce((select string_agg(E'\n  ' || pg_get_indexdef(i.indexrelid), '' order by i.indexrelid::regclass::text)
                      from pg_index i where i.indrelid = c.oid
                       and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = c.oid)), '')
                 || coalesce((select string_agg(E'\n  ' || pg_get_triggerdef(t.oid), '' order by t.tgname)
                      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal), '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname in ('platform', 'areas', 'criteria', 'certificates', 'registry', 'identity', 'recognition', 'reminders', 'reporting', 'reports')
             and c.relkind in ('r', 'p', 'v')
           order by n.nspname, c.relname
          """,
          """
          select E'\n' || pg_get_functiondef(p.oid)
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname in ('platform', 'areas', 'criteria', 'certificates', 'registry', 'identity', 'recognition', 'reminders', 'reporting', 'reports')
           order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)
          """);

  @Test
  void theSchemaIsTheOneKept() {
    JdbcClient sql = JdbcClient.create(TestDatabase.fresh().owner().dataSource());
    StringBuilder out =
        new StringBuilder(
            "-- What the migrations of src/main/resources/db/migration make together.\n");
    for (String question : QUESTIONS) {
      sql.sql(question).query(String.class).list().forEach(part -> out.append(part).append('\n'));
    }
    GoldenFile.matches("schema.sql", out.toString());
  }
}
