package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.LaterName;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.document.WordXml;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.RowsAsked;
import vn.khuyenhoc.reporting.TableProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/**
 * The statistics that a report carries, what it is called, and reports of areas that are no more.
 */
@ModuleTest
class ReportFormsTest {

  private static final String UNITS = "U.COMMUNE.";

  @Autowired private MockMvc mvc;
  @Autowired private Reports reports;
  @Autowired private ReportWriting writing;
  @Autowired private ReportRows rows;
  @Autowired private Clock clock;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;

  private TableProvince province;
  private Actor overseer;
  private Actor commune;

  @BeforeEach
  void aProvinceWithCampaignsOfSeveralModels() {
    targets.loadOnce();
    province = new TableProvince(jdbc, areas, builtInAreas, criteria);
    overseer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
    commune = signedIn.actor(Role.COMMUNE_OFFICER, thuong(), "Cầm Thị Mai");
  }

  private int thuong() {
    return province.place.communes().getFirst();
  }

  private int ha() {
    return province.place.communes().getLast();
  }

  private UUID begin(Actor actor, int area, ReportForm form) {
    return WrittenReports.begin(writing, actor, area, form);
  }

  private void recognised(int campaign, String kind, int area, @Nullable String rating) {
    province.dossier(
        campaign,
        province.subject(kind, area, new Random(1)),
        area,
        rating == null ? "LISTED" : "RECOGNISED",
        rating == null ? null : "ACHIEVED",
        rating,
        rating == null ? null : 90,
        rating != null,
        true);
  }

  private UUID unit(int campaign, int area, String kind, @Nullable String level) {
    UUID unit = province.subject("UNIT", area, new Random(1));
    jdbc.sql("update registry.unit set unit_kind = ? where home_id = ? and subject_id = ?")
        .params(kind, area, unit)
        .update();
    province.dossier(
        campaign,
        unit,
        area,
        level == null ? "LISTED" : "RECOGNISED",
        level == null ? null : "ACHIEVED",
        level,
        level == null ? null : 90,
        level != null,
        true);
    return unit;
  }

  private void reported(String indicator, int area, int value) {
    jdbc.sql(
            """
            insert into reporting.reported_value
              (indicator_id, area_id, year, value, note, reported_at, reported_name)
            values (:indicator, :area, 2026, :value, 'sổ', now(), 'Người Ghi')
            """)
        .param("indicator", indicator)
        .param("area", area)
        .param("value", value)
        .update();
  }

  private static BigDecimal number(ReportContent content, String key) {
    return Objects.requireNonNull(figure(content, key).number(), key);
  }

  private static ReportFigure figure(ReportContent content, String key) {
    return Objects.requireNonNull(content.figure(key), key);
  }

  @Test
  void unitsAreToldByKindAndByTheLevelThatTheyReached() {
    int campaign = province.campaign("LEARNING_UNIT", "COMMUNE", "", 2026);
    unit(campaign, thuong(), "SCHOOL", "LEVEL_2");
    unit(campaign, thuong(), "SCHOOL", "LEVEL_2");
    unit(campaign, thuong(), "SCHOOL", "LEVEL_1");
    unit(campaign, thuong(), "SCHOOL", null);
    unit(campaign, thuong(), "AGENCY", "LEVEL_1");
    unit(campaign, province.place.province(), "AGENCY", "LEVEL_2");
    unit(campaign, ha(), "ENTERPRISE", null);
    ReportContent content =
        reports.working(overseer, begin(overseer, province.place.province(), ReportForm.YEAR));

    assertThat(number(content, UNITS + "SCHOOL.registered")).isEqualByComparingTo("4");
    assertThat(number(content, UNITS + "SCHOOL.LEVEL_2")).isEqualByComparingTo("2");
    assertThat(number(content, UNITS + "SCHOOL.LEVEL_1")).isEqualByComparingTo("1");
    assertThat(number(content, UNITS + "SCHOOL.recognised")).isEqualByComparingTo("3");
    assertThat(number(content, UNITS + "SCHOOL.rate_registered")).isEqualByComparingTo("75");
    assertThat(number(content, UNITS + "AGENCY.recognised")).isEqualByComparingTo("2");
    assertThat(number(content, UNITS + "ENTERPRISE.registered")).isEqualByComparingTo("1");
    // the enterprise's commune has sent nothing: that is not zero
    assertThat(Objects.requireNonNull(figure(content, UNITS + "ENTERPRISE.recognised").part(ha())))
        .extracting(ReportFigure.Part::value)
        .isNull();
    // the kinds come to what the model as a whole comes to, and so do the areas
    for (Map.Entry<String, String> one :
        Map.of(
                "registered", "M.LEARNING_UNIT.COMMUNE.registered",
                "recognised", "M.LEARNING_UNIT.COMMUNE.recognised",
                "LEVEL_1", "R.LEARNING_UNIT.COMMUNE.LEVEL_1",
                "LEVEL_2", "R.LEARNING_UNIT.COMMUNE.LEVEL_2")
            .entrySet()) {
      BigDecimal kinds = BigDecimal.ZERO;
      for (String kind : List.of("SCHOOL", "AGENCY", "ENTERPRISE")) {
        ReportFigure figure = figure(content, UNITS + kind + "." + one.getKey());
        kinds = kinds.add(Objects.requireNonNull(figure.number()));
        assertThat(
                figure.parts().stream()
                    .map(ReportFigure.Part::value)
                    .filter(Objects::nonNull)
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add))
            .as(figure.key())
            .isEqualByComparingTo(figure.number());
      }
      assertThat(kinds).as(one.getKey()).isEqualByComparingTo(number(content, one.getValue()));
    }
    ReportContent.Section results = Objects.requireNonNull(content.section(ReportSection.RESULTS));
    assertThat(results.sentences())
        .anySatisfy(
            said ->
                assertThat(said)
                    .contains("2 cơ quan, tổ chức", "3 trường học, cơ sở giáo dục")
                    .doesNotContain("doanh nghiệp"));

    ReportContent own = reports.working(commune, begin(commune, thuong(), ReportForm.YEAR));
    assertThat(number(own, UNITS + "SCHOOL.recognised")).isEqualByComparingTo("3");
    assertThat(number(own, UNITS + "AGENCY.registered")).isEqualByComparingTo("1");
    assertThat(own.figure(UNITS + "ENTERPRISE.registered")).isNull();
  }

  @Test
  void aUnitIsOfTheKindThatItWasOfOnTheLastDayOfThePeriod() {
    int campaign = province.campaign("LEARNING_UNIT", "COMMUNE", "", 2026);
    UUID school = unit(campaign, thuong(), "AGENCY", "LEVEL_1");
    unit(campaign, thuong(), "AGENCY", "LEVEL_1");
    jdbc.sql(
            """
            insert into registry.subject_change (home_id, subject_id, at, actor, kind, before, after)
            values (:home, :id, now(), 'Người Ghi', 'EDITED', '{"unit_kind": "SCHOOL"}', '{"unit_kind": "AGENCY"}')
            """)
        .param("home", thuong())
        .param("id", school)
        .update();
    UUID over =
        WrittenReports.begin(
            writing, commune, thuong(), ReportForm.AD_HOC, "1/1/2026", "31/1/2026");
    UUID year = begin(commune, thuong(), ReportForm.YEAR);

    assertThat(counted(over, UNITS + "SCHOOL.registered")).isEqualTo(1);
    assertThat(counted(over, UNITS + "AGENCY.registered")).isEqualTo(1);
    assertThat(counted(over, UNITS + "SCHOOL.recognised")).isEqualTo(1);
    assertThat(counted(year, UNITS + "AGENCY.registered")).isEqualTo(2);
    assertThat(reports.working(commune, year).figure(UNITS + "SCHOOL.registered")).isNull();
  }

  /** What a figure says, which is as much as stands behind it. */
  private long counted(UUID id, String key) {
    ReportContent content = reports.working(commune, id);
    ReportRows.Behind behind =
        rows.behind(commune, id, content, null, new ReportRows.Wanted(key, 0, 0), 25, 0);
    RowsAsked.Counts counts = ((ReportRows.Dossiers) behind.rows()).counts();
    assertThat(number(content, key)).isEqualByComparingTo(BigDecimal.valueOf(counts.then()));
    assertThat(counts.left() + counts.came()).isZero();
    return counts.then();
  }

  @Test
  void whatIsReadAfterThePeriodSaysOfWhichDayItIs() {
    int campaign = province.campaign("LEARNING_UNIT", "COMMUNE", "", 2026);
    unit(campaign, thuong(), "AGENCY", "LEVEL_1");
    ReportContent over =
        reports.working(
            commune,
            WrittenReports.begin(
                writing, commune, thuong(), ReportForm.AD_HOC, "1/1/2026", "31/1/2026"));
    String today = "tính đến " + VietnameseDates.format(LocalDate.now(clock));
    assertThat(headings(over)).contains("Tổng số (" + today + ")", "Đăng ký (" + today + ")");
    ReportContent.Section results = Objects.requireNonNull(over.section(ReportSection.RESULTS));
    assertThat(results.sentences())
        .anySatisfy(
            said -> assertThat(said).startsWith("Số trong danh sách xét, số đăng ký, tổng số"));

    ReportContent year = reports.working(commune, begin(commune, thuong(), ReportForm.YEAR));
    assertThat(headings(year)).contains("Tổng số", "Đăng ký").noneMatch(one -> one.contains(today));
  }

  private static List<String> headings(ReportContent content) {
    return content.tables().stream()
        .filter(one -> one.key().equals("MODELS"))
        .flatMap(one -> one.columns().stream())
        .map(ReportContent.Column::heading)
        .toList();
  }

  /** The headings of each sheet, by its title. */
  private static Map<String, List<String>> headings(byte[] file) throws IOException {
    Map<String, List<String>> headings = new LinkedHashMap<>();
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      for (Sheet sheet : workbook.getSheets().toList()) {
        List<Row> rows = sheet.read();
        List<String> header = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
          if (row.getCellCount() > 1 && header.isEmpty()) {
            row.forEach(cell -> header.add(cell == null ? "" : cell.getText()));
          } else if (!header.isEmpty() && row.getCellCount() > 0) {
            row.getOptionalCell(0).ifPresent(cell -> lines.add(cell.getText()));
          }
        }
        header.addAll(lines);
        headings.put(rows.getFirst().getCell(0).getText(), header);
      }
    }
    return headings;
  }

  @Test
  void everyFormOfTheStatisticsIsASheetOfItsOwnReadyToPrint() throws Exception {
    int families = province.campaign("LEARNING_FAMILY", "HOUSEHOLD", "", 2026);
    recognised(families, "HOUSEHOLD", province.place.villages().getFirst(), "ACHIEVED");
    int farmers = province.campaign("LEARNING_CITIZEN", "PERSON", "FARMER", 2026);
    recognised(farmers, "CITIZEN", province.place.villages().getFirst(), "ACHIEVED");
    int units = province.campaign("LEARNING_UNIT", "COMMUNE", "", 2026);
    unit(units, thuong(), "SCHOOL", "LEVEL_1");
    unit(units, thuong(), "AGENCY", "LEVEL_2");
    int centres = province.campaign("COMMUNITY_LEARNING_CENTRE", "CENTRE", "", 2026);
    recognised(centres, "LEARNING_CENTRE", thuong(), "GOOD");
    for (String indicator :
        List.of("MEMBERS", "FUND", "FUND_RAISED", "SCHOLARSHIPS", "COURSES", "CLC_GOOD")) {
      reported(indicator, province.place.province(), 12);
    }
    ReportContent content =
        reports.working(overseer, begin(overseer, province.place.province(), ReportForm.YEAR));
    byte[] file = ReportWorkbook.of(content, null, languages.vietnamese());
    Map<String, List<String>> sheets = headings(file);
    assertThat(sheets.get("Kết quả các mô hình học tập năm 2026"))
        .contains(
            "Tổng số", "Đăng ký", "Được công nhận", "Tỷ lệ trên tổng số", "Tỷ lệ trên số đăng ký");
    assertThat(sheets.get("Công dân học tập theo nhóm lao động năm 2026"))
        .contains("Đăng ký", "Đạt", "Tỷ lệ trên số đăng ký", "Nông dân, lao động nông thôn");
    assertThat(starting(sheets, "Gia đình học tập", "theo địa bàn"))
        .contains("Tổng số", "Đăng ký", "Được công nhận", "Xã Thượng", "Xã Hạ");
    assertThat(starting(sheets, "Đơn vị học tập", "theo loại đơn vị và mức"))
        .contains(
            "Loại đơn vị",
            "Trong danh sách xét",
            "Mức độ 1",
            "Mức độ 2",
            "Được công nhận",
            "Tỷ lệ trên danh sách xét",
            "Cơ quan, tổ chức",
            "Trường học, cơ sở giáo dục");
    assertThat(sheets.get("Xếp loại trung tâm học tập cộng đồng năm 2026"))
        .contains("Tốt", "Khá", "Xã Thượng", "Xã Hạ")
        .doesNotContain("Mức độ 1");
    assertThat(sheets.get("Tổ chức Hội, hội viên năm 2026"))
        .contains(
            "Hội Khuyến học cấp xã",
            "Chi hội khuyến học",
            "Ban Khuyến học",
            "Số hội viên",
            "Tỷ lệ hội viên so với dân số",
            "Hội viên là đảng viên");
    assertThat(sheets.get("Quỹ khuyến học năm 2026"))
        .contains(
            "Số dư Quỹ Khuyến học các cấp",
            "Quỹ khuyến học bình quân đầu người",
            "Quỹ vận động được trong năm",
            "Học bổng đã trao",
            "Tiền học bổng đã trao",
            "Tiền hỗ trợ học sinh, sinh viên khó khăn",
            "Tiền khen thưởng");
    assertThat(sheets.get("Tập huấn, bồi dưỡng năm 2026"))
        .contains("Lớp tập huấn, bồi dưỡng", "Lượt người dự tập huấn, bồi dưỡng");
    assertThat(sheets.get("Trung tâm học tập cộng đồng năm 2026"))
        .contains(
            "Trung tâm học tập cộng đồng xếp loại tốt", "Trung tâm học tập cộng đồng xếp loại khá");

    WordXml xml = new WordXml(file);
    List<String> parts =
        xml.names().stream().filter(one -> one.startsWith("xl/worksheets/sheet")).toList();
    assertThat(parts).hasSize(sheets.size());
    for (String part : parts) {
      assertThat(xml.values(part, "//x:pageSetup/@orientation"))
          .as(part)
          .containsExactly("landscape");
      assertThat(xml.values(part, "//x:pageSetup/@paperSize")).as(part).containsExactly("9");
      assertThat(xml.values(part, "//x:pageSetup/@fitToWidth")).as(part).containsExactly("1");
      assertThat(xml.values(part, "//x:pageSetup/@fitToHeight")).as(part).containsExactly("0");
      assertThat(xml.values(part, "//x:sheetPr/x:pageSetUpPr/@fitToPage"))
          .as(part)
          .containsAnyOf("1", "true");
    }
    assertThat(xml.values("xl/workbook.xml", "//x:definedName[@name='_xlnm.Print_Titles']"))
        .as("repeated head rows")
        .hasSize(sheets.size())
        .allSatisfy(rows -> assertThat(rows).matches(".*!\\$(\\d+):\\$\\1"));
  }

  private static List<String> starting(
      Map<String, List<String>> sheets, String model, String what) {
    return sheets.entrySet().stream()
        .filter(one -> one.getKey().startsWith(model) && one.getKey().endsWith(what))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(model + " " + what + " in " + sheets.keySet()));
  }

  @Test
  void whatCommunesSendStandsInTheProvincesSheetsCommuneByCommune() throws Exception {
    reported("CLC_GOOD", thuong(), 3);
    reported("FUND", thuong(), 5_000_000);
    WrittenReports.sent(writing, reports, commune, thuong(), "Không có.");
    UUID id = begin(overseer, province.place.province(), ReportForm.YEAR);
    writing.merge(overseer, id).orThrow();
    Map<String, List<String>> sheets =
        headings(ReportWorkbook.of(reports.working(overseer, id), null, languages.vietnamese()));
    assertThat(sheets.get("Trung tâm học tập cộng đồng năm 2026, theo địa bàn"))
        .contains(
            "Trung tâm học tập cộng đồng xếp loại tốt (trung tâm)",
            "Xã Thượng",
            "Xã Hạ",
            "Toàn địa bàn");
    assertThat(sheets.get("Quỹ khuyến học năm 2026, theo địa bàn"))
        .contains("Số dư Quỹ Khuyến học các cấp (đồng)", "Xã Thượng");
    ReportFigure.Part part =
        Objects.requireNonNull(figure(reports.working(overseer, id), "H.CLC_GOOD").part(thuong()));
    assertThat(part.value()).isEqualTo("3");
  }

  @Test
  void aFundOfNaughtIsANumberAndNotSilence() throws Exception {
    reported("FUND", thuong(), 0);
    WrittenReports.sent(writing, reports, commune, thuong(), "Không có.");
    UUID id = begin(overseer, province.place.province(), ReportForm.YEAR);
    writing.merge(overseer, id).orThrow();
    ReportContent content = reports.working(overseer, id);
    ReportContent.Table fund =
        content.tables().stream()
            .filter(one -> one.key().equals("BELOW.FUND"))
            .findFirst()
            .orElseThrow();
    ReportWords words = new ReportWords(languages.vietnamese());
    int column =
        fund.columns().stream().map(ReportContent.Column::figure).toList().indexOf("H.FUND");
    assertThat(fund.rows())
        .filteredOn(row -> row.areaId() == thuong() || row.total())
        .hasSize(2)
        .allSatisfy(
            row -> assertThat(words.cell(content.byKey(), fund, row, column)).isEqualTo("0"));
    assertThat(headings(ReportWorkbook.of(content, null, languages.vietnamese())))
        .containsKey("Quỹ khuyến học năm 2026, theo địa bàn");
    assertThat(content.sections())
        .flatMap(ReportContent.Section::sentences)
        .noneMatch(
            one -> one.contains("Không lập biểu") && one.contains("Quỹ khuyến học năm 2026"));
  }

  // --- what it is called

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          YEAR|2026-01-01|2026-12-31|Công tác khuyến học, khuyến tài, xây dựng xã hội học tập năm 2026|báo cáo công tác khuyến học, khuyến tài, xây dựng xã hội học tập năm 2026 như sau
          SIX_MONTHS|2026-01-01|2026-06-30|Công tác khuyến học, khuyến tài, xây dựng xã hội học tập 6 tháng đầu năm 2026|báo cáo công tác khuyến học, khuyến tài, xây dựng xã hội học tập 6 tháng đầu năm 2026 như sau
          SIX_MONTHS|2026-07-01|2026-12-31|Công tác khuyến học, khuyến tài, xây dựng xã hội học tập 6 tháng cuối năm 2026|báo cáo công tác khuyến học, khuyến tài, xây dựng xã hội học tập 6 tháng cuối năm 2026 như sau
          PRELIMINARY_REVIEW|2021-01-01|2025-12-31|Sơ kết công tác khuyến học, khuyến tài, xây dựng xã hội học tập giai đoạn 2021–2025|báo cáo sơ kết công tác khuyến học, khuyến tài, xây dựng xã hội học tập giai đoạn 2021–2025 như sau
          FINAL_REVIEW|2021-01-01|2030-12-31|Tổng kết công tác khuyến học, khuyến tài, xây dựng xã hội học tập giai đoạn 2021–2030|báo cáo tổng kết công tác khuyến học, khuyến tài, xây dựng xã hội học tập giai đoạn 2021–2030 như sau
          AD_HOC|2026-01-05|2026-03-20|Đột xuất về công tác khuyến học, khuyến tài, xây dựng xã hội học tập từ ngày 05/01/2026 đến ngày 20/03/2026|báo cáo đột xuất về công tác khuyến học, khuyến tài, xây dựng xã hội học tập từ ngày 05/01/2026 đến ngày 20/03/2026 như sau
          RESULTS|2026-01-01|2026-12-31|Kết quả xây dựng các mô hình học tập năm 2026|báo cáo kết quả xây dựng các mô hình học tập năm 2026 như sau
          """)
  void aReportIsCalledWhatItIsOn(
      ReportForm form, String from, String until, String subject, String opening) {
    ReportContent.Head head =
        new ReportContent.Head(
            "",
            "Hội Khuyến học tỉnh Sơn La",
            "HKH",
            "Sơn La",
            "",
            "",
            "",
            "",
            "Chủ tịch",
            "",
            List.of(),
            "VT");
    ReportContent content =
        new ReportContent(
            ReportContent.FORMAT,
            form,
            from,
            until,
            LocalDate.parse(until).getYear(),
            new ReportContent.Place(1, "PROVINCE", "14", "Tỉnh Sơn La"),
            List.of(),
            List.of(),
            "2026-11-01T00:00:00Z",
            false,
            List.of(),
            List.of(),
            null,
            List.of(),
            head);
    List<String> paragraphs =
        new WordXml(ReportDocument.of(content, head, null, languages.vietnamese()).toBytes())
            .values("word/document.xml", "//w:p");
    int kind = paragraphs.indexOf("BÁO CÁO");
    assertThat(String.join(" ", paragraphs.subList(kind + 1, kind + 5)).strip())
        .startsWith(subject)
        .contains("của tỉnh Sơn La");
    assertThat(paragraphs).anySatisfy(said -> assertThat(said).contains(opening));
  }

  // --- areas that are no more

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, Cookie who)
      throws Exception {
    return mvc.perform(request.cookie(who)).andReturn().getResponse();
  }

  private static String words(MockHttpServletResponse answer) throws Exception {
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }

  @Test
  void whoReportsForAnAreaThatIsNoMoreIsLedToWhatItWentInto() throws Exception {
    DeclaredChanges.After to =
        new DeclaredChanges.After("N" + province.place.province(), "Xã Mới", "COMMUNE", "");
    reorganisations
        .apply(
            overseer,
            province.place.province(),
            LocalDate.of(2026, 11, 1),
            Decree.of("NQ 1"),
            DeclaredChanges.none().with(merged(thuong(), to), merged(ha(), to)))
        .orThrow();
    int later =
        areas.laterNames(List.of(thuong()), LocalDate.of(2026, 10, 31)).values().stream()
            .flatMap(List::stream)
            .map(LaterName::laterId)
            .findFirst()
            .orElseThrow();
    // somebody who came later, and has no role over what is no more
    Actor successor = signedIn.actor(Role.COMMUNE_OFFICER, later, "Lò Thị Mới");
    Actor stranger =
        signedIn.actor(
            Role.COMMUNE_OFFICER,
            new TableProvince(jdbc, areas, builtInAreas, criteria).place.communes().getFirst(),
            "Người Lạ");
    ReportOpening asked =
        new ReportOpening(String.valueOf(thuong()), "YEAR", "1/1/2026", "31/12/2026", null);
    Result<UUID> refused = writing.begin(successor, Ids.next(), asked, false);
    assertThat(refused.problems())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.code()).isEqualTo(ReportProblem.AREA_ENDED);
              assertThat(one.arguments()).contains("Xã Thượng", "Xã Mới");
            });
    assertThat(writing.begin(stranger, Ids.next(), asked, false).problems())
        .singleElement()
        .satisfies(one -> assertThat(one.code()).isEqualTo(ReportProblem.AREA_MISSING));

    Cookie who = signedIn.cookie(successor);
    MockHttpServletResponse answer =
        send(
            post("/reports/new")
                .with(csrf())
                .param("area", asked.area())
                .param("form", "YEAR")
                .param("from", "1/1/2026")
                .param("until", "31/12/2026"),
            who);
    assertThat(answer.getStatus()).isEqualTo(422);
    String link =
        "/reports/new?area=%d&amp;form=YEAR&amp;from=1/1/2026&amp;until=31/12/2026"
            .formatted(later);
    assertThat(words(answer))
        .contains("Xã Thượng không còn từ ngày 01/11/2026", "Soạn báo cáo của Xã Mới")
        .containsAnyOf(link, link.replace("&amp;", "&"));
    assertThat(words(send(get("/reports/new?area=" + thuong()), who)))
        .contains("Soạn báo cáo của Xã Mới");
    assertThat(words(send(get("/reports/new?area=" + later + "&form=YEAR"), who)))
        .doesNotContain("không còn từ ngày");
  }

  private DeclaredChanges.Link merged(int area, DeclaredChanges.After to) {
    return new DeclaredChanges.Link(
        0, DeclaredChanges.Before.of(areas.byId(area)), to, DeclaredChanges.Extent.WHOLE);
  }

  // --- before it is sent

  @Test
  void figuresThatNobodyReportedAreAFoldedListBeforeSending() throws Exception {
    UUID id = begin(commune, thuong(), ReportForm.YEAR);
    String page = words(send(get("/reports/drafts/" + id + "/send"), signedIn.cookie(commune)));
    String folded = page.replaceFirst("(?s).*(<details.*?</details>).*", "$1");
    assertThat(folded).contains("Số hội viên</a>", "figure?key=H.MEMBERS", "Lớp tập huấn");
    assertThat(page.replace(folded, "")).doesNotContain("Lớp tập huấn, bồi dưỡng");
  }
}
