package vn.khuyenhoc.reports;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;

/** Reports as an office begins, writes and sends them. */
final class WrittenReports {

  private WrittenReports() {}

  /** Begins one. */
  static UUID begin(
      ReportWriting writing, Actor actor, int area, ReportForm form, String from, String until) {
    return writing
        .begin(
            actor,
            Ids.next(),
            new ReportOpening(String.valueOf(area), form.name(), from, until, null),
            false)
        .orThrow();
  }

  /** Begins that of the year 2026. */
  static UUID begin(ReportWriting writing, Actor actor, int area, ReportForm form) {
    return begin(writing, actor, area, form, "1/1/2026", "31/12/2026");
  }

  /** Writes what only the office can, over what stood there. */
  static void write(
      ReportWriting writing, Reports reports, Actor actor, UUID id, String difficulties) {
    write(writing, reports, actor, id, ReportSection.DIFFICULTIES, difficulties);
    write(writing, reports, actor, id, ReportSection.PROPOSALS, "Cấp thêm kinh phí.");
    write(writing, reports, actor, id, ReportSection.NEXT, "Tiếp tục.");
  }

  /** Writes one section. */
  static void write(
      ReportWriting writing,
      Reports reports,
      Actor actor,
      UUID id,
      ReportSection section,
      String words) {
    Report.SavedText before = reports.text(actor, id, section);
    writing.save(actor, id, section, words, before == null ? 0 : before.no()).orThrow();
  }

  /** How it is signed. */
  static ReportSending sending(boolean confirmed) {
    return new ReportSending(
        "",
        "Hội Khuyến học xã Thượng",
        "HKH",
        "Thượng",
        "12",
        "1/11/2026",
        "Ban Chấp hành",
        "",
        "Chủ tịch",
        "Cầm Thị Mai",
        "Hội Khuyến học tỉnh",
        "VT",
        confirmed);
  }

  /** How it is signed where the office leaves what stands in the form. */
  static ReportSending sending(
      Reports reports, Actor actor, UUID id, String day, boolean confirmed) {
    ReportContent.Head head =
        reports.head(reports.working(actor, id), reports.open(actor, id).report());
    return new ReportSending(
        head.superior(),
        head.issuer(),
        head.symbol(),
        head.place(),
        "12",
        day,
        head.onBehalfOf(),
        "",
        head.position(),
        "Cầm Thị Mai",
        "Hội Khuyến học tỉnh",
        "VT",
        confirmed);
  }

  /** Begins that of the year 2026, writes and sends it. */
  static UUID sent(
      ReportWriting writing, Reports reports, Actor actor, int area, String difficulties) {
    UUID id = begin(writing, actor, area, ReportForm.YEAR);
    write(writing, reports, actor, id, difficulties);
    writing.send(actor, id, sending(true)).orThrow();
    return id;
  }

  /** Members of an area as they were reported by hand. */
  static void members(JdbcClient jdbc, int area, int year, int count) {
    jdbc.sql(
            """
            insert into reporting.reported_value
              (indicator_id, area_id, year, value, note, reported_at, reported_name)
            values ('MEMBERS', :area, :year, :count, 'sổ hội viên', now(), 'Người Ghi')
            """)
        .param("area", area)
        .param("year", year)
        .param("count", count)
        .update();
  }
}
