package vn.khuyenhoc.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose columns are called otherwise: looked at first, then read as somebody said. */
class SheetMappingTest {

  private static final SheetShape SHAPE =
      SheetShape.of(
          Column.text("code", "Mã").required(),
          Column.text("name", "Tên").required(),
          Column.text("parent", "Thuộc mã").present());

  private final SheetReader reader = new SheetReader();
  private Path folder;

  @BeforeEach
  void folder(@TempDir Path given) {
    folder = given;
  }

  private Path csv(String... lines) throws IOException {
    return Files.writeString(folder.resolve("a.csv"), String.join("\n", lines) + "\n");
  }

  private SheetGlance glance(Path file, String name) {
    return reader.glance(file, name, SHAPE, null, 8);
  }

  private List<String> read(Path file, String name, SheetMapping mapping) {
    List<String> rows = new ArrayList<>();
    SheetOutcome outcome =
        reader.<RuntimeException>read(
            file,
            name,
            SHAPE.mapped(mapping),
            row ->
                rows.add(
                    row.number()
                        + " "
                        + row.text("code")
                        + " "
                        + row.text("name")
                        + " "
                        + row.text("parent")
                        + row.problems().stream().map(one -> " " + one.code()).toList()));
    outcome.problems().forEach(one -> rows.add(one.code().name()));
    return rows;
  }

  @Test
  void knownHeadersAreGuessedAndTheirRowIsFoundBelowATitle() throws IOException {
    SheetGlance glance =
        glance(csv("DANH MỤC;;", ";;", "Thuộc mã;Mã;Tên", "14;03646;Tô Hiệu"), "a.csv");
    assertThat(glance.problems()).isEmpty();
    assertThat(glance.headerRow()).isEqualTo(3);
    assertThat(glance.guess()).containsExactly(1, 2, 0);
    assertThat(glance.width()).isEqualTo(3);
    assertThat(glance.header(0)).isEqualTo("Thuộc mã");
    assertThat(glance.below()).extracting(line -> line.cell(2)).containsExactly("Tô Hiệu");
    assertThat(glance.below().getFirst().cell(9)).isEmpty();
  }

  @Test
  void aFileWithOtherHeadersIsReadWhereSomebodySaid() throws IOException {
    Path file = csv("x;y;z", "Tô Hiệu;03646;lạ", "Chiềng An;;lạ");
    SheetGlance glance = glance(file, "a.csv");
    assertThat(glance.headerRow()).isEqualTo(1);
    assertThat(glance.guess()).containsExactly(-1, -1, -1);
    assertThat(
            read(file, "a.csv", new SheetMapping("", 1, Map.of("code", 1, "name", 0, "parent", 7))))
        .containsExactly("2 03646 Tô Hiệu null[]", "3 null Chiềng An null[ VALUE_MISSING]");
    assertThat(read(file, "a.csv", new SheetMapping("", 1, Map.of("code", 1, "name", 0))))
        .as("a column that has to be there")
        .contains("MISSING_COLUMN");
  }

  @Test
  void aFileWithoutAHeaderIsReadFromItsFirstRow() throws IOException {
    Path file = csv("03646;Tô Hiệu;14", "03664;Chiềng An;14");
    Map<String, Integer> columns = Map.of("code", 0, "name", 1, "parent", 2);
    assertThat(reader.glance(file, "a.csv", SHAPE, 0, 8).headerRow()).isZero();
    assertThat(read(file, "a.csv", new SheetMapping("", 0, columns)))
        .containsExactly("1 03646 Tô Hiệu 14[]", "2 03664 Chiềng An 14[]");
    assertThat(read(file, "a.csv", new SheetMapping("", 99, columns)))
        .as("a header below the end")
        .containsExactly("NO_HEADER");
  }

  @Test
  void ofAWorkbookTheSheetThatFitsBestIsShownAndRead() throws IOException {
    Path file = folder.resolve("a.xlsx");
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        var out = Files.newOutputStream(file)) {
      fill(workbook.createSheet("Bìa"), "Tờ bìa");
      fill(workbook.createSheet("Số liệu"), "Mã", "Tên");
      fill(workbook.createSheet("Ẩn"), "Mã", "Tên", "Thuộc mã");
      workbook.setSheetHidden(2, true);
      workbook.getSheetAt(1).createRow(1).createCell(0).setCellValue("03646");
      workbook.getSheetAt(1).getRow(1).createCell(1).setCellValue("Tô Hiệu");
      workbook.write(out);
    }
    SheetGlance glance = glance(file, "a.xlsx");
    assertThat(glance.sheetName()).isEqualTo("Số liệu");
    assertThat(glance.guess()).containsExactly(0, 1, -1);
    assertThat(
            read(
                file,
                "a.xlsx",
                new SheetMapping("Số liệu", 1, Map.of("code", 0, "name", 1, "parent", 2))))
        .containsExactly("2 03646 Tô Hiệu null[]");
    assertThat(read(file, "a.xlsx", new SheetMapping("Không có", 1, Map.of("code", 0, "name", 1))))
        .containsExactly("NO_SUCH_SHEET");
  }

  private static void fill(Sheet sheet, String... cells) {
    Row row = sheet.createRow(0);
    for (int i = 0; i < cells.length; i++) {
      row.createCell(i).setCellValue(cells[i]);
    }
  }

  @Test
  void whatCannotBeReadAtAllIsSaid() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.write(file, new byte[0]);
    assertThat(glance(file, "a.csv").problems())
        .extracting(SheetFinding::code)
        .containsExactly(SheetProblem.EMPTY_FILE);
    Files.write(file, new byte[] {'P', 'K', 3, 4, 9, 9});
    assertThat(glance(file, "a.xlsx").problems())
        .extracting(SheetFinding::code)
        .containsExactly(SheetProblem.DAMAGED);
    Files.writeString(file, "\n\n;;\n");
    assertThat(glance(file, "a.csv").problems())
        .extracting(SheetFinding::code)
        .containsExactly(SheetProblem.EMPTY_FILE);
  }
}
