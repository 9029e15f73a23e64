package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khuyenhoc.reporting.SonLaReport.commune;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.platform.document.WordXml;

class StatisticsSheetTest {

  @Test
  void addsUpEveryColumnThatCanBeAdded() throws IOException {
    var rows = rows(SonLaReport.full());
    var total = line(rows, "Tổng cộng");
    for (int column : new int[] {2, 3, 5, 6, 7, 8, 9}) {
      long sum = 0;
      for (var name : SonLaReport.NAMES) {
        var cell = line(rows, name).getCell(column);
        sum += cell.getType() == CellType.NUMBER ? cell.asNumber().longValueExact() : 0;
      }
      assertThat(total.getCell(column).asNumber())
          .as("column %d", column)
          .isEqualByComparingTo(BigDecimal.valueOf(sum));
    }
    assertThat(total.getCell(4).asString()).isEqualTo("—");
    assertThat(total.getCell(12).asString()).isEqualTo("—");
  }

  @Test
  void givesBothRatesAsNumbersAndTheGapInPoints() throws IOException {
    var line =
        line(
            rows(
                SonLaReport.signed(
                    List.of(commune("Xã Mường La", 30, 30, 1000, 990, 980, 700, 655)))),
            "Xã Mường La");
    assertThat(line.getCell(10).asNumber()).isEqualByComparingTo("0.655");
    assertThat(line.getCell(11).asNumber()).isEqualByComparingTo("0.655");
    assertThat(line.getCell(12).asNumber()).isEqualByComparingTo("0.7");
    assertThat(line.getCell(13).asNumber()).isEqualByComparingTo("-4.5");
    assertThat(line.getCell(14).asString()).isEqualTo("đã báo cáo đủ");
    assertThat(line.getCell(4).asString()).isEqualTo("Danh sách hộ trong hệ thống");
  }

  @Test
  void namesTheDeclaredTotal() throws IOException {
    var line = line(rows(SonLaReport.full()), SonLaReport.NAMES.get(2));
    assertThat(line.getCell(3).asNumber()).isEqualByComparingTo("1204");
    assertThat(line.getCell(4).asString())
        .isEqualTo("Tổng số hộ công bố: UBND phường Chiềng Cơi, ngày 30/06/2026");
    assertThat(line.getCell(14).asString()).isEqualTo("đã báo cáo (nhập trực tiếp)");
  }

  @Test
  void writesNotReportedInWords() throws IOException {
    var line =
        line(
            rows(SonLaReport.signed(List.of(commune("Xã Mường É", 28, 0, 500, 0, 0, 0, 0)))),
            "Xã Mường É");
    for (int column = 6; column <= 11; column++) {
      assertThat(line.getCell(column).asString()).isEqualTo("chưa báo cáo");
    }
    assertThat(line.getCell(13).asString()).isEqualTo("—");
  }

  @Test
  void printsOnA4LandscapeWithItsHeadingOnEveryPage() throws IOException {
    var xml = new WordXml(StatisticsSheet.of(SonLaReport.full()));
    var sheet = "xl/worksheets/sheet1.xml";
    assertThat(xml.values(sheet, "//x:pageSetup/@orientation")).containsExactly("landscape");
    assertThat(xml.values(sheet, "//x:pageSetup/@paperSize")).containsExactly("9");
    assertThat(xml.values(sheet, "//x:pageSetup/@fitToWidth")).containsExactly("1");
    assertThat(xml.values("xl/workbook.xml", "//x:definedName/@name"))
        .containsExactly("_xlnm.Print_Titles");
    var texts =
        rows(SonLaReport.full()).stream()
            .flatMap(Row::stream)
            .filter(cell -> cell != null)
            .map(Cell::getRawValue)
            .toList();
    assertThat(texts)
        .contains(
            "HỘI KHUYẾN HỌC TỈNH SƠN LA",
            "THỐNG KÊ KẾT QUẢ DANH HIỆU “GIA ĐÌNH HỌC TẬP” NĂM 2026",
            "SỐ LIỆU MẪU, KHÔNG PHẢI SỐ LIỆU CHÍNH THỨC",
            "Số liệu trong hệ thống lúc 10 giờ 42 phút ngày 15/11/2026",
            "Bộ tiêu chí: Bộ tiêu chí Gia đình học tập, phiên bản 1 (Hội Khuyến học Việt Nam) - mẫu,"
                + " chưa đối chiếu văn bản gốc");
  }

  private static List<Row> rows(ResultsReport report) throws IOException {
    try (var workbook =
        new ReadableWorkbook(new ByteArrayInputStream(StatisticsSheet.of(report)))) {
      return workbook.getFirstSheet().read();
    }
  }

  private static Row line(List<Row> rows, String name) {
    return rows.stream()
        .filter(
            row ->
                row.getCellCount() > 1
                    && row.getOptionalCell(1)
                        .map(cell -> name.equals(cell.getRawValue()))
                        .orElse(false))
        .findFirst()
        .orElseThrow();
  }
}
