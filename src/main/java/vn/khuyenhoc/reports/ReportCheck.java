package vn.khuyenhoc.reports;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import vn.khuyenhoc.platform.Check;

/**
 * What was sent of reports is to the letter what its hash says, can be read, and is of the report
 * it stands under; versions run without a gap, and each report stands where its versions say.
 * Reports from before the system are as they were kept.
 */
@Component
class ReportCheck implements Check {

  private static final int FETCH = 20;
  private static final int MOST = 20;

  private final JdbcTemplate jdbc;

  ReportCheck(DataSource source) {
    this.jdbc = new JdbcTemplate(source);
    this.jdbc.setFetchSize(FETCH);
  }

  @Override
  public String name() {
    return "reports";
  }

  @Override
  @Transactional(readOnly = true)
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    jdbc.query(
        """
        select s.report_id, s.version, s.content, s.hash, r.area_id, r.form, lower(r.period)::text as first_day,
               (upper(r.period) - 1)::text as last_day
          from reports.sent s join reports.report r using (report_id)
         order by s.sent_at, s.report_id, s.version
        """,
        row -> {
          if (faults.size() < MOST) {
            String fault =
                fault(
                    row.getString("content"),
                    row.getString("hash"),
                    row.getInt("area_id"),
                    row.getString("form"),
                    row.getString("first_day"),
                    row.getString("last_day"));
            if (fault != null) {
              faults.add(
                  "report " + row.getString(1) + ", version " + row.getInt(2) + ": " + fault);
            }
          }
        });
    jdbc.query(
        """
        select r.report_id, r.stage, r.sent_version, v.newest, v.versions
          from reports.report r
          left join lateral (select max(s.version) as newest, count(*) as versions, min(s.sent_at) as first_at,
                                    (array_agg(s.sent_at order by s.version desc))[1] as last_at
                               from reports.sent s where s.report_id = r.report_id) v on true
         where r.sent_version is distinct from v.newest
            or coalesce(v.newest, 0) <> v.versions
            or (r.stage = 'DRAFT') <> (v.versions = 0)
            or (r.stage = 'ACCEPTED') <> (r.accepted_at is not null)
            or r.first_sent_at is distinct from v.first_at
            or r.sent_at is distinct from v.last_at
         order by r.report_id
         limit 20
        """,
        row -> {
          faults.add(
              "report "
                  + row.getString(1)
                  + ": stage "
                  + row.getString(2)
                  + ", newest version "
                  + row.getString(3)
                  + "; "
                  + row.getInt("versions")
                  + " versions up to "
                  + row.getString("newest"));
        });
    jdbc.query(
        """
        select past_report_id, content, hash, area_id from reports.past_report order by kept_at, past_report_id
        """,
        row -> {
          if (faults.size() < MOST) {
            String fault = pastFault(row.getString(2), row.getString(3), row.getInt(4));
            if (fault != null) {
              faults.add("past report " + row.getString(1) + ": " + fault);
            }
          }
        });
    return faults;
  }

  private static @Nullable String pastFault(String json, String hash, int area) {
    String computed = ReportJson.hash(json);
    if (!computed.equals(hash)) {
      return "its SHA-256 is " + computed + " instead of " + hash;
    }
    try {
      ReportContent content = ReportJson.content(json);
      if (content.area().id() != area) {
        return "it is of another area than it stands under";
      }
      return content.head() == null ? "it has no head" : null;
    } catch (JacksonException unreadable) {
      return "it cannot be read: " + unreadable.getOriginalMessage();
    }
  }

  private static @Nullable String fault(
      String json, String hash, int area, String form, String from, String until) {
    String computed = ReportJson.hash(json);
    if (!computed.equals(hash)) {
      return "its SHA-256 is " + computed + " instead of " + hash;
    }
    try {
      ReportContent content = ReportJson.content(json);
      if (content.area().id() != area
          || !content.form().name().equals(form)
          || !content.from().equals(from)
          || !content.until().equals(until)) {
        return "it is of another area, form or period than its report";
      }
      return content.head() == null ? "it has no head" : null;
    } catch (JacksonException unreadable) {
      return "it cannot be read: " + unreadable.getOriginalMessage();
    }
  }
}
