package vn.khuyenhoc.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.khuyenhoc.platform.sheet.Workbooks.HOUSEHOLDS;
import static vn.khuyenhoc.platform.sheet.Workbooks.cells;
import static vn.khuyenhoc.platform.sheet.Workbooks.fill;
import static vn.khuyenhoc.platform.sheet.Workbooks.poi;
import static vn.khuyenhoc.platform.sheet.Workbooks.read;
import static vn.khuyenhoc.platform.sheet.Workbooks.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khuyenhoc.platform.sheet.Workbooks.Reading;

class SheetReaderTest {

  private Path folder;
  private Path file;

  @BeforeEach
  void nameAFile(@TempDir Path folder) {
    this.folder = folder;
    file = folder.resolve("danh-sach.xlsx");
  }

  private static CellStyle style(XSSFWorkbook workbook, String format) {
    CellStyle style = workbook.createCellStyle();
    style.setDataFormat(workbook.createDataFormat().getFormat(format));
    return style;
  }

  private static void number(Sheet sheet, int row, int column, double value, CellStyle style) {
    Cell cell = sheet.getRow(row).createCell(column);
    cell.setCellValue(value);
    cell.setCellStyle(style);
  }

  @Test
  void readsAWorkbookAsExcelWritesIt() throws IOException {
    poi(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet("Hộ");
          fill(sheet, 0, Workbooks.HEADERS.toArray());
          fill(sheet, 1, "00123", "Bản Nà Sài", "Lò Văn Mười", 3, null, null, "một\nhai");
          number(sheet, 1, 4, 0.736, style(workbook, "0.0%"));
          number(sheet, 1, 5, 45611, style(workbook, "dd/mm/yyyy"));
        });
    Reading reading = read(file);
    assertThat(reading.read().rows()).isEqualTo(1);
    assertThat(reading.read().findings()).isEmpty();
    SheetRow row = reading.rows().getFirst();
    assertThat(row.number()).isEqualTo(2);
    assertThat(row.problems()).isEmpty();
    assertThat(row.text("code")).isEqualTo("00123");
    assertThat(row.text("village")).isEqualTo("Bản Nà Sài");
    assertThat(row.wholeNumber("children")).isEqualTo(3);
    assertThat(row.number("rate")).isEqualByComparingTo("73.6");
    assertThat(row.date("since")).isEqualTo(LocalDate.of(2024, 11, 15));
    assertThat(row.text("note")).isEqualTo("một\nhai");
    assertThat(row.typed("rate")).isEqualTo("73,6 %");
    assertThat(row.typed("since")).isEqualTo("15/11/2024");
    assertThat(row.columnLetters("note")).isEqualTo("G");
  }

  @Test
  void findsTheHeaderBelowATitleInAnyOrderAmongOtherColumns() throws IOException {
    poi(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet("Danh sách");
          fill(sheet, 0, "ỦY BAN NHÂN DÂN XÃ CHIỀNG PẰN");
          fill(sheet, 1, "DANH SÁCH HỘ GIA ĐÌNH");
          sheet.addMergedRegion(CellRangeAddress.valueOf("A2:G2"));
          fill(sheet, 4, "STT", "CHU HO", "  thôn , bản ", "Dân tộc", "Số trẻ em (người)");
          fill(sheet, 5, "(1)", "(2)", "(3)", "(4)", "(5)");
          fill(sheet, 6, 1, "Lò Văn Mười", "Bản A", "Thái", 2);
          fill(sheet, 8, 2, "Cầm Thị Hặc", "Bản B", "Thái", 0);
          fill(sheet, 9, 3);
        });
    Reading reading = read(file);
    assertThat(reading.texts("head")).containsExactly("Lò Văn Mười", "Cầm Thị Hặc");
    assertThat(reading.rows()).extracting(SheetRow::number).containsExactly(7, 9);
    assertThat(reading.rows())
        .extracting(row -> row.wholeNumber("children"))
        .containsExactly(2L, 0L);
    SheetHeading heading = reading.read().heading();
    assertThat(heading.headerRow()).isEqualTo(5);
    assertThat(heading.sheetName()).isEqualTo("Danh sách");
    assertThat(heading.titleRows()).extracting(SheetHeading.TitleRow::row).containsExactly(1, 2);
    assertThat(reading.read().findings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(SheetProblem.UNKNOWN_COLUMN);
              assertThat(warning.value()).isEqualTo("Dân tộc");
              assertThat(warning.column()).isEqualTo("D");
            });
  }

  @Test
  void saysEverythingWrongWithTheHeaderAtOnce() throws IOException {
    poi(
        file,
        workbook -> fill(workbook.createSheet(), 0, "Mã hộ", "Mã số hộ", "Số trẻ em", "Màu sơn"));
    Reading reading = read(file);
    assertThat(reading.outcome()).isInstanceOf(SheetOutcome.Refused.class);
    assertThat(reading.codes())
        .containsExactly(
            SheetProblem.DUPLICATE_COLUMN,
            SheetProblem.MISSING_COLUMN,
            SheetProblem.MISSING_COLUMN,
            SheetProblem.UNKNOWN_COLUMN);
    assertThat(reading.outcome().problems()).hasSize(3);
    assertThat(reading.outcome().warnings()).hasSize(1);
    assertThat(reading.rows()).isEmpty();
  }

  @Test
  void readsHeadersTypedInAnOldFont() throws IOException {
    poi(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          fill(sheet, 0, "Th«n, b¶n", "Hä vµ tªn chñ hé");
          fill(sheet, 1, "Bản A", "Lß V¨n M\u00ADêi");
        });
    Reading reading = read(file);
    assertThat(reading.rowProblems())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(SheetProblem.OLD_ENCODING);
              assertThat(finding.arguments()).contains("Lò Văn Mười");
              assertThat(finding.key()).isEqualTo("head");
              assertThat(finding.row()).isEqualTo(2);
              assertThat(finding.column()).isEqualTo("B");
            });
  }

  @Test
  void saysEverythingWrongWithARowAtOnce() throws IOException {
    table(
        file,
        cells("=1+1", null, "x".repeat(61), "1,234", "abc", "31/02/2024", "ghi chú"),
        cells(null, "Bản A", "Lò Văn A", 51, "1.234 %", "15/11/24", null));
    Reading reading = read(file);
    assertThat(reading.rows().getFirst().problems())
        .extracting(SheetFinding::code)
        .containsExactly(
            SheetProblem.VALUE_MISSING,
            SheetProblem.TEXT_TOO_LONG,
            SheetProblem.AMBIGUOUS_NUMBER,
            SheetProblem.NOT_A_NUMBER,
            SheetProblem.IMPOSSIBLE_DATE);
    assertThat(reading.rows().getLast().problems())
        .extracting(SheetFinding::code)
        .containsExactly(
            SheetProblem.OUT_OF_RANGE, SheetProblem.AMBIGUOUS_NUMBER, SheetProblem.NOT_A_DATE);
    assertThat(reading.read().unsoundRows()).isEqualTo(2);
    assertThat(reading.rows().getFirst().text("note")).isEqualTo("ghi chú");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"3|3", "03|3", "٣|3", "3,0|3", "'0|0", "' 12 |12"},
      quoteCharacter = '"')
  void readsNumbersStoredAsText(String typed, long children) throws IOException {
    table(file, cells(null, "Bản A", "Lò A", typed.replace("'", ""), null, null, null));
    assertThat(read(file).rows().getFirst().wholeNumber("children")).isEqualTo(children);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hai|NOT_A_NUMBER", "2 cháu|NOT_A_NUMBER", "2,5|NOT_WHOLE", "1,234|AMBIGUOUS_NUMBER",
        "1.234|OUT_OF_RANGE", "-1|OUT_OF_RANGE", "5%|NOT_A_NUMBER", "#REF!|ERROR_CELL",
        "99999999999999999999|NOT_A_NUMBER"
      })
  void refusesNumbersThatAreNone(String typed, SheetProblem problem) throws IOException {
    table(file, cells(null, "Bản A", "Lò A", typed, null, null, null));
    assertThat(read(file).rowProblems()).extracting(SheetFinding::code).containsExactly(problem);
  }

  @Test
  void asksAboutAFractionThatExcelMadeOfThousands() throws IOException {
    SheetShape shape = SheetShape.of(Column.wholeNumber("count", "Số hộ"));
    poi(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          fill(sheet, 0, "Số hộ");
          fill(sheet, 1, 1.234);
          fill(sheet, 2, 2.5);
          fill(sheet, 3, 1234);
          fill(sheet, 4, 1e15);
          fill(sheet, 5, true);
        });
    Reading reading = read(file, "x.xlsx", shape);
    assertThat(reading.rowProblems())
        .extracting(SheetFinding::code)
        .containsExactly(
            SheetProblem.AMBIGUOUS_NUMBER, SheetProblem.NOT_WHOLE, SheetProblem.NOT_A_NUMBER);
    assertThat(reading.rows().get(2).wholeNumber("count")).isEqualTo(1234);
    assertThat(reading.rows().get(3).wholeNumber("count")).isEqualTo(1_000_000_000_000_000L);
  }

  @Test
  void takesNumbersForTextAsTheyAreShown() throws IOException {
    poi(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          fill(sheet, 0, Workbooks.HEADERS.toArray());
          fill(sheet, 1, null, 7, 14.5, null, null, null, true);
          number(sheet, 1, 0, 123, style(workbook, "00000"));
          fill(sheet, 2, 140_970_001_234d, "Bản A", "Lò A");
          fill(sheet, 3, null, "Bản A", "Lò A");
          number(sheet, 3, 0, 45611, style(workbook, "d/m/yy"));
        });
    Reading reading = read(file);
    assertThat(reading.texts("code")).containsExactly("00123", "140970001234", "15/11/2024");
    assertThat(reading.rows().getFirst().text("village")).isEqualTo("7");
    assertThat(reading.rows().getFirst().text("head")).isEqualTo("14,5");
    assertThat(reading.rows().getFirst().text("note")).isEqualTo("TRUE");
  }

  @ParameterizedTest
  @CsvSource({"15/11/2024", "2024-11-15", "15.11.2024", "ngày 15 tháng 11 năm 2024"})
  void readsDatesTypedAsText(String typed) throws IOException {
    table(file, cells(null, "Bản A", "Lò A", null, null, typed, null));
    assertThat(read(file).rows().getFirst().date("since")).isEqualTo(LocalDate.of(2024, 11, 15));
  }

  @Test
  void takesAPlainNumberForADayOnlyWhereItMakesSense() throws IOException {
    table(
        file,
        cells(null, "Bản A", "Lò A", null, null, 45611, null),
        cells(null, "Bản A", "Lò A", null, null, 2024, null));
    Reading reading = read(file);
    assertThat(reading.rows().getFirst().date("since")).isEqualTo(LocalDate.of(2024, 11, 15));
    assertThat(reading.rowProblems())
        .extracting(SheetFinding::code)
        .containsExactly(SheetProblem.NOT_A_DATE);
  }

  @Test
  void takesTheResultsOfFormulasAndSaysSo() throws IOException {
    poi(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          fill(sheet, 0, Workbooks.HEADERS.toArray());
          for (int i = 1; i <= 3; i++) {
            fill(sheet, i, null, "Bản A", "Lò A");
            sheet.getRow(i).createCell(3).setCellFormula("1+" + i);
          }
          workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
          fill(sheet, 4, null, "Bản A", "Lò A");
          sheet.getRow(4).createCell(3).setCellFormula("1+1");
          fill(sheet, 5, null, "Bản A", "Lò A");
          sheet.getRow(5).createCell(3).setCellFormula("1/0");
          workbook
              .getCreationHelper()
              .createFormulaEvaluator()
              .evaluateFormulaCell(sheet.getRow(5).getCell(3));
        });
    Reading reading = read(file);
    assertThat(reading.rows())
        .extracting(row -> row.wholeNumber("children"))
        .startsWith(2L, 3L, 4L);
    assertThat(reading.rows().get(4).problems())
        .extracting(SheetFinding::code)
        .containsExactly(SheetProblem.ERROR_CELL);
    assertThat(reading.read().findings())
        .anySatisfy(
            warning -> {
              assertThat(warning.code()).isEqualTo(SheetProblem.FORMULAS);
              assertThat(warning.key()).isEqualTo("children");
              assertThat(warning.row()).isEqualTo(2);
            });
  }

  @Test
  void refusesAFormulaThatNobodyCalculated() throws IOException {
    Map<String, String> parts =
        Workbooks.parts(
            Workbooks.headerXml()
                + "<row><c t=\"inlineStr\"><is><t>1</t></is></c><c><f>A1</f></c><c><f>B1</f><v/></c>"
                + "</row>");
    Workbooks.zip(file, parts);
    assertThat(read(file).rowProblems())
        .extracting(SheetFinding::code)
        .containsExactly(SheetProblem.FORMULA_WITHOUT_VALUE, SheetProblem.FORMULA_WITHOUT_VALUE);
  }

  @Test
  void reportsMergedCellsAmongTheDataOnly() throws IOException {
    poi(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          fill(sheet, 0, "DANH SÁCH");
          fill(sheet, 1, Workbooks.HEADERS.toArray());
          fill(sheet, 2, null, "Bản A", "Lò A");
          fill(sheet, 3, null, null, "Lò B");
          sheet.addMergedRegion(CellRangeAddress.valueOf("A1:G1"));
          sheet.addMergedRegion(CellRangeAddress.valueOf("B3:B4"));
          sheet.addMergedRegion(CellRangeAddress.valueOf("J3:K4"));
        });
    Reading reading = read(file);
    assertThat(reading.outcome().problems())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(SheetProblem.MERGED_CELLS);
              assertThat(finding.value()).isEqualTo("B3:B4");
              assertThat(finding.row()).isEqualTo(3);
              assertThat(finding.key()).isEqualTo("village");
            });
  }

  @Test
  void takesTheVisibleSheetWhoseHeaderFits() throws IOException {
    poi(
        file,
        workbook -> {
          fill(workbook.createSheet("Hướng dẫn"), 0, "Thôn, bản", "Tên bản nơi hộ ở");
          Sheet half = workbook.createSheet("Nháp");
          fill(half, 0, "Thôn, bản", "Ghi chú");
          fill(half, 1, "Bản X");
          Sheet hidden = workbook.createSheet("Cũ");
          fill(hidden, 0, Workbooks.HEADERS.toArray());
          fill(hidden, 1, null, "Bản cũ", "Lò Cũ");
          workbook.setSheetHidden(2, true);
          Sheet sheet = workbook.createSheet("Hộ");
          fill(sheet, 0, Workbooks.HEADERS.toArray());
          fill(sheet, 1, null, "Bản A", "Lò A");
        });
    assertThat(read(file).texts("village")).containsExactly("Bản A");
    assertThat(read(file, "x.xlsx", HOUSEHOLDS.onSheet("HỘ")).texts("village"))
        .containsExactly("Bản A");
    assertThat(read(file, "x.xlsx", HOUSEHOLDS.onSheet("Cũ")).codes())
        .containsExactly(SheetProblem.HIDDEN_SHEET);
    assertThat(read(file, "x.xlsx", HOUSEHOLDS.onSheet("Mới")).codes())
        .containsExactly(SheetProblem.NO_SUCH_SHEET);
    assertThat(read(file, "x.xlsx", HOUSEHOLDS.onSheet("Nháp")).codes())
        .containsExactly(SheetProblem.MISSING_COLUMN);
  }

  @Test
  void saysSoWhenRowsAreHidden() throws IOException {
    poi(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          fill(sheet, 0, Workbooks.HEADERS.toArray());
          fill(sheet, 1, null, "Bản A", "Lò A");
          fill(sheet, 2, null, "Bản B", "Lò B");
          sheet.getRow(2).setZeroHeight(true);
        });
    Reading reading = read(file);
    assertThat(reading.rows()).hasSize(2);
    assertThat(reading.codes()).containsExactly(SheetProblem.HIDDEN_ROWS);
  }

  @Test
  void composesAndCleansTexts() throws IOException {
    table(
        file,
        cells(
            null,
            Normalizer.normalize("Bản Nậm Lạnh", Normalizer.Form.NFD),
            " Lò\u00A0 Văn\nMười\u200B",
            null,
            null,
            null,
            "một \r\n hai"));
    SheetRow row = read(file).rows().getFirst();
    assertThat(row.text("village")).isEqualTo("Bản Nậm Lạnh");
    assertThat(row.text("head")).isEqualTo("Lò Văn Mười");
    assertThat(row.text("note")).isEqualTo("một\nhai");
  }

  @Test
  void readsDaysOfAWorkbookThatCountsFrom1904() throws IOException {
    Map<String, String> parts =
        Workbooks.parts(
            Workbooks.headerXml()
                + "<row r=\"9\"><c r=\"B9\" t=\"inlineStr\"><is><t>A</t></is></c>"
                + "<c r=\"C9\" t=\"str\"><v>B</v></c><c r=\"F9\"><v>44149</v></c></row>");
    parts.computeIfPresent(
        "xl/workbook.xml",
        (name, xml) -> xml.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>"));
    Workbooks.zip(file, parts);
    Reading reading = read(file);
    assertThat(reading.read().findings()).isEmpty();
    SheetRow row = reading.rows().getFirst();
    assertThat(row.number()).isEqualTo(9);
    assertThat(row.date("since")).isEqualTo(LocalDate.of(2024, 11, 15));
  }

  @Test
  void readsWhatOtherProgramsWrite() throws IOException {
    Map<String, String> parts =
        Workbooks.parts(
            """
            <row><c t="s"><v>0</v></c><c t="s"><v> 1 </v></c></row><!-- a note -->
            <row><c t="inlineStr"><is><r><t>B&#7843;n </t></r><r><rPr><b/></rPr><t><![CDATA[A & ]]>B</t></r><rPh><t>kana</t></rPh></is></c><c t="str"><v>L&amp;ò</v></c><c t="d"><v>2024-11-15</v></c></row>
            """
                .replace("> 1 <", ">1<"));
    parts.put(
        "xl/sharedStrings.xml",
        "<sst><si><t>Bản</t></si><si><t xml:space=\"preserve\">Chủ </t><t>hộ</t></si></sst>");
    Map<String, String> prefixed = Workbooks.parts("");
    assertThat(prefixed).isNotEmpty();
    parts.replaceAll(
        (name, xml) ->
            name.equals("xl/worksheets/sheet1.xml")
                ? xml.replaceAll("<(/?)([a-zA-Z])", "<$1x:$2").replace("xmlns=", "xmlns:x=")
                : xml);
    Workbooks.zip(file, parts);
    SheetRow row = read(file).rows().getFirst();
    assertThat(row.text("village")).isEqualTo("Bản A & B");
    assertThat(row.text("head")).isEqualTo("L&ò");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,;", "UTF-8,COMMA", "UTF-8,TAB", "UTF-16LE,;", "UTF-16BE,TAB", "BOM,COMMA"})
  void readsCsvInUnicodeAsAKindness(String encoding, String separator) throws IOException {
    String s = separator.replace("COMMA", ",").replace("TAB", "\t");
    String text =
        "Mã hộ;Thôn, bản;Chủ hộ;Số trẻ em\r\n007;\"Bản \"\"A\"\"\n1\";Lò Văn Mười;2\r\n\r\n;Bản B;Cầm Thị;"
            .replace("Thôn, bản", "Bản")
            .replace(";", s);
    Charset charset = encoding.equals("BOM") ? StandardCharsets.UTF_8 : Charset.forName(encoding);
    boolean marked = !encoding.equals("UTF-8");
    Path csv = folder.resolve("ho.csv");
    Files.write(csv, ((marked ? "\uFEFF" : "") + text).getBytes(charset));
    Reading reading = read(csv, "HO.CSV", HOUSEHOLDS);
    assertThat(reading.texts("village")).containsExactly("Bản \"A\" 1", "Bản B");
    assertThat(reading.texts("code")).containsExactly("007", "null");
    assertThat(reading.rows().getFirst().wholeNumber("children")).isEqualTo(2);
    assertThat(reading.rows()).extracting(SheetRow::number).containsExactly(2, 4);
  }

  @Test
  void handsThroughWhatTheHandlerThrows() throws IOException {
    table(file, cells(null, "Bản A", "Lò A"));
    IOException own = new IOException("the handler's own");
    assertThatThrownBy(
            () ->
                new SheetReader()
                    .read(
                        file,
                        "x.xlsx",
                        HOUSEHOLDS,
                        row -> {
                          throw own;
                        }))
        .isSameAs(own);
    assertThatThrownBy(() -> read(folder.resolve("absent.xlsx")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void saysASentenceForEveryProblemInBothLanguages() {
    for (SheetProblem problem : SheetProblem.values()) {
      SheetFinding finding =
          new SheetFinding(problem, 17, "C", "head", "x", List.of("một", "hai", "ba"));
      for (SheetWords words : SheetWords.ALL) {
        assertThat(words.sentence(finding)).endsWith(".").doesNotContain("{");
      }
      assertThat(SheetWords.VIETNAMESE.sentenceWithPlace(finding)).startsWith("Ô C17: ");
      assertThat(finding.problem().field()).isEqualTo("head");
    }
  }

  @Test
  void keepsItsCodesApart() {
    assertThat(SheetProblem.values()).extracting(SheetProblem::code).doesNotHaveDuplicates();
  }

  @Test
  void keepsNumbersToTheDigitsExcelShows() throws IOException {
    table(
        file,
        cells(null, "Bản A", "Lò A", null, 73.599999999999994, null, null),
        cells(null, "Bản A", "Lò A", null, 0.1 + 0.2, null, null));
    List<SheetRow> rows = read(file).rows();
    assertThat(rows.getFirst().number("rate")).isEqualTo(new BigDecimal("73.6"));
    assertThat(rows.getLast().number("rate")).isEqualTo(new BigDecimal("0.3"));
  }
}
