package vn.khuyenhoc.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khuyenhoc.platform.sheet.Workbooks.HOUSEHOLDS;
import static vn.khuyenhoc.platform.sheet.Workbooks.read;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khuyenhoc.platform.sheet.Workbooks.Reading;
import vn.khuyenhoc.platform.text.LegacyEncoding;
import vn.khuyenhoc.platform.text.RandomText;
import vn.khuyenhoc.platform.text.VietnameseText;

/** What is exported comes back through the import as it was. */
class SheetRoundTripTest {

  private Path file;

  @BeforeEach
  void nameAFile(@TempDir Path folder) {
    file = folder.resolve("xuat.xlsx");
  }

  private void export(List<String> title, List<@Nullable Object[]> rows) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        SheetWriter sheet =
            new SheetWriter(out, HOUSEHOLDS, "Hộ gia đình", title, SheetWords.VIETNAMESE)) {
      for (@Nullable Object[] row : rows) {
        sheet.row(row);
      }
      assertThat(sheet.rows()).isEqualTo(rows.size());
    }
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void bringsBackAnyValues(int seed) throws IOException {
    Random random = new Random(seed);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      rows.add(
          row(
              random.nextInt(3) == 0 ? null : text(random, false),
              "Bản " + text(random, false),
              "Lò " + text(random, false),
              random.nextInt(4) == 0 ? null : (long) random.nextInt(51),
              random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(1001), 1),
              random.nextInt(4) == 0
                  ? null
                  : LocalDate.of(1950, 1, 1).plusDays(random.nextInt(40_000)),
              random.nextInt(3) == 0 ? null : text(random, true)));
    }
    export(List.of("DANH SÁCH HỘ GIA ĐÌNH", "=Xã Chiềng Pằn"), rows);
    Reading reading = read(file);
    assertThat(reading.rowProblems()).isEmpty();
    assertThat(reading.read().findings()).isEmpty();
    assertThat(reading.read().rows()).isEqualTo(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      @Nullable Object[] sent = rows.get(i);
      SheetRow back = reading.rows().get(i);
      assertThat(back.text("code")).isEqualTo(orNull(sent[0]));
      assertThat(back.text("village")).isEqualTo(sent[1]);
      assertThat(back.text("head")).isEqualTo(sent[2]);
      assertThat(back.wholeNumber("children")).isEqualTo(sent[3]);
      assertThat(back.number("rate"))
          .usingComparator((a, b) -> a == null || b == null ? (a == b ? 0 : 1) : a.compareTo(b))
          .isEqualTo(sent[4]);
      assertThat(back.date("since")).isEqualTo(sent[5]);
      assertThat(back.text("note")).isEqualTo(orNull(sent[6]));
    }
  }

  private static @Nullable Object orNull(@Nullable Object text) {
    return text == null || text.equals("") ? null : text;
  }

  /** Any text as the product keeps it: cleaned, and not in an encoding that is refused. */
  private static String text(Random random, boolean lines) {
    while (true) {
      String any = RandomText.any(random, 8);
      String kept = lines ? VietnameseText.cleanLines(any) : VietnameseText.clean(any);
      if (kept.length() <= 50
          && LegacyEncoding.detect(kept).isEmpty()
          && LegacyEncoding.detect("Bản " + kept).isEmpty()
          && LegacyEncoding.detect("Lò " + kept).isEmpty()
          && VietnameseText.clean("Lò " + kept).equals("Lò " + kept)) {
        return kept;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+84912345678",
        "-5",
        "@SUM(A1)",
        "'=1",
        "''-x",
        "'",
        "'abc",
        "00123",
        "1e5",
        "TRUE",
        "31/12/2024",
        "_x0041_",
        "_x000D_",
        "a\u0001b",
        "Số dòng: 12",
        "<b>&amp;",
        "  ",
        "#tag",
        "𝔸"
      })
  void neitherRunsNorChangesAText(String text) throws IOException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(row(text, text, "Lò", null, null, null, text));
    export(List.of(), rows);
    try (XSSFWorkbook excel = new XSSFWorkbook(file.toFile())) {
      Cell cell = excel.getSheetAt(0).getRow(1).getCell(0);
      assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
      assertThat(cell.getStringCellValue()).doesNotMatch("(?s)[=+@\\t\\r-].*");
      assertThat(cell.getCellStyle().getDataFormatString()).isEqualTo("@");
    } catch (org.apache.poi.openxml4j.exceptions.InvalidFormatException broken) {
      throw new AssertionError(broken);
    }
    String clean = VietnameseText.clean(text);
    SheetRow back = read(file).rows().getFirst();
    assertThat(back.text("code")).isEqualTo(orNull(clean));
    assertThat(back.text("village")).isEqualTo(orNull(clean));
  }

  @Test
  void keepsItsHeaderWithoutRows() throws IOException {
    export(List.of("DANH SÁCH"), List.of());
    Reading reading = read(file);
    assertThat(reading.codes()).containsExactly(SheetProblem.NO_ROWS);
    assertThat(reading.read().heading().headers()).isEqualTo(Workbooks.HEADERS);
    assertThat(reading.read().rows()).isZero();
  }

  @Test
  void opensInOtherPrograms() throws Exception {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 1; i <= 1_234; i++) {
      rows.add(
          row(
              "%05d".formatted(i),
              "Bản A",
              "Lò A",
              i % 51,
              new BigDecimal("73.6"),
              LocalDate.of(2024, 11, 15),
              "một\nhai"));
    }
    export(List.of("DANH SÁCH HỘ", "Xã Chiềng Pằn"), rows);
    try (XSSFWorkbook excel = new XSSFWorkbook(file.toFile())) {
      XSSFSheet sheet = excel.getSheetAt(0);
      assertThat(sheet.getSheetName()).isEqualTo("Hộ gia đình");
      assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("DANH SÁCH HỘ");
      assertThat(sheet.getRow(3).getCell(1).getStringCellValue()).isEqualTo("Thôn, bản");
      assertThat(
              excel.getFontAt(sheet.getRow(3).getCell(1).getCellStyle().getFontIndex()).getBold())
          .isTrue();
      assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 4);
      assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
      assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo((short) 9);
      assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("4:4");
      assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A4:G1238");
      Cell rate = sheet.getRow(1000).getCell(4);
      assertThat(rate.getNumericCellValue()).isEqualTo(0.736);
      assertThat(rate.getCellStyle().getDataFormatString()).isEqualTo("0.0%");
      assertThat(sheet.getRow(4).getCell(5).getCellStyle().getDataFormatString())
          .isEqualTo("dd/mm/yyyy");
      assertThat(sheet.getRow(sheet.getLastRowNum()).getCell(0).getStringCellValue())
          .isEqualTo("Số dòng: 1.234");
    }
  }
}
