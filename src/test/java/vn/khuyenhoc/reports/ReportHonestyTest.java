package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.Achieved;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reporting.PlanView;
import vn.khuyenhoc.reporting.ResultsReport;
import vn.khuyenhoc.reporting.Targets;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.Statements;

/** A report says of its numbers what they are, and nothing that they are not. */
@ModuleTest
class ReportHonestyTest {

  private static final String FAMILIES = "M.LEARNING_FAMILY.HOUSEHOLD";

  @Autowired private Reports reports;
  @Autowired private ReportWriting writing;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private Languages languages;
  @Autowired private Targets plans;
  @Autowired private JdbcClient jdbc;

  private FiguresProvince province;
  private Actor commune;
  private Actor overseer;

  @BeforeEach
  void aProvinceWithACampaign() {
    targets.loadOnce();
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 30);
    province.listed(province.village(1), 10);
    commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cầm Thị Mai");
    overseer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
  }

  private UUID begin(Actor actor, int area, ReportForm form, String from, String until) {
    return WrittenReports.begin(writing, actor, area, form, from, until);
  }

  private UUID half(int year) {
    return begin(
        commune, province.commune(0), ReportForm.SIX_MONTHS, "1/1/" + year, "30/6/" + year);
  }

  private UUID year(Actor actor, int area) {
    return begin(actor, area, ReportForm.YEAR, "1/1/2026", "31/12/2026");
  }

  private void send(UUID id) {
    WrittenReports.write(writing, reports, commune, id, "Không có.");
    writing.send(commune, id, WrittenReports.sending(true)).orThrow();
  }

  private void members(int area, int year, int count) {
    WrittenReports.members(jdbc, area, year, count);
  }

  private static ReportFigure figure(ReportContent content, String key) {
    return Objects.requireNonNull(content.figure(key), key);
  }

  private static List<String> said(ReportContent content) {
    return content.sections().stream().flatMap(one -> one.sentences().stream()).toList();
  }

  private static List<String> said(ReportContent content, ReportSection section) {
    return Objects.requireNonNull(content.section(section)).sentences();
  }

  // --- periods

  @Test
  void numbersOfAYearAreNeverPassedOffAsThoseOfHalfAYear() {
    members(province.commune(0), 2025, 90);
    members(province.commune(0), 2026, 120);
    ReportContent content = reports.working(commune, half(2026));
    assertThat(content.tables())
        .isNotEmpty()
        .allSatisfy(table -> assertThat(table.title()).contains("năm 2026 (tính đến "));
    assertThat(said(content, ReportSection.SITUATION))
        .anySatisfy(
            one ->
                assertThat(one)
                    .contains("không tách riêng được cho 6 tháng đầu năm 2026", "tính đến"));
    assertThat(said(content, ReportSection.RESULTS))
        .filteredOn(one -> one.contains("Gia đình học tập"))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one).contains("số của năm 2026 (tính đến "));
    assertThat(said(content, ReportSection.ORGANISATION)).first().asString().contains("năm 2026");
    // a whole year before is nothing to hold half a year against
    assertThat(figure(content, "H.MEMBERS").value()).isEqualTo("120");
    assertThat(content.figures()).extracting(ReportFigure::previous).containsOnlyNulls();
    assertThat(said(content, ReportSection.SITUATION))
        .anySatisfy(
            one -> assertThat(one).contains("Không có báo cáo đã gửi cho kỳ từ 01/01/2025"));
  }

  @Test
  void halfAYearIsHeldAgainstTheReportOnTheSameHalfOfTheYearBefore() {
    members(province.commune(0), 2025, 90);
    send(half(2025));
    members(province.commune(0), 2026, 120);
    // what came after that report does not change what it said
    members(province.commune(0), 2025, 95);
    ReportContent content = reports.working(commune, half(2026));
    assertThat(figure(content, "H.MEMBERS").previous()).isEqualTo("90");
    assertThat(said(content, ReportSection.ORGANISATION))
        .anySatisfy(one -> assertThat(one).contains("báo cáo cùng kỳ năm trước: 90 hội viên"));
    assertThat(said(content, ReportSection.SITUATION))
        .anySatisfy(one -> assertThat(one).contains("từ 01/01/2025 đến 30/06/2025"));
    assertThat(content.tables())
        .filteredOn(one -> one.key().equals("ORGANISATION"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.columns())
                    .extracting(ReportContent.Column::heading)
                    .contains("Cùng kỳ năm 2025"));
  }

  @Test
  void aReportOnAWholeYearIsHeldAgainstTheYearBefore() {
    members(province.commune(0), 2025, 90);
    members(province.commune(0), 2026, 120);
    ReportContent content = reports.working(commune, year(commune, province.commune(0)));
    assertThat(figure(content, "H.MEMBERS").previous()).isEqualTo("90");
    assertThat(content.tables()).noneMatch(one -> one.title().contains("tính đến"));
    ReportContent years =
        reports.working(
            commune,
            begin(
                commune,
                province.commune(0),
                ReportForm.PRELIMINARY_REVIEW,
                "1/1/2022",
                "31/12/2026"));
    assertThat(said(years, ReportSection.SITUATION))
        .anySatisfy(one -> assertThat(one).contains("năm cuối của kỳ"));
  }

  @Test
  void theSamePeriodAYearBeforeEndsWithItsMonth() {
    ReportPeriod february =
        new ReportPeriod(
            LocalDate.of(2025, 2, 1),
            LocalDate.of(2025, 2, 28),
            Instant.EPOCH,
            languages.vietnamese());
    assertThat(february.untilBefore()).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(february.whole()).isFalse();
  }

  // --- what stands beside what

  @Test
  void aShareOfTheRollIsNotCalledAShareOfATotal() {
    ReportContent content = reports.working(commune, year(commune, province.commune(0)));
    assertThat(figure(content, FAMILIES + ".total").label()).contains("theo danh sách xét");
    assertThat(figure(content, FAMILIES + ".rate").label()).contains("danh sách xét");
    assertThat(said(content, ReportSection.RESULTS))
        .anySatisfy(
            one ->
                assertThat(one)
                    .contains("chưa có tổng số hộ được công bố")
                    .doesNotContain("% tổng số"));
    assertThat(content.tables())
        .filteredOn(one -> one.key().equals("MODELS"))
        .singleElement()
        .satisfies(one -> assertThat(one.note()).contains("Gia đình học tập"));
  }

  @Test
  void aFormIsPrintedWholeWhereNothingWasReported() {
    ReportContent content = reports.working(commune, year(commune, province.commune(0)));
    ReportContent.Table fund =
        content.tables().stream().filter(one -> one.key().equals("FUND")).findFirst().orElseThrow();
    ReportWords words = new ReportWords(languages.vietnamese());
    assertThat(fund.rows())
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(fund.columns())
                    .extracting(
                        column ->
                            words.cell(content.byKey(), fund, row, fund.columns().indexOf(column)))
                    .contains("chưa báo cáo"));
    assertThat(figure(content, "H.FUND").known()).isFalse();
    // nothing of the year before either: that column goes, the others stay
    ReportContent.Table models =
        content.tables().stream()
            .filter(one -> one.key().equals("MODELS"))
            .findFirst()
            .orElseThrow();
    assertThat(models.columns())
        .extracting(ReportContent.Column::heading)
        .contains("Được công nhận")
        .doesNotContain("Năm trước");
    assertThat(models.note()).contains("không in cột: Năm trước");
    models.rows().forEach(row -> assertThat(row.figures()).hasSameSizeAs(models.columns()));
  }

  @Test
  void whatStandsAtTheAreaItselfIsOneOfThePartsOfItsSum() {
    AreaFigure child = areaFigure(2, AreaLevel.VILLAGE, "Bản Một", 4, 3);
    Measured units =
        Measured.of(
            vn.khuyenhoc.criteria.LearningModel.LEARNING_CLAN,
            vn.khuyenhoc.criteria.ModelLevel.CLAN);
    Overview.Column column =
        new Overview.Column(
            units, areaFigure(1, AreaLevel.COMMUNE, "Xã Thượng", 9, 7), List.of(child), List.of());
    List<ReportFigure.Part> parts =
        ReportNumbers.parts(column, one -> ReportNumbers.Number.of(ReportNumbers.recognised(one)));
    assertThat(parts).extracting(ReportFigure.Part::value).containsExactly("3", "4");
    assertThat(parts).last().extracting(ReportFigure.Part::name).asString().contains("trực tiếp");
    ReportContent content = content(counted("7", parts));
    assertThat(sums(content)).isEmpty();
    assertThat(sums(content(counted("8", parts)))).containsExactly("reports.check.parts");
  }

  private List<String> sums(ReportContent content) {
    return ReportChecks.of(content, Map.of(), Map.of(), Instant.EPOCH, languages.vietnamese())
        .stream()
        .map(one -> one.words().messageKey())
        .filter(one -> one.equals("reports.check.parts"))
        .toList();
  }

  private static AreaFigure areaFigure(
      int id, AreaLevel level, String name, int roll, int recognised) {
    Tally tally = new Tally(roll, 0, 0, 0, 0, 0, 0, 0, recognised, roll);
    return new AreaFigure(
        id,
        level,
        name,
        "",
        tally,
        new ResultsReport.Base.Roll(roll),
        ResultsReport.Reporting.REPORTED,
        roll,
        roll,
        null,
        false,
        Set.of());
  }

  private static ReportFigure counted(String value, List<ReportFigure.Part> parts) {
    return new ReportFigure(
        FAMILIES,
        "X",
        ReportFigure.Kind.COUNT,
        "",
        value,
        null,
        null,
        null,
        ReportFigure.State.REPORTED,
        "",
        "",
        "",
        "",
        parts,
        List.of(),
        List.of());
  }

  private static ReportContent content(ReportFigure figure) {
    return new ReportContent(
        1,
        ReportForm.YEAR,
        "2026-01-01",
        "2026-12-31",
        2026,
        new ReportContent.Place(9, "PROVINCE", "9", "Tỉnh"),
        List.of(),
        List.of(),
        "1970-01-01T00:00:00Z",
        false,
        List.of(),
        List.of(figure),
        null,
        List.of(),
        null);
  }

  @Test
  void whatHasNoListHasNoNaught() {
    AreaFigure silent = listless(ResultsReport.Reporting.NOT_REPORTED);
    assertThat(ReportNumbers.listed(silent)).isNull();
    assertThat(ReportNumbers.total(silent)).isNull();
    AreaFigure told = listless(ResultsReport.Reporting.REPORTED);
    assertThat(ReportNumbers.listed(told)).isEqualByComparingTo("0");
    assertThat(ReportNumbers.total(told)).isEqualByComparingTo("0");
  }

  private static AreaFigure listless(ResultsReport.Reporting reporting) {
    return new AreaFigure(
        1,
        AreaLevel.COMMUNE,
        "Xã A",
        "",
        new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        new ResultsReport.Base.Roll(0),
        reporting,
        0,
        0,
        null,
        false,
        Set.of());
  }

  // --- targets

  private void target(
      String id, String indicator, @Nullable String measuredBy, int year, @Nullable String value) {
    jdbc.sql(
            """
            insert into reporting.target
              (plan_id, target_id, year, area_id, area_name, indicator, measured_by, scope, value, direction, value_kind)
            values (:plan, :id, :year, :area, 'Tỉnh Thử', :indicator, :by::text, 'tỉnh', :value::numeric,
                    case when :value::text is null then 'DONE' else 'AT_LEAST' end,
                    case when :value::text is null then 'DONE' else 'PERCENT' end)
            """)
        .param("plan", "H-" + province.campaign)
        .param("id", id + province.campaign)
        .param("year", year)
        .param("area", province.place.province())
        .param("indicator", indicator)
        .param("by", measuredBy)
        .param("value", value)
        .update();
  }

  @Test
  void aTargetOfTheProvinceIsToldAsItsOwnAndWhatBindsNobodyBelowIsLeftOut() {
    province.target("H-" + province.campaign, province.place.province(), 2026, "90");
    target("later", "LEARNING_FAMILY", null, 2030, "95");
    target("tour", "STUDY_TOUR_HELD", null, 2026, null);
    ReportContent own = reports.working(overseer, year(overseer, province.place.province()));
    assertThat(said(own, ReportSection.TARGETS))
        .anyMatch(one -> one.contains("học tập kinh nghiệm"));
    ReportContent below = reports.working(commune, year(commune, province.commune(0)));
    assertThat(said(below, ReportSection.TARGETS))
        .noneMatch(one -> one.contains("(tỉnh)"))
        .filteredOn(one -> one.contains("chỉ tiêu chung của Tỉnh Thử"))
        .hasSize(2);
    assertThat(below.figures())
        .extracting(ReportFigure::label)
        .filteredOn(one -> one.contains("chỉ tiêu chung"))
        .doesNotHaveDuplicates()
        .anyMatch(one -> one.endsWith("chỉ tiêu năm 2026"))
        .anyMatch(one -> one.endsWith("chỉ tiêu năm 2030"));
    assertThat(below.figures()).noneMatch(one -> one.key().contains("tour"));
  }

  @Test
  void sharesAreHeldAgainstTheTargetThatTheTargetsTellAndTheyCountAsTheirPlanDoes() {
    String plan = "H-" + province.campaign;
    province.target(plan, province.place.province(), 2025, "70");
    target("later", "LEARNING_FAMILY", null, 2030, "80");
    ReportContent content = reports.working(overseer, year(overseer, province.place.province()));
    assertThat(said(content, ReportSection.RESULTS))
        .anyMatch(
            one -> one.contains("80") && one.contains("năm 2030") && one.contains("còn thiếu 5 "))
        .noneMatch(one -> one.contains("năm 2025)"));
    PlanView page = plans.view(overseer, plan, province.place.province(), Basis.AS_IS);
    assertThat(page.standing()).hasSize(2);
    assertThat(said(content, ReportSection.TARGETS))
        .contains(
            ReportSays.say(
                "targets.counts",
                page.count(Achieved.State.MET),
                page.count(Achieved.State.MISSED),
                page.count(Achieved.State.UNKNOWN)));
    assertThat(content.figures())
        .extracting(ReportFigure::key)
        .filteredOn(one -> one.startsWith(TargetFigures.KEY))
        .hasSize(2);
  }

  @Test
  void resultsAndTargetsOfOneReportNeverDisagreeAboutWhoHasReported() {
    FiguresProvince few = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    few.listed(few.village(0), 4);
    few.listed(few.village(2), 6);
    few.target("H-" + few.campaign, few.place.province(), 2026, "90");
    Actor office = signedIn.actor(Role.PROVINCE_OFFICER, few.place.province(), "Hà Văn Tỉnh");
    UUID id = year(office, few.place.province());
    ReportContent silent = reports.working(office, id);
    assertThat(said(silent, ReportSection.RESULTS)).anyMatch(one -> one.contains("chưa báo cáo"));
    assertThat(said(silent, ReportSection.TARGETS))
        .anyMatch(one -> one.contains("Chưa báo cáo"))
        .noneMatch(one -> one.contains("0\u00a0%;") || one.contains("còn thiếu"));
    few.dossiers(few.village(0), 2, "SENT", "ACHIEVED", true);
    writing.refill(office, id, false).orThrow();
    ReportContent told = reports.working(office, id);
    assertThat(said(told, ReportSection.RESULTS)).noneMatch(one -> one.contains("kết quả chưa"));
    assertThat(said(told, ReportSection.TARGETS))
        .anyMatch(one -> one.contains("0\u00a0% (1/2 xã, phường đã báo cáo, 0 đã gửi đủ)"));
  }

  @Test
  void aDocumentNeverSendsItsReaderToAPageForANumber() {
    province.target("H-" + province.campaign, province.place.province(), 2026, "90");
    target("workers", "LEARNING_CITIZEN", "LEARNING_CITIZEN_OF_WORKERS", 2026, "40");
    ReportContent content = reports.working(overseer, year(overseer, province.place.province()));
    assertThat(said(content))
        .noneMatch(one -> one.contains("tính lâu hơn") || one.contains("lâu hơn một chút"));
    assertThat(content.figures())
        .extracting(ReportFigure::remark)
        .noneMatch(one -> one.contains("tính lâu hơn") || one.contains("lâu hơn một chút"));
    assertThat(content.figures()).anyMatch(one -> one.key().contains("workers"));
  }

  @Test
  void whatATargetIsAboutHasTwoFifthsOfTheWidthAndShortWordsStayTogether() throws Exception {
    ReportContent.Table table =
        new ReportContent.Table(
            "TARGETS",
            "So với chỉ tiêu",
            "",
            "Chỉ tiêu",
            List.of(
                new ReportContent.Column("Phải đạt", ""),
                new ReportContent.Column("Năm", ""),
                new ReportContent.Column("Kết quả", ""),
                new ReportContent.Column("So với chỉ tiêu", "")),
            List.of(
                new ReportContent.Row(
                    "Gia đình học tập",
                    0,
                    false,
                    List.of(
                        ReportCell.words("ít nhất 80 %"),
                        ReportCell.words("2030"),
                        FAMILIES,
                        ReportCell.words("chưa báo cáo")))));
    ReportContent content =
        new ReportContent(
            1,
            ReportForm.YEAR,
            "2026-01-01",
            "2026-12-31",
            2026,
            new ReportContent.Place(9, "COMMUNE", "9", "Xã Thuận Châu"),
            List.of(new ReportContent.Place(8, "PROVINCE", "8", "Tỉnh Sơn La")),
            List.of(),
            "1970-01-01T00:00:00Z",
            false,
            List.of(
                new ReportContent.Section(
                    ReportSection.TARGETS, "Chỉ tiêu", List.of(), "", List.of(), List.of(table))),
            List.of(counted("1", List.of()).notReported("")),
            null,
            List.of(),
            null);
    byte[] word =
        ReportDocument.of(content, reports.head(content), null, languages.vietnamese()).toBytes();
    String xml = "";
    try (java.util.zip.ZipInputStream zip =
        new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(word))) {
      for (java.util.zip.ZipEntry entry = zip.getNextEntry();
          entry != null;
          entry = zip.getNextEntry()) {
        if (entry.getName().equals("word/document.xml")) {
          xml = new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
      }
    }
    assertThat(xml).contains("chưa\u00a0báo\u00a0cáo").doesNotContain("chưa báo cáo");
    assertThat(xml.toUpperCase(java.util.Locale.ROOT)).contains("THUẬN\u00a0CHÂU", "SƠN\u00a0LA");
    String head = xml.substring(0, xml.indexOf("Phải đạt"));
    String grid = head.substring(head.lastIndexOf("<w:tblGrid>"), head.lastIndexOf("</w:tblGrid>"));
    List<Integer> widths =
        java.util.regex.Pattern.compile("w:w=\"(\\d+)\"")
            .matcher(grid)
            .results()
            .map(one -> Integer.valueOf(one.group(1)))
            .toList();
    assertThat(widths).hasSize(6);
    int all = widths.stream().mapToInt(Integer::intValue).sum();
    assertThat(widths.get(1)).isGreaterThanOrEqualTo(all * 2 / 5);
    assertThat(widths.get(3)).isLessThan(widths.get(2));
  }

  // --- reading

  @Test
  void everyFigureIsReadAloneAsItIsReadTogether() throws Exception {
    members(province.commune(0), 2026, 120);
    province.target("H-" + province.campaign, province.place.province(), 2026, "90");
    UUID id = year(commune, province.commune(0));
    List<Integer> whole = new ArrayList<>();
    for (ReportFigure one : reports.working(commune, id).figures()) {
      List<ReportFigure> live = new ArrayList<>();
      int statements =
          Statements.during(() -> live.add(reports.live(commune, id, one.key()))).size();
      assertThat(live).first().isNotNull();
      ReportFigure read = live.getFirst();
      assertThat(read.value()).as(one.key()).isEqualTo(one.value());
      assertThat(read.parts()).as(one.key()).isEqualTo(one.parts());
      assertThat(read.label()).as(one.key()).isEqualTo(one.label());
      if (one.key().startsWith("O.")) {
        whole.add(statements);
      } else if (one.key().startsWith("M.") || one.byHand()) {
        assertThat(statements).as(one.key()).isLessThan(20);
      }
    }
    assertThat(whole).isNotEmpty();
  }

  @Test
  void figuresAreReadBeforeTheTreeIsLocked() throws Exception {
    UUID id = year(commune, province.commune(0));
    for (boolean again : List.of(true, false)) {
      List<String> heard =
          Statements.during(
              () ->
                  again
                      ? writing.refill(commune, id, false).orThrow()
                      : begin(
                          commune,
                          province.commune(0),
                          ReportForm.RESULTS,
                          "1/1/2026",
                          "31/12/2026"));
      int locked = -1;
      int read = -1;
      for (int at = 0; at < heard.size(); at++) {
        String sql = heard.get(at);
        locked = locked < 0 && sql.contains("pg_advisory_xact_lock") ? at : locked;
        read = sql.contains("recognition.campaign") ? at : read;
      }
      assertThat(read).isNotNegative();
      assertThat(locked).isGreaterThan(read);
    }
  }

  @Test
  void aReportIsFilledInAsManyStatementsForManyAreasAsForFew() throws Exception {
    int few = statements(ReportForm.AD_HOC);
    List<NewArea> communes = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      communes.add(
          new NewArea(
              province.place.province(),
              "N" + province.campaign + "-" + number,
              "Xã Thêm " + number,
              "COMMUNE"));
    }
    List<Integer> added = areas.add(AreaLevel.COMMUNE, communes, LocalDate.of(2025, 7, 1), "test");
    List<NewArea> villages = new ArrayList<>();
    added.forEach(one -> villages.add(new NewArea(one, "B" + one, "Bản Thêm " + one, "VILLAGE")));
    areas
        .add(AreaLevel.VILLAGE, villages, LocalDate.of(2025, 7, 1), "test")
        .forEach(village -> province.recognised(village, 2));
    assertThat(statements(ReportForm.RESULTS)).isLessThanOrEqualTo(few);
    assertThat(few).isLessThan(60);
    assertThat(
            figure(
                    reports.working(
                        overseer,
                        begin(
                            overseer,
                            province.place.province(),
                            ReportForm.FINAL_REVIEW,
                            "1/1/2026",
                            "31/12/2026")),
                    FAMILIES + ".recognised")
                .parts())
        .hasSize(10);
  }

  private int statements(ReportForm form) throws Exception {
    return Statements.during(
            () -> begin(overseer, province.place.province(), form, "1/1/2026", "31/12/2026"))
        .size();
  }
}
