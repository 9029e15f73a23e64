package vn.khuyenhoc.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khuyenhoc.platform.sheet.Workbooks.HOUSEHOLDS;
import static vn.khuyenhoc.platform.sheet.Workbooks.fill;
import static vn.khuyenhoc.platform.sheet.Workbooks.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khuyenhoc.platform.sheet.MarkedWorkbook.Mark;
import vn.khuyenhoc.platform.sheet.Workbooks.Reading;

class MarkedWorkbookTest {

  private Path sent;
  private Path marked;

  @BeforeEach
  void someoneSendsASheet(@TempDir Path folder) throws IOException {
    sent = folder.resolve("gui.xlsx");
    marked = folder.resolve("danh-dau.xlsx");
    Workbooks.poi(
        sent,
        workbook -> {
          Sheet sheet = workbook.createSheet("Hộ: bản A".replace(":", ""));
          fill(sheet, 0, "DANH SÁCH HỘ");
          fill(sheet, 2, "STT", "Chủ hộ", "Màu sơn", "Bản", "Số trẻ em", "Ngày đăng ký", "Mã hộ");
          fill(sheet, 3, 1, "Lò Văn Mười", "xanh", "Bản A", 2, null, "00123");
          CellStyle date = workbook.createCellStyle();
          date.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy"));
          var day = sheet.getRow(3).createCell(5);
          day.setCellValue(45611);
          day.setCellStyle(date);
          fill(sheet, 5, 2, null, "đỏ", "Bản A", "1,234", "31/02/2024", null);
          fill(sheet, 6, 3, "Cầm Thị Hặc", null, "Bản X", 1, null, null);
        });
  }

  private Reading mark(Path from, Path to, boolean foreign) throws IOException {
    Reading reading = read(from);
    try (OutputStream out = Files.newOutputStream(to);
        MarkedWorkbook workbook =
            new MarkedWorkbook(out, reading.read().heading(), HOUSEHOLDS, SheetWords.VIETNAMESE)) {
      for (SheetRow row : reading.rows()) {
        List<Mark> marks = new ArrayList<>();
        row.problems().forEach(problem -> marks.add(Mark.of(problem, SheetWords.VIETNAMESE)));
        if (foreign && "Bản X".equals(row.text("village"))) {
          marks.add(new Mark("village", "Không có bản này ở xã."));
          marks.add(new Mark(null, "Hộ trùng với dòng 4."));
        }
        workbook.row(row, marks);
      }
    }
    return reading;
  }

  @Test
  void givesBackTheSameCellsWithWhatToCorrect() throws Exception {
    mark(sent, marked, true);
    try (XSSFWorkbook excel = new XSSFWorkbook(marked.toFile())) {
      XSSFSheet sheet = excel.getSheetAt(0);
      assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("DANH SÁCH HỘ");
      Row header = sheet.getRow(2);
      assertThat(header.getCell(2).getStringCellValue()).isEqualTo("Màu sơn");
      assertThat(header.getCell(7).getStringCellValue()).isEqualTo("Lỗi cần sửa");
      assertThat(sheet.getRow(3).getCell(2).getStringCellValue()).isEqualTo("xanh");
      assertThat(sheet.getRow(3).getCell(4).getNumericCellValue()).isEqualTo(2);
      assertThat(sheet.getRow(3).getCell(5).getLocalDateTimeCellValue().toLocalDate())
          .isEqualTo(LocalDate.of(2024, 11, 15));
      assertThat(sheet.getRow(3).getCell(7)).isNull();
      Row bad = sheet.getRow(5);
      assertThat(bad.getCell(7).getStringCellValue())
          .contains("B – Chủ hộ: Chưa điền")
          .contains("E – Số trẻ em: “1,234” có thể hiểu nhiều cách: 1234 · 1,234")
          .contains("F – Ngày đăng ký: Không có ngày “31/02/2024”");
      assertThat(bad.getCell(4).getCellStyle().getFillPattern())
          .isEqualTo(FillPatternType.SOLID_FOREGROUND);
      assertThat(bad.getCell(4).getCellComment().getString().getString()).contains("1234");
      assertThat(sheet.getRow(6).getCell(7).getStringCellValue())
          .isEqualTo("D – Bản: Không có bản này ở xã.\nHộ trùng với dòng 4.");
    }
  }

  @Test
  void readsBackWithTheSameRowsAndProblems() throws IOException {
    Reading first = mark(sent, marked, true);
    Reading second = read(marked);
    assertThat(second.rows()).hasSameSizeAs(first.rows());
    for (int i = 0; i < first.rows().size(); i++) {
      SheetRow before = first.rows().get(i);
      SheetRow after = second.rows().get(i);
      assertThat(after.number()).isEqualTo(before.number());
      assertThat(after.problems()).isEqualTo(before.problems());
      for (Column column : HOUSEHOLDS.columns()) {
        if (first.read().heading().columns().get(HOUSEHOLDS.position(column.key())) >= 0) {
          assertThat(after.typed(column.key())).isEqualTo(before.typed(column.key()));
        }
      }
    }
    assertThat(second.codes()).isEqualTo(first.codes());
  }

  @Test
  void importsOnceItIsCorrected(@TempDir Path folder) throws Exception {
    mark(sent, marked, true);
    Path corrected = folder.resolve("sua.xlsx");
    try (XSSFWorkbook excel = new XSSFWorkbook(marked.toFile());
        OutputStream out = Files.newOutputStream(corrected)) {
      Row bad = excel.getSheetAt(0).getRow(5);
      bad.createCell(1).setCellValue("Lò Thị Ánh");
      bad.createCell(4).setCellValue("1");
      bad.createCell(5).setCellValue("28/02/2024");
      excel.write(out);
    }
    Reading reading = read(corrected);
    assertThat(reading.rowProblems()).isEmpty();
    assertThat(reading.texts("head")).containsExactly("Lò Văn Mười", "Lò Thị Ánh", "Cầm Thị Hặc");
    assertThat(reading.texts("code")).containsExactly("00123", "null", "null");
  }

  @Test
  void marksASecondTimeInTheSameColumn(@TempDir Path folder) throws Exception {
    mark(sent, marked, true);
    Path again = folder.resolve("lan-hai.xlsx");
    mark(marked, again, false);
    try (XSSFWorkbook excel = new XSSFWorkbook(again.toFile())) {
      Row header = excel.getSheetAt(0).getRow(2);
      assertThat(header.getLastCellNum()).isEqualTo((short) 8);
      assertThat(excel.getSheetAt(0).getRow(5).getCell(7).getStringCellValue())
          .contains("Chưa điền");
      assertThat(excel.getSheetAt(0).getRow(6).getCell(7)).isNull();
    }
  }
}
