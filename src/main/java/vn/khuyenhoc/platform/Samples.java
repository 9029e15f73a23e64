package vn.khuyenhoc.platform;

import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every module's sample data, loaded in their order. */
@Component
public class Samples {

  private final List<Sample> samples;
  private final JdbcClient jdbc;

  Samples(List<Sample> samples, JdbcClient jdbc) {
    this.samples = samples.stream().sorted(Comparator.comparingInt(Sample::place)).toList();
    this.jdbc = jdbc;
  }

  /**
   * Loads what is not there yet.
   *
   * @param scale {@code demo} for about 30,000 households, {@code province} for 300,000
   * @param operator who is journalled
   * @param last the place of the last sample to load, of {@link Sample#place()}
   */
  public void load(String scale, Actor operator, int last) {
    Acting.as(
        operator,
        () -> {
          for (Sample sample : samples) {
            if (sample.place() <= last) {
              String before = journalled();
              sample.loadOnce(scale, operator);
              if (!journalled().equals(before)) {
                // The next one, and the first visitor, would otherwise plan for empty tables.
                analyze();
              }
            }
          }
          return null;
        });
  }

  private void analyze() {
    jdbc.sql(
            """
            select 'analyze ' || string_agg(format('%I.%I', schemaname, tablename), ', ')
              from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema', 'public')
               and has_table_privilege(format('%I.%I', schemaname, tablename), 'MAINTAIN')
            """)
        .query(String.class)
        .optional()
        .ifPresent(statement -> jdbc.sql(statement).update());
  }

  /** The newest entry of the journal: whoever loads something writes one. */
  private String journalled() {
    return jdbc.sql("select entry_id::text from platform.journal order by entry_id desc limit 1")
        .query(String.class)
        .optional()
        .orElse("");
  }
}
