package vn.khuyenhoc.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;

/** All SQL of the labour groups of citizens. */
@Repository
class LabourGroupTable {

  private static final String COLUMNS =
      """
      select code, name, explanation, source, verified, retired, version, changed_by, changed_at
        from registry.labour_group
      """;

  private final JdbcClient jdbc;

  LabourGroupTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<LabourGroup> all() {
    return jdbc.sql(COLUMNS + " order by place, code").query(LabourGroupTable::group).list();
  }

  Optional<LabourGroup> byCode(String code) {
    return jdbc.sql(COLUMNS + " where code = :code")
        .param("code", code)
        .query(LabourGroupTable::group)
        .optional();
  }

  /** Everything, and nobody else changes any of it until the transaction ends. */
  List<LabourGroup> lockAll() {
    jdbc.sql("lock table registry.labour_group in share row exclusive mode").update();
    return all();
  }

  void add(String code, LabourGroupEntry entry, Instant at, Actor actor) {
    jdbc.sql(
            """
            insert into registry.labour_group
              (code, name, explanation, source, verified, place, changed_by, changed_at)
            select :code, :name, :explanation, :source, :verified, coalesce(max(place), 0) + 1, :by, :at
              from registry.labour_group
            """)
        .param("code", code)
        .param("name", entry.name())
        .param("explanation", entry.explanation())
        .param("source", entry.source())
        .param("verified", entry.verified())
        .param("by", actor.name())
        .param("at", Timestamp.from(at))
        .update();
  }

  void change(String code, LabourGroupEntry entry, boolean retired, Instant at, Actor actor) {
    jdbc.sql(
            """
            update registry.labour_group
               set name = :name, explanation = :explanation, source = :source, verified = :verified, retired = :retired,
                   version = version + 1, changed_by = :by, changed_at = :at
             where code = :code
            """)
        .param("code", code)
        .param("name", entry.name())
        .param("explanation", entry.explanation())
        .param("source", entry.source())
        .param("verified", entry.verified())
        .param("retired", retired)
        .param("by", actor.name())
        .param("at", Timestamp.from(at))
        .update();
  }

  private static LabourGroup group(ResultSet row, int number) throws SQLException {
    Timestamp at = row.getTimestamp("changed_at");
    return new LabourGroup(
        row.getString("code"),
        row.getString("name"),
        row.getString("explanation"),
        row.getString("source"),
        row.getBoolean("verified"),
        row.getBoolean("retired"),
        row.getInt("version"),
        row.getString("changed_by"),
        at == null ? null : at.toInstant());
  }
}
