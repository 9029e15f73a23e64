package vn.khuyenhoc.reporting;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of what was reported by hand. */
@Repository
class ReportedValueTable {

  /** Every row with the one that withdraws it. */
  static final String ROWS =
      """
      select v.*, w.reported_at as withdrawn_at, w.reported_name as withdrawn_name, w.reason as withdrawn_reason
        from reporting.reported_value v
        left join reporting.reported_value w on w.withdraws = v.reported_id
      """;

  private final JdbcClient jdbc;

  ReportedValueTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Everything that was reported of an indicator, an area and a year, newest first. */
  List<ReportedValue> history(String indicator, int areaId, int year) {
    return jdbc.sql(
            ROWS
                + """
                   where v.indicator_id = :indicator and v.area_id = :area and v.year = :year and v.withdraws is null
                   order by v.reported_no desc
                   limit 200
                  """)
        .param("indicator", indicator)
        .param("area", areaId)
        .param("year", year)
        .query((row, number) -> value(row))
        .list();
  }

  /** One report. */
  Optional<ReportedValue> one(UUID id) {
    return jdbc.sql(ROWS + " where v.reported_id = :id and v.withdraws is null")
        .param("id", id)
        .query((row, number) -> value(row))
        .optional();
  }

  /** Adds one; the same one sent twice, or withdrawn twice, is added once. */
  boolean add(ReportedValue one, @Nullable UUID accountId) {
    ReportedValue.Evidence evidence = one.evidence();
    LocalDate doneOn = one.doneOn();
    return jdbc.sql(
                """
                insert into reporting.reported_value
                  (reported_id, indicator_id, area_id, year, value, numerator, denominator, done_on, items, note, link, file,
                   file_type, file_name, reason, withdraws, reported_at, reported_by, reported_name)
                values (:id, :indicator, :area, :year, :value, :numerator, :denominator, :doneOn, :items::text[], :note, :link, :file,
                        :type, :fileName, :reason, :withdraws, :at, :by, :name)
                on conflict do nothing
                """)
            .param("id", one.id())
            .param("indicator", one.indicator())
            .param("area", one.areaId())
            .param("year", one.year())
            .param("value", one.value())
            .param("numerator", one.numerator())
            .param("denominator", one.denominator())
            .param("doneOn", doneOn == null ? null : Date.valueOf(doneOn))
            .param("items", one.items().toArray(String[]::new))
            .param("note", one.note())
            .param("link", one.link())
            .param("file", evidence == null ? null : evidence.sha256())
            .param("type", evidence == null ? null : evidence.type())
            .param("fileName", evidence == null ? null : evidence.name())
            .param("reason", one.reason())
            .param("withdraws", one.withdraws())
            .param("at", Timestamp.from(one.at()))
            .param("by", accountId)
            .param("name", one.by())
            .update()
        == 1;
  }

  static ReportedValue value(ResultSet row) throws SQLException {
    Date doneOn = row.getDate("done_on");
    String file = row.getString("file");
    Timestamp withdrawnAt = row.getTimestamp("withdrawn_at");
    return new ReportedValue(
        Objects.requireNonNull(row.getObject("reported_id", UUID.class)),
        row.getString("indicator_id"),
        row.getInt("area_id"),
        row.getInt("year"),
        row.getBigDecimal("value"),
        row.getBigDecimal("numerator"),
        row.getBigDecimal("denominator"),
        doneOn == null ? null : doneOn.toLocalDate(),
        List.of((String[]) row.getArray("items").getArray()),
        row.getString("note"),
        row.getString("link"),
        file == null
            ? null
            : new ReportedValue.Evidence(
                file, row.getString("file_type"), row.getString("file_name")),
        row.getString("reason"),
        row.getObject("withdraws", UUID.class),
        row.getTimestamp("reported_at").toInstant(),
        row.getString("reported_name"),
        withdrawnAt == null
            ? null
            : new Withdrawn(
                withdrawnAt.toInstant(),
                row.getString("withdrawn_name"),
                row.getString("withdrawn_reason")));
  }
}
