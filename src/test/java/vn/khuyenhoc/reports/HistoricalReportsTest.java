package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.PdfProof;
import vn.khuyenhoc.support.SharedData;

/** The report of Sơn La of May 2022, made again from its facts. */
@ModuleTest
class HistoricalReportsTest {

  @Autowired private HistoricalReports reports;

  private HistoricalReports.Papers papers;
  private ReportContent content;

  @BeforeEach
  void theReport() {
    papers = reports.papers(reports.builtIn());
    content = papers.content();
  }

  private ReportFigure figure(String key) {
    return Objects.requireNonNull(content.figure(key), key);
  }

  private ReportFigure labelled(String label) {
    return content.figures().stream()
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no figure " + label));
  }

  private String part(String key, String district) {
    return figure(key).parts().stream()
        .filter(one -> one.name().equals(district))
        .findFirst()
        .map(one -> one.value() == null ? "chưa báo cáo" : one.value())
        .orElseThrow(() -> new AssertionError(district));
  }

  private String said() {
    StringBuilder all = new StringBuilder();
    content
        .sections()
        .forEach(
            section -> {
              section.sentences().forEach(one -> all.append(one).append('\n'));
              all.append(section.text()).append('\n');
            });
    return all.toString();
  }

  private static String text(byte[] word) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(word))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("word/document.xml")) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8)
              .replaceAll("</w:p>", "\n")
              .replaceAll("<[^>]+>", "")
              .replace("&amp;", "&");
        }
      }
    }
    throw new AssertionError("no text");
  }

  // --- its numbers

  @Test
  void organisationAndMembersAreThoseOfTheReport() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("Hội Khuyến học huyện/thành phố", 12L);
    counts.put("Hội Khuyến học xã/phường/thị trấn", 204L);
    counts.put("Hội và Ban Khuyến học trực thuộc Tỉnh hội", 29L);
    counts.put("Chi hội khuyến học", 3_606L);
    counts.put("Chi hội tổ/bản vùng thấp", 1_584L);
    counts.put("Chi hội bản vùng cao", 828L);
    counts.put("Chi hội dòng họ", 334L);
    counts.put("Chi hội doanh nghiệp", 87L);
    counts.put("Ban Khuyến học khối cơ quan cấp huyện và xã", 417L);
    counts.put("Hội viên", 320_489L);
    counts.put("Hội viên là đảng viên", 46_017L);
    counts.put("Hội viên ở vùng cao", 85_684L);
    counts.forEach(
        (label, count) ->
            assertThat(labelled(label).number())
                .as(label)
                .isEqualByComparingTo(BigDecimal.valueOf(count)));
    assertThat(figure("ORG.population").number()).isEqualByComparingTo("1232650");
  }

  @Test
  void branchesThatAreNotBrokenDownAreToldAndNeverAddedUp() {
    ReportFigure branches = labelled("Chi hội khuyến học");
    assertThat(branches.state()).isEqualTo(ReportFigure.State.APART);
    assertThat(branches.remark()).contains("3.606", "2.833");
    ReportFigure rest = labelled("Chi hội khuyến học: chưa chia theo loại");
    assertThat(rest.number()).isEqualByComparingTo("773");
    assertThat(rest.state()).isEqualTo(ReportFigure.State.APART);
    assertThat(said()).contains("Cộng 4 loại được 2.833; còn 773 chi hội khuyến học");
    // party members and members of the highlands may be the same people
    assertThat(labelled("Hội viên").state()).isEqualTo(ReportFigure.State.REPORTED);
    assertThat(content.figures()).noneMatch(one -> "131701".equals(one.value()));
  }

  @Test
  void resultsStandAgainstTheTargetsThatTheStatedExcessesImply() {
    Map<String, String> results =
        Map.of(
            "LEARNING_FAMILY", "73.6",
            "LEARNING_VILLAGE", "85.5",
            "LEARNING_UNIT", "80.7",
            "LEARNING_CLAN", "70.2",
            "LEARNING_COMMUNE", "58.3",
            "MEMBERS_PER_POPULATION", "26");
    results.forEach(
        (measure, percent) -> {
          ReportFigure result = figure("RESULT." + measure);
          assertThat(result.number()).as(measure).isEqualByComparingTo(percent);
          assertThat(result.state()).isEqualTo(ReportFigure.State.APART);
          assertThat(result.numerator()).isNull();
        });
    Map<String, String> excesses =
        Map.of(
            "LEARNING_FAMILY.excess.1", "3.6",
            "LEARNING_VILLAGE.excess.1", "25.5",
            "LEARNING_UNIT.excess.1", "20.7",
            "LEARNING_UNIT.excess.2", "30.7",
            "LEARNING_CLAN.excess.1", "20.2",
            "MEMBERS_PER_POPULATION.excess.1", "6",
            "MEMBERS_PER_POPULATION.excess.2", "2");
    excesses.forEach(
        (key, points) -> {
          assertThat(figure("RESULT." + key).number()).as(key).isEqualByComparingTo(points);
          assertThat(figure("RESULT." + key).remark()).isEmpty();
        });
    assertThat(figure("RESULT.LEARNING_UNIT.target.1").number()).isEqualByComparingTo("60");
    assertThat(figure("RESULT.LEARNING_UNIT.target.2").number()).isEqualByComparingTo("50");
    assertThat(figure("RESULT.LEARNING_UNIT.target.2").label()).contains("281/QĐ-TTg");
    assertThat(figure("RESULT.MEMBERS_PER_POPULATION.target.1").number())
        .isEqualByComparingTo("20");
    assertThat(figure("RESULT.MEMBERS_PER_POPULATION.target.2").number())
        .isEqualByComparingTo("24");
    // the source holds communes against no target: that is not a target of zero
    assertThat(figure("RESULT.LEARNING_COMMUNE.target.1").state())
        .isEqualTo(ReportFigure.State.NOT_STATED);
    assertThat(figure("RESULT.LEARNING_COMMUNE.excess.1").number()).isNull();
  }

  @Test
  void fundsAreThoseOfTheTwelveDistrictsAndTheirSumIsReckoned() {
    Map<String, String> funds = new LinkedHashMap<>();
    funds.put("Thuận Châu", "610000000");
    funds.put("Yên Châu", "380000000");
    funds.put("Sông Mã", "331000000");
    funds.put("Sốp Cộp", "153347000");
    funds.put("Phù Yên", "129000000");
    funds.put("Mộc Châu", "112000000");
    funds.put("Mường La", "96249000");
    funds.put("Bắc Yên", "95000000");
    funds.put("Quỳnh Nhai", "51077000");
    funds.put("Thành phố Sơn La", "13600000");
    funds.put("Vân Hồ", "12000000");
    funds.put("Mai Sơn", "0");
    funds.forEach((name, fund) -> assertThat(part("FUND", name)).as(name).isEqualTo(fund));
    assertThat(content.below()).extracting(ReportContent.Place::name).containsAll(funds.keySet());
    assertThat(figure("FUND").number()).isEqualByComparingTo("1983273000");
    assertThat(figure("FUND.at-least").number()).isEqualByComparingTo("6");
    assertThat(figure("FUND.at-least").state()).isEqualTo(ReportFigure.State.REPORTED);
    assertThat(said())
        .contains(
            "6/12 huyện có quỹ từ 100 triệu đồng trở lên: Thuận Châu, Yên Châu, Sông Mã, Sốp Cộp,"
                + " Phù Yên, Mộc Châu.")
        .contains("Không còn đồng quỹ nào: Mai Sơn.")
        .contains("500.000.000 đồng", "6 tỷ 100 triệu đồng");
  }

  @Test
  void aBudgetThatWasNotReportedIsNotZeroAndNamedBesideTheSum() {
    assertThat(part("BUDGET", "Quỳnh Nhai")).isEqualTo("chưa báo cáo");
    assertThat(part("FUND", "Mai Sơn")).isEqualTo("0");
    assertThat(figure("BUDGET").number()).isEqualByComparingTo("1831800000");
    assertThat(figure("BUDGET").remark()).contains("Quỳnh Nhai");
    Map.of(
            "Sông Mã", "187300000",
            "Sốp Cộp", "283000000",
            "Mộc Châu", "218000000",
            "Thuận Châu", "275000000",
            "Vân Hồ", "129000000",
            "Yên Châu", "125500000",
            "Thành phố Sơn La", "164000000",
            "Mai Sơn", "80000000",
            "Bắc Yên", "75000000",
            "Phù Yên", "130000000")
        .forEach((name, budget) -> assertThat(part("BUDGET", name)).isEqualTo(budget));
    assertThat(part("BUDGET", "Mường La")).isEqualTo("165000000");
    assertThat(said())
        .contains("Cộng kinh phí của 11/12 huyện, thành phố: 1.831.800.000 đồng")
        .contains("Chưa báo cáo: Quỳnh Nhai.");
    // what only some districts tell is shown there, and is no number of the province
    assertThat(part("BUDGET.models", "Sốp Cộp")).isEqualTo("70000000");
    assertThat(part("BUDGET.honoraria", "Mộc Châu")).isEqualTo("108000000");
    assertThat(part("BUDGET.operations", "Mai Sơn")).isEqualTo("30000000");
    assertThat(figure("BUDGET.models").state()).isEqualTo(ReportFigure.State.NOT_REPORTED);
    assertThat(figure("BUDGET.models").number()).isNull();
  }

  @Test
  void leadersThatDifferFromTheirNamesAreKeptAndFlagged() {
    assertThat(figure("STAFF").number()).isEqualByComparingTo("25");
    assertThat(said())
        .contains("Nơi có 3 biên chế chuyên trách: Thuận Châu, Sốp Cộp, Quỳnh Nhai, thành phố")
        .contains("Cộng 12 huyện, thành phố có 25 biên chế chuyên trách");
    ReportFigure changed = labelled("Có thay đổi: số báo cáo ghi");
    assertThat(changed.number()).isEqualByComparingTo("10");
    assertThat(changed.state()).isEqualTo(ReportFigure.State.APART);
    assertThat(changed.remark()).contains("10 nơi", "9 nơi", "Sông Mã");
    assertThat(labelled("Có thay đổi: số nơi nêu tên").number()).isEqualByComparingTo("9");
    ReportFigure unchanged = labelled("Còn người cũ và chức danh cũ: số báo cáo ghi");
    assertThat(unchanged.number()).isEqualByComparingTo("2");
    assertThat(unchanged.remark()).isEmpty();
    assertThat(said()).contains("2/12 huyện, thành phố còn người cũ và chức danh cũ");
    // neither the two numbers of one thing nor cases that overlap are added
    assertThat(content.figures()).noneMatch(one -> "19".equals(one.value()));
  }

  // --- its papers

  @Test
  void theWordFileSaysItInVietnameseNumbers() throws IOException {
    assertThat(text(papers.word()))
        .contains("64/BC-HKH")
        .contains("ngày 17 tháng 5 năm 2022")
        .contains("3.606", "320.489", "46.017", "85.684", "1.584")
        .contains("Gia đình học tập đạt 73,6\u00a0%: vượt 3,6\u00a0% so với chỉ tiêu 70\u00a0%")
        .contains("Cộng đồng học tập đạt 85,5\u00a0%: vượt 25,5\u00a0%")
        .contains("Đơn vị học tập đạt 80,7\u00a0%: vượt 20,7\u00a0% so với chỉ tiêu 60\u00a0%")
        .contains("vượt 30,7\u00a0% so với chỉ tiêu 50\u00a0% (Quyết định 281/QĐ-TTg)")
        .contains("Dòng họ học tập đạt 70,2\u00a0%: vượt 20,2\u00a0%")
        .contains("Cộng đồng học tập cấp xã đạt 58,3\u00a0%")
        .contains(
            "đạt 26\u00a0%: vượt 6\u00a0% so với chỉ tiêu 20\u00a0%",
            "vượt 2\u00a0% so với chỉ tiêu 24\u00a0%")
        .contains("6/12 huyện có quỹ từ 100 triệu đồng trở lên")
        .contains("1.983.273.000", "1.831.800.000", "chưa báo cáo")
        .contains("58,3\u00a0%; báo cáo gốc không so", "không nêu")
        .doesNotContain("DỰ THẢO");
  }

  @Test
  void thePdfIsArchivableAndTheSameFactsGiveTheSameBytes() throws Exception {
    assertThat(PdfProof.unsound(papers.pdf())).isEmpty();
    HistoricalReports.Papers again = reports.papers(reports.builtIn());
    assertThat(again.json()).isEqualTo(papers.json());
    assertThat(again.hash()).isEqualTo(papers.hash()).hasSize(64);
    assertThat(again.word()).isEqualTo(papers.word());
    assertThat(ReportJson.content(papers.json())).isEqualTo(content);
  }

  // --- its facts

  private static final List<String> TOLD =
      List.of("organisation", "results", "districts", "budget-detail");

  private void builtInFacts(Path folder) throws IOException {
    for (String name :
        List.of(
            "report",
            "organisation",
            "results",
            "targets",
            "districts",
            "budget-detail",
            "leaders",
            "words")) {
      Files.write(
          folder.resolve(name + ".csv"),
          Objects.requireNonNull(
                  getClass().getResourceAsStream("/reports/son-la-2022/" + name + ".csv"))
              .readAllBytes());
    }
  }

  private List<String> refused(Path folder) {
    Result<HistoricalFacts> read = reports.read(folder);
    assertThat(read.done()).isFalse();
    return read.problems().stream().map(reports::sentence).toList();
  }

  @Test
  void theTablesOfTheSourceGiveTheSameReport(@TempDir Path folder) throws IOException {
    builtInFacts(folder);
    for (String name : TOLD) {
      Files.delete(folder.resolve(name + ".csv"));
      Files.copy(
          SharedData.file("son-la/" + name + "-2022.csv"), folder.resolve(name + "-2022.csv"));
    }
    assertThat(reports.papers(reports.read(folder).orThrow()).json()).isEqualTo(papers.json());
  }

  @Test
  void anOfficeMayWriteTheHeadingsInVietnamese(@TempDir Path folder) throws IOException {
    builtInFacts(folder);
    Files.writeString(
        folder.resolve("districts.csv"),
        "Huyện, thành phố;Số dư quỹ (đồng);Kinh phí một năm (đồng);Biên chế chuyên trách\n"
            + "Mai Sơn;1.500.000;;\n");
    Files.delete(folder.resolve("budget-detail.csv"));
    Files.delete(folder.resolve("leaders.csv"));
    ReportContent own = reports.papers(reports.read(folder).orThrow()).content();
    assertThat(Objects.requireNonNull(own.figure("FUND")).number()).isEqualByComparingTo("1500000");
    ReportFigure budget = Objects.requireNonNull(own.figure("BUDGET"));
    assertThat(budget.number()).isNull();
    assertThat(budget.state()).isEqualTo(ReportFigure.State.NOT_REPORTED);
    // the report says six districts have a large fund, its numbers say none: both are kept
    ReportFigure large = Objects.requireNonNull(own.figure("FUND.at-least"));
    assertThat(large.state()).isEqualTo(ReportFigure.State.APART);
    assertThat(large.remark()).contains("6 nơi", "0 nơi");
  }

  @Test
  void badRowsAreRefusedTogetherEachWithItsPlace(@TempDir Path folder) throws IOException {
    builtInFacts(folder);
    Files.delete(folder.resolve("results.csv"));
    Files.writeString(
        folder.resolve("districts.csv"),
        """
        district,fund_balance_vnd_2022,budget_vnd_per_year,fulltime_staff
        Thuận Châu,nhiều,275000000,3
        Yên Châu,380000000,125500000,-2
        Mai Sơn,0,80000000,1
        Mai Sơn,5,80000000,1
        """);
    Files.writeString(
        folder.resolve("budget-detail.csv"),
        """
        district,budget_vnd_per_year
        Mai Sơn,90000000
        Mường Tè,1
        """);
    Files.writeString(
        folder.resolve("report.csv"), "key,value\nnumber,64\nfrom,31/2/2022\ncolour,red\n");
    assertThat(refused(folder))
        .anySatisfy(said -> assertThat(said).contains("districts.csv, dòng 2", "nhiều"))
        .anySatisfy(said -> assertThat(said).contains("districts.csv, dòng 3", "-2"))
        .anySatisfy(said -> assertThat(said).contains("districts.csv, dòng 5", "Mai Sơn"))
        .anySatisfy(
            said ->
                assertThat(said).contains("budget-detail.csv, dòng 2", "90.000.000", "80.000.000"))
        .anySatisfy(said -> assertThat(said).contains("budget-detail.csv, dòng 3", "Mường Tè"))
        .anySatisfy(said -> assertThat(said).contains("report.csv", "colour"))
        .anySatisfy(said -> assertThat(said).contains("report.csv", "31/2/2022"))
        .anySatisfy(said -> assertThat(said).contains("report.csv", "issuer"))
        .anySatisfy(said -> assertThat(said).contains("Thiếu tệp results.csv"));
  }
}
