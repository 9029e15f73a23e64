package vn.khuyenhoc.reporting;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of declared totals. */
@Repository
class DeclaredTotalTable {

  private final JdbcClient jdbc;

  DeclaredTotalTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What was declared for an area, newest first. */
  List<DeclaredTotal> history(int areaId, Measured measured, int limit) {
    return jdbc.sql(
            """
            select area_id, declared_id, total, source, as_of, declared_at, declared_name
              from reporting.declared_total
             where area_id = :area and model = :model and level = :level and denominator = :denominator
             order by declared_no desc
             limit :limit
            """)
        .param("area", areaId)
        .param("model", measured.model().name())
        .param("level", measured.level().name())
        .param("denominator", measured.denominator().name())
        .param("limit", limit)
        .query((row, number) -> declared(row))
        .list();
  }

  /** Adds one; the same one sent twice is added once. */
  boolean add(DeclaredTotal declared, Measured measured, @Nullable UUID accountId) {
    return jdbc.sql(
                """
                insert into reporting.declared_total
                  (declared_id, area_id, model, level, denominator, total, source, as_of, declared_at, declared_by,
                   declared_name)
                values (:id, :area, :model, :level, :denominator, :total, :source, :asOf, :at, :by, :name)
                on conflict (declared_id) do nothing
                """)
            .param("id", declared.id())
            .param("area", declared.areaId())
            .param("model", measured.model().name())
            .param("level", measured.level().name())
            .param("denominator", measured.denominator().name())
            .param("total", declared.total())
            .param("source", declared.source())
            .param("asOf", Date.valueOf(declared.asOf()))
            .param("at", Timestamp.from(declared.declaredAt()))
            .param("by", accountId)
            .param("name", declared.declaredBy())
            .update()
        == 1;
  }

  /** Totals for areas where none may be declared: neither communes nor provinces. */
  List<Integer> misplaced() {
    return jdbc.sql(
            """
            select distinct d.area_id
              from reporting.declared_total d
              join areas.area a using (area_id)
             where a.level not in (1, 3)
             order by d.area_id
            """)
        .query(Integer.class)
        .list();
  }

  static DeclaredTotal declared(ResultSet row) throws SQLException {
    int total = row.getInt("total");
    @Nullable Integer known = row.wasNull() ? null : total;
    return new DeclaredTotal(
        Objects.requireNonNull(row.getObject("declared_id", UUID.class)),
        row.getInt("area_id"),
        known,
        row.getString("source"),
        row.getDate("as_of").toLocalDate(),
        row.getTimestamp("declared_at").toInstant(),
        row.getString("declared_name"));
  }
}
