package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khuyenhoc.reporting.SonLaReport.commune;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.platform.document.WordXml;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Commune;
import vn.khuyenhoc.reporting.ResultsReport.Target;

class ResultsReportDocumentTest {

  /** The table by commune in the first annex. */
  private static final String TABLE = "//w:tbl[.//w:t='Được công nhận'][last()]";

  @Test
  void saysTheFiguresInSentences() {
    var report =
        SonLaReport.signed(List.of(commune("Xã Mường La", 30, 30, 1000, 990, 980, 700, 650)));
    var text = text(report);
    assertThat(text)
        .contains(
            "Đã chấm điểm 990 hộ (bằng 99,0\u00a0% danh sách hộ trong hệ thống); các xã, phường đã"
                + " nhận 980 hộ (98,0\u00a0%), đã duyệt 700 hộ (70,0\u00a0%).",
            "Đã công nhận 650 hộ đạt danh hiệu “Gia đình học tập”, đạt tỷ lệ 65,0\u00a0% trên danh"
                + " sách hộ trong hệ thống (1.000 hộ).",
            "Toàn bộ 1 xã, phường đã báo cáo đủ kết quả của các bản.")
        .contains("Số: 07/BC-HKH", "Sơn La, ngày 05 tháng 12 năm 2026");
  }

  @Test
  void holdsTheRateAgainstATargetNamedWithItsPlanScopeAndYear() {
    var below = text(SonLaReport.signed(List.of(commune("A", 1, 1, 1000, 990, 980, 700, 650))));
    assertThat(below)
        .anyMatch(
            line ->
                line.contains("Đẩy mạnh phong trào học tập suốt đời")
                    && line.contains("(tỉnh Sơn La): chỉ tiêu năm 2025 là 70\u00a0%")
                    && line.endsWith("thấp hơn chỉ tiêu 5,0 điểm phần trăm, còn thiếu 50 hộ."))
        .contains("Năm 2026 chưa có chỉ tiêu riêng, báo cáo so với chỉ tiêu của năm 2025.");
    assertThat(text(SonLaReport.signed(List.of(commune("A", 1, 1, 1000, 990, 980, 740, 736)))))
        .anyMatch(line -> line.endsWith("cao hơn chỉ tiêu 3,6 điểm phần trăm."));
    assertThat(text(SonLaReport.signed(List.of(commune("A", 1, 1, 1000, 990, 980, 740, 700)))))
        .anyMatch(line -> line.endsWith("đạt chỉ tiêu."));
    assertThat(text(SonLaReport.signed(List.of(commune("A", 1, 1, 10000, 990, 980, 740, 6996)))))
        .anyMatch(
            line ->
                line.endsWith("thấp hơn chỉ tiêu chưa đến 0,1 điểm phần trăm, còn thiếu 4 hộ."));
  }

  @Test
  void namesADeclaredTotalWithItsSourceAndDay() {
    var declared = new Base.Declared(2000, "UBND xã Mường La", LocalDate.of(2026, 6, 30));
    var plain = commune("Xã Mường La", 30, 30, 1000, 990, 980, 700, 650);
    var report = withBase(SonLaReport.signed(List.of(based(plain, declared))), declared);
    assertThat(text(report))
        .contains(
            "Tỷ lệ công nhận trong báo cáo này tính trên tổng số hộ công bố (2.000 hộ, nguồn: UBND"
                + " xã Mường La, ngày 30/06/2026).",
            "Nếu tính trên danh sách hộ trong hệ thống, tỷ lệ công nhận là 65,0\u00a0% (danh sách"
                + " có 1.000 hộ).",
            "2.000*")
        .anyMatch(line -> line.contains("đạt tỷ lệ 32,5\u00a0% trên tổng số hộ công bố"))
        .anyMatch(line -> line.contains("(*) Tổng số hộ công bố: Xã Mường La (UBND xã Mường La"));
  }

  @Test
  void writesNotReportedInWordsAndNeverAsZero() {
    var report =
        SonLaReport.signed(
            List.of(
                commune("Xã Mường La", 30, 30, 1000, 990, 980, 700, 650),
                commune("Xã Mường É", 28, 0, 500, 0, 0, 0, 0),
                commune("Xã Co Mạ", 20, 0, 400, 12, 0, 0, 0),
                commune("Xã Long Hẹ", 30, 12, 300, 200, 150, 0, 0)));
    var xml = new WordXml(ResultsReportDocument.of(report));
    assertThat(row(xml, "Xã Mường É"))
        .containsExactly(
            "2", "Xã Mường É", "28", "500", "chưa báo cáo", "70,0", "—", "chưa báo cáo")
        .doesNotContain("0", "0,0");
    assertThat(row(xml, "Xã Co Mạ"))
        .containsExactly(
            "3", "Xã Co Mạ", "20", "400", "12", "chưa báo cáo", "70,0", "—", "chưa báo cáo");
    // Reported in part: nothing approved yet is a fact, and is zero.
    assertThat(row(xml, "Xã Long Hẹ"))
        .containsExactly(
            "4",
            "Xã Long Hẹ",
            "30",
            "300",
            "200",
            "150",
            "0",
            "0",
            "0,0",
            "70,0",
            "-70,0",
            "12/30 bản đã gửi đủ");
    assertThat(xml.paragraphs())
        .contains(
            "2 xã, phường chưa báo cáo: xã Mường É, xã Co Mạ. Chưa báo cáo không có nghĩa là kết quả"
                + " bằng không.",
            "Tỷ lệ nêu trên tính cả hộ của 2 xã, phường chưa báo cáo. Nếu chỉ tính 2 xã, phường đã"
                + " báo cáo, tỷ lệ công nhận là 50,0\u00a0%.",
            "Phụ lục II");
  }

  @Test
  void saysNothingAboutTargetsWhileNobodyHasReported() {
    var report = SonLaReport.signed(List.of(commune("Xã Mường É", 28, 0, 500, 40, 0, 0, 0)));
    assertThat(text(report))
        .contains("Chưa có xã, phường nào báo cáo kết quả; trong hệ thống đã chấm điểm 40 hộ.")
        .anyMatch(line -> line.endsWith("chưa đủ số liệu để so sánh."))
        .noneMatch(line -> line.startsWith("Đã công nhận"));
  }

  @Test
  void addsUpTheTable() {
    var report = SonLaReport.full();
    var xml = new WordXml(ResultsReportDocument.of(report));
    int columns = 13;
    var total = row(xml, "Tổng cộng");
    assertThat(total).hasSize(columns - 1); // the first cell is empty
    for (int column = 3; column <= 9; column++) {
      long sum = 0;
      for (var cells : rows(xml)) {
        if (cells.size() == columns || column <= 5) {
          sum += Long.parseLong(cells.get(column - 1).replace(".", "").replace("*", ""));
        } else if (column == 6 && cells.size() == columns - 3) {
          sum += Long.parseLong(cells.get(column - 1).replace(".", ""));
        }
      }
      assertThat(total.get(column - 2)).as("column %d", column).isEqualTo(grouped(sum));
    }
    assertThat(total.subList(9, 12)).containsOnly("—");
    assertThat(rows(xml)).hasSize(75);
  }

  @Test
  void setsFiguresRightAndRepeatsTheHeadingOnEveryPage() {
    var xml = new WordXml(ResultsReportDocument.of(SonLaReport.full()));
    assertThat(xml.values(TABLE + "/w:tr[w:trPr/w:tblHeader]/w:tc//w:t"))
        .startsWith("TT", "Xã, phường", "Số bản", "Tổng số hộ");
    assertThat(xml.values(TABLE + "/w:tr[position()>1]/w:tc[3]//w:pPr/w:jc/@w:val"))
        .hasSize(76)
        .containsOnly("right");
  }

  @Test
  void marksSampleCriteriaAndSampleFigures() {
    var sample = text(SonLaReport.full());
    assertThat(sample).contains("Bộ tiêu chí là mẫu, chưa đối chiếu văn bản gốc.");
    assertThat(sample.stream().filter(line -> line.startsWith("SỐ LIỆU MẪU"))).hasSize(3);
    assertThat(text(SonLaReport.signed(SonLaReport.communes())))
        .noneMatch(line -> line.contains("mẫu, chưa đối chiếu"))
        .noneMatch(line -> line.startsWith("SỐ LIỆU MẪU"));
  }

  @Test
  void leavesRoomForWhatOnlyPeopleKnow() {
    var xml = new WordXml(ResultsReportDocument.of(SonLaReport.full()));
    assertThat(xml.paragraphs())
        .containsSubsequence(
            "I. TÌNH HÌNH CHUNG",
            "II. KẾT QUẢ THỰC HIỆN",
            "III. KHÓ KHĂN, VƯỚNG MẮC",
            "IV. ĐỀ XUẤT, KIẾN NGHỊ",
            "Nơi nhận:",
            "TM. BAN CHẤP HÀNH",
            "CHỦ TỊCH",
            "Phụ lục I",
            "Phụ lục II");
    assertThat(xml.count("//w:p[w:pPr/w:tabs/w:tab/@w:leader='dot']")).isEqualTo(12);
    assertThat(xml.paragraphs()).contains("Số:     /BC-HKH", "Sơn La, ngày     tháng     năm 2026");
  }

  @Test
  void namesTheOnlyAnnexWithoutANumber() {
    var report =
        SonLaReport.signed(List.of(commune("Xã Mường La", 30, 30, 1000, 990, 980, 700, 650)));
    assertThat(text(report))
        .contains("Phụ lục", "Kết quả của từng xã, phường tại Phụ lục.")
        .doesNotContain("Phụ lục I", "Phụ lục II");
  }

  @Test
  void comparesWithSeveralPlansAndSaysWhenThereIsNone() {
    var plain =
        SonLaReport.signed(List.of(commune("Xã Mường La", 30, 30, 1000, 990, 980, 700, 650)));
    var other =
        new Target(new BigDecimal("62.5"), "Kế hoạch của Hội Khuyến học", "tỉnh Sơn La", 2026);
    assertThat(text(withTargets(plain, List.of(other, SonLaReport.TARGET))))
        .anyMatch(line -> line.endsWith("cao hơn chỉ tiêu 2,5 điểm phần trăm."))
        .anyMatch(line -> line.contains("62,5\u00a0%"))
        .noneMatch(line -> line.startsWith("Năm 2026 chưa có chỉ tiêu riêng"));
    assertThat(text(withTargets(plain, List.of())))
        .contains("Chưa có chỉ tiêu áp dụng cho danh hiệu “Gia đình học tập” năm 2026.");
  }

  @Test
  void isComposedUnicodeAndTheSameBytesEveryTime() {
    var first = ResultsReportDocument.of(SonLaReport.full());
    assertThat(ResultsReportDocument.of(SonLaReport.full())).isEqualTo(first);
    assertThat(new WordXml(first).paragraphs())
        .allMatch(line -> Normalizer.isNormalized(line, Normalizer.Form.NFC));
  }

  private static List<String> text(ResultsReport report) {
    return new WordXml(ResultsReportDocument.of(report)).paragraphs();
  }

  /** The cells of the lines of communes, without heading and total. */
  private static List<List<String>> rows(WordXml xml) {
    int all = xml.count(TABLE + "/w:tr");
    var rows = new ArrayList<List<String>>();
    for (int at = 2; at < all; at++) {
      rows.add(xml.values(TABLE + "/w:tr[" + at + "]/w:tc//w:t"));
    }
    return rows;
  }

  private static List<String> row(WordXml xml, String name) {
    return xml.values(TABLE + "/w:tr[w:tc//w:t='" + name + "']/w:tc//w:t");
  }

  private static String grouped(long number) {
    return String.format(java.util.Locale.GERMANY, "%,d", number);
  }

  private static Commune based(Commune commune, Base base) {
    return new Commune(
        commune.name(),
        commune.villages(),
        commune.villagesSent(),
        commune.reportedByHand(),
        commune.roll(),
        base,
        commune.scored(),
        commune.sent(),
        commune.approved(),
        commune.recognised(),
        commune.target(),
        commune.otherNames(),
        commune.unassigned());
  }

  private static ResultsReport withBase(ResultsReport report, Base base) {
    return copy(report, base, report.targets());
  }

  private static ResultsReport withTargets(ResultsReport report, List<Target> targets) {
    return copy(report, report.base(), targets);
  }

  private static ResultsReport copy(ResultsReport report, Base base, List<Target> targets) {
    return new ResultsReport(
        report.issuer(),
        report.number(),
        report.signedOn(),
        report.year(),
        report.model(),
        report.area(),
        report.villageWord(),
        report.takenAt(),
        report.campaign(),
        report.criteria(),
        base,
        targets,
        report.communes(),
        report.recipients(),
        report.signature(),
        report.sampleData(),
        report.lines(),
        report.tree());
  }
}
