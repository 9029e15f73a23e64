package vn.khuyenhoc.reports;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;

/** All SQL of reports from before the system. */
@Repository
class PastReportTable {

  private static final String REPORTS =
      """
      select p.past_report_id, p.area_id, v.name as area_name, p.number, p.signed_on, p.title, p.content, p.hash,
             p.kept_at, p.kept_name
        from reports.past_report p
        join lateral (select v.name from areas.area_version v
                       where v.area_id = p.area_id and lower(v.valid) <= platform.today()
                       order by v.valid desc limit 1) v on true
      """;

  private final JdbcClient jdbc;

  PastReportTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps one; nothing where the very same is kept. */
  boolean add(
      UUID id,
      int areaId,
      String number,
      LocalDate signedOn,
      String title,
      String json,
      String hash,
      Instant at,
      String by) {
    return jdbc.sql(
                """
                insert into reports.past_report (past_report_id, area_id, number, signed_on, title, content, hash,
                                                 kept_at, kept_name)
                values (:id, :area, :number, :signed, :title, :content, :hash, :at, :by)
                on conflict do nothing
                """)
            .param("id", id)
            .param("area", areaId)
            .param("number", number)
            .param("signed", Date.valueOf(signedOn))
            .param("title", title)
            .param("content", json)
            .param("hash", hash)
            .param("at", Timestamp.from(at))
            .param("by", by)
            .update()
        == 1;
  }

  Optional<PastReport> one(UUID id) {
    return jdbc.sql(REPORTS + " where p.past_report_id = :id")
        .param("id", id)
        .query(PastReportTable::report)
        .optional();
  }

  /** The one with that very content. */
  Optional<PastReport> one(int areaId, String number, LocalDate signedOn, String hash) {
    return jdbc.sql(
            REPORTS
                + " where p.area_id = :area and p.number = :number and p.signed_on = :signed and p.hash = :hash")
        .param("area", areaId)
        .param("number", number)
        .param("signed", Date.valueOf(signedOn))
        .param("hash", hash)
        .query(PastReportTable::report)
        .optional();
  }

  /** The newest of each report of these areas and of those in them, the latest report first. */
  List<PastReportLine> newest(Collection<Integer> within) {
    return jdbc.sql(
            ReportTable.REACH
                + """
                select n.past_report_id, v.name as area_name, n.number, n.signed_on, n.title
                  from (select distinct on (p.area_id, p.number, p.signed_on)
                               p.past_report_id, p.area_id, p.number, p.signed_on, p.title
                          from reports.past_report p
                          join reach on reach.area_id = p.area_id
                         order by p.area_id, p.number, p.signed_on, p.kept_at desc, p.past_report_id) n
                  join lateral (select v.name from areas.area_version v
                                 where v.area_id = n.area_id and lower(v.valid) <= platform.today()
                                 order by v.valid desc limit 1) v on true
                 order by n.signed_on desc, n.number
                """)
        .param("within", within.toArray(Integer[]::new))
        .param("levels", new Short[] {(short) AreaLevel.PROVINCE.ordinal()})
        .query(
            (row, at) ->
                new PastReportLine(
                    row.getObject("past_report_id", UUID.class),
                    row.getString("area_name"),
                    row.getString("number"),
                    row.getDate("signed_on").toLocalDate(),
                    row.getString("title")))
        .list();
  }

  private static PastReport report(ResultSet row, int at) throws SQLException {
    return new PastReport(
        row.getObject("past_report_id", UUID.class),
        row.getInt("area_id"),
        row.getString("area_name"),
        row.getString("number"),
        row.getDate("signed_on").toLocalDate(),
        row.getString("title"),
        row.getString("content"),
        row.getString("hash"),
        row.getTimestamp("kept_at").toInstant(),
        row.getString("kept_name"));
  }
}
