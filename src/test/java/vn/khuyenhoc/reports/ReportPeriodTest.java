package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.PdfProof;
import vn.khuyenhoc.support.SignedIn;

/** As of which day a report tells its figures, and by which day it is dated. */
@ModuleTest
class ReportPeriodTest {

  private static final String FAMILIES = "LEARNING_FAMILY.HOUSEHOLD";

  @Autowired private Reports reports;
  @Autowired private ReportRows rows;
  @Autowired private ReportWriting writing;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;

  private FiguresProvince province;
  private Actor commune;

  @BeforeEach
  void aProvinceWithACampaign() {
    targets.loadOnce();
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 20);
    province.recognised(province.village(1), 7);
    province.listed(province.village(1), 10);
    decided(7, "2026-06-30");
    commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cầm Thị Mai");
  }

  private void decided(int recognised, String on) {
    jdbc.sql(
            """
            update recognition.decision set decided_on = :on::date
             where campaign_id = :campaign and recognised = :recognised
            """)
        .param("on", on)
        .param("campaign", province.campaign)
        .param("recognised", recognised)
        .update();
  }

  private UUID begin(String form, String from, String until) {
    UUID id =
        WrittenReports.begin(
            writing, commune, province.commune(0), ReportForm.valueOf(form), from, until);
    WrittenReports.write(writing, reports, commune, id, "Như đã nêu.");
    return id;
  }

  private ReportSending dated(UUID id, String day, boolean confirmed) {
    return WrittenReports.sending(reports, commune, id, day, confirmed);
  }

  private static @Nullable String value(ReportContent content, String key) {
    return Objects.requireNonNull(content.figure(key), key).value();
  }

  @Test
  void halfAYearThatIsOverTellsWhatWasDecidedByItsLastDayAndWhatCameAfter() throws Exception {
    UUID id = begin("SIX_MONTHS", "1/1/2026", "30/6/2026");
    ReportContent content = reports.working(commune, id);
    assertThat(value(content, "E." + FAMILIES + ".until")).isEqualTo("7");
    assertThat(value(content, "E." + FAMILIES + ".after")).isEqualTo("20");
    assertThat(value(content, "M." + FAMILIES + ".recognised")).isEqualTo("27");
    ReportContent.Table results =
        content.tables().stream().filter(one -> one.key().equals("MODELS")).findAny().orElseThrow();
    assertThat(results.columns())
        .extracting(ReportContent.Column::heading)
        .contains("Được công nhận đến hết 30/06/2026", "Công nhận sau đó")
        .doesNotContain("Được công nhận");
    assertThat(results.rows().getFirst().figures())
        .contains("E." + FAMILIES + ".until", "E." + FAMILIES + ".after", "E." + FAMILIES + ".rate")
        .doesNotContain("M." + FAMILIES + ".recognised");
    assertThat(Objects.requireNonNull(content.figure("E." + FAMILIES + ".rate")).numerator())
        .isEqualTo("7");
    assertThat(Objects.requireNonNull(content.section(ReportSection.RESULTS)).sentences())
        .anyMatch(said -> said.contains("công nhận đến hết ngày 30/06/2026: 7 hộ"));
    writing.send(commune, id, dated(id, "2/11/2026", true)).orThrow();
    for (String part : List.of("until", "after")) {
      ReportRows.Behind behind =
          rows.behind(
              commune,
              id,
              reports.sent(commune, id, 1).content(),
              1,
              new ReportRows.Wanted("E." + FAMILIES + "." + part, 0, 0),
              100,
              0);
      assertThat(behind.missing()).isZero();
      assertThat(behind.rows())
          .isInstanceOfSatisfying(
              ReportRows.Dossiers.class,
              one -> assertThat(one.lines()).hasSize(part.equals("until") ? 7 : 20));
    }
    Report.Sent sent = reports.sent(commune, id, 1);
    String pdf =
        PdfProof.read(
            ReportDocument.of(
                    sent.content(),
                    Objects.requireNonNull(sent.content().head()),
                    sent.hash(),
                    languages.vietnamese())
                .toPdf());
    assertThat(pdf.replaceAll("\\s+", " "))
        .contains(
            "Kỳ báo cáo kết thúc ngày 30/06/2026, số liệu lấy lúc 08:00 02/11/2026",
            "công nhận bằng quyết định ký sau ngày 30/06/2026");
  }

  @Test
  void aPeriodThatIsNotOverHasNothingAfterItsLastDay() {
    ReportContent content = reports.working(commune, begin("YEAR", "1/1/2026", "31/12/2026"));
    assertThat(content.figures()).noneMatch(one -> one.key().startsWith("E."));
    assertThat(content.tables()).noneMatch(one -> one.key().equals("PERIOD"));
  }

  @Test
  void aReportDatedBeforeItsFiguresIsSentOnlyByWhoHasReadThat() {
    UUID id = begin("YEAR", "1/1/2026", "31/12/2026");
    assertThat(reports.findings(commune, id, LocalDate.of(2026, 11, 1), languages.vietnamese()))
        .anySatisfy(one -> assertThat(one.words().messageKey()).isEqualTo("reports.check.dated"));
    assertThat(reports.findings(commune, id, LocalDate.of(2026, 11, 2), languages.vietnamese()))
        .noneSatisfy(one -> assertThat(one.words().messageKey()).isEqualTo("reports.check.dated"));
    assertThat(writing.send(commune, id, dated(id, "1/11/2026", false)).done()).isFalse();
    // what was read before the day was typed does not stand for it
    String seen = ReportFinding.mark(reports.findings(commune, id, null, languages.vietnamese()));
    Result<Integer> refused =
        writing.send(commune, id, dated(id, "1/11/2026", true), seen, languages.vietnamese());
    assertThat(refused.problems())
        .extracting(Problem::code)
        .contains(ReportProblem.WARNINGS_CHANGED);
    String read =
        ReportFinding.mark(
            reports.findings(commune, id, LocalDate.of(2026, 11, 1), languages.vietnamese()));
    writing.send(commune, id, dated(id, "1/11/2026", true), read, languages.vietnamese()).orThrow();
  }
}
