package vn.khuyenhoc.reports;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of what is written down by hand of reports of bodies. */
@Repository
class BodyReceiptTable {

  private static final String COLUMNS =
      """
      select r.receipt_id, r.body, r.received_on, r.note, r.file, r.file_type, r.file_name, r.recorded_at,
             r.recorded_name, r.obligation_id, lower(r.period) as first_day, upper(r.period) - 1 as last_day
        from reports.body_receipt r
      """;

  private final JdbcClient jdbc;

  BodyReceiptTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A report of a duty. */
  record Of(UUID obligation, ObligationPeriod period) {}

  /** The last line of every body on every period of some duties. */
  Map<Of, Map<String, BodyReceipt>> last(Collection<UUID> obligations) {
    Map<Of, Map<String, BodyReceipt>> last = new HashMap<>();
    if (obligations.isEmpty()) {
      return last;
    }
    jdbc.sql(
            COLUMNS
                + """
                 where r.obligation_id = any (:obligations::uuid[])
                   and not exists (select from reports.body_receipt n
                                    where n.obligation_id = r.obligation_id and n.period = r.period
                                      and n.body = r.body and n.line_no > r.line_no)
                 order by r.line_no
                """)
        .param("obligations", obligations.toArray(UUID[]::new))
        .query(
            row -> {
              Of of =
                  new Of(
                      row.getObject("obligation_id", UUID.class),
                      new ObligationPeriod(
                          row.getDate("first_day").toLocalDate(),
                          row.getDate("last_day").toLocalDate()));
              BodyReceipt one = receipt(row);
              last.computeIfAbsent(of, any -> new LinkedHashMap<>()).put(one.body(), one);
            });
    return last;
  }

  /** One line of a duty. */
  Optional<BodyReceipt> one(UUID obligation, UUID id) {
    return jdbc.sql(COLUMNS + " where r.obligation_id = :obligation and r.receipt_id = :id")
        .param("obligation", obligation)
        .param("id", id)
        .query((row, at) -> receipt(row))
        .optional();
  }

  /** Adds a line; nothing where the same form was sent before. */
  boolean add(UUID obligation, ObligationPeriod period, BodyReceipt receipt, @Nullable UUID by) {
    ReportContent.File file = receipt.file();
    return jdbc.sql(
                """
                insert into reports.body_receipt (receipt_id, obligation_id, period, body, received_on, note, file,
                                                  file_type, file_name, recorded_at, recorded_by, recorded_name)
                values (:id, :obligation, daterange(:from::date, :to::date, '[]'), :body, :received::date, :note, :file,
                        :type, :name, :at, :by::uuid, :byName)
                on conflict do nothing
                """)
            .param("id", receipt.id())
            .param("obligation", obligation)
            .param("from", Date.valueOf(period.from()))
            .param("to", Date.valueOf(period.to()))
            .param("body", receipt.body())
            .param(
                "received",
                receipt.receivedOn() == null ? null : Date.valueOf(receipt.receivedOn()))
            .param("note", receipt.note())
            .param("file", file == null ? null : file.sha256())
            .param("type", file == null ? null : file.type())
            .param("name", file == null ? null : file.name())
            .param("at", Timestamp.from(receipt.recordedAt()))
            .param("by", by)
            .param("byName", receipt.recordedBy())
            .update()
        == 1;
  }

  private static BodyReceipt receipt(ResultSet row) throws SQLException {
    Date received = row.getDate("received_on");
    String file = row.getString("file");
    UUID id = row.getObject("receipt_id", UUID.class);
    Instant at = row.getTimestamp("recorded_at").toInstant();
    return new BodyReceipt(
        id,
        row.getString("body"),
        received == null ? null : received.toLocalDate(),
        row.getString("note"),
        file == null
            ? null
            : new ReportContent.File(
                id.toString(), row.getString("file_name"), row.getString("file_type"), file),
        at,
        row.getString("recorded_name"));
  }
}
